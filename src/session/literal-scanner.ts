/**
 * Finds the literals of a simple statement without parsing it: its shape (the text with each literal replaced by a mark of its type) and the literals.
 * Two texts of one shape differ in nothing but the values of their literals.
 *
 * Whatever needs a real lexer (comments, parameters, escape strings, dollar quotes, strings continued on another line) is left alone: no shape.
 */

/**
 * - `integer`: fits int4. `bigint`: fits int8 only. `numeric`: anything else written in digits.
 * - `string`: quoted; its type is what its surroundings make of it.
 */
export type LiteralKind = 'integer' | 'bigint' | 'numeric' | 'string';

export interface Literal {
  readonly kind: LiteralKind;
  /** Digits with their sign, or the string without quotes. */
  readonly text: string;
  /** UTF-16 offset of its first character: quote, digit, or the sign that belongs to it. */
  readonly location: number;
}

export interface ScannedStatement {
  readonly shape: string;
  readonly literals: readonly Literal[];
}

const LENGTH_MAX = 2048;
const LITERALS_MAX = 64;
/** Up to so many digits a number is sure to fit. */
const INT4_DIGITS = 9;
const INT8_DIGITS = 18;

/** Characters that names and numbers are made of. */
const WORD = 1;
const DIGIT = 2;
const SPACE = 3;
/** A minus behind one of these is a sign. */
const BEFORE_SIGN = 4;
/** Not to be met outside of quotes. */
const FOREIGN = 5;
const QUOTE = 6;
const DOUBLE_QUOTE = 7;
const MINUS = 8;
const DOT = 9;
const SEMICOLON = 10;
const SLASH = 11;

const CLASS = new Uint8Array(128);
function classify(characters: string, kind: number): void {
  for (let i = 0; i < characters.length; i++) CLASS[characters.charCodeAt(i)] = kind;
}
// Control characters, among them the marks of shapes.
CLASS.fill(FOREIGN, 0, 32);
CLASS.fill(WORD, 65, 91);
CLASS.fill(WORD, 97, 123);
CLASS.fill(DIGIT, 48, 58);
classify('_', WORD);
classify(' \t\r\n\f', SPACE);
classify('=(,+*', BEFORE_SIGN);
classify("'", QUOTE);
classify('"', DOUBLE_QUOTE);
classify('-', MINUS);
classify('.', DOT);
classify(';', SEMICOLON);
classify('/', SLASH);
classify('$\\:[]', FOREIGN);

const MARKS: Readonly<Record<LiteralKind, string>> = { integer: '\u0001', bigint: '\u0002', numeric: '\u0003', string: '\u0004' };

function classAt(sql: string, at: number): number {
  if (at < 0 || at >= sql.length) return SPACE;
  const code = sql.charCodeAt(at);
  return code < 128 ? CLASS[code]! : WORD;
}

/** End of the run of digits that begins at `at`. */
function digitsEnd(sql: string, at: number): number {
  let end = at;
  while (end < sql.length && CLASS[sql.charCodeAt(end)] === DIGIT) end++;
  return end;
}

/** The shape and the literals of a statement; null when it has none, or is not simple enough. */
export function scanLiterals(sql: string): ScannedStatement | null {
  const { length } = sql;
  if (length > LENGTH_MAX) return null;
  const literals: Literal[] = [];
  let shape = '';
  /** Text before this offset is in the shape. */
  let taken = 0;
  /** Class of the last character that is not a space. */
  let before = SPACE;
  /** Offset of a minus that would be the sign of a number that follows, or -1. */
  let sign = -1;
  let at = 0;
  while (at < length) {
    const kind = classAt(sql, at);
    if (kind === SPACE) {
      at++;
      continue;
    }
    if (kind === DIGIT) {
      let end = digitsEnd(sql, at);
      let literal: LiteralKind = end - at <= INT4_DIGITS ? 'integer' : end - at <= INT8_DIGITS ? 'bigint' : 'numeric';
      if (classAt(sql, end) === DOT) {
        end = digitsEnd(sql, end + 1);
        literal = 'numeric';
      }
      const next = classAt(sql, end);
      if (next === WORD || next === DOT || literals.length === LITERALS_MAX) return null;
      const start = sign >= 0 ? sign : at;
      const digits = sql.slice(at, end);
      // Ten digits may fit int4 or not: the value decides the type. At the very border the sign would, too; of nineteen digits it is int8 or numeric.
      if (literal === 'bigint') {
        const value = Number(digits);
        if (value === 0x8000_0000 || digits.startsWith('0')) return null;
        if (value < 0x8000_0000) literal = 'integer';
      }
      if (literal === 'numeric' && end - at === INT8_DIGITS + 1 && !digits.includes('.')) return null;
      literals.push({ kind: literal, text: sign >= 0 ? `-${digits}` : digits, location: start });
      shape += sql.slice(taken, start) + MARKS[literal];
      taken = at = end;
      before = DIGIT;
      sign = -1;
      continue;
    }
    if (kind === QUOTE) {
      // A letter in front makes it another kind of string.
      if (classAt(sql, at - 1) === WORD || classAt(sql, at - 1) === DIGIT || sql.charCodeAt(at - 1) === 0x26 || literals.length === LITERALS_MAX) return null;
      let end = at + 1;
      let isDoubled = false;
      for (;;) {
        end = sql.indexOf("'", end);
        if (end < 0) return null;
        if (sql.charCodeAt(end + 1) !== 0x27) break;
        isDoubled = true;
        end += 2;
      }
      const body = sql.slice(at + 1, end);
      if (body.includes('\\') || body.includes('\0')) return null;
      literals.push({ kind: 'string', text: isDoubled ? body.replaceAll("''", "'") : body, location: at });
      shape += sql.slice(taken, at) + MARKS.string;
      taken = at = end + 1;
      while (at < length && classAt(sql, at) === SPACE) at++;
      if (at < length && classAt(sql, at) === QUOTE) return null;
      before = DIGIT;
      sign = -1;
      continue;
    }
    switch (kind) {
      case FOREIGN:
        return null;
      case WORD:
        do at++;
        while (classAt(sql, at) === WORD || classAt(sql, at) === DIGIT);
        before = WORD;
        sign = -1;
        continue;
      case DOUBLE_QUOTE:
        at = sql.indexOf('"', at + 1);
        if (at < 0) return null;
        break;
      case MINUS:
        if (classAt(sql, at + 1) === MINUS) return null;
        // Only where two tokens cannot have run together.
        sign = before === BEFORE_SIGN && (classAt(sql, at - 1) === SPACE || isBracketOrComma(sql, at - 1)) && classAt(sql, at + 1) === DIGIT ? at : -1;
        before = MINUS;
        at++;
        continue;
      case SLASH:
        if (sql.charCodeAt(at + 1) === 0x2a) return null;
        break;
      case DOT:
        if (classAt(sql, at + 1) === DIGIT) return null;
        break;
      case SEMICOLON:
        // Only at the end.
        for (let rest = at + 1; rest < length; rest++) if (classAt(sql, rest) !== SPACE) return null;
        break;
      default:
        break;
    }
    before = kind;
    sign = -1;
    at++;
  }
  if (literals.length === 0) return null;
  return { shape: shape + sql.slice(taken), literals };
}

function isBracketOrComma(sql: string, at: number): boolean {
  const code = sql.charCodeAt(at);
  return code === 0x28 || code === 0x2c;
}
