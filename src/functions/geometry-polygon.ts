/** Lists of points as PostgreSQL computes with them (chapter 9.11): paths and polygons, points and segments inside. */
import { isZero, samePoint, type Point } from '../types/index.js';
import {
  add,
  boxContainsBox,
  boxesOverlap,
  crossingOfSegments,
  distance,
  divide,
  isBelow,
  isGreater,
  isGreaterOrEqual,
  isLess,
  isLessOrEqual,
  multiply,
  nearestToPoint,
  nearestToSegment,
  onSegment,
  subtract,
  type Box,
  type Segment,
} from './geometry-plane.js';

export function boundingBox(points: readonly Point[]): Box {
  let { x: hx, y: hy } = points[0] as Point;
  let lx = hx;
  let ly = hy;
  for (const p of points) {
    if (p.x < lx) lx = p.x;
    if (p.x > hx) hx = p.x;
    if (p.y < ly) ly = p.y;
    if (p.y > hy) hy = p.y;
  }
  return { high: { x: hx, y: hy }, low: { x: lx, y: ly } };
}

/** Edges from each point's predecessor to it; an open path has none to its first point. */
export function edges(points: readonly Point[], isClosed: boolean): Segment[] {
  const found: Segment[] = [];
  for (let i = isClosed ? 0 : 1; i < points.length; i++) found.push({ p: points.at(i - 1) as Point, q: points[i] as Point });
  return found;
}

const ON_EDGE = Number.MAX_SAFE_INTEGER;

/** How the edge to (x, y) crosses the positive x axis: 0, ±1 when it ends there, ±2. */
function crossing(x: number, y: number, previousX: number, previousY: number): number {
  if (isZero(y)) {
    if (isZero(x)) return ON_EDGE;
    if (isGreater(x, 0)) {
      if (isZero(previousY)) return isGreater(previousX, 0) ? 0 : ON_EDGE;
      return isLess(previousY, 0) ? 1 : -1;
    }
    if (isZero(previousY)) return isLess(previousX, 0) ? 0 : ON_EDGE;
    return 0;
  }
  const sign = isGreater(y, 0) ? 1 : -1;
  if (isZero(previousY)) return isLess(previousX, 0) ? 0 : sign;
  if ((sign < 0 && isLess(previousY, 0)) || (sign > 0 && isGreater(previousY, 0))) return 0;
  if (isGreaterOrEqual(x, 0) && isGreater(previousX, 0)) return 2 * sign;
  if (isLess(x, 0) && isLessOrEqual(previousX, 0)) return 0;
  const z = subtract(multiply(subtract(x, previousX), y), multiply(subtract(y, previousY), x));
  if (isZero(z)) return ON_EDGE;
  return (sign < 0 && isLess(z, 0)) || (sign > 0 && isGreater(z, 0)) ? 0 : 2 * sign;
}

/** Is the point inside or on the edge? By the number of times that edges wind around it. */
export function isInside(p: Point, points: readonly Point[]): boolean {
  const first = points[0] as Point;
  const x0 = subtract(first.x, p.x);
  const y0 = subtract(first.y, p.y);
  let previousX = x0;
  let previousY = y0;
  let total = 0;
  for (let i = 1; i <= points.length; i++) {
    const isLast = i === points.length;
    const x = isLast ? x0 : subtract((points[i] as Point).x, p.x);
    const y = isLast ? y0 : subtract((points[i] as Point).y, p.y);
    const cross = crossing(x, y, previousX, previousY);
    if (cross === ON_EDGE) return true;
    total += cross;
    previousX = x;
    previousY = y;
  }
  return total !== 0;
}

export function onPath(p: Point, points: readonly Point[], isClosed: boolean): boolean {
  return isClosed ? isInside(p, points) : edges(points, false).some(edge => onSegment(edge, p));
}

const least = (distances: readonly number[]): number | null => {
  let best: number | null = null;
  for (const d of distances) if (best === null || isBelow(d, best)) best = d;
  return best;
};

export function distanceToPath(p: Point, points: readonly Point[], isClosed: boolean): number {
  return least(edges(points, isClosed).map(edge => nearestToPoint(edge, p).distance)) ?? 0;
}

