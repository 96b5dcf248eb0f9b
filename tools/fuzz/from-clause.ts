/** Random FROM clauses: tables, sub-selects (LATERAL or not), VALUES, functions, and every kind of join of them. */
import { constant, expression } from './expression.js';
import { list, optional, piece, type Piece } from './piece.js';
import { freshAlias, type Atom, type Column, type Context, type Relation, type Scope } from './scope.js';
import { tableFunction } from './table-function.js';
import { INTEGERS, ORDERED_TYPES, TYPES, type TypeName } from './value-types.js';

export interface From {
  readonly piece: Piece;
  readonly atoms: readonly Atom[];
  readonly rows: number;
}

/** Joins are not made larger than this. */
const JOIN_ROWS_MAX = 1500;

function atomsOf(alias: string, columns: readonly Column[]): Atom[] {
  return columns.map(({ name, type }) => ({ text: `${alias}.${name}`, type }));
}

function from(parts: readonly (string | Piece)[]): Piece {
  return piece('from', parts);
}

function relation(context: Context, relations: readonly Relation[]): From {
  const { name, columns, rows, isTable } = context.random.pick(relations);
  const alias = freshAlias(context);
  if (context.random.chance(10)) {
    // The mark of CYCLE keeps its name.
    const renamed = columns.map((column, i) => (column.name === 'z' ? column : { ...column, name: `k${i}` }));
    const listed = renamed.filter(column => column.name !== 'z');
    return { piece: from([`${name} AS ${alias}(${listed.map(column => column.name).join(', ')})`]), atoms: atomsOf(alias, renamed), rows };
  }
  if (isTable && context.random.chance(4)) {
    const sample = context.random.pick(['BERNOULLI (100)', 'SYSTEM (100)', 'BERNOULLI (0)', 'BERNOULLI (100) REPEATABLE (3)']);
    return { piece: from([`${name} ${alias} TABLESAMPLE ${sample}`]), atoms: atomsOf(alias, columns), rows };
  }
  return { piece: from([`${name} ${alias}`]), atoms: atomsOf(alias, columns), rows };
}

function someTypes(context: Context, scope: Scope, count: number): TypeName[] {
  const { random } = context;
  return Array.from({ length: count }, () => (scope.atoms.length > 0 && random.chance(60) ? random.pick(scope.atoms).type : random.pick(ORDERED_TYPES)));
}

/** A sub-select; LATERAL sees the items to its left, `left`. */
function derived(context: Context, scope: Scope, left: readonly Atom[] | null, depth: number): From {
  const { random } = context;
  const alias = freshAlias(context);
  const isLateral = left !== null && random.chance(60);
  const below: Scope = isLateral
    ? { ...scope, atoms: left, aggregateOver: null, allowsWindows: false }
    : (scope.outer ?? { ...scope, atoms: [], aggregateOver: null });
  const query = context.subQuery(
    context,
    someTypes(context, { ...scope, atoms: left ?? [] }, random.between(1, 3)),
    { ...below, relations: scope.relations, rows: scope.rows },
    depth - 1,
  );
  const columns = query.columns.map((column, i) => ({ ...column, name: `c${i}` }));
  return {
    piece: from([isLateral ? 'LATERAL (' : '(', query.piece, `) AS ${alias}(${columns.map(column => column.name).join(', ')})`]),
    atoms: atomsOf(alias, columns),
    rows: query.rows,
  };
}

function values(context: Context): From {
  const { random } = context;
  const alias = freshAlias(context);
  const types = Array.from({ length: random.between(1, 3) }, () => random.pick(ORDERED_TYPES));
  const count = random.between(1, 4);
  const rows = Array.from({ length: count }, () =>
    piece('row', [
      '(',
      list(
        types.map(type => constant(context, type)),
        ', ',
        types.length,
      ),
      ')',
    ]),
  );
  const columns = types.map((type, i) => ({ name: `v${i}`, type }));
  return { piece: from(['(VALUES ', list(rows), `) AS ${alias}(${columns.map(({ name }) => name).join(', ')})`]), atoms: atomsOf(alias, columns), rows: count };
}

/** A set-returning function, its arguments from the items to the left at times. */
function series(context: Context, scope: Scope, left: readonly Atom[] | null): From {
  const alias = freshAlias(context);
  const argument: Scope = { ...scope, atoms: left ?? [], aggregateOver: null, allowsWindows: false, rows: JOIN_ROWS_MAX };
  const { piece: call, columns } = tableFunction(context, argument, alias);
  return { piece: call, atoms: atomsOf(alias, columns), rows: 4 };
}

/** Types that `=` compares with one another. */
const FAMILIES: readonly (readonly TypeName[])[] = [
  [...INTEGERS, 'numeric'],
  [...INTEGERS, 'float8', 'float4'],
  ['text', 'varchar', 'name'],
  ['date', 'timestamp', 'timestamptz'],
];

/** Types whose values `=` compares: the same ones, and those of one family, whose keys look different. */
function areComparable(one: TypeName, other: TypeName): boolean {
  return one === other || FAMILIES.some(family => family.includes(one) && family.includes(other));
}

/** Pairs of columns that may be compared, one of each side. */
function pairs(left: readonly Atom[], right: readonly Atom[]): [Atom, Atom][] {
  return left.flatMap(one =>
    right.filter(other => areComparable(one.type, other.type) && TYPES[one.type].isOrdered).map((other): [Atom, Atom] => [one, other]),
  );
}

