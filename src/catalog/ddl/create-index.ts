/** A new index: its relation, its pg_index row, and the constraint it stands for, if any. Filling it is the access method's work. */
import { INVALID_OID, oid, type FileId, type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { BTREE_METHOD, builtinAccessMethod, builtinOperatorClass, defaultOperatorClass, isExtensionClass } from '../builtin/builtin-operator-classes.js';
import { int2Vector, numbersOf, oidsOf, oidVector, textArray } from '../store/arrays.js';
import { pgAttribute, pgClass, pgIndex, pgOpclass } from '../store/catalog-rows.data.js';
import { PgError } from '../../errors/index.js';
import { EXPRESSION_SEPARATOR } from '../store/relation-loader.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { formatType } from '../describe/format-type.js';
import { createIndexConstraint } from './constraint.js';
import { attributeRow, classRow } from './create-relation.js';
import { recordDependencies, removeDependenciesOf } from './dependency.js';
import { address, CLASS, relationAddress, type ObjectAddress } from './object-address.js';
import { checkRelationNameFree, chooseIndexColumnNames } from './object-names.js';
import { typeStorage } from './type.js';

export interface IndexKeySpec {
  /** Column of the table, or 0 for an expression. */
  readonly column: number;
  /** Name of the index column: the table column's, or one for the expression (null: `expr`). */
  readonly name: string | null;
  readonly expressionText?: string;
  readonly typeId: Oid;
  readonly typmod: number;
  readonly collation: Oid;
  readonly operatorClass: Oid;
  readonly isDescending?: boolean;
  readonly nullsFirst?: boolean;
}

export interface IndexSpec {
  readonly name: string;
  readonly table: RelationDescriptor;
  /** pg_am row. */
  readonly method: Oid;
  readonly keys: readonly IndexKeySpec[];
  /** INCLUDE columns. */
  readonly include?: readonly number[];
  readonly isUnique?: boolean;
  readonly nullsNotDistinct?: boolean;
  readonly predicateText?: string | null;
  /** What expressions and predicate use, columns of the table among it. */
  readonly references?: readonly ObjectAddress[];
  readonly options?: readonly string[];
  readonly constraint?: {
    readonly kind: 'p' | 'u' | 'x';
    readonly isDeferrable?: boolean;
    readonly isDeferred?: boolean;
    readonly exclusionOperators?: readonly Oid[];
  };
  /** False while it is still being built by CREATE INDEX CONCURRENTLY. */
  readonly isValid?: boolean;
}

export interface CreatedIndex {
  readonly oid: Oid;
  readonly fileId: FileId;
  /** 0 when the index stands for no constraint. */
  readonly constraintId: Oid;
}

export function* createIndex(catalog: CatalogStore, spec: IndexSpec): Waiting<CreatedIndex> {
  const { table, keys } = spec;
  const include = spec.include ?? [];
  checkRelationNameFree(catalog, spec.name, table.schemaId, false);
  const id = catalog.newOid();
  const file = catalog.createIndexFile(table.persistence, builtinAccessMethod(spec.method)?.name ?? '');
  const total = keys.length + include.length;
  yield* catalog.insertRow(
    pgClass,
    classRow({
      oid: id,
      relname: spec.name,
      relnamespace: table.schemaId,
      relowner: table.owner,
      relkind: 'i',
      relam: spec.method,
      relfilenode: oid(file),
      relpersistence: table.persistence,
      relnatts: total,
      reloptions: spec.options === undefined || spec.options.length === 0 ? null : textArray(spec.options),
    }),
  );
  const included = include.map(number => table.columns[number - 1]!);
  const names = chooseIndexColumnNames([...keys.map(k => k.name), ...included.map(c => c.name)]);
  for (let i = 0; i < keys.length; i++) {
    yield* catalog.insertRow(pgAttribute, attributeRow(catalog, id, i + 1, { ...keys[i]!, name: names[i]! }));
  }
  for (let i = 0; i < included.length; i++) {
    const { typeId, typmod, collation } = included[i]!;
    const number = keys.length + i + 1;
    yield* catalog.insertRow(pgAttribute, attributeRow(catalog, id, number, { name: names[number - 1]!, typeId, typmod, collation }));
  }
  const expressions = keys.filter(k => k.column === 0).map(k => k.expressionText!);
  yield* catalog.insertRow(pgIndex, {
    indexrelid: id,
    indrelid: table.oid,
    indnatts: total,
    indnkeyatts: keys.length,
    indisunique: spec.isUnique ?? false,
    indnullsnotdistinct: spec.nullsNotDistinct ?? false,
    indisprimary: spec.constraint?.kind === 'p',
    indisexclusion: spec.constraint?.kind === 'x',
    indimmediate: spec.constraint?.isDeferrable !== true,
    indisclustered: false,
    indisvalid: spec.isValid ?? true,
    indcheckxmin: false,
    indisready: true,
    indislive: true,
    indisreplident: false,
    indkey: int2Vector([...keys.map(k => k.column), ...include]),
    indcollation: oidVector(keys.map(k => k.collation)),
    indclass: oidVector(keys.map(k => k.operatorClass)),
    indoption: int2Vector(keys.map(k => (k.isDescending === true ? 1 : 0) | (k.nullsFirst === true ? 2 : 0))),
    indexprs: expressions.length === 0 ? null : expressions.join(EXPRESSION_SEPARATOR),
    indpred: spec.predicateText ?? null,
  });
  const stored = catalog.rowOf(pgClass, table.oid)!;
  if (!stored.row.relhasindex) yield* catalog.updateRow(pgClass, stored, { relhasindex: true });
  const constraintId = yield* recordIndexDependencies(catalog, spec, id);
  return { oid: id, fileId: file, constraintId };
}

function* recordIndexDependencies(catalog: CatalogStore, spec: IndexSpec, id: Oid): Waiting<Oid> {
  const { table, keys, constraint } = spec;
  const self = relationAddress(id);
  const columns = [...keys.map(k => k.column), ...(spec.include ?? [])];
  let constraintId = INVALID_OID;
  const isOwn = (r: ObjectAddress): boolean => r.classId === CLASS.relation && r.objectId === table.oid;
  const references = spec.references ?? [];
  if (constraint !== undefined) {
    const constraintSpec = { ...constraint, name: spec.name, indexId: id, columns: keys.map(k => k.column) };
    constraintId = yield* createIndexConstraint(catalog, table, constraintSpec, columns);
    yield* recordDependencies(catalog, self, references.filter(isOwn), 'a');
  } else {
    const own = [...columns.filter(c => c > 0).map(c => relationAddress(table.oid, c)), ...references.filter(isOwn)];
    yield* recordDependencies(catalog, self, own.length === 0 ? [relationAddress(table.oid)] : own, 'a');
  }
  for (const key of keys) {
    if (key.collation !== 0 && key.collation !== 100) yield* recordDependencies(catalog, self, [address(CLASS.collation, key.collation)], 'n');
    yield* recordDependencies(catalog, self, [address(CLASS.operatorClass, key.operatorClass)], 'n');
  }
  yield* recordDependencies(
    catalog,
    self,
    references.filter(r => !isOwn(r)),
    'n',
  );
  return constraintId;
}

/** Makes an existing unique index the index of a constraint (ADD CONSTRAINT … USING INDEX). */
export function* adoptIndex(
  catalog: CatalogStore,
  table: RelationDescriptor,
  indexId: Oid,
  constraint: { readonly name: string; readonly kind: 'p' | 'u'; readonly isDeferrable?: boolean; readonly isDeferred?: boolean },
): Waiting<Oid> {
  const index = table.indexes.find(i => i.oid === indexId)!;
  const stored = catalog.row(pgIndex, 'pg_index_indexrelid_index', [indexId])!;
  yield* removeDependenciesOf(catalog, relationAddress(indexId), d => d.refclassid === CLASS.relation && d.refobjid === table.oid && d.deptype === 'a');
  if (index.name !== constraint.name) yield* catalog.updateRow(pgClass, catalog.rowOf(pgClass, indexId)!, { relname: constraint.name });
  yield* catalog.updateRow(pgIndex, stored, { indisprimary: constraint.kind === 'p', indimmediate: constraint.isDeferrable !== true });
  return yield* createIndexConstraint(catalog, table, { ...constraint, indexId, columns: index.columns.slice(0, index.keyCount) }, index.columns);
}

/** After a column changed its type: the index columns over it follow, with the new type's default operator class where the old one no longer fits. */
export function* updateIndexKeyTypes(catalog: CatalogStore, relation: Oid, column: number, typeId: Oid, typmod: number): Waiting<void> {
  const table = catalog.relationById(relation)!;
  const collation = table.columns[column - 1]!.collation;
  for (const index of table.indexes) {
    const stored = catalog.row(pgIndex, 'pg_index_indexrelid_index', [index.oid])!;
    const classes = [...index.operatorClasses];
    const collations = numbersOf(stored.row.indcollation);
    for (let i = 0; i < index.columns.length; i++) {
      if (index.columns[i] !== column) continue;
      const storage = typeStorage(catalog, typeId);
      yield* catalog.updateRow(pgAttribute, catalog.row(pgAttribute, 'pg_attribute_relid_attnum_index', [index.oid, i + 1])!, {
        atttypid: typeId,
        atttypmod: typmod,
        attcollation: collation,
        attlen: storage.length,
        attbyval: storage.byValue,
        attalign: storage.align,
        attstorage: storage.storage,
      });
      if (i >= index.keyCount) continue;
      collations[i] = collation;
      classes[i] = classForType(catalog, classes[i]!, typeId);
    }
    yield* catalog.updateRow(pgIndex, stored, { indclass: oidVector(classes), indcollation: oidVector(collations) });
  }
}

/** After an index expression changed its type. `position` counts the index's expressions. */
export function* setIndexKeyType(
  catalog: CatalogStore,
  index: Oid,
  position: number,
  type: { readonly type: Oid; readonly typmod: number; readonly collation: Oid },
): Waiting<void> {
  const stored = catalog.row(pgIndex, 'pg_index_indexrelid_index', [index])!;
  let seen = -1;
  const at = numbersOf(stored.row.indkey).findIndex(k => k === 0 && ++seen === position);
  if (at < 0) return;
  const attribute = catalog.row(pgAttribute, 'pg_attribute_relid_attnum_index', [index, at + 1])!;
  if (attribute.row.atttypid === type.type && attribute.row.atttypmod === type.typmod) return;
  const storage = typeStorage(catalog, type.type);
  yield* catalog.updateRow(pgAttribute, attribute, {
    atttypid: type.type,
    atttypmod: type.typmod,
    attcollation: type.collation,
    attlen: storage.length,
    attbyval: storage.byValue,
    attalign: storage.align,
    attstorage: storage.storage,
  });
  const classes = oidsOf(stored.row.indclass);
  const collations = numbersOf(stored.row.indcollation);
  classes[at] = classForType(catalog, classes[at]!, type.type);
  collations[at] = type.collation;
  yield* catalog.updateRow(pgIndex, stored, { indclass: oidVector(classes), indcollation: oidVector(collations) });
}

/** The operator class of a key whose type has changed: the present one where it fits, else the new type's default. @throws 42704 when it has none */
function classForType(catalog: CatalogStore, present: Oid, typeId: Oid): Oid {
  const method = builtinOperatorClass(present)?.method ?? BTREE_METHOD;
  const byDefault = defaultOperatorClass(method, typeId, catalog);
  const isThere = byDefault !== undefined && (!isExtensionClass(byDefault.oid) || catalog.rowOf(pgOpclass, byDefault.oid) !== undefined);
  if (isThere) return builtinOperatorClass(present)?.inputType === byDefault.inputType ? present : byDefault.oid;
  throw new PgError(
    'undefined_object',
    `data type ${formatType(catalog, typeId)} has no default operator class for access method "${builtinAccessMethod(method)!.name}"`,
    {
      hint: 'You must specify an operator class for the index or define a default operator class for the data type.',
    },
  );
}
