/** The B+tree against a sorted array: random operations, ranges both ways, suspended scans, builds, vacuum; small pools, long and duplicate keys. */
import { describe, expect, it } from 'vitest';
import { boundsOf, BTree, btreeMethod, FULL_RANGE, IndexKeyBuffer, type IndexBounds, type IndexKeyEncoder } from '../../../src/access/index.js';
import type { RowRef } from '../../../src/base/index.js';
import { SeededRandom } from '../../../src/io/index.js';
import { FileKind, TemporaryFiles } from '../../../src/storage/index.js';
import type { Transaction, TransactionManager } from '../../../src/txn/index.js';
import { diskManager, keyEncoder, memoryManager, now } from './fixture.js';

interface Entry {
  readonly key: Uint8Array;
  readonly ref: number;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}
function compareEntries(a: Entry, b: Entry): number {
  return compareBytes(a.key, b.key) || a.ref - b.ref;
}

/** A tree and the array it must agree with. */
class Model {
  readonly transaction: Transaction;
  readonly tree: BTree;
  entries: Entry[] = [];
  private nextRef = 1;

  constructor(
    readonly manager: TransactionManager,
    readonly encoder: IndexKeyEncoder,
  ) {
    this.transaction = manager.begin();
    const file = btreeMethod.createFile(this.transaction, FileKind.permanent);
    this.tree = new BTree({ manager, file, name: 'i', encoder, isUnique: false });
  }

  insertKey(key: Uint8Array, ref = this.nextRef++ * 65536 + 1): void {
    const buffer = new IndexKeyBuffer();
    buffer.bytes(key);
    expect(this.tree.tryInsert(this.transaction, buffer, false, ref as RowRef, 'none', null).status).toBe('inserted');
    expect(buffer.length).toBe(key.length);
    this.entries.push({ key, ref });
  }

  verify(): void {
    this.entries.sort(compareEntries);
    const found: Entry[] = [];
    this.tree.check((key, start, length, ref) => found.push({ key: key.slice(start, start + length), ref }));
    expect(found.length).toBe(this.entries.length);
    for (let i = 0; i < found.length; i++) if (compareEntries(found[i], this.entries[i]) !== 0) throw new Error(`entry ${i} differs`);
    expect(this.manager.storage.pool.pinnedCount).toBe(0);
  }

  expected(bounds: IndexBounds): number[] {
    const isAbove = (e: Entry): boolean => {
      const { bytes, isAfter } = bounds.low;
      if (startsWith(e.key, bytes)) return !isAfter;
      return compareBytes(e.key, bytes) > 0;
    };
    const isBelow = (e: Entry): boolean => {
      const { bytes, isAfter } = bounds.high;
      if (startsWith(e.key, bytes)) return isAfter;
      return compareBytes(e.key, bytes) < 0;
    };
    return this.entries.filter(e => isAbove(e) && isBelow(e)).map(e => e.ref);
  }

  scan(bounds: IndexBounds, isBackward = false): number[] {
    const cursor = this.tree.scan(bounds, { isBackward });
    const refs: number[] = [];
    for (let ref = cursor.nextRef(); ref !== 0; ref = cursor.nextRef()) refs.push(ref);
    return refs;
  }
}

function startsWith(key: Uint8Array, prefix: Uint8Array): boolean {
  return key.length >= prefix.length && compareBytes(key.subarray(0, prefix.length), prefix) === 0;
}

/** A self-delimiting random key, as a text column would have. */
function randomKey(random: SeededRandom, lengthMax: number, alphabet: number): Uint8Array {
  const length = Math.floor(random.next() * lengthMax);
  const key = new Uint8Array(length + 2);
  key[0] = 1;
  for (let i = 1; i <= length; i++) key[i] = 1 + Math.floor(random.next() * alphabet);
  key[length + 1] = 0;
  return key;
}

