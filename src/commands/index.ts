/** Utility statements: everything that is neither a query nor about the session itself. */
export type { AnalyzedSelect, CommandContext, CreationTarget, StoredExpression, StoredPurpose, StoredText } from './command-context.js';
export type { TableWriter } from './table-writer.js';
export { truncateAtCommit } from './on-commit.js';
export { runCommand } from './run-command.js';
export { commandName } from './command-names.js';
