/** The text of a report with its marks; each mark leads to its card, words that are selected may become a part of it. */
import { memo, useMemo, type JSX } from "react";
import type { Span } from "../api/types";
import { visible } from "../words";
import type { Mark, Segment } from "./marks";
import { marksOf, segmentsOf } from "./marks";
import { CodePoints } from "./points";
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

/** The selected words as code points of the text; null where none are, or some lie outside of it. */
function selectedSpan(text: HTMLElement): Span | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end } : null;
}

function offsetOf(node: Node, offset: number): number | null {
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!run) return null;
  return Number(run.dataset.start) + CodePoints.count((node.textContent ?? "").slice(0, offset));
}
