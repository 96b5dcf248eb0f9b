/**
 * EXPLAIN: prints a planned statement in PostgreSQL's layout (chapter 14.1 of its documentation; node and property names are what
 * plan visualisers know). The order of properties in a node follows PostgreSQL 15.
 */
import type { Expr } from '../../analyze/index.js';
import { quoteIdentifier } from '../../analyze/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import { conjunction, conjuncts, exprEquals } from '../expression/walk.js';
import type { Lowered } from '../physical/lowered.js';
import type {
  Aggregate,
  BitmapNode,
  HashJoin,
  IndexCondition,
  ModifyTable,
  PlanNode,
  PlannedStatement,
  SetOp,
  Sort,
  SortColumn,
} from '../physical/plan-nodes.js';
import { ExpressionPrinter, type ExpressionPlace } from './expressions.js';
import { RelationNames } from './names.js';
import { describeNode, type NodeTitle } from './node-title.js';
import type { ExplainEnvironment, ExplainOptions } from './options.js';
import { nodeChildren } from '../physical/node-children.js';
import { makeWriter, type ExplainWriter } from './writer.js';

export function explainPlan(statement: PlannedStatement, options: ExplainOptions, environment: ExplainEnvironment): string {
  const writer = makeWriter(options.format);
  writer.open('Query', null, true);
  new PlanPrinter(statement, options, environment, writer).node(statement.root, null, null);
  if (options.hasSettings) printSettings(writer, environment.settings);
  if (options.hasSummary) writer.number('Planning Time', environment.planningMs, 3, 'ms');
  if (options.isAnalyze && !writer.isText) {
    writer.open('Triggers', 'Triggers', false);
    writer.close('Triggers', false);
  }
  if (options.isAnalyze && options.hasSummary) writer.number('Execution Time', environment.executionMs, 3, 'ms');
  writer.close('Query', true);
  return writer.finish();
}

function printSettings(writer: ExplainWriter, settings: ExplainEnvironment['settings']): void {
  if (writer.isText) {
    if (settings.length > 0) writer.text('Settings', settings.map(([name, value]) => `${name} = '${value}'`).join(', '));
    return;
  }
  writer.open('Settings', 'Settings', true);
  for (const [name, value] of settings) writer.text(name, value);
  writer.close('Settings', true);
}

type Relationship = 'Outer' | 'Inner' | 'Member' | 'Subquery' | 'InitPlan' | 'SubPlan';

class PlanPrinter {
  private readonly names: RelationNames;
  private readonly expressions: ExpressionPrinter;

  constructor(
    private readonly statement: PlannedStatement,
    private readonly options: ExplainOptions,
    private readonly environment: ExplainEnvironment,
    private readonly writer: ExplainWriter,
  ) {
    this.names = new RelationNames(statement);
    this.expressions = new ExpressionPrinter(statement, this.names, environment);
  }

  node(node: PlanNode, relationship: Relationship | null, planName: string | null): void {
    if (node.kind === 'result' && node.isCut && node.input !== null) {
      const initPlans = [...node.initPlans, ...node.input.initPlans];
      this.node({ ...node.input, initPlans, ctes: [...(node.ctes ?? []), ...(node.input.ctes ?? [])] }, relationship, planName);
      return;
    }
    const saved = this.writer.indent;
    this.head(node, describeNode(node), node, node.id, relationship, planName);
    this.output(node);
    if (node.kind === 'nested-loop' || node.kind === 'hash-join' || node.kind === 'merge-join') {
      if (!this.writer.isText || (this.options.isVerbose && node.isInnerUnique)) this.writer.flag('Inner Unique', node.isInnerUnique);
    }
    this.details(node);
    this.children(node);
    this.writer.close('Plan', true);
    this.writer.indent = saved;
  }

  // --- head line ------------------------------------------------------------------------------------------------

