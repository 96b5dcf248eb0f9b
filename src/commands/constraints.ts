/** Adding PRIMARY KEY, UNIQUE and CHECK constraints to a table, new or not; existing rows are checked. EXCLUDE is in exclusion.ts, foreign keys are in foreign-keys.ts. */
import { oid, type Oid } from '../base/index.js';
import type { Expr } from '../analyze/index.js';
import {
  BTREE_METHOD,
  adoptIndex,
  chooseConstraintName,
  chooseIndexName,
  constraintNamed,
  createCheck,
  setNotNull,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { Constraint } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { requireRowsSatisfy, requireRowsNotNull } from './check-rows.js';
import type { CommandContext } from './command-context.js';
import { addIndex, keysOfColumns } from './create-index.js';
import { checkTablespace } from './create-table.js';
import { addExclusion } from './exclusion.js';
import { addForeignKey } from './foreign-keys.js';
import { sendNotice } from './notices.js';
import { storageOptions } from './storage-options.js';

export interface AddOptions {
  /** The table was made by this very statement: no rows to check. */
  readonly isNewTable: boolean;
}

/** The constraints of one statement: checks, then keys (the primary one first), then foreign keys, since a table may reference itself. */
export function* addConstraints(context: CommandContext, relationId: Oid, constraints: readonly Constraint[], options: AddOptions): Waiting<void> {
  const current = (): RelationDescriptor => context.catalog.relationById(relationId)!;
  const names = new Set<string>();
  for (const constraint of constraints) {
    if (constraint.contype !== 'check') continue;
    if (constraint.conname !== null) {
      if (names.has(constraint.conname)) throw new PgError('duplicate_object', `check constraint "${constraint.conname}" already exists`);
      names.add(constraint.conname);
    }
  }
  for (const constraint of constraints) if (constraint.contype === 'check') yield* addCheck(context, current(), constraint, options, [...names]);
  for (const constraint of distinctKeys(constraints)) {
    if (constraint.contype === 'exclusion') yield* addExclusion(context, current(), constraint);
    else yield* addKey(context, current(), constraint, options);
  }
  for (const constraint of constraints) if (constraint.contype === 'foreign') yield* addForeignKey(context, current(), constraint, options);
}

/** Primary key first, then keys and exclusions as they come. Keys over the same columns with the same properties are one index, which takes the first name given. */
function distinctKeys(constraints: readonly Constraint[]): Constraint[] {
  const keys = constraints.filter(c => c.contype === 'primary' || c.contype === 'unique' || c.contype === 'exclusion');
  const ordered = [...keys.filter(c => c.contype === 'primary'), ...keys.filter(c => c.contype !== 'primary')];
  const kept: Constraint[] = [];
  for (const key of ordered) {
    const at = kept.findIndex(
      k =>
        key.contype !== 'exclusion' &&
        k.contype !== 'exclusion' &&
        key.indexname === null &&
        k.indexname === null &&
        sameNames(k.keys, key.keys) &&
        sameNames(k.including, key.including) &&
        k.nullsNotDistinct === key.nullsNotDistinct &&
        k.deferrable === key.deferrable &&
        k.initdeferred === key.initdeferred,
    );
    if (at < 0) kept.push(key);
    else if (kept[at]!.conname === null && key.conname !== null) kept[at] = { ...kept[at]!, conname: key.conname };
  }
  return kept;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** ALTER TABLE … ADD CONSTRAINT. */
export function* addConstraint(context: CommandContext, relation: RelationDescriptor, constraint: Constraint): Waiting<void> {
  if (constraint.contype === 'primary' && constraint.indexname === null && relation.constraints.some(c => c.kind === 'p'))
    throw new PgError('invalid_table_definition', `multiple primary keys for table "${relation.name}" are not allowed`);
  yield* addConstraints(context, relation.oid, [constraint], { isNewTable: false });
}

function* addCheck(
  context: CommandContext,
  relation: RelationDescriptor,
  constraint: Constraint,
  options: AddOptions,
  reserved: readonly string[],
): Waiting<void> {
  const stored = context.analyzeStored(constraint.rawExpr!, { kind: 'check', relation });
  const only = stored.columns.length === 1 ? relation.columns[stored.columns[0]! - 1]!.name : null;
  const name = constraint.conname ?? chooseConstraintName(context.catalog, relation.name, only, 'check', relation.schemaId, reserved);
  yield* createCheck(context.catalog, relation, {
    name,
    text: stored.text,
    columns: stored.columns,
    references: stored.references,
    isValidated: options.isNewTable || !constraint.skipValidation,
    noInherit: constraint.isNoInherit,
  });
  if (options.isNewTable || constraint.skipValidation) return;
  yield* validateCheck(context, relation, name, stored.expr);
}

export function* validateCheck(context: CommandContext, relation: RelationDescriptor, name: string, expr: Expr): Waiting<void> {
  yield* requireRowsSatisfy(context, relation, [{ name, holds: context.compileRow(relation, expr) }]);
}

function* addKey(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, options: AddOptions): Waiting<void> {
  const { catalog } = context;
  const kind = constraint.contype === 'primary' ? 'p' : 'u';
  if (constraint.indexname !== null) {
    yield* addKeyUsingIndex(context, relation, constraint, kind);
    return;
  }
  const columns = keyColumns(relation, constraint.keys, constraint);
  const seen = new Set<number>();
  for (const number of columns) {
    if (seen.has(number)) {
      const word = kind === 'p' ? 'primary key' : 'unique';
      throw new PgError('duplicate_column', `column "${relation.columns[number - 1]!.name}" appears twice in ${word} constraint`).at(constraint.location + 1);
    }
    seen.add(number);
  }
  const include = keyColumns(relation, constraint.including, constraint);
  checkTablespace(constraint.indexspace);
  if (kind === 'p') yield* makeNotNull(context, relation, columns, options);
  const fresh = catalog.relationById(relation.oid)!;
  const kindName = kind === 'p' ? 'primary' : 'unique';
  const name = constraint.conname ?? chooseIndexName(catalog, relation.name, relation.schemaId, [...constraint.keys, ...constraint.including], kindName);
  yield* addIndex(context, fresh, {
    name,
    table: fresh,
    method: oid(BTREE_METHOD),
    keys: keysOfColumns(context, fresh, columns),
    include,
    isUnique: true,
    nullsNotDistinct: constraint.nullsNotDistinct,
    options: storageOptions(constraint.options, 'index'),
    constraint: { kind, isDeferrable: constraint.deferrable, isDeferred: constraint.initdeferred },
  });
}

function* addKeyUsingIndex(context: CommandContext, relation: RelationDescriptor, constraint: Constraint, kind: 'p' | 'u'): Waiting<void> {
  const { catalog } = context;
  const indexName = constraint.indexname!;
  const fail = (state: 'undefined_object' | 'object_not_in_prerequisite_state' | 'wrong_object_type', message: string, detail?: string): never => {
    throw new PgError(state, message, detail === undefined ? undefined : { detail }).at(constraint.location + 1);
  };
  const id = catalog.relationIdNamed(relation.schemaId, indexName);
  if (id === undefined) fail('undefined_object', `index "${indexName}" does not exist`);
  const index = relation.indexes.find(i => i.oid === id);
  if (index === undefined) return fail('object_not_in_prerequisite_state', `index "${indexName}" does not belong to table "${relation.name}"`);
  if (relation.constraints.some(c => c.indexId === id && c.kind !== 'f'))
    fail('object_not_in_prerequisite_state', `index "${indexName}" is already associated with a constraint`);
  if (!index.isValid) fail('object_not_in_prerequisite_state', `index "${indexName}" is not valid`);
  const unusable = 'Cannot create a primary key or unique constraint using such an index.';
  if (!index.isUnique) fail('wrong_object_type', `"${indexName}" is not a unique index`, unusable);
  if (index.expressionTexts.length > 0) fail('wrong_object_type', `index "${indexName}" contains expressions`, unusable);
  if (index.predicateText !== null) fail('wrong_object_type', `"${indexName}" is a partial index`, unusable);
  if (index.isDescending.some(d => d) || index.nullsFirst.some(n => n)) {
    const at = index.isDescending.findIndex((d, i) => d || index.nullsFirst[i] === true);
    fail('wrong_object_type', `index "${indexName}" column number ${at + 1} does not have default sorting behavior`, unusable);
  }
  if (kind === 'p' && relation.constraints.some(c => c.kind === 'p'))
    throw new PgError('invalid_table_definition', `multiple primary keys for table "${relation.name}" are not allowed`);
  if (kind === 'p') yield* makeNotNull(context, relation, index.columns.slice(0, index.keyCount), { isNewTable: false });
  const name = constraint.conname ?? index.name;
  if (name !== index.name) {
    sendNotice(context, 'successful_completion', `ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index "${index.name}" to "${name}"`);
  }
  yield* adoptIndex(catalog, catalog.relationById(relation.oid)!, index.oid, {
    name,
    kind,
    isDeferrable: constraint.deferrable,
    isDeferred: constraint.initdeferred,
  });
}

/** A primary key's columns become NOT NULL. */
function* makeNotNull(context: CommandContext, relation: RelationDescriptor, columns: readonly number[], options: AddOptions): Waiting<void> {
  const missing = columns.filter(n => !relation.columns[n - 1]!.isNotNull);
  if (missing.length === 0) return;
  if (!options.isNewTable) yield* requireRowsNotNull(context, relation, missing);
  for (const number of missing) yield* setNotNull(context.catalog, relation.oid, number, true);
}

function keyColumns(relation: RelationDescriptor, names: readonly string[], constraint: Constraint): number[] {
  return names.map(name => {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (!column) throw new PgError('undefined_column', `column "${name}" named in key does not exist`).at(constraint.location + 1);
    return column.number;
  });
}

/** The constraint of a relation by name. @throws 42704 */
export function requireConstraint(relation: RelationDescriptor, name: string): RelationDescriptor['constraints'][number] {
  const found = relation.constraints.find(c => c.name === name);
  if (!found) throw new PgError('undefined_object', `constraint "${name}" of relation "${relation.name}" does not exist`);
  return found;
}

export { constraintNamed };
