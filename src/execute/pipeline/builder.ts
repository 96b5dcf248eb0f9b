/**
 * Plan -> chains and segments. Compiled once per plan into programs (closures over registers, factories of sources); each execution
 * instantiates them. A node adds levels and steps to the chain under construction; a breaker ends a segment and begins a new source.
 */
import { unreachable } from '../../base/index.js';
import type { Aggregate, HashJoin, Limit, Lowered, NestedLoop, PlannedStatement, PlanNode, ProjectSet, Result, Unique } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { compileAll, compileExpression, compileFilter } from '../runtime/expression/compile.js';
import type { CompileScope, Evaluator } from '../runtime/expression/scope.js';
import { limitBounds } from '../runtime/limit-bounds.js';
import { startWaitingNode } from '../runtime/modify/start.js';
import { nodeExpressions, requirementsOf, walkLowered, type Requirement } from '../runtime/plan-walk.js';
import { AggregateSource, MaterialSource, MemoizeSource, RecursiveUnionSource, SetOpSource, SortSource, WindowSource } from './breakers.js';
import { Chain, type Gate, DROP, PASS, type Level, type LevelSource, type StatefulStep, type Step } from './chain.js';
import { HashProbeSource, MergeJoinSource, NestedLoopSource } from './join-sources.js';
import {
  AppendSource,
  CteSource,
  ExecutionSource,
  FunctionSource,
  OneRowSource,
  ProjectSetSource,
  ValuesSource,
  VirtualSource,
  WorkTableSource,
} from './row-sources.js';
import { buildTableScan } from './scan-builder.js';
import { Segment } from './segment.js';
import { limitStep, resumableStep, uniqueStep } from './steps.js';

export type SourceFactory = (r: Datum[], s: ExecutionState) => LevelSource;
type StepFactory = { readonly step: Step } | { readonly make: (r: Datum[], s: ExecutionState) => StatefulStep };

/** A compiled chain. */
export interface ChainProgram {
  readonly levels: readonly { readonly source: SourceFactory; readonly steps: readonly StepFactory[] }[];
  readonly gates: readonly Gate[];
  readonly requirements: readonly Requirement[];
}

export interface SegmentProgram {
  readonly chain: ChainProgram;
  readonly registerCount: () => number;
  readonly slots: readonly number[];
}

/** Hands out registers; shared by a segment's chain and the inner chains of its nested loops. */
export class Registers {
  count = 0;
  take(n: number): number {
    const base = this.count;
    this.count += n;
    return base;
  }
}

/** A chain under construction. */
export class ChainBuilder {
  readonly levels: { readonly source: SourceFactory; readonly steps: StepFactory[] }[] = [];
  readonly gates: Gate[] = [];
  readonly requirements: Requirement[] = [];

  constructor(
    readonly registers: Registers,
    readonly statement: PlannedStatement,
    readonly isInstrumented: boolean,
  ) {}

  level(source: SourceFactory): void {
    this.levels.push({ source, steps: [] });
  }

  step(step: Step): void {
    this.levels[this.levels.length - 1].steps.push({ step });
  }

  stateful(make: (r: Datum[], s: ExecutionState) => StatefulStep): void {
    this.levels[this.levels.length - 1].steps.push({ make });
  }

  filter(condition: Lowered | null, scope: CompileScope, node: number): void {
    if (condition === null) return;
    for (const conjunct of conjunctsOf(condition)) {
      const evaluator = compileExpression(conjunct, scope);
      if (!this.isInstrumented) this.step((r, s) => (evaluator(r, s) === true ? PASS : DROP));
      else {
        this.step((r, s) => {
          if (evaluator(r, s) === true) return PASS;
          (s.counters as NonNullable<typeof s.counters>).filtered[node]++;
          return DROP;
        });
      }
    }
  }

