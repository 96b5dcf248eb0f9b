/** CREATE SEQUENCE and ALTER SEQUENCE. */
import { alterSequence, createSequence, sequenceOptions, setSequenceOwner } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { AlterSeqStmt, CreateSeqStmt } from '../sql/index.js';
import { SHARE_ROW_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { restartSequence } from './drop.js';
import { findRelation, openRelation, relationText, requireKind } from './relation-lookup.js';
import { parseSequenceOptions } from './sequence-options.js';

const toInt8 = (n: bigint): number | bigint => (n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n);

export function* runCreateSequence(context: CommandContext, statement: CreateSeqStmt): Waiting<string> {
  const { catalog } = context;
  const schemaId = context.creationSchema(statement.sequence);
  const name = statement.sequence.relname;
  if (statement.ifNotExists && catalog.relationIdNamed(schemaId, name) !== undefined) {
    const notice = new PgError('duplicate_table', `relation "${name}" already exists, skipping`);
    notice.severity = 'NOTICE';
    context.notice(notice);
    return 'CREATE SEQUENCE';
  }
  const { options, ownedBy } = parseSequenceOptions(context, statement.options, null);
  const created = yield* createSequence(catalog, { ...options, name, schemaId, owner: context.currentUserId, persistence: statement.sequence.relpersistence });
  context.transaction.nextCommand();
  if (ownedBy) yield* setOwner(context, created.oid, ownedBy);
  return 'CREATE SEQUENCE';
}

export function* runAlterSequence(context: CommandContext, statement: AlterSeqStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.missingOk && !findRelation(catalog, statement.sequence)) {
    const notice = new PgError('undefined_table', `relation "${relationText(statement.sequence)}" does not exist, skipping`);
    notice.severity = 'NOTICE';
    context.notice(notice);
    return 'ALTER SEQUENCE';
  }
  const sequence = yield* openRelation(context, statement.sequence, SHARE_ROW_EXCLUSIVE);
  requireKind(sequence, 'S', 'a sequence');
  const parsed = parseSequenceOptions(context, statement.options, sequenceOptions(catalog, sequence.oid)!);
  yield* alterSequence(catalog, sequence.oid, parsed.options);
  if (parsed.restart !== null) yield* restartSequence(context, sequence, toInt8(parsed.restart));
  if (parsed.ownedBy) yield* setOwner(context, sequence.oid, parsed.ownedBy);
  return 'ALTER SEQUENCE';
}

function* setOwner(context: CommandContext, sequence: import('../base/index.js').Oid, names: readonly string[]): Waiting<void> {
  if (names.length === 1 && names[0]!.toLowerCase() === 'none') {
    yield* setSequenceOwner(context.catalog, sequence, null);
    return;
  }
  if (names.length < 2) throw new PgError('syntax_error', 'invalid OWNED BY option', { hint: 'Specify OWNED BY table.column or OWNED BY NONE.' });
  const table = context.catalog.relation(names.length > 2 ? names[names.length - 3]! : null, names[names.length - 2]!);
  if (!table) throw new PgError('undefined_table', `relation "${names.slice(0, -1).join('.')}" does not exist`);
  const column = table.columns.find(c => c.name === names[names.length - 1] && !c.isDropped);
  if (!column) throw new PgError('undefined_column', `column "${names[names.length - 1]}" of relation "${table.name}" does not exist`);
  yield* setSequenceOwner(context.catalog, sequence, { table: table.oid, column: column.number });
}
