/** What EXPLAIN is asked for and what it gets to know. */
import type { CatalogReader } from '../../catalog/index.js';
import type { CallContext } from '../../functions/index.js';

export interface ExplainOptions {
  readonly format: 'text' | 'json' | 'yaml' | 'xml';
  readonly isAnalyze: boolean;
  readonly isVerbose: boolean;
  readonly hasCosts: boolean;
  readonly hasTiming: boolean;
  readonly hasSummary: boolean;
  readonly hasSettings: boolean;
}

/** What execution counted, by node number (times in milliseconds, all summed over loops). */
export interface ExplainCounters {
  readonly rows: Float64Array;
  readonly loops: Float64Array;
  readonly startupMs: Float64Array;
  readonly totalMs: Float64Array;
  readonly filtered: Float64Array;
  readonly notes: ReadonlyMap<number, Readonly<Record<string, string | number>>>;
}

export interface ExplainEnvironment {
  readonly catalog: CatalogReader;
  readonly context: CallContext;
  /** Null unless the statement was run (ANALYZE). */
  readonly counters: ExplainCounters | null;
  readonly planningMs: number;
  readonly executionMs: number;
  /** Names and values that EXPLAIN (SETTINGS) shows. */
  readonly settings: readonly (readonly [name: string, value: string])[];
}
