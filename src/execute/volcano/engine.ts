/** The volcano engine: one pull iterator per plan node (G. Graefe, "Volcano", 1994). Plain and short; nothing is compiled. */
import { unreachable } from '../../base/index.js';
import type { PlannedStatement, PlanNode } from '../../plan/index.js';
import type { Engine, Execution, RowSink, StepResult } from '../engine.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { requirementsOf } from '../runtime/plan-walk.js';
import { END, YIELD } from '../runtime/row.js';
import { startWaitingNode } from '../runtime/modify/start.js';
import { AggregateIterator, AppendIterator, RecursiveUnionIterator, SetOpIterator, UniqueIterator, WindowIterator } from './grouping.js';
import { InstrumentedIterator, PreparedIterator, type RowIterator } from './iterator.js';
import { HashJoinIterator, MergeJoinIterator, NestedLoopIterator } from './joins.js';
import { LimitIterator, MaterialIterator, MemoizeIterator, SortIterator } from './ordering.js';
import { BitmapScanIterator, EpqIterator, IndexOnlyScanIterator, IndexScanIterator, SeqScanIterator, TidScanIterator } from './scans.js';
import {
  CteIterator,
  ExecutionIterator,
  FunctionScanIterator,
  ProjectSetIterator,
  ResultIterator,
  SubqueryScanIterator,
  ValuesIterator,
  VirtualIterator,
  WorkTableIterator,
} from './sources.js';

export const volcanoEngine: Engine = {
  name: 'volcano',
  start: (node, statement, state) => new VolcanoExecution(build(node, statement, state), state),
};

class VolcanoExecution implements Execution {
  private isDone = false;
  constructor(
    private readonly root: RowIterator,
    private readonly state: ExecutionState,
  ) {}
  step(budget: number, sink: RowSink): StepResult {
    if (this.isDone) return 'done';
    const { state } = this;
    state.enterStep(budget);
    try {
      for (;;) {
        const row = this.root.next();
        if (row === END) {
          this.isDone = true;
          return 'done';
        }
        if (row === YIELD) return state.wait === null ? 'rows' : 'wait';
        if (!sink.push(row)) return 'rows';
      }
    } finally {
      state.leaveStep();
    }
  }
  rescan(): void {
    this.isDone = false;
    this.root.rescan();
  }
  close(): void {
    this.root.close();
  }
}

function build(planned: PlanNode, statement: PlannedStatement, state: ExecutionState): RowIterator {
  const node = statement.runs?.get(planned) ?? planned;
  let iterator = iteratorOf(node, state, child => build(child, statement, state));
  const requirements = requirementsOf(node, statement);
  if (requirements.length > 0) iterator = new PreparedIterator(iterator, requirements, state);
  return state.counters === null ? iterator : new InstrumentedIterator(iterator, node.id, state);
}

function iteratorOf(node: PlanNode, state: ExecutionState, child: (node: PlanNode) => RowIterator): RowIterator {
  switch (node.kind) {
    case 'seq-scan':
      return new SeqScanIterator(node, state);
    case 'index-scan':
      return node.isIndexOnly ? new IndexOnlyScanIterator(node, state) : new IndexScanIterator(node, state);
    case 'bitmap-heap-scan':
      return new BitmapScanIterator(node, state);
    case 'tid-scan':
      return new TidScanIterator(node, state);
    case 'virtual-scan':
      return new VirtualIterator(node, state);
    case 'epq-scan':
      return new EpqIterator(node, state);
    case 'function-scan':
      return new FunctionScanIterator(node, state);
    case 'values-scan':
      return new ValuesIterator(node, state);
    case 'cte-scan':
      return new CteIterator(node, state);
    case 'work-table-scan':
      return new WorkTableIterator(node, state);
    case 'subquery-scan':
      return new SubqueryScanIterator(node, state, child(node.input));
    case 'result':
      return new ResultIterator(node, state, node.input === null ? null : child(node.input));
    case 'project-set':
      return new ProjectSetIterator(node, state, child(node.input));
    case 'nested-loop':
      return new NestedLoopIterator(node, state, child(node.outer), child(node.inner));
    case 'hash-join':
      return new HashJoinIterator(node, state, child(node.outer), child(node.inner));
    case 'merge-join':
      return new MergeJoinIterator(node, state, child(node.outer), child(node.inner));
    case 'material':
      return new MaterialIterator(node, state, child(node.input));
    case 'memoize':
      return new MemoizeIterator(node, state, child(node.input));
    case 'sort':
      return new SortIterator(node, state, child(node.input));
    case 'unique':
      return new UniqueIterator(node, state, child(node.input));
    case 'limit':
      return new LimitIterator(node, state, child(node.input));
    case 'aggregate':
      return new AggregateIterator(node, state, child(node.input));
    case 'window':
      return new WindowIterator(node, state, child(node.input));
    case 'append':
      return new AppendIterator(node, state, node.inputs.map(child));
    case 'set-op':
      return new SetOpIterator(node, state, child(node.left), child(node.right));
    case 'recursive-union':
      return new RecursiveUnionIterator(node, state, child(node.left), child(node.right));
    case 'lock-rows':
    case 'modify-table':
      return new ExecutionIterator(startWaitingNode(node, state), state);
    default:
      return unreachable(node);
  }
}
