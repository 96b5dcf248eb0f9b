/** May a stored result (sort, hash table, material) survive a rescan? Yes when the exec-params its input reads are what they were. */
import type { PlanNode } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from './execution-state.js';
import { paramsOf } from './plan-walk.js';

export class ReuseGuard {
  private readonly params: readonly number[] | 'always';
  private readonly values: Datum[] = [];

  constructor(
    node: PlanNode,
    private readonly state: ExecutionState,
  ) {
    this.params = paramsOf(node, state.statement);
  }

  /** Notes the params' values: a result is being made from them. */
  mark(): void {
    if (this.params === 'always') return;
    for (let i = 0; i < this.params.length; i++) this.values[i] = this.state.execParams[this.params[i]];
  }

  get isReusable(): boolean {
    if (this.params === 'always') return false;
    for (let i = 0; i < this.params.length; i++) {
      // An InitPlan's value counts as unchanged when it was computed meanwhile.
      const id = this.params[i];
      if (this.values[i] !== this.state.execParams[id] && this.state.initPlanOf(id) < 0) return false;
    }
    return true;
  }
}
