/** Level sources over tables: sequential, index, bitmap and ctid scans. They read only the columns that later steps need, after their own filter. */
import type { Index, IndexBounds, PageScan, RowFetch } from '../../access/index.js';
import { NO_ROW, type RowRef } from '../../base/index.js';
import type { BitmapHeapScan, EpqScan, IndexScan, Lowered, SeqScan, TidScan } from '../../plan/index.js';
import type { ChunkViews } from '../../storage/index.js';
import type { ArrayValue, Datum } from '../../types/index.js';
import { bitmapRefs, indexPosition, refAt } from '../runtime/bitmap.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Evaluator } from '../runtime/expression/scope.js';
import { IndexKeyReader } from '../runtime/index-key-reader.js';
import { EqualityRange, IndexRefs, indexRanges, type ResidualCondition } from '../runtime/index-ranges.js';
import type { OpenRelation, PageHolder } from '../runtime/open-relation.js';
import { Sample, sampleSeed } from '../runtime/sample.js';
import { NO_MORE, PAUSED, ROW, type LevelSource, type Next } from './chain.js';
import { ColumnLoader } from './column-loader.js';
import type { PageFilter } from './page-filter.js';
import { storedPageFilter, storedPredicate, type StoredCondition, type StoredPredicate } from './stored-predicate.js';

/** Rows of one page at most. */
const POSITIONS_MAX = 2048;
const NO_RANGES: readonly IndexBounds[] = [];

/** A table scan as compiled: shared by all its runs. */
export interface ScanProgram<Node> {
  readonly node: Node;
  /** Conjuncts decided on stored bytes where the column's class allows; each with its register form for where not. */
  readonly stored: readonly { readonly condition: StoredCondition; readonly fallback: Evaluator }[];
  /** Conjuncts on registers, after `filterColumns` are loaded. */
  readonly filters: readonly Evaluator[];
  /** attnum - 1 and registers of columns that the fallbacks read, that the filters read besides, and of the others. */
  readonly storedColumns: readonly number[];
  readonly storedSlots: readonly number[];
  readonly filterColumns: readonly number[];
  readonly filterSlots: readonly number[];
  readonly otherColumns: readonly number[];
  readonly otherSlots: readonly number[];
  /** First of six registers for the system columns, -1 when none is read. */
  readonly systemSlot: number;
  /** Filters may run nested SQL: pages are let go meanwhile. */
  readonly mayNest: boolean;
}

type TableScanNode = SeqScan | IndexScan | BitmapHeapScan | TidScan;

abstract class TableSource<Node extends TableScanNode> implements LevelSource, PageHolder {
  protected readonly open_: OpenRelation;
  protected predicates: StoredPredicate[] = [];
  protected pageFilters: PageFilter[] = [];
  private filters: Evaluator[] = [];
  private usesFallback = false;
  private readonly ofStored: ColumnLoader;
  private readonly early: ColumnLoader;
  private readonly late: ColumnLoader;
  private readonly hasEarly: boolean;
  private readonly hasLate: boolean;
  protected readonly version: number;
  protected readonly systemSlot: number;

  constructor(
    protected readonly program: ScanProgram<Node>,
    protected readonly r: Datum[],
    protected readonly state: ExecutionState,
  ) {
    this.open_ = state.open(program.node.relation);
    const { layouts } = this.open_.table;
    this.ofStored = new ColumnLoader(layouts, program.storedColumns, program.storedSlots);
    this.early = new ColumnLoader(layouts, program.filterColumns, program.filterSlots);
    this.late = new ColumnLoader(layouts, program.otherColumns, program.otherSlots);
    this.hasEarly = program.filterColumns.length > 0;
    this.hasLate = program.otherColumns.length > 0;
    this.version = layouts.currentVersion;
    this.systemSlot = program.systemSlot;
    state.addHolder(this);
  }

  abstract reset(): void;
  abstract next(): Next;
  abstract suspend(): void;

