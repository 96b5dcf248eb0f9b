/**
 * TypeOps of types that the types/ registry does not know: enums, domains, composites and arrays over them, made from their
 * catalog rows; anyarray columns of pg_statistic and pg_attribute; and opaque stand-ins for the few built-in types that only
 * system relations mention.
 *
 * An enum value is its label at run time and its pg_enum oid (4 bytes) in a row, so that renaming a label needs no rewrite; its
 * key bytes are its sort order.
 */
import { oid, type Oid } from '../../base/index.js';
import { notSupported, PgError } from '../../errors/index.js';
import {
  VECTOR,
  arrayType,
  builtinType,
  compositeType,
  makeVectorType,
  multirangeType,
  rangeType,
  type AttributeLayout,
  type CompositeField,
  type Datum,
  type TypeOps,
} from '../../types/index.js';
import type { TypeDescriptor } from '../descriptors.js';

/** Types of pg_statistic_ext_data, which have no input in PostgreSQL either. */
const STATISTICS_TYPES: ReadonlySet<string> = new Set(['pg_ndistinct', 'pg_dependencies', 'pg_mcv_list']);

export interface EnumLabel {
  readonly oid: Oid;
  readonly label: string;
  readonly sortOrder: number;
}

/** What making TypeOps asks of the catalog. */
export interface TypeSource {
  typeById(id: Oid): TypeDescriptor | undefined;
  typeOps(id: Oid): TypeOps | undefined;
  enumValues(typeId: Oid): readonly EnumLabel[];
  compositeFields(relationId: Oid): readonly CompositeField[];
  /** Where the fields stand, when attributes have been dropped. */
  compositeLayout(relationId: Oid): AttributeLayout | undefined;
}

const TEXT = builtinType(oid(25))!;
const ANYARRAY = oid(2277);

function bigEndian(n: number): Uint8Array {
  return Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
}

/** Sort orders are float4 values; their bits, made order-preserving. */
function orderedBits(sortOrder: number): number {
  const bits = new Uint32Array(Float32Array.of(sortOrder).buffer)[0]!;
  return (bits & 0x80000000) !== 0 ? ~bits >>> 0 : (bits | 0x80000000) >>> 0;
}

