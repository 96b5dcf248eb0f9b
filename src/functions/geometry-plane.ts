/**
 * Plane geometry as PostgreSQL computes it (chapter 9.11): points, lines, segments and boxes; intersections, distances, closest points.
 * Comparisons are within an epsilon unless said otherwise, and the order of operations is the server's, so that results agree to the last digit.
 */
import { EPSILON, isEqual, isZero, lineThrough, samePoint, slope, type Line, type Point } from '../types/index.js';
import { divideFloat8, floatOverflow, floatUnderflow } from './arithmetic.js';

// --- arithmetic that refuses to leave float8, comparison within the epsilon ---

export function add(a: number, b: number): number {
  const r = a + b;
  if ((r === Infinity || r === -Infinity) && a - a === 0 && b - b === 0) throw floatOverflow();
  return r;
}
export const subtract = (a: number, b: number): number => add(a, -b);

export function multiply(a: number, b: number): number {
  const r = a * b;
  if ((r === Infinity || r === -Infinity) && a - a === 0 && b - b === 0) throw floatOverflow();
  if (r === 0 && a !== 0 && b !== 0) throw floatUnderflow();
  return r;
}

export const divide = divideFloat8;

/** Length of the hypotenuse, without overflow on the way. */
export function hypotenuse(x: number, y: number): number {
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  if (x !== x || y !== y) return NaN;
  const long = Math.max(Math.abs(x), Math.abs(y));
  const short = Math.min(Math.abs(x), Math.abs(y));
  if (short === 0) return long;
  const ratio = short / long;
  const r = long * Math.sqrt(1 + ratio * ratio);
  if (r === Infinity) throw floatOverflow();
  if (r === 0) throw floatUnderflow();
  return r;
}

export const isLess = (a: number, b: number): boolean => a + EPSILON < b;
export const isLessOrEqual = (a: number, b: number): boolean => a <= b + EPSILON;
export const isGreater = (a: number, b: number): boolean => a > b + EPSILON;
export const isGreaterOrEqual = (a: number, b: number): boolean => a + EPSILON >= b;

/** float8's `<`, where NaN is above all. */
export const isBelow = (a: number, b: number): boolean => a < b || (b !== b && a === a);
export const lesser = (a: number, b: number): number => (isBelow(a, b) ? a : b);
export const greater = (a: number, b: number): number => (isBelow(b, a) ? a : b);

export interface Segment {
  readonly p: Point;
  readonly q: Point;
}

export interface Box {
  readonly high: Point;
  readonly low: Point;
}

/** A distance and the point it is measured to. */
export interface Nearest {
  readonly distance: number;
  readonly point: Point;
}

// --- points ---

export const distance = (p: Point, q: Point): number => hypotenuse(subtract(p.x, q.x), subtract(p.y, q.y));
export const addPoints = (p: Point, q: Point): Point => ({ x: add(p.x, q.x), y: add(p.y, q.y) });
export const subtractPoints = (p: Point, q: Point): Point => ({ x: subtract(p.x, q.x), y: subtract(p.y, q.y) });

export const multiplyPoints = (p: Point, q: Point): Point => ({
  x: subtract(multiply(p.x, q.x), multiply(p.y, q.y)),
  y: add(multiply(p.x, q.y), multiply(p.y, q.x)),
});

export function dividePoints(p: Point, q: Point): Point {
  const norm = add(multiply(q.x, q.x), multiply(q.y, q.y));
  return {
    x: divide(add(multiply(p.x, q.x), multiply(p.y, q.y)), norm),
    y: divide(subtract(multiply(p.y, q.x), multiply(p.x, q.y)), norm),
  };
}

/** Slope of what is perpendicular to the line through two points. */
export function inverseSlope(p: Point, q: Point): number {
  if (isEqual(p.x, q.x)) return 0;
  if (isEqual(p.y, q.y)) return Infinity;
  return divide(subtract(p.x, q.x), subtract(q.y, p.y));
}

