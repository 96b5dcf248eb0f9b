/**
 * French stems by the Snowball algorithm, written from its description. `U`, `I` and `Y` stand for those that count as consonants, `He` and `Hi` for ë and ï.
 */
import { endings, longestEnding, regionAfter, without } from './regions.js';

const VOWELS = 'aeiouyâàëéêèïîôûù';
const isVowel = (c: string | undefined): boolean => c !== undefined && VOWELS.includes(c);

const DELETED = 'ance iqUe isme able iste eux ances iqUes ismes ables istes';
const SUFFIXES = endings(
  `${DELETED} atrice ateur ation atrices ateurs ations logie logies usion ution usions utions ence ences ement ements ité ités if ive ifs ives eaux aux euse euses ` +
    'issement issements amment emment ment ments',
);
const I_VERBS = endings(
  'îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait issant issante issantes issants isse issent ' +
    'isses issez issiez issions issons it',
);
const E_VERBS = 'é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez'.split(' ');
const A_VERBS = 'âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions'.split(' ');
const VERBS = endings(['ions', ...E_VERBS, ...A_VERBS].join(' '));
const RESIDUAL = endings('ion ier ière Ier Ière e');

/** Vowels that are none in their place, and ë and ï. What a letter is marked by stands before it, where the next look begins. */
function prelude(word: string): string {
  const letters = word.split('');
  for (let i = 0; i < letters.length; i++) {
    const c = letters[i] as string;
    const next = letters[i + 1];
    if (isVowel(c) && (next === 'y' || ((next === 'u' || next === 'i') && isVowel(letters[i + 2])))) letters[i + 1] = next.toUpperCase();
    if (c === 'ë') letters[i] = 'He';
    else if (c === 'ï') letters[i] = 'Hi';
    else if (c === 'y' && isVowel(letters[i + 1])) letters[i] = 'Y';
    else if (c === 'q' && next === 'u') letters[i + 1] = 'U';
  }
  return letters.join('');
}

function regionV(word: string): number {
  if (isVowel(word[0]) && isVowel(word[1]) && word.length > 2) return 3;
  if (/^(?:par|col|tap)/.test(word)) return 3;
  for (let i = 1; i < word.length; i++) if (isVowel(word[i])) return i + 1;
  return word.length;
}

class FrenchWord {
  private readonly rv: number;
  private readonly r1: number;
  private readonly r2: number;

  constructor(public text: string) {
    this.rv = regionV(text);
    this.r1 = regionAfter(text, VOWELS, 0);
    this.r2 = regionAfter(text, VOWELS, this.r1);
  }

  /** Removes an ending that lies in R2, else puts something in its place; returns whether it was there. */
  private dropOr(ending: string, other: string | null): boolean {
    if (!this.text.endsWith(ending)) return false;
    const rest = without(this.text, ending);
    if (rest.length >= this.r2) this.text = rest;
    else if (other !== null) this.text = rest + other;
    else return false;
    return true;
  }

