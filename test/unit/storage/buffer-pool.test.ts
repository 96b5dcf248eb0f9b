import { describe, expect, it } from 'vitest';
import { xid } from '../../../src/base/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';
import { baseWord, PageKind, type RelationFile, type Storage } from '../../../src/storage/index.js';
import { openDiskStorage } from '../../../src/txn/recovery.js';
import { RecordKind } from '../../../src/wal/index.js';

async function withPages(poolFrames: number, pages: number): Promise<{ storage: Storage; file: RelationFile; fileSystem: SimulatedFileSystem }> {
  const random = new SeededRandom(1);
  const fileSystem = new SimulatedFileSystem(random);
  const { storage } = await openDiskStorage({ environment: simulatedEnvironment(random, fileSystem), directory: '/db', poolFrames });
  const file = storage.createFile(storage.nextXid());
  for (let page = 0; page < pages; page++) {
    const change = storage.beginChange(RecordKind.test, xid(3));
    const frame = change.extend(file);
    change.initialiseRaw(frame, PageKind.test);
    change.put32(frame, 64, page);
    change.commit();
  }
  return { storage, file, fileSystem };
}

function valueAt(storage: Storage, file: RelationFile, page: number): number {
  const frame = storage.pool.pin(file, page);
  const value = storage.pool.views(frame).u32[baseWord(frame) + 16]!;
  storage.pool.unpin(frame);
  return value;
}

describe('buffer pool', () => {
  it.each([2, 3, 4, 50])('serves any number of pages from %i frames', async frames => {
    const { storage, file } = await withPages(frames, 40);
    const random = new SeededRandom(frames);
    for (let i = 0; i < 500; i++) {
      const page = random.below(40);
      expect(valueAt(storage, file, page)).toBe(page);
    }
    expect(storage.pool.residentCount).toBeLessThanOrEqual(frames);
    expect(storage.pool.pinnedCount).toBe(0);
  });

  it('goes beyond its capacity only while everything is pinned', async () => {
    const { storage, file } = await withPages(3, 20);
    const frames = Array.from({ length: 10 }, (_, page) => storage.pool.pin(file, page));
    expect(storage.pool.pinnedCount).toBe(10);
    expect(storage.pool.residentCount).toBe(10);
    for (const frame of frames) storage.pool.unpin(frame);
    valueAt(storage, file, 15);
    expect(storage.pool.residentCount).toBe(3);
  });

  it('keeps the working set through a large scan', async () => {
    const { storage, file } = await withPages(50, 600);
    const hot = Array.from({ length: 30 }, (_, i) => i);
    for (let round = 0; round < 4; round++) for (const page of hot) valueAt(storage, file, page);
    for (let page = 100; page < 600; page++) valueAt(storage, file, page);
    const misses = storage.pool.missCount;
    for (const page of hot) valueAt(storage, file, page);
    expect(storage.pool.missCount - misses).toBeLessThanOrEqual(3);
  });

  it('never serves a page with a wrong bit', async () => {
    const { storage, file, fileSystem } = await withPages(2, 10);
    storage.checkpoints!.runNow();
    const random = new SeededRandom(7);
    for (let i = 0; i < 50; i++) {
      const [page, position, bit] = [random.below(5), random.below(8192), random.below(8)];
      valueAt(storage, file, 8);
      valueAt(storage, file, 9);
      fileSystem.flipBit(`/db/base/${file.fileId}`, page * 8192 + position, bit);
      expect(() => storage.pool.pin(file, page)).toThrow(
        expect.objectContaining({ code: 'XX001', message: `invalid page in block ${page} of relation base/${file.fileId}` }) as Error,
      );
      expect(valueAt(storage, file, 7)).toBe(7);
      expect(storage.pool.pinnedCount).toBe(0);
      fileSystem.flipBit(`/db/base/${file.fileId}`, page * 8192 + position, bit);
      expect(valueAt(storage, file, page)).toBe(page);
    }
    storage.pool.zeroDamagedPages = true;
    fileSystem.flipBit(`/db/base/${file.fileId}`, 3 * 8192 + 5000, 1);
    valueAt(storage, file, 8);
    valueAt(storage, file, 9);
    expect(valueAt(storage, file, 3)).toBe(0);
  });

  it('a page read from the wrong place is not served', async () => {
    const { storage, file, fileSystem } = await withPages(2, 10);
    storage.checkpoints!.runNow();
    const path = fileSystem.open(`/db/base/${file.fileId}`);
    const page = new Uint8Array(8192);
    path.read(page, 0, 8192, 8192);
    path.write(page, 0, 8192, 3 * 8192);
    expect(() => storage.pool.pin(file, 3)).toThrow(/invalid page in block 3/);
  });

  it('reports a page behind the end, and an unreadable one', async () => {
    const { storage, file, fileSystem } = await withPages(2, 10);
    expect(() => storage.pool.pin(file, 10)).toThrow(expect.objectContaining({ code: 'XX001' }) as Error);
    fileSystem.rules.push({ operation: 'read', path: String(file.fileId), code: 'EIO', skip: 0, times: 1 });
    expect(() => storage.pool.pin(file, 0)).toThrow(
      expect.objectContaining({ code: '58030', message: `could not read block 0 in file "base/${file.fileId}": Input/output error` }) as Error,
    );
    expect(valueAt(storage, file, 0)).toBe(0);
  });
});
