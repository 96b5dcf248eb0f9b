/** Escapes inside E'' and U&'' strings (PostgreSQL chapters 4.1.2.2 and 4.1.2.3). */
import { PgError } from '../../errors/index.js';

const STRING_HINT = 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.';
const UESCAPE_HINT = 'Unicode escapes must be \\XXXX or \\+XXXXXX.';

/** The text of the E'' string content `source[from, to)`. */
export function decodeEscapeString(source: string, from: number, to: number): string {
  if (source.indexOf('\\', from) < 0 && source.indexOf("''", from) < 0) return source.slice(from, to);
  const out = new EscapeOutput();
  let p = from;
  while (p < to) {
    const c = source.charCodeAt(p);
    if (c === 0x27) {
      out.requireNoSurrogate(p);
      out.text("'");
      p += 2;
      continue;
    }
    if (c !== 0x5c) {
      out.requireNoSurrogate(p);
      let q = p + 1;
      while (q < to && source.charCodeAt(q) !== 0x5c && source.charCodeAt(q) !== 0x27) q++;
      out.text(source.slice(p, q));
      p = q;
      continue;
    }
    const letter = source[p + 1]!;
    if (letter === 'u' || letter === 'U') {
      const digits = letter === 'u' ? 4 : 8;
      const hex = source.slice(p + 2, p + 2 + digits);
      if (p + 2 + digits > to || !/^[0-9a-fA-F]+$/.test(hex)) {
        throw new PgError('invalid_escape_sequence', 'invalid Unicode escape', { hint: STRING_HINT, position: p + 1 });
      }
      out.codePoint(Number.parseInt(hex, 16), p);
      p += 2 + digits;
      continue;
    }
    out.requireNoSurrogate(p);
    if (letter >= '0' && letter <= '7') {
      let q = p + 1;
      while (q < p + 4 && q < to && source[q]! >= '0' && source[q]! <= '7') q++;
      out.byte(Number.parseInt(source.slice(p + 1, q), 8) & 255);
      p = q;
    } else if (letter === 'x' && /^[0-9a-fA-F]$/.test(source[p + 2] ?? '') && p + 2 < to) {
      const q = p + 3 < to && /^[0-9a-fA-F]$/.test(source[p + 3]!) ? p + 4 : p + 3;
      out.byte(Number.parseInt(source.slice(p + 2, q), 16));
      p = q;
    } else {
      const plain = 'bfnrtv'.indexOf(letter);
      out.text(plain >= 0 ? '\b\f\n\r\t\v'[plain]! : letter);
      p += 2;
    }
  }
  out.requireNoSurrogate(to);
  return out.finish();
}

/** Collects text and single bytes; bytes have to form UTF-8 in the end. */
class EscapeOutput {
  private done = '';
  private bytes: number[] = [];
  private highSurrogate = 0;

  text(text: string): void {
    this.flush();
    this.done += text;
  }

  byte(value: number): void {
    if (value === 0) throw invalidBytes([0]);
    this.bytes.push(value);
  }

  codePoint(code: number, at: number): void {
    if (code === 0 || code > 0x10ffff) {
      throw new PgError('syntax_error', 'invalid Unicode escape value', { position: at + 1 });
    }
    if (this.highSurrogate !== 0) {
      if (code < 0xdc00 || code > 0xdfff) throw invalidPair(at);
      this.text(String.fromCharCode(this.highSurrogate, code));
      this.highSurrogate = 0;
    } else if (code >= 0xd800 && code <= 0xdbff) {
      this.highSurrogate = code;
    } else if (code >= 0xdc00 && code <= 0xdfff) {
      throw invalidPair(at);
    } else {
      this.text(String.fromCodePoint(code));
    }
  }

  requireNoSurrogate(at: number): void {
    if (this.highSurrogate !== 0) throw invalidPair(at);
  }

  finish(): string {
    this.flush();
    return this.done;
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    const bytes = Uint8Array.from(this.bytes);
    this.bytes = [];
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const bad = text.indexOf('\ufffd');
    if (bad >= 0) {
      const at = new TextEncoder().encode(text.slice(0, bad)).length;
      // A real U+FFFD in the input is fine.
      if (bytes[at] !== 0xef || bytes[at + 1] !== 0xbf) throw invalidBytes(brokenSequence(bytes, at));
    }
    this.done += text;
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
