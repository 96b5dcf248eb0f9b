/**
 * Bootstrap: writes the initial rows of all catalogs into a fresh storage through the ordinary heap and index methods, then
 * freezes them, so that the pages mean the same in every database whatever its transaction ids.
 */
import { fileId, type FileId } from '../../base/index.js';
import type { AccessMethods } from '../store/catalog-storage.js';
import { FileKind, RelationFile, type Storage } from '../../storage/index.js';
import { runNow, type TransactionManager } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import { builtinRelation, relationTable } from '../builtin/builtin-relations.js';
import type { IndexDescriptor, RelationDescriptor } from '../descriptors.js';
import { SharedCatalog } from '../store/catalog-cache.js';
import { indexKeyEncoder, tableColumns } from '../store/physical.js';
import { bootstrapContents } from './bootstrap-rows.js';

const never = (): void => undefined;

function addEmptyFile(storage: Storage, file: FileId): RelationFile {
  const relationFile = new RelationFile(file, FileKind.permanent, storage.log !== null, null);
  storage.addFile(relationFile);
  return relationFile;
}

function tables(): RelationDescriptor[] {
  const found: RelationDescriptor[] = [];
  for (let line = 0; line < relationTable.count; line++) {
    const relation = builtinRelation(Number(relationTable.fields(line)[1]))!;
    if (relation.kind === 'r' && !relation.isVirtual) found.push(relation);
  }
  return found.sort((a, b) => a.oid - b.oid);
}

/**
 * Fills a storage whose transaction manager has not been used yet. File numbers of catalogs are their oids; the counters are
 * left where user objects start.
 */
export function buildCatalogs(storage: Storage, manager: TransactionManager, methods: AccessMethods): FileId[] {
  const shared = new SharedCatalog();
  const lookup = (id: Parameters<SharedCatalog['storedType']>[0]): ReturnType<SharedCatalog['storedType']> => shared.storedType(id);
  const contents = new Map(bootstrapContents().map(c => [c.table.oid, c.rows]));
  const files: FileId[] = [];
  for (const relation of tables()) {
    const file = addEmptyFile(storage, relation.fileId);
    files.push(relation.fileId);
    let overflowFile: RelationFile | null = null;
    if (relation.overflowFileId !== 0) {
      overflowFile = addEmptyFile(storage, relation.overflowFileId);
      files.push(relation.overflowFileId);
    }
    const table = methods.table.open({
      manager,
      relation: relation.oid,
      file,
      overflowFile,
      columns: tableColumns(relation, lookup),
      layoutVersion: relation.layoutVersion,
    });
    const rows = contents.get(relation.oid) ?? [];
    const transaction = manager.begin();
    const refs: Parameters<typeof table.insertMany>[2] = [];
    if (rows.length > 0) table.insertMany(transaction, rows, refs);
    manager.commitNow(transaction);
    for (const index of relation.indexes) {
      buildIndex(storage, manager, methods, relation, index, rows, refs, lookup);
      files.push(index.fileId);
    }
    const freezeBelow = manager.nextXid;
    runNow(table.vacuum({ indexes: [], freezeBelow }), never);
  }
  storage.counters.fileId = storage.counters.fileIdLimit = 16384;
  return files;
}

function buildIndex(
  storage: Storage,
  manager: TransactionManager,
  methods: AccessMethods,
  relation: RelationDescriptor,
  descriptor: IndexDescriptor,
  rows: readonly (readonly Datum[])[],
  refs: readonly Parameters<ReturnType<ReturnType<NonNullable<ReturnType<AccessMethods['index']>>['open']>['builder']>['add']>[2][],
  lookup: Parameters<typeof indexKeyEncoder>[1],
): void {
  const method = methods.index(descriptor.method)!;
  const transaction = manager.begin();
  // An index method numbers its file itself: the next number is made to be the one wanted.
  storage.counters.fileId = storage.counters.fileIdLimit = descriptor.fileId;
  const file = method.createFile(transaction, FileKind.permanent);
  if (file.fileId !== fileId(descriptor.fileId)) throw new Error(`index ${descriptor.name} got file ${file.fileId}`);
  const encoder = indexKeyEncoder(descriptor, lookup);
  const index = method.open({ manager, file, name: descriptor.name, encoder, isUnique: descriptor.isUnique });
  const builder = index.builder();
  for (let i = 0; i < rows.length; i++) {
    const values = descriptor.columns.map(c => rows[i]![c - 1]!);
    const hasNull = encoder.encode(values);
    builder.add(encoder.key, hasNull, refs[i]!, true);
  }
  const duplicate = runNow(builder.finish(), never);
  if (duplicate !== null) throw new Error(`duplicate rows for index ${descriptor.name} of ${relation.name}`);
  manager.commitNow(transaction);
}