// --- lines ---

export function lineSlope({ a, b }: Line): number {
  if (isZero(a)) return 0;
  return isZero(b) ? Infinity : divide(a, -b);
}

function lineInverseSlope({ a, b }: Line): number {
  if (isZero(a)) return Infinity;
  return isZero(b) ? 0 : divide(b, a);
}

export const onLine = ({ a, b, c }: Line, p: Point): boolean => isZero(add(add(multiply(a, p.x), multiply(b, p.y)), c));

/** Where two lines cross; null when they are parallel. */
export function crossingOfLines(l: Line, m: Line): Point | null {
  let x: number;
  let y: number;
  if (!isZero(l.b)) {
    if (isEqual(m.a, multiply(l.a, divide(m.b, l.b)))) return null;
    x = divide(subtract(multiply(l.b, m.c), multiply(m.b, l.c)), subtract(multiply(l.a, m.b), multiply(m.a, l.b)));
    y = divide(-add(multiply(l.a, x), l.c), l.b);
  } else if (!isZero(m.b)) {
    if (isEqual(l.a, multiply(m.a, divide(l.b, m.b)))) return null;
    x = divide(subtract(multiply(m.b, l.c), multiply(l.b, m.c)), subtract(multiply(m.a, l.b), multiply(l.a, m.b)));
    y = divide(-add(multiply(m.a, x), m.c), m.b);
  } else return null;
  return { x: x === 0 ? 0 : x, y: y === 0 ? 0 : y };
}

/** The foot of the perpendicular; NaN when it cannot be found. */
export function nearestOnLine(line: Line, p: Point): Nearest {
  const foot = crossingOfLines(lineThrough(p, lineInverseSlope(line)), line);
  return foot === null ? { distance: NaN, point: p } : { distance: distance(foot, p), point: foot };
}

// --- segments ---

export const segmentSlope = ({ p, q }: Segment): number => slope(p, q);
export const segmentLength = ({ p, q }: Segment): number => distance(p, q);
export const midpoint = ({ p, q }: Segment): Point => ({ x: divide(add(p.x, q.x), 2), y: divide(add(p.y, q.y), 2) });

export const onSegment = (s: Segment, p: Point): boolean => isEqual(add(distance(p, s.p), distance(p, s.q)), distance(s.p, s.q));

export function crossingWithLine(s: Segment, line: Line): Point | null {
  const crossing = crossingOfLines(lineThrough(s.p, segmentSlope(s)), line);
  if (crossing === null || !onSegment(s, crossing)) return null;
  // Rounding must not tell an end point from itself.
  if (samePoint(s.p, crossing)) return s.p;
  return samePoint(s.q, crossing) ? s.q : crossing;
}

export function crossingOfSegments(s: Segment, t: Segment): Point | null {
  const crossing = crossingWithLine(s, lineThrough(t.p, segmentSlope(t)));
  return crossing !== null && onSegment(t, crossing) ? crossing : null;
}

/** The point of a segment nearest to a line. */
export function nearestToLine(s: Segment, line: Line): Nearest {
  const crossing = crossingWithLine(s, line);
  if (crossing !== null) return { distance: 0, point: crossing };
  const p = nearestOnLine(line, s.p).distance;
  const q = nearestOnLine(line, s.q).distance;
  return p < q ? { distance: p, point: s.p } : { distance: q, point: s.q };
}

/** The point of a segment nearest to a point. */
export function nearestToPoint(s: Segment, p: Point): Nearest {
  const { point } = nearestToLine(s, lineThrough(p, inverseSlope(s.p, s.q)));
  return { distance: distance(point, p), point };
}

const nearer = (a: Nearest, b: Nearest): Nearest => (isBelow(b.distance, a.distance) ? b : a);

