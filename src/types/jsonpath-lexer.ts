/**
 * Tokens of jsonpath. At each place the longest rule wins, of equally long ones the first, as PostgreSQL's scanner is generated to do; what it would
 * show in an error ("near") goes with every token.
 */
import { PgError } from '../errors/index.js';

export type PathTokenKind = 'end' | 'identifier' | 'keyword' | 'string' | 'variable' | 'numeric' | 'integer' | 'operator';

export interface PathToken {
  readonly kind: PathTokenKind;
  /** Value of a name, string, variable or number; the keyword in lower case; the operator. */
  readonly text: string;
  /** What an error message shows; empty for "at end of jsonpath input". */
  readonly near: string;
  /** Keywords as written. */
  readonly written: string;
}

const SPECIAL = '?%$.[]{}()|&!=<>@#,*:-+/';
const BLANKS = /[ \t\n\r\f]+/y;
const OTHER = /[^?%$.[\]{}()|&!=<>@#,*:\-+/\\" \t\n\r\f]+/y;
const NOT_QUOTE = /[^\\"]+/y;
const UNICODE = /(?:\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,6}\}))+/y;
const UNICODE_BROKEN = /(?:\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,6}\}))*\\u(?:\{[0-9A-Fa-f]{0,6}|[0-9A-Fa-f]{0,3})/y;
const HEX = /\\x[0-9A-Fa-f]{2}/y;
const HEX_BROKEN = /\\x[0-9A-Fa-f]?/y;
const ONE_OTHER = '[^?%$.[\\]{}()|&!=<>@#,*:\\-+/\\\\" \\t\\n\\r\\f]';
const INTEGER = '(?:0|[1-9][0-9]*)';
const DECIMAL = `(?:${INTEGER}\\.[0-9]*|\\.[0-9]+)`;
const REAL = `(?:${DECIMAL}|${INTEGER})[Ee][-+]?[0-9]+`;

type NumberRule = 'numeric' | 'integer' | 'bad exponent' | 'junk';
const NUMBER_RULES: readonly (readonly [NumberRule, RegExp])[] = [
  ['numeric', new RegExp(REAL, 'y')],
  ['numeric', new RegExp(DECIMAL, 'y')],
  ['integer', new RegExp(INTEGER, 'y')],
  ['bad exponent', new RegExp(`(?:${DECIMAL}|${INTEGER})[Ee][-+]`, 'y')],
  ['junk', new RegExp(INTEGER + ONE_OTHER, 'uy')],
  ['junk', new RegExp(DECIMAL + ONE_OTHER, 'uy')],
  ['junk', new RegExp(REAL + ONE_OTHER, 'uy')],
];

/** True: only in lower case. */
const KEYWORDS: ReadonlyMap<string, boolean> = new Map([
  ...['null', 'true', 'false'].map((word): [string, boolean] => [word, true]),
  ...'is to abs lax flag last size type with floor double exists starts strict ceiling unknown datetime keyvalue like_regex'
    .split(' ')
    .map((word): [string, boolean] => [word, false]),
]);

const OPERATORS = ['&&', '||', '**', '<=', '==', '<>', '!=', '>='];
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function matchAt(regex: RegExp, text: string, at: number): string {
  regex.lastIndex = at;
  return regex.exec(text)?.[0] ?? '';
}

export function pathSyntaxError(message: string, near: string): PgError {
  return new PgError('syntax_error', near === '' ? `${message} at end of jsonpath input` : `${message} at or near "${near}" of jsonpath input`);
}

export class JsonPathLexer {
  private at = 0;

  constructor(private readonly text: string) {}

  next(): PathToken {
    const { text } = this;
    for (;;) {
      this.at += matchAt(BLANKS, text, this.at).length;
      if (this.at >= text.length) return token('end', '', '');
      if (text.startsWith('/*', this.at)) {
        this.comment();
        continue;
      }
      const c = text[this.at] as string;
      if (c === '"') {
        this.at++;
        return token('string', this.quoted(), '"');
      }
      if (c === '$') {
        if (text[this.at + 1] === '"') {
          this.at += 2;
          return token('variable', this.quoted(), '"');
        }
        const name = matchAt(OTHER, text, this.at + 1);
        if (name !== '') {
          this.at += name.length + 1;
          return token('variable', name, `$${name}`);
        }
        return this.operator('$');
      }
      const number = this.number(c);
      if (number !== null) return number;
      if (SPECIAL.includes(c)) return this.operator(OPERATORS.find(op => text.startsWith(op, this.at)) ?? c);
      const name = this.name();
      // A name that a comment follows at once is lost, as PostgreSQL loses it.
      if (name !== null) return name;
    }
  }

  private operator(text: string): PathToken {
    this.at += text.length;
    return token('operator', text === '<>' ? '!=' : text, text);
  }

  private comment(): void {
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) throw pathSyntaxError('unexpected end of comment', '');
    this.at = end + 2;
  }

  private number(c: string): PathToken | null {
    if (!(c >= '0' && c <= '9') && c !== '.') return null;
    const { text, at } = this;
    let rule: NumberRule | null = null;
    let found = '';
    for (const [candidate, regex] of NUMBER_RULES) {
      const match = matchAt(regex, text, at);
      if (match.length > found.length) {
        rule = candidate;
        found = match;
      }
    }
    if (rule === null || matchAt(OTHER, text, at).length > found.length) return null;
    if (rule === 'bad exponent') throw pathSyntaxError('invalid numeric literal', found);
    if (rule === 'junk') throw pathSyntaxError('trailing junk after numeric literal', found);
    this.at += found.length;
    return token(rule, found, found);
  }

  /** An unquoted name, up to a blank, a special character or a quote; null when a comment ends it. */
  private name(): PathToken | null {
    const { text } = this;
    let name = '';
    for (;;) {
      const part = matchAt(OTHER, text, this.at);
      if (part !== '') {
        name += part;
        this.at += part.length;
        continue;
      }
      if (text[this.at] === '\\') {
        name += this.escape();
        continue;
      }
      if (text.startsWith('/*', this.at)) {
        this.comment();
        return null;
      }
      const blanks = matchAt(BLANKS, text, this.at);
      this.at += blanks.length;
      return word(name, blanks);
    }
  }

  private quoted(): string {
    const { text } = this;
    let value = '';
    for (;;) {
      if (this.at >= text.length) throw pathSyntaxError('unexpected end of quoted string', '');
      const c = text[this.at] as string;
      if (c === '"') {
        this.at++;
        return value;
      }
      if (c === '\\') value += this.escape();
      else {
        const part = matchAt(NOT_QUOTE, text, this.at);
        value += part;
        this.at += part.length;
      }
    }
  }

  private escape(): string {
    const { text, at } = this;
    const unicode = matchAt(UNICODE, text, at);
    const broken = matchAt(UNICODE_BROKEN, text, at);
    if (broken.length > unicode.length) throw pathSyntaxError('invalid unicode sequence', broken);
    if (unicode !== '') {
      this.at += unicode.length;
      return decodeUnicode(unicode);
    }
    const hex = matchAt(HEX, text, at);
    if (hex !== '') {
      this.at += hex.length;
      return codePoint(parseInt(hex.slice(2), 16));
    }
    const brokenHex = matchAt(HEX_BROKEN, text, at);
    if (brokenHex !== '') throw pathSyntaxError('invalid hex character sequence', brokenHex);
    const point = text.codePointAt(at + 1);
    if (point === undefined || point === 10) throw pathSyntaxError('unexpected end after backslash', '\\');
    const c = String.fromCodePoint(point);
    this.at += 1 + c.length;
    return ESCAPES[c] ?? c;
  }
}

