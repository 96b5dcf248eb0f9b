/**
 * Does a document match a query (PostgreSQL chapter 12.3). Within phrases a part of the query is a set of places; a negated part is the set of all places but
 * some. Without positions a phrase can only be said to match maybe, which counts as no match.
 */
import { compareText, placeOf, weightOf, type TsNode, type TsOperand, type TsQuery, type TsVector } from '../../types/index.js';

const NO = 0;
const YES = 1;
const MAYBE = 2;
export type Ternary = 0 | 1 | 2;

/** Where a part of a phrase matches. */
export interface PhrasePlaces {
  /** Ascending places of the last word of each match. */
  places: readonly number[];
  /** Places are those where it does not match. */
  isNegated: boolean;
  /** Words between the first and the last of a match. */
  width: number;
}

/** How an operand matches; fills in its places when they are asked for. */
export type OperandTest = (operand: TsOperand, places: PhrasePlaces | null) => Ternary;

const noPlaces = (): PhrasePlaces => ({ places: [], isNegated: false, width: 0 });

/** Which of two sorted lists are put out: places in both, in the left one only, in the right one only. */
const BOTH = 1;
const LEFT_ONLY = 2;
const RIGHT_ONLY = 4;

function merge(out: PhrasePlaces | null, left: PhrasePlaces, right: PhrasePlaces, emit: number, leftOffset: number, rightOffset: number): Ternary {
  const found: number[] = [];
  const p = left.places;
  const q = right.places;
  let i = 0;
  let k = 0;
  while (i < p.length || k < q.length) {
    if (i >= p.length && (emit & RIGHT_ONLY) === 0) break;
    if (k >= q.length && (emit & LEFT_ONLY) === 0) break;
    const a = i < p.length ? (p[i] as number) + leftOffset : Infinity;
    const b = k < q.length ? (q[k] as number) + rightOffset : Infinity;
    let place = 0;
    if (a < b) {
      if ((emit & LEFT_ONLY) !== 0) place = a;
      i++;
    } else if (a === b) {
      if ((emit & BOTH) !== 0) place = b;
      i++;
      k++;
    } else {
      if ((emit & RIGHT_ONLY) !== 0) place = b;
      k++;
    }
    if (place > 0) {
      if (out === null) return YES;
      found.push(place);
    }
  }
  if (out === null) return NO;
  out.places = found;
  return found.length > 0 ? YES : NO;
}

function matchPhrase(node: TsNode, test: OperandTest, out: PhrasePlaces | null): Ternary {
  if (node.kind === 'operand') return test(node, out);
  if (node.kind === 'not') {
    const inner = out ?? noPlaces();
    const match = matchPhrase(node.arg, test, inner);
    if (match === MAYBE) return MAYBE;
    if (match === NO) {
      inner.isNegated = true;
      return YES;
    }
    if (inner.places.length > 0) {
      inner.isNegated = !inner.isNegated;
      return YES;
    }
    // It matched everywhere.
    inner.isNegated = false;
    return NO;
  }
  const left = noPlaces();
  const right = noPlaces();
  const leftMatch = matchPhrase(node.left, test, left);
  if (node.kind !== 'or' && leftMatch === NO) return NO;
  const rightMatch = matchPhrase(node.right, test, right);
  if (node.kind === 'or' ? leftMatch === NO && rightMatch === NO : rightMatch === NO) return NO;
  if (leftMatch === MAYBE || rightMatch === MAYBE) return MAYBE;
  if (leftMatch === NO) left.width = 0;
  if (rightMatch === NO) right.width = 0;
  const width = node.kind === 'phrase' ? node.distance + left.width + right.width : Math.max(left.width, right.width);
  const leftOffset = node.kind === 'phrase' ? node.distance + right.width : width - left.width;
  const rightOffset = node.kind === 'phrase' ? 0 : width - right.width;
  if (out !== null) out.width = width;
  const join = (emit: number): Ternary => merge(out, left, right, emit, leftOffset, rightOffset);
  const negated = (emit: number): Ternary => {
    join(emit);
    if (out !== null) out.isNegated = true;
    return YES;
  };
  const all = BOTH | LEFT_ONLY | RIGHT_ONLY;
  if (node.kind === 'or') {
    if (left.isNegated && right.isNegated) return negated(BOTH);
    if (left.isNegated) return negated(LEFT_ONLY);
    if (right.isNegated) return negated(RIGHT_ONLY);
    return join(all);
  }
  if (left.isNegated && right.isNegated) return negated(all);
  if (left.isNegated) return join(RIGHT_ONLY);
  if (right.isNegated) return join(LEFT_ONLY);
  return join(BOTH);
}

/** @param ignoresNot a negated part counts as matching */
export function matchTree(node: TsNode, test: OperandTest, ignoresNot = false): Ternary {
  switch (node.kind) {
    case 'operand':
      return test(node, null);
    case 'not': {
      if (ignoresNot) return YES;
      const match = matchTree(node.arg, test, ignoresNot);
      return match === NO ? YES : match === YES ? NO : MAYBE;
    }
    case 'and': {
      const left = matchTree(node.left, test, ignoresNot);
      if (left === NO) return NO;
      const right = matchTree(node.right, test, ignoresNot);
      return right === YES ? left : right;
    }
    case 'or': {
      const left = matchTree(node.left, test, ignoresNot);
      if (left === YES) return YES;
      const right = matchTree(node.right, test, ignoresNot);
      return right === NO ? left : right;
    }
    case 'phrase':
      return matchPhrase(node, test, null) === YES ? YES : NO;
  }
}

/** Index of the first lexeme not before the given one. */
export function lowerBound(lexemes: readonly string[], lexeme: string): number {
  let low = 0;
  let high = lexemes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(lexemes[middle] as string, lexeme) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function entryMatch(vector: TsVector, index: number, weights: number, out: PhrasePlaces | null): Ternary {
  const positions = vector.positions[index];
  // A vector without positions matches whatever weights are asked for.
  if (!positions) return out === null ? YES : MAYBE;
  if (weights === 0) {
    if (out !== null) out.places = positions.map(placeOf);
    return YES;
  }
  const fitting = positions.filter(p => (weights & (1 << weightOf(p))) !== 0);
  if (fitting.length === 0) return NO;
  if (out !== null) out.places = fitting.map(placeOf);
  return YES;
}

function vectorTest(vector: TsVector): OperandTest {
  return ({ lexeme, weights, isPrefix }, out) => {
    const { lexemes } = vector;
    let index = lowerBound(lexemes, lexeme);
    if (!isPrefix) return lexemes[index] === lexeme ? entryMatch(vector, index, weights, out) : NO;
    let match: Ternary = NO;
    const all: number[] = [];
    for (; index < lexemes.length && (lexemes[index] as string).startsWith(lexeme); index++) {
      const one = entryMatch(vector, index, weights, out);
      if (one === NO) continue;
      match = one;
      if (out === null) return YES;
      if (one === MAYBE) {
        out.places = [];
        return MAYBE;
      }
      for (const place of out.places) all.push(place);
    }
    if (out !== null) out.places = [...new Set(all)].sort((a, b) => a - b);
    return match;
  };
}

/** `vector @@ query`; an empty query matches nothing. */
export function matchesQuery(vector: TsVector, query: TsQuery): boolean {
  return query.root !== null && matchTree(query.root, vectorTest(vector)) !== NO;
}
