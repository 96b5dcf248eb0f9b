/**
 * Reading JSON text (RFC 8259) with PostgreSQL's error details and context line: the lexer, and a walk over a value that tells a handler
 * what it meets. Checking, jsonb and the functions on json are handlers of that walk.
 */
import { PgError } from '../errors/index.js';
import { ELEMENTS_MASK } from './portions.js';
import type { WorkPort } from './type-ops.js';
import { utf8Bytes } from './utf8.js';

export type JsonToken = 'string' | 'number' | '{' | '}' | '[' | ']' | ',' | ':' | 'true' | 'false' | 'null' | 'end';

/** What may follow a backslash, and what it stands for. */
const ESCAPES = '"\\/bfnrt';
const ESCAPED = '"\\/\b\f\n\r\t';

/** Nesting that is accepted before 54001. */
export const JSON_DEPTH_MAX = 6000;

export class JsonLexer {
  token: JsonToken = 'end';
  /** Extent of the current token in the text. */
  start = 0;
  end = 0;
  /** The current string token without quotes and escapes; only when the lexer decodes. */
  value = '';
  private lineStart = 0;
  private line = 1;
  private tokens = 0;

  /** @param decodes strings are wanted as values: escapes of NUL and of lone surrogates are refused (22P05, 22P02). */
  constructor(
    readonly text: string,
    private readonly decodes = false,
    private readonly work?: WorkPort,
  ) {}