  /** Counts the rows that come here as the node's output (EXPLAIN ANALYZE). */
  countRows(node: number): void {
    if (!this.isInstrumented) return;
    this.step((_r, s) => {
      (s.counters as NonNullable<typeof s.counters>).rows[node]++;
      return PASS;
    });
  }

  /** Registers of the target's values; plain columns stay where they are. */
  project(target: readonly Lowered[], scope: CompileScope): number[] {
    return target.map(e => {
      if (e.kind === 'column') return scope.slot(e.input, e.index);
      if (e.kind === 'system-column' && scope.systemSlot !== undefined) return scope.systemSlot(e.column);
      const slot = this.registers.take(1);
      const evaluator = compileExpression(e, scope);
      this.step((r, s) => {
        r[slot] = evaluator(r, s);
        return PASS;
      });
      return slot;
    });
  }

  /** Filter, count, project: the end of every node. */
  finish(node: PlanNode, scope: CompileScope): number[] {
    this.filter(node.filter, scope, node.id);
    this.countRows(node.id);
    return node.isIdentity && node.kind !== 'nested-loop' && node.kind !== 'hash-join' && node.kind !== 'merge-join'
      ? node.target.map((_, i) => scope.slot(0, i))
      : this.project(node.target, scope);
  }

  program(): ChainProgram {
    return { levels: this.levels, gates: this.gates, requirements: this.requirements };
  }

  /** A new chain on the same registers. */
  inner(): ChainBuilder {
    return new ChainBuilder(this.registers, this.statement, this.isInstrumented);
  }
}

export function conjunctsOf(condition: Lowered): readonly Lowered[] {
  return condition.kind === 'and' ? condition.args.flatMap(conjunctsOf) : [condition];
}

export function instantiateChain(program: ChainProgram, r: Datum[], state: ExecutionState): Chain {
  const stateful: StatefulStep[] = [];
  const levels = program.levels.map(({ source, steps }): Level => ({
    source: source(r, state),
    steps: steps.map(s => {
      if ('step' in s) return s.step;
      const made = s.make(r, state);
      stateful.push(made);
      return made.run;
    }),
  }));
  return new Chain(r, state, levels, stateful, program.gates, program.requirements);
}

export function instantiateSegment(program: SegmentProgram, state: ExecutionState): Segment {
  const r = new Array<Datum>(program.registerCount()).fill(null);
  return new Segment(instantiateChain(program.chain, r, state), program.slots);
}

/** Compiles a subtree as a segment of its own. */
export function buildSegment(node: PlanNode, statement: PlannedStatement, isInstrumented: boolean): SegmentProgram {
  const registers = new Registers();
  const builder = new ChainBuilder(registers, statement, isInstrumented);
  const slots = build(node, builder);
  return { chain: builder.program(), registerCount: () => registers.count, slots };
}

/** Scope over given registers of input 0 and input 1. */
function slotScope(first: readonly number[], second: readonly number[] = []): CompileScope {
  return { slot: (input, index) => (input === 0 ? first[index] : second[index]) };
}

function rangeScope(base: number): CompileScope {
  return { slot: (_input, index) => base + index };
}

const EMPTY_SCOPE: CompileScope = rangeScope(0);

/** Adds a node to the chain; returns the registers of its output columns. */
export function build(planned: PlanNode, b: ChainBuilder): readonly number[] {
  const node = b.statement.runs?.get(planned) ?? planned;
  const outermost = b.gates.length;
  const slots = buildNode(node, b);
  // The node's own gates come before its inputs' and close all their levels.
  for (let i = outermost; i < b.gates.length; i++) if (b.gates[i].levels === 0) b.gates[i] = { ...b.gates[i], levels: b.levels.length };
  return slots;
}

