/** What the machine itself allows: a small durable write, and a round trip between two processes. */
import { spawn } from 'node:child_process';
import { closeSync, fdatasyncSync, fsyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeSync, type Sample } from './measure.js';

export interface LimitCase {
  readonly group: 'limit';
  readonly kind: 'fdatasync';
  readonly bytes: number;
  readonly sampleMs: number;
}

const TMPFS = 0x01021994;

/** Folder for databases that are to be durable; removed by the caller. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'henrydb-bench-'));
}

/** Memory posing as a disk makes every fsync free. */
export function isScratchInMemory(): boolean {
  return statfsSync(tmpdir()).type === TMPFS;
}

/** One small record after the other into a preallocated file, each followed by fdatasync. */
export async function runLimit(spec: LimitCase): Promise<Sample> {
  const folder = scratchFolder();
  const file = openSync(join(folder, 'log'), 'w');
  const size = 16 << 20;
  writeSync(file, Buffer.alloc(size));
  fsyncSync(file);
  const record = Buffer.alloc(spec.bytes, 'x');
  let position = 0;
  const timing = timeSync(() => {
    writeSync(file, record, 0, record.length, position);
    fdatasyncSync(file);
    position = (position + record.length) % (size - record.length);
  }, spec.sampleMs);
  closeSync(file);
  rmSync(folder, { recursive: true });
  return { ...timing, checksum: '' };
}

export interface Echo {
  readonly port: number;
  stop(): void;
}

/** A server in another process that answers whatever arrives with `bytes` bytes of a ready message. */
export function startEcho(bytes: number): Promise<Echo> {
  const script = `
    const answer = Buffer.alloc(${bytes});
    Buffer.from([90, 0, 0, 0, 5, 73]).copy(answer, answer.length - 6);
    if (answer.length >= 11) { answer[0] = 68; answer.writeInt32BE(answer.length - 7, 1); }
    require('net').createServer({ noDelay: true }, s => { s.on('data', () => s.write(answer)); s.on('error', () => s.destroy()); })
      .listen(0, '127.0.0.1', function () { process.stdout.write(this.address().port + '\\n'); });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk: Buffer) => resolve({ port: Number(chunk.toString()), stop: () => child.kill() }));
  });
}
