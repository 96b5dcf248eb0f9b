/**
 * Functions about what sessions and the server do: sleeping, advisory locks, the running statement, transaction status, log positions
 * (PostgreSQL 9.27). Functions that wait only ask for the wait: the session sleeps before the statement gives its next row or ends.
 */
import { notSupported, PgError } from '../errors/index.js';
import { lsnPosition, typeOids, type ArrayValue, type Datum, type Int8, type Interval } from '../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl, SetFamily } from './function-impl.js';
import type { ActivityPort, AdvisoryKey } from './ports.js';

/** What a void function returns. */
const VOID = '';
const MICROS_PER_MS = 1000;
const MS_PER_DAY = 86_400_000;
const DAYS_PER_MONTH = 30;

function activity(context: CallContext): ActivityPort {
  const { activity: port } = context.session;
  if (port === undefined) throw notSupported('this function outside a session');
  return port;
}

function sleep(ms: number, context: CallContext): Datum {
  if (ms > 0) activity(context).sleep(ms);
  return VOID;
}

/** A function over both forms of advisory keys. */
function keyForms(name: string, make: (keyOf: (args: readonly unknown[]) => AdvisoryKey, count: number) => ScalarImpl): ScalarFamily {
  return {
    [`${name}(int8)`]: make(([key]) => ({ key: key as Int8 }), 1),
    [`${name}(int4,int4)`]: make(([key1, key2]) => ({ key1: key1 as number, key2: key2 as number }), 2),
  };
}

function advisoryFamily(): ScalarFamily {
  const family: Record<string, ScalarImpl> = {};
  const withKey =
    (run: (port: ActivityPort, key: AdvisoryKey) => Datum) =>
    (keyOf: (args: readonly unknown[]) => AdvisoryKey, count: number): ScalarImpl =>
    (...args: unknown[]) =>
      run(activity(args[count] as CallContext), keyOf(args));
  for (const isShared of [false, true]) {
    const suffix = isShared ? '_shared' : '';
    for (const isTransactional of [false, true]) {
      const level = isTransactional ? '_xact' : '';
      Object.assign(
        family,
        keyForms(
          `pg_advisory${level}_lock${suffix}`,
          withKey((port, key) => {
            port.advisoryLock(key, isShared, isTransactional);
            return VOID;
          }),
        ),
        keyForms(
          `pg_try_advisory${level}_lock${suffix}`,
          withKey((port, key) => port.tryAdvisoryLock(key, isShared, isTransactional)),
        ),
      );
    }
    Object.assign(
      family,
      keyForms(
        `pg_advisory_unlock${suffix}`,
        withKey((port, key) => port.advisoryUnlock(key, isShared)),
      ),
    );
  }
  return family;
}

function pidArray(values: readonly number[]): ArrayValue {
  return { kind: 'array', elementType: typeOids.INT4, dims: values.length ? [values.length] : [], lowerBounds: values.length ? [1] : [], values };
}

/** What isolationtester asks before it calls a step waiting: for one of its own sessions, or for a safe snapshot. */
function isBlockedBy(pid: number, others: ArrayValue, context: CallContext): boolean {
  if (others.values.includes(null)) throw new PgError('null_value_not_allowed', 'array must not contain nulls');
  const own = activity(context);
  return own.blockingPids(pid).some(blocker => others.values.includes(blocker)) || own.safeSnapshotBlockingPids(pid).length > 0;
}

const status = (xid: Int8, context: CallContext): string | null => activity(context).transactionStatus(xid);

export function walFileName(lsn: string): string {
  const hex = (n: bigint): string => n.toString(16).toUpperCase().padStart(8, '0');
  const position = lsnPosition(lsn);
  // Segments of 16 MB; the byte before a boundary belongs to the file that ends there.
  const segment = BigInt.asUintN(64, position - 1n) >> 24n;
  return `00000001${hex(segment >> 8n)}${hex(segment & 0xffn)}`;
}

const notInRecovery = (): never => {
  throw new PgError('object_not_in_prerequisite_state', 'recovery is not in progress', {
    hint: 'Recovery control functions can only be executed during recovery.',
  });
};

export const sessionActivityFunctions: ScalarFamily = {
  'pg_sleep(float8)': (seconds: number, context: CallContext) => sleep(seconds * 1000, context),
  'pg_sleep_for(interval)': ({ months, days, micros }: Interval, context: CallContext) =>
    sleep((months * DAYS_PER_MONTH + days) * MS_PER_DAY + Number(micros) / MICROS_PER_MS, context),
  'pg_sleep_until(timestamptz)': (until: number, context: CallContext) => sleep((until - context.session.clockTimestamp()) / MICROS_PER_MS, context),

  ...advisoryFamily(),
  'pg_advisory_unlock_all()': (context: CallContext) => {
    activity(context).advisoryUnlockAll();
    return VOID;
  },

  'current_query()': (context: CallContext) => activity(context).currentQuery(),
  'pg_blocking_pids(int4)': (pid: number, context: CallContext) => pidArray(activity(context).blockingPids(pid)),
  'pg_safe_snapshot_blocking_pids(int4)': (pid: number, context: CallContext) => pidArray(activity(context).safeSnapshotBlockingPids(pid)),
  'pg_isolation_test_session_is_blocked(int4,_int4)': isBlockedBy,
  'pg_trigger_depth()': () => 0,
  'pg_my_temp_schema()': (context: CallContext) => context.session.activity?.temporarySchema() ?? 0,
  'pg_is_other_temp_schema(oid)': (id: number, context: CallContext) => context.session.activity?.isOtherTemporarySchema(id) ?? false,

  'txid_status(int8)': status,
  'pg_xact_status(xid8)': status,
  'age(xid)': (xid: number, context: CallContext) => activity(context).transactionAge(xid),
  // There are no multixacts here.
  'mxid_age(xid)': () => 0,

  'pg_current_wal_lsn()': (context: CallContext) => activity(context).logPosition('write'),
  'pg_current_wal_insert_lsn()': (context: CallContext) => activity(context).logPosition('insert'),
  'pg_current_wal_flush_lsn()': (context: CallContext) => activity(context).logPosition('flush'),
  'pg_walfile_name(pg_lsn)': walFileName,
  'pg_last_wal_receive_lsn()': () => null,
  'pg_last_wal_replay_lsn()': () => null,
  'pg_last_xact_replay_timestamp()': () => null,
  'pg_is_wal_replay_paused()': notInRecovery,
  'pg_get_wal_replay_pause_state()': notInRecovery,
  'pg_wal_replay_pause()': notInRecovery,
  'pg_wal_replay_resume()': notInRecovery,
  'pg_stat_clear_snapshot()': () => VOID,
  'pg_stat_reset()': () => VOID,
  'pg_stat_reset_shared(text)': (target: string) => {
    if (['archiver', 'bgwriter', 'recovery_prefetch', 'wal'].includes(target)) return VOID;
    throw new PgError('invalid_parameter_value', `unrecognized reset target: "${target}"`, {
      hint: 'Target must be "archiver", "bgwriter", "recovery_prefetch", or "wal".',
    });
  },
  'pg_stat_reset_single_table_counters(oid)': (_id: number) => VOID,
  'pg_stat_reset_single_function_counters(oid)': (_id: number) => VOID,
  'pg_stat_force_next_flush()': () => VOID,
};

export const sessionActivitySets: SetFamily = {
  'pg_listening_channels()': (context: CallContext) => activity(context).listeningChannels(),
};
