/** A parsed, analysed and planned statement: what Parse, PREPARE and every simple statement make. Plans are kept while catalogs and settings stay. */
import type { Query } from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import type { PointQuery } from '../execute/index.js';
import type { PlannedStatement } from '../plan/index.js';
import type { RawStatement, Statement } from '../sql/index.js';
import type { LockMode } from '../txn/index.js';
import type { ResultColumn } from './consumer.js';

export interface AnalyzedStatement {
  readonly query: Query;
  readonly columns: readonly ResultColumn[];
}

/** The form of a statement that touches one row by its key. */
export interface PointForm {
  readonly query: PointQuery;
  readonly isRead: boolean;
  readonly command: PlannedStatement['command'];
  readonly relation: Oid;
  readonly mode: LockMode;
}

export class PreparedStatement {
  /** Filled by analysis; oids of $1, $2 … */
  parameterTypes: readonly Oid[] = [];
  analyzed: AnalyzedStatement | null = null;
  /** The query inside EXPLAIN or DECLARE CURSOR; it shares the parameters. */
  inner: PreparedStatement | null = null;
  plan: PlannedStatement | null = null;
  /** The query of DECLARE CURSOR: its rows carry what WHERE CURRENT OF needs. */
  isCursor = false;
  /** The compiled form of a point query, null when it is not one, undefined when not tried. */
  point: PointForm | null | undefined = undefined;
  catalogEpoch = -1;
  settingsEpoch = -1;
  isAnalyzed = false;
  /** What the consumer of the results keeps with the columns (encoders, row makers); null whenever they are analysed anew. */
  keptByConsumer: object | null = null;

  constructor(
    readonly name: string,
    readonly sql: string,
    /** Null: an empty query. */
    readonly raw: RawStatement | null,
    readonly declaredTypes: readonly Oid[],
    readonly createdAt: number,
    readonly fromSql: boolean,
  ) {}

  /** Statements of a simple query: `$1` is an error there. */
  get takesNoParameters(): boolean {
    return this.fromSql && this.name === '';
  }

  get statement(): Statement | null {
    return this.raw?.statement ?? null;
  }
}
