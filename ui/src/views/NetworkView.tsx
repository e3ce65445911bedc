/** Who is tied to whom: command, backing, alliance and hostility, by all or as one source claims it, up to a day. */
import { useMemo, useState, type JSX } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useAnswer } from "../api/client";
import type { NetworkAnswer, Tie, VoicePage } from "../api/types";
import { useFilter } from "../filter";
import { colour } from "../map/colour";
import { Canvas } from "../network/Canvas";
import { KINDS, graphOf, kindOf, shownTies, type Kind } from "../network/ties";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";
import { ActorLink, Name } from "../pieces/Named";
import { DAY, dayOf, millisecondsOf } from "../timeline/bins";
import { count, day, number, plain, title } from "../words";

export default function NetworkView(): JSX.Element {
  const { filter } = useFilter();
  const [search, setSearch] = useSearchParams();
  const source = search.get("claimed_by") ?? "";
  const network = useAnswer<NetworkAnswer>("network", { ...filter, source });
  const voices = useAnswer<VoicePage>("sources", { limit: 100 });
  const claim = (value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      value ? after.set("claimed_by", value) : after.delete("claimed_by");
      return after;
    }, { replace: true });
  return (
    <>
      <h1>Network</h1>
      <FilterBar />
      <div className="row">
        <label>
          As claimed by
          <select value={source} onChange={(event) => claim(event.target.value)}>
            <option value="">all sources</option>
            {voices.data?.items.map((voice) => <option key={voice.name} value={voice.name}>{voices.data.names[voice.name] ?? voice.name}</option>)}
          </select>
        </label>
      </div>
      <Answered query={network} what="the network">{(data) => <Tied answer={data} />}</Answered>
    </>
  );
}

function Tied({ answer }: { answer: NetworkAnswer }): JSX.Element {
  const [, go] = useLocation();
  const [kinds, setKinds] = useState<ReadonlySet<Kind>>(new Set(KINDS));
  const [until, setUntil] = useState("");
  const ties = useMemo(() => shownTies(answer, { kinds, until }), [answer, kinds, until]);
  const graph = useMemo(() => graphOf(answer, ties, colours()), [answer, ties]);
  return (
    <>
      <div className="row network-head" role="group" aria-label="Kinds of ties">
        {KINDS.map((kind) => (
          <button key={kind} type="button" aria-pressed={kinds.has(kind)} onClick={() => setKinds((before) => new Set(before).symmetricDifference(new Set([kind])))}>
            <span className={`swatch tie-${kind}`} aria-hidden="true" />{title(kind)}
          </button>
        ))}
        <Until ties={answer.ties} until={until} onUntil={setUntil} />
        <span className="small soft" data-testid="on-network">{count(graph.order, "actor")}, {count(ties.length, "tie")}</span>
      </div>
      {graph.order === 0 ? <p className="card">No tie is like this.</p> : <Canvas graph={graph} labelColour={colour("ink")} label={`Network of ${count(graph.order, "actor")}; the table below says the same`} onChoose={(id) => go(`/actors/${encodeURIComponent(id)}`)} />}
      <TieTable ties={ties} names={answer.names} />
    </>
  );
}

function Until({ ties, until, onUntil }: { ties: readonly Tie[]; until: string; onUntil(day: string): void }): JSX.Element | null {
  const known = ties.flatMap((tie) => (tie.first ? [millisecondsOf(tie.first)] : []));
  if (known.length === 0) return null;
  const first = known.reduce((a, b) => Math.min(a, b));
  const last = known.reduce((a, b) => Math.max(a, b));
  if (first === last) return null;
  const at = until ? millisecondsOf(until) : last;
  return (
    <label>
      As told until {day(dayOf(at))}
      <input type="range" min={first} max={last} step={DAY} value={at} onChange={(event) => onUntil(Number(event.target.value) >= last ? "" : dayOf(Number(event.target.value)))} />
    </label>
  );
}

const MOST = 200;

export function TieTable({ ties, names }: { ties: readonly Tie[]; names: Record<string, string> }): JSX.Element {
  return (
    <details className="card scroll">
      <summary>Ties as a list</summary>
      <table>
        <thead><tr><th scope="col">Who</th><th scope="col">Tie</th><th scope="col">Whom</th><th scope="col">On whose word</th><th scope="col" className="number">Reports</th></tr></thead>
        <tbody>
          {ties.slice(0, MOST).map((tie, index) => (
            <tr key={index}>
              <td><ActorLink id={tie.subject} name={names[tie.subject] ?? tie.subject} /></td>
              <td>{plain(tie.label)} {kindOf(tie) && <span className="soft small">{kindOf(tie)}</span>}</td>
              <td><Name>{names[tie.object] ?? tie.object}</Name></td>
              <td className="small"><Name>{tie.sources.slice(0, 5).map((one) => names[one] ?? one).join(", ")}</Name></td>
              <td className="number">{number(tie.reports)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ties.length > MOST && <p className="small soft">The first {MOST} of {number(ties.length)}; narrow the filter for others.</p>}
    </details>
  );
}

function colours(): Record<Kind | "node" | "label", string> {
  return { command: colour("actor"), backing: colour("place"), alliance: colour("cooperation"), hostility: colour("conflict"), node: colour("soft"), label: colour("ink") };
}
