/** EXPLAIN: prints a planned statement in PostgreSQL's layout. */
import type { CatalogReader } from '../../catalog/index.js';
import type { CallContext } from '../../functions/index.js';
import { notSupported } from '../../errors/index.js';
import type { PlanNode, PlannedStatement } from '../physical/plan-nodes.js';

export interface ExplainOptions {
  readonly format: 'text' | 'json' | 'yaml' | 'xml';
  readonly isAnalyze: boolean;
  readonly isVerbose: boolean;
  readonly hasCosts: boolean;
  readonly hasTiming: boolean;
  readonly hasSummary: boolean;
}

/** What execution counted, by node number (times in milliseconds, summed over loops). */
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
}

export function explainPlan(statement: PlannedStatement, options: ExplainOptions, environment: ExplainEnvironment): string {
  if (options.format !== 'text') throw notSupported('EXPLAIN (FORMAT)');
  const lines: string[] = [];
  const print = (node: PlanNode, depth: number): void => {
    const indent = depth === 0 ? '' : `${' '.repeat(depth * 6 - 4)}->  `;
    const cost = options.hasCosts
      ? `  (cost=${node.startupCost.toFixed(2)}..${node.totalCost.toFixed(2)} rows=${Math.round(node.rows)} width=${node.width})`
      : '';
    lines.push(`${indent}${node.kind}${cost}`);
    for (const value of Object.values(node)) {
      if (typeof value === 'object' && value !== null && 'kind' in value && 'startupCost' in value) print(value as PlanNode, depth + 1);
    }
  };
  print(statement.root, 0);
  if (options.hasSummary) lines.push(`Planning Time: ${environment.planningMs.toFixed(3)} ms`);
  if (options.isAnalyze && options.hasSummary) lines.push(`Execution Time: ${environment.executionMs.toFixed(3)} ms`);
  return lines.join('\n');
}
