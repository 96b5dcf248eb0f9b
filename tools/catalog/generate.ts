/**
 * Generates src/catalog/data/*.data.ts: the rows of PostgreSQL 15's catalogs with oids below 16384.
 *
 *   npx tsx tools/catalog/generate.ts [host] [port]
 *
 * Only facts are taken (names, oids, types, numbers). Descriptions, bodies of SQL-language functions and view definitions
 * are left out. Null is `\N`, the empty string `\E`, an empty field the column's default.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { moduleText, packTable, type Cell } from './packed-writer.js';

const target = join(dirname(fileURLToPath(import.meta.url)), '../../src/catalog/data');
const host = process.argv[2] ?? 'localhost';
const port = Number(process.argv[3] ?? 5432);

interface TableQuery {
  readonly name: string;
  /** Output column -> SQL expression (of text type after the cast added here). */
  readonly columns: Readonly<Record<string, string>> | string;
  readonly from: string;
  readonly sameAs?: Readonly<Record<string, string>>;
}

const LIST = (array: string): string => `array_to_string(${array}, ',', '')`;

const MODULES: readonly { file: string; comment: string; tables: readonly TableQuery[] }[] = [
  {
    file: 'pg-type',
    comment: 'Types.',
    tables: [
      {
        name: 'PG_TYPE',
        columns:
          'typname oid typnamespace typlen typbyval typtype typcategory typispreferred typdelim typrelid typelem typarray ' +
          'typsubscript typinput typoutput typreceive typsend typmodin typmodout typanalyze typalign typstorage typnotnull ' +
          'typbasetype typtypmod typndims typcollation',
        from: 'pg_type where oid < 16384 and typnamespace <> 99 order by typname collate "C", oid',
      },
      {
        name: 'PG_RANGE',
        columns: 'rngtypid rngsubtype rngmultitypid rngcollation rngsubopc rngcanonical rngsubdiff',
        from: 'pg_range where rngtypid < 16384 order by rngtypid',
      },
    ],
  },
  {
    file: 'pg-proc',
    comment: 'Functions, sorted by name.',
    tables: [
      {
        name: 'PG_PROC',
        columns: {
          proname: 'proname',
          oid: 'oid',
          pronamespace: 'pronamespace',
          proargtypes: 'proargtypes',
          prorettype: 'prorettype',
          prokind: 'prokind',
          provolatile: 'provolatile',
          proisstrict: 'proisstrict',
          proretset: 'proretset',
          provariadic: 'provariadic',
          proparallel: 'proparallel',
          proleakproof: 'proleakproof',
          prosecdef: 'prosecdef',
          prolang: 'prolang',
          procost: 'procost',
          prorows: 'prorows',
          prosupport: 'prosupport::oid',
          proallargtypes: LIST('proallargtypes'),
          proargmodes: LIST('proargmodes'),
          proargnames: LIST('proargnames'),
          proargdefaults: `(select string_agg(d, chr(31) order by i) from (select i, pg_get_function_arg_default(p.oid, i) d from generate_series(1, p.pronargs) i) x where d is not null)`,
          prosrc: 'case when prolang = 14 then proname else prosrc end',
        },
        from: 'pg_proc p where oid < 16384 order by proname collate "C", oid',
        sameAs: { prosrc: 'proname' },
      },
      {
        name: 'PG_AGGREGATE',
        columns:
          'aggfnoid aggkind aggnumdirectargs aggtransfn aggfinalfn aggcombinefn aggserialfn aggdeserialfn aggmtransfn aggminvtransfn aggmfinalfn ' +
          'aggfinalextra aggmfinalextra aggfinalmodify aggmfinalmodify aggsortop aggtranstype aggtransspace aggmtranstype aggmtransspace agginitval aggminitval',
        from: 'pg_aggregate where aggfnoid::oid < 16384 order by aggfnoid::oid',
      },
    ],
  },
  {
    file: 'pg-operator',
    comment: 'Operators (sorted by name), casts, operator classes and families.',
    tables: [
      {
        name: 'PG_OPERATOR',
        columns: 'oprname oid oprkind oprcanmerge oprcanhash oprleft oprright oprresult oprcom oprnegate oprcode oprrest oprjoin',
        from: 'pg_operator where oid < 16384 order by oprname collate "C", oid',
      },
      { name: 'PG_CAST', columns: 'oid castsource casttarget castfunc castcontext castmethod', from: 'pg_cast where oid < 16384 order by oid' },
      { name: 'PG_AM', columns: 'oid amname amhandler amtype', from: 'pg_am where oid < 16384 order by oid' },
      { name: 'PG_OPFAMILY', columns: 'oid opfmethod opfname', from: 'pg_opfamily where oid < 16384 order by oid' },
      {
        name: 'PG_OPCLASS',
        columns: 'oid opcmethod opcname opcfamily opcintype opcdefault opckeytype',
        from: 'pg_opclass where oid < 16384 order by oid',
      },
      {
        name: 'PG_AMOP',
        columns: 'oid amopfamily amoplefttype amoprighttype amopstrategy amoppurpose amopopr amopmethod amopsortfamily',
        from: 'pg_amop where oid < 16384 order by oid',
      },
      { name: 'PG_AMPROC', columns: 'oid amprocfamily amproclefttype amprocrighttype amprocnum amproc', from: 'pg_amproc where oid < 16384 order by oid' },
    ],
  },
  {
    file: 'pg-relations',
    comment:
      "The catalogs, their indexes and the system views: columns as `name:type:flags:typmod:collation` (flags: ! not null, 1 attndims; collation when not the type's).",
    tables: [
      {
        name: 'RELATIONS',
        columns: {
          relname: 'relname',
          oid: 'oid',
          relnamespace: 'relnamespace',
          relkind: 'relkind',
          reltype: 'reltype',
          relisshared: 'relisshared',
          toast: 'reltoastrelid',
          columns: `(select string_agg(rtrim(attname || ':' || atttypid || ':' || case when attnotnull then '!' else '' end || case when attndims > 0 then '1' else '' end
             || ':' || coalesce(nullif(atttypmod, -1)::text, '') || ':' || case when attcollation <> typcollation then attcollation::text else '' end, ':'), ',' order by attnum)
             from pg_attribute join pg_type t on t.oid = atttypid where attrelid = c.oid and attnum > 0)`,
        },
        from: `pg_class c where oid < 16384 and relnamespace in (11, 'information_schema'::regnamespace) order by relname collate "C", oid`,
      },
      {
        name: 'PG_INDEX',
        columns: 'indexrelid indrelid indisunique indisprimary indisexclusion indimmediate indkey indcollation indclass indoption indnkeyatts',
        from: 'pg_index where indexrelid < 16384 and indrelid in (select oid from pg_class where relnamespace = 11) order by indexrelid',
      },
      {
        name: 'PG_CONSTRAINT',
        columns: 'oid conrelid conname connamespace contype contypid conindid conkey',
        from: 'pg_constraint where oid < 16384 order by oid',
      },
    ],
  },
  {
    file: 'pg-objects',
    comment: 'Smaller catalogs.',
    tables: [
      { name: 'PG_NAMESPACE', columns: 'oid nspname nspowner nspacl', from: 'pg_namespace where oid < 16384 order by oid' },
      {
        name: 'PG_LANGUAGE',
        columns: 'oid lanname lanispl lanpltrusted lanplcallfoid laninline lanvalidator',
        from: 'pg_language where oid < 16384 order by oid',
      },
      {
        name: 'PG_COLLATION',
        columns: 'oid collname collnamespace collprovider collisdeterministic collencoding collcollate collctype colliculocale',
        from: `pg_collation where oid < 16384 order by oid`,
      },
      {
        name: 'PG_AUTHID',
        columns: 'oid rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolbypassrls',
        from: 'pg_authid where oid < 16384 order by oid',
      },
      {
        name: 'PG_AUTH_MEMBERS',
        columns: 'roleid member grantor admin_option',
        from: 'pg_auth_members where roleid < 16384 and member < 16384 order by roleid, member',
      },
      { name: 'PG_TABLESPACE', columns: 'oid spcname', from: 'pg_tablespace where oid < 16384 order by oid' },
      {
        name: 'PG_CONVERSION',
        columns: 'oid conname conforencoding contoencoding conproc condefault',
        from: 'pg_conversion where oid < 16384 order by oid',
      },
      { name: 'PG_TS_CONFIG', columns: 'oid cfgname cfgparser', from: 'pg_ts_config where oid < 16384 order by oid' },
      {
        name: 'PG_TS_CONFIG_MAP',
        columns: 'mapcfg maptokentype mapseqno mapdict',
        from: 'pg_ts_config_map where mapcfg < 16384 order by mapcfg, maptokentype, mapseqno',
      },
      { name: 'PG_TS_DICT', columns: 'oid dictname dicttemplate dictinitoption', from: 'pg_ts_dict where oid < 16384 order by oid' },
      { name: 'PG_TS_PARSER', columns: 'oid prsname prsstart prstoken prsend prsheadline prslextype', from: 'pg_ts_parser where oid < 16384 order by oid' },
      { name: 'PG_TS_TEMPLATE', columns: 'oid tmplname tmplinit tmpllexize', from: 'pg_ts_template where oid < 16384 order by oid' },
    ],
  },
];