function joined(context: Context, scope: Scope, depth: number, left: readonly Atom[] | null): From {
  const { random } = context;
  const one = fromItem(context, scope, depth - 1, left);
  const kind = random.weighted([
    [6, 'JOIN'],
    [7, 'LEFT JOIN'],
    [3, 'RIGHT JOIN'],
    [3, 'FULL JOIN'],
    [2, 'CROSS JOIN'],
  ] as const);
  const isLateralAllowed = kind === 'JOIN' || kind === 'LEFT JOIN' || kind === 'CROSS JOIN';
  const visible = isLateralAllowed ? [...(left ?? []), ...one.atoms] : left;
  const other = fromItem(context, scope, depth - 1, visible);
  const atoms = [...one.atoms, ...other.atoms];
  const product = one.rows * other.rows;
  const equal = pairs(one.atoms, other.atoms);
  if (kind === 'CROSS JOIN' && product <= JOIN_ROWS_MAX) return { piece: from([one.piece, ' CROSS JOIN ', other.piece]), atoms, rows: product };
  const word = kind === 'CROSS JOIN' ? 'JOIN' : kind;
  const rows = Math.max(one.rows, other.rows) * 3;
  const conditions: Piece[] = random
    .some(equal, 1, 2)
    .map(([a, b]) => piece('bool', [random.chance(50) ? `${a.text} = ${b.text}` : `${b.text} = ${a.text}`], ['true']));
  const inner: Scope = { ...scope, atoms, aggregateOver: null, allowsWindows: false, rows: product };
  if (conditions.length === 0 && (product > JOIN_ROWS_MAX || word === 'FULL JOIN')) {
    if (product > JOIN_ROWS_MAX) return one;
    return { piece: from([one.piece, ' CROSS JOIN ', other.piece]), atoms, rows: product };
  }
  if (conditions.length === 0 || (random.chance(12) && product <= JOIN_ROWS_MAX && word !== 'FULL JOIN')) {
    return { piece: from(['(', one.piece, ` ${word} `, other.piece, ' ON ', expression(context, inner, 'bool', 1), ')']), atoms, rows: product };
  }
  const extra = random.chance(35) ? [expression(context, inner, 'bool', 1)] : [];
  return { piece: from(['(', one.piece, ` ${word} `, other.piece, ' ON ', list([...conditions, ...extra], ' AND '), ')']), atoms, rows };
}

/** `t JOIN u USING (a)` under an alias of its own, so that merged columns have a name that is not ambiguous. */
function merged(context: Context, scope: Scope): From | null {
  const { random } = context;
  const one = random.pick(scope.relations);
  const other = random.pick(scope.relations);
  const common = one.columns.filter(({ name, type }) => TYPES[type].isOrdered && other.columns.some(column => column.name === name && column.type === type));
  if (common.length === 0) return null;
  const shared = one.columns.filter(({ name }) => other.columns.some(column => column.name === name));
  const isNatural = shared.length === common.length && random.chance(30);
  const names = isNatural ? common.map(({ name }) => name) : random.some(common, 1, 2).map(({ name }) => name);
  const alias = freshAlias(context);
  const left = freshAlias(context);
  const right = freshAlias(context);
  const rest = [...one.columns, ...other.columns].map(({ name }) => name);
  const columns = [
    ...common.filter(({ name }) => names.includes(name)),
    ...[...one.columns, ...other.columns].filter(({ name }) => rest.filter(found => found === name).length === 1),
  ];
  const word = random.pick(['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN']);
  return {
    piece: from([
      `(${one.name} ${left} ${isNatural ? 'NATURAL ' : ''}${word} ${other.name} ${right}${isNatural ? '' : ` USING (${names.join(', ')})`}) AS ${alias}`,
    ]),
    atoms: atomsOf(alias, columns),
    rows: Math.max(one.rows, other.rows) * 3,
  };
}

/** One item. @param left columns of the items before it, which LATERAL ones see; null where they may not */
export function fromItem(context: Context, scope: Scope, depth: number, left: readonly Atom[] | null): From {
  const { random } = context;
  const { relations } = scope;
  if (depth > 0 && context.budget > 0) {
    const kind = random.weighted([
      [8, 'join'],
      [3, 'derived'],
      [1, 'values'],
      [2, 'series'],
      [1, 'merged'],
      [9, 'relation'],
    ] as const);
    if (kind === 'join') return joined(context, scope, depth, left);
    if (kind === 'derived' && scope.rows <= JOIN_ROWS_MAX) return derived(context, scope, left, depth);
    if (kind === 'values') return values(context);
    if (kind === 'series') return series(context, scope, left);
    if (kind === 'merged' && relations.length > 0) return merged(context, scope) ?? relation(context, relations);
  }
  return relations.length === 0 ? values(context) : relation(context, relations);
}

/** A whole FROM clause without the word; several items with commas at times. */
export function fromClause(context: Context, scope: Scope, depth: number): From {
  const { random } = context;
  const first = fromItem(context, scope, depth, null);
  if (!random.chance(12)) return first;
  const second = fromItem(context, scope, depth - 1, first.atoms);
  if (first.rows * second.rows > JOIN_ROWS_MAX) return first;
  return { piece: list([first.piece, second.piece]), atoms: [...first.atoms, ...second.atoms], rows: first.rows * second.rows };
}

/** ` WHERE …`, or nothing. */
export function whereClause(context: Context, scope: Scope, percent: number): string | Piece {
  return context.random.chance(percent) ? optional(' WHERE ', expression(context, scope, 'bool', context.random.between(1, 3))) : '';
}
