/** Panning a network of many ties, which is slid as it is. */
import type Sigma from "sigma";
import { startSlide } from "../pieces/sliding";
import { followMouse } from "./mouse";

/** Lets the drawing be panned by mouse. */
export function letSlide(sigma: Sigma): void {
  const sheets = Object.values(sigma.getCanvases()).filter((canvas) => !canvas.classList.contains("sigma-mouse"));
  sigma.on("downStage", ({ event }) => {
    if (!(event.original instanceof MouseEvent) || event.original.button !== 0) return;
    const slide = startSlide(sheets, event, (by) => {
      const [before, after] = [sigma.viewportToFramedGraph({ x: 0, y: 0 }), sigma.viewportToFramedGraph(by)];
      const { x, y } = sigma.getCamera().getState();
      sigma.getCamera().setState({ x: x + before.x - after.x, y: y + before.y - after.y });
    });
    followMouse(sigma, slide.moveTo, slide.settle);
  });
}
