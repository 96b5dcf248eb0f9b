import { describe, expect, it } from 'vitest';
import { fileId, lsn, oid, xid, type FileId } from '../../../src/base/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';
import { baseWord, FileKind, PageKind, type Storage } from '../../../src/storage/index.js';
import { openDiskStorage, RedoHandlers, type OpenedStorage } from '../../../src/txn/recovery.js';
import { encodePrepared } from '../../../src/txn/prepared-log.js';
import { RecordKind, segmentName } from '../../../src/wal/index.js';
import { CrashWorkload, isCrash } from './crash-workload.js';

const SEGMENT = 64 * 1024;

function open(fileSystem: SimulatedFileSystem, redoHandlers?: RedoHandlers): Promise<OpenedStorage> {
  return openDiskStorage({
    environment: simulatedEnvironment(new SeededRandom(3), fileSystem),
    directory: '/db',
    poolFrames: 8,
    logSegmentBytes: SEGMENT,
    redoHandlers,
  });
}

function newFile(storage: Storage): FileId {
  const id = storage.nextXid();
  const file = storage.createFile(id);
  const change = storage.beginChange(RecordKind.commit, id);
  const frame = change.extend(file);
  storage.commitFiles(change, [id], []);
  change.initialiseRaw(frame, PageKind.test);
  storage.flushNow(change.commit());
  return file.fileId;
}

function put(storage: Storage, file: FileId, value: number, page = 0): number {
  const change = storage.beginChange(RecordKind.test, xid(3));
  change.put32(change.edit(storage.openFile(file), page), 64, value);
  return change.commit();
}

function get(storage: Storage, file: FileId, page = 0): number {
  const frame = storage.pool.pin(storage.openFile(file), page);
  const value = storage.pool.views(frame).u32[baseWord(frame) + 16]!;
  storage.pool.unpin(frame);
  return value;
}

describe('crashes of a random workload', () => {
  it('at every write, sync and rename leave a prefix of history that holds everything flushed', async () => {
    for (const poolFrames of [2, 4]) {
      for (let crashAt = 1; ; crashAt++) {
        const workload = new CrashWorkload({ seed: 77, poolFrames, steps: 25, crashAt, crashes: 0 });
        await workload.run();
        if (workload.operationsOfLife < crashAt) break;
      }
    }
  }, 60_000);

  it('during recovery, again and again', async () => {
    for (let crashAt = 1; crashAt < 60; crashAt += 2) await new CrashWorkload({ seed: 5, poolFrames: 3, steps: 30, crashAt, crashes: 5 }).run();
  }, 60_000);

  it.each([2, 3, 4, 16])(
    'at random, with %i frames',
    async poolFrames => {
      for (let seed = 1; seed <= 40; seed++)
        await new CrashWorkload({ seed: seed * 100 + poolFrames, poolFrames, steps: [20, 60, 150][seed % 3]!, crashes: 3 }).run();
    },
    60_000,
  );

  it('while the database is being made leave nothing, or all of it', async () => {
    for (let crashAt = 1; ; crashAt++) {
      const fileSystem = new SimulatedFileSystem(new SeededRandom(crashAt));
      fileSystem.crashAt = crashAt;
      let isComplete = true;
      try {
        (await open(fileSystem)).storage.close();
      } catch (error) {
        if (!isCrash(error)) throw error;
        isComplete = false;
      }
      const { storage } = await open(fileSystem.crash());
      expect(get(storage, newFile(storage))).toBe(0);
      storage.close();
      if (isComplete) break;
    }
  });
});

