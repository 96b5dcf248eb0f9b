/** Random calls of window functions: every kind of frame, offsets and exclusions, windows in place and named ones. */
import { aggregateCall, usableAggregates } from './aggregate-call.js';
import { orderDirection, totalOrder } from './ordering.js';
import { list, optional, piece, type Piece } from './piece.js';
import type { Random } from './random.js';
import { freshAlias, type Context, type Scope } from './scope.js';
import { TYPES, ofType, type TypeName } from './value-types.js';

const NUMBERED: readonly string[] = ['1', '2', '0', '3', '(1 + 1)', '5::int8'];
const SPANS: readonly string[] = ["INTERVAL '1 day'", "INTERVAL '1 month'", "'01:00'::interval", "'2 years 3 days'::interval", "'0'::interval"];

/** Offsets of RANGE, by the type that the window is ordered by. */
const RANGE_OFFSETS: Partial<Record<TypeName, readonly string[]>> = {
  int2: ['1', '2', '0', '3::int2', '100::int8'],
  int4: ['1', '2', '0', '3::int8', '1::int2'],
  int8: ['1', '2', '0', '1000000007'],
  numeric: ['1', '0.5', '2.25', '0'],
  float4: ['0.5', '1', '2.5'],
  float8: ['0.25', '1', '0'],
  date: SPANS,
  timestamp: SPANS,
  timestamptz: SPANS,
  interval: SPANS,
  time: ["INTERVAL '1 minute'", "'06:00'::interval"],
  timetz: ["INTERVAL '1 minute'", "'06:00'::interval"],
};

function frame(random: Random, mode: 'ROWS' | 'RANGE' | 'GROUPS', offsets: readonly string[]): string {
  const exclude = random.weighted([
    [6, ''],
    [1, ' EXCLUDE CURRENT ROW'],
    [1, ' EXCLUDE GROUP'],
    [1, ' EXCLUDE TIES'],
    [1, ' EXCLUDE NO OTHERS'],
  ]);
  const hasOffsets = offsets.length > 0;
  const bound = (place: number): string =>
    [
      'UNBOUNDED PRECEDING',
      `${hasOffsets ? random.pick(offsets) : ''} PRECEDING`,
      'CURRENT ROW',
      `${hasOffsets ? random.pick(offsets) : ''} FOLLOWING`,
      'UNBOUNDED FOLLOWING',
    ][place]!;
  const starts = hasOffsets ? [0, 1, 1, 2, 3] : [0, 2];
  const start = random.pick(starts);
  if (start < 3 && random.chance(15)) return ` ${mode} ${bound(start)}${exclude}`;
  const ends = (hasOffsets ? [1, 2, 3, 4] : [2, 4]).filter(place => place >= start);
  return ` ${mode} BETWEEN ${bound(start)} AND ${bound(random.pick(ends))}${exclude}`;
}

function partition(context: Context, scope: Scope): string | Piece {
  const { random } = context;
  const keys = scope.atoms.filter(({ type }) => TYPES[type].isOrdered);
  if (keys.length === 0 || random.chance(40)) return '';
  const items = random
    .some(keys, 1, 2)
    .map((key): string | Piece => (random.chance(85) ? key.text : context.expression(context, { ...scope, allowsWindows: false }, key.type, 1)));
  return optional('PARTITION BY ', list(items));
}

/** ` OVER …`: in place, or by a name that the WINDOW clause explains in part or in full. */
function over(context: Context, scope: Scope, by: string | Piece, order: Piece, frameText: string): (string | Piece)[] {
  const { random } = context;
  const ordered: readonly (string | Piece)[] = order.parts.length === 0 ? [''] : [' ORDER BY ', order];
  const rest = order.parts.length === 0 ? '' : frameText;
  if (scope.windows === undefined || !random.chance(30)) return [' OVER (', by, ...ordered, rest, ')'];
  const name = `w${freshAlias(context)}`;
  const define = (as: string, ...parts: readonly (string | Piece)[]): void => void scope.windows!.push(piece('window', [`${as} AS (`, ...parts, ')']));
  switch (random.below(4)) {
    case 0:
      define(name, by, ...ordered, rest);
      return [` OVER ${name}`];
    case 1:
      define(name, by);
      return [` OVER (${name}`, ...ordered, rest, ')'];
    case 2:
      define(name, by, ...ordered);
      return [` OVER (${name}${rest})`];
    default: {
      const base = `w${freshAlias(context)}`;
      define(base, by);
      define(name, base, ...ordered, rest);
      return [` OVER ${name}`];
    }
  }
}

