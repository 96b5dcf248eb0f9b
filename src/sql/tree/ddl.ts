/** Tables, indexes, views, sequences and what they are made of. Other objects are in objects.ts. */
import type { CollateClause, Expression, TypeName } from './expressions.js';
import type { IntoClause, RangeVar, SelectStmt } from './select.js';
import type { DefElem, DropBehavior, ExecuteStmt, ObjectType, RoleSpec } from './utility.js';
import type { CreateTrigStmt, GrantStmt } from './objects.js';

export type OnCommitAction = 'noop' | 'preserveRows' | 'deleteRows' | 'drop';

export interface CreateStmt {
  readonly kind: 'CreateStmt';
  readonly relation: RangeVar;
  /** Column definitions, table constraints and LIKE clauses in source order. With OF type or PARTITION OF, a ColumnDef may lack its type. */
  readonly tableElts: readonly TableElement[];
  /** INHERITS parents, or the one parent of PARTITION OF (then partbound is set). */
  readonly inhRelations: readonly RangeVar[];
  readonly partbound: PartitionBoundSpec | null;
  readonly partspec: PartitionSpec | null;
  readonly ofTypename: TypeName | null;
  readonly options: readonly DefElem[];
  readonly oncommit: OnCommitAction;
  readonly tablespacename: string | null;
  readonly accessMethod: string | null;
  readonly ifNotExists: boolean;
}
export type TableElement = ColumnDef | Constraint | TableLikeClause;

export interface ColumnDef {
  readonly kind: 'ColumnDef';
  readonly colname: string;
  /** null in OF type / PARTITION OF column options. */
  readonly typeName: TypeName | null;
  readonly compression: string | null;
  /** DEFERRABLE / INITIALLY / NOT VALID attributes are merged into the constraint they follow. */
  readonly constraints: readonly Constraint[];
  readonly collClause: CollateClause | null;
  /** Only in ALTER COLUMN … TYPE … USING expr. */
  readonly rawDefault: Expression | null;
  readonly fdwoptions: readonly DefElem[];
  readonly location: number;
}
/** LIKE parent INCLUDING …: the included parts. */
export interface TableLikeClause {
  readonly kind: 'TableLikeClause';
  readonly relation: RangeVar;
  readonly options: readonly TableLikeOption[];
}
export type TableLikeOption = 'comments' | 'compression' | 'constraints' | 'defaults' | 'generated' | 'identity' | 'indexes' | 'statistics' | 'storage';

export type ConstraintType = 'null' | 'notNull' | 'default' | 'identity' | 'generated' | 'check' | 'primary' | 'unique' | 'exclusion' | 'foreign' | 'attribute';
export type ConstraintAttribute = 'DEFERRABLE' | 'NOT DEFERRABLE' | 'INITIALLY DEFERRED' | 'INITIALLY IMMEDIATE';
/** a = NO ACTION, r = RESTRICT, c = CASCADE, n = SET NULL, d = SET DEFAULT. */
export type ForeignKeyAction = 'a' | 'r' | 'c' | 'n' | 'd';
/** One node for every column and table constraint; fields that don't belong to `contype` are null, false or empty. */
export interface Constraint {
  readonly kind: 'Constraint';
  readonly contype: ConstraintType;
  readonly conname: string | null;
  readonly deferrable: boolean;
  readonly initdeferred: boolean;
  /** NOT VALID. */
  readonly skipValidation: boolean;
  readonly isNoInherit: boolean;
  /** default, check, generated. */
  readonly rawExpr: Expression | null;
  /** identity, generated: a(lways), d (by default). */
  readonly generatedWhen: 'a' | 'd';
  /** Sequence options of identity; storage parameters of an index constraint. */
  readonly options: readonly DefElem[];
  /** primary, unique; empty in a column constraint. */
  readonly keys: readonly string[];
  readonly including: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly exclusions: readonly ExclusionElement[];
  /** USING INDEX name. */
  readonly indexname: string | null;
  readonly indexspace: string | null;
  /** exclusion: USING method (default btree). */
  readonly accessMethod: string | null;
  readonly whereClause: Expression | null;
  readonly pktable: RangeVar | null;
  readonly fkAttrs: readonly string[];
  readonly pkAttrs: readonly string[];
  /** s(imple), f(ull), p(artial). */
  readonly fkMatchtype: 's' | 'f' | 'p';
  readonly fkUpdAction: ForeignKeyAction;
  readonly fkDelAction: ForeignKeyAction;
  /** ON DELETE SET NULL (cols). */
  readonly fkDelSetCols: readonly string[];
  /** attribute: one that could not become part of the constraint before it. */
  readonly attribute: ConstraintAttribute | null;
  /** attribute: the syntax error that analysis raises at it; null when the one that is wrong is another. */
  readonly problem: string | null;
  readonly location: number;
}
export interface ExclusionElement {
  readonly elem: IndexElem;
  readonly operator: readonly string[];
}

