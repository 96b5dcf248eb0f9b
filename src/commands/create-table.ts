/** CREATE TABLE: columns, serial and identity sequences, defaults, then constraints, then what LIKE clauses bring along. */
import { createRelation, type ColumnSpec } from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { Constraint, CreateStmt } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { finishColumns, planColumn, type ColumnPlan } from './column-definition.js';
import type { CommandContext } from './command-context.js';
import { addConstraints } from './constraints.js';
import { expandLike, likeColumns, openLike, type LikeSource } from './like-clause.js';
import { sendNotice } from './notices.js';
import { storageOptions } from './storage-options.js';

/** Access methods of tables: the one there is, and those that are to come. */
export function checkTableMethod(name: string | null): void {
  if (name === null || name === 'heap') return;
  if (name === 'lsm') throw notSupported('access method "lsm"');
  throw new PgError('undefined_object', `access method "${name}" does not exist`);
}

export function checkTablespace(name: string | null): void {
  if (name === null || name === '' || name === 'pg_default') return;
  if (name === 'pg_global') throw new PgError('invalid_parameter_value', 'only shared relations can be placed in pg_global tablespace');
  throw new PgError('undefined_object', `tablespace "${name}" does not exist`);
}

export function* runCreateTable(context: CommandContext, statement: CreateStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.inhRelations.length > 0 && !statement.partbound) throw notSupported('INHERITS');
  if (statement.partspec || statement.partbound) throw notSupported('table partitioning');
  if (statement.ofTypename) throw notSupported('CREATE TABLE OF');
  const { schemaId, persistence } = yield* context.creationTarget(statement.relation);
  const name = statement.relation.relname;
  if (statement.ifNotExists && catalog.relationIdNamed(schemaId, name) !== undefined) {
    sendNotice(context, 'duplicate_table', `relation "${name}" already exists, skipping`);
    return 'CREATE TABLE';
  }
  const columns: ColumnPlan[] = [];
  const constraints: Constraint[] = [];
  const sources: LikeSource[] = [];
  for (const element of statement.tableElts) {
    if (element.kind === 'Constraint') constraints.push(element);
    else if (element.kind === 'ColumnDef') {
      const plan = planColumn(context, element, name);
      columns.push(plan);
      constraints.push(...plan.constraints);
    } else {
      const source = yield* openLike(context, element);
      sources.push(source);
      columns.push(...likeColumns(context, source));
    }
  }
  checkColumnNames(columns);
  const primary = constraints.filter(c => c.contype === 'primary');
  if (primary.length > 1)
    throw new PgError('invalid_table_definition', `multiple primary keys for table "${name}" are not allowed`).at(primary[1]!.location + 1);
  if (statement.oncommit !== 'noop' && persistence !== 't') throw new PgError('invalid_table_definition', 'ON COMMIT can only be used on temporary tables');
  checkTablespace(statement.tablespacename);
  checkTableMethod(statement.accessMethod);
  const options = storageOptions(statement.options, 'table');
  // Primary key columns are NOT NULL from the start.
  const keyColumns = new Set(primary.flatMap(c => c.keys));
  const specs: ColumnSpec[] = columns.map(c => (keyColumns.has(c.spec.name) ? { ...c.spec, isNotNull: true } : c.spec));
  const created = yield* createRelation(catalog, { name, schemaId, kind: 'r', owner: context.currentUserId, persistence, columns: specs, options });
  yield* finishColumns(context, created.oid, columns);
  yield* addConstraints(context, created.oid, constraints, { isNewTable: true });
  for (const source of sources) yield* expandLike(context, created.oid, source, columns);
  if (statement.oncommit === 'deleteRows' || statement.oncommit === 'drop') context.onCommitAction(created.oid, statement.oncommit);
  return 'CREATE TABLE';
}

function checkColumnNames(columns: readonly ColumnPlan[]): void {
  const seen = new Set<string>();
  for (const { spec } of columns) {
    if (seen.has(spec.name)) throw new PgError('duplicate_column', `column "${spec.name}" specified more than once`);
    seen.add(spec.name);
  }
}
