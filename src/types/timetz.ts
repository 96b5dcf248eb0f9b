/** time with time zone: a time of day and the offset it was given with; ordered by the instant, then by offset. */
import type { TimeTz } from './datum.js';
import type { TypeContext, TypeOps } from './type-ops.js';
import { PgError } from '../errors/index.js';
import { readInt8, viewOfBytes, writeInt8 } from './datetime-binary.js';
import { DAY_MICROS, SECOND_MICROS } from './datetime-calendar.js';
import { decodeTimeOfDay } from './datetime-decode.js';
import { dateTimeError } from './datetime-fields.js';
import { formatTimeOfDay, formatZone } from './datetime-format.js';
import { parsePrecision, roundToPrecision } from './datetime-typmod.js';
import { defineType } from './define-type.js';
import { combineHash, hashInteger, mix32 } from './hash.js';
import { readKeyInt8, readKeyUint32, writeKeyInt8, writeKeyUint32 } from './key-bytes.js';
import { TIMETZ, TIMETZ_ARRAY } from './oids.js';
import { microsOfDay } from './time.js';

const ZONE_SECONDS_MAX = 16 * 3600;

export function makeTimeTz(micros: number, zone: number): TimeTz {
  return { kind: 'timetz', micros, zone };
}

export function parseTimeTz(text: string, typmod: number, context: TypeContext): TimeTz {
  try {
    const parts = decodeTimeOfDay(text, context);
    return makeTimeTz(roundToPrecision(microsOfDay(parts), typmod) as number, parts.zone + 0);
  } catch (fault) {
    throw dateTimeError(fault, text, 'time with time zone');
  }
}

/** Microseconds of the day in UTC; may lie outside one day. */
function utcMicros(value: TimeTz): number {
  return value.micros + value.zone * SECOND_MICROS;
}

export function compareTimeTz(a: TimeTz, b: TimeTz): number {
  return utcMicros(a) - utcMicros(b) || a.zone - b.zone;
}

export const timetzOps: TypeOps = defineType({
  oid: TIMETZ,
  name: 'timetz',
  arrayOid: TIMETZ_ARRAY,
  length: 12,
  parse: parseTimeTz,
  format: value => formatTimeOfDay((value as TimeTz).micros) + formatZone((value as TimeTz).zone),
  receive: (bytes, typmod) => {
    const view = viewOfBytes(bytes, 12);
    const micros = readInt8(view, 0);
    if (micros < 0 || micros > DAY_MICROS) throw new PgError('datetime_field_overflow', 'time out of range');
    const zone = view.getInt32(8);
    if (Math.abs(zone) >= ZONE_SECONDS_MAX) throw new PgError('invalid_time_zone_displacement_value', 'time zone displacement out of range');
    return makeTimeTz(roundToPrecision(micros, typmod) as number, zone);
  },
  send: value => {
    const bytes = new Uint8Array(12);
    const view = new DataView(bytes.buffer);
    writeInt8(view, 0, (value as TimeTz).micros);
    view.setInt32(8, (value as TimeTz).zone);
    return bytes;
  },
  applyTypmod: (value, typmod) => makeTimeTz(roundToPrecision((value as TimeTz).micros, typmod) as number, (value as TimeTz).zone),
  parseTypmod: modifiers => parsePrecision(modifiers, 'TIME(%) WITH TIME ZONE'),
  formatTypmod: typmod => (typmod < 0 ? '' : `(${typmod}) with time zone`),
  compare: (a, b) => compareTimeTz(a as TimeTz, b as TimeTz),
  hash: value => mix32(combineHash(hashInteger((value as TimeTz).micros), (value as TimeTz).zone)),
  storageClass: () => 'fixed16',
  encodeFixed: (value, words, word) => {
    const { micros, zone } = value as TimeTz;
    words[word] = micros | 0;
    words[word + 1] = Math.floor(micros / 4294967296);
    words[word + 2] = zone;
    words[word + 3] = 0;
  },
  decodeFixed: (words, word) => makeTimeTz((words[word + 1] as number) * 4294967296 + ((words[word] as number) >>> 0), words[word + 2] as number),
  encodeKey: (value, out) => {
    writeKeyInt8(utcMicros(value as TimeTz), out);
    writeKeyUint32((value as TimeTz).zone ^ 0x80000000, out);
  },
  decodeKey: (bytes, start) => {
    const zone = (readKeyUint32(bytes, start + 8) ^ 0x80000000) | 0;
    return { value: makeTimeTz((readKeyInt8(bytes, start) as number) - zone * SECOND_MICROS, zone), next: start + 12 };
  },
});