  private head(
    node: PlanNode | BitmapNode,
    title: NodeTitle,
    cost: { startupCost?: number; totalCost: number; rows: number; width?: number },
    id: number,
    relationship: Relationship | null,
    planName: string | null,
  ): void {
    const { writer } = this;
    writer.open('Plan', relationship === null ? 'Plan' : null, true);
    const target = this.target(node);
    if (writer.isText) {
      if (planName !== null) {
        writer.line(planName);
        writer.indent++;
      }
      const arrow = writer.indent > 0 ? '->  ' : '';
      writer.line(arrow + title.name + target.text + this.costText(cost) + this.actualText(id));
      writer.indent += arrow === '' ? 1 : 3;
      return;
    }
    writer.text('Node Type', title.type);
    for (const [label, value] of title.properties) writer.text(label, value);
    if (relationship !== null) writer.text('Parent Relationship', relationship);
    if (planName !== null) writer.text('Subplan Name', planName);
    writer.flag('Parallel Aware', false);
    writer.flag('Async Capable', false);
    for (const [label, value] of title.after) writer.text(label, value);
    for (const [label, value] of target.properties) writer.text(label, value);
    if (this.options.hasCosts) {
      writer.number('Startup Cost', cost.startupCost ?? 0, 2);
      writer.number('Total Cost', cost.totalCost, 2);
      writer.number('Plan Rows', Math.round(cost.rows), 0);
      writer.number('Plan Width', cost.width ?? 0, 0);
    }
    const { counters } = this.environment;
    if (this.options.isAnalyze && counters !== null) {
      const loops = counters.loops[id] ?? 0;
      if (this.options.hasTiming) {
        writer.number('Actual Startup Time', loops > 0 ? counters.startupMs[id]! / loops : 0, 3);
        writer.number('Actual Total Time', loops > 0 ? counters.totalMs[id]! / loops : 0, 3);
      }
      writer.number('Actual Rows', loops > 0 ? counters.rows[id]! / loops : 0, 0);
      writer.number('Actual Loops', loops, 0);
    }
  }

  private costText(cost: { startupCost?: number; totalCost: number; rows: number; width?: number }): string {
    if (!this.options.hasCosts) return '';
    return `  (cost=${(cost.startupCost ?? 0).toFixed(2)}..${cost.totalCost.toFixed(2)} rows=${Math.round(cost.rows)} width=${cost.width ?? 0})`;
  }

  private actualText(id: number): string {
    const { counters } = this.environment;
    if (!this.options.isAnalyze || counters === null) return '';
    const loops = counters.loops[id] ?? 0;
    if (loops === 0) return ' (never executed)';
    const time = this.options.hasTiming ? `time=${(counters.startupMs[id]! / loops).toFixed(3)}..${(counters.totalMs[id]! / loops).toFixed(3)} ` : '';
    return ` (actual ${time}rows=${(counters.rows[id]! / loops).toFixed(0)} loops=${loops})`;
  }

