/** Random queries: plain, grouped and windowed SELECTs, set operations, VALUES, common table expressions, recursive ones too. */
import { constant, expression, operation } from './expression.js';
import { grouping, groupingCalls, type Grouping } from './grouping.js';
import { orderDirection, totalOrder } from './ordering.js';
import { fromClause, whereClause, type From } from './from-clause.js';
import { list, optional, piece, type Piece } from './piece.js';
import type { Random } from './random.js';
import { operationsOf } from './operations.js';
import { freshAlias, topScope, type Atom, type Context, type Generated, type Relation, type Scope } from './scope.js';
import { ORDERED_TYPES, TYPES, TYPE_NAMES, literal, simplest, type TypeName } from './value-types.js';

const columnsOf = (types: readonly TypeName[]): { name: string; type: TypeName }[] => types.map((type, i) => ({ name: `c${i}`, type }));
const kindOf = (types: readonly TypeName[]): string => `query:${types.join()}`;

/** All output columns, by position, for an ORDER BY: rows that tie are the same rows. */
function orderByAll(context: Context, types: readonly TypeName[]): string | null {
  if (types.some(type => !TYPES[type].isOrdered)) return null;
  const positions = context.random.shuffled(types.map((_, i) => i + 1));
  return positions.map(position => `${position}${orderDirection(context.random)}`).join(', ');
}

function positionsOf(order: string): string[] {
  return order.split(', ').map(item => /^\d+/.exec(item)![0]);
}

/** A key of an ORDER BY with its comma. */
function keyBefore(context: Context, scope: Scope): Piece {
  const type = context.random.pick(ORDERED_TYPES);
  return optional(expression(context, scope, type, 1), `${orderDirection(context.random)}, `);
}

/** A set-returning function among the outputs. */
function repeatedItem(context: Context, scope: Scope, type: TypeName): Piece | null {
  const { random } = context;
  const below: Scope = { ...scope, allowsWindows: false };
  const value = (of: TypeName): Piece => expression(context, below, of, 1);
  switch (type) {
    case 'int4':
      return random.chance(50)
        ? piece('int4', [`generate_series(1, ${random.between(0, 3)})`], ['1'])
        : piece('int4', random.chance(70) ? ['unnest(', value('int4[]'), ')'] : ['generate_subscripts(', value('text[]'), ', 1)'], ['1']);
    case 'text':
      return piece(
        'text',
        random.pick([
          ['unnest(', value('text[]'), ')'],
          ['regexp_split_to_table(', value('text'), ", 'a|b')"],
          ["jsonb_object_keys(jsonb_build_object('a', ", value('int4'), ", 'b', 2))"],
        ]),
        ["'a'::text"],
      );
    case 'numeric':
    case 'date':
    case 'float8':
      return piece(type, ['unnest(', value(`${type}[]`), ')'], [simplest(type)]);
    case 'jsonb':
      return piece(
        'jsonb',
        random.pick([
          ['jsonb_path_query(', value('jsonb'), ", '$[*]')"],
          ['jsonb_array_elements(jsonb_build_array(', value('int4'), ', ', value('text'), '))'],
        ]),
        ["'1'::jsonb"],
      );
    case 'int4range':
      return piece('int4range', ['unnest(', value('int4multirange'), ')'], [simplest(type)]);
    default:
      return null;
  }
}

