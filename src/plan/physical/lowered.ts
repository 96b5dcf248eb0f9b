/**
 * Lowered expressions: the one form that plan engines evaluate (about 30 kinds). Made by plan/physical/lower.ts from typed expressions:
 * no names, no catalogs; functions are bound to their implementation, columns to positions of the node's input rows.
 */
import type { Oid, RowRef } from '../../base/index.js';
import type { ColumnInfo, Expr, SqlValue } from '../../analyze/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import type { ScalarImpl, SetImpl } from '../../functions/index.js';
import type { Datum, TypeOps } from '../../types/index.js';

interface LoweredBase {
  readonly type: Oid;
  /** The typed expression it came from, for EXPLAIN. Absent on inner nodes. */
  readonly source?: Expr;
}

export type Lowered =
  | (LoweredBase & { readonly kind: 'const'; readonly value: Datum })
  /** External parameter $n: `index` = n - 1. */
  | (LoweredBase & { readonly kind: 'param'; readonly index: number })
  /** Slot of the execution's parameter array: outer values of correlated sub-plans, nested-loop parameters, InitPlan results. */
  | (LoweredBase & { readonly kind: 'exec-param'; readonly id: number })
  /** Column of an input row: input 0 = the only or left/outer child (or the scanned table, index = attnum - 1), 1 = right/inner child. */
  | (LoweredBase & { readonly kind: 'column'; readonly input: 0 | 1; readonly index: number })
  /** In scans only. */
  | (LoweredBase & { readonly kind: 'system-column'; readonly column: 'ctid' | 'xmin' | 'xmax' | 'cmin' | 'cmax' | 'tableoid' })
  /** Scalar call; strict calls give NULL on any NULL argument. `context` values are passed after the arguments. */
  | (LoweredBase & {
      readonly kind: 'call';
      readonly functionId: Oid;
      readonly name: string;
      readonly impl: ScalarImpl;
      readonly isStrict: boolean;
      readonly volatility: 'i' | 's' | 'v';
      /** SQL, PL and sleeping functions: must run where waiting is possible. */
      readonly maySuspend: boolean;
      readonly args: readonly Lowered[];
      readonly argumentTypes: readonly Oid[];
      /** The last argument is an array given with the key word VARIADIC. */
      readonly isVariadic?: boolean;
      /** In FROM with a column definition list: its columns. */
      readonly resultColumns?: readonly ColumnInfo[];
    })
  | (LoweredBase & { readonly kind: 'and' | 'or'; readonly args: readonly Lowered[] })
  | (LoweredBase & { readonly kind: 'not'; readonly arg: Lowered })
  | (LoweredBase & {
      readonly kind: 'case';
      readonly arg: Lowered | null;
      readonly whens: readonly { readonly condition: Lowered; readonly result: Lowered }[];
      readonly otherwise: Lowered;
    })
  | (LoweredBase & { readonly kind: 'case-test' })
  | (LoweredBase & { readonly kind: 'coalesce'; readonly args: readonly Lowered[] })
  | (LoweredBase & { readonly kind: 'minmax'; readonly op: 'greatest' | 'least'; readonly ops: TypeOps; readonly args: readonly Lowered[] })
  | (LoweredBase & { readonly kind: 'nullif' | 'distinct'; readonly equal: ScalarImpl; readonly args: readonly [Lowered, Lowered] })
  | (LoweredBase & {
      readonly kind: 'scalar-array-op';
      readonly impl: ScalarImpl;
      readonly isStrict: boolean;
      readonly useOr: boolean;
      /** True when `impl` is plain equality of a hashable type (a constant array may become a set). */ readonly isEquality: boolean;
      readonly ops: TypeOps | null;
      /** Of the scalar and the elements, when the function is polymorphic. */ readonly argumentTypes: readonly Oid[] | null;
      readonly args: readonly [Lowered, Lowered];
    })
  | (LoweredBase & { readonly kind: 'null-test'; readonly isNot: boolean; readonly isRow: boolean; readonly arg: Lowered })
  | (LoweredBase & {
      readonly kind: 'boolean-test';
      readonly test: 'is-true' | 'is-not-true' | 'is-false' | 'is-not-false' | 'is-unknown' | 'is-not-unknown';
      readonly arg: Lowered;
    })
  | (LoweredBase & { readonly kind: 'coerce-io'; readonly from: TypeOps; readonly to: TypeOps; readonly arg: Lowered })
  | (LoweredBase & {
      readonly kind: 'coerce-typmod';
      readonly ops: TypeOps;
      readonly typmod: number;
      readonly isExplicit: boolean;
      readonly arg: Lowered;
    })
  | (LoweredBase & {
      readonly kind: 'coerce-domain';
      readonly domain: Oid;
      readonly domainName: string;
      readonly identity: { readonly name: string; readonly display?: string; readonly schema?: string };
      readonly isNotNull: boolean;
      readonly checks: readonly { readonly name: string; readonly condition: Lowered }[];
      readonly arg: Lowered;
    })
  | (LoweredBase & { readonly kind: 'array-coerce'; readonly element: Lowered; readonly elementType: Oid; readonly arg: Lowered })
  | (LoweredBase & { readonly kind: 'array'; readonly elementType: Oid; readonly isMultiDimensional: boolean; readonly elements: readonly Lowered[] })
  | (LoweredBase & { readonly kind: 'row'; readonly fields: readonly Lowered[]; readonly fieldNames: readonly string[] })
  | (LoweredBase & {
      readonly kind: 'row-compare';
      readonly op: '<' | '<=' | '>' | '>=';
      readonly compare: readonly TypeOps[];
      readonly left: readonly Lowered[];
      readonly right: readonly Lowered[];
    })
  | (LoweredBase & { readonly kind: 'field-select'; readonly field: number; readonly arg: Lowered })
  | (LoweredBase & {
      readonly kind: 'subscript';
      readonly isSlice: boolean;
      readonly upper: readonly (Lowered | null)[];
      readonly lower: readonly (Lowered | null)[];
      readonly assigned: Lowered | null;
      readonly arg: Lowered;
    })
  | (LoweredBase & { readonly kind: 'sql-value'; readonly value: SqlValue; readonly typmod: number })
  | (LoweredBase & { readonly kind: 'next-value'; readonly sequence: Oid })
  /** The reference of the row of a table that a cursor is on, only as the value of a ctid scan. */
  | (LoweredBase & { readonly kind: 'current-of'; readonly cursor: string; readonly relation: RelationDescriptor })
  /** GROUPING(): `column` bits by grouping set are supplied by the Aggregate node as an input column, so this kind appears only inside it. */
  | (LoweredBase & { readonly kind: 'grouping'; readonly keyIndexes: readonly number[] })
  /** Correlated (or repeated) sub-plan: sets `assign` exec-params from the current row, then runs sub-plan number `plan`. */
  | (LoweredBase & {
      readonly kind: 'subplan';
      readonly plan: number;
      readonly link: 'exists' | 'any' | 'all' | 'expr' | 'array';
      /** ANY/ALL: comparison over exec-params that receive the sub-plan's output columns. */
      readonly test: Lowered | null;
      readonly testParams: readonly number[];
      readonly assign: readonly { readonly id: number; readonly value: Lowered }[];
      /** Uncorrelated ANY with hashable equality: probe values; the sub-plan is run once into a hash set (NULL-aware). */
      readonly hashed: { readonly probes: readonly Lowered[]; readonly ops: readonly TypeOps[] } | null;
    });

/** A set-returning call, only in FunctionScan and ProjectSet. */
export interface LoweredSetCall {
  readonly functionId: Oid;
  readonly name: string;
  readonly impl: SetImpl;
  readonly isStrict: boolean;
  readonly args: readonly Lowered[];
  readonly argumentTypes: readonly Oid[];
  readonly type: Oid;
  /** In FROM with a column definition list: its columns. */
  readonly resultColumns?: readonly ColumnInfo[];
  readonly source?: Expr;
}

/** A target of ModifyTable rows travels as a plain column holding the row reference. */
export type RowRefColumn = RowRef;
