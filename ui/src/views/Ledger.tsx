/** What was said to come and what became of it: each entry with its words, its evidence, and a person's say. */
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent, type JSX } from "react";
import { Link } from "wouter";
import { send, useAnswer } from "../api/client";
import type { Judgement, LedgerPage, Outcome, Resolution, Tracks } from "../api/types";
import { Tabs } from "../foresight/Tabs";
import { percent } from "../foresight/words";
import { Answered, Problem } from "../pieces/Answered";
import { Name, TypeWord } from "../pieces/Named";
import { Pager } from "../pieces/Pager";
import { say } from "../pieces/Toasts";
import { useUndo } from "../report/correcting";
import { useMayWrite } from "../session";
import { count, day, number, title, visible } from "../words";

const PART = 50;
const KINDS = ["threat", "promise", "planned", "warning", "expectation"] as const;
const OUTCOMES: readonly Outcome[] = ["open", "kept", "broken", "lapsed", "overtaken"];
const CALLED: Record<Outcome, string> = { open: "Open", kept: "Kept, or came true", broken: "Broken", lapsed: "Lapsed", overtaken: "Overtaken" };

export default function Ledger(): JSX.Element {
  const [filter, setFilter] = useState<Record<string, string>>({});
  const [offset, setOffset] = useState(0);
  const page = useAnswer<LedgerPage>("ledger", { ...filter, offset, limit: PART });
  const narrow = (changes: Record<string, string>) => { setOffset(0); setFilter({ ...filter, ...changes }); };
  return (
    <>
      <h1>Ledger</h1>
      <p className="lead">Every threat, promise, planned step, warning and expectation of the record, and what later reports make of it. An outcome is a suggestion until a person confirms it; where nothing is told, an entry stays open.</p>
      <Tabs />
      <Narrowing onNarrow={narrow} />
      <Answered query={page} what="the ledger">
        {({ items, total, outcomes, next }) => (
          <>
            <div className="row kinds" role="group" aria-label="Outcome">
              <button type="button" aria-pressed={!filter.outcome} onClick={() => narrow({ outcome: "" })}>All</button>
              {OUTCOMES.map((one) => <button key={one} type="button" aria-pressed={filter.outcome === one} onClick={() => narrow({ outcome: one })}>{CALLED[one]} {!filter.outcome && number(outcomes[one] ?? 0)}</button>)}
            </div>
            <p className="small soft" data-testid="in-ledger">{count(total, "entry", "entries")}</p>
            {total === 0 && <p className="card">No report says anything like this of what is to come.</p>}
            {items.map((one) => <Line key={one.entry.id} found={one} />)}
            <Pager offset={offset} next={next ?? null} part={PART} onOffset={setOffset} />
          </>
        )}
      </Answered>
      <Keeping />
    </>
  );
}

function Narrowing({ onNarrow }: { onNarrow(changes: Record<string, string>): void }): JSX.Element {
  const written = (name: string, label: string) => (
    <label>{label}<input maxLength={200} onBlur={(event) => onNarrow({ [name]: event.currentTarget.value.trim() })} onKeyDown={(event) => event.key === "Enter" && onNarrow({ [name]: event.currentTarget.value.trim() })} /></label>
  );
  return (
    <form className="filters" aria-label="Filter of the ledger" onSubmit={(event) => event.preventDefault()}>
      <label>Kind<select onChange={(event) => onNarrow({ kind: event.target.value })}><option value="">any</option>{KINDS.map((kind) => <option key={kind} value={kind}>{title(kind)}</option>)}</select></label>
      {written("actor", "Actor")}
      {written("source", "Source")}
      <label>Said from<input type="date" onChange={(event) => onNarrow({ since: event.target.value })} /></label>
      <label>Said until<input type="date" onChange={(event) => onNarrow({ until: event.target.value })} /></label>
    </form>
  );
}

