/** Russian stems by the Snowball algorithm, written from its description. Words in other letters stay as they are. */
import { endings, longestEnding, regionAfter, without } from './regions.js';

const VOWELS = 'аеиоуыэюя';

/** Endings of the first list count only after а or я. */
interface Group {
  readonly afterA: readonly string[];
  readonly all: readonly string[];
}

function group(afterA: string, always: string): Group {
  const first = afterA.split(' ');
  return { afterA: first, all: endings(`${afterA} ${always}`) };
}

const GERUND = group('в вши вшись', 'ив ивши ившись ыв ывши ывшись');
const ADJECTIVE = endings('ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею');
const PARTICIPLE = group('ем нн вш ющ щ', 'ивш ывш ующ');
const VERB = group(
  'ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно',
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
);
const NOUN = endings('а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я');
const REFLEXIVE: readonly string[] = ['ся', 'сь'];

/** The word without the ending, or null when it has none of the group. */
function removed(word: string, { afterA, all }: Group, rv: number): string | null {
  const ending = longestEnding(word, all, rv);
  if (ending === '') return null;
  const rest = without(word, ending);
  return afterA.includes(ending) && !(rest.length > rv && /[ая]$/.test(rest)) ? null : rest;
}

function inflectionless(word: string, rv: number): string {
  const gerund = removed(word, GERUND, rv);
  if (gerund !== null) return gerund;
  const rest = without(word, longestEnding(word, REFLEXIVE, rv));
  const adjective = longestEnding(rest, ADJECTIVE, rv);
  if (adjective !== '') {
    const stem = without(rest, adjective);
    return removed(stem, PARTICIPLE, rv) ?? stem;
  }
  return removed(rest, VERB, rv) ?? without(rest, longestEnding(rest, NOUN, rv));
}

export function russianStem(given: string): string {
  let word = given.replaceAll('ё', 'е');
  const firstVowel = word.search(/[аеиоуыэюя]/);
  const rv = firstVowel < 0 ? word.length : firstVowel + 1;
  const r2 = regionAfter(word, VOWELS, regionAfter(word, VOWELS, 0));
  word = inflectionless(word, rv);
  if (word.length > rv && word.endsWith('и')) word = word.slice(0, -1);
  word = without(word, longestEnding(word, ['ость', 'ост'], Math.max(r2, rv)));
  const last = longestEnding(word, ['ейше', 'ейш', 'н', 'ь'], rv);
  if (last === 'ь') return word.slice(0, -1);
  if (last === '') return word;
  if (last !== 'н') word = without(word, last);
  return word.endsWith('нн') && word.length - 2 >= rv ? word.slice(0, -1) : word;
}
