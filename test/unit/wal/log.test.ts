import { describe, expect, it } from 'vitest';
import { lsn, type Lsn } from '../../../src/base/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';
import { LogReader, LogWriter, RecordKind, RECORD_FLAG_EPOCH_START, segmentName } from '../../../src/wal/index.js';

const SEGMENT = 4096;

function setUp(seed = 1): { fileSystem: SimulatedFileSystem; writer: (options?: { epoch?: number; startLsn?: Lsn; previousLsn?: Lsn }) => LogWriter } {
  const random = new SeededRandom(seed);
  const fileSystem = new SimulatedFileSystem(random);
  fileSystem.makeDirectory('wal');
  fileSystem.syncDirectory('');
  const { scheduler } = simulatedEnvironment(random, fileSystem);
  return {
    fileSystem,
    writer: (options = {}) =>
      new LogWriter({
        fileSystem,
        scheduler,
        directory: 'wal',
        epoch: options.epoch ?? 1,
        startLsn: options.startLsn ?? lsn(SEGMENT),
        previousLsn: options.previousLsn ?? lsn(0),
        redoLsn: lsn(0),
        segmentBytes: SEGMENT,
        bufferBytes: 1024,
      }),
  };
}

function reader(fileSystem: SimulatedFileSystem, epochMax = 1, startLsn = lsn(SEGMENT)): LogReader {
  return new LogReader({ fileSystem, directory: 'wal', segmentBytes: SEGMENT, startLsn, epoch: 1, epochMax });
}

function readAll(log: LogReader): string[] {
  const bodies: string[] = [];
  while (log.next()) bodies.push(new TextDecoder().decode(log.bytes.subarray(log.bodyAt, log.bodyAt + log.bodyLength)));
  return bodies;
}

const text = (body: string): Uint8Array => new TextEncoder().encode(body);
const bodies = (count: number): string[] => Array.from({ length: count }, (_, i) => `record ${i} `.repeat((i * 7) % 40));

function appendAll(log: LogWriter, all: readonly string[]): Lsn {
  let end = log.insertLsn;
  for (const body of all) end = log.append(RecordKind.test, 5, text(body));
  return end;
}

