/** ALTER TABLE's sub-commands about one column, except its type. */
import {
  addColumn,
  dropDefault,
  dropObjects,
  ownedSequences,
  relationAddress,
  removeObject,
  setColumnOptions,
  setColumnStorage,
  setGenerated,
  setIdentity,
  setMissingValue,
  setNotNull,
  setStatisticsTarget,
  stringsOf,
  storedColumn,
  typeStorage,
  type ColumnDescriptor,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { AlterTableCmd, Constraint, DefElem, DropBehavior, Expression } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { INT2, INT4, INT8 } from '../types/index.js';
import { containsNulls, requireRowsNotNull } from './check-rows.js';
import { compressionLetter, finishColumns, makeColumnSequence, planColumn, storeDefault } from './column-definition.js';
import type { CommandContext } from './command-context.js';
import { addConstraints } from './constraints.js';
import { sendDropNotice, sendNotice, sendWarning } from './notices.js';
import { columnNamed } from './relation-lookup.js';
import { requireRowTypeNotIndexed, requireRowTypeUnused } from './row-type-use.js';
import { rewriteTable } from './rewrite-table.js';
import { changeSequence } from './sequences.js';
import { changedOptions } from './storage-options.js';
import { withoutPosition } from './without-position.js';

/** A constant default becomes the missing value of old rows; a volatile one, an identity or a generated column rewrites the table. */
export function* addTableColumn(context: CommandContext, relation: RelationDescriptor, command: AlterTableCmd & { subtype: 'addColumn' }): Waiting<void> {
  const { catalog } = context;
  const name = command.def.colname;
  if (relation.columns.some(c => c.name === name && !c.isDropped)) {
    if (!command.missingOk) throw new PgError('duplicate_column', `column "${name}" of relation "${relation.name}" already exists`);
    sendNotice(context, 'duplicate_column', `column "${name}" of relation "${relation.name}" already exists, skipping`);
    return;
  }
  requireRowTypeNotIndexed(context, relation);
  const plan = planColumn(context, command.def, relation.name);
  const [, repeated] = plan.constraints.filter(c => c.contype === 'primary');
  if (repeated !== undefined)
    throw new PgError('invalid_table_definition', `multiple primary keys for table "${relation.name}" are not allowed`).at(repeated.location + 1);
  const isNotNull = plan.spec.isNotNull === true;
  yield* addColumn(catalog, relation, isNotNull ? { ...plan.spec, isNotNull: false } : plan.spec);
  if (relation.kind !== 'r') return;
  yield* withoutPosition(finishColumns(context, relation.oid, [plan]));
  let fresh = catalog.relationById(relation.oid)!;
  const { number } = fresh.columns.find(c => c.name === plan.spec.name && !c.isDropped)!;
  const hasRows = context.table(relation).file.pageCount > 0;
  const initial = context.columnDefault(fresh, number);
  if (plan.generated !== null || initial !== null) requireRowTypeUnused(context, relation);
  const rewrites = plan.generated !== null || (initial !== null && context.isVolatile(initial));
  if (rewrites && hasRows) {
    const valueOf = context.defaultValue(fresh, number);
    yield* rewriteTable(context, relation, row => {
      row[number - 1] = null;
      const value = valueOf(row);
      if (value === null && isNotNull) throw containsNulls(fresh, number);
      row[number - 1] = value;
      return row;
    });
  } else if (!rewrites) {
    const missing = initial === null ? null : context.evaluate(initial);
    if (missing !== null) yield* setMissingValue(catalog, relation.oid, number, missing);
    else if (isNotNull && hasRows) yield* requireRowsNotNull(context, catalog.relationById(relation.oid)!, [number]);
  }
  if (isNotNull) yield* setNotNull(catalog, relation.oid, number, true);
  fresh = catalog.relationById(relation.oid)!;
  if (plan.constraints.some(c => c.contype === 'primary') && fresh.constraints.some(c => c.kind === 'p'))
    throw new PgError('invalid_table_definition', `multiple primary keys for table "${relation.name}" are not allowed`);
  yield* withoutPosition(addConstraints(context, relation.oid, plan.constraints, { isNewTable: !hasRows }));
}

export function* dropColumn(context: CommandContext, relation: RelationDescriptor, name: string, behavior: DropBehavior, missingOk: boolean): Waiting<void> {
  const column = relation.columns.find(c => c.name === name && !c.isDropped);
  if (!column && missingOk) {
    sendNotice(context, 'successful_completion', `column "${name}" of relation "${relation.name}" does not exist, skipping`);
    return;
  }
  const { number } = column ?? columnNamed(relation, name);
  requireRowTypeNotIndexed(context, relation);
  sendDropNotice(context, yield* dropObjects(context.catalog, [relationAddress(relation.oid, number)], behavior));
}

export function* changeDefault(context: CommandContext, relation: RelationDescriptor, name: string, expression: Expression | null): Waiting<void> {
  const { catalog } = context;
  const column = columnNamed(relation, name);
  const of = `column "${name}" of relation "${relation.name}"`;
  if (column.identity !== '') {
    const hint = { hint: 'Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead.' };
    throw new PgError('syntax_error', `${of} is an identity column`, expression === null ? hint : undefined);
  }
  if (column.generated !== '') {
    const hint = { hint: 'Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead.' };
    throw new PgError('syntax_error', `${of} is a generated column`, expression === null ? hint : undefined);
  }
  yield* dropDefault(catalog, relation.oid, column.number);
  if (expression !== null) yield* storeDefault(context, relation.oid, column.number, expression, column);
}

export function* changeNotNull(context: CommandContext, relation: RelationDescriptor, name: string, isNotNull: boolean): Waiting<void> {
  const column = columnNamed(relation, name);
  if (isNotNull) {
    if (column.isNotNull) return;
    yield* requireRowsNotNull(context, relation, [column.number]);
  } else {
    if (column.identity !== '') throw new PgError('syntax_error', `column "${name}" of relation "${relation.name}" is an identity column`);
    if (relation.indexes.some(i => i.isPrimary && i.columns.slice(0, i.keyCount).includes(column.number)))
      throw new PgError('invalid_table_definition', `column "${name}" is in a primary key`);
  }
  yield* setNotNull(context.catalog, relation.oid, column.number, isNotNull);
}

export function* dropExpression(context: CommandContext, relation: RelationDescriptor, name: string, missingOk: boolean): Waiting<void> {
  const column = columnNamed(relation, name);
  if (column.generated === '') {
    const message = `column "${name}" of relation "${relation.name}" is not a stored generated column`;
    if (!missingOk) throw new PgError('object_not_in_prerequisite_state', message);
    sendNotice(context, 'successful_completion', `${message}, skipping`);
    return;
  }
  yield* setGenerated(context.catalog, relation.oid, column.number, '');
  yield* dropDefault(context.catalog, relation.oid, column.number);
}

// --- identity ---

export function* addIdentity(context: CommandContext, relation: RelationDescriptor, name: string, definition: Constraint): Waiting<void> {
  const { catalog } = context;
  const column = columnNamed(relation, name);
  const of = `column "${name}" of relation "${relation.name}"`;
  const fail = (message: string): never => {
    throw new PgError('object_not_in_prerequisite_state', message);
  };
  if (column.typeId !== INT2 && column.typeId !== INT4 && column.typeId !== INT8)
    throw new PgError('invalid_parameter_value', 'identity column type must be smallint, integer, or bigint');
  if (!column.isNotNull) fail(`${of} must be declared NOT NULL before identity can be added`);
  if (column.identity !== '') fail(`${of} is already an identity column`);
  if (column.hasDefault) fail(`${of} already has a default value`);
  yield* setIdentity(catalog, relation.oid, column.number, definition.generatedWhen);
  yield* makeColumnSequence(context, catalog.relationById(relation.oid)!, column.number, definition, column.typeId);
}

function requireIdentity(relation: RelationDescriptor, name: string): ColumnDescriptor {
  const column = columnNamed(relation, name);
  if (column.identity === '')
    throw new PgError('object_not_in_prerequisite_state', `column "${name}" of relation "${relation.name}" is not an identity column`);
  return column;
}

export function* setIdentityOptions(context: CommandContext, relation: RelationDescriptor, name: string, items: readonly DefElem[]): Waiting<void> {
  const { catalog } = context;
  const column = requireIdentity(relation, name);
  const generated = items.find(i => i.defname === 'generated');
  if (generated?.arg?.kind === 'AConst') yield* setIdentity(catalog, relation.oid, column.number, String(generated.arg.value) === 'a' ? 'a' : 'd');
  const rest = items.filter(i => i.defname !== 'generated');
  const sequence = ownedSequences(catalog, relation.oid, column.number)[0];
  if (rest.length > 0 && sequence !== undefined) yield* changeSequence(context, catalog.relationById(sequence)!, rest);
}

export function* dropIdentity(context: CommandContext, relation: RelationDescriptor, name: string, missingOk: boolean): Waiting<void> {
  const { catalog } = context;
  const column = columnNamed(relation, name);
  if (column.identity === '') {
    if (!missingOk) requireIdentity(relation, name);
    sendNotice(context, 'successful_completion', `column "${name}" of relation "${relation.name}" is not an identity column, skipping`);
    return;
  }
  yield* setIdentity(catalog, relation.oid, column.number, '');
  for (const sequence of ownedSequences(catalog, relation.oid, column.number)) yield* removeObject(catalog, relationAddress(sequence));
}

// --- settings ---

const STORAGE_LETTERS: ReadonlyMap<string, string> = new Map([
  ['plain', 'p'],
  ['external', 'e'],
  ['extended', 'x'],
  ['main', 'm'],
]);
const STATISTICS_MAX = 10000;

const word = (expression: Expression): string => (expression.kind === 'AConst' ? String(expression.value) : '');

export function* setColumnSettings(context: CommandContext, relation: RelationDescriptor, command: AlterTableCmd): Waiting<void> {
  const { catalog } = context;
  const column = command.num > 0 ? columnNumbered(relation, command.num) : columnNamed(relation, command.name!);
  switch (command.subtype) {
    case 'setStatistics': {
      if (relation.kind === 'i') {
        const index = catalog.tableOfIndex(relation.oid)?.indexes.find(i => i.oid === relation.oid);
        if (index !== undefined && index.columns[column.number - 1] !== 0) {
          const message = `cannot alter statistics on non-expression column "${column.name}" of index "${relation.name}"`;
          throw new PgError('feature_not_supported', message, { hint: 'Alter statistics on table column instead.' });
        }
      }
      let target = Number(word(command.def));
      if (target < -1) throw new PgError('invalid_parameter_value', `statistics target ${target} is too low`);
      if (target > STATISTICS_MAX) {
        target = STATISTICS_MAX;
        sendWarning(context, 'invalid_parameter_value', `lowering statistics target to ${target}`);
      }
      yield* setStatisticsTarget(catalog, relation.oid, column.number, target);
      return;
    }
    case 'setOptions':
    case 'resetOptions': {
      const present = stringsOf(storedColumn(catalog, relation.oid, column.number)?.attoptions ?? null);
      yield* setColumnOptions(catalog, relation.oid, column.number, changedOptions(present, command.def.items, 'column', command.subtype === 'resetOptions'));
      return;
    }
    case 'setStorage': {
      const wanted = word(command.def);
      const storage = STORAGE_LETTERS.get(wanted.toLowerCase());
      if (storage === undefined) throw new PgError('invalid_parameter_value', `invalid storage type "${wanted}"`);
      if (storage !== 'p' && typeStorage(catalog, column.typeId).storage === 'p')
        throw new PgError('feature_not_supported', `column data type ${context.typeName(column.typeId, -1)} can only have storage PLAIN`);
      yield* setColumnStorage(catalog, relation.oid, column.number, { storage });
      return;
    }
    case 'setCompression': {
      const type = catalog.typeById(column.typeId);
      if (typeStorage(catalog, column.typeId).storage === 'p')
        throw new PgError('feature_not_supported', `column data type ${context.typeName(column.typeId, -1)} does not support compression`);
      yield* setColumnStorage(catalog, relation.oid, column.number, { compression: compressionLetter(word(command.def), column.name, type?.length ?? 0) });
      return;
    }
    default:
      throw notSupported(`ALTER COLUMN … ${command.subtype}`);
  }
}

function columnNumbered(relation: RelationDescriptor, number: number): ColumnDescriptor {
  const column = relation.columns[number - 1];
  if (!column || column.isDropped) throw new PgError('undefined_column', `column number ${number} of relation "${relation.name}" does not exist`);
  return column;
}
