/** Panning a network of many ties: the drawing is slid as it is, and drawn anew wherever the mouse rests. */
import type Sigma from "sigma";
import type { Place } from "./layout";
import { followMouse } from "./mouse";

const REST = 150; // milliseconds

/** Lets the drawing be panned by mouse; returns what ends it. */
export function letSlide(sigma: Sigma): () => void {
  const layers = Object.values(sigma.getCanvases()).filter((canvas) => !canvas.classList.contains("sigma-mouse"));
  let from: Place = { x: 0, y: 0 };
  let by: Place = { x: 0, y: 0 };
  let resting = 0;

  function slide(to: Place): void {
    by = to;
    for (const layer of layers) layer.style.transform = by.x || by.y ? `translate(${by.x}px, ${by.y}px)` : "";
  }
  function settle(): void {
    clearTimeout(resting);
    if (!by.x && !by.y) return;
    const [before, after] = [sigma.viewportToFramedGraph({ x: 0, y: 0 }), sigma.viewportToFramedGraph(by)];
    const { x, y } = sigma.getCamera().getState();
    from = { x: from.x + by.x, y: from.y + by.y };
    slide({ x: 0, y: 0 });
    sigma.getCamera().setState({ x: x + before.x - after.x, y: y + before.y - after.y });
  }

  sigma.on("downStage", ({ event }) => {
    if (!(event.original instanceof MouseEvent) || event.original.button !== 0) return;
    from = { x: event.x, y: event.y };
    followMouse(sigma, (at) => {
      slide({ x: at.x - from.x, y: at.y - from.y });
      clearTimeout(resting);
      resting = window.setTimeout(settle, REST);
    }, settle);
  });
  return () => clearTimeout(resting);
}
