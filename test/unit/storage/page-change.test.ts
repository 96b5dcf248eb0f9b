import { describe, expect, it } from 'vitest';
import { fileId, lsn, PAGE_BYTES, xid } from '../../../src/base/index.js';
import { memoryFileSystem, nodeEnvironment, SeededRandom, simulatedEnvironment } from '../../../src/io/index.js';
import {
  baseByte,
  baseWord,
  bootstrapImage,
  captureFiles,
  FileKind,
  openMemoryStorage,
  pageKind,
  PageKind,
  pageLsn,
  pageLower,
  pageUpper,
  type Storage,
} from '../../../src/storage/index.js';
import { openDiskStorage } from '../../../src/txn/recovery.js';
import { RecordKind } from '../../../src/wal/index.js';

async function diskStorage(poolFrames = 16): Promise<Storage> {
  const environment = simulatedEnvironment(new SeededRandom(1), memoryFileSystem());
  return (await openDiskStorage({ environment, directory: '/db', poolFrames, logSegmentBytes: 256 * 1024 })).storage;
}

const storages: [string, () => Promise<Storage>][] = [
  ['memory', () => Promise.resolve(openMemoryStorage(nodeEnvironment()))],
  ['disk', () => diskStorage()],
];

describe.each(storages)('page changes, %s', (kind, open) => {
  it('apply every operation at once and leave no pin', async () => {
    const storage = await open();
    const file = storage.createFile(storage.nextXid());
    const change = storage.beginChange(RecordKind.test, xid(5));
    const frame = change.extend(file);
    expect(change.pageNoOf(frame)).toBe(0);
    expect(change.edit(file, 0)).toBe(frame);
    change.initialise(frame, PageKind.test, 16);
    change.put8(frame, 100, 0x1ff);
    change.put16(frame, 101, 0x12345);
    change.put32(frame, 104, -1);
    change.put64(frame, 108, 2 ** 52 + 1);
    change.putF64(frame, 120, -2.5);
    change.putBytes(frame, 130, new Uint8Array([0, 1, 2, 3, 4]), 1, 3);
    change.copyWithin(frame, 131, 130, 3);
    change.fill(frame, 140, 3, 7);
    const end = change.commit();
    expect(storage.pool.pinnedCount).toBe(0);
    const again = storage.pool.pin(file, 0);
    const views = storage.pool.views(again);
    const at = baseByte(again);
    expect(pageKind(views, baseWord(again))).toBe(PageKind.test);
    expect([pageLower(views, baseWord(again)), pageUpper(views, baseWord(again))]).toEqual([32, PAGE_BYTES - 16]);
    expect([...views.u8.subarray(at + 100, at + 108)]).toEqual([0xff, 0x45, 0x23, 0, 255, 255, 255, 255]);
    expect(new DataView(views.buffer).getBigUint64(at + 108, true)).toBe(BigInt(2 ** 52 + 1));
    expect(views.f64[(at + 120) >>> 3]).toBe(-2.5);
    expect([...views.u8.subarray(at + 130, at + 135)]).toEqual([1, 1, 2, 3, 0]);
    expect([...views.u8.subarray(at + 139, at + 144)]).toEqual([0, 7, 7, 7, 0]);
    expect(pageLsn(views, baseWord(again))).toBe(kind === 'disk' ? end : 0);
    storage.pool.unpin(again);
    storage.close();
  });

  it('can be given up before the first write, and the file is as long as before', async () => {
    const storage = await open();
    const file = storage.createFile(storage.nextXid());
    const change = storage.beginChange(RecordKind.test, xid(5));
    change.extend(file);
    change.extend(file);
    change.abandon();
    expect(file.pageCount).toBe(0);
    expect(storage.pool.pinnedCount).toBe(0);
    storage.close();
  });

  it('left unfinished, they stop the database', async () => {
    const storage = await open();
    const file = storage.createFile(storage.nextXid());
    const change = storage.beginChange(RecordKind.test, xid(5));
    change.initialise(change.extend(file), PageKind.test, 0);
    const panic = expect.objectContaining({ severity: 'PANIC' }) as Error;
    expect(() => storage.beginChange(RecordKind.test, xid(5))).toThrow(panic);
    expect(() => storage.beginChange(RecordKind.test, xid(5))).toThrow(panic);
    if (kind === 'disk') expect(() => storage.flushNow(lsn(Number.MAX_SAFE_INTEGER))).toThrow(panic);
    storage.close();
  });

  it('refuse bytes outside the page, pages that did not join, and pages that come late', async () => {
    const storage = await open();
    const file = storage.createFile(storage.nextXid());
    const change = storage.beginChange(RecordKind.test, xid(5));
    const frame = change.extend(file);
    change.initialise(frame, PageKind.test, 0);
    expect(() => change.put32(frame, PAGE_BYTES - 3, 1)).toThrow(RangeError);
    expect(() => change.putBytes(frame, 8000, new Uint8Array(300), 0, 300)).toThrow(RangeError);
    expect(() => change.put8(frame + 1, 40, 1)).toThrow(/not part of the change/);
    expect(() => change.extend(file)).toThrow(/before it writes/);
    change.commit();
    storage.close();
  });

  it('files go with their transaction', async () => {
    const storage = await open();
    const [kept, lost] = [storage.nextXid(), storage.nextXid()];
    const a = storage.createFile(kept);
    const b = storage.createFile(lost, { kind: FileKind.unlogged });
    const temporary = storage.createFile(lost, { kind: FileKind.temporary });
    expect(storage.hasCreatedFiles(lost)).toBe(true);
    let change = storage.beginChange(RecordKind.commit, kept);
    storage.commitFiles(change, [kept], []);
    storage.flushNow(change.commit());
    change = storage.beginChange(RecordKind.abort, lost);
    storage.abortFiles(change, [lost]);
    change.commit();
    storage.beginChange(RecordKind.test, kept).abandon();
    expect(storage.openFile(a.fileId)).toBe(a);
    for (const file of [b, temporary]) expect(() => storage.openFile(file.fileId)).toThrow(expect.objectContaining({ code: '58P01' }) as Error);
    change = storage.beginChange(RecordKind.commit, xid(9));
    storage.commitFiles(change, [], [a.fileId]);
    const end = change.commit();
    storage.flushNow(end);
    storage.beginChange(RecordKind.test, kept).abandon();
    expect(a.isDropped).toBe(true);
    expect(() => storage.openFile(a.fileId)).toThrow(/No such file/);
    storage.close();
  });
});

