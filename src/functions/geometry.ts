/** Geometric functions and operators (PostgreSQL chapter 9.11), over the plane of geometry-plane.ts and geometry-polygon.ts. */
import { PgError } from '../errors/index.js';
import { geometry, isEqual, isZero, lineThrough, samePoint, slope, type GeometryValue, type Line, type Point } from '../types/index.js';
import type { ScalarFamily, ScalarImpl } from './function-impl.js';
import {
  add,
  addPoints,
  boxArea,
  boxCentre,
  boxContainsBox,
  boxContainsPoint,
  boxesOverlap,
  boxMeetsLine,
  boxMeetsSegment,
  boxThrough,
  crossingOfLines,
  crossingOfSegments,
  crossingWithLine,
  distance,
  divide,
  dividePoints,
  greater,
  hypotenuse,
  inverseSlope,
  isGreater,
  isGreaterOrEqual,
  isLess,
  isLessOrEqual,
  lesser,
  lineSlope,
  midpoint,
  multiply,
  multiplyPoints,
  nearestInBox,
  nearestInBoxToSegment,
  nearestOnLine,
  nearestToLine,
  nearestToPoint,
  nearestToSegment,
  onLine,
  onSegment,
  segmentLength,
  segmentSlope,
  subtract,
  subtractPoints,
  type Box,
  type Nearest,
  type Segment,
} from './geometry-plane.js';
import {
  boundingBox,
  distanceOfEdges,
  distanceToPath,
  distanceToPolygon,
  edges,
  edgesMeet,
  isInside,
  onPath,
  pathArea,
  pathLength,
  polygonContains,
  polygonsOverlap,
  sameCorners,
} from './geometry-polygon.js';
import { preciseCos, preciseSin } from './precise-math.js';

type G = GeometryValue;

interface Circle {
  readonly centre: Point;
  readonly radius: number;
}

// --- values from and to their numbers ---

const at = (g: G, i: number): number => g.numbers[i] as number;
const point = (g: G): Point => ({ x: at(g, 0), y: at(g, 1) });
const line = (g: G): Line => ({ a: at(g, 0), b: at(g, 1), c: at(g, 2) });
const segment = (g: G): Segment => ({ p: point(g), q: { x: at(g, 2), y: at(g, 3) } });
const box = (g: G): Box => ({ high: point(g), low: { x: at(g, 2), y: at(g, 3) } });
const circle = (g: G): Circle => ({ centre: point(g), radius: at(g, 2) });

function points(g: G): Point[] {
  const found: Point[] = [];
  for (let i = 0; i < g.numbers.length; i += 2) found.push({ x: at(g, i), y: at(g, i + 1) });
  return found;
}

const fromPoint = (p: Point): G => geometry([p.x, p.y]);
const fromLine = (l: Line): G => geometry([l.a, l.b, l.c]);
const fromSegment = (s: Segment): G => geometry([s.p.x, s.p.y, s.q.x, s.q.y]);
const fromBox = (b: Box): G => geometry([b.high.x, b.high.y, b.low.x, b.low.y]);
const fromCircle = (c: Circle): G => geometry([c.centre.x, c.centre.y, c.radius]);
const fromPoints = (list: readonly Point[], isClosed: boolean): G =>
  geometry(
    list.flatMap(p => [p.x, p.y]),
    isClosed,
  );
const pointOrNull = (p: Point | null): G | null => (p === null ? null : fromPoint(p));
/** NULL where no distance could be found. */
const nearestPoint = (n: Nearest): G | null => (n.distance !== n.distance ? null : fromPoint(n.point));

/** An operation of two values of these shapes. */
function of<A, B>(left: (g: G) => A, right: (g: G) => B, operation: (a: A, b: B) => ReturnType<ScalarImpl>): ScalarImpl {
  return (a: G, b: G) => operation(left(a), right(b));
}

/** A predicate on two boxes and its namesakes on other shapes. */
const swapped =
  (impl: ScalarImpl): ScalarImpl =>
  (a: G, b: G, context: unknown) =>
    impl(b, a, context);

