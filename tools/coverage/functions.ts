/**
 * npm run coverage:functions [-- --postgres host:port] [--differences] [name parts …]
 *
 * Calls every function and operator that PostgreSQL documents (a description of its own in pg_description, no support functions) with sample
 * arguments on PostgreSQL and here, and prints how many agree, differ or are missing, by group. --differences shows each difference.
 */
import { parseArgs } from 'node:util';
import { aggregateFunctions, scalarFunctions, setFunctions } from '../../src/functions/index.js';
import { outcomeLines, type GoldenStatement } from '../golden/golden-file.js';
import type { GoldenTarget, Outcome } from '../golden/outcome.js';
import { SessionTarget } from '../golden/session-target.js';
import { WireTarget } from '../golden/wire-target.js';
import { openCluster } from '../postgres/cluster.js';
import { ANY_ANSWER, CALLS, NOT_CALLED, SAMPLES } from './samples.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { postgres: { type: 'string' }, differences: { type: 'boolean' } } });

/** What the samples refer to. */
const SET_UP = [
  "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
  'CREATE SEQUENCE sq',
  "SELECT nextval('sq')",
  'CREATE TABLE ser (id serial PRIMARY KEY, t text)',
  'CREATE VIEW vw AS SELECT id, upper(t) AS u FROM ser',
];

const FUNCTIONS = `
SELECT 'f', p.proname, p.prokind, p.proretset::text, array_to_string(ARRAY(SELECT t.typname FROM unnest(p.proargtypes) WITH ORDINALITY u(x, o) JOIN pg_type t ON t.oid = x ORDER BY o), ','),
       p.provariadic::text, a.aggkind, coalesce(a.aggnumdirectargs, 0)::text, ''
FROM pg_proc p LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.pronamespace = 11 AND p.oid < 16384 AND NOT 2281 = ANY (p.proargtypes) AND p.prorettype NOT IN (2281, 2279, 3838)
  AND obj_description(p.oid, 'pg_proc') !~* '^(implementation of|i/o|\\(internal\\)|internal|less-equal-greater|hash$|sort support|equal image|aggregate (transition|final|combine|serial|deserial)|.*(transition|final|combine) function|.*serialize|restriction selectivity|join selectivity|.*selectivity of|planner support|window range support|for use by pg_upgrade|larger of two|smaller of two|statistics: |.*typmod|validate |gist |gin |brin |sp-gist |btree |large object|isolationtester|.*conversion function|read large|create new large|write data at|.*old version|convert_| .*handler|spi |load |.*support function)'
  AND p.proname !~ '^(binary_upgrade_|pg_event_trigger|hash|timehash|ts_typ|.*_typanalyze|int[248]range_|numrange_|tsrange_|tstzrange_|daterange_|booland_|boolor_|.*_accum$|.*_cmp$|bt.*cmp$|.*_(larger|smaller)$|.*(larger|smaller)$|.*hash.*|.*handler.*|RI_FKey|fmgr_|plpgsql_|.*_validator|oidvector|gtsvector|pg_node_tree|.*tabl?e?sample|dsnowball|prsd_|dispell|dsimple|dsynonym|thesaurus|spg|gist|gin|brin|amvalidate|currtid2|pg_stop_making|pg_nextoid|satisfies_hash|cidr_abbrev|nameconcatoid|shell_|in_range|lo_|.*_transfn$|float[48]_regr|int[248]_(avg|sum)|int[248](_mul|_div)?_(cash)?|cash_)'
ORDER BY 2, 5`;

const OPERATORS = `
SELECT 'o', o.oprname, o.oprkind, 'false', concat_ws(',', l.typname, r.typname), '0', NULL, '0',
       p.proname || '(' || array_to_string(ARRAY(SELECT t.typname FROM unnest(p.proargtypes) WITH ORDINALITY u(x, n) JOIN pg_type t ON t.oid = x ORDER BY n), ',') || ')'
FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode LEFT JOIN pg_type l ON l.oid = o.oprleft JOIN pg_type r ON r.oid = o.oprright
WHERE o.oprnamespace = 11 AND o.oid < 16384 AND obj_description(o.oid, 'pg_operator') !~ '^deprecated'
ORDER BY 2, 5`;

