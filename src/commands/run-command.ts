/** Utility statements: everything that is neither a query nor about the session itself. */
import { notSupported } from '../errors/index.js';
import type { Statement } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { runAlterTable } from './alter-table.js';
import { runVacuumOrAnalyze } from './vacuum.js';
import type { CommandContext } from './command-context.js';
import { commandName } from './command-names.js';
import { runCreateCollation, runRefreshCollation } from './collations.js';
import { runComment } from './comments.js';
import { runCopyFrom } from './copy/copy-from.js';
import { runCopyTo } from './copy/copy-to.js';
import { runCreateIndex } from './create-index.js';
import { runCreateTable } from './create-table.js';
import { runDropNamed } from './drop-rare.js';
import { runDrop } from './drop.js';
import { runAlterExtension, runCreateExtension } from './extensions.js';
import { runGrant } from './grants.js';
import { runLock } from './lock-table.js';
import { runReindex } from './reindex.js';
import { runRename, runSetOwner, runSetSchema } from './rename.js';
import { runAlterRole, runCreateRole, runDropRole, runGrantRole } from './roles.js';
import { runCreateSchema } from './schemas.js';
import { runAlterSequence, runCreateSequence } from './sequences.js';
import { runTruncate } from './truncate.js';
import { runCreateRange } from './range-types.js';
import { runAlterDomain, runAlterEnum, runCompositeType, runCreateDomain, runCreateEnum } from './types.js';
import { runCreateTableAs, runCreateView, runRefresh, runSelectInto } from './views.js';

/** Statements that change nothing and so run in a read-only transaction. */
const READ_ONLY = new Set(['CopyStmt', 'LockStmt', 'VacuumStmt', 'ReindexStmt', 'ClusterStmt']);

/** Runs a utility statement; returns its command tag. */
export function* runCommand(statement: Statement, context: CommandContext): Waiting<string> {
  if (!READ_ONLY.has(statement.kind)) context.checkWritable(commandName(statement));
  switch (statement.kind) {
    case 'SelectStmt':
      return yield* runSelectInto(context, statement);
    case 'CreateStmt':
      return yield* runCreateTable(context, statement);
    case 'IndexStmt':
      return yield* runCreateIndex(context, statement);
    case 'CreateSeqStmt':
      return yield* runCreateSequence(context, statement);
    case 'AlterSeqStmt':
      return yield* runAlterSequence(context, statement);
    case 'AlterTableStmt':
      return yield* runAlterTable(context, statement);
    case 'RenameStmt':
      return yield* runRename(context, statement);
    case 'AlterObjectSchemaStmt':
      return yield* runSetSchema(context, statement);
    case 'AlterOwnerStmt':
      return yield* runSetOwner(context, statement);
    case 'AlterCollationStmt':
      return runRefreshCollation(context, statement);
    case 'DropdbStmt':
    case 'DropTableSpaceStmt':
    case 'DropSubscriptionStmt':
      return runDropNamed(context, statement);
    case 'DropStmt':
      return yield* runDrop(context, statement);
    case 'TruncateStmt':
      return yield* runTruncate(context, statement);
    case 'ViewStmt':
      return yield* runCreateView(context, statement);
    case 'CreateTableAsStmt':
      return yield* runCreateTableAs(context, statement);
    case 'RefreshMatViewStmt':
      return yield* runRefresh(context, statement);
    case 'CreateSchemaStmt':
      return yield* runCreateSchema(context, statement, runCommand);
    case 'CreateEnumStmt':
      return yield* runCreateEnum(context, statement);
    case 'CreateRangeStmt':
      return yield* runCreateRange(context, statement);
    case 'AlterEnumStmt':
      return yield* runAlterEnum(context, statement);
    case 'CreateDomainStmt':
      return yield* runCreateDomain(context, statement);
    case 'CompositeTypeStmt':
      return yield* runCompositeType(context, statement);
    case 'CreateRoleStmt':
      return yield* runCreateRole(context, statement);
    case 'AlterRoleStmt':
      return yield* runAlterRole(context, statement);
    case 'DropRoleStmt':
      return yield* runDropRole(context, statement);
    case 'CommentStmt':
      return yield* runComment(context, statement);
    case 'DefineStmt':
      if (statement.defKind !== 'collation') throw notSupported(commandName(statement));
      return yield* runCreateCollation(context, statement);
    case 'CreateExtensionStmt':
      return yield* runCreateExtension(context, statement);
    case 'AlterExtensionStmt':
      return runAlterExtension(context, statement);
    case 'AlterDomainStmt':
      return yield* runAlterDomain(context, statement);
    case 'GrantStmt':
      return yield* runGrant(context, statement);
    case 'GrantRoleStmt':
      return yield* runGrantRole(context, statement);
    case 'ReindexStmt':
      return yield* runReindex(context, statement);
    case 'LockStmt':
      return yield* runLock(context, statement);
    case 'VacuumStmt':
      return yield* runVacuumOrAnalyze(context, statement);
    case 'CopyStmt':
      return statement.isFrom ? yield* runCopyFrom(context, statement) : yield* runCopyTo(context, statement);
    default:
      throw notSupported(commandName(statement));
  }
}