// --- points and lines ---

function sameLine(l: Line, m: Line): boolean {
  if ([l.a, l.b, l.c, m.a, m.b, m.c].some(n => n !== n)) {
    const same = (x: number, y: number): boolean => x === y || (x !== x && y !== y);
    return same(l.a, m.a) && same(l.b, m.b) && same(l.c, m.c);
  }
  let ratio = 1;
  if (!isZero(m.a)) ratio = divide(l.a, m.a);
  else if (!isZero(m.b)) ratio = divide(l.b, m.b);
  else if (!isZero(m.c)) ratio = divide(l.c, m.c);
  return isEqual(l.a, multiply(ratio, m.a)) && isEqual(l.b, multiply(ratio, m.b)) && isEqual(l.c, multiply(ratio, m.c));
}

function arePerpendicular(l: Line, m: Line): boolean {
  if (isZero(l.a)) return isZero(m.b);
  if (isZero(m.a)) return isZero(l.b);
  if (isZero(l.b)) return isZero(m.a);
  if (isZero(m.b)) return isZero(l.a);
  return isEqual(divide(multiply(l.a, m.a), multiply(l.b, m.b)), -1);
}

function distanceOfLines(l: Line, m: Line): number {
  if (crossingOfLines(l, m) !== null) return 0;
  let ratio = 1;
  if (!isZero(l.a) && l.a === l.a && !isZero(m.a) && m.a === m.a) ratio = divide(l.a, m.a);
  else if (!isZero(l.b) && l.b === l.b && !isZero(m.b) && m.b === m.b) ratio = divide(l.b, m.b);
  return divide(Math.abs(subtract(l.c, multiply(ratio, m.c))), hypotenuse(l.a, l.b));
}

function lineOfPoints(p: Point, q: Point): G {
  if (samePoint(p, q)) throw new PgError('invalid_parameter_value', 'invalid line specification: must be two distinct points');
  return fromLine(lineThrough(p, slope(p, q)));
}

const isVertical = (p: Point, q: Point): boolean => isEqual(p.x, q.x);
const isHorizontal = (p: Point, q: Point): boolean => isEqual(p.y, q.y);

const pointFunctions: ScalarFamily = {
  'point(float8,float8)': (x: number, y: number) => geometry([x, y]),
  'point_left(point,point)': of(point, point, (a, b) => isLess(a.x, b.x)),
  'point_right(point,point)': of(point, point, (a, b) => isGreater(a.x, b.x)),
  'point_above(point,point)': of(point, point, (a, b) => isGreater(a.y, b.y)),
  'point_below(point,point)': of(point, point, (a, b) => isLess(a.y, b.y)),
  'point_vert(point,point)': of(point, point, isVertical),
  'point_horiz(point,point)': of(point, point, isHorizontal),
  'isvertical(point,point)': of(point, point, isVertical),
  'ishorizontal(point,point)': of(point, point, isHorizontal),
  'point_eq(point,point)': of(point, point, samePoint),
  'point_ne(point,point)': of(point, point, (a, b) => !samePoint(a, b)),
  'point_distance(point,point)': of(point, point, distance),
  'slope(point,point)': of(point, point, slope),
  'point_add(point,point)': of(point, point, (a, b) => fromPoint(addPoints(a, b))),
  'point_sub(point,point)': of(point, point, (a, b) => fromPoint(subtractPoints(a, b))),
  'point_mul(point,point)': of(point, point, (a, b) => fromPoint(multiplyPoints(a, b))),
  'point_div(point,point)': of(point, point, (a, b) => fromPoint(dividePoints(a, b))),

  'line(point,point)': of(point, point, lineOfPoints),
  'line_eq(line,line)': of(line, line, sameLine),
  'line_parallel(line,line)': of(line, line, (a, b) => crossingOfLines(a, b) === null),
  'isparallel(line,line)': of(line, line, (a, b) => crossingOfLines(a, b) === null),
  'line_perp(line,line)': of(line, line, arePerpendicular),
  'isperp(line,line)': of(line, line, arePerpendicular),
  'line_vertical(line)': (g: G) => isZero(line(g).b),
  'isvertical(line)': (g: G) => isZero(line(g).b),
  'line_horizontal(line)': (g: G) => isZero(line(g).a),
  'ishorizontal(line)': (g: G) => isZero(line(g).a),
  'line_intersect(line,line)': of(line, line, (a, b) => crossingOfLines(a, b) !== null),
  'line_interpt(line,line)': of(line, line, (a, b) => pointOrNull(crossingOfLines(a, b))),
  'line_distance(line,line)': of(line, line, distanceOfLines),
  'dist_pl(point,line)': of(point, line, (p, l) => nearestOnLine(l, p).distance),
  'dist_lp(line,point)': of(line, point, (l, p) => nearestOnLine(l, p).distance),
  'close_pl(point,line)': of(point, line, (p, l) => nearestPoint(nearestOnLine(l, p))),
  'on_pl(point,line)': of(point, line, (p, l) => onLine(l, p)),
};