  open(): void {
    const { program } = this;
    const { layouts } = this.open_.table;
    this.predicates = [];
    this.pageFilters = [];
    this.usesFallback = false;
    this.filters = program.filters.slice();
    for (const { condition, fallback } of program.stored) {
      // The error of an InitPlan is raised by the first row that comes to it.
      if (condition.comparand?.kind === 'exec-param' && this.state.hasFailed(condition.comparand.id)) {
        this.filters.push(fallback);
        this.usesFallback = true;
        continue;
      }
      const comparand = condition.comparand === null ? null : this.evaluate(condition.comparand);
      const predicate = storedPredicate(condition, layouts, comparand);
      if (predicate === null) {
        this.filters.push(fallback);
        this.usesFallback = true;
      } else {
        this.predicates.push(predicate);
        this.pageFilters.push(storedPageFilter(condition, layouts, comparand, predicate));
      }
    }
  }

  startTail(): boolean {
    return false;
  }

  close(): void {
    this.suspend();
    this.state.removeHolder(this);
  }

  /** Constants and parameters. */
  protected evaluate(e: Lowered): Datum {
    switch (e.kind) {
      case 'const':
        return e.value;
      case 'param':
        return this.state.parameters[e.index];
      case 'exec-param':
        return this.state.readParam(e.id);
      default:
        throw new Error(`a scan's comparand cannot be a ${e.kind}`);
    }
  }

  /** Filters the row at `word` and loads its registers. */
  protected take(views: ChunkViews, word: number, ref: RowRef): boolean {
    const { predicates } = this;
    if (views.u16[word * 2 + 7] === this.version) {
      for (let i = 0; i < predicates.length; i++) {
        if (predicates[i](views, word)) continue;
        this.countDropped(1);
        return false;
      }
    } else if (!this.takesOld(views, word)) {
      this.countDropped(1);
      return false;
    }
    return this.takeStored(views, word, ref);
  }

  /** The rest of `take` for a row that the stored predicates let pass. */
  protected takeStored(views: ChunkViews, word: number, ref: RowRef): boolean {
    const passes = this.passesFilters(views, word, ref);
    if (!passes) this.countDropped(1);
    return passes;
  }

  /** Rows that the scan's filter dropped, for EXPLAIN ANALYZE. */
  protected countDropped(rows: number): void {
    const { counters } = this.state;
    if (counters !== null) counters.filtered[this.program.node.id] += rows;
  }

  private passesFilters(views: ChunkViews, word: number, ref: RowRef): boolean {
    const { filters, r, state } = this;
    if (this.systemSlot >= 0) this.loadSystem(views, word, ref);
    if (filters.length > 0) {
      if (this.usesFallback) this.ofStored.load(views, word, r);
      if (this.hasEarly) this.early.load(views, word, r);
      // Everything is read before a filter that may let go of the page.
      if (this.program.mayNest) {
        if (this.hasLate) this.late.load(views, word, r);
        for (let i = 0; i < filters.length; i++) if (filters[i](r, state) !== true) return false;
        return true;
      }
      for (let i = 0; i < filters.length; i++) if (filters[i](r, state) !== true) return false;
    }
    if (this.hasLate) this.late.load(views, word, r);
    return true;
  }

  /** Rows of an older layout: all conjuncts on registers. */
  protected takesOld(views: ChunkViews, word: number): boolean {
    if (this.predicates.length === 0) return true;
    this.ofStored.load(views, word, this.r);
    for (const { fallback } of this.program.stored) if (fallback(this.r, this.state) !== true) return false;
    return true;
  }

  private loadSystem(views: ChunkViews, word: number, ref: RowRef): void {
    const { table, relation } = this.open_;
    const { r } = this;
    const at = this.systemSlot;
    const command = table.commandOf(views, word);
    r[at] = ref;
    r[at + 1] = table.xminOf(views, word);
    r[at + 2] = table.xmaxOf(views, word);
    r[at + 3] = command;
    r[at + 4] = command;
    r[at + 5] = relation.oid;
  }
}

export class SeqScanSource extends TableSource<SeqScan> {
  private scan: PageScan | null = null;
  /** Positions of the page's batch that are left after the stored predicates, and the next one to give. */
  private readonly positions = new Uint16Array(POSITIONS_MAX);
  private count = 0;
  private at = 0;
  private isSuspended = false;
  private sample: Sample | null = null;

