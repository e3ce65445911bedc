/** Words of a report's text that are selected, by mouse or by keyboard, as code points of the text. */
import type { Span } from "../api/types";
import type { Keys } from "../keys";
import { CodePoints } from "./points";

const WRITTEN_OUT = /\[U\+[0-9A-F]{4}\]/g; // one character of the text, as `words.ts` shows it

/** The selected words as code points of the text; null where none are, or some lie outside of it. */
export function selectedSpan(text: HTMLElement): Span | null {
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
  return Number(run.dataset.start) + CodePoints.count((node.textContent ?? "").slice(0, offset).replace(WRITTEN_OUT, "."));
}

/** Keys that select without a mouse: v begins at a mark (or the first words), arrows go on by words, Shift takes more. */
export function selectingKeys(mark: string | null, onSelect: (span: Span | null) => void): Keys {
  const text = () => document.querySelector<HTMLElement>(".text");
  function told(): void {
    const within = text();
    onSelect(within && selectedSpan(within));
  }
  function begin(): void {
    const from = (mark && document.getElementById(mark)) || text()?.querySelector("[data-start]");
    if (!from) return;
    window.getSelection()?.selectAllChildren(from);
    if (!mark) step("forward", false);
    told();
  }
  function step(direction: "forward" | "backward", more: boolean): void {
    const selection = window.getSelection();
    if (!selection || !text()?.contains(selection.focusNode)) return;
    if (!more) {
      direction === "forward" ? selection.collapseToEnd() : selection.collapseToStart();
      if (direction === "backward") selection.modify("move", "backward", "word");
    }
    selection.modify("extend", more ? direction : "forward", "word");
    told();
  }
  const selecting = () => !!text()?.contains(window.getSelection()?.focusNode ?? null) && !window.getSelection()?.isCollapsed;
  if (!selecting()) return { v: begin };
  return { v: begin, ArrowRight: () => step("forward", false), ArrowLeft: () => step("backward", false), "Shift+ArrowRight": () => step("forward", true), "Shift+ArrowLeft": () => step("backward", true) };
}