// --- segments ---

const byLength = (test: (a: number, b: number) => boolean): ScalarImpl => of(segment, segment, (a, b) => test(segmentLength(a), segmentLength(b)));
const sameSegment = (a: Segment, b: Segment): boolean => samePoint(a.p, b.p) && samePoint(a.q, b.q);
const areParallel = (a: Segment, b: Segment): boolean => isEqual(segmentSlope(a), segmentSlope(b));
const arePerpendicularSegments = (a: Segment, b: Segment): boolean => isEqual(segmentSlope(a), inverseSlope(b.p, b.q));

const segmentFunctions: ScalarFamily = {
  'lseg(point,point)': of(point, point, (p, q) => fromSegment({ p, q })),
  'lseg_eq(lseg,lseg)': of(segment, segment, sameSegment),
  'lseg_ne(lseg,lseg)': of(segment, segment, (a, b) => !sameSegment(a, b)),
  'lseg_lt(lseg,lseg)': byLength(isLess),
  'lseg_le(lseg,lseg)': byLength(isLessOrEqual),
  'lseg_gt(lseg,lseg)': byLength(isGreater),
  'lseg_ge(lseg,lseg)': byLength(isGreaterOrEqual),
  'lseg_parallel(lseg,lseg)': of(segment, segment, areParallel),
  'isparallel(lseg,lseg)': of(segment, segment, areParallel),
  'lseg_perp(lseg,lseg)': of(segment, segment, arePerpendicularSegments),
  'isperp(lseg,lseg)': of(segment, segment, arePerpendicularSegments),
  'lseg_vertical(lseg)': (g: G) => isVertical(segment(g).p, segment(g).q),
  'isvertical(lseg)': (g: G) => isVertical(segment(g).p, segment(g).q),
  'lseg_horizontal(lseg)': (g: G) => isHorizontal(segment(g).p, segment(g).q),
  'ishorizontal(lseg)': (g: G) => isHorizontal(segment(g).p, segment(g).q),
  'lseg_length(lseg)': (g: G) => segmentLength(segment(g)),
  'length(lseg)': (g: G) => segmentLength(segment(g)),
  'lseg_center(lseg)': (g: G) => fromPoint(midpoint(segment(g))),
  'point(lseg)': (g: G) => fromPoint(midpoint(segment(g))),
  'lseg_intersect(lseg,lseg)': of(segment, segment, (a, b) => crossingOfSegments(a, b) !== null),
  'lseg_interpt(lseg,lseg)': of(segment, segment, (a, b) => pointOrNull(crossingOfSegments(a, b))),
  'lseg_distance(lseg,lseg)': of(segment, segment, (a, b) => nearestToSegment(a, b).distance),
  'inter_sl(lseg,line)': of(segment, line, (s, l) => crossingWithLine(s, l) !== null),
  'inter_sb(lseg,box)': of(segment, box, (s, b) => boxMeetsSegment(b, s)),
  'inter_lb(line,box)': of(line, box, (l, b) => boxMeetsLine(b, l)),
  'on_ps(point,lseg)': of(point, segment, (p, s) => onSegment(s, p)),
  'on_sl(lseg,line)': of(segment, line, (s, l) => onLine(l, s.p) && onLine(l, s.q)),
  'on_sb(lseg,box)': of(segment, box, (s, b) => boxContainsPoint(b, s.p) && boxContainsPoint(b, s.q)),
  'dist_ps(point,lseg)': of(point, segment, (p, s) => nearestToPoint(s, p).distance),
  'dist_sp(lseg,point)': of(segment, point, (s, p) => nearestToPoint(s, p).distance),
  'dist_sl(lseg,line)': of(segment, line, (s, l) => nearestToLine(s, l).distance),
  'dist_ls(line,lseg)': of(line, segment, (l, s) => nearestToLine(s, l).distance),
  'close_ps(point,lseg)': of(point, segment, (p, s) => nearestPoint(nearestToPoint(s, p))),
  'close_lseg(lseg,lseg)': of(segment, segment, (a, b) => (segmentSlope(a) === segmentSlope(b) ? null : nearestPoint(nearestToSegment(b, a)))),
  'close_ls(line,lseg)': of(line, segment, (l, s) => (segmentSlope(s) === lineSlope(l) ? null : nearestPoint(nearestToLine(s, l)))),
};

