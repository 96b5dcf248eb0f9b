/**
 * BTree: an ordered index as a B+tree of pages in the pool, the descent, look-ups, and insertion with uniqueness checks.
 *
 * Invariants
 * 1. One thread, and no yield while a node is held: no latches. What sleeps (cursors, vacuum) remembers keys, and page numbers only together with the
 *    state's `version`.
 * 2. A structure change is one page change.
 * 3. An entry is removed only when its row is dead to everyone; "dead" marks set on the way are hints.
 *
 * A look-up in 1M int4 keys is three pins and about 20 slot comparisons.
 */
import { rowRefLine, rowRefPage, type RowRef, type Xid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { arena, baseWord, PageKind, pageKind, type BufferPool, type ChunkViews, type RelationFile, type Storage } from '../../storage/index.js';
import type { Snapshot, Transaction, TransactionManager, Waiting } from '../../txn/index.js';
import { IndexKeyBuffer, type IndexBounds, type IndexKeyEncoder } from '../index-key.js';
import type {
  BuildMemory,
  Index,
  IndexBuilder,
  IndexCapabilities,
  IndexCursor,
  IndexInsertResult,
  IndexMethod,
  IndexOptions,
  IndexScanOptions,
  IndexStatistics,
  UniqueMode,
} from '../index-method.js';
import { ROW_DEAD, ROW_LIVE, ROW_PENDING, type RowLiveness } from '../table-method.js';
import { BTreeBuilder } from './btree-build.js';
import { checkTree, estimateEntries, treeStatistics } from './btree-check.js';
import { BTreeCursor } from './btree-cursor.js';
import { insertIntoLeaf } from './btree-insert.js';
import { childOf, isItemDead, ITEM_DEAD, itemOffset, KEY_BYTES_MAX, refOfSlot, rightOf, searchNode, slotCount, startsWith } from './btree-page.js';
import { vacuumTree } from './btree-vacuum.js';
import { NodeImage } from './node-image.js';
import { treeStateOf, type TreeState } from './tree-state.js';

/** Levels of a tree: with two keys a page 2^32 pages would need 32. */
const LEVELS_MAX = 40;

export class BTree implements Index {
  readonly name: string;
  readonly file: RelationFile;
  readonly encoder: IndexKeyEncoder;
  readonly isUnique: boolean;
  readonly manager: TransactionManager;
  readonly storage: Storage;
  readonly pool: BufferPool;
  readonly state: TreeState;
  /** The inner pages of the last descent, from the root, and the slots taken. */
  readonly pathPages = new Int32Array(LEVELS_MAX);
  readonly pathSlots = new Int32Array(LEVELS_MAX);
  private readonly images: NodeImage[] = [];
  private readonly result: IndexInsertResult = { status: 'inserted', ref: 0 as RowRef, xid: 0 as Xid };

  constructor(options: IndexOptions) {
    this.name = options.name;
    this.file = options.file;
    this.encoder = options.encoder;
    this.isUnique = options.isUnique;
    this.manager = options.manager;
    this.storage = options.manager.storage;
    this.pool = this.storage.pool;
    this.state = treeStateOf(this.storage, options.file, 0 as Xid);
  }

  /** Scratch image number i, for changes that rewrite several nodes. */
  image(i: number): NodeImage {
    return (this.images[i] ??= new NodeImage());
  }

  /** Descends to the leaf where the bound lies; returns its page number and leaves the path. */
  descend(key: Uint8Array, length: number, isAfter: boolean): number {
    const { pool, file, pathPages, pathSlots } = this;
    let page = this.state.root;
    const levels = this.state.level;
    for (let depth = 0; depth < levels; depth++) {
      const frame = pool.pin(file, page);
      const views = arena.chunks[frame >>> 11];
      const word = baseWord(frame);
      const slot = searchNode(views, word, slotCount(views, word), 1, key, length, isAfter, true) - 1;
      pathPages[depth] = page;
      pathSlots[depth] = slot;
      page = childOf(views, word, slot);
      pool.unpin(frame);
    }
    return page;
  }

  lookupUnique(key: Uint8Array, length: number, reader: Snapshot | null = null): RowRef {
    const { pool, file } = this;
    let page = this.state.root;
    for (let depth = this.state.level; depth > 0; depth--) {
      const frame = pool.pin(file, page);
      const views = arena.chunks[frame >>> 11];
      const word = baseWord(frame);
      page = childOf(views, word, searchNode(views, word, slotCount(views, word), 1, key, length, false, true) - 1);
      pool.unpin(frame);
    }
    for (;;) {
      if (reader !== null) this.manager.serializable.readPage(reader, file.fileId, page);
      const frame = pool.pin(file, page);
      const views = arena.chunks[frame >>> 11];
      const word = baseWord(frame);
      const count = slotCount(views, word);
      let slot = searchNode(views, word, count, 0, key, length, false, false);
      let ref = 0 as RowRef;
      for (; slot < count; slot++) {
        const at = word * 4 + itemOffset(views, word, slot);
        if (!startsWith(views.u8, at, key, length)) break;
        if (isItemDead(views.u8, at)) continue;
        ref = refOfSlot(views, word, slot);
        break;
      }
      const right = rightOf(views, word);
      pool.unpin(frame);
      // Only when the search ran off the leaf's end can the next one begin with the key.
      if (ref !== 0 || slot < count || right === 0) return ref;
      page = right;
    }
  }

  tryInsert(transaction: Transaction, key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, mode: UniqueMode, liveness: RowLiveness | null): IndexInsertResult {
    const length = key.length;
    if (length > KEY_BYTES_MAX) throw this.tooLong(length);
    appendRef(key, ref);
    const fullLength = key.length;
    key.length = length;
    const { result } = this;
    result.status = 'inserted';
    result.ref = 0 as RowRef;
    result.xid = 0 as Xid;
    const isChecked = this.isUnique && mode !== 'none' && !hasNull && liveness !== null;
    let leaf = this.descend(key.u8, isChecked ? length : fullLength, false);
    let frame = this.pool.pin(this.file, leaf);
    let views: ChunkViews = arena.chunks[frame >>> 11];
    let word = baseWord(frame);
    let count = slotCount(views, word);
    let position = searchNode(views, word, count, 0, key.u8, isChecked ? length : fullLength, false, false);
    if (isChecked) {
      const isAlone = position < count ? !startsWith(views.u8, word * 4 + itemOffset(views, word, position), key.u8, length) : rightOf(views, word) === 0;
      if (!isAlone) {
        this.pool.unpin(frame);
        this.checkDuplicates(transaction, key, length, leaf, position, NO_EXCEPTION, liveness);
        if (result.status !== 'inserted') {
          // A failure to serialize is said rather than a duplicate that comes of it.
          if (result.status === 'conflict' && transaction.serializable !== null) this.manager.serializable.write(transaction, this.file.fileId, leaf, null);
          if (mode !== 'partial') return result;
          result.status = 'maybe';
        }
        leaf = this.descend(key.u8, fullLength, false);
        frame = this.pool.pin(this.file, leaf);
        views = arena.chunks[frame >>> 11];
        word = baseWord(frame);
        count = slotCount(views, word);
        position = searchNode(views, word, count, 0, key.u8, fullLength, false, false);
      }
    }
    this.pool.unpin(frame);
    if (transaction.serializable !== null) this.manager.serializable.write(transaction, this.file.fileId, leaf, null);
    insertIntoLeaf(this, leaf, position, key.u8, fullLength, transaction, liveness);
    return result;
  }

  *insert(
    transaction: Transaction,
    key: IndexKeyBuffer,
    hasNull: boolean,
    ref: RowRef,
    mode: UniqueMode,
    liveness: RowLiveness | null,
  ): Waiting<IndexInsertResult> {
    const first = this.tryInsert(transaction, key, hasNull, ref, mode, liveness);
    if (first.status !== 'wait') return first;
    // The caller's buffer may be used for other keys while we sleep.
    const own = copyOf(key);
    let { xid } = first;
    for (;;) {
      yield* this.manager.waitForXid(transaction, xid);
      const result = this.tryInsert(transaction, own, hasNull, ref, mode, liveness);
      if (result.status !== 'wait') return result;
      xid = result.xid;
    }
  }

  *findConflict(transaction: Transaction, key: IndexKeyBuffer, except: RowRef, liveness: RowLiveness): Waiting<IndexInsertResult> {
    const own = copyOf(key);
    const { result } = this;
    for (;;) {
      result.status = 'inserted';
      result.ref = 0 as RowRef;
      result.xid = 0 as Xid;
      const leaf = this.descend(own.u8, own.length, false);
      const frame = this.pool.pin(this.file, leaf);
      const views = arena.chunks[frame >>> 11];
      const word = baseWord(frame);
      const position = searchNode(views, word, slotCount(views, word), 0, own.u8, own.length, false, false);
      this.pool.unpin(frame);
      this.checkDuplicates(transaction, own, own.length, leaf, position, except, liveness);
      if (this.outcome !== 'wait') return result;
      const { xid } = result;
      yield* this.manager.waitForXid(transaction, xid);
    }
  }

  scan(bounds: IndexBounds, options: IndexScanOptions = {}): IndexCursor {
    return new BTreeCursor(this, bounds, options);
  }

  builder(memory: BuildMemory | null = null): IndexBuilder {
    return new BTreeBuilder(this, memory);
  }

  bulkDelete(isDead: (ref: RowRef) => boolean): Waiting<number> {
    return vacuumTree(this, isDead);
  }

  check(visit?: (key: Uint8Array, start: number, length: number, ref: RowRef) => void): number {
    return checkTree(this, visit);
  }

  statistics(): IndexStatistics {
    return treeStatistics(this);
  }

  estimate(bounds: IndexBounds): number {
    return estimateEntries(this, bounds);
  }

  /** First slot of a leaf that is not below the bound. */
  positionIn(leaf: number, key: Uint8Array, isAfter: boolean): number {
    const frame = this.pool.pin(this.file, leaf);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const slot = searchNode(views, word, slotCount(views, word), 0, key, key.length, isAfter, false);
    this.pool.unpin(frame);
    return slot;
  }

  private get outcome(): IndexInsertResult['status'] {
    return this.result.status;
  }

  /** Looks at the entries with the key, from a position on; sets the result's status to `conflict` or `wait` if one stands in the way. */
  private checkDuplicates(
    transaction: Transaction,
    key: IndexKeyBuffer,
    length: number,
    leaf: number,
    position: number,
    except: RowRef,
    liveness: RowLiveness,
  ): void {
    const { pool, file, result } = this;
    let page = leaf;
    let slot = position;
    while (page !== 0) {
      const frame = pool.pin(file, page);
      const views = arena.chunks[frame >>> 11];
      const word = baseWord(frame);
      const count = slotCount(views, word);
      for (; slot < count; slot++) {
        const at = word * 4 + itemOffset(views, word, slot);
        if (!startsWith(views.u8, at, key.u8, length)) {
          pool.unpin(frame);
          return;
        }
        if (isItemDead(views.u8, at)) continue;
        const ref = refOfSlot(views, word, slot);
        if (ref === except) continue;
        const state = liveness.check(ref, transaction);
        if (state === ROW_DEAD) {
          views.u8[at + 1] |= ITEM_DEAD >>> 8;
          continue;
        }
        if (state !== ROW_LIVE && state !== ROW_PENDING) continue;
        if (state === ROW_LIVE && liveness.liveRef === except) continue;
        result.status = state === ROW_LIVE ? 'conflict' : 'wait';
        result.ref = state === ROW_LIVE ? liveness.liveRef : ref;
        result.xid = state === ROW_LIVE ? (0 as Xid) : liveness.xid;
        pool.unpin(frame);
        return;
      }
      page = rightOf(views, word);
      slot = 0;
      pool.unpin(frame);
    }
  }

  /** For builders too: the error for a key beyond the limit. */
  tooLong(length: number): PgError {
    // What PostgreSQL counts: header, value with its own length word, rounded up to 8.
    const size = (length + 8 + 7) & ~7;
    return new PgError('program_limit_exceeded', `index row size ${size} exceeds btree version 4 maximum ${KEY_BYTES_MAX} for index "${this.name}"`, {
      hint: 'Values larger than 1/3 of a buffer page cannot be indexed.\nConsider a function index of an MD5 hash of the value, or use full text indexing.',
    });
  }
}

const NO_EXCEPTION = 0 as RowRef;

/** Writes the row reference behind the key. */
export function appendRef(key: IndexKeyBuffer, ref: RowRef): void {
  const page = rowRefPage(ref);
  const line = rowRefLine(ref);
  key.byte((page >>> 24) & 0xff);
  key.byte((page >>> 16) & 0xff);
  key.byte((page >>> 8) & 0xff);
  key.byte(page & 0xff);
  key.byte(line >>> 8);
  key.byte(line & 0xff);
}

function copyOf(key: IndexKeyBuffer): IndexKeyBuffer {
  const copy = new IndexKeyBuffer();
  copy.bytes(key.u8.subarray(0, key.length));
  return copy;
}

/** True when the page in a frame is a node of this level's kind. */
export function isNode(views: ChunkViews, word: number): boolean {
  const kind = pageKind(views, word);
  return kind === PageKind.btreeLeaf || kind === PageKind.btreeInner;
}

const capabilities: IndexCapabilities = {
  isOrdered: true,
  canUnique: true,
  canBackward: true,
  canMultiColumn: true,
  canInclude: true,
  canReturnKeys: true,
  canRange: true,
  canSearchNulls: true,
};

export const btreeMethod: IndexMethod = {
  name: 'btree',
  capabilities,
  createFile: (transaction, kind) => {
    const file = transaction.manager.createFile(transaction, { kind });
    treeStateOf(transaction.manager.storage, file, transaction.assignXid());
    return file;
  },
  open: options => new BTree(options),
};
