/** Dutch stems by the Snowball algorithm, written from its description. `I` and `Y` stand for those that count as consonants. */
import { utf8Bytes } from '../../../types/index.js';
import { longestEnding, markConsonants, regionAfter, without } from './regions.js';

const VOWELS = 'aeiouyè';
const PLAIN: Readonly<Record<string, string>> = { ä: 'a', á: 'a', ë: 'e', é: 'e', ï: 'i', í: 'i', ö: 'o', ó: 'o', ü: 'u', ú: 'u' };

const undoubled = (word: string): string => (/(?:kk|dd|tt)$/.test(word) ? word.slice(0, -1) : word);
const endsInConsonant = (word: string): boolean => word !== '' && !VOWELS.includes(word.at(-1) as string);

/** The word after en, ene was found behind it. */
function withoutEn(word: string, rest: string, r1: number): string {
  return rest.length >= r1 && endsInConsonant(rest) && !rest.endsWith('gem') ? undoubled(rest) : word;
}

function step1(word: string, r1: number): string {
  const ending = longestEnding(word, ['heden', 'ene', 'en', 'se', 's'], 0);
  const rest = without(word, ending);
  switch (ending) {
    case '':
      return word;
    case 'heden':
      return rest.length >= r1 ? rest + 'heid' : word;
    case 'en':
    case 'ene':
      return withoutEn(word, rest, r1);
    default:
      return rest.length >= r1 && endsInConsonant(rest) && !rest.endsWith('j') ? rest : word;
  }
}

/** A final e after a consonant. */
function step2(word: string, r1: number): string {
  const rest = word.slice(0, -1);
  return word.endsWith('e') && rest.length >= r1 && endsInConsonant(rest) ? undoubled(rest) : word;
}

function step3b(word: string, r1: number, r2: number, hadE: boolean): string {
  const ending = longestEnding(word, ['lijk', 'baar', 'end', 'ing', 'bar', 'ig'], 0);
  const rest = without(word, ending);
  if (ending === '' || rest.length < r2) return word;
  switch (ending) {
    case 'end':
    case 'ing':
      return rest.length - 2 >= r2 && /(?<!e)ig$/.test(rest) ? rest.slice(0, -2) : undoubled(rest);
    case 'ig':
      return rest.endsWith('e') ? word : rest;
    case 'lijk':
      return step2(rest, r1);
    case 'bar':
      return hadE ? rest : word;
    default:
      return rest;
  }
}

/** Not before the fourth byte of UTF-8. */
function firstRegion(word: string): number {
  let r1 = regionAfter(word, VOWELS, 0);
  while (r1 < word.length && r1 < 3 && utf8Bytes(word.slice(0, r1)) < 3) r1++;
  return r1;
}

export function dutchStem(given: string): string {
  let word = given.replace(/[äáëéïíöóüú]/g, c => PLAIN[c] as string).replace(/^y/, 'Y');
  word = markConsonants(word, VOWELS, 'i', 'y');
  const r1 = firstRegion(word);
  const r2 = regionAfter(word, VOWELS, regionAfter(word, VOWELS, 0));
  word = step1(word, r1);
  const before = word;
  word = step2(word, r1);
  const hadE = word !== before;
  if (word.endsWith('heid') && word.length - 4 >= r2 && !word.endsWith('cheid')) {
    word = word.slice(0, -4);
    if (word.endsWith('en')) word = withoutEn(word, word.slice(0, -2), r1);
  }
  word = step3b(word, r1, r2, hadE);
  word = word.replace(/([^aeiouyè])(?:aa|ee|oo|uu)([^aeiouyèI])$/, text => text.slice(0, 2) + text.slice(3));
  return word.toLowerCase();
}
