/** Removes one object: its rows in every catalog, its files, comments, dependencies and owner entry. The order is the walk's (drop.ts). */
import { oid, type Oid } from '../../base/index.js';
import { notSupported } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import {
  pgAggregate,
  pgAmop,
  pgAmproc,
  pgAttrdef,
  pgAttribute,
  pgCast,
  pgClass,
  pgCollation,
  pgConstraint,
  pgEnum,
  pgExtension,
  pgIndex,
  pgInherits,
  pgLanguage,
  pgNamespace,
  pgOpclass,
  pgOperator,
  pgOpfamily,
  pgPolicy,
  pgProc,
  pgRange,
  pgRewrite,
  pgSequence,
  pgStatistic,
  pgStatisticExt,
  pgTrigger,
  pgType,
} from '../store/catalog-rows.data.js';
import type { CatalogTable } from '../store/catalog-table.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { removeColumn, updateAttribute } from './column.js';
import { removeComments } from './comment.js';
import { removeDependenciesOf, removeOwner } from './dependency.js';
import { CLASS, type ObjectAddress } from './object-address.js';

function* removeAll<Row extends object>(catalog: CatalogStore, table: CatalogTable<Row>, index: string, key: readonly (number | string)[]): Waiting<void> {
  for (const stored of catalog.rows(table, index, key)) yield* catalog.removeRow(table, stored);
}

function* removeRelation(catalog: CatalogStore, id: Oid): Waiting<void> {
  const stored = catalog.rowOf(pgClass, id);
  if (stored === undefined) return;
  const { row } = stored;
  catalog.dropFile(row.relfilenode);
  catalog.dropFile(row.reltoastrelid);
  if (row.relkind === 'i') yield* removeAll(catalog, pgIndex, 'pg_index_indexrelid_index', [id]);
  if (row.relkind === 'S') yield* removeAll(catalog, pgSequence, 'pg_sequence_seqrelid_index', [id]);
  if (row.relispartition || row.relkind === 'r') yield* removeAll(catalog, pgInherits, 'pg_inherits_relid_seqno_index', [id]);
  if (row.relkind !== 'v' && row.relkind !== 'S') yield* removeAll(catalog, pgStatistic, 'pg_statistic_relid_att_inh_index', [id]);
  yield* removeAll(catalog, pgAttribute, 'pg_attribute_relid_attnum_index', [id]);
  yield* catalog.removeRow(pgClass, stored);
}

function* removeConstraint(catalog: CatalogStore, id: Oid): Waiting<void> {
  const stored = catalog.rowOf(pgConstraint, id);
  if (stored === undefined) return;
  yield* catalog.removeRow(pgConstraint, stored);
  const { contype, conrelid } = stored.row;
  if (contype !== 'c' || conrelid === 0) return;
  const relation = catalog.rowOf(pgClass, conrelid);
  if (relation !== undefined) yield* catalog.updateRow(pgClass, relation, { relchecks: relation.row.relchecks - 1 });
}

function* removeDefault(catalog: CatalogStore, id: Oid): Waiting<void> {
  const stored = catalog.rowOf(pgAttrdef, id);
  if (stored === undefined) return;
  yield* catalog.removeRow(pgAttrdef, stored);
  yield* updateAttribute(catalog, stored.row.adrelid, stored.row.adnum, { atthasdef: false });
}

function* removeType(catalog: CatalogStore, id: Oid): Waiting<void> {
  const stored = catalog.rowOf(pgType, id);
  if (stored === undefined) return;
  if (stored.row.typtype === 'e') yield* removeAll(catalog, pgEnum, 'pg_enum_typid_sortorder_index', [id]);
  if (stored.row.typtype === 'r') yield* removeAll(catalog, pgRange, 'pg_range_rngtypid_index', [id]);
  yield* catalog.removeRow(pgType, stored);
}

function* removeByOid<Row extends object>(catalog: CatalogStore, table: CatalogTable<Row>, id: Oid): Waiting<void> {
  const stored = catalog.rowOf(table, id);
  if (stored !== undefined) yield* catalog.removeRow(table, stored);
}

function* removeRows(catalog: CatalogStore, object: ObjectAddress): Waiting<void> {
  const id = oid(object.objectId);
  switch (object.classId) {
    case CLASS.relation:
      if (object.subId === 0) yield* removeRelation(catalog, id);
      else yield* removeColumn(catalog, id, object.subId);
      return;
    case CLASS.constraint:
      yield* removeConstraint(catalog, id);
      return;
    case CLASS.default:
      yield* removeDefault(catalog, id);
      return;
    case CLASS.type:
      yield* removeType(catalog, id);
      return;
    case CLASS.function:
      yield* removeAll(catalog, pgAggregate, 'pg_aggregate_fnoid_index', [id]);
      yield* removeByOid(catalog, pgProc, id);
      return;
    case CLASS.rule:
      yield* removeByOid(catalog, pgRewrite, id);
      return;
    case CLASS.trigger:
      yield* removeByOid(catalog, pgTrigger, id);
      return;
    case CLASS.schema:
      yield* removeByOid(catalog, pgNamespace, id);
      return;
    case CLASS.operator:
      yield* removeByOid(catalog, pgOperator, id);
      return;
    case CLASS.operatorClass:
      yield* removeByOid(catalog, pgOpclass, id);
      return;
    case CLASS.operatorFamily:
      yield* removeAll(catalog, pgAmop, 'pg_amop_fam_strat_index', [id]);
      yield* removeAll(catalog, pgAmproc, 'pg_amproc_fam_proc_index', [id]);
      yield* removeByOid(catalog, pgOpfamily, id);
      return;
    case CLASS.collation:
      yield* removeByOid(catalog, pgCollation, id);
      return;
    case CLASS.cast:
      yield* removeByOid(catalog, pgCast, id);
      return;
    case CLASS.language:
      yield* removeByOid(catalog, pgLanguage, id);
      return;
    case CLASS.policy:
      yield* removeByOid(catalog, pgPolicy, id);
      return;
    case CLASS.extension:
      yield* removeByOid(catalog, pgExtension, id);
      return;
    case CLASS.statisticsExtension:
      yield* removeByOid(catalog, pgStatisticExt, id);
      return;
    default:
      throw notSupported(`dropping objects of catalog ${object.classId}`);
  }
}

export function* removeObject(catalog: CatalogStore, object: ObjectAddress): Waiting<void> {
  yield* removeRows(catalog, object);
  yield* removeComments(catalog, object);
  yield* removeDependenciesOf(catalog, object);
  if (object.subId === 0) yield* removeOwner(catalog, object);
}
