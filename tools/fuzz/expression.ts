/** Random expressions of a wanted type over the columns in scope: operators, functions, conditions, sub-selects, aggregates, window functions. */
import { AGGREGATES, OPERATIONS, type AggregateRow, type OperationRow } from './operations.data.js';
import { list, optional, piece, type Piece } from './piece.js';
import type { Random } from './random.js';
import type { Atom, Context, Scope } from './scope.js';
import { INTEGERS, ORDERED_TYPES, TYPES, TYPE_NAMES, literal, simplest, type TypeName } from './value-types.js';

const byResult = new Map<TypeName, OperationRow[]>();
for (const row of OPERATIONS) byResult.set(row.result, [...(byResult.get(row.result) ?? []), row]);
const aggregatesByResult = new Map<TypeName, AggregateRow[]>();
for (const row of AGGREGATES) aggregatesByResult.set(row.result, [...(aggregatesByResult.get(row.result) ?? []), row]);

const ARGUMENT = new RegExp(`\\{(${TYPE_NAMES.map(name => name.replace('[]', '\\[\\]')).join('|')})\\}`);

/** Above this many evaluations of an expression no sub-select stands in it. */
const SUB_SELECT_ROWS_MAX = 400;

function of(type: TypeName, parts: readonly (string | Piece)[]): Piece {
  return piece(type, parts, [`NULL::${type}`, simplest(type)]);
}

export function constant(context: Context, type: TypeName): Piece {
  if (context.random.chance(7)) return { kind: type, parts: [`NULL::${type}`], simpler: [], literal: type };
  return { kind: type, parts: [literal(context.random, type, context.isRisky)], simpler: [simplest(type)], literal: type };
}

function atomsOf(scope: Scope, type: TypeName): readonly Atom[] {
  return scope.atoms.filter(atom => atom.type === type);
}

/** A column of the type, of an outer query at times. */
function atom(context: Context, scope: Scope, type: TypeName): Piece | null {
  const { random } = context;
  const own = atomsOf(scope, type);
  const outer: Atom[] = [];
  for (let at = scope.outer; at !== null; at = at.outer) outer.push(...atomsOf(at, type));
  const from = outer.length > 0 && (own.length === 0 || random.chance(25)) ? outer : own;
  return from.length === 0 ? null : of(type, [random.pick(from).text]);
}

/** A call with its arguments filled in. */
function operation(context: Context, scope: Scope, row: OperationRow, depth: number): Piece {
  const parts = row.call.split(ARGUMENT).map((text, i) => (i % 2 === 0 ? text : expression(context, scope, text as TypeName, depth - 1)));
  return of(row.result, ['(', ...parts, ')']);
}

export function orderDirection(random: Random): string {
  return random.weighted([
    [5, ''],
    [2, ' DESC'],
    [1, ' NULLS FIRST'],
    [1, ' DESC NULLS LAST'],
    [1, ' ASC NULLS LAST'],
  ]);
}

function filter(context: Context, scope: Scope): string | Piece {
  return context.random.chance(15) ? optional(' FILTER (WHERE ', expression(context, scope, 'bool', 1), ')') : '';
}

function aggregateCall(context: Context, over: Scope, row: AggregateRow, isWindow: boolean): (string | Piece)[] {
  const { random } = context;
  if (row.name === 'count' && random.chance(40)) return ['count(*)', filter(context, over)];
  const argument = expression(context, over, row.argument, random.between(0, 2));
  if (isWindow) return [`${row.name}(`, argument, ')', filter(context, over)];
  if (row.isOrdered) {
    const isDistinct = random.chance(30);
    return [`${row.name}(${isDistinct ? 'DISTINCT ' : ''}`, argument, ' ORDER BY ', argument, orderDirection(random), ')', filter(context, over)];
  }
  const isDistinct = TYPES[row.argument].isOrdered && random.chance(20);
  return [`${row.name}(${isDistinct ? 'DISTINCT ' : ''}`, argument, ')', filter(context, over)];
}

/** Sums of floats depend on the order of the rows unless they are exact, which only plain values are. */
function usableAggregates(context: Context, type: TypeName): AggregateRow[] {
  return (aggregatesByResult.get(type) ?? []).filter(
    row =>
      !context.isRisky ||
      !((row.name === 'sum' || row.name === 'avg') && (row.argument === 'float4' || row.argument === 'float8' || row.argument === 'interval')),
  );
}

