/** Collects results for the in-process API: rows as objects or arrays. */
import type { CopySource, PreparedStatement, ResultColumn, ResultConsumer, Session } from '../session/index.js';
import { PgError } from '../errors/index.js';
import { BLOB_PATH, BlobSink, BlobSource } from './blob.js';
import type { Datum } from '../types/index.js';
import { shapeOf, type Field, type RowShape } from './row-shape.js';
import type { Parsers, Serializers } from './values.js';

export interface Results<T> {
  /** Objects by column name, or arrays with `rowMode: 'array'`. */
  rows: T[];
  /** Rows changed by INSERT, UPDATE, DELETE, MERGE or COPY; 0 for other statements. */
  affectedRows?: number;
  fields: Field[];
  /** What COPY … TO '/dev/blob' (or STDOUT) gave. */
  blob?: Blob;
}

export interface QueryOptions {
  readonly rowMode?: 'object' | 'array';
  /** By type oid: from PostgreSQL's text form. */
  readonly parsers?: Parsers;
  /** By type oid: to PostgreSQL's text form. */
  readonly serializers?: Serializers;
  /** What COPY … FROM '/dev/blob' (or STDIN) reads. */
  readonly blob?: Blob;
  /** Called with each notice. */
  readonly onNotice?: (notice: PgError) => void;
}

export function noResults<T>(): Results<T> {
  return { rows: [], fields: [], affectedRows: 0 };
}

/** Collects the results of all statements of a message. */
export class Collector implements ResultConsumer {
  readonly results: Results<unknown>[] = [];
  private current: Results<unknown> | null = null;
  private shape: RowShape | null = null;
  private readonly isArrays: boolean;
  readonly copyPath = BLOB_PATH;
  private copied: BlobSink | null = null;

  constructor(
    private readonly session: Session,
    private readonly options: QueryOptions,
  ) {
    this.isArrays = options.rowMode === 'array';
  }

  describe(columns: readonly ResultColumn[], prepared?: PreparedStatement): void {
    this.shape = shapeOf(this.session, columns, this.options, prepared?.analyzed?.columns === columns ? prepared : undefined);
    this.current = { rows: [], fields: this.shape.fields.slice() };
  }

  row(values: readonly Datum[]): boolean {
    const { shape, current } = this;
    if (shape !== null && current !== null) current.rows.push(this.isArrays ? shape.array(values) : shape.object(values));
    return true;
  }

  complete(tag: string): void {
    const result: Results<unknown> = this.current ?? noResults();
    result.affectedRows = changedRows(tag);
    if (this.copied !== null) result.blob = this.copied.blob();
    this.copied = null;
    this.results.push(result);
    this.current = null;
    this.shape = null;
  }

  emptyQuery(): void {
    this.results.push(noResults());
  }

  copyOutBegin(): void {
    this.current = null;
    this.copied = new BlobSink();
  }
  copyOutData(data: Uint8Array): boolean {
    this.copied?.write(data);
    return true;
  }
  copyOutEnd(): void {
    // The blob is made with the result.
  }
  copyIn(): CopySource {
    const { blob } = this.options;
    if (blob === undefined) throw new PgError('undefined_file', 'no blob was given for COPY to read from', { hint: 'Give it with the option "blob".' });
    return new BlobSource(blob);
  }
}

export function copyNotSupported(what: string): PgError {
  return new PgError('feature_not_supported', `COPY ${what} is not supported by synchronous statements`, {
    hint: 'Use query() or exec() with the option "blob".',
  });
}

/** The count in a command tag, 0 for statements that change no rows. */
export function changedRows(tag: string): number {
  switch (tag.charCodeAt(0)) {
    case 73: // INSERT 0 n
      return tag.startsWith('INSERT 0 ') ? Number(tag.slice(9)) : 0;
    case 85: // UPDATE n
      return tag.startsWith('UPDATE ') ? Number(tag.slice(7)) : 0;
    case 68: // DELETE n
      return tag.startsWith('DELETE ') ? Number(tag.slice(7)) : 0;
    case 77: // MERGE n
      return tag.startsWith('MERGE ') ? Number(tag.slice(6)) : 0;
    case 67: // COPY n
      return tag.startsWith('COPY ') ? Number(tag.slice(5)) : 0;
    default:
      return 0;
  }
}
