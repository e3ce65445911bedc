/** What one side did to the other: cooperation upwards, conflict downwards, days without any report grey, answers marked. */
import { scaleLinear, scaleUtc } from "d3-scale";
import type { JSX } from "react";
import type { Series } from "../api/types";
import { count, day } from "../words";

const WIDTH = 1000;
const HEIGHT = 150;
const CLASSES = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"] as const;
const TONES = ["cooperation", "cooperation", "dispute", "conflict"] as const;

interface Given {
  head: string;
  series: Series;
  first: string;
  last: string;
  uncovered: readonly string[];
  marks: readonly string[];
}

export function SeriesPlot({ head, series, first, last, uncovered, marks }: Given): JSX.Element {
  const at = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
  const x = scaleUtc([at(first), Math.max(at(last), at(first) + 86_400_000)], [4, WIDTH - 4]);
  const most = Math.max(1, ...series.counts.map(([a, b, c, d]) => Math.max(a + b, c + d)));
  const y = scaleLinear([-most, most], [HEIGHT - 6, 6]);
  const sums = CLASSES.map((name, n) => `${series.counts.reduce((sum, one) => sum + (one[n] ?? 0), 0)} ${name}`).join(", ");
  return (
    <figure className="plot wide">
      <figcaption><strong><bdi>{head}</bdi></strong> <span className="small soft">{sums}</span></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`${head}, ${day(first)} to ${day(last)}: ${sums}`}>
        {uncovered.map((one) => <line key={one} className="plot-gap" x1={x(at(one))} x2={x(at(one))} y1={0} y2={HEIGHT} />)}
        <line className="plot-axis" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        {marks.map((one) => <line key={one} className="plot-mark" x1={x(at(one))} x2={x(at(one))} y1={0} y2={HEIGHT} />)}
        {series.days.map((one, n) => <Bars key={one} iso={one} at={x(at(one))} counts={series.counts[n]!} y={y} />)}
      </svg>
      <div className="row spread small soft"><span>{day(first)}</span><span>{day(last)}</span></div>
    </figure>
  );
}

function Bars({ iso, at, counts, y }: { iso: string; at: number; counts: readonly number[]; y(value: number): number }): JSX.Element {
  const [verbal = 0, material = 0, quarrel = 0, fight = 0] = counts;
  const parts = [[0, verbal], [verbal, verbal + material], [0, -quarrel], [-quarrel, -quarrel - fight]] as const;
  const told = CLASSES.map((name, n) => (counts[n] ? count(counts[n], `${name} deed`) : "")).filter(Boolean).join(", ");
  return (
    <g>
      <title>{`${day(iso)}: ${told}`}</title>
      {parts.map(([from, to], n) => from !== to && <line key={n} className={`plot-bar ${TONES[n]}`} x1={at} x2={at} y1={y(from)} y2={y(to)} />)}
    </g>
  );
}
