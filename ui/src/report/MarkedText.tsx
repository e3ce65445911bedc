/** The text of a report with its marks; each mark leads to its card, words that are selected may become a part of it. */
import { memo, useMemo, type JSX } from "react";
import type { Span } from "../api/types";
import { visible } from "../words";
import type { Mark, Segment } from "./marks";
import { marksOf, segmentsOf } from "./marks";
import type { CodePoints } from "./points";
import { selectedSpan } from "./selecting";
import type { RecordOfReport } from "../api/types";

interface Given {
  record: RecordOfReport;
  points: CodePoints;
  lit: string | null;
  onLight(key: string | null): void;
  onChoose(key: string): void;
  onSelect(span: Span | null): void;
}

export function MarkedText({ record, points, lit, onLight, onChoose, onSelect }: Given): JSX.Element {
  const segments = useMemo(() => segmentsOf(marksOf(record), points.length), [record, points]);
  const keyOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-key]")?.dataset.key ?? null;
  return (
    <div
      className="text"
      dir="auto"
      onMouseOver={(event) => onLight(keyOf(event.target))}
      onMouseLeave={() => onLight(null)}
      onFocus={(event) => onLight(keyOf(event.target))}
      onClick={(event) => {
        const key = keyOf(event.target);
        if (key && window.getSelection()?.isCollapsed) onChoose(key);
      }}
      onMouseUp={(event) => onSelect(selectedSpan(event.currentTarget))}
      onKeyUp={(event) => event.shiftKey && onSelect(selectedSpan(event.currentTarget))}
    >
      {segments.map((segment) => (
        <Run key={segment.start} segment={segment} words={points.slice(segment.start, segment.end)} lit={isLit(segment, lit)} />
      ))}
    </div>
  );
}

function isLit(segment: Segment, lit: string | null): boolean {
  return lit !== null && segment.marks.some((mark) => mark.key === lit);
}

const Run = memo(function Run({ segment, words, lit }: { segment: Segment; words: string; lit: boolean }): JSX.Element {
  const [leading] = segment.marks;
  if (!leading) return <span data-start={segment.start}>{visible(words)}</span>;
  const stop = segment.marks.find((mark) => mark.first && mark.start === segment.start);
  const classes = [...new Set(segment.marks.flatMap((mark) => classesOf(mark, segment)))].join(" ");
  return (
    <span
      data-start={segment.start}
      data-key={(stop ?? leading).key}
      id={stop ? idOf(stop.key) : undefined}
      className={lit ? `${classes} lit` : classes}
      {...(stop ? { tabIndex: 0, role: "button", "aria-label": `${visible(words)}, ${nameOf(stop)}` } : {})}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          event.currentTarget.click();
        }
      }}
    >
      {visible(words)}
    </span>
  );
});

export function idOf(key: string): string {
  return `mark-${key.replace("/", "-")}`;
}

function nameOf(mark: Mark): string {
  return mark.kind === "event" ? `event, ${mark.status}` : mark.kind;
}

function classesOf(mark: Mark, segment: Segment): string[] {
  if (mark.kind !== "event") return [`mark-${mark.kind}`];
  return ["mark-event", `is-${mark.status}`, ...(mark.start === segment.start ? ["begins"] : [])];
}
