/** Where a statement's results go: the protocol's encoder, the in-process API, a discarding one. All calls are synchronous. */
import type { ColumnInfo } from '../analyze/index.js';
import type { PgError } from '../errors/index.js';
import type { Datum } from '../types/index.js';
import type { PreparedStatement } from './prepared-statement.js';

export interface ResultColumn extends ColumnInfo {
  /** Relation and attnum it comes from, 0 when computed. */
  readonly originTable: number;
  readonly originColumn: number;
}

/** COPY FROM STDIN's data: chunks as they arrive. */
export interface CopySource {
  /** The next chunk; null at the end; a promise when none has arrived yet. Rejects with 57014 when the client gives up. */
  next(): Uint8Array | null | Promise<Uint8Array | null>;
}

export interface ResultConsumer {
  /** The columns of the rows that follow; `prepared` when they are those of a statement that may come again, `isBinary` when a BINARY cursor gives them. */
  describe(columns: readonly ResultColumn[], prepared?: PreparedStatement, isBinary?: boolean): void;
  /** One row; false = no more for now (the consumer is full): the statement pauses when it can. */
  row(values: readonly Datum[]): boolean;
  /** After `row` or `copyOutData` said false: resolves when there is room again; null when it is only that enough rows were given. */
  whenReady?(): Promise<void> | null;
  complete(tag: string): void;
  emptyQuery(): void;
  /** COPY TO STDOUT: begins, data, ends. `format` 0 text, 1 binary. */
  copyOutBegin(format: 0 | 1, columns: number): void;
  copyOutData(data: Uint8Array): boolean;
  copyOutEnd(): void;
  /** A file name that stands for STDIN and STDOUT. */
  readonly copyPath?: string;
  /** COPY FROM STDIN. */
  copyIn(format: 0 | 1, columns: number): CopySource;
}

/** What happens beside results. */
export interface SessionListener {
  notice(notice: PgError): void;
  parameterStatus(name: string, value: string): void;
  notification(channel: string, payload: string, pid: number): void;
  /** The session has been ended from outside while it was idle: say so and close it. */
  terminated?(error: PgError): void;
}
