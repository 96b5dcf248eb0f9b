/**
 * Update, delete and row locks, without waiting: each looks at one version, and either does its work in one page change or says what stands in the way.
 *
 * Row locks are kept in memory (txn/row-lock-table.ts) as long as a transaction has few of them; beyond ROW_LOCKS_IN_MEMORY the row's xmax takes the lock, so that
 * locking a large table needs no memory. A lock dies with its transaction, so it is not logged unless it sits in xmax.
 */
import { rowRefLine, rowRefPage, type CommandId, type RowRef, type Xid } from '../../base/index.js';
import {
  baseWord,
  PAGE_FLAG_ALL_VISIBLE,
  PAGE_FLAGS,
  PAGE_PRUNE_HINT,
  pageFlags,
  pageKind,
  PageKind,
  pageXidBase,
  type ChunkViews,
  type PageChange,
} from '../../storage/index.js';
import {
  COMBO_COMMAND,
  commandMax,
  commandMin,
  FOR_UPDATE,
  HEAP_ONLY,
  HOT_UPDATED,
  KEY_SHARE,
  NO_KEY_UPDATE,
  statusForUpdate,
  STRENGTH_MASK,
  STRENGTH_SHIFT,
  strengthsConflict,
  TUPLE_BEING_MODIFIED,
  TUPLE_DELETED,
  TUPLE_OK,
  TUPLE_SELF_MODIFIED,
  TUPLE_UPDATED,
  TUPLE_XMAX,
  XMAX_ABORTED,
  XMAX_BITS,
  XMAX_LOCK_ONLY,
  XMAX_UPDATED,
  type RowLockStrength,
  type Transaction,
} from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import type { Datum } from '../../types/index.js';
import type { ModifyResult, ModifyStatus, UpdatePlan } from '../table-method.js';
import { sameColumns } from './compare-columns.js';
import { alignRow } from './heap-page.js';
import { wordOfLine } from './heap-fetch.js';
import { prunePage } from './heap-prune.js';
import type { HeapTable } from './heap-table.js';
import { OVERFLOW_REFERENCES_MAX } from './overflow-store.js';
import { findPage, fitsPage, initialiseHeapPage, putRow } from './row-places.js';
import { makeXidFit, xidFits } from './xid-base.js';

/** Row locks of one transaction kept in memory before further ones go into xmax. */
export const ROW_LOCKS_IN_MEMORY = 20_000;

/** Words 1 to 5 of a tuple header, as bytes to write in one operation. */
const headerWords = new Uint32Array(5);
const headerBytes = new Uint8Array(headerWords.buffer);
const HEADER_TAIL_BYTES = 18;

function answer(table: HeapTable, status: ModifyStatus, ref: RowRef, xid: number): ModifyResult {
  const { result } = table;
  result.status = status;
  result.ref = ref;
  result.xid = xid as Xid;
  result.commandId = 0 as CommandId;
  result.isHot = false;
  return result;
}

/** Turns what `statusForUpdate` found (not TUPLE_OK) into an answer. */
function refuse(table: HeapTable, status: number, views: ChunkViews, word: number, base: number, ref: RowRef, transaction: Transaction): ModifyResult {
  const xmax = base + views.u32[word + 1];
  switch (status) {
    case TUPLE_UPDATED:
      return answer(table, 'updated', forwardRef(views, word), xmax);
    case TUPLE_DELETED:
      return answer(table, 'deleted', ref, xmax);
    case TUPLE_BEING_MODIFIED:
      return answer(table, 'would-block', ref, xmax);
    case TUPLE_SELF_MODIFIED: {
      const result = answer(table, 'self-modified', ref, xmax);
      result.commandId = commandMax(views, word, transaction) as CommandId;
      return result;
    }
    default:
      return answer(table, 'invisible', ref, 0);
  }
}

export function forwardRef(views: ChunkViews, word: number): RowRef {
  return (views.u32[word + 4] * 65536 + views.u16[word * 2 + 10]) as RowRef;
}

