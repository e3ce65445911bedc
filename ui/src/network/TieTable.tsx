/** Ties as a table, which says what the drawing says. */
import type { JSX } from "react";
import type { Tie } from "../api/types";
import { ActorLink, Name } from "../pieces/Named";
import { Unfolded } from "../pieces/Unfolded";
import { number, plain } from "../words";
import { kindOf } from "./ties";

const MOST = 200;

export function TieTable({ ties, names }: { ties: readonly Tie[]; names: Record<string, string> }): JSX.Element {
  return (
    <Unfolded summary="Ties as a list" className="card scroll">{() => <>
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
    </>}</Unfolded>
  );
}
