/** Files on the server's side of COPY, with the operating system's words in PostgreSQL's errors. */
import { PgError } from '../../errors/index.js';
import type { CommandContext } from '../command-context.js';

type Handle = ReturnType<CommandContext['fileSystem']['open']>;

const REASONS: Readonly<Record<string, readonly ['undefined_file' | 'insufficient_privilege' | 'wrong_object_type', string]>> = {
  ENOENT: ['undefined_file', 'No such file or directory'],
  EACCES: ['insufficient_privilege', 'Permission denied'],
  EISDIR: ['wrong_object_type', 'Is a directory'],
  ENOTDIR: ['wrong_object_type', 'Not a directory'],
};

function reason(error: unknown): readonly ['undefined_file' | 'insufficient_privilege' | 'wrong_object_type', string] {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'ENOENT';
  return REASONS[code] ?? ['undefined_file', code];
}

export function openServerFile(context: CommandContext, path: string): Handle {
  try {
    return context.fileSystem.open(path);
  } catch (error) {
    const [state, words] = reason(error);
    if (words === 'Is a directory') throw new PgError('wrong_object_type', `"${path}" is a directory`);
    throw new PgError(state, `could not open file "${path}" for reading: ${words}`, {
      hint: "COPY FROM instructs the PostgreSQL server process to read a file. You may want a client-side facility such as psql's \\copy.",
    });
  }
}

export function createServerFile(context: CommandContext, path: string): Handle {
  if (!path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path)) throw new PgError('invalid_name', 'relative path not allowed for COPY to file');
  try {
    if (context.fileSystem.exists(path)) context.fileSystem.unlink(path);
    return context.fileSystem.open(path, { create: true });
  } catch (error) {
    const [state, words] = reason(error);
    throw new PgError(state, `could not open file "${path}" for writing: ${words}`, {
      hint: "COPY TO instructs the PostgreSQL server process to write a file. You may want a client-side facility such as psql's \\copy.",
    });
  }
}
