/** Notices and warnings of commands. */
import type { DropNotice } from '../catalog/index.js';
import { PgError, type SqlStateName } from '../errors/index.js';
import type { CommandContext } from './command-context.js';

export function sendNotice(context: CommandContext, state: SqlStateName, message: string, detail?: string): void {
  const notice = new PgError(state, message, detail === undefined ? undefined : { detail });
  notice.severity = 'NOTICE';
  context.notice(notice);
}

export function sendWarning(context: CommandContext, state: SqlStateName, message: string, hint?: string): void {
  const warning = new PgError(state, message, hint === undefined ? undefined : { hint });
  warning.severity = 'WARNING';
  context.notice(warning);
}

/** What dropping with CASCADE took along. */
export function sendDropNotice(context: CommandContext, notice: DropNotice | null): void {
  if (notice !== null) sendNotice(context, 'successful_completion', notice.message, notice.detail);
}
