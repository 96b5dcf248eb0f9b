/** Making json and jsonb of SQL values: to_json, row_to_json, json_build_object, json_object, json_agg and their jsonb forms (PostgreSQL chapters 9.16, 9.21). */
import { PgError } from '../errors/index.js';
import { JsonArray, Jsonb, JsonObject, quoteJson, type ArrayValue, type Datum, type JsonNode } from '../types/index.js';
import type { AggregateFamily, AggregateImpl, CallContext, ScalarFamily } from './function-impl.js';
import { isStructured, jsonKey, jsonShape, toJsonNode, toJsonText } from './json-value.js';
import { jsonError } from './jsonb-access.js';
import { variadicArguments } from './string.js';

const shapeOfArgument = (context: CallContext, i = 0) => jsonShape(context.argumentTypes[i] as number, context);

function toJson(value: Datum, context: CallContext): string {
  return toJsonText(value, shapeOfArgument(context), context);
}

function toJsonPretty(value: Datum, isPretty: boolean, context: CallContext): string {
  return toJsonText(value, shapeOfArgument(context), context, isPretty);
}

// --- json_build_object, json_build_array ---

function buildArray(...all: unknown[]): string | null {
  const list = variadicArguments(all, 0);
  if (list === null) return null;
  const { values, types, context } = list;
  return `[${values.map((value, i) => toJsonText(value, jsonShape(types[i] as number, context), context)).join(', ')}]`;
}

function buildArrayNode(...all: unknown[]): Jsonb | null {
  const list = variadicArguments(all, 0);
  if (list === null) return null;
  const { values, types, context } = list;
  return Jsonb.of(JsonArray.of(values.map((value, i) => toJsonNode(value, jsonShape(types[i] as number, context), context))));
}

function checkPairs(count: number, name: string): void {
  if (count % 2 === 0) return;
  throw jsonError('argument list must have even number of elements', `The arguments of ${name}() must consist of alternating keys and values.`);
}

function buildObject(...all: unknown[]): string | null {
  const list = variadicArguments(all, 0);
  if (list === null) return null;
  const { values, types, context } = list;
  checkPairs(values.length, 'json_build_object');
  const members: string[] = [];
  for (let i = 0; i < values.length; i += 2) {
    const key = values[i] as Datum;
    if (key === null) throw new PgError('invalid_parameter_value', `argument ${i + 1} cannot be null`, { hint: 'Object keys should be text.' });
    const name = quoteJson(jsonKey(key, jsonShape(types[i] as number, context), context));
    members.push(`${name} : ${toJsonText(values[i + 1] as Datum, jsonShape(types[i + 1] as number, context), context)}`);
  }
  return `{${members.join(', ')}}`;
}

function buildObjectNode(...all: unknown[]): Jsonb | null {
  const list = variadicArguments(all, 0);
  if (list === null) return null;
  const { values, types, context } = list;
  checkPairs(values.length, 'jsonb_build_object');
  const keys: string[] = [];
  const nodes: JsonNode[] = [];
  for (let i = 0; i < values.length; i += 2) {
    const key = values[i] as Datum;
    if (key === null) throw jsonError(`argument ${i + 1}: key must not be null`);
    keys.push(jsonKey(key, jsonShape(types[i] as number, context), context));
    nodes.push(toJsonNode(values[i + 1] as Datum, jsonShape(types[i + 1] as number, context), context));
  }
  return Jsonb.of(JsonObject.from(keys, nodes));
}

// --- json_object(text[]) ---

function subscriptError(message: string): PgError {
  return new PgError('array_subscript_error', message);
}

interface Pairs {
  readonly keys: readonly string[];
  readonly values: readonly (string | null)[];
}

function checkedKey(key: Datum): string {
  if (key === null) throw new PgError('null_value_not_allowed', 'null value not allowed for object key');
  return key as string;
}

/** Alternating names and values, or rows of two. */
function pairsOf(array: ArrayValue): Pairs {
  const { dims, values } = array;
  if (dims.length === 1 && (dims[0] as number) % 2 !== 0) throw subscriptError('array must have even number of elements');
  if (dims.length === 2 && dims[1] !== 2) throw subscriptError('array must have two columns');
  if (dims.length > 2) throw subscriptError('wrong number of array subscripts');
  const keys: string[] = [];
  const texts: (string | null)[] = [];
  for (let i = 0; i < values.length; i += 2) {
    keys.push(checkedKey(values[i] as Datum));
    texts.push(values[i + 1] as string | null);
  }
  return { keys, values: texts };
}

function pairsOfTwo(keys: ArrayValue, values: ArrayValue): Pairs {
  if (keys.dims.length > 1 || keys.dims.length !== values.dims.length) throw subscriptError('wrong number of array subscripts');
  if (keys.values.length !== values.values.length) throw subscriptError('mismatched array dimensions');
  return { keys: keys.values.map(checkedKey), values: values.values as readonly (string | null)[] };
}