describe('B+tree against a sorted array', () => {
  for (const [name, lengthMax, alphabet, count] of [
    ['short keys', 6, 200, 8000],
    ['many duplicates', 2, 3, 6000],
    ['shared prefixes', 40, 2, 4000],
    ['long keys', 2690, 3, 400],
    ['mixed lengths', 300, 4, 3000],
  ] as const) {
    it(`${name}, in random order`, () => {
      const random = new SeededRandom(count);
      const model = new Model(memoryManager(), keyEncoder('text'));
      for (let i = 0; i < count; i++) {
        model.insertKey(randomKey(random, lengthMax, alphabet));
        if (i < 50 || i % 997 === 0) model.verify();
      }
      model.verify();
      for (let i = 0; i < 40; i++) {
        const bound = (): IndexBounds['low'] => ({ bytes: randomKey(random, lengthMax, alphabet).slice(0, -1), isAfter: random.next() < 0.5 });
        const bounds = { low: bound(), high: bound() };
        const expected = model.expected(bounds);
        expect(model.scan(bounds)).toEqual(expected);
        expect(model.scan(bounds, true)).toEqual([...expected].reverse());
        const estimate = model.tree.estimate(bounds);
        expect(Number.isFinite(estimate) && estimate >= 0).toBe(true);
      }
      expect(model.scan(FULL_RANGE)).toEqual(model.entries.map(e => e.ref));
      expect(model.manager.storage.pool.pinnedCount).toBe(0);
    });
  }

  it('ascending and descending insertion', () => {
    for (const isDescending of [false, true]) {
      const model = new Model(memoryManager(), keyEncoder('int8'));
      for (let i = 0; i < 20000; i++) {
        model.encoder.encode([isDescending ? 1e12 - i * 7 : i * 3]);
        model.insertKey(model.encoder.key.take());
      }
      model.verify();
      // Appending leaves pages nearly full.
      if (!isDescending) expect(model.tree.statistics().leafPages).toBeLessThan(85);
    }
  });

  it('splits at every position of a page', () => {
    for (let position = 0; position < 24; position++) {
      const model = new Model(memoryManager(), keyEncoder('text'));
      const key = (i: number): Uint8Array => {
        const bytes = new Uint8Array(340).fill(1 + (i % 3));
        bytes[0] = 1;
        bytes[1] = 10 + i;
        bytes[339] = 0;
        return bytes;
      };
      for (let i = 0; i < 24; i++) if (i !== position) model.insertKey(key(i));
      model.insertKey(key(position));
      model.verify();
    }
  });

  it('a pool of 2, 3 and 4 frames', async () => {
    for (const frames of [2, 3, 4]) {
      const random = new SeededRandom(frames);
      const { manager } = await diskManager(frames);
      const model = new Model(manager, keyEncoder('text'));
      for (let i = 0; i < 3000; i++) model.insertKey(randomKey(random, 60, 20));
      model.verify();
      expect(model.scan(FULL_RANGE, true)).toEqual(model.entries.map(e => e.ref).reverse());
      manager.commitNow(model.transaction);
    }
  });

  it('refuses keys over 2704 bytes, takes 2704', () => {
    const model = new Model(memoryManager(), keyEncoder('text'));
    for (let i = 0; i < 12; i++) model.insertKey(new Uint8Array(2704).fill(i + 1));
    model.verify();
    expect(() => model.insertKey(new Uint8Array(2705))).toThrow('index row size 2720 exceeds btree version 4 maximum 2704 for index "i"');
  });
});