function aggregate(context: Context, scope: Scope, type: TypeName): Piece | null {
  const { random } = context;
  const rows = usableAggregates(context, type);
  if (scope.aggregateOver === null) return null;
  if (type === 'text' && random.chance(40)) {
    const argument = expression(context, scope.aggregateOver, 'text', 1);
    return of('text', ['string_agg(', argument, ", ',' ORDER BY ", argument, orderDirection(random), ')', filter(context, scope.aggregateOver)]);
  }
  if (TYPES[type].isOrdered && type !== 'bool' && random.chance(10)) {
    const call = random.pick(['percentile_disc(0.5)', 'percentile_disc(0.9)', 'mode()']);
    return of(type, [
      `${call} WITHIN GROUP (ORDER BY `,
      expression(context, scope.aggregateOver, type, 1),
      random.pick(['', ' DESC']),
      ')',
      filter(context, scope.aggregateOver),
    ]);
  }
  return rows.length === 0 ? null : of(type, aggregateCall(context, scope.aggregateOver, random.pick(rows), false));
}

/** Columns that tell all rows apart that can be told apart. */
export function totalOrder(scope: Scope): string[] {
  return scope.atoms.map(({ text, type }) => (TYPES[type].isOrdered ? text : `${text}::text`));
}

const FRAME_STARTS = ['UNBOUNDED PRECEDING', '2 PRECEDING', '1 PRECEDING', 'CURRENT ROW', '1 FOLLOWING'];
const FRAME_ENDS = ['1 PRECEDING', 'CURRENT ROW', '1 FOLLOWING', '3 FOLLOWING', 'UNBOUNDED FOLLOWING'];

function frame(random: Random, mode: string): string {
  const exclude = random.weighted([
    [6, ''],
    [1, ' EXCLUDE CURRENT ROW'],
    [1, ' EXCLUDE GROUP'],
    [1, ' EXCLUDE TIES'],
  ]);
  if (random.chance(15)) return ` ${mode} ${random.pick(FRAME_STARTS.slice(0, 4))}${exclude}`;
  const start = random.below(FRAME_STARTS.length);
  const least = [0, 0, 0, 1, 2][start]!;
  return ` ${mode} BETWEEN ${FRAME_STARTS[start]!} AND ${FRAME_ENDS[random.between(least, 4)]!}${exclude}`;
}

function partition(context: Context, scope: Scope): string | Piece {
  const { random } = context;
  const keys = scope.atoms.filter(({ type }) => TYPES[type].isOrdered);
  if (keys.length === 0 || random.chance(40)) return '';
  return optional('PARTITION BY ', list(random.some(keys, 1, 2).map(({ text }) => text)), ' ');
}

/** A window function; those that depend on the order of ties get an order that leaves none. */
function windowCall(context: Context, scope: Scope, type: TypeName): Piece | null {
  const { random } = context;
  const ordered = scope.atoms.filter(atom => TYPES[atom.type].isOrdered);
  const byTotal = list([...random.some(ordered, 0, 1).map(({ text }) => `${text}${orderDirection(random)}`), ...totalOrder(scope)]);
  const bySome = list(random.some(ordered, 1, 2).map(({ text }) => `${text}${orderDirection(random)}`));
  if (scope.atoms.length === 0) return null;
  const over = (order: Piece, rest = ''): (string | Piece)[] => [
    ' OVER (',
    partition(context, scope),
    ...(order.parts.length === 0 ? [] : ['ORDER BY ', order]),
    order.parts.length === 0 ? '' : rest,
    ')',
  ];
  const inner: Scope = { ...scope, allowsWindows: false };
  if (type === 'int8' && random.chance(60)) {
    const name = random.pick(['row_number()', 'rank()', 'dense_rank()']);
    return of(type, [name, ...over(name === 'row_number()' ? byTotal : bySome)]);
  }
  if (type === 'int4' && random.chance(50)) return of(type, [`ntile(${random.between(1, 4)})`, ...over(byTotal)]);
  if (type === 'float8' && random.chance(80)) return of(type, [random.pick(['percent_rank()', 'cume_dist()']), ...over(bySome)]);
  const rows = usableAggregates(context, type).filter(row => !row.isOrdered);
  const choice = random.below(rows.length > 0 ? 4 : 2);
  if (choice === 0) {
    const offset = random.chance(50) ? `, ${random.between(0, 3)}` : '';
    const argument = expression(context, inner, type, 1);
    return of(type, [
      random.pick(['lag', 'lead']),
      '(',
      argument,
      offset,
      ...(offset !== '' && random.chance(40) ? [', ', expression(context, inner, type, 0)] : []),
      ')',
      ...over(byTotal),
    ]);
  }
  if (choice === 1) {
    const name = random.pick(['first_value', 'last_value', 'nth_value']);
    const rest = random.chance(60) ? frame(random, random.pick(['ROWS', 'GROUPS'])) : '';
    return of(type, [name, '(', expression(context, inner, type, 1), name === 'nth_value' ? `, ${random.between(1, 3)})` : ')', ...over(byTotal, rest)]);
  }
  const call = aggregateCall(context, inner, random.pick(rows), true);
  if (choice === 2) return of(type, [...call, ...over(byTotal, random.chance(70) ? frame(random, 'ROWS') : '')]);
  const numbers = ordered.filter(atom => ['int2', 'int4', 'int8', 'numeric'].includes(atom.type));
  if (numbers.length > 0 && random.chance(50)) {
    return of(type, [...call, ...over(list([`${random.pick(numbers).text}${orderDirection(random)}`]), frame(random, 'RANGE'))]);
  }
  return of(type, [...call, ...over(bySome, random.chance(50) ? frame(random, 'GROUPS') : '')]);
}

