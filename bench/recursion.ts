/** Recursive queries that draw the Mandelbrot set, compute factorials and Fibonacci numbers, walk an organisation and solve a Sudoku: the golden file's, over the wire, on PostgreSQL too. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseGolden } from '../tools/golden/golden-file.js';
import { query } from '../tools/wire/messages.js';
import { scratchFolder } from './limits.js';
import { median } from './measure.js';
import { root, type BenchOptions } from './options.js';
import { startHenryDB, startPostgres, type Server } from './servers.js';
import { markdown, note, ratioText, time } from './table.js';
import { digest } from './wire-client.js';

/** Of the queries of the file, in order. */
const NAMES = [
  'Mandelbrot set, 80x40',
  'factorials to 100',
  'Fibonacci to 300',
  'organisation, depth first',
  'organisation, people under each',
  'Sudoku, 56 empty cells',
];

export async function recursion(options: BenchOptions): Promise<string> {
  const statements = parseGolden(readFileSync(join(root, 'test', 'golden', 'queries', 'pictures.sql'), 'utf8')).statements.map(({ sql }) => sql);
  const queries = statements.filter(sql => sql.startsWith('WITH'));
  const folder = scratchFolder();
  const henrydb = await startHenryDB(options, join(folder, 'data'));
  let postgres: Server | null = null;
  try {
    try {
      postgres = await startPostgres(options);
    } catch (error) {
      note(`PostgreSQL left out: ${error instanceof Error ? error.message : String(error)}`);
    }
    const clients = await Promise.all((postgres ? [henrydb, postgres] : [henrydb]).map(server => server.connect()));
    for (const client of clients) for (const sql of statements) if (!sql.startsWith('WITH')) await client.run(sql);
    const rows: string[][] = [];
    for (const [i, name] of NAMES.entries()) {
      note(`recursion: ${name}`);
      const message = query(queries[i]!);
      const times: number[][] = clients.map(() => []);
      const digests = new Set<string>();
      for (let round = 0; round <= options.rounds; round++) {
        for (const [who, client] of clients.entries()) {
          const start = performance.now();
          const answer = await client.ask(message);
          // The first run compiles; later ones are what counts.
          if (round > 0) times[who]!.push((performance.now() - start) * 1e6);
          client.check(answer);
          digests.add(digest([answer]));
        }
      }
      const [ours = NaN, theirs = NaN] = times.map(all => median(all));
      rows.push([name, time(ours), time(theirs), ratioText(ours / theirs), digests.size === 1 ? 'same' : 'DIFFERENT']);
    }
    for (const client of clients) await client.end();
    return markdown(['query', 'HenryDB', 'PostgreSQL', 'ratio', 'answers'], rows);
  } finally {
    await postgres?.stop();
    await henrydb.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
