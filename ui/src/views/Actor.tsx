/** One actor: what it is called, whom it is tied to on whose word, and what it had a part in. */
import { useMutation } from "@tanstack/react-query";
import type { JSX } from "react";
import { Link } from "wouter";
import { send, useAnswer } from "../api/client";
import type { ActorAnswer, Judgement, Tie } from "../api/types";
import { Answered, Problem } from "../pieces/Answered";
import { IncidentLine, Name } from "../pieces/Named";
import { say } from "../pieces/Toasts";
import { useUndo } from "../report/correcting";
import { Members } from "../actor/Members";
import { useMayWrite } from "../session";
import { count, days, number, plain, title, visible } from "../words";

export default function Actor({ name }: { name: string }): JSX.Element {
  const actor = useAnswer<ActorAnswer>("actor", { name });
  return <Answered query={actor} what="the actor">{(data) => <Profile answer={data} />}</Answered>;
}

function Profile({ answer }: { answer: ActorAnswer }): JSX.Element {
  const { identity, names } = answer;
  const aliases = identity.aliases.filter((alias) => alias !== identity.name);
  const filter = `?${new URLSearchParams({ actor: identity.id }).toString()}`;
  return (
    <>
      <h1 dir="auto">{visible(identity.name)}</h1>
      <p className="lead">{[title(identity.kind), identity.country, identity.sector && plain(identity.sector)].filter(Boolean).join(", ")}{identity.wikidata && ` · Wikidata ${identity.wikidata}`}</p>
      {aliases.length > 0 && <p className="small">Also called {aliases.map((alias, index) => <span key={alias}>{index > 0 && ", "}<Name>{alias}</Name></span>)}</p>}
      <p className="row">
        <Link href={`/timeline${filter}`}>Timeline</Link> <Link href={`/map${filter}`}>Map</Link> <Link href={`/network${filter}`}>Network</Link> <Link href={`/incidents${filter}`}>All incidents</Link>
      </p>
      <MayBeOne answer={answer} />
      <Members id={identity.id} />
      <div className="halves">
        <div>
          <Ties head="Relations" ties={answer.relations} names={names} of={identity.id} />
          <Ties head="Stances" ties={answer.stances} names={names} of={identity.id} />
          <Ties head="Deeds" ties={answer.deeds} names={names} of={identity.id} />
        </div>
        <section>
          <h2>Incidents, the latest first</h2>
          {answer.incidents.length === 0 && <p className="soft">None.</p>}
          <ul className="plain lines">{answer.incidents.map((one) => <li key={one.id}><IncidentLine incident={one} names={names} /></li>)}</ul>
        </section>
      </div>
    </>
  );
}

function Ties({ head, ties, names, of }: { head: string; ties: readonly Tie[]; names: Record<string, string>; of: string }): JSX.Element | null {
  if (ties.length === 0) return null;
  return (
    <section>
      <h2>{head}</h2>
      <ul className="plain ties">
        {ties.slice(0, 40).map((tie, index) => (
          <li key={index}>
            <End id={tie.subject} names={names} of={of} /> <em>{plain(tie.label)}</em> <End id={tie.object} names={names} of={of} />
            <span className="small soft block">
              {count(tie.reports, "report")}, {days(tie.first, tie.last)}
              {tie.sources.length > 0 && <>; as claimed by <Name>{tie.sources.slice(0, 4).map((one) => names[one] ?? one).join(", ")}</Name></>}
              {tie.passages[0] && <> · <Link href={`/reports/${tie.passages[0].report}`}>the words</Link></>}
            </span>
          </li>
        ))}
      </ul>
      {ties.length > 40 && <p className="small soft">and {number(ties.length - 40)} more</p>}
    </section>
  );
}

function End({ id, names, of }: { id: string; names: Record<string, string>; of: string }): JSX.Element {
  const name = names[id];
  if (!name) return <Name>{id}</Name>;
  return id === of ? <strong><Name>{name}</Name></strong> : <Link href={`/actors/${encodeURIComponent(id)}`}><Name>{name}</Name></Link>;
}

/** Others that may be the same actor: a person says whether they are. */
function MayBeOne({ answer }: { answer: ActorAnswer }): JSX.Element | null {
  const undoing = useUndo();
  const mayWrite = useMayWrite();
  const merging = useMutation({
    mutationFn: (other: string) => send<Judgement>("POST", "judgements/actors/merge", { one: answer.identity.id, other }),
    onSuccess: (made) => say("Merged", () => undoing.mutate(made.id)),
  });
  if (answer.suggestions.length === 0) return null;
  return (
    <section className="card">
      <h2>May be the same as</h2>
      {merging.isError && <Problem error={merging.error} />}
      <ul className="plain">
        {answer.suggestions.map(({ id, match }) => {
          const other = match.one === answer.identity.id ? match.other : match.one;
          return (
            <li key={id} className="row">
              <End id={other} names={answer.names} of="" /> <span className="small soft">score {match.score.toFixed(2)}</span>
              {mayWrite && <button type="button" disabled={merging.isPending} onClick={() => merging.mutate(other)}>They are one</button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
