/**
 * JSON as SQL rows: json_populate_record(set), json_to_record(set) and their jsonb forms (PostgreSQL chapter 9.16). A field's JSON becomes a value by
 * the field's type: arrays element by element, composites member by member, everything else through the type's text input.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  arrayOf,
  formatJsonNode,
  JsonArray,
  Jsonb,
  type JsonObject,
  quoteJson,
  typeOids,
  type ArrayValue,
  type Datum,
  type JsonNode,
  type RecordValue,
} from '../types/index.js';
import { typeOps } from './array.js';
import type { CallContext, ScalarFamily, SetFamily } from './function-impl.js';
import { readJson, spanText, type JsonSpan } from './json-span.js';
import { isScalarNode, jsonError } from './jsonb-access.js';

/** A JSON value of either type. */
interface Source {
  readonly kind: 'null' | 'string' | 'scalar' | 'array' | 'object';
  /** Elements of an array. */
  items(): readonly Source[];
  /** A member of an object. */
  member(name: string): Source | undefined;
  readonly isEmpty: boolean;
  /** For the input function of a type. */
  text(type: number): string;
}

class NodeSource implements Source {
  readonly kind: Source['kind'];
  constructor(readonly node: JsonNode) {
    this.kind = node === null ? 'null' : typeof node === 'string' ? 'string' : isScalarNode(node) ? 'scalar' : node instanceof JsonArray ? 'array' : 'object';
  }
  items(): readonly Source[] {
    return (this.node as JsonArray).items.map(item => new NodeSource(item));
  }
  member(name: string): Source | undefined {
    const node = (this.node as JsonObject).get(name);
    return node === undefined ? undefined : new NodeSource(node);
  }
  get isEmpty(): boolean {
    return (this.node as JsonObject).length === 0;
  }
  text(type: number): string {
    const { node } = this;
    return typeof node === 'string' && type !== typeOids.JSON && type !== typeOids.JSONB ? node : formatJsonNode(node);
  }
}

class SpanSource implements Source {
  readonly kind: Source['kind'];
  constructor(
    private readonly source: string,
    private readonly span: JsonSpan,
  ) {
    const { kind } = span;
    this.kind = kind === 'number' || kind === 'true' || kind === 'false' ? 'scalar' : kind;
  }
  items(): readonly Source[] {
    return this.span.items.map(item => new SpanSource(this.source, item));
  }
  /** The last of that name. */
  member(name: string): Source | undefined {
    const at = this.span.keys.lastIndexOf(name);
    return at < 0 ? undefined : new SpanSource(this.source, this.span.items[at] as JsonSpan);
  }
  get isEmpty(): boolean {
    return this.span.keys.length === 0;
  }
  text(type: number): string {
    if (this.kind !== 'string') return spanText(this.source, this.span);
    return type === typeOids.JSON || type === typeOids.JSONB ? quoteJson(this.span.value) : this.span.value;
  }
}

type Json = string | Jsonb;

const sourceOf = (json: Json): Source => (json instanceof Jsonb ? new NodeSource(json.root) : new SpanSource(json, readJson(json, true).root));

interface Field {
  readonly name: string;
  readonly type: number;
  readonly typmod: number;
}

/** Makes values of SQL types from JSON. */
class Populator {
  constructor(private readonly context: CallContext) {}

  /** `typeId` is the record's type; `base` gives the fields that the object lacks. */
  record(source: Source, typeId: number, fields: readonly Field[], base: RecordValue | null): RecordValue {
    if (source.kind !== 'object') throw jsonError(`cannot call populate_composite on ${source.kind === 'array' ? 'an array' : 'a scalar'}`);
    if (base !== null && source.isEmpty) return base;
    const values = fields.map((field, i) => {
      const given = source.member(field.name);
      const old = base === null ? null : (base.values[i] ?? null);
      if (given === undefined && base !== null) return old;
      return this.field(given, field.type, field.typmod, field.name, old);
    });
    return { kind: 'record', typeId: typeId as Oid, fieldTypes: fields.map(f => f.type as Oid), fieldNames: fields.map(f => f.name), values };
  }

