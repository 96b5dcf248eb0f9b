/**
 * Checks our system views against PostgreSQL's own: makes each as a view in a scratch schema of a database and compares
 * column types and rows with the built-in view of the same name.
 *
 *   npx tsx tools/catalog/check-views.ts host port database
 */
import { Client } from 'pg';
import { builtinRelation } from '../../src/catalog/index.js';

const [host = 'localhost', port = '5432', database = 'postgres'] = process.argv.slice(2);

async function main(): Promise<void> {
  const client = new Client({ host, port: Number(port), user: 'postgres', database });
  await client.connect();
  await client.query('drop schema if exists hv cascade; create schema hv');
  const views = await client.query<{ oid: number; schema: string; relname: string }>(
    `select c.oid, n.nspname as schema, relname from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'v' and c.oid < 16384 order by 2, 3`,
  );
  let checked = 0;
  for (const { oid, schema, relname } of views.rows) {
    const ours = builtinRelation(oid);
    if (ours?.viewText == null) continue;
    const name = `hv."${schema}.${relname}"`;
    // PostgreSQL lets only its own views have columns of type anyarray.
    const body = relname === 'pg_stats' ? ours.viewText.replaceAll(/s\.stavalues(\d)/g, 's.stavalues$1::text::text[]') : ours.viewText;
    try {
      await client.query(`create view ${name} as ${body}`);
      const types = `select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum) as t from pg_attribute where attrelid = $1::regclass and attnum > 0`;
      const mine = (await client.query<{ t: string }>(types, [name])).rows[0]!.t;
      const theirs = (await client.query<{ t: string }>(types, [`${schema}.${relname}`])).rows[0]!.t;
      if (mine !== theirs && !body.endsWith('WHERE false')) console.log(`${relname}: types differ\n  ${mine}\n  ${theirs}`);
      const where = (alias: string): string => `select ${alias}::text as r from`;
      const less = await client.query<{ r: string }>(`${where('v')} ${schema}.${relname} v except all ${where('w')} ${name} w limit 3`);
      const more = await client.query<{ r: string }>(`${where('w')} ${name} w except all ${where('v')} ${schema}.${relname} v limit 3`);
      if (less.rowCount !== 0 || more.rowCount !== 0) {
        console.log(`${schema}.${relname}: rows differ`);
        for (const row of less.rows) console.log(`  missing ${row.r.slice(0, 400)}`);
        for (const row of more.rows) console.log(`  extra   ${row.r.slice(0, 400)}`);
      }
      checked++;
    } catch (error) {
      console.log(`${schema}.${relname}: ${String(error)}\n  ${body}`);
    }
    await client.query(`drop view if exists ${name}`);
  }
  await client.query('drop schema hv cascade');
  await client.end();
  console.log(`${checked} views checked`);
}

await main();