export interface PartitionSpec {
  readonly kind: 'PartitionSpec';
  /** As written (folded): list, range or hash are checked by analysis. */
  readonly strategy: string;
  readonly partParams: readonly PartitionElem[];
  readonly location: number;
}
export interface PartitionElem {
  readonly kind: 'PartitionElem';
  readonly name: string | null;
  readonly expr: Expression | null;
  readonly collation: readonly string[];
  readonly opclass: readonly string[];
  readonly location: number;
}
/** Bounds: MINVALUE and MAXVALUE in a range come as ColumnRefs of that name, as in PostgreSQL. */
export interface PartitionBoundSpec {
  readonly kind: 'PartitionBoundSpec';
  readonly strategy: 'list' | 'range' | 'hash' | 'default';
  readonly modulus: number;
  readonly remainder: number;
  readonly listdatums: readonly Expression[];
  readonly lowerdatums: readonly Expression[];
  readonly upperdatums: readonly Expression[];
  readonly location: number;
}
export interface PartitionCmd {
  readonly kind: 'PartitionCmd';
  readonly name: RangeVar;
  readonly bound: PartitionBoundSpec | null;
  readonly concurrent: boolean;
}

export interface CreateTableAsStmt {
  readonly kind: 'CreateTableAsStmt';
  readonly query: SelectStmt | ExecuteStmt;
  readonly into: IntoClause;
  readonly objtype: 'table' | 'matview';
  readonly ifNotExists: boolean;
}
export interface RefreshMatViewStmt {
  readonly kind: 'RefreshMatViewStmt';
  readonly relation: RangeVar;
  readonly concurrent: boolean;
  readonly skipData: boolean;
}
export interface ViewStmt {
  readonly kind: 'ViewStmt';
  readonly view: RangeVar;
  readonly aliases: readonly string[];
  readonly query: SelectStmt;
  readonly replace: boolean;
  /** CREATE RECURSIVE VIEW: the grammar has rewritten `query` to WITH RECURSIVE already. */
  readonly options: readonly DefElem[];
  readonly withCheckOption: 'none' | 'local' | 'cascaded';
}
export interface IndexStmt {
  readonly kind: 'IndexStmt';
  readonly idxname: string | null;
  readonly relation: RangeVar;
  /** `btree` when not written. */
  readonly accessMethod: string;
  readonly tableSpace: string | null;
  readonly indexParams: readonly IndexElem[];
  readonly indexIncludingParams: readonly IndexElem[];
  readonly options: readonly DefElem[];
  readonly whereClause: Expression | null;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly concurrent: boolean;
  readonly ifNotExists: boolean;
}
export interface IndexElem {
  readonly kind: 'IndexElem';
  /** Either name or expr. */
  readonly name: string | null;
  readonly expr: Expression | null;
  readonly collation: readonly string[];
  readonly opclass: readonly string[];
  readonly opclassopts: readonly DefElem[];
  readonly ordering: 'default' | 'asc' | 'desc';
  readonly nullsOrdering: 'default' | 'first' | 'last';
  readonly location: number;
}
export interface CreateSeqStmt {
  readonly kind: 'CreateSeqStmt';
  readonly sequence: RangeVar;
  /** as (TypeName), increment, minvalue, maxvalue (null arg: NO …), start, restart, cache, cycle (boolean), owned_by (NameList), sequence_name. */
  readonly options: readonly DefElem[];
  readonly ifNotExists: boolean;
}
export interface AlterSeqStmt {
  readonly kind: 'AlterSeqStmt';
  readonly sequence: RangeVar;
  readonly options: readonly DefElem[];
  readonly missingOk: boolean;
}
export interface CreateSchemaStmt {
  readonly kind: 'CreateSchemaStmt';
  readonly schemaname: string | null;
  readonly authrole: RoleSpec | null;
  readonly schemaElts: readonly (CreateStmt | IndexStmt | CreateSeqStmt | CreateTrigStmt | GrantStmt | ViewStmt)[];
  readonly ifNotExists: boolean;
}

