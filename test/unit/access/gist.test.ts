/** The GiST against a list: random insertions, searches by every strategy, suspended searches, builds, vacuum, crashes; small pools, long keys, NULLs and empty ranges. */
import { describe, expect, it } from 'vitest';
import { gistKeyEncoder, gistMethod, type Index, type IndexBounds, type ShapeName } from '../../../src/access/index.js';
import type { GistKeyEncoder } from '../../../src/access/gist/gist-key-encoder.js';
import type { RowRef } from '../../../src/base/index.js';
import { SeededRandom } from '../../../src/io/index.js';
import { FileKind, TemporaryFiles, type RelationFile } from '../../../src/storage/index.js';
import type { Transaction, TransactionManager } from '../../../src/txn/index.js';
import {
  emptyRange,
  makeRange,
  rangeBefore,
  rangeContains,
  rangeContainsElement,
  rangesAdjacent,
  rangesOverlap,
  compareBounds,
  lowerBound,
  upperBound,
  type Datum,
  type RangeFacts,
  type RangeValue,
} from '../../../src/types/index.js';
import { diskManager, memoryManager, now, type } from './fixture.js';

const INT4RANGE = type('int4range');
const FACTS = INT4RANGE.range as RangeFacts;

interface Kind {
  readonly types: readonly string[];
  readonly shapes: readonly ShapeName[];
  value(random: SeededRandom): Datum[];
  /** A column, a strategy and a comparand, and whether a value satisfies it. */
  question(random: SeededRandom): { column: number; strategy: number; comparand: Datum; holds: (value: Datum) => boolean };
}

function randomRange(random: SeededRandom, max = 1000): RangeValue {
  const pick = random.next();
  if (pick < 0.03) return emptyRange(FACTS);
  const from = Math.floor(random.next() * max);
  const to = from + Math.floor(random.next() * (pick < 0.1 ? max : 20));
  return makeRange(FACTS, pick > 0.97 ? null : from, random.next() < 0.5, pick > 0.95 && pick < 0.98 ? null : to + 1, random.next() < 0.5);
}

function rangeHolds(strategy: number, a: RangeValue, comparand: Datum): boolean {
  const b = comparand as RangeValue;
  switch (strategy) {
    case 1:
      return rangeBefore(FACTS, a, b);
    case 2:
      return !a.isEmpty && !b.isEmpty && compareBounds(FACTS, upperBound(a), upperBound(b)) <= 0;
    case 3:
      return rangesOverlap(FACTS, a, b);
    case 4:
      return !a.isEmpty && !b.isEmpty && compareBounds(FACTS, lowerBound(a), lowerBound(b)) >= 0;
    case 5:
      return rangeBefore(FACTS, b, a);
    case 6:
      return rangesAdjacent(FACTS, a, b);
    case 7:
      return rangeContains(FACTS, a, b);
    case 8:
      return rangeContains(FACTS, b, a);
    case 16:
      return rangeContainsElement(FACTS, a, comparand);
    default:
      return INT4RANGE.equals(a, b);
  }
}

function rangeQuestion(random: SeededRandom, column: number) {
  const strategy = [1, 2, 3, 4, 5, 6, 7, 8, 16, 18][Math.floor(random.next() * 10)];
  const comparand = strategy === 16 ? Math.floor(random.next() * 1000) : randomRange(random);
  return { column, strategy, comparand, holds: (v: Datum) => v !== null && rangeHolds(strategy, v as RangeValue, comparand) };
}

function scalarQuestion(random: SeededRandom, column: number, name: string, comparand: Datum) {
  const ops = type(name);
  const strategy = 1 + Math.floor(random.next() * 6);
  const holds = (v: Datum): boolean => {
    if (v === null) return false;
    const order = ops.compare(v, comparand);
    return [order < 0, order <= 0, order === 0, order >= 0, order > 0, order !== 0][strategy - 1];
  };
  return { column, strategy, comparand, holds };
}

const randomText = (random: SeededRandom): string => {
  const length = random.next() < 0.1 ? 300 + Math.floor(random.next() * 400) : Math.floor(random.next() * 12);
  return (
    'x'.repeat(random.next() < 0.5 ? 70 : 0) +
    Array.from({ length }, () => 'ab\u{10ffff}z'.charAt(Math.floor(random.next() * 4)).replace(/[\ud800-\udfff]/, '\u{10ffff}')).join('')
  );
};

