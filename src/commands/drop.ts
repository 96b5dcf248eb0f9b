/** DROP of tables, indexes, sequences, views, schemas, types, and TRUNCATE. */
import {
  CLASS,
  address,
  dropObjects,
  ownedSequences,
  relationAddress,
  replaceFiles,
  replaceSequenceFile,
  schemaAddress,
  sequenceOptions,
  typeAddress,
  type ObjectAddress,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { DropStmt, ObjectType, RangeVar, TruncateStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { findRelation, openRelation, relationText, requireKind, requireNotSystem } from './relation-lookup.js';

const RELATION_KINDS: Partial<Record<ObjectType, { readonly kinds: string; readonly word: string; readonly tag: string }>> = {
  table: { kinds: 'rp', word: 'table', tag: 'DROP TABLE' },
  index: { kinds: 'i', word: 'index', tag: 'DROP INDEX' },
  sequence: { kinds: 'S', word: 'sequence', tag: 'DROP SEQUENCE' },
  view: { kinds: 'v', word: 'view', tag: 'DROP VIEW' },
  matview: { kinds: 'm', word: 'materialized view', tag: 'DROP MATERIALIZED VIEW' },
};

const ARTICLE: Readonly<Record<string, string>> = {
  table: 'a table',
  index: 'an index',
  sequence: 'a sequence',
  view: 'a view',
  'materialized view': 'a materialized view',
};
const DROP_WORD: Readonly<Record<string, string>> = { r: 'TABLE', i: 'INDEX', S: 'SEQUENCE', v: 'VIEW', m: 'MATERIALIZED VIEW', c: 'TYPE' };

export function* runDrop(context: CommandContext, statement: DropStmt): Waiting<string> {
  const relationKind = RELATION_KINDS[statement.removeType];
  const objects: ObjectAddress[] = [];
  for (const object of statement.objects) {
    const names = object.kind === 'NameList' ? object.names : object.kind === 'TypeName' ? object.names : null;
    if (names === null) throw notSupported(`DROP ${statement.removeType.toUpperCase()}`);
    const found = relationKind ? yield* relationObject(context, names, relationKind, statement) : otherObject(context, names, statement);
    if (found) objects.push(found);
  }
  if (objects.length > 0) {
    const notice = yield* dropObjects(context.catalog, objects, statement.behavior);
    if (notice) {
      const report = new PgError('successful_completion', notice.message, notice.detail ? { detail: notice.detail } : undefined);
      report.severity = 'NOTICE';
      context.notice(report);
    }
  }
  return relationKind?.tag ?? `DROP ${statement.removeType.toUpperCase()}`;
}

function rangeVar(names: readonly string[]): RangeVar {
  if (names.length > 3) throw new PgError('syntax_error', `improper relation name (too many dotted names): ${names.join('.')}`);
  return {
    kind: 'RangeVar',
    catalogname: null,
    schemaname: names.length > 1 ? names[names.length - 2]! : null,
    relname: names[names.length - 1]!,
    inh: true,
    relpersistence: 'p',
    alias: null,
    location: -1,
  };
}

function* relationObject(
  context: CommandContext,
  names: readonly string[],
  kind: { readonly kinds: string; readonly word: string },
  statement: DropStmt,
): Waiting<ObjectAddress | null> {
  const name = rangeVar(names);
  const found = findRelation(context.catalog, name);
  if (!found) {
    const text = relationText(name);
    if (statement.missingOk) {
      const schemaMissing = name.schemaname !== null && context.catalog.schemaId(name.schemaname) === undefined;
      skip(context, schemaMissing ? `schema "${name.schemaname}" does not exist, skipping` : `${kind.word} "${text}" does not exist, skipping`);
      return null;
    }
    if (name.schemaname !== null && context.catalog.schemaId(name.schemaname) === undefined)
      throw new PgError('invalid_schema_name', `schema "${name.schemaname}" does not exist`);
    throw new PgError(kind.word === 'index' ? 'undefined_object' : 'undefined_table', `${kind.word} "${text}" does not exist`);
  }
  if (!kind.kinds.includes(found.kind)) {
    throw new PgError('wrong_object_type', `"${found.name}" is not ${ARTICLE[kind.word]}`, {
      hint: `Use DROP ${DROP_WORD[found.kind] ?? 'TABLE'} to remove ${ARTICLE[RELATION_KINDS_BY_KIND[found.kind] ?? 'table']}.`,
    });
  }
  requireNotSystem(found);
  yield* context.lock(found.oid, ACCESS_EXCLUSIVE);
  if (kind.kinds === 'i') {
    const table = context.catalog.tableOfIndex(found.oid);
    if (table) yield* context.lock(table.oid, ACCESS_EXCLUSIVE);
  }
  return relationAddress(found.oid);
}

const RELATION_KINDS_BY_KIND: Readonly<Record<string, string>> = { r: 'table', i: 'index', S: 'sequence', v: 'view', m: 'materialized view' };

function skip(context: CommandContext, message: string): void {
  const notice = new PgError('successful_completion', message);
  notice.severity = 'NOTICE';
  context.notice(notice);
}

function otherObject(context: CommandContext, names: readonly string[], statement: DropStmt): ObjectAddress | null {
  const { catalog } = context;
  const last = names[names.length - 1]!;
  const qualifier = names.length > 1 ? names[names.length - 2]! : null;
  switch (statement.removeType) {
    case 'schema': {
      const id = catalog.schemaId(last);
      if (id === undefined) {
        if (statement.missingOk) {
          skip(context, `schema "${last}" does not exist, skipping`);
          return null;
        }
        throw new PgError('invalid_schema_name', `schema "${last}" does not exist`);
      }
      return schemaAddress(id);
    }
    case 'type':
    case 'domain': {
      const type = catalog.type(qualifier, last);
      if (!type) {
        if (statement.missingOk) {
          skip(context, `type "${names.join('.')}" does not exist, skipping`);
          return null;
        }
        throw new PgError('undefined_object', `type "${names.join('.')}" does not exist`);
      }
      if (statement.removeType === 'domain' && type.kind !== 'd') throw new PgError('wrong_object_type', `"${last}" is not a domain`);
      return type.kind === 'c' ? relationAddress(type.relationId) : typeAddress(type.oid);
    }
    case 'extension':
      if (statement.missingOk) {
        skip(context, `extension "${last}" does not exist, skipping`);
        return null;
      }
      throw new PgError('undefined_object', `extension "${last}" does not exist`);
    default:
      throw notSupported(`DROP ${statement.removeType.toUpperCase()}`);
  }
}

/** TRUNCATE gives the tables new, empty files; the old ones go at commit. */
export function* runTruncate(context: CommandContext, statement: TruncateStmt): Waiting<string> {
  const relations: RelationDescriptor[] = [];
  for (const name of statement.relations) {
    const relation = yield* openRelation(context, name, ACCESS_EXCLUSIVE);
    requireKind(relation, 'r', 'a table');
    requireNotSystem(relation);
    if (!relations.some(r => r.oid === relation.oid)) relations.push(relation);
  }
  // Tables with foreign keys to a truncated one must be truncated too.
  for (let i = 0; i < relations.length; i++) {
    for (const reference of relations[i]!.referencedBy) {
      if (relations.some(r => r.oid === reference.relation)) continue;
      const other = context.catalog.relationById(reference.relation)!;
      if (statement.behavior !== 'cascade') {
        throw new PgError('feature_not_supported', 'cannot truncate a table referenced in a foreign key constraint', {
          detail: `Table "${other.name}" references "${relations[i]!.name}".`,
          hint: `Truncate table "${other.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        });
      }
      yield* context.lock(other.oid, ACCESS_EXCLUSIVE);
      skip(context, `truncate cascades to table "${other.name}"`);
      relations.push(context.catalog.relationById(other.oid)!);
    }
  }
  for (const relation of relations) {
    yield* replaceFiles(context.catalog, relation);
    context.transaction.nextCommand();
    if (!statement.restartSeqs) continue;
    for (const column of relation.columns) {
      for (const id of ownedSequences(context.catalog, relation.oid, column.number)) {
        const options = sequenceOptions(context.catalog, id)!;
        yield* restartSequence(context, context.catalog.relationById(id)!, options.start);
      }
    }
  }
  return 'TRUNCATE TABLE';
}

/** ALTER SEQUENCE RESTART and TRUNCATE … RESTART IDENTITY are transactional: the counter moves to a new file. */
export function* restartSequence(context: CommandContext, sequence: RelationDescriptor, value: number | bigint): Waiting<void> {
  yield* replaceSequenceFile(context.catalog, sequence, value);
  context.transaction.nextCommand();
}

export { CLASS, address };
