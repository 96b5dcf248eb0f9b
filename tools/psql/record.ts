/** npx tsx tools/psql/record.ts [--postgres host:port]: writes what psql shows on PostgreSQL beside each script of test/psql, and what pg_dump makes of test/psql/dump. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCluster } from '../postgres/cluster.js';
import { WireClient } from '../wire/client.js';
import { dump, runScript, transcript } from './psql.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'psql');
const { values } = parseArgs({ options: { postgres: { type: 'string' } } });
const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
const admin = await WireClient.connect(cluster);
for (const name of readdirSync(folder).filter(file => file.endsWith('.sql'))) {
  await admin.rows('DROP DATABASE IF EXISTS henrydb_psql WITH (FORCE)');
  await admin.rows("CREATE DATABASE henrydb_psql TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
  writeFileSync(join(folder, name.replace(/\.sql$/, '.out')), transcript(cluster, 'henrydb_psql', readFileSync(join(folder, name), 'utf8')));
}
await admin.rows('DROP DATABASE IF EXISTS henrydb_psql WITH (FORCE)');
await admin.rows("CREATE DATABASE henrydb_psql TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
runScript(cluster, 'henrydb_psql', readFileSync(join(folder, 'dump', 'schema.sql'), 'utf8'));
writeFileSync(join(folder, 'dump', 'dump.out'), dump(cluster, 'henrydb_psql'));
writeFileSync(join(folder, 'dump', 'inserts.out'), dump(cluster, 'henrydb_psql', '--data-only', '--column-inserts'));
await admin.rows('DROP DATABASE henrydb_psql WITH (FORCE)');
await admin.rows('DROP ROLE henrydb_reader');
await admin.end();
await cluster.stop();
