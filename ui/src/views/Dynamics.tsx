/** Who follows whom: what two sides did to one another day by day, and how far the one's acts follow the other's. */
import type { FormEvent, JSX } from "react";
import { Link, useSearchParams } from "wouter";
import { useAnswer } from "../api/client";
import type { DynamicsAnswer, Sides } from "../api/types";
import { Choice } from "../foresight/Choice";
import { LagPlot } from "../foresight/LagPlot";
import { SeriesPlot } from "../foresight/SeriesPlot";
import { Tabs } from "../foresight/Tabs";
import { figures, percent } from "../foresight/words";
import { Answered } from "../pieces/Answered";
import { Name } from "../pieces/Named";
import { count, day, visible } from "../words";

export default function Dynamics(): JSX.Element {
  const [search, setSearch] = useSearchParams();
  const one = search.get("one") ?? "";
  const other = search.get("other") ?? "";
  const sides = useAnswer<Sides>("sides");
  const found = useAnswer<DynamicsAnswer>(one && other ? "dynamics" : null, { one, other });
  function choose(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setSearch({ one: String(given.get("one")), other: String(given.get("other")) });
  }
  return (
    <>
      <h1>Who follows whom</h1>
      <p className="lead">What one side does to another and what comes back. “Follows” is not “is caused by”: it is said only where answers stand out against own momentum and the weeks around.</p>
      <Tabs />
      <form className="filters" onSubmit={choose} aria-label="Two sides">
        <Choice name="one" label="Who acts" sides={sides.data} value={one} />
        <Choice name="other" label="Who may answer" sides={sides.data} value={other} />
        <button type="submit" className="main">Show</button>
      </form>
      {sides.data && <p className="small soft">{sides.data.problems.map((problem) => <span key={problem} className="block">{visible(problem)}</span>)}</p>}
      {one && other && <Answered query={found} what="the series">{(data) => <Found found={data} />}</Answered>}
    </>
  );
}

function Found({ found }: { found: DynamicsAnswer }): JSX.Element {
  const { names, reaction, chain } = found;
  const one = names[found.one] ?? found.one;
  const other = names[found.other] ?? found.other;
  const plotted = { first: found.first, last: found.last, uncovered: found.uncovered };
  return (
    <>
      <section className="card">
        <SeriesPlot head={`${one} → ${other}`} series={found.there} {...plotted} marks={chain.map((link) => link.act)} />
        <SeriesPlot head={`${other} → ${one}`} series={found.back} {...plotted} marks={chain.map((link) => link.answer)} />
        <p className="small soft">Cooperation upwards, conflict downwards; on grey days nothing was told of anybody, which is not quiet.</p>
      </section>
      <section className="card">
        <h2 className="first">Do acts of <Name>{other}</Name> follow those of <Name>{one}</Name>?</h2>
        <p data-testid="verdict"><strong>{reaction.verdict}</strong> <span className="soft">({visible(reaction.reason)})</span></p>
        {found.proxies.length > 0 && <p className="small">Counted as <Name>{other}</Name>: <Name>{found.proxies.map((id) => names[id] ?? id).join(", ")}</Name></p>}
        <Measures reaction={reaction} />
        <LagPlot lags={reaction.by_lag} />
      </section>
      {chain.length > 0 && <Chain found={found} />}
    </>
  );
}

function Measures({ reaction }: { reaction: DynamicsAnswer["reaction"] }): JSX.Element | null {
  const told = [
    ["Acts within a week of one act", reaction.size], ["Days after it", reaction.lag],
    ["What its past adds on held-out days (nats an act)", reaction.gain], ["The same with its acts moved (placebo)", reaction.placebo],
  ] as const;
  if (!reaction.size) return null;
  return (
    <dl className="facts measures">
      {told.map(([words, value]) => value && <div key={words} className="fact"><dt>{words}</dt><dd>{figures(value.value)} <span className="soft">({figures(value.low)} to {figures(value.high)})</span></dd></div>)}
    </dl>
  );
}

function Chain({ found }: { found: DynamicsAnswer }): JSX.Element {
  return (
    <section>
      <h2>Action and reaction</h2>
      <ol className="plain reactions">
        {found.chain.map((link) => (
          <li key={`${link.act}${link.answer}`} className="row small">
            <Incidents ids={link.acts} words={day(link.act)} /> <span aria-hidden="true">→</span> <Incidents ids={link.answers} words={day(link.answer)} />
            <span className="soft">after {count(link.lag, "day")}; explains {percent(link.share)} of what was expected</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Incidents({ ids, words }: { ids: readonly string[]; words: string }): JSX.Element {
  return <span>{words} {ids.slice(0, 3).map((id, n) => <Link key={id} href={`/incidents/${id}`}>{n === 0 ? "incident" : `, ${n + 1}`}</Link>)}</span>;
}