// --- boxes ---

const byArea = (test: (a: number, b: number) => boolean): ScalarImpl => of(box, box, (a, b) => test(boxArea(a), boxArea(b)));
/** Both corners moved, then put in place again. */
const movedBox = (move: (p: Point, by: Point) => Point): ScalarImpl => of(box, point, (b, by) => fromBox(boxThrough(move(b.high, by), move(b.low, by))));
const shiftedBox = (move: (p: Point, by: Point) => Point): ScalarImpl => of(box, point, (b, by) => fromBox({ high: move(b.high, by), low: move(b.low, by) }));

function boxIntersection(a: Box, b: Box): G | null {
  if (!boxesOverlap(a, b)) return null;
  return fromBox({
    high: { x: lesser(a.high.x, b.high.x), y: lesser(a.high.y, b.high.y) },
    low: { x: greater(a.low.x, b.low.x), y: greater(a.low.y, b.low.y) },
  });
}

const diagonal: ScalarImpl = (g: G) => fromSegment({ p: box(g).high, q: box(g).low });
const centreOfBox: ScalarImpl = (g: G) => fromPoint(boxCentre(box(g)));

const boxFunctions: ScalarFamily = {
  'box(point)': (g: G) => fromBox({ high: point(g), low: point(g) }),
  'box(point,point)': of(point, point, (p, q) => fromBox(boxThrough(p, q))),
  'bound_box(box,box)': of(box, box, (a, b) =>
    fromBox({
      high: { x: greater(a.high.x, b.high.x), y: greater(a.high.y, b.high.y) },
      low: { x: lesser(a.low.x, b.low.x), y: lesser(a.low.y, b.low.y) },
    }),
  ),
  'box_same(box,box)': of(box, box, (a, b) => samePoint(a.high, b.high) && samePoint(a.low, b.low)),
  'box_overlap(box,box)': of(box, box, boxesOverlap),
  'box_left(box,box)': of(box, box, (a, b) => isLess(a.high.x, b.low.x)),
  'box_overleft(box,box)': of(box, box, (a, b) => isLessOrEqual(a.high.x, b.high.x)),
  'box_right(box,box)': of(box, box, (a, b) => isGreater(a.low.x, b.high.x)),
  'box_overright(box,box)': of(box, box, (a, b) => isGreaterOrEqual(a.low.x, b.low.x)),
  'box_below(box,box)': of(box, box, (a, b) => isLess(a.high.y, b.low.y)),
  'box_overbelow(box,box)': of(box, box, (a, b) => isLessOrEqual(a.high.y, b.high.y)),
  'box_above(box,box)': of(box, box, (a, b) => isGreater(a.low.y, b.high.y)),
  'box_overabove(box,box)': of(box, box, (a, b) => isGreaterOrEqual(a.low.y, b.low.y)),
  'box_below_eq(box,box)': of(box, box, (a, b) => isLessOrEqual(a.high.y, b.low.y)),
  'box_above_eq(box,box)': of(box, box, (a, b) => isGreaterOrEqual(a.low.y, b.high.y)),
  'box_contain(box,box)': of(box, box, boxContainsBox),
  'box_contained(box,box)': of(box, box, (a, b) => boxContainsBox(b, a)),
  'box_contain_pt(box,point)': of(box, point, boxContainsPoint),
  'on_pb(point,box)': of(point, box, (p, b) => boxContainsPoint(b, p)),
  'box_lt(box,box)': byArea(isLess),
  'box_le(box,box)': byArea(isLessOrEqual),
  'box_gt(box,box)': byArea(isGreater),
  'box_ge(box,box)': byArea(isGreaterOrEqual),
  'box_eq(box,box)': byArea(isEqual),
  'area(box)': (g: G) => boxArea(box(g)),
  'width(box)': (g: G) => subtract(box(g).high.x, box(g).low.x),
  'height(box)': (g: G) => subtract(box(g).high.y, box(g).low.y),
  'box_center(box)': centreOfBox,
  'center(box)': centreOfBox,
  'point(box)': centreOfBox,
  'diagonal(box)': diagonal,
  'lseg(box)': diagonal,
  'box_intersect(box,box)': of(box, box, boxIntersection),
  'box_add(box,point)': shiftedBox(addPoints),
  'box_sub(box,point)': shiftedBox(subtractPoints),
  'box_mul(box,point)': movedBox(multiplyPoints),
  'box_div(box,point)': movedBox(dividePoints),
  'box_distance(box,box)': of(box, box, (a, b) => distance(boxCentre(a), boxCentre(b))),
  'dist_pb(point,box)': of(point, box, (p, b) => nearestInBox(b, p).distance),
  'dist_bp(box,point)': of(box, point, (b, p) => nearestInBox(b, p).distance),
  'dist_sb(lseg,box)': of(segment, box, (s, b) => nearestInBoxToSegment(b, s).distance),
  'dist_bs(box,lseg)': of(box, segment, (b, s) => nearestInBoxToSegment(b, s).distance),
  'close_pb(point,box)': of(point, box, (p, b) => nearestPoint(nearestInBox(b, p))),
  'close_sb(lseg,box)': of(segment, box, (s, b) => nearestPoint(nearestInBoxToSegment(b, s))),
  'box(circle)'(g: G) {
    const { centre, radius } = circle(g);
    const delta = divide(radius, Math.sqrt(2));
    return fromBox({
      high: { x: add(centre.x, delta), y: add(centre.y, delta) },
      low: { x: subtract(centre.x, delta), y: subtract(centre.y, delta) },
    });
  },
  'box(polygon)': (g: G) => fromBox(boundingBox(points(g))),
};

