/** The parts of plane geometry that reading a literal needs: comparison within an epsilon, slopes, lines through points (PostgreSQL chapter 9.11). */

/** Two coordinates that differ by no more count as equal. */
export const EPSILON = 1.0e-6;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A x + B y + C = 0. */
export interface Line {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export const isZero = (a: number): boolean => Math.abs(a) <= EPSILON;
export const isEqual = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= EPSILON;

/** float8's equality: NaN is equal to itself. */
const sameFloat = (a: number, b: number): boolean => a === b || (a !== a && b !== b);

export function samePoint(p: Point, q: Point): boolean {
  if (p.x !== p.x || p.y !== p.y || q.x !== q.x || q.y !== q.y) return sameFloat(p.x, q.x) && sameFloat(p.y, q.y);
  return isEqual(p.x, q.x) && isEqual(p.y, q.y);
}

/** Slope of the line through two points, Infinity when it is vertical. */
export function slope(p: Point, q: Point): number {
  if (isEqual(p.x, q.x)) return Infinity;
  if (isEqual(p.y, q.y)) return 0;
  return (p.y - q.y) / (p.x - q.x);
}

export function lineThrough(p: Point, m: number): Line {
  if (m === Infinity || m === -Infinity) return { a: -1, b: 0, c: p.x };
  if (m === 0) return { a: 0, b: -1, c: p.y };
  const c = p.y - m * p.x;
  return { a: m, b: -1, c: c === 0 ? 0 : c };
}
