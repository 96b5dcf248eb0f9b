/**
 * Gist: a generalised search tree (Hellerstein, Naughton, Pfeffer 1995) over boxes of normalised keys (box.ts), as pages in the pool: searches, insertion, and the
 * look for rows that exclude each other.
 *
 * Invariants
 * 1. One thread, and no yield while a node is held: no latches. What sleeps (cursors, vacuum) remembers pages and the number of splits it knows of
 *    (gist-cursor.ts).
 * 2. A structure change, with all boxes that it makes grow, is one page change.
 * 3. The box of a node's slot covers everything below it; boxes grow at once and shrink when a split computes them anew.
 * 4. An entry is removed only when its row is dead to everyone; "dead" marks set on the way are hints.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { arena, baseWord, type BufferPool, type FileKind, type RelationFile, type Storage } from '../../storage/index.js';
import type { Transaction, TransactionManager, Waiting } from '../../txn/index.js';
import type { IndexKeyBuffer } from '../index-key.js';
import { type IndexBounds, type IndexKeyColumn } from '../index-key.js';
import type {
  BuildMemory,
  Index,
  IndexBuilder,
  IndexCursor,
  IndexInsertResult,
  IndexOptions,
  IndexScanOptions,
  IndexStatistics,
  UniqueMode,
} from '../index-method.js';
import { ROW_DEAD, ROW_LIVE, ROW_PENDING, type RowLiveness } from '../table-method.js';
import { matchesBox, type BoxQuery, type PartCondition } from './box-query.js';
import { BoxUnion, BoxView } from './box.js';
import { GistBuilder } from './gist-build.js';
import { checkGist, gistStatistics } from './gist-check.js';
import { GistCursor } from './gist-cursor.js';
import { insertEntry } from './gist-insert.js';
import { GistKeyEncoder } from './gist-key-encoder.js';
import { childOf, isItemDead, itemAt, ITEM_HEADER_BYTES, KEY_BYTES_MAX, keyLength, markItemDead, nodeLevel, refOf, slotCount } from './gist-page.js';
import { gistStateOf, type GistState } from './gist-state.js';
import { vacuumGist } from './gist-vacuum.js';
import type { ShapeName } from './lossy.js';

const LEVELS_MAX = 40;

export class Gist implements Index {
  readonly name: string;
  readonly file: RelationFile;
  readonly encoder: GistKeyEncoder;
  readonly isUnique = false;
  readonly manager: TransactionManager;
  readonly storage: Storage;
  readonly pool: BufferPool;
  readonly state: GistState;
  readonly parts: number;
  /** The inner pages of the last descent, from the root, the slots taken, and whether their boxes must grow. */
  readonly pathPages = new Int32Array(LEVELS_MAX);
  readonly pathSlots = new Int32Array(LEVELS_MAX);
  readonly pathGrows = new Uint8Array(LEVELS_MAX);
  /** Scratch: a key of a page, the key being added, a union, what the best child costs. */
  readonly box: BoxView;
  readonly added: BoxView;
  readonly union: BoxUnion;
  readonly penalties: Float64Array;
  readonly widths: Float64Array;
  private readonly exclusion: readonly number[];
  private readonly inserted: IndexInsertResult = { status: 'inserted', ref: 0 as RowRef, xid: 0 as Xid };
  private readonly result: IndexInsertResult = { status: 'inserted', ref: 0 as RowRef, xid: 0 as Xid };

  constructor(options: IndexOptions) {
    this.name = options.name;
    this.file = options.file;
    this.encoder = options.encoder as GistKeyEncoder;
    this.manager = options.manager;
    this.storage = options.manager.storage;
    this.pool = this.storage.pool;
    this.exclusion = options.exclusion ?? [];
    this.parts = this.encoder.parts;
    this.box = new BoxView(this.parts);
    this.added = new BoxView(this.parts);
    this.union = new BoxUnion(this.parts);
    this.penalties = new Float64Array(this.parts);
    this.widths = new Float64Array(this.parts);
    this.state = gistStateOf(this.storage, options.file, 0 as Xid);
  }

  lookupUnique(): RowRef {
    throw new PgError('internal_error', 'a gist is not unique');
  }

  tryInsert(transaction: Transaction, key: IndexKeyBuffer, _hasNull: boolean, ref: RowRef): IndexInsertResult {
    this.checkLength(key.length);
    insertEntry(this, transaction, key.u8, key.length, ref);
    return this.inserted;
  }

  *insert(transaction: Transaction, key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, _mode: UniqueMode): Waiting<IndexInsertResult> {
    return this.tryInsert(transaction, key, hasNull, ref);
  }

  *findConflict(
    transaction: Transaction,
    key: IndexKeyBuffer,
    except: RowRef,
    liveness: RowLiveness,
    excludes: ((ref: RowRef) => boolean) | null = null,
  ): Waiting<IndexInsertResult> {
    const query = this.exclusionQuery(key);
    for (;;) {
      const { result } = this;
      result.status = 'inserted';
      result.ref = 0 as RowRef;
      result.xid = 0 as Xid;
      if (query === null) return result;
      this.searchConflict(transaction, query, except, liveness, excludes);
      if (this.outcome !== 'wait') return result;
      yield* this.manager.waitForXid(transaction, result.xid);
    }
  }

  scan(bounds: IndexBounds, options: IndexScanOptions = {}): IndexCursor {
    return new GistCursor(this, bounds, options);
  }

  builder(memory: BuildMemory | null = null): IndexBuilder {
    return new GistBuilder(this, memory);
  }

  bulkDelete(isDead: (ref: RowRef) => boolean): Waiting<number> {
    return vacuumGist(this, isDead);
  }

  check(visit?: (key: Uint8Array, start: number, length: number, ref: RowRef) => void): number {
    return checkGist(this, visit);
  }

  statistics(): IndexStatistics {
    return gistStatistics(this);
  }

  /** Entries that match, counted. */
  estimate(bounds: IndexBounds): number {
    const cursor = this.scan(bounds);
    let count = 0;
    while (cursor.nextRef() !== 0) count++;
    cursor.close();
    return count;
  }

  /** 54000 for a key beyond the limit. */
  checkLength(length: number): void {
    if (length <= KEY_BYTES_MAX) return;
    const size = (length + 8 + 7) & ~7;
    throw new PgError('program_limit_exceeded', `index row size ${size} exceeds maximum ${KEY_BYTES_MAX} for index "${this.name}"`);
  }

  private get outcome(): IndexInsertResult['status'] {
    return this.result.status;
  }

  private exclusionQuery(key: IndexKeyBuffer): BoxQuery | null {
    const conditions: PartCondition[] = [];
    for (let column = 0; column < this.exclusion.length; column++) {
      const condition = this.encoder.conditionOfKey(key, column, this.exclusion[column]);
      if (condition === null) return null;
      conditions.push(condition);
    }
    return { conditions };
  }

  /** Looks at all entries that match; sets the result's status to `conflict` or `wait` if one stands in the way. */
  private searchConflict(transaction: Transaction, query: BoxQuery, except: RowRef, liveness: RowLiveness, excludes: ((ref: RowRef) => boolean) | null): void {
    const { pool, file, result, box } = this;
    const pages = [this.state.root];
    while (pages.length > 0) {
      const frame = pool.pin(file, pages.pop() as number);
      try {
        const views = arena.chunks[frame >>> 11];
        const word = baseWord(frame);
        const { u8 } = views;
        const isLeaf = nodeLevel(views, word) === 0;
        const count = slotCount(views, word);
        for (let slot = 0; slot < count; slot++) {
          const at = itemAt(views, word, slot);
          if (isLeaf && isItemDead(u8, at)) continue;
          if (!matchesBox(query, box.read(u8, at + ITEM_HEADER_BYTES, keyLength(u8, at)), isLeaf)) continue;
          if (!isLeaf) {
            pages.push(childOf(u8, at));
            continue;
          }
          const ref = refOf(u8, at);
          if (ref === except) continue;
          const state = liveness.check(ref, transaction);
          if (state === ROW_DEAD) {
            markItemDead(u8, at);
            continue;
          }
          if (state !== ROW_LIVE && state !== ROW_PENDING) continue;
          const { xid, liveRef: found } = liveness;
          if (found === except) continue;
          if (excludes !== null && !excludes(found)) continue;
          result.status = state === ROW_LIVE ? 'conflict' : 'wait';
          result.ref = found;
          result.xid = state === ROW_LIVE ? (0 as Xid) : xid;
          return;
        }
      } finally {
        pool.unpin(frame);
      }
    }
  }
}

/** Opens a GiST for the port in ./index.ts: these two are all that others call. */
export function openGist(options: IndexOptions): Index {
  return new Gist(options);
}

export function createGistFile(transaction: Transaction, kind: FileKind): RelationFile {
  const file = transaction.manager.createFile(transaction, { kind });
  gistStateOf(transaction.manager.storage, file, transaction.assignXid());
  return file;
}

export function gistKeyEncoder(columns: readonly IndexKeyColumn[], shapes: readonly ShapeName[]): GistKeyEncoder {
  return new GistKeyEncoder(columns, shapes);
}