describe('scans that sleep', () => {
  it('see each entry that was there exactly once while others split and delete', () => {
    for (const isBackward of [false, true]) {
      const random = new SeededRandom(77);
      const model = new Model(memoryManager(), keyEncoder('text'));
      for (let i = 0; i < 3000; i++) model.insertKey(randomKey(random, 12, 8));
      model.entries.sort(compareEntries);
      const doomed = new Set(model.entries.filter(() => random.next() < 0.3).map(e => e.ref));
      const before = model.entries.map(e => e.ref);
      const cursor = model.tree.scan(FULL_RANGE, { isBackward });
      const seen: number[] = [];
      let steps = 0;
      const vacuum = model.tree.bulkDelete(ref => doomed.has(ref));
      for (let ref = cursor.nextRef(); ref !== 0; ref = cursor.nextRef()) {
        seen.push(ref);
        steps++;
        for (let i = 0; i < 3; i++) model.insertKey(randomKey(random, 12, 8));
        if (steps % 100 === 0) vacuum.next();
        if (steps === 1500) while (!vacuum.next().done);
      }
      const originals = new Set(before);
      const ours = seen.filter(ref => originals.has(ref) && !doomed.has(ref));
      const wanted = before.filter(ref => !doomed.has(ref));
      expect(ours).toEqual(isBackward ? wanted.reverse() : wanted);
      expect(new Set(seen).size).toBe(seen.length);
      model.entries = model.entries.filter(e => !doomed.has(e.ref));
      model.verify();
    }
  });

  it('mark and restore', () => {
    const model = new Model(memoryManager(), keyEncoder('int4'));
    for (let i = 0; i < 3000; i++) {
      model.encoder.encode([i]);
      model.insertKey(model.encoder.key.take());
    }
    const cursor = model.tree.scan(FULL_RANGE, { wantsKeys: true });
    cursor.mark();
    const first = cursor.nextRef();
    for (let i = 1; i < 1000; i++) cursor.nextRef();
    expect(model.encoder.decode(cursor.keyBytes, cursor.keyStart)).toEqual([999]);
    cursor.restore();
    expect(cursor.nextRef()).toBe(first);
    for (let i = 1; i < 1234; i++) cursor.nextRef();
    cursor.mark();
    const next = cursor.nextRef();
    for (let i = 0; i < 900; i++) cursor.nextRef();
    cursor.restore();
    expect(cursor.nextRef()).toBe(next);
  });

  it('entries marked dead are skipped and make room', () => {
    const model = new Model(memoryManager(), keyEncoder('int4'));
    for (let i = 0; i < 300; i++) {
      model.encoder.encode([i]);
      model.insertKey(model.encoder.key.take());
    }
    const cursor = model.tree.scan(FULL_RANGE);
    let i = 0;
    for (let ref = cursor.nextRef(); ref !== 0; ref = cursor.nextRef(), i++) if (i % 2 === 0) cursor.killLast();
    model.entries.sort(compareEntries);
    model.entries = model.entries.filter((_, at) => at % 2 === 1);
    model.verify();
    expect(model.tree.statistics().leafPages).toBe(1);
    for (let k = 0; k < 150; k++) {
      model.encoder.encode([k * 2]);
      model.insertKey(model.encoder.key.take());
    }
    model.verify();
    expect(model.tree.statistics().leafPages).toBe(1);
  });
});

