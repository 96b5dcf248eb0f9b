/** From descriptors to what access methods open: the columns of a table, the key encoder of an index, the columns an update must watch. */
import { gistKeyEncoder, IndexKeyEncoder, isLossy, type ShapeName, type TableColumn, type UpdatePlan } from '../../access/index.js';
import type { Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { TypeOps } from '../../types/index.js';
import { builtinOperatorClass, isExtensionClass, strategyInClass } from '../builtin/builtin-operator-classes.js';
import type { IndexDescriptor, RelationDescriptor } from '../descriptors.js';

export type TypeOpsLookup = (id: Oid) => TypeOps | undefined;

function opsOf(lookup: TypeOpsLookup, id: Oid): TypeOps {
  const ops = lookup(id);
  if (ops === undefined) throw new PgError('undefined_object', `cache lookup failed for type ${id}`);
  return ops;
}

/** All columns of a relation, dropped ones included, for `TableMethod.open`. */
export function tableColumns(relation: RelationDescriptor, lookup: TypeOpsLookup): TableColumn[] {
  return relation.columns.map(c => ({
    ops: opsOf(lookup, c.typeId),
    typmod: c.typmod,
    sinceLayout: c.sinceLayout,
    ...(c.missingValue !== undefined && { missingValue: c.missingValue }),
  }));
}

/** Encodes the key columns of an index (INCLUDE columns are not part of the key). */
export function indexKeyEncoder(index: IndexDescriptor, lookup: TypeOpsLookup): IndexKeyEncoder {
  const columns = index.keyTypes.map((type, i) => ({
    ops: opsOf(lookup, type),
    isDescending: index.isDescending[i] ?? false,
    nullsFirst: index.nullsFirst[i] ?? false,
  }));
  return index.method === 'gist' ? gistKeyEncoder(columns, index.operatorClasses.map(keyShape)) : new IndexKeyEncoder(columns);
}

const SHAPES: Readonly<Record<string, ShapeName>> = { range_ops: 'range', multirange_ops: 'multirange', inet_ops: 'network' };

/** What keys of a GiST operator class are like; undefined for classes that are not there. */
export function shapeOfClass(operatorClass: Oid): ShapeName | undefined {
  return isExtensionClass(operatorClass) ? 'scalar' : SHAPES[builtinOperatorClass(operatorClass)?.name ?? ''];
}

const keyShape = (operatorClass: Oid): ShapeName => shapeOfClass(operatorClass) ?? 'scalar';

/** True when rows that an exclusion constraint's index finds must be compared by the operators themselves. */
export function isExclusionLossy(index: IndexDescriptor): boolean {
  return exclusionStrategies(index)?.some((strategy, i) => index.method === 'gist' && isLossy(keyShape(index.operatorClasses[i]!), strategy, true)) ?? false;
}

/** Strategies of an exclusion constraint's operators. */
export function exclusionStrategies(index: IndexDescriptor): readonly number[] | undefined {
  return index.exclusionOperators?.map((operator, i) => strategyInClass(operator, index.operatorClasses[i]!) ?? 0);
}

/** An update of all columns of a relation whose indexes read plain columns only. */
export function wholeRowUpdate(relation: RelationDescriptor): UpdatePlan {
  const indexed = new Set<number>();
  for (const index of relation.indexes) for (const column of index.columns) indexed.add(column - 1);
  return { changed: null, indexed: [...indexed], keys: [] };
}
