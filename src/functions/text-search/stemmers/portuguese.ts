/** Portuguese stems by the Snowball algorithm, written from its description. Nasal vowels are written as two characters meanwhile: `a~`, `o~`. */
import { endings, longestEnding, regionAfter, without } from './regions.js';
import { regionV } from './romance.js';

const VOWELS = 'aeiouáéíóúâêô';
const DELETED =
  'eza ezas ico ica icos icas ismo ismos ável ível ista istas oso osa osos osas amento amentos imento imentos adora ador aça~o adoras adores aço~es ante antes ância';
const SUFFIXES = endings(`${DELETED} logia logias uça~o uço~es ência ências amente mente idade idades iva ivo ivas ivos ira iras`);
const VERBS = endings(
  'ada ida ia aria eria iria ará ara erá era irá ava asse esse isse aste este iste ei arei erei irei am iam ariam eriam iriam aram eram iram avam em arem erem irem ' +
    'assem essem issem ado ido ando endo indo ara~o era~o ira~o ar er ir as adas idas ias arias erias irias arás aras erás eras irás avas es ardes erdes irdes ares eres ' +
    'ires asses esses isses astes estes istes is ais eis íeis aríeis eríeis iríeis áreis areis éreis ereis íreis ireis ásseis ésseis ísseis áveis ados idos ámos amos ' +
    'íamos aríamos eríamos iríamos áramos éramos íramos ávamos emos aremos eremos iremos ássemos êssemos íssemos imos armos ermos irmos eu iu ou ira iras',
);
const RESIDUAL = endings('os a i o á í ó');

/** Null when there is no such suffix. */
function withoutSuffix(word: string, rv: number, r1: number, r2: number): string | null {
  const suffix = longestEnding(word, SUFFIXES, 0);
  if (suffix === '') return null;
  let rest = without(word, suffix);
  const drop = (list: readonly string[]): string => without(rest, longestEnding(rest, list, r2));
  if (suffix === 'ira' || suffix === 'iras') return rest.length >= rv && rest.endsWith('e') ? rest + 'ir' : null;
  if (rest.length < (suffix === 'amente' ? r1 : r2)) return null;
  switch (suffix) {
    case 'logia':
    case 'logias':
      return rest + 'log';
    case 'uça~o':
    case 'uço~es':
      return rest + 'u';
    case 'ência':
    case 'ências':
      return rest + 'ente';
    case 'amente': {
      const before = longestEnding(rest, ['iv', 'os', 'ic', 'ad'], r2);
      rest = without(rest, before);
      return before === 'iv' ? drop(['at']) : rest;
    }
    case 'mente':
      return drop(['ante', 'avel', 'ível']);
    case 'idade':
    case 'idades':
      return drop(['abil', 'ic', 'iv']);
    case 'iva':
    case 'ivo':
    case 'ivas':
    case 'ivos':
      return drop(['at']);
    default:
      return rest;
  }
}

export function portugueseStem(given: string): string {
  const start = given.replaceAll('ã', 'a~').replaceAll('õ', 'o~');
  const rv = regionV(start, VOWELS);
  const r1 = regionAfter(start, VOWELS, 0);
  const r2 = regionAfter(start, VOWELS, r1);
  let word = withoutSuffix(start, rv, r1, r2);
  if (word === null) {
    const verb = longestEnding(start, VERBS, rv);
    if (verb !== '') word = without(start, verb);
  }
  if (word === null) word = without(start, longestEnding(start, RESIDUAL, rv));
  else if (word.endsWith('ci') && word.length - 1 >= rv) word = word.slice(0, -1);
  const last = longestEnding(word, ['e', 'é', 'ê'], rv);
  if (last !== '') {
    word = word.slice(0, -1);
    if (/(?:gu|ci)$/.test(word) && word.length - 1 >= rv) word = word.slice(0, -1);
  } else if (word.endsWith('ç')) {
    word = word.slice(0, -1) + 'c';
  }
  return word.replaceAll('a~', 'ã').replaceAll('o~', 'õ');
}
