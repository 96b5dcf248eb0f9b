/** Table scans: sequential, by index, bitmap, by ctid, and the substituted row of EvalPlanQual. */
import type { PageScan, RowFetch } from '../../access/index.js';
import { NO_ROW, type RowRef } from '../../base/index.js';
import type { BitmapHeapScan, EpqScan, IndexScan, SeqScan, TidScan } from '../../plan/index.js';
import type { ChunkViews } from '../../storage/index.js';
import type { ArrayValue, Datum } from '../../types/index.js';
import { bitmapRefs, indexPosition, refAt } from '../runtime/bitmap.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { IndexKeyReader } from '../runtime/index-key-reader.js';
import { IndexRefs, indexRanges, type ResidualCondition } from '../runtime/index-ranges.js';
import type { OpenRelation, PageHolder } from '../runtime/open-relation.js';
import { nodeExpressions, walkLowered } from '../runtime/plan-walk.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { Sample, sampleSeed } from '../runtime/sample.js';
import { NodeIterator } from './iterator.js';

/** True when the node's expressions read ctid, xmin and the like. */
function readsSystemColumns(node: TableScanNode): boolean {
  let reads = false;
  for (const e of nodeExpressions(node)) walkLowered(e, x => (reads ||= x.kind === 'system-column'));
  return reads;
}

type TableScanNode = SeqScan | IndexScan | BitmapHeapScan | TidScan;

abstract class TableScanIterator<Node extends TableScanNode> extends NodeIterator<Node> implements PageHolder {
  protected readonly open: OpenRelation;
  private readonly readsSystem: boolean;
  constructor(node: Node, state: ExecutionState) {
    super(node, state);
    this.open = state.open(node.relation);
    this.frame.systemStart = node.relation.columns.length;
    this.readsSystem = readsSystemColumns(node);
    state.addHolder(this);
  }
  abstract suspend(): void;
  close(): void {
    this.suspend();
    this.state.removeHolder(this);
  }
  /** Reads a stored row into the frame and gives the node's output for it, or null. */
  protected emitStored(views: ChunkViews, word: number, ref: RowRef, residual: readonly ResidualCondition[] = []): Row | null {
    const { relation, table } = this.open;
    const row: Row = new Array<Datum>(relation.columns.length).fill(null);
    for (const column of this.node.usedColumns) row[column] = table.layouts.read(views, word, column);
    if (this.readsSystem) {
      const command = table.commandOf(views, word);
      row.push(ref, table.xminOf(views, word), table.xmaxOf(views, word), command, command, relation.oid);
    }
    for (const { column, test } of residual) if (!test(table.layouts.read(views, word, column))) return null;
    this.frame.first = row;
    return this.emit();
  }
}

