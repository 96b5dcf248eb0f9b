/** Random statements that change rows: INSERT with ON CONFLICT, UPDATE … FROM, DELETE … USING, MERGE, all with RETURNING where PostgreSQL 15 has it. */
import { constant, expression } from './expression.js';
import { whereClause } from './from-clause.js';
import { list, optional, piece, type Piece } from './piece.js';
import type { Table, Schema } from './schema.js';
import { freshAlias, topScope, type Atom, type Column, type Context, type Scope } from './scope.js';
import { TYPES } from './value-types.js';

const scopeOf = (schema: Schema, atoms: readonly Atom[]): Scope => ({ ...topScope(schema.relations), atoms, rows: 30 });
const atomsOf = (alias: string, columns: readonly Column[]): Atom[] => columns.map(({ name, type }) => ({ text: `${alias}.${name}`, type }));

/** Columns that no key holds: changing them breaks nothing. */
function free(table: Table): Column[] {
  return table.columns.filter(({ name }) => !table.keys.some(key => key.includes(name)));
}

function returning(context: Context, scope: Scope): string | Piece {
  const { random } = context;
  if (context.isNested === true && random.chance(40)) return ' RETURNING 1 AS one';
  if (context.isNested !== true && random.chance(50)) return '';
  if (random.chance(30)) return context.isNested === true ? ' RETURNING *' : optional(' RETURNING *');
  const items = random.some(scope.atoms, 1, 2).map(({ type }, i) => piece('item', [expression(context, scope, type, 2), ` AS r${i}`]));
  return context.isNested === true ? piece('returning', [' RETURNING ', list(items)]) : optional(' RETURNING ', list(items));
}

function assignments(context: Context, table: Table, scope: Scope): Piece | null {
  const { random } = context;
  const columns = random.chance(92) ? free(table) : table.columns;
  if (columns.length === 0) return null;
  const chosen = random.some(columns, 1, 3);
  if (chosen.length > 1 && random.chance(25)) {
    const types = chosen.map(({ type }) => type);
    if (types.every(type => TYPES[type].isOrdered) && random.chance(40)) {
      const found = context.subQuery(context, types, scope, 1).piece;
      const order = types.map((_, i) => i + 1).join(', ');
      return piece('set', [`(${chosen.map(({ name }) => name).join(', ')}) = (SELECT * FROM (`, found, `) s ORDER BY ${order} LIMIT 1)`]);
    }
    const values = chosen.map(({ type }) => expression(context, scope, type, 1));
    return piece('set', [`(${chosen.map(({ name }) => name).join(', ')}) = (`, list(values, ', ', values.length), ')']);
  }
  return list(chosen.map(({ name, type }) => piece('assignment', [`${name} = `, random.chance(5) ? 'DEFAULT' : expression(context, scope, type, 2)])));
}

