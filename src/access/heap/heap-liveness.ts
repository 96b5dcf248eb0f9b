/** What uniqueness checks ask of a row found through an index entry: live, dead, or up to a running transaction ("dirty" reading along the HOT chain). */
import type { RowRef, Xid } from '../../base/index.js';
import { baseWord, pageKind, PageKind, pageXidBase } from '../../storage/index.js';
import { VERSION_DEAD, VERSION_DELETING, VERSION_INSERTING, VERSION_LIVE, versionState, type Transaction } from '../../txn/index.js';
import { ROW_DEAD, ROW_LIVE, ROW_PENDING, ROW_RECENTLY_DEAD, type RowLiveness } from '../table-method.js';
import { nextInChain, wordOfLine } from './heap-fetch.js';
import { LINE_REDIRECT, lineCount, lineOffset, linePointer } from './heap-page.js';
import type { HeapTable } from './heap-table.js';

export class HeapLiveness implements RowLiveness {
  xid = 0 as Xid;
  liveRef = 0 as RowRef;

  constructor(private readonly table: HeapTable) {}

  check(ref: RowRef, transaction: Transaction): 0 | 1 | 2 | 3 {
    const page = Math.floor(ref / 65536);
    const { pool, file } = this.table;
    if (page >= file.pageCount) return ROW_DEAD;
    const frame = pool.pin(file, page);
    const result = this.judge(frame, page, ref - page * 65536, transaction);
    pool.unpin(frame);
    return result;
  }

  private judge(frame: number, page: number, root: number, transaction: Transaction): 0 | 1 | 2 | 3 {
    const { manager, pool } = this.table;
    const views = pool.views(frame);
    const pageWord = baseWord(frame);
    if (pageKind(views, pageWord) !== PageKind.heap || root > lineCount(views, pageWord)) return ROW_DEAD;
    const pointer = linePointer(views, pageWord, root);
    let line = (pointer & 3) === LINE_REDIRECT ? lineOffset(pointer) : root;
    const base = pageXidBase(views, pageWord);
    const horizon = manager.horizon();
    let isAllDead = true;
    while (line !== 0) {
      const word = wordOfLine(views, pageWord, line);
      if (word < 0) break;
      const state = versionState(views, word, base, horizon, manager);
      const xmin = (base + views.u32[word]) as Xid;
      const xmax = (base + views.u32[word + 1]) as Xid;
      if (state === VERSION_LIVE || (state === VERSION_INSERTING && transaction.isOwn(xmin))) {
        this.liveRef = (page * 65536 + line) as RowRef;
        return ROW_LIVE;
      }
      if (state === VERSION_INSERTING) {
        this.liveRef = (page * 65536 + line) as RowRef;
        this.xid = xmin;
        return ROW_PENDING;
      }
      if (state === VERSION_DELETING) {
        if (!transaction.isOwn(xmax)) {
          this.liveRef = (page * 65536 + line) as RowRef;
          this.xid = xmax;
          return ROW_PENDING;
        }
        isAllDead = false;
      } else if (state !== VERSION_DEAD) isAllDead = false;
      line = nextInChain(views, pageWord, word, page);
    }
    return isAllDead ? ROW_DEAD : ROW_RECENTLY_DEAD;
  }
}
