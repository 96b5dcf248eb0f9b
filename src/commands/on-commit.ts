/** ON COMMIT DELETE ROWS and ON COMMIT DROP of temporary tables: the last work of their transaction. */
import { dropObjects, relationAddress, replaceFiles, type CatalogStore, type RelationDescriptor } from '../catalog/index.js';
import type { Waiting } from '../txn/index.js';

export function* truncateAtCommit(catalog: CatalogStore, relation: RelationDescriptor, action: 'deleteRows' | 'drop'): Waiting<void> {
  if (action === 'drop') yield* dropObjects(catalog, [relationAddress(relation.oid)], 'cascade');
  else yield* replaceFiles(catalog, relation);
}
