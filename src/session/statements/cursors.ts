/**
 * DECLARE, FETCH, MOVE, CLOSE: SQL cursors are portals. PostgreSQL runs plans backward; here rows that may be asked for again are kept: all of them for
 * SCROLL and WITH HOLD, the last few thousand for cursors that PostgreSQL lets scroll without being told (simple plans), none for NO SCROLL.
 */
import type { RowRef } from '../../base/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import { PgError, notSupported } from '../../errors/index.js';
import type { PlanNode } from '../../plan/index.js';
import type { ClosePortalStmt, DeclareCursorStmt, FetchStmt, Statement } from '../../sql/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { ResultConsumer } from '../consumer.js';
import { Portal } from '../portal.js';
import type { Session } from '../session.js';
import { cannotBeRun } from '../statement-runner.js';

type Row = readonly Datum[];

const WINDOW_ROWS = 10_000;

/** Where a cursor stands and what it can go back to. */
class CursorState {
  /** Row it is on, from 1; 0 before the first, one more than there are after the last. */
  position = 0;
  /** Rows kept; `rows[0]` has number `first`. */
  rows: Row[] = [];
  first = 1;
  private latest: Row | undefined;

  constructor(
    readonly canScroll: boolean,
    readonly keepsAll: boolean,
  ) {}

  /** Number of the last row that the portal has given. */
  get last(): number {
    return this.first + this.rows.length - 1;
  }

  /** The row it is on. */
  get current(): Row | undefined {
    if (this.position < 1 || this.position > this.last) return undefined;
    return this.rows[this.position - this.first] ?? (this.position === this.last ? this.latest : undefined);
  }

  add(row: Row): void {
    this.latest = row;
    if (!this.canScroll && !this.keepsAll) {
      this.first++;
      return;
    }
    this.rows.push(row);
    if (!this.keepsAll && this.rows.length >= 2 * WINDOW_ROWS) {
      this.rows = this.rows.slice(WINDOW_ROWS);
      this.first += WINDOW_ROWS;
    }
  }

  requireBackward(lowest: number): void {
    if (this.canScroll && lowest >= this.first) return;
    throw new PgError('object_not_in_prerequisite_state', 'cursor can only scan forward', {
      hint: 'Declare it with SCROLL option to enable backward scan.',
    });
  }
}

const states = new WeakMap<Portal, CursorState>();

export function* declareCursor(session: Session, statement: DeclareCursorStmt, portal: Portal): Waiting<string> {
  if (!session.block.isExplicit && !statement.hold) throw new PgError('no_active_sql_transaction', 'DECLARE CURSOR can only be used in transaction blocks');
  if (statement.portalname === '') throw new PgError('invalid_cursor_name', 'invalid cursor name: must not be empty');
  if (statement.scroll === 'both') throw new PgError('invalid_cursor_definition', 'cannot specify both SCROLL and NO SCROLL');
  if (statement.sensitivity === 'both') throw new PgError('invalid_cursor_definition', 'cannot specify both ASENSITIVE and INSENSITIVE');
  const prepared = portal.prepared.inner!;
  prepared.isCursor = true;
  session.runner.analyze(prepared);
  const { query } = prepared.analyzed!;
  if (query.ctes.some(cte => cte.query.command !== 'select'))
    throw new PgError('feature_not_supported', 'DECLARE CURSOR must not contain data-modifying statements in WITH');
  const mark = query.rowMarks[0];
  if (mark !== undefined) checkLocking(statement, mark.strength);
  if (session.portals.has(statement.portalname)) throw new PgError('duplicate_cursor', `cursor "${statement.portalname}" already exists`);
  session.runner.plan(prepared);
  const canScroll = statement.scroll ?? (mark === undefined && runsBackward(prepared.plan!.root));
  const cursor = new Portal(
    statement.portalname,
    prepared,
    portal.parameters,
    [],
    portal.sql,
    session.statementStartedAt,
    statement.hold,
    canScroll,
    statement.binary,
  );
  const state = new CursorState(canScroll, statement.scroll === true || statement.hold);
  session.addPortal(cursor);
  states.set(cursor, state);
  yield* session.runner.start(cursor);
  // A holdable cursor outlives its transaction: its rows are taken now.
  if (statement.hold) yield* load(session, cursor, state, Infinity);
  return 'DECLARE CURSOR';
}

