/** The thread that lays a network out (ForceAtlas2): places go back a few times on the way, and at the end. */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Asked, Placed } from "./layout";

const TOLD = 4; // times that places are sent

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  const graph = graphOf(data);
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 200, adjustSizes: graph.order <= 200 };
  for (let told = 1; told <= TOLD; told++) {
    forceAtlas2.assign(graph, { iterations: Math.ceil(data.rounds / TOLD), settings });
    self.postMessage({ places: placesOf(graph), settled: told === TOLD } satisfies Placed);
  }
};

function placesOf(graph: Graph): Float32Array {
  return Float32Array.from(graph.mapNodes((_, { x, y }) => [Number(x), Number(y)]).flat());
}

function graphOf({ places, sizes, ends }: Asked): Graph {
  const graph = new Graph({ multi: true });
  sizes.forEach((size, at) => graph.addNode(at, { x: places[2 * at], y: places[2 * at + 1], size }));
  for (let at = 0; at < ends.length; at += 2) graph.addEdge(ends[at], ends[at + 1]);
  return graph;
}
