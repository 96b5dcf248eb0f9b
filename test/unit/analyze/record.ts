/**
 * Records PostgreSQL's answers for the analyzer's cases: `npx tsx test/unit/analyze/record.ts` (PGHOST, PGPORT, PGUSER name a PostgreSQL 15
 * in which a database `henrydb_analyze` may be made anew). Writes schema.json, and the expectation below each statement of cases/*.txt.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { formatCases, parseCases, type Expected } from './case-file.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const DATABASE = 'henrydb_analyze';

const SCHEMA_QUERIES = {
  schemas: `select oid::int, nspname as name from pg_namespace where oid >= 16384`,
  types: `select oid::int, typname as name, typnamespace::int as "schemaId", typlen as length, typtype as kind, typcategory as category,
    typispreferred as "isPreferred", typelem::int as "elementType", typarray::int as "arrayType", typrelid::int as "relationId",
    typbasetype::int as "baseType", typtypmod as "baseTypmod", typnotnull as "isNotNull",
    pg_get_expr(typdefaultbin, 0) as "defaultText", typcollation::int as collation from pg_type where oid >= 16384 order by oid`,
  functions: `select p.oid::int, proname as name, pronamespace::int as "schemaId", prokind as kind,
    proargtypes::int[] as "argumentTypes", proallargtypes::int[] as "allArgumentTypes", proargmodes::text[] as "argumentModes", proargnames as "argumentNames",
    prorettype::int as "resultType", proretset as "returnsSet", proisstrict as "isStrict", provolatile as volatility, provariadic::int as "variadicType",
    pronargdefaults as "defaultCount",
    array(select pg_get_function_arg_default(p.oid, n) from generate_series(pronargs - pronargdefaults + 1, pronargs) n) as "defaultTexts",
    'sql' as language, prosrc as source, prorows as "estimatedRows", '' as signature
    from pg_proc p where p.oid >= 16384 order by oid`,
  operators: `select oid::int, oprname as name, oprnamespace::int as "schemaId", oprleft::int as "leftType", oprright::int as "rightType",
    oprresult::int as "resultType", oprcode::oid::int as "functionId", 0 as commutator, 0 as negator, false as "canHash", false as "canMerge",
    '' as "restrictEstimator", '' as "joinEstimator" from pg_operator where oid >= 16384`,
  enums: `select enumtypid::int as type, array_agg(enumlabel::text order by enumsortorder) as labels from pg_enum group by 1`,
  relations: `select c.oid::int, relname as name, nspname as schema, relnamespace::int as "schemaId", relkind as kind, reltype::int as "rowType",
    10 as owner, relpersistence as persistence, 0 as "fileId", 0 as "overflowFileId", 1 as "layoutVersion",
    coalesce((select json_agg(json_build_object('number', attnum, 'name', attname, 'typeId', atttypid::int, 'typmod', atttypmod, 'collation', attcollation::int,
      'isNotNull', attnotnull, 'isDropped', attisdropped, 'hasDefault', atthasdef,
      'defaultText', (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = attrelid and adnum = attnum),
      'identity', attidentity, 'generated', attgenerated, 'sinceLayout', 1,
      'identitySequence', case when attidentity <> '' then pg_get_serial_sequence(quote_ident(nspname) || '.' || quote_ident(relname), attname)::regclass::oid::int end) order by attnum)
      from pg_attribute where attrelid = c.oid and attnum > 0), '[]') as columns,
    coalesce((select json_agg(json_build_object('oid', indexrelid::int, 'name', i.relname, 'fileId', 0, 'method', 'btree', 'isUnique', indisunique,
      'isPrimary', indisprimary, 'isExclusion', indisexclusion, 'nullsNotDistinct', indnullsnotdistinct, 'isImmediate', indimmediate, 'isValid', indisvalid,
      'columns', indkey::int[], 'keyCount', indnkeyatts,
      'expressionTexts', array(select pg_get_indexdef(indexrelid, k, false) from generate_series(1, indnatts) k where indkey[k - 1] = 0),
      'predicateText', pg_get_expr(indpred, indrelid),
      'keyTypes', '{}'::int[], 'isDescending', '{}'::bool[], 'nullsFirst', '{}'::bool[], 'operatorClasses', '{}'::int[]))
      from pg_index join pg_class i on i.oid = indexrelid where indrelid = c.oid), '[]') as indexes,
    coalesce((select json_agg(json_build_object('oid', oid::int, 'name', conname, 'kind', contype, 'columns', coalesce(conkey, '{}'), 'expressionText', null,
      'indexId', conindid::int, 'isDeferrable', condeferrable, 'isDeferred', condeferred, 'isValidated', convalidated, 'referencedRelation', confrelid::int,
      'referencedColumns', coalesce(confkey, '{}'), 'onUpdate', confupdtype, 'onDelete', confdeltype, 'match', confmatchtype, 'operators', '{}'::int[]))
      from pg_constraint where conrelid = c.oid), '[]') as constraints,
    '[]'::json as "referencedBy", case when relkind = 'v' then pg_get_viewdef(c.oid) end as "viewText", -1 as "tupleEstimate", 0 as "pageEstimate",
    false as "isSystem", false as "isVirtual"
    from pg_class c join pg_namespace n on n.oid = relnamespace where c.oid >= 16384 and nspname not like 'pg_toast%' order by c.oid`,
};

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
  readonly tableID: number;
  readonly columnID: number;
}

/** Parse and Describe of one statement: what a prepared statement's client is told, or the error. */
class Describe {
  #fields: readonly Field[] = [];
  #parameters: readonly number[] = [];
  #onParameters = (message: { dataTypeIDs: number[] }): void => {
    this.#parameters = message.dataTypeIDs;
  };

  constructor(
    readonly text: string,
    readonly done: (fields: readonly Field[], parameters: readonly number[], error: pg.DatabaseError | undefined) => void,
  ) {}

  submit(connection: NodeJS.EventEmitter & { parse(q: object): void; describe(q: object): void; sync(): void }): void {
    connection.on('parameterDescription', this.#onParameters);
    this.finish = () => connection.off('parameterDescription', this.#onParameters);
    connection.parse({ name: '', text: this.text, types: [] });
    connection.describe({ type: 'S', name: '' });
    connection.sync();
  }
  finish: () => void = () => undefined;
  handleParseComplete(): void {}
  handleRowDescription(message: { fields: Field[] }): void {
    this.#fields = message.fields;
  }
  handleError(error: pg.DatabaseError): void {
    this.finish();
    this.done([], [], error);
  }
  handleReadyForQuery(): void {
    this.finish();
    this.done(this.#fields, this.#parameters, undefined);
  }
}

async function describe(client: pg.Client, sql: string): Promise<Expected> {
  const [fields, parameters, error] = await new Promise<[readonly Field[], readonly number[], pg.DatabaseError | undefined]>(resolve =>
    client.query(new Describe(sql, (...answer) => resolve(answer)) as unknown as pg.Submittable),
  );
  if (error !== undefined) {
    const { code, message, position, detail, hint } = error;
    return { code: code!, message, ...(position && { position: Number(position) }), ...(detail && { detail }), ...(hint && { hint }) };
  }
  // What PostgreSQL refuses while planning or starting is refused by analysis here.
  if (/^(insert|update|delete|merge)/i.test(sql) && parameters.length === 0) {
    try {
      await client.query(`EXPLAIN ${sql}`);
    } catch (e) {
      const { code, message, position, detail, hint } = e as pg.DatabaseError;
      return { code: code!, message, ...(position && { position: Number(position) - 8 }), ...(detail && { detail }), ...(hint && { hint }) };
    }
  }
  const types: string[] = [];
  for (const type of parameters) types.push((await client.query<{ t: string }>('select format_type($1, null) as t', [type])).rows[0]!.t);
  return {
    columns: fields.map(f => `${f.name}|${f.dataTypeID}|${f.dataTypeModifier}|${f.tableID}|${f.columnID}`),
    parameters: types.join(', '),
  };
}

interface DeparseCase {
  sql: string;
  plain?: string;
  pretty?: string;
}

/** Display forms: each expression as a CHECK of table t, each query as a view. */
async function recordDeparsing(client: pg.Client): Promise<void> {
  const file = `${here}deparse.json`;
  const cases = JSON.parse(readFileSync(file, 'utf8')) as { expressions: DeparseCase[]; views: DeparseCase[] };
  const text = async (sql: string): Promise<string> => (await client.query<{ e: string }>(sql)).rows[0]!.e;
  const trial = async (setup: string, plain: string, pretty: string): Promise<{ plain: string; pretty: string } | undefined> => {
    await client.query('begin');
    try {
      await client.query(setup);
      return { plain: await text(plain), pretty: await text(pretty) };
    } catch {
      return undefined;
    } finally {
      await client.query('rollback');
    }
  };
  const shown = (isPretty: boolean): string => `select pg_get_expr(conbin, conrelid, ${isPretty}) as e from pg_constraint where conname = 'recorded'`;
  for (const test of cases.expressions) {
    Object.assign(test, await trial(`alter table t add constraint recorded check ((${test.sql}) is not null)`, shown(false), shown(true)));
  }
  for (const test of cases.views) {
    const setup = `create view recorded as ${test.sql}`;
    Object.assign(test, await trial(setup, `select pg_get_viewdef('recorded'::regclass) as e`, `select pg_get_viewdef('recorded'::regclass, true) as e`));
  }
  const known = (list: DeparseCase[]): DeparseCase[] => list.filter(test => test.plain !== undefined);
  writeFileSync(file, `${JSON.stringify({ expressions: known(cases.expressions), views: known(cases.views) }, null, 1)}\n`);
}

async function main(): Promise<void> {
  const only = process.argv[2];
  execFileSync('psql', ['-q', '-d', 'postgres', '-c', `drop database if exists ${DATABASE}`, '-c', `create database ${DATABASE}`]);
  execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-d', DATABASE, '-f', `${here}schema.sql`]);
  const client = new pg.Client({
    host: process.env['PGHOST'] ?? 'localhost',
    port: Number(process.env['PGPORT'] ?? 5432),
    user: process.env['PGUSER'] ?? 'postgres',
    database: DATABASE,
  });
  await client.connect();
  // Views and defaults are recorded the way the catalogs store them: qualified.
  await client.query(`set search_path = pg_catalog`);
  const schema: Record<string, unknown[]> = {};
  for (const [key, sql] of Object.entries(SCHEMA_QUERIES)) schema[key] = (await client.query(sql)).rows.map(dropNulls);
  writeFileSync(`${here}schema.json`, `${JSON.stringify(schema, null, 1)}\n`);
  await client.query(`set search_path = public`);
  for (const file of readdirSync(`${here}cases`)) {
    if (only !== undefined && file !== only) continue;
    const cases = parseCases(readFileSync(`${here}cases/${file}`, 'utf8'));
    for (const test of cases) test.expected = await describe(client, test.sql);
    writeFileSync(`${here}cases/${file}`, formatCases(cases));
  }
  if (only === undefined || only === 'deparse.json') await recordDeparsing(client);
  await client.end();
}

/** Optional members are absent rather than null; the others keep their nulls. */
function dropNulls(row: Record<string, unknown>): Record<string, unknown> {
  for (const key of ['allArgumentTypes', 'argumentModes', 'argumentNames']) if (row[key] === null) delete row[key];
  for (const column of (row['columns'] ?? []) as Record<string, unknown>[]) if (column['identitySequence'] === null) delete column['identitySequence'];
  return row;
}

await main();