function caseOf(context: Context, scope: Scope, type: TypeName, depth: number): Piece {
  const { random } = context;
  const value = (): Piece => expression(context, scope, type, depth - 1);
  if (random.chance(30)) {
    const tested = random.pick(ORDERED_TYPES);
    return of(type, [
      '(CASE ',
      expression(context, scope, tested, depth - 1),
      ' WHEN ',
      expression(context, scope, tested, 0),
      ' THEN ',
      value(),
      ...(random.chance(50) ? [' WHEN ', expression(context, scope, tested, 0), ' THEN ', value()] : []),
      ...(random.chance(70) ? [' ELSE ', value()] : []),
      ' END)',
    ]);
  }
  return of(type, [
    '(CASE WHEN ',
    expression(context, scope, 'bool', depth - 1),
    ' THEN ',
    value(),
    ...(random.chance(80) ? [' ELSE ', value()] : []),
    ' END)',
  ]);
}

const COMPARISONS = ['=', '=', '=', '<>', '<', '<=', '>', '>='];

function condition(context: Context, scope: Scope, depth: number): Piece {
  const { random } = context;
  const type = random.chance(70) && scope.atoms.length > 0 ? random.pick(scope.atoms).type : random.pick(ORDERED_TYPES);
  const value = (below = depth - 1, as: TypeName = type): Piece => expression(context, scope, as, below);
  const canNest = depth > 0 && context.budget > 0 && scope.rows <= SUB_SELECT_ROWS_MAX;
  const scopeBelow: Scope = { ...scope, rows: scope.rows };
  switch (
    random.weighted([
      [30, 'compare'],
      [14, 'logic'],
      [6, 'not'],
      [8, 'null'],
      [5, 'distinct'],
      [5, 'truth'],
      [8, 'list'],
      [14, 'operation'],
      [canNest ? 6 : 0, 'exists'],
      [canNest ? 6 : 0, 'in'],
      [canNest ? 4 : 0, 'any'],
      [canNest ? 2 : 0, 'row in'],
    ] as const)
  ) {
    case 'compare':
      // Integers of different widths meet in an index of one of them.
      return of('bool', [
        '(',
        value(),
        ` ${random.pick(COMPARISONS)} `,
        value(depth - 1, INTEGERS.includes(type) && random.chance(40) ? random.pick(INTEGERS) : type),
        ')',
      ]);
    case 'logic': {
      const word = random.pick([' AND ', ' OR ']);
      return of('bool', [
        '(',
        list(
          Array.from({ length: random.between(2, 3) }, () => value(depth - 1, 'bool')),
          word,
        ),
        ')',
      ]);
    }
    case 'not':
      return of('bool', ['(NOT ', value(depth - 1, 'bool'), ')']);
    case 'null':
      return of('bool', ['(', value(), random.pick([' IS NULL', ' IS NOT NULL']), ')']);
    case 'distinct':
      return of('bool', ['(', value(), random.pick([' IS DISTINCT FROM ', ' IS NOT DISTINCT FROM ']), value(), ')']);
    case 'truth':
      return of('bool', [
        '(',
        value(depth - 1, 'bool'),
        random.pick([' IS TRUE', ' IS NOT TRUE', ' IS FALSE', ' IS NOT FALSE', ' IS UNKNOWN', ' IS NOT UNKNOWN']),
        ')',
      ]);
    case 'list':
      return of('bool', ['(', value(), random.pick([' IN (', ' IN (', ' NOT IN (']), list(Array.from({ length: random.between(1, 4) }, () => value(0))), '))']);
    case 'operation':
      return operation(context, scope, random.pick(usable(context, 'bool')), depth);
    case 'exists':
      return of('bool', [
        random.pick(['(EXISTS (', '(NOT EXISTS (']),
        context.subQuery(context, [random.pick(ORDERED_TYPES)], scopeBelow, depth - 1).piece,
        '))',
      ]);
    case 'in':
      return of('bool', ['(', value(), random.pick([' IN (', ' IN (', ' NOT IN (']), context.subQuery(context, [type], scopeBelow, depth - 1).piece, '))']);
    case 'any':
      return of('bool', [
        '(',
        value(),
        ` ${random.pick(COMPARISONS)} ${random.pick(['ANY', 'ALL', 'SOME'])} (`,
        context.subQuery(context, [type], scopeBelow, depth - 1).piece,
        '))',
      ]);
    case 'row in':
      return of('bool', [
        '((',
        value(),
        ', ',
        value(0, 'int4'),
        random.pick([') IN (', ') NOT IN (']),
        context.subQuery(context, [type, 'int4'], scopeBelow, depth - 1).piece,
        '))',
      ]);
  }
}

