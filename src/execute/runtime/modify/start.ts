/** The plan nodes that run in the runtime, whatever the engine. */
import type { LockRows, ModifyTable } from '../../../plan/index.js';
import type { Execution } from '../../engine.js';
import type { ExecutionState } from '../execution-state.js';
import { lockRows } from './lock-rows.js';
import { Modification } from './modify-table.js';
import { WaitingExecution } from './waiting-execution.js';

export function startWaitingNode(node: LockRows | ModifyTable, state: ExecutionState): Execution {
  if (node.kind === 'lock-rows') return new WaitingExecution(state, output => lockRows(node, state, output));
  return new WaitingExecution(state, output => new Modification(node, state, output).run());
}
