/**
 * JavaScript values in and out of the in-process API, as PGlite maps them: integers and floats are numbers (int8 a BigInt past 2^53), numeric and
 * interval text, dates and timestamps `Date`, json parsed, bytea `Uint8Array`, arrays JavaScript arrays, everything else text.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { ArrayValue, Datum, TypeContext, TypeOps } from '../types/index.js';

export type ResultParser = (value: Datum) => unknown;
export type Parsers = Readonly<Record<number, (text: string, typeId: number) => unknown>>;
export type Serializers = Readonly<Record<number, (value: unknown) => string>>;

/** Milliseconds from 1970 to 2000. */
const EPOCH_MS = 946_684_800_000;
const DAY_MS = 86_400_000;

const identity: ResultParser = value => value;
const instant: ResultParser = value => (typeof value === 'number' ? new Date(EPOCH_MS + value / 1000) : value === null ? null : infinite(value as bigint));
const day: ResultParser = value => {
  const days = value as number;
  if (days === 2147483647) return Infinity;
  if (days === -2147483648) return -Infinity;
  return new Date(EPOCH_MS + days * DAY_MS);
};

/** Timestamps outside ±285 years of 2000 come as BigInt microseconds; the int8 bounds are the infinities. */
function infinite(value: bigint): Date | number {
  if (value === 9223372036854775807n) return Infinity;
  if (value === -9223372036854775808n) return -Infinity;
  return new Date(EPOCH_MS + Number(value / 1000n));
}

const PARSERS: ReadonlyMap<number, ResultParser> = new Map<number, ResultParser>([
  ...[16, 18, 19, 20, 21, 23, 25, 26, 28, 29, 700, 701, 705, 1042, 1043, 2950, 17].map((id): [number, ResultParser] => [id, identity]),
  [1114, instant],
  [1184, instant],
  [1082, day],
  [114, value => JSON.parse(value as string) as unknown],
  [3802, value => JSON.parse(String(value)) as unknown],
]);

/** Turns a Datum of a type into what JavaScript gets; null = it is that already. */
export function resultParser(ops: TypeOps, context: TypeContext, custom: Parsers | undefined, opsOf: (type: Oid) => TypeOps): ResultParser | null {
  const own = custom?.[ops.oid];
  if (own) return value => (value === null ? null : own(ops.format(value, context), ops.oid));
  const known = PARSERS.get(ops.oid);
  if (known) return known === identity ? null : value => (value === null ? null : known(value));
  if (ops.elementOid !== 0 && ops.arrayOid === 0) {
    const element = resultParser(opsOf(ops.elementOid), context, custom, opsOf) ?? identity;
    return value => (value === null ? null : nested(value as ArrayValue, element));
  }
  return value => (value === null ? null : ops.format(value, context));
}

/** Row-major elements as nested arrays. */
function nested(array: ArrayValue, element: ResultParser): unknown[] {
  const { dims, values } = array;
  if (dims.length <= 1) return values.map(v => (v === null ? null : element(v)));
  let at = 0;
  const build = (level: number): unknown[] => Array.from({ length: dims[level] }, () => (level === dims.length - 1 ? leaf() : build(level + 1)));
  const leaf = (): unknown => {
    const v = values[at++];
    return v === null ? null : element(v);
  };
  return build(0);
}

export type ParameterWriter = (value: unknown) => Datum;

/** `parameterDatum` for one parameter; the commonest types first. */
export function parameterWriter(ops: TypeOps, context: TypeContext, custom: Serializers | undefined): ParameterWriter {
  const general: ParameterWriter = value => parameterDatum(value, ops, context, custom);
  if (custom?.[ops.oid]) return general;
  if (ops.oid === 23) {
    return value => {
      if (typeof value !== 'number') return general(value);
      const integer = value | 0;
      return integer === value ? integer : general(value);
    };
  }
  if (ops.oid === 25 || ops.oid === 1043) return value => (typeof value === 'string' && !value.includes('\u0000') ? value : general(value));
  return general;
}

/** A JavaScript value as the parameter of a type. @throws PgError as the type's input does. */
export function parameterDatum(value: unknown, ops: TypeOps, context: TypeContext, custom: Serializers | undefined): Datum {
  if (value === null || value === undefined) return null;
  const own = custom?.[ops.oid];
  if (own) return ops.parse(own(value), -1, context);
  switch (typeof value) {
    case 'number':
      if ((ops.oid === 23 && Number.isInteger(value) && value >= -2147483648 && value <= 2147483647) || (ops.oid === 20 && Number.isSafeInteger(value)))
        return value === 0 ? 0 : value;
      if (ops.oid === 701) return value;
      return ops.parse(Object.is(value, -0) ? '-0' : String(value), -1, context);
    case 'string':
      return ops.parse(withoutZero(value), -1, context);
    case 'boolean':
      return ops.oid === 16 ? value : ops.parse(value ? 'true' : 'false', -1, context);
    case 'bigint':
      return ops.parse(value.toString(), -1, context);
    case 'object':
      break;
    default:
      throw new PgError('invalid_parameter_value', `a ${typeof value} cannot be a query parameter`);
  }
  if (ops.oid === 114 || ops.oid === 3802) return ops.parse(JSON.stringify(value), -1, context);
  if (value instanceof Date) return ops.parse(dateText(value), -1, context);
  if (value instanceof Uint8Array) return ops.oid === 17 ? new Uint8Array(value) : ops.parse(new TextDecoder().decode(value), -1, context);
  if (Array.isArray(value)) return ops.parse(arrayText(value), -1, context);
  return ops.parse(JSON.stringify(value), -1, context);
}

function withoutZero(value: string): string {
  if (value.includes('\u0000')) throw new PgError('character_not_in_repertoire', 'invalid byte sequence for encoding "UTF8": 0x00');
  return value;
}

/** ISO text with the offset, so that timestamp (its local reading) and timestamptz both take it. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new PgError('invalid_datetime_format', 'an invalid Date cannot be a query parameter');
  return date.toISOString();
}

function arrayText(items: readonly unknown[]): string {
  return `{${items
    .map(item => {
      if (item === null || item === undefined) return 'NULL';
      if (Array.isArray(item)) return arrayText(item);
      const text =
        item instanceof Date
          ? dateText(item)
          : item instanceof Uint8Array
            ? `\\x${Buffer.from(item).toString('hex')}`
            : typeof item === 'object'
              ? JSON.stringify(item)
              : String(item as string | number | bigint | boolean);
      return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    })
    .join(',')}}`;
}
