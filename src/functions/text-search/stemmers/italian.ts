/** Italian stems by the Snowball algorithm, written from its description. `U` and `I` stand for those that count as consonants. */
import { endings, longestEnding, markConsonants, regionAfter, without } from './regions.js';
import { regionV } from './romance.js';

const VOWELS = 'aeiouàèìòù';
const PRONOUNS = endings(
  'ci gli la le li lo mi ne si ti vi sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele teli telo tene cela cele celi celo cene vela vele veli velo vene',
);
const DELETED =
  'anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti istà istè istì oso osi osa ose mente atrice atrici ante anti';
const SUFFIXES = endings(
  `${DELETED} azione azioni atore atori logia logie uzione uzioni usione usioni enza enze amento amenti imento imenti amente ità ivo ivi iva ive`,
);
const VERBS = endings(
  'ammo ando ano are arono asse assero assi assimo ata ate ati ato ava avamo avano avate avi avo emmo enda ende endi endo erà erai eranno ere erebbe erebbero erei eremmo ' +
    'eremo ereste eresti erete erò erono essero ete eva evamo evano evate evi evo Yamo iamo immo irà irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti irete ' +
    'irò irono isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ivi ivo ono uta ute uti uto ar ir',
);

function withoutPronoun(word: string, rv: number): string {
  const pronoun = longestEnding(word, PRONOUNS, rv);
  if (pronoun === '') return word;
  const rest = without(word, pronoun);
  const before = longestEnding(rest, ['ando', 'endo', 'ar', 'er', 'ir'], rv);
  if (before === '') return word;
  return before.length === 4 ? rest : rest + 'e';
}

/** Null when there is no such suffix. */
function withoutSuffix(word: string, rv: number, r1: number, r2: number): string | null {
  const suffix = longestEnding(word, SUFFIXES, 0);
  if (suffix === '') return null;
  let rest = without(word, suffix);
  const drop = (list: readonly string[]): string => without(rest, longestEnding(rest, list, r2));
  const isMoved = /^[ai]ment[oi]$/.test(suffix);
  if (rest.length < (isMoved ? rv : suffix === 'amente' ? r1 : r2)) return null;
  switch (suffix) {
    case 'azione':
    case 'azioni':
    case 'atore':
    case 'atori':
      return drop(['ic']);
    case 'logia':
    case 'logie':
      return rest + 'log';
    case 'uzione':
    case 'uzioni':
    case 'usione':
    case 'usioni':
      return rest + 'u';
    case 'enza':
    case 'enze':
      return rest + 'ente';
    case 'amente': {
      const before = longestEnding(rest, ['iv', 'os', 'ic', 'abil'], r2);
      rest = without(rest, before);
      return before === 'iv' ? drop(['at']) : rest;
    }
    case 'ità':
      return drop(['abil', 'ic', 'iv']);
    case 'ivo':
    case 'ivi':
    case 'iva':
    case 'ive': {
      const shorter = drop(['at']);
      if (shorter === rest) return rest;
      rest = shorter;
      return drop(['ic']);
    }
    default:
      return rest;
  }
}

export function italianStem(given: string): string {
  let word = given.replaceAll('á', 'à').replaceAll('é', 'è').replaceAll('í', 'ì').replaceAll('ó', 'ò').replaceAll('ú', 'ù').replaceAll('qu', 'qU');
  word = markConsonants(word, VOWELS, 'ui');
  const rv = regionV(word, VOWELS);
  const r1 = regionAfter(word, VOWELS, 0);
  const r2 = regionAfter(word, VOWELS, r1);
  word = withoutPronoun(word, rv);
  word = withoutSuffix(word, rv, r1, r2) ?? without(word, longestEnding(word, VERBS, rv));
  if (/[aeioàèìò]$/.test(word) && word.length - 1 >= rv) {
    word = word.slice(0, -1);
    if (word.endsWith('i') && word.length - 1 >= rv) word = word.slice(0, -1);
  }
  if (/[cg]h$/.test(word) && word.length - 2 >= rv) word = word.slice(0, -1);
  return word.toLowerCase();
}
