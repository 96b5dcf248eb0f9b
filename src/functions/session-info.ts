/** Functions about the session, its settings, transaction and sequences, through the ports (PostgreSQL 9.17, 9.26, 9.27). */
import { PgError } from '../errors/index.js';
import { encodeUtf8, numericType, plainContext, socketAddress, toInt8, typeOids, utf8Bytes, type Datum, type Int8, type Numeric } from '../types/index.js';
import type { CallContext, ScalarFamily, SetFamily } from './function-impl.js';
import { variadicArguments } from './string.js';

function nameArray(names: readonly string[]): Datum {
  return { kind: 'array', elementType: typeOids.NAME, dims: names.length ? [names.length] : [], lowerBounds: names.length ? [1] : [], values: names };
}

function version(context: CallContext): string {
  return `PostgreSQL ${context.session.getSetting('server_version', true) ?? '15.0'} (HenryDB) on JavaScript, compiled by TypeScript, 64-bit`;
}

function setConfig(name: string | null, value: string | null, isLocal: boolean | null, context: CallContext): string {
  if (name === null) throw new PgError('null_value_not_allowed', 'SET requires parameter name');
  return context.session.setSetting(name, value ?? '', isLocal ?? false);
}

const CHANNEL_BYTES_MAX = 63;
const PAYLOAD_BYTES_MAX = 7999;
/** What a void function returns. */
const VOID = '';

function notify(channel: string | null, payload: string | null, context: CallContext): Datum {
  const name = channel ?? '';
  if (name === '') throw new PgError('invalid_parameter_value', 'channel name cannot be empty');
  if (utf8Bytes(name) > CHANNEL_BYTES_MAX) throw new PgError('invalid_parameter_value', 'channel name too long');
  if (utf8Bytes(payload ?? '') > PAYLOAD_BYTES_MAX) throw new PgError('invalid_parameter_value', 'payload string too long');
  context.session.notify(name, payload ?? '');
  return VOID;
}

function countNulls(all: readonly unknown[], wanted: boolean): number | null {
  const list = variadicArguments(all, 0);
  if (!list) return null;
  let count = 0;
  for (const value of list.values) if ((value === null) === wanted) count++;
  return count;
}

const COLLATABLE: readonly number[] = [typeOids.TEXT, typeOids.VARCHAR, typeOids.BPCHAR];

function collationFor(_value: Datum, context: CallContext): string | null {
  const type = context.argumentTypes[0] as number;
  if (type === typeOids.UNKNOWN) return null;
  if (COLLATABLE.includes(type)) return '"default"';
  if (type === typeOids.NAME) return '"C"';
  throw new PgError('datatype_mismatch', `collations are not supported by type ${context.catalog.formatType(type, null)}`);
}

/** Bytes a value takes in a row, as PostgreSQL stores it: small variable-length values have a one-byte header. */
function columnSize(value: Datum, context: CallContext): number {
  const type = context.argumentTypes[0] as number;
  const ops = context.typeById(type as never);
  if (ops && ops.length > 0) return ops.length;
  let bytes: number;
  if (typeof value === 'string') bytes = type === typeOids.UNKNOWN ? utf8Bytes(value) + 1 : utf8Bytes(value);
  else if (value instanceof Uint8Array) bytes = value.length;
  else if (type === typeOids.NUMERIC) bytes = numericBytes(value as Numeric);
  else bytes = ops ? ops.send(value, context).length : encodeUtf8(String(value)).length;
  if (type === typeOids.UNKNOWN) return bytes;
  return bytes < 127 ? bytes + 1 : bytes + 4;
}

function numericBytes(value: Numeric): number {
  const digits = numericType.send(value, plainContext).length - 8;
  // A two-byte header serves all but extreme scales.
  return digits + 2;
}

function snapshotParts(text: string): { xmin: Int8; xmax: Int8; running: readonly Int8[] } {
  const [xmin, xmax, list] = text.split(':') as [string, string, string | undefined];
  const id = (digits: string): Int8 => toInt8(BigInt(digits));
  return { xmin: id(xmin), xmax: id(xmax), running: list ? list.split(',').map(id) : [] };
}

const xid = (context: CallContext): number | null => context.session.currentXid(true);
const xidIfAny = (context: CallContext): number | null => context.session.currentXid(false);
const snapshot = (context: CallContext): string => context.session.currentSnapshotText();
const isVisible = (xid: Int8, text: string): boolean => {
  const id = xid < 0 ? toInt8(BigInt.asUintN(64, BigInt(xid))) : xid;
  const { xmin, xmax, running } = snapshotParts(text);
  return id < xmin || (id < xmax && !running.includes(id));
};
const never = (): null => null;
/** Commit times are not recorded: what PostgreSQL says while track_commit_timestamp is off. */
const noCommitTimestamp = (): never => {
  throw new PgError('object_not_in_prerequisite_state', 'could not get commit timestamp data', {
    hint: 'Make sure the configuration parameter "track_commit_timestamp" is set.',
  });
};