/**
 * SELECTs that have a call which depends on the places of rows. Rows that are equal in every column have them in any order, which shows as soon as a second
 * such call with another window puts them in another one.
 */
const placed = new WeakSet<object>();

/** A window function; those that depend on the order of ties get an order that leaves none. */
export function windowCall(context: Context, scope: Scope, type: TypeName): Piece | null {
  const { random } = context;
  if (scope.atoms.length === 0) return null;
  const ordered = scope.atoms.filter(atom => TYPES[atom.type].isOrdered);
  const inner: Scope = { ...scope, allowsWindows: false };
  const select = scope.windows ?? scope.atoms;
  const takesPlaces = (): boolean => !placed.has(select) && placed.add(select) !== null;
  const byTotal = (): Piece => list([...random.some(ordered, 0, 1).map(({ text }) => `${text}${orderDirection(random)}`), ...totalOrder(scope)]);
  const bySome = (): Piece =>
    list(
      random
        .some(ordered, 1, 2)
        .map((atom): string | Piece => (random.chance(85) ? `${atom.text}${orderDirection(random)}` : context.expression(context, inner, atom.type, 1))),
    );
  const anyFrame = (): string => frame(random, random.pick(['ROWS', 'GROUPS']), NUMBERED);
  const call = (parts: readonly (string | Piece)[], order: Piece, frameText = ''): Piece =>
    ofType(type, [...parts, ...over(context, scope, partition(context, scope), order, frameText)]);
  if (type === 'int8' && random.chance(50)) {
    const picked = random.pick(['row_number()', 'rank()', 'dense_rank()']);
    const name = picked === 'row_number()' && !takesPlaces() ? 'rank()' : picked;
    return call([name], name === 'row_number()' ? byTotal() : bySome(), random.chance(10) ? anyFrame() : '');
  }
  if (type === 'int4' && random.chance(40) && takesPlaces()) return call([`ntile(${random.between(1, 4)})`], byTotal());
  if (type === 'float8' && random.chance(60)) return call([random.pick(['percent_rank()', 'cume_dist()'])], bySome());
  const rows = usableAggregates(context, type);
  const [picked] = random.shuffled(rows.length > 0 ? [0, 1, 2, 2, 3, 3] : [0, 1]);
  const choice = picked !== 3 && !takesPlaces() ? 3 : picked;
  if (rows.length === 0 && choice === 3) return null;
  if (choice === 0) {
    const offset = random.chance(50) ? `, ${random.between(-1, 3)}` : '';
    return call(
      [
        random.pick(['lag', 'lead']),
        '(',
        context.expression(context, inner, type, 1),
        offset,
        ...(offset !== '' && random.chance(40) ? [', ', context.expression(context, inner, type, 0)] : []),
        ')',
      ],
      byTotal(),
    );
  }
  if (choice === 1) {
    const name = random.pick(['first_value', 'last_value', 'nth_value']);
    const argument = context.expression(context, inner, type, 1);
    return call([name, '(', argument, name === 'nth_value' ? `, ${random.between(1, 3)})` : ')'], byTotal(), random.chance(60) ? anyFrame() : '');
  }
  const row = random.pick(rows);
  const aggregate = aggregateCall(context, inner, row, true);
  if (choice === 3 && row.isOrdered && !takesPlaces()) return null;
  if (choice === 2 || row.isOrdered) return call(aggregate, byTotal(), random.chance(70) ? frame(random, 'ROWS', NUMBERED) : '');
  const spaced = scope.atoms.filter(atom => RANGE_OFFSETS[atom.type] !== undefined);
  if (spaced.length > 0 && random.chance(50)) {
    const by = random.pick(spaced);
    return call(aggregate, list([`${by.text}${orderDirection(random)}`]), frame(random, 'RANGE', RANGE_OFFSETS[by.type]!));
  }
  return call(aggregate, bySome(), random.chance(60) ? (random.chance(30) ? frame(random, 'RANGE', []) : frame(random, 'GROUPS', NUMBERED)) : '');
}
