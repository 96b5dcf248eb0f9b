/** String functions and operators (PostgreSQL 9.4): positions and lengths count characters, that is code points. */
import { PgError } from '../errors/index.js';
import {
  characterCount,
  characterOffset,
  inPortions,
  PORTION,
  TEXT_UNITS_MAX,
  textTooLong,
  trimBlanks,
  typeOids,
  utf8Bytes,
  type ArrayValue,
  type Datum,
  type Int8,
  type WorkPort,
} from '../types/index.js';
import { capitalizeWords, characters, hasSurrogates, lowerText, upperText } from './characters.js';
import type { CallContext, ScalarFamily, SetFamily } from './function-impl.js';

/** Characters `from` up to `to` (exclusive), counted from 0. */
function sliceCharacters(text: string, from: number, to: number): string {
  if (!hasSurrogates(text)) return text.slice(from, to);
  const start = characterOffset(text, from);
  return text.slice(start, start + characterOffset(text.slice(start), to - from));
}

export function substring(text: string, start: number, length?: number): string {
  if (length === undefined) return start <= 1 ? text : sliceCharacters(text, start - 1, Infinity);
  if (length < 0) throw new PgError('substring_error', 'negative substring length not allowed');
  const end = start + length;
  return end <= 1 ? '' : sliceCharacters(text, Math.max(start, 1) - 1, end - 1);
}

function overlay(text: string, replacement: string, start: number, length: number): string {
  if (start <= 0) throw new PgError('substring_error', 'negative substring length not allowed');
  const end = start + length;
  if (end > 2147483647) throw new PgError('numeric_value_out_of_range', 'integer out of range');
  return substring(text, 1, start - 1) + replacement + substring(text, end);
}

/** Position of a part counted from 1; 0 if it is not there. */
export function position(text: string, part: string): number {
  const at = text.indexOf(part);
  return at <= 0 ? at + 1 : characterCount(text.slice(0, at)) + 1;
}

function left(text: string, count: number): string {
  if (count >= 0) return sliceCharacters(text, 0, count);
  const length = characterCount(text) + count;
  return length <= 0 ? '' : sliceCharacters(text, 0, length);
}

function right(text: string, count: number): string {
  // The most negative integer has no opposite: nothing is skipped.
  const skip = count < 0 ? -count | 0 : characterCount(text) - count;
  return skip <= 0 ? text : sliceCharacters(text, skip, Infinity);
}

/** Filling of `count` characters. */
function filling(fill: string, count: number): string {
  const width = characterCount(fill);
  const whole = Math.floor(count / width);
  return fill.repeat(whole) + sliceCharacters(fill, 0, count - whole * width);
}

function pad(text: string, length: number, fill: string, isLeft: boolean): string {
  const wanted = Math.max(length, 0);
  const have = characterCount(text);
  if (have >= wanted) return sliceCharacters(text, 0, wanted);
  if (fill === '') return text;
  if (wanted > TEXT_UNITS_MAX) throw textTooLong();
  const padding = filling(fill, wanted - have);
  return isLeft ? padding + text : text + padding;
}

function repeat(text: string, count: number): string {
  if (count <= 0 || text === '') return '';
  if (text.length * count > TEXT_UNITS_MAX) throw textTooLong();
  return text.repeat(count);
}

/** Units of a text that are worked on at a time, and pieces that are put together: V8 ends the process on lists of more than 2^27. */
const PORTION_UNITS = 1 << 20;
const PIECES_MAX = 100_000;

function replace(text: string, from: string, to: string, context?: CallContext): string {
  if (from === '' || !text.includes(from)) return text;
  if (text.length <= PORTION_UNITS) return text.split(from).join(to);
  let out = '';
  let start = 0;
  while (start < text.length) {
    if (from.length === 1) {
      out += text
        .slice(start, start + PORTION_UNITS)
        .split(from)
        .join(to);
      start += PORTION_UNITS;
    } else {
      const pieces: string[] = [];
      let at = text.indexOf(from, start);
      for (; at >= 0 && pieces.length < PIECES_MAX; at = text.indexOf(from, start)) {
        pieces.push(text.slice(start, at), to);
        start = at + from.length;
      }
      out += pieces.join('');
      if (at < 0) return out + text.slice(start);
    }
    if (out.length > TEXT_UNITS_MAX) throw textTooLong();
    context?.work?.check();
  }
  return out;
}

