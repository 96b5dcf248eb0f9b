/**
 * Errors of the file system, and how they reach a user: PostgreSQL's wording (`could not … file "…": No space left on device`) and the
 * SQLSTATE it derives from the operating system's code.
 */
import { PgError, type SqlStateName } from '../errors/index.js';

/** What memory and simulated file systems throw; has the shape of Node's own errors. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string) {
    super(`${code}: ${describeCode(code)}, '${path}'`);
    this.code = code;
    this.path = path;
  }
}

const CODES: Record<string, readonly [text: string, state: SqlStateName]> = {
  ENOSPC: ['No space left on device', 'disk_full'],
  EDQUOT: ['Disk quota exceeded', 'disk_full'],
  EIO: ['Input/output error', 'io_error'],
  ENOENT: ['No such file or directory', 'undefined_file'],
  ENOTDIR: ['Not a directory', 'wrong_object_type'],
  EISDIR: ['Is a directory', 'wrong_object_type'],
  ENOTEMPTY: ['Directory not empty', 'wrong_object_type'],
  EEXIST: ['File exists', 'duplicate_file'],
  EACCES: ['Permission denied', 'insufficient_privilege'],
  EPERM: ['Operation not permitted', 'insufficient_privilege'],
  EROFS: ['Read-only file system', 'insufficient_privilege'],
  EMFILE: ['Too many open files', 'insufficient_resources'],
  ENFILE: ['Too many open files in system', 'insufficient_resources'],
};

function describeCode(code: string): string {
  return CODES[code]?.[0] ?? code;
}

/** The POSIX code of an error thrown by a file system, or undefined when it is something else. */
export function fileErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof PgError) return undefined;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
}

/** `could not extend file "base/16384": No space left on device`. Errors that are not the file system's are handed back as they are. */
export function fileAccessError(error: unknown, action: string, path: string): unknown {
  const code = fileErrorCode(error);
  if (code === undefined) return error;
  const known = CODES[code];
  const failure = new PgError(
    known?.[1] ?? 'internal_error',
    `could not ${action} file "${path}": ${known?.[0] ?? code}`,
    code === 'ENOSPC' ? { hint: 'Check free disk space.' } : undefined,
  );
  failure.cause = error;
  return failure;
}
