/** Node names of EXPLAIN: the words of the head line, and of the structured forms. */
import { unreachable } from '../../base/index.js';
import type { Aggregate, PlanJoinType, PlanNode, SetOp } from '../physical/plan-nodes.js';

export interface NodeTitle {
  /** In the text form. */
  readonly name: string;
  /** `Node Type` of the structured forms. */
  readonly type: string;
  /** Strategy, Operation … right behind the type. */
  readonly properties: readonly (readonly [string, string])[];
  /** Join Type, Command: behind the parent relationship. */
  readonly after: readonly (readonly [string, string])[];
}

const JOIN_NAMES: Readonly<Record<PlanJoinType, string>> = {
  inner: 'Inner',
  left: 'Left',
  right: 'Right',
  full: 'Full',
  semi: 'Semi',
  anti: 'Anti',
};

export function describeNode(node: PlanNode): NodeTitle {
  switch (node.kind) {
    case 'seq-scan':
      return node.sample !== null ? plain('Sample Scan') : plain('Seq Scan');
    case 'virtual-scan':
      return plain('Seq Scan');
    case 'epq-scan':
      return plain('EPQ Scan');
    case 'index-scan':
      return plain(node.isIndexOnly ? 'Index Only Scan' : 'Index Scan');
    case 'bitmap-heap-scan':
      return plain('Bitmap Heap Scan');
    case 'tid-scan':
      return plain('Tid Scan');
    case 'function-scan':
      return plain('Function Scan');
    case 'values-scan':
      return plain('Values Scan');
    case 'cte-scan':
      return plain('CTE Scan');
    case 'work-table-scan':
      return plain('WorkTable Scan');
    case 'subquery-scan':
      return plain('Subquery Scan');
    case 'result':
      return plain('Result');
    case 'project-set':
      return plain('ProjectSet');
    case 'nested-loop':
      return join(node.joinType === 'inner' ? 'Nested Loop' : `Nested Loop ${JOIN_NAMES[node.joinType]} Join`, 'Nested Loop', node.joinType);
    case 'hash-join':
      return join(node.joinType === 'inner' ? 'Hash Join' : `Hash ${JOIN_NAMES[node.joinType]} Join`, 'Hash Join', node.joinType);
    case 'merge-join':
      return join(node.joinType === 'inner' ? 'Merge Join' : `Merge ${JOIN_NAMES[node.joinType]} Join`, 'Merge Join', node.joinType);
    case 'material':
      return plain('Materialize');
    case 'memoize':
      return plain('Memoize');
    case 'sort':
      return plain(node.presorted > 0 ? 'Incremental Sort' : 'Sort');
    case 'unique':
      return plain('Unique');
    case 'limit':
      return plain('Limit');
    case 'aggregate':
      return aggregate(node);
    case 'window':
      return plain('WindowAgg');
    case 'append':
      return plain('Append');
    case 'set-op':
      return setOperation(node);
    case 'recursive-union':
      return plain('Recursive Union');
    case 'lock-rows':
      return plain('LockRows');
    case 'modify-table': {
      const operation = node.command[0]!.toUpperCase() + node.command.slice(1);
      return { name: operation, type: 'ModifyTable', properties: [['Operation', operation]], after: [] };
    }
    default:
      return unreachable(node);
  }
}

function plain(name: string): NodeTitle {
  return { name, type: name, properties: [], after: [] };
}

function join(name: string, type: string, joinType: PlanJoinType): NodeTitle {
  return { name, type, properties: [], after: [['Join Type', JOIN_NAMES[joinType]]] };
}

function aggregate(node: Aggregate): NodeTitle {
  if (node.strategy === 'sorted' && node.calls.length === 0 && node.groupingSets === null) return plain('Group');
  const isMixed = node.strategy === 'hashed' && (node.groupingSets?.some(set => set.length === 0) ?? false);
  const [name, strategy] =
    node.strategy === 'plain'
      ? ['Aggregate', 'Plain']
      : node.strategy === 'sorted'
        ? ['GroupAggregate', 'Sorted']
        : isMixed
          ? ['MixedAggregate', 'Mixed']
          : ['HashAggregate', 'Hashed'];
  return {
    name,
    type: 'Aggregate',
    properties: [
      ['Strategy', strategy],
      ['Partial Mode', 'Simple'],
    ],
    after: [],
  };
}

function setOperation(node: SetOp): NodeTitle {
  const command = `${node.op[0]!.toUpperCase()}${node.op.slice(1)}${node.all ? ' All' : ''}`;
  return { name: `HashSetOp ${command}`, type: 'SetOp', properties: [['Strategy', 'Hashed']], after: [['Command', command]] };
}
