/**
 * ALTER COLUMN … TYPE, several columns at once: what depends on a column (defaults, checks, generated columns, indexes, foreign keys) is read as
 * text before, and analysed, checked and built anew under the new types after.
 */
import {
  CLASS,
  address,
  dependentsOf,
  dependerOf,
  describeObject,
  dropDefault,
  expressionsUsing,
  relationAddress,
  removeObject,
  removeStatisticsOf,
  replaceExpression,
  setColumnType,
  setDefault,
  setIndexKeyType,
  updateIndexKeyTypes,
  type ConstraintDescriptor,
  type RelationDescriptor,
} from '../catalog/index.js';
import type { Expr } from '../analyze/index.js';
import { PgError } from '../errors/index.js';
import type { AlterTableCmd } from '../sql/index.js';
import { SHARE_ROW_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import { containsNulls, violatedCheck } from './check-rows.js';
import { columnCollation } from './column-definition.js';
import type { CommandContext } from './command-context.js';
import { updateExclusionOperators } from './exclusion.js';
import { storeForeignKey, validateForeignKey } from './foreign-keys.js';
import { requireRowTypeUnused } from './row-type-use.js';
import { columnNamed } from './relation-lookup.js';
import { rewriteTable } from './rewrite-table.js';

type TypeCommand = AlterTableCmd & { subtype: 'alterColumnType' };
type Stored = ReturnType<typeof expressionsUsing>[number];

interface Change {
  readonly number: number;
  readonly name: string;
  readonly typeId: number;
  readonly typmod: number;
  readonly using: Expr;
  readonly defaultText: string | null;
}

interface ForeignKey {
  readonly relation: RelationDescriptor;
  readonly constraint: ConstraintDescriptor;
}

export function* changeColumnTypes(context: CommandContext, relation: RelationDescriptor, commands: readonly TypeCommand[]): Waiting<void> {
  const { catalog } = context;
  const collations = new Map<number, ReturnType<typeof columnCollation>>();
  const changes = commands.map((command): Change => {
    const column = columnNamed(relation, command.name!);
    if (relation.rowType !== 0) requireRowTypeUnused(context, relation);
    const { type, typmod } = context.resolveType({ ...command.def.typeName!, location: -1 });
    if (catalog.typeById(type)?.kind === 'p')
      throw new PgError('invalid_table_definition', `column "${column.name}" has pseudo-type ${context.typeName(type, -1)}`);
    collations.set(column.number, columnCollation(context, type, command.def.collClause));
    const target = { name: column.name, typeId: type, typmod };
    if (column.generated !== '' && command.def.rawDefault)
      throw new PgError('invalid_column_definition', 'cannot specify USING when altering type of generated column', {
        detail: `Column "${column.name}" is a generated column.`,
      });
    const using = context.analyzeStored(command.def.rawDefault ?? context.columnReference(column.name), { kind: 'using', relation, column: target });
    requireNoViews(context, relation, column.number);
    return {
      number: column.number,
      name: column.name,
      typeId: type,
      typmod,
      using: using.expr,
      defaultText: column.hasDefault && column.identity === '' ? column.defaultText : null,
    };
  });
  const numbers = new Set(changes.map(c => c.number));
  const expressions = dependentExpressions(context, relation, numbers);
  const keys = foreignKeys(context, relation, numbers);
  for (const { relation: child } of keys) if (child.oid !== relation.oid) yield* context.lock(child.oid, SHARE_ROW_EXCLUSIVE);
  for (const { constraint } of keys) yield* removeObject(catalog, address(CLASS.constraint, constraint.oid));
  for (const change of changes) {
    if (change.defaultText !== null) yield* dropDefault(catalog, relation.oid, change.number);
    yield* setColumnType(catalog, relation.oid, change.number, {
      typeId: change.typeId as never,
      typmod: change.typmod,
      collation: collations.get(change.number)!,
    });
    yield* removeStatisticsOf(catalog, relation.oid, change.number);
  }
  for (const change of changes) yield* restoreDefault(context, relation, change);
  for (const change of changes) yield* updateIndexKeyTypes(catalog, relation.oid, change.number, change.typeId as never, change.typmod);
  yield* restoreExpressions(context, relation, expressions);
  yield* updateExclusionOperators(context, relation.oid);
  if (relation.kind === 'r') yield* rewriteRows(context, relation, changes);
  for (const key of keys) yield* restoreForeignKey(context, key);
}

function requireNoViews(context: CommandContext, relation: RelationDescriptor, number: number): void {
  const { catalog } = context;
  for (const { row } of dependentsOf(catalog, relationAddress(relation.oid, number))) {
    const object = dependerOf(row);
    const columnName = relation.columns[number - 1]!.name;
    if (object.classId === CLASS.rule) {
      throw new PgError('feature_not_supported', 'cannot alter type of a column used by a view or rule', {
        detail: `${describeObject(catalog, object)} depends on column "${columnName}"`,
      });
    }
    if (object.classId !== CLASS.default) continue;
    const stored = expressionsUsing(catalog, relationAddress(relation.oid, number)).find(e => e.kind === 'default' && e.holder === object.objectId);
    const generated = relation.columns.find(c => c.generated !== '' && c.number !== number && stored !== undefined && c.defaultText === stored.text);
    if (generated) {
      throw new PgError('feature_not_supported', 'cannot alter type of a column used by a generated column', {
        detail: `Column "${columnName}" is used by generated column "${generated.name}".`,
      });
    }
  }
}

/** Checks, index expressions and predicates that use one of the columns. */
function dependentExpressions(context: CommandContext, relation: RelationDescriptor, numbers: ReadonlySet<number>): Stored[] {
  const found = new Map<string, Stored>();
  for (const number of numbers) {
    for (const stored of expressionsUsing(context.catalog, relationAddress(relation.oid, number))) {
      if (stored.kind === 'check' || stored.kind === 'index-expression' || stored.kind === 'index-predicate')
        found.set(`${stored.kind}.${stored.holder}.${stored.position}`, stored);
    }
  }
  return [...found.values()];
}

function foreignKeys(context: CommandContext, relation: RelationDescriptor, numbers: ReadonlySet<number>): ForeignKey[] {
  const keys: ForeignKey[] = relation.constraints
    .filter(c => c.kind === 'f' && c.columns.some(n => numbers.has(n)))
    .map(constraint => ({ relation, constraint }));
  for (const { relation: child, constraint } of relation.referencedBy) {
    if (keys.some(k => k.constraint.oid === constraint.oid)) continue;
    if (constraint.referencedColumns.some(n => numbers.has(n))) keys.push({ relation: context.catalog.relationById(child)!, constraint });
  }
  return keys;
}

function* restoreDefault(context: CommandContext, before: RelationDescriptor, change: Change): Waiting<void> {
  if (change.defaultText === null) return;
  const { catalog } = context;
  const column = before.columns[change.number - 1]!;
  const target = { name: change.name, typeId: change.typeId as never, typmod: change.typmod };
  const isGenerated = column.generated !== '';
  try {
    const stored = isGenerated
      ? context.analyzeStoredText(change.defaultText, { kind: 'generated', relation: catalog.relationById(before.oid)!, column: target })
      : context.analyzeStoredText(change.defaultText, { kind: 'default', column: target });
    yield* setDefault(catalog, before.oid, change.number, stored.text, stored.references);
  } catch (error) {
    if (!(error instanceof PgError) || error.code !== '42804') throw error;
    const what = isGenerated ? 'generation expression' : 'default';
    throw new PgError(
      'datatype_mismatch',
      `${what} for column "${change.name}" cannot be cast automatically to type ${context.typeName(change.typeId as never, change.typmod)}`,
    );
  }
}

function* restoreExpressions(context: CommandContext, before: RelationDescriptor, expressions: readonly Stored[]): Waiting<void> {
  const { catalog } = context;
  const relation = catalog.relationById(before.oid)!;
  for (const stored of expressions) {
    const kind = stored.kind === 'check' ? 'check' : stored.kind === 'index-predicate' ? 'predicate' : 'index';
    const fresh = context.analyzeStoredText(stored.text, { kind, relation });
    if (fresh.text !== stored.text) yield* replaceExpression(catalog, stored, fresh.text);
    if (kind === 'index') yield* setIndexKeyType(catalog, stored.holder, stored.position, fresh.expr);
  }
}

function* rewriteRows(context: CommandContext, before: RelationDescriptor, changes: readonly Change[]): Waiting<void> {
  const { catalog } = context;
  const after = catalog.relationById(before.oid)!;
  const isSameOnDisk = changes.every(
    c =>
      before.columns[c.number - 1]!.generated === '' && isPlainVar(c.using) && context.storesAlike(before.columns[c.number - 1]!, after.columns[c.number - 1]!),
  );
  if (isSameOnDisk) {
    // Values stay as they are; only indexes whose order may differ are built anew, which is none between such types.
    return;
  }
  const plain = changes.filter(c => before.columns[c.number - 1]!.generated === '');
  const computes = plain.map(c => ({ position: c.number - 1, compute: context.compileRow(before, c.using) }));
  const generated = after.columns
    .filter(c => c.generated !== '' && !c.isDropped)
    .map(c => ({ position: c.number - 1, compute: context.defaultValue(after, c.number) }));
  const notNull = after.columns.filter(c => c.isNotNull && !c.isDropped).map(c => c.number);
  const numbers = new Set(changes.map(c => c.number));
  const checks = after.constraints
    .filter(c => c.kind === 'c' && c.isValidated && c.columns.some(n => numbers.has(n)))
    .map(c => ({ name: c.name, holds: context.compileRow(after, context.storedExpression(after, c.expressionText!)) }));
  yield* rewriteTable(context, before, row => {
    const values: Datum[] = computes.map(({ compute }) => compute(row));
    computes.forEach(({ position }, i) => void (row[position] = values[i]!));
    for (const { position, compute } of generated) row[position] = compute(row);
    for (const number of notNull) if (row[number - 1] === null) throw containsNulls(after, number);
    for (const check of checks) if (check.holds(row) === false) throw violatedCheck(after, check.name);
    return row;
  });
}

/** A column as it is, perhaps called another binary-coercible type. */
function isPlainVar(expr: Expr): boolean {
  return expr.kind === 'var' || (expr.kind === 'relabel' && isPlainVar(expr.arg));
}

function* restoreForeignKey(context: CommandContext, { relation, constraint: c }: ForeignKey): Waiting<void> {
  const { catalog } = context;
  const child = catalog.relationById(relation.oid)!;
  const referenced = catalog.relationById(c.referencedRelation)!;
  yield* storeForeignKey(context, child, referenced, {
    name: c.name,
    columns: c.columns,
    referencedColumns: c.referencedColumns,
    indexId: c.indexId,
    onUpdate: c.onUpdate as 'a',
    onDelete: c.onDelete as 'a',
    ...(c.deleteSetColumns !== undefined && { deleteSetColumns: c.deleteSetColumns }),
    match: c.match as 's',
    isDeferrable: c.isDeferrable,
    isDeferred: c.isDeferred,
    isValidated: c.isValidated,
  });
  if (c.isValidated) yield* validateForeignKey(context, child, referenced, c.name, c.columns, c.referencedColumns, c.match);
}
