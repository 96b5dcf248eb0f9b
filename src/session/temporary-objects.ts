/**
 * The temporary schema of a session: made with its first temporary object, emptied when the session ends, and the ON COMMIT actions of its tables
 * (PostgreSQL's pg_temp_N; chapter "CREATE TABLE").
 *
 * A crash leaves the schema's rows behind, without files; the next session that takes its number empties it first.
 */
import type { Oid } from '../base/index.js';
import { createSchema, dropContents, schemaAddress } from '../catalog/index.js';
import { truncateAtCommit } from '../commands/index.js';
import type { Waiting } from '../txn/index.js';
import type { Session } from './session.js';

/** Numbers of temporary schemas begin as PostgreSQL's usually do. */
const FIRST_NUMBER = 3;

export class TemporaryObjects {
  private actions = new Map<Oid, 'deleteRows' | 'drop'>();
  private number = 0;

  constructor(private readonly session: Session) {}

  /** The schema's oid. */
  *schema(): Waiting<Oid> {
    const { session } = this;
    const { catalog } = session;
    const transaction = session.block.ensure();
    transaction.usesTemporaryObjects = true;
    if (catalog.tempSchema !== null) {
      const id = catalog.schemaId(catalog.tempSchema);
      if (id !== undefined) return id;
    }
    if (this.number === 0) this.number = this.freeNumber();
    const name = `pg_temp_${this.number}`;
    const known = catalog.schemaId(name);
    if (known !== undefined) yield* dropContents(catalog, schemaAddress(known));
    const id = known ?? (yield* createSchema(catalog, name, BOOTSTRAP_SUPERUSER, true));
    catalog.tempSchema = name;
    if (known === undefined) transaction.onAbort(() => (catalog.tempSchema = null));
    return id;
  }

  private freeNumber(): number {
    const used = new Set([...this.session.database.sessions.values()].map(s => s.services.temporary.number));
    let number = FIRST_NUMBER;
    while (used.has(number)) number++;
    return number;
  }

  /** ON COMMIT DELETE ROWS or DROP of a table just made. */
  onCommit(relation: Oid, action: 'deleteRows' | 'drop'): void {
    this.actions.set(relation, action);
    this.session.block.ensure().onAbort(() => this.actions.delete(relation));
  }

  get hasCommitWork(): boolean {
    return this.actions.size > 0;
  }

  *beforeCommit(): Waiting<void> {
    if (this.actions.size === 0) return;
    const { session } = this;
    for (const [id, action] of [...this.actions]) {
      const relation = session.catalog.relationById(id);
      if (relation === undefined) {
        this.actions.delete(id);
        continue;
      }
      const table = session.database.openTable(relation);
      if (action === 'deleteRows' && table.file.pageCount === 0) continue;
      yield* truncateAtCommit(session.catalog, relation, action);
      if (action === 'drop') this.actions.delete(id);
    }
  }

  /** DISCARD TEMP, and the end of the session. */
  *dropAll(): Waiting<void> {
    const { catalog } = this.session;
    const id = catalog.tempSchema === null ? undefined : catalog.schemaId(catalog.tempSchema);
    if (id === undefined) return;
    this.session.block.ensure();
    yield* dropContents(catalog, schemaAddress(id));
    this.actions.clear();
  }
}

const BOOTSTRAP_SUPERUSER = 10 as Oid;
