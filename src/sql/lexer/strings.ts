/** Escapes inside E'' and U&'' strings (PostgreSQL chapters 4.1.2.2 and 4.1.2.3). */
import { PgError } from '../../errors/index.js';

const STRING_HINT = 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.';
const UESCAPE_HINT = 'Unicode escapes must be \\XXXX or \\+XXXXXX.';

/**
 * The text of the E'' string content `source[from, to)`. The errors are PostgreSQL's: most of them name the piece of text they are about.
 */
export function decodeEscapeString(source: string, from: number, to: number): string {
  const firstEscape = source.indexOf('\\', from);
  const firstQuote = source.indexOf("''", from);
  if ((firstEscape < 0 || firstEscape >= to) && (firstQuote < 0 || firstQuote >= to)) return source.slice(from, to);
  const out = new EscapeOutput();
  let p = from;
  while (p < to) {
    const c = source.charCodeAt(p);
    if (c === 0x5c && (source[p + 1] === 'u' || source[p + 1] === 'U')) {
      const digits = source[p + 1] === 'u' ? 4 : 8;
      const hex = source.slice(p + 2, p + 2 + digits);
      if (p + 2 + digits > to || !/^[0-9a-fA-F]+$/.test(hex)) {
        throw new PgError('invalid_escape_sequence', 'invalid Unicode escape', { hint: STRING_HINT, position: p + 1 });
      }
      out.codePoint(Number.parseInt(hex, 16), source, p, p + 2 + digits);
      p += 2 + digits;
      continue;
    }
    if (out.isInPair()) throw near('invalid Unicode surrogate pair', source, p, p + 1);
    if (c === 0x27) {
      out.text("'");
      p += 2;
    } else if (c === 0x5c) {
      p = decodeEscape(source, p, to, out);
    } else {
      let q = p + 1;
      while (q < to && source.charCodeAt(q) !== 0x5c && source.charCodeAt(q) !== 0x27) q++;
      out.text(source.slice(p, q));
      p = q;
    }
  }
  if (out.isInPair()) throw near('invalid Unicode surrogate pair', source, to, to + 1);
  return out.finish();
}

/** backslash_quote forbids `\\'` in the string at `start`. */
export function unsafeQuote(start: number): PgError {
  return new PgError('nonstandard_use_of_escape_character', "unsafe use of \\' in a string literal", {
    hint: "Use '' to write quotes in strings. \\' is insecure in client-only encodings.",
    position: start + 1,
  });
}

/** A \\u or \\U whose digits are missing: an error, which comes before any warning. `at` is behind the backslash. */
export function isBrokenUnicode(source: string, at: number): boolean {
  const digits = source[at] === 'u' ? 4 : source[at] === 'U' ? 8 : 0;
  return digits > 0 && !new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(source.slice(at + 1, at + 1 + digits));
}

/** What is said of a backslash before `letter` in a plain string (escape_string_warning). */
export function escapeWarning(letter: string): PgError {
  const what = letter === "'" ? "\\'" : letter === '\\' ? '\\\\' : 'escape';
  const hint =
    letter === "'"
      ? "Use '' to write quotes in strings, or use the escape string syntax (E'...')."
      : letter === '\\'
        ? "Use the escape string syntax for backslashes, e.g., E'\\\\'."
        : "Use the escape string syntax for escapes, e.g., E'\\r\\n'.";
  return new PgError('nonstandard_use_of_escape_character', `nonstandard use of ${what} in a string literal`, { hint });
}

/** Any escape but the Unicode ones; returns where it ends. */
function decodeEscape(source: string, at: number, to: number, out: EscapeOutput): number {
  const letter = source[at + 1]!;
  if (letter >= '0' && letter <= '7') {
    let q = at + 1;
    while (q < at + 4 && q < to && source[q]! >= '0' && source[q]! <= '7') q++;
    out.byte(Number.parseInt(source.slice(at + 1, q), 8) & 255);
    return q;
  }
  if (letter === 'x' && isHexDigit(source, at + 2, to)) {
    const q = isHexDigit(source, at + 3, to) ? at + 4 : at + 3;
    out.byte(Number.parseInt(source.slice(at + 2, q), 16));
    return q;
  }
  const plain = 'bfnrtv'.indexOf(letter);
  out.text(plain >= 0 ? '\b\f\n\r\t\v'[plain]! : letter);
  return at + 2;
}

function isHexDigit(source: string, at: number, to: number): boolean {
  return at < to && /^[0-9a-fA-F]$/.test(source[at]!);
}

