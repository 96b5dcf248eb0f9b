/** Look-up of key words and their classes (PostgreSQL Appendix C). */
import { FIRST_KEYWORD, KEYWORDS, type KeywordClass } from './keywords.data.js';
import { T } from './tokens.js';

/** Which grammar categories a token belongs to: bits of TOKEN_FLAGS. */
export const FLAG = {
  /** Column and table names: identifiers, unreserved and column-name key words. */
  COL_ID: 1,
  /** Function and type names: identifiers, unreserved and type-or-function key words. */
  TYPE_FUNC: 2,
  /** All but reserved words. */
  NON_RESERVED: 4,
  /** Any word. */
  LABEL: 8,
  /** A label that needs no AS. */
  BARE_LABEL: 16,
};

const CLASS_FLAGS: Readonly<Record<KeywordClass, number>> = {
  U: FLAG.COL_ID | FLAG.TYPE_FUNC | FLAG.NON_RESERVED | FLAG.LABEL,
  C: FLAG.COL_ID | FLAG.NON_RESERVED | FLAG.LABEL,
  T: FLAG.TYPE_FUNC | FLAG.NON_RESERVED | FLAG.LABEL,
  R: FLAG.LABEL,
};

/** Flags by token number; zero for what is not a word. */
export const TOKEN_FLAGS = new Uint8Array(1024);
TOKEN_FLAGS[T.IDENT] = FLAG.COL_ID | FLAG.TYPE_FUNC | FLAG.NON_RESERVED | FLAG.LABEL | FLAG.BARE_LABEL;

const SLOTS = 4096;
const slotToken = new Uint16Array(SLOTS);
const slotHash = new Int32Array(SLOTS);
const byWord = new Map<string, number>();

/** The hash the lexer computes while it walks over a word (of folded characters). */
export function hashStep(hash: number, charCode: number): number {
  return (Math.imul(hash, 31) + charCode) | 0;
}

// Every start pays for this loop; it is written for the interpreter, without iterators and closures.
for (let index = 0; index < KEYWORDS.length; index++) {
  const row = KEYWORDS[index]!;
  const word = row[0];
  const token = FIRST_KEYWORD + index;
  TOKEN_FLAGS[token] = CLASS_FLAGS[row[1]] | (row[2] ? FLAG.BARE_LABEL : 0);
  byWord.set(word, token);
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
  let slot = hash & (SLOTS - 1);
  while (slotToken[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
  slotToken[slot] = token;
  slotHash[slot] = hash;
}

/** The key word spelled by `source[start, end)` in any case, whose folded hash is `hash`; 0 when it is none. */
export function findKeyword(source: string, start: number, end: number, hash: number): number {
  let slot = hash & (SLOTS - 1);
  for (;;) {
    const token = slotToken[slot]!;
    if (token === 0) return 0;
    if (slotHash[slot] === hash) {
      const word = KEYWORDS[token - FIRST_KEYWORD]![0];
      if (word.length === end - start && spells(source, start, word)) return token;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
}

function spells(source: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    let c = source.charCodeAt(start + i);
    if (c >= 65 && c <= 90) c |= 32;
    if (c !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** Token number of a lower-case word, or undefined when it is no key word. */
export function keywordToken(word: string): number | undefined {
  return byWord.get(word);
}

export function keywordText(token: number): string {
  return KEYWORDS[token - FIRST_KEYWORD]![0];
}

/** The class of a lower-case word, or undefined when it is no key word. */
export function keywordClass(word: string): KeywordClass | undefined {
  const token = byWord.get(word);
  return token === undefined ? undefined : KEYWORDS[token - FIRST_KEYWORD]![1];
}
