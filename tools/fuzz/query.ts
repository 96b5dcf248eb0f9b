/** Random queries: plain, grouped and windowed SELECTs, set operations, VALUES, common table expressions, recursive ones too. */
import { constant, expression, orderDirection, totalOrder } from './expression.js';
import { fromClause, whereClause, type From } from './from-clause.js';
import { list, optional, piece, type Piece } from './piece.js';
import type { Random } from './random.js';
import { freshAlias, type Atom, type Context, type Generated, type Relation, type Scope } from './scope.js';
import { ORDERED_TYPES, TYPES, literal, simplest, type TypeName } from './value-types.js';

const columnsOf = (types: readonly TypeName[]): { name: string; type: TypeName }[] => types.map((type, i) => ({ name: `c${i}`, type }));
const kindOf = (types: readonly TypeName[]): string => `query:${types.join()}`;

/** ORDER BY with all output columns, by position: rows that tie are the same rows. */
function orderByAll(context: Context, types: readonly TypeName[]): string | null {
  if (types.some(type => !TYPES[type].isOrdered)) return null;
  const positions = context.random.shuffled(types.map((_, i) => i + 1));
  return ` ORDER BY ${positions.map(position => `${position}${orderDirection(context.random)}`).join(', ')}`;
}

function limit(context: Context): Piece {
  const { random } = context;
  const count = random.pick(['0', '1', '2', '3', '5', '10']);
  const offset = random.chance(30) ? ` OFFSET ${random.between(0, 4)}` : '';
  return optional(random.pick([` LIMIT ${count}${offset}`, `${offset} FETCH FIRST ${count} ROWS ONLY`, ` LIMIT ${count}${offset}`, ` LIMIT NULL${offset}`]));
}

interface Grouping {
  readonly atoms: readonly Atom[];
  readonly clause: string | Piece;
  readonly hasSets: boolean;
}

/** What a query is grouped by: columns and expressions of them. */
function grouping(context: Context, scope: Scope): Grouping {
  const { random } = context;
  const keys = random.some(
    scope.atoms.filter(({ type }) => TYPES[type].isOrdered),
    1,
    3,
  );
  if (keys.length === 0) return { atoms: [], clause: '', hasSets: false };
  const atoms = keys.map((key): Atom => {
    if (random.chance(75)) return key;
    if (key.type === 'int4' || key.type === 'int8') return { text: `(${key.text} % 3)`, type: key.type };
    if (key.type === 'text') return { text: `lower(${key.text})`, type: 'text' };
    return { text: `(${key.text} IS NULL)`, type: 'bool' };
  });
  const texts = atoms.map(({ text }) => text);
  const kind = random.below(10);
  if (kind < 7) return { atoms, clause: piece('group', [' GROUP BY ', list(texts)]), hasSets: false };
  if (kind === 7) return { atoms, clause: ` GROUP BY ROLLUP (${texts.join(', ')})`, hasSets: true };
  if (kind === 8) return { atoms, clause: ` GROUP BY CUBE (${texts.join(', ')})`, hasSets: true };
  const sets = [...texts.map(text => `(${text})`), `(${texts.join(', ')})`, ...(random.chance(50) ? ['()'] : [])];
  return { atoms, clause: ` GROUP BY ${random.chance(20) ? 'DISTINCT ' : ''}GROUPING SETS (${random.some(sets, 1, 3).join(', ')})`, hasSets: true };
}

/** A sub-select may name the columns that a query is grouped by, not the other expressions. */
function columnsOnly(atoms: readonly Atom[]): Atom[] {
  return atoms.filter(({ text }) => /^\w+\.\w+$/.test(text));
}