function token(kind: PathTokenKind, text: string, near: string, written = text): PathToken {
  return { kind, text, near, written };
}

function word(name: string, near: string): PathToken {
  const lower = name.toLowerCase();
  const isLowerOnly = KEYWORDS.get(lower);
  if (isLowerOnly === undefined || (isLowerOnly && name !== lower)) return token('identifier', name, near);
  return token('keyword', lower, near, name);
}

function invalidPath(detail: string): PgError {
  return new PgError('invalid_text_representation', 'invalid input syntax for type jsonpath', { detail });
}

function codePoint(code: number): string {
  if (code === 0) {
    throw new PgError('untranslatable_character', 'unsupported Unicode escape sequence', { detail: '\\u0000 cannot be converted to text.' });
  }
  if (code > 0x10ffff) throw new PgError('syntax_error', 'invalid Unicode code point');
  return String.fromCodePoint(code);
}

/** One or more `\uXXXX` or `\u{X…}`. */
function decodeUnicode(escapes: string): string {
  let text = '';
  let high = 0;
  for (const [, four, braced] of escapes.matchAll(/\\u(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{4}))/g)) {
    const code = parseInt((four ?? braced) as string, 16);
    if (code >= 0xd800 && code <= 0xdbff) {
      if (high !== 0) throw invalidPath('Unicode high surrogate must not follow a high surrogate.');
      high = code;
      continue;
    }
    if (code >= 0xdc00 && code <= 0xdfff ? high === 0 : high !== 0) throw invalidPath('Unicode low surrogate must follow a high surrogate.');
    text += high === 0 ? codePoint(code) : String.fromCharCode(high, code);
    high = 0;
  }
  if (high !== 0) throw invalidPath('Unicode low surrogate must follow a high surrogate.');
  return text;
}
