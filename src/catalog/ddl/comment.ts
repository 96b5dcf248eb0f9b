/** COMMENT ON: pg_description, and pg_shdescription for roles, databases and tablespaces. */
import { oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import { pgDescription, pgShdescription } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { CLASS, type ObjectAddress } from './object-address.js';

const SHARED = new Set<number>([CLASS.role, CLASS.database, CLASS.tablespace]);

/** Sets or (null, '') removes a comment. */
export function* setComment(catalog: CatalogStore, object: ObjectAddress, text: string | null): Waiting<void> {
  const description = text === '' ? null : text;
  const { classId, objectId, subId } = object;
  if (SHARED.has(classId)) {
    const stored = catalog.row(pgShdescription, 'pg_shdescription_o_c_index', [objectId, classId]);
    if (description === null) {
      if (stored !== undefined) yield* catalog.removeRow(pgShdescription, stored);
    } else if (stored !== undefined) yield* catalog.updateRow(pgShdescription, stored, { description });
    else yield* catalog.insertRow(pgShdescription, { objoid: oid(objectId), classoid: oid(classId), description });
    return;
  }
  const stored = catalog.row(pgDescription, 'pg_description_o_c_o_index', [objectId, classId, subId]);
  if (description === null) {
    if (stored !== undefined) yield* catalog.removeRow(pgDescription, stored);
  } else if (stored !== undefined) yield* catalog.updateRow(pgDescription, stored, { description });
  else yield* catalog.insertRow(pgDescription, { objoid: oid(objectId), classoid: oid(classId), objsubid: subId, description });
}

/** Removes the comments on an object and, for relations, on its columns. */
export function* removeComments(catalog: CatalogStore, object: ObjectAddress): Waiting<void> {
  const { classId, objectId, subId } = object;
  if (SHARED.has(classId)) {
    for (const stored of catalog.rows(pgShdescription, 'pg_shdescription_o_c_index', [objectId, classId])) yield* catalog.removeRow(pgShdescription, stored);
    return;
  }
  for (const stored of catalog.rows(pgDescription, 'pg_description_o_c_o_index', [objectId, classId])) {
    if (subId === 0 || stored.row.objsubid === subId) yield* catalog.removeRow(pgDescription, stored);
  }
}

export function comment(catalog: CatalogStore, object: ObjectAddress): string | null {
  const { classId, objectId, subId } = object;
  if (SHARED.has(classId)) return catalog.row(pgShdescription, 'pg_shdescription_o_c_index', [objectId, classId])?.row.description ?? null;
  return catalog.row(pgDescription, 'pg_description_o_c_o_index', [objectId, classId, subId])?.row.description ?? null;
}