/** Whether an item calls an aggregate outside its sub-selects: then the query has one row. */
function hasOwnAggregate(items: readonly Piece[]): boolean {
  const own = (node: string | Piece): string => {
    if (typeof node === 'string') return node;
    return node.kind.startsWith('query:') ? '' : node.parts.map(own).join(' ');
  };
  return items.some(item => /\b(count|sum|avg|min|max|bool_and|bool_or|every|bit_and|bit_or|bit_xor|stddev|var_pop|array_agg|string_agg)\(/.test(own(item)));
}

function select(context: Context, wanted: readonly TypeName[], scope: Scope, depth: number, form: 'any' | 'one row'): Generated {
  const { random } = context;
  const inner: Scope = {
    ...scope,
    outer: scope.atoms.length > 0 ? { ...scope, atoms: columnsOnly(scope.atoms), aggregateOver: null, allowsWindows: false } : scope.outer,
    atoms: [],
    aggregateOver: null,
    allowsWindows: false,
  };
  const source: From | null = form === 'any' && random.chance(6) ? null : fromClause(context, inner, depth);
  const rows = source?.rows ?? 1;
  const below: Scope = { ...inner, atoms: source?.atoms ?? [], rows: scope.rows * Math.max(rows, 1) };
  const mode =
    form === 'one row' ? 'one row' : source === null ? 'plain' : random.weighted([[60, 'plain'] as const, [25, 'grouped'] as const, [8, 'one row'] as const]);
  const where = source === null ? '' : whereClause(context, below, 60);
  let group: Grouping = { atoms: [], clause: '', hasSets: false };
  let items: Scope = below;
  if (mode !== 'plain') {
    if (mode === 'grouped') group = grouping(context, below);
    items = {
      ...below,
      atoms: group.atoms,
      aggregateOver: { ...below, outer: null },
      allowsWindows: group.atoms.length > 0 && !group.hasSets && random.chance(15),
    };
  } else if (source !== null) items = { ...below, allowsWindows: random.chance(25) };
  const isDistinct = mode !== 'one row' && wanted.every(type => TYPES[type].isOrdered) && random.chance(12);
  const selected =
    mode === 'grouped' && group.hasSets
      ? { ...items, atoms: [...items.atoms, ...group.atoms.map((atom): Atom => ({ text: `GROUPING(${atom.text})`, type: 'int4' }))] }
      : items;
  const canRepeat = mode === 'plain' && source !== null && !isDistinct && rows < 200;
  const outputs = wanted.map((type, i) => {
    if (canRepeat && type === 'int4' && random.chance(8))
      return piece('item', [
        random.chance(50)
          ? piece('int4', [`generate_series(1, ${random.between(0, 3)})`], ['1'])
          : piece('int4', ['unnest(', expression(context, items, 'int4[]', 1), ')'], ['1']),
        ` AS c${i}`,
      ]);
    return piece('item', [expression(context, selected, type, depth + (scope.outer === null ? 1 : 0)), ` AS c${i}`]);
  });
  const having =
    mode === 'grouped' && random.chance(30)
      ? optional(' HAVING ', expression(context, { ...selected, allowsWindows: false }, 'bool', 2))
      : mode === 'one row' && !hasOwnAggregate(outputs)
        ? ' HAVING true'
        : '';
  const order = random.chance(30) && form === 'any' ? orderByAll(context, wanted) : null;
  const on = isDistinct && order !== null && random.chance(25) ? order.match(/ORDER BY (\d+)/)![1]! : null;
  const isOrderedByItems = on !== null;
  const distinct = isDistinct ? (isOrderedByItems ? `DISTINCT ON (${on}) ` : 'DISTINCT ') : '';
  const parts: (string | Piece)[] = [`SELECT ${distinct}`, list(outputs), ...(source === null ? [] : [' FROM ', source.piece]), where, group.clause, having];
  if (order !== null) parts.push(optional(order, random.chance(60) ? limit(context) : ''));
  else if (mode === 'plain' && !isDistinct && wanted.every(type => TYPES[type].isOrdered) && random.chance(4)) {
    parts.push(` ORDER BY 1${orderDirection(random)} FETCH FIRST ${random.between(1, 4)} ROWS WITH TIES`);
  }
  return {
    piece: piece(kindOf(wanted), parts, [`SELECT ${wanted.map((type, i) => `${simplest(type)} AS c${i}`).join(', ')}`]),
    columns: columnsOf(wanted),
    rows: mode === 'one row' ? 1 : mode === 'grouped' ? Math.ceil(rows / 2) : rows,
  };
}

function values(context: Context, types: readonly TypeName[]): Generated {
  const { random } = context;
  const rows = Array.from({ length: random.between(1, 4) }, () =>
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
  return { piece: piece(kindOf(types), ['VALUES ', list(rows)]), columns: types.map((type, i) => ({ name: `column${i + 1}`, type })), rows: rows.length };
}

function setOperation(context: Context, types: readonly TypeName[], scope: Scope, depth: number): Generated {
  const { random } = context;
  const one = query(context, types, scope, depth - 1);
  const other = query(context, types, scope, depth - 1);
  const word = random.pick(['UNION ALL', 'UNION', 'INTERSECT', 'EXCEPT', 'INTERSECT ALL', 'EXCEPT ALL', 'UNION ALL', 'UNION']);
  const order = random.chance(25) ? orderByAll(context, types) : null;
  const tail = order === null ? '' : optional(order, random.chance(50) ? limit(context) : '');
  return { piece: piece(kindOf(types), ['(', one.piece, `) ${word} (`, other.piece, ')', tail]), columns: one.columns, rows: one.rows + other.rows };
}

/** A query that counts up, over a table at times. */
function recursive(context: Context, scope: Scope, name: string): { piece: Piece; relation: Relation } {
  const { random } = context;
  const type = random.pick(['text', 'int8', 'numeric', 'date', 'int4[]'] as const);
  const small = scope.relations.filter(({ rows }) => rows <= 30);
  const top: Scope = { ...scope, atoms: [], outer: null, aggregateOver: null, allowsWindows: false, rows: 1 };
  const step: Scope = {
    ...top,
    atoms: [
      { text: 'r.n', type: 'int4' },
      { text: 'r.v', type },
    ],
    rows: 10,
  };
  const all = random.chance(70) ? ' ALL' : '';
  const base = piece('query', ['SELECT ', constant(context, 'int4'), ' % 5, ', expression(context, top, type, 1)]);
  const joined = small.length > 0 && random.chance(40) ? random.pick(small) : null;
  const key = joined?.columns.find(column => column.type === 'int4');
  const join = joined === null || key === undefined ? '' : ` JOIN ${joined.name} j ON j.${key.name} = r.n`;
  const next = expression(context, step, type, 1);
  // Steps that only grow a number end by themselves; a join may repeat rows, so that it gets few steps.
  const body = piece('query', ['SELECT r.n + 1, ', next, ` FROM ${name} r${join} WHERE r.n < ${join === '' ? random.between(1, 8) : 3}`]);
  return {
    piece: piece('cte', [`${name}(n, v) AS (`, base, ` UNION${all} `, body, ')']),
    relation: {
      name,
      columns: [
        { name: 'n', type: 'int4' },
        { name: 'v', type },
      ],
      rows: 10,
    },
  };
}

function withClause(context: Context, types: readonly TypeName[], scope: Scope, depth: number): Generated {
  const { random } = context;
  let relations = [...scope.relations];
  const entries: Piece[] = [];
  let hasRecursion = false;
  for (let i = random.between(1, 2); i > 0; i--) {
    const name = `w${freshAlias(context)}`;
    if (random.chance(30)) {
      const found = recursive(context, { ...scope, relations }, name);
      hasRecursion = true;
      entries.push(found.piece);
      relations = [...relations, found.relation, found.relation];
      continue;
    }
    const own = Array.from({ length: random.between(1, 3) }, () => random.pick(ORDERED_TYPES));
    const found = query(context, own, { ...scope, relations }, depth - 1);
    const hint = random.pick(['', '', ' MATERIALIZED', ' NOT MATERIALIZED']);
    const columns = found.columns.map(({ type }, at) => ({ name: `c${at}`, type }));
    entries.push(piece('cte', [`${name}(${columns.map(column => column.name).join(', ')}) AS${hint} (`, found.piece, ')']));
    const relation: Relation = { name, columns, rows: found.rows };
    relations = [...relations, relation, relation];
  }
  const body = query(context, types, { ...scope, relations }, depth - 1);
  return {
    piece: piece(kindOf(types), [`WITH ${hasRecursion ? 'RECURSIVE ' : ''}`, list(entries), ' (', body.piece, ')']),
    columns: body.columns,
    rows: body.rows,
  };
}

/** A query with exactly these output types. */
export function query(context: Context, types: readonly TypeName[], scope: Scope, depth: number): Generated {
  const { random } = context;
  const areOrdered = types.every(type => TYPES[type].isOrdered);
  const kind = random.weighted([
    [80, 'select'],
    [depth > 0 && areOrdered && context.budget > 0 ? 10 : 0, 'set'],
    [3, 'values'],
    [depth > 0 && context.budget > 0 ? 6 : 0, 'with'],
  ] as const);
  if (kind === 'set') return setOperation(context, types, scope, depth);
  if (kind === 'values') return values(context, types);
  if (kind === 'with') return withClause(context, types, scope, depth);
  return select(context, types, scope, depth, 'any');
}

/** A query of one column that gives one row, or none. */
export function scalarQuery(context: Context, type: TypeName, scope: Scope, depth: number): Piece {
  if (TYPES[type].isOrdered && context.random.chance(40)) {
    const found = query(context, [type], scope, depth);
    return piece(
      kindOf([type]),
      ['SELECT s.c FROM (', found.piece, `) s(c) ORDER BY 1${orderDirection(context.random)} LIMIT 1`],
      [`SELECT ${simplest(type)}`],
    );
  }
  return select(context, [type], scope, depth, 'one row').piece;
}

export interface TopQuery {
  readonly piece: Piece;
  /** The rows come in an order that is determined. */
  readonly isOrdered: boolean;
}

/** A whole statement. */
export function topQuery(context: Context, scope: Scope): TopQuery {
  const { random } = context;
  const types = Array.from({ length: random.between(1, 4) }, () => random.pick(random.chance(90) ? ORDERED_TYPES : (['interval'] as const)));
  const found = query(context, types, scope, random.between(0, 3));
  const order = random.chance(35) ? orderByAll(context, types) : null;
  if (order === null) return { piece: found.piece, isOrdered: false };
  return {
    piece: piece('statement', [
      'SELECT * FROM (',
      found.piece,
      `) q(${types.map((_, i) => `c${i}`).join(', ')})`,
      order,
      random.chance(40) ? limit(context) : '',
    ]),
    isOrdered: true,
  };
}

const EXPRESSION_BUDGET = 40;

export function newContext(random: Random, isRisky: boolean): Context {
  return { random, isRisky, budget: EXPRESSION_BUDGET, aliases: 0, subQuery: query, scalarQuery };
}

/** Constants drawn anew for a repeated statement. */
export function otherLiteral(context: Context): (type: TypeName) => string {
  return type => literal(context.random, type, context.isRisky);
}

export { totalOrder };
