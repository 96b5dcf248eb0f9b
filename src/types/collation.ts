/**
 * Collations of ICU (PostgreSQL chapter 24.2) through `Intl`, which is made of the same library and the same data.
 *
 * A collator orders texts by the rules of a language; texts that it finds equal are ordered by their bytes, so that all collations here are
 * deterministic: equality and hashes are those of the bytes whatever the collation. That is why collations matter for order only, and why an index
 * under a collation of ICU keeps its entries in byte order and serves equality (docs/decisions/0015).
 *
 * Intl knows no root locale: `en` has no rules of its own and stands for it. A locale that Intl doesn't know would silently be the machine's;
 * it is the root instead, as in ICU.
 */
import { PgError } from '../errors/index.js';
import type { Datum } from './datum.js';
import { bpcharType, textType, trimBlanks } from './text-types.js';
import type { TypeOps } from './type-ops.js';
import { compareText } from './utf8.js';

export interface Collator {
  /** Language tag for Intl. */
  readonly locale: string;
  /** Negative, 0 (equal byte by byte only), positive. */
  compare(a: string, b: string): number;
}

const ROOT = 'en';
const collators = new Map<string, Collator>();

/** Keys of a locale (`-u-…`) that change the order and that Intl.Collator takes as options or from the tag. */
const STRENGTHS: Readonly<Record<string, Intl.CollatorOptions>> = {
  'ks-level1': { sensitivity: 'base' },
  'ks-level2': { sensitivity: 'accent' },
  'ks-level3': { sensitivity: 'variant' },
  'ka-noignore': { ignorePunctuation: false },
  'ka-shifted': { ignorePunctuation: true },
};
const TAKEN_FROM_TAG = new Set(['co', 'kn', 'kf', 'va']);
/** Keys that change nothing here. */
const WITHOUT_EFFECT = new Set(['ca', 'nu', 'hc', 'cu', 'fw', 'rg', 'sd', 'tz']);

interface LocaleParts {
  readonly tag: string;
  readonly options: Intl.CollatorOptions;
}

/** ICU's older notation of keys (`de@collation=phonebook;colNumeric=yes`) as keys of a language tag. */
const OLD_KEYS: Readonly<Record<string, string>> = {
  collation: 'co',
  colnumeric: 'kn',
  colcasefirst: 'kf',
  colstrength: 'ks',
  colalternate: 'ka',
  colcaselevel: 'kc',
  colnormalization: 'kk',
  colbackwards: 'kb',
  colreorder: 'kr',
};
const OLD_VALUES: Readonly<Record<string, string>> = {
  yes: 'true',
  no: 'false',
  phonebook: 'phonebk',
  traditional: 'trad',
  dictionary: 'dict',
  gb2312han: 'gb2312',
  primary: 'level1',
  secondary: 'level2',
  tertiary: 'level3',
  quaternary: 'level4',
  identical: 'identic',
  'non-ignorable': 'noignore',
};

function asLanguageTag(locale: string): string {
  const [base = '', keywords] = locale.replaceAll('_', '-').split('@', 2);
  if (keywords === undefined) return base;
  const keys = keywords.split(';').map(pair => {
    const [key = '', value = ''] = pair.toLowerCase().split('=', 2);
    return `${OLD_KEYS[key] ?? key}-${OLD_VALUES[value] ?? value}`;
  });
  return `${base}-u-${keys.join('-')}`;
}

/** A locale taken apart; the first key that nothing here can follow, if there is one. */
function partsOf(locale: string): LocaleParts & { readonly unknownKey: string | null } {
  const [language = '', extension = ''] = asLanguageTag(locale).split(/-u-/i, 2);
  const kept: string[] = [];
  const options: Intl.CollatorOptions = {};
  let unknownKey: string | null = null;
  for (const key of extension.toLowerCase().match(/(?<=^|-)[a-z\d]{2}(?:-[a-z\d]{3,8})*(?=-|$)/g) ?? []) {
    const name = key.slice(0, 2);
    if (STRENGTHS[key] !== undefined) Object.assign(options, STRENGTHS[key]);
    else if (TAKEN_FROM_TAG.has(name)) kept.push(key);
    else if (!WITHOUT_EFFECT.has(name)) unknownKey ??= key;
  }
  const base = /^(?:|root|und)$/i.test(language) || Intl.Collator.supportedLocalesOf([language]).length === 0 ? ROOT : language;
  return { tag: kept.length === 0 ? base : `${base}-u-${kept.join('-')}`, options, unknownKey };
}

