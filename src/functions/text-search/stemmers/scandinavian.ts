/** Danish, Norwegian and Swedish stems by the Snowball algorithms, written from their descriptions. */
import { endings, lateRegion, longestEnding, without } from './regions.js';

const DANISH_VOWELS = 'aeiouyæåø';
const SWEDISH_VOWELS = 'aeiouyäåö';

const DANISH = endings(
  'hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes ernes eres ens hedens erens ers ets erets et eret s',
);
const DANISH_OTHER = endings('ig lig elig els løst');

function danishPair(word: string, r1: number): string {
  return longestEnding(word, ['gd', 'dt', 'gt', 'kt'], r1) === '' ? word : word.slice(0, -1);
}

export function danishStem(given: string): string {
  let word = given;
  const r1 = lateRegion(word, DANISH_VOWELS);
  const ending = longestEnding(word, DANISH, r1);
  if (ending !== 's' || /[abcdfghjklmnoprtvyzå]s$/.test(word)) word = without(word, ending);
  word = danishPair(word, r1);
  if (word.endsWith('igst')) word = word.slice(0, -2);
  const other = longestEnding(word, DANISH_OTHER, r1);
  if (other === 'løst') word = word.slice(0, -1);
  else if (other !== '') word = danishPair(without(word, other), r1);
  return word.length > r1 && /([^aeiouyæåø])\1$/.test(word) ? word.slice(0, -1) : word;
}

const NORWEGIAN = endings('a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ers ets et het ast s erte ert');
const NORWEGIAN_OTHER = endings('leg eleg ig eig lig elig els lov elov slov hetslov');

export function norwegianStem(given: string): string {
  let word = given;
  const r1 = lateRegion(word, DANISH_VOWELS);
  const ending = longestEnding(word, NORWEGIAN, r1);
  if (ending === 'erte' || ending === 'ert') word = without(word, ending) + 'er';
  else if (ending !== 's' || /(?:[bcdfghjlmnoprtvyz]|[^aeiouyæåø]k)s$/.test(word)) word = without(word, ending);
  if (longestEnding(word, ['dt', 'vt'], r1) !== '') word = word.slice(0, -1);
  return without(word, longestEnding(word, NORWEGIAN_OTHER, r1));
}

const SWEDISH = endings(
  'a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas ornas es ades andes ens arens hetens erns at andet het ast s',
);
const SWEDISH_PAIRS: readonly string[] = ['dd', 'gd', 'nn', 'dt', 'gt', 'kt', 'tt'];
const SWEDISH_OTHER = endings('lig ig els löst fullt');

export function swedishStem(given: string): string {
  let word = given;
  const r1 = lateRegion(word, SWEDISH_VOWELS);
  const ending = longestEnding(word, SWEDISH, r1);
  if (ending !== 's' || /[bcdfghjklmnoprtvy]s$/.test(word)) word = without(word, ending);
  if (longestEnding(word, SWEDISH_PAIRS, r1) !== '') word = word.slice(0, -1);
  const other = longestEnding(word, SWEDISH_OTHER, r1);
  return other === 'löst' || other === 'fullt' ? word.slice(0, -1) : without(word, other);
}