  /** Moves to the next token. */
  advance(): JsonToken {
    const { text } = this;
    if ((++this.tokens & ELEMENTS_MASK) === 0) this.work?.check();
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
    const { text, decodes } = this;
    // What is decoded so far, up to `from`; a high surrogate that waits for its low one.
    let decoded = '';
    let from = at;
    let high = 0;
    for (; ; at++) {
      if (at >= text.length) throw this.invalidTokenTo(at);
      const c = text.charCodeAt(at);
      if (high !== 0 && c !== 92 && c >= 32) throw this.lowSurrogateMissing(at + characterUnits(text, at));
      if (c === 34) break;
      if (c === 92) {
        if (decodes && at > from) decoded += text.slice(from, at);
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
          if (decodes) {
            const code = parseInt(text.slice(at - 3, at + 1), 16);
            if (code >= 0xd800 && code <= 0xdbff) {
              if (high !== 0) {
                this.end = at + 1;
                throw this.error('Unicode high surrogate must not follow a high surrogate.');
              }
              high = code;
            } else {
              if (code >= 0xdc00 && code <= 0xdfff ? high === 0 : high !== 0) throw this.lowSurrogateMissing(at + 1);
              if (code === 0) throw this.zeroCharacter(at + 1);
              decoded += high === 0 ? String.fromCharCode(code) : String.fromCharCode(high, code);
              high = 0;
            }
          }
        } else {
          const plain = ESCAPES.indexOf(e);
          if (high !== 0) throw this.lowSurrogateMissing(at + characterUnits(text, at));
          if (plain < 0) {
            this.start = at;
            this.end = at + characterUnits(text, at);
            throw this.error(`Escape sequence "\\${text.slice(this.start, this.end)}" is invalid.`);
          }
          if (decodes) decoded += ESCAPED[plain] as string;
        }
        from = at + 1;
      } else if (c < 32) {
        this.end = at;
        throw this.error(`Character with value 0x${c.toString(16).padStart(2, '0')} must be escaped.`);
      }
    }
    if (decodes) this.value = decoded === '' ? text.slice(from, at) : decoded + text.slice(from, at);
    this.end = at + 1;
  }

  private lowSurrogateMissing(end: number): PgError {
    this.end = end;
    return this.error('Unicode low surrogate must follow a high surrogate.');
  }

  private zeroCharacter(end: number): PgError {
    this.end = end;
    return new PgError('untranslatable_character', 'unsupported Unicode escape sequence', {
      detail: '\\u0000 cannot be converted to text.',
      where: this.excerpt(),
    });
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
    if (text[end] === '.') {
      end++;
      digits();
    }
    if (text[end] === 'e' || text[end] === 'E') {
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
    return new PgError('invalid_text_representation', 'invalid input syntax for type json', { detail, where: this.excerpt() });
  }

  /** The context line: the last 50 bytes before the error. */
  private excerpt(): string {
    const { text, end } = this;
    // A character has at least a byte: no need to look at more than the last 50 units, cut between characters.
    let from = Math.max(this.lineStart, end - 50);
    if (from > this.lineStart && characterUnits(text, from - 1) === 2) from++;
    while (utf8Bytes(text.slice(from, end)) >= 50) from += characterUnits(text, from);
    if (from - this.lineStart <= 3 && utf8Bytes(text.slice(this.lineStart, from)) <= 3) from = this.lineStart;
    const prefix = from > this.lineStart ? '...' : '';
    const isCut = this.token !== 'end' || end < text.length;
    const suffix = isCut && end < text.length && text[end] !== '\n' && text[end] !== '\r' ? '...' : '';
    return `JSON data, line ${this.line}: ${prefix}${text.slice(from, end)}${suffix}`;
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

export function jsonTooDeep(): PgError {
  return new PgError('statement_too_complex', 'stack depth limit exceeded', {
    hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
  });
}

/**
 * What a walk over JSON text tells of: values in the order of the text, scalars and containers with their depth (the outermost value has 0).
 * The lexer stands on the value's first token in `scalar` and `begin…`, on its closing bracket in `end…`.
 */
export interface JsonHandler {
  scalar(lexer: JsonLexer, depth: number): void;
  beginArray(lexer: JsonLexer, depth: number): void;
  endArray(lexer: JsonLexer, depth: number): void;
  beginObject(lexer: JsonLexer, depth: number): void;
  /** A member's name is the current token; its value follows. */
  key(lexer: JsonLexer, depth: number): void;
  endObject(lexer: JsonLexer, depth: number): void;
}

const CHECK_ONLY: JsonHandler = {
  scalar() {},
  beginArray() {},
  endArray() {},
  beginObject() {},
  key() {},
  endObject() {},
};

/** Throws 22P02 unless the text is one JSON value. */
export function validateJson(text: string, work?: WorkPort): void {
  walkJson(new JsonLexer(text, false, work), CHECK_ONLY);
}

/** Reads the lexer's whole text, which must be one JSON value (22P02). Not recursive: nesting is bounded by a number, not by the stack. */
export function walkJson(lexer: JsonLexer, handler: JsonHandler): void {
  /** Is each open container an object? */
  const open: boolean[] = [];
  lexer.advance();
  for (;;) {
    // A value begins at the current token.
    const depth = open.length;
    if (lexer.token === '{') {
      if (depth > JSON_DEPTH_MAX) throw jsonTooDeep();
      handler.beginObject(lexer, depth);
      if (lexer.advance() === 'string') {
        open.push(true);
        memberName(lexer, handler, depth);
        continue;
      }
      if (lexer.token !== ('}' as JsonToken)) throw lexer.unexpected('string or "}"');
      handler.endObject(lexer, depth);
    } else if (lexer.token === '[') {
      if (depth > JSON_DEPTH_MAX) throw jsonTooDeep();
      handler.beginArray(lexer, depth);
      if (lexer.advance() !== ']') {
        open.push(false);
        continue;
      }
      handler.endArray(lexer, depth);
    } else if (isScalarToken(lexer.token)) handler.scalar(lexer, depth);
    else throw lexer.unexpected('JSON value');
    lexer.advance();
    if (!closeContainers(lexer, handler, open)) break;
  }
  if (lexer.token !== 'end') throw lexer.unexpected('end of input');
}

function isScalarToken(token: JsonToken): boolean {
  return token === 'string' || token === 'number' || token === 'true' || token === 'false' || token === 'null';
}

/** After a value: ends the containers that end here. True when another value follows. */
function closeContainers(lexer: JsonLexer, handler: JsonHandler, open: boolean[]): boolean {
  while (open.length > 0) {
    const isObject = open[open.length - 1] as boolean;
    const depth = open.length - 1;
    if (lexer.token === ',') {
      lexer.advance();
      if (isObject) memberName(lexer, handler, depth);
      return true;
    }
    if (lexer.token !== (isObject ? '}' : ']')) throw lexer.unexpected(isObject ? '"," or "}"' : '"," or "]"');
    open.pop();
    if (isObject) handler.endObject(lexer, depth);
    else handler.endArray(lexer, depth);
    lexer.advance();
  }
  return false;
}

/** `"name":`, up to the value. */
function memberName(lexer: JsonLexer, handler: JsonHandler, depth: number): void {
  if (lexer.token !== 'string') throw lexer.unexpected('string');
  handler.key(lexer, depth);
  if (lexer.advance() !== ':') throw lexer.unexpected('":"');
  lexer.advance();
}
