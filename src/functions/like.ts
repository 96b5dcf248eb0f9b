/**
 * LIKE and ILIKE (PostgreSQL 9.7.1). A pattern is compiled once: to startsWith, endsWith, includes or equality where it
 * is that simple, to a run of indexOf where it has only `%`, else to a loop that backtracks to the last `%` alone.
 * In patterns the escape is always the backslash; ESCAPE is rewritten to that by like_escape.
 */
import { PgError } from '../errors/index.js';
import { lowerText } from './characters.js';
import type { ScalarFamily } from './function-impl.js';

export type TextMatcher = (text: string) => boolean;

const ANY_ONE = -1;
const ANY_RUN = -2;
const BAD_ESCAPE = -3;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

function escapeError(): PgError {
  return new PgError('invalid_escape_sequence', 'LIKE pattern must not end with escape character');
}

/** UTF-16 units and the marks above. */
function parsePattern(pattern: string): number[] {
  const elements: number[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern.charCodeAt(i);
    if (unit === 37) {
      if (elements[elements.length - 1] !== ANY_RUN) elements.push(ANY_RUN);
    } else if (unit === 95) elements.push(ANY_ONE);
    else if (unit === 92) elements.push(i + 1 < pattern.length ? pattern.charCodeAt(++i) : BAD_ESCAPE);
    else elements.push(unit);
  }
  return elements;
}

function matchElements(text: string, elements: readonly number[]): boolean {
  const length = text.length;
  const count = elements.length;
  let i = 0;
  let p = 0;
  let run = -1;
  let mark = 0;
  while (i < length) {
    const element = p < count ? (elements[p] as number) : NaN;
    const unit = text.charCodeAt(i);
    if (element === unit) {
      i++;
      p++;
    } else if (element === ANY_ONE) {
      i += isHighSurrogate(unit) ? 2 : 1;
      p++;
    } else if (element === ANY_RUN) {
      run = p++;
      mark = i;
    } else if (element === BAD_ESCAPE) throw escapeError();
    else if (run >= 0) {
      p = run + 1;
      mark += isHighSurrogate(text.charCodeAt(mark)) ? 2 : 1;
      i = mark;
    } else return false;
  }
  while (p < count && elements[p] === ANY_RUN) p++;
  return p === count;
}

const textOf = (units: readonly number[]): string => String.fromCharCode(...units);

function compile(pattern: string): TextMatcher {
  const elements = parsePattern(pattern);
  if (elements.includes(ANY_ONE) || elements.includes(BAD_ESCAPE) || elements.length > 10000) return text => matchElements(text, elements);
  const parts: string[] = [];
  let start = 0;
  elements.forEach((element, i) => {
    if (element !== ANY_RUN) return;
    parts.push(textOf(elements.slice(start, i)));
    start = i + 1;
  });
  parts.push(textOf(elements.slice(start)));
  const first = parts[0] as string;
  const last = parts[parts.length - 1] as string;
  if (parts.length === 1) return text => text === first;
  if (parts.length === 2) {
    if (last === '') return first === '' ? () => true : text => text.startsWith(first);
    if (first === '') return text => text.endsWith(last);
    const shortest = first.length + last.length;
    return text => text.length >= shortest && text.startsWith(first) && text.endsWith(last);
  }
  const middle = parts.slice(1, -1);
  if (middle.length === 1 && first === '' && last === '') {
    const part = middle[0] as string;
    return text => text.includes(part);
  }
  return text => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (let i = 0; i < middle.length; i++) {
      const part = middle[i] as string;
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - at >= last.length && text.endsWith(last);
  };
}

const CACHE_MAX = 1000;
const cache = new Map<string, TextMatcher>();
let lastPattern = '';
let lastMatcher: TextMatcher = text => text === '';