describe('vacuum and build', () => {
  it('bulk deletion gives pages back to later splits', () => {
    const random = new SeededRandom(5);
    const model = new Model(memoryManager(), keyEncoder('int8'));
    for (let round = 0; round < 6; round++) {
      const low = round * 10000;
      for (let i = 0; i < 8000; i++) {
        model.encoder.encode([low + Math.floor(random.next() * 10000)]);
        model.insertKey(model.encoder.key.take());
      }
      model.verify();
      const doomed = new Set(model.entries.filter(() => random.next() < 0.98).map(e => e.ref));
      expect(now(model.tree.bulkDelete(ref => doomed.has(ref)))).toBe(doomed.size);
      model.entries = model.entries.filter(e => !doomed.has(e.ref));
      model.verify();
    }
    expect(now(model.tree.bulkDelete(() => true))).toBe(model.entries.length);
    model.entries = [];
    model.verify();
    expect(model.tree.file.pageCount).toBeLessThan(160);
  });

  it('keys that move to the right leave no pages behind', () => {
    const random = new SeededRandom(11);
    for (const isRandom of [false, true]) {
      const model = new Model(memoryManager(), keyEncoder('int8', 'text'));
      const put = (key: number): void => {
        // Wide keys: a tree of several levels, so that whole inner nodes empty.
        model.encoder.encode([key, `${'x'.repeat(400)}${key % 7}`]);
        model.insertKey(model.encoder.key.take());
      };
      let next = 0;
      while (next < 3000) put(next++);
      for (let round = 0; round < 12; round++) {
        const gone = new Set<number>();
        for (let i = 0; i < 1000; i++) gone.add(model.entries[isRandom ? random.below(model.entries.length) : i]!.ref);
        model.entries = model.entries.filter(e => !gone.has(e.ref));
        for (let i = gone.size; i > 0; i--) put(next++);
        expect(now(model.tree.bulkDelete(ref => gone.has(ref)))).toBe(gone.size);
        model.verify();
      }
      // 3,000 keys of some 430 bytes fill about 170 pages; what is deleted in between, and a half-full page here and there, is on top.
      expect(model.tree.statistics().leafPages).toBeLessThan(isRandom ? 260 : 190);
      expect(model.tree.file.pageCount).toBeLessThan(340);
    }
  });

  it('leaves merge under scans both ways that sleep', () => {
    const random = new SeededRandom(12);
    const model = new Model(memoryManager(), keyEncoder('int8'));
    for (let i = 0; i < 20_000; i++) {
      model.encoder.encode([i * 5]);
      model.insertKey(model.encoder.key.take());
    }
    const kept = new Set(model.entries.filter(() => random.chance(0.2)).map(e => e.ref));
    const before = model.tree.statistics().leafPages;
    const scans = [false, true].map(isBackward => ({ cursor: model.tree.scan(FULL_RANGE, { isBackward }), isBackward, found: [] as number[] }));
    const read = ({ cursor, found }: (typeof scans)[0], count: number): void => {
      for (let ref: number = count > 0 ? cursor.nextRef() : 0; ref !== 0; ref = --count > 0 ? cursor.nextRef() : 0) found.push(ref);
    };
    const vacuum = model.tree.bulkDelete(ref => !kept.has(ref));
    for (let isDone = false; !isDone;) {
      isDone = vacuum.next().done === true;
      for (const scan of scans) read(scan, 150);
    }
    for (const scan of scans) {
      read(scan, Infinity);
      const { found, isBackward } = scan;
      expect(found.filter(ref => kept.has(ref))).toEqual([...kept].sort((a, b) => (isBackward ? b - a : a - b)));
    }
    model.entries = model.entries.filter(e => kept.has(e.ref));
    model.verify();
    expect(model.tree.statistics().leafPages).toBeLessThan(before * 0.35);
  });

  it.each([null, 1, 10_000, 200_000])('a build in %s bytes equals inserting one by one', limitBytes => {
    const random = new SeededRandom(9);
    for (const [lengthMax, alphabet, count] of [
      [10, 100, 0],
      [10, 100, 1],
      [10, 100, limitBytes === 1 ? 1000 : 20000],
      [3, 3, 5000],
      [2600, 2, 300],
    ]) {
      const files = new TemporaryFiles(null, 'test', () => -1);
      const model = new Model(memoryManager(), keyEncoder('text'));
      const builder = model.tree.builder(limitBytes === null ? null : { limitBytes, spill: () => files.create() });
      for (let i = 0; i < count; i++) {
        const key = randomKey(random, lengthMax, alphabet);
        const buffer = new IndexKeyBuffer();
        buffer.bytes(key);
        builder.add(buffer, false, (i * 65536 + 5) as RowRef, true);
        model.entries.push({ key, ref: i * 65536 + 5 });
      }
      expect(now(builder.finish())).toBe(null);
      model.verify();
      for (let i = 0; i < 500; i++) model.insertKey(randomKey(random, lengthMax, alphabet), (i + 1000000) * 65536 + 1);
      model.verify();
    }
  });

  it('a unique build finds duplicates among live rows only', () => {
    const manager = memoryManager();
    const transaction = manager.begin();
    const encoder = keyEncoder('int4');
    const build = (rows: readonly [number | null, boolean][], limitBytes: number): unknown => {
      const files = new TemporaryFiles(null, 'test', () => -1);
      const tree = new BTree({ manager, file: btreeMethod.createFile(transaction, FileKind.permanent), name: 'u', encoder, isUnique: true });
      const builder = tree.builder({ limitBytes, spill: () => files.create() });
      rows.forEach(([value, isLive], i) => builder.add((encoder.encode([value]), encoder.key), value === null, (i + 1) as RowRef, isLive));
      return now(builder.finish());
    };
    for (const limitBytes of [1, 100, 1_000_000]) {
      const live = build([[1, true], [2, true], [1, false], [null, true], [null, true]], limitBytes); // prettier-ignore
      expect(live).toBe(null);
      expect(build([[1, true], [2, true], [1, true]], limitBytes)).toEqual({ first: 1, second: 3 }); // prettier-ignore
    }
  });
});