/** A transaction other than ours whose lock on the row excludes `strength`; 0 if none. */
function findBlocker(table: HeapTable, transaction: Transaction, ref: RowRef, views: ChunkViews, word: number, base: number, strength: RowLockStrength): Xid {
  const { manager } = table;
  const info = views.u16[word * 2 + 6];
  if (views.u32[word + 1] !== 0 && (info & (XMAX_LOCK_ONLY | XMAX_ABORTED)) === XMAX_LOCK_ONLY) {
    const xid = (base + views.u32[word + 1]) as Xid;
    const held = ((info & STRENGTH_MASK) >> STRENGTH_SHIFT) as RowLockStrength;
    if (strengthsConflict(held, strength) && !transaction.isOwn(xid) && manager.isRunning(xid)) return xid;
  }
  if (manager.rowLocks.size === 0) return 0 as Xid;
  for (const locker of manager.rowLocks.lockersOf(table.file.fileId, ref)) {
    if (strengthsConflict(locker.strength, strength) && !transaction.isOwn(locker.xid)) return locker.xid;
  }
  return 0 as Xid;
}

/** True when the transaction that updates the row has locked it FOR UPDATE: that says more than an update that leaves the keys alone, and goes on doing so when both have ended. */
function hasLockedForUpdate(table: HeapTable, transaction: Transaction, ref: RowRef, views: ChunkViews, word: number, base: number): boolean {
  const info = views.u16[word * 2 + 6];
  if (views.u32[word + 1] !== 0 && (info & (XMAX_LOCK_ONLY | XMAX_ABORTED)) === XMAX_LOCK_ONLY) {
    if ((info & STRENGTH_MASK) >> STRENGTH_SHIFT === FOR_UPDATE && transaction.isOwn(base + views.u32[word + 1])) return true;
  }
  const { rowLocks } = table.manager;
  return rowLocks.size > 0 && rowLocks.lockersOf(table.file.fileId, ref).some(locker => locker.strength === FOR_UPDATE && transaction.isOwn(locker.xid));
}

/** The lock in xmax, if its holder still runs, moves to the table in memory: xmax is about to be overwritten. */
function saveLocker(table: HeapTable, ref: RowRef, views: ChunkViews, word: number, base: number, byXid: Xid): void {
  const info = views.u16[word * 2 + 6];
  if (views.u32[word + 1] === 0 || (info & (XMAX_LOCK_ONLY | XMAX_ABORTED)) !== XMAX_LOCK_ONLY) return;
  const xid = (base + views.u32[word + 1]) as Xid;
  if (xid === byXid) return;
  const runner = table.manager.runnerOf(xid);
  runner?.addRowLock(table.file.fileId, ref, xid, ((info & STRENGTH_MASK) >> STRENGTH_SHIFT) as RowLockStrength);
}

/** Who locks the old version locks the new one as well. */
function copyLockers(table: HeapTable, from: RowRef, to: RowRef): void {
  const { manager, file } = table;
  if (manager.rowLocks.size === 0) return;
  for (const locker of [...manager.rowLocks.lockersOf(file.fileId, from)]) {
    manager.runnerOf(locker.xid)?.addRowLock(file.fileId, to, locker.xid, locker.strength);
  }
}

/** Writes xmax, command, info and forward reference of the version at `word`. */
function putHeader(
  change: PageChange,
  frame: number,
  views: ChunkViews,
  word: number,
  xmaxOffset: number,
  command: number,
  info: number,
  forward: RowRef,
): void {
  headerWords[0] = xmaxOffset;
  headerWords[1] = command;
  headerWords[2] = info | (views.u16[word * 2 + 7] << 16);
  headerWords[3] = rowRefPage(forward);
  headerWords[4] = rowRefLine(forward);
  const pageWord = baseWord(frame);
  change.putBytes(frame, (word - pageWord) * 4 + TUPLE_XMAX, headerBytes, 0, HEADER_TAIL_BYTES);
}

/** The command field and its flag for a version deleted by `commandId` of the transaction. */
function deleteCommand(transaction: Transaction, views: ChunkViews, word: number, base: number, commandId: number): number {
  return transaction.isOwn(base + views.u32[word]) ? transaction.combos.comboOf(commandMin(views, word, transaction), commandId) : commandId;
}

function noteDeletion(table: HeapTable, change: PageChange, frame: number, page: number): void {
  const views = change.views(frame);
  const word = baseWord(frame);
  const hint = views.u16[word * 2 + (PAGE_PRUNE_HINT >> 1)];
  if (hint < 0xffff) change.put16(frame, PAGE_PRUNE_HINT, hint + 1);
  const flags = pageFlags(views, word);
  if ((flags & PAGE_FLAG_ALL_VISIBLE) !== 0) {
    change.put16(frame, PAGE_FLAGS, flags & ~PAGE_FLAG_ALL_VISIBLE);
    table.state.clearVisible(page);
  }
}