describe('memory databases', () => {
  it('start from an image without touching it, and give their memory back', () => {
    const parent = openMemoryStorage(nodeEnvironment());
    const used = parent.arena.usedFrames;
    const file = parent.createFile(parent.nextXid());
    let change = parent.beginChange(RecordKind.test, xid(3));
    const frame = change.extend(file);
    change.initialiseRaw(frame, PageKind.test);
    change.put32(frame, 64, 77);
    change.commit();
    const captured = captureFiles(parent);
    const image = bootstrapImage(captured, { nextOid: 20000, nextXid: 50, nextFileId: 30000 });
    const children = [openMemoryStorage(nodeEnvironment(), image), openMemoryStorage(nodeEnvironment(), image)];
    expect(children[0]!.pool.residentCount).toBe(0);
    const read = (storage: Storage): number => {
      const pinned = storage.pool.pin(storage.openFile(file.fileId), 0);
      const value = storage.pool.views(pinned).u32[baseWord(pinned) + 16]!;
      storage.pool.unpin(pinned);
      return value;
    };
    change = children[0]!.beginChange(RecordKind.test, xid(50));
    change.put32(change.edit(children[0]!.openFile(file.fileId), 0), 64, 78);
    change.commit();
    expect([read(children[0]!), read(children[1]!), read(parent)]).toEqual([78, 77, 77]);
    expect([children[0]!.nextOid(), children[0]!.nextXid(), children[0]!.nextFileId()]).toEqual([20000, 50, 30000]);
    for (const storage of [...children, parent]) storage.close();
    expect(parent.arena.usedFrames).toBe(used);
  });

  it('a disk database starts from the same image', async () => {
    const parent = openMemoryStorage(nodeEnvironment());
    const file = parent.createFile(parent.nextXid());
    let change = parent.beginChange(RecordKind.test, xid(3));
    const frame = change.extend(file);
    change.initialiseRaw(frame, PageKind.test);
    change.put32(frame, 64, 77);
    change.commit();
    const bootstrap = bootstrapImage(captureFiles(parent), { nextOid: 20000, nextXid: 50, nextFileId: 30000 });
    const environment = simulatedEnvironment(new SeededRandom(1), memoryFileSystem());
    for (let opening = 0; opening < 2; opening++) {
      const { storage } = await openDiskStorage({ environment, directory: '/db', poolFrames: 4, bootstrap, logSegmentBytes: 256 * 1024 });
      change = storage.beginChange(RecordKind.test, storage.nextXid());
      const page = change.edit(storage.openFile(fileId(file.fileId)), 0);
      expect(change.views(page).u32[baseWord(page) + 16]).toBe(77 + opening);
      change.put32(page, 64, 78);
      change.commit();
      storage.close();
    }
  });
});