interface Row {
  readonly isOperator: boolean;
  readonly name: string;
  readonly kind: string;
  readonly returnsSet: boolean;
  readonly types: readonly string[];
  readonly isVariadic: boolean;
  readonly aggregateKind: string | null;
  readonly directCount: number;
  /** Key of the implementation. */
  readonly signature: string;
}

type Verdict = 'agrees' | 'differs' | 'missing' | 'not called';

function statement(sql: string): GoldenStatement {
  return { sql, copyIn: null, bind: null, isRowsort: false, notPostgres: null, isRefused: false, simpleOnly: null, line: 0, source: [], expected: [] };
}

/** Sections of chapter 9, by the types and names that belong to them; the first that fits. */
const GROUPS: readonly (readonly [string, (row: Row) => boolean])[] = [
  [
    'text search (9.13)',
    r => has(r, /^(tsvector|tsquery|regconfig|regdictionary)$/) || /^(ts_|tsquery|tsvector|to_ts|plainto|phraseto|websearch|get_current_ts)/.test(r.name),
  ],
  ['json (9.16)', r => has(r, /^(json|jsonb|jsonpath)$/) || /json/.test(r.name)],
  ['xml (9.15)', r => has(r, /^xml$/) || /xml|xpath/.test(r.name)],
  ['geometric (9.11)', r => has(r, /^(point|line|lseg|box|path|polygon|circle)$/) || /^(point|circle)$/.test(r.name)],
  ['network (9.12)', r => has(r, /^(inet|cidr|macaddr8?)$/)],
  ['ranges (9.20)', r => has(r, /range$/) || /range/.test(r.name)],
  ['aggregates (9.21)', r => r.kind === 'a'],
  ['windows (9.22)', r => r.kind === 'w'],
  ['arrays (9.19)', r => has(r, /^(anyarray|anycompatiblearray)$/)],
  ['enums (9.10)', r => has(r, /^anyenum$/)],
  [
    'system administration (9.27)',
    r =>
      NOT_CALLED.test(r.name) ||
      /^(set_config|current_setting|pg_.*(size|filenode|filepath|lock|backup|slot|origin|wal|logical|ls_|snapshot_sync))/.test(r.name),
  ],
  [
    'system information (9.26)',
    r =>
      /^(pg_|has_|current_|txid_|obj_|col_|shobj_|inet_|acl|makeacl|row_security|version|format_type|to_reg|getdatabase|getpg)/.test(r.name) ||
      has(r, /^(aclitem|_aclitem|pg_snapshot|pg_lsn|xid8?|tid|cid)$/),
  ],
  [
    'dates and times (9.8, 9.9)',
    r =>
      has(r, /^(date|time|timetz|timestamp|timestamptz|interval)$/) ||
      /^(make_|to_timestamp|to_date|now|clock_|statement_|transaction_|timeofday)/.test(r.name),
  ],
  ['strings (9.4 - 9.7)', r => has(r, /^(text|bpchar|varchar|bytea|name|char|bit|varbit)$/)],
  ['numbers (9.3)', r => has(r, /^(int2|int4|int8|float4|float8|numeric|money)$/)],
];

const has = (row: Row, pattern: RegExp): boolean => row.types.some(t => pattern.test(t));
const groupOf = (row: Row): string => GROUPS.find(([, fits]) => fits(row))?.[0] ?? 'other';

/** At most this many calls of one function. */
const CALLS_MAX = 12;

/** Combinations of sample arguments, spread over all of them. */
function combinations(types: readonly string[]): string[][] {
  let lists: string[][] = [[]];
  for (const type of types) {
    const samples = SAMPLES[type === 'char' ? '"char"' : type];
    if (samples === undefined) return [];
    lists = lists.flatMap(list => samples.map(sample => [...list, sample]));
  }
  if (lists.length <= CALLS_MAX) return lists;
  return Array.from({ length: CALLS_MAX }, (_, i) => lists[Math.floor((i * lists.length) / CALLS_MAX)]!);
}