/** Null when one has no edges. */
export function distanceOfEdges(a: readonly Segment[], b: readonly Segment[]): number | null {
  return least(a.flatMap(s => b.map(t => nearestToSegment(s, t).distance)));
}

export function edgesMeet(a: readonly Segment[], b: readonly Segment[]): boolean {
  return a.some(s => b.some(t => crossingOfSegments(s, t) !== null));
}

export function pathLength(points: readonly Point[], isClosed: boolean): number {
  let length = 0;
  for (const edge of edges(points, isClosed)) length = add(length, distance(edge.p, edge.q));
  return length;
}

export function pathArea(points: readonly Point[]): number {
  let area = 0;
  for (let i = 0; i < points.length; i++) {
    const p = points[i] as Point;
    const q = points[(i + 1) % points.length] as Point;
    area = add(area, multiply(p.x, q.y));
    area = subtract(area, multiply(p.y, q.x));
  }
  return divide(Math.abs(area), 2);
}

// --- polygons ---

export function distanceToPolygon(p: Point, points: readonly Point[]): number {
  if (isInside(p, points)) return 0;
  // The closing edge is taken from the first corner to the last.
  const [closing, ...others] = edges(points, true) as [Segment, ...Segment[]];
  return least([{ p: closing.q, q: closing.p }, ...others].map(edge => nearestToPoint(edge, p).distance)) as number;
}

/** The same corners in the same or the opposite order, whichever comes first. */
export function sameCorners(a: readonly Point[], b: readonly Point[]): boolean {
  const n = a.length;
  if (n !== b.length) return false;
  const matches = (start: number, step: number): boolean => a.every((p, i) => samePoint(b[(((start + i * step) % n) + n) % n] as Point, p));
  for (let i = 0; i < n; i++) {
    if (samePoint(b[i] as Point, a[0] as Point) && (matches(i, 1) || matches(i, -1))) return true;
  }
  return false;
}

export function polygonsOverlap(a: readonly Point[], b: readonly Point[]): boolean {
  if (!boxesOverlap(boundingBox(a), boundingBox(b))) return false;
  return edgesMeet(edges(a, true), edges(b, true)) || isInside(a[0] as Point, b) || isInside(b[0] as Point, a);
}

/** Point `a` of the segment touches the edge `s`, `b` does not: what lies along the edge is settled, the rest is looked at on. */
function touchingSegmentInside(a: Point, b: Point, s: Segment, points: readonly Point[], start: number): boolean {
  const t = { p: a, q: b };
  if (samePoint(a, s.p)) return !onSegment(t, s.q) || segmentInside(b, s.q, points, start);
  if (samePoint(a, s.q)) return !onSegment(t, s.p) || segmentInside(b, s.p, points, start);
  if (onSegment(t, s.p)) return segmentInside(b, s.p, points, start);
  return !onSegment(t, s.q) || segmentInside(b, s.q, points, start);
}

/** Is the segment within the polygon, as far as the edges from number `start` on can tell? */
function segmentInside(a: Point, b: Point, points: readonly Point[], start: number): boolean {
  const t = { p: a, q: b };
  let previous = points.at(start - 1) as Point;
  let isCrossed = false;
  for (let i = start; i < points.length; i++) {
    const s = { p: previous, q: points[i] as Point };
    previous = s.q;
    if (onSegment(s, a)) {
      if (onSegment(s, b)) return true;
      if (!touchingSegmentInside(a, b, s, points, i + 1)) return false;
    } else if (onSegment(s, b)) {
      if (!touchingSegmentInside(b, a, s, points, i + 1)) return false;
    } else {
      const cut = crossingOfSegments(t, s);
      if (cut === null) continue;
      isCrossed = true;
      if (!segmentInside(a, cut, points, i + 1) || !segmentInside(b, cut, points, i + 1)) return false;
    }
  }
  if (isCrossed) return true;
  return isInside({ x: divide(add(a.x, b.x), 2), y: divide(add(a.y, b.y), 2) }, points);
}

export function polygonContains(outer: readonly Point[], inner: readonly Point[]): boolean {
  if (!boxContainsBox(boundingBox(outer), boundingBox(inner))) return false;
  return edges(inner, true).every(edge => segmentInside(edge.p, edge.q, outer, 0));
}
