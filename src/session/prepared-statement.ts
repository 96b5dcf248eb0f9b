/** A parsed, analysed and planned statement: what Parse, PREPARE and every simple statement make. Plans are kept while catalogs and settings stay. */
import type { ParameterTypes } from '../analyze/index.js';
import type { Query } from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import type { PointQuery } from '../execute/index.js';
import type { PlannedStatement } from '../plan/index.js';
import type { RawStatement, Statement } from '../sql/index.js';
import type { ResultColumn } from './consumer.js';

export interface AnalyzedStatement {
  readonly query: Query;
  readonly columns: readonly ResultColumn[];
}

export class PreparedStatement {
  /** Filled by analysis; oids of $1, $2 … */
  parameterTypes: readonly Oid[] = [];
  analyzed: AnalyzedStatement | null = null;
  plan: PlannedStatement | null = null;
  /** The compiled form of a point query, null when it is not one, undefined when not tried. */
  point: { readonly query: PointQuery; readonly isRead: boolean; readonly relation: Oid } | null | undefined = undefined;
  catalogEpoch = -1;
  settingsEpoch = -1;
  isAnalyzed = false;

  constructor(
    readonly name: string,
    readonly sql: string,
    /** Null: an empty query. */
    readonly raw: RawStatement | null,
    readonly declaredTypes: readonly Oid[],
    readonly createdAt: number,
    readonly fromSql: boolean,
  ) {}

  get statement(): Statement | null {
    return this.raw?.statement ?? null;
  }
}

export type { ParameterTypes };
