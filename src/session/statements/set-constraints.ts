/** SET CONSTRAINTS: when deferrable constraints of the open transaction are checked. */
import type { Oid } from '../../base/index.js';
import { constraintsNamed } from '../../catalog/index.js';
import { PgError } from '../../errors/index.js';
import type { ConstraintsSetStmt, RangeVar } from '../../sql/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Session } from '../session.js';

export function* runSetConstraints(session: Session, statement: ConstraintsSetStmt): Waiting<string> {
  if (!session.block.isExplicit) {
    const warning = new PgError('no_active_sql_transaction', 'SET CONSTRAINTS can only be used in transaction blocks');
    warning.severity = 'WARNING';
    session.notice(warning);
  }
  const transaction = session.block.ensure();
  const ids = statement.constraints.length === 0 ? null : statement.constraints.flatMap(name => deferrable(session, name, statement.deferred));
  session.services.constraints.setMode(ids, statement.deferred, transaction);
  // What is not to be deferred any more is checked now.
  if (!statement.deferred) yield* session.services.runDeferredConstraints(ids === null ? null : new Set(ids));
  return 'SET CONSTRAINTS';
}

/** The deferrable constraints of this name in the first schema of the path that has any. */
function deferrable(session: Session, name: RangeVar, isDeferred: boolean): Oid[] {
  const { catalog } = session;
  const schemas = name.schemaname === null ? catalog.effectiveSchemas() : [name.schemaname];
  for (const schema of schemas) {
    const schemaId = catalog.schemaId(schema);
    if (schemaId === undefined) {
      if (name.schemaname !== null) throw new PgError('invalid_schema_name', `schema "${schema}" does not exist`);
      continue;
    }
    const found = constraintsNamed(catalog, schemaId, name.relname);
    if (found.length === 0) continue;
    const chosen = found.filter(c => c.isDeferrable);
    if (isDeferred && chosen.length < found.length) throw new PgError('wrong_object_type', `constraint "${name.relname}" is not deferrable`);
    return chosen.map(c => c.oid);
  }
  throw new PgError('undefined_object', `constraint "${name.relname}" does not exist`);
}
