/** Random schemas with their data: tables with keys, constraints and indexes, values with NULLs and duplicates, statistics at times. */
import { render } from './piece.js';
import type { Random } from './random.js';
import { newContext, query } from './query.js';
import { topScope, type Column, type Relation } from './scope.js';
import { COLUMN_TYPES, KEY_TYPES, ORDERED_TYPES, OWN_TYPES, TYPES, literal, type TypeName } from './value-types.js';

export interface Table extends Relation {
  readonly keys: readonly (readonly string[])[];
  /** Columns whose values other tables refer to, or that are keys: updates leave them alone mostly. */
  readonly notNull: readonly string[];
  /** What unique indexes are inferred from, besides the keys: expressions, predicates. */
  readonly arbiters?: readonly string[];
}

export interface Schema {
  readonly tables: readonly Table[];
  /** Views that changes go through. */
  readonly updatable: readonly Table[];
  /** Tables and views: what queries read. */
  readonly relations: readonly Relation[];
  /** Statements that make it, in order. */
  readonly setup: readonly string[];
  /** Its data holds values at the ends of their types. */
  readonly isExtreme: boolean;
}

/** Plans that would otherwise be rare. */
const SWITCHES = [
  ...[
    'hashjoin',
    'mergejoin',
    'nestloop',
    'seqscan',
    'indexscan',
    'indexonlyscan',
    'bitmapscan',
    'hashagg',
    'sort',
    'memoize',
    'material',
    'incremental_sort',
  ].map(name => `SET enable_${name} = off`),
  "SET work_mem = '64kB'",
  'SET random_page_cost = 1.0',
];

/** How values look, and where days begin. */
const DISPLAYS = [
  "SET TimeZone = 'America/New_York'",
  "SET TimeZone = 'Asia/Kolkata'",
  "SET DateStyle = 'German, DMY'",
  "SET DateStyle = 'SQL, MDY'",
  "SET DateStyle = 'Postgres, DMY'",
  "SET IntervalStyle = 'iso_8601'",
  "SET IntervalStyle = 'sql_standard'",
  "SET IntervalStyle = 'postgres_verbose'",
  'SET extra_float_digits = 0',
  "SET bytea_output = 'escape'",
];

const COLUMN_NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A value of the type that depends on `g`, for many rows at once. */
function seriesValue(type: TypeName, modulus: number): string {
  const n = `(g % ${modulus})`;
  const values: Partial<Record<TypeName, string>> = {
    bool: `${n} = 0`,
    int2: `${n}::int2`,
    int4: n,
    int8: `${n}::int8 * 1000000007`,
    numeric: `${n}::numeric / 4`,
    float4: `${n}::float4 / 2`,
    float8: `${n}::float8 / 4`,
    text: `'t' || ${n}`,
    varchar: `'v' || ${n}`,
    bpchar: `chr(97 + ${n} % 26)`,
    date: `'2024-01-01'::date + ${n}`,
    time: `'00:00'::time + ${n} * '1 minute'::interval`,
    timestamp: `'2024-01-01'::timestamp + ${n} * '1 hour'::interval`,
    timestamptz: `'2024-01-01 00:00+00'::timestamptz + ${n} * '1 hour'::interval`,
    interval: `${n} * '1 hour'::interval`,
    uuid: `md5((${n})::text)::uuid`,
    bytea: `convert_to('t' || ${n}, 'UTF8')`,
    'int4[]': `ARRAY[${n}, 1]`,
    'text[]': `ARRAY['t' || ${n}]`,
    jsonb: `jsonb_build_object('a', ${n}, 'b', 't')`,
    int4range: `int4range(${n}, ${n} + 5)`,
    name: `('n' || ${n})::name`,
    timetz: `'00:00+00'::timetz + ${n} * '1 minute'::interval`,
    inet: `'10.0.0.0'::inet + ${n}`,
    varbit: `${n}::bit(12)::varbit`,
    money: `${n}::money`,
    json: `json_build_object('a', ${n})`,
    'numeric[]': `ARRAY[${n}::numeric / 2]`,
    'date[]': `ARRAY['2024-01-01'::date + ${n}]`,
    'float8[]': `ARRAY[${n}::float8 / 4, NULL]`,
    numrange: `numrange(${n}, ${n} + 1.5)`,
    daterange: `daterange('2024-01-01'::date + ${n}, '2024-01-03'::date + ${n})`,
    tstzrange: `tstzrange('2024-01-01 00:00+00', '2024-01-01 00:00+00'::timestamptz + ${n} * '1 hour'::interval)`,
    int4multirange: `int4multirange(int4range(${n}, ${n} + 2), int4range(${n} + 5, ${n} + 9))`,
    mood: `(ARRAY['sad', 'ok', 'happy'])[1 + ${n} % 3]::mood`,
    pair: `ROW(${n}, 't')::pair`,
  };
  return values[type]!;
}

