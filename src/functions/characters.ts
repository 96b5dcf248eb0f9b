/**
 * Characters as the functions see them: code points, and the letter classes and one-to-one case mappings of the
 * `C.UTF-8` locale (order by code point, letters by Unicode). Strings of ASCII only take the fast ways.
 */

import { PgError } from '../errors/index.js';
import { inPortions, PORTION, type TypeContext } from '../types/index.js';

/** Elements of a list, far from where V8 ends the process (2^27). */
export const LIST_MAX = 1 << 26;

const NON_ASCII = /[^\x00-\x7f]/;
const SURROGATE = /[\ud800-\udfff]/;

export function isAscii(text: string): boolean {
  return !NON_ASCII.test(text);
}

/** True when code points and UTF-16 units differ. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** Characters of a string, each a string. */
export function characters(text: string): string[] {
  if (text.length > LIST_MAX) throw new PgError('program_limit_exceeded', 'requested length too large');
  return hasSurrogates(text) ? [...text] : text.split('');
}

function mapCharacters(text: string, map: (c: string) => string): string {
  let out = '';
  for (const c of text) out += c < '\x80' ? map(c) : singleOr(c, map(c));
  return out;
}

/** A mapping to several characters (ß to SS) is none here, except that İ loses its dot. */
function singleOr(from: string, to: string): string {
  if (from === 'İ' && to.length > 1) return 'i';
  return to.length === ((to.codePointAt(0) as number) > 0xffff ? 2 : 1) ? to : from;
}

const lowerOne = (c: string): string => c.toLowerCase();
const upperOne = (c: string): string => c.toUpperCase();

export function lowerText(text: string, context?: TypeContext): string {
  if (text.length > PORTION) return inPortions(text, context?.work, lowerPiece);
  return lowerPiece(text);
}

export function upperText(text: string, context?: TypeContext): string {
  if (text.length > PORTION) return inPortions(text, context?.work, upperPiece);
  return upperPiece(text);
}

const lowerPiece = (text: string): string => (isAscii(text) ? text.toLowerCase() : mapCharacters(text, lowerOne));
const upperPiece = (text: string): string => (isAscii(text) ? text.toUpperCase() : mapCharacters(text, upperOne));

const LETTER_OR_DIGIT = /[\p{Alphabetic}\p{Nd}]/u;

/** First letter of each word upper, the others lower; words are runs of letters and digits. */
export function capitalizeWords(text: string, context?: TypeContext): string {
  let isInside = false;
  return inPortions(text, context?.work, piece => {
    let out = '';
    for (const c of piece) {
      out += isInside ? lowerOfOne(c) : upperOfOne(c);
      isInside = LETTER_OR_DIGIT.test(c);
    }
    return out;
  });
}

const lowerOfOne = (c: string): string => (c < '\x80' ? c.toLowerCase() : singleOr(c, c.toLowerCase()));
const upperOfOne = (c: string): string => (c < '\x80' ? c.toUpperCase() : singleOr(c, c.toUpperCase()));

/** ASCII letters only, as identifiers and option names are folded. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, run => run.toLowerCase());
}