  /** What the node works on: the index and relation of its head line. */
  private target(node: PlanNode | BitmapNode): { text: string; properties: [string, string][] } {
    const level = 'level' in node ? (node.level ?? 0) : 0;
    switch (node.kind) {
      case 'seq-scan':
      case 'bitmap-heap-scan':
      case 'tid-scan':
      case 'virtual-scan':
      case 'modify-table':
        return this.relationTarget(node.relation, this.names.alias(level, node.tableIndex));
      case 'epq-scan':
        return { text: '', properties: [] };
      case 'index-scan': {
        const of = this.relationTarget(node.relation, this.names.alias(level, node.tableIndex));
        return {
          text: `${node.isBackward ? ' Backward' : ''} using ${quoteIdentifier(node.index.name)}${of.text}`,
          properties: [['Scan Direction', node.isBackward ? 'Backward' : 'Forward'], ['Index Name', node.index.name], ...of.properties],
        };
      }
      case 'bitmap-index-scan':
        return { text: ` on ${quoteIdentifier(node.index.name)}`, properties: [['Index Name', node.index.name]] };
      case 'function-scan': {
        const call =
          node.functions.length === 1 ? (node.functions[0]!.call ?? (node.functions[0]!.scalar?.kind === 'call' ? node.functions[0]!.scalar : null)) : null;
        return this.namedTarget('Function Name', call?.name ?? null, this.names.alias(level, node.tableIndex), this.functionSchema(call?.functionId));
      }
      case 'values-scan':
      case 'subquery-scan':
        return this.namedTarget('', null, node.tableIndex === undefined ? node.alias : this.names.alias(level, node.tableIndex), null);
      case 'cte-scan':
      case 'work-table-scan': {
        const entry = node.tableIndex === undefined ? undefined : this.names.entry(level, node.tableIndex);
        const name = entry?.kind === 'cte' ? entry.cteName : node.alias;
        return this.namedTarget('CTE Name', name, node.tableIndex === undefined ? node.alias : this.names.alias(level, node.tableIndex), null);
      }
      default:
        return { text: '', properties: [] };
    }
  }

  private relationTarget(relation: RelationDescriptor, alias: string): { text: string; properties: [string, string][] } {
    const schema = this.options.isVerbose ? relation.schema : null;
    return this.namedTarget('Relation Name', relation.name, alias, schema);
  }

  private namedTarget(label: string, name: string | null, alias: string, schema: string | null): { text: string; properties: [string, string][] } {
    let text = ' on';
    const properties: [string, string][] = [];
    if (name !== null) {
      text += ` ${schema === null ? '' : `${quoteIdentifier(schema)}.`}${quoteIdentifier(name)}`;
      properties.push([label, name]);
    }
    if (schema !== null) properties.push(['Schema', schema]);
    if (name !== alias) text += ` ${quoteIdentifier(alias)}`;
    properties.push(['Alias', alias]);
    return { text, properties };
  }

  private functionSchema(functionId: number | undefined): string | null {
    if (!this.options.isVerbose || functionId === undefined) return null;
    const descriptor = this.environment.catalog.functionById(functionId as never);
    return (descriptor && this.environment.catalog.schemaName(descriptor.schemaId)) ?? null;
  }

  // --- properties -----------------------------------------------------------------------------------------------

  /** How expressions of the node print: `scan` those over its own table, `upper` those over its inputs. */
  private place(node: PlanNode, isQualified: boolean): ExpressionPlace {
    const computed = nodeChildren(node).flatMap(input =>
      input.target.flatMap(t => (t.source && t.source.kind !== 'var' && t.source.kind !== 'const' ? [t.source] : [])),
    );
    const ownTable = node.kind !== 'modify-table' && 'tableIndex' in node && node.tableIndex !== undefined ? node.tableIndex : -1;
    return { level: node.level ?? 0, isQualified, ownTable, computed };
  }

  private scanText(node: PlanNode, exprs: readonly Expr[]): string {
    return this.conjunctionText(exprs, this.place(node, node.kind === 'subquery-scan' || this.options.isVerbose));
  }

  private upperText(node: PlanNode, exprs: readonly Expr[]): string {
    return this.conjunctionText(exprs, this.place(node, this.names.isQualified || this.options.isVerbose));
  }

  private conjunctionText(exprs: readonly Expr[], place: ExpressionPlace): string {
    const texts = exprs.map(e => this.expressions.text(e, place));
    return texts.length === 1 ? texts[0]! : `(${texts.join(' AND ')})`;
  }

  private sources(lowered: Lowered | null): Expr[] {
    return lowered?.source ? [lowered.source] : [];
  }

  private condition(label: string, text: string): void {
    if (text !== '()') this.writer.text(label, text);
  }

