/** SQL values as JSON: the kind of JSON each type becomes, as text (json) and as nodes (jsonb). */
import type { Oid } from '../base/index.js';
import type { Jsonb } from '../types/index.js';
import {
  dateText,
  formatJsonNode,
  isFiniteDate,
  isFiniteTimestamp,
  JsonArray,
  JsonObject,
  parseJsonNode,
  parseNumeric,
  quoteJson,
  timestampText,
  timestampTzText,
  typeOids,
  type ArrayValue,
  type DateStyle,
  type Datum,
  type Int8,
  type JsonNode,
  type RecordValue,
  type TypeOps,
} from '../types/index.js';
import { typeOps } from './array.js';
import type { CallContext } from './function-impl.js';
import { jsonError } from './jsonb-access.js';

type Kind = 'bool' | 'number' | 'date' | 'timestamp' | 'timestamptz' | 'json' | 'jsonb' | 'array' | 'composite' | 'text';

/** How values of a type become JSON. */
export interface JsonShape {
  readonly kind: Kind;
  readonly ops: TypeOps;
  /** Arrays: the elements'. */
  readonly element: JsonShape | null;
}

const KINDS: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [typeOids.BOOL, 'bool'],
  [typeOids.INT2, 'number'],
  [typeOids.INT4, 'number'],
  [typeOids.INT8, 'number'],
  [typeOids.FLOAT4, 'number'],
  [typeOids.FLOAT8, 'number'],
  [typeOids.NUMERIC, 'number'],
  [typeOids.DATE, 'date'],
  [typeOids.TIMESTAMP, 'timestamp'],
  [typeOids.TIMESTAMPTZ, 'timestamptz'],
  [typeOids.JSON, 'json'],
  [typeOids.JSONB, 'jsonb'],
  [typeOids.RECORD, 'composite'],
]);

/** Shapes by call context: both live as long as an execution. */
const shapes = new WeakMap<CallContext, Map<number, JsonShape>>();

export function jsonShape(type: number, context: CallContext): JsonShape {
  let known = shapes.get(context);
  if (known === undefined) shapes.set(context, (known = new Map<number, JsonShape>()));
  let shape = known.get(type);
  if (shape === undefined) known.set(type, (shape = makeShape(type, context)));
  return shape;
}

function makeShape(type: number, context: CallContext): JsonShape {
  const plain = KINDS.get(type);
  const ops = typeOps(type as Oid, context);
  if (plain !== undefined) return { kind: plain, ops, element: null };
  if (ops.elementOid !== 0) return { kind: 'array', ops, element: jsonShape(ops.elementOid, context) };
  const structure = context.catalog.typeStructure(type);
  if (structure.kind === 'domain') return jsonShape(structure.base, context);
  return { kind: structure.kind === 'composite' ? 'composite' : 'text', ops, element: null };
}

const ISO: { readonly dateStyle: DateStyle } = { dateStyle: { format: 'ISO', order: 'MDY' } };

function dateJson(days: number): string {
  return isFiniteDate(days) ? dateText(days, ISO) : days > 0 ? 'infinity' : '-infinity';
}

function timestampJson(value: Int8): string {
  if (!isFiniteTimestamp(value)) return value > 0 ? 'infinity' : '-infinity';
  return timestampText(value, ISO).replace(' ', 'T');
}

/** The offset always has minutes. */
function timestampTzJson(value: Int8, timeZone: string): string {
  if (!isFiniteTimestamp(value)) return value > 0 ? 'infinity' : '-infinity';
  return timestampTzText(value, { ...ISO, timeZone })
    .replace(' ', 'T')
    .replace(/([+-]\d\d)( BC)?$/, '$1:00$2');
}

/** The text of a scalar that is neither JSON nor a container. */
function scalarText(value: Datum, shape: JsonShape, context: CallContext): string {
  switch (shape.kind) {
    case 'bool':
      return value === true ? 'true' : 'false';
    case 'date':
      return dateJson(value as number);
    case 'timestamp':
      return timestampJson(value as Int8);
    case 'timestamptz':
      return timestampTzJson(value as Int8, context.timeZone);
    default:
      return shape.ops.format(value, context);
  }
}

