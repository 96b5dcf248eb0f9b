/**
 * System administration (PostgreSQL 9.27) as far as there is something to administer: files of the data directory, names of log files, extensions.
 * Of what cannot exist here (replication slots and origins, recovery, a collected server log) the functions say what PostgreSQL says where there is none.
 */
import { PgError } from '../errors/index.js';
import { lsnPosition, rejectNul, typeOids as T, type Datum, type RecordValue } from '../types/index.js';
import type { Oid } from '../base/index.js';
import type { CallContext, ScalarFamily, SetFamily } from './function-impl.js';
import type { ServerFiles } from './ports.js';
import { walFileName } from './session-activity.js';

type Column = readonly [name: string, type: Oid];

function record(columns: readonly Column[], values: readonly Datum[]): RecordValue {
  return { kind: 'record', typeId: T.RECORD, fieldTypes: columns.map(c => c[1]), fieldNames: columns.map(c => c[0]), values };
}

function warn(context: CallContext, message: string): void {
  context.session.activity?.warn(message);
}

// --- files ---

const REASONS: Readonly<Record<string, readonly ['undefined_file' | 'insufficient_privilege' | 'wrong_object_type', string]>> = {
  EACCES: ['insufficient_privilege', 'Permission denied'],
  EISDIR: ['wrong_object_type', 'Is a directory'],
  ENOTDIR: ['wrong_object_type', 'Not a directory'],
};

function fileError(error: unknown, doing: string): PgError {
  if (error instanceof PgError) return error;
  const code = (error as { readonly code?: unknown } | null)?.code;
  const [state, words] = REASONS[String(code)] ?? ['undefined_file', 'No such file or directory'];
  return new PgError(state, `${words === 'Is a directory' ? doing.replace('open', 'read').replace(' for reading', '') : doing}: ${words}`);
}

/** Absent in databases without a directory: there is no file then. */
function files(context: CallContext): ServerFiles {
  const port = context.session.activity?.files ?? null;
  if (port === null) throw Object.assign(new Error('no data directory'), { code: 'ENOENT' });
  return port;
}

function isMissing(error: unknown): boolean {
  return (error as { readonly code?: unknown } | null)?.code === 'ENOENT';
}

function listed(context: CallContext, path: string, missingOk: boolean): readonly string[] {
  try {
    return files(context).list(path);
  } catch (error) {
    if (missingOk && isMissing(error)) return [];
    throw fileError(error, `could not open directory "${path}"`);
  }
}

/** Bytes from `offset` on (counted from the end when negative), `length` at most (null: all); null when the file is not there and may be missing. */
function fileBytes(context: CallContext, path: string, offset: number, length: number | null, missingOk: boolean): Uint8Array | null {
  if (length !== null && length < 0) throw new PgError('invalid_parameter_value', 'requested length cannot be negative');
  try {
    return files(context).read(path, offset, length);
  } catch (error) {
    if (missingOk && isMissing(error)) return null;
    throw fileError(error, `could not open file "${path}" for reading`);
  }
}

function fileText(context: CallContext, path: string, offset: number, length: number | null, missingOk: boolean): string | null {
  const bytes = fileBytes(context, path, offset, length, missingOk);
  if (bytes === null) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PgError('character_not_in_repertoire', 'invalid byte sequence for encoding "UTF8"');
  }
  rejectNul(text);
  return text;
}

// --- what is not there ---

const noSlot = (name: string): never => {
  throw new PgError('undefined_object', `replication slot "${name}" does not exist`);
};
const noOrigin = (name: string): never => {
  throw new PgError('undefined_object', `replication origin "${name}" does not exist`);
};
const noSessionOrigin = (): never => {
  throw new PgError('object_not_in_prerequisite_state', 'no replication origin is configured');
};
const noLogicalDecoding = (): never => {
  throw new PgError('object_not_in_prerequisite_state', 'logical decoding requires wal_level >= logical');
};
const noBackup = (): never => {
  throw new PgError('object_not_in_prerequisite_state', 'backup is not in progress', { hint: 'Did you call pg_backup_start()?' });
};
const noRecovery = (): never => {
  throw new PgError('object_not_in_prerequisite_state', 'recovery is not in progress', {
    hint: 'Recovery control functions can only be executed during recovery.',
  });
};

const SEGMENT_BYTES = 16n * 1024n * 1024n;

/** The file of a position, and where in it that is. */
function walFileOffset(lsn: string): RecordValue {
  const columns: readonly Column[] = [
    ['file_name', T.TEXT],
    ['file_offset', T.INT4],
  ];
  return record(columns, [walFileName(lsn), Number(lsnPosition(lsn) % SEGMENT_BYTES)]);
}

const BTREE_PHASES = [null, 'initializing', 'scanning table', 'sorting live tuples', 'sorting dead tuples', 'loading tuples in tree'] as const;
const BTREE = 403;

