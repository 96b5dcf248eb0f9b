/**
 * npm run diff                             compares every golden file with PostgreSQL
 * npm run diff -- "SQL; SQL …"             runs the statements on PostgreSQL and on HenryDB, each in a fresh database, and shows what differs
 *   -f file           reads the SQL from a file
 *   --engine name     volcano, pipeline, interpreter or auto (default)
 *   --postgres h:p    a running PostgreSQL instead of a throw-away one
 *   --server h:p      a running HenryDB server instead of a database in this process
 *   --all             shows the statements that agree, too
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isComplete, outcomeLines, type GoldenStatement } from '../golden/golden-file.js';
import type { GoldenTarget } from '../golden/outcome.js';
import { SessionTarget, type EngineName } from '../golden/session-target.js';
import { WireTarget } from '../golden/wire-target.js';
import { openCluster } from '../postgres/cluster.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string', short: 'f' },
    engine: { type: 'string' },
    postgres: { type: 'string' },
    server: { type: 'string' },
    all: { type: 'boolean' },
  },
});

/** Statements of a text, each with its semicolon. */
function split(text: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (let at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
    const statement = text.slice(start, at + 1);
    if (!isComplete(statement)) continue;
    statements.push(statement.trim());
    start = at + 1;
  }
  if (text.slice(start).trim() !== '') statements.push(text.slice(start).trim());
  return statements;
}

async function compare(sql: string): Promise<number> {
  const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
  const targets: GoldenTarget[] = [];
  let differing = 0;
  try {
    const postgres = await WireTarget.onPostgres(cluster, 'henrydb_diff');
    targets.push(postgres);
    const [host, port] = (values.server ?? '').split(':');
    const henrydb =
      values.server === undefined
        ? await SessionTarget.open((values.engine ?? 'auto') as EngineName)
        : await WireTarget.onServer({ host: host!, port: Number(port) });
    targets.push(henrydb);
    for (const text of split(sql)) {
      const statement: GoldenStatement = {
        sql: text,
        copyIn: null,
        bind: null,
        isRowsort: false,
        notPostgres: null,
        isRefused: false,
        simpleOnly: null,
        line: 0,
        source: [],
        expected: [],
      };
      const theirs = outcomeLines(await postgres.run(statement), false).join('\n  ');
      const ours = outcomeLines(await henrydb.run(statement), false).join('\n  ');
      if (theirs === ours) {
        console.log(values.all === true ? `same: ${text}\n  ${ours}` : `same: ${text.replace(/\s+/g, ' ').slice(0, 100)}`);
      } else {
        differing++;
        console.log(`DIFFERENT: ${text}\nPostgreSQL ${cluster.version}\n  ${theirs}\nHenryDB\n  ${ours}`);
      }
    }
  } finally {
    for (const target of targets) await target.close();
    await cluster.stop();
  }
  return differing;
}

const given = values.file === undefined ? positionals.join(' ') : readFileSync(values.file, 'utf8');
if (given === '') {
  const golden = join(dirname(fileURLToPath(import.meta.url)), '..', 'golden', 'main.ts');
  const args = ['--import', 'tsx', golden, '--check', ...(values.postgres === undefined ? [] : ['--postgres', values.postgres])];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
} else process.exitCode = (await compare(given)) > 0 ? 1 : 0;