  constructor(
    program: ScanProgram<SeqScan>,
    r: Datum[],
    state: ExecutionState,
    private readonly sampling: { readonly percent: Evaluator; readonly seed: Evaluator | null } | null,
  ) {
    super(program, r, state);
  }

  reset(): void {
    this.at = 0;
    this.count = 0;
    this.isSuspended = false;
    this.scan?.rescan();
  }

  override open(): void {
    super.open();
    if (this.scan === null) this.scan = this.open_.table.scan(this.state.snapshot);
    else this.scan.rescan();
    this.at = 0;
    this.count = 0;
    this.isSuspended = false;
    if (this.sampling === null) return;
    const { percent, seed } = this.sampling;
    const repeatable = seed === null ? undefined : seed(this.r, this.state);
    this.sample = new Sample(
      percent(this.r, this.state),
      sampleSeed(repeatable, () => this.state.context.session.random()),
    );
  }

  next(): Next {
    const scan = this.scan as PageScan;
    const { state } = this;
    if (this.isSuspended) {
      scan.resume();
      this.isSuspended = false;
    }
    for (;;) {
      while (this.at >= this.count) {
        if (state.budget < 0) return PAUSED;
        if (!scan.nextPage()) return NO_MORE;
        // A unit for the page, and one for each row of it.
        state.budget -= scan.count + 1;
        this.filterPage(scan);
      }
      const position = this.positions[this.at++];
      if (this.takeStored(scan.views, scan.words[position], this.systemSlot >= 0 ? scan.refOf(position) : NO_ROW)) return ROW;
      if (this.isSuspended) {
        scan.resume();
        this.isSuspended = false;
      }
    }
  }

  private filterPage(scan: PageScan): void {
    const { positions, pageFilters } = this;
    const { views, words } = scan;
    this.at = 0;
    let count = scan.count;
    if (this.sample !== null && this.program.node.sample?.method === 'system' && !this.sample.takesPage(scan.page)) count = 0;
    let areCurrent = true;
    for (let i = 0; i < count; i++) {
      positions[i] = i;
      if (views.u16[words[i] * 2 + 7] !== this.version) areCurrent = false;
    }
    if (this.sample !== null && this.program.node.sample?.method === 'bernoulli') {
      let n = 0;
      for (let i = 0; i < count; i++) if (this.sample.takesRow(scan.refOf(i))) positions[n++] = i;
      count = n;
    }
    const before = count;
    if (areCurrent) for (let i = 0; i < pageFilters.length; i++) count = pageFilters[i](views, words, positions, count);
    else {
      let n = 0;
      for (let i = 0; i < count; i++) if (this.passesStored(views, words[positions[i]])) positions[n++] = positions[i];
      count = n;
    }
    this.countDropped(before - count);
    this.count = count;
  }

  private passesStored(views: ChunkViews, word: number): boolean {
    if (views.u16[word * 2 + 7] !== this.version) return this.takesOld(views, word);
    for (const predicate of this.predicates) if (!predicate(views, word)) return false;
    return true;
  }

  suspend(): void {
    if (this.scan === null || this.isSuspended) return;
    this.scan.suspend();
    this.isSuspended = true;
  }

  override close(): void {
    super.close();
    this.scan?.close();
    this.scan = null;
  }
}

abstract class FetchSource<Node extends IndexScan | BitmapHeapScan | TidScan> extends TableSource<Node> {
  private reader: RowFetch | null = null;
  protected get fetch(): RowFetch {
    return (this.reader ??= this.open_.table.openFetch());
  }
  reset(): void {}
  suspend(): void {
    this.reader?.release();
  }
}

export class IndexScanSource extends FetchSource<IndexScan> {
  private refs: IndexRefs | null = null;
  private index: Index | null = null;
  private equality: EqualityRange | null = null;
  private residual: readonly ResidualCondition[] = [];

  constructor(
    program: ScanProgram<IndexScan>,
    r: Datum[],
    state: ExecutionState,
    private readonly values: ReadonlyMap<Lowered, Evaluator>,
  ) {
    super(program, r, state);
  }

