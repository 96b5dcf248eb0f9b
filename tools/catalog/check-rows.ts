/**
 * Compares the rows a new database starts with to those of a PostgreSQL 15, and reports per catalog and column how many differ.
 *
 *   npx tsx tools/catalog/check-rows.ts host port
 *
 * Differences that are meant: access privileges, page and tuple counts, TOAST relations, views' rules, stored trees, collations.
 */
import { Client } from 'pg';
import { bootstrapContents } from '../../src/catalog/image/bootstrap-rows.js';
import type { typeOids } from '../../src/types/index.js';
import { builtinType as typeOps, plainContext, type Datum } from '../../src/types/index.js';

const [host = 'localhost', port = '5432'] = process.argv.slice(2);
const REGPROC = 24;

function text(typeId: number, value: Datum): string | null {
  if (value === null) return null;
  if (typeId === REGPROC) return String(value);
  const ops = typeOps(typeId as typeof typeOids.OID);
  return ops === undefined ? String(value) : ops.format(value, plainContext);
}

async function main(): Promise<void> {
  const client = new Client({ host, port: Number(port), user: 'postgres', database: 'template1' });
  await client.connect();
  for (const { table, rows } of bootstrapContents()) {
    const { columns } = table.descriptor;
    const list = columns.map(c =>
      c.typeId === REGPROC ? `${c.name}::oid::text` : c.typeId === 16 ? `case when ${c.name} then 't' else 'f' end` : `${c.name}::text`,
    );
    const keyOf = (row: readonly (string | null)[]): string =>
      table.name === 'pg_attribute' ? `${row[0]}.${row[5]}` : table.name === 'pg_auth_members' ? `${row[0]}.${row[1]}` : row[0]!;
    const live = await client.query<(string | null)[]>({ text: `select ${list.join(', ')} from ${table.name}`, rowMode: 'array' });
    const byKey = new Map(live.rows.map(r => [keyOf(r), r]));
    const differing = new Map<string, { count: number; example: string }>();
    let unknown = 0;
    for (const row of rows) {
      const mine = row.map((v, i) => text(columns[i]!.typeId, v));
      const theirs = byKey.get(keyOf(mine));
      if (theirs === undefined) {
        unknown++;
        continue;
      }
      byKey.delete(keyOf(mine));
      columns.forEach((c, i) => {
        if (mine[i] === theirs[i] || c.typeId === 194) return;
        const seen = differing.get(c.name);
        if (seen === undefined) differing.set(c.name, { count: 1, example: `${keyOf(mine)}: ${mine[i]} <> ${theirs[i]}` });
        else seen.count++;
      });
    }
    if (differing.size === 0 && unknown === 0 && byKey.size === 0) continue;
    console.log(`${table.name}: ${unknown} only here, ${byKey.size} only there`);
    for (const [name, { count, example }] of differing) console.log(`  ${name}: ${count} (${example})`);
  }
  await client.end();
}

await main();