function pairsText({ keys, values }: Pairs): string {
  return `{${keys.map((key, i) => `${quoteJson(key)} : ${values[i] === null ? 'null' : quoteJson(values[i] as string)}`).join(', ')}}`;
}

const pairsNode = ({ keys, values }: Pairs): Jsonb => Jsonb.of(JsonObject.from([...keys], [...values]));

// --- aggregates ---

interface TextState {
  text: string | null;
}

const collectText: AggregateImpl<TextState> = {
  skipNulls: false,
  init: () => ({ text: null }),
  transition(state, value: Datum, context: CallContext) {
    const shape = shapeOfArgument(context);
    const item = toJsonText(value, shape, context);
    // A structure goes on a line of its own, unless it is the first.
    state.text = state.text === null ? `[${item}` : `${state.text}, ${value !== null && isStructured(shape) ? '\n ' : ''}${item}`;
    return state;
  },
  final: state => (state.text === null ? null : `${state.text}]`),
};

interface NodeState {
  keys: string[];
  nodes: JsonNode[];
  isEmpty: boolean;
}

const noNodes = (): NodeState => ({ keys: [], nodes: [], isEmpty: true });

const collectNodes: AggregateImpl<NodeState> = {
  skipNulls: false,
  init: noNodes,
  transition(state, value: Datum, context: CallContext) {
    state.isEmpty = false;
    state.nodes.push(toJsonNode(value, shapeOfArgument(context), context));
    return state;
  },
  final: state => (state.isEmpty ? null : Jsonb.of(JsonArray.of(state.nodes.slice()))),
};

const nullName = (): PgError => new PgError('invalid_parameter_value', 'field name must not be null');

const collectMembersText: AggregateImpl<TextState> = {
  skipNulls: false,
  init: () => ({ text: null }),
  transition(state, key: Datum, value: Datum, context: CallContext) {
    if (key === null) throw nullName();
    const name = quoteJson(jsonKey(key, shapeOfArgument(context), context));
    const member = `${name} : ${toJsonText(value, shapeOfArgument(context, 1), context)}`;
    state.text = state.text === null ? `{ ${member}` : `${state.text}, ${member}`;
    return state;
  },
  final: state => (state.text === null ? null : `${state.text} }`),
};

const collectMembers: AggregateImpl<NodeState> = {
  skipNulls: false,
  init: noNodes,
  transition(state, key: Datum, value: Datum, context: CallContext) {
    if (key === null) throw nullName();
    state.isEmpty = false;
    state.keys.push(jsonKey(key, shapeOfArgument(context), context));
    state.nodes.push(toJsonNode(value, shapeOfArgument(context, 1), context));
    return state;
  },
  final: state => (state.isEmpty ? null : Jsonb.of(JsonObject.from(state.keys.slice(), state.nodes.slice()))),
};

export const jsonBuildFunctions: ScalarFamily = {
  'to_json(anyelement)': toJson,
  'to_jsonb(anyelement)': (value: Datum, context: CallContext) => Jsonb.of(toJsonNode(value, shapeOfArgument(context), context)),
  'row_to_json(record)': toJson,
  'row_to_json(record,bool)': toJsonPretty,
  'array_to_json(anyarray)': toJson,
  'array_to_json(anyarray,bool)': toJsonPretty,
  'json_build_array(any)': buildArray,
  'json_build_array()': () => '[]',
  'jsonb_build_array(any)': buildArrayNode,
  'jsonb_build_array()': () => Jsonb.of(JsonArray.of([])),
  'json_build_object(any)': buildObject,
  'json_build_object()': () => '{}',
  'jsonb_build_object(any)': buildObjectNode,
  'jsonb_build_object()': () => Jsonb.of(JsonObject.of([], [])),
  'json_object(_text)': (array: ArrayValue) => pairsText(pairsOf(array)),
  'json_object(_text,_text)': (keys: ArrayValue, values: ArrayValue) => pairsText(pairsOfTwo(keys, values)),
  'jsonb_object(_text)': (array: ArrayValue) => pairsNode(pairsOf(array)),
  'jsonb_object(_text,_text)': (keys: ArrayValue, values: ArrayValue) => pairsNode(pairsOfTwo(keys, values)),
};

export const jsonAggregates: AggregateFamily = {
  'json_agg(anyelement)': collectText as AggregateImpl,
  'jsonb_agg(anyelement)': collectNodes as AggregateImpl,
  'json_object_agg(any,any)': collectMembersText as AggregateImpl,
  'jsonb_object_agg(any,any)': collectMembers as AggregateImpl,
};