export function tryDelete(table: HeapTable, transaction: Transaction, ref: RowRef, commandId: CommandId): ModifyResult {
  const { pool, file, storage } = table;
  const page = rowRefPage(ref);
  const frame = pool.pin(file, page);
  try {
    const views = pool.views(frame);
    const pageWord = baseWord(frame);
    const word = pageKind(views, pageWord) === PageKind.heap ? wordOfLine(views, pageWord, rowRefLine(ref)) : -1;
    if (word < 0) return answer(table, 'invisible', ref, 0);
    let base = pageXidBase(views, pageWord);
    const status = statusForUpdate(views, word, base, transaction, commandId, table.manager);
    if (status !== TUPLE_OK) return refuse(table, status, views, word, base, ref, transaction);
    const blocker = findBlocker(table, transaction, ref, views, word, base, FOR_UPDATE);
    if (blocker !== 0) return answer(table, 'would-block', ref, blocker);
    if (transaction.serializable !== null) table.manager.serializable.write(transaction, file.fileId, page, ref);
    const xid = transaction.assignXid();
    if (!xidFits(base, xid)) {
      makeXidFit(table, page, xid, true);
      base = pageXidBase(views, pageWord);
    }
    const change = storage.beginChange(RecordKind.heapDelete, xid);
    try {
      change.edit(file, page);
    } catch (error) {
      change.abandon();
      throw error;
    }
    saveLocker(table, ref, views, word, base, xid);
    const isOwn = transaction.isOwn(base + views.u32[word]);
    const command = deleteCommand(transaction, views, word, base, commandId);
    const info = (views.u16[word * 2 + 6] & ~(XMAX_BITS | COMBO_COMMAND)) | (FOR_UPDATE << STRENGTH_SHIFT) | (isOwn ? COMBO_COMMAND : 0);
    putHeader(change, frame, views, word, xid - base, command, info, 0 as RowRef);
    noteDeletion(table, change, frame, page);
    change.commit();
    const { activity } = table.state;
    activity.deleted++;
    activity.deadRows++;
    activity.modifiedSinceAnalyze++;
    return answer(table, 'ok', ref, xid);
  } finally {
    pool.unpin(frame);
  }
}

export function tryUpdate(
  table: HeapTable,
  transaction: Transaction,
  ref: RowRef,
  values: readonly Datum[],
  plan: UpdatePlan,
  commandId: CommandId,
): ModifyResult {
  const { pool, file } = table;
  const page = rowRefPage(ref);
  const frame = pool.pin(file, page);
  try {
    const views = pool.views(frame);
    const pageWord = baseWord(frame);
    let word = pageKind(views, pageWord) === PageKind.heap ? wordOfLine(views, pageWord, rowRefLine(ref)) : -1;
    if (word < 0) return answer(table, 'invisible', ref, 0);
    const base = pageXidBase(views, pageWord);
    const status = statusForUpdate(views, word, base, transaction, commandId, table.manager);
    if (status !== TUPLE_OK) return refuse(table, status, views, word, base, ref, transaction);
    let blocker = findBlocker(table, transaction, ref, views, word, base, NO_KEY_UPDATE);
    if (blocker !== 0) return answer(table, 'would-block', ref, blocker);

    const xid = transaction.assignXid();
    const length = table.encodeUpdate(values, plan, views, word, xid);
    const isKeyChange = !sameColumns(table, views, word, plan.keys);
    if (isKeyChange) {
      blocker = findBlocker(table, transaction, ref, views, word, base, FOR_UPDATE);
      if (blocker !== 0) return answer(table, 'would-block', ref, blocker);
    }
    const isIndexChange = isKeyChange || !sameColumns(table, views, word, plan.indexed);
    if (transaction.serializable !== null) table.manager.serializable.write(transaction, file.fileId, page, ref);
    if (!xidFits(base, xid)) makeXidFit(table, page, xid, true);
    const bytes = alignRow(length);
    let isHere = fitsPage(views, pageWord, bytes);
    if (!isHere && views.u16[pageWord * 2 + (PAGE_PRUNE_HINT >> 1)] !== 0) {
      const horizon = table.manager.horizon();
      if (!table.state.isPruneUseless(page, horizon) && prunePage(table, frame, page, horizon) !== null) {
        word = wordOfLine(views, pageWord, rowRefLine(ref));
        isHere = fitsPage(views, pageWord, bytes);
      }
    }
    return replaceRow(table, transaction, ref, frame, word, xid, commandId, length, isHere, isIndexChange, isKeyChange);
  } finally {
    pool.unpin(frame);
  }
}

