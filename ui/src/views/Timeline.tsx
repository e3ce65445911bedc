/** When: how many incidents there were, and each with the days between which it may have been. */
import { useMemo, type JSX } from "react";
import { useAnswer } from "../api/client";
import type { Points } from "../api/types";
import { useFilter } from "../filter";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";
import { Histogram, Span } from "../timeline/Histogram";
import { Rows } from "../timeline/Rows";
import { binsOf, drawnOf, rowsOf } from "../timeline/bins";
import { count, number } from "../words";

export default function Timeline(): JSX.Element {
  const { filter, narrow } = useFilter();
  const points = useAnswer<Points>("points", filter);
  return (
    <>
      <h1>Timeline</h1>
      <FilterBar />
      <Answered query={points} what="the timeline">{(data) => <Days points={data} onBrush={(since, until) => narrow({ since, until })} />}</Answered>
    </>
  );
}

function Days({ points, onBrush }: { points: Points; onBrush(since: string, until: string): void }): JSX.Element {
  const rows = useMemo(() => rowsOf(points), [points]);
  const drawn = useMemo(() => drawnOf(rows), [rows]);
  const bins = useMemo(() => binsOf(drawn, points), [drawn, points]);
  if (rows.length === 0) return <p className="card">No incident with a known day is like this.</p>;
  return (
    <>
      <p className="small soft" data-testid="on-timeline">
        {count(rows.length, "incident")}{points.id.length > rows.length && `; ${number(points.id.length - rows.length)} more without a known day`}
        {points.total > points.id.length && `; the latest ${number(points.id.length)} of ${number(points.total)}`}
      </p>
      <div className="card">
        <Histogram bins={bins} onBrush={onBrush} />
        <Span bins={bins} left={rows.length - drawn.length} />
      </div>
      <Rows rows={drawn} points={points} extent={[bins[0]!.start, bins.at(-1)!.end]} />
    </>
  );
}
