/** CREATE TABLE: columns, serial and identity sequences, defaults, then constraints. */
import { INVALID_OID, oid, type Oid } from '../base/index.js';
import {
  chooseSequenceName,
  createRelation,
  createSequence,
  setDefault,
  setSequenceOwner,
  relationAddress,
  type ColumnSpec,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import { quoteIdentifier, quoteLiteral, type ColumnDef, type Constraint, type CreateStmt, type TableLikeClause } from '../sql/index.js';
import { ACCESS_SHARE, type Waiting } from '../txn/index.js';
import { INT2, INT4, INT8 } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { addConstraints } from './constraints.js';
import { restartSequence } from './drop.js';
import { openRelation } from './relation-lookup.js';
import { parseSequenceOptions } from './sequence-options.js';

const SERIAL: ReadonlyMap<string, Oid> = new Map([
  ['smallserial', INT2],
  ['serial2', INT2],
  ['serial', INT4],
  ['serial4', INT4],
  ['bigserial', INT8],
  ['serial8', INT8],
]);

/** A column of the statement with its pieces sorted out. */
export interface ColumnPlan {
  readonly spec: ColumnSpec;
  readonly serial: Oid;
  readonly identity: Constraint | null;
  readonly defaultClause: Constraint | null;
  readonly generated: Constraint | null;
  /** check, primary, unique, foreign constraints, as table constraints. */
  readonly constraints: readonly Constraint[];
}

export function* runCreateTable(context: CommandContext, statement: CreateStmt): Waiting<string> {
  if (statement.inhRelations.length > 0 && !statement.partbound) throw notSupported('INHERITS');
  if (statement.partspec || statement.partbound) throw notSupported('table partitioning');
  if (statement.ofTypename) throw notSupported('CREATE TABLE OF');
  if (statement.tablespacename !== null && statement.tablespacename !== 'pg_default') {
    throw new PgError('undefined_object', `tablespace "${statement.tablespacename}" does not exist`);
  }
  if (statement.accessMethod !== null && statement.accessMethod !== 'heap') {
    if (statement.accessMethod === 'lsm') throw notSupported('access method "lsm"');
    throw new PgError('undefined_object', `access method "${statement.accessMethod}" does not exist`);
  }
  for (const option of statement.options) checkStorageOption(option.defname);
  if (statement.oncommit !== 'noop' && statement.relation.relpersistence !== 't')
    throw new PgError('invalid_table_definition', 'ON COMMIT can only be used on temporary tables');
  if (statement.oncommit === 'deleteRows' || statement.oncommit === 'drop') throw notSupported('ON COMMIT DELETE ROWS and ON COMMIT DROP');
  const { catalog } = context;
  const schemaId = context.creationSchema(statement.relation);
  const name = statement.relation.relname;
  if (catalog.relationIdNamed(schemaId, name) !== undefined) {
    if (statement.ifNotExists) {
      const notice = new PgError('duplicate_table', `relation "${name}" already exists, skipping`);
      notice.severity = 'NOTICE';
      context.notice(notice);
      return 'CREATE TABLE';
    }
    throw new PgError('duplicate_table', `relation "${name}" already exists`);
  }
  const columns: ColumnPlan[] = [];
  const tableConstraints: Constraint[] = [];
  for (const element of statement.tableElts) {
    if (element.kind === 'ColumnDef') columns.push(planColumn(context, element, name));
    else if (element.kind === 'Constraint') tableConstraints.push(element);
    else columns.push(...(yield* likeColumns(context, element)));
  }
  const constraints = [...columns.flatMap(c => c.constraints), ...tableConstraints];
  // Primary key columns are NOT NULL from the start.
  const keyColumns = new Set(constraints.filter(c => c.contype === 'primary').flatMap(c => c.keys));
  const specs = columns.map(c => (keyColumns.has(c.spec.name) ? { ...c.spec, isNotNull: true } : c.spec));
  const created = yield* createRelation(catalog, {
    name,
    schemaId,
    kind: 'r',
    owner: context.currentUserId,
    persistence: statement.relation.relpersistence,
    columns: specs,
    options: statement.options.map(o => `${o.defname}=${o.arg?.kind === 'AConst' ? String(o.arg.value) : 'true'}`),
  });
  context.transaction.nextCommand();
  yield* finishColumns(context, created.oid, columns);
  yield* addConstraints(context, created.oid, constraints, { isNewTable: true });
  return 'CREATE TABLE';
}

export function checkStorageOption(name: string): void {
  const known = [
    'fillfactor',
    'autovacuum_enabled',
    'toast_tuple_target',
    'parallel_workers',
    'user_catalog_table',
    'vacuum_truncate',
    'log_autovacuum_min_duration',
  ];
  if (!known.includes(name) && !name.startsWith('autovacuum_') && !name.startsWith('toast.'))
    throw new PgError('invalid_parameter_value', `unrecognized parameter "${name}"`);
}

/** Sorts out a column definition. Its position among the columns does not matter yet. */
export function planColumn(context: CommandContext, column: ColumnDef, table: string): ColumnPlan {
  if (!column.typeName) throw new PgError('syntax_error', `column "${column.colname}" has no type`);
  const typeWord = column.typeName.names.length === 1 && column.typeName.arrayBounds.length === 0 ? column.typeName.names[0]! : '';
  const serial = SERIAL.get(typeWord) ?? INVALID_OID;
  const resolved = serial !== INVALID_OID ? { type: serial, typmod: -1 } : context.resolveType(column.typeName);
  const descriptor = context.catalog.typeById(resolved.type);
  if (descriptor?.kind === 'p')
    throw new PgError('invalid_table_definition', `column "${column.colname}" has pseudo-type ${context.typeName(resolved.type, -1)}`);
  if (column.typeName.setof) throw new PgError('invalid_table_definition', `column "${column.colname}" cannot be declared SETOF`);
  let isNotNull = serial !== INVALID_OID;
  let isNull = false;
  let identity: Constraint | null = null;
  let defaultClause: Constraint | null = null;
  let generated: Constraint | null = null;
  const constraints: Constraint[] = [];
  const conflict = (message: string, at: Constraint): never => {
    throw new PgError('syntax_error', message).at(at.location + 1);
  };
  for (const constraint of column.constraints) {
    switch (constraint.contype) {
      case 'notNull':
        if (isNull) conflict(`conflicting NULL/NOT NULL declarations for column "${column.colname}" of table "${table}"`, constraint);
        isNotNull = true;
        break;
      case 'null':
        if (isNotNull) conflict(`conflicting NULL/NOT NULL declarations for column "${column.colname}" of table "${table}"`, constraint);
        isNull = true;
        break;
      case 'default':
        if (defaultClause || serial !== INVALID_OID)
          conflict(`multiple default values specified for column "${column.colname}" of table "${table}"`, constraint);
        defaultClause = constraint;
        break;
      case 'identity':
        if (identity) conflict(`multiple identity specifications for column "${column.colname}" of table "${table}"`, constraint);
        if (resolved.type !== INT2 && resolved.type !== INT4 && resolved.type !== INT8)
          throw new PgError('invalid_parameter_value', 'identity column type must be smallint, integer, or bigint');
        identity = constraint;
        isNotNull = true;
        break;
      case 'generated':
        generated = constraint;
        break;
      case 'primary':
      case 'unique':
        constraints.push({ ...constraint, keys: [column.colname] });
        break;
      case 'foreign':
        constraints.push({ ...constraint, fkAttrs: [column.colname] });
        break;
      case 'check':
        constraints.push(constraint);
        break;
      case 'exclusion':
        throw notSupported('EXCLUDE constraints');
    }
  }
  if (identity && defaultClause) conflict(`both default and identity specified for column "${column.colname}" of table "${table}"`, identity);
  if (generated && defaultClause) conflict(`both default and generation expression specified for column "${column.colname}" of table "${table}"`, generated);
  if (generated && identity) conflict(`both identity and generation expression specified for column "${column.colname}" of table "${table}"`, generated);
  if (
    column.collClause &&
    !['default', 'C', 'POSIX', 'ucs_basic', 'en_US', 'en_US.utf8'].includes(column.collClause.collname[column.collClause.collname.length - 1]!)
  ) {
    throw new PgError('undefined_object', `collation "${column.collClause.collname.join('.')}" for encoding "UTF8" does not exist`).at(
      column.collClause.location + 1,
    );
  }
  return {
    spec: {
      name: column.colname,
      typeId: resolved.type,
      typmod: resolved.typmod,
      collation: descriptor?.collation ?? INVALID_OID,
      isNotNull,
      identity: identity ? identity.generatedWhen : '',
      generated: generated ? 's' : '',
      dimensions: column.typeName.arrayBounds.length,
    },
    serial,
    identity,
    defaultClause,
    generated,
    constraints,
  };
}

function* likeColumns(context: CommandContext, like: TableLikeClause): Waiting<ColumnPlan[]> {
  const unsupported = like.options.filter(
    option => option !== 'defaults' && option !== 'comments' && option !== 'storage' && option !== 'compression' && option !== 'statistics',
  );
  if (unsupported.length > 0) throw notSupported(`LIKE … INCLUDING ${unsupported[0]!.toUpperCase()}`);
  const source = yield* openRelation(context, like.relation, ACCESS_SHARE);
  return source.columns
    .filter(c => !c.isDropped)
    .map((c): ColumnPlan => ({
      spec: { name: c.name, typeId: c.typeId, typmod: c.typmod, collation: c.collation, isNotNull: c.isNotNull },
      serial: INVALID_OID,
      identity: null,
      defaultClause: null,
      generated: null,
      constraints: [],
    }));
}

/** Sequences, defaults and generation expressions of new columns. */
export function* finishColumns(context: CommandContext, relationId: Oid, columns: readonly ColumnPlan[]): Waiting<void> {
  const { catalog } = context;
  let relation = catalog.relationById(relationId)!;
  const numberOf = (name: string): number => relation.columns.find(c => c.name === name && !c.isDropped)!.number;
  for (const column of columns) {
    const { spec } = column;
    const number = numberOf(spec.name);
    if (column.serial !== INVALID_OID || column.identity) {
      const sequence = yield* makeColumnSequence(context, relation, number, column.identity, spec.typeId);
      if (!column.identity) {
        const descriptor = catalog.relationById(sequence)!;
        const text = `nextval('${quoteNameForLiteral(descriptor, catalog.searchPath)}'::regclass)`;
        yield* setDefault(catalog, relationId, number, text, [relationAddress(sequence)]);
      }
    } else if (column.defaultClause) {
      const stored = context.analyzeStored(column.defaultClause.rawExpr!, { kind: 'default', column: spec });
      // DEFAULT NULL is no default.
      if (!(stored.expr.kind === 'const' && stored.expr.value === null)) yield* setDefault(catalog, relationId, number, stored.text, stored.references);
    } else if (column.generated) {
      context.transaction.nextCommand();
      relation = catalog.relationById(relationId)!;
      const stored = context.analyzeStored(column.generated.rawExpr!, { kind: 'generated', relation, column: spec });
      yield* setDefault(catalog, relationId, number, stored.text, stored.references);
    }
    context.transaction.nextCommand();
    relation = catalog.relationById(relationId)!;
  }
}

function quoteNameForLiteral(sequence: RelationDescriptor, searchPath: readonly string[]): string {
  const plain = searchPath.includes(sequence.schema);
  const text = plain ? quoteIdentifier(sequence.name) : `${quoteIdentifier(sequence.schema)}.${quoteIdentifier(sequence.name)}`;
  return quoteLiteral(text).slice(1, -1);
}

export function* makeColumnSequence(
  context: CommandContext,
  relation: RelationDescriptor,
  number: number,
  identity: Constraint | null,
  typeId: Oid,
): Waiting<Oid> {
  const { catalog } = context;
  const column = relation.columns[number - 1]!;
  const name = chooseSequenceName(catalog, relation.name, column.name, relation.schemaId);
  const { options, restart } = parseSequenceOptions(context, identity?.options ?? [], null, typeId);
  const created = yield* createSequence(catalog, {
    ...options,
    name,
    schemaId: relation.schemaId,
    owner: context.currentUserId,
    persistence: relation.persistence,
  });
  context.transaction.nextCommand();
  if (restart !== null) yield* restartSequence(context, catalog.relationById(created.oid)!, Number(restart));
  yield* setSequenceOwner(catalog, created.oid, { table: relation.oid, column: number }, identity ? 'i' : 'a');
  return created.oid;
}

export const NO_OBJECT = oid(0);
