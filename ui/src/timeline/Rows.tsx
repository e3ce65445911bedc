/** Incidents as bars from the first to the last day on which they may have been, within the days of the histogram above; only the rows in view are drawn. */
import { scaleUtc } from "d3-scale";
import { useState, type JSX } from "react";
import { Link } from "wouter";
import type { Points } from "../api/types";
import { Name, StatusChip, TypeWord } from "../pieces/Named";
import { useWide } from "../pieces/wide";
import { days, tone } from "../words";
import { DAY, dayOf, type Row } from "./bins";

const ROW = { wide: 34, narrow: 52 }; // pixels
const VIEW = 560;
const AROUND = 8; // rows drawn beyond the edges

export function Rows({ rows, points, extent }: { rows: readonly Row[]; points: Points; extent: readonly [number, number] }): JSX.Element {
  const [top, setTop] = useState(0);
  const height = useWide() ? ROW.wide : ROW.narrow;
  const from = Math.max(0, Math.floor(top / height) - AROUND);
  const shown = rows.slice(from, from + Math.ceil(VIEW / height) + 2 * AROUND);
  const x = scaleUtc(extent, [0, 100]).clamp(true);
  return (
    <div className="rows" tabIndex={0} role="region" aria-label="Incidents by day" onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <svg width="0" height={rows.length * height} aria-hidden="true" className="rows-height" />
      <ul className="plain">
        {shown.map((row, position) => <Bar key={points.id[row.index]} row={row} points={points} top={(from + position) * height} height={height} x={x} />)}
      </ul>
    </div>
  );
}

interface Placed {
  top: number;
  height: number;
  x: (at: number) => number;
}

function Bar({ row, points, top, height, x }: { row: Row; points: Points } & Placed): JSX.Element {
  const { index } = row;
  const type = points.type[index] ?? "";
  const place = points.places[points.place[index] ?? -1];
  const left = x(row.first);
  const width = Math.max(0.4, x(row.last + DAY) - left);
  const exact = row.last === row.first;
  return (
    <li className="bar-row" style={{ top, height }}>
      <Link href={`/incidents/${points.id[index]}`} className="bar-name">
        <TypeWord type={type} /> {place && <Name>{place.name}</Name>}
      </Link>
      <StatusChip status={points.status[index] ?? ""} />
      <span className="bar-days small soft">{days(dayOf(row.first), dayOf(row.last))}</span>
      <span className="bar-track" aria-hidden="true">
        <span className={`bar-span ${tone(type)} ${exact ? "exact" : "doubt"}`} style={{ left: `${left}%`, width: `${width}%` }} />
      </span>
      {points.disputed[index] ? <span className="disputed">disputed</span> : <span />}
    </li>
  );
}
