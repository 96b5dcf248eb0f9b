/** Triggers: pg_trigger. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { int2Vector } from '../store/arrays.js';
import { pgClass, pgTrigger, type PgTriggerRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import type { StoredRow } from '../store/catalog-table.js';
import { recordDependencies, recordDependency } from './dependency.js';
import { address, CLASS, relationAddress, type ObjectAddress } from './object-address.js';

/** Bits of pg_trigger.tgtype. */
export const TRIGGER_TYPE = { row: 1, before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 } as const;

export interface TriggerSpec {
  readonly name: string;
  readonly functionId: Oid;
  /** Sum of TRIGGER_TYPE bits. */
  readonly type: number;
  /** UPDATE OF columns. */
  readonly columns?: readonly number[];
  readonly arguments?: readonly string[];
  /** Display form of WHEN. */
  readonly conditionText?: string | null;
  readonly references?: readonly ObjectAddress[];
  readonly isConstraint?: boolean;
  readonly isDeferrable?: boolean;
  readonly isDeferred?: boolean;
  readonly oldTable?: string | null;
  readonly newTable?: string | null;
}

/** Arguments are stored as PostgreSQL does: each followed by a zero byte. */
function argumentBytes(values: readonly string[]): Uint8Array {
  return new TextEncoder().encode(values.map(v => `${v}\0`).join(''));
}

export function triggerArguments(row: PgTriggerRow): string[] {
  const text = new TextDecoder().decode(row.tgargs);
  return text === '' ? [] : text.split('\0').slice(0, row.tgnargs);
}

export function triggersOf(catalog: CatalogStore, relation: Oid): StoredRow<PgTriggerRow>[] {
  return catalog.rows(pgTrigger, 'pg_trigger_tgrelid_tgname_index', [relation]);
}

export function* createTrigger(catalog: CatalogStore, relation: RelationDescriptor, spec: TriggerSpec): Waiting<Oid> {
  if (triggersOf(catalog, relation.oid).some(({ row }) => row.tgname === spec.name)) {
    throw new PgError('duplicate_object', `trigger "${spec.name}" for relation "${relation.name}" already exists`);
  }
  const id = catalog.newOid();
  const values = spec.arguments ?? [];
  yield* catalog.insertRow(pgTrigger, {
    oid: id,
    tgrelid: relation.oid,
    tgparentid: INVALID_OID,
    tgname: spec.name,
    tgfoid: spec.functionId,
    tgtype: spec.type,
    tgenabled: 'O',
    tgisinternal: false,
    tgconstrrelid: INVALID_OID,
    tgconstrindid: INVALID_OID,
    tgconstraint: INVALID_OID,
    tgdeferrable: spec.isDeferrable ?? false,
    tginitdeferred: spec.isDeferred ?? false,
    tgnargs: values.length,
    tgattr: int2Vector(spec.columns ?? []),
    tgargs: argumentBytes(values),
    tgqual: spec.conditionText ?? null,
    tgoldtable: spec.oldTable ?? null,
    tgnewtable: spec.newTable ?? null,
  });
  const self = address(CLASS.trigger, id);
  yield* recordDependency(catalog, self, address(CLASS.function, spec.functionId), 'n');
  yield* recordDependency(catalog, self, relationAddress(relation.oid), 'a');
  const columns = (spec.columns ?? []).map(c => relationAddress(relation.oid, c));
  yield* recordDependencies(catalog, self, [...columns, ...(spec.references ?? [])], 'n');
  const stored = catalog.rowOf(pgClass, relation.oid)!;
  if (!stored.row.relhastriggers) yield* catalog.updateRow(pgClass, stored, { relhastriggers: true });
  return id;
}

export function* updateTrigger(catalog: CatalogStore, trigger: StoredRow<PgTriggerRow>, changes: Partial<PgTriggerRow>): Waiting<void> {
  yield* catalog.updateRow(pgTrigger, trigger, changes);
}