function usable(context: Context, type: TypeName): OperationRow[] {
  return (byResult.get(type) ?? []).filter(row => context.isRisky || !row.isRisky);
}

/** An expression of exactly this type. @param depth how many levels may stand below it */
export function expression(context: Context, scope: Scope, type: TypeName, depth: number): Piece {
  const { random } = context;
  context.budget--;
  const isLeaf = depth <= 0 || context.budget <= 0;
  if (scope.aggregateOver !== null && random.chance(isLeaf ? 60 : 35)) {
    const found = aggregate(context, scope, type);
    if (found !== null) return found;
  }
  if (isLeaf) return (random.chance(85) ? atom(context, scope, type) : null) ?? constant(context, type);
  if (scope.allowsWindows && random.chance(20)) {
    const found = windowCall(context, scope, type);
    if (found !== null) return found;
  }
  if (scope.aggregateOver === null && scope.atoms.length > 0 && (type === 'bool' || type === 'text') && random.chance(3)) {
    const alias = /^x\d+(?=\.)/.exec(random.pick(scope.atoms).text)?.[0];
    if (alias !== undefined) return of(type, [type === 'text' ? `(${alias})::text` : `(${alias} IS ${random.pick(['', 'NOT '])}NULL)`]);
  }
  if (type === 'bool' && random.chance(85)) return condition(context, scope, depth);
  const kind = random.weighted([
    [25, 'atom'],
    [45, 'operation'],
    [6, 'constant'],
    [7, 'case'],
    [6, 'coalesce'],
    [3, 'nullif'],
    [scope.rows <= SUB_SELECT_ROWS_MAX ? 6 : 0, 'scalar'],
  ] as const);
  if (kind === 'atom') {
    const found = atom(context, scope, type);
    if (found !== null) return found;
  }
  const below = (): Piece => expression(context, scope, type, depth - 1);
  switch (kind) {
    case 'constant':
      return constant(context, type);
    case 'case':
      return caseOf(context, scope, type, depth);
    case 'coalesce':
      return of(type, ['coalesce(', below(), ', ', below(), ')']);
    case 'nullif':
      return TYPES[type].isOrdered ? of(type, ['nullif(', below(), ', ', below(), ')']) : below();
    case 'scalar':
      return of(type, ['(', context.scalarQuery(context, type, scope, depth - 1), ')']);
    default: {
      const rows = usable(context, type);
      return rows.length === 0 ? constant(context, type) : operation(context, scope, random.pick(rows), depth);
    }
  }
}
