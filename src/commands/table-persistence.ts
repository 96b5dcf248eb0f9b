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
  for (const constraint of relation.constraints) {
    if (to === 'p' && constraint.kind === 'f') requireSame(relation, catalog.relationById(constraint.referencedRelation)!, constraint.name, to);
  }
  if (to === 'u') for (const { relation: id, constraint } of relation.referencedBy) requireSame(relation, catalog.relationById(id)!, constraint.name, to);
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

/** A logged table must not depend on an unlogged one. */
function requireSame(relation: RelationDescriptor, other: RelationDescriptor, constraint: string, to: 'p' | 'u'): void {
  if (other.oid === relation.oid || other.persistence === to) return;
  const words = to === 'p' ? ['logged', 'unlogged'] : ['unlogged', 'logged'];
  throw new PgError(
    'invalid_table_definition',
    `could not change table "${relation.name}" to ${words[0]} because it references ${words[1]} table "${other.name}"`,
    {
      schema: relation.schema,
      table: relation.name,
      constraint,
    },
  );
}

function* moveSequence(context: CommandContext, before: RelationDescriptor): Waiting<void> {
  const row = context.sequenceRow(before);
  yield* replaceSequenceFile(context.catalog, context.catalog.relationById(before.oid)!, row.lastValue, row.isCalled);
}
