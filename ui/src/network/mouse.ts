/** What the mouse does on the drawing, where sigma's own handler would be slow or wrong. */
import type Sigma from "sigma";
import { placeIn, trackMouse, type Place } from "../pieces/sliding";

export const STILL = 3; // pixels; who moves less has clicked

/**
 * Tells the places of the mouse, in pixels of the drawing, until its button is let go.
 *
 * Meanwhile sigma's own handler rests: at every move it reads pixels back to see what is beneath, for which all must have
 * been drawn.
 */
export function followMouse(sigma: Sigma, onMove: (at: Place) => void, onRelease: () => void): void {
  const mouse = sigma.getMouseCaptor();
  const holder = sigma.getContainer();
  mouse.enabled = false;
  const move = (at: Place): void => {
    holder.classList.add("moving");
    onMove(at);
  };
  trackMouse(holder, move, () => {
    mouse.enabled = true;
    holder.classList.remove("moving");
    onRelease();
  });
}

/** Keeps the click that ends a drag from sigma, which would take it and the next one for a double click; returns what ends it. */
export function swallowDragClicks(holder: HTMLElement): () => void {
  let from: Place = { x: 0, y: 0 };
  let moved = false;
  const press = (event: MouseEvent): void => void ([from, moved] = [placeIn(holder, event), false]);
  const move = (event: MouseEvent): void => {
    const at = placeIn(holder, event);
    moved ||= event.buttons > 0 && Math.hypot(at.x - from.x, at.y - from.y) >= STILL;
  };
  const click = (event: MouseEvent): void => void (moved && event.stopPropagation());
  holder.addEventListener("mousedown", press, true);
  holder.addEventListener("mousemove", move, true);
  holder.addEventListener("click", click, true);
  return () => {
    holder.removeEventListener("mousedown", press, true);
    holder.removeEventListener("mousemove", move, true);
    holder.removeEventListener("click", click, true);
  };
}
