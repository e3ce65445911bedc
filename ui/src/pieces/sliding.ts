/** A drawing that takes long is slid as a picture while it is dragged, and drawn anew wherever the mouse rests. */

const REST = 150; // milliseconds

/** In pixels. */
export interface Place {
  x: number;
  y: number;
}

export interface Slide {
  moveTo(at: Place): void;
  /** Ends it. */
  settle(): void;
}

/** Slides the sheets of a drawing from a place on; what they are to be moved by once they are drawn anew is told. */
export function startSlide(sheets: readonly HTMLElement[], start: Place, onRest: (by: Place) => void): Slide {
  let from = start;
  let by: Place = { x: 0, y: 0 };
  let resting = 0;

  function show(): void {
    for (const sheet of sheets) sheet.style.transform = by.x || by.y ? `translate(${by.x}px, ${by.y}px)` : "";
  }
  function settle(): void {
    clearTimeout(resting);
    if (!by.x && !by.y) return;
    onRest(by);
    [from, by] = [{ x: from.x + by.x, y: from.y + by.y }, { x: 0, y: 0 }];
    show();
  }
  return {
    moveTo(at) {
      by = { x: at.x - from.x, y: at.y - from.y };
      show();
      clearTimeout(resting);
      resting = window.setTimeout(settle, REST);
    },
    settle,
  };
}

/** Tells the places of the mouse in an element until its button is let go, wherever that is. */
export function trackMouse(holder: HTMLElement, onMove: (at: Place) => void, onRelease: () => void): void {
  const move = (event: MouseEvent): void => onMove(placeIn(holder, event));
  const release = (): void => {
    window.removeEventListener("mousemove", move);
    onRelease();
  };
  window.addEventListener("mousemove", move);
  window.addEventListener("mouseup", release, { capture: true, once: true });
}

export function placeIn(holder: HTMLElement, event: MouseEvent): Place {
  const box = holder.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
