/**
 * Implementations of built-in functions. The facts (name, argument types, result, volatility, strictness, oid) are rows of
 * catalog/pg-proc.data.ts, generated from PostgreSQL 15's catalog; a family file here supplies the code, keyed by
 * signature `proname(typname,typname)` with pg_type.typname of each input argument, e.g. `int4pl(int4,int4)`.
 */
import type { CatalogPort, SequencePort, SessionPort } from './ports.js';
import type { Datum, TypeContext } from '../types/index.js';

export interface ResultColumnDefinition {
  readonly name: string;
  readonly type: number;
  readonly typmod: number;
}

/** What a call may ask of its surroundings. Passed after the declared arguments; pure functions ignore it. */
export interface CallContext extends TypeContext {
  readonly session: SessionPort;
  readonly sequences: SequencePort;
  readonly catalog: CatalogPort;
  /** Type oid of each argument expression, for polymorphic functions (array_append, to_json …). */
  readonly argumentTypes: readonly number[];
  /** Resolved result type (polymorphic functions). */
  readonly resultType: number;
  /** Columns that a column definition list in FROM gives to a function returning record. */
  readonly resultColumns?: readonly ResultColumnDefinition[] | undefined;
  /** Hypothetical-set aggregates: order of two lists of aggregated arguments by WITHIN GROUP (ORDER BY …). */
  readonly withinGroupOrder?: (a: readonly Datum[], b: readonly Datum[]) => number;
  /** True when the last argument is an array given with the key word VARIADIC to a VARIADIC "any" function (concat, format, num_nulls). */
  readonly isVariadic?: boolean;
}

/**
 * A scalar function. Arguments arrive positionally as Datums (a VARIADIC parameter as one ArrayValue), then the context.
 * A strict function (pg_proc.proisstrict) is never called with a null.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of one table have different argument types; the catalog row states them
export type ScalarImpl = (...argumentsThenContext: any[]) => Datum;

/** A set-returning function yields Datums, or RecordValues when it has several OUT columns. Lazily: it may be stopped at any element. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export type SetImpl = (...argumentsThenContext: any[]) => Iterable<Datum>;

/** An aggregate as state machine. `transition` may mutate and return its state object. */
export interface AggregateImpl<State = unknown> {
  /** Fresh state for a group. */
  init(context: CallContext): State;
  /** One input row; arguments positionally, then context. Not called when `skipNulls` and any argument is null. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  transition(state: State, ...argumentsThenContext: any[]): State;
  /** The result; must not change the state (it is called repeatedly in window frames). */
  final(state: State, context: CallContext): Datum;
  /** True for aggregates whose transition function is strict: rows with a null argument are skipped. */
  readonly skipNulls: boolean;
  /** Undoes one transition (moving window frames); optional. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  inverse?(state: State, ...argumentsThenContext: any[]): State;
}

export type ScalarFamily = Readonly<Record<string, ScalarImpl>>;
export type SetFamily = Readonly<Record<string, SetImpl>>;
export type AggregateFamily = Readonly<Record<string, AggregateImpl>>;
