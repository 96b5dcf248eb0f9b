/** Execution: engines behind one seam, and the runtime that they share. */
export * from './engine.js';
export * from './registry.js';
export { compilePoint, type PointPlan, type PointQuery, type PointResult } from './point/point-plan.js';
export { computesFromParameters } from './point/foldable.js';
export { ExecutionState, type ExecutionOptions } from './runtime/execution-state.js';
export type { ExecutionServices, FunctionBinder, IsolationLevel, TableRules } from './runtime/services.js';
export type { OpenRelation } from './runtime/open-relation.js';
export { TupleStore } from './runtime/tuple-store.js';
export { MemoryBudget } from './runtime/memory-budget.js';
export { NodeCounters } from './runtime/instrumentation.js';
export { PAUSE, runStatement, type StatementYield } from './runtime/run-statement.js';
export { ConstraintQueue, type ConstraintEvent } from './runtime/modify/constraint-queue.js';
export { TableWriter } from './runtime/modify/table-writer.js';
export { describeRow, describeKey, type FailingRow } from './runtime/modify/constraint-errors.js';
export { IndexKeys } from './runtime/modify/index-keys.js';
export { compileExpression } from './runtime/expression/compile.js';
export { rowScope, type CompileScope, type Evaluator } from './runtime/expression/scope.js';
export { writePlanFor, type WritePlan } from './runtime/modify/write-plan.js';
