/** The network of an answer: which ties are drawn, up to which day, and what may be done with an actor that is chosen. */
import { useMemo, useState, type JSX } from "react";
import { Link } from "wouter";
import type { Identity, NetworkAnswer, Tie } from "../api/types";
import { colour } from "../map/colour";
import { Name } from "../pieces/Named";
import { DAY, dayOf, millisecondsOf } from "../timeline/bins";
import { count, day, plain, title } from "../words";
import { Canvas } from "./Canvas";
import { TieTable } from "./TieTable";
import { KINDS, graphOf, shownTies, type Kind } from "./ties";

export function Tied({ answer, onNarrow }: { answer: NetworkAnswer; onNarrow(actor: string): void }): JSX.Element {
  const [chosen, setChosen] = useState<string | null>(null);
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
      {graph.order === 0 ? <p className="card">No tie is like this.</p> : <Canvas graph={graph} ink={colour("ink")} ground={colour("card")} label={`Network of ${count(graph.order, "actor")}; the table below says the same`} onChoose={setChosen} />}
      {chosen && answer.actors[chosen] && <Chosen actor={answer.actors[chosen]} ties={ties} onNarrow={onNarrow} onClose={() => setChosen(null)} />}
      <TieTable ties={ties} names={answer.names} />
    </>
  );
}

function Chosen({ actor, ties, onNarrow, onClose }: { actor: Identity; ties: readonly Tie[]; onNarrow(actor: string): void; onClose(): void }): JSX.Element {
  const own = ties.filter((tie) => tie.subject === actor.id || tie.object === actor.id);
  return (
    <div className="card row spread" role="status">
      <span><strong><Name>{actor.name}</Name></strong> <span className="small soft">{plain(actor.kind)}{actor.country && `, ${actor.country}`}; {count(own.length, "tie")}</span></span>
      <span className="row">
        <button type="button" onClick={() => onNarrow(actor.id)}>Only what it has a part in</button>
        <Link className="button" href={`/actors/${encodeURIComponent(actor.id)}`}>Its page</Link>
        <button type="button" className="plain" onClick={onClose}>Close</button>
      </span>
    </div>
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

function colours(): Record<Kind | "node", string> {
  return { command: colour("actor"), backing: colour("place"), alliance: colour("cooperation"), hostility: colour("conflict"), node: colour("soft") };
}
