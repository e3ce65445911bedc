/** Columns of incidents -> a count for each stretch of days, and rows for those inside a stretch. */
import type { Points } from "../api/types";

export const DAY = 86_400_000; // milliseconds

export interface Bin {
  start: number;
  end: number;
  incidents: number;
  disputed: number;
}

export interface Row {
  index: number;
  first: number;
  last: number;
}

export function millisecondsOf(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}

export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Rows with a day at least at one end, the earliest first; an open end takes the other. */
export function rowsOf(points: Points): Row[] {
  const known = new Map<string, number>(); // there are many more incidents than days
  const at = (day: string) => {
    let found = known.get(day);
    if (found === undefined) known.set(day, (found = millisecondsOf(day)));
    return found;
  };
  const rows = points.id.map((_, index) => {
    const first = at(points.first[index] ?? "");
    const last = at(points.last[index] ?? "");
    return { index, first: Number.isNaN(first) ? last : first, last: Number.isNaN(last) ? first : last };
  });
  return rows.filter((row) => !Number.isNaN(row.first) && row.last >= row.first).sort((a, b) => a.first - b.first || a.last - b.last);
}

/** The rows that a histogram draws: without the first hundredth of them where that alone takes up most of the days. */
export function drawnOf(rows: readonly Row[]): readonly Row[] {
  const [start, end] = extentOf(rows);
  const cut = Math.floor(rows.length / 100);
  const most = rows[cut];
  return start !== null && most && most.first - start > end - most.first ? rows.slice(cut) : rows;
}

/** Counts each row by its first day in at most so many bins of whole days. */
export function binsOf(rows: readonly Row[], points: Points, most = 120): Bin[] {
  const [start, end] = extentOf(rows);
  if (start === null || end === null) return [];
  const width = Math.max(1, Math.ceil((end - start + DAY) / DAY / most)) * DAY;
  const bins = Array.from({ length: Math.ceil((end - start + DAY) / width) }, (_, at): Bin => ({ start: start + at * width, end: start + (at + 1) * width, incidents: 0, disputed: 0 }));
  for (const row of rows) {
    const bin = bins[Math.floor((row.first - start) / width)];
    if (!bin) continue;
    bin.incidents++;
    if (points.disputed[row.index]) bin.disputed++;
  }
  return bins;
}

export function extentOf(rows: readonly Row[]): [number, number] | [null, null] {
  const first = rows[0];
  if (!first) return [null, null];
  let end = first.last;
  for (const row of rows) end = Math.max(end, row.first);
  return [first.first, end];
}
