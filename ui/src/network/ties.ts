/** Labels of ties -> the four kinds that the network draws, and the graph of who is tied to whom. */
import Graph from "graphology";
import type { NetworkAnswer, Tie } from "../api/types";

export const KINDS = ["command", "backing", "alliance", "hostility"] as const;
export type Kind = (typeof KINDS)[number];

const LABELS: Record<string, Kind> = {
  commands: "command", leads: "command", part_of: "command", member_of: "command",
  proxy_of: "backing", supports: "backing", SUPPORT: "backing", AID: "backing",
  allied_with: "alliance", AGREE: "alliance", COOPERATE: "alliance", CONSULT: "alliance", CONCEDE: "alliance",
  opposes: "hostility", fears: "hostility", ACCUSE: "hostility", REJECT: "hostility", THREATEN: "hostility",
  PROTEST: "hostility", SANCTION: "hostility", MOBILIZE: "hostility", COERCE: "hostility", ASSAULT: "hostility",
};

/** None for what ties an actor to a place, and for deeds that are neither friendly nor hostile. */
export function kindOf(tie: Tie): Kind | null {
  return LABELS[tie.label] ?? null;
}

export interface Shown {
  kinds: ReadonlySet<Kind>;
  /** The last day of reports that count; empty for all. */
  until: string;
}

export function shownTies(answer: NetworkAnswer, shown: Shown): Tie[] {
  return answer.ties.filter((tie) => {
    const kind = kindOf(tie);
    const early = !shown.until || !tie.first || tie.first <= shown.until;
    return kind !== null && shown.kinds.has(kind) && early && tie.subject in answer.actors && tie.object in answer.actors;
  });
}

/** One edge for each pair and kind; its weight is the number of reports. Places come from the names: the same each time. */
export function graphOf(answer: NetworkAnswer, ties: readonly Tie[], colours: Record<Kind | "node", string>): Graph {
  const graph = new Graph({ type: "directed", multi: true });
  for (const tie of ties) {
    for (const id of [tie.subject, tie.object]) {
      if (graph.hasNode(id)) continue;
      const turn = (hash(id) / 0xffffffff) * 2 * Math.PI;
      const away = 20 + 80 * (hash(`${id}.`) / 0xffffffff);
      graph.addNode(id, { label: answer.actors[id]!.name, x: away * Math.cos(turn), y: away * Math.sin(turn), size: 4, color: colours.node });
    }
    if (tie.subject === tie.object) continue;
    const kind = kindOf(tie)!;
    const key = `${tie.subject} ${kind} ${tie.object}`;
    if (graph.hasEdge(key)) graph.updateEdgeAttribute(key, "reports", (before: number) => before + tie.reports);
    else graph.addEdgeWithKey(key, tie.subject, tie.object, { reports: tie.reports, color: colours[kind], kind });
  }
  const scale = scaleOf(graph.order);
  graph.forEachEdge((edge, { reports }) => graph.setEdgeAttribute(edge, "size", scale * (1 + Math.min(5, Math.log2(1 + reports)))));
  graph.forEachNode((node) => graph.setNodeAttribute(node, "size", scale * (4 + Math.min(14, 1.6 * Math.sqrt(graph.degree(node))))));
  return graph;
}

/** How large nodes and ties are drawn, so that many leave room between them: in full up to some 250. */
export function scaleOf(actors: number): number {
  return Math.min(1, 16 / Math.sqrt(actors));
}

/** FNV-1a, 32 bits. */
function hash(words: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) value = Math.imul(value ^ words.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
