/**
 * Composite types and anonymous records (PostgreSQL chapter 8.16): `(1,"a b",)`.
 * The types of the fields are found through a resolver, since fields may be of user-defined types.
 *
 * Stored form: varint number of fields, then per field the type's oid (4 bytes), for anonymous records its name (varint
 * length, UTF-8), one byte 0 = NULL or 1, and the value (stored-value.ts).
 * Fields of a named type stand by attribute number: those of dropped attributes are there as NULLs (type 0) or with what they were stored with,
 * those added later are missing at the end and read as NULL.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader, BinaryWriter, insufficientData } from './binary.js';
import type { Datum, RecordValue } from './datum.js';
import { defineType } from './define-type.js';
import { combineHash } from './hash.js';
import { RECORD, RECORD_ARRAY } from './oids.js';
import { StoredValueReader, StoredValueWriter } from './stored-value.js';
import type { TypeContext, TypeOps } from './type-ops.js';
import { encodeUtf8 } from './utf8.js';

export interface CompositeField {
  readonly name: string;
  readonly typeId: Oid;
  readonly typmod: number;
}

/** Where the fields of a named type that has lost attributes stand: by attribute, the field's index or -1, and a type to read it by. */
export interface AttributeLayout {
  readonly fieldAt: readonly number[];
  readonly types: readonly Oid[];
}

export type TypeResolver = (id: Oid) => TypeOps | undefined;

function fieldType(resolve: TypeResolver, id: Oid): TypeOps {
  const type = resolve(id);
  if (type === undefined) throw new PgError('undefined_object', `cache lookup failed for type ${id}`);
  return type;
}

/** Order of records: field by field, NULLs last; the field types must agree. */
export function compareRecords(a: RecordValue, b: RecordValue, resolve: TypeResolver): number {
  const shared = Math.min(a.values.length, b.values.length);
  for (let i = 0; i < shared; i++) {
    if (a.fieldTypes[i] !== b.fieldTypes[i]) throw dissimilar(a, b, i, resolve);
    const x = a.values[i] as Datum;
    const y = b.values[i] as Datum;
    if (x === null || y === null) {
      if (x === y) continue;
      return x === null ? 1 : -1;
    }
    const d = fieldType(resolve, a.fieldTypes[i] as Oid).compare(x, y);
    if (d !== 0) return d;
  }
  if (a.values.length !== b.values.length) throw new PgError('datatype_mismatch', 'cannot compare record types with different numbers of columns');
  return 0;
}

export function equalRecords(a: RecordValue, b: RecordValue, resolve: TypeResolver): boolean {
  if (a.values.length !== b.values.length) throw new PgError('datatype_mismatch', 'cannot compare record types with different numbers of columns');
  for (let i = 0; i < a.values.length; i++) {
    if (a.fieldTypes[i] !== b.fieldTypes[i]) throw dissimilar(a, b, i, resolve);
    const x = a.values[i] as Datum;
    const y = b.values[i] as Datum;
    if (x === null || y === null) {
      if (x !== y) return false;
    } else if (!fieldType(resolve, a.fieldTypes[i] as Oid).equals(x, y)) return false;
  }
  return true;
}

/** SQL names of types whose internal names differ, for error texts. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying',
  bpchar: 'character',
  char: '"char"',
  varbit: 'bit varying',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

/** format_type's name of a type without modifier, as far as it is known without the catalog. */
export function displayTypeName(type: TypeOps | undefined): string {
  if (type === undefined) return '???';
  if (type.elementOid !== 0 && type.name.startsWith('_')) {
    const element = type.name.slice(1);
    return `${DISPLAY_NAMES[element] ?? element}[]`;
  }
  return DISPLAY_NAMES[type.name] ?? type.name;
}

function dissimilar(a: RecordValue, b: RecordValue, i: number, resolve: TypeResolver): PgError {
  const x = displayTypeName(resolve(a.fieldTypes[i] as Oid));
  const y = displayTypeName(resolve(b.fieldTypes[i] as Oid));
  return new PgError('datatype_mismatch', `cannot compare dissimilar column types ${x} and ${y} at record column ${i + 1}`);
}

// --- text ---

function malformed(text: string, detail: string): PgError {
  return new PgError('invalid_text_representation', `malformed record literal: "${text}"`, { detail });
}