/** Columns of type regproc and booleans come out as oids and t / f. */
function expression(column: string, type: string): string {
  if (type === 'regproc') return `${column}::oid`;
  if (type === 'boolean') return `case when ${column} then 't' else 'f' end`;
  if (type === 'int2vector' || type === 'oidvector') return `array_to_string(${column}, ' ')`;
  if (type === 'smallint[]') return `array_to_string(${column}, ' ')`;
  return column;
}

async function main(): Promise<void> {
  const client = new Client({ host, port, user: 'postgres', database: 'template1' });
  await client.connect();
  const types = new Map<string, string>();
  const attributes = await client.query<{ attname: string; type: string; relname: string }>(
    `select attname, atttypid::regtype::text as type, attrelid::regclass::text as relname from pg_attribute where attnum > 0 and attrelid < 16384`,
  );
  for (const row of attributes.rows) types.set(`${row.relname}.${row.attname}`, row.type);

  for (const module of MODULES) {
    const texts: string[] = [];
    for (const table of module.tables) {
      const relation = table.from.split(' ')[0]!;
      const columns: Record<string, string> = typeof table.columns === 'string' ? Object.fromEntries(table.columns.split(' ').map(c => [c, c])) : table.columns;
      const list = Object.values(columns).map(sql => `(${expression(sql, types.get(`${relation}.${sql}`) ?? '')})::text`);
      const result = await client.query<Cell[]>({ text: `select ${list.join(', ')} from ${table.from}`, rowMode: 'array' });
      texts.push(packTable(table.name, { columns: Object.keys(columns), rows: result.rows, sameAs: table.sameAs }));
    }
    writeFileSync(join(target, `${module.file}.data.ts`), moduleText(module.comment, texts));
  }
  await client.end();
}

await main();
