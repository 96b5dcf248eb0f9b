/** FOREIGN KEY constraints: resolving columns, the unique index behind them and the operators; checking existing rows. */
import { INVALID_OID, type Oid } from '../base/index.js';
import { baseType } from '../analyze/index.js';
import {
  chooseConstraintName,
  columnsAddition,
  createForeignKey,
  formatType,
  type CatalogStore,
  type ForeignKeySpec,
  type IndexDescriptor,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import { quoteIdentifier, type Constraint } from '../sql/index.js';
import { SHARE_ROW_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import type { AddOptions } from './constraints.js';
import { openRelation, requireNotSystem } from './relation-lookup.js';

/** `=` of two types' comparison, for the foreign key's checks. */
function equalityOperator(catalog: CatalogStore, left: Oid, right: Oid): Oid | undefined {
  if (left === right) return catalog.typeOperators(left)?.equal;
  const exact = catalog.operators('pg_catalog', '=').find(o => o.leftType === left && o.rightType === right);
  if (exact) return exact.oid;
  // An implicit cast of the referencing side to the referenced type serves as well.
  const cast = catalog.cast(right, left);
  return cast?.context === 'i' ? catalog.typeOperators(left)?.equal : undefined;
}

export function* addForeignKey(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, options: AddOptions): Waiting<void> {
  const { catalog } = context;
  const referenced = yield* openRelation(context, constraint.pktable!, SHARE_ROW_EXCLUSIVE);
  if (referenced.kind !== 'r') throw new PgError('wrong_object_type', `referenced relation "${referenced.name}" is not a table`);
  requireNotSystem(referenced);
  checkPersistence(relation, referenced);
  if (constraint.fkMatchtype === 'p') throw notSupported('MATCH PARTIAL');
  const columns = columnNumbers(relation, constraint.fkAttrs);
  checkGenerated(relation, columns, constraint);
  const { referencedColumns, index } = referencedKey(referenced, constraint);
  if (columns.length !== referencedColumns.length)
    throw new PgError('invalid_foreign_key', 'number of referencing and referenced columns for foreign key disagree');
  const deleteSetColumns = columnNumbers(relation, constraint.fkDelSetCols);
  for (const number of deleteSetColumns) {
    if (!columns.includes(number))
      throw new PgError(
        'invalid_column_reference',
        `column "${relation.columns[number - 1]!.name}" referenced in ON DELETE SET action must be part of foreign key`,
      );
  }
  const addition = columnsAddition(constraint.fkAttrs);
  const name = constraint.conname ?? chooseConstraintName(catalog, relation.name, addition, 'fkey', relation.schemaId);
  const isValidated = options.isNewTable || !constraint.skipValidation;
  yield* storeForeignKey(context, relation, referenced, {
    name,
    columns,
    referencedColumns,
    indexId: index.oid,
    onUpdate: constraint.fkUpdAction,
    onDelete: constraint.fkDelAction,
    ...(deleteSetColumns.length > 0 && { deleteSetColumns }),
    match: constraint.fkMatchtype,
    isDeferrable: constraint.deferrable,
    isDeferred: constraint.initdeferred,
    isValidated,
  });
  if (!options.isNewTable && isValidated) yield* validateForeignKey(context, relation, referenced, name, columns, referencedColumns, constraint.fkMatchtype);
}

type ForeignKeyFacts = Omit<ForeignKeySpec, 'referenced' | 'operators' | 'referencedOperators' | 'referencingOperators'>;

/** Finds the operators and stores the constraint. */
export function* storeForeignKey(context: CommandContext, relation: RelationDescriptor, referenced: RelationDescriptor, facts: ForeignKeyFacts): Waiting<void> {
  const { catalog } = context;
  const typeOf = (r: RelationDescriptor, n: number): Oid => baseType(catalog, r.columns[n - 1]!.typeId);
  const operators = facts.columns.map((number, i) => {
    const to = facts.referencedColumns[i]!;
    const operator = equalityOperator(catalog, typeOf(referenced, to), typeOf(relation, number));
    if (operator !== undefined) return operator;
    const from = relation.columns[number - 1]!;
    const target = referenced.columns[to - 1]!;
    throw new PgError('datatype_mismatch', `foreign key constraint "${facts.name}" cannot be implemented`, {
      detail: `Key columns "${from.name}" and "${target.name}" are of incompatible types: ${formatType(catalog, from.typeId)} and ${formatType(catalog, target.typeId)}.`,
    });
  });
  const own = (type: Oid): Oid => catalog.typeOperators(type)?.equal ?? INVALID_OID;
  yield* createForeignKey(catalog, relation, {
    ...facts,
    referenced,
    operators,
    referencedOperators: facts.referencedColumns.map(n => own(typeOf(referenced, n))),
    referencingOperators: facts.columns.map(n => own(typeOf(relation, n))),
  });
}

function columnNumbers(relation: RelationDescriptor, names: readonly string[]): number[] {
  return names.map(name => {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (!column) throw new PgError('undefined_column', `column "${name}" referenced in foreign key constraint does not exist`);
    return column.number;
  });
}

function checkPersistence(relation: RelationDescriptor, referenced: RelationDescriptor): void {
  const fail = (message: string): never => {
    throw new PgError('invalid_table_definition', message);
  };
  if (relation.persistence === 'p' && referenced.persistence !== 'p') fail('constraints on permanent tables may reference only permanent tables');
  if (relation.persistence === 'u' && referenced.persistence === 't') fail('constraints on unlogged tables may reference only permanent or unlogged tables');
  if (relation.persistence === 't' && referenced.persistence !== 't') fail('constraints on temporary tables may reference only temporary tables');
}

function checkGenerated(relation: RelationDescriptor, columns: readonly number[], { fkUpdAction, fkDelAction }: Constraint): void {
  if (!columns.some(n => relation.columns[n - 1]!.generated !== '')) return;
  const fail = (action: string): never => {
    throw new PgError('syntax_error', `invalid ${action} action for foreign key constraint containing generated column`);
  };
  if (fkUpdAction === 'n' || fkUpdAction === 'd' || fkUpdAction === 'c') fail('ON UPDATE');
  if (fkDelAction === 'n' || fkDelAction === 'd') fail('ON DELETE');
}

/** Referenced columns, and the unique index that covers exactly them. */
function referencedKey(referenced: RelationDescriptor, constraint: Constraint): { referencedColumns: readonly number[]; index: IndexDescriptor } {
  if (constraint.pkAttrs.length === 0) {
    const index = referenced.indexes.find(i => i.isPrimary);
    if (!index) throw new PgError('undefined_object', `there is no primary key for referenced table "${referenced.name}"`);
    if (!index.isImmediate)
      throw new PgError('object_not_in_prerequisite_state', `cannot use a deferrable primary key for referenced table "${referenced.name}"`);
    return { referencedColumns: index.columns.slice(0, index.keyCount), index };
  }
  const referencedColumns = columnNumbers(referenced, constraint.pkAttrs);
  if (new Set(referencedColumns).size !== referencedColumns.length)
    throw new PgError('invalid_foreign_key', 'foreign key referenced-columns list must not contain duplicates');
  const fits = (i: IndexDescriptor): boolean =>
    i.isUnique &&
    i.isValid &&
    i.predicateText === null &&
    i.keyCount === referencedColumns.length &&
    i.columns.slice(0, i.keyCount).every(c => referencedColumns.includes(c));
  const index = referenced.indexes.find(i => fits(i) && i.isImmediate);
  if (index) return { referencedColumns, index };
  if (referenced.indexes.some(fits))
    throw new PgError('object_not_in_prerequisite_state', `cannot use a deferrable unique constraint for referenced table "${referenced.name}"`);
  throw new PgError('invalid_foreign_key', `there is no unique constraint matching given keys for referenced table "${referenced.name}"`);
}

/** Looks for rows without a partner, by one anti join. */
export function* validateForeignKey(
  context: CommandContext,
  relation: RelationDescriptor,
  referenced: RelationDescriptor,
  name: string,
  columns: readonly number[],
  referencedColumns: readonly number[],
  match: string,
): Waiting<void> {
  const column = (r: RelationDescriptor, alias: string, n: number): string => `${alias}.${quoteIdentifier(r.columns[n - 1]!.name)}`;
  const table = (r: RelationDescriptor): string => `${quoteIdentifier(r.schema)}.${quoteIdentifier(r.name)}`;
  const pairs = columns.map((n, i) => `${column(referenced, 'pk', referencedColumns[i]!)} = ${column(relation, 'fk', n)}`).join(' AND ');
  const notNull = columns.map(n => `${column(relation, 'fk', n)} IS NOT NULL`).join(match === 'f' ? ' OR ' : ' AND ');
  const list = columns.map(n => column(relation, 'fk', n)).join(', ');
  const rows = yield* context.runSql(
    `SELECT ${list} FROM ${table(relation)} fk WHERE (${notNull}) AND NOT EXISTS (SELECT 1 FROM ${table(referenced)} pk WHERE ${pairs}) LIMIT 1`,
    [],
  );
  const row = rows[0];
  if (!row) return;
  const names = columns.map(n => relation.columns[n - 1]!.name).join(', ');
  const values = columns
    .map((n, i) => (row[i] === null ? 'null' : context.typeOps(relation.columns[n - 1]!.typeId).format(row[i]!, context.callContext)))
    .join(', ');
  throw new PgError('foreign_key_violation', `insert or update on table "${relation.name}" violates foreign key constraint "${name}"`, {
    detail: `Key (${names})=(${values}) is not present in table "${referenced.name}".`,
    schema: relation.schema,
    table: relation.name,
    constraint: name,
  });
}
