/**
 * The result of a statement that runs to its end at once but is read in portions (PostgreSQL's portal strategy UTIL_SELECT: FETCH, SHOW, EXPLAIN …).
 * Everything but its rows goes to the client as it comes.
 */
import { ExecutionState, TupleStore } from '../execute/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { CopySource, ResultColumn, ResultConsumer } from './consumer.js';
import type { PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';

export class StoredResult implements ResultConsumer {
  private readonly state: ExecutionState;
  private readonly store: TupleStore;
  private readonly reader: ReturnType<TupleStore['reader']>;
  private tag = '';

  constructor(
    session: Session,
    private readonly client: ResultConsumer,
  ) {
    const { manager } = session.database;
    const transaction = session.block.ensure();
    const snapshot = manager.takeSnapshot(transaction);
    this.state = ExecutionState.forUtility(transaction, snapshot, session.services.executionServices());
    manager.releaseSnapshot(snapshot);
    this.store = new TupleStore(this.state);
    this.reader = this.store.reader();
  }

  /** Gives up to `maxRows` rows (0 = all) and then the tag; true when rows may be left: as with other portals only an attempt past the last row finds the end. */
  *give(maxRows: number, consumer: ResultConsumer): Waiting<boolean> {
    let given = 0;
    while (maxRows === 0 || given < maxRows) {
      const row = this.reader.next();
      if (row === undefined) {
        consumer.complete(portionTag(this.tag, given));
        return false;
      }
      given++;
      if (consumer.row(row)) continue;
      const room = consumer.whenReady?.() ?? null;
      yield room ? { kind: 'client', promise: room } : { kind: 'slice' };
    }
    return true;
  }

  discard(): void {
    this.store.clear();
    this.state.close();
  }

  describe(columns: readonly ResultColumn[], prepared?: PreparedStatement): void {
    this.client.describe(columns, prepared);
  }
  row(values: readonly Datum[]): boolean {
    this.store.add(values as Datum[]);
    return true;
  }
  complete(tag: string): void {
    this.tag = tag;
  }
  emptyQuery(): void {
    this.client.emptyQuery();
  }
  copyOutBegin(format: 0 | 1, columns: number): void {
    this.client.copyOutBegin(format, columns);
  }
  copyOutData(data: Uint8Array): boolean {
    return this.client.copyOutData(data);
  }
  copyOutEnd(): void {
    this.client.copyOutEnd();
  }
  copyIn(format: 0 | 1, columns: number): CopySource {
    return this.client.copyIn(format, columns);
  }
}

/** A tag that counts rows counts those of the portion. */
function portionTag(tag: string, given: number): string {
  return tag.replace(/\d+$/, String(given));
}
