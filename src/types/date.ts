/** date: days since 2000-01-01; the int4 bounds are the infinities. */
import type { Datum } from './datum.js';
import type { TypeContext, TypeOps } from './type-ops.js';
import { PgError } from '../errors/index.js';
import { viewOfBytes } from './datetime-binary.js';
import {
  civilFromDays,
  DATE_INFINITY,
  DATE_MINUS_INFINITY,
  daysFromCivil,
  isDateInRange,
  UNIX_EPOCH_DAYS,
  daysInMonth,
  isFiniteDate,
} from './datetime-calendar.js';
import { decodeDateTime } from './datetime-decode.js';
import { badFormat, dateTimeError } from './datetime-fields.js';
import { formatDate, readIsoDate } from './datetime-format.js';
import { defineType } from './define-type.js';
import { mix32 } from './hash.js';
import { readKeyUint32, writeKeyUint32 } from './key-bytes.js';
import { DATE, DATE_ARRAY } from './oids.js';

export function parseDate(text: string, context: TypeContext): number {
  if (text.length === 10) {
    const fast = readIsoDate(text, 0);
    if (fast >= 0) {
      const year = Math.floor(fast / 10000);
      const month = Math.floor(fast / 100) % 100;
      const day = fast % 100;
      if (day <= 28 || day <= daysInMonth(year, month)) return daysFromCivil(year, month, day);
    }
  }
  try {
    const parts = decodeDateTime(text, context);
    switch (parts.kind) {
      case 'epoch':
        return -UNIX_EPOCH_DAYS;
      case 'infinity':
        return DATE_INFINITY;
      case '-infinity':
        return DATE_MINUS_INFINITY;
      case 'value': {
        const days = daysFromCivil(parts.year, parts.month, parts.day);
        if (!isDateInRange(days)) throw new PgError('datetime_field_overflow', `date out of range: "${text}"`);
        return days;
      }
      default:
        throw badFormat();
    }
  } catch (fault) {
    throw dateTimeError(fault, text, 'date');
  }
}

export function dateText(days: number, context: Pick<TypeContext, 'dateStyle'>): string {
  if (!isFiniteDate(days)) return days === DATE_INFINITY ? 'infinity' : '-infinity';
  const { year, month, day } = civilFromDays(days);
  return formatDate(year, month, day, context.dateStyle);
}

export const dateOps: TypeOps = defineType({
  oid: DATE,
  name: 'date',
  arrayOid: DATE_ARRAY,
  length: 4,
  parse: (text, _typmod, context) => parseDate(text, context),
  format: (value, context) => dateText(value as number, context),
  receive: bytes => {
    const days = viewOfBytes(bytes, 4).getInt32(0);
    if (isFiniteDate(days) && !isDateInRange(days)) throw new PgError('datetime_field_overflow', 'date out of range');
    return days;
  },
  send: value => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, value as number);
    return bytes;
  },
  compare: (a: Datum, b: Datum) => (a as number) - (b as number),
  equals: (a, b) => a === b,
  hash: value => mix32(value as number),
  storageClass: () => 'int4',
  encodeKey: (value, out) => writeKeyUint32((value as number) ^ 0x80000000, out),
  decodeKey: (bytes, start) => ({ value: (readKeyUint32(bytes, start) ^ 0x80000000) | 0, next: start + 4 }),
});
