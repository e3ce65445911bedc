/** How often forecasts of each tenth came true, with 95 % intervals and counts, beside the diagonal of a perfect one. */
import type { JSX } from "react";
import type { Scoreboard } from "../api/types";
import { percent } from "./words";

const SIZE = 260;
const EDGE = 34;

export function Reliability({ tenths }: { tenths: Scoreboard["reliability"] }): JSX.Element {
  const x = (share: number) => EDGE + share * (SIZE - EDGE - 8);
  const y = (share: number) => SIZE - EDGE - share * (SIZE - EDGE - 8);
  return (
    <figure className="plot square">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label="Reliability: what was said against what came true; the table beside it has the numbers">
        <path className="plot-axis" d={`M${x(0)},${y(1)}V${y(0)}H${x(1)}`} />
        <path className="plot-guide" d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`} />
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <text x={x(share)} y={SIZE - EDGE + 16} textAnchor="middle">{share}</text>
            <text x={EDGE - 6} y={y(share) + 4} textAnchor="end">{share}</text>
          </g>
        ))}
        <text x={x(0.5)} y={SIZE - 2} textAnchor="middle">said</text>
        {tenths.map((tenth) => (
          <g key={tenth.said}>
            <path className="plot-line" d={`M${x(tenth.said)},${y(tenth.low)}V${y(tenth.high)}`} />
            <circle className="plot-dot" cx={x(tenth.said)} cy={y(tenth.came)} r={4} />
          </g>
        ))}
      </svg>
      <table>
        <thead><tr><th scope="col" className="number">Said</th><th scope="col" className="number">Came true</th><th scope="col" className="number">95 %</th><th scope="col" className="number">Forecasts</th></tr></thead>
        <tbody>
          {tenths.map((tenth) => (
            <tr key={tenth.said}><td className="number">{percent(tenth.said)}</td><td className="number">{percent(tenth.came)}</td><td className="number">{percent(tenth.low)}–{percent(tenth.high)}</td><td className="number">{tenth.count}</td></tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
