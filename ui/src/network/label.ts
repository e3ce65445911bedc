/** The name of an actor on the drawing. */
import type { Place } from "../pieces/sliding";

const GAP = 3; // pixels between a node and its name

/** Of the writing, and of what is beneath it. */
export interface Colours {
  ink: string;
  ground: string;
}

export interface Labelled extends Place {
  size: number;
  label: string | null;
}

/** A name with a rim in the colour of the ground, so that it can be read over nodes and ties; left of a node at the right edge. */
export function drawLabel(context: CanvasRenderingContext2D, node: Labelled, settings: { labelSize: number; labelFont: string }, colours: Colours): void {
  if (!node.label) return;
  context.font = `500 ${settings.labelSize}px ${settings.labelFont}`;
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.ink;
  const [right, y] = [node.x + node.size + GAP, node.y + settings.labelSize / 3];
  const width = context.measureText(node.label).width;
  const left = node.x - node.size - GAP - width;
  const x = right + width > context.canvas.clientWidth && left > 0 ? left : right;
  context.strokeText(node.label, x, y);
  context.fillText(node.label, x, y);
}