function insert(context: Context, schema: Schema, table: Table): Piece {
  const { random } = context;
  const columns = random.chance(50) ? table.columns : table.columns.filter(({ name }) => table.notNull.includes(name) || random.chance(70));
  if (columns.length === 0) return piece('statement', [`INSERT INTO ${table.name} DEFAULT VALUES`]);
  const names = columns.map(({ name }) => name).join(', ');
  let source: Piece;
  if (random.chance(25) && columns.every(({ type }) => TYPES[type].isOrdered)) {
    const types = columns.map(({ type }) => type);
    const found = context.subQuery(context, types, topScope(schema.relations), 1);
    // In an order that leaves no choice which row comes first.
    source = piece('query', ['SELECT * FROM (', found.piece, `) s ORDER BY ${types.map((_, i) => i + 1).join(', ')} LIMIT 40`]);
  } else {
    const tuples = Array.from({ length: random.between(1, 4) }, () =>
      piece('row', [
        '(',
        list(
          columns.map(({ type }) => (random.chance(4) ? 'DEFAULT' : constant(context, type))),
          ', ',
          columns.length,
        ),
        ')',
      ]),
    );
    source = piece('query', ['VALUES ', list(tuples)]);
  }
  const parts: (string | Piece)[] = [`INSERT INTO ${table.name} (${names}) `, source];
  const own = scopeOf(schema, atomsOf(table.name, table.columns));
  if (random.chance(50)) {
    const key = table.keys.length > 0 ? random.pick(table.keys) : null;
    const both = { ...own, atoms: [...own.atoms, ...atomsOf('excluded', table.columns)] };
    const set = key === null || random.chance(40) ? null : assignments(context, table, both);
    const arbiter = table.arbiters !== undefined && table.arbiters.length > 0 && random.chance(40) ? random.pick(table.arbiters) : null;
    if (arbiter !== null && set !== null) parts.push(` ON CONFLICT ${arbiter} DO UPDATE SET `, set);
    else if (set === null) parts.push(` ON CONFLICT ${key !== null && random.chance(50) ? `(${key.join(', ')}) ` : ''}DO NOTHING`);
    else
      parts.push(` ON CONFLICT (${key!.join(', ')}) DO UPDATE SET `, set, random.chance(40) ? optional(' WHERE ', expression(context, both, 'bool', 2)) : '');
  }
  parts.push(returning(context, own));
  return piece('statement', parts);
}

interface Partner {
  readonly from: string;
  readonly on: string;
  readonly atoms: readonly Atom[];
}

/** Another table that meets each row of the first at most once: through its key. */
function partner(context: Context, schema: Schema, target: Table, alias: string): Partner | null {
  const { random } = context;
  const found = schema.tables.flatMap(table => {
    const key = table.keys.find(columns => columns.length === 1)?.[0];
    const column = table.columns.find(({ name }) => name === key);
    const own = target.columns.filter(({ type }) => type === column?.type);
    return column === undefined || own.length === 0 ? [] : [{ table, column, own: random.pick(own) }];
  });
  if (found.length === 0) return null;
  const { table, column, own } = random.pick(found);
  const other = freshAlias(context);
  return { from: `${table.name} ${other}`, on: `${other}.${column.name} = ${alias}.${own.name}`, atoms: atomsOf(other, table.columns) };
}

function update(context: Context, schema: Schema, table: Table): Piece {
  const { random } = context;
  const own = atomsOf('t', table.columns);
  const with_ = random.chance(40) ? partner(context, schema, table, 't') : null;
  const scope = scopeOf(schema, with_ === null ? own : [...own, ...with_.atoms]);
  const set = assignments(context, table, scope);
  if (set === null) return remove(context, schema, table);
  const where =
    with_ === null
      ? whereClause(context, scope, 80)
      : piece('where', [` WHERE ${with_.on}`, random.chance(50) ? optional(' AND ', expression(context, scope, 'bool', 2)) : '']);
  return piece('statement', [`UPDATE ${table.name} AS t SET `, set, with_ === null ? '' : ` FROM ${with_.from}`, where, returning(context, scope)]);
}

function remove(context: Context, schema: Schema, table: Table): Piece {
  const { random } = context;
  const own = atomsOf('t', table.columns);
  const with_ = random.chance(40) ? partner(context, schema, table, 't') : null;
  const scope = scopeOf(schema, with_ === null ? own : [...own, ...with_.atoms]);
  const where =
    with_ === null ? whereClause(context, scope, 90) : piece('where', [` WHERE ${with_.on}`, optional(' AND ', expression(context, scope, 'bool', 2))]);
  return piece('statement', [`DELETE FROM ${table.name} AS t`, with_ === null ? '' : ` USING ${with_.from}`, where, returning(context, scope)]);
}

