/** Editing of a scenario's tree: branches are named by where they stand ("0.1"), and named anew after each change. */
import type { ScenarioNode } from "../api/types";

export function without(root: ScenarioNode, id: string): ScenarioNode {
  return numbered({ ...root, children: root.children.filter((child) => child.id !== id).map((child) => without(child, id)) }, root.id);
}

export function withBranch(root: ScenarioNode, under: string, branch: ScenarioNode): ScenarioNode {
  const children = root.children.map((child) => withBranch(child, under, branch));
  return numbered({ ...root, children: root.id === under ? [...children, { ...branch, by: "by hand" }] : children }, root.id);
}

function numbered(node: ScenarioNode, id: string): ScenarioNode {
  return { ...node, id, children: node.children.map((child, n) => numbered(child, `${id}.${n}`)) };
}