function Line({ found }: { found: Resolution }): JSX.Element {
  const { entry } = found;
  const who = entry.by.join(", ") || "Somebody";
  return (
    <article className="card entry-card" aria-label={`${title(entry.kind)} of ${day(entry.said)}`}>
      <div className="row spread">
        <strong><Name>{`${who}${entry.towards.length > 0 ? ` → ${entry.towards.join(", ")}` : ""}`}</Name></strong>
        <span className={`outcome outcome-${found.outcome}`}>{CALLED[found.outcome]}</span>
      </div>
      <div className="row small soft">
        <span>{title(entry.kind)}, said {day(entry.said)}</span>
        {entry.deed.type && <TypeWord type={entry.deed.type} />}
        {entry.due && <span>by {day(entry.due)}</span>}
        {entry.condition && <span>if “{visible(entry.condition.words)}”: {found.condition}</span>}
        <span>on the word of <Name>{entry.source}</Name></span>
      </div>
      <blockquote className="quote" dir="auto">“{visible(entry.text)}” <Link href={`/reports/${entry.report}`} className="small">in the report</Link></blockquote>
      {entry.retold.length > 0 && <p className="small soft">Told again in {entry.retold.map((one, n) => <span key={one.event}>{n > 0 && ", "}<Link href={`/reports/${one.report}`}>{one.publisher ? visible(one.publisher) : "a report"}</Link></span>)}</p>}
      <p className="small">{found.confirmed ? <>As <bdi>{visible(found.confirmed)}</bdi> confirmed; of itself: </> : null}{visible(found.reason)}</p>
      <ul className="plain small">
        {found.evidence.map((one) => <li key={`${one.report}${one.event}`}>{day(one.day)}, <Name>{one.publisher || "a report"}</Name>: <q>{visible(one.text)}</q> <Link href={`/reports/${one.report}`}>the words</Link></li>)}
      </ul>
      <Deciding found={found} />
    </article>
  );
}

function Deciding({ found }: { found: Resolution }): JSX.Element | null {
  const undo = useUndo();
  const confirming = useMutation({
    mutationFn: (outcome: string) => send<Judgement>("POST", `ledger/${found.entry.id}`, { outcome }),
    onSuccess: (made) => say("Confirmed", () => undo.mutate(made.id)),
  });
  if (!useMayWrite()) return null;
  function confirm(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    confirming.mutate(String(new FormData(event.currentTarget).get("outcome")));
  }
  return (
    <form className="row" onSubmit={confirm}>
      <select name="outcome" aria-label="What became of it" key={found.outcome} defaultValue={found.outcome}>
        {OUTCOMES.map((one) => <option key={one} value={one}>{CALLED[one]}</option>)}
      </select>
      <button type="submit" disabled={confirming.isPending}>Confirm</button>
      {found.judgement !== null && <button type="button" className="plain" onClick={() => undo.mutate(found.judgement!)}>Take back</button>}
      {confirming.isError && <Problem error={confirming.error} />}
    </form>
  );
}

function Keeping(): JSX.Element {
  const [sources, setSources] = useState(false);
  const tracks = useAnswer<Tracks>("ledger/tracks", { sources });
  return (
    <section>
      <h2>Who keeps their word</h2>
      <div className="row kinds" role="group" aria-label="Count by">
        <button type="button" aria-pressed={!sources} onClick={() => setSources(false)}>Actors</button>
        <button type="button" aria-pressed={sources} onClick={() => setSources(true)}>Sources</button>
      </div>
      <Answered query={tracks} what="the counts">
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label="Who keeps their word">
            <table>
              <thead><tr><th scope="col">Who</th><th scope="col">What</th><th scope="col" className="number">Kept</th><th scope="col" className="number">95 %</th><th scope="col" className="number">Open</th><th scope="col" className="number">Lapsed</th><th scope="col" className="number">Overtaken</th></tr></thead>
              <tbody>
                {items.slice(0, 30).map((one) => (
                  <tr key={`${one.name}${one.kind}`}>
                    <td><Name>{one.name}</Name></td><td>{title(one.kind)}</td>
                    <td className="number">{one.kept.count ? `${one.kept.hits} of ${one.kept.count}` : "none decided"}</td>
                    <td className="number">{one.kept.count ? `${percent(one.kept.low)}–${percent(one.kept.high)}` : ""}</td>
                    <td className="number">{one.open}</td><td className="number">{one.lapsed}</td><td className="number">{one.overtaken}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </section>
  );
}