// --- paths ---

const byCount = (test: (a: number, b: number) => boolean): ScalarImpl => {
  return (a: G, b: G) => test(a.numbers.length, b.numbers.length);
};
const movedPath = (move: (p: Point, by: Point) => Point): ScalarImpl => {
  return (g: G, by: G) =>
    fromPoints(
      points(g).map(p => move(p, point(by))),
      g.isClosed,
    );
};
const pointCount: ScalarImpl = (g: G) => g.numbers.length / 2;
const pathOn: ScalarImpl = (p: G, path: G) => onPath(point(p), points(path), path.isClosed);

const pathFunctions: ScalarFamily = {
  'path(polygon)': (g: G) => geometry(g.numbers),
  'pclose(path)': (g: G) => geometry(g.numbers, true),
  'popen(path)': (g: G) => geometry(g.numbers, false),
  'isclosed(path)': (g: G) => g.isClosed,
  'isopen(path)': (g: G) => !g.isClosed,
  'npoints(path)': pointCount,
  'path_npoints(path)': pointCount,
  'path_n_lt(path,path)': byCount((a, b) => a < b),
  'path_n_le(path,path)': byCount((a, b) => a <= b),
  'path_n_eq(path,path)': byCount((a, b) => a === b),
  'path_n_ge(path,path)': byCount((a, b) => a >= b),
  'path_n_gt(path,path)': byCount((a, b) => a > b),
  'path_length(path)': (g: G) => pathLength(points(g), g.isClosed),
  'length(path)': (g: G) => pathLength(points(g), g.isClosed),
  'area(path)': (g: G) => (g.isClosed ? pathArea(points(g)) : null),
  'path_add(path,path)': (a: G, b: G) => (a.isClosed || b.isClosed ? null : geometry([...a.numbers, ...b.numbers], false)),
  'path_add_pt(path,point)': movedPath(addPoints),
  'path_sub_pt(path,point)': movedPath(subtractPoints),
  'path_mul_pt(path,point)': movedPath(multiplyPoints),
  'path_div_pt(path,point)': movedPath(dividePoints),
  'path_inter(path,path)'(a: G, b: G) {
    const [p, q] = [points(a), points(b)];
    return boxesOverlap(boundingBox(p), boundingBox(q)) && edgesMeet(edges(p, a.isClosed), edges(q, b.isClosed));
  },
  'path_distance(path,path)': (a: G, b: G) => distanceOfEdges(edges(points(a), a.isClosed), edges(points(b), b.isClosed)),
  'dist_ppath(point,path)': (p: G, path: G) => distanceToPath(point(p), points(path), path.isClosed),
  'dist_pathp(path,point)': (path: G, p: G) => distanceToPath(point(p), points(path), path.isClosed),
  'on_ppath(point,path)': pathOn,
  'path_contain_pt(path,point)': swapped(pathOn),
};

