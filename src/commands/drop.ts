/** DROP of tables, indexes, sequences, views, schemas, types and the rest. */
import { oid } from '../base/index.js';
import { address, CLASS, dropObjects, objectsToDrop, pgConstraint, relationAddress, schemaAddress, typeAddress, type ObjectAddress } from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { DropStmt, ObjectType } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { rareDropTag, rareMissing } from './drop-rare.js';
import { extensionToDrop } from './extensions.js';
import { sendDropNotice, sendNotice } from './notices.js';
import { findRelation, requireNotSystem } from './relation-lookup.js';
import { findType, nameAsRange, namesOf } from './type-lookup.js';

interface RelationFacts {
  readonly kinds: string;
  readonly word: string;
  readonly article: string;
  readonly tag: string;
}

const RELATIONS: Readonly<Partial<Record<ObjectType, RelationFacts>>> = {
  table: { kinds: 'rp', word: 'table', article: 'a table', tag: 'TABLE' },
  index: { kinds: 'i', word: 'index', article: 'an index', tag: 'INDEX' },
  sequence: { kinds: 'S', word: 'sequence', article: 'a sequence', tag: 'SEQUENCE' },
  view: { kinds: 'v', word: 'view', article: 'a view', tag: 'VIEW' },
  matview: { kinds: 'm', word: 'materialized view', article: 'a materialized view', tag: 'MATERIALIZED VIEW' },
  foreignTable: { kinds: 'f', word: 'foreign table', article: 'a foreign table', tag: 'FOREIGN TABLE' },
};

/** What a relation of a kind is, for the hint about the right DROP. */
function factsOfKind(kind: string): { readonly article: string; readonly tag: string } {
  if (kind === 'c') return { article: 'a type', tag: 'TYPE' };
  return Object.values(RELATIONS).find(f => f.kinds.includes(kind)) ?? RELATIONS.table!;
}

const TAGS: Readonly<Partial<Record<ObjectType, string>>> = { statisticExt: 'STATISTICS', tabConstraint: 'CONSTRAINT' };

export function* runDrop(context: CommandContext, statement: DropStmt): Waiting<string> {
  const { catalog } = context;
  const relation = RELATIONS[statement.removeType];
  if (statement.concurrent && context.isInTransactionBlock)
    throw new PgError('active_sql_transaction', 'DROP INDEX CONCURRENTLY cannot run inside a transaction block');
  if (statement.concurrent && statement.objects.length > 1)
    throw new PgError('feature_not_supported', 'DROP INDEX CONCURRENTLY does not support dropping multiple objects');
  if (statement.concurrent && statement.behavior === 'cascade') throw new PgError('feature_not_supported', 'DROP INDEX CONCURRENTLY does not support CASCADE');
  const objects: ObjectAddress[] = [];
  for (const object of statement.objects) {
    const names = namesOf(object);
    const found = relation ? yield* relationObject(context, names, relation, statement) : otherObject(context, statement, object, names);
    if (found && !objects.some(o => o.classId === found.classId && o.objectId === found.objectId)) objects.push(found);
  }
  if (objects.length > 0) {
    yield* lockDoomed(context, objects, statement.behavior);
    sendDropNotice(context, yield* dropObjects(catalog, objects, statement.behavior));
  }
  return `DROP ${relation?.tag ?? TAGS[statement.removeType] ?? rareDropTag(statement.removeType) ?? statement.removeType.toUpperCase()}`;
}

/** Everything that will go along is locked first: somebody may be reading it. */
function* lockDoomed(context: CommandContext, objects: readonly ObjectAddress[], behavior: DropStmt['behavior']): Waiting<void> {
  const { catalog } = context;
  for (const doomed of objectsToDrop(catalog, objects, behavior)) {
    const relation =
      doomed.classId === CLASS.relation
        ? catalog.relationById(oid(doomed.objectId))
        : doomed.classId === CLASS.constraint
          ? relationOfConstraint(context, doomed.objectId)
          : undefined;
    if (!relation || relation.isSystem || relation.kind === 'i') continue;
    yield* context.lock(relation.oid, ACCESS_EXCLUSIVE);
    if (doomed.classId === CLASS.relation) context.requireUnused(relation, doomed.subId === 0 ? 'DROP TABLE' : 'ALTER TABLE');
  }
}

function relationOfConstraint(context: CommandContext, id: number) {
  const row = context.catalog.rowOf(pgConstraint, oid(id))?.row;
  return row === undefined || row.conrelid === 0 ? undefined : context.catalog.relationById(row.conrelid);
}

