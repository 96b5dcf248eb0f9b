/**
 * Character set conversion: convert, convert_from, convert_to and the encodings' names (PostgreSQL 24.3). The server's
 * own encoding is UTF8; other sets are read with the platform's decoders, and written by tables made from what those read.
 */
import { PgError } from '../errors/index.js';
import { bytesInPortions, decodeUtf8, ELEMENTS_MASK, encodeUtf8, characterCount, type WorkPort } from '../types/index.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

/** pg_encoding ids in order; the second entry is the WHATWG label, '' for those without a decoder. */
const ENCODINGS: readonly (readonly [name: string, label: string])[] = [
  ['SQL_ASCII', ''],
  ['EUC_JP', 'euc-jp'],
  ['EUC_CN', 'gb2312'],
  ['EUC_KR', 'euc-kr'],
  ['EUC_TW', ''],
  ['EUC_JIS_2004', ''],
  ['UTF8', 'utf-8'],
  ['MULE_INTERNAL', ''],
  ['LATIN1', 'latin1'],
  ['LATIN2', 'iso-8859-2'],
  ['LATIN3', 'iso-8859-3'],
  ['LATIN4', 'iso-8859-4'],
  ['LATIN5', ''],
  ['LATIN6', 'iso-8859-10'],
  ['LATIN7', 'iso-8859-13'],
  ['LATIN8', 'iso-8859-14'],
  ['LATIN9', 'iso-8859-15'],
  ['LATIN10', 'iso-8859-16'],
  ['WIN1256', 'windows-1256'],
  ['WIN1258', 'windows-1258'],
  ['WIN866', 'ibm866'],
  ['WIN874', 'windows-874'],
  ['KOI8R', 'koi8-r'],
  ['WIN1251', 'windows-1251'],
  ['WIN1252', 'windows-1252'],
  ['ISO_8859_5', 'iso-8859-5'],
  ['ISO_8859_6', 'iso-8859-6'],
  ['ISO_8859_7', 'iso-8859-7'],
  ['ISO_8859_8', 'iso-8859-8'],
  ['WIN1250', 'windows-1250'],
  ['WIN1253', 'windows-1253'],
  ['WIN1254', 'windows-1254'],
  ['WIN1255', 'windows-1255'],
  ['WIN1257', 'windows-1257'],
  ['KOI8U', 'koi8-u'],
  ['SJIS', 'shift_jis'],
  ['BIG5', 'big5'],
  ['GBK', 'gbk'],
  ['UHC', 'euc-kr'],
  ['GB18030', 'gb18030'],
  ['JOHAB', ''],
  ['SHIFT_JIS_2004', ''],
];

const ALIASES: Readonly<Record<string, string>> = {
  abc: 'WIN1258',
  alt: 'WIN866',
  iso88591: 'LATIN1',
  iso885910: 'LATIN6',
  iso885913: 'LATIN7',
  iso885914: 'LATIN8',
  iso885915: 'LATIN9',
  iso885916: 'LATIN10',
  iso88592: 'LATIN2',
  iso88593: 'LATIN3',
  iso88594: 'LATIN4',
  iso88599: 'LATIN5',
  koi8: 'KOI8R',
  mskanji: 'SJIS',
  shiftjis: 'SJIS',
  tcvn: 'WIN1258',
  tcvn5712: 'WIN1258',
  unicode: 'UTF8',
  vscii: 'WIN1258',
  win: 'WIN1251',
  win932: 'SJIS',
  win936: 'GBK',
  win949: 'UHC',
  win950: 'BIG5',
  windows932: 'SJIS',
  windows936: 'GBK',
  windows949: 'UHC',
  windows950: 'BIG5',
  windows866: 'WIN866',
  windows874: 'WIN874',
};
const UTF8 = 6;

/** Number of an encoding by any of its names, -1 if there is none. */
export function encodingId(name: string): number {
  const clean = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const canonical = ALIASES[clean] ?? (clean.startsWith('windows') ? clean.replace('windows', 'win') : clean);
  return ENCODINGS.findIndex(row => row[0].toLowerCase().replaceAll('_', '') === canonical.toLowerCase().replaceAll('_', ''));
}

function encodingName(id: number): string {
  return ENCODINGS[id]?.[0] ?? '';
}