// --- polygons ---

/** Compares a side of the bounding boxes, exactly. */
const bounded = (test: (a: Box, b: Box) => boolean): ScalarImpl => of(points, points, (a, b) => test(boundingBox(a), boundingBox(b)));

/** The mean of the corners, and their mean distance from it. */
function circleOfPolygon(corners: readonly Point[]): Circle {
  let sum: Point = { x: 0, y: 0 };
  for (const p of corners) sum = addPoints(sum, p);
  const centre = { x: divide(sum.x, corners.length), y: divide(sum.y, corners.length) };
  let radius = 0;
  for (const p of corners) radius = add(radius, distance(p, centre));
  return { centre, radius: divide(radius, corners.length) };
}

function polygonOfCircle(count: number, { centre, radius }: Circle): G {
  if (isZero(radius)) throw new PgError('feature_not_supported', 'cannot convert circle with radius zero to polygon');
  if (count < 2) throw new PgError('invalid_parameter_value', 'must request at least 2 points');
  if (count > CORNERS_MAX) throw new PgError('program_limit_exceeded', 'too many points requested');
  const step = divide(2 * Math.PI, count);
  const numbers: number[] = [];
  for (let i = 0; i < count; i++) {
    const angle = multiply(step, i);
    numbers.push(subtract(centre.x, multiply(radius, preciseCos(angle))), add(centre.y, multiply(radius, preciseSin(angle))));
  }
  return geometry(numbers);
}

/** A value of a gigabyte. */
const CORNERS_MAX = 67108861;
/** Corners of a circle that is cast to a polygon. */
const CIRCLE_CORNERS = 12;

function polygonOfPath(g: G): G {
  if (!g.isClosed) throw new PgError('invalid_parameter_value', 'open path cannot be converted to polygon');
  return geometry(g.numbers);
}

const centreOfPolygon: ScalarImpl = (g: G) => fromPoint(circleOfPolygon(points(g)).centre);

