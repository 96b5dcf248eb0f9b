/** Errors of violated constraints, in PostgreSQL's words (chapter 5.4), with the row or key in the detail. */
import { quoteIdentifier } from '../../../sql/index.js';
import type { ConstraintDescriptor, IndexDescriptor, RelationDescriptor } from '../../../catalog/index.js';
import { PgError } from '../../../errors/index.js';
import { truncateUtf8, utf8Bytes, type Datum, type TypeContext } from '../../../types/index.js';

/** Bytes of one value that a failing row's description shows. */
const FIELD_BYTES_MAX = 64;

export type FailingRow = readonly Datum[];

function textOf(value: Datum, type: number, context: TypeContext): string {
  if (value === null) return 'null';
  const ops = context.typeById(type as never);
  return ops === undefined ? '?' : ops.format(value, context);
}

/** `(1, null, abc)`: all live columns, long values cut. */
export function describeRow(relation: RelationDescriptor, row: FailingRow, context: TypeContext): string {
  const parts: string[] = [];
  for (const column of relation.columns) {
    if (column.isDropped) continue;
    const text = textOf(row[column.number - 1] ?? null, column.typeId, context);
    parts.push(utf8Bytes(text) > FIELD_BYTES_MAX ? `${truncateUtf8(text, FIELD_BYTES_MAX)}...` : text);
  }
  return `(${parts.join(', ')})`;
}

/** `(a, b)=(1, x)`. */
export function describeKey(names: readonly string[], types: readonly number[], values: readonly Datum[], context: TypeContext): string {
  return `(${names.join(', ')})=(${values.map((v, i) => textOf(v, types[i], context)).join(', ')})`;
}

export function notNullViolation(relation: RelationDescriptor, column: string, row: FailingRow, context: TypeContext): PgError {
  return new PgError('not_null_violation', `null value in column "${column}" of relation "${relation.name}" violates not-null constraint`, {
    detail: `Failing row contains ${describeRow(relation, row, context)}.`,
    schema: relation.schema,
    table: relation.name,
    column,
  });
}

export function checkViolation(relation: RelationDescriptor, constraint: string, row: FailingRow, context: TypeContext): PgError {
  return new PgError('check_violation', `new row for relation "${relation.name}" violates check constraint "${constraint}"`, {
    detail: `Failing row contains ${describeRow(relation, row, context)}.`,
    schema: relation.schema,
    table: relation.name,
    constraint,
  });
}

export function viewCheckViolation(relation: RelationDescriptor, view: string, row: FailingRow, context: TypeContext): PgError {
  return new PgError('with_check_option_violation', `new row violates check option for view "${view}"`, {
    detail: `Failing row contains ${describeRow(relation, row, context)}.`,
  });
}

/** Display names of an index's key columns. */
export function indexColumnNames(relation: RelationDescriptor, index: IndexDescriptor): string[] {
  const names: string[] = [];
  let expression = 0;
  for (let i = 0; i < index.keyCount; i++) {
    const attnum = index.columns[i];
    names.push(attnum > 0 ? quoteIdentifier(relation.columns[attnum - 1].name) : index.expressionTexts[expression++]);
  }
  return names;
}

export function uniqueViolation(relation: RelationDescriptor, index: IndexDescriptor, values: readonly Datum[], context: TypeContext): PgError {
  const key = describeKey(indexColumnNames(relation, index), index.keyTypes, values, context);
  return new PgError('unique_violation', `duplicate key value violates unique constraint "${index.name}"`, {
    detail: `Key ${key} already exists.`,
    schema: relation.schema,
    table: relation.name,
    constraint: index.name,
  });
}

/** @param existing the key of the row in the way; null when it has gone meanwhile */
export function exclusionViolation(
  relation: RelationDescriptor,
  index: IndexDescriptor,
  values: readonly Datum[],
  existing: readonly Datum[] | null,
  context: TypeContext,
): PgError {
  const names = indexColumnNames(relation, index);
  const key = describeKey(names, index.keyTypes, values, context);
  return new PgError('exclusion_violation', `conflicting key value violates exclusion constraint "${index.name}"`, {
    detail: existing === null ? 'Key conflicts exist.' : `Key ${key} conflicts with existing key ${describeKey(names, index.keyTypes, existing, context)}.`,
    schema: relation.schema,
    table: relation.name,
    constraint: index.name,
  });
}

export function missingParent(
  child: RelationDescriptor,
  constraint: ConstraintDescriptor,
  parentName: string,
  values: readonly Datum[],
  context: TypeContext,
): PgError {
  const columns = constraint.columns.map(n => child.columns[n - 1]);
  const key = describeKey(
    columns.map(c => c.name),
    columns.map(c => c.typeId),
    values,
    context,
  );
  return new PgError('foreign_key_violation', `insert or update on table "${child.name}" violates foreign key constraint "${constraint.name}"`, {
    detail: `Key ${key} is not present in table "${parentName}".`,
    schema: child.schema,
    table: child.name,
    constraint: constraint.name,
  });
}

export function mixedNullKey(child: RelationDescriptor, constraint: ConstraintDescriptor): PgError {
  return new PgError('foreign_key_violation', `insert or update on table "${child.name}" violates foreign key constraint "${constraint.name}"`, {
    detail: 'MATCH FULL does not allow mixing of null and nonnull key values.',
    schema: child.schema,
    table: child.name,
    constraint: constraint.name,
  });
}

export function stillReferenced(
  parent: RelationDescriptor,
  child: RelationDescriptor,
  constraint: ConstraintDescriptor,
  values: readonly Datum[],
  context: TypeContext,
): PgError {
  const columns = constraint.referencedColumns.map(n => parent.columns[n - 1]);
  const key = describeKey(
    columns.map(c => c.name),
    columns.map(c => c.typeId),
    values,
    context,
  );
  return new PgError(
    'foreign_key_violation',
    `update or delete on table "${parent.name}" violates foreign key constraint "${constraint.name}" on table "${child.name}"`,
    {
      detail: `Key ${key} is still referenced from table "${child.name}".`,
      schema: child.schema,
      table: child.name,
      constraint: constraint.name,
    },
  );
}

export function concurrentUpdate(): PgError {
  return new PgError('serialization_failure', 'could not serialize access due to concurrent update');
}

export function concurrentDelete(): PgError {
  return new PgError('serialization_failure', 'could not serialize access due to concurrent delete');
}
