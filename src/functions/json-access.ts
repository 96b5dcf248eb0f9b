/** Reading json: members, paths, elements; all give the text as it was written (PostgreSQL chapter 9.16). */
import { quoteJson, TEXT, typeOids, type ArrayValue, type Datum } from '../types/index.js';
import type { ScalarFamily, SetFamily } from './function-impl.js';
import { readJson, spanAsText, spanText, type JsonDocument, type JsonSpan } from './json-span.js';
import { jsonError, pairRecord, pathInteger } from './jsonb-access.js';

type Output = (text: string, span: JsonSpan) => string | null;

/**
 * Follows a path through the text. Of several members with one name the last that leads to the end counts. A negative position is counted from the end of
 * the first array at its level that is long enough, whether the path leads through that array or not, and stays that from there on (PostgreSQL's way).
 */
class PathFinder {
  found: JsonSpan | undefined;
  private readonly indexes: (number | undefined)[];
  private readonly hasNegative: boolean;

  constructor(private readonly path: readonly (string | number)[]) {
    this.indexes = path.map(step => (typeof step === 'number' ? step : pathInteger(step)));
    this.hasNegative = this.indexes.some(index => index !== undefined && index < 0);
  }

  visit(span: JsonSpan, level: number, isOnPath: boolean): void {
    if (level === this.path.length) {
      if (isOnPath) this.found = span;
      return;
    }
    const { items } = span;
    let wanted: number | undefined;
    if (span.kind === 'array') {
      wanted = this.indexes[level];
      if (wanted !== undefined && wanted < 0 && -wanted <= items.length) this.indexes[level] = wanted += items.length;
    }
    const name = String(this.path[level]);
    for (let i = 0; i < items.length; i++) {
      const matches = isOnPath && (span.kind === 'array' ? i === wanted : span.keys[i] === name);
      if (matches || this.hasNegative) this.visit(items[i] as JsonSpan, level + 1, matches);
    }
  }
}

function find(root: JsonSpan, path: readonly (string | number)[]): JsonSpan | undefined {
  const finder = new PathFinder(path);
  finder.visit(root, 0, true);
  return finder.found;
}

function member(text: string, key: string, output: Output): string | null {
  const { root } = readJson(text, true);
  const found = root.kind === 'object' ? find(root, [key]) : undefined;
  return found === undefined ? null : output(text, found);
}

function element(text: string, index: number, output: Output): string | null {
  const { root } = readJson(text, true);
  const found = root.kind === 'array' ? find(root, [index]) : undefined;
  return found === undefined ? null : output(text, found);
}

function atPath(text: string, path: ArrayValue, output: Output): string | null {
  if (path.values.includes(null)) return null;
  const { root } = readJson(text, true);
  const found = find(root, path.values as readonly string[]);
  return found === undefined ? null : output(text, found);
}

function arrayLength(text: string): number {
  const { root } = readJson(text, false);
  if (root.kind === 'array') return root.items.length;
  throw jsonError(root.kind === 'object' ? 'cannot get array length of a non-array' : 'cannot get array length of a scalar');
}

function typeName(text: string): string {
  const { kind } = readJson(text, false).root;
  return kind === 'true' || kind === 'false' ? 'boolean' : kind;
}

// --- sets ---

function objectOf(document: JsonDocument): JsonSpan {
  const { root } = document;
  if (root.kind === 'object') return root;
  throw jsonError(root.kind === 'array' ? 'cannot deconstruct an array as an object' : 'cannot deconstruct a scalar');
}

function* eachMember(text: string): Iterable<Datum> {
  const { keys, items } = objectOf(readJson(text, true));
  for (let i = 0; i < keys.length; i++) yield pairRecord(keys[i] as string, spanText(text, items[i] as JsonSpan), typeOids.JSON);
}

function* eachMemberText(text: string): Iterable<Datum> {
  const { keys, items } = objectOf(readJson(text, true));
  for (let i = 0; i < keys.length; i++) yield pairRecord(keys[i] as string, spanAsText(text, items[i] as JsonSpan), TEXT);
}

function itemsOf(document: JsonDocument, name: string): readonly JsonSpan[] {
  const { root } = document;
  if (root.kind === 'array') return root.items;
  throw jsonError(`cannot call ${name} on a ${root.kind === 'object' ? 'non-array' : 'scalar'}`);
}

function* elements(text: string): Iterable<Datum> {
  for (const item of itemsOf(readJson(text, false), 'json_array_elements')) yield spanText(text, item);
}

function* elementTexts(text: string): Iterable<Datum> {
  for (const item of itemsOf(readJson(text, true), 'json_array_elements_text')) yield spanAsText(text, item);
}

function objectKeys(text: string): Iterable<Datum> {
  const { root } = readJson(text, true);
  if (root.kind === 'object') return root.keys;
  throw jsonError(`cannot call json_object_keys on ${root.kind === 'array' ? 'an array' : 'a scalar'}`);
}

// --- nulls ---

function withoutNulls(text: string, span: JsonSpan): string {
  switch (span.kind) {
    case 'array':
      return `[${span.items.map(item => withoutNulls(text, item)).join(',')}]`;
    case 'object': {
      const members: string[] = [];
      span.items.forEach((item, i) => {
        if (item.kind !== 'null') members.push(`${quoteJson(span.keys[i] as string)}:${withoutNulls(text, item)}`);
      });
      return `{${members.join(',')}}`;
    }
    case 'string':
      return quoteJson(span.value);
    default:
      return spanText(text, span);
  }
}

export const jsonAccessFunctions: ScalarFamily = {
  'json_object_field(json,text)': (text: string, key: string) => member(text, key, spanText),
  'json_object_field_text(json,text)': (text: string, key: string) => member(text, key, spanAsText),
  'json_array_element(json,int4)': (text: string, index: number) => element(text, index, spanText),
  'json_array_element_text(json,int4)': (text: string, index: number) => element(text, index, spanAsText),
  'json_extract_path(json,_text)': (text: string, path: ArrayValue) => atPath(text, path, spanText),
  'json_extract_path_text(json,_text)': (text: string, path: ArrayValue) => atPath(text, path, spanAsText),
  'json_array_length(json)': arrayLength,
  'json_typeof(json)': typeName,
  'json_strip_nulls(json)': (text: string) => withoutNulls(text, readJson(text, true).root),
};

export const jsonAccessSets: SetFamily = {
  'json_each(json)': eachMember,
  'json_each_text(json)': eachMemberText,
  'json_array_elements(json)': elements,
  'json_array_elements_text(json)': elementTexts,
  'json_object_keys(json)': objectKeys,
};