const polygonFunctions: ScalarFamily = {
  'polygon(box)'(g: G) {
    const { high, low } = box(g);
    return geometry([low.x, low.y, low.x, high.y, high.x, high.y, high.x, low.y]);
  },
  'polygon(path)': polygonOfPath,
  'polygon(circle)': (g: G) => polygonOfCircle(CIRCLE_CORNERS, circle(g)),
  'polygon(int4,circle)': (count: number, g: G) => polygonOfCircle(count, circle(g)),
  'npoints(polygon)': pointCount,
  'poly_npoints(polygon)': pointCount,
  'poly_center(polygon)': centreOfPolygon,
  'point(polygon)': centreOfPolygon,
  'poly_left(polygon,polygon)': bounded((a, b) => a.high.x < b.low.x),
  'poly_overleft(polygon,polygon)': bounded((a, b) => a.high.x <= b.high.x),
  'poly_right(polygon,polygon)': bounded((a, b) => a.low.x > b.high.x),
  'poly_overright(polygon,polygon)': bounded((a, b) => a.low.x >= b.low.x),
  'poly_below(polygon,polygon)': bounded((a, b) => a.high.y < b.low.y),
  'poly_overbelow(polygon,polygon)': bounded((a, b) => a.high.y <= b.high.y),
  'poly_above(polygon,polygon)': bounded((a, b) => a.low.y > b.high.y),
  'poly_overabove(polygon,polygon)': bounded((a, b) => a.low.y >= b.low.y),
  'poly_same(polygon,polygon)': of(points, points, sameCorners),
  'poly_overlap(polygon,polygon)': of(points, points, polygonsOverlap),
  'poly_contain(polygon,polygon)': of(points, points, polygonContains),
  'poly_contained(polygon,polygon)': of(points, points, (a, b) => polygonContains(b, a)),
  'poly_contain_pt(polygon,point)': of(points, point, (corners, p) => isInside(p, corners)),
  'pt_contained_poly(point,polygon)': of(point, points, isInside),
  'poly_distance(polygon,polygon)': of(points, points, (a, b) => (polygonsOverlap(a, b) ? 0 : distanceOfEdges(edges(a, true), edges(b, true)))),
  'dist_ppoly(point,polygon)': of(point, points, distanceToPolygon),
  'dist_polyp(polygon,point)': of(points, point, (corners, p) => distanceToPolygon(p, corners)),
};

// --- circles ---

const circleArea = ({ radius }: Circle): number => multiply(multiply(radius, radius), Math.PI);
const byCircleArea = (test: (a: number, b: number) => boolean): ScalarImpl => of(circle, circle, (a, b) => test(circleArea(a), circleArea(b)));
const notNegative = (d: number): number => (d < 0 ? 0 : d);

const movedCircle = (move: (p: Point, by: Point) => Point, scale?: (radius: number, by: number) => number): ScalarImpl =>
  of(circle, point, ({ centre, radius }, by) =>
    fromCircle({ centre: move(centre, by), radius: scale === undefined ? radius : scale(radius, hypotenuse(by.x, by.y)) }),
  );

const right = (c: Circle): number => add(c.centre.x, c.radius);
const left = (c: Circle): number => subtract(c.centre.x, c.radius);
const top = (c: Circle): number => add(c.centre.y, c.radius);
const bottom = (c: Circle): number => subtract(c.centre.y, c.radius);

function circleContains(outer: Circle, inner: Circle): boolean {
  return isLessOrEqual(distance(outer.centre, inner.centre), subtract(outer.radius, inner.radius));
}

const circleHolds = (c: Circle, p: Point): boolean => distance(c.centre, p) <= c.radius;
const distanceToCircle = (c: Circle, p: Point): number => notNegative(subtract(distance(p, c.centre), c.radius));
const circleToPolygon = (c: Circle, corners: readonly Point[]): number => notNegative(subtract(distanceToPolygon(c.centre, corners), c.radius));
const centreOfCircle: ScalarImpl = (g: G) => fromPoint(circle(g).centre);

