/**
 * The lexer: SQL text to tokens, after PostgreSQL's lexical rules (PostgreSQL chapter 4.1).
 *
 * It is pulled one token at a time and keeps the current token in its own fields, so a statement allocates nothing but the names and
 * constants it contains. It works on character codes; key words are found by a hash computed while walking over the word.
 * `peek` looks one token ahead; `mark`/`reset` go back anywhere (a token is found again by scanning from its start).
 *
 * Strings with escapes are in lexer/strings.ts.
 */
import { PgError } from '../../errors/index.js';
import { findKeyword, hashStep, keywordText } from './keywords.js';
import { decodeEscapeString, decodeUnicodeEscapes, escapeWarning, isBrokenUnicode, isUnicodeEscapeCharacter, unsafeQuote } from './strings.js';
import { truncateIdentifier } from './identifiers.js';
import { KW } from './keywords.data.js';
import { T } from './tokens.js';

/* Classes of ASCII characters (0: starts nothing); everything above ASCII is an identifier character. */
const C_SPACE = 1;
const C_IDENT = 2;
const C_DIGIT = 3;
const C_OPERATOR = 4;
const C_PUNCTUATION = 5;
const C_QUOTE = 6;
const C_DOUBLE_QUOTE = 7;
const C_DOLLAR = 8;
const C_DOT = 9;
const C_COLON = 10;

const CHAR_CLASS = new Uint8Array(128);
for (const c of ' \t\n\r\f') CHAR_CLASS[c.charCodeAt(0)] = C_SPACE;
for (const c of '_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') CHAR_CLASS[c.charCodeAt(0)] = C_IDENT;
for (const c of '0123456789') CHAR_CLASS[c.charCodeAt(0)] = C_DIGIT;
for (const c of '~!@#^&|`?+-*/%<>=') CHAR_CLASS[c.charCodeAt(0)] = C_OPERATOR;
for (const c of '()[],;') CHAR_CLASS[c.charCodeAt(0)] = C_PUNCTUATION;
CHAR_CLASS[0x27] = C_QUOTE;
CHAR_CLASS[0x22] = C_DOUBLE_QUOTE;
CHAR_CLASS[0x24] = C_DOLLAR;
CHAR_CLASS[0x2e] = C_DOT;
CHAR_CLASS[0x3a] = C_COLON;

/** Operators that are more than punctuation but may not lose a trailing + or -. */
const KEEPS_TRAILING_SIGN = new Uint8Array(128);
for (const c of '~!@#^&|`?%') KEEPS_TRAILING_SIGN[c.charCodeAt(0)] = 1;

const MAX_OPERATOR_LENGTH = 63;

/** The number of a token that could not be read. */
const PEEK_FAILED = 299;

const PATTERN_WORDS = ['between', 'in', 'like', 'ilike', 'similar'];
const ORDER_WORDS = ['first', 'last'];
const ZONE_WORDS = ['time', 'ordinality'];

/** Names seen lately, by hash: most names of a statement are found here and need no new string. A cache of immutable facts. */
const NAME_CACHE_SIZE = 1024;
const nameCache: string[] = new Array<string>(NAME_CACHE_SIZE).fill('');
/** A name longer than V8's shortest sliced string keeps its source text alive, so names of large sources are not cached. */
const NAME_CACHE_MAX_SOURCE = 2048;

/** How string literals are read: settings of chapter 20.13.1. */
export interface StringRules {
  /** standard_conforming_strings: a backslash in a plain string is a backslash. */
  readonly isStandard: boolean;
  /** escape_string_warning: otherwise it draws a warning. */
  readonly warns: boolean;
  /** backslash_quote: `\\'` may stand for a quote. */
  readonly takesQuote: boolean;
}

export const STANDARD_STRINGS: StringRules = { isStandard: true, warns: true, takesQuote: true };

export class Lexer {
  readonly source: string;
  /** The current token: its number, extent, and text (folded name, constant's value, operator). */
  tok = 0;
  start = 0;
  end = 0;
  value = '';
  /** Where the previous token ended. */
  previousEnd = 0;
  /** Largest n of `$n` seen since it was last set to 0. */
  maxParameter = 0;
  /** Told once of each name that is cut. */
  onNotice: ((notice: PgError) => void) | null;