  private output(node: PlanNode): void {
    if (!this.options.isVerbose || node.kind === 'append' || node.kind === 'recursive-union' || node.target.length === 0) return;
    if (node.kind === 'modify-table' && !node.hasReturning) return;
    const place = this.place(node, this.names.isQualified);
    this.writer.list(
      'Output',
      node.target.map((t, index) => this.columnText(node, t, index, place)),
    );
  }

  /** Output column `index`; what a node passes through is described by the input that made it. */
  private columnText(node: PlanNode, lowered: Lowered, index: number, place: ExpressionPlace, showImplicit = false): string {
    const source = lowered.source;
    if (source && !this.isUnnamed(source, node)) return this.expressions.text(source, place, showImplicit);
    const input = node.kind === 'append' ? node.inputs[0] : nodeChildren(node)[lowered.kind === 'column' ? lowered.input : 0];
    const at = lowered.kind === 'column' ? lowered.index : index;
    const column = input?.target[at];
    if (input === undefined || column === undefined) return `column${index + 1}`;
    return this.columnText(input, column, at, this.place(input, this.names.isQualified), showImplicit);
  }

  /** A column of a set operation: named after what its first branch gives. */
  private isUnnamed(source: Expr, node: PlanNode): boolean {
    if (source.kind !== 'var' || source.levelsUp > 0) return false;
    return source.table < 0 || (this.names.entry(node.level ?? 0, source.table)?.kind === 'subquery' && !this.names.isRead(node.level ?? 0, source.table));
  }

  private filter(node: PlanNode, isScan: boolean): void {
    if (node.filter === null) return;
    let sources = this.sources(node.filter);
    if (node.kind === 'index-scan' && node.rechecks.length > 0) {
      // What the index alone does not decide counts as its condition.
      const own = sources.flatMap(s => conjuncts(s)).filter(s => !node.rechecks.some(r => exprEquals(r, s)));
      sources = own.length === 0 ? [] : [conjunction(own)!];
    }
    if (sources.length > 0) this.writer.text('Filter', isScan ? this.scanText(node, sources) : this.upperText(node, sources));
    this.removed('Rows Removed by Filter', node.id);
  }

  private removed(label: string, id: number): void {
    const { counters } = this.environment;
    if (!this.options.isAnalyze || counters === null) return;
    const loops = counters.loops[id] ?? 0;
    const rows = loops > 0 ? counters.filtered[id]! / loops : 0;
    if (rows > 0 || !this.writer.isText) this.writer.number(label, rows, 0);
  }

  private indexCondition(label: string, conditions: readonly IndexCondition[], place: ExpressionPlace): void {
    const sources: Expr[] = [];
    for (const { source } of conditions) if (source && !sources.some(s => exprEquals(s, source))) sources.push(source);
    if (sources.length > 0) this.condition(label, this.conjunctionText(sources, place));
  }

