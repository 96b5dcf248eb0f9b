/** Time per row of the plan engines, small tables to large ones, beside better-sqlite3. */
import { runChild } from './children.js';
import { OPERATIONS, type EngineSamples, type EngineSubject, type OperationName } from './engine-cases.js';
import { median, type Sample } from './measure.js';
import type { BenchOptions } from './options.js';
import { peerVersion } from './peers.js';
import { markdown, note, ratioText, time } from './table.js';

const SIZES = [10, 1_000, 100_000, 1_000_000];

function sizeName(rows: number): string {
  return rows >= 1e6 ? `${rows / 1e6}M` : rows >= 1e3 ? `${rows / 1e3}K` : String(rows);
}

export async function engines(options: BenchOptions): Promise<string> {
  const hasPeer = peerVersion('better-sqlite3') !== null;
  const subjects: EngineSubject[] = ['volcano', 'pipeline', ...(hasPeer ? (['better-sqlite3'] as const) : [])];
  const sizes = options.isQuick ? SIZES.filter(size => size <= 100_000) : SIZES;
  const rounds = Math.min(options.rounds, 3);
  const table: string[][] = [];
  for (const rows of sizes) {
    const taken = new Map<EngineSubject, EngineSamples[]>(subjects.map(subject => [subject, []]));
    for (let round = 0; round < rounds; round++) {
      for (const subject of round % 2 === 0 ? subjects : [...subjects].reverse()) {
        note(`engines: ${sizeName(rows)} rows, ${subject}, round ${round + 1} of ${rounds}`);
        try {
          taken
            .get(subject)!
            .push(await runChild<EngineSamples>({ group: 'engines', subject, rows, sampleMs: options.isQuick ? 30 : 100, packageDir: options.packageDir }));
        } catch (error) {
          note(`${subject} left out: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    for (const operation of Object.keys(OPERATIONS) as OperationName[]) {
      const samples = (subject: EngineSubject): Sample[] =>
        (taken.get(subject) ?? []).flatMap(all => {
          const sample = all[operation];
          if (typeof sample !== 'string') return [sample];
          note(`${operation} of ${sizeName(rows)} rows on ${subject}: ${sample}`);
          return [];
        });
      const found = subjects.map(samples);
      const nsPerRow = found.map(list => median(list.map(sample => sample.ns)) / rows);
      const cpuPerRow = found.map(list => median(list.map(sample => sample.cpuNs)) / rows);
      const [volcano = NaN, pipeline = NaN, sqlite = NaN] = nsPerRow;
      const checksums = new Set(found.flatMap(list => list.map(sample => sample.checksum)));
      table.push([
        operation,
        sizeName(rows),
        time(volcano),
        time(pipeline),
        time(cpuPerRow[1] ?? NaN),
        time(sqlite),
        ratioText(pipeline / volcano),
        ratioText(volcano / sqlite),
        ratioText(pipeline / sqlite),
        checksums.size === 1 ? 'same' : 'DIFFERENT',
      ]);
    }
  }
  table.sort((a, b) => Object.keys(OPERATIONS).indexOf(a[0]!) - Object.keys(OPERATIONS).indexOf(b[0]!));
  return [
    'Time per row of the table, the whole statement (prepared, in memory, in process) divided by the number of rows.',
    '',
    markdown(
      ['operation', 'rows', 'volcano', 'pipeline', 'CPU of pipeline', 'better-sqlite3', 'pipeline / volcano', 'volcano / peer', 'pipeline / peer', 'answers'],
      table,
    ),
    '',
    ...Object.entries(OPERATIONS).map(([name, sql]) => `- ${name}: \`${sql}\``),
  ].join('\n');
}
