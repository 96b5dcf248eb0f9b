/**
 * Dictionaries (PostgreSQL chapter 12.6) and which of them a configuration asks for a kind of token. Both are those that a new database has: there is no
 * CREATE TEXT SEARCH DICTIONARY yet, so what is known of them never changes.
 */
import { notSupported, PgError } from '../../errors/index.js';
import { utf8Bytes } from '../../types/index.js';
import { lowerText } from '../characters.js';
import type { CallContext } from '../function-impl.js';
import { dutchStem } from './stemmers/dutch.js';
import { englishStem } from './stemmers/english.js';
import { frenchStem } from './stemmers/french.js';
import { germanStem } from './stemmers/german.js';
import { italianStem } from './stemmers/italian.js';
import { portugueseStem } from './stemmers/portuguese.js';
import { russianStem } from './stemmers/russian.js';
import { danishStem, norwegianStem, swedishStem } from './stemmers/scandinavian.js';
import { spanishStem } from './stemmers/spanish.js';
import { STOP_WORDS } from './stop-words.data.js';
import * as types from './token-types.js';

export const SIMPLE_DICTIONARY = 3765;
export const ENGLISH_DICTIONARY = 13163;
export const SIMPLE_CONFIGURATION = 3748;
export const DEFAULT_PARSER = 3722;

const FIRST_STEMMER = 13151;
const LAST_STEMMER = 13205;
/** Configurations over another script than Latin stem ASCII words as English ones. */
const ENGLISH_FOR_ASCII = [13174, 13194];

/** Stemmers by dictionary, and the language of their stop words. */
const STEMMERS: Readonly<Record<number, readonly [string, (word: string) => string]>> = {
  13159: ['danish', danishStem],
  13161: ['dutch', dutchStem],
  [ENGLISH_DICTIONARY]: ['english', englishStem],
  13167: ['french', frenchStem],
  13169: ['german', germanStem],
  13181: ['italian', italianStem],
  13187: ['norwegian', norwegianStem],
  13189: ['portuguese', portugueseStem],
  13193: ['russian', russianStem],
  13197: ['spanish', spanishStem],
  13199: ['swedish', swedishStem],
};

/** Longer ones are no words of a language. */
const STEMMED_BYTES = 1000;
/** Results of a dictionary that were asked for lately. */
const STEMS_KEPT = 20_000;

class StemmingDictionary {
  private readonly stopWords: ReadonlySet<string>;
  private kept = new Map<string, readonly string[]>();

  constructor(
    language: string,
    private readonly stem: (word: string) => string,
  ) {
    this.stopWords = new Set((STOP_WORDS[language] as string).split(' '));
  }

  lexize(word: string): readonly string[] {
    let lexemes = this.kept.get(word);
    if (lexemes === undefined) {
      lexemes = this.stemmed(lowerText(word));
      if (this.kept.size >= STEMS_KEPT) this.kept = new Map();
      if (word.length < STEMMED_BYTES / 4) this.kept.set(word, lexemes);
    }
    return lexemes;
  }

  private stemmed(word: string): readonly string[] {
    if (word === '' || this.stopWords.has(word)) return [];
    if (word.length > STEMMED_BYTES / 4 && utf8Bytes(word) > STEMMED_BYTES) return [word];
    // A word is not stemmed to nothing.
    return [this.stem(word) || word];
  }
}

const dictionaries = new Map<number, StemmingDictionary>();

/**
 * Lexemes of a word: null when the dictionary does not know it, none for a stop word.
 * @throws XX000 no such dictionary, 0A000
 */
export function lexize(dictionary: number, word: string, context: CallContext): readonly string[] | null {
  if (dictionary === SIMPLE_DICTIONARY) return word === '' ? [] : [lowerText(word)];
  let found = dictionaries.get(dictionary);
  if (found === undefined) {
    const stemmer = STEMMERS[dictionary];
    if (stemmer === undefined) {
      if (dictionary < FIRST_STEMMER || dictionary > LAST_STEMMER || dictionary % 2 === 0) {
        throw new PgError('internal_error', `cache lookup failed for text search dictionary ${dictionary}`);
      }
      throw notSupported(`text search dictionary ${context.regName('regdictionary', dictionary as never) ?? dictionary}`);
    }
    found = new StemmingDictionary(stemmer[0], stemmer[1]);
    dictionaries.set(dictionary, found);
  }
  return found.lexize(word);
}

/** The dictionary for a kind of token; 0 when such tokens are not indexed. @throws XX000 no such configuration */
export function dictionaryOf(configuration: number, type: number): number {
  const isSimple = configuration === SIMPLE_CONFIGURATION;
  if (!isSimple && (configuration <= FIRST_STEMMER || configuration > LAST_STEMMER + 1 || configuration % 2 === 1)) {
    throw new PgError('internal_error', `cache lookup failed for text search configuration ${configuration}`);
  }
  switch (type) {
    case types.BLANK:
    case types.TAG:
    case types.PROTOCOL:
    case types.ENTITY:
      return 0;
    case types.ASCIIWORD:
    case types.ASCIIHWORD:
    case types.HWORD_ASCIIPART:
      return isSimple ? SIMPLE_DICTIONARY : ENGLISH_FOR_ASCII.includes(configuration) ? ENGLISH_DICTIONARY : configuration - 1;
    case types.WORD:
    case types.HWORD:
    case types.HWORD_PART:
      return isSimple ? SIMPLE_DICTIONARY : configuration - 1;
    default:
      return SIMPLE_DICTIONARY;
  }
}

/** What default_text_search_config names, by its text. */
const configurations = new Map<string, number>();

export function currentConfiguration(context: CallContext): number {
  const name = context.session.getSetting('default_text_search_config', true) ?? '';
  if (name === '') throw new PgError('internal_error', "text search configuration isn't set");
  let id = configurations.get(name);
  if (id === undefined) {
    id = context.regLookup('regconfig', name);
    configurations.set(name, id);
  }
  return id;
}