function enumType(type: TypeDescriptor, labels: readonly EnumLabel[]): TypeOps {
  const byLabel = new Map(labels.map(l => [l.label, l]));
  const byOid = new Map<number, string>(labels.map(l => [l.oid, l.label]));
  const byBits = new Map(labels.map(l => [orderedBits(l.sortOrder), l.label]));
  const find = (label: string): EnumLabel => {
    const found = byLabel.get(label);
    if (found === undefined) throw new PgError('invalid_text_representation', `invalid input value for enum ${type.name}: "${label}"`);
    return found;
  };
  const order = (v: Datum): number => find(v as string).sortOrder;
  return {
    ...TEXT,
    oid: type.oid,
    name: type.name,
    arrayOid: type.arrayType,
    length: 4,
    parse: text => find(text).label,
    receive: (bytes, typmod, context) => find(TEXT.receive(bytes, typmod, context) as string).label,
    compare: (a, b) => order(a) - order(b),
    equals: (a, b) => a === b,
    storageClass: () => 'encoded',
    encode: v => bigEndian(find(v as string).oid),
    decode: (bytes, start) => {
      const id = ((bytes[start]! << 24) | (bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!) >>> 0;
      const label = byOid.get(id);
      if (label === undefined) throw new PgError('invalid_binary_representation', `invalid internal value for enum: ${id}`);
      return label;
    },
    encodeKey: (v, out) => out.bytes(bigEndian(orderedBits(order(v)))),
    decodeKey: (bytes, start) => {
      const bits = ((bytes[start]! << 24) | (bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!) >>> 0;
      return { value: byBits.get(bits) ?? null, next: start + 4 };
    },
  };
}

/** A domain behaves as its base type; its input checks what it forbids, casts are the analyzer's to check. */
function domainType(type: TypeDescriptor, base: TypeOps): TypeOps {
  const { oid: id, baseTypmod } = type;
  return {
    ...base,
    oid: id,
    name: type.name,
    arrayOid: type.arrayType,
    parse: (text, _typmod, context) => {
      const value = base.parse(text, baseTypmod, context);
      context.checkDomain?.(id, value);
      return value;
    },
    receive: (bytes, _typmod, context) => {
      const value = base.receive(bytes, baseTypmod, context);
      context.checkDomain?.(id, value);
      return value;
    },
  };
}

/** Any array value with its element type in front: oid (4 bytes), then as the array type stores it. */
export function anyArrayType(resolve: (id: Oid) => TypeOps | undefined): TypeOps {
  const plain = builtinType(ANYARRAY) ?? TEXT;
  const arrayOver = (elementType: Oid): TypeOps => {
    const element = resolve(elementType);
    if (element === undefined) throw new PgError('undefined_object', `cache lookup failed for type ${elementType}`);
    return arrayType(element);
  };
  const elementOf = (value: Datum): Oid => (value as { elementType: Oid }).elementType;
  return {
    ...plain,
    length: -1,
    format: (value, context) => arrayOver(elementOf(value)).format(value, context),
    send: (value, context) => arrayOver(elementOf(value)).send(value, context),
    storageClass: () => 'encoded',
    encode: value => {
      const body = arrayOver(elementOf(value)).encode!(value);
      const bytes = new Uint8Array(4 + body.length);
      bytes.set(bigEndian(elementOf(value)), 0);
      bytes.set(body, 4);
      return bytes;
    },
    decode: (bytes, start, length) => {
      const id = ((bytes[start]! << 24) | (bytes[start + 1]! << 16) | (bytes[start + 2]! << 8) | bytes[start + 3]!) >>> 0;
      return arrayOver(oid(id)).decode!(bytes, start + 4, length - 4);
    },
  };
}

/** A built-in type without implementation: columns of it exist in system relations and are NULL or text. */
function opaqueType(type: TypeDescriptor): TypeOps {
  const refuse = (): never => {
    if (STATISTICS_TYPES.has(type.name)) throw new PgError('feature_not_supported', `cannot accept a value of type ${type.name}`);
    throw notSupported(`type ${type.name}`);
  };
  return {
    ...TEXT,
    oid: type.oid,
    name: type.name,
    arrayOid: type.arrayType,
    elementOid: type.elementType,
    length: type.length,
    parse: refuse,
    receive: refuse,
    comparable: false,
    storageClass: () => 'text',
  };
}

/** TypeOps for any type of the catalog but anyarray; undefined if there is no such type. They keep no hold of `source`. */
export function makeTypeOps(id: Oid, source: TypeSource): TypeOps | undefined {
  const known = builtinType(id);
  if (known !== undefined) return known;
  const type = source.typeById(id);
  if (type === undefined) return undefined;
  if (type.category === 'A' && type.elementType !== 0) {
    const element = source.typeOps(type.elementType);
    return element === undefined ? undefined : arrayType(element, type.name);
  }
  switch (type.kind) {
    case 'e':
      return enumType(type, source.enumValues(id));
    case 'd': {
      const base = source.typeOps(type.baseType);
      return base === undefined ? undefined : domainType(type, base);
    }
    case 'c': {
      const fields = source.compositeFields(type.relationId);
      const ops = new Map(fields.map(f => [f.typeId, source.typeOps(f.typeId)]));
      return compositeType(type.oid, type.name, type.arrayType, fields, field => ops.get(field) ?? builtinType(field), source.compositeLayout(type.relationId));
    }
    case 'r':
    case 'm': {
      const subtype = type.rangeSubtype === undefined ? undefined : source.typeOps(type.rangeSubtype);
      if (subtype === undefined) return opaqueType(type);
      const facts = { rangeType: type.rangeType!, multirangeType: type.multirangeType!, subtype, next: undefined };
      return type.kind === 'r' ? rangeType(type.name, type.arrayType, facts) : multirangeType(type.name, type.arrayType, facts);
    }
    default:
      return id === VECTOR ? makeVectorType() : opaqueType(type);
  }
}