export class SeqScanIterator extends TableScanIterator<SeqScan> {
  private scan: PageScan | null = null;
  private at = 0;
  private isSuspended = false;
  private sample: Sample | null = null;
  next(): Row {
    if (this.scan === null) this.start();
    const scan = this.scan as PageScan;
    if (this.isSuspended) {
      scan.resume();
      this.isSuspended = false;
    }
    for (;;) {
      if (this.tick()) return YIELD;
      while (this.at >= scan.count) {
        if (!scan.nextPage()) return END;
        this.at = 0;
        if (this.sample !== null && this.node.sample?.method === 'system' && !this.sample.takesPage(scan.page)) this.at = scan.count;
        if (this.tick()) return YIELD;
      }
      const at = this.at++;
      const ref = scan.refOf(at);
      if (this.sample !== null && this.node.sample?.method === 'bernoulli' && !this.sample.takesRow(ref)) continue;
      const out = this.emitStored(scan.views, scan.words[at], ref);
      if (out !== null) return out;
      // The filter may have run nested SQL, which lets pages go.
      if (this.isSuspended) {
        scan.resume();
        this.isSuspended = false;
      }
    }
  }
  rescan(): void {
    this.sample = null;
    this.isSuspended = false;
    this.at = 0;
    if (this.scan !== null) {
      this.scan.rescan();
      this.startSample();
    }
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
  private start(): void {
    this.scan = this.open.table.scan(this.state.snapshot);
    this.startSample();
  }
  private startSample(): void {
    const { sample } = this.node;
    if (sample === null) return;
    const seed = sample.seed === null ? undefined : this.frame.evaluate(sample.seed);
    this.sample = new Sample(
      this.frame.evaluate(sample.percent),
      sampleSeed(seed, () => this.state.context.session.random()),
    );
  }
}

/** Scans that find rows by reference. */
abstract class FetchingIterator<Node extends IndexScan | BitmapHeapScan | TidScan> extends TableScanIterator<Node> {
  protected fetch: RowFetch | null = null;
  protected isStarted = false;
  suspend(): void {
    this.fetch?.release();
  }
  rescan(): void {
    this.isStarted = false;
  }
  protected get reader(): RowFetch {
    return (this.fetch ??= this.open.table.openFetch());
  }
}

export class IndexScanIterator extends FetchingIterator<IndexScan> {
  private refs: IndexRefs | null = null;
  private residual: readonly ResidualCondition[] = [];
  next(): Row {
    if (!this.isStarted) this.start();
    const refs = this.refs as IndexRefs;
    for (;;) {
      if (this.tick()) return YIELD;
      const ref = refs.nextRef();
      if (ref === NO_ROW) return END;
      const { reader } = this;
      if (!reader.fetch(ref, this.state.snapshot)) {
        if (reader.isAllDead(ref)) refs.killLast();
        continue;
      }
      const out = this.emitStored(reader.views, reader.word, reader.ref, this.residual);
      if (out !== null) return out;
    }
  }
  override close(): void {
    this.refs?.close();
    super.close();
  }
  private start(): void {
    const index = this.open.indexes[indexPosition(this.open.relation, this.node.index.oid)];
    const { ranges, residual } = indexRanges(index, this.node.index.columns, this.node.conditions, e => this.frame.evaluate(e));
    this.refs ??= new IndexRefs(index, this.node.isBackward, this.state.snapshot);
    this.refs.start(ranges);
    this.residual = residual;
    this.isStarted = true;
  }
}

/** Rows out of an index alone. */
export class IndexOnlyScanIterator extends NodeIterator<IndexScan> implements PageHolder {
  private readonly open: OpenRelation;
  private readonly refs: IndexRefs;
  private readonly key: IndexKeyReader;
  private fetch: RowFetch | null = null;
  private residual: readonly ResidualCondition[] = [];
  private isStarted = false;
  private heapFetches = 0;
  constructor(node: IndexScan, state: ExecutionState) {
    super(node, state);
    this.open = state.open(node.relation);
    const index = this.open.indexes[indexPosition(this.open.relation, node.index.oid)];
    this.refs = new IndexRefs(index, node.isBackward, state.snapshot, true);
    const tested = node.conditions.map(c => node.index.columns[c.column] - 1);
    this.key = new IndexKeyReader(index, node.index, [...node.usedColumns, ...tested]);
    state.addHolder(this);
  }
  next(): Row {
    if (!this.isStarted) this.start();
    for (;;) {
      if (this.tick()) return YIELD;
      const ref = this.refs.nextRef();
      if (ref === NO_ROW) return END;
      if (!this.open.table.isAllVisible(ref, this.state.snapshot) && !this.isVisible(ref)) continue;
      this.refs.readKey(this.key);
      const valueOf = (column: number): Datum => this.key.values[this.key.keyColumnOf(column)];
      if (!this.residual.every(({ column, test }) => test(valueOf(column)))) continue;
      const row: Row = new Array<Datum>(this.node.relation.columns.length).fill(null);
      for (const column of this.node.usedColumns) row[column] = valueOf(column);
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.isStarted = false;
  }
  suspend(): void {
    this.fetch?.release();
  }
  close(): void {
    this.refs.close();
    this.suspend();
    this.state.removeHolder(this);
    this.state.counters?.note(this.node.id, 'heapFetches', this.heapFetches);
  }
  private isVisible(ref: RowRef): boolean {
    this.heapFetches++;
    this.fetch ??= this.open.table.openFetch();
    if (this.fetch.fetch(ref, this.state.snapshot)) return true;
    if (this.fetch.isAllDead(ref)) this.refs.killLast();
    return false;
  }
  private start(): void {
    const index = this.open.indexes[indexPosition(this.open.relation, this.node.index.oid)];
    const { ranges, residual } = indexRanges(index, this.node.index.columns, this.node.conditions, e => this.frame.evaluate(e));
    this.refs.start(ranges);
    this.residual = residual;
    this.isStarted = true;
  }
}

export class BitmapScanIterator extends FetchingIterator<BitmapHeapScan> {
  private refs: Float64Array = new Float64Array(0);
  private at = 0;
  next(): Row {
    if (!this.isStarted) {
      this.refs = bitmapRefs(this.node.bitmap, this.open, this.state.snapshot, e => this.frame.evaluate(e));
      this.at = 0;
      this.isStarted = true;
    }
    while (this.at < this.refs.length) {
      if (this.tick()) return YIELD;
      const { reader } = this;
      if (!reader.fetch(refAt(this.refs, this.at++), this.state.snapshot)) continue;
      const out = this.emitStored(reader.views, reader.word, reader.ref);
      if (out !== null) return out;
    }
    return END;
  }
  protected override emit(): Row | null {
    return this.frame.passes(this.node.recheck) ? super.emit() : null;
  }
}

export class TidScanIterator extends FetchingIterator<TidScan> {
  private refs: RowRef[] = [];
  private at = 0;
  next(): Row {
    if (!this.isStarted) {
      const given = this.frame.all(this.node.values);
      const refs = this.node.isArray ? given.flatMap(a => (a === null ? [] : (a as ArrayValue).values)) : given;
      this.refs = [...new Set(refs.filter(r => r !== null) as RowRef[])].sort((a, b) => a - b);
      this.at = 0;
      this.isStarted = true;
    }
    while (this.at < this.refs.length) {
      if (this.tick()) return YIELD;
      const { reader } = this;
      const { snapshot } = this.state;
      const ref = this.refs[this.at++];
      if (!reader.fetchExact(this.node.followsUpdates ? reader.newestSeen(ref, snapshot) : ref, snapshot)) continue;
      const out = this.emitStored(reader.views, reader.word, reader.ref);
      if (out !== null) return out;
    }
    return END;
  }
}

/** During EvalPlanQual: the one row put in place of a table. */
export class EpqIterator extends NodeIterator<EpqScan> {
  private isDone = false;
  constructor(node: EpqScan, state: ExecutionState) {
    super(node, state);
    this.frame.systemStart = node.columnCount;
  }
  next(): Row {
    if (this.isDone) return END;
    this.isDone = true;
    const row = this.state.epqRows?.[this.node.tableIndex];
    if (row === undefined || row === null) return END;
    this.frame.first = row as Row;
    return this.emit() ?? END;
  }
  rescan(): void {
    this.isDone = false;
  }
  close(): void {}
}