/** The change itself: new version in, old version marked. */
function replaceRow(
  table: HeapTable,
  transaction: Transaction,
  ref: RowRef,
  frame: number,
  word: number,
  xid: Xid,
  commandId: number,
  length: number,
  isHere: boolean,
  isIndexChange: boolean,
  isKeyChange: boolean,
): ModifyResult {
  const { pool, file, storage, encoder, overflow, state } = table;
  const page = rowRefPage(ref);
  const views = pool.views(frame);
  const heads = encoder.written.length + encoder.carried.length === 0 ? NO_HEADS : [...encoder.written, ...encoder.carried];
  const isWide = heads.length > OVERFLOW_REFERENCES_MAX;
  if (isWide) overflow?.countInBatches(heads, 1);
  let target: number = page;
  if (!isHere) {
    if (state.target === page) state.target = -1;
    state.freeSpace.set(page, 0);
    target = findPage(table, alignRow(length), xid);
  }
  const change = storage.beginChange(RecordKind.heapUpdate, xid);
  let newFrame = frame;
  try {
    change.edit(file, page);
    if (!isHere) newFrame = target < 0 ? change.extend(file) : change.edit(file, target);
    if (heads.length > 0 && !isWide) overflow?.editAll(change, heads);
  } catch (error) {
    change.abandon();
    throw error;
  }
  if (!isHere) {
    target = change.pageNoOf(newFrame);
    state.target = target;
    if (pageKind(change.views(newFrame), baseWord(newFrame)) === PageKind.empty) initialiseHeapPage(change, newFrame, xid);
  }
  if (heads.length > 0 && !isWide) overflow?.countAll(change, heads, 1);
  const isHot = isHere && !isIndexChange;
  const { row } = encoder;
  row.u32[1] = 0;
  row.u32[2] = commandId;
  if (isHot) row.u16[6] |= HEAP_ONLY;
  const newRef = putRow(table, change, newFrame, target, xid, length);

  const base = pageXidBase(views, baseWord(frame));
  const strength = isKeyChange || hasLockedForUpdate(table, transaction, ref, views, word, base) ? FOR_UPDATE : NO_KEY_UPDATE;
  saveLocker(table, ref, views, word, base, xid);
  const isOwn = transaction.isOwn(base + views.u32[word]);
  const command = deleteCommand(transaction, views, word, base, commandId);
  const info =
    (views.u16[word * 2 + 6] & ~(XMAX_BITS | COMBO_COMMAND)) |
    XMAX_UPDATED |
    (strength << STRENGTH_SHIFT) |
    (isHot ? HOT_UPDATED : 0) |
    (isOwn ? COMBO_COMMAND : 0);
  putHeader(change, frame, views, word, xid - base, command, info, newRef);
  noteDeletion(table, change, frame, page);
  change.commit();
  copyLockers(table, ref, newRef);
  const { activity } = state;
  activity.updated++;
  if (isHot) activity.hotUpdated++;
  activity.deadRows++;
  activity.modifiedSinceAnalyze++;
  const result = answer(table, 'ok', newRef, xid);
  result.isHot = isHot;
  return result;
}

const NO_HEADS: readonly RowRef[] = [];