function* relationObject(context: CommandContext, names: readonly string[], facts: RelationFacts, statement: DropStmt): Waiting<ObjectAddress | null> {
  const { catalog } = context;
  if (names.length > 3) throw new PgError('syntax_error', `improper relation name (too many dotted names): ${names.join('.')}`);
  const name = nameAsRange(names);
  const found = findRelation(catalog, name);
  if (!found) {
    const isSchemaMissing = name.schemaname !== null && catalog.schemaId(name.schemaname) === undefined;
    const message = isSchemaMissing ? `schema "${name.schemaname}" does not exist` : `${facts.word} "${name.relname}" does not exist`;
    if (statement.missingOk) {
      sendNotice(context, 'successful_completion', `${message}, skipping`);
      return null;
    }
    if (isSchemaMissing) throw new PgError('invalid_schema_name', message);
    throw new PgError(facts.word === 'index' || facts.word === 'foreign table' ? 'undefined_object' : 'undefined_table', message);
  }
  if (!facts.kinds.includes(found.kind)) {
    const right = factsOfKind(found.kind);
    throw new PgError('wrong_object_type', `"${found.name}" is not ${facts.article}`, { hint: `Use DROP ${right.tag} to remove ${right.article}.` });
  }
  requireNotSystem(found);
  if (facts.kinds === 'i') {
    // The table first: whoever works on it expects its indexes to stay.
    const table = catalog.tableOfIndex(found.oid);
    if (table) yield* context.lock(table.oid, ACCESS_EXCLUSIVE);
    if (table) context.requireUnused(table, 'DROP INDEX');
  }
  yield* context.lock(found.oid, ACCESS_EXCLUSIVE);
  // The wait may have been for another's DROP.
  if (!catalog.relationById(found.oid)) return yield* relationObject(context, names, facts, statement);
  return relationAddress(found.oid);
}

function otherObject(context: CommandContext, statement: DropStmt, object: DropStmt['objects'][number], names: readonly string[]): ObjectAddress | null {
  const { catalog } = context;
  const missing = (state: 'undefined_object' | 'invalid_schema_name' | 'undefined_function', message: string): null => {
    if (!statement.missingOk) throw new PgError(state, message);
    sendNotice(context, 'successful_completion', `${message}, skipping`);
    return null;
  };
  const last = names[names.length - 1] ?? '';
  switch (statement.removeType) {
    case 'schema': {
      const id = catalog.schemaId(last);
      return id === undefined ? missing('invalid_schema_name', `schema "${last}" does not exist`) : schemaAddress(id);
    }
    case 'type':
    case 'domain': {
      const schema = names.length > 1 ? names[names.length - 2]! : null;
      if (schema !== null && catalog.schemaId(schema) === undefined) return missing('invalid_schema_name', `schema "${schema}" does not exist`);
      const type = findType(context, names);
      if (!type) return missing('undefined_object', `type "${names.join('.')}" does not exist`);
      if (statement.removeType === 'domain' && type.kind !== 'd') throw new PgError('wrong_object_type', `"${names.join('.')}" is not a domain`);
      return typeAddress(type.oid);
    }
    case 'extension':
      return extensionToDrop(context, last) ?? missing('undefined_object', `extension "${last}" does not exist`);
    case 'collation':
      return collationToDrop(context, names) ?? missing('undefined_object', `collation "${names.join('.')}" ${forEncoding(statement)}does not exist`);
    case 'trigger':
    case 'rule':
    case 'policy': {
      const table = names.slice(0, -1);
      const relation = findRelation(catalog, nameAsRange(table));
      if (!relation) return missingRelationOf(context, statement, table);
      if (!statement.missingOk && statement.removeType !== 'rule')
        throw new PgError('undefined_object', `${statement.removeType} "${last}" for table "${relation.name}" does not exist`);
      return missing('undefined_object', `${statement.removeType} "${last}" for relation "${relation.name}" does not exist`);
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine': {
      if (object.kind !== 'ObjectWithArgs') throw notSupported(`DROP ${statement.removeType.toUpperCase()}`);
      const text = object.objname.join('.');
      const word = statement.removeType === 'routine' && !statement.missingOk && !object.argsUnspecified ? 'function' : statement.removeType;
      if (object.argsUnspecified)
        return missing('undefined_function', statement.missingOk ? `${word} ${text}() does not exist` : `could not find a ${word} named "${text}"`);
      // The notice repeats the types as written, the error names them properly.
      const typeText = (t: NonNullable<(typeof object.objargs)[number]>): string =>
        statement.missingOk ? t.names.join('.') : context.typeName(context.resolveType(t).type, -1);
      const types = object.objargs.map(t => (t === null ? 'NONE' : typeText(t)));
      return missing('undefined_function', `${word} ${text}(${types.join(statement.missingOk ? ',' : ', ')}) does not exist`);
    }
    default: {
      const message = rareMissing(context, statement.removeType, names);
      if (message === undefined) throw notSupported(`DROP ${statement.removeType.toUpperCase()}`);
      return missing(message.startsWith('schema ') ? 'invalid_schema_name' : 'undefined_object', message);
    }
  }
}

/** The notice about a missing collation leaves the encoding out. */
const forEncoding = (statement: DropStmt): string => (statement.missingOk ? '' : 'for encoding "UTF8" ');

function collationToDrop({ catalog }: CommandContext, names: readonly string[]): ObjectAddress | undefined {
  const found = catalog.collation(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
  return found === undefined ? undefined : address(CLASS.collation, found.oid);
}

function missingRelationOf(context: CommandContext, statement: DropStmt, table: readonly string[]): null {
  const message = `relation "${table.join('.')}" does not exist`;
  if (!statement.missingOk) throw new PgError('undefined_table', message);
  sendNotice(context, 'successful_completion', `${message}, skipping`);
  return null;
}