function requireEncoding(name: string, role: string): number {
  const id = encodingId(name);
  if (id < 0) throw new PgError('invalid_parameter_value', `invalid ${role} encoding name "${name}"`);
  return id;
}

function noConversion(from: number, to: number): PgError {
  return new PgError('undefined_function', `default conversion function for encoding "${encodingName(from)}" to "${encodingName(to)}" does not exist`);
}

function invalidBytes(id: number, bytes: readonly number[]): PgError {
  const shown = bytes.map(b => `0x${b.toString(16).padStart(2, '0')}`).join(' ');
  return new PgError('character_not_in_repertoire', `invalid byte sequence for encoding "${encodingName(id)}": ${shown}`);
}

function decodeAscii(bytes: Uint8Array, id: number): string {
  for (const b of bytes) if (b === 0 || b > 127) throw invalidBytes(id, [b]);
  return decodeLatin1(bytes);
}

function decodeLatin1(bytes: Uint8Array): string {
  return bytesInPortions(bytes, 1, undefined, piece => Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1'));
}

/** Windows-1252 between its two Latin-1 halves; '' where there is no character. (Node's decoder reads this set as Latin-1.) */
const WIN1252 = [
  '€',
  '',
  '‚',
  'ƒ',
  '„',
  '…',
  '†',
  '‡',
  'ˆ',
  '‰',
  'Š',
  '‹',
  'Œ',
  '',
  'Ž',
  '',
  '',
  '‘',
  '’',
  '“',
  '”',
  '•',
  '–',
  '—',
  '˜',
  '™',
  'š',
  '›',
  'œ',
  '',
  'ž',
  'Ÿ',
];

function decodeWin1252(bytes: Uint8Array, id: number): string {
  let out = '';
  for (const b of bytes) {
    const c = b >= 0x80 && b < 0xa0 ? (WIN1252[b - 0x80] as string) : String.fromCharCode(b);
    if (c === '') throw invalidBytes(id, [b]);
    out += c;
  }
  return out;
}

/** LATIN5 is Latin-1 with six Turkish letters. */
const LATIN5: Readonly<Record<number, string>> = { 0xd0: 'Ğ', 0xdd: 'İ', 0xde: 'Ş', 0xf0: 'ğ', 0xfd: 'ı', 0xfe: 'ş' };

export function decodeText(bytes: Uint8Array, id: number): string {
  const [name, label] = ENCODINGS[id] as readonly [string, string];
  if (id === UTF8) return decodeUtf8(bytes);
  if (bytes.includes(0)) throw invalidBytes(id, [0]);
  if (name === 'SQL_ASCII') return decodeUtf8(bytes);
  if (name === 'LATIN1') return decodeLatin1(bytes);
  if (name === 'LATIN5') return [...decodeLatin1(bytes)].map(c => LATIN5[c.charCodeAt(0)] ?? c).join('');
  if (name === 'WIN1252') return decodeWin1252(bytes, id);
  if (label === '') throw noConversion(id, UTF8);
  if (bytes.every(b => b < 128)) return decodeAscii(bytes, id);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    const at = bytes.findIndex(b => b >= 128);
    throw invalidBytes(id, [...bytes.slice(at, at + 2)]);
  }
}

const encoders = new Map<number, ReadonlyMap<string, readonly number[]>>();

/** What each character is in a set, found by reading all one- and two-byte sequences. */
function encoderFor(id: number): ReadonlyMap<string, readonly number[]> {
  let table = encoders.get(id);
  if (!table) {
    const label = (ENCODINGS[id] as readonly [string, string])[1];
    const decoder = new TextDecoder(label, { fatal: true });
    const map = new Map<string, readonly number[]>();
    const tryBytes = (...sequence: number[]): void => {
      try {
        const text = decoder.decode(Uint8Array.from(sequence));
        if (characterCount(text) === 1 && !map.has(text)) map.set(text, sequence);
      } catch {
        // Not a character of this set.
      }
    };
    const isWin1252 = (ENCODINGS[id] as readonly [string, string])[0] === 'WIN1252';
    for (let b = 128; b < 256; b++) {
      if (isWin1252) map.set((b < 0xa0 && WIN1252[b - 0x80]) || String.fromCharCode(b), [b]);
      else tryBytes(b);
    }
    if (map.size < 90) for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) tryBytes(lead, trail);
    if (label === 'euc-jp') for (let lead = 0xa1; lead < 0xff; lead++) for (let trail = 0xa1; trail < 0xff; trail++) tryBytes(0x8f, lead, trail);
    encoders.set(id, (table = map));
  }
  return table;
}

