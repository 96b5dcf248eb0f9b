/**
 * Building an index at once: the entries are sorted by their keys (by the first part's lower end, then its upper one, then the next part) and written leaf by
 * leaf, then level by level, each page filled to 90 %. Neighbours in this order have boxes that are close. The file is new (part of the same transaction), so a
 * crash in between leaves nothing that anyone would read.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { baseWord } from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import { EntrySorter } from '../entry-sorter.js';
import type { IndexKeyBuffer } from '../index-key.js';
import type { BuildMemory, IndexBuilder } from '../index-method.js';
import type { Gist } from './gist.js';
import { unionOf } from './gist-insert.js';
import { entryBytes, GistImage, type NodeEntry } from './gist-image.js';
import { childPayload, META_LEVEL, META_ROOT, NODE_BYTES, payloadOf, REF_BYTES, slotCount } from './gist-page.js';

const FILL_BYTES = Math.floor(NODE_BYTES * 0.9);
const PAGES_PER_SLICE = 64;

export class GistBuilder implements IndexBuilder {
  private readonly sorter: EntrySorter;
  private entry = new Uint8Array(256);

  constructor(
    private readonly tree: Gist,
    memory: BuildMemory | null,
  ) {
    this.sorter = new EntrySorter(memory);
  }

  add(key: IndexKeyBuffer, _hasNull: boolean, ref: RowRef): void {
    const { length } = key;
    this.tree.checkLength(length);
    if (this.entry.length < length + REF_BYTES) this.entry = new Uint8Array((length + REF_BYTES) * 2);
    const { entry } = this;
    for (let i = 0; i < length; i++) entry[i] = key.u8[i];
    const page = Math.floor(ref / 65536);
    const line = ref - page * 65536;
    entry[length] = page >>> 24;
    entry[length + 1] = page >>> 16;
    entry[length + 2] = page >>> 8;
    entry[length + 3] = page;
    entry[length + 4] = line >>> 8;
    entry[length + 5] = line;
    this.sorter.add(entry, length + REF_BYTES, 0);
  }

  *finish(): Waiting<null> {
    const { tree } = this;
    const entries = this.sorter.finish();
    if (entries === null) return null;
    yield SLICE;
    let isFirst = true;
    let pages = 0;
    const write = (level: number, group: readonly NodeEntry[]): NodeEntry => {
      const page = this.write(new GistImage().start(level, 0, 0).fill(group), isFirst);
      isFirst = false;
      return { payload: childPayload(page), key: unionOf(tree, group) };
    };
    let level = 0;
    let above: NodeEntry[] = [];
    let group: NodeEntry[] = [];
    let bytes = 0;
    while (entries.next()) {
      const end = entries.at + entries.length - REF_BYTES;
      const entry = { payload: payloadOf(entries.u8, end), key: entries.u8.slice(entries.at, end) };
      if (group.length > 0 && bytes + entryBytes(entry.key.length) > FILL_BYTES) {
        above.push(write(0, group));
        group = [];
        bytes = 0;
        if (++pages % PAGES_PER_SLICE === 0) yield SLICE;
      }
      group.push(entry);
      bytes += entryBytes(entry.key.length);
    }
    above.push(write(0, group));
    while (above.length > 1) {
      level++;
      const children = above;
      above = [];
      for (let from = 0; from < children.length;) {
        let to = from;
        bytes = 0;
        while (to < children.length && (to < from + 2 || bytes + entryBytes(children[to].key.length) <= FILL_BYTES))
          bytes += entryBytes(children[to++].key.length);
        // Not a last node with a single child.
        if (children.length - to === 1) to = to - from > 2 ? to - 1 : children.length;
        above.push(write(level, children.slice(from, to)));
        from = to;
        if (++pages % PAGES_PER_SLICE === 0) yield SLICE;
      }
    }
    this.setRoot(above[0].payload / 65536, level);
    return null;
  }

  /** The first page takes the place of the empty root. */
  private write(image: GistImage, isFirst: boolean): number {
    const { storage, file, state } = this.tree;
    const change = storage.beginChange(RecordKind.gistBuild, 0 as Xid);
    let frame: number;
    try {
      frame = isFirst ? change.edit(file, state.root) : change.extend(file);
      if (isFirst && (state.level > 0 || slotCount(change.views(frame), baseWord(frame)) > 0)) {
        throw new PgError('internal_error', 'an index that has entries cannot be built');
      }
    } catch (error) {
      change.abandon();
      throw error;
    }
    const page = change.pageNoOf(frame);
    image.writeTo(change, frame);
    change.commit();
    return page;
  }

  private setRoot(root: number, level: number): void {
    const { storage, file, state } = this.tree;
    const change = storage.beginChange(RecordKind.gistBuild, 0 as Xid);
    let meta: number;
    try {
      meta = change.edit(file, 0);
    } catch (error) {
      change.abandon();
      throw error;
    }
    change.put32(meta, META_ROOT, root);
    change.put32(meta, META_LEVEL, level);
    change.commit();
    state.root = root;
    state.level = level;
  }
}
