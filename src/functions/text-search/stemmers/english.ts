/**
 * English stems by Martin Porter's second stemmer ("The English (Porter2) stemming algorithm", snowballstem.org), written from its description.
 * Words arrive in lower case. A `Y` inside stands for a y that counts as a consonant.
 */

const VOWEL = /[aeiouy]/;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
/** Letters before which a final -li is an ending. */
const LI_ENDING = /[cdeghkmnrt]$/;

const EXCEPTIONS: Readonly<Record<string, string>> = {
  skis: 'ski',
  skies: 'sky',
  dying: 'die',
  lying: 'lie',
  tying: 'tie',
  idly: 'idl',
  gently: 'gentl',
  ugly: 'ugli',
  early: 'earli',
  only: 'onli',
  singly: 'singl',
  sky: 'sky',
  news: 'news',
  howe: 'howe',
  atlas: 'atlas',
  cosmos: 'cosmos',
  bias: 'bias',
  andes: 'andes',
};
/** Left as they are once a plural's ending is gone. */
const INVARIANT = /^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;

/** Endings of step 2 within R1, the longest first of those that end alike, and what they become. */
const STEP2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['lessli', 'less'],
  ['biliti', 'ble'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
];
const STEP3: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];
const STEP4: readonly string[] = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ion',
  'al',
  'er',
  'ic',
];

/** Index after the first consonant that follows a vowel, from `from` on. */
function regionAfter(word: string, from: number): number {
  let i = from;
  while (i < word.length && !VOWEL.test(word[i] as string)) i++;
  while (i < word.length && VOWEL.test(word[i] as string)) i++;
  return i < word.length ? i + 1 : word.length;
}

const hasVowel = (text: string): boolean => VOWEL.test(text);

/** Ends in a short syllable: a vowel between consonants, the last of which is no w, x or Y; or a vowel at the beginning before a consonant. */
function endsShort(word: string): boolean {
  return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);
}

function step1a(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1);
  if (word.endsWith('us') || word.endsWith('ss')) return word;
  if (word.endsWith('s') && hasVowel(word.slice(0, -2))) return word.slice(0, -1);
  return word;
}

function step1b(word: string, r1: number): string {
  const m = /(?:eed|ed|ing|eedly|edly|ingly)$/.exec(word);
  if (m === null) return word;
  const ending = m[0];
  const stem = word.slice(0, m.index);
  if (ending.startsWith('eed')) return m.index >= r1 ? stem + 'ee' : word;
  if (!hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return stem + 'e';
  if (DOUBLE.test(stem)) return stem.slice(0, -1);
  return r1 >= stem.length && endsShort(stem) ? stem + 'e' : stem;
}

function step1c(word: string): string {
  return word.length > 2 && /[^aeiouy][yY]$/.test(word) ? word.slice(0, -1) + 'i' : word;
}

function step2(word: string, r1: number): string {
  const found = STEP2.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const [ending, replacement] = found;
  const at = word.length - ending.length;
  if (at < r1) return word;
  const stem = word.slice(0, at);
  if (ending === 'ogi' && !stem.endsWith('l')) return word;
  if (ending === 'li' && !LI_ENDING.test(stem)) return word;
  return stem + replacement;
}

function step3(word: string, r1: number, r2: number): string {
  const found = STEP3.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const [ending, replacement] = found;
  const at = word.length - ending.length;
  if (at < r1 || (ending === 'ative' && at < r2)) return word;
  return word.slice(0, at) + replacement;
}

function step4(word: string, r2: number): string {
  const ending = STEP4.find(text => word.endsWith(text));
  if (ending === undefined) return word;
  const at = word.length - ending.length;
  if (at < r2) return word;
  const stem = word.slice(0, at);
  return ending === 'ion' && !/[st]$/.test(stem) ? word : stem;
}

function step5(word: string, r1: number, r2: number): string {
  const at = word.length - 1;
  const stem = word.slice(0, at);
  if (word.endsWith('e')) return at >= r2 || (at >= r1 && !endsShort(stem)) ? stem : word;
  return word.endsWith('ll') && at >= r2 ? stem : word;
}

/** The stem of a word in lower case. */
export function englishStem(word: string): string {
  const exception = Object.hasOwn(EXCEPTIONS, word) ? EXCEPTIONS[word] : undefined;
  if (exception !== undefined) return exception;
  if ([...word].length < 3) return word;
  let text = word.startsWith("'") ? word.slice(1) : word;
  // Each y is looked at with those before it as they have become.
  if (text.includes('y')) {
    let marked = '';
    for (let i = 0; i < text.length; i++) {
      const c = text[i] as string;
      marked += c === 'y' && (i === 0 || /[aeiouy]/.test(marked[i - 1] as string)) ? 'Y' : c;
    }
    text = marked;
  }
  const prefix = /^(?:gener|commun|arsen)/.exec(text);
  const r1 = prefix === null ? regionAfter(text, 0) : prefix[0].length;
  const r2 = regionAfter(text, r1);
  const possessive = /'(?:s'|s)?$/.exec(text);
  if (possessive !== null) text = text.slice(0, possessive.index);
  text = step1a(text);
  if (!INVARIANT.test(text)) {
    text = step1c(step1b(text, r1));
    text = step2(text, r1);
    text = step3(text, r1, r2);
    text = step4(text, r2);
    text = step5(text, r1, r2);
  }
  // Nothing is left of an apostrophe and an s alone.
  return text === '' ? word : text.replaceAll('Y', 'y');
}