export function encodeText(text: string, id: number, work?: WorkPort): Uint8Array {
  const [name, label] = ENCODINGS[id] as readonly [string, string];
  if (id === UTF8 || name === 'SQL_ASCII') return encodeUtf8(text);
  const out: number[] = [];
  const isLatin = name === 'LATIN1' || name === 'LATIN5';
  if (label === '' && !isLatin) throw noConversion(UTF8, id);
  const reverse = new Map(Object.entries(LATIN5).map(([byte, c]) => [c, Number(byte)]));
  let count = 0;
  for (const c of text) {
    if ((++count & ELEMENTS_MASK) === 0) work?.check();
    const code = c.codePointAt(0) as number;
    if (code < 128) out.push(code);
    else if (isLatin) {
      const byte = name === 'LATIN5' ? (reverse.get(c) ?? (LATIN5[code] ? 256 : code)) : code;
      if (byte > 255) throw untranslatable(c, id);
      out.push(byte);
    } else {
      const bytes = encoderFor(id).get(c);
      if (!bytes) throw untranslatable(c, id);
      out.push(...bytes);
    }
  }
  return Uint8Array.from(out);
}

function untranslatable(c: string, id: number): PgError {
  const shown = [...encodeUtf8(c)].map(b => `0x${b.toString(16).padStart(2, '0')}`).join(' ');
  return new PgError(
    'untranslatable_character',
    `character with byte sequence ${shown} in encoding "UTF8" has no equivalent in encoding "${encodingName(id)}"`,
  );
}

/** Pairs that convert without UTF8 being one of them. */
const DIRECT_PAIRS = [
  ['KOI8R', 'ISO_8859_5', 'WIN1251', 'WIN866'],
  ['LATIN2', 'WIN1250'],
  ['EUC_JP', 'SJIS'],
];

function convert(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const source = requireEncoding(from, 'source');
  const target = requireEncoding(to, 'destination');
  if (source === target) {
    if (source === UTF8) decodeUtf8(bytes);
    return bytes;
  }
  if (source !== UTF8 && target !== UTF8) {
    const names = [encodingName(source), encodingName(target)];
    if (names.includes('SQL_ASCII')) return bytes;
    if (!DIRECT_PAIRS.some(group => names.every(name => group.includes(name)))) throw noConversion(source, target);
  }
  return encodeText(decodeText(bytes, source), target);
}

export const encodingFunctions: ScalarFamily = {
  'convert(bytea,name,name)': convert,
  'convert_from(bytea,name)': (bytes: Uint8Array, from: string) => decodeText(bytes, requireEncoding(from, 'source')),
  'convert_to(text,name)': (text: string, to: string, { work }: CallContext) => encodeText(text, requireEncoding(to, 'destination'), work),
  'length(bytea,name)': (bytes: Uint8Array, name: string) => {
    const id = encodingId(name);
    if (id < 0) throw new PgError('invalid_parameter_value', `invalid encoding name "${name}"`);
    if (id === 0 && !bytes.includes(0)) return bytes.length;
    return characterCount(decodeText(bytes, id));
  },
  'getdatabaseencoding()': () => 'UTF8',
  'pg_client_encoding()': () => 'UTF8',
  'pg_encoding_to_char(int4)': (id: number) => encodingName(id),
  'pg_char_to_encoding(name)': (name: string) => encodingId(name),
  'pg_encoding_max_length(int4)': (id: number) => {
    const name = encodingName(id);
    if (name === '') return null;
    if (['UTF8', 'MULE_INTERNAL', 'EUC_TW', 'GB18030'].includes(name)) return 4;
    if (['EUC_JP', 'EUC_CN', 'EUC_KR', 'JOHAB', 'EUC_JIS_2004'].includes(name)) return 3;
    return ['SJIS', 'SHIFT_JIS_2004', 'BIG5', 'GBK', 'UHC'].includes(name) ? 2 : 1;
  },
};
