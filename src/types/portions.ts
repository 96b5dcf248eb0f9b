/**
 * Long values are worked on in portions: between two of them the statement is asked whether it still has the time, and the pieces of the result are flat
 * strings, where one built a character at a time would be a chain of as many links.
 */
import { PgError } from '../errors/index.js';
import type { WorkPort } from './type-ops.js';

/** Characters or bytes of a portion: about a millisecond of work. */
export const PORTION = 1 << 17;
/** Elements of a list between two questions, as a mask of their number. */
export const ELEMENTS_MASK = 0xffff;
/** Longest string: V8's limit on Node 20 is 2^29 - 24 units; PostgreSQL's is 1 GB. */
export const TEXT_UNITS_MAX = 2 ** 29 - 25;

export function textTooLong(): PgError {
  return new PgError('program_limit_exceeded', 'requested length too large');
}

/** Asking for a character makes V8 put a chain of pieces into one. */
export function flat(text: string): string {
  text.charCodeAt(text.length - 1);
  return text;
}

/** Joins what `portion` makes of each piece of a text; no character is cut in two. @throws PgError 54000 when the result is too long */
export function inPortions(text: string, work: WorkPort | undefined, portion: (piece: string) => string): string {
  if (text.length <= PORTION) return portion(text);
  let out = '';
  for (let start = 0; start < text.length;) {
    let end = start + PORTION;
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff) end++;
    out += flat(portion(text.slice(start, end)));
    if (out.length > TEXT_UNITS_MAX) throw textTooLong();
    work?.check();
    start = end;
  }
  return out;
}

/** The same for bytes, in pieces of a multiple of `unit` bytes. */
export function bytesInPortions(bytes: Uint8Array, unit: number, work: WorkPort | undefined, portion: (piece: Uint8Array) => string): string {
  if (bytes.length <= PORTION) return portion(bytes);
  const size = PORTION - (PORTION % unit);
  let out = '';
  for (let start = 0; start < bytes.length; start += size) {
    out += flat(portion(bytes.subarray(start, start + size)));
    if (out.length > TEXT_UNITS_MAX) throw textTooLong();
    work?.check();
  }
  return out;
}
