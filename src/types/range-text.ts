/** Text of ranges and multiranges: `[1,5)`, `empty`, `{[1,3),[7,)}`. */
import { PgError } from '../errors/index.js';

function malformedRange(text: string, detail: string): PgError {
  return new PgError('invalid_text_representation', `malformed range literal: "${text}"`, { detail });
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Texts of the bounds; null where infinite. */
export interface RangeParts {
  readonly isEmpty: boolean;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

const EMPTY: RangeParts = { isEmpty: true, lower: null, upper: null, lowerInclusive: false, upperInclusive: false };

/** A bound up to the next bare comma or closing bracket. */
function parseBound(text: string, start: number): { value: string | null; next: number } {
  let at = start;
  const first = text[at];
  if (first === ',' || first === ')' || first === ']') return { value: null, next: at };
  let value = '';
  let inQuotes = false;
  for (;;) {
    if (at >= text.length) throw malformedRange(text, 'Unexpected end of input.');
    const c = text[at] as string;
    if (!inQuotes && (c === ',' || c === ')' || c === ']')) return { value, next: at };
    at++;
    if (c === '\\') {
      if (at >= text.length) throw malformedRange(text, 'Unexpected end of input.');
      value += text[at++] as string;
    } else if (c !== '"') value += c;
    else if (!inQuotes) inQuotes = true;
    else if (text[at] === '"') {
      value += '"';
      at++;
    } else inQuotes = false;
  }
}

export function parseRangeText(text: string): RangeParts {
  let at = skipSpace(text, 0);
  if (text.slice(at, at + 5).toLowerCase() === 'empty') {
    at = skipSpace(text, at + 5);
    if (at < text.length) throw malformedRange(text, 'Junk after "empty" key word.');
    return EMPTY;
  }
  const open = text[at];
  if (open !== '[' && open !== '(') throw malformedRange(text, 'Missing left parenthesis or bracket.');
  const lower = parseBound(text, at + 1);
  if (text[lower.next] !== ',') throw malformedRange(text, 'Missing comma after lower bound.');
  const upper = parseBound(text, lower.next + 1);
  const close = text[upper.next];
  if (close !== ']' && close !== ')') throw malformedRange(text, 'Too many commas.');
  at = skipSpace(text, upper.next + 1);
  if (at < text.length) throw malformedRange(text, 'Junk after right parenthesis or bracket.');
  return { isEmpty: false, lower: lower.value, upper: upper.value, lowerInclusive: open === '[', upperInclusive: close === ']' };
}

export function quoteBound(text: string): string {
  return text.length === 0 || /["\\()[\],\s]/.test(text) ? `"${text.replace(/["\\]/g, '$&$&')}"` : text;
}

function malformedMultirange(text: string, detail: string): PgError {
  return new PgError('invalid_text_representation', `malformed multirange literal: "${text}"`, { detail });
}

/** Position just after the range that starts at `start`. */
function endOfRange(text: string, start: number): number {
  let inQuotes = false;
  for (let at = start + 1; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (c === '"') {
      if (inQuotes && text[at + 1] === '"') at++;
      else inQuotes = !inQuotes;
    } else if (!inQuotes && (c === ']' || c === ')')) return at + 1;
  }
  throw malformedMultirange(text, 'Unexpected end of input.');
}

/** Texts of the ranges, empty ones left out. */
export function parseMultirangeText(text: string): string[] {
  let at = skipSpace(text, 0);
  if (text[at] !== '{') throw malformedMultirange(text, 'Missing left brace.');
  at = skipSpace(text, at + 1);
  const ranges: string[] = [];
  if (text[at] !== '}') {
    for (;;) {
      at = skipSpace(text, at);
      if (at >= text.length) throw malformedMultirange(text, 'Unexpected end of input.');
      const c = text[at];
      if (c === '[' || c === '(') {
        const end = endOfRange(text, at);
        ranges.push(text.slice(at, end));
        at = end;
      } else if (text.slice(at, at + 5).toLowerCase() === 'empty') at += 5;
      else throw malformedMultirange(text, 'Expected range start.');
      at = skipSpace(text, at);
      if (at >= text.length) throw malformedMultirange(text, 'Unexpected end of input.');
      if (text[at] === '}') break;
      if (text[at] !== ',') throw malformedMultirange(text, 'Expected comma or end of multirange.');
      at++;
    }
  }
  at = skipSpace(text, at + 1);
  if (at < text.length) throw malformedMultirange(text, 'Junk after closing right brace.');
  return ranges;
}
