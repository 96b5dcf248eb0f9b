/** Starting: a fresh process that imports, opens and asks one question, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scratchFolder } from './limits.js';
import { medianTiming, type Timing } from './measure.js';
import { root, type BenchOptions } from './options.js';
import { loadHenryDB, peerVersion } from './peers.js';
import { comparison, note, type Line } from './table.js';

/** Wall and CPU time of a process from its fork to its end. The shell's `time` is the one place that tells the CPU time of a finished child to the millisecond. */
function timeProcess(words: readonly string[], cwd: string): Timing {
  const started = performance.now();
  const done = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@"', 'bash', ...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (done.error) {
    const plainStart = performance.now();
    const plain = spawnSync(words[0]!, words.slice(1), { cwd, stdio: 'ignore' });
    if (plain.status !== 0) throw new Error(`${words.join(' ')} ended with ${plain.status}`);
    return { ns: (performance.now() - plainStart) * 1e6, cpuNs: NaN };
  }
  if (done.status !== 0) throw new Error(`${words.join(' ')} ended with ${done.status}:\n${done.stderr}`);
  const [real, user, system] = done.stderr.trim().split('\n').at(-1)!.replaceAll(',', '.').split(' ').map(Number);
  // The shell itself starts in a millisecond or two, outside of what it reports.
  return { ns: real === undefined ? (performance.now() - started) * 1e6 : real * 1e9, cpuNs: (user! + system!) * 1e9 };
}

interface Starter {
  readonly what: string;
  readonly words: readonly string[];
  readonly bar?: number;
}

export async function start(options: BenchOptions): Promise<string> {
  const folder = scratchFolder();
  // Scripts beside bench/node_modules, so that the peers' names resolve.
  const scripts = join(root, 'bench', 'node_modules', '.cache', `start-${process.pid}`);
  mkdirSync(scripts, { recursive: true });
  const script = (name: string, text: string): string[] => {
    const file = join(scripts, name);
    writeFileSync(file, text);
    return [process.execPath, file];
  };
  try {
    const entry = JSON.stringify(pathToFileURL(join(options.packageDir, 'dist', 'esm', 'index.js')).href);
    const cjs = JSON.stringify(join(options.packageDir, 'dist', 'cjs', 'index.js'));
    const dataDir = join(folder, 'data');
    const rows = options.isQuick ? 10_000 : 100_000;
    const { HenryDB } = await loadHenryDB(options.packageDir);
    const db = await HenryDB.open(dataDir);
    await db.exec(`create table item (id integer primary key, f text); insert into item select g, 'name ' || g from generate_series(1, ${rows}) g`);
    await db.close();

    const ask = (sql: string, expected: string): string =>
      `if (String(Object.values((await db.query(${JSON.stringify(sql)})).rows[0])[0]) !== '${expected}') process.exit(1);`;
    const base: Starter = { what: 'node -e 0', words: [process.execPath, '-e', '0'] };
    const starters: Starter[] = [
      {
        what: 'HenryDB: import, open in memory, first query',
        words: script('memory.mjs', `import { HenryDB } from ${entry};\nconst db = await HenryDB.open();\n${ask('select 20 + 22', '42')}\n`),
        bar: 1.8,
      },
      {
        what: 'HenryDB: the same by require',
        words: script(
          'memory.cjs',
          `const { HenryDB } = require(${cjs});\n(async () => { const db = await HenryDB.open();\n${ask('select 20 + 22', '42')} })();\n`,
        ),
        bar: 1.8,
      },
      {
        what: 'HenryDB: the same, then close()',
        words: script('close.mjs', `import { HenryDB } from ${entry};\nconst db = await HenryDB.open();\n${ask('select 20 + 22', '42')}\nawait db.close();\n`),
      },
      {
        what: `HenryDB: import, open a directory of ${rows / 1000}K rows, first query, close()`,
        words: script(
          'directory.mjs',
          `import { HenryDB } from ${entry};\nconst db = await HenryDB.open(${JSON.stringify(dataDir)});\n${ask('select f from item where id = 4711', 'name 4711')}\nawait db.close();\n`,
        ),
      },
    ];
    if (peerVersion('better-sqlite3') !== null) {
      starters.push({
        what: 'better-sqlite3: import, open in memory, first query',
        words: script(
          'sqlite.mjs',
          `import Database from 'better-sqlite3';\nconst db = new Database(':memory:');\nif (db.prepare('select 20 + 22 as n').get().n !== 42) process.exit(1);\n`,
        ),
      });
    }
    if (peerVersion('@electric-sql/pglite') !== null) {
      starters.push({
        what: 'PGlite: import, open in memory, first query',
        words: script(
          'pglite.mjs',
          `import { PGlite } from '@electric-sql/pglite';\nconst db = await PGlite.create();\n${ask('select 20 + 22', '42')}\nawait db.close();\n`,
        ),
      });
    }

    const wanted = starters.filter(({ what }) => options.only === null || what.includes(options.only));
    const taken = new Map<Starter, Timing[]>([base, ...wanted].map(starter => [starter, []]));
    // The first start of each writes code caches and fills the file cache.
    for (const starter of taken.keys()) timeProcess(starter.words, scripts);
    const rounds = options.isQuick ? 5 : options.rounds * 6;
    for (let round = 0; round < rounds; round++) {
      if (round % 10 === 0) note(`start: round ${round + 1} of ${rounds}`);
      for (const [starter, timings] of taken) timings.push(timeProcess(starter.words, scripts));
    }
    const theirs = medianTiming(taken.get(base)!);
    const lines: Line[] = wanted.map(starter => ({
      what: starter.what,
      ours: medianTiming(taken.get(starter)!),
      peer: base.what,
      theirs,
      ...(starter.bar === undefined ? {} : { bar: starter.bar }),
    }));
    return [
      comparison(lines).replace('| HenryDB ', '| process '),
      '',
      `Medians of ${rounds} rounds that take turns; wall time from fork to exit. The CPU ratio is the one to trust on a busy machine.`,
      ...(existsSync('/proc/loadavg') ? [] : ['Without bash no CPU time is known.']),
    ].join('\n');
  } finally {
    rmSync(scripts, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
