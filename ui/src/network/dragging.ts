/** Dragging an actor of the network: it and its ties alone are drawn anew, whatever else there is. */
import type Graph from "graphology";
import type Sigma from "sigma";
import type { Place } from "./layout";

const STILL = 3; // pixels; who moves less has clicked

/**
 * Lets actors be dragged and chosen; returns what ends it.
 *
 * While a mouse drags, sigma's own handler rests: at every move it reads pixels back to see what is beneath, for which all
 * must have been drawn. A place is set past the graph's events, at which sigma would index everything anew.
 */
export function letDrag(sigma: Sigma, graph: Graph, onChoose: (id: string) => void): () => void {
  let dragged: string | null = null;
  let from: Place = { x: 0, y: 0 };
  let moved = false;
  const mouse = sigma.getMouseCaptor();
  const holder = sigma.getContainer();

  function move(at: Place): void {
    if (!dragged) return;
    if (!moved && Math.hypot(at.x - from.x, at.y - from.y) < STILL) return;
    if (!moved && sigma.getSetting("hideLabelsOnMove")) sigma.setSetting("renderLabels", false);
    moved = true;
    Object.assign(graph.getNodeAttributes(dragged), sigma.viewportToGraph(at));
    sigma.refresh({ partialGraph: { nodes: [dragged], edges: graph.edges(dragged) }, skipIndexation: true, schedule: true });
  }
  function moveMouse(event: MouseEvent): void {
    const box = holder.getBoundingClientRect();
    move({ x: event.clientX - box.left, y: event.clientY - box.top });
  }
  function release(): void {
    mouse.enabled = true;
    window.removeEventListener("mousemove", moveMouse);
    window.removeEventListener("mouseup", release, true);
    if (dragged && moved) sigma.setSetting("renderLabels", true); // which indexes all anew
    dragged = null;
  }

  sigma.on("downNode", ({ node, event }) => {
    [dragged, from, moved] = [node, { x: event.x, y: event.y }, false];
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    if (!(event.original instanceof MouseEvent)) return;
    mouse.enabled = false;
    window.addEventListener("mousemove", moveMouse);
    window.addEventListener("mouseup", release, true);
  });
  sigma.on("moveBody", ({ event }) => { // by touch
    if (!dragged) return;
    move(event);
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  sigma.on("upNode", release);
  sigma.on("upStage", release);
  sigma.on("clickNode", ({ node }) => !moved && onChoose(node));
  return release;
}