export const administrationFunctions: ScalarFamily = {
  'pg_walfile_name_offset(pg_lsn)': walFileOffset,
  'pg_read_file(text)': (path: string, context: CallContext) => fileText(context, path, 0, null, false),
  'pg_read_file(text,int8,int8)': (path: string, offset: number, length: number, context: CallContext) => fileText(context, path, offset, length, false),
  'pg_read_file(text,int8,int8,bool)': (path: string, offset: number, length: number, missingOk: boolean, context: CallContext) =>
    fileText(context, path, offset, length, missingOk),
  'pg_read_binary_file(text)': (path: string, context: CallContext) => fileBytes(context, path, 0, null, false),
  'pg_read_binary_file(text,int8,int8)': (path: string, offset: number, length: number, context: CallContext) =>
    fileBytes(context, path, offset, length, false),
  'pg_read_binary_file(text,int8,int8,bool)': (path: string, offset: number, length: number, missingOk: boolean, context: CallContext) =>
    fileBytes(context, path, offset, length, missingOk),
  'pg_rotate_logfile()': (context: CallContext) => {
    warn(context, 'rotation not possible because log collection not active');
    return false;
  },
  'pg_promote(bool,int4)': noRecovery,
  'pg_extension_config_dump(regclass,text)': () => {
    throw new PgError('feature_not_supported', 'pg_extension_config_dump() can only be called from an SQL script executed by CREATE EXTENSION');
  },
  'pg_indexam_progress_phasename(oid,int8)': (method: number, phase: number) => (method === BTREE ? (BTREE_PHASES[phase] ?? null) : null),
  'pg_replication_origin_session_is_setup()': () => false,
  'pg_replication_origin_oid(text)': () => null,
  'pg_replication_origin_drop(text)': noOrigin,
  'pg_replication_origin_session_setup(text)': noOrigin,
  'pg_replication_origin_session_reset()': noSessionOrigin,
  'pg_replication_origin_session_progress(bool)': noSessionOrigin,
  'pg_replication_origin_xact_setup(pg_lsn,timestamptz)': noSessionOrigin,
  'pg_replication_origin_xact_reset()': () => '',
  'pg_replication_origin_advance(text,pg_lsn)': noOrigin,
  'pg_replication_origin_progress(text,bool)': noOrigin,
  'pg_drop_replication_slot(name)': noSlot,
  'pg_replication_slot_advance(name,pg_lsn)': noSlot,
  'pg_copy_physical_replication_slot(name,name)': noSlot,
  'pg_copy_physical_replication_slot(name,name,bool)': noSlot,
  'pg_copy_logical_replication_slot(name,name)': noLogicalDecoding,
  'pg_copy_logical_replication_slot(name,name,bool)': noLogicalDecoding,
  'pg_copy_logical_replication_slot(name,name,bool,name)': noLogicalDecoding,
  'pg_create_logical_replication_slot(name,name,bool,bool)': noLogicalDecoding,
  'pg_backup_stop(bool)': noBackup,
  'pg_get_statisticsobjdef_expressions(oid)': () => null,
};

const EXTENSIONS = [
  ['plpgsql', '1.0', 'PL/pgSQL procedural language', false, 'pg_catalog'],
  ['vector', '0.8.0', 'vector data type and ivfflat and hnsw access methods', true, null],
] as const;

function* filesIn(_context: CallContext): Iterable<Datum> {
  // Nothing is ever put there.
}

function requireTablespace(id: number): void {
  if (id !== 1663 && id !== 1664) throw new PgError('undefined_object', `tablespace with OID ${id} does not exist`);
}

export const administrationSets: SetFamily = {
  *'pg_available_extensions()'() {
    const columns: readonly Column[] = [
      ['name', T.NAME],
      ['default_version', T.TEXT],
      ['comment', T.TEXT],
    ];
    for (const [name, version, comment] of EXTENSIONS) yield record(columns, [name, version, comment]);
  },
  *'pg_available_extension_versions()'() {
    const columns: readonly Column[] = [
      ['name', T.NAME],
      ['version', T.TEXT],
      ['superuser', T.BOOL],
      ['trusted', T.BOOL],
      ['relocatable', T.BOOL],
      ['schema', T.NAME],
      ['requires', T.NAME_ARRAY],
      ['comment', T.TEXT],
    ];
    for (const [name, version, comment, relocatable, schema] of EXTENSIONS)
      yield record(columns, [name, version, true, true, relocatable, schema, null, comment]);
  },
  'pg_extension_update_paths(name)': (name: string) => {
    if (EXTENSIONS.some(e => e[0] === name)) return [];
    throw new PgError('feature_not_supported', `extension "${name}" is not available`, {
      hint: 'The extension must first be installed on the system where PostgreSQL is running.',
    });
  },
  'pg_ls_dir(text)': (path: string, context: CallContext) => listed(context, path, false),
  'pg_ls_dir(text,bool,bool)': (path: string, missingOk: boolean, withDots: boolean, context: CallContext) => {
    const names = listed(context, path, missingOk);
    return withDots ? ['.', '..', ...names] : names;
  },
  'pg_ls_tmpdir()': filesIn,
  'pg_ls_tmpdir(oid)': (id: number) => {
    requireTablespace(id);
    return [];
  },
  'pg_ls_archive_statusdir()': filesIn,
  'pg_ls_logicalsnapdir()': filesIn,
  'pg_ls_logicalmapdir()': filesIn,
  'pg_ls_logdir()': () => {
    throw new PgError('undefined_file', 'could not open directory "log": No such file or directory');
  },
  'pg_ls_replslotdir(text)': noSlot,
  'pg_show_replication_origin_status()': filesIn,
  'pg_get_replication_slots()': filesIn,
  'pg_logical_slot_get_changes(name,pg_lsn,int4,_text)': noLogicalDecoding,
  'pg_logical_slot_peek_changes(name,pg_lsn,int4,_text)': noLogicalDecoding,
  'pg_logical_slot_get_binary_changes(name,pg_lsn,int4,_text)': noLogicalDecoding,
  'pg_logical_slot_peek_binary_changes(name,pg_lsn,int4,_text)': noLogicalDecoding,
  'pg_get_publication_tables(text)': (name: string) => {
    throw new PgError('undefined_object', `publication "${name}" does not exist`);
  },
};