/** Trims characters of a set from the chosen ends. */
export function trim(text: string, set: string, atStart: boolean, atEnd: boolean, work?: WorkPort): string {
  let start = 0;
  let end = text.length;
  if (!hasSurrogates(text) && !hasSurrogates(set)) {
    if (atStart) while (start < end && set.includes(text[start] as string)) if (++start % PORTION === 0) work?.check();
    if (atEnd) while (end > start && set.includes(text[end - 1] as string)) if (--end % PORTION === 0) work?.check();
    return start === 0 && end === text.length ? text : text.slice(start, end);
  }
  const members = new Set(set);
  const list = [...text];
  end = list.length;
  if (atStart) while (start < end && members.has(list[start] as string)) start++;
  if (atEnd) while (end > start && members.has(list[end - 1] as string)) end--;
  return list.slice(start, end).join('');
}

function translate(text: string, from: string, to: string, context?: CallContext): string {
  const sources = characters(from);
  const targets = characters(to);
  const map = new Map<string, string>();
  sources.forEach((c, i) => {
    if (!map.has(c)) map.set(c, targets[i] ?? '');
  });
  return inPortions(text, context?.work, piece => {
    let out = '';
    for (const c of piece) out += map.get(c) ?? c;
    return out;
  });
}

function reverse(text: string, context?: CallContext): string {
  let out = '';
  inPortions(text, context?.work, piece => {
    out = characters(piece).reverse().join('') + out;
    return '';
  });
  return out;
}

function splitPart(text: string, separator: string, field: number): string {
  if (field === 0) throw new PgError('invalid_parameter_value', 'field position must not be zero');
  if (text === '') return '';
  if (separator === '') return field === 1 || field === -1 ? text : '';
  if (field > 0) {
    let start = 0;
    for (let n = 1; n < field; n++) {
      const at = text.indexOf(separator, start);
      if (at < 0) return '';
      start = at + separator.length;
    }
    const end = text.indexOf(separator, start);
    return end < 0 ? text.slice(start) : text.slice(start, end);
  }
  const parts = text.split(separator);
  return parts[parts.length + field] ?? '';
}

const CODE_POINT_MAX = 0x10ffff;

function chr(code: number): string {
  if (code < 0) throw new PgError('invalid_parameter_value', 'character number must be positive');
  if (code === 0) throw new PgError('program_limit_exceeded', 'null character not permitted');
  if (code > CODE_POINT_MAX) throw new PgError('program_limit_exceeded', `requested character too large for encoding: ${code}`);
  if (code >= 0xd800 && code <= 0xdfff) throw new PgError('program_limit_exceeded', `requested character not valid for encoding: ${code}`);
  return String.fromCodePoint(code);
}

const NORMAL_FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'];

function normalForm(name: string): string {
  const upper = name.toUpperCase();
  if (!NORMAL_FORMS.includes(upper)) throw new PgError('invalid_parameter_value', `invalid normalization form: ${name}`);
  return upper;
}

function unicodeEscapeError(message: string, hint?: string): PgError {
  return new PgError('syntax_error', message, hint === undefined ? undefined : { hint });
}