/** Text forms of numbers that are no JSON numbers: NaN and the infinities. */
const NO_NUMBER = /^-?[IN]/;

/** A value as JSON text. Lines are broken between the outermost members or elements on request. */
export function toJsonText(value: Datum, shape: JsonShape, context: CallContext, breaksLines = false): string {
  if (value === null) return 'null';
  switch (shape.kind) {
    case 'bool':
      return value === true ? 'true' : 'false';
    case 'number': {
      const text = shape.ops.format(value, context);
      return NO_NUMBER.test(text) ? quoteJson(text) : text;
    }
    case 'json':
      return value as string;
    case 'jsonb':
      return formatJsonNode((value as Jsonb).root);
    case 'array':
      return arrayJson(value as ArrayValue, shape.element as JsonShape, context, breaksLines);
    case 'composite':
      return recordJson(value as RecordValue, context, breaksLines);
    default:
      return quoteJson(scalarText(value, shape, context));
  }
}

function arrayJson(array: ArrayValue, element: JsonShape, context: CallContext, breaksLines: boolean): string {
  if (array.dims.length === 0) return '[]';
  let at = 0;
  const dimension = (level: number, separator: string): string => {
    const parts: string[] = [];
    for (let i = 0; i < (array.dims[level] as number); i++) {
      parts.push(level === array.dims.length - 1 ? toJsonText(array.values[at++] as Datum, element, context) : dimension(level + 1, ','));
    }
    return `[${parts.join(separator)}]`;
  };
  return dimension(0, breaksLines ? ',\n ' : ',');
}

function recordJson(record: RecordValue, context: CallContext, breaksLines: boolean): string {
  const separator = breaksLines ? ',\n ' : ',';
  let out = '{';
  for (let i = 0; i < record.values.length; i++) {
    if (i > 0) out += separator;
    const shape = jsonShape(record.fieldTypes[i] as number, context);
    out += `${quoteJson(record.fieldNames[i] ?? '')}:${toJsonText(record.values[i] as Datum, shape, context)}`;
  }
  return out + '}';
}

/** A value as jsonb node. */
export function toJsonNode(value: Datum, shape: JsonShape, context: CallContext): JsonNode {
  if (value === null) return null;
  switch (shape.kind) {
    case 'bool':
      return value === true;
    case 'number': {
      const text = shape.ops.format(value, context);
      return NO_NUMBER.test(text) ? text : parseNumeric(text);
    }
    case 'json':
      return parseJsonNode(value as string);
    case 'jsonb':
      return (value as Jsonb).root;
    case 'array':
      return arrayNode(value as ArrayValue, shape.element as JsonShape, context);
    case 'composite': {
      const { values, fieldTypes, fieldNames } = value as RecordValue;
      const nodes = values.map((v, i) => toJsonNode(v, jsonShape(fieldTypes[i] as number, context), context));
      return JsonObject.from(
        nodes.map((_, i) => fieldNames[i] ?? ''),
        nodes,
      );
    }
    default:
      return scalarText(value, shape, context);
  }
}

function arrayNode(array: ArrayValue, element: JsonShape, context: CallContext): JsonNode {
  if (array.dims.length === 0) return JsonArray.of([]);
  let at = 0;
  const dimension = (level: number): JsonNode => {
    const items: JsonNode[] = [];
    for (let i = 0; i < (array.dims[level] as number); i++) {
      items.push(level === array.dims.length - 1 ? toJsonNode(array.values[at++] as Datum, element, context) : dimension(level + 1));
    }
    return JsonArray.of(items);
  };
  return dimension(0);
}

/** A non-null value as a member's name. */
export function jsonKey(value: Datum, shape: JsonShape, context: CallContext): string {
  switch (shape.kind) {
    case 'json':
    case 'jsonb':
    case 'array':
    case 'composite':
      throw jsonError('key value must be scalar, not array, composite, or json');
    default:
      return scalarText(value, shape, context);
  }
}

/** Is the value a container of SQL's (json_agg begins a line for each). */
export function isStructured(shape: JsonShape): boolean {
  return shape.kind === 'array' || shape.kind === 'composite';
}