function buildNode(node: PlanNode, b: ChainBuilder): readonly number[] {
  b.requirements.push(...requirementsOf(node, b.statement));
  const segment = (child: PlanNode): SegmentProgram => buildSegment(child, b.statement, b.isInstrumented);
  if (b.isInstrumented) b.gates.push({ condition: loopCounter(node), levels: 0 });
  /** A source of rows `width` columns wide, then filter and projection over them. */
  const rows = (width: number, make: (base: number) => SourceFactory): number[] => {
    const base = b.registers.take(width);
    b.level(make(base));
    return b.finish(node, rangeScope(base));
  };
  switch (node.kind) {
    case 'seq-scan':
    case 'index-scan':
    case 'bitmap-heap-scan':
    case 'tid-scan':
    case 'epq-scan':
      return buildTableScan(node, b);
    case 'virtual-scan':
      return rows(node.relation.columns.length, base => (r, s) => new VirtualSource(r, s, base, node));
    case 'function-scan': {
      const values = evaluators(node.functions.flatMap(f => (f.call !== null ? f.call.args : [f.scalar as Lowered])));
      const width = node.functions.reduce((n, f) => n + f.columns.length, node.withOrdinality ? 1 : 0);
      return rows(width, base => (r, s) => new FunctionSource(r, s, base, node, values));
    }
    case 'values-scan': {
      const rowsOf = node.rowsOf.map(row => compileAll(row, EMPTY_SCOPE));
      return rows(node.rowsOf[0]?.length ?? 0, base => (r, s) => new ValuesSource(r, s, base, rowsOf));
    }
    case 'cte-scan': {
      const cte = b.statement.ctes.find(c => c.number === node.cte);
      return rows(cte?.plan.target.length ?? 0, base => (r, s) => new CteSource(r, s, base, node));
    }
    case 'work-table-scan':
      return rows(widthRead(node), base => (r, s) => new WorkTableSource(r, s, base, node));
    case 'lock-rows':
    case 'modify-table': {
      const base = b.registers.take(node.target.length);
      b.level((r, s) => new ExecutionSource(r, s, base, startWaitingNode(node, s)));
      b.countRows(node.id);
      return node.target.map((_, i) => base + i);
    }
    case 'result': {
      if (node.oneTime !== null) b.gates.push({ condition: compileExpression(node.oneTime, EMPTY_SCOPE), levels: 0 });
      let scope = EMPTY_SCOPE;
      if (node.input === null) b.level((r, s) => new OneRowSource(r, s, 0));
      else scope = slotScope(build(node.input, b));
      return node.isResumable === true ? buildResumable(node, scope, b) : b.finish(node, scope);
    }
    case 'subquery-scan':
      return b.finish(node, slotScope(build(node.input, b)));
    case 'project-set':
      return buildProjectSet(node, b);
    case 'limit':
      return buildLimit(node, b);
    case 'unique':
      return buildUnique(node, b);
    case 'nested-loop':
      return buildNestedLoop(node, b);
    case 'hash-join':
      return buildHashJoin(node, b);
    case 'merge-join': {
      const outer = segment(node.outer);
      const inner = segment(node.inner);
      const outerBase = b.registers.take(node.outer.target.length);
      const innerBase = b.registers.take(node.inner.target.length);
      const scope: CompileScope = { slot: (input, index) => (input === 0 ? outerBase : innerBase) + index };
      const program = { node, joinFilter: compileFilter(node.joinFilter, scope), outerBase, innerBase };
      b.level((r, s) => new MergeJoinSource(program, instantiateSegment(outer, s), instantiateSegment(inner, s), r, s));
      return b.finish(node, scope);
    }
    case 'material': {
      const input = segment(node.input);
      return rows(node.input.target.length, base => (r, s) => new MaterialSource(r, s, base, node, instantiateSegment(input, s)));
    }
    case 'memoize': {
      const input = segment(node.input);
      return rows(node.input.target.length, base => (r, s) => new MemoizeSource(r, s, base, node, instantiateSegment(input, s)));
    }
    case 'sort': {
      const input = segment(node.input);
      const limit = compileFilter(node.bound?.limit ?? null, EMPTY_SCOPE);
      const offset = compileFilter(node.bound?.offset ?? null, EMPTY_SCOPE);
      return rows(node.input.target.length, base => (r, s) => {
        const boundOf = (): number => {
          if (node.bound === null) return Infinity;
          const bounds = limitBounds(node.bound.limit, node.bound.offset, e => ((e === node.bound?.limit ? limit : offset) as Evaluator)(r, s));
          return bounds.limit + bounds.offset;
        };
        return new SortSource(r, s, base, node, instantiateSegment(input, s), boundOf);
      });
    }
    case 'aggregate':
      return buildAggregate(node, b);
    case 'window': {
      const input = segment(node.input);
      return rows(node.input.target.length + node.calls.length, base => (r, s) => new WindowSource(r, s, base, node, instantiateSegment(input, s)));
    }
    case 'append': {
      const inputs = node.inputs.map(segment);
      return rows(
        node.inputs[0]?.target.length ?? 0,
        base => (r, s) =>
          new AppendSource(
            r,
            s,
            base,
            inputs.map(i => instantiateSegment(i, s)),
          ),
      );
    }
    case 'set-op': {
      const left = segment(node.left);
      const right = segment(node.right);
      return rows(node.left.target.length, base => (r, s) => new SetOpSource(r, s, base, node, instantiateSegment(left, s), instantiateSegment(right, s)));
    }
    case 'recursive-union': {
      const left = segment(node.left);
      const right = segment(node.right);
      return rows(
        node.left.target.length,
        base => (r, s) => new RecursiveUnionSource(r, s, base, node, instantiateSegment(left, s), instantiateSegment(right, s)),
      );
    }
    default:
      return unreachable(node);
  }
}

