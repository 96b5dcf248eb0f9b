/** What is kept in memory about one tree file, whatever number of `BTree` objects stand on it. */
import type { Xid } from '../../base/index.js';
import { baseWord, PageKind, pageKind, type RelationFile, type Storage } from '../../storage/index.js';
import { RecordKind } from '../../wal/index.js';
import { FORMAT_VERSION, LEVEL_AT, META_FREE, META_LEVEL, META_ROOT, META_VERSION, SPECIAL_BYTES } from './btree-page.js';
import { PgError } from '../../errors/index.js';

export class TreeState {
  root = 0;
  /** Level of the root; 0 = the root is a leaf. */
  level = 0;
  /** Counts splits and removals of pages: a cursor that slept compares it to know whether page numbers it remembers still mean what they did. */
  version = 0;
}

const states = new WeakMap<RelationFile, TreeState>();

/** Reads the meta page once; makes an empty tree if the file has none (new, or emptied by a recovery because it is not logged). */
export function treeStateOf(storage: Storage, file: RelationFile, xid: Xid): TreeState {
  let state = states.get(file);
  if (state !== undefined) return state;
  state = new TreeState();
  if (isUninitialised(storage, file)) createTree(storage, file, xid);
  const frame = storage.pool.pin(file, 0);
  const views = storage.pool.views(frame);
  const word = baseWord(frame);
  const isMeta = pageKind(views, word) === PageKind.btreeMeta && views.u32[word + (META_VERSION >> 2)] === FORMAT_VERSION;
  state.root = views.u32[word + (META_ROOT >> 2)];
  state.level = views.u32[word + (META_LEVEL >> 2)];
  storage.pool.unpin(frame);
  if (!isMeta) throw new PgError('index_corrupted', `index "${file.path}" is not a btree`);
  states.set(file, state);
  return state;
}

function isUninitialised(storage: Storage, file: RelationFile): boolean {
  if (file.pageCount === 0) return true;
  const frame = storage.pool.pin(file, 0);
  const isEmpty = pageKind(storage.pool.views(frame), baseWord(frame)) === PageKind.empty;
  storage.pool.unpin(frame);
  return isEmpty;
}

function createTree(storage: Storage, file: RelationFile, xid: Xid): void {
  const change = storage.beginChange(RecordKind.indexCreate, xid);
  let meta: number;
  let root: number;
  try {
    meta = file.pageCount > 0 ? change.edit(file, 0) : change.extend(file);
    root = file.pageCount > 1 ? change.edit(file, 1) : change.extend(file);
  } catch (error) {
    change.abandon();
    throw error;
  }
  change.initialiseRaw(meta, PageKind.btreeMeta);
  change.put32(meta, META_VERSION, FORMAT_VERSION);
  change.put32(meta, META_ROOT, change.pageNoOf(root));
  change.put32(meta, META_LEVEL, 0);
  change.put32(meta, META_FREE, 0);
  change.initialise(root, PageKind.btreeLeaf, SPECIAL_BYTES);
  change.put16(root, LEVEL_AT, 0);
  change.commit();
}
