/** Changing jsonb: concatenation, deletion, jsonb_set and jsonb_insert, assignment to subscripts (PostgreSQL chapters 9.16, 8.14.5). */
import { PgError } from '../errors/index.js';
import { formatJsonIndented, Jsonb, JsonArray, JsonObject, type ArrayValue, type Datum, type JsonNode } from '../types/index.js';
import type { CallContext, ScalarFamily } from './function-impl.js';
import { isScalarNode, jsonError, nodeAtPath, pathInteger, rootItems, wrap } from './jsonb-access.js';

function concatenate(a: Jsonb, b: Jsonb): Jsonb {
  const x = a.root;
  const y = b.root;
  if (x instanceof JsonObject && y instanceof JsonObject) {
    if (x.length === 0) return b;
    if (y.length === 0) return a;
    return Jsonb.of(JsonObject.from([...x.keys, ...y.keys], [...x.values, ...y.values]));
  }
  if (x instanceof JsonArray && y instanceof JsonArray) {
    if (x.length === 0) return b;
    if (y.length === 0) return a;
  }
  return Jsonb.of(JsonArray.of([...(rootItems(x) ?? [x]), ...(rootItems(y) ?? [y])]));
}

// --- deletion ---

function deleteKeys(j: Jsonb, keys: readonly Datum[]): Jsonb {
  const { root } = j;
  if (isScalarNode(root)) throw jsonError('cannot delete from scalar');
  if (root.length === 0 || keys.length === 0) return j;
  if (root instanceof JsonArray) return Jsonb.of(JsonArray.of(root.items.filter(item => typeof item !== 'string' || !keys.includes(item))));
  const kept: string[] = [];
  const values: JsonNode[] = [];
  root.keys.forEach((key, i) => {
    if (keys.includes(key)) return;
    kept.push(key);
    values.push(root.value(i));
  });
  return Jsonb.of(JsonObject.of(kept, values));
}

function deleteIndex(j: Jsonb, index: number): Jsonb {
  const { root } = j;
  if (isScalarNode(root)) throw jsonError('cannot delete from scalar');
  if (root instanceof JsonObject) throw jsonError('cannot delete from object using integer index');
  const at = index < 0 ? root.length + index : index;
  if (at < 0 || at >= root.length) return j;
  return Jsonb.of(JsonArray.of(root.items.filter((_, i) => i !== at)));
}

// --- changes at a path ---

/**
 * What happens at the end of the path.
 * `create`: set, adding what is missing; `replace`: set what is there; `fill`: as create, and the way there is made, too, gaps filled with null.
 */
type PathChange = 'create' | 'replace' | 'delete' | 'insert-before' | 'insert-after' | 'fill';

class PathChanger {
  constructor(
    private readonly path: readonly (string | null)[],
    private readonly change: PathChange,
    private readonly value: JsonNode,
  ) {}

  private get adds(): boolean {
    return this.change !== 'replace' && this.change !== 'delete';
  }

  apply(node: JsonNode, level = 0): JsonNode {
    const step = this.path[level];
    if (step === null) throw new PgError('null_value_not_allowed', `path element at position ${level + 1} is null`);
    if (node instanceof JsonArray) return this.inArray(node, step, level);
    if (node instanceof JsonObject) return this.inObject(node, step, level);
    if (this.change === 'fill') {
      throw new PgError('invalid_parameter_value', 'cannot replace existing key', {
        detail: 'The path assumes key is a composite object, but it is a scalar value.',
      });
    }
    return node;
  }