function merge(context: Context, schema: Schema, table: Table): Piece {
  const { random } = context;
  const key = table.keys.find(columns => columns.length === 1)?.[0];
  const column = table.columns.find(({ name }) => name === key);
  if (column === undefined) return insert(context, schema, table);
  const own = atomsOf('t', table.columns);
  const other = random.chance(40) ? partner(context, schema, table, 't') : null;
  if (other !== null) return mergeWith(context, schema, table, own, other);
  const rows = Array.from({ length: random.between(1, 5) }, (_, i) =>
    piece('row', ['(', constant(context, column.type), `, ${i}, `, constant(context, 'text'), ')']),
  );
  const source: Atom[] = [
    { text: 's.k', type: column.type },
    { text: 's.n', type: 'int4' },
    { text: 's.v', type: 'text' },
  ];
  const both = scopeOf(schema, [...own, ...source]);
  const clauses: Piece[] = [];
  for (let i = random.between(1, 3); i > 0; i--) {
    const and = (scope: Scope): string | Piece => (random.chance(50) ? optional(' AND ', expression(context, scope, 'bool', 1)) : '');
    const set = random.chance(60) ? assignments(context, table, both) : null;
    if (random.chance(50)) {
      const condition = and(both);
      const action: (string | Piece)[] = set !== null ? ['UPDATE SET ', set] : random.chance(60) ? ['DELETE'] : ['DO NOTHING'];
      clauses.push(piece('clause', [' WHEN MATCHED', condition, ' THEN ', ...action]));
    } else {
      const only = scopeOf(schema, source);
      const condition = and(only);
      const others = table.columns.filter(({ name }) => name !== key && (table.notNull.includes(name) || random.chance(50)));
      const values = [`s.k`, ...others.map(({ type }) => expression(context, only, type, 1))];
      const names = [key!, ...others.map(({ name }) => name)];
      clauses.push(
        piece('clause', [
          ' WHEN NOT MATCHED',
          condition,
          ...(random.chance(20) ? [' THEN DO NOTHING'] : [` THEN INSERT (${names.join(', ')}) VALUES (`, list(values, ', ', values.length), ')']),
        ]),
      );
    }
  }
  return piece('statement', [`MERGE INTO ${table.name} AS t USING (VALUES `, list(rows), `) AS s(k, n, v) ON t.${key!} = s.k`, list(clauses, '')]);
}

/** With the rows of another table, each of which the target's rows meet once at most. */
function mergeWith(context: Context, schema: Schema, table: Table, own: readonly Atom[], other: Partner): Piece {
  const { random } = context;
  const both = scopeOf(schema, [...own, ...other.atoms]);
  const only = scopeOf(schema, other.atoms);
  const and = (scope: Scope): string | Piece => (random.chance(50) ? optional(' AND ', expression(context, scope, 'bool', 1)) : '');
  const clauses = Array.from({ length: random.between(1, 3) }, (): Piece => {
    if (random.chance(60)) {
      const set = assignments(context, table, both);
      return piece('clause', [' WHEN MATCHED', and(both), ' THEN ', ...(set !== null && random.chance(70) ? ['UPDATE SET ', set] : ['DELETE'])]);
    }
    const values = table.columns.map(({ type }) => expression(context, only, type, 1));
    return piece('clause', [
      ' WHEN NOT MATCHED',
      and(only),
      ` THEN INSERT (${table.columns.map(({ name }) => name).join(', ')}) VALUES (`,
      list(values, ', ', values.length),
      ')',
    ]);
  });
  return piece('statement', [`MERGE INTO ${table.name} AS t USING ${other.from} ON ${other.on}`, list(clauses, '')]);
}

/** A whole statement. */
export function change(context: Context, schema: Schema): Piece {
  const { random } = context;
  const table = random.chance(12) && schema.updatable.length > 0 ? random.pick(schema.updatable) : random.pick(schema.tables);
  const make = random.weighted([
    [4, insert],
    [4, update],
    [3, remove],
    [2, merge],
  ] as const);
  if (make === merge || !random.chance(12)) return make(context, schema, table);
  const nested = make({ ...context, isNested: true }, schema, table);
  return piece('statement', [
    'WITH d AS (',
    nested,
    random.chance(40) ? ') SELECT * FROM d' : `) SELECT count(*) AS changed, (SELECT count(*) FROM ${table.name}) AS seen FROM d`,
  ]);
}
