/** Random expressions of a wanted type over the columns in scope: operators, functions, conditions, sub-selects, aggregates, window functions. */
import { aggregate } from './aggregate-call.js';
import { operationsOf, type OperationRow } from './operations.js';
import { list, type Piece } from './piece.js';
import type { Atom, Context, Scope } from './scope.js';
import { windowCall } from './window-call.js';
import { INTEGERS, ORDERED_TYPES, TYPES, TYPE_NAMES, literal, ofType as of, simplest, type TypeName } from './value-types.js';

const ARGUMENT = new RegExp(`\\{(${TYPE_NAMES.map(name => name.replace('[]', '\\[\\]')).join('|')})\\}`);

/** Above this many evaluations of an expression no sub-select stands in it. */
const SUB_SELECT_ROWS_MAX = 400;

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
export function operation(context: Context, scope: Scope, row: OperationRow, depth: number): Piece {
  const parts = row.call.split(ARGUMENT).map((text, i) => (i % 2 === 0 ? text : expression(context, scope, text as TypeName, depth - 1)));
  return of(row.result, ['(', ...parts, ')']);
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
      [canNest ? 3 : 0, 'row in'],
      [canNest ? 3 : 0, 'row of a query'],
      [canNest ? 2 : 0, 'any of an array'],
      [4, 'row'],
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
      return operation(context, scope, random.pick(operationsOf('bool', context.isRisky)), depth);
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
        ') ',
        random.pick(['IN', 'NOT IN', '= ANY', '<> ALL', '< ANY', '>= ALL']),
        ' (',
        context.subQuery(context, [type, 'int4'], scopeBelow, depth - 1).piece,
        '))',
      ]);
    case 'row of a query':
      return of('bool', [
        '((',
        value(),
        ', ',
        value(0, 'text'),
        `) ${random.pick(COMPARISONS)} (SELECT * FROM (`,
        context.subQuery(context, [type, 'text'], scopeBelow, depth - 1).piece,
        ') s ORDER BY 1, 2 LIMIT 1))',
      ]);
    case 'any of an array':
      return of('bool', [
        '(',
        value(),
        ` ${random.pick(COMPARISONS)} ${random.pick(['ANY', 'ALL'])} (ARRAY(`,
        context.subQuery(context, [type], scopeBelow, depth - 1).piece,
        ')))',
      ]);
    case 'row': {
      const other = random.pick(ORDERED_TYPES);
      return of('bool', [
        '((',
        value(),
        ', ',
        value(0, other),
        `) ${random.pick([...COMPARISONS, 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM'])} (`,
        value(0),
        ', ',
        value(0, other),
        '))',
      ]);
    }
  }
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
  const element = type.endsWith('[]') ? (type.slice(0, -2) as TypeName) : null;
  if (kind === 'scalar' && element !== null && random.chance(60)) {
    return of(type, [
      'ARRAY(SELECT s.c FROM (',
      context.subQuery(context, [element], scope, depth - 1).piece,
      `) s(c) ORDER BY 1${random.pick(['', ' DESC'])})`,
    ]);
  }
  switch (kind) {
    case 'constant':
      return constant(context, type);
    case 'case':
      return caseOf(context, scope, type, depth);
    case 'coalesce':
      return of(
        type,
        TYPES[type].isOrdered && random.chance(20)
          ? [random.pick(['greatest(', 'least(']), below(), ', ', below(), ')']
          : ['coalesce(', below(), ', ', below(), ')'],
      );
    case 'nullif':
      return TYPES[type].isOrdered ? of(type, ['nullif(', below(), ', ', below(), ')']) : below();
    case 'scalar':
      return of(type, ['(', context.scalarQuery(context, type, scope, depth - 1), ')']);
    default: {
      const rows = operationsOf(type, context.isRisky);
      return rows.length === 0 ? constant(context, type) : operation(context, scope, random.pick(rows), depth);
    }
  }
}