  private inObject(node: JsonObject, step: string | undefined, level: number): JsonNode {
    if (step === undefined) return node;
    const isLast = level === this.path.length - 1;
    const at = node.find(step);
    if (at < 0) {
      if (isLast && this.adds) return withMember(node, step, this.value);
      if (!isLast && this.change === 'fill') return withMember(node, step, this.chain(level));
      return node;
    }
    if (!isLast) {
      const values = node.values.slice();
      values[at] = this.apply(values[at] as JsonNode, level + 1);
      return JsonObject.of(node.keys, values);
    }
    switch (this.change) {
      case 'insert-before':
      case 'insert-after':
        throw jsonError('cannot replace existing key', 'Try using the function jsonb_set to replace key value.');
      case 'delete':
        return JsonObject.of(
          node.keys.filter((_, i) => i !== at),
          node.values.filter((_, i) => i !== at),
        );
      default: {
        const values = node.values.slice();
        values[at] = this.value;
        return JsonObject.of(node.keys, values);
      }
    }
  }

  private inArray(node: JsonArray, step: string | undefined, level: number): JsonNode {
    if (step === undefined) return node;
    const given = pathInteger(step);
    if (given === undefined) {
      throw new PgError('invalid_text_representation', `path element at position ${level + 1} is not an integer: "${step}"`);
    }
    const isLast = level === this.path.length - 1;
    const isFilling = this.change === 'fill';
    const items = node.items.slice();
    const count = items.length;
    let index = given;
    if (index < 0) {
      if (-index <= count) index += count;
      else if (isFilling) throw jsonError(`path element at position ${level + 1} is out of range: ${index}`);
      else {
        if (isLast && this.adds) items.unshift(this.value);
        return JsonArray.of(items);
      }
    }
    if (index < count) {
      if (!isLast) items[index] = this.apply(items[index] as JsonNode, level + 1);
      else if (this.change === 'delete') items.splice(index, 1);
      else if (this.change === 'insert-before') items.splice(index, 0, this.value);
      else if (this.change === 'insert-after') items.splice(index + 1, 0, this.value);
      else items[index] = this.value;
      return JsonArray.of(items);
    }
    if (!isFilling) {
      if (isLast && this.adds) items.push(this.value);
      return JsonArray.of(items);
    }
    pushNulls(items, index - count);
    items.push(isLast ? this.value : this.chain(level));
    return JsonArray.of(items);
  }

  /** The value inside the containers that the rest of the path, after `level`, asks for. */
  private chain(level: number): JsonNode {
    let node = this.value;
    for (let i = this.path.length - 1; i > level; i--) {
      const step = this.path[i] as string;
      const index = pathInteger(step);
      if (index === undefined) node = JsonObject.of([step], [node]);
      else {
        const items: JsonNode[] = [];
        pushNulls(items, index);
        items.push(node);
        node = JsonArray.of(items);
      }
    }
    return node;
  }
}

/** Elements that assignment far past the end may make: more would not fit a value of jsonb anyway. */
const ELEMENTS_MAX = 0x0fffffff;

function pushNulls(items: JsonNode[], count: number): void {
  if (count > ELEMENTS_MAX / 8) {
    throw new PgError('program_limit_exceeded', `number of jsonb array elements exceeds the maximum allowed (${ELEMENTS_MAX})`);
  }
  for (let i = 0; i < count; i++) items.push(null);
}

function withMember(node: JsonObject, key: string, value: JsonNode): JsonObject {
  return JsonObject.from([...node.keys, key], [...node.values, value]);
}

function pathOf(path: ArrayValue): readonly (string | null)[] {
  if (path.dims.length > 1) throw new PgError('array_subscript_error', 'wrong number of array subscripts');
  return path.values as readonly (string | null)[];
}

function changeAt(j: Jsonb, path: ArrayValue, change: PathChange, value: JsonNode): Jsonb {
  const steps = pathOf(path);
  if (isScalarNode(j.root)) throw jsonError(change === 'delete' ? 'cannot delete path in scalar' : 'cannot set path in scalar');
  if (steps.length === 0 || (j.root.length === 0 && (change === 'delete' || change === 'replace'))) return j;
  return Jsonb.of(new PathChanger(steps, change, value).apply(j.root));
}