  override open(): void {
    super.open();
    const { node } = this.program;
    if (this.refs === null) {
      this.index = this.open_.indexes[indexPosition(this.open_.relation, node.index.oid)];
      this.equality = EqualityRange.of(this.index, node.conditions);
      this.refs = new IndexRefs(this.index, node.isBackward, this.state.snapshot);
    }
    const evaluate = (e: Lowered): Datum => (this.values.get(e) as Evaluator)(this.r, this.state);
    if (this.equality !== null) {
      const range = this.equality.range(evaluate);
      if (range === null) this.refs.start(NO_RANGES);
      else this.refs.startOne(range);
      return;
    }
    const { ranges, residual } = indexRanges(this.index as Index, node.index.columns, node.conditions, evaluate);
    this.refs.start(ranges);
    this.residual = residual;
  }

  next(): Next {
    const refs = this.refs as IndexRefs;
    const { state, fetch } = this;
    for (;;) {
      if (--state.budget < 0) return PAUSED;
      const ref = refs.nextRef();
      if (ref === NO_ROW) return NO_MORE;
      if (!fetch.fetch(ref, state.snapshot)) {
        if (fetch.isAllDead(ref)) refs.killLast();
        continue;
      }
      if (this.residual.length > 0 && !this.passesResidual(fetch)) continue;
      if (this.take(fetch.views, fetch.word, fetch.ref)) return ROW;
    }
  }

  override close(): void {
    this.refs?.close();
    super.close();
  }

  private passesResidual(fetch: RowFetch): boolean {
    const { layouts } = this.open_.table;
    for (const { column, test } of this.residual) if (!test(layouts.read(fetch.views, fetch.word, column))) return false;
    return true;
  }
}

export interface IndexOnlyProgram {
  readonly node: IndexScan;
  /** attnum - 1 and register of each column that is read. */
  readonly columns: readonly number[];
  readonly slots: readonly number[];
  readonly values: ReadonlyMap<Lowered, Evaluator>;
}

/** Rows out of an index alone; their filter runs as steps. */
export class IndexOnlySource implements LevelSource, PageHolder {
  private readonly open_: OpenRelation;
  private readonly index: Index;
  private readonly refs: IndexRefs;
  private readonly key: IndexKeyReader;
  private readonly keyColumns: readonly number[];
  private readonly equality: EqualityRange | null;
  private residual: readonly ResidualCondition[] = [];
  private reader: RowFetch | null = null;
  private heapFetches = 0;

  constructor(
    private readonly program: IndexOnlyProgram,
    private readonly r: Datum[],
    private readonly state: ExecutionState,
  ) {
    const { node, columns } = program;
    this.open_ = state.open(node.relation);
    this.index = this.open_.indexes[indexPosition(this.open_.relation, node.index.oid)];
    this.refs = new IndexRefs(this.index, node.isBackward, state.snapshot, true);
    const tested = node.conditions.map(c => node.index.columns[c.column] - 1);
    this.key = new IndexKeyReader(this.index, node.index, [...columns, ...tested]);
    this.keyColumns = columns.map(c => this.key.keyColumnOf(c));
    this.equality = EqualityRange.of(this.index, node.conditions);
    state.addHolder(this);
  }

  reset(): void {}

  open(): void {
    const { node, values } = this.program;
    const evaluate = (e: Lowered): Datum => (values.get(e) as Evaluator)(this.r, this.state);
    if (this.equality !== null) {
      const range = this.equality.range(evaluate);
      if (range === null) this.refs.start(NO_RANGES);
      else this.refs.startOne(range);
      return;
    }
    const { ranges, residual } = indexRanges(this.index, node.index.columns, node.conditions, evaluate);
    this.refs.start(ranges);
    this.residual = residual;
  }

  next(): Next {
    const { refs, state, key, keyColumns, r } = this;
    const { slots } = this.program;
    const { table } = this.open_;
    for (;;) {
      if (--state.budget < 0) return PAUSED;
      const ref = refs.nextRef();
      if (ref === NO_ROW) return NO_MORE;
      if (!table.isAllVisible(ref, state.snapshot) && !this.isVisible(ref)) continue;
      refs.readKey(key);
      if (this.residual.length > 0 && !this.passesResidual()) continue;
      for (let i = 0; i < slots.length; i++) r[slots[i]] = key.values[keyColumns[i]];
      return ROW;
    }
  }