function checkLocking(statement: DeclareCursorStmt, strength: string): void {
  const clause = `FOR ${strength.toUpperCase().replaceAll('-', ' ')}`;
  if (statement.hold)
    throw new PgError('feature_not_supported', `DECLARE CURSOR WITH HOLD ... ${clause} is not supported`, { detail: 'Holdable cursors must be READ ONLY.' });
  if (statement.scroll === true)
    throw new PgError('feature_not_supported', `DECLARE SCROLL CURSOR ... ${clause} is not supported`, { detail: 'Scrollable cursors must be READ ONLY.' });
  if (statement.sensitivity === 'insensitive')
    throw new PgError('invalid_cursor_definition', `DECLARE INSENSITIVE CURSOR ... ${clause} is not valid`, {
      detail: 'Insensitive cursors must be READ ONLY.',
    });
}

/** Does PostgreSQL run this plan backward without keeping its rows? */
function runsBackward(node: PlanNode): boolean {
  switch (node.kind) {
    case 'seq-scan':
    case 'index-scan':
    case 'tid-scan':
    case 'function-scan':
    case 'values-scan':
    case 'cte-scan':
    case 'virtual-scan':
    case 'material':
      return true;
    case 'sort':
      return node.presorted === 0;
    case 'subquery-scan':
    case 'limit':
      return runsBackward(node.input);
    case 'result':
      return node.input !== null && runsBackward(node.input);
    case 'append':
      return node.inputs.every(runsBackward);
    default:
      return false;
  }
}

/**
 * The version of the table's row that a cursor has given last (PostgreSQL: execCurrentOf).
 * @throws PgError 34000 without such a cursor, 24000 when it is on no row of the table
 */
export function cursorRow(session: Session, name: string, relation: RelationDescriptor): RowRef {
  const portal = namedCursor(session, name);
  const fails = (message: string): never => {
    throw new PgError('invalid_cursor_state', `cursor "${name}" ${message}`);
  };
  if (portal.isKept) return fails('is held from a previous transaction');
  const plan = portal.state?.statement;
  if (plan?.command !== 'select') return fails('is not a SELECT query');
  const state = states.get(portal);
  if (state === undefined || plan.rowReferences === undefined) throw notSupported('WHERE CURRENT OF a portal that Bind has made');
  const { isLocking, tables } = plan.rowReferences;
  const own = tables.filter(t => t.relation === relation.oid);
  if (isLocking && own.length === 0) fails(`does not have a FOR UPDATE/SHARE reference to table "${relation.name}"`);
  if (isLocking && own.length > 1) fails(`has multiple FOR UPDATE/SHARE references to table "${relation.name}"`);
  if (own.length === 0) fails(`is not a simply updatable scan of table "${relation.name}"`);
  const ref = state.current?.[own[0]!.column] ?? null;
  return ref === null ? fails('is not positioned on a row') : (ref as RowRef);
}

function namedCursor(session: Session, name: string): Portal {
  const portal = session.portals.get(name);
  if (!portal || portal.name === '') throw new PgError('invalid_cursor_name', `cursor "${name}" does not exist`);
  return portal;
}

/** Does a simple query's FETCH give its rows in binary? */
export function fetchesBinary(session: Session, statement: Statement | null): boolean {
  return statement?.kind === 'FetchStmt' && session.portals.get(statement.portalname)?.isBinary === true;
}

/** Fetches or moves; returns the tag. */
export function* fetchCursor(session: Session, statement: FetchStmt, consumer: ResultConsumer): Waiting<string> {
  const portal = namedCursor(session, statement.portalname);
  if (portal.hasFailed) throw cannotBeRun(portal);
  let state = states.get(portal);
  if (state === undefined) states.set(portal, (state = new CursorState(false, false)));
  const count = yield* new Movement(session, portal, state, statement.isMove ? null : consumer).run(statement);
  return `${statement.isMove ? 'MOVE' : 'FETCH'} ${count}`;
}

/** One FETCH or MOVE. */
class Movement {
  constructor(
    private readonly session: Session,
    private readonly portal: Portal,
    private readonly state: CursorState,
    private readonly consumer: ResultConsumer | null,
  ) {}

