/** Point operations in process, beside better-sqlite3, sql.js, PGlite and pg-mem. */
import { contest, type Contender } from './children.js';
import { isScratchInMemory } from './limits.js';
import type { BenchOptions } from './options.js';
import { peerVersion } from './peers.js';
import type { PointCase, PointSubject } from './point-cases.js';
import { comparison, note, type Line } from './table.js';

interface Match {
  readonly what: string;
  readonly kind: PointCase['kind'];
  readonly columns?: string;
  readonly isDurable?: boolean;
  /** The subject and the ratio to stay below. */
  readonly peers: readonly (readonly [subject: PointSubject, bar?: number])[];
  /** The peer keeps its rows in a WAL file while HenryDB is in memory. */
  readonly fileBar?: number;
  /** The ratio to one write + fdatasync to stay below. */
  readonly diskBar?: number;
  readonly rows?: number;
}

const THREE = 'id, a, f';
const TEN = 'id, a, b, c, d, e, f, g, h, i';

const MATCHES: readonly Match[] = [
  { what: 'prepared get by primary key, 1 column', kind: 'get', columns: 'f', peers: [['better-sqlite3', 1], ['sql.js']], fileBar: 1 },
  { what: 'prepared get by primary key, 3 columns', kind: 'get', columns: THREE, peers: [['better-sqlite3', 1], ['sql.js']], fileBar: 1 },
  { what: 'prepared get by primary key, 10 columns', kind: 'get', columns: TEN, peers: [['better-sqlite3', 1], ['sql.js']], fileBar: 1 },
  { what: 'prepared all, range of 100 rows, 3 columns', kind: 'range', columns: THREE, peers: [['better-sqlite3'], ['sql.js']] },
  { what: 'prepared all by secondary index, 10 rows, 3 columns', kind: 'secondary', columns: THREE, peers: [['better-sqlite3'], ['sql.js']] },
  { what: 'await query() by primary key, 3 columns, parameter', kind: 'query', columns: THREE, peers: [['pglite'], ['pg-mem']] },
  { what: 'await query() by primary key, 3 columns, every text different', kind: 'query-text', columns: THREE, peers: [['pglite'], ['pg-mem']] },
  { what: 'insert, autocommit, memory', kind: 'insert', peers: [['better-sqlite3'], ['sql.js']] },
  { what: 'update by primary key, autocommit, memory', kind: 'update', peers: [['better-sqlite3'], ['sql.js']], rows: 10_000 },
  { what: 'insert 10K rows in one transaction, memory', kind: 'insert-transaction', peers: [['better-sqlite3'], ['sql.js']] },
  { what: 'insert, autocommit, durable', kind: 'insert', isDurable: true, peers: [['better-sqlite3']], diskBar: 1.3 },
  { what: 'update by primary key, autocommit, durable', kind: 'update', isDurable: true, peers: [['better-sqlite3']], diskBar: 1.3, rows: 10_000 },
];

const TITLES: Readonly<Record<PointSubject, string>> = {
  henrydb: 'HenryDB',
  'better-sqlite3': 'better-sqlite3',
  'sql.js': 'sql.js',
  pglite: 'PGlite',
  'pg-mem': 'pg-mem',
};

const PACKAGES: Readonly<Record<PointSubject, string>> = { ...TITLES, pglite: '@electric-sql/pglite' };
const COMMIT_BYTES = 128;

export async function point(options: BenchOptions): Promise<string> {
  const installed = new Map<PointSubject, string | null>();
  for (const subject of ['better-sqlite3', 'sql.js', 'pglite', 'pg-mem'] as const) {
    const version = peerVersion(PACKAGES[subject]);
    installed.set(subject, version);
    if (version === null) note(`${TITLES[subject]} is not installed: left out`);
  }
  const tableRows = options.isQuick ? 10_000 : 100_000;
  const lines: Line[] = [];
  for (const match of MATCHES) {
    if (options.only !== null && !match.what.includes(options.only)) continue;
    const isDurable = match.isDurable === true;
    const spec = (subject: PointSubject, durable: boolean): PointCase => ({
      group: 'point',
      kind: match.kind,
      subject,
      isDurable: durable,
      columns: match.columns ?? '',
      // pg-mem takes minutes to fill 100K rows.
      rows: Math.min(tableRows, match.rows ?? tableRows),
      sampleMs: options.sampleMs,
      packageDir: options.packageDir,
    });
    const contenders: Contender[] = [{ name: 'henrydb', spec: spec('henrydb', isDurable) }];
    for (const [subject] of match.peers) {
      if (installed.get(subject) !== null) contenders.push({ name: subject, spec: spec(subject, isDurable) });
    }
    if (match.fileBar !== undefined && installed.get('better-sqlite3') !== null) contenders.push({ name: 'file', spec: spec('better-sqlite3', true) });
    if (match.diskBar !== undefined)
      contenders.push({ name: 'disk', spec: { group: 'limit', kind: 'fdatasync', bytes: COMMIT_BYTES, sampleMs: options.sampleMs } });
    note(`point: ${match.what}`);
    const { timings, checksums } = await contest(match.what, contenders, options.rounds);
    const ours = timings.get('henrydb') ?? null;
    const add = (name: string, peer: string, bar?: number): void => {
      const theirs = timings.get(name);
      if (!theirs) return;
      const answers = name === 'disk' || !ours ? {} : { isSame: checksums.get(name) === checksums.get('henrydb') };
      lines.push({ what: match.what, ours, peer, theirs, ...(bar === undefined ? {} : { bar }), ...answers });
    };
    for (const [subject, bar] of match.peers)
      add(subject, subject === 'better-sqlite3' && isDurable ? 'better-sqlite3, WAL, synchronous=full' : TITLES[subject], bar);
    add('file', 'better-sqlite3, WAL file', match.fileBar);
    add('disk', `write + fdatasync of ${COMMIT_BYTES} bytes`, match.diskBar);
    if (contenders.length === 1 || timings.size <= 1) lines.push({ what: match.what, ours, peer: '-', theirs: null });
  }
  const versions = [...installed].flatMap(([subject, version]) => (version === null ? [] : [`${TITLES[subject]} ${version}`]));
  return [
    comparison(lines),
    '',
    `Tables of ${tableRows.toLocaleString('en')} rows (10,000 for updates); ${versions.join(', ') || 'no peers installed'}.`,
    'Durable: every commit of HenryDB and of SQLite (journal_mode=wal, synchronous=full) is on disk before the call returns. PGlite, sql.js and pg-mem run in memory only.',
    ...(isScratchInMemory() ? ['The temporary folder is a tmpfs: fsync costs nothing there, the durable lines say little.'] : []),
  ].join('\n');
}