  private pos = 0;
  /** Tokens may be scanned again, but notices are given once. */
  private noticedUpTo = -1;
  private peeked = false;
  private isAhead = false;
  /** What is wrong with the token that was peeked at: nobody is told before it is its turn. */
  private peekError: unknown = null;
  private nextTok = 0;
  private nextStart = 0;
  private nextEnd = 0;
  private nextValue = '';

  constructor(
    source: string,
    onNotice: ((notice: PgError) => void) | null = null,
    private readonly rules: StringRules = STANDARD_STRINGS,
  ) {
    this.source = source;
    this.onNotice = onNotice;
    this.scan();
  }

  next(): void {
    this.previousEnd = this.end;
    if (this.peeked) {
      this.peeked = false;
      if (this.nextTok === PEEK_FAILED) throw this.peekError;
      this.tok = this.nextTok;
      this.start = this.nextStart;
      this.end = this.nextEnd;
      this.value = this.nextValue;
    } else {
      this.scan();
    }
  }

  /** The number of the token after the current one. */
  peek(): number {
    if (!this.peeked) {
      const { tok, start, end, value } = this;
      try {
        this.scan();
        this.nextTok = this.tok;
      } catch (error) {
        this.peekError = error;
        this.nextTok = PEEK_FAILED;
      }
      this.nextStart = this.start;
      this.nextEnd = this.end;
      this.nextValue = this.value;
      this.peeked = true;
      this.tok = tok;
      this.start = start;
      this.end = end;
      this.value = value;
    }
    return this.nextTok;
  }

  /** The current position, for `reset`. */
  mark(): number {
    return this.start;
  }

  reset(mark: number): void {
    this.pos = mark;
    this.peeked = false;
    this.scan();
  }

  /** A syntax_error pointing at `location` (an offset, or -1). */
  error(message: string, location = this.start): PgError {
    return new PgError('syntax_error', message, location >= 0 ? { position: location + 1 } : undefined);
  }

  /** `message at or near "…"` for the current token. */
  errorNear(message: string): PgError {
    if (this.tok === T.EOF) return this.error(`${message} at end of input`);
    return this.error(`${message} at or near "${this.source.slice(this.start, this.end)}"`);
  }

  syntaxError(): PgError {
    return this.errorNear('syntax error');
  }

  private lexicalError(message: string, start: number, end: number): PgError {
    return this.error(`${message} at or near "${this.source.slice(start, end)}"`, start);
  }

  private set(tok: number, start: number, end: number): void {
    this.tok = tok;
    this.start = start;
    this.end = end;
    this.pos = end;
  }

  private scan(): void {
    const source = this.source;
    const length = source.length;
    let p = this.pos;
    for (;;) {
      if (p >= length) {
        this.set(T.EOF, length, length);
        return;
      }
      const c = source.charCodeAt(p);
      switch (c < 128 ? CHAR_CLASS[c] : C_IDENT) {
        case C_SPACE:
          p++;
          continue;
        case C_IDENT:
          this.scanWord(p);
          return;
        case C_PUNCTUATION:
          this.set(c, p, p + 1);
          return;
        case C_DIGIT:
          this.scanNumber(p);
          return;
        case C_OPERATOR: {
          const following = p + 1 < length ? source.charCodeAt(p + 1) : 0;
          if (c === 0x2d && following === 0x2d) {
            p = this.endOfLine(p + 2);
            continue;
          }
          if (c === 0x2f && following === 0x2a) {
            p = this.endOfComment(p);
            continue;
          }
          this.scanOperator(p);
          return;
        }
        case C_QUOTE:
          if (this.rules.isStandard) this.scanString(p, p);
          else this.scanEscapeString(p, p);
          return;
        case C_DOUBLE_QUOTE:
          this.value = this.identifier(this.quotedIdentifier(p, p));
          this.tok = T.IDENT;
          return;
        case C_DOT: {
          const following = p + 1 < length ? source.charCodeAt(p + 1) : 0;
          if (following >= 48 && following <= 57) this.scanNumber(p);
          else if (following === 0x2e) this.set(T.DOT_DOT, p, p + 2);
          else this.set(T.DOT, p, p + 1);
          return;
        }
        case C_COLON: {
          const following = p + 1 < length ? source.charCodeAt(p + 1) : 0;
          if (following === 0x3a) this.set(T.TYPECAST, p, p + 2);
          else if (following === 0x3d) this.set(T.COLON_EQUALS, p, p + 2);
          else this.set(T.COLON, p, p + 1);
          return;
        }
        case C_DOLLAR:
          this.scanDollar(p);
          return;
        default:
          this.set(T.OTHER, p, p + 1);
          return;
      }
    }
  }

