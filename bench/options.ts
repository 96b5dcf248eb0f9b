/** What the command line asked for. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export const GROUPS = ['start', 'size', 'point', 'wire', 'levels', 'engines', 'recursion', 'tpch'] as const;
export type Group = (typeof GROUPS)[number];

export interface BenchOptions {
  readonly groups: readonly Group[];
  /** Only lines whose name holds this text. */
  readonly only: string | null;
  readonly isQuick: boolean;
  /** Alternating rounds; the tables show medians over them. */
  readonly rounds: number;
  /** Measured time per sample and round. */
  readonly sampleMs: number;
  /** Folder with the built package: its dist/ and bin/ are measured. */
  readonly packageDir: string;
  /** A running PostgreSQL `host:port` instead of a throw-away one. */
  readonly postgres: string | null;
  /** TPC-H tables as .tbl or .tbl.gz. */
  readonly tpchDir: string | null;
}

export const USAGE = `npm run bench [-- group … options]

Groups: ${GROUPS.join(' ')} (default: all; tpch only with --dir)
  --only TEXT         only lines whose name holds TEXT
  --quick             one short round of everything: shows that it works, not how fast it is
  --rounds N          alternating rounds (default 5)
  --dir FOLDER        TPC-H tables (.tbl or .tbl.gz) for the group tpch
  --package FOLDER    measure a copy of the built package (bin/, dist/, package.json) instead of this one
  --postgres H:P      a running PostgreSQL instead of a throw-away one
  --no-install        take the peers that are installed
`;

export function readOptions(argv: readonly string[]): BenchOptions | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean' },
      rounds: { type: 'string' },
      dir: { type: 'string' },
      package: { type: 'string' },
      postgres: { type: 'string' },
      'no-install': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const unknown = positionals.find(name => !GROUPS.includes(name as Group));
  if (unknown !== undefined) throw new Error(`no group "${unknown}"; there are ${GROUPS.join(', ')}`);
  const isQuick = values.quick === true;
  const rounds = values.rounds === undefined ? (isQuick ? 1 : 5) : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1');
  const named = positionals as Group[];
  return {
    groups: named.length > 0 ? named : GROUPS.filter(name => name !== 'tpch' || values.dir !== undefined),
    only: values.only ?? null,
    isQuick,
    rounds,
    sampleMs: isQuick ? 60 : 250,
    packageDir: resolve(values.package ?? root),
    postgres: values.postgres ?? null,
    tpchDir: values.dir === undefined ? null : resolve(values.dir),
  };
}
