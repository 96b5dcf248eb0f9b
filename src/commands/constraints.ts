/** Adding PRIMARY KEY, UNIQUE, CHECK and FOREIGN KEY constraints to a table, new or not; existing rows are checked. */
import { oid, type Oid } from '../base/index.js';
import {
  BTREE_METHOD,
  adoptIndex,
  chooseConstraintName,
  chooseIndexName,
  columnsAddition,
  createCheck,
  createForeignKey,
  formatType,
  setNotNull,
  type CatalogStore,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import { quoteIdentifier, type Constraint } from '../sql/index.js';
import { SHARE_ROW_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { addIndex, keysOfColumns, scanRows } from './create-index.js';
import { openRelation, requireKind } from './relation-lookup.js';

export interface AddOptions {
  /** The table was made by this very statement: no rows to check. */
  readonly isNewTable: boolean;
}

export function* addConstraints(context: CommandContext, relationId: Oid, constraints: readonly Constraint[], options: AddOptions): Waiting<void> {
  // Keys before foreign keys: a table may reference itself.
  const order = ['check', 'primary', 'unique', 'exclusion', 'foreign'];
  const primary = constraints.filter(c => c.contype === 'primary');
  const relation = context.catalog.relationById(relationId)!;
  if (primary.length > 1 || (primary.length === 1 && relation.constraints.some(c => c.kind === 'p'))) {
    throw new PgError('invalid_table_definition', `multiple primary keys for table "${relation.name}" are not allowed`).at(
      primary[primary.length - 1]!.location + 1,
    );
  }
  for (const kind of order) {
    for (const constraint of constraints) {
      if (constraint.contype !== kind) continue;
      yield* addConstraint(context, context.catalog.relationById(relationId)!, constraint, options);
      context.transaction.nextCommand();
    }
  }
}

export function* addConstraint(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, options: AddOptions): Waiting<void> {
  switch (constraint.contype) {
    case 'check':
      yield* addCheck(context, relation, constraint, options);
      return;
    case 'primary':
    case 'unique':
      yield* addKey(context, relation, constraint, options);
      return;
    case 'foreign':
      yield* addForeignKey(context, relation, constraint, options);
      return;
    default:
      throw notSupported(`${constraint.contype} constraints here`);
  }
}

function takenNames(relation: RelationDescriptor): string[] {
  return relation.constraints.map(c => c.name);
}

function* addCheck(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, options: AddOptions): Waiting<void> {
  const stored = context.analyzeStored(constraint.rawExpr!, { kind: 'check', relation });
  const only = stored.columns.length === 1 ? relation.columns[stored.columns[0]! - 1]!.name : null;
  const name = constraint.conname ?? chooseConstraintName(context.catalog, relation.name, only, 'check', relation.schemaId, takenNames(relation));
  const text = stored.text.startsWith('(') ? stored.text : `(${stored.text})`;
  yield* createCheck(context.catalog, relation, {
    name,
    text,
    columns: stored.columns,
    references: stored.references,
    isValidated: !constraint.skipValidation,
    noInherit: constraint.isNoInherit,
  });
  if (options.isNewTable || constraint.skipValidation) return;
  yield* validateCheck(context, relation, name, stored.expr);
}

export function* validateCheck(context: CommandContext, relation: RelationDescriptor, name: string, expr: import('../analyze/index.js').Expr): Waiting<void> {
  const holds = context.compileRow(relation, expr);
  yield* scanRows(context, relation, row => {
    if (holds(row) === false) {
      throw new PgError('check_violation', `check constraint "${name}" of relation "${relation.name}" is violated by some row`, {
        schema: relation.schema,
        table: relation.name,
        constraint: name,
      });
    }
  });
}

function* addKey(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, options: AddOptions): Waiting<void> {
  const { catalog } = context;
  const kind = constraint.contype === 'primary' ? 'p' : 'u';
  if (constraint.indexname !== null) {
    const index = relation.indexes.find(i => i.name === constraint.indexname);
    if (!index) throw new PgError('undefined_object', `index "${constraint.indexname}" does not exist`).at(constraint.location + 1);
    if (!index.isUnique)
      throw new PgError('wrong_object_type', `"${index.name}" is not a unique index`, {
        detail: 'Cannot create a primary key or unique constraint using such an index.',
      });
    if (kind === 'p') yield* requireNoNulls(context, relation, index.columns.slice(0, index.keyCount), options);
    yield* adoptIndex(catalog, relation, index.oid, {
      name: constraint.conname ?? index.name,
      kind,
      isDeferrable: constraint.deferrable,
      isDeferred: constraint.initdeferred,
    });
    return;
  }
  const columns = columnNumbers(relation, constraint.keys, constraint);
  const seen = new Set<number>();
  for (const number of columns) {
    if (seen.has(number)) {
      const word = kind === 'p' ? 'primary key' : 'unique';
      throw new PgError('duplicate_column', `column "${relation.columns[number - 1]!.name}" appears twice in ${word} constraint`).at(constraint.location + 1);
    }
    seen.add(number);
  }
  const include = columnNumbers(relation, constraint.including, constraint);
  if (constraint.deferrable) throw notSupported('DEFERRABLE unique constraints');
  if (kind === 'p') yield* requireNoNulls(context, relation, columns, options);
  const fresh = catalog.relationById(relation.oid)!;
  const name =
    constraint.conname ??
    chooseIndexName(catalog, relation.name, relation.schemaId, [...constraint.keys, ...constraint.including], kind === 'p' ? 'primary' : 'unique');
  yield* addIndex(context, fresh, {
    name,
    table: fresh,
    method: oid(BTREE_METHOD),
    keys: keysOfColumns(context, fresh, columns),
    include,
    isUnique: true,
    nullsNotDistinct: constraint.nullsNotDistinct,
    constraint: { kind, isDeferrable: constraint.deferrable, isDeferred: constraint.initdeferred },
  });
}

function* requireNoNulls(context: CommandContext, relation: RelationDescriptor, columns: readonly number[], options: AddOptions): Waiting<void> {
  const missing = columns.filter(n => !relation.columns[n - 1]!.isNotNull);
  if (missing.length === 0) return;
  if (!options.isNewTable) yield* checkNotNull(context, relation, missing);
  for (const number of missing) yield* setNotNull(context.catalog, relation.oid, number, true);
  context.transaction.nextCommand();
}

export function* checkNotNull(context: CommandContext, relation: RelationDescriptor, columns: readonly number[]): Waiting<void> {
  yield* scanRows(context, relation, row => {
    for (const number of columns) {
      if (row[number - 1] === null) {
        const { name } = relation.columns[number - 1]!;
        throw new PgError('not_null_violation', `column "${name}" of relation "${relation.name}" contains null values`, {
          schema: relation.schema,
          table: relation.name,
          column: name,
        });
      }
    }
  });
}

function columnNumbers(relation: RelationDescriptor, names: readonly string[], constraint: Constraint): number[] {
  return names.map(name => {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (!column) {
      const text =
        constraint.contype === 'foreign'
          ? `column "${name}" referenced in foreign key constraint does not exist`
          : `column "${name}" named in key does not exist`;
      throw new PgError('undefined_column', text).at(constraint.contype === 'foreign' ? undefined : constraint.location + 1);
    }
    return column.number;
  });
}

/** `=` of two types' comparison, for the foreign key's checks. */
function equalityOperator(catalog: CatalogStore, left: Oid, right: Oid): Oid | undefined {
  if (left === right) return catalog.typeOperators(left)?.equal;
  const exact = catalog.operators('pg_catalog', '=').find(o => o.leftType === left && o.rightType === right);
  if (exact) return exact.oid;
  // An implicit cast of the referencing side to the referenced type serves as well.
  const cast = catalog.cast(right, left);
  return cast?.context === 'i' ? catalog.typeOperators(left)?.equal : undefined;
}

function* addForeignKey(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, options: AddOptions): Waiting<void> {
  const { catalog } = context;
  const referenced = yield* openRelation(context, constraint.pktable!, SHARE_ROW_EXCLUSIVE);
  requireKind(referenced, 'r', 'a table');
  if (constraint.fkMatchtype === 'p') throw notSupported('MATCH PARTIAL');
  const columns = columnNumbers(relation, constraint.fkAttrs, constraint);
  let referencedColumns: number[];
  let index = referenced.indexes.find(i => i.isPrimary);
  if (constraint.pkAttrs.length === 0) {
    if (!index) throw new PgError('undefined_object', `there is no primary key for referenced table "${referenced.name}"`);
    referencedColumns = index.columns.slice(0, index.keyCount);
  } else {
    referencedColumns = columnNumbers(referenced, constraint.pkAttrs, constraint);
    index = referenced.indexes.find(
      i =>
        i.isUnique &&
        i.isValid &&
        i.predicateText === null &&
        i.keyCount === referencedColumns.length &&
        i.columns.slice(0, i.keyCount).every(c => referencedColumns.includes(c)) &&
        new Set(referencedColumns).size === referencedColumns.length,
    );
    if (!index) throw new PgError('invalid_foreign_key', `there is no unique constraint matching given keys for referenced table "${referenced.name}"`);
  }
  if (columns.length !== referencedColumns.length)
    throw new PgError('invalid_foreign_key', 'number of referencing and referenced columns for foreign key disagree');
  const name =
    constraint.conname ?? chooseConstraintName(catalog, relation.name, columnsAddition(constraint.fkAttrs), 'fkey', relation.schemaId, takenNames(relation));
  const operators = columns.map((number, i) => {
    const from = relation.columns[number - 1]!;
    const to = referenced.columns[referencedColumns[i]! - 1]!;
    const operator = equalityOperator(catalog, to.typeId, from.typeId);
    if (operator === undefined) {
      throw new PgError('datatype_mismatch', `foreign key constraint "${name}" cannot be implemented`, {
        detail: `Key columns "${from.name}" and "${to.name}" are of incompatible types: ${formatType(catalog, from.typeId)} and ${formatType(catalog, to.typeId)}.`,
      });
    }
    return operator;
  });
  const own = (type: Oid): Oid => catalog.typeOperators(type)!.equal;
  yield* createForeignKey(catalog, relation, {
    name,
    columns,
    referenced,
    referencedColumns,
    indexId: index.oid,
    onUpdate: constraint.fkUpdAction,
    onDelete: constraint.fkDelAction,
    deleteSetColumns: columnNumbers(relation, constraint.fkDelSetCols, constraint),
    match: constraint.fkMatchtype,
    isDeferrable: constraint.deferrable,
    isDeferred: constraint.initdeferred,
    isValidated: !constraint.skipValidation,
    operators,
    referencedOperators: referencedColumns.map(n => own(referenced.columns[n - 1]!.typeId)),
    referencingOperators: columns.map(n => own(relation.columns[n - 1]!.typeId)),
  });
  context.transaction.nextCommand();
  if (!options.isNewTable && !constraint.skipValidation)
    yield* validateForeignKey(context, relation, referenced, name, columns, referencedColumns, constraint.fkMatchtype);
}

/** Looks for rows without a partner, by one anti join. */
export function* validateForeignKey(
  context: CommandContext,
  relation: RelationDescriptor,
  referenced: RelationDescriptor,
  name: string,
  columns: readonly number[],
  referencedColumns: readonly number[],
  match: 's' | 'f' | 'p' | ' ',
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
