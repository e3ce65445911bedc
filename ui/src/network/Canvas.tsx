/** The network drawn by WebGL: nodes are dragged, and one that is chosen opens the page of its actor. */
import type Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { useEffect, useRef, type JSX } from "react";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";

interface Given {
  graph: Graph;
  label: string;
  labelColour: string;
  onChoose(id: string): void;
}

const ROUNDS = { few: 300, many: 60 }; // of the layout; each costs n log n

export function Canvas({ graph, label, labelColour, onChoose }: Given): JSX.Element {
  const holder = useRef<HTMLDivElement>(null);
  const choose = useRef(onChoose);
  const placed = useRef(new Map<string, { x: number; y: number }>());
  useEffect(() => {
    choose.current = onChoose;
  });
  useEffect(() => {
    if (!holder.current || graph.order === 0) return;
    layOut(graph, placed.current);
    const sigma = new Sigma(graph, holder.current, {
      defaultEdgeType: "arrow", edgeProgramClasses: { arrow: EdgeArrowProgram }, labelColor: { color: labelColour }, labelFont: "Inter Variable, sans-serif", labelSize: 13,
      labelRenderedSizeThreshold: graph.order > 150 ? 9 : 5, hideEdgesOnMove: graph.size > 20_000, zIndex: true, allowInvalidContainer: true,
    });
    tellFirst(sigma, graph, holder.current);
    const stop = letDrag(sigma, graph, (id) => choose.current(id));
    return () => {
      stop();
      sigma.kill();
    };
  }, [graph, labelColour]);
  return <div ref={holder} className="network" role="img" aria-label={label} />;
}

/** Puts nodes where they were before, so that a slider moves nothing; only a graph with others in it is laid out. */
function layOut(graph: Graph, placed: Map<string, { x: number; y: number }>): void {
  const isNew = graph.someNode((node) => !placed.has(node));
  graph.forEachNode((node) => graph.mergeNodeAttributes(node, placed.get(node) ?? {}));
  if (isNew) {
    const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 200, adjustSizes: graph.order <= 200 };
    forceAtlas2.assign(graph, { iterations: graph.order > 400 ? ROUNDS.many : ROUNDS.few, settings });
  }
  graph.forEachNode((node, { x, y }) => placed.set(node, { x, y }));
}

/** Tells measurements where there is an actor to drag: the most tied one, in pixels. */
function tellFirst(sigma: Sigma, graph: Graph, holder: HTMLElement): void {
  sigma.once("afterRender", () => {
    const first = graph.reduceNodes((best: string, node) => (best && graph.degree(best) >= graph.degree(node) ? best : node), "");
    const { x, y } = sigma.graphToViewport(graph.getNodeAttributes(first) as { x: number; y: number });
    holder.dataset.first = `${Math.round(x)},${Math.round(y)}`;
  });
}

function letDrag(sigma: Sigma, graph: Graph, onChoose: (id: string) => void): () => void {
  let dragged: string | null = null;
  let moved = false;
  sigma.on("downNode", ({ node }) => {
    dragged = node;
    moved = false;
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
  });
  sigma.on("moveBody", ({ event }) => {
    if (!dragged) return;
    moved = true;
    const { x, y } = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(dragged, { x, y });
    event.preventSigmaDefault();
    event.original.preventDefault();
  });
  const release = () => {
    dragged = null;
  };
  sigma.on("upNode", release);
  sigma.on("upStage", release);
  sigma.on("clickNode", ({ node }) => !moved && onChoose(node));
  return release;
}
