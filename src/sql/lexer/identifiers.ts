/** Names as text: truncation, quoting, splitting (PostgreSQL chapter 4.1.1). */
import { keywordClass } from './keywords.js';

/** PostgreSQL's NAMEDATALEN - 1. */
export const MAX_IDENTIFIER_BYTES = 63;

/** Cuts a name to 63 bytes of UTF-8, never inside a character. */
export function truncateIdentifier(name: string): string {
  // A UTF-16 unit takes at most three bytes.
  if (name.length * 3 <= MAX_IDENTIFIER_BYTES) return name;
  let bytes = 0;
  for (let i = 0; i < name.length;) {
    const code = name.codePointAt(i)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > MAX_IDENTIFIER_BYTES) return name.slice(0, i);
    i += code < 0x10000 ? 1 : 2;
  }
  return name;
}

/**
 * An error's position in characters, as clients count it, from one in UTF-16 units, as locations in this code base are: characters outside
 * the basic plane take two units.
 */
export function characterPosition(source: string, position: number): number {
  let pairs = 0;
  for (let i = 0; i < position - 1; i++) {
    const unit = source.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) pairs++;
  }
  return position - pairs;
}

/** The name as it must be written in SQL: quoted unless it is a plain lower-case word that is no key word (unreserved ones need no quotes). */
export function quoteIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name)) {
    const category = keywordClass(name);
    if (category === undefined || category === 'U') return name;
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** A qualified name as it must be written in SQL. */
export function quoteQualifiedName(names: readonly string[]): string {
  return names.map(quoteIdentifier).join('.');
}

/** The text as a string literal; an E'' string when it contains a backslash. */
export function quoteLiteral(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

/**
 * Splits a qualified name as text ('a."B c".d') into its folded parts; null when it is not well-formed. White space around parts is allowed.
 * This is how name arguments of functions (nextval, regclass input) read names.
 */
export function splitName(text: string): string[] | null {
  const parts: string[] = [];
  let p = 0;
  const skipSpace = (): void => {
    while (p < text.length && ' \t\n\r\f'.includes(text[p]!)) p++;
  };
  skipSpace();
  for (;;) {
    let part = '';
    if (text[p] === '"') {
      for (p++; ; p++) {
        const close = text.indexOf('"', p);
        if (close < 0) return null;
        part += text.slice(p, close);
        p = close + 1;
        if (text[p] !== '"') break;
        part += '"';
      }
    } else {
      const from = p;
      while (p < text.length && !'. \t\n\r\f'.includes(text[p]!)) p++;
      part = text.slice(from, p).replace(/[A-Z]+/g, letters => letters.toLowerCase());
    }
    if (part === '') return null;
    parts.push(truncateIdentifier(part));
    skipSpace();
    if (p >= text.length) return parts;
    if (text[p] !== '.') return null;
    p++;
    skipSpace();
  }
}