/** ALTER TABLE / INDEX / SEQUENCE / VIEW / MATERIALIZED VIEW / FOREIGN TABLE / TYPE (composite) with sub-commands. */
export interface AlterTableStmt {
  readonly kind: 'AlterTableStmt';
  readonly relation: RangeVar;
  readonly cmds: readonly AlterTableCmd[];
  readonly objtype: ObjectType;
  readonly missingOk: boolean;
}
interface Cmd<S extends string, D> {
  readonly kind: 'AlterTableCmd';
  readonly subtype: S;
  /** The column, constraint, trigger, rule, index, tablespace or access method it is about. */
  readonly name: string | null;
  /** ALTER INDEX … ALTER COLUMN number; 0 otherwise. */
  readonly num: number;
  readonly newowner: RoleSpec | null;
  readonly def: D;
  readonly behavior: DropBehavior;
  /** IF EXISTS (drops) or IF NOT EXISTS (addColumn). */
  readonly missingOk: boolean;
}
export interface ReplicaIdentityStmt {
  readonly kind: 'ReplicaIdentityStmt';
  /** n(othing), f(ull), d(efault), i(ndex). */
  readonly identityType: 'n' | 'f' | 'd' | 'i';
  readonly name: string | null;
}
export interface DefElemList {
  readonly kind: 'DefElemList';
  readonly items: readonly DefElem[];
}
export interface AlterConstraintDef {
  readonly kind: 'AlterConstraintDef';
  readonly deferrable: boolean;
  readonly initdeferred: boolean;
}
export type AlterTableCmd =
  | Cmd<'addColumn', ColumnDef>
  | Cmd<'columnDefault', Expression | null>
  | Cmd<'dropNotNull' | 'setNotNull' | 'dropExpression' | 'dropIdentity' | 'dropColumn' | 'dropConstraint' | 'validateConstraint', null>
  /** SET STATISTICS: the target as an integer constant. */
  | Cmd<'setStatistics', Expression>
  | Cmd<'setOptions' | 'resetOptions' | 'setRelOptions' | 'resetRelOptions' | 'genericOptions' | 'alterColumnGenericOptions', DefElemList>
  /** SET STORAGE and SET COMPRESSION: the word as a string constant. */
  | Cmd<'setStorage' | 'setCompression', Expression>
  | Cmd<'addIdentity', Constraint>
  | Cmd<'setIdentity', DefElemList>
  | Cmd<'alterColumnType', ColumnDef>
  | Cmd<'addConstraint', Constraint>
  | Cmd<'alterConstraint', AlterConstraintDef>
  | Cmd<'changeOwner' | 'setTableSpace' | 'setAccessMethod' | 'clusterOn' | 'dropCluster' | 'setLogged' | 'setUnLogged', null>
  | Cmd<
      'enableTrig' | 'enableAlwaysTrig' | 'enableReplicaTrig' | 'enableTrigAll' | 'enableTrigUser' | 'disableTrig' | 'disableTrigAll' | 'disableTrigUser',
      null
    >
  | Cmd<'enableRule' | 'enableAlwaysRule' | 'enableReplicaRule' | 'disableRule', null>
  | Cmd<'enableRowSecurity' | 'disableRowSecurity' | 'forceRowSecurity' | 'noForceRowSecurity', null>
  | Cmd<'addInherit' | 'dropInherit', RangeVar>
  | Cmd<'addOf', TypeName>
  | Cmd<'dropOf' | 'dropOids', null>
  | Cmd<'replicaIdentity', ReplicaIdentityStmt>
  | Cmd<'attachPartition' | 'detachPartition' | 'detachPartitionFinalize', PartitionCmd>;
export type AlterTableSubtype = AlterTableCmd['subtype'];

/** ALTER TABLE|INDEX|MATERIALIZED VIEW ALL IN TABLESPACE a [OWNED BY …] SET TABLESPACE b. */
export interface AlterTableMoveAllStmt {
  readonly kind: 'AlterTableMoveAllStmt';
  readonly origTablespacename: string;
  readonly objtype: 'table' | 'index' | 'matview';
  readonly roles: readonly RoleSpec[];
  readonly newTablespacename: string;
  readonly nowait: boolean;
}
