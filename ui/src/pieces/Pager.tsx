/** Ways to the parts before and behind of a long list. */
import type { JSX } from "react";
import { number } from "../words";

export function Pager({ offset, next, part, onOffset }: { offset: number; next: number | null; part: number; onOffset(offset: number): void }): JSX.Element | null {
  if (offset === 0 && next === null) return null;
  return (
    <nav className="row pager" aria-label="Parts of the list">
      <button type="button" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - part))}>Earlier part</button>
      <span className="small soft">from {number(offset + 1)}</span>
      <button type="button" disabled={next === null} onClick={() => next !== null && onOffset(next)}>Next part</button>
    </nav>
  );
}