/** Splits a record literal of `count` columns into their texts; null for NULL. */
export function parseRecordText(text: string, count: number): (string | null)[] {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  if (text[at] !== '(') throw malformed(text, 'Missing left parenthesis.');
  at++;
  const columns: (string | null)[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      if (text[at] !== ',') throw malformed(text, 'Too few columns.');
      at++;
    }
    if (text[at] === ',' || text[at] === ')') {
      columns.push(null);
      continue;
    }
    let column = '';
    let inQuotes = false;
    while (inQuotes || (text[at] !== ',' && text[at] !== ')')) {
      if (at >= text.length) throw malformed(text, 'Unexpected end of input.');
      const c = text[at++] as string;
      if (c === '\\') {
        if (at >= text.length) throw malformed(text, 'Unexpected end of input.');
        column += text[at++] as string;
      } else if (c !== '"') column += c;
      else if (!inQuotes) inQuotes = true;
      else if (text[at] === '"') {
        column += '"';
        at++;
      } else inQuotes = false;
    }
    columns.push(column);
  }
  if (text[at] !== ')') throw malformed(text, 'Too many columns.');
  at++;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  if (at < text.length) throw malformed(text, 'Junk after right parenthesis.');
  return columns;
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** Twice as much is still a string that V8 takes. */
const TEXT_UNITS_MAX = 1 << 27;
/** Long texts are doubled in slices: V8 ends the process when too many matches of one text are replaced, and is slow before. */
const SLICE_UNITS = 1 << 16;

