/** What is made once somebody opens it: a long table is not made anew with every filter for nobody. */
import { useState, type JSX, type ReactNode } from "react";

export function Unfolded({ summary, className, children }: { summary: string; className: string; children(): ReactNode }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details className={className} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}