function limit(context: Context): Piece {
  const { random } = context;
  const count = random.pick(['0', '1', '2', '3', '5', '10']);
  const offset = random.chance(30) ? ` OFFSET ${random.between(0, 4)}` : '';
  return optional(random.pick([` LIMIT ${count}${offset}`, `${offset} FETCH FIRST ${count} ROWS ONLY`, ` LIMIT ${count}${offset}`, ` LIMIT NULL${offset}`]));
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
      atoms: [...group.atoms, ...groupingCalls(random, group)],
      aggregateOver: { ...below, outer: null },
      allowsWindows: group.atoms.length > 0 && random.chance(15),
      windows: [],
    };
  } else if (source !== null) items = { ...below, allowsWindows: random.chance(25), windows: [] };
  const areOrdered = wanted.every(type => TYPES[type].isOrdered);
  const isDistinct = mode !== 'one row' && areOrdered && random.chance(12);
  const canRepeat = mode === 'plain' && source !== null && !isDistinct && rows < 200;
  const outputs = wanted.map((type, i) => {
    const repeated = canRepeat && random.chance(8) ? repeatedItem(context, items, type) : null;
    return piece('item', [repeated ?? expression(context, items, type, depth + (scope.outer === null ? 1 : 0)), ` AS c${i}`]);
  });
  const having =
    mode === 'grouped' && random.chance(30)
      ? optional(' HAVING ', expression(context, { ...items, allowsWindows: false }, 'bool', 2))
      : mode === 'one row' && !hasOwnAggregate(outputs)
        ? ' HAVING true'
        : '';
  const order = random.chance(30) && form === 'any' ? orderByAll(context, wanted) : null;
  const on = isDistinct && order !== null && random.chance(40) ? positionsOf(order).slice(0, random.between(1, wanted.length)) : null;
  const distinct = isDistinct ? (on !== null ? `DISTINCT ON (${on.join(', ')}) ` : 'DISTINCT ') : '';
  // What is not an output may come first: rows that tie are the same ones still.
  const first = (): string | Piece => (mode === 'plain' && !isDistinct && random.chance(30) ? keyBefore(context, below) : '');
  const tail: (string | Piece)[] = [];
  if (order !== null) tail.push(optional(' ORDER BY ', first(), order, random.chance(60) ? limit(context) : ''));
  else if (mode === 'plain' && !isDistinct && areOrdered && form === 'any' && random.chance(5)) {
    tail.push(' ORDER BY ', first(), `1${orderDirection(random)} FETCH FIRST ${random.between(1, 4)} ROWS WITH TIES`);
  }
  const windows = items.windows ?? [];
  const parts: (string | Piece)[] = [
    `SELECT ${distinct}`,
    list(outputs),
    ...(source === null ? [] : [' FROM ', source.piece]),
    where,
    group.clause,
    having,
    windows.length > 0 ? optional(' WINDOW ', list(windows)) : '',
    ...tail,
  ];
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
  if (random.chance(15)) {
    // Without parentheses: INTERSECT binds tighter, the others go from left to right.
    const third = query(context, types, scope, 0);
    const words = ['UNION', 'UNION ALL', 'INTERSECT', 'INTERSECT ALL', 'EXCEPT', 'EXCEPT ALL'];
    return {
      piece: piece(kindOf(types), ['(', one.piece, `) ${random.pick(words)} (`, other.piece, `) ${random.pick(words)} (`, third.piece, ')']),
      columns: one.columns,
      rows: one.rows + other.rows + third.rows,
    };
  }
  const word = random.pick(['UNION ALL', 'UNION', 'INTERSECT', 'EXCEPT', 'INTERSECT ALL', 'EXCEPT ALL', 'UNION ALL', 'UNION']);
  const order = random.chance(25) ? orderByAll(context, types) : null;
  const tail = order === null ? '' : optional(' ORDER BY ', order, random.chance(50) ? limit(context) : '');
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
  const search = random.chance(20) ? optional(` SEARCH ${random.pick(['DEPTH', 'BREADTH'])} FIRST BY ${random.pick(['n', 'n, v'])} SET o`) : '';
  const isCycle = random.chance(20);
  return {
    piece: piece('cte', [`${name}(n, v) AS (`, base, ` UNION${all} `, body, ')', search, isCycle ? ` CYCLE ${random.pick(['n', 'v, n'])} SET z USING p` : '']),
    relation: {
      name,
      columns: [{ name: 'n', type: 'int4' }, { name: 'v', type }, ...(isCycle ? [{ name: 'z', type: 'bool' as const }] : [])],
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
      ` ORDER BY ${order}`,
      random.chance(40) ? limit(context) : '',
    ]),
    isOrdered: true,
  };
}

/** One call with constants: what fails first is determined, so that the text of the error is compared, too. */
export function constantQuery(context: Context): Piece {
  const { random } = context;
  for (;;) {
    const rows = operationsOf(random.pick(TYPE_NAMES), true);
    if (rows.length === 0) continue;
    const call = random.pick(rows);
    return piece('statement', ['SELECT ', operation(context, topScope([]), call, 0), ' AS c']);
  }
}

const EXPRESSION_BUDGET = 40;

export function newContext(random: Random, isRisky: boolean): Context {
  return { random, isRisky, budget: EXPRESSION_BUDGET, aliases: 0, expression, subQuery: query, scalarQuery };
}

/** Constants drawn anew for a repeated statement. */
export function otherLiteral(context: Context): (type: TypeName) => string {
  return type => literal(context.random, type, context.isRisky);
}

export { totalOrder };