  private endOfLine(from: number): number {
    const source = this.source;
    let p = from;
    while (p < source.length) {
      const c = source.charCodeAt(p);
      if (c === 0x0a || c === 0x0d) break;
      p++;
    }
    return p;
  }

  /** `from` is at the opening; comments nest. */
  private endOfComment(from: number): number {
    const source = this.source;
    let depth = 1;
    let p = from + 2;
    while (p < source.length) {
      const c = source.charCodeAt(p);
      if (c === 0x2a && source.charCodeAt(p + 1) === 0x2f) {
        p += 2;
        if (--depth === 0) return p;
      } else if (c === 0x2f && source.charCodeAt(p + 1) === 0x2a) {
        p += 2;
        depth++;
      } else {
        p++;
      }
    }
    throw this.lexicalError('unterminated /* comment', from, source.length);
  }

  private scanWord(start: number): void {
    const source = this.source;
    const length = source.length;
    let p = start;
    let hash = 0;
    let upper = false;
    while (p < length) {
      let c = source.charCodeAt(p);
      if (c >= 97 && c <= 122) {
        hash = hashStep(hash, c);
      } else if (c >= 65 && c <= 90) {
        c |= 32;
        upper = true;
        hash = hashStep(hash, c);
      } else if (c === 0x5f || (c >= 48 && c <= 57) || c === 0x24 || c >= 128) {
        hash = hashStep(hash, c);
      } else {
        break;
      }
      p++;
    }
    if (p - start === 1 && p < length) {
      const c = source.charCodeAt(p);
      if ((c === 0x27 || c === 0x26) && this.scanPrefixed(start, source.charCodeAt(start) | 32, c)) return;
    }
    this.set(T.IDENT, start, p);
    const keyword = findKeyword(source, start, p, hash);
    if (keyword !== 0) {
      this.tok = keyword;
      this.value = keywordText(keyword);
      if (keyword === KW.NOT) {
        if (this.isFollowedBy(PATTERN_WORDS)) this.tok = T.NOT_LA;
      } else if (keyword === KW.WITH) {
        if (this.isFollowedBy(ZONE_WORDS)) this.tok = T.WITH_LA;
      } else if (keyword === KW.NULLS) {
        if (this.isFollowedBy(ORDER_WORDS)) this.tok = T.NULLS_LA;
      }
      return;
    }
    const slot = hash & (NAME_CACHE_SIZE - 1);
    const cached = nameCache[slot]!;
    if (cached.length === p - start && this.isSame(cached, start)) {
      this.value = cached;
      return;
    }
    const name = this.identifier(upper ? foldCase(source.slice(start, p)) : source.slice(start, p));
    this.value = name;
    if (length <= NAME_CACHE_MAX_SOURCE) nameCache[slot] = name;
  }

  /** Whether one of the words comes next. */
  private isFollowedBy(words: readonly string[]): boolean {
    const source = this.source;
    let p = this.end;
    let c = source.charCodeAt(p);
    for (;;) {
      const following = source.charCodeAt(p + 1);
      if (c < 128 && CHAR_CLASS[c] === C_SPACE) p++;
      else if (c === 0x2d && following === 0x2d) p = this.endOfLine(p + 2);
      else if (c === 0x2f && following === 0x2a) p = this.endOfComment(p);
      else break;
      c = source.charCodeAt(p);
    }
    for (const word of words) {
      if ((c | 32) !== word.charCodeAt(0) || !this.isSame(word, p)) continue;
      const after = source.charCodeAt(p + word.length);
      const continues = after >= 128 || CHAR_CLASS[after] === C_IDENT || CHAR_CLASS[after] === C_DIGIT || after === 0x24;
      if (!continues) return true;
    }
    return false;
  }

  /** Whether the source at `start` is `name`, which is folded. */
  private isSame(name: string, start: number): boolean {
    const source = this.source;
    for (let i = 0; i < name.length; i++) {
      let c = source.charCodeAt(start + i);
      if (c >= 65 && c <= 90) c |= 32;
      if (c !== name.charCodeAt(i)) return false;
    }
    return true;
  }

