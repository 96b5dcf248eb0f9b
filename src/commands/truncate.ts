/** TRUNCATE gives the tables new, empty files; the old ones go at commit. */
import { ownedSequences, replaceFiles, replaceSequenceFile, sequenceOptions, type RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { TruncateStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { openRelation, requireKind, requireNotSystem } from './relation-lookup.js';

export function* runTruncate(context: CommandContext, statement: TruncateStmt): Waiting<string> {
  const { catalog } = context;
  const relations: RelationDescriptor[] = [];
  for (const name of statement.relations) {
    const relation = yield* openRelation(context, name, ACCESS_EXCLUSIVE);
    requireKind(relation, 'r', 'a table');
    requireNotSystem(relation);
    if (!relations.some(r => r.oid === relation.oid)) relations.push(relation);
  }
  // Tables with foreign keys to a truncated one must be truncated too.
  for (let i = 0; i < relations.length; i++) {
    const referenced = relations[i]!;
    for (const reference of referenced.referencedBy) {
      if (relations.some(r => r.oid === reference.relation)) continue;
      const other = catalog.relationById(reference.relation)!;
      if (statement.behavior !== 'cascade') {
        throw new PgError('feature_not_supported', 'cannot truncate a table referenced in a foreign key constraint', {
          detail: `Table "${other.name}" references "${referenced.name}".`,
          hint: `Truncate table "${other.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        });
      }
      yield* context.lock(other.oid, ACCESS_EXCLUSIVE);
      sendNotice(context, 'successful_completion', `truncate cascades to table "${other.name}"`);
      relations.push(catalog.relationById(other.oid)!);
    }
  }
  for (const relation of relations) context.requireUnused(relation, 'TRUNCATE');
  for (const relation of relations) {
    catalog.truncating(relation.fileId);
    yield* replaceFiles(catalog, catalog.relationById(relation.oid)!);
    if (!statement.restartSeqs) continue;
    for (const column of relation.columns) {
      for (const id of ownedSequences(catalog, relation.oid, column.number)) {
        yield* restartSequence(context, catalog.relationById(id)!, sequenceOptions(catalog, id)!.start);
      }
    }
  }
  return 'TRUNCATE TABLE';
}

/** ALTER SEQUENCE RESTART and TRUNCATE … RESTART IDENTITY are transactional: the counter moves to a new file. */
export function* restartSequence(context: CommandContext, sequence: RelationDescriptor, value: number | bigint): Waiting<void> {
  yield* replaceSequenceFile(context.catalog, sequence, value);
}
