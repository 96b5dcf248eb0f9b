/** One suite for all file systems; then what only the simulated one does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import {
  fileAccessError,
  fileErrorCode,
  memoryFileSystem,
  nodeFileSystem,
  SeededRandom,
  SimulatedCrash,
  SimulatedFileSystem,
  type FileSystem,
} from '../../../src/io/index.js';

const directory = mkdtempSync(`${tmpdir()}/henrydb-io-`);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const systems: [string, FileSystem][] = [
  ['node', nodeFileSystem],
  ['memory', memoryFileSystem()],
  ['simulated', new SimulatedFileSystem(new SeededRandom(1))],
];

describe.each(systems)('%s file system', (_, fileSystem) => {
  it('reads what was written, gaps as zeros', async () => {
    fileSystem.makeDirectory(`${directory}/a/b`);
    const file = fileSystem.open(`${directory}/a/b/one`, { create: true });
    file.write(new Uint8Array([9, 1, 2, 3, 9]), 1, 3, 10);
    await file.sync();
    file.syncNow();
    const target = new Uint8Array(20).fill(7);
    expect(file.read(target, 2, 8, 8)).toBe(5);
    expect([...target.subarray(0, 9)]).toEqual([7, 7, 0, 0, 1, 2, 3, 7, 7]);
    expect(file.read(target, 0, 4, 100)).toBe(0);
    expect(file.size()).toBe(13);
    file.truncate(11);
    file.truncate(14);
    expect(file.read(target, 0, 10, 10)).toBe(4);
    expect([...target.subarray(0, 4)]).toEqual([1, 0, 0, 0]);
    file.close();
  });

  it('lists, renames and removes', () => {
    const at = `${directory}/names`;
    fileSystem.makeDirectory(at);
    for (const name of ['y', 'x']) fileSystem.open(`${at}/${name}`, { create: true }).close();
    expect(fileSystem.list(at)).toEqual(['x', 'y']);
    fileSystem.rename(`${at}/x`, `${at}/z`);
    fileSystem.syncDirectory(at);
    expect(fileSystem.exists(`${at}/x`)).toBe(false);
    expect(fileSystem.exists(`${at}/z`)).toBe(true);
    fileSystem.unlink(`${at}/z`);
    expect(fileSystem.list(at)).toEqual(['y']);
  });

  it('reports a missing file as ENOENT', () => {
    const codeOf = (act: () => void): string | undefined => {
      try {
        act();
      } catch (error) {
        return fileErrorCode(error);
      }
      return undefined;
    };
    expect(codeOf(() => fileSystem.open(`${directory}/nothing`))).toBe('ENOENT');
    expect(codeOf(() => fileSystem.unlink(`${directory}/nothing`))).toBe('ENOENT');
    expect(codeOf(() => fileSystem.open(`${directory}/no/where`, { create: true }))).toBe('ENOENT');
  });

  it('locks a directory once', async () => {
    fileSystem.makeDirectory(`${directory}/locked`);
    const lock = await fileSystem.lockDirectory(`${directory}/locked`);
    expect(lock.isHeld()).toBe(true);
    await expect(fileSystem.lockDirectory(`${directory}/locked`)).rejects.toMatchObject({
      code: 'F0001',
      severity: 'FATAL',
      message: 'lock file "postmaster.pid" already exists',
    });
    lock.release();
    (await fileSystem.lockDirectory(`${directory}/locked`)).release();
  });
});

describe('simulated file system', () => {
  const bytes = (value: number, length = 2048): Uint8Array => new Uint8Array(length).fill(value);

  it('loses any part of what was not synced, and nothing else', () => {
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 400; seed++) {
      const before = new SimulatedFileSystem(new SeededRandom(seed));
      const file = before.open('f', { create: true });
      before.syncDirectory('');
      file.write(bytes(1), 0, 2048, 0);
      file.syncNow();
      file.write(bytes(2), 0, 2048, 0);
      const after = before.crash().open('f');
      const target = bytes(0);
      expect(after.read(target, 0, 2048, 0)).toBe(2048);
      const sectors = [0, 512, 1024, 1536].map(at => target[at]);
      expect(target.every((byte, at) => byte === sectors[at >>> 9])).toBe(true);
      outcomes.add(sectors.join(''));
    }
    expect(outcomes.size).toBe(16);
  });

  it('may forget names until the directory is synced', () => {
    let kept = 0;
    for (let seed = 0; seed < 100; seed++) {
      const before = new SimulatedFileSystem(new SeededRandom(seed));
      before.open('f', { create: true }).syncNow();
      if (before.crash().exists('f')) kept++;
    }
    expect(kept).toBeGreaterThan(10);
    expect(kept).toBeLessThan(90);
  });

  it('keeps un-synced writes when only the process is killed, still un-synced', () => {
    let lost = 0;
    for (let seed = 0; seed < 50; seed++) {
      const before = new SimulatedFileSystem(new SeededRandom(seed));
      const file = before.open('f', { create: true });
      before.syncDirectory('');
      file.write(bytes(5), 0, 2048, 0);
      const killed = before.kill();
      expect(killed.sizeOf('f')).toBe(2048);
      if (killed.crash().sizeOf('f') < 2048) lost++;
    }
    expect(lost).toBeGreaterThan(5);
  });

  it('crashes at the chosen operation and answers nothing afterwards', () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const file = fileSystem.open('f', { create: true });
    fileSystem.crashAt = 3;
    file.write(bytes(1), 0, 10, 0);
    expect(() => file.write(bytes(1), 0, 10, 10)).toThrow(SimulatedCrash);
    expect(() => file.size()).toThrow(SimulatedCrash);
    expect(() => fileSystem.list('')).toThrow(SimulatedCrash);
  });

  it('runs out of space after part of the data, and has it again later', () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const file = fileSystem.open('f', { create: true });
    fileSystem.capacityBytes = 1000;
    expect(() => file.write(bytes(1), 0, 2048, 0)).toThrow(/ENOSPC/);
    expect(file.size()).toBe(1000);
    file.write(bytes(2), 0, 1000, 0);
    fileSystem.capacityBytes = Infinity;
    file.write(bytes(1), 0, 2048, 0);
  });

  it('does not make writes durable that a failed sync has covered', () => {
    let lost = 0;
    for (let seed = 0; seed < 50; seed++) {
      const before = new SimulatedFileSystem(new SeededRandom(seed));
      const file = before.open('f', { create: true });
      before.syncDirectory('');
      file.write(bytes(5), 0, 100, 0);
      before.rules.push({ operation: 'sync', code: 'EIO', skip: 0, times: 1 });
      expect(() => file.syncNow()).toThrow(/EIO/);
      file.syncNow();
      if (before.crash().sizeOf('f') === 0) lost++;
    }
    expect(lost).toBeGreaterThan(5);
  });
});

it.each([
  ['ENOSPC', '53100', 'No space left on device'],
  ['EIO', '58030', 'Input/output error'],
  ['ENOENT', '58P01', 'No such file or directory'],
  ['EEXIST', '58P02', 'File exists'],
  ['EMFILE', '53000', 'Too many open files'],
  ['ENFILE', '53000', 'Too many open files in system'],
  ['EACCES', '42501', 'Permission denied'],
  ['ENOTDIR', '42809', 'Not a directory'],
  ['EISDIR', '42809', 'Is a directory'],
])('%s reaches users as %s', (code, state, text) => {
  const error = fileAccessError(Object.assign(new Error(code), { code }), 'open', 'base/1');
  expect(error).toMatchObject({ code: state, message: `could not open file "base/1": ${text}` });
});
