/** How many incidents a stretch of days has; dragging over it narrows the filter to these days. */
import { scaleLinear, scaleUtc } from "d3-scale";
import { useRef, useState, type JSX, type PointerEvent } from "react";
import { count, day } from "../words";
import { DAY, dayOf, type Bin } from "./bins";

const WIDTH = 1000;
const HEIGHT = 130;
const FOOT = 20;

export function Histogram({ bins, onBrush }: { bins: readonly Bin[]; onBrush(since: string, until: string): void }): JSX.Element | null {
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const element = useRef<SVGSVGElement>(null);
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return null;
  const x = scaleUtc([first.start, last.end], [0, WIDTH]);
  const y = scaleLinear([0, Math.max(...bins.map((bin) => bin.incidents))], [0, HEIGHT - FOOT - 6]);
  const at = (event: PointerEvent) => {
    const box = element.current!.getBoundingClientRect();
    return Math.max(0, Math.min(WIDTH, ((event.clientX - box.left) / box.width) * WIDTH));
  };
  function done(): void {
    if (drag && Math.abs(drag[1] - drag[0]) > 3) {
      const [since, until] = [Math.min(...drag), Math.max(...drag)].map((position) => x.invert(position).getTime());
      onBrush(dayOf(since!), dayOf(Math.max(since!, until! - DAY / 2)));
    }
    setDrag(null);
  }
  return (
    <svg
      ref={element} className="histogram" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img"
      aria-label={`Incidents from ${day(dayOf(first.start))} to ${day(dayOf(last.end - DAY))}; drag to narrow, or use the fields From and Until`}
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setDrag([at(event), at(event)]); }}
      onPointerMove={(event) => drag && setDrag([drag[0], at(event)])}
      onPointerUp={done}
    >
      {bins.map((bin) => (
        <g key={bin.start}>
          <rect className="bin" x={x(bin.start)} width={Math.max(1, x(bin.end) - x(bin.start) - 1)} y={HEIGHT - FOOT - y(bin.incidents)} height={y(bin.incidents)}>
            <title>{`${day(dayOf(bin.start))}: ${count(bin.incidents, "incident")}, ${bin.disputed} disputed`}</title>
          </rect>
          <rect className="bin-disputed" x={x(bin.start)} width={Math.max(1, x(bin.end) - x(bin.start) - 1)} y={HEIGHT - FOOT - y(bin.disputed)} height={y(bin.disputed)} />
        </g>
      ))}
      {drag && <rect className="brush" x={Math.min(...drag)} width={Math.abs(drag[1] - drag[0])} y={0} height={HEIGHT - FOOT} />}
    </svg>
  );
}

/** The days below a histogram, and how many incidents stand before them. */
export function Span({ bins, left }: { bins: readonly Bin[]; left: number }): JSX.Element {
  const first = bins[0]!;
  return (
    <div className="row spread small soft">
      <span>{day(dayOf(first.start))}{left > 0 && `; ${count(left, "incident")} before, which “From” and “Until” lead to`}</span>
      <span>{day(dayOf(bins.at(-1)!.end - 1))}</span>
    </div>
  );
}
