/**
 * Dictionaries (PostgreSQL chapter 12.6) and which of them a configuration asks for a kind of token. Both are those that a new database has: there is no
 * CREATE TEXT SEARCH DICTIONARY yet, so what is known of them never changes.
 */
import { notSupported, PgError } from '../../errors/index.js';
import { utf8Bytes } from '../../types/index.js';
import { lowerText } from '../characters.js';
import type { CallContext } from '../function-impl.js';
import { englishStem } from './english-stemmer.js';
import * as types from './token-types.js';

export const SIMPLE_DICTIONARY = 3765;
export const ENGLISH_DICTIONARY = 13163;
export const SIMPLE_CONFIGURATION = 3748;
export const DEFAULT_PARSER = 3722;

const FIRST_STEMMER = 13151;
const LAST_STEMMER = 13205;
/** Configurations over another script than Latin stem ASCII words as English ones. */
const ENGLISH_FOR_ASCII = [13174, 13194];

/** The words that english_stem leaves out. */
const ENGLISH_STOP_WORDS =
  'i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves ' +
  'what which who whom this that these those am is are was were be been being have has had having do does did doing a an the and but if or because as until while ' +
  'of at by for with about against between into through during before after above below to from up down in out on off over under again further then once here there ' +
  'when where why how all any both each few more most other some such no nor not only own same so than too very s t can will just don should now';

/** Longer ones are no words of a language. */
const STEMMED_BYTES = 1000;

let stopWords: Set<string> | undefined;

/** Results of english_stem that were asked for lately. */
const STEMS_KEPT = 20_000;
let stems = new Map<string, readonly string[]>();

function englishLexemes(word: string): readonly string[] {
  stopWords ??= new Set(ENGLISH_STOP_WORDS.split(' '));
  if (word === '' || stopWords.has(word)) return [];
  return [word.length > STEMMED_BYTES / 4 && utf8Bytes(word) > STEMMED_BYTES ? word : englishStem(word)];
}

/**
 * Lexemes of a word: null when the dictionary does not know it, none for a stop word.
 * @throws 42704 no such dictionary, 0A000
 */
export function lexize(dictionary: number, word: string, context: CallContext): readonly string[] | null {
  if (dictionary === SIMPLE_DICTIONARY) return word === '' ? [] : [lowerText(word)];
  if (dictionary === ENGLISH_DICTIONARY) {
    let lexemes = stems.get(word);
    if (lexemes === undefined) {
      lexemes = englishLexemes(lowerText(word));
      if (stems.size >= STEMS_KEPT) stems = new Map();
      if (word.length < STEMMED_BYTES / 4) stems.set(word, lexemes);
    }
    return lexemes;
  }
  if (dictionary >= FIRST_STEMMER && dictionary <= LAST_STEMMER && dictionary % 2 === 1) {
    throw notSupported(`text search dictionary ${context.regName('regdictionary', dictionary as never) ?? dictionary}`);
  }
  throw new PgError('internal_error', `cache lookup failed for text search dictionary ${dictionary}`);
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
