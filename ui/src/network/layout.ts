/** Where actors stand: beside those they are tied to, found in a thread of its own so that the page never waits. */
import type Graph from "graphology";
import type { Place } from "../pieces/sliding";

/** What the thread is sent: nodes by number. */
export interface Asked {
  places: Float32Array;
  sizes: Float32Array;
  /** The two ends of each tie, in turn. */
  ends: Uint32Array;
  rounds: number;
}

/** What it answers with, more than once: x and y of all in turn, and whether they are the last. */
export interface Placed {
  places: Float32Array;
  settled: boolean;
}

const ROUNDS = { few: 300, many: 200 }; // of the layout; each costs n log n
const MANY = 1000; // actors

/**
 * Puts nodes where they were before, so that a slider moves nothing; only a graph with others in it is laid out.
 *
 * Calls back whenever nodes have got new places, and returns what ends it.
 */
export function layOut(graph: Graph, placed: Map<string, Place>, onPlaced: (settled: boolean) => void): () => void {
  const nodes = graph.nodes();
  const isNew = nodes.some((node) => !placed.has(node));
  graph.updateEachNodeAttributes((node, given) => ({ ...given, ...placed.get(node) }));
  if (!isNew) {
    onPlaced(true);
    return () => {};
  }
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { places, settled } }: MessageEvent<Placed>) => {
    nodes.forEach((node, at) => placed.set(node, { x: places[2 * at]!, y: places[2 * at + 1]! }));
    graph.updateEachNodeAttributes((node, given) => ({ ...given, ...placed.get(node) }));
    onPlaced(settled);
  };
  worker.postMessage(askedOf(graph, nodes));
  return () => worker.terminate();
}

function askedOf(graph: Graph, nodes: readonly string[]): Asked {
  const numbers = new Map(nodes.map((node, at) => [node, at]));
  const places = nodes.flatMap((node) => [Number(graph.getNodeAttribute(node, "x")), Number(graph.getNodeAttribute(node, "y"))]);
  const ends = graph.mapEdges((_, __, source, target) => [numbers.get(source)!, numbers.get(target)!]).flat();
  const sizes = nodes.map((node) => Number(graph.getNodeAttribute(node, "size")));
  return { places: Float32Array.from(places), sizes: Float32Array.from(sizes), ends: Uint32Array.from(ends), rounds: graph.order > MANY ? ROUNDS.many : ROUNDS.few };
}
