/** INSERT, UPDATE, DELETE, MERGE, COPY and TRUNCATE. */
import type { Expression, ResTarget } from './expressions.js';
import type { FromItem, RangeVar, SelectStmt, WithClause } from './select.js';
import type { DefElem, DropBehavior, PreparableStmt } from './utility.js';
import type { IndexElem } from './ddl.js';

export interface InsertStmt {
  readonly kind: 'InsertStmt';
  readonly relation: RangeVar;
  /** Empty when no column list was written. */
  readonly cols: readonly ResTarget[];
  /** null: DEFAULT VALUES. VALUES lists are a SelectStmt with valuesLists. */
  readonly selectStmt: SelectStmt | null;
  readonly onConflictClause: OnConflictClause | null;
  readonly returningList: readonly ResTarget[];
  readonly withClause: WithClause | null;
  readonly override: 'default' | 'userValue' | 'systemValue';
}
export interface OnConflictClause {
  readonly kind: 'OnConflictClause';
  readonly action: 'nothing' | 'update';
  readonly infer: InferClause | null;
  readonly targetList: readonly ResTarget[];
  readonly whereClause: Expression | null;
  readonly location: number;
}
/** The conflict target: index elements with an optional predicate, or a constraint name. */
export interface InferClause {
  readonly kind: 'InferClause';
  readonly indexElems: readonly IndexElem[];
  readonly whereClause: Expression | null;
  readonly conname: string | null;
  readonly location: number;
}
export interface UpdateStmt {
  readonly kind: 'UpdateStmt';
  readonly relation: RangeVar;
  readonly targetList: readonly ResTarget[];
  readonly whereClause: Expression | null;
  readonly fromClause: readonly FromItem[];
  readonly returningList: readonly ResTarget[];
  readonly withClause: WithClause | null;
}
export interface DeleteStmt {
  readonly kind: 'DeleteStmt';
  readonly relation: RangeVar;
  readonly usingClause: readonly FromItem[];
  readonly whereClause: Expression | null;
  readonly returningList: readonly ResTarget[];
  readonly withClause: WithClause | null;
}
export interface MergeStmt {
  readonly kind: 'MergeStmt';
  readonly relation: RangeVar;
  readonly sourceRelation: FromItem;
  readonly joinCondition: Expression;
  readonly mergeWhenClauses: readonly MergeWhenClause[];
  /** RETURNING on MERGE is PostgreSQL 17's. */
  readonly returningList: readonly ResTarget[];
  readonly withClause: WithClause | null;
}
export interface MergeWhenClause {
  readonly kind: 'MergeWhenClause';
  readonly matched: boolean;
  readonly commandType: 'insert' | 'update' | 'delete' | 'nothing';
  readonly override: 'default' | 'userValue' | 'systemValue';
  readonly condition: Expression | null;
  /** INSERT columns (val null) or UPDATE assignments. */
  readonly targetList: readonly ResTarget[];
  /** INSERT values; empty for DEFAULT VALUES and the other commands. */
  readonly values: readonly Expression[];
}
export interface CopyStmt {
  readonly kind: 'CopyStmt';
  /** Exactly one of relation and query is set. */
  readonly relation: RangeVar | null;
  readonly query: PreparableStmt | null;
  readonly attlist: readonly string[];
  readonly isFrom: boolean;
  readonly isProgram: boolean;
  /** null: STDIN / STDOUT. */
  readonly filename: string | null;
  /** Old-style options are translated to the new names (format, freeze, delimiter, null, header, quote, escape, force_quote, force_not_null, force_null, encoding). */
  readonly options: readonly DefElem[];
  readonly whereClause: Expression | null;
}
export interface TruncateStmt {
  readonly kind: 'TruncateStmt';
  readonly relations: readonly RangeVar[];
  readonly restartSeqs: boolean;
  readonly behavior: DropBehavior;
}