function callsOf(row: Row): string[] {
  const own = row.isOperator ? undefined : CALLS[row.name];
  if (own !== undefined) return own.map(call => (row.returnsSet ? `SELECT * FROM ${call}` : `SELECT ${call} AS r`));
  const name = `pg_catalog."${row.name}"`;
  if (row.isOperator) {
    return combinations(row.types).map(args => `SELECT ${row.kind === 'l' ? `${row.name} ${args[0]!}` : `${args[0]!} ${row.name} ${args[1]!}`} AS r`);
  }
  if (row.kind === 'a') return aggregateCalls(row, name);
  if (row.kind === 'w') {
    return combinations(row.types).map(args => `SELECT x, ${name}(${args.join(', ')}) OVER (ORDER BY x) AS r FROM (VALUES (1), (2), (2), (5)) v(x) ORDER BY x`);
  }
  const calls = combinations(row.types).map(args => `${name}(${args.join(', ')})`);
  return calls.map(call => (row.returnsSet ? `SELECT * FROM ${call}` : `SELECT ${call} AS r`));
}

function aggregateCalls(row: Row, name: string): string[] {
  const samples = row.types.map(t => SAMPLES[t === 'char' ? '"char"' : t]);
  if (samples.some(s => s === undefined)) return [];
  if (row.types.length === 0) return [`SELECT ${name}(*) AS r FROM (VALUES (1), (2)) v(a)`];
  const lists = samples as readonly (readonly string[])[];
  const rowsOf = (columns: readonly (readonly string[])[]): string => {
    const count = Math.max(...columns.map(c => c.length));
    return Array.from({ length: count }, (_, i) => `(${columns.map(c => c[i % c.length]!).join(', ')})`).join(', ');
  };
  const names = lists.map((_, i) => `c${i}`);
  if (row.aggregateKind === 'h') return [`SELECT ${name}(2) WITHIN GROUP (ORDER BY x) AS r FROM (VALUES (1), (2), (5)) v(x)`];
  if (row.aggregateKind === 'o') {
    const direct = lists.slice(0, row.directCount).map(l => l[1] ?? l[0]!);
    const rest = lists.slice(row.directCount);
    const columns = names.slice(row.directCount);
    return [`SELECT ${name}(${direct.join(', ')}) WITHIN GROUP (ORDER BY ${columns.join(', ')}) AS r FROM (VALUES ${rowsOf(rest)}) v(${columns.join(', ')})`];
  }
  const from = `FROM (VALUES ${rowsOf(lists)}) v(${names.join(', ')})`;
  return [`SELECT ${name}(${names.join(', ')}) AS r ${from}`, `SELECT ${name}(${names.join(', ')}) AS r ${from} WHERE false`];
}

function isImplemented(row: Row): boolean {
  return row.kind === 'w' || scalarFunctions().has(row.signature) || setFunctions().has(row.signature) || aggregateFunctions().has(row.signature);
}

const MISSING_CODES = new Set(['0A000', '42883', 'XX000']);

function verdictOf(row: Row, theirs: Outcome, ours: Outcome): Verdict {
  if (outcomeLines(theirs, false).join('\n') === outcomeLines(ours, false).join('\n')) return 'agrees';
  if (ours.error !== null && MISSING_CODES.has(ours.error.code) && theirs.error?.code !== ours.error.code) return 'missing';
  if (ANY_ANSWER.test(row.name) && (theirs.error === null) === (ours.error === null)) return 'agrees';
  return 'differs';
}