  /** @param key the member's name, null inside arrays; for messages */
  private field(source: Source | undefined, type: number, typmod: number, key: string | null, old: Datum): Datum {
    const { context } = this;
    const structure = context.catalog.typeStructure(type);
    const isNull = source === undefined || source.kind === 'null';
    if (structure.kind === 'domain') {
      const value = isNull ? this.nullOf(structure.base) : this.field(source, structure.base, structure.typmod, key, old);
      context.checkDomain?.(type as Oid, value);
      return value;
    }
    if (isNull) return null;
    const ops = typeOps(type as Oid, context);
    if (source.kind !== 'string') {
      if (structure.kind === 'composite') return this.record(source, type, structure.fields, old as RecordValue | null);
      if (ops.elementOid !== 0) return new ArrayPopulator((item, element) => this.field(item, element, typmod, null, null), ops.elementOid, key).array(source);
    }
    if (type === typeOids.JSONB && source instanceof NodeSource) return Jsonb.of(source.node);
    return ops.parse(source.text(type), typmod, context);
  }

  /** NULL of a domain's base type, which may be a domain itself. */
  private nullOf(type: number): null {
    if (this.context.catalog.typeStructure(type).kind === 'domain') this.context.checkDomain?.(type as Oid, null);
    return null;
  }
}

/** JSON arrays as an SQL array: as deep as the first element is nested. */
class ArrayPopulator {
  private depth = 0;
  private readonly dims: number[] = [];
  private readonly sizes: number[] = [];
  private readonly values: Datum[] = [];

  constructor(
    private readonly populate: (source: Source, element: number) => Datum,
    private readonly element: Oid,
    private readonly key: string | null,
  ) {}

  array(source: Source): ArrayValue {
    this.dimension(source, 1);
    this.dims[0] = this.sizes[0] as number;
    if (this.values.length === 0) return arrayOf(this.element, []);
    return { kind: 'array', elementType: this.element, dims: this.dims, lowerBounds: this.dims.map(() => 1), values: this.values };
  }

  private dimension(source: Source, level: number): void {
    if (source.kind !== 'array') throw this.expected(level - 1);
    const items = source.items();
    if (this.depth === 0 && items[0]?.kind !== 'array') this.settle(level);
    for (const item of items) {
      if (this.depth > 0 && level >= this.depth) {
        this.values.push(this.populate(item, this.element));
        this.sizes[level - 1] = (this.sizes[level - 1] as number) + 1;
      } else {
        this.dimension(item, level + 1);
        this.closeDimension(level);
      }
    }
  }

  private settle(depth: number): void {
    this.depth = depth;
    for (let i = 0; i < depth; i++) {
      this.dims.push(-1);
      this.sizes.push(0);
    }
  }

  /** A sub-array of dimension `at` ends: it must be as long as its fellows. */
  private closeDimension(at: number): void {
    const size = this.sizes[at] as number;
    if (this.dims[at] === -1) this.dims[at] = size;
    else if (this.dims[at] !== size) {
      throw new PgError('invalid_text_representation', 'malformed JSON array', {
        detail: 'Multidimensional arrays must have sub-arrays with matching dimensions.',
      });
    }
    this.sizes[at] = 0;
    this.sizes[at - 1] = (this.sizes[at - 1] as number) + 1;
  }

  private expected(level: number): PgError {
    const { key } = this;
    let hint: string | undefined;
    if (level <= 0) hint = key === null ? undefined : `See the value of key "${key}".`;
    else {
      const place = this.sizes
        .slice(0, level)
        .map(n => `[${n}]`)
        .join('');
      hint = `See the array element ${place}${key === null ? '' : ` of key "${key}"`}.`;
    }
    return new PgError('invalid_text_representation', 'expected JSON array', hint === undefined ? undefined : { hint });
  }
}

// --- the row type of a call ---

interface RowType {
  readonly id: number;
  readonly fields: readonly Field[];
  /** The row type is a domain: its values are checked. */
  readonly domain: number | null;
}

/** From the column definition list; of a value of type record that is given, else of the argument's type. */
function rowTypeOfDefinitions(name: string, context: CallContext): RowType {
  const { resultColumns } = context;
  if (resultColumns === undefined) {
    throw new PgError('feature_not_supported', `could not determine row type for result of ${name}`, {
      hint: 'Provide a non-null record argument, or call the function in the FROM clause using a column definition list.',
    });
  }
  return { id: typeOids.RECORD, fields: resultColumns, domain: null };
}

function rowTypeOfArgument(name: string, base: RecordValue | null, context: CallContext): RowType {
  const type = context.argumentTypes[0] as number;
  if (type === typeOids.RECORD) return base === null ? rowTypeOfDefinitions(name, context) : rowTypeOfRecord(base, context);
  let structure = context.catalog.typeStructure(type);
  let id = type;
  while (structure.kind === 'domain') {
    id = structure.base;
    structure = context.catalog.typeStructure(id);
  }
  if (structure.kind !== 'composite') throw new PgError('datatype_mismatch', `first argument of ${name} must be a row type`);
  return { id, fields: structure.fields, domain: id === type ? null : type };
}

