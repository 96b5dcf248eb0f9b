/** What is kept in memory about one GiST file, whatever number of `Gist` objects stand on it. */
import type { Xid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { baseWord, PageKind, pageKind, type RelationFile, type Storage } from '../../storage/index.js';
import { RecordKind } from '../../wal/index.js';
import { FORMAT_VERSION, META_FREE, META_LEVEL, META_ROOT, META_SPLITS, META_VERSION } from './gist-page.js';
import { GistImage } from './gist-image.js';

export class GistState {
  root = 0;
  /** Level of the root; 0 = the root is a leaf. */
  level = 0;
  /** Counts splits, for ever: a node split after a search has read its parent has a higher number than the search remembers (Kornacker, Mohan, Hellerstein 1997). */
  splits = 0;
}

const states = new WeakMap<RelationFile, GistState>();

/** Reads the meta page once; makes an empty tree if the file has none (new, or emptied by a recovery because it is not logged). */
export function gistStateOf(storage: Storage, file: RelationFile, xid: Xid): GistState {
  let state = states.get(file);
  if (state !== undefined) return state;
  state = new GistState();
  if (isUninitialised(storage, file)) createTree(storage, file, xid);
  const frame = storage.pool.pin(file, 0);
  const views = storage.pool.views(frame);
  const word = baseWord(frame);
  const isMeta = pageKind(views, word) === PageKind.gistMeta && views.u32[word + (META_VERSION >> 2)] === FORMAT_VERSION;
  state.root = views.u32[word + (META_ROOT >> 2)];
  state.level = views.u32[word + (META_LEVEL >> 2)];
  state.splits = views.u32[word + (META_SPLITS >> 2)] + views.u32[word + (META_SPLITS >> 2) + 1] * 0x100000000;
  storage.pool.unpin(frame);
  if (!isMeta) throw new PgError('index_corrupted', `index "${file.path}" is not a gist`);
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
  change.initialiseRaw(meta, PageKind.gistMeta);
  change.put32(meta, META_VERSION, FORMAT_VERSION);
  change.put32(meta, META_ROOT, change.pageNoOf(root));
  change.put32(meta, META_LEVEL, 0);
  change.put32(meta, META_FREE, 0);
  new GistImage().start(0, 0, 0).writeTo(change, root);
  change.commit();
}