function setLax(j: Jsonb | null, path: ArrayValue | null, value: Jsonb | null, create: boolean | null, treatment: string | null): Jsonb | null {
  if (j === null || path === null || create === null) return null;
  if (treatment === null) throw nullTreatment();
  if (value !== null) return changeAt(j, path, create ? 'create' : 'replace', value.root);
  switch (treatment) {
    case 'raise_exception':
      throw new PgError('null_value_not_allowed', 'JSON value must not be null', {
        detail: 'Exception was raised because null_value_treatment is "raise_exception".',
        hint: 'To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.',
      });
    case 'use_json_null':
      return changeAt(j, path, create ? 'create' : 'replace', null);
    case 'delete_key':
      return changeAt(j, path, 'delete', null);
    case 'return_target':
      return j;
    default:
      throw nullTreatment();
  }
}

function nullTreatment(): PgError {
  return jsonError('null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"');
}

// --- subscripts ---

const stepText = (subscript: Datum): string | null => (subscript === null ? null : String(subscript as string | number));

/** `j[a][b]` */
export function jsonbElement(j: Datum, subscripts: readonly Datum[]): Datum {
  if (j === null || subscripts.includes(null)) return null;
  return wrap(nodeAtPath((j as Jsonb).root, subscripts.map(stepText) as string[]));
}

/** `SET j[a][b] = value`: a NULL document begins as an array when the first subscript is an integer, else as an object; a NULL value is JSON's null. */
export function assignJsonbElement(j: Datum, subscripts: readonly Datum[], value: Datum): Datum {
  if (subscripts.includes(null)) throw new PgError('null_value_not_allowed', 'jsonb subscript in assignment must not be null');
  const start = j === null ? (typeof subscripts[0] === 'number' ? JsonArray.of([]) : JsonObject.of([], [])) : (j as Jsonb).root;
  const changer = new PathChanger(subscripts.map(stepText), 'fill', value === null ? null : (value as Jsonb).root);
  return Jsonb.of(changer.apply(start));
}

// --- nulls ---

function withoutNulls(node: JsonNode): JsonNode {
  if (node instanceof JsonArray) return JsonArray.of(node.items.map(withoutNulls));
  if (!(node instanceof JsonObject)) return node;
  const keys: string[] = [];
  const values: JsonNode[] = [];
  node.keys.forEach((key, i) => {
    const value = node.value(i);
    if (value === null) return;
    keys.push(key);
    values.push(withoutNulls(value));
  });
  return JsonObject.of(keys, values);
}

export const jsonbModifyFunctions: ScalarFamily = {
  'jsonb_concat(jsonb,jsonb)': concatenate,
  'jsonb_delete(jsonb,text)': (j: Jsonb, key: string) => deleteKeys(j, [key]),
  'jsonb_delete(jsonb,int4)': deleteIndex,
  'jsonb_delete(jsonb,_text)': (j: Jsonb, keys: ArrayValue) => {
    if (keys.dims.length > 1) throw new PgError('array_subscript_error', 'wrong number of array subscripts');
    return deleteKeys(
      j,
      keys.values.filter(key => key !== null),
    );
  },
  'jsonb_delete_path(jsonb,_text)': (j: Jsonb, path: ArrayValue) => changeAt(j, path, 'delete', null),
  'jsonb_set(jsonb,_text,jsonb,bool)': (j: Jsonb, path: ArrayValue, value: Jsonb, create: boolean) =>
    changeAt(j, path, create ? 'create' : 'replace', value.root),
  'jsonb_set_lax(jsonb,_text,jsonb,bool,text)': setLax,
  'jsonb_insert(jsonb,_text,jsonb,bool)': (j: Jsonb, path: ArrayValue, value: Jsonb, after: boolean) =>
    changeAt(j, path, after ? 'insert-after' : 'insert-before', value.root),
  'jsonb_strip_nulls(jsonb)': (j: Jsonb) => (isScalarNode(j.root) ? j : Jsonb.of(withoutNulls(j.root))),
  'jsonb_pretty(jsonb)': (j: Jsonb, { work }: CallContext) => formatJsonIndented(j.root, work),
};
