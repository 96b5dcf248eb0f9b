/**
 * Descriptors: what the analyzer, planner and executor know of catalog objects. Immutable snapshots of catalog rows;
 * the relation cache makes them, DDL makes new ones.
 */
import type { FileId, Oid } from '../base/index.js';
import type { Datum } from '../types/index.js';

/** pg_class.relkind: table, index, sequence, view, materialized view, composite type, TOAST table, partitioned table, foreign table. */
export type RelationKind = 'r' | 'i' | 'S' | 'v' | 'm' | 'c' | 't' | 'p' | 'f';

export interface ColumnDescriptor {
  /** pg_attribute.attnum, from 1; negative for system columns. */
  readonly number: number;
  readonly name: string;
  readonly typeId: Oid;
  readonly typmod: number;
  readonly collation: Oid;
  readonly isNotNull: boolean;
  readonly isDropped: boolean;
  readonly hasDefault: boolean;
  /** Text of the default expression as stored (deparsed SQL), null if none. */
  readonly defaultText: string | null;
  /** '' none, 'a' always, 'd' by default. */
  readonly identity: '' | 'a' | 'd';
  /** Identity columns: the sequence that makes their values. */
  readonly identitySequence?: Oid;
  readonly generated: '' | 's';
  /** Value that rows stored before ADD COLUMN have; undefined when none is needed. */
  readonly missingValue?: Datum;
  /** Layout version that first has this column. */
  readonly sinceLayout: number;
}

export interface IndexDescriptor {
  readonly oid: Oid;
  readonly name: string;
  readonly fileId: FileId;
  readonly method: string;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  readonly isExclusion: boolean;
  readonly nullsNotDistinct: boolean;
  readonly isImmediate: boolean;
  readonly isValid: boolean;
  /** When rows had older versions as it was built: snapshots must be at least this new to read by it (`TransactionManager.horizon`). */
  readonly usableFrom?: number;
  /** Key columns then INCLUDE columns; attnum, or 0 for an expression (taken in order from expressionTexts). */
  readonly columns: readonly number[];
  readonly keyCount: number;
  readonly expressionTexts: readonly string[];
  readonly predicateText: string | null;
  /** Per key column. */
  readonly keyTypes: readonly Oid[];
  readonly isDescending: readonly boolean[];
  readonly nullsFirst: readonly boolean[];
  readonly operatorClasses: readonly Oid[];
  /** Of each key column; 0 where its type has none. */
  readonly collations: readonly Oid[];
  /** Of an exclusion constraint: the operator of each key column. */
  readonly exclusionOperators?: readonly Oid[];
}

export interface ConstraintDescriptor {
  readonly oid: Oid;
  readonly name: string;
  /** check, foreign key, primary key, unique, exclusion. */
  readonly kind: 'c' | 'f' | 'p' | 'u' | 'x';
  readonly columns: readonly number[];
  /** CHECK expression text. */
  readonly expressionText: string | null;
  readonly indexId: Oid;
  readonly isDeferrable: boolean;
  readonly isDeferred: boolean;
  readonly isValidated: boolean;
  /** Foreign keys: */
  readonly referencedRelation: Oid;
  readonly referencedColumns: readonly number[];
  readonly onUpdate: 'a' | 'r' | 'c' | 'n' | 'd' | ' ';
  readonly onDelete: 'a' | 'r' | 'c' | 'n' | 'd' | ' ';
  /** ON DELETE SET NULL / SET DEFAULT (columns): only these are set. */
  readonly deleteSetColumns?: readonly number[];
  readonly match: 's' | 'f' | 'p' | ' ';
  /** Foreign keys: `=` operator per column pair, referenced = referencing; exclusion constraints: the operator of each column. */
  readonly operators: readonly Oid[];
}

export interface RelationDescriptor {
  readonly oid: Oid;
  readonly name: string;
  readonly schema: string;
  readonly schemaId: Oid;
  readonly kind: RelationKind;
  /** Composite row type. */
  readonly rowType: Oid;
  readonly owner: Oid;
  /** p permanent, u unlogged, t temporary. */
  readonly persistence: 'p' | 'u' | 't';
  readonly fileId: FileId;
  /** Overflow (TOAST) file, 0 when none was made yet. */
  readonly overflowFileId: FileId;
  readonly layoutVersion: number;
  /** By attnum - 1, dropped ones included. */
  readonly columns: readonly ColumnDescriptor[];
  readonly indexes: readonly IndexDescriptor[];
  readonly constraints: readonly ConstraintDescriptor[];
  /** Foreign keys of other tables that reference this one. */
  readonly referencedBy: readonly { readonly relation: Oid; readonly constraint: ConstraintDescriptor }[];
  /** View: deparsed SELECT. */
  readonly viewText: string | null;
  /** View: WITH CHECK OPTION. */
  readonly checkOption?: 'local' | 'cascaded';
  /** False for a materialized view WITH NO DATA. */
  readonly isPopulated?: boolean;
  /** pg_class.reltuples (-1 unknown) and relpages, as of the last ANALYZE / VACUUM. */
  readonly tupleEstimate: number;
  readonly pageEstimate: number;
  readonly isSystem: boolean;
  /** True for relations whose rows are computed (pg_settings, pg_locks…, sequences): read through `VirtualRelation`. Views among them have kind r here, v in pg_class. */
  readonly isVirtual: boolean;
}