function rowTypeOfRecord(base: RecordValue, context: CallContext): RowType {
  const structure = context.catalog.typeStructure(base.typeId);
  if (structure.kind === 'composite') return { id: base.typeId, fields: structure.fields, domain: null };
  const fields = base.values.map((_, i) => ({ name: base.fieldNames[i] || `f${i + 1}`, type: base.fieldTypes[i] as number, typmod: -1 }));
  const { resultColumns } = context;
  if (resultColumns !== undefined) checkRow(fields, resultColumns, context);
  return { id: typeOids.RECORD, fields, domain: null };
}

function checkRow(returned: readonly Field[], expected: readonly Field[], context: CallContext): void {
  const message = 'function return row and query-specified return row do not match';
  if (returned.length !== expected.length) {
    const attributes = `${returned.length} attribute${returned.length === 1 ? '' : 's'}`;
    throw new PgError('datatype_mismatch', message, { detail: `Returned row contains ${attributes}, but query expects ${expected.length}.` });
  }
  returned.forEach((field, i) => {
    const wanted = (expected[i] as Field).type;
    if (field.type === wanted) return;
    const { catalog } = context;
    throw new PgError('datatype_mismatch', message, {
      detail: `Returned type ${catalog.formatType(field.type, null)} at ordinal position ${i + 1}, but query expects ${catalog.formatType(wanted, null)}.`,
    });
  });
}

function makeRow(source: Source, row: RowType, base: RecordValue | null, context: CallContext): RecordValue {
  const record = new Populator(context).record(source, row.id, row.fields, base);
  if (row.domain !== null) context.checkDomain?.(row.domain as Oid, record);
  return record;
}

// --- the functions ---

function populateRecord(name: string, base: RecordValue | null, json: Json | null, context: CallContext): RecordValue | null {
  const row = rowTypeOfArgument(name, base, context);
  return json === null ? base : makeRow(sourceOf(json), row, base, context);
}

function toRecord(name: string): (json: Json, context: CallContext) => RecordValue {
  return (json, context) => makeRow(sourceOf(json), rowTypeOfDefinitions(name, context), null, context);
}

function* rows(name: string, json: Json, row: RowType, base: RecordValue | null, context: CallContext): Iterable<Datum> {
  const source = sourceOf(json);
  if (source.kind !== 'array') {
    const isText = !(json instanceof Jsonb);
    throw jsonError(`cannot call ${name} on ${isText ? (source.kind === 'object' ? 'an object' : 'a scalar') : 'a non-array'}`);
  }
  const items = source.items();
  // All of it must be objects before the first row is made.
  if (items.some(item => item.kind !== 'object')) throw jsonError(`argument of ${name} must be an array of objects`);
  for (const item of items) yield makeRow(item, row, base, context);
}

function populateRecordset(name: string, base: RecordValue | null, json: Json | null, context: CallContext): Iterable<Datum> {
  const row = rowTypeOfArgument(name, base, context);
  return json === null ? [] : rows(name, json, row, base, context);
}

function toRecordset(name: string): (json: Json | null, context: CallContext) => Iterable<Datum> {
  return (json, context) => {
    const row = rowTypeOfDefinitions(name, context);
    return json === null ? [] : rows(name, json, row, null, context);
  };
}

export const jsonRecordFunctions: ScalarFamily = {
  'json_populate_record(anyelement,json,bool)': (base: RecordValue | null, json: string | null, _useText: boolean | null, context: CallContext) =>
    populateRecord('json_populate_record', base, json, context),
  'jsonb_populate_record(anyelement,jsonb)': (base: RecordValue | null, json: Jsonb | null, context: CallContext) =>
    populateRecord('jsonb_populate_record', base, json, context),
  'json_to_record(json)': toRecord('json_to_record'),
  'jsonb_to_record(jsonb)': toRecord('jsonb_to_record'),
};

export const jsonRecordSets: SetFamily = {
  'json_populate_recordset(anyelement,json,bool)': (base: RecordValue | null, json: string | null, _useText: boolean | null, context: CallContext) =>
    populateRecordset('json_populate_recordset', base, json, context),
  'jsonb_populate_recordset(anyelement,jsonb)': (base: RecordValue | null, json: Jsonb | null, context: CallContext) =>
    populateRecordset('jsonb_populate_recordset', base, json, context),
  'json_to_recordset(json)': toRecordset('json_to_recordset'),
  'jsonb_to_recordset(jsonb)': toRecordset('jsonb_to_recordset'),
};
