/**
 * Generated SQL as a tree of text pieces. A piece knows its kind and what it may be replaced by, so that a failing statement can be made smaller
 * without a parser: by a plain constant, by one of its own parts of the same kind, by nothing if it is optional, by a list with fewer items.
 */
import type { Random } from './random.js';
import type { TypeName } from './value-types.js';

export interface Piece {
  /** Pieces of one kind may stand for one another: a type's name, `query:int4,text`, `from`. */
  readonly kind: string;
  readonly parts: readonly (string | Piece)[];
  /** Simpler texts to try in its place. */
  readonly simpler: readonly string[];
  /** Set for lists: parts are the items, written with this between them; items may go while `least` remain. */
  readonly list?: { readonly separator: string; readonly least: number };
  /** Set for constants: another value of the type may stand here. */
  readonly literal?: TypeName;
}

export function piece(kind: string, parts: readonly (string | Piece)[], simpler: readonly string[] = []): Piece {
  return { kind, parts, simpler };
}

/** A clause that may be left out. */
export function optional(...parts: readonly (string | Piece)[]): Piece {
  return { kind: 'optional', parts, simpler: [''] };
}

export function list(items: readonly (string | Piece)[], separator = ', ', least = 1): Piece {
  return { kind: 'list', parts: items, simpler: [], list: { separator, least } };
}

export function render(node: string | Piece): string {
  if (typeof node === 'string') return node;
  return node.parts.map(render).join(node.list?.separator ?? '');
}

/** The tree with some of its constants drawn anew: the same shape, other values. */
export function withOtherLiterals(node: Piece, random: Random, draw: (type: TypeName) => string): Piece {
  if (node.literal !== undefined) return random.chance(60) ? { ...node, parts: [draw(node.literal)] } : node;
  return { ...node, parts: node.parts.map(part => (typeof part === 'string' ? part : withOtherLiterals(part, random, draw))) };
}

function descendants(node: Piece, kind: string, found: Piece[], isTop = true): void {
  if (!isTop && node.kind === kind) found.push(node);
  for (const part of node.parts) if (typeof part !== 'string') descendants(part, kind, found, false);
}

/** What a piece may be replaced by, the smallest texts first. */
function replacements(node: Piece): Piece[] {
  const others: Piece[] = node.simpler.map(text => ({ kind: node.kind, parts: [text], simpler: [] }));
  if (node.list !== undefined) {
    if (node.parts.length > node.list.least) {
      if (node.parts.length > 3) {
        const half = Math.floor(node.parts.length / 2);
        others.push({ ...node, parts: node.parts.slice(0, half) }, { ...node, parts: node.parts.slice(half) });
      }
      node.parts.forEach((_, i) => others.push({ ...node, parts: node.parts.filter((_, j) => j !== i) }));
    }
  } else descendants(node, node.kind, others);
  const size = render(node).length;
  return others.filter(other => render(other).length < size);
}

type Path = readonly number[];

function at(root: Piece, path: Path): Piece {
  return path.reduce((node, i) => node.parts[i] as Piece, root);
}

function replaced(root: Piece, path: Path, by: Piece): Piece {
  if (path.length === 0) return by;
  const [first, ...rest] = path;
  return { ...root, parts: root.parts.map((part, i) => (i === first ? replaced(part as Piece, rest, by) : part)) };
}

/** The piece at a path that was right before the tree got smaller. */
function found(root: Piece, path: Path): Piece | null {
  let node: string | Piece | undefined = root;
  for (const i of path) node = typeof node === 'string' ? undefined : node?.parts[i];
  return node === undefined || typeof node === 'string' ? null : node;
}

/** Paths of all pieces, those near the root first. */
function paths(root: Piece): Path[] {
  const all: Path[] = [];
  let level: Path[] = [[]];
  while (level.length > 0) {
    all.push(...level);
    level = level.flatMap(path => at(root, path).parts.flatMap((part, i) => (typeof part === 'string' ? [] : [[...path, i]])));
  }
  return all;
}

/**
 * The smallest tree found for which `fails` still holds.
 * @param checks how often `fails` may be asked
 */
export async function shrunk(root: Piece, fails: (candidate: Piece) => Promise<boolean>, checks: number): Promise<Piece> {
  let best = root;
  let left = checks;
  const tried = new Set<string>();
  for (let isSmaller = true; isSmaller && left > 0;) {
    isSmaller = false;
    for (const path of paths(best)) {
      if (left <= 0) break;
      const node = found(best, path);
      if (node === null) continue;
      for (const other of replacements(node)) {
        const candidate = replaced(best, path, other);
        const text = render(candidate);
        if (tried.has(text)) continue;
        tried.add(text);
        if (left-- <= 0) break;
        if (!(await fails(candidate))) continue;
        best = candidate;
        isSmaller = true;
        break;
      }
    }
  }
  return best;
}
