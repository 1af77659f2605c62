/** Finds the largest parts of a build in which most tasks changed together. */
import { namePath } from './name-path.ts';

export interface GroupMember {
  readonly name: string;
  /** It is one of the members to be grouped. */
  readonly moved: boolean;
}

export interface FoundGroup {
  readonly name: string;
  /** Indexes of the members that changed. */
  readonly moved: readonly number[];
  /** All members, changed or not. */
  readonly size: number;
}

interface Node {
  readonly name: string;
  readonly children: Map<string, Node>;
  readonly moved: number[];
  size: number;
}

/** Fewer members do not make a group. */
const leastMoved = 3;
/** Minimum share of members that changed. */
const leastShare = 0.5;

/**
 * The groups, with no member in two of them; each is named after the innermost part that contains all changed
 * members.
 */
export function findGroups(members: readonly GroupMember[]): FoundGroup[] {
  const root: Node = makeNode('');
  for (const [index, { name, moved }] of members.entries()) {
    let node = root;
    for (const group of namePath(name)) {
      node = childOf(node, group);
      node.size += 1;
      if (moved) node.moved.push(index);
    }
  }
  const found: FoundGroup[] = [];
  for (const child of root.children.values()) collect(child, found);
  return found.sort((a, b) => b.moved.length - a.moved.length || (a.name < b.name ? -1 : 1));
}

function makeNode(name: string): Node {
  return { name, children: new Map(), moved: [], size: 0 };
}

function childOf(node: Node, name: string): Node {
  const known = node.children.get(name);
  if (known) return known;
  const child = makeNode(name);
  node.children.set(name, child);
  return child;
}

function collect(around: Node, found: FoundGroup[]): void {
  const node = narrow(around);
  if (node.moved.length < leastMoved) return;
  if (node.moved.length >= node.size * leastShare)
    found.push({ name: node.name, moved: node.moved, size: node.size });
  else for (const child of node.children.values()) collect(child, found);
}

/** The innermost part that contains all changed members. */
function narrow(node: Node): Node {
  let exact = node;
  for (;;) {
    const { length } = exact.moved;
    const all = [...exact.children.values()].find(({ moved }) => moved.length === length);
    if (length === 0 || all === undefined) return exact;
    exact = all;
  }
}