/** Filter and target as one step that may stop half way; plain columns stay where they are. */
function buildResumable(node: Result, scope: CompileScope, b: ChainBuilder): readonly number[] {
  const filters = node.filter === null ? [] : conjunctsOf(node.filter).map(e => compileExpression(e, scope));
  const values: { slot: number; value: Evaluator }[] = [];
  const slots = node.target.map(e => {
    if (e.kind === 'column') return scope.slot(e.input, e.index);
    const slot = b.registers.take(1);
    values.push({ slot, value: compileExpression(e, scope) });
    return slot;
  });
  const program = { node: node.id, filters, values };
  b.stateful(() => resumableStep(program));
  b.countRows(node.id);
  return slots;
}

/** A gate that always opens: counts that the node's chain was started. */
function loopCounter(node: PlanNode): Evaluator {
  const { id } = node;
  return (_r, s) => {
    (s.counters as NonNullable<typeof s.counters>).loops[id]++;
    return true;
  };
}

/** Arguments of functions in FROM read no columns of the node's own rows. */
function evaluators(expressions: readonly Lowered[]): ReadonlyMap<Lowered, Evaluator> {
  return new Map(expressions.map(e => [e, compileExpression(e, EMPTY_SCOPE)]));
}

/** Columns of a working table that the reader may touch. */
function widthRead(node: Extract<PlanNode, { kind: 'work-table-scan' }>): number {
  let width = node.target.length;
  for (const e of nodeExpressions(node)) walkLowered(e, x => x.kind === 'column' && (width = Math.max(width, x.index + 1)));
  return width;
}

function buildProjectSet(node: ProjectSet, b: ChainBuilder): readonly number[] {
  const scope = slotScope(build(node.input, b));
  const slots = node.target.map(() => -1);
  const plain = node.target.filter((_, i) => node.sets[i] === null);
  const plainSlots = b.project(plain, scope);
  let nextPlain = 0;
  node.target.forEach((_, i) => {
    if (node.sets[i] === null) slots[i] = plainSlots[nextPlain++];
  });
  const calls = node.sets.flatMap((call, i) => {
    if (call === null) return [];
    slots[i] = b.registers.take(1);
    return [{ call, args: compileAll(call.args, scope), slot: slots[i] }];
  });
  b.level((r, s) => new ProjectSetSource(r, s, calls));
  b.countRows(node.id);
  return slots;
}