function indexes(random: Random, name: string, columns: readonly Column[]): string[] {
  const plain = columns.filter(({ type }) => TYPES[type].isOrdered);
  const made: string[] = [];
  for (let i = random.between(0, 3); i > 0 && plain.length > 0; i--) {
    const keys = random.some(plain, 1, 3).map(({ name: column, type }) => {
      if (random.chance(15) && type === 'text') return `lower(${column})`;
      if (random.chance(15) && (type === 'int4' || type === 'int8')) return `(${column} % 5)`;
      return `${column}${random.weighted([
        [5, ''],
        [2, ' DESC'],
        [1, ' NULLS FIRST'],
        [1, ' DESC NULLS LAST'],
      ])}`;
    });
    const include = random.chance(15) ? ` INCLUDE (${random.pick(plain).name})` : '';
    const partial = random.chance(20) ? ` WHERE ${random.pick(plain).name} IS ${random.chance(70) ? 'NOT ' : ''}NULL` : '';
    made.push(`CREATE INDEX ON ${name} (${keys.join(', ')})${include}${partial}`);
  }
  return made;
}

/** A generated column, which statements see by `*` only. */
function generatedColumn(random: Random, columns: readonly Column[]): string[] {
  if (!random.chance(20)) return [];
  const { name, type } = random.pick(columns);
  const value = type === 'int4' ? `${name} % 7` : type === 'text' ? `upper(${name})` : null;
  return [value === null ? `h bool GENERATED ALWAYS AS (${name} IS NOT NULL) STORED` : `h ${type} GENERATED ALWAYS AS (${value}) STORED`];
}

/** Unique indexes that are no constraints. */
function uniqueIndexes(random: Random, columns: readonly Column[]): string[] {
  if (columns.length === 0 || !random.chance(20)) return [];
  const column = random.pick(columns);
  if (column.type === 'text') return [`(lower(${column.name}))`];
  const other = random.pick(columns);
  return [`(${column.name}) WHERE ${other.name} IS NOT NULL`];
}

/** A view of some columns and rows of a table. */
function updatableView(random: Random, table: Table, setup: string[]): Table {
  const columns = table.columns.filter(({ name }) => table.notNull.includes(name) || random.chance(70));
  const chosen = columns.length > 0 ? columns : table.columns;
  const names = chosen.map(({ name }) => name);
  const where = random.chance(50) ? ` WHERE ${random.pick(table.columns).name} IS NOT NULL` : '';
  setup.push(`CREATE VIEW u (${names.join(', ')}) AS SELECT ${names.join(', ')} FROM ${table.name}${where}`);
  return { ...table, name: 'u', columns: chosen, keys: table.keys.filter(key => key.every(column => names.includes(column))), arbiters: [], isTable: false };
}