  private isVisible(ref: RowRef): boolean {
    this.heapFetches++;
    const fetch = (this.reader ??= this.open_.table.openFetch());
    if (fetch.fetch(ref, this.state.snapshot)) return true;
    if (fetch.isAllDead(ref)) this.refs.killLast();
    return false;
  }

  private passesResidual(): boolean {
    for (const { column, test } of this.residual) if (!test(this.key.values[this.key.keyColumnOf(column)])) return false;
    return true;
  }

  suspend(): void {
    this.reader?.release();
  }

  startTail(): boolean {
    return false;
  }

  close(): void {
    this.refs.close();
    this.suspend();
    this.state.removeHolder(this);
    this.state.counters?.note(this.program.node.id, 'heapFetches', this.heapFetches);
  }
}

export class BitmapSource extends FetchSource<BitmapHeapScan> {
  private refs: Float64Array = new Float64Array(0);
  private at = 0;

  constructor(
    program: ScanProgram<BitmapHeapScan>,
    r: Datum[],
    state: ExecutionState,
    private readonly values: ReadonlyMap<Lowered, Evaluator>,
  ) {
    super(program, r, state);
  }

  override open(): void {
    super.open();
    this.refs = bitmapRefs(this.program.node.bitmap, this.open_, this.state.snapshot, e => (this.values.get(e) as Evaluator)(this.r, this.state));
    this.at = 0;
  }

  next(): Next {
    const { state, fetch } = this;
    while (this.at < this.refs.length) {
      if (--state.budget < 0) return PAUSED;
      if (!fetch.fetch(refAt(this.refs, this.at++), state.snapshot)) continue;
      if (this.take(fetch.views, fetch.word, fetch.ref)) return ROW;
    }
    return NO_MORE;
  }
}

export class TidSource extends FetchSource<TidScan> {
  private refs: RowRef[] = [];
  private at = 0;

  constructor(
    program: ScanProgram<TidScan>,
    r: Datum[],
    state: ExecutionState,
    private readonly values: readonly Evaluator[],
  ) {
    super(program, r, state);
  }

  override open(): void {
    super.open();
    const given = this.values.map(v => v(this.r, this.state));
    const refs = this.program.node.isArray ? given.flatMap(a => (a === null ? [] : (a as ArrayValue).values)) : given;
    this.refs = [...new Set(refs.filter(x => x !== null) as RowRef[])].sort((a, b) => a - b);
    this.at = 0;
  }

  next(): Next {
    const { state, fetch } = this;
    while (this.at < this.refs.length) {
      if (--state.budget < 0) return PAUSED;
      const ref = this.refs[this.at++];
      if (!fetch.fetchExact(this.program.node.followsUpdates ? fetch.newestSeen(ref, state.snapshot) : ref, state.snapshot)) continue;
      if (this.take(fetch.views, fetch.word, fetch.ref)) return ROW;
    }
    return NO_MORE;
  }
}

/** During EvalPlanQual: the one row put in place of a table; its filter runs as steps. */
export class EpqSource implements LevelSource {
  private isDone = false;
  constructor(
    private readonly node: EpqScan,
    private readonly columns: readonly number[],
    private readonly slots: readonly number[],
    private readonly systemSlot: number,
    private readonly r: Datum[],
    private readonly state: ExecutionState,
  ) {}
  reset(): void {}
  open(): void {
    this.isDone = false;
  }
  next(): Next {
    if (this.isDone) return NO_MORE;
    this.isDone = true;
    const row = this.state.epqRows?.[this.node.tableIndex];
    if (row === undefined || row === null) return NO_MORE;
    for (let i = 0; i < this.columns.length; i++) this.r[this.slots[i]] = row[this.columns[i]];
    if (this.systemSlot >= 0) for (let i = 0; i < 6; i++) this.r[this.systemSlot + i] = row[this.node.columnCount + i];
    return ROW;
  }
  startTail(): boolean {
    return false;
  }
  close(): void {}
}
