/** The name of an actor on the drawing. */
import type { Place } from "./layout";

/** Of the writing, and of what is beneath it. */
export interface Colours {
  ink: string;
  ground: string;
}

export interface Labelled extends Place {
  size: number;
  label: string | null;
}

/** A name with a rim in the colour of the ground, so that it can be read over nodes and ties. */
export function drawLabel(context: CanvasRenderingContext2D, node: Labelled, settings: { labelSize: number; labelFont: string }, colours: Colours): void {
  if (!node.label) return;
  context.font = `500 ${settings.labelSize}px ${settings.labelFont}`;
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.ink;
  const [x, y] = [node.x + node.size + 3, node.y + settings.labelSize / 3];
  context.strokeText(node.label, x, y);
  context.fillText(node.label, x, y);
}
