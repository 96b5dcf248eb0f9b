/** LOCK TABLE, and SET CONSTRAINTS's look-up of constraints. */
import type { Oid } from '../base/index.js';
import { dependenciesOf, ruleAddress, type RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { LockStmt, RangeVar } from '../sql/index.js';
import { lockModeByName, type LockMode, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { findRelation, missingRelation } from './relation-lookup.js';

export function* runLock(context: CommandContext, statement: LockStmt): Waiting<string> {
  if (!context.isInTransactionBlock) throw new PgError('no_active_sql_transaction', 'LOCK TABLE can only be used in transaction blocks');
  const mode = lockModeByName(statement.mode)!;
  for (const name of statement.relations) yield* lockOne(context, name, mode, statement.nowait);
  return 'LOCK TABLE';
}

function* lockOne(context: CommandContext, name: RangeVar, mode: LockMode, nowait: boolean): Waiting<void> {
  const { catalog } = context;
  for (;;) {
    const found = findRelation(catalog, name);
    if (!found) throw missingRelation(name);
    if (!'rpv'.includes(found.kind)) {
      throw new PgError('wrong_object_type', `cannot lock relation "${found.name}"`, {
        detail: `This operation is not supported for ${found.kind === 'i' ? 'indexes' : found.kind === 'S' ? 'sequences' : found.kind === 'm' ? 'materialized views' : 'composite types'}.`,
      });
    }
    yield* lockWithViews(context, found, mode, nowait, new Set());
    if (findRelation(catalog, name)?.oid === found.oid) return;
  }
}

/** A view's lock includes what the view reads. */
function* lockWithViews(context: CommandContext, relation: RelationDescriptor, mode: LockMode, nowait: boolean, seen: Set<Oid>): Waiting<void> {
  if (seen.has(relation.oid)) return;
  seen.add(relation.oid);
  if (!nowait) yield* context.lock(relation.oid, mode);
  else if (!context.tryLock(relation.oid, mode)) throw new PgError('lock_not_available', `could not obtain lock on relation "${relation.name}"`);
  if (relation.kind !== 'v') return;
  const rule = ruleAddress(context.catalog, relation.oid);
  if (rule === undefined) return;
  for (const { row } of dependenciesOf(context.catalog, rule)) {
    const used = row.refclassid === 1259 ? context.catalog.relationById(row.refobjid) : undefined;
    if (used && used.oid !== relation.oid && 'rpv'.includes(used.kind) && !used.isSystem) yield* lockWithViews(context, used, mode, nowait, seen);
  }
}
