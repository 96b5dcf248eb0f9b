/**
 * The text form of arrays (PostgreSQL chapter 8.15.6): `{1,NULL,"a b"}`, `[0:1]={x,y}`, nested braces per dimension.
 * The reader is a state machine over the characters; which character is refused in which state decides the error's detail.
 */
import { PgError } from '../errors/index.js';
import { ELEMENTS_MASK } from './portions.js';
import type { WorkPort } from './type-ops.js';

export const ARRAY_DIMENSIONS_MAX = 6;

export interface ArrayText {
  readonly dims: number[];
  readonly lowerBounds: number[];
  /** Element texts in row-major order; null for NULL. */
  readonly elements: (string | null)[];
}

type State =
  'no level' | 'level started' | 'element started' | 'quoted started' | 'quoted completed' | 'element delimited' | 'level completed' | 'level delimited';

function malformed(text: string, detail: string): PgError {
  return new PgError('invalid_text_representation', `malformed array literal: "${text}"`, { detail });
}

export function tooManyDimensions(dimensions: number): PgError {
  return new PgError('program_limit_exceeded', `number of array dimensions (${dimensions}) exceeds the maximum allowed (${ARRAY_DIMENSIONS_MAX})`);
}

/** Upper bounds must fit an int4 with one to spare. */
export function checkArrayBounds(lowerBounds: readonly number[], dims: readonly number[]): void {
  for (let i = 0; i < dims.length; i++) {
    if ((lowerBounds[i] as number) + (dims[i] as number) > 2147483647) {
      throw new PgError('program_limit_exceeded', `array lower bound is too large: ${lowerBounds[i]}`);
    }
  }
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

function skipSpaces(text: string, at: number): number {
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** @param hasNulls an unquoted NULL is a null element (array_nulls) */
export function parseArrayText(text: string, delimiter: string, hasNulls = true, work?: WorkPort): ArrayText {
  const given = parseBounds(text);
  let at = given.next;
  if (given.dims.length === 0) {
    if (text[at] !== '{') throw malformed(text, 'Array value must start with "{" or dimension information.');
  } else {
    if (text[at] !== '=') throw malformed(text, 'Missing "=" after array dimensions.');
    at = skipSpaces(text, at + 1);
    if (text[at] !== '{') throw malformed(text, 'Array contents must start with "{".');
  }
  const { dims, elements } = parseBraces(text, at, delimiter, hasNulls, work);
  if (given.dims.length === 0) return { dims, lowerBounds: dims.map(() => 1), elements };
  if (dims.length !== given.dims.length || dims.some((n, i) => n !== given.dims[i])) {
    throw malformed(text, 'Specified array dimensions do not match array contents.');
  }
  checkArrayBounds(given.lowerBounds, dims);
  return { dims, lowerBounds: given.lowerBounds, elements };
}

/** The optional `[l:u][l:u]` prefix. */
function parseBounds(text: string): { dims: number[]; lowerBounds: number[]; next: number } {
  const dims: number[] = [];
  const lowerBounds: number[] = [];
  const digits = /[-+\d]*/y;
  const number = (at: number): string => {
    digits.lastIndex = at;
    return (digits.exec(text) as RegExpExecArray)[0];
  };
  let at = 0;
  for (;;) {
    at = skipSpaces(text, at);
    if (text[at] !== '[') return { dims, lowerBounds, next: at };
    at++;
    if (dims.length >= ARRAY_DIMENSIONS_MAX) throw tooManyDimensions(dims.length + 1);
    let bound = number(at);
    if (bound === '') throw malformed(text, '"[" must introduce explicitly-specified array dimensions.');
    at += bound.length;
    let lower = 1;
    if (text[at] === ':') {
      lower = toBound(bound);
      at++;
      bound = number(at);
      if (bound === '') throw malformed(text, 'Missing array dimension value.');
      at += bound.length;
    }
    if (text[at] !== ']') throw malformed(text, 'Missing "]" after array dimensions.');
    at++;
    const upper = toBound(bound);
    if (upper < lower) throw new PgError('array_subscript_error', 'upper bound cannot be less than lower bound');
    dims.push(upper - lower + 1);
    lowerBounds.push(lower);
  }
}

function toBound(text: string): number {
  const value = parseInt(text, 10);
  return value === value ? value | 0 : 0;
}

function parseBraces(text: string, start: number, delimiter: string, hasNulls: boolean, work?: WorkPort): { dims: number[]; elements: (string | null)[] } {
  const elements: (string | null)[] = [];
  const counts: number[] = [];
  // Per level: length of the sub-arrays closed so far (0 = none yet) and items in the open one.
  const lengthBefore: number[] = [];
  const items: number[] = [];
  let state: State = 'no level';
  let level = 0;
  let isEmpty = true;
  let element = '';
  let kept = 0; // Trailing blanks of an unquoted element are dropped, but never past here.
  let isQuoted = false;
  let at = start;

  const finishElement = (): void => {
    if (state === 'quoted completed') elements.push(element);
    else {
      let end = element.length;
      while (end > kept && isSpace(element.charCodeAt(end - 1))) end--;
      const value = element.slice(0, end);
      elements.push(hasNulls && !isQuoted && value.length === 4 && value.toUpperCase() === 'NULL' ? null : value);
    }
    element = '';
    kept = 0;
    isQuoted = false;
    items[level - 1] = (items[level - 1] as number) + 1;
  };

  for (;;) {
    if (at >= text.length) throw malformed(text, 'Unexpected end of input.');
    if ((at & ELEMENTS_MASK) === ELEMENTS_MASK) work?.check();
    const c = text[at] as string;
    const inQuotes: boolean = state === 'quoted started';
    if (c === '\\') {
      if (state !== 'level started' && state !== 'element started' && !inQuotes && state !== 'element delimited') {
        throw malformed(text, 'Unexpected "\\" character.');
      }
      if (!inQuotes) state = 'element started';
      at++;
      if (at >= text.length) throw malformed(text, 'Unexpected end of input.');
      element += text[at] as string;
      kept = element.length;
      isQuoted = true;
      isEmpty = false;
    } else if (c === '"') {
      if (state !== 'level started' && !inQuotes && state !== 'element delimited') throw malformed(text, 'Unexpected array element.');
      state = inQuotes ? 'quoted completed' : 'quoted started';
      isEmpty = false;
    } else if (inQuotes) {
      element += c;
    } else if (c === '{') {
      if (state !== 'no level' && state !== 'level started' && state !== 'level delimited') throw malformed(text, 'Unexpected "{" character.');
      state = 'level started';
      if (level >= ARRAY_DIMENSIONS_MAX) throw tooManyDimensions(level + 1);
      items[level] = 0;
      level++;
      if (lengthBefore.length < level) lengthBefore.push(0);
    } else if (c === '}') {
      if (state === 'element started' || state === 'quoted completed') finishElement();
      else if (state !== 'level completed' && !(level === 1 && state === 'level started')) throw malformed(text, 'Unexpected "}" character.');
      state = 'level completed';
      level--;
      const length = items[level] as number;
      if (lengthBefore[level] !== 0 && lengthBefore[level] !== length) {
        throw malformed(text, 'Multidimensional arrays must have sub-arrays with matching dimensions.');
      }
      lengthBefore[level] = length;
      counts[level] = length;
      if (level === 0) break;
      items[level - 1] = (items[level - 1] as number) + 1;
    } else if (c === delimiter) {
      if (state === 'element started' || state === 'quoted completed') {
        finishElement();
        state = 'element delimited';
      } else if (state === 'level completed') state = 'level delimited';
      else throw malformed(text, `Unexpected "${c}" character.`);
    } else if (isSpace(c.charCodeAt(0))) {
      if (state === 'element started') element += c;
    } else {
      if (state !== 'level started' && state !== 'element started' && state !== 'element delimited') throw malformed(text, 'Unexpected array element.');
      state = 'element started';
      element += c;
      isEmpty = false;
    }
    at++;
  }
  if (skipSpaces(text, at + 1) < text.length) throw malformed(text, 'Junk after closing right brace.');
  if (isEmpty) return { dims: [], elements: [] };
  return { dims: counts, elements };
}

const NEEDS_QUOTES = /[\s"\\{}]/;

export function formatArrayText(
  dims: readonly number[],
  lowerBounds: readonly number[],
  count: number,
  delimiter: string,
  element: (index: number) => string | null,
  work?: WorkPort,
): string {
  if (count === 0) return '{}';
  let out = '';
  if (lowerBounds.some(n => n !== 1)) {
    for (let i = 0; i < dims.length; i++) out += `[${lowerBounds[i]}:${(lowerBounds[i] as number) + (dims[i] as number) - 1}]`;
    out += '=';
  }
  // Elements before which level i opens and after which it closes: multiples of the size of its sub-array.
  const sizes: number[] = [];
  for (let i = dims.length - 1, size = 1; i >= 0; i--) sizes[i] = size *= dims[i] as number;
  const pieces: string[] = [];
  for (let n = 0; n < count; n++) {
    // Cutting makes one flat string of what was added bit by bit: as a chain of 200 million links it would need gigabytes.
    if (out.length >= PIECE_CHARACTERS) {
      pieces.push(out.slice(0, -1));
      out = out.slice(-1);
      work?.check();
    }
    if (n > 0) out += delimiter;
    for (const size of sizes) if (n % size === 0) out += '{';
    const text = element(n);
    out += text === null ? 'NULL' : quoteElement(text, delimiter);
    for (const size of sizes) if ((n + 1) % size === 0) out += '}';
  }
  if (pieces.length === 0) return out;
  pieces.push(out);
  return pieces.join('');
}

const PIECE_CHARACTERS = 1 << 16;

function quoteElement(text: string, delimiter: string): string {
  if (text.length > 0 && !NEEDS_QUOTES.test(text) && !text.includes(delimiter) && !(text.length === 4 && text.toUpperCase() === 'NULL')) return text;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
