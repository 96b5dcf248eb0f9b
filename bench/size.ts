/** What it takes: installed size, memory of an idle server and of its idle connections. */
import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './measure.js';
import { root, type BenchOptions } from './options.js';
import { peerVersion } from './peers.js';
import { scratchFolder } from './limits.js';
import { startHenryDB } from './servers.js';
import { markdown, note } from './table.js';

const CONNECTIONS = 90;

function mebibytes(bytes: number): string {
  return Number.isFinite(bytes) ? `${(bytes / 1048576).toFixed(bytes < 10 * 1048576 ? 2 : 0)} MB` : '-';
}

function folderBytes(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? folderBytes(path) : lstatSync(path).size;
  }
  return bytes;
}

function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1024;
  } catch {
    return NaN;
  }
}

/** What `npm install` would unpack. */
function packedBytes(packageDir: string): { packed: number; unpacked: number } {
  const done = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], { cwd: packageDir, encoding: 'utf8' });
  try {
    const [pack] = JSON.parse(done.stdout) as { size: number; unpackedSize: number }[];
    return { packed: pack!.size, unpacked: pack!.unpackedSize };
  } catch {
    return { packed: NaN, unpacked: NaN };
  }
}

export async function size(options: BenchOptions): Promise<string> {
  const { packed, unpacked } = packedBytes(options.packageDir);
  const verdict = (value: number, bar: number): string => (Number.isFinite(value) ? (value < bar ? 'met' : 'MISSED') : '');
  const rows: string[][] = [
    ['HenryDB: tarball', mebibytes(packed), ''],
    ['HenryDB: installed', mebibytes(unpacked), `${verdict(unpacked, 5 << 20)} < 5 MB`],
  ];
  // Without their dependencies; the WebAssembly ones have none.
  for (const name of ['better-sqlite3', '@electric-sql/pglite', 'sql.js', 'pg-mem']) {
    if (peerVersion(name) !== null) rows.push([`${name}: installed`, mebibytes(folderBytes(join(root, 'bench', 'node_modules', name))), '']);
  }

  const folder = scratchFolder();
  const idle: number[] = [];
  const perConnection: number[] = [];
  try {
    for (let round = 0; round < Math.min(options.rounds, 3); round++) {
      note(`size: round ${round + 1}`);
      const server = await startHenryDB(options, join(folder, `data-${round}`));
      // The first connection compiles what all use.
      const first = await server.connect();
      await first.run('select 1');
      const before = residentBytes(server.pid);
      const clients = [];
      for (let i = 0; i < CONNECTIONS; i++) clients.push(await server.connect());
      idle.push(before);
      perConnection.push((residentBytes(server.pid) - before) / CONNECTIONS);
      for (const client of [first, ...clients]) await client.end();
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const connection = median(perConnection);
  rows.push(
    ['HenryDB: idle server with one connection, resident', mebibytes(median(idle)), `${verdict(median(idle), 90 << 20)} < 90 MB`],
    [
      `HenryDB: each of ${CONNECTIONS} more idle connections`,
      Number.isFinite(connection) ? `${(connection / 1024).toFixed(0)} KB` : '-',
      `${verdict(connection, 64 << 10)} < 64 KB`,
    ],
  );
  return markdown(['what', 'size', 'bar'], rows);
}