  run({ direction, howMany }: FetchStmt): Waiting<number> {
    switch (direction) {
      case 'forward':
        return howMany < 0 ? this.backward(-howMany) : howMany === 0 ? this.again() : this.forward(howMany);
      case 'backward':
        return howMany < 0 ? this.forward(-howMany) : howMany === 0 ? this.again() : this.backward(howMany);
      case 'absolute':
        return this.absolute(howMany);
      case 'relative':
        return howMany === 0 ? this.again() : this.relative(howMany);
    }
  }

  private give(row: Row): boolean {
    return this.consumer === null || this.consumer.row(row);
  }

  /** The row it is on, once more. */
  private *again(): Waiting<number> {
    const { state, portal } = this;
    const isOnRow = state.position > 0 && !(portal.isDone && state.position > state.last);
    if (!isOnRow) return 0;
    if (this.consumer === null) return 1;
    state.requireBackward(state.position);
    this.give(state.rows[state.position - state.first]!);
    return 1;
  }

  private *forward(count: number): Waiting<number> {
    const { state, portal, session } = this;
    let given = 0;
    while (given < count && state.position < state.last) {
      state.position++;
      given++;
      this.give(state.rows[state.position - state.first]!);
    }
    if (given < count && !portal.isDone) {
      const missing = Number.isFinite(count) ? count - given : 0;
      const whenReady = (): Promise<void> | null => this.consumer?.whenReady?.() ?? null;
      given += yield* session.runner.runQueryPortal(
        portal,
        missing,
        row => {
          state.add(row);
          state.position++;
          return this.give(row);
        },
        whenReady,
      );
    }
    // Short of what was asked: it stands after the last row.
    if (given < count) state.position = state.last + 1;
    return given;
  }

  private *backward(count: number): Waiting<number> {
    const { state } = this;
    const to = Math.max(0, state.position - count);
    state.requireBackward(Math.max(1, to));
    let given = 0;
    while (given < count && state.position > 1) {
      state.position--;
      given++;
      this.give(state.rows[state.position - state.first]!);
    }
    if (given < count) state.position = 0;
    return given;
  }

  private *absolute(target: number): Waiting<number> {
    const { state, session, portal } = this;
    if (target < 0) {
      state.requireBackward(state.first);
      yield* load(session, portal, state, Infinity);
      return this.on(state.last + 1 + target);
    }
    if (target === 0) {
      if (state.position > 0) state.requireBackward(1);
      state.position = 0;
      return 0;
    }
    if (target <= state.position) state.requireBackward(target);
    return yield* this.reach(target);
  }

  private *relative(distance: number): Waiting<number> {
    const { state } = this;
    const target = state.position + distance;
    if (distance < 0) {
      state.requireBackward(Math.max(1, target));
      return this.on(target);
    }
    return yield* this.reach(target);
  }

  /** Goes to a row that may lie ahead. */
  private *reach(target: number): Waiting<number> {
    const { state } = this;
    if (target <= state.last) return this.on(target);
    const { session, portal } = this;
    state.position = state.last;
    if (target > state.last + 1) yield* load(session, portal, state, target - 1);
    state.position = state.last;
    return yield* this.forward(1);
  }

  /** Puts it on a row that is kept, or beside all rows. */
  private on(target: number): number {
    const { state } = this;
    state.position = Math.max(0, Math.min(target, state.last + 1));
    if (state.position === 0 || state.position > state.last) return 0;
    this.give(state.rows[state.position - state.first]!);
    return 1;
  }
}

/** Runs the portal up to row number `target`. */
function* load(session: Session, portal: Portal, state: CursorState, target: number): Waiting<void> {
  if (portal.isDone || state.last >= target) return;
  const missing = Number.isFinite(target) ? target - state.last : 0;
  yield* session.runner.runQueryPortal(portal, missing, row => {
    state.add(row);
    return true;
  });
}

export function closeCursor(session: Session, statement: ClosePortalStmt): string {
  if (statement.portalname === null) {
    for (const [name, portal] of session.portals.namedEntries()) {
      if (name === '') continue;
      session.runner.closePortal(portal);
      session.portals.delete(name);
    }
    return 'CLOSE CURSOR ALL';
  }
  const portal = namedCursor(session, statement.portalname);
  session.runner.closePortal(portal);
  session.portals.delete(statement.portalname);
  return 'CLOSE CURSOR';
}