  private details(node: PlanNode): void {
    const { writer } = this;
    switch (node.kind) {
      case 'index-scan': {
        this.indexCondition('Index Cond', node.conditions, this.place(node, this.options.isVerbose));
        this.filter(node, true);
        const fetches = this.environment.counters?.notes.get(node.id)?.['heapFetches'];
        if (node.isIndexOnly && this.options.isAnalyze) writer.number('Heap Fetches', Number(fetches ?? 0), 0);
        return;
      }
      case 'bitmap-heap-scan':
        if (node.recheck?.source) this.condition('Recheck Cond', this.scanText(node, [node.recheck.source]));
        this.filter(node, true);
        return;
      case 'tid-scan': {
        const values = node.values.flatMap(v => (v.source ? [v.source] : []));
        if (values.length > 0) this.condition('TID Cond', this.scanText(node, values));
        this.filter(node, true);
        return;
      }
      case 'seq-scan':
        if (node.sample !== null) {
          const { method, percent, seed } = node.sample;
          const place = this.place(node, this.options.isVerbose);
          const show = (e: Lowered): string => (e.source ? this.expressions.text(e.source, place) : '?');
          writer.text('Sampling', `${method} (${show(percent)})${seed ? ` REPEATABLE (${show(seed)})` : ''}`);
        }
        this.filter(node, true);
        return;
      case 'function-scan':
        if (this.options.isVerbose) {
          const calls = node.functions.flatMap(f => (f.call?.source ? [f.call.source] : f.scalar?.source ? [f.scalar.source] : []));
          const place = this.place(node, true);
          if (calls.length > 0) writer.text('Function Call', calls.map(c => this.expressions.text(c, place)).join(', '));
        }
        this.filter(node, true);
        return;
      case 'virtual-scan':
      case 'epq-scan':
      case 'values-scan':
      case 'cte-scan':
      case 'work-table-scan':
      case 'subquery-scan':
        this.filter(node, true);
        return;
      case 'nested-loop':
      case 'merge-join':
      case 'hash-join':
        if (node.kind === 'hash-join') this.condition('Hash Cond', this.hashCondition(node));
        if (node.kind === 'merge-join' && node.mergeSources) this.condition('Merge Cond', this.upperText(node, node.mergeSources));
        if (node.joinFilter?.source) {
          writer.text('Join Filter', this.upperText(node, [node.joinFilter.source]));
          if (node.filter === null) this.removed('Rows Removed by Join Filter', node.id);
        }
        this.filter(node, false);
        return;
      case 'aggregate':
        this.groupKeys(node);
        this.filter(node, false);
        this.hashAggregate(node);
        return;
      case 'sort':
        this.sortKeys(node);
        return;
      case 'memoize':
        writer.text(
          'Cache Key',
          node.keys.flatMap(k => (k.source ? [this.expressions.text(k.source, { ...this.place(node, true), computed: [] })] : [])).join(', '),
        );
        writer.text('Cache Mode', 'logical');
        return;
      case 'result':
        if (node.oneTime?.source) writer.text('One-Time Filter', this.upperText(node, [node.oneTime.source]));
        this.filter(node, false);
        return;
      case 'modify-table':
        this.conflict(node);
        return;
      default:
        this.filter(node, false);
    }
  }

  private hashCondition(node: HashJoin): string {
    const place = this.place(node, this.names.isQualified || this.options.isVerbose);
    const texts = node.hashSources.map((source, i) => {
      // The outer side is printed first, whatever way round the condition was written.
      const outer = node.outerKeys[i]?.source;
      const isSwapped = source.kind === 'op' && outer !== undefined && !exprEquals(source.args[0]!, outer) && exprEquals(source.args[1]!, outer);
      return this.expressions.text(isSwapped && source.kind === 'op' ? { ...source, args: [source.args[1]!, source.args[0]!] } : source, place);
    });
    return texts.length === 1 ? texts[0]! : `(${texts.join(' AND ')})`;
  }

  private groupKeys(node: Aggregate): void {
    if (node.keys.length === 0 && node.groupingSets === null) return;
    const place = this.place(node, this.names.isQualified || this.options.isVerbose);
    const keys = node.keys.map((k, index) => {
      if (k.expr.source && !this.isUnnamed(k.expr.source, node)) return this.expressions.text(k.expr.source, place, true);
      const at = k.expr.kind === 'column' ? k.expr.index : index;
      return this.columnText(node, { kind: 'column', input: 0, index: at, type: k.expr.type }, at, place, true);
    });
    const { writer } = this;
    if (node.groupingSets === null) {
      writer.list('Group Key', keys);
      return;
    }
    writer.open('Grouping Sets', 'Grouping Sets', false);
    for (const set of node.groupingSets) {
      const isHashed = node.strategy === 'hashed' && set.length > 0;
      const label = isHashed ? 'Hash Key' : 'Group Key';
      writer.open('Grouping Set', null, true);
      if (writer.isText) writer.text(label, set.length === 0 ? '()' : set.map(i => keys[i]!).join(', '));
      else {
        writer.open(`${label}s`, `${label}s`, false);
        writer.nestedList(
          label,
          set.map(i => keys[i]!),
        );
        writer.close(`${label}s`, false);
      }
      writer.close('Grouping Set', true);
    }
    writer.close('Grouping Sets', false);
  }

