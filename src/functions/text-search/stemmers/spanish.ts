/** Spanish stems by the Snowball algorithm, written from its description. */
import { endings, longestEnding, regionAfter, without } from './regions.js';
import { regionV } from './romance.js';

const VOWELS = 'aeiouáéíóúü';

const PRONOUNS = endings('me se sela selo selas selos la le lo las les los nos');
const GERUNDS = endings('iéndo ándo ár ér ír ando iendo ar er ir yendo');
const DELETED = 'anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos imiento imientos';
const AFTER_IC = 'adora ador ación adoras adores aciones ante antes ancia ancias';
const SUFFIXES = endings(`${DELETED} ${AFTER_IC} logía logías ución uciones encia encias amente mente idad idades iva ivo ivas ivos`);
const Y_VERBS = endings('ya ye yan yen yeron yendo yo yó yas yes yais yamos');
const SHORT_VERBS: readonly string[] = ['en', 'es', 'éis', 'emos'];
const FUTURES = ['a', 'e', 'i'].flatMap(v => ['ían', 'ías', 'án', 'ás', 'íais', 'ía', 'éis', 'íamos', 'emos', 'á', 'é'].map(e => `${v}r${e}`)).join(' ');
const VERBS = endings(
  `${FUTURES} aba ada ida ía ara iera ad ed id ase iese aste iste an aban ían aran ieran asen iesen aron ieron ado ido ando iendo ió ar er ir as abas adas idas ` +
    'ías aras ieras ases ieses ís áis abais íais arais ierais aseis ieseis asteis isteis ados idos amos ábamos íamos imos áramos iéramos iésemos ásemos en es éis emos',
);
const RESIDUAL = endings('os a o á í ó e é');

const withoutAccents = (text: string): string => text.replaceAll('á', 'a').replaceAll('é', 'e').replaceAll('í', 'i').replaceAll('ó', 'o').replaceAll('ú', 'u');

function withoutPronoun(word: string, rv: number): string {
  const pronoun = longestEnding(word, PRONOUNS, rv);
  if (pronoun === '') return word;
  const rest = without(word, pronoun);
  const gerund = longestEnding(rest, GERUNDS, rv);
  if (gerund === '') return word;
  if (gerund === 'yendo') return rest.endsWith('uyendo') ? rest : word;
  return without(rest, gerund) + withoutAccents(gerund);
}

/** Null when there is no such suffix. */
function withoutSuffix(word: string, r1: number, r2: number): string | null {
  const suffix = longestEnding(word, SUFFIXES, 0);
  if (suffix === '') return null;
  let rest = without(word, suffix);
  const drop = (list: readonly string[]): string => without(rest, longestEnding(rest, list, r2));
  if (rest.length < (suffix === 'amente' ? r1 : r2)) return null;
  switch (suffix) {
    case 'logía':
    case 'logías':
      return rest + 'log';
    case 'ución':
    case 'uciones':
      return rest + 'u';
    case 'encia':
    case 'encias':
      return rest + 'ente';
    case 'amente': {
      const before = longestEnding(rest, ['iv', 'os', 'ic', 'ad'], r2);
      rest = without(rest, before);
      return before === 'iv' ? drop(['at']) : rest;
    }
    case 'mente':
      return drop(['ante', 'able', 'ible']);
    case 'idad':
    case 'idades':
      return drop(['abil', 'ic', 'iv']);
    case 'iva':
    case 'ivo':
    case 'ivas':
    case 'ivos':
      return drop(['at']);
    default:
      return DELETED.split(' ').includes(suffix) ? rest : drop(['ic']);
  }
}

function withoutVerb(word: string, rv: number): string {
  const yVerb = longestEnding(word, Y_VERBS, rv);
  if (yVerb !== '' && without(word, yVerb).endsWith('u')) return without(word, yVerb);
  const verb = longestEnding(word, VERBS, rv);
  const rest = without(word, verb);
  return SHORT_VERBS.includes(verb) && rest.endsWith('gu') ? rest.slice(0, -1) : rest;
}

export function spanishStem(given: string): string {
  const rv = regionV(given, VOWELS);
  const r1 = regionAfter(given, VOWELS, 0);
  const r2 = regionAfter(given, VOWELS, r1);
  let word = withoutPronoun(given, rv);
  word = withoutSuffix(word, r1, r2) ?? withoutVerb(word, rv);
  const last = longestEnding(word, RESIDUAL, rv);
  word = without(word, last);
  if ((last === 'e' || last === 'é') && word.endsWith('gu') && word.length - 1 >= rv) word = word.slice(0, -1);
  return withoutAccents(word);
}