/** unistr: \XXXX, \+XXXXXX, \uXXXX, \UXXXXXXXX and \\. */
function unescapeUnicode(text: string): string {
  let out = '';
  let pending = 0;
  let i = 0;
  const invalidPair = (): PgError => unicodeEscapeError('invalid Unicode surrogate pair');
  while (i < text.length) {
    const c = text[i] as string;
    if (c !== '\\') {
      if (pending) throw invalidPair();
      out += c;
      i++;
      continue;
    }
    if (text[i + 1] === '\\') {
      if (pending) throw invalidPair();
      out += '\\';
      i += 2;
      continue;
    }
    const m = /^\\(?:u?([0-9a-fA-F]{4})|\+([0-9a-fA-F]{6})|U([0-9a-fA-F]{8}))/.exec(text.slice(i, i + 10));
    if (!m) {
      throw unicodeEscapeError('invalid Unicode escape', 'Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.');
    }
    const code = parseInt((m[1] ?? m[2] ?? m[3]) as string, 16);
    if (code === 0 || code > CODE_POINT_MAX) {
      throw new PgError('invalid_parameter_value', `invalid Unicode code point: ${code.toString(16).toUpperCase().padStart(4, '0')}`);
    }
    const isHigh = code >= 0xd800 && code <= 0xdbff;
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    if (pending !== 0) {
      if (!isLow) throw invalidPair();
      out += String.fromCharCode(pending, code);
      pending = 0;
    } else if (isLow) throw invalidPair();
    else if (isHigh) pending = code;
    else out += String.fromCodePoint(code);
    i += m[0].length;
  }
  if (pending) throw invalidPair();
  return out;
}

/** Text of a value for concat, format and ||. */
export function outputText(value: Datum, typeId: number, context: CallContext): string {
  if (typeof value === 'string') return value;
  const ops = context.typeById(typeId as never);
  if (!ops) throw new PgError('internal_error', `cache lookup failed for type ${typeId}`);
  return ops.format(value, context);
}

/** The value cast to text, which for a few types is not its output form. */
export function castToText(value: Datum, typeId: number, context: CallContext): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const text = outputText(value, typeId, context);
  if (typeId === typeOids.BPCHAR) return trimBlanks(text);
  if (typeId === typeOids.INET && !text.includes('/')) return text + (text.includes(':') ? '/128' : '/32');
  return text;
}

/** Arguments of a VARIADIC "any" function past the first `skip`: as listed, or out of one array that was given as VARIADIC. */
export function variadicArguments(all: readonly unknown[], skip: number): { values: readonly Datum[]; types: readonly number[]; context: CallContext } | null {
  const context = all[all.length - 1] as CallContext;
  if (context.isVariadic) {
    const array = all[all.length - 2] as ArrayValue | null;
    if (array === null) return null;
    return { values: array.values, types: array.values.map(() => array.elementType), context };
  }
  return { values: all.slice(skip, -1) as Datum[], types: context.argumentTypes.slice(skip), context };
}

function concat(...all: unknown[]): string | null {
  const list = variadicArguments(all, 0);
  if (!list) return null;
  let out = '';
  list.values.forEach((value, i) => {
    if (value !== null) out += outputText(value, list.types[i] as number, list.context);
  });
  return out;
}

function concatWithSeparator(...all: unknown[]): string | null {
  const separator = all[0] as string | null;
  if (separator === null) return null;
  const list = variadicArguments(all, 1);
  if (!list) return null;
  const parts: string[] = [];
  list.values.forEach((value, i) => {
    if (value !== null) parts.push(outputText(value, list.types[i] as number, list.context));
  });
  return parts.join(separator);
}

function length(text: string, context?: CallContext): number {
  if (text.length <= PORTION) return characterCount(text);
  let count = 0;
  inPortions(text, context?.work, piece => {
    count += characterCount(piece);
    return '';
  });
  return count;
}