const circleFunctions: ScalarFamily = {
  'circle(point,float8)': (g: G, radius: number) => fromCircle({ centre: point(g), radius }),
  'circle(box)'(g: G) {
    const b = box(g);
    const centre = boxCentre(b);
    return fromCircle({ centre, radius: distance(centre, b.high) });
  },
  'circle(polygon)': (g: G) => fromCircle(circleOfPolygon(points(g))),
  'circle_same(circle,circle)': of(circle, circle, (a, b) => {
    const sameRadius = (a.radius !== a.radius && b.radius !== b.radius) || isEqual(a.radius, b.radius);
    return sameRadius && samePoint(a.centre, b.centre);
  }),
  'circle_overlap(circle,circle)': of(circle, circle, (a, b) => isLessOrEqual(distance(a.centre, b.centre), add(a.radius, b.radius))),
  'circle_left(circle,circle)': of(circle, circle, (a, b) => isLess(right(a), left(b))),
  'circle_overleft(circle,circle)': of(circle, circle, (a, b) => isLessOrEqual(right(a), right(b))),
  'circle_right(circle,circle)': of(circle, circle, (a, b) => isGreater(left(a), right(b))),
  'circle_overright(circle,circle)': of(circle, circle, (a, b) => isGreaterOrEqual(left(a), left(b))),
  'circle_below(circle,circle)': of(circle, circle, (a, b) => isLess(top(a), bottom(b))),
  'circle_overbelow(circle,circle)': of(circle, circle, (a, b) => isLessOrEqual(top(a), top(b))),
  'circle_above(circle,circle)': of(circle, circle, (a, b) => isGreater(bottom(a), top(b))),
  'circle_overabove(circle,circle)': of(circle, circle, (a, b) => isGreaterOrEqual(bottom(a), bottom(b))),
  'circle_contain(circle,circle)': of(circle, circle, circleContains),
  'circle_contained(circle,circle)': of(circle, circle, (a, b) => circleContains(b, a)),
  'circle_contain_pt(circle,point)': of(circle, point, circleHolds),
  'pt_contained_circle(point,circle)': of(point, circle, (p, c) => circleHolds(c, p)),
  'circle_eq(circle,circle)': byCircleArea(isEqual),
  'circle_ne(circle,circle)': byCircleArea((a, b) => !isEqual(a, b)),
  'circle_lt(circle,circle)': byCircleArea(isLess),
  'circle_le(circle,circle)': byCircleArea(isLessOrEqual),
  'circle_gt(circle,circle)': byCircleArea(isGreater),
  'circle_ge(circle,circle)': byCircleArea(isGreaterOrEqual),
  'area(circle)': (g: G) => circleArea(circle(g)),
  'diameter(circle)': (g: G) => multiply(circle(g).radius, 2),
  'radius(circle)': (g: G) => circle(g).radius,
  'center(circle)': centreOfCircle,
  'circle_center(circle)': centreOfCircle,
  'point(circle)': centreOfCircle,
  'circle_add_pt(circle,point)': movedCircle(addPoints),
  'circle_sub_pt(circle,point)': movedCircle(subtractPoints),
  'circle_mul_pt(circle,point)': movedCircle(multiplyPoints, multiply),
  'circle_div_pt(circle,point)': movedCircle(dividePoints, divide),
  'circle_distance(circle,circle)': of(circle, circle, (a, b) => notNegative(subtract(distance(a.centre, b.centre), add(a.radius, b.radius)))),
  'dist_pc(point,circle)': of(point, circle, (p, c) => distanceToCircle(c, p)),
  'dist_cpoint(circle,point)': of(circle, point, distanceToCircle),
  'dist_cpoly(circle,polygon)': of(circle, points, circleToPolygon),
  'dist_polyc(polygon,circle)': of(points, circle, (corners, c) => circleToPolygon(c, corners)),
};

export const geometryFunctions: ScalarFamily = {
  ...pointFunctions,
  ...segmentFunctions,
  ...boxFunctions,
  ...pathFunctions,
  ...polygonFunctions,
  ...circleFunctions,
};
