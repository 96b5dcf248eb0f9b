/**
 * Who owns a data directory. Node has no flock, and a pid says nothing across containers or after a restart of the machine, so an owner proves that it lives
 * by answering on a socket: `postmaster.pid` names the owner and its socket (a unix-domain socket in the directory, a named pipe on Windows).
 *
 *   LINE MEANING (postmaster.pid, text)
 *      1 pid
 *      2 data directory
 *      3 start, seconds since 1970
 *      4 socket, or "-" where none could be made: the pid must do then
 *      5 a random word that stands for this opening of the directory
 *
 * A file whose owner does not answer is stale: it is renamed away (only one of several contenders gets it) and replaced. `isHeld` reads the word again, so
 * that an owner that was suspended and taken for dead notices before it writes a control file. Inside one process a registry does the same for openings that
 * share it.
 */
import * as fs from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { fileErrorCode } from './file-error.js';
import type { DirectoryLock } from './file-system.js';
import { lockedError } from './memory-file-system.js';

const PID_FILE = 'postmaster.pid';
/** Longest path of a unix-domain socket that all systems take. */
const SOCKET_PATH_BYTES_MAX = 100;
const ATTEMPTS_MAX = 20;
const RETRY_MS = 25;

interface Owner {
  readonly pid: number;
  readonly socket: string;
  readonly word: string;
}

/** Shared by every copy of this module in the process. */
function registry(): Set<string> {
  const home = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for('henrydb.lockedDirectories');
  return (home[key] ??= new Set<string>()) as Set<string>;
}

export async function lockNodeDirectory(path: string): Promise<DirectoryLock> {
  const directory = fs.realpathSync(path);
  const locked = registry();
  if (locked.has(directory)) throw lockedError(directory, process.pid);
  locked.add(directory);
  try {
    return await acquire(directory, locked);
  } catch (error) {
    locked.delete(directory);
    throw error;
  }
}

async function acquire(directory: string, locked: Set<string>): Promise<DirectoryLock> {
  const pidFile = `${directory}/${PID_FILE}`;
  const word = randomBytes(12).toString('hex');
  const listener = await listen(socketPath(directory, word));
  try {
    for (let attempt = 0; !createPidFile(pidFile, directory, listener.path, word); attempt++) {
      const seen = readText(pidFile);
      if (seen === null) continue;
      const owner = parse(seen);
      // Half written: its owner is at it, or died at it.
      const isStale = owner === null ? attempt >= ATTEMPTS_MAX : !(await isAlive(owner));
      if (owner !== null && !isStale) throw lockedError(directory, owner.pid);
      if (isStale) removeStale(pidFile, seen, word, owner);
      else await new Promise(resolve => setTimeout(resolve, RETRY_MS));
    }
  } catch (error) {
    listener.close();
    throw error;
  }
  const isHeld = (): boolean => parse(readText(pidFile) ?? '')?.word === word;
  let isReleased = false;
  return {
    isHeld,
    release: () => {
      if (isReleased) return;
      isReleased = true;
      if (isHeld()) fs.rmSync(pidFile, { force: true });
      listener.close();
      locked.delete(directory);
    },
  };
}

/** False when there is one already. */
function createPidFile(pidFile: string, directory: string, socket: string, word: string): boolean {
  const text = [process.pid, directory, Math.floor(Date.now() / 1000), socket, word, ''].join('\n');
  try {
    fs.writeFileSync(pidFile, text, { flag: 'wx', mode: 0o600, flush: true } as fs.WriteFileOptions);
    return true;
  } catch (error) {
    if (fileErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function readText(path: string): string | null {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Owner | null {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return lines.length >= 6 && Number.isInteger(pid) && pid > 0 ? { pid, socket: lines[3]!, word: lines[4]! } : null;
}

/** Takes the stale file away, unless someone was quicker and it is not the one that was looked at any more. */
function removeStale(pidFile: string, seen: string, word: string, owner: Owner | null): void {
  const aside = `${pidFile}.${word}`;
  try {
    fs.renameSync(pidFile, aside);
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (readText(aside) !== seen) {
    try {
      fs.linkSync(aside, pidFile);
    } catch {
      // Its place is taken; whoever took it will notice the loss by `isHeld`, and so will we.
    }
  } else if (owner !== null && owner.socket.startsWith('/')) {
    fs.rmSync(owner.socket, { force: true });
  }
  fs.rmSync(aside, { force: true });
}

async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.socket === '-') {
    try {
      process.kill(owner.pid, 0);
      return owner.pid !== process.pid;
    } catch (error) {
      return fileErrorCode(error) !== 'ESRCH';
    }
  }
  const net = await import('node:net');
  return new Promise(resolve => {
    const socket = net.connect(owner.socket);
    const end = (isConnected: boolean): void => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once('connect', () => end(true));
    // A full backlog still means that someone listens.
    socket.once('error', error => end(fileErrorCode(error) === 'EAGAIN'));
    socket.setTimeout(2000, () => end(true));
  });
}

function socketPath(directory: string, word: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\henrydb-${word}`;
  const inside = `${directory}/postmaster.${word.slice(0, 8)}.sock`;
  return Buffer.byteLength(inside) <= SOCKET_PATH_BYTES_MAX ? inside : `${tmpdir()}/henrydb-${word}.sock`;
}

/** A socket that accepts and hangs up; "-" where the file system can't hold one. */
async function listen(path: string): Promise<{ readonly path: string; close(): void }> {
  const net = await import('node:net');
  const server = net.createServer(socket => socket.destroy());
  server.unref();
  return new Promise(resolve => {
    server.once('error', () => resolve({ path: '-', close: () => {} }));
    server.listen(path, () => resolve({ path, close: () => server.close() }));
  });
}