export const stringFunctions: ScalarFamily = {
  'length(text)': length,
  'char_length(text)': length,
  'character_length(text)': length,
  'textlen(text)': length,
  'length(bpchar)': (text: string) => characterCount(trimBlanks(text)),
  'char_length(bpchar)': (text: string) => characterCount(trimBlanks(text)),
  'character_length(bpchar)': (text: string) => characterCount(trimBlanks(text)),
  'octet_length(text)': utf8Bytes,
  'octet_length(bpchar)': utf8Bytes,
  'bit_length(text)': (text: string) => utf8Bytes(text) * 8,
  'lower(text)': lowerText,
  'upper(text)': upperText,
  'initcap(text)': capitalizeWords,
  'substr(text,int4)': (text: string, start: number) => substring(text, start),
  'substr(text,int4,int4)': substring,
  'substring(text,int4)': (text: string, start: number) => substring(text, start),
  'substring(text,int4,int4)': substring,
  'position(text,text)': position,
  'strpos(text,text)': position,
  'overlay(text,text,int4)': (text: string, by: string, start: number) => overlay(text, by, start, characterCount(by)),
  'overlay(text,text,int4,int4)': overlay,
  'left(text,int4)': left,
  'right(text,int4)': right,
  'lpad(text,int4)': (text: string, count: number) => pad(text, count, ' ', true),
  'lpad(text,int4,text)': (text: string, count: number, fill: string) => pad(text, count, fill, true),
  'rpad(text,int4)': (text: string, count: number) => pad(text, count, ' ', false),
  'rpad(text,int4,text)': (text: string, count: number, fill: string) => pad(text, count, fill, false),
  'ltrim(text)': (text: string, { work }: CallContext) => trim(text, ' ', true, false, work),
  'ltrim(text,text)': (text: string, set: string, { work }: CallContext) => trim(text, set, true, false, work),
  'rtrim(text)': (text: string, { work }: CallContext) => trim(text, ' ', false, true, work),
  'rtrim(text,text)': (text: string, set: string, { work }: CallContext) => trim(text, set, false, true, work),
  'btrim(text)': (text: string, { work }: CallContext) => trim(text, ' ', true, true, work),
  'btrim(text,text)': (text: string, set: string, { work }: CallContext) => trim(text, set, true, true, work),
  'repeat(text,int4)': repeat,
  'replace(text,text,text)': replace,
  'translate(text,text,text)': translate,
  'reverse(text)': reverse,
  'split_part(text,text,int4)': splitPart,
  'starts_with(text,text)': (text: string, prefix: string) => text.startsWith(prefix),
  'ascii(text)': (text: string) => text.codePointAt(0) ?? 0,
  'chr(int4)': chr,
  'to_hex(int4)': (value: number) => (value >>> 0).toString(16),
  'to_hex(int8)': (value: Int8) => (value >= 0 ? value.toString(16) : BigInt.asUintN(64, BigInt(value)).toString(16)),
  'normalize(text,text)': (text: string, form: string) => text.normalize(normalForm(form)),
  'is_normalized(text,text)': (text: string, form: string) => text.normalize(normalForm(form)) === text,
  'unistr(text)': unescapeUnicode,
  'textcat(text,text)': (a: string, b: string) => a + b,
  'textanycat(text,anynonarray)': (a: string, b: Datum, context: CallContext) => a + castToText(b, context.argumentTypes[1] as number, context),
  'anytextcat(anynonarray,text)': (a: Datum, b: string, context: CallContext) => castToText(a, context.argumentTypes[0] as number, context) + b,
  'concat(any)': concat,
  'concat_ws(text,any)': concatWithSeparator,
  'to_ascii(text)': () => toAscii(),
  'to_ascii(text,int4)': () => toAscii(),
  'to_ascii(text,name)': () => toAscii(),
};

function toAscii(): never {
  throw new PgError('feature_not_supported', 'encoding conversion from UTF8 to ASCII not supported');
}

/** Fields of a text; a null separator splits into characters. Null fields are those equal to `nullText`. */
export function* splitText(text: string, separator: string | null, nullText: string | null): Iterable<string | null> {
  if (text === '') return;
  const whole = (field: string): string | null => (field === nullText ? null : field);
  if (separator === null) {
    for (const character of text) yield whole(character);
    return;
  }
  let start = 0;
  if (separator !== '') {
    for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      yield whole(text.slice(start, at));
      start = at + separator.length;
    }
  }
  yield whole(text.slice(start));
}

export const stringSets: SetFamily = {
  'string_to_table(text,text)': (text: string | null, separator: string | null) => (text === null ? [] : splitText(text, separator, null)),
  'string_to_table(text,text,text)': (text: string | null, separator: string | null, nullText: string | null) =>
    text === null ? [] : splitText(text, separator, nullText),
};
