/** CREATE SCHEMA, with the objects made along with it. */
import { createSchema } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { CreateSchemaStmt, GrantStmt, Statement } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { roleId } from './roles.js';

/** Runs another command in the same context. */
type RunCommand = (statement: Statement, context: CommandContext) => Waiting<string>;

export function* runCreateSchema(context: CommandContext, statement: CreateSchemaStmt, run: RunCommand): Waiting<string> {
  const { catalog } = context;
  const owner = statement.authrole ? roleId(context, statement.authrole) : context.currentUserId;
  const name = statement.schemaname ?? catalog.role(owner)?.name ?? context.currentUser;
  if (name.startsWith('pg_'))
    throw new PgError('reserved_name', `unacceptable schema name "${name}"`, { detail: 'The prefix "pg_" is reserved for system schemas.' });
  if (statement.ifNotExists && catalog.schemaId(name) !== undefined) {
    sendNotice(context, 'duplicate_schema', `schema "${name}" already exists, skipping`);
    return 'CREATE SCHEMA';
  }
  yield* createSchema(catalog, name, owner);
  // Tables before what needs them, as PostgreSQL sorts the elements.
  const order = ['CreateSeqStmt', 'CreateStmt', 'ViewStmt', 'IndexStmt', 'CreateTrigStmt', 'GrantStmt'];
  const elements = [...statement.schemaElts].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const inSchema = context.withSchema(name);
  for (const element of elements) yield* run(element.kind === 'GrantStmt' ? placedGrant(context, element, name) : placed(element, name), inSchema);
  return 'CREATE SCHEMA';
}

type Element = CreateSchemaStmt['schemaElts'][number];

/** Names without schema are looked for in the new one first. */
function placedGrant(context: CommandContext, grant: GrantStmt, schema: string): GrantStmt {
  const objects = grant.objects.map(object =>
    object.kind === 'RangeVar' && object.schemaname === null && context.catalog.relation(schema, object.relname) !== undefined
      ? { ...object, schemaname: schema }
      : object,
  );
  return { ...grant, objects };
}

/** The element with its relation in the new schema; another schema written there is an error. */
function placed(element: Element, schema: string): Element {
  const place = <R extends { readonly schemaname: string | null }>(relation: R): R => {
    if (relation.schemaname !== null && relation.schemaname !== schema)
      throw new PgError('invalid_schema_definition', `CREATE specifies a schema (${relation.schemaname}) different from the one being created (${schema})`);
    return { ...relation, schemaname: schema };
  };
  switch (element.kind) {
    case 'CreateStmt':
      return { ...element, relation: place(element.relation) };
    case 'ViewStmt':
      return { ...element, view: place(element.view) };
    case 'CreateSeqStmt':
      return { ...element, sequence: place(element.sequence) };
    case 'IndexStmt':
      return { ...element, relation: place(element.relation) };
    default:
      return element;
  }
}
