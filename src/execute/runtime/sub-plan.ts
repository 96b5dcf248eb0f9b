/**
 * One sub-plan of an execution: InitPlans (once, lazily), correlated sub-plans (run again for each outer row), hashed sub-plans
 * (run once into a NULL-aware set).
 *
 * `prepare` runs InitPlans and hash builds ahead of their use in slices; an error met there is kept and raised only if the value is
 * really asked for. Everything else runs inside the expression: when the slice is used up, or a wait is due, it keeps its place and suspends the
 * evaluation (replay.ts). Where the evaluation cannot be suspended it runs to its end.
 */
import { assert } from '../../base/index.js';
import { PgError, notSupported } from '../../errors/index.js';
import type { SubPlanInfo } from '../../plan/index.js';
import { typeOids, type Datum, type TypeOps } from '../../types/index.js';
import type { Execution, RowSink, StepResult } from '../engine.js';
import type { ExecutionState } from './execution-state.js';
import { makeArray } from './expression/semantics.js';
import { GroupHash } from './group-hash.js';
import { SUSPENSION, type Replay } from './replay.js';
import { rowBytes, type Row } from './row.js';

type Link = SubPlanInfo['link'];

/** Work units between two looks at the clock while a sub-plan runs inside an expression, and the least worth starting. */
const CHUNK = 4096;
const CHUNK_MIN = 16;

export class SubPlanRun implements RowSink {
  private execution: Execution | null = null;
  private isStarted = false;
  private rows: Row[] = [];
  private rowsBytes = 0;
  private rowsMax = Infinity;
  private isReady = false;
  private error: unknown = null;
  private set: GroupHash | null = null;
  private rowsWithNull: Row[] = [];
  /** Number of the evaluation that it stopped in, 0 = none. */
  private unfinished = 0;
  /** ANY and ALL: rows of `rows` that were compared, and whether a comparison gave NULL. */
  private tested = 0;
  private sawNull = false;

  constructor(
    private readonly info: SubPlanInfo,
    private readonly state: ExecutionState,
  ) {}

  push(row: readonly Datum[]): boolean {
    this.rows.push(row as Row);
    if (this.rowsMax === Infinity) {
      const size = rowBytes(row);
      this.rowsBytes += size;
      this.state.memory.hold(size);
    }
    return this.rows.length < this.rowsMax;
  }

  private dropRows(): void {
    this.rows = [];
    this.state.memory.release(this.rowsBytes);
    this.rowsBytes = 0;
  }

  /** Runs an InitPlan or a hash build ahead, within the state's budget. `done`: the value (or its error) is there. */
  prepare(hashed: readonly TypeOps[] | null): StepResult {
    if (this.isReady || this.error !== null) return 'done';
    try {
      this.begin(rowsNeeded(hashed === null ? this.info.link : 'any'));
      const result = (this.execution as Execution).step(this.state.budget, this);
      if (result === 'wait' || (result === 'rows' && this.rows.length < this.rowsMax)) return result;
      this.take(hashed);
    } catch (error) {
      if (!(error instanceof PgError) || error.code === '57014' || error.code === '57P01') throw error;
      this.error = error;
      this.stop();
    }
    return 'done';
  }

  get hasFailed(): boolean {
    return this.error !== null;
  }

  /** Makes an InitPlan's values, now. */
  finishInit(): void {
    if (this.isReady) return;
    if (this.error !== null) throw this.error;
    assert(this.info.isInit, 'only InitPlans fill exec-params');
    this.runToEnd(rowsNeeded(this.info.link));
    this.take(null);
  }

  /** `link` over the rows for the current exec-params. `test` reads the sub-plan's columns from `testParams`. */
  evaluate(link: Link, test: (() => Datum) | null, testParams: readonly number[]): Datum {
    const { replay } = this.state;
    if (replay === null) {
      this.restart();
      return this.compute(link, test, testParams, null, 0);
    }
    if (replay.has(this)) return replay.recalled();
    const start = replay.at;
    if (this.unfinished !== replay.evaluation) {
      this.restart();
      this.unfinished = replay.evaluation;
    }
    const value = this.compute(link, test, testParams, replay, start);
    this.unfinished = 0;
    replay.record(start, this, value);
    return value;
  }

  private compute(link: Link, test: (() => Datum) | null, testParams: readonly number[], replay: Replay | null, start: number): Datum {
    if (link === 'any' || link === 'all') return this.quantified(link === 'any', test as () => Datum, testParams, replay, start);
    this.runToEnd(rowsNeeded(link));
    const value = scalarOf(link, this.rows, this.state, this.info);
    this.dropRows();
    return value;
  }

  /** ANY by the hash set of an uncorrelated sub-plan: true, false, or NULL when only NULLs prevent an answer. */
  probeHashed(link: Link, probes: readonly Datum[], ops: readonly TypeOps[]): Datum {
    assert(link === 'any', 'hashed sub-plans are ANY');
    if (this.error !== null) throw this.error;
    if (!this.isReady) {
      this.runToEnd(Infinity);
      this.take(ops);
    }
    const set = this.set as GroupHash;
    if (set.count === 0 && this.rowsWithNull.length === 0) return false;
    if (!probes.includes(null)) {
      if (set.find(probes) >= 0) return true;
      for (const row of this.rowsWithNull) if (couldEqual(ops, row, probes)) return null;
      return false;
    }
    if (probes.length === 1) return null;
    for (let i = 0; i < set.count; i++) if (couldEqual(ops, set.key(i), probes)) return null;
    for (const row of this.rowsWithNull) if (couldEqual(ops, row, probes)) return null;
    return false;
  }

