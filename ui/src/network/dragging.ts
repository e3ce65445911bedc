/** Dragging an actor of the network: it is lifted out of the drawing, which rests meanwhile, and put down elsewhere. */
import type Graph from "graphology";
import type Sigma from "sigma";
import type { Colours } from "./label";
import type { Place } from "../pieces/sliding";
import { lift, type Lifted } from "./lifted";
import { followMouse, STILL } from "./mouse";

/** Lets actors be dragged and chosen; returns what ends it. */
export function letDrag(sigma: Sigma, graph: Graph, colours: Colours, onChoose: (id: string) => void): () => void {
  let dragged: string | null = null;
  let lifted: Lifted | null = null;
  let from: Place = { x: 0, y: 0 };

  function move(at: Place): void {
    if (!dragged) return;
    if (!lifted && Math.hypot(at.x - from.x, at.y - from.y) < STILL) return;
    lifted ??= lift(sigma, graph, dragged, colours);
    lifted.moveTo({ x: at.x, y: at.y });
  }
  function release(): void {
    lifted?.drop();
    [dragged, lifted] = [null, null];
  }

  sigma.on("downNode", ({ node, event }) => {
    [dragged, from] = [node, { x: event.x, y: event.y }];
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    if (event.original instanceof MouseEvent) followMouse(sigma, move, release);
  });
  sigma.on("moveBody", ({ event }) => { // by touch
    if (!dragged) return;
    move(event);
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  sigma.on("upNode", release);
  sigma.on("upStage", release);
  sigma.on("clickNode", ({ node }) => onChoose(node));
  return release;
}