/** The point of `on` nearest to the segment `to`. */
export function nearestToSegment(on: Segment, to: Segment): Nearest {
  const crossing = crossingOfSegments(on, to);
  if (crossing !== null) return { distance: 0, point: crossing };
  let best = nearer(nearestToPoint(on, to.p), nearestToPoint(on, to.q));
  best = nearer(best, { distance: nearestToPoint(to, on.p).distance, point: on.p });
  return nearer(best, { distance: nearestToPoint(to, on.q).distance, point: on.q });
}

// --- boxes ---

export function boxThrough(p: Point, q: Point): Box {
  const isRight = isBelow(q.x, p.x);
  const isHigh = isBelow(q.y, p.y);
  return {
    high: { x: isRight ? p.x : q.x, y: isHigh ? p.y : q.y },
    low: { x: isRight ? q.x : p.x, y: isHigh ? q.y : p.y },
  };
}

export const boxCentre = ({ high, low }: Box): Point => ({ x: divide(add(high.x, low.x), 2), y: divide(add(high.y, low.y), 2) });
export const boxArea = ({ high, low }: Box): number => multiply(subtract(high.x, low.x), subtract(high.y, low.y));

export function boxesOverlap(a: Box, b: Box): boolean {
  return isLessOrEqual(a.low.x, b.high.x) && isLessOrEqual(b.low.x, a.high.x) && isLessOrEqual(a.low.y, b.high.y) && isLessOrEqual(b.low.y, a.high.y);
}

export function boxContainsBox(a: Box, b: Box): boolean {
  return isGreaterOrEqual(a.high.x, b.high.x) && isLessOrEqual(a.low.x, b.low.x) && isGreaterOrEqual(a.high.y, b.high.y) && isLessOrEqual(a.low.y, b.low.y);
}

/** Exactly, without the epsilon. */
export function boxContainsPoint({ high, low }: Box, p: Point): boolean {
  return high.x >= p.x && low.x <= p.x && high.y >= p.y && low.y <= p.y;
}

/** The sides, in the order they are tried. */
export function boxSides({ high, low }: Box): readonly Segment[] {
  const upperLeft = { x: low.x, y: high.y };
  const lowerRight = { x: high.x, y: low.y };
  return [
    { p: low, q: upperLeft },
    { p: high, q: upperLeft },
    { p: low, q: lowerRight },
    { p: high, q: lowerRight },
  ];
}

export function boxMeetsSegment(box: Box, s: Segment): boolean {
  const around: Box = {
    high: { x: greater(s.p.x, s.q.x), y: greater(s.p.y, s.q.y) },
    low: { x: lesser(s.p.x, s.q.x), y: lesser(s.p.y, s.q.y) },
  };
  if (!boxesOverlap(around, box)) return false;
  if (boxContainsPoint(box, s.p) || boxContainsPoint(box, s.q)) return true;
  return boxSides(box).some(side => crossingOfSegments(side, s) !== null);
}

export function boxMeetsLine({ high, low }: Box, line: Line): boolean {
  const upperLeft = { x: low.x, y: high.y };
  const lowerRight = { x: high.x, y: low.y };
  const sides = [
    { p: low, q: upperLeft },
    { p: high, q: upperLeft },
    { p: high, q: lowerRight },
    { p: low, q: lowerRight },
  ];
  return sides.some(side => crossingWithLine(side, line) !== null);
}

/** The point of a box nearest to a point. */
export function nearestInBox(box: Box, p: Point): Nearest {
  if (boxContainsPoint(box, p)) return { distance: 0, point: p };
  return boxSides(box)
    .map(side => nearestToPoint(side, p))
    .reduce(nearer);
}

/** The point of a box nearest to a segment. */
export function nearestInBoxToSegment(box: Box, s: Segment): Nearest {
  if (boxMeetsSegment(box, s)) return { distance: 0, point: nearestToPoint(s, boxCentre(box)).point };
  return boxSides(box)
    .map(side => nearestToSegment(side, s))
    .reduce(nearer);
}
