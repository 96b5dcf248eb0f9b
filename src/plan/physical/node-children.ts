/** Walking plan trees. */
import { unreachable } from '../../base/index.js';
import type { PlanNode } from './plan-nodes.js';

export function nodeChildren(node: PlanNode): readonly PlanNode[] {
  switch (node.kind) {
    case 'seq-scan':
    case 'index-scan':
    case 'bitmap-heap-scan':
    case 'tid-scan':
    case 'virtual-scan':
    case 'epq-scan':
    case 'function-scan':
    case 'values-scan':
    case 'cte-scan':
    case 'work-table-scan':
      return [];
    case 'result':
      return node.input === null ? [] : [node.input];
    case 'subquery-scan':
    case 'project-set':
    case 'material':
    case 'memoize':
    case 'sort':
    case 'unique':
    case 'limit':
    case 'aggregate':
    case 'window':
    case 'lock-rows':
    case 'modify-table':
      return [node.input];
    case 'nested-loop':
    case 'hash-join':
    case 'merge-join':
      return [node.outer, node.inner];
    case 'append':
      return node.inputs;
    case 'set-op':
    case 'recursive-union':
      return [node.left, node.right];
    default:
      return unreachable(node);
  }
}