/** The text with its quotes and backslashes doubled. */
function doubled(text: string): string {
  if (text.length < SLICE_UNITS) return text.replace(/["\\]/g, '$&$&');
  const units = new Uint16Array(2 * SLICE_UNITS);
  let out = '';
  for (let from = 0; from < text.length; from += SLICE_UNITS) {
    const to = Math.min(text.length, from + SLICE_UNITS);
    let used = 0;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      units[used++] = unit;
      if (unit === 0x22 || unit === 0x5c) units[used++] = unit;
    }
    out += Buffer.from(units.buffer, 0, 2 * used).toString('utf16le');
  }
  return out;
}

export function formatRecord(record: RecordValue, resolve: TypeResolver, context: TypeContext): string {
  let out = '(';
  for (let i = 0; i < record.values.length; i++) {
    if (i > 0) out += ',';
    const value = record.values[i] as Datum;
    if (value === null) continue;
    const text = fieldType(resolve, record.fieldTypes[i] as Oid).format(value, context);
    // Quotes double with each level of nesting.
    if (out.length + text.length > TEXT_UNITS_MAX) {
      const detail = `Cannot enlarge string buffer containing ${out.length} bytes by ${text.length} more bytes.`;
      throw new PgError('program_limit_exceeded', 'out of memory', { detail });
    }
    out += text.length === 0 || /["\\(),\s]/.test(text) ? `"${doubled(text)}"` : text;
  }
  return out + ')';
}

// --- the types ---

function makeType(
  id: Oid,
  name: string,
  arrayOid: Oid,
  fields: readonly CompositeField[] | undefined,
  resolve: TypeResolver,
  layout: AttributeLayout | undefined = undefined,
): TypeOps {
  const names = fields?.map(f => f.name) ?? [];
  const types = fields?.map(f => f.typeId) ?? [];
  const noInput = (): never => {
    throw new PgError('feature_not_supported', 'input of anonymous composite types is not implemented');
  };
  return defineType({
    oid: id,
    name,
    arrayOid,
    length: -1,
    parse(text, _typmod, context) {
      if (fields === undefined) return noInput();
      const texts = parseRecordText(text, fields.length);
      const values = texts.map((t, i) => {
        const field = fields[i] as CompositeField;
        return t === null ? null : fieldType(resolve, field.typeId).parse(t, field.typmod, context);
      });
      return { kind: 'record', typeId: id, fieldTypes: types, fieldNames: names, values };
    },
    format: (value, context) => formatRecord(value as RecordValue, resolve, context),
    receive(bytes, _typmod, context) {
      if (fields === undefined) return noInput();
      return receiveRecord(bytes, id, fields, names, types, resolve, context);
    },
    send: (value, context) => sendRecord(value as RecordValue, resolve, context),
    compare: (a, b) => compareRecords(a as RecordValue, b as RecordValue, resolve),
    equals: (a, b) => equalRecords(a as RecordValue, b as RecordValue, resolve),
    hash(value) {
      const { values, fieldTypes } = value as RecordValue;
      let h = 2;
      for (let i = 0; i < values.length; i++) {
        const v = values[i] as Datum;
        h = combineHash(h, v === null ? 0 : fieldType(resolve, fieldTypes[i] as Oid).hash(v));
      }
      return h;
    },
    storageClass: () => 'encoded',
    encode: value => encodeRecord(value as RecordValue, fields === undefined, resolve, layout),
    decode: (bytes, start) => decodeRecord(bytes, start, id, fields === undefined ? undefined : { names, types, layout }, resolve),
    encodeKey(value, out) {
      const { values, fieldTypes } = value as RecordValue;
      for (let i = 0; i < values.length; i++) {
        const v = values[i] as Datum;
        if (v === null) out.byte(2);
        else {
          out.byte(1);
          fieldType(resolve, fieldTypes[i] as Oid).encodeKey(v, out);
        }
      }
      out.byte(0);
    },
  });
}

/** A named composite type: a table's row type or CREATE TYPE … AS (…). */
export function compositeType(
  id: Oid,
  name: string,
  arrayOid: Oid,
  fields: readonly CompositeField[],
  resolve: TypeResolver,
  layout?: AttributeLayout,
): TypeOps {
  return makeType(id, name, arrayOid, fields, resolve, layout);
}

/** The pseudo-type record: the value itself knows its fields. */
export function anonymousRecordType(resolve: TypeResolver): TypeOps {
  return makeType(RECORD, 'record', RECORD_ARRAY, undefined, resolve);
}

function receiveRecord(
  bytes: Uint8Array,
  id: Oid,
  fields: readonly CompositeField[],
  names: readonly string[],
  types: readonly Oid[],
  resolve: TypeResolver,
  context: TypeContext,
): RecordValue {
  const reader = new BinaryReader(bytes);
  const count = reader.int32();
  if (count !== fields.length) throw new PgError('datatype_mismatch', `wrong number of columns: ${count}, expected ${fields.length}`);
  const values: Datum[] = [];
  for (let i = 0; i < count; i++) {
    const field = fields[i] as CompositeField;
    const given = reader.uint32();
    const type = fieldType(resolve, field.typeId);
    if (given !== field.typeId) {
      throw new PgError(
        'datatype_mismatch',
        `binary data has type ${given} (${displayTypeName(resolve(given as Oid))}) instead of expected ${field.typeId} (${displayTypeName(type)}) in record column ${i + 1}`,
      );
    }
    const length = reader.int32();
    if (length < -1) throw insufficientData();
    values.push(length === -1 ? null : type.receive(reader.bytes(length).slice(), field.typmod, context));
  }
  reader.end();
  return { kind: 'record', typeId: id, fieldTypes: types, fieldNames: names, values };
}

function sendRecord(record: RecordValue, resolve: TypeResolver, context: TypeContext): Uint8Array {
  const out = new BinaryWriter();
  out.int32(record.values.length);
  for (let i = 0; i < record.values.length; i++) {
    const id = record.fieldTypes[i] as Oid;
    const value = record.values[i] as Datum;
    out.int32(id);
    if (value === null) out.int32(-1);
    else {
      const bytes = fieldType(resolve, id).send(value, context);
      out.int32(bytes.length);
      out.bytes(bytes);
    }
  }
  return out.take();
}

function encodeRecord(record: RecordValue, withNames: boolean, resolve: TypeResolver, layout: AttributeLayout | undefined): Uint8Array {
  const out = new StoredValueWriter();
  const count = layout === undefined ? record.values.length : layout.fieldAt.length;
  out.varint(count);
  for (let at = 0; at < count; at++) {
    const i = layout === undefined ? at : (layout.fieldAt[at] as number);
    if (i < 0) {
      out.uint32(0);
      out.byte(0);
      continue;
    }
    const id = record.fieldTypes[i] as Oid;
    const value = record.values[i] as Datum;
    out.uint32(id);
    if (withNames) out.sized(encodeUtf8(record.fieldNames[i] ?? ''));
    out.byte(value === null ? 0 : 1);
    if (value !== null) {
      const type = fieldType(resolve, id);
      out.value(value, type, type.storageClass(-1));
    }
  }
  return out.take();
}

function decodeRecord(
  bytes: Uint8Array,
  start: number,
  id: Oid,
  known: { readonly names: readonly string[]; readonly types: readonly Oid[]; readonly layout: AttributeLayout | undefined } | undefined,
  resolve: TypeResolver,
): RecordValue {
  const reader = new StoredValueReader(bytes, start);
  const count = reader.varint();
  const types: Oid[] = [];
  const names: string[] = [];
  const values: Datum[] = [];
  for (let i = 0; i < count; i++) {
    const typeId = reader.uint32() as Oid;
    types.push(typeId);
    if (known === undefined) names.push(reader.text());
    if (reader.byte() === 0) values.push(null);
    else {
      // The type of a dropped attribute may be gone itself: its stand-in is as long.
      const type = resolve(typeId) ?? fieldType(resolve, known?.layout?.types[i] ?? typeId);
      values.push(reader.value(type, type.storageClass(-1)));
    }
  }
  if (known?.layout !== undefined) {
    const live: Datum[] = [];
    known.layout.fieldAt.forEach((field, i) => {
      if (field >= 0) live.push(values[i] ?? null);
    });
    return { kind: 'record', typeId: id, fieldTypes: known.types, fieldNames: known.names, values: live };
  }
  if (known === undefined) return { kind: 'record', typeId: id, fieldTypes: types, fieldNames: names, values };
  // Attributes added to the type since the value was stored are NULL.
  while (values.length < known.types.length) values.push(null);
  return { kind: 'record', typeId: id, fieldTypes: known.types, fieldNames: known.names, values };
}
