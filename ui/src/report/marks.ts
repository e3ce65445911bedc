/** A record -> the spans that are marked in its text, and runs of text under the same marks, however spans overlap. */
import type { RecordOfReport, Span } from "../api/types";

export interface Mark {
  start: number;
  end: number;
  /** The card that it belongs to: `events/e2`, `actors/a1`, `claims/c1`, `relations/0` … */
  key: string;
  kind: "event" | "actor" | "place" | "detail" | "claim" | "passage";
  status?: string;
  /** Whether it is the first mark of its card, and so a stop of the keyboard. */
  first?: boolean;
}

export interface Segment {
  start: number;
  end: number;
  marks: readonly Mark[];
}

export function marksOf(record: RecordOfReport): Mark[] {
  const marks: Mark[] = [];
  const add = (key: string, kind: Mark["kind"], spans: readonly (Span | null | undefined)[], status?: string) => {
    for (const span of new Map(spans.filter((s) => s != null).map((s) => [`${s.start}-${s.end}`, s])).values()) {
      marks.push({ start: span.start, end: span.end, key, kind, status });
    }
  };
  for (const event of record.events) add(`events/${event.id}`, "event", [event.trigger, ...event.mentions], event.status);
  for (const actor of record.actors) add(`actors/${actor.id}`, "actor", actor.mentions);
  for (const place of record.places) add(`places/${place.id}`, "place", place.mentions);
  for (const event of record.events) add(`events/${event.id}`, "detail", [event.when?.text, ...event.figures.map((f) => f.text)]);
  for (const claim of record.claims) add(`claims/${claim.id}`, "claim", claim.chain.map((link) => link.span));
  record.relations.forEach((relation, index) => add(`relations/${index}`, "passage", [relation.text]));
  record.stances.forEach((stance, index) => add(`stances/${index}`, "passage", [stance.text ?? stance.topic]));
  record.conditions.forEach((condition, index) => add(`conditions/${index}`, "passage", [condition.text]));
  return withStops(marks);
}

const LESSER = new Set<Mark["kind"]>(["detail", "claim", "passage"]);

/** Marks the first of each card; events, actors and places before details, since these are what one jumps to. */
function withStops(marks: Mark[]): Mark[] {
  const seen = new Set<string>();
  const ordered = marks.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const mark of ordered) {
    if (LESSER.has(mark.kind) || seen.has(mark.key)) continue;
    seen.add(mark.key);
    mark.first = true;
  }
  return ordered;
}

const RANK: Record<Mark["kind"], number> = { event: 0, actor: 1, place: 1, claim: 2, detail: 3, passage: 4 };

/** Cuts a text of so many code points wherever a mark begins or ends; the first mark of a run is what it leads to. */
export function segmentsOf(marks: readonly Mark[], length: number): Segment[] {
  const within = marks.filter((mark) => mark.start >= 0 && mark.end <= length && mark.start < mark.end);
  const cuts = [...new Set([0, length, ...within.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const opening = Map.groupBy(within, (mark) => mark.start);
  let active: Mark[] = [];
  return cuts.slice(0, -1).map((start, index) => {
    active = [...active.filter((mark) => mark.end > start), ...(opening.get(start) ?? [])];
    const ranked = active.toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || a.end - a.start - (b.end - b.start));
    return { start, end: cuts[index + 1]!, marks: ranked };
  });
}

/** The entries of a record in the order in which their cards stand. */
export function entriesOf(record: RecordOfReport): string[] {
  const byText = record.events.toSorted((a, b) => a.trigger.start - b.trigger.start);
  return [
    ...byText.map((event) => `events/${event.id}`),
    ...record.discrepancies.map((_, index) => `discrepancies/${index}`),
    ...record.conditions.map((_, index) => `conditions/${index}`),
    ...record.relations.map((_, index) => `relations/${index}`),
    ...record.stances.map((_, index) => `stances/${index}`),
    ...record.actors.map((actor) => `actors/${actor.id}`),
    ...record.places.map((place) => `places/${place.id}`),
  ];
}