export const sessionInfoFunctions: ScalarFamily = {
  'version()': version,
  'current_database()': (context: CallContext) => context.session.database,
  'current_schema()': (context: CallContext) => context.session.searchPath(false)[0] ?? null,
  'current_schemas(bool)': (implicit: boolean, context: CallContext) => nameArray(context.session.searchPath(implicit)),
  'current_user()': (context: CallContext) => context.session.currentUser,
  'session_user()': (context: CallContext) => context.session.sessionUser,
  'getpgusername()': (context: CallContext) => context.session.currentUser,
  'pg_backend_pid()': (context: CallContext) => context.session.backendPid,
  'inet_client_addr()': (context: CallContext) => (context.session.clientAddress === null ? null : socketAddress(context.session.clientAddress)),
  'inet_client_port()': (context: CallContext) => context.session.clientPort,
  'inet_server_addr()': (context: CallContext) => (context.session.serverAddress === null ? null : socketAddress(context.session.serverAddress)),
  'inet_server_port()': (context: CallContext) => context.session.serverPort,
  'current_setting(text)': (name: string, context: CallContext) => context.session.getSetting(name, false),
  'current_setting(text,bool)': (name: string, missingOk: boolean, context: CallContext) => context.session.getSetting(name, missingOk),
  'set_config(text,text,bool)': setConfig,
  'pg_cancel_backend(int4)': (pid: number, context: CallContext) => context.session.cancelBackend(pid),
  'pg_terminate_backend(int4,int8)': (pid: number, timeoutMs: Int8, context: CallContext) => {
    if (timeoutMs < 0) throw new PgError('numeric_value_out_of_range', '"timeout" must not be negative');
    return context.session.terminateBackend(pid);
  },
  'pg_reload_conf()': () => true,
  'pg_notify(text,text)': notify,
  'pg_notification_queue_usage()': () => 0,
  'pg_is_in_recovery()': () => false,
  'pg_jit_available()': () => false,
  'pg_collation_actual_version(oid)': never,
  'pg_database_collation_actual_version(oid)': never,
  'pg_column_compression(any)': (_value: Datum) => null,

  'pg_typeof(any)': (_value: Datum, context: CallContext) => context.argumentTypes[0] as number,
  'num_nulls(any)': (...all: unknown[]) => countNulls(all, true),
  'num_nonnulls(any)': (...all: unknown[]) => countNulls(all, false),
  'pg_collation_for(any)': collationFor,
  'pg_column_size(any)': columnSize,

  'txid_current()': xid,
  'txid_current_if_assigned()': xidIfAny,
  'pg_current_xact_id()': xid,
  'pg_current_xact_id_if_assigned()': xidIfAny,
  'txid_current_snapshot()': snapshot,
  'pg_current_snapshot()': snapshot,
  'txid_snapshot_xmin(txid_snapshot)': (text: string) => snapshotParts(text).xmin,
  'txid_snapshot_xmax(txid_snapshot)': (text: string) => snapshotParts(text).xmax,
  'pg_snapshot_xmin(pg_snapshot)': (text: string) => snapshotParts(text).xmin,
  'pg_snapshot_xmax(pg_snapshot)': (text: string) => snapshotParts(text).xmax,
  'txid_visible_in_snapshot(int8,txid_snapshot)': isVisible,
  'pg_visible_in_snapshot(xid8,pg_snapshot)': isVisible,

  'pg_xact_commit_timestamp(xid)': noCommitTimestamp,
  'pg_xact_commit_timestamp_origin(xid)': noCommitTimestamp,
  'pg_last_committed_xact()': noCommitTimestamp,

  'nextval(regclass)': (id: number, context: CallContext) => context.sequences.nextval(id),
  'currval(regclass)': (id: number, context: CallContext) => context.sequences.currval(id),
  'lastval()': (context: CallContext) => context.sequences.lastval(),
  'setval(regclass,int8)': (id: number, value: Int8, context: CallContext) => context.sequences.setval(id, value, true),
  'setval(regclass,int8,bool)': (id: number, value: Int8, isCalled: boolean, context: CallContext) => context.sequences.setval(id, value, isCalled),
  'pg_sequence_last_value(regclass)': (id: number, context: CallContext) => context.catalog.sequenceLastValue(id),
};

export const sessionInfoSets: SetFamily = {
  'txid_snapshot_xip(txid_snapshot)': (text: string) => snapshotParts(text).running,
  'pg_snapshot_xip(pg_snapshot)': (text: string) => snapshotParts(text).running,
};