  private sortKeys(node: Sort): void {
    const { writer } = this;
    const place = this.place(node, this.names.isQualified || this.options.isVerbose);
    const texts = node.keys.map(
      key =>
        this.columnText(
          node,
          { kind: 'column', input: 0, index: key.index, type: node.target[key.index]!.type, ...this.sourceOf(node, key) },
          key.index,
          place,
          true,
        ) + directionText(key),
    );
    writer.list('Sort Key', texts);
    if (node.presorted > 0) writer.list('Presorted Key', texts.slice(0, node.presorted));
    const notes = this.environment.counters?.notes.get(node.id);
    const method = notes?.['sortMethod'];
    if (!this.options.isAnalyze || method === undefined) return;
    const kilobytes = Number(notes?.['sortKilobytes'] ?? 0);
    const kind = String(notes?.['sortSpace'] ?? 'Memory');
    if (writer.isText) writer.line(`Sort Method: ${method}  ${kind}: ${kilobytes}kB`);
    else {
      writer.text('Sort Method', String(method));
      writer.number('Sort Space Used', kilobytes, 0);
      writer.text('Sort Space Type', kind);
    }
  }

  private hashAggregate(node: Aggregate): void {
    const notes = this.environment.counters?.notes.get(node.id);
    if (!this.options.isAnalyze || notes?.['hashBatches'] === undefined) return;
    const { writer } = this;
    const batches = Number(notes['hashBatches']);
    const memory = Number(notes['hashKilobytes']);
    const disk = Number(notes['hashDiskKilobytes']);
    if (writer.isText) {
      writer.line(`Batches: ${batches}  Memory Usage: ${memory}kB${batches > 1 ? `  Disk Usage: ${disk}kB` : ''}`);
      return;
    }
    writer.number('HashAgg Batches', batches, 0);
    writer.number('Peak Memory Usage', memory, 0);
    writer.number('Disk Usage', batches > 1 ? disk : 0, 0);
  }

  /** The table of a hash join, under its Hash node. */
  private hashTable(inner: PlanNode): void {
    const notes = this.environment.counters?.notes.get(inner.id);
    if (!this.options.isAnalyze || notes?.['hashBuckets'] === undefined) return;
    const { writer } = this;
    const buckets = Number(notes['hashBuckets']);
    const batches = Number(notes['hashBatches']);
    const memory = Number(notes['hashKilobytes']);
    if (writer.isText) {
      writer.line(`Buckets: ${buckets}  Batches: ${batches}  Memory Usage: ${memory}kB`);
      return;
    }
    writer.number('Hash Buckets', buckets, 0);
    writer.number('Original Hash Buckets', buckets, 0);
    writer.number('Hash Batches', batches, 0);
    writer.number('Original Hash Batches', batches, 0);
    writer.number('Peak Memory Usage', memory, 0);
  }

  private sourceOf(node: Sort, key: SortColumn): { source?: Expr } {
    const source = node.target[key.index]?.source;
    return source ? { source } : {};
  }

  private conflict(node: ModifyTable): void {
    const { writer } = this;
    if (node.onConflict === null) return;
    writer.text('Conflict Resolution', node.onConflict.action === 'nothing' ? 'NOTHING' : 'UPDATE');
    const arbiters = node.onConflict.arbiters.map(id => node.relation.indexes.find(i => i.oid === id)?.name ?? String(id));
    if (arbiters.length > 0) writer.list('Conflict Arbiter Indexes', arbiters);
    if (node.onConflict.where?.source) {
      writer.text('Conflict Filter', this.upperText(node, [node.onConflict.where.source]));
    }
  }

  // --- children -------------------------------------------------------------------------------------------------

