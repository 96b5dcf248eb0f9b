/** time: microseconds since midnight, 0 to 86400000000 (24:00:00). */
import type { TypeContext, TypeOps } from './type-ops.js';
import { PgError } from '../errors/index.js';
import { readInt8, viewOfBytes, writeInt8 } from './datetime-binary.js';
import { DAY_MICROS, SECOND_MICROS } from './datetime-calendar.js';
import { decodeTimeOfDay, type DecodedDateTime } from './datetime-decode.js';
import { dateTimeError } from './datetime-fields.js';
import { formatTimeOfDay, readIsoTime } from './datetime-format.js';
import { parsePrecision, roundToPrecision } from './datetime-typmod.js';
import { defineType } from './define-type.js';
import { hashInteger } from './hash.js';
import { readKeyInt8, writeKeyInt8 } from './key-bytes.js';
import { TIME, TIME_ARRAY } from './oids.js';

export function microsOfDay(parts: DecodedDateTime): number {
  return ((parts.hour * 60 + parts.minute) * 60 + parts.second) * SECOND_MICROS + parts.micros;
}

export function parseTime(text: string, typmod: number, context: TypeContext): number {
  let micros = readIsoTime(text, 0);
  if (micros < 0) {
    try {
      micros = microsOfDay(decodeTimeOfDay(text, context));
    } catch (fault) {
      throw dateTimeError(fault, text, 'time');
    }
  }
  return roundToPrecision(micros, typmod) as number;
}

export const timeOps: TypeOps = defineType({
  oid: TIME,
  name: 'time',
  arrayOid: TIME_ARRAY,
  length: 8,
  parse: parseTime,
  format: value => formatTimeOfDay(value as number),
  receive: (bytes, typmod) => {
    const micros = readInt8(viewOfBytes(bytes, 8), 0);
    if (micros < 0 || micros > DAY_MICROS) throw new PgError('datetime_field_overflow', 'time out of range');
    return roundToPrecision(micros, typmod);
  },
  send: value => {
    const bytes = new Uint8Array(8);
    writeInt8(new DataView(bytes.buffer), 0, value as number);
    return bytes;
  },
  applyTypmod: (value, typmod) => roundToPrecision(value as number, typmod),
  parseTypmod: modifiers => parsePrecision(modifiers, 'TIME(%)'),
  formatTypmod: typmod => (typmod < 0 ? '' : `(${typmod}) without time zone`),
  compare: (a, b) => (a as number) - (b as number),
  equals: (a, b) => a === b,
  hash: value => hashInteger(value as number),
  storageClass: () => 'int8',
  encodeKey: (value, out) => writeKeyInt8(value as number, out),
  decodeKey: (bytes, start) => ({ value: readKeyInt8(bytes, start), next: start + 8 }),
});