const KINDS: Readonly<Record<string, Kind>> = {
  range: {
    types: ['int4range'],
    shapes: ['range'],
    value: random => [random.next() < 0.02 ? null : randomRange(random)],
    question: random => rangeQuestion(random, 0),
  },
  'room and range': {
    types: ['int4', 'int4range'],
    shapes: ['scalar', 'range'],
    value: random => [random.next() < 0.02 ? null : Math.floor(random.next() * 8), random.next() < 0.02 ? null : randomRange(random)],
    question: random => (random.next() < 0.5 ? scalarQuestion(random, 0, 'int4', Math.floor(random.next() * 8)) : rangeQuestion(random, 1)),
  },
  text: {
    types: ['text'],
    shapes: ['scalar'],
    value: random => [randomText(random)],
    question: random => scalarQuestion(random, 0, 'text', randomText(random)),
  },
};

class Model {
  readonly encoder: GistKeyEncoder;
  rows = new Map<number, Datum[]>();
  index: Index;
  transaction: Transaction;
  private nextRef = 1;

  constructor(
    public manager: TransactionManager,
    readonly kind: Kind,
    public file: RelationFile | null = null,
  ) {
    this.encoder = gistKeyEncoder(
      kind.types.map(t => ({ ops: type(t), isDescending: false, nullsFirst: false })),
      kind.shapes,
    );
    this.transaction = manager.begin();
    this.file = gistMethod.createFile(this.transaction, FileKind.permanent);
    this.index = gistMethod.open({ manager, file: this.file, name: 'i', encoder: this.encoder, isUnique: false });
  }

  insert(random: SeededRandom): void {
    const values = this.kind.value(random);
    const ref = this.nextRef++ * 65536 + 1;
    this.encoder.encode(values);
    expect(this.index.tryInsert(this.transaction, this.encoder.key, false, ref as RowRef, 'none', null).status).toBe('inserted');
    this.rows.set(ref, values);
  }

  verify(): void {
    const found = new Map<number, string>();
    this.index.check((key, start, length, ref) => found.set(ref, Buffer.from(key.subarray(start, start + length)).toString('hex')));
    expect(found.size).toBe(this.rows.size);
    for (const [ref, values] of this.rows) {
      this.encoder.encode(values);
      if (found.get(ref) !== Buffer.from(this.encoder.key.take()).toString('hex')) throw new Error(`entry ${ref} differs`);
    }
    expect(this.manager.storage.pool.pinnedCount).toBe(0);
  }

  ask(random: SeededRandom): { bounds: IndexBounds; expected: Set<number> } {
    const questions = Array.from({ length: random.next() < 0.3 ? 2 : 1 }, () => this.kind.question(random));
    const conditions = questions.map(q => this.encoder.condition(q.column, q.strategy, q.comparand));
    const nothing = conditions.includes(null);
    const expected = new Set<number>();
    for (const [ref, values] of this.rows) if (questions.every(q => q.holds(values[q.column]))) expected.add(ref);
    if (nothing) {
      expect(expected.size).toBe(0);
      conditions.length = 0;
      conditions.push({ part: 0, matchesNull: false, matchesEmpty: false, matchesSpans: false, tests: [] });
    }
    const box = { conditions: conditions as NonNullable<(typeof conditions)[number]>[] };
    const isLossy = questions.some(q => this.kind.shapes[q.column] === 'range' && q.strategy === 6);
    const bounds: IndexBounds = { low: { bytes: new Uint8Array(0), isAfter: false }, high: { bytes: new Uint8Array(0), isAfter: true }, box };
    const found = this.search(bounds);
    const filtered = isLossy ? found.filter(ref => questions.every(q => q.holds((this.rows.get(ref) as Datum[])[q.column]))) : found;
    if (filtered.length !== expected.size || filtered.some(ref => !expected.has(ref)))
      throw new Error(`strategy ${questions.map(q => q.strategy).join()}: ${filtered.length} found, ${expected.size} expected`);
    return { bounds, expected };
  }

  search(bounds: IndexBounds): number[] {
    const cursor = this.index.scan(bounds);
    const refs: number[] = [];
    for (let ref = cursor.nextRef(); ref !== 0; ref = cursor.nextRef()) refs.push(ref);
    expect(new Set(refs).size).toBe(refs.length);
    return refs;
  }
}

const EVERYTHING: IndexBounds = { low: { bytes: new Uint8Array(0), isAfter: false }, high: { bytes: new Uint8Array(0), isAfter: true } };

