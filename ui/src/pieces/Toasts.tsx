/** A line at the foot of the page that says what was just done, with a way to take it back. */
import { useEffect, useSyncExternalStore, type JSX } from "react";

interface Toast {
  words: string;
  undo?: () => void;
}

const SHOWN = 8_000; // milliseconds
let toast: Toast | null = null;
const listeners = new Set<() => void>();

export function say(words: string, undo?: () => void): void {
  set({ words, undo });
}

function set(next: Toast | null): void {
  toast = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts(): JSX.Element {
  const current = useSyncExternalStore(subscribe, () => toast);
  useEffect(() => {
    if (!current) return;
    const timer = setTimeout(() => set(null), SHOWN);
    return () => clearTimeout(timer);
  }, [current]);
  function undo(): void {
    current?.undo?.();
    set(null);
  }
  return (
    <div role="status" aria-live="polite">
      {current && (
        <div className="toast">
          <span>{current.words}</span>
          {current.undo && <button type="button" onClick={undo}>Undo</button>}
        </div>
      )}
    </div>
  );
}