/** The key of a locale that Intl has no means to follow, null if there is none; undefined when the text is no language tag at all. */
export function unsupportedLocaleKey(locale: string): string | null | undefined {
  try {
    const tag = asLanguageTag(locale);
    if (tag !== '' && tag.toLowerCase() !== 'root') Intl.getCanonicalLocales(tag);
    return partsOf(locale).unknownKey;
  } catch {
    return undefined;
  }
}

export function icuCollator(locale: string): Collator {
  let found = collators.get(locale);
  if (found === undefined) {
    const { tag, options } = partsOf(locale);
    const { compare } = new Intl.Collator(tag, options);
    found = {
      locale: tag.split('-u-', 1)[0]!,
      compare(a, b) {
        if (a === b) return 0;
        const order = compare(a, b);
        return order === 0 ? compareText(a, b) : order;
      },
    };
    collators.set(locale, found);
  }
  return found;
}

/** A type of texts (or a domain over one) ordered by a collator; undefined for other types. */
export function collatedType(type: TypeOps, collator: Collator): TypeOps | undefined {
  if (type.compare === textType.compare) return { ...type, compare: (a: Datum, b: Datum) => collator.compare(a as string, b as string) };
  if (type.compare !== bpcharType.compare) return undefined;
  return { ...type, compare: (a: Datum, b: Datum) => collator.compare(trimBlanks(a as string), trimBlanks(b as string)) };
}

// --- upper and lower case by a language ---

export function upperByLocale(text: string, { locale }: Collator): string {
  return text.toLocaleUpperCase(locale);
}

export function lowerByLocale(text: string, { locale }: Collator): string {
  return text.toLocaleLowerCase(locale);
}

/** Letters that have a title case of their own: three forms of each, in a row. */
const DIGRAPHS = 'ǄǅǆǇǈǉǊǋǌǱǲǳ';

/** What a word begins with: letters, numbers and symbols, not punctuation. */
const WORD_START = /[\p{L}\p{N}\p{S}\p{Co}]/u;

function titleWord(segment: string, collator: Collator): string {
  const start = segment.search(WORD_START);
  if (start < 0) return segment;
  const word = segment.slice(start);
  return segment.slice(0, start) + titleCase(word, collator);
}

function titleCase(word: string, collator: Collator): string {
  const first = String.fromCodePoint(word.codePointAt(0)!);
  if (/^nl\b/i.test(collator.locale) && /^ij/i.test(word)) return `IJ${lowerByLocale(word.slice(2), collator)}`;
  // Greek loses its accents in upper case, not in title case.
  const upper = /^el\b/i.test(collator.locale) ? first.toUpperCase() : upperByLocale(first, collator);
  const digraph = DIGRAPHS.indexOf(first);
  const titled = digraph < 0 ? undefined : DIGRAPHS[Math.floor(digraph / 3) * 3 + 1];
  const head = titled ?? (upper.length > first.length ? upper[0]! + lowerByLocale(upper.slice(1), collator) : upper);
  return head + lowerByLocale(word.slice(first.length), collator);
}

/** The first letter of each word (by Unicode's word boundaries) in upper case, the others in lower case. */
export function titleByLocale(text: string, collator: Collator): string {
  let result = '';
  const isColonInner = /^(?:sv|fi)\b/i.test(collator.locale);
  for (const { segment } of new Intl.Segmenter(collator.locale, { granularity: 'word' }).segment(text)) {
    const words = isColonInner ? [segment] : segment.split(/(?<=:)/);
    for (const word of words) result += titleWord(word, collator);
  }
  return result;
}

/** What a function that needs a collation says when it has none. @param purpose `string comparison`, `upper() function` … */
export function indeterminateCollation(purpose: string): PgError {
  return new PgError('indeterminate_collation', `could not determine which collation to use for ${purpose}`, {
    hint: 'Use the COLLATE clause to set the collation explicitly.',
  });
}

/** Of texts whose collations conflict: refuses to compare. */
export const UNCOLLATED: Collator = {
  locale: ROOT,
  compare() {
    throw indeterminateCollation('string comparison');
  },
};