describe('key bounds', () => {
  const orders = [
    { isDescending: false, nullsFirst: false },
    { isDescending: false, nullsFirst: true },
    { isDescending: true, nullsFirst: false },
    { isDescending: true, nullsFirst: true },
  ];
  it('find what comparing values finds, for every column order', () => {
    for (const order of orders) {
      const model = new Model(memoryManager(), keyEncoder('int4', { type: 'text', ...order }));
      const rows: [number, string | null][] = [];
      const texts = [null, '', 'a', 'ab', 'b', 'ba', 'z', 'é'];
      for (let i = 0; i < 4; i++) for (const text of texts) rows.push([i, text]);
      const byRef = new Map<number, [number, string | null]>();
      rows.forEach(([a, b], i) => {
        model.encoder.encode([a, b]);
        model.insertKey(model.encoder.key.take(), i + 1);
        byRef.set(i + 1, [a, b]);
      });
      const rowsOf = (condition: Parameters<typeof boundsOf>[1]): string[] => {
        const bounds = boundsOf(model.encoder, condition);
        return bounds === null
          ? []
          : model
              .scan(bounds)
              .map(ref => JSON.stringify(byRef.get(ref)))
              .sort();
      };
      const where = (test: (a: number, b: string | null) => boolean): string[] =>
        rows
          .filter(([a, b]) => test(a, b))
          .map(r => JSON.stringify(r))
          .sort();
      const less = (x: string, y: string): boolean => Buffer.compare(Buffer.from(x), Buffer.from(y)) < 0;
      expect(rowsOf({ equal: [2] })).toEqual(where(a => a === 2));
      expect(rowsOf({ equal: [2, 'ab'] })).toEqual(where((a, b) => a === 2 && b === 'ab'));
      expect(rowsOf({ equal: [1, null] })).toEqual(where((a, b) => a === 1 && b === null));
      expect(rowsOf({ equal: [1], isNotNull: true })).toEqual(where((a, b) => a === 1 && b !== null));
      expect(rowsOf({ equal: [], lower: { strategy: '>', value: 1 } })).toEqual(where(a => a > 1));
      expect(rowsOf({ equal: [], lower: { strategy: '>=', value: 1 }, upper: { strategy: '<', value: 3 } })).toEqual(where(a => a >= 1 && a < 3));
      for (const v of ['', 'a', 'aa', 'b', 'zz']) {
        expect(rowsOf({ equal: [3], lower: { strategy: '>', value: v } })).toEqual(where((a, b) => a === 3 && b !== null && less(v, b)));
        expect(rowsOf({ equal: [3], lower: { strategy: '>=', value: v } })).toEqual(where((a, b) => a === 3 && b !== null && !less(b, v)));
        expect(rowsOf({ equal: [3], upper: { strategy: '<', value: v } })).toEqual(where((a, b) => a === 3 && b !== null && less(b, v)));
        expect(rowsOf({ equal: [3], upper: { strategy: '<=', value: v } })).toEqual(where((a, b) => a === 3 && b !== null && !less(v, b)));
        expect(rowsOf({ equal: [3], lower: { strategy: '>', value: v }, upper: { strategy: '<=', value: 'b' } })).toEqual(
          where((a, b) => a === 3 && b !== null && less(v, b) && !less('b', b)),
        );
      }
      expect(rowsOf({ equal: [3], lower: { strategy: '>', value: null } })).toEqual([]);
      const all = model
        .scan(FULL_RANGE)
        .map(ref => (byRef.get(ref) as [number, string | null])[1])
        .slice(0, texts.length);
      expect(all[0] === null).toBe(order.nullsFirst);
    }
  });
});
