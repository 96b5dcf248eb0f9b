/** Table scans: which columns go to which registers, and which conjuncts are decided on the stored bytes. */
import { unreachable } from '../../base/index.js';
import type { BitmapHeapScan, EpqScan, IndexScan, Lowered, SeqScan, TidScan } from '../../plan/index.js';
import { compileAll, compileExpression, compileFilter } from '../runtime/expression/compile.js';
import { SYSTEM_COLUMNS, type CompileScope, type Evaluator } from '../runtime/expression/scope.js';
import { nodeExpressions, walkLowered } from '../runtime/plan-walk.js';
import { conjunctsOf, type ChainBuilder } from './builder.js';
import { storedCondition } from './stored-predicate.js';
import { BitmapSource, EpqSource, IndexOnlySource, IndexScanSource, SeqScanSource, TidSource, type ScanProgram } from './table-sources.js';

type TableNode = SeqScan | IndexScan | BitmapHeapScan | TidScan | EpqScan;

export function buildTableScan(node: TableNode, b: ChainBuilder): readonly number[] {
  const slots = new Map<number, number>();
  let systemSlot = -1;
  const scope: CompileScope = {
    slot: (_input, index) => {
      let slot = slots.get(index);
      if (slot === undefined) {
        slot = b.registers.take(1);
        slots.set(index, slot);
      }
      return slot;
    },
    systemSlot: column => {
      if (systemSlot < 0) systemSlot = b.registers.take(SYSTEM_COLUMNS.length);
      return systemSlot + SYSTEM_COLUMNS.indexOf(column);
    },
  };
  const conjuncts = [
    ...(node.kind === 'bitmap-heap-scan' && node.recheck !== null ? conjunctsOf(node.recheck) : []),
    ...(node.filter === null ? [] : conjunctsOf(node.filter)),
  ];
  if (node.kind === 'epq-scan') {
    for (const column of node.usedColumns) scope.slot(0, column);
    for (const e of nodeExpressions(node)) walkLowered(e, x => x.kind === 'system-column' && scope.systemSlot?.(x.column));
    const columns = [...slots.keys()];
    const registers = [...slots.values()];
    const system = systemSlot;
    b.level((r, s) => new EpqSource(node, columns, registers, system, r, s));
    return b.finish(node, scope);
  }
  if (node.kind === 'index-scan' && node.isIndexOnly) {
    for (const column of node.usedColumns) scope.slot(0, column);
    const made = { node, columns: [...slots.keys()], slots: [...slots.values()], values: compiledValues(node.conditions.map(c => c.value)) };
    b.level((r, s) => new IndexOnlySource(made, r, s));
    return b.finish({ ...node, isIdentity: false }, scope);
  }
  const stored: ScanProgram<TableNode>['stored'][number][] = [];
  const filters: Evaluator[] = [];
  const storedColumns = new Set<number>();
  const filterColumns = new Set<number>();
  let mayNest = false;
  for (const conjunct of conjuncts) {
    const condition = storedCondition(conjunct);
    const fallback = compileExpression(conjunct, scope);
    const own = condition === null ? filterColumns : storedColumns;
    walkLowered(conjunct, e => {
      if (e.kind === 'column') own.add(e.index);
      if (runsNested(e)) mayNest = true;
    });
    if (condition === null) filters.push(fallback);
    else stored.push({ condition, fallback });
  }
  const targetColumns = new Set<number>();
  for (const e of node.target) walkLowered(e, x => x.kind === 'column' && targetColumns.add(x.index));
  const others = [...targetColumns].filter(c => !filterColumns.has(c));
  const slotOf = (column: number): number => scope.slot(0, column);
  for (const e of nodeExpressions(node)) walkLowered(e, x => x.kind === 'system-column' && scope.systemSlot?.(x.column));
  const program = <Node extends TableNode>(scan: Node): ScanProgram<Node> => ({
    node: scan,
    stored,
    filters,
    storedColumns: [...storedColumns],
    storedSlots: [...storedColumns].map(slotOf),
    filterColumns: [...filterColumns],
    filterSlots: [...filterColumns].map(slotOf),
    otherColumns: others,
    otherSlots: others.map(slotOf),
    systemSlot,
    mayNest,
  });
  const empty: CompileScope = { slot: () => 0 };
  switch (node.kind) {
    case 'seq-scan': {
      const made = program(node);
      const sampling = node.sample === null ? null : { percent: compileExpression(node.sample.percent, empty), seed: compileFilter(node.sample.seed, empty) };
      b.level((r, s) => new SeqScanSource(made, r, s, sampling));
      break;
    }
    case 'index-scan': {
      const made = program(node);
      const values = compiledValues(node.conditions.map(c => c.value));
      b.level((r, s) => new IndexScanSource(made, r, s, values));
      break;
    }
    case 'bitmap-heap-scan': {
      const made = program(node);
      const values = compiledValues(bitmapValues(node.bitmap));
      b.level((r, s) => new BitmapSource(made, r, s, values));
      break;
    }
    case 'tid-scan': {
      const made = program(node);
      const values = compileAll(node.values, empty);
      b.level((r, s) => new TidSource(made, r, s, values));
      break;
    }
    default:
      return unreachable(node);
  }
  // The scan itself filters.
  return b.finish({ ...node, filter: null, isIdentity: false }, scope);
}

function compiledValues(list: readonly (Lowered | null)[]): ReadonlyMap<Lowered, Evaluator> {
  return new Map(list.filter(e => e !== null).map(e => [e, compileExpression(e, { slot: () => 0 })]));
}

function bitmapValues(bitmap: BitmapHeapScan['bitmap']): readonly (Lowered | null)[] {
  return bitmap.kind === 'bitmap-index-scan' ? bitmap.conditions.map(c => c.value) : bitmap.inputs.flatMap(bitmapValues);
}

/** Kinds whose evaluation may run nested SQL or host code, which lets pages go. */
function runsNested(e: Lowered): boolean {
  return e.kind === 'subplan' || e.kind === 'exec-param' || e.kind === 'next-value' || (e.kind === 'call' && (e.volatility === 'v' || e.maySuspend));
}
