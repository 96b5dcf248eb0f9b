/** DECLARE, FETCH, MOVE, CLOSE: SQL cursors are portals. Backward movement works on rows kept for SCROLL cursors. */
import { PgError, notSupported } from '../../errors/index.js';
import type { ClosePortalStmt, DeclareCursorStmt, FetchStmt } from '../../sql/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { ResultConsumer } from '../consumer.js';
import { Portal } from '../portal.js';
import type { Session } from '../session.js';

export function* declareCursor(session: Session, statement: DeclareCursorStmt, sql: string, location: number): Waiting<string> {
  if (!session.block.isExplicit && !statement.hold) throw new PgError('no_active_sql_transaction', 'DECLARE CURSOR can only be used in transaction blocks');
  if (statement.binary) throw notSupported('BINARY cursors');
  if (session.portals.has(statement.portalname)) throw new PgError('duplicate_cursor', `cursor "${statement.portalname}" already exists`);
  const raw = { statement: statement.query, location, length: sql.length - location, parameterCount: 0 };
  const prepared = session.prepareParsed('', sql, raw, [], true);
  session.runner.analyze(prepared);
  const portal = new Portal(statement.portalname, prepared, [], [], sql, session.statementStartedAt, statement.hold, statement.scroll === true);
  session.addPortal(portal);
  yield* session.runner.start(portal);
  if (statement.hold) {
    // A holdable cursor outlives its transaction: its rows are taken now.
    yield* session.runner.runQueryPortal(portal, 0, row => {
      portal.buffered.push(row);
      return true;
    });
    portal.rowCount = 0;
  }
  return 'DECLARE CURSOR';
}

/** Position in a cursor, counted in rows from 0 = before the first. Kept beside the portal. */
const positions = new WeakMap<Portal, number>();

/** Fetches or moves; returns the tag. */
export function* fetchCursor(session: Session, statement: FetchStmt, consumer: ResultConsumer): Waiting<string> {
  const portal = session.portals.get(statement.portalname);
  if (!portal || portal.name === '') throw new PgError('invalid_cursor_name', `cursor "${statement.portalname}" does not exist`);
  const give = (row: readonly Datum[]): boolean => statement.isMove || consumer.row(row);
  const count = yield* fetchRows(session, portal, statement, give);
  return `${statement.isMove ? 'MOVE' : 'FETCH'} ${count}`;
}

function* fetchRows(session: Session, portal: Portal, statement: FetchStmt, give: (row: readonly Datum[]) => boolean): Waiting<number> {
  const position = positions.get(portal) ?? 0;
  const keeps = portal.isScrollable || portal.isHoldable;
  const isForwardOnly = statement.direction === 'forward' && statement.howMany > 0;
  if (isForwardOnly && !keeps) {
    const max = Number.isFinite(statement.howMany) ? statement.howMany : 0;
    if (portal.isDone) return 0;
    const n = yield* session.runner.runQueryPortal(portal, max, row => {
      give(row);
      return true;
    });
    positions.set(portal, position + n);
    return n;
  }
  if (
    !keeps &&
    !(statement.direction === 'forward' && statement.howMany === 0) &&
    !(statement.direction === 'relative' && statement.howMany >= 0) &&
    !(statement.direction === 'absolute' && statement.howMany > position)
  ) {
    throw new PgError('object_not_in_prerequisite_state', 'cursor can only scan forward', {
      hint: 'Declare it with SCROLL option to enable backward scan.',
    });
  }
  // The rows up to where the movement may go.
  const reach = (target: number): Waiting<void> => loadRows(session, portal, target);
  let from: number;
  let to: number;
  const n = statement.howMany;
  switch (statement.direction) {
    case 'forward':
    case 'backward': {
      const forward = statement.direction === 'forward' ? n >= 0 : n < 0;
      const amount = Math.abs(n);
      if (amount === 0) {
        yield* reach(position);
        const current = portal.buffered[position - 1];
        if (current === undefined) return 0;
        give(current);
        return 1;
      }
      if (forward) {
        yield* reach(position + amount);
        from = Math.min(position, portal.buffered.length);
        to = Math.min(portal.buffered.length, position + amount);
        for (let i = from; i < to; i++) give(portal.buffered[i]!);
        positions.set(portal, to - from < amount ? portal.buffered.length + 1 : to);
        return to - from;
      }
      yield* reach(position);
      to = Math.max(0, position - 1 - amount);
      let given = 0;
      for (let i = Math.min(position - 2, portal.buffered.length - 1); i >= to && i >= 0; i--, given++) give(portal.buffered[i]!);
      positions.set(portal, given < amount ? 0 : to + 1);
      return given;
    }
    case 'absolute':
    case 'relative': {
      let target = statement.direction === 'absolute' ? n : position + n;
      if (statement.direction === 'absolute' && n < 0) {
        yield* reach(Infinity);
        target = portal.buffered.length + 1 + n;
      }
      yield* reach(target);
      const row = target > 0 ? portal.buffered[target - 1] : undefined;
      positions.set(portal, row === undefined ? (target <= 0 ? 0 : portal.buffered.length + 1) : target);
      if (row === undefined) return 0;
      give(row);
      return 1;
    }
  }
}

/** Keeps rows of a scrollable cursor up to number `target`. */
function* loadRows(session: Session, portal: Portal, target: number): Waiting<void> {
  if (portal.isDone || portal.buffered.length >= target) return;
  const missing = Number.isFinite(target) ? target - portal.buffered.length : 0;
  yield* session.runner.runQueryPortal(portal, missing, row => {
    portal.buffered.push(row);
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
  const portal = session.portals.get(statement.portalname);
  if (!portal || statement.portalname === '') throw new PgError('invalid_cursor_name', `cursor "${statement.portalname}" does not exist`);
  session.runner.closePortal(portal);
  session.portals.delete(statement.portalname);
  return 'CLOSE CURSOR';
}