describe('recovery', () => {
  it('costs nothing after an orderly end, and numbers go on exactly', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    let { storage, report } = await open(fileSystem);
    expect(report.isNew).toBe(true);
    const file = newFile(storage);
    put(storage, file, 5);
    const last = [storage.nextOid(), storage.nextXid(), storage.nextFileId()];
    storage.close();
    const left = fileSystem.crash();
    ({ storage, report } = await open(left));
    expect(report).toMatchObject({ isNew: false, wasShutDown: true, recordCount: 1 });
    expect(get(storage, file)).toBe(5);
    expect([storage.nextOid(), storage.nextXid(), storage.nextFileId()]).toEqual(last.map(n => n + 1));
    storage.flushNow(storage.log!.insertLsn);
    storage.closeAbruptly();
    ({ storage, report } = await open(left.crash()));
    expect(report.wasShutDown).toBe(false);
    expect(storage.nextXid()).toBeGreaterThan(last[1]! + 1);
  });

  it('does not reuse numbers after a crash', async () => {
    let fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const seen = { oid: 0, xid: 0, fileId: 0 };
    for (let life = 0; life < 5; life++) {
      const { storage } = await open(fileSystem);
      for (let i = 0; i < 1500; i++) {
        const next = { oid: storage.nextOid(), xid: storage.nextXid(), fileId: storage.nextFileId() };
        expect(next.oid > seen.oid && next.xid > seen.xid && next.fileId > seen.fileId).toBe(true);
        Object.assign(seen, next);
      }
      storage.flushNow(storage.log!.insertLsn);
      storage.closeAbruptly();
      fileSystem = fileSystem.crash();
    }
  });

  it('hands payloads to their handlers, in order', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage } = await open(fileSystem);
    const file = newFile(storage);
    storage.checkpoints!.runNow();
    for (let i = 0; i < 3; i++) {
      const change = storage.beginChange(RecordKind.prepare, xid(100 + i));
      const frame = change.edit(storage.openFile(file), 0);
      change.payload(new Uint8Array([i, i + 1]));
      change.put32(frame, 64, i);
      change.commit();
      storage.log!.append(RecordKind.logicalMessage, 7, new Uint8Array([9, i]));
    }
    storage.flushNow(storage.log!.insertLsn);
    const seen: string[] = [];
    const handlers = new RedoHandlers();
    handlers.register(RecordKind.prepare, (record, redone) =>
      seen.push(`prepare ${record.xid} ${[...record.bytes.subarray(record.at, record.at + record.length)].join()} page ${get(redone, file)}`),
    );
    handlers.register(RecordKind.logicalMessage, record =>
      seen.push(`message ${record.xid} ${[...record.bytes.subarray(record.at, record.at + record.length)].join()}`),
    );
    storage.closeAbruptly();
    (await open(fileSystem.crash(), handlers)).storage.close();
    expect(seen).toEqual(['prepare 100 0,1 page 0', 'message 7 9,0', 'prepare 101 1,2 page 1', 'message 7 9,1', 'prepare 102 2,3 page 2', 'message 7 9,2']);
  });

  it('drops files of transactions that died, keeps those of prepared ones, empties unlogged ones', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage } = await open(fileSystem);
    const [dead, prepared, done] = [storage.nextXid(), storage.nextXid(), storage.nextXid()];
    const lost = storage.createFile(dead).fileId;
    const kept = storage.createFile(prepared).fileId;
    const unlogged = storage.createFile(done, { kind: FileKind.unlogged });
    const temporary = storage.createFile(done, { kind: FileKind.temporary }).fileId;
    let change = storage.beginChange(RecordKind.commit, done);
    const frame = change.extend(unlogged);
    storage.commitFiles(change, [done], []);
    change.initialiseRaw(frame, PageKind.test);
    storage.flushNow(change.commit());
    storage.checkpoints!.runNow();
    const lateLost = storage.createFile(dead).fileId;
    const state = { xid: prepared, name: 'p', owner: oid(10), preparedAt: 0, changesCatalogs: false, isSerializable: false };
    const body = encodePrepared({ ...state, subXids: [], droppedFiles: [], locks: [], rowLocks: [], readLocks: [] });
    storage.log!.append(RecordKind.prepare, prepared, body);
    storage.flushNow(storage.log!.insertLsn);
    storage.closeAbruptly();
    const { storage: recovered } = await open(fileSystem.crash());
    for (const gone of [lost, lateLost, temporary]) expect(() => recovered.openFile(gone)).toThrow(/No such file/);
    expect(recovered.openFile(kept).pageCount).toBe(0);
    expect(recovered.openFile(unlogged.fileId)).toMatchObject({ kind: FileKind.unlogged, logged: false, pageCount: 0 });
    expect(recovered.hasCreatedFiles(prepared)).toBe(true);
    change = recovered.beginChange(RecordKind.commitPrepared, prepared);
    recovered.commitFiles(change, [prepared], []);
    recovered.flushNow(change.commit());
    expect(recovered.disk!.list()).toEqual([1, 2, kept, unlogged.fileId].sort((a, b) => a - b));
  });

  it('refuses a log with a hole in it', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage } = await open(fileSystem);
    const file = newFile(storage);
    const middle = put(storage, file, 1);
    for (let i = 2; i < 30; i++) storage.flushNow(lsn(put(storage, file, i)));
    storage.closeAbruptly();
    const left = fileSystem.crash();
    left.flipBit(`/db/wal/${segmentName(Math.floor(middle / SEGMENT))}`, (middle % SEGMENT) + 33, 0);
    await expect(open(left)).rejects.toMatchObject({
      code: 'XX001',
      severity: 'FATAL',
      message: expect.stringContaining('write-ahead log is damaged') as string,
    });
  });

  it('refuses a data directory with files or pages missing, and removes nothing', async () => {
    const damage: [string, (left: SimulatedFileSystem, file: number) => void, object][] = [
      [
        'a file',
        (left, file) => left.unlink(`/db/base/${file}`),
        { code: 'XX001', message: expect.stringMatching(/block 0 of relation base\/\d+ is missing/) as string },
      ],
      ['the map', left => left.unlink('/db/base/1'), { code: 'XX001', message: 'the map of relation files ("base/1") is missing' }],
      [
        'a bit',
        (left, file) => left.flipBit(`/db/base/${file}`, 3000, 1),
        { code: 'XX001', message: expect.stringMatching(/invalid page in block 0 of relation/) as string },
      ],
    ];
    for (const [, damageIt, error] of damage) {
      const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
      const { storage } = await open(fileSystem);
      const file = newFile(storage);
      put(storage, file, 1);
      storage.checkpoints!.runNow();
      // A change without the page's image, as after an earlier change since the checkpoint.
      storage.log!.redoLsn = lsn(0);
      put(storage, file, 2);
      storage.flushNow(storage.log!.insertLsn);
      storage.closeAbruptly();
      const left = fileSystem.kill();
      damageIt(left, file);
      for (let attempt = 0; attempt < 2; attempt++) {
        await expect(open(left)).rejects.toMatchObject(error);
        expect(left.list('/db/base')).toContain('2');
      }
    }
  });

  it('refuses a lost checkpoint, a damaged control file, a newer format and a directory of something else', async () => {
    const make = async (): Promise<SimulatedFileSystem> => {
      const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
      (await open(fileSystem)).storage.close();
      return fileSystem.kill();
    };
    let left = await make();
    left.unlink(`/db/wal/${segmentName(1)}`);
    await expect(open(left)).rejects.toMatchObject({ code: 'XX001', severity: 'FATAL' });
    left = await make();
    for (const slot of [0, 4096]) left.flipBit('/db/control', slot + 42, 1);
    await expect(open(left)).rejects.toMatchObject({ code: 'XX001', message: 'control file of data directory "/db" is damaged' });
    left = await make();
    left.flipBit('/db/control', 42, 1);
    (await open(left)).storage.close();
    left = new SimulatedFileSystem(new SeededRandom(1));
    left.makeDirectory('/db');
    left.open('/db/letter.txt', { create: true });
    await expect(open(left)).rejects.toMatchObject({ severity: 'FATAL', message: '"/db" is not a valid data directory' });
    expect(left.list('/db')).toEqual(['letter.txt']);
  });

  it('is refused to a second opener and possible after the first has closed', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage } = await open(fileSystem);
    await expect(open(fileSystem)).rejects.toMatchObject({ code: 'F0001', severity: 'FATAL' });
    storage.close();
    (await open(fileSystem)).storage.close();
  });
});

