/** ALTER TABLE … SET LOGGED / UNLOGGED: the table moves to files of the other kind, with its indexes and owned sequences. */
import { ownedSequences, replaceSequenceFile, setPersistence, type RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { CommandContext } from './command-context.js';

type Rewrite = (context: CommandContext, before: RelationDescriptor, change: (row: Datum[]) => Datum[]) => Waiting<void>;

export function* changePersistence(context: CommandContext, relation: RelationDescriptor, to: 'p' | 'u', rewrite: Rewrite): Waiting<void> {
  const { catalog } = context;
  if (relation.persistence === 't')
    throw new PgError('invalid_table_definition', `cannot change logged status of table "${relation.name}" because it is temporary`);
  if (relation.persistence === to) return;
  const word = to === 'p' ? 'logged' : 'unlogged';
  for (const constraint of relation.constraints) {
    if (to !== 'p' || constraint.kind !== 'f' || constraint.referencedRelation === relation.oid) continue;
    const other = catalog.relationById(constraint.referencedRelation)!;
    if (other.persistence !== 'p')
      throw new PgError(
        'invalid_table_definition',
        `could not change table "${relation.name}" to ${word} because it references unlogged table "${other.name}"`,
      );
  }
  for (const reference of relation.referencedBy) {
    if (to !== 'u' || reference.relation === relation.oid) continue;
    const other = catalog.relationById(reference.relation)!;
    if (other.persistence === 'p')
      throw new PgError(
        'invalid_table_definition',
        `could not change table "${relation.name}" to ${word} because it is referenced by logged table "${other.name}"`,
      );
  }
  yield* setPersistence(catalog, relation, to);
  if (relation.kind === 'S') {
    yield* moveSequence(context, relation);
    return;
  }
  for (const column of relation.columns) {
    for (const id of ownedSequences(catalog, relation.oid, column.number)) {
      const sequence = catalog.relationById(id)!;
      yield* setPersistence(catalog, sequence, to);
      yield* moveSequence(context, sequence);
    }
  }
  yield* rewrite(context, relation, row => row);
}

function* moveSequence(context: CommandContext, before: RelationDescriptor): Waiting<void> {
  const row = context.sequenceRow(before);
  yield* replaceSequenceFile(context.catalog, context.catalog.relationById(before.oid)!, row.lastValue, row.isCalled);
}
