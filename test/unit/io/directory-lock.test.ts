import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../../src/io/index.js';

let directory = '';
beforeEach(() => void (directory = mkdtempSync(`${tmpdir()}/henrydb-lock-`)));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('lock of a data directory', () => {
  it('names the pid of a living owner in another process', async () => {
    const socket = `${directory}/postmaster.other.sock`;
    const owner = spawn(process.execPath, ['-e', `require('net').createServer().listen(${JSON.stringify(socket)}, () => console.log('up'))`]);
    await new Promise(resolve => owner.stdout.once('data', resolve));
    writeFileSync(`${directory}/postmaster.pid`, [owner.pid, directory, 0, socket, 'word', ''].join('\n'));
    await expect(nodeFileSystem.lockDirectory(directory)).rejects.toMatchObject({
      hint: `Is another postmaster (PID ${owner.pid}) running in data directory "${directory}"?`,
    });
    owner.kill('SIGKILL');
    await new Promise(resolve => owner.once('exit', resolve));
    const lock = await nodeFileSystem.lockDirectory(directory);
    expect(readFileSync(`${directory}/postmaster.pid`, 'utf8').split('\n')[0]).toBe(String(process.pid));
    lock.release();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(readdirSync(directory)).toEqual([]);
  });

  it('takes over a stale file, even a garbled one', async () => {
    writeFileSync(`${directory}/postmaster.pid`, 'garbage');
    const lock = await nodeFileSystem.lockDirectory(directory);
    expect(lock.isHeld()).toBe(true);
    lock.release();
  });

  it('notices that it was taken over', async () => {
    const lock = await nodeFileSystem.lockDirectory(directory);
    writeFileSync(`${directory}/postmaster.pid`, [1, directory, 0, '-', 'someone else', ''].join('\n'));
    expect(lock.isHeld()).toBe(false);
    lock.release();
    expect(readFileSync(`${directory}/postmaster.pid`, 'utf8')).toContain('someone else');
  });
});