/** @param isExtreme values at the ends of types, too */
export function randomSchema(random: Random, isExtreme: boolean): Schema {
  const setup: string[] = [...OWN_TYPES, ...random.some(DISPLAYS, 0, random.chance(30) ? 2 : 0)];
  setup.push(...random.some(SWITCHES, 0, random.chance(50) ? 4 : 0));
  const tables: Table[] = [];
  const usual = COLUMN_NAMES.map((_, i) => (i < 2 ? random.pick(KEY_TYPES) : random.pick(COLUMN_TYPES)));
  const count = random.between(2, 4);
  for (let t = 0; t < count; t++) {
    const name = `t${t}`;
    const columns = COLUMN_NAMES.slice(0, random.between(2, 6)).map((column, i): Column => ({
      name: column,
      type: random.chance(75) ? usual[i]! : random.pick(COLUMN_TYPES),
    }));
    const isLarge = t === count - 1 && random.chance(40);
    const keys: string[][] = [];
    const keyable = columns.filter(({ type }) => KEY_TYPES.includes(type));
    if (keyable.length > 0 && random.chance(70)) keys.push(random.some(keyable, 1, isLarge ? 1 : 2).map(column => column.name));
    const notNull = [...new Set([...(keys[0] ?? []), ...(random.chance(20) ? [random.pick(columns).name] : [])])];
    const declared = columns.map(({ name: column, type }) => {
      const typmod = random.pick(TYPES[type].declared);
      return `${column} ${typmod}${notNull.includes(column) ? ' NOT NULL' : ''}${random.chance(8) && !isLarge ? ` DEFAULT ${literal(random, type, false)}` : ''}`;
    });
    const constraints = keys.map(key => `PRIMARY KEY (${key.join(', ')})`);
    const unique = keyable.length > 1 && !isLarge && random.chance(25) ? random.some(keyable, 1, 2).map(column => column.name) : null;
    if (unique !== null) {
      keys.push(unique);
      constraints.push(`UNIQUE (${unique.join(', ')})`);
    }
    const parent = tables.find(table => table.keys[0]?.length === 1);
    const parentKey = parent?.columns.find(column => column.name === parent.keys[0]![0]);
    const child = parentKey === undefined || isLarge ? undefined : columns.find(column => column.type === parentKey.type && !notNull.includes(column.name));
    const foreign = child !== undefined && random.chance(60) ? child : null;
    if (foreign !== null) {
      constraints.push(
        `FOREIGN KEY (${foreign.name}) REFERENCES ${parent!.name} (${parentKey!.name})${random.pick(['', ' ON DELETE CASCADE', ' ON DELETE SET NULL', ' ON UPDATE CASCADE'])}`,
      );
    }
    const computed = generatedColumn(random, columns);
    setup.push(`CREATE TABLE ${name} (${[...declared, ...computed, ...constraints].join(', ')})`);
    const arbiters = isLarge ? [] : uniqueIndexes(random, keyable);
    setup.push(...arbiters.map(arbiter => `CREATE UNIQUE INDEX ON ${name} ${arbiter}`));
    const made = indexes(random, name, columns);
    const early = random.chance(50) ? made : [];
    setup.push(...early);
    let rows = 0;
    if (isLarge) {
      rows = random.between(80, 250);
      const values = columns.map(({ name: column, type }) => {
        if (keys.some(key => key.includes(column))) return seriesValue(type, 100000);
        const value = seriesValue(type, random.pick([2, 5, 20, 100, 1000]));
        return notNull.includes(column) || random.chance(50) ? value : `CASE WHEN g % ${random.pick([2, 3, 11])} <> 1 THEN ${value} END`;
      });
      setup.push(`INSERT INTO ${name} SELECT ${values.join(', ')} FROM generate_series(1, ${rows}) g ON CONFLICT DO NOTHING`);
    } else {
      rows = random.pick([0, 1, 3, 6, 8, 12, 20]);
      const tuples = Array.from({ length: rows }, () => {
        const values = columns.map(column => {
          if (!notNull.includes(column.name) && random.chance(20)) return 'NULL';
          return column === foreign ? 'NULL' : literal(random, column.type, isExtreme);
        });
        return `(${values.join(', ')})`;
      });
      if (rows > 0) setup.push(`INSERT INTO ${name} VALUES ${tuples.join(', ')} ON CONFLICT DO NOTHING`);
      if (foreign !== null && rows > 0) {
        const ranked = `SELECT p.${parentKey!.name} AS k, row_number() OVER (ORDER BY p.${parentKey!.name}) AS n FROM ${parent!.name} p`;
        setup.push(`UPDATE ${name} SET ${foreign.name} = s.k FROM (${ranked}) s WHERE s.n = 1 + length(${name}::text) % 4`);
      }
    }
    if (early.length === 0) setup.push(...made);
    if (random.chance(50)) setup.push(`ANALYZE ${name}`);
    tables.push({ name, columns, rows, keys, notNull, arbiters, isTable: true });
  }
  const relations: Relation[] = [...tables];
  const updatable: Table[] = random.chance(40) ? [updatableView(random, random.pick(tables), setup)] : [];
  relations.push(...updatable);
  for (let i = random.chance(40) ? random.between(1, 2) : 0; i > 0; i--) {
    const types = Array.from({ length: random.between(1, 4) }, () => random.pick(ORDERED_TYPES));
    const found = query(newContext(random, false), types, topScope(relations), random.between(0, 2));
    const columns = types.map((type, at) => ({ name: COLUMN_NAMES[at]!, type }));
    setup.push(`CREATE VIEW v${i} (${columns.map(({ name }) => name).join(', ')}) AS ${render(found.piece)}`);
    relations.push({ name: `v${i}`, columns, rows: found.rows });
  }
  return { tables, updatable, relations, setup, isExtreme };
}
