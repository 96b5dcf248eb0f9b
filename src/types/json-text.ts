/**
 * Checking JSON text (RFC 8259) with PostgreSQL's error details and context line.
 * The lexer is shared by whatever needs PostgreSQL's view of JSON tokens.
 */
import { PgError } from '../errors/index.js';
import { utf8Bytes } from './utf8.js';

export type JsonToken = 'string' | 'number' | '{' | '}' | '[' | ']' | ',' | ':' | 'true' | 'false' | 'null' | 'end';

/** Nesting that is accepted before 54001. */
const JSON_DEPTH_MAX = 6000;

export class JsonLexer {
  token: JsonToken = 'end';
  /** Extent of the current token in the text. */
  start = 0;
  end = 0;
  private lineStart = 0;
  private line = 1;

  constructor(readonly text: string) {}

  /** Moves to the next token. */
  advance(): JsonToken {
    const { text } = this;
    let at = this.end;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === 10) {
        this.line++;
        this.lineStart = at + 1;
      } else if (c !== 32 && c !== 9 && c !== 13) break;
    }
    this.start = at;
    this.end = at;
    if (at >= text.length) return (this.token = 'end');
    const c = text[at] as string;
    switch (c) {
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        this.end = at + 1;
        return (this.token = c);
      case '"':
        this.string(at + 1);
        return (this.token = 'string');
      case '-':
        this.number(at + 1);
        return (this.token = 'number');
    }
    if (c >= '0' && c <= '9') {
      this.number(at);
      return (this.token = 'number');
    }
    let end = at;
    while (end < text.length && isWordCharacter(text.charCodeAt(end))) end++;
    this.end = end === at ? at + 1 : end;
    const word = text.slice(at, this.end);
    if (word === 'true' || word === 'false' || word === 'null') return (this.token = word);
    throw this.invalidToken();
  }

  private string(at: number): void {
    const { text } = this;
    for (; ; at++) {
      if (at >= text.length) throw this.invalidTokenTo(at);
      const c = text.charCodeAt(at);
      if (c === 34) break;
      if (c === 92) {
        at++;
        if (at >= text.length) throw this.invalidTokenTo(at);
        const e = text[at] as string;
        if (e === 'u') {
          for (let i = 0; i < 4; i++) {
            at++;
            if (at >= text.length) throw this.invalidTokenTo(at);
            if (!/[0-9a-fA-F]/.test(text[at] as string)) {
              this.end = at + characterUnits(text, at);
              throw this.error('"\\u" must be followed by four hexadecimal digits.');
            }
          }
        } else if (!'"\\/bfnrt'.includes(e)) {
          this.start = at;
          this.end = at + characterUnits(text, at);
          throw this.error(`Escape sequence "\\${text.slice(this.start, this.end)}" is invalid.`);
        }
      } else if (c < 32) {
        this.end = at;
        throw this.error(`Character with value 0x${c.toString(16).padStart(2, '0')} must be escaped.`);
      }
    }
    this.end = at + 1;
  }

  private number(at: number): void {
    const { text } = this;
    let end = at;
    let isBad = false;
    const digits = (): void => {
      if (!isDigit(text.charCodeAt(end))) isBad = true;
      while (isDigit(text.charCodeAt(end))) end++;
    };
    if (text[end] === '0') end++;
    else digits();
    if (!isBad && text[end] === '.') {
      end++;
      digits();
    }
    if (!isBad && (text[end] === 'e' || text[end] === 'E')) {
      end++;
      if (text[end] === '+' || text[end] === '-') end++;
      digits();
    }
    for (; end < text.length && isWordCharacter(text.charCodeAt(end)); end++) isBad = true;
    this.end = end;
    if (isBad) throw this.invalidToken();
  }

  private invalidTokenTo(end: number): PgError {
    this.end = end;
    return this.invalidToken();
  }

  private invalidToken(): PgError {
    return this.error(`Token "${this.text.slice(this.start, this.end)}" is invalid.`);
  }

  /** The parser did not expect the current token. */
  unexpected(expectation: string): PgError {
    if (this.token === 'end') return this.error('The input string ended unexpectedly.');
    return this.error(`Expected ${expectation}, but found "${this.text.slice(this.start, this.end)}".`);
  }

  error(detail: string): PgError {
    const { text, end } = this;
    // The excerpt keeps the last 50 bytes before the error.
    let from = this.lineStart;
    while (utf8Bytes(text.slice(from, end)) >= 50) from += characterUnits(text, from);
    if (utf8Bytes(text.slice(this.lineStart, from)) <= 3) from = this.lineStart;
    const prefix = from > this.lineStart ? '...' : '';
    const isCut = this.token !== 'end' || end < text.length;
    const suffix = isCut && end < text.length && text[end] !== '\n' && text[end] !== '\r' ? '...' : '';
    return new PgError('invalid_text_representation', 'invalid input syntax for type json', {
      detail,
      where: `JSON data, line ${this.line}: ${prefix}${text.slice(from, end)}${suffix}`,
    });
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isWordCharacter(c: number): boolean {
  return isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c > 127;
}

function characterUnits(text: string, at: number): number {
  const c = text.charCodeAt(at);
  return c >= 0xd800 && c <= 0xdbff ? 2 : 1;
}

/** Throws 22P02 unless the text is one JSON value. */
export function validateJson(text: string): void {
  const lexer = new JsonLexer(text);
  lexer.advance();
  checkValue(lexer, 0);
  if (lexer.token !== 'end') throw lexer.unexpected('end of input');
}

function checkValue(lexer: JsonLexer, depth: number): void {
  if (depth > JSON_DEPTH_MAX) {
    throw new PgError('statement_too_complex', 'stack depth limit exceeded', {
      hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
    });
  }
  switch (lexer.token) {
    case '{':
      return checkObject(lexer, depth);
    case '[':
      if (lexer.advance() !== ']') checkElements(lexer, depth);
      lexer.advance();
      return;
    case 'string':
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      lexer.advance();
      return;
    default:
      throw lexer.unexpected('JSON value');
  }
}

function checkElements(lexer: JsonLexer, depth: number): void {
  checkValue(lexer, depth + 1);
  while (lexer.token === ',') {
    lexer.advance();
    checkValue(lexer, depth + 1);
  }
  if (lexer.token !== ']') throw lexer.unexpected('"," or "]"');
}

function checkObject(lexer: JsonLexer, depth: number): void {
  lexer.advance();
  if (lexer.token === 'string') {
    for (;;) {
      if (lexer.token !== 'string') throw lexer.unexpected('string');
      if (lexer.advance() !== ':') throw lexer.unexpected('":"');
      lexer.advance();
      checkValue(lexer, depth + 1);
      if ((lexer.token as JsonToken) !== ',') break;
      lexer.advance();
    }
    if ((lexer.token as JsonToken) !== '}') throw lexer.unexpected('"," or "}"');
  } else if (lexer.token !== '}') throw lexer.unexpected('string or "}"');
  lexer.advance();
}