  private identifier(name: string): string {
    if (name.length <= 21) return name;
    const truncated = truncateIdentifier(name);
    if (truncated.length !== name.length) {
      const notice = new PgError('name_too_long', `identifier "${name}" will be truncated to "${truncated}"`);
      notice.severity = 'NOTICE';
      this.tell(this.start, notice);
    }
    return truncated;
  }

  private warn(start: number, warning: PgError): void {
    warning.severity = 'WARNING';
    this.tell(start, warning.at(start + 1));
  }

  /** A notice about the token at `start`. */
  private tell(start: number, notice: PgError): void {
    if (this.onNotice === null || start <= this.noticedUpTo) return;
    this.noticedUpTo = start;
    this.onNotice(notice);
  }

  /** After a single letter: E'', B'', X'', N'', U&'' and U&"". Returns false when it is a plain word after all. */
  private scanPrefixed(start: number, letter: number, following: number): boolean {
    const source = this.source;
    if (following === 0x26) {
      if (letter !== 0x75) return false;
      const quote = source.charCodeAt(start + 2);
      if (quote === 0x27) this.scanUnicodeString(start);
      else if (quote === 0x22) this.scanUnicodeIdentifier(start);
      else return false;
      return true;
    }
    switch (letter) {
      case 0x65: // E
        this.scanEscapeString(start, start + 1);
        return true;
      case 0x62: // B
      case 0x78: // X
        this.scanString(start, start + 1);
        this.tok = T.BIT_STRING;
        this.value = (letter === 0x62 ? 'b' : 'x') + this.value;
        return true;
      case 0x6e: // N: the key word NCHAR, then an ordinary string
        this.set(KW.NCHAR, start, start + 1);
        this.value = 'nchar';
        return true;
      default:
        return false;
    }
  }

  /** A string whose only escape is the doubled quote, which bit strings lack. `quote` is where the first quote stands. */
  private scanString(start: number, quote: number): void {
    const source = this.source;
    let text = '';
    let from = quote + 1;
    for (;;) {
      const close = source.indexOf("'", from);
      if (close < 0) throw this.lexicalError(this.unterminated(start, quote), start, source.length);
      text = text === '' ? source.slice(from, close) : text + source.slice(from, close);
      if (source.charCodeAt(close + 1) === 0x27 && quote !== start + 1) {
        text += "'";
        from = close + 2;
        continue;
      }
      const continued = this.continuation(close + 1);
      if (continued < 0) {
        this.set(T.STRING, start, close + 1);
        this.value = text;
        return;
      }
      from = continued;
    }
  }

  private unterminated(start: number, quote: number): string {
    if (quote === start + 1) {
      const letter = this.source.charCodeAt(start) | 32;
      return letter === 0x62 ? 'unterminated bit string literal' : 'unterminated hexadecimal string literal';
    }
    return 'unterminated quoted string';
  }

  /** A string with escapes; a plain one (`quote` is `start`) warns of the first. */
  private scanEscapeString(start: number, quote: number): void {
    const source = this.source;
    const parts: { from: number; to: number }[] = [];
    let from = quote + 1;
    let warns = quote === start && this.rules.warns;
    let p = from;
    for (;;) {
      if (p >= source.length) throw this.unterminatedEscapeString(start, from);
      const c = source.charCodeAt(p);
      if (c === 0x5c) {
        if (source.charCodeAt(p + 1) === 0x27 && !this.rules.takesQuote) throw unsafeQuote(start);
        if (warns && !isBrokenUnicode(source, p + 1)) this.warn(start, escapeWarning(source[p + 1] ?? ''));
        warns = false;
        p += 2;
      } else if (c !== 0x27) {
        p++;
      } else if (source.charCodeAt(p + 1) === 0x27) {
        p += 2;
      } else {
        parts.push({ from, to: p });
        const continued = this.continuation(p + 1);
        if (continued < 0) break;
        from = p = continued;
      }
    }
    this.set(T.STRING, start, p + 1);
    this.value = parts.map(part => decodeEscapeString(source, part.from, part.to)).join('');
  }

  /** Errors of the escapes come first. */
  private unterminatedEscapeString(start: number, from: number): PgError {
    try {
      decodeEscapeString(this.source, from, this.source.length);
    } catch (error) {
      if (error instanceof PgError && error.code !== '22021') return error;
    }
    return this.lexicalError('unterminated quoted string', start, this.source.length);
  }

