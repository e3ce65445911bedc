/** An actor that is dragged, on a sheet above the drawing: nothing beneath, however much there is, is drawn anew meanwhile. */
import type Graph from "graphology";
import type Sigma from "sigma";
import { drawLabel, type Colours } from "./label";
import type { Place } from "../pieces/sliding";

const HEAD = { length: 5, width: 2 }; // of an arrow, in widths of its line, as sigma has them

export interface Lifted {
  moveTo(at: Place): void;
  drop(): void;
}

/** Takes a node and its ties out of the drawing; places are pixels. */
export function lift(sigma: Sigma, graph: Graph, node: string, colours: Colours): Lifted {
  const sheet = sheetOver(sigma);
  let at = placeOf(sigma, graph, node);
  let frame = 0;
  hide(true);
  sigma.refresh({ partialGraph: { nodes: [node], edges: graph.edges(node) }, skipIndexation: true });

  /** Past the graph's events, at which sigma would index everything anew. */
  function hide(hidden: boolean): void {
    Object.assign(graph.getNodeAttributes(node), { hidden });
  }
  function draw(): void {
    frame = 0;
    sheet.clearRect(0, 0, sheet.canvas.width, sheet.canvas.height);
    drawTies(sheet, sigma, graph, node, at);
    drawNode(sheet, sigma, graph.getNodeAttributes(node), at, colours);
  }
  draw();
  return {
    moveTo(place) {
      at = place;
      frame ||= requestAnimationFrame(draw);
    },
    drop() {
      cancelAnimationFrame(frame);
      sheet.canvas.remove();
      hide(false);
      Object.assign(graph.getNodeAttributes(node), sigma.viewportToGraph(at));
      sigma.refresh();
    },
  };
}

function placeOf(sigma: Sigma, graph: Graph, node: string): Place {
  return sigma.graphToViewport(graph.getNodeAttributes(node) as Place);
}

function sheetOver(sigma: Sigma): CanvasRenderingContext2D {
  const { width, height } = sigma.getDimensions();
  const canvas = document.createElement("canvas");
  canvas.className = "lifted";
  [canvas.width, canvas.height] = [width * devicePixelRatio, height * devicePixelRatio];
  sigma.getCanvases().labels!.before(canvas);
  const sheet = canvas.getContext("2d")!;
  sheet.scale(devicePixelRatio, devicePixelRatio);
  return sheet;
}

/** In full colour, also where lines are faint among many. */
function drawTies(sheet: CanvasRenderingContext2D, sigma: Sigma, graph: Graph, node: string, at: Place): void {
  const arrows = sigma.getSetting("defaultEdgeType") === "arrow";
  graph.forEachEdge(node, (_, tie, source, target) => {
    const other = placeOf(sigma, graph, source === node ? target : source);
    const [from, to] = source === node ? [at, other] : [other, at];
    [sheet.strokeStyle, sheet.fillStyle] = [String(tie.color), String(tie.color)];
    sheet.lineWidth = arrows ? sigma.scaleSize(Number(tie.size)) : 1;
    sheet.beginPath();
    sheet.moveTo(from.x, from.y);
    sheet.lineTo(to.x, to.y);
    sheet.stroke();
    if (arrows) drawHead(sheet, from, to, sigma.scaleSize(Number(graph.getNodeAttribute(target, "size"))));
  });
}

function drawHead(sheet: CanvasRenderingContext2D, from: Place, to: Place, gap: number): void {
  const apart = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [(to.x - from.x) / apart, (to.y - from.y) / apart];
  const [length, width] = [gap + HEAD.length * sheet.lineWidth / 2, HEAD.width * sheet.lineWidth / 2];
  sheet.beginPath();
  sheet.moveTo(to.x - gap * x, to.y - gap * y);
  sheet.lineTo(to.x - length * x - width * y, to.y - length * y + width * x);
  sheet.lineTo(to.x - length * x + width * y, to.y - length * y - width * x);
  sheet.fill();
}

function drawNode(sheet: CanvasRenderingContext2D, sigma: Sigma, node: Record<string, unknown>, at: Place, colours: Colours): void {
  const size = sigma.scaleSize(Number(node.size));
  sheet.fillStyle = String(node.color);
  sheet.beginPath();
  sheet.arc(at.x, at.y, size, 0, 2 * Math.PI);
  sheet.fill();
  drawLabel(sheet, { ...at, size, label: String(node.label) }, { labelSize: sigma.getSetting("labelSize"), labelFont: sigma.getSetting("labelFont") }, colours);
}
