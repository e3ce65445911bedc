/** The network drawn by WebGL: nodes are dragged, and one that is chosen opens the page of its actor. */
import type Graph from "graphology";
import type { Attributes } from "graphology-types";
import { useEffect, useRef, type JSX } from "react";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { Place } from "../pieces/sliding";
import { letDrag } from "./dragging";
import { drawLabel } from "./label";
import { layOut } from "./layout";
import { swallowDragClicks } from "./mouse";
import { letSlide } from "./panning";
import { scaleOf } from "./ties";

interface Given {
  graph: Graph;
  label: string;
  ink: string;
  ground: string;
  onChoose(id: string): void;
}

const WIDE = 900; // pixels; on less, all is drawn smaller
const MANY = 150; // actors, from which labels are of the most tied alone
const FAINT = 0.35; // how opaque a line among many is
const ARROWS = 500; // ties; more are lines, drawn in one go, where each arrow is drawn for itself (slow without a graphics card)

export function Canvas({ graph, label, ink, ground, onChoose }: Given): JSX.Element {
  const holder = useRef<HTMLDivElement>(null);
  const choose = useRef(onChoose);
  const placed = useRef(new Map<string, Place>());
  useEffect(() => {
    choose.current = onChoose;
  });
  useEffect(() => {
    if (!holder.current || graph.order === 0) return;
    const element = holder.current;
    delete element.dataset.first;
    const room = Math.min(1, element.clientWidth / WIDE);
    const scale = room * scaleOf(graph.order);
    const lines = graph.size > ARROWS;
    const sigma = new Sigma(graph, element, {
      defaultNodeType: "point", nodeProgramClasses: { point: NodePointProgram },
      defaultEdgeType: lines ? "line" : "arrow", edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeLineProgram },
      labelFont: "Inter Variable, sans-serif", labelSize: 13, labelRenderedSizeThreshold: (graph.order > MANY ? 9 : 5) * scale,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio) / room,
      defaultDrawNodeLabel: (context, node, settings) => drawLabel(context, node, settings, { ink, ground }),
      ...(lines && { edgeReducer: (_: string, edge: Attributes) => ({ ...edge, color: faint(String(edge.color)) }) }),
      hideLabelsOnMove: graph.order > MANY, hideEdgesOnMove: graph.size > 20_000, zIndex: true, allowInvalidContainer: true,
    });
    const stopLayout = layOut(graph, placed.current, (settled) => {
      sigma.refresh();
      if (settled) tellFirst(sigma, graph, element);
    });
    const stopDragging = letDrag(sigma, graph, { ink, ground }, (id) => choose.current(id));
    const stopSwallowing = swallowDragClicks(element);
    if (lines) letSlide(sigma);
    return () => {
      stopLayout();
      stopDragging();
      stopSwallowing();
      graph.forEachNode((node, { x, y }) => placed.current.set(node, { x, y }));
      sigma.kill();
    };
  }, [graph, ink, ground]);
  return <div ref={holder} className="network" role="img" aria-label={label} />;
}

/** A colour `#rrggbb` as WebGL takes one that is not opaque: every part of it multiplied. */
function faint(colour: string): string {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return [...parts, 255].reduce((code, part) => code + Math.round(FAINT * part).toString(16).padStart(2, "0"), "#");
}

/** Tells measurements and tests where there is an actor to drag: the most tied one, in pixels. */
function tellFirst(sigma: Sigma, graph: Graph, holder: HTMLElement): void {
  const first = graph.reduceNodes((best: string, node) => (best && graph.degree(best) >= graph.degree(node) ? best : node), "");
  const { x, y } = sigma.graphToViewport(graph.getNodeAttributes(first) as Place);
  holder.dataset.first = `${Math.round(x)},${Math.round(y)}`;
}