  /** Where the text of a continued string goes on (SQL: strings separated by white space with a newline are one), or -1. */
  private continuation(from: number): number {
    const source = this.source;
    let newline = false;
    let p = from;
    while (p < source.length) {
      const c = source.charCodeAt(p);
      if (c === 0x0a || c === 0x0d) {
        newline = true;
        p++;
      } else if (c === 0x20 || c === 0x09 || c === 0x0c) {
        p++;
      } else if (c === 0x2d && source.charCodeAt(p + 1) === 0x2d) {
        const end = this.endOfLine(p + 2);
        if (end >= source.length) return -1;
        p = end;
      } else {
        return newline && c === 0x27 ? p + 1 : -1;
      }
    }
    return -1;
  }

  /** The raw content of a "quoted" identifier whose quote stands at `quote`. */
  private quotedIdentifier(start: number, quote: number): string {
    const source = this.source;
    let text = '';
    let from = quote + 1;
    for (;;) {
      const close = source.indexOf('"', from);
      if (close < 0) throw this.lexicalError('unterminated quoted identifier', start, source.length);
      text += source.slice(from, close);
      if (source.charCodeAt(close + 1) !== 0x22) {
        this.set(T.IDENT, start, close + 1);
        break;
      }
      text += '"';
      from = close + 2;
    }
    if (text === '') throw this.lexicalError('zero-length delimited identifier', start, this.end);
    return text;
  }

  private scanUnicodeIdentifier(start: number): void {
    const raw = this.quotedIdentifier(start, start + 2);
    if (this.isAhead) return;
    const name = this.identifier(decodeUnicodeEscapes(raw, this.uescape(), start + 3));
    this.set(T.IDENT, start, this.pos);
    this.value = name;
  }

  private scanUnicodeString(start: number): void {
    if (!this.rules.isStandard)
      throw new PgError('feature_not_supported', 'unsafe use of string constant with Unicode escapes', {
        detail: 'String constants with Unicode escapes cannot be used when standard_conforming_strings is off.',
        position: start + 1,
      });
    this.scanString(start, start + 2);
    if (this.isAhead) {
      this.tok = T.OTHER;
      return;
    }
    const text = decodeUnicodeEscapes(this.value, this.uescape(), start + 3);
    this.set(T.STRING, start, this.pos);
    this.value = text;
  }

  /** Takes an optional UESCAPE 'c' off the input; returns the escape character. Moves the scan position only when there is one. */
  private uescape(): string {
    const resume = this.pos;
    this.scanAhead();
    if (this.tok !== KW.UESCAPE) {
      this.pos = resume;
      return '\\';
    }
    this.scanAhead();
    if (this.tok !== T.STRING) throw this.errorNear('UESCAPE must be followed by a simple string literal');
    const escape = this.value;
    if (!isUnicodeEscapeCharacter(escape)) throw this.errorNear('invalid Unicode escape character');
    return escape;
  }

  /** Reads a token without a look at what its escapes mean: that comes after those of the token before it. */
  private scanAhead(): void {
    this.isAhead = true;
    try {
      this.scan();
    } finally {
      this.isAhead = false;
    }
  }

  /** `$1`, `$tag$ … $tag$`, or a lone dollar. */
  private scanDollar(start: number): void {
    const source = this.source;
    let p = start + 1;
    const first = source.charCodeAt(p);
    if (first >= 48 && first <= 57) {
      while (isDigit(source.charCodeAt(p))) p++;
      if (isIdentifierStart(source.charCodeAt(p))) throw this.lexicalError('trailing junk after parameter', start, this.endOfWord(p));
      this.set(T.PARAM, start, p);
      this.value = source.slice(start + 1, p);
      const number = Number(this.value) | 0;
      if (number > this.maxParameter) this.maxParameter = number;
      return;
    }
    if (isIdentifierStart(first)) {
      do p++;
      while (isIdentifierStart(source.charCodeAt(p)) || isDigit(source.charCodeAt(p)));
    }
    if (source.charCodeAt(p) !== 0x24) {
      this.set(T.OTHER, start, start + 1);
      return;
    }
    const tag = source.slice(start, p + 1);
    const close = source.indexOf(tag, p + 1);
    if (close < 0) throw this.lexicalError('unterminated dollar-quoted string', start, source.length);
    this.set(T.STRING, start, close + tag.length);
    this.value = source.slice(p + 1, close);
  }

  private endOfWord(from: number): number {
    const source = this.source;
    let p = from;
    for (;;) {
      const c = source.charCodeAt(p);
      if (!isIdentifierStart(c) && !isDigit(c) && c !== 0x24) return p;
      p++;
    }
  }

