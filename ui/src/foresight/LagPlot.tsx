/** How many acts follow one act of the other on each day after it, with 95 % intervals. */
import { scaleLinear } from "d3-scale";
import type { JSX } from "react";
import type { Reaction } from "../api/types";
import { figures } from "./words";

const WIDTH = 520;
const HEIGHT = 190;

export function LagPlot({ lags }: { lags: Reaction["by_lag"] }): JSX.Element | null {
  if (lags.length === 0) return null;
  const most = Math.max(0.01, ...lags.map((lag) => lag.high));
  const x = scaleLinear([0.5, lags.length + 0.5], [44, WIDTH - 6]);
  const y = scaleLinear([0, most], [HEIGHT - 30, 8]);
  const area = lags.map((lag, n) => `${x(n + 0.5)},${y(lag.high)} ${x(n + 1.5)},${y(lag.high)}`);
  const under = lags.map((lag, n) => `${x(n + 1.5)},${y(lag.low)} ${x(n + 0.5)},${y(lag.low)}`).reverse();
  return (
    <figure className="plot">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Acts that follow one act, by day after it: ${lags.map((lag, n) => `day ${n + 1} ${figures(lag.value)}`).join(", ")}`}>
        <polygon className="plot-area" points={[...area, ...under].join(" ")} />
        <path className="plot-line" d={lags.map((lag, n) => `${n === 0 ? "M" : "L"}${x(n + 0.5)},${y(lag.value)}H${x(n + 1.5)}`).join("")} />
        <path className="plot-axis" d={`M${x(0.5)},8V${y(0)}H${x(lags.length + 0.5)}`} />
        {[0, most].map((value) => <text key={value} x={38} y={y(value) + 5} textAnchor="end">{figures(value, 2)}</text>)}
        {[1, 7, 14].filter((lag) => lag <= lags.length).map((lag) => <text key={lag} x={x(lag)} y={HEIGHT - 12} textAnchor="middle">{lag}</text>)}
      </svg>
      <figcaption className="small soft">Acts that follow one act, by days after it; the band holds 95 %.</figcaption>
    </figure>
  );
}
