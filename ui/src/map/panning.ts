/** Panning the map where WebGL draws without a graphics card: it is slid as it is. */
import type { Map as MapLibre } from "maplibre-gl";
import { startSlide, trackMouse } from "../pieces/sliding";

const BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i; // what draws, by its name, without a graphics card

/** Whether there is no graphics card, so that a map takes a tenth of a second. */
export function drawsSlowly(map: MapLibre): boolean {
  const context = map.getCanvas().getContext("webgl2");
  const named = context?.getExtension("WEBGL_debug_renderer_info");
  return BY_PROCESSOR.test(String(named && context?.getParameter(named.UNMASKED_RENDERER_WEBGL)));
}

/** Lets the map be panned by mouse; with Shift it is still framed. */
export function letSlide(map: MapLibre): void {
  map.on("mousedown", (event) => {
    const { button, ctrlKey, shiftKey } = event.originalEvent;
    if (button !== 0 || ctrlKey || shiftKey) return;
    event.preventDefault();
    const slide = startSlide([map.getCanvas()], event.point, (by) => map.panBy([-by.x, -by.y], { animate: false }));
    trackMouse(map.getCanvasContainer(), slide.moveTo, slide.settle);
  });
}