  private scanNumber(start: number): void {
    const source = this.source;
    let p = start;
    let isInteger = true;
    while (isDigit(source.charCodeAt(p))) p++;
    // `1..2` is an integer followed by a range's dots.
    if (source.charCodeAt(p) === 0x2e && (p === start || source.charCodeAt(p + 1) !== 0x2e)) {
      isInteger = false;
      p++;
      while (isDigit(source.charCodeAt(p))) p++;
    }
    if ((source.charCodeAt(p) | 32) === 0x65) {
      let q = p + 1;
      const sign = source.charCodeAt(q);
      if (sign === 0x2b || sign === 0x2d) q++;
      if (isDigit(source.charCodeAt(q))) {
        isInteger = false;
        p = q;
        while (isDigit(source.charCodeAt(p))) p++;
        // Without a sign the exponent may be the beginning of a longer word.
        if (sign !== 0x2b && sign !== 0x2d && source.charCodeAt(p) === 0x24) {
          throw this.lexicalError('trailing junk after numeric literal', start, this.endOfWord(p));
        }
      } else if (q === p + 2) {
        throw this.lexicalError('trailing junk after numeric literal', start, q);
      }
    }
    if (isIdentifierStart(source.charCodeAt(p))) throw this.lexicalError('trailing junk after numeric literal', start, this.endOfWord(p));
    const text = source.slice(start, p);
    const fitsInt4 = isInteger && (p - start < 10 || Number(text) <= 2147483647);
    this.set(fitsInt4 ? T.INTEGER : T.FLOAT, start, p);
    this.value = text;
  }

  private scanOperator(start: number): void {
    const source = this.source;
    let p = start + 1;
    let following = source.charCodeAt(p);
    if (!(following < 128 && CHAR_CLASS[following] === C_OPERATOR)) {
      this.setSingle(source.charCodeAt(start), start);
      return;
    }
    // A comment ends an operator.
    do {
      const c = source.charCodeAt(p - 1);
      if ((c === 0x2d && following === 0x2d) || (c === 0x2f && following === 0x2a)) {
        p--;
        break;
      }
      following = source.charCodeAt(++p);
    } while (following < 128 && CHAR_CLASS[following] === C_OPERATOR);
    // A trailing + or - belongs to the operator only if it contains a character that SQL's own operators lack.
    let last = source.charCodeAt(p - 1);
    if (p - start > 1 && (last === 0x2b || last === 0x2d)) {
      let keeps = false;
      for (let q = start; q < p - 1 && !keeps; q++) keeps = KEEPS_TRAILING_SIGN[source.charCodeAt(q)] === 1;
      while (!keeps && p - start > 1 && (last === 0x2b || last === 0x2d)) last = source.charCodeAt(--p - 1);
    }
    const length = p - start;
    const first = source.charCodeAt(start);
    if (length === 1) {
      this.setSingle(first, start);
      return;
    }
    if (length === 2) {
      const second = source.charCodeAt(start + 1);
      let tok = 0;
      if (second === 0x3d) tok = first === 0x3c ? T.LESS_EQUALS : first === 0x3e ? T.GREATER_EQUALS : first === 0x21 ? T.NOT_EQUALS : 0;
      else if (second === 0x3e) tok = first === 0x3c ? T.NOT_EQUALS : first === 0x3d ? T.EQUALS_GREATER : 0;
      if (tok !== 0) {
        this.set(tok, start, p);
        return;
      }
    }
    this.set(T.OPERATOR, start, p);
    this.value = source.slice(start, p);
    if (length > MAX_OPERATOR_LENGTH) throw this.errorNear('operator too long');
  }

  private setSingle(c: number, start: number): void {
    if (KEEPS_TRAILING_SIGN[c] === 1 && c !== T.PERCENT && c !== T.CARET) {
      this.set(T.OPERATOR, start, start + 1);
      this.value = this.source[start]!;
    } else {
      this.set(c, start, start + 1);
    }
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isIdentifierStart(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 0x5f || c >= 128;
}

/** PostgreSQL folds ASCII letters only (in UTF-8 databases). */
function foldCase(word: string): string {
  for (let i = 0; i < word.length; i++) {
    if (word.charCodeAt(i) >= 128) return word.replace(/[A-Z]/g, letter => letter.toLowerCase());
  }
  return word.toLowerCase();
}
