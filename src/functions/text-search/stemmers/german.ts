/** German stems by the Snowball algorithm, written from its description. `U` and `Y` stand for those between vowels, which count as consonants. */
import { endings, lateRegion, longestEnding, markConsonants, regionAfter, without } from './regions.js';

const VOWELS = 'aeiouyäöü';
const STEP1 = endings('em ern er e en es s');
const STEP2 = endings('en er est st');
const STEP3 = endings('end ung ig ik isch lich heit keit');

function step1(word: string, r1: number): string {
  const ending = longestEnding(word, STEP1, r1);
  if (ending === 's') return /[bdfghklmnrt]s$/.test(word) ? word.slice(0, -1) : word;
  const rest = without(word, ending);
  return (ending === 'e' || ending === 'en' || ending === 'es') && rest.endsWith('niss') ? rest.slice(0, -1) : rest;
}

function step2(word: string, r1: number): string {
  const ending = longestEnding(word, STEP2, r1);
  if (ending === 'st' && !/.{3}[bdfghklmnt]st$/.test(word)) return word;
  return without(word, ending);
}

function step3(word: string, r1: number, r2: number): string {
  const ending = longestEnding(word, STEP3, r2);
  const rest = without(word, ending);
  switch (ending) {
    case '':
      return word;
    case 'end':
    case 'ung':
      return rest.length - 2 >= r2 && /(?<!e)ig$/.test(rest) ? rest.slice(0, -2) : rest;
    case 'ig':
    case 'ik':
    case 'isch':
      return rest.endsWith('e') ? word : rest;
    case 'lich':
    case 'heit':
      return rest.length - 2 >= r1 && /(?:er|en)$/.test(rest) ? rest.slice(0, -2) : rest;
    default:
      return without(rest, longestEnding(rest, ['lich', 'ig'], r2));
  }
}

export function germanStem(given: string): string {
  let word = markConsonants(given.replaceAll('ß', 'ss'), VOWELS, 'uy');
  const r1 = lateRegion(word, VOWELS);
  const r2 = regionAfter(word, VOWELS, regionAfter(word, VOWELS, 0));
  word = step1(word, r1);
  word = step2(word, r1);
  word = step3(word, r1, r2);
  return word.toLowerCase().replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u');
}