describe('faults', () => {
  it('a full disk is found before anything changes; reading and ending transactions go on; later it works', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage } = await open(fileSystem);
    const file = newFile(storage);
    put(storage, file, 1);
    fileSystem.capacityBytes = 0;
    let written = 1;
    const full = expect.objectContaining({ code: '53100', message: expect.stringContaining('No space left on device') as string }) as Error;
    const step = (): void => {
      put(storage, file, written + 1);
      written++;
    };
    expect(() => {
      for (let i = 0; i < 10_000; i++) step();
    }).toThrow(full);
    expect(step).toThrow(full);
    expect(get(storage, file)).toBe(written);
    expect(storage.pool.pinnedCount).toBe(0);
    // Room that ordinary changes may not use is left for commits and aborts.
    const change = storage.beginChange(RecordKind.commit, xid(3));
    change.put32(change.edit(storage.openFile(file), 0), 68, 1);
    storage.flushNow(change.commit());
    const extension = storage.openFile(file);
    fileSystem.capacityBytes = Infinity;
    step();
    fileSystem.rules.push({ operation: 'write', path: `base/${file}`, code: 'ENOSPC', skip: 0, times: 2 });
    const growing = storage.beginChange(RecordKind.test, xid(3));
    expect(() => growing.extend(extension)).toThrow(
      expect.objectContaining({
        code: '53100',
        message: `could not extend file "base/${file}": No space left on device`,
        hint: 'Check free disk space.',
      }) as Error,
    );
    growing.abandon();
    expect(extension.pageCount).toBe(1);
    step();
    storage.flushNow(storage.log!.insertLsn);
    storage.closeAbruptly();
    const { storage: recovered } = await open(fileSystem.crash());
    expect(get(recovered, file)).toBe(written);
  });

  it.each([
    ['of the log', 'wal', (storage: Storage) => storage.flushNow(storage.log!.insertLsn)],
    ['of a data file', 'base', (storage: Storage) => storage.checkpoints!.runNow()],
    ['of the control file', 'control', (storage: Storage) => storage.checkpoints!.runNow()],
  ])('a failed sync %s stops all writing until the database is reopened', async (_, path, act) => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage } = await open(fileSystem);
    const file = newFile(storage);
    put(storage, file, 7);
    storage.flushNow(storage.log!.insertLsn);
    put(storage, file, 8);
    fileSystem.rules.push({ operation: 'sync', path, code: 'EIO', skip: 0, times: 1 });
    const panic = expect.objectContaining({ severity: 'PANIC', code: '58030', hint: expect.stringContaining('reopened') as string }) as Error;
    expect(() => act(storage)).toThrow(panic);
    expect(() => put(storage, file, 9)).toThrow(panic);
    expect(() => storage.checkpoints!.runNow()).toThrow(panic);
    await expect(storage.flush(lsn(Number.MAX_SAFE_INTEGER))).rejects.toEqual(panic);
    expect(get(storage, file)).toBe(8);
    const operations = fileSystem.operationCount;
    storage.close();
    expect(fileSystem.operationCount).toBe(operations);
    const { storage: recovered } = await open(fileSystem.crash());
    expect([7, 8]).toContain(get(recovered, file));
  });

  it('a failed write of a page ends a checkpoint, not the database', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage, checkpointer } = await open(fileSystem);
    const file = newFile(storage);
    put(storage, file, 7);
    fileSystem.rules.push({ operation: 'write', path: `base/${file}`, code: 'EIO', skip: 0, times: 2 });
    expect(() => storage.checkpoints!.runNow()).toThrow(expect.objectContaining({ code: '58030', severity: 'ERROR' }) as Error);
    await expect(checkpointer.run()).rejects.toMatchObject({ code: '58030' });
    put(storage, file, 8);
    await checkpointer.run();
    storage.closeAbruptly();
    const { storage: recovered } = await open(fileSystem.crash());
    expect(get(recovered, file)).toBe(8);
  });

  it('checkpoints keep the log and the time of recovery short', async () => {
    const fileSystem = new SimulatedFileSystem(new SeededRandom(1));
    const { storage, checkpointer } = await open(fileSystem);
    const file = newFile(storage);
    for (let round = 0; round < 30; round++) {
      for (let i = 0; i < 500; i++) put(storage, file, round * 500 + i);
      await checkpointer.run(1);
    }
    expect(fileSystem.list('/db/wal').length).toBeLessThan(12);
    expect(storage.logBytesSinceCheckpoint).toBeLessThan(10_000);
    storage.closeAbruptly();
    const { storage: recovered, report } = await open(fileSystem.crash());
    expect(report.recordCount).toBeLessThan(10);
    expect(get(recovered, fileId(file))).toBe(30 * 500 - 1);
  });
});