export function tryLock(table: HeapTable, transaction: Transaction, ref: RowRef, strength: RowLockStrength, commandId: CommandId): ModifyResult {
  const { pool, file, manager } = table;
  const page = rowRefPage(ref);
  if (page >= file.pageCount) return answer(table, 'invisible', ref, 0);
  const frame = pool.pin(file, page);
  try {
    const views = pool.views(frame);
    const pageWord = baseWord(frame);
    const word = pageKind(views, pageWord) === PageKind.heap ? wordOfLine(views, pageWord, rowRefLine(ref)) : -1;
    if (word < 0) return answer(table, 'invisible', ref, 0);
    const base = pageXidBase(views, pageWord);
    const status = statusForUpdate(views, word, base, transaction, commandId, manager);
    const info = views.u16[word * 2 + 6];
    let follow = false;
    if (status === TUPLE_BEING_MODIFIED || status === TUPLE_UPDATED) {
      // A key share lock gets along with an update that leaves the keys alone; it then holds for the newer versions as well.
      follow = strength === KEY_SHARE && (info & XMAX_UPDATED) !== 0 && (info & STRENGTH_MASK) >> STRENGTH_SHIFT === NO_KEY_UPDATE;
    }
    if (status !== TUPLE_OK && !follow) return refuse(table, status, views, word, base, ref, transaction);
    const blocker = findBlocker(table, transaction, ref, views, word, base, strength);
    if (blocker !== 0) return answer(table, 'would-block', ref, blocker);
    if (follow) {
      const blocked = lockNewerVersions(table, transaction, forwardRef(views, word), base + views.u32[word + 1], strength);
      if (blocked !== 0) return answer(table, 'would-block', ref, blocked);
    }
    const xid = transaction.assignXid();
    if (follow || transaction.rowLocks.length < ROW_LOCKS_IN_MEMORY || isLockedInXmax(table, views, word, base)) {
      transaction.addRowLock(file.fileId, ref, xid, strength);
    } else lockInXmax(table, frame, page, word, xid, strength);
    return answer(table, 'ok', ref, xid);
  } finally {
    pool.unpin(frame);
  }
}

/** True when xmax names a running locker (perhaps ourselves): it stays there. */
function isLockedInXmax(table: HeapTable, views: ChunkViews, word: number, base: number): boolean {
  const info = views.u16[word * 2 + 6];
  return views.u32[word + 1] !== 0 && (info & (XMAX_LOCK_ONLY | XMAX_ABORTED)) === XMAX_LOCK_ONLY && table.manager.isRunning(base + views.u32[word + 1]);
}

function lockInXmax(table: HeapTable, frame: number, page: number, word: number, xid: Xid, strength: RowLockStrength): void {
  const { file, storage } = table;
  const views = table.pool.views(frame);
  const pageWord = baseWord(frame);
  if (!xidFits(pageXidBase(views, pageWord), xid)) makeXidFit(table, page, xid, true);
  const change = storage.beginChange(RecordKind.heapLock, xid);
  try {
    change.edit(file, page);
  } catch (error) {
    change.abandon();
    throw error;
  }
  const info = (views.u16[word * 2 + 6] & ~XMAX_BITS) | XMAX_LOCK_ONLY | (strength << STRENGTH_SHIFT);
  // The command field stays: it is the insert's.
  putHeader(change, frame, views, word, xid - pageXidBase(views, pageWord), views.u32[word + 2], info, 0 as RowRef);
  change.commit();
}

/** Adds our lock to the versions after an update by `updater`; returns a transaction that stands in the way, or 0. */
function lockNewerVersions(table: HeapTable, transaction: Transaction, first: RowRef, updater: number, strength: RowLockStrength): Xid {
  const { pool, file, manager } = table;
  const refs: RowRef[] = [];
  let ref = first;
  let expected = updater;
  while (ref !== 0) {
    const page = rowRefPage(ref);
    if (page >= file.pageCount) break;
    const frame = pool.pin(file, page);
    const views = pool.views(frame);
    const pageWord = baseWord(frame);
    const word = wordOfLine(views, pageWord, rowRefLine(ref));
    const base = pageXidBase(views, pageWord);
    let blocker = 0 as Xid;
    let next = 0 as RowRef;
    if (word >= 0 && base + views.u32[word] === expected) {
      const info = views.u16[word * 2 + 6];
      blocker = findBlocker(table, transaction, ref, views, word, base, strength);
      const xmax = base + views.u32[word + 1];
      const isChanged = views.u32[word + 1] !== 0 && (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) === 0 && (manager.isRunning(xmax) || manager.didCommit(xmax));
      if (isChanged && blocker === 0) {
        const isKeySafe = (info & XMAX_UPDATED) !== 0 && (info & STRENGTH_MASK) >> STRENGTH_SHIFT === NO_KEY_UPDATE;
        if (isKeySafe) {
          next = forwardRef(views, word);
          expected = xmax;
        } else if (manager.isRunning(xmax) && !transaction.isOwn(xmax)) blocker = xmax as Xid;
      }
      refs.push(ref);
    }
    pool.unpin(frame);
    if (blocker !== 0) return blocker;
    ref = next;
  }
  const xid = transaction.assignXid();
  for (const locked of refs) transaction.addRowLock(file.fileId, locked, xid, strength);
  return 0 as Xid;
}
