/** When, where and who at one time: what is narrowed in one of the three narrows the other two. */
import { useMemo, type JSX } from "react";
import { useAnswer } from "../api/client";
import type { NetworkAnswer, Points } from "../api/types";
import { useFilter } from "../filter";
import { Places } from "../map/Places";
import { Tied } from "../network/Tied";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";
import { IncidentList } from "../pieces/IncidentList";
import { Histogram, Span } from "../timeline/Histogram";
import { binsOf, drawnOf, rowsOf } from "../timeline/bins";
import { count } from "../words";

export default function Together(): JSX.Element {
  const { filter, narrow } = useFilter();
  const points = useAnswer<Points>("points", filter);
  const network = useAnswer<NetworkAnswer>("network", { ...filter, limit: 500 });
  return (
    <>
      <h1>Together</h1>
      <FilterBar />
      <Answered query={points} what="the timeline">{(data) => <Days points={data} onBrush={(since, until) => narrow({ since, until })} />}</Answered>
      <div className="together">
        <section aria-label="Where"><Answered query={points} what="the map">{(data) => <Places points={data} narrow={narrow} />}</Answered></section>
        <section aria-label="Who"><Answered query={network} what="the network">{(data) => <Tied answer={data} onNarrow={(actor) => narrow({ actor })} />}</Answered></section>
      </div>
      <h2>What happened, the latest first</h2>
      <IncidentList filter={filter} part={10} />
    </>
  );
}

function Days({ points, onBrush }: { points: Points; onBrush(since: string, until: string): void }): JSX.Element {
  const rows = useMemo(() => rowsOf(points), [points]);
  const drawn = useMemo(() => drawnOf(rows), [rows]);
  const bins = useMemo(() => binsOf(drawn, points), [drawn, points]);
  if (bins.length === 0) return <p className="card">No incident with a known day is like this.</p>;
  return (
    <div className="card">
      <p className="small soft" data-testid="together">{count(rows.length, "incident")}; drag over days to narrow to them</p>
      <Histogram bins={bins} onBrush={onBrush} />
      <Span bins={bins} left={rows.length - drawn.length} />
    </div>
  );
}