  /** True when the word was shortened and is no verb any more. */
  suffix(): boolean {
    const suffix = longestEnding(this.text, SUFFIXES, 0);
    if (suffix === '') return false;
    const rest = without(this.text, suffix);
    const isIn = (region: number): boolean => rest.length >= region;
    switch (suffix) {
      case 'atrice':
      case 'ateur':
      case 'ation':
      case 'atrices':
      case 'ateurs':
      case 'ations':
        if (!isIn(this.r2)) return false;
        this.text = rest;
        this.dropOr('ic', 'iqU');
        return true;
      case 'logie':
      case 'logies':
        if (!isIn(this.r2)) return false;
        this.text = rest + 'log';
        return true;
      case 'usion':
      case 'ution':
      case 'usions':
      case 'utions':
        if (!isIn(this.r2)) return false;
        this.text = rest + 'u';
        return true;
      case 'ence':
      case 'ences':
        if (!isIn(this.r2)) return false;
        this.text = rest + 'ent';
        return true;
      case 'ement':
      case 'ements':
        if (!isIn(this.rv)) return false;
        this.text = rest;
        this.adverb();
        return true;
      case 'ité':
      case 'ités':
        if (!isIn(this.r2)) return false;
        this.text = rest;
        if (!this.dropOr('abil', 'abl') && !this.dropOr('ic', 'iqU')) this.dropOr('iv', null);
        return true;
      case 'if':
      case 'ive':
      case 'ifs':
      case 'ives':
        if (!isIn(this.r2)) return false;
        this.text = rest;
        if (this.dropOr('at', null)) this.dropOr('ic', 'iqU');
        return true;
      case 'eaux':
        this.text = rest + 'eau';
        return true;
      case 'aux':
        if (!isIn(this.r1)) return false;
        this.text = rest + 'al';
        return true;
      case 'euse':
      case 'euses':
        if (!isIn(this.r1) && !isIn(this.r2)) return false;
        this.text = isIn(this.r2) ? rest : rest + 'eux';
        return true;
      case 'issement':
      case 'issements':
        if (!isIn(this.r1) || rest === '' || isVowel(rest.at(-1))) return false;
        this.text = rest;
        return true;
      // What is left of an adverb is looked at as a verb.
      case 'amment':
        if (isIn(this.rv)) this.text = rest + 'ant';
        return false;
      case 'emment':
        if (isIn(this.rv)) this.text = rest + 'ent';
        return false;
      case 'ment':
      case 'ments':
        if (isVowel(rest.at(-1)) && rest.length - 1 >= this.rv) this.text = rest;
        return false;
      default:
        if (!isIn(this.r2)) return false;
        this.text = rest;
        return true;
    }
  }

  /** Before -ement. */
  private adverb(): void {
    const before = longestEnding(this.text, ['ièr', 'Ièr', 'eus', 'abl', 'iqU', 'iv'], 0);
    const rest = without(this.text, before);
    switch (before) {
      case 'iv':
        if (this.dropOr('iv', null)) this.dropOr('at', null);
        break;
      case 'eus':
        if (rest.length >= this.r2) this.text = rest;
        else if (rest.length >= this.r1) this.text = rest + 'eux';
        break;
      case 'abl':
      case 'iqU':
        this.dropOr(before, null);
        break;
      case 'ièr':
      case 'Ièr':
        if (rest.length >= this.rv) this.text = rest + 'i';
        break;
    }
  }

  iVerb(): boolean {
    const ending = longestEnding(this.text, I_VERBS, this.rv);
    const rest = without(this.text, ending);
    if (ending === '' || rest.length <= this.rv || isVowel(rest.at(-1)) || rest.endsWith('H')) return false;
    this.text = rest;
    return true;
  }

  verb(): boolean {
    const ending = longestEnding(this.text, VERBS, this.rv);
    if (ending === '') return false;
    const rest = without(this.text, ending);
    if (ending === 'ions' && rest.length < this.r2) return false;
    const isA = A_VERBS.includes(ending);
    this.text = isA && rest.length > this.rv && rest.endsWith('e') ? rest.slice(0, -1) : rest;
    return true;
  }

  residual(): void {
    if (/(?:Hi|[^aiouès])s$/.test(this.text)) this.text = this.text.slice(0, -1);
    const ending = longestEnding(this.text, RESIDUAL, this.rv);
    const rest = without(this.text, ending);
    if (ending === '') return;
    if (ending === 'e') this.text = rest;
    else if (ending !== 'ion') this.text = rest + 'i';
    else if (rest.length >= this.r2 && rest.length > this.rv && /[st]$/.test(rest)) this.text = rest;
  }
}

export function frenchStem(given: string): string {
  const word = new FrenchWord(prelude(given));
  if (word.suffix() || word.iVerb() || word.verb()) word.text = word.text.replace(/Y$/, 'i').replace(/ç$/, 'c');
  else word.residual();
  return word.text
    .replace(/(enn|onn|ett|ell|eill)$/, text => text.slice(0, -1))
    .replace(/[éè]([^aeiouyâàëéêèïîôûù]+)$/, 'e$1')
    .replaceAll('He', 'ë')
    .replaceAll('Hi', 'ï')
    .replaceAll('H', '')
    .toLowerCase();
}