  /** Begins anew, for the current exec-params. */
  private restart(): void {
    this.dropRows();
    this.tested = 0;
    this.sawNull = false;
    if (this.execution !== null && this.isStarted) this.execution.rescan();
    this.begin(Infinity);
  }

  close(): void {
    this.stop();
    this.dropRows();
    this.set = null;
  }

  private begin(rowsMax: number): void {
    this.rowsMax = rowsMax;
    this.execution ??= this.state.start(this.info.plan);
    this.isStarted = true;
  }

  private stop(): void {
    this.execution?.close();
    this.execution = null;
    this.isStarted = false;
  }

  /** Steps until `rowsMax` rows are there or there are no more: then 'done'. Suspends the evaluation, if that is possible, between two steps. */
  private runToEnd(rowsMax: number): 'rows' | 'done' {
    this.begin(rowsMax);
    const { state } = this;
    const { replay } = state;
    const execution = this.execution as Execution;
    const outer = state.budget;
    let chunk = Math.min(CHUNK, Math.max(CHUNK_MIN, outer));
    let used = 0;
    state.replay = null;
    try {
      while (this.rows.length < rowsMax) {
        const result = execution.step(chunk, this);
        used += chunk - state.budget;
        if (result === 'done') return 'done';
        if (this.rows.length >= rowsMax) break;
        if (result === 'wait') {
          if (replay === null) throw notSupported('waiting inside a sub-query of an expression');
          throw SUSPENSION;
        }
        this.pause(replay);
        chunk = CHUNK;
      }
      return 'rows';
    } finally {
      state.replay = replay;
      state.budget = outer - used;
    }
  }

  /** Between two steps: interrupts, and the end of the slice. */
  private pause(replay: Replay | null): void {
    const { state } = this;
    state.checkInterrupts();
    if (replay !== null && state.services.sliceExpired()) throw SUSPENSION;
  }

  private quantified(isAny: boolean, test: () => Datum, testParams: readonly number[], replay: Replay | null, start: number): Datum {
    const { state } = this;
    let result: Datum = !isAny;
    for (let isEnded = false; ;) {
      while (this.tested < this.rows.length) {
        const row = this.rows[this.tested] as Row;
        for (let p = 0; p < testParams.length; p++) state.execParams[testParams[p] as number] = row[p] as Datum;
        const value = test();
        replay?.truncate(start);
        this.tested++;
        if (value === null) this.sawNull = true;
        else if ((value === true) === isAny) {
          this.dropRows();
          return isAny;
        }
      }
      this.dropRows();
      this.tested = 0;
      if (isEnded) break;
      if (state.budget < 0) this.pause(replay);
      isEnded = this.runToEnd(TESTED_ROWS) === 'done';
    }
    if (this.sawNull) result = null;
    return result;
  }

  /** Turns the collected rows into the InitPlan's params or the hash set. */
  private take(hashed: readonly TypeOps[] | null): void {
    if (hashed === null) {
      const { link, outputParams } = this.info;
      if (link === 'expr' && outputParams.length > 1) {
        if (this.rows.length > 1) throw moreThanOneRow();
        outputParams.forEach((id, i) => (this.state.execParams[id] = (this.rows[0]?.[i] ?? null) as Datum));
      } else {
        this.state.execParams[outputParams[0] as number] = scalarOf(link, this.rows, this.state, this.info);
      }
    } else {
      const set = new GroupHash(hashed);
      for (const row of this.rows) {
        if (row.includes(null)) this.rowsWithNull.push(row);
        else set.findOrAdd(row);
      }
      this.state.memory.hold(set.bytes);
      this.set = set;
    }
    this.isReady = true;
    this.dropRows();
    this.stop();
  }
}

/** Rows that ANY and ALL take at a time. */
const TESTED_ROWS = 64;

function rowsNeeded(link: Link): number {
  return link === 'exists' ? 1 : link === 'expr' ? 2 : Infinity;
}

function scalarOf(link: Link, rows: readonly Row[], state: ExecutionState, info: SubPlanInfo): Datum {
  switch (link) {
    case 'exists':
      return rows.length > 0;
    case 'expr': {
      if (rows.length > 1) throw moreThanOneRow();
      const { target, targetNames } = info.plan;
      if (target.length === 1) return (rows[0]?.[0] ?? null) as Datum;
      // Several columns: the row as a record, taken apart by field selections.
      if (rows.length === 0) return null;
      return { kind: 'record', typeId: typeOids.RECORD, fieldTypes: target.map(e => e.type), fieldNames: targetNames, values: rows[0] };
    }
    case 'array': {
      const elementType = (info.plan.target[0] as (typeof info.plan.target)[number]).type;
      const values = rows.map(r => r[0] as Datum);
      const isNested = (state.context.typeById(elementType)?.elementOid ?? 0) !== 0;
      return makeArray(isNested ? state.elementTypeOf(elementType) : elementType, isNested, values);
    }
    default:
      throw new Error(`unexpected sub-plan link ${link}`);
  }
}

export function moreThanOneRow(): PgError {
  return new PgError('cardinality_violation', 'more than one row returned by a subquery used as an expression');
}

/** True unless some pair of non-null values differs. */
function couldEqual(ops: readonly TypeOps[], a: readonly Datum[], b: readonly Datum[]): boolean {
  for (let i = 0; i < ops.length; i++) {
    const x = a[i] as Datum;
    const y = b[i] as Datum;
    if (x !== null && y !== null && !(ops[i] as TypeOps).equals(x, y)) return false;
  }
  return true;
}