describe('log', () => {
  it('reads back what was appended, across buffers and segments', () => {
    const { fileSystem, writer } = setUp();
    const log = writer();
    const all = [...bodies(60), 'x'.repeat(10_000), 'last'];
    log.flushNow(appendAll(log, all));
    expect(log.flushedLsn).toBe(log.insertLsn);
    const log2 = reader(fileSystem);
    expect(readAll(log2)).toEqual(all);
    expect(log2.end).toBe(log.insertLsn);
    expect(log2.kind).toBe(RecordKind.test);
    expect(log2.xid).toBe(5);
    log2.classifyEnd();
  });

  it('shares one sync among all who wait', async () => {
    const { writer } = setUp();
    const log = writer();
    const ends = Array.from({ length: 32 }, (_, i) => log.append(RecordKind.test, i, text('commit')));
    await Promise.all(ends.map(end => log.flush(end)));
    expect(log.syncCount).toBe(1);
    expect(log.flushSoon(ends[3]!, true)).toBeNull();
    expect(log.flushSoon(log.append(RecordKind.test, 1, text('alone')), false)).toBeNull();
    const joined = log.flushSoon(log.append(RecordKind.test, 1, text('not alone')), true);
    expect(joined).not.toBeNull();
    await joined;
    expect(log.flushedLsn).toBe(log.insertLsn);
    expect(log.syncCount).toBe(3);
  });

  it('those who come during a sync wait for the next one', async () => {
    const { writer } = setUp();
    const log = writer();
    const first = log.flush(log.append(RecordKind.test, 1, text('a')));
    await Promise.resolve();
    const second = log.flush(log.append(RecordKind.test, 1, text('b')));
    await Promise.all([first, second]);
    const third = log.append(RecordKind.test, 1, text('c'));
    const waiting = log.flush(third);
    log.flushNow(third);
    await waiting;
    expect(log.flushedLsn).toBe(third);
  });

  it('stops cleanly at a torn tail', () => {
    for (let seed = 0; seed < 100; seed++) {
      const { fileSystem, writer } = setUp(seed);
      const log = writer();
      const all = bodies(30);
      log.flushNow(appendAll(log, all.slice(0, 20)));
      const durable = log.flushedLsn;
      appendAll(log, all.slice(20));
      log.writeOut();
      const after = reader(fileSystem.crash());
      const found = readAll(after);
      expect(found).toEqual(all.slice(0, found.length));
      expect(found.length).toBeGreaterThanOrEqual(20);
      expect(after.end).toBeGreaterThanOrEqual(durable);
      after.classifyEnd();
    }
  });

  it('tells damage in the middle from a torn tail', () => {
    const { fileSystem, writer } = setUp();
    const log = writer();
    const all = bodies(40);
    const ends: number[] = [];
    for (const body of all) {
      const end = log.append(RecordKind.test, 1, text(body));
      ends.push(end);
      log.flushNow(end);
    }
    const at = ends[10]! + 40;
    fileSystem.flipBit(`wal/${segmentName(Math.floor(at / SEGMENT))}`, at % SEGMENT, 3);
    const damaged = reader(fileSystem);
    expect(readAll(damaged)).toEqual(all.slice(0, 11));
    expect(() => damaged.classifyEnd()).toThrow(
      expect.objectContaining({ code: 'XX001', severity: 'FATAL', message: expect.stringContaining('write-ahead log is damaged at 0/') }) as Error,
    );
  });

  it('finds damage that swallowed a whole segment', () => {
    const { fileSystem, writer } = setUp();
    const log = writer();
    for (const body of bodies(200)) log.flushNow(log.append(RecordKind.test, 1, text(body)));
    fileSystem.unlink(`wal/${segmentName(3)}`);
    const damaged = reader(fileSystem);
    readAll(damaged);
    expect(() => damaged.classifyEnd()).toThrow(/damaged/);
  });

  it('does not chain stale records behind new ones', () => {
    const { fileSystem, writer } = setUp();
    const old = writer();
    const records = bodies(20);
    old.flushNow(old.append(RecordKind.test, 1, text(records[3]!)));
    const keep = old.insertLsn;
    old.flushNow(appendAll(old, ['same', 'same', 'same']));
    // A recovery that (wrongly or rightly) found the end at `keep` goes on there, with records of the same length.
    const fresh = writer({ epoch: 2, startLsn: keep, previousLsn: lsn(SEGMENT) });
    fresh.flushNow(fresh.append(RecordKind.epochStart, 0, text('same'), 4, RECORD_FLAG_EPOCH_START));
    expect(readAll(reader(fileSystem, 2))).toEqual([records[3], 'same']);
    expect(readAll(reader(fileSystem, 1)).length).toBe(1);
  });

  it('recycles segments, whose old content is not taken for records', () => {
    const { fileSystem, writer } = setUp();
    const log = writer();
    log.flushNow(appendAll(log, bodies(150)));
    const redo = log.insertLsn;
    log.recycle(redo, 2);
    const names = fileSystem.list('wal');
    expect(names[0]).toBe(segmentName(Math.floor(redo / SEGMENT)));
    expect(names.length).toBeLessThanOrEqual(4 + 32);
    const more = bodies(150).map(body => `new ${body}`);
    log.flushNow(appendAll(log, more));
    const again = reader(fileSystem, 1, redo);
    expect(readAll(again)).toEqual(more);
    again.classifyEnd();
  });

  it('finds a full disk before a record is accepted, and works again when there is space', () => {
    const { fileSystem, writer } = setUp();
    const log = writer();
    log.flushNow(appendAll(log, bodies(10)));
    fileSystem.capacityBytes = SEGMENT * 3;
    const before = log.insertLsn;
    expect(() => log.ensureRoom(SEGMENT * 4)).toThrow(
      expect.objectContaining({ code: '53100', message: expect.stringContaining('No space left on device') }) as Error,
    );
    expect(log.insertLsn).toBe(before);
    log.flushNow(log.append(RecordKind.test, 1, text('small')));
    fileSystem.capacityBytes = Infinity;
    log.ensureRoom(SEGMENT * 4);
  });

  it.each(['now', 'async'])('ends all writing after a failed sync (%s)', async how => {
    const { fileSystem, writer } = setUp();
    const log = writer();
    const end = log.append(RecordKind.test, 1, text('lost?'));
    fileSystem.rules.push({ operation: 'sync', code: 'EIO', skip: 0, times: 1 });
    const expected = expect.objectContaining({
      severity: 'PANIC',
      code: '58030',
      message: `could not fdatasync file "wal/${segmentName(1)}": Input/output error`,
    }) as Error;
    if (how === 'now') expect(() => log.flushNow(end)).toThrow(expected);
    else await expect(log.flush(end)).rejects.toEqual(expected);
    const syncs = fileSystem.operationCount;
    expect(() => log.flushNow(end)).toThrow(expected);
    expect(() => log.append(RecordKind.test, 1, text('more'))).toThrow(expected);
    await expect(log.flush(end)).rejects.toEqual(expected);
    expect(fileSystem.operationCount).toBe(syncs);
    expect(log.flushedLsn).toBeLessThan(end);
  });
});