async function judge(row: Row, postgres: GoldenTarget, henrydb: GoldenTarget): Promise<Verdict> {
  const calls = NOT_CALLED.test(row.name) && !row.isOperator ? [] : callsOf(row);
  if (calls.length === 0) return isImplemented(row) ? 'not called' : 'missing';
  let worst: Verdict = 'agrees';
  for (const sql of calls) {
    const [theirs, ours] = [await postgres.run(statement(sql)), await henrydb.run(statement(sql))];
    const verdict = verdictOf(row, theirs, ours);
    if (verdict === 'agrees') continue;
    if (values.differences === true) {
      const shown = (outcome: Outcome): string => outcomeLines(outcome, false).join('\n    ');
      console.log(`${verdict}: ${sql}\n  PostgreSQL\n    ${shown(theirs)}\n  HenryDB\n    ${shown(ours)}`);
    }
    if (worst !== 'missing') worst = verdict;
  }
  return worst;
}

function rowsOf(outcome: Outcome): Row[] {
  return outcome.results[0]!.rows.map(([type, name, kind, set, types, variadic, aggregateKind, direct, signature]) => ({
    isOperator: type === 'o',
    name: name!,
    kind: kind!,
    returnsSet: set === 'true',
    types: types === '' ? [] : types!.split(','),
    isVariadic: variadic !== '0',
    aggregateKind: aggregateKind ?? null,
    directCount: Number(direct),
    signature: signature === '' ? `${name}(${types})` : signature!,
  }));
}

async function main(): Promise<void> {
  const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
  const postgres = await WireTarget.onPostgres(cluster, 'henrydb_coverage');
  const henrydb = await SessionTarget.open('auto');
  const tally = new Map<string, Record<Verdict, number>>();
  const uncovered = new Map<string, string[]>();
  try {
    for (const sql of SET_UP) for (const target of [postgres, henrydb]) await target.run(statement(sql));
    const rows = [...rowsOf(await postgres.run(statement(FUNCTIONS))), ...rowsOf(await postgres.run(statement(OPERATORS)))];
    for (const row of rows) {
      if (positionals.length > 0 && !positionals.some(part => row.name.includes(part) || row.types.includes(part))) continue;
      const group = groupOf(row);
      const verdict = await judge(row, postgres, henrydb);
      const counts = tally.get(group) ?? { agrees: 0, differs: 0, missing: 0, 'not called': 0 };
      counts[verdict]++;
      tally.set(group, counts);
      if (verdict === 'missing' || verdict === 'differs') {
        const list = uncovered.get(group) ?? [];
        list.push(
          `${row.isOperator ? `${row.name} (${row.types.join(', ')})` : `${row.name}(${row.types.join(', ')})`}${verdict === 'differs' ? ' differs' : ''}`,
        );
        uncovered.set(group, list);
      }
    }
  } finally {
    await Promise.all([postgres.close(), henrydb.close()]);
    await cluster.stop();
  }
  report(tally, uncovered);
}

function report(tally: ReadonlyMap<string, Record<Verdict, number>>, uncovered: ReadonlyMap<string, readonly string[]>): void {
  const total: Record<Verdict, number> = { agrees: 0, differs: 0, missing: 0, 'not called': 0 };
  const line = (name: string, c: Record<Verdict, number>): string => {
    const all = c.agrees + c.differs + c.missing + c['not called'];
    const there = (((all - c.missing) / all) * 100).toFixed(1);
    return `${name.padEnd(32)}${String(all).padStart(6)}${String(c.agrees).padStart(8)}${String(c['not called']).padStart(12)}${String(c.differs).padStart(9)}${String(c.missing).padStart(9)}${there.padStart(9)} %`;
  };
  console.log(
    `${'section'.padEnd(32)}${'all'.padStart(6)}${'agree'.padStart(8)}${'not called'.padStart(12)}${'differ'.padStart(9)}${'missing'.padStart(9)}${'there'.padStart(9)}`,
  );
  for (const [group, counts] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(line(group, counts));
    for (const verdict of Object.keys(total) as Verdict[]) total[verdict] += counts[verdict];
  }
  console.log(line('all', total));
  for (const [group, list] of [...uncovered].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`\n${group}\n  ${list.join('\n  ')}`);
}

await main();
