/** SQL's parameterless value functions (CURRENT_DATE …): all from the call context; times are the transaction's start (PostgreSQL chapter 9.9.5). */
import type { SqlValue } from '../../../analyze/index.js';
import { unreachable } from '../../../base/index.js';
import type { CallContext } from '../../../functions/index.js';
import { getTimeZone, type Datum, type TimeTz } from '../../../types/index.js';

const MICROS_PER_DAY = 86400000000;
/** Seconds between 1970-01-01 and 2000-01-01. */
const POSTGRES_EPOCH_SECONDS = 946684800;

export function evaluateSqlValue(value: SqlValue, typmod: number, context: CallContext): Datum {
  switch (value) {
    case 'current_timestamp':
      return roundMicros(context.transactionTimestamp, typmod);
    case 'localtimestamp':
      return roundMicros(localMicros(context), typmod);
    case 'current_date':
      return Math.floor(localMicros(context) / MICROS_PER_DAY);
    case 'localtime':
      return roundMicros(timeOfDay(localMicros(context)), typmod);
    case 'current_time': {
      const timetz: TimeTz = { kind: 'timetz', micros: roundMicros(timeOfDay(localMicros(context)), typmod), zone: 0 - offsetSeconds(context) };
      return timetz;
    }
    case 'current_role':
    case 'current_user':
    case 'user':
      return context.session.currentUser;
    case 'session_user':
      return context.session.sessionUser;
    case 'current_catalog':
      return context.session.database;
    case 'current_schema':
      return context.session.searchPath(false)[0] ?? null;
    default:
      return unreachable(value);
  }
}

/** Offset from UTC of the session's zone at the transaction's start, seconds east. */
function offsetSeconds(context: CallContext): number {
  const unix = Math.floor(context.transactionTimestamp / 1000000) + POSTGRES_EPOCH_SECONDS;
  return getTimeZone(context.timeZone).offsetAt(unix);
}

function localMicros(context: CallContext): number {
  return context.transactionTimestamp + offsetSeconds(context) * 1000000;
}

function timeOfDay(micros: number): number {
  const rest = micros % MICROS_PER_DAY;
  return rest < 0 ? rest + MICROS_PER_DAY : rest;
}

function roundMicros(micros: number, typmod: number): number {
  if (typmod < 0 || typmod >= 6) return micros;
  const unit = 10 ** (6 - typmod);
  return Math.round(micros / unit) * unit;
}
