/** CREATE SEQUENCE and ALTER SEQUENCE. */
import type { Oid } from '../base/index.js';
import {
  alterSequence,
  createSequence,
  replaceSequenceFile,
  sequenceOptions,
  sequenceOwner,
  setSequenceOwner,
  type RelationDescriptor,
  type SequenceOptions,
} from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { AlterSeqStmt, CreateSeqStmt, DefElem } from '../sql/index.js';
import { SHARE_ROW_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { findRelation, openRelation, requireKind } from './relation-lookup.js';
import { parseSequenceOptions } from './sequence-options.js';

/** SEQUENCE NAME is for identity columns only. */
function refuseName(options: readonly DefElem[]): void {
  const named = options.find(option => option.defname === 'sequence_name');
  if (named !== undefined) throw new PgError('syntax_error', 'invalid sequence option SEQUENCE NAME').at(named.location + 1);
}

export function* runCreateSequence(context: CommandContext, statement: CreateSeqStmt): Waiting<string> {
  const { catalog } = context;
  const { schemaId, persistence } = yield* context.creationTarget(statement.sequence);
  const name = statement.sequence.relname;
  if (statement.ifNotExists && catalog.relationIdNamed(schemaId, name) !== undefined) {
    sendNotice(context, 'duplicate_table', `relation "${name}" already exists, skipping`);
    return 'CREATE SEQUENCE';
  }
  refuseName(statement.options);
  const { options, ownedBy } = parseSequenceOptions(context, statement.options, null);
  const created = yield* createSequence(catalog, { ...options, name, schemaId, owner: context.currentUserId, persistence });
  if (ownedBy) yield* setOwner(context, catalog.relationById(created.oid)!, ownedBy);
  return 'CREATE SEQUENCE';
}

export function* runAlterSequence(context: CommandContext, statement: AlterSeqStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.missingOk && !findRelation(catalog, statement.sequence)) {
    sendNotice(context, 'successful_completion', `relation "${statement.sequence.relname}" does not exist, skipping`);
    return 'ALTER SEQUENCE';
  }
  const sequence = yield* openRelation(context, statement.sequence, SHARE_ROW_EXCLUSIVE);
  requireKind(sequence, 'S', 'a sequence');
  yield* changeSequence(context, sequence, statement.options);
  return 'ALTER SEQUENCE';
}

/** New options of a sequence, with the counter in a new file: undone by a rollback, unlike nextval and setval. */
export function* changeSequence(context: CommandContext, sequence: RelationDescriptor, elements: readonly DefElem[]): Waiting<void> {
  const { catalog } = context;
  refuseName(elements);
  const parsed = parseSequenceOptions(context, elements, sequenceOptions(catalog, sequence.oid)!);
  if (elements.some(e => e.defname !== 'owned_by')) {
    const current = context.sequenceRow(sequence);
    if (parsed.restart === null) checkCurrent(parsed.options, current.lastValue);
    yield* alterSequence(catalog, sequence.oid, parsed.options);
    yield* replaceSequenceFile(catalog, sequence, parsed.restart ?? current.lastValue, parsed.restart === null && current.isCalled);
  }
  if (parsed.ownedBy) yield* setOwner(context, sequence, parsed.ownedBy);
}

/** The counter must lie within the new bounds. */
function checkCurrent(options: SequenceOptions, last: number | bigint): void {
  if (last < options.min) throw new PgError('invalid_parameter_value', `RESTART value (${last}) cannot be less than MINVALUE (${options.min})`);
  if (last > options.max) throw new PgError('invalid_parameter_value', `RESTART value (${last}) cannot be greater than MAXVALUE (${options.max})`);
}

function* setOwner(context: CommandContext, sequence: RelationDescriptor, names: readonly string[]): Waiting<void> {
  const { catalog } = context;
  const id: Oid = sequence.oid;
  const present = sequenceOwner(catalog, id);
  if (present?.type === 'i') {
    throw new PgError('feature_not_supported', 'cannot change ownership of identity sequence', {
      detail: `Sequence "${sequence.name}" is linked to table "${catalog.relationById(present.table)?.name}".`,
    });
  }
  if (names.length === 1) {
    if (names[0]!.toLowerCase() !== 'none')
      throw new PgError('syntax_error', 'invalid OWNED BY option', { hint: 'Specify OWNED BY table.column or OWNED BY NONE.' });
    yield* setSequenceOwner(catalog, id, null);
    return;
  }
  const table = catalog.relation(names.length > 2 ? names[names.length - 3]! : null, names[names.length - 2]!);
  if (!table) throw new PgError('undefined_table', `relation "${names.slice(0, -1).join('.')}" does not exist`);
  if (!'rvpf'.includes(table.kind)) {
    throw new PgError('wrong_object_type', `sequence cannot be owned by relation "${table.name}"`, {
      detail: `This operation is not supported for ${table.kind === 'i' ? 'indexes' : table.kind === 'S' ? 'sequences' : 'this kind of relation'}.`,
    });
  }
  if (table.owner !== sequence.owner) throw new PgError('object_not_in_prerequisite_state', 'sequence must have same owner as table it is linked to');
  if (table.schemaId !== sequence.schemaId) throw new PgError('object_not_in_prerequisite_state', 'sequence must be in same schema as table it is linked to');
  const column = table.columns.find(c => c.name === names[names.length - 1] && !c.isDropped);
  if (!column) throw new PgError('undefined_column', `column "${names[names.length - 1]}" of relation "${table.name}" does not exist`);
  yield* setSequenceOwner(catalog, id, { table: table.oid, column: column.number });
}