/** Matcher of a LIKE pattern. Throws 22025 while matching, as PostgreSQL does, when a trailing escape is reached. */
export function likeMatcher(pattern: string): TextMatcher {
  if (pattern === lastPattern) return lastMatcher;
  let matcher = cache.get(pattern);
  if (!matcher) {
    matcher = compile(pattern);
    if (cache.size >= CACHE_MAX) cache.clear();
    cache.set(pattern, matcher);
  }
  lastPattern = pattern;
  lastMatcher = matcher;
  return matcher;
}

/** The literal start that all matches have; `isExact` when nothing may follow. For index conditions. */
export function likePrefix(pattern: string): { prefix: string; isExact: boolean } {
  const elements = parsePattern(pattern);
  const end = elements.findIndex(e => e < 0);
  if (end < 0) return { prefix: textOf(elements), isExact: true };
  let units = elements.slice(0, end);
  // A character is never cut in half.
  if (units.length > 0 && isHighSurrogate(units[units.length - 1] as number)) units = units.slice(0, -1);
  return { prefix: textOf(units), isExact: false };
}

/** Rewrites a pattern that uses another escape character, or none (''), to one that uses the backslash. */
export function likeEscape(pattern: string, escape: string): string {
  if (escape === '') return pattern.replaceAll('\\', '\\\\');
  if ([...escape].length !== 1) {
    throw new PgError('invalid_escape_sequence', 'invalid escape string', { hint: 'Escape string must be empty or one character.' });
  }
  if (escape === '\\') return pattern;
  let out = '';
  let isEscaped = false;
  for (const c of pattern) {
    if (c === escape && !isEscaped) {
      out += '\\';
      isEscaped = true;
    } else {
      out += c === '\\' && !isEscaped ? '\\\\' : c;
      isEscaped = false;
    }
  }
  return out;
}

/** Bytes as characters below 256, so that the same code matches them. */
const binary = (bytes: Uint8Array): string => {
  let out = '';
  for (const b of bytes) out += String.fromCharCode(b);
  return out;
};

const like = (text: string, pattern: string): boolean => likeMatcher(pattern)(text);
const notLike = (text: string, pattern: string): boolean => !likeMatcher(pattern)(text);
const likeIgnoringCase = (text: string, pattern: string): boolean => likeMatcher(lowerText(pattern))(lowerText(text));
const notLikeIgnoringCase = (text: string, pattern: string): boolean => !likeIgnoringCase(text, pattern);
const likeBytes = (bytes: Uint8Array, pattern: Uint8Array): boolean => likeMatcher(binary(pattern))(binary(bytes));

export const likeFunctions: ScalarFamily = {
  'textlike(text,text)': like,
  'textnlike(text,text)': notLike,
  'like(text,text)': like,
  'notlike(text,text)': notLike,
  'bpcharlike(bpchar,text)': like,
  'bpcharnlike(bpchar,text)': notLike,
  'namelike(name,text)': like,
  'namenlike(name,text)': notLike,
  'like(name,text)': like,
  'notlike(name,text)': notLike,
  'texticlike(text,text)': likeIgnoringCase,
  'texticnlike(text,text)': notLikeIgnoringCase,
  'bpchariclike(bpchar,text)': likeIgnoringCase,
  'bpcharicnlike(bpchar,text)': notLikeIgnoringCase,
  'nameiclike(name,text)': likeIgnoringCase,
  'nameicnlike(name,text)': notLikeIgnoringCase,
  'bytealike(bytea,bytea)': likeBytes,
  'byteanlike(bytea,bytea)': (bytes: Uint8Array, pattern: Uint8Array) => !likeBytes(bytes, pattern),
  'like(bytea,bytea)': likeBytes,
  'notlike(bytea,bytea)': (bytes: Uint8Array, pattern: Uint8Array) => !likeBytes(bytes, pattern),
  'like_escape(text,text)': likeEscape,
  'like_escape(bytea,bytea)': (pattern: Uint8Array, escape: Uint8Array) => {
    const rewritten = likeEscape(binary(pattern), binary(escape));
    return Uint8Array.from(rewritten, c => c.charCodeAt(0));
  },
};
