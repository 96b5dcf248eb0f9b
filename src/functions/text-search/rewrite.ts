/**
 * ts_rewrite (PostgreSQL chapter 12.4.2.1): replaces parts of a query. ANDs and ORs are flattened and their operands sorted, so that parts are found whatever the
 * order and grouping in which they are written; what was put in is not searched again.
 */
import { binaryNode, compareNodes, lexemeChecksum, TsQuery, type TsNode } from '../../types/index.js';

/** A node with any number of children, in the order in which PostgreSQL keeps them: right operand first. */
interface Tree {
  readonly kind: TsNode['kind'];
  /** Of an operand: the operand itself. */
  readonly leaf: TsNode | null;
  readonly distance: number;
  children: Tree[];
  /** Bits of the lexemes below, as they were before anything was replaced (PostgreSQL does not find what only a replacement brought together). */
  readonly signature: number;
  /** Was put in, and is not searched. */
  isNew: boolean;
}

function toTree(node: TsNode): Tree {
  if (node.kind === 'operand') {
    return { kind: 'operand', leaf: node, distance: 0, children: [], signature: 1 << ((lexemeChecksum(node.lexeme) >>> 0) % 32), isNew: false };
  }
  const children = node.kind === 'not' ? [toTree(node.arg)] : [toTree(node.right), toTree(node.left)];
  const distance = node.kind === 'not' ? 0 : node.distance;
  return { kind: node.kind, leaf: null, distance, children, signature: children.reduce((bits, child) => bits | child.signature, 0), isNew: false };
}

function fromTree(tree: Tree): TsNode {
  if (tree.leaf !== null) return tree.leaf;
  if (tree.kind === 'not') return { kind: 'not', arg: fromTree(tree.children[0] as Tree) };
  const kind = tree.kind as 'and' | 'or' | 'phrase';
  let rest = tree.children.map(fromTree);
  // The first two are joined until two are left; the last one takes the second place.
  while (rest.length > 2) {
    const [first, second, ...others] = rest as [TsNode, TsNode, ...TsNode[]];
    const last = others.pop() as TsNode;
    rest = [binaryNode(kind, second, first, 0), last, ...others];
  }
  return binaryNode(kind, rest[1] as TsNode, rest[0] as TsNode, tree.distance);
}

const RANKS: Readonly<Record<TsNode['kind'], number>> = { operand: 0, not: 1, and: 2, or: 3, phrase: 4 };

function compareTrees(a: Tree, b: Tree): number {
  if (a.leaf !== null || b.leaf !== null) {
    if (a.leaf === null) return -1;
    if (b.leaf === null) return 1;
    return compareNodes(a.leaf, b.leaf);
  }
  if (a.kind !== b.kind) return RANKS[b.kind] - RANKS[a.kind];
  if (a.children.length !== b.children.length) return b.children.length - a.children.length;
  for (let i = 0; i < a.children.length; i++) {
    const order = compareTrees(a.children[i] as Tree, b.children[i] as Tree);
    if (order !== 0) return order;
  }
  return b.distance - a.distance;
}

function flatten(tree: Tree): void {
  for (const child of tree.children) flatten(child);
  if (tree.kind === 'and' || tree.kind === 'or') tree.children = tree.children.flatMap(child => (child.kind === tree.kind ? child.children : [child]));
}

function sort(tree: Tree): void {
  for (const child of tree.children) sort(child);
  if (tree.children.length > 1 && tree.kind !== 'phrase') tree.children.sort(compareTrees);
}

function prepared(node: TsNode): Tree {
  const tree = toTree(node);
  flatten(tree);
  sort(tree);
  return tree;
}

class Rewriting {
  constructor(
    private readonly target: Tree,
    private readonly substitute: TsNode | null,
  ) {}

  private inserted(): Tree | null {
    if (this.substitute === null) return null;
    const tree = toTree(this.substitute);
    tree.isNew = true;
    return tree;
  }

  private covers(tree: Tree): boolean {
    return (tree.signature & this.target.signature) === this.target.signature;
  }

  /** The node with what it matches itself replaced. */
  private matched(tree: Tree): Tree | null {
    const { target } = this;
    if (tree.isNew || tree.kind !== target.kind || !this.covers(tree)) return tree;
    if (tree.leaf !== null || tree.children.length === target.children.length) {
      return (tree.signature & target.signature) === tree.signature && compareTrees(tree, target) === 0 ? this.inserted() : tree;
    }
    if (tree.children.length < target.children.length) return tree;
    // Some of the operands of an AND or OR.
    const taken = new Set<number>();
    let k = 0;
    for (let i = 0; i < tree.children.length && k < target.children.length; i++) {
      const order = compareTrees(tree.children[i] as Tree, target.children[k] as Tree);
      if (order > 0) break;
      if (order < 0) continue;
      taken.add(i);
      k++;
    }
    if (k < target.children.length) return tree;
    tree.children = tree.children.filter((_, i) => !taken.has(i));
    const inserted = this.inserted();
    if (inserted !== null) tree.children.push(inserted);
    sort(tree);
    return tree;
  }

  /** Null when nothing is left. */
  rewrite(from: Tree): Tree | null {
    const tree = this.matched(from);
    if (tree === null || tree.isNew || tree.leaf !== null) return tree;
    tree.children = tree.children.map(child => this.rewrite(child)).filter(child => child !== null);
    if (tree.children.length === 0) return null;
    return tree.children.length === 1 && tree.kind !== 'not' ? (tree.children[0] as Tree) : tree;
  }
}

export function rewriteOnce(query: TsQuery, target: TsQuery, substitute: TsQuery): TsQuery {
  if (query.root === null || target.root === null) return query;
  const tree = new Rewriting(prepared(target.root), substitute.root).rewrite(prepared(query.root));
  return new TsQuery(tree === null ? null : fromTree(tree));
}

function forget(tree: Tree): void {
  tree.isNew = false;
  for (const child of tree.children) forget(child);
}

/** Applies pairs of target and substitute one after the other. */
export function rewriteByAll(query: TsQuery, pairs: Iterable<readonly [TsQuery | null, TsQuery | null]>): TsQuery {
  if (query.root === null) return query;
  let tree: Tree | null = prepared(query.root);
  for (const [target, substitute] of pairs) {
    if (target === null || substitute === null || target.root === null) continue;
    tree = new Rewriting(prepared(target.root), substitute.root).rewrite(tree);
    if (tree === null) break;
    forget(tree);
    flatten(tree);
    sort(tree);
  }
  return new TsQuery(tree === null ? null : fromTree(tree));
}
