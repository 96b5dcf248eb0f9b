/**
 * COPY FROM's input: bytes to fields. Text format splits on unescaped newlines and delimiters; CSV keeps newlines inside quotes. Chunks may end
 * anywhere. A line of `\.` ends the data (text always; CSV when it stands alone).
 *
 * Hot path: fields are cut from the chunk's bytes by one pass with indexOf-free byte loops; only fields with backslashes or quotes are rebuilt.
 */
import { PgError } from '../../errors/index.js';
import { decodeUtf8 } from '../../types/index.js';
import type { CopyOptions } from './copy-options.js';

const NEWLINE = 10;
const RETURN = 13;
const BACKSLASH = 92;
const PERIOD = 46;

/** Fields of one line; null = NULL. */
export type CopyFields = (string | null)[];

export class CopyLineReader {
  /** Line number of the line returned last, from 1 (lines of the input, not rows). */
  line = 0;
  isEnded = false;
  /** Raw text of the last line, for error contexts. */
  private rest: Uint8Array = new Uint8Array(0);
  private at = 0;
  private isClosed = false;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly escape: number;
  private lineStart = 0;
  private lineEnd = 0;
  private csvLines = 0;

  constructor(private readonly options: CopyOptions) {
    this.delimiter = options.delimiter.charCodeAt(0);
    this.quote = options.quote.charCodeAt(0);
    this.escape = options.escape.charCodeAt(0);
  }

  push(chunk: Uint8Array): void {
    if (this.at === this.rest.length) {
      this.rest = chunk;
      this.at = 0;
      return;
    }
    const left = this.rest.length - this.at;
    const joined = new Uint8Array(left + chunk.length);
    joined.set(this.rest.subarray(this.at), 0);
    joined.set(chunk, left);
    this.rest = joined;
    this.at = 0;
  }

  /** No more chunks follow. */
  close(): void {
    this.isClosed = true;
  }

  /** Finds the next whole line; false when more data is needed (or, after close, at the end). */
  nextLine(): boolean {
    if (this.isEnded) return false;
    const { rest } = this;
    const isCsv = this.options.format === 'csv';
    let i = this.at;
    let inQuote = false;
    let newlines = 0;
    const { quote, escape } = this;
    if (isCsv) {
      for (; i < rest.length; i++) {
        const c = rest[i]!;
        if (c === escape && inQuote && escape !== quote) {
          i++;
          continue;
        }
        if (c === quote) inQuote = !inQuote;
        else if (c === NEWLINE) {
          if (!inQuote) break;
          newlines++;
        }
      }
    } else {
      for (; i < rest.length; i++) {
        const c = rest[i]!;
        if (c === NEWLINE) break;
        if (c === BACKSLASH) i++;
      }
    }
    let end: number;
    if (i >= rest.length) {
      if (!this.isClosed || this.at >= rest.length) return false;
      if (inQuote) {
        this.lineStart = this.at;
        this.lineEnd = rest.length;
        this.at = rest.length;
        this.line += 1 + this.csvLines;
        throw new PgError('bad_copy_file_format', 'unterminated CSV quoted field');
      }
      end = rest.length;
      this.lineStart = this.at;
      this.at = rest.length;
    } else {
      end = i;
      this.lineStart = this.at;
      this.at = i + 1;
    }
    if (end > this.lineStart && rest[end - 1] === RETURN) end--;
    this.lineEnd = end;
    this.line += 1 + this.csvLines;
    this.csvLines = newlines;
    if (end - this.lineStart === 2 && rest[this.lineStart] === BACKSLASH && rest[this.lineStart + 1] === PERIOD) {
      this.isEnded = true;
      return false;
    }
    return true;
  }

  /** After `close`: whether an unfinished last line is there to be read by `nextLine`. */
  nextLineIsLast(): boolean {
    return !this.isEnded && this.at < this.rest.length;
  }

  /** The line as text, for error contexts. */
  get text(): string {
    return decodeUtf8(this.rest, this.lineStart, this.lineEnd);
  }

  get isEmptyLine(): boolean {
    return this.lineStart === this.lineEnd;
  }

  /** Splits the current line. `quoted[i]` tells whether field i was quoted (CSV). */
  fields(out: CopyFields, quoted: boolean[] | null): number {
    return this.options.format === 'csv' ? this.csvFields(out, quoted) : this.textFields(out);
  }

  private textFields(out: CopyFields): number {
    const { rest, delimiter, lineEnd } = this;
    const { nullText } = this.options;
    let count = 0;
    let start = this.lineStart;
    for (;;) {
      let i = start;
      let hasEscape = false;
      while (i < lineEnd) {
        const c = rest[i]!;
        if (c === delimiter) break;
        if (c === BACKSLASH) {
          hasEscape = true;
          i++;
        }
        i++;
      }
      const end = Math.min(i, lineEnd);
      const raw = decodeUtf8(rest, start, end);
      out[count++] = raw === nullText ? null : hasEscape ? unescape(raw) : raw;
      if (i >= lineEnd) break;
      start = i + 1;
    }
    return count;
  }

  private csvFields(out: CopyFields, quoted: boolean[] | null): number {
    const { rest, delimiter, quote, escape, lineEnd } = this;
    const { nullText } = this.options;
    let count = 0;
    let i = this.lineStart;
    for (;;) {
      let text = '';
      let start = i;
      let wasQuoted = false;
      let inQuote = false;
      for (; i < lineEnd; i++) {
        const c = rest[i]!;
        if (inQuote) {
          if (c === escape && i + 1 < lineEnd && (rest[i + 1] === quote || rest[i + 1] === escape)) {
            text += decodeUtf8(rest, start, i);
            start = i + 1;
            i++;
          } else if (c === quote) {
            text += decodeUtf8(rest, start, i);
            start = i + 1;
            inQuote = false;
          }
        } else if (c === delimiter) break;
        else if (c === quote) {
          text += decodeUtf8(rest, start, i);
          start = i + 1;
          inQuote = true;
          wasQuoted = true;
        }
      }
      text += decodeUtf8(rest, start, i);
      if (inQuote) throw new PgError('bad_copy_file_format', 'unterminated CSV quoted field');
      if (quoted) quoted[count] = wasQuoted;
      out[count++] = !wasQuoted && text === nullText ? null : text;
      if (i >= lineEnd) break;
      i++;
    }
    return count;
  }
}

const SIMPLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Backslash sequences of the text format. Octal and hex escapes are bytes: they may together form UTF-8. */
function unescape(raw: string): string {
  const parts: Buffer[] = [];
  let text = '';
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== '\\' || i + 1 >= raw.length) {
      text += raw[i];
      continue;
    }
    const next = raw[++i]!;
    const octal = /^[0-7]{1,3}/.exec(raw.slice(i, i + 3));
    const hex = next === 'x' ? /^[0-9a-fA-F]{1,2}/.exec(raw.slice(i + 1, i + 3)) : null;
    if (octal) {
      parts.push(Buffer.from(text, 'utf8'), Buffer.from([parseInt(octal[0], 8) & 255]));
      text = '';
      i += octal[0].length - 1;
    } else if (hex) {
      parts.push(Buffer.from(text, 'utf8'), Buffer.from([parseInt(hex[0], 16)]));
      text = '';
      i += hex[0].length;
    } else text += SIMPLE[next] ?? next;
  }
  if (parts.length === 0) return text;
  const bytes = Buffer.concat([...parts, Buffer.from(text, 'utf8')]);
  return decodeUtf8(bytes, 0, bytes.length);
}