function buildLimit(node: Limit, b: ChainBuilder): readonly number[] {
  const slots = build(node.input, b);
  const limit = compileFilter(node.limit, EMPTY_SCOPE);
  const offset = compileFilter(node.offset, EMPTY_SCOPE);
  const ties = node.ties?.map(t => ({ slot: slots[t.index], ops: t.ops })) ?? null;
  b.stateful((r, s) => limitStep(() => limitBounds(node.limit, node.offset, e => ((e === node.limit ? limit : offset) as Evaluator)(r, s)), ties));
  b.countRows(node.id);
  return slots;
}

function buildUnique(node: Unique, b: ChainBuilder): readonly number[] {
  const slots = build(node.input, b);
  const columns = node.columns.map(c => ({ slot: slots[c.index], ops: c.ops }));
  b.stateful(() => uniqueStep(columns));
  return b.finish(node, slotScope(slots));
}

function buildNestedLoop(node: NestedLoop, b: ChainBuilder): readonly number[] {
  const outerSlots = build(node.outer, b);
  const innerBuilder = b.inner();
  const innerSlots = build(node.inner, innerBuilder);
  const inner = innerBuilder.program();
  const outerScope = slotScope(outerSlots);
  const scope = slotScope(outerSlots, innerSlots);
  const program = {
    node,
    params: node.params.map(p => ({ id: p.id, value: compileExpression(p.value, outerScope) })),
    joinFilter: compileFilter(node.joinFilter, scope),
    innerSlots,
  };
  b.level((r, s) => new NestedLoopSource(program, instantiateChain(inner, r, s), r, s));
  return b.finish(node, scope);
}

function buildHashJoin(node: HashJoin, b: ChainBuilder): readonly number[] {
  const outerSlots = build(node.outer, b);
  const innerRegisters = new Registers();
  const innerBuilder = new ChainBuilder(innerRegisters, b.statement, b.isInstrumented);
  const innerSlots = build(node.inner, innerBuilder);
  const inner: SegmentProgram = { chain: innerBuilder.program(), registerCount: () => innerRegisters.count, slots: innerSlots };
  const base = b.registers.take(node.inner.target.length);
  const scope: CompileScope = { slot: (input, index) => (input === 0 ? outerSlots[index] : base + index) };
  const program = {
    node,
    outerKeys: compileAll(node.outerKeys, slotScope(outerSlots)),
    innerKeys: compileAll(node.innerKeys, slotScope(innerSlots)),
    joinFilter: compileFilter(node.joinFilter, scope),
    outerSlots,
    base,
  };
  b.level((r, s) => new HashProbeSource(program, instantiateSegment(inner, s), r, s));
  return b.finish(node, scope);
}

function buildAggregate(node: Aggregate, b: ChainBuilder): readonly number[] {
  const inputRegisters = new Registers();
  const inputBuilder = new ChainBuilder(inputRegisters, b.statement, b.isInstrumented);
  const inputSlots = build(node.input, inputBuilder);
  const input: SegmentProgram = { chain: inputBuilder.program(), registerCount: () => inputRegisters.count, slots: inputSlots };
  const inputScope = slotScope(inputSlots);
  const keys = node.keys.map(k => compileExpression(k.expr, inputScope));
  const width = node.keys.length + node.calls.length;
  const base = b.registers.take(width + 1);
  const calls = node.calls.map(call => ({
    filter: compileFilter(call.filter, inputScope),
    args: compileAll([...call.args, ...call.extraSortArgs], inputScope),
    direct: compileAll(call.directArgs, rangeScope(base)),
  }));
  b.level((r, s) => new AggregateSource(r, s, base, node, instantiateSegment(input, s), keys, calls));
  const scope: CompileScope =
    node.groupingSets === null ? rangeScope(base) : { slot: (_input, index) => base + index, grouping: { slot: base + width, sets: node.groupingSets } };
  return b.finish(node, scope);
}