  private children(node: PlanNode): void {
    const { writer, statement } = this;
    const inputs = nodeChildren(node);
    const bitmap = node.kind === 'bitmap-heap-scan' ? node.bitmap : null;
    const ctes = node.ctes ?? [];
    if (inputs.length === 0 && bitmap === null && ctes.length === 0 && node.initPlans.length === 0 && node.subPlans.length === 0) return;
    writer.open('Plans', 'Plans', false);
    const inits: { order: number; name: string; plan: PlanNode }[] = [];
    for (const number of ctes) {
      const cte = statement.ctes.find(c => c.number === number)!;
      inits.push({ order: cte.planNumber ?? number, name: `CTE ${cte.name}`, plan: cte.plan });
    }
    for (const number of node.initPlans) {
      const info = statement.subPlans.find(p => p.number === number)!;
      const returns = info.outputParams.map(id => `$${id}`).join(',');
      inits.push({ order: info.planNumber ?? number, name: `InitPlan ${info.planNumber ?? number + 1} (returns ${returns})`, plan: info.plan });
    }
    inits.sort((a, b) => a.order - b.order);
    for (const { name, plan } of inits) this.node(plan, 'InitPlan', name);
    if (bitmap !== null) this.bitmap(node, bitmap, 'Outer');
    inputs.forEach((input, i) => {
      if (node.kind === 'append') this.node(input, 'Member', null);
      else if (node.kind === 'subquery-scan') this.node(input, 'Subquery', null);
      else if (node.kind === 'hash-join' && i === 1) this.hash(node);
      else this.node(input, i === 0 ? 'Outer' : 'Inner', null);
    });
    for (const number of node.subPlans) {
      const info = statement.subPlans.find(p => p.number === number)!;
      this.node(info.plan, 'SubPlan', `SubPlan ${info.planNumber ?? number + 1}`);
    }
    writer.close('Plans', false);
  }

  /** The hash table of a hash join is a node of its own here. */
  private hash(join: HashJoin): void {
    const { writer } = this;
    const saved = writer.indent;
    const { inner } = join;
    const cost = { startupCost: inner.totalCost, totalCost: inner.totalCost, rows: inner.rows, width: inner.width };
    this.head(join, { name: 'Hash', type: 'Hash', properties: [], after: [] }, cost, inner.id, 'Inner', null);
    if (this.options.isVerbose) {
      const place = this.place(inner, this.names.isQualified);
      writer.list(
        'Output',
        inner.target.map((t, index) => this.columnText(inner, t, index, { ...place, computed: [] })),
      );
    }
    this.hashTable(inner);
    writer.open('Plans', 'Plans', false);
    this.node(inner, 'Outer', null);
    writer.close('Plans', false);
    writer.close('Plan', true);
    writer.indent = saved;
  }

  private bitmap(scan: PlanNode, node: BitmapNode, relationship: Relationship): void {
    const { writer } = this;
    const saved = writer.indent;
    const name = node.kind === 'bitmap-index-scan' ? 'Bitmap Index Scan' : node.kind === 'bitmap-and' ? 'BitmapAnd' : 'BitmapOr';
    this.head(node, { name, type: name, properties: [], after: [] }, { ...node, width: 0 }, node.id, relationship, null);
    if (node.kind === 'bitmap-index-scan') this.indexCondition('Index Cond', node.conditions, this.place(scan, this.options.isVerbose));
    else {
      writer.open('Plans', 'Plans', false);
      for (const input of node.inputs) this.bitmap(scan, input, 'Member');
      writer.close('Plans', false);
    }
    writer.close('Plan', true);
    writer.indent = saved;
  }
}

function directionText(key: SortColumn): string {
  if (key.isDescending) return key.nullsFirst ? ' DESC' : ' DESC NULLS LAST';
  return key.nullsFirst ? ' NULLS FIRST' : '';
}

export type { SetOp };