/** An error about `source[from, to)`. */
function near(message: string, source: string, from: number, to: number): PgError {
  const where = from >= source.length ? 'at end of input' : `at or near "${source.slice(from, to)}"`;
  return new PgError('syntax_error', `${message} ${where}`, { position: from + 1 });
}

/** Collects text; single bytes above ASCII make it collect bytes, which have to form UTF-8 in the end. */
class EscapeOutput {
  private done = '';
  private bytes: number[] | null = null;
  private highSurrogate = 0;

  text(text: string): void {
    if (this.bytes === null) this.done += text;
    else for (const byte of new TextEncoder().encode(text)) this.bytes.push(byte);
  }

  byte(value: number): void {
    if (value > 0 && value < 128 && this.bytes === null) {
      this.done += String.fromCharCode(value);
      return;
    }
    this.bytes ??= [...new TextEncoder().encode(this.done)];
    this.bytes.push(value);
  }

  /** The first half of a surrogate pair waits for the second. */
  isInPair(): boolean {
    return this.highSurrogate !== 0;
  }

  codePoint(code: number, source: string, from: number, to: number): void {
    if (code === 0 || code > 0x10ffff) throw near('invalid Unicode escape value', source, from, to);
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    if (this.isInPair() !== isLow) throw near('invalid Unicode surrogate pair', source, from, to);
    if (code >= 0xd800 && code <= 0xdbff) {
      this.highSurrogate = code;
    } else if (isLow) {
      this.text(String.fromCharCode(this.highSurrogate, code));
      this.highSurrogate = 0;
    } else {
      this.text(String.fromCodePoint(code));
    }
  }

  finish(): string {
    if (this.bytes === null) return this.done;
    const bytes = Uint8Array.from(this.bytes);
    const zero = bytes.indexOf(0);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    for (let bad = text.indexOf('\ufffd'); bad >= 0; bad = text.indexOf('\ufffd', bad + 1)) {
      const at = new TextEncoder().encode(text.slice(0, bad)).length;
      // A real U+FFFD in the input is fine.
      if (bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) continue;
      if (zero < 0 || at < zero) throw invalidBytes(brokenSequence(bytes, at));
      break;
    }
    if (zero >= 0) throw invalidBytes([0]);
    return text;
  }
}

/** The bytes PostgreSQL reports: as many as the first one announces, as far as they are there. */
function brokenSequence(bytes: Uint8Array, at: number): number[] {
  const first = bytes[at]!;
  const announced = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 && first < 0xe0 ? 2 : 1;
  return [...bytes.subarray(at, at + announced)];
}

function invalidBytes(bytes: readonly number[]): PgError {
  const hex = bytes.map(byte => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new PgError('character_not_in_repertoire', `invalid byte sequence for encoding "UTF8": ${hex}`);
}

function invalidPair(at: number): PgError {
  return new PgError('syntax_error', 'invalid Unicode surrogate pair', { position: at + 1 });
}

export function isUnicodeEscapeCharacter(text: string): boolean {
  return text.length === 1 && !/[0-9a-fA-F+'" \t\n\r\f]/.test(text);
}

/** The text of a U&'' or U&"" token whose content is `raw`; `at` is the offset of the content in the source. */
export function decodeUnicodeEscapes(raw: string, escape: string, at: number): string {
  if (!raw.includes(escape)) return raw;
  let out = '';
  let highSurrogate = 0;
  let p = 0;
  while (p < raw.length) {
    if (raw[p] !== escape || raw[p + 1] === escape) {
      if (highSurrogate !== 0) throw invalidPair(at + p);
      out += raw[p];
      p += raw[p] === escape ? 2 : 1;
      continue;
    }
    const long = raw[p + 1] === '+';
    const from = long ? p + 2 : p + 1;
    const digits = long ? 6 : 4;
    const hex = raw.slice(from, from + digits);
    if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) {
      throw new PgError('syntax_error', 'invalid Unicode escape', { hint: UESCAPE_HINT, position: at + p + 1 });
    }
    const code = Number.parseInt(hex, 16);
    if (code === 0 || code > 0x10ffff) throw new PgError('syntax_error', 'invalid Unicode escape value', { position: at + p + 1 });
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    if ((highSurrogate !== 0) !== isLow) throw invalidPair(at + p);
    if (code >= 0xd800 && code <= 0xdbff) {
      highSurrogate = code;
    } else if (isLow) {
      out += String.fromCharCode(highSurrogate, code);
      highSurrogate = 0;
    } else {
      out += String.fromCodePoint(code);
    }
    p = from + digits;
  }
  if (highSurrogate !== 0) throw invalidPair(at + p);
  return out;
}