describe.each(Object.entries(KINDS))('a GiST of %s', (_, kind) => {
  it.each([1, 2])('finds what a list finds, seed %i', seed => {
    const random = new SeededRandom(seed);
    const model = new Model(memoryManager(), kind);
    for (let step = 0; step < 2000; step++) {
      model.insert(random);
      if (step % 40 === 0) model.ask(random);
    }
    model.verify();
    for (let i = 0; i < 100; i++) model.ask(random);
    expect(model.index.statistics().height).toBeGreaterThan(1);
  });

  it('works with a pool of few pages', async () => {
    const { manager } = await diskManager(12);
    const random = new SeededRandom(4);
    const model = new Model(manager, kind);
    for (let step = 0; step < 1500; step++) model.insert(random);
    model.verify();
    for (let i = 0; i < 50; i++) model.ask(random);
  });

  it('is built at once, in memory or through files', () => {
    const random = new SeededRandom(5);
    for (const limitBytes of [null, 20000]) {
      const model = new Model(memoryManager(), kind);
      const temporary = new TemporaryFiles(null, 'test', () => -1);
      const memory = limitBytes === null ? null : { limitBytes, spill: () => temporary.create() };
      const builder = model.index.builder(memory);
      for (let i = 1; i <= 3000; i++) {
        const values = kind.value(random);
        model.encoder.encode(values);
        builder.add(model.encoder.key, false, (i * 65536 + 1) as RowRef, true);
        model.rows.set(i * 65536 + 1, values);
      }
      now(builder.finish());
      model.verify();
      for (let i = 0; i < 50; i++) model.ask(random);
    }
  });

  it('a search that sleeps misses nothing and finds nothing twice while nodes split and empty ones go', () => {
    const random = new SeededRandom(6);
    const model = new Model(memoryManager(), kind);
    for (let i = 0; i < 1500; i++) model.insert(random);
    for (let round = 0; round < 10; round++) {
      // Somebody's snapshot is what keeps free pages from being used again.
      const snapshot = model.manager.takeSnapshot(null);
      const cursor = model.index.scan(EVERYTHING);
      const before = new Set(model.rows.keys());
      const found: number[] = [];
      for (let ref = cursor.nextRef(); ref !== 0; ref = cursor.nextRef()) {
        found.push(ref);
        if (random.next() < 0.3) model.insert(random);
        if (random.next() < 0.003) {
          const dead = new Set([...model.rows.keys()].filter(r => r % 3 === round % 3 && !found.includes(r)).slice(0, 200));
          now(model.index.bulkDelete(r => dead.has(r)));
          for (const r of dead) {
            model.rows.delete(r);
            before.delete(r);
          }
        }
      }
      model.manager.releaseSnapshot(snapshot);
      expect(new Set(found).size).toBe(found.length);
      for (const ref of before) if (!found.includes(ref)) throw new Error(`row ${ref} was missed`);
      model.verify();
    }
  });

  it('vacuum removes what is dead, and pages that are left empty are used again', () => {
    const random = new SeededRandom(7);
    const model = new Model(memoryManager(), kind);
    for (let i = 0; i < 2000; i++) model.insert(random);
    const pages = model.index.file.pageCount;
    for (let round = 0; round < 6; round++) {
      const kept = round % 2 === 0 ? 0.5 : 0.02;
      const dead = new Set([...model.rows.keys()].filter(() => random.next() >= kept));
      expect(now(model.index.bulkDelete(r => dead.has(r)))).toBe(dead.size);
      for (const ref of dead) model.rows.delete(ref);
      model.verify();
      // A free page waits until transactions have begun and ended since.
      for (let i = 0; i < 2; i++) {
        model.manager.commitNow(model.transaction);
        model.transaction = model.manager.begin();
        model.transaction.assignXid();
      }
      for (let i = 0; i < dead.size; i++) model.insert(random);
      model.verify();
      for (let i = 0; i < 20; i++) model.ask(random);
    }
    expect(model.index.file.pageCount).toBeLessThan(pages * 2.5);
  });

  it('gives keys back', () => {
    const random = new SeededRandom(8);
    const model = new Model(memoryManager(), kind);
    for (let i = 0; i < 500; i++) model.insert(random);
    const cursor = model.index.scan(EVERYTHING, { wantsKeys: true });
    const values: Datum[] = [];
    for (let ref = cursor.nextRef(); ref !== 0; ref = cursor.nextRef()) {
      model.encoder.readValues(cursor.keyBytes, cursor.keyStart, cursor.keyLength, values, kind.types.length);
      expect(values).toEqual(model.rows.get(ref));
    }
  });
});