export interface FunctionDescriptor {
  readonly oid: Oid;
  readonly name: string;
  readonly schemaId: Oid;
  /** function, aggregate, window, procedure. */
  readonly kind: 'f' | 'a' | 'w' | 'p';
  /** Input argument types (proargtypes). */
  readonly argumentTypes: readonly Oid[];
  /** With OUT / TABLE arguments: all types, modes (i o b v t) and names; undefined when plain. */
  readonly allArgumentTypes?: readonly Oid[];
  readonly argumentModes?: readonly string[];
  readonly argumentNames?: readonly string[];
  readonly resultType: Oid;
  readonly returnsSet: boolean;
  readonly isStrict: boolean;
  readonly volatility: 'i' | 's' | 'v';
  /** Element type of the VARIADIC parameter, 0 if none ("any" = 2276). */
  readonly variadicType: Oid;
  readonly defaultCount: number;
  readonly defaultTexts: readonly string[];
  readonly language: 'internal' | 'sql' | 'plpgsql' | 'javascript';
  readonly source: string;
  /** Ordered-set aggregates: n normal, o ordered-set, h hypothetical; direct argument count. */
  readonly aggregateKind?: 'n' | 'o' | 'h';
  readonly directArguments?: number;
  /** Planner: estimated rows of a set-returning function. */
  readonly estimatedRows: number;
  /** Signature key into functions/registry (`int4pl(int4,int4)`). */
  readonly signature: string;
}

export interface OperatorDescriptor {
  readonly oid: Oid;
  readonly name: string;
  readonly schemaId: Oid;
  /** 0 for a prefix operator. */
  readonly leftType: Oid;
  readonly rightType: Oid;
  readonly resultType: Oid;
  readonly functionId: Oid;
  readonly commutator: Oid;
  readonly negator: Oid;
  readonly canHash: boolean;
  readonly canMerge: boolean;
  /** Restriction and join estimator names (eqsel, scalarltsel, …). */
  readonly restrictEstimator: string;
  readonly joinEstimator: string;
}

export interface CastDescriptor {
  readonly source: Oid;
  readonly target: Oid;
  /** 0 when binary-coercible or through I/O. */
  readonly functionId: Oid;
  /** implicit, assignment, explicit. */
  readonly context: 'i' | 'a' | 'e';
  /** function, binary coercible, I/O. */
  readonly method: 'f' | 'b' | 'i';
}

export interface TypeDescriptor {
  readonly oid: Oid;
  readonly name: string;
  readonly schemaId: Oid;
  readonly length: number;
  /** b base, c composite, d domain, e enum, p pseudo, r range, m multirange. */
  readonly kind: 'b' | 'c' | 'd' | 'e' | 'p' | 'r' | 'm';
  readonly category: string;
  readonly isPreferred: boolean;
  readonly elementType: Oid;
  readonly arrayType: Oid;
  readonly relationId: Oid;
  readonly baseType: Oid;
  readonly baseTypmod: number;
  readonly isNotNull: boolean;
  readonly defaultText: string | null;
  readonly collation: Oid;
  /** Ranges: element type and multirange type; multiranges: range type. Absent for built-in types (see `builtinRange`). */
  readonly rangeSubtype?: Oid;
  readonly multirangeType?: Oid;
  readonly rangeType?: Oid;
}

/** How the default operators of a type for sorting, equality and hashing are found (its default btree / hash operator class). */
export interface TypeOperators {
  readonly lessThan: Oid;
  readonly equal: Oid;
  readonly greaterThan: Oid;
  readonly isHashable: boolean;
}

/** Column statistics as ANALYZE stores them (pg_statistic), in planner-friendly form. */
export interface ColumnStatistics {
  readonly nullFraction: number;
  readonly averageWidth: number;
  /** > 0 a count, < 0 minus a fraction of the rows. */
  readonly distinct: number;
  readonly commonValues: readonly Datum[];
  readonly commonFrequencies: readonly number[];
  readonly histogram: readonly Datum[];
  readonly correlation: number;
}

/**
 * What analysis and planning may ask of the catalogs under the current transaction's view. Synchronous; may read pages.
 * Schema-qualified look-ups pass the schema; `null` means through the search path.
 */
export interface CatalogReader {
  /** Changes whenever anything committed could change a plan; one number comparison validates a cached plan. */
  readonly epoch: number;
  readonly searchPath: readonly string[];
  relation(schema: string | null, name: string): RelationDescriptor | undefined;
  relationById(id: Oid): RelationDescriptor | undefined;
  schemaId(name: string): Oid | undefined;
  schemaName(id: Oid): string | undefined;
  type(schema: string | null, name: string): TypeDescriptor | undefined;
  typeById(id: Oid): TypeDescriptor | undefined;
  functions(schema: string | null, name: string): readonly FunctionDescriptor[];
  functionById(id: Oid): FunctionDescriptor | undefined;
  operators(schema: string | null, name: string): readonly OperatorDescriptor[];
  operatorById(id: Oid): OperatorDescriptor | undefined;
  cast(source: Oid, target: Oid): CastDescriptor | undefined;
  typeOperators(typeId: Oid): TypeOperators | undefined;
  /** Strategy (1 <, 2 <=, 3 =, 4 >=, 5 >) of an operator in the btree family of an operator class; undefined if not a member. */
  btreeStrategy(operatorId: Oid, operatorClass: Oid): number | undefined;
  /** Equality operator family test for hash join: true when the operator belongs to a hash family covering both types. */
  isHashJoinable(operatorId: Oid): boolean;
  statistics(relation: Oid, column: number): ColumnStatistics | undefined;
  enumLabels(typeId: Oid): readonly string[];
  /** Collation by name; readers that know only the built-in ones may leave these out. */
  collation?(schema: string | null, name: string): { readonly oid: Oid; readonly name: string } | undefined;
  /** The locale of a collation of ICU; null for those that order by bytes. */
  icuLocale?(collation: Oid): string | null;
  collationName?(id: Oid): { readonly schema: string; readonly name: string } | undefined;
}
