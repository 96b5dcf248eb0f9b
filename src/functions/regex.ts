/**
 * Regular expressions, compiled once and cached. JavaScript's RegExp does the work on a translated pattern. It agrees with
 * PostgreSQL on whether and where a match starts; where the match ends is asked of the automaton when the pattern has
 * alternatives, mixed greediness or repeated groups, and the captures are then taken with that end given.
 * Known difference: which of several splits inside one and the same match the captures show, where PostgreSQL prefers
 * the longest first part and JavaScript the first alternative.
 */
import { PgError } from '../errors/index.js';
import { applyOption, defaultOptions, parseRegex, regexError, type ParsedRegex, type RegexOptions } from './regex-parse.js';
import { RegexAutomaton } from './regex-automaton.js';
import { isFirstMatchLongest, isRisky, looksBehindEnd, prefersLongest, RegexTranslator } from './regex-translate.js';

/** UTF-16 offsets of the match and its groups; -1 for a group that took no part. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** start, end of each group. */
  readonly groups: readonly number[];
}

export class Regex {
  readonly groups: number;
  private readonly source: string;
  private readonly flags: string;
  private readonly tester: RegExp;
  private readonly searcher: RegExp;
  private readonly automaton: RegexAutomaton | undefined;
  private readonly isRisky: boolean;
  private readonly isLongest: boolean;
  private readonly looksBehindEnd: boolean;

  constructor(parsed: ParsedRegex) {
    const translator = new RegexTranslator(parsed);
    this.groups = parsed.groups;
    this.source = translator.source();
    this.flags = translator.flags();
    try {
      this.tester = new RegExp(this.source, this.flags);
      this.searcher = new RegExp(this.source, parsed.groups > 0 ? `${this.flags}gd` : `${this.flags}g`);
    } catch {
      throw regexError('regular expression is too complex');
    }
    this.isRisky = isRisky(parsed.root);
    this.automaton = this.isRisky || !isFirstMatchLongest(parsed.root) ? RegexAutomaton.of(parsed) : undefined;
    this.isLongest = prefersLongest(parsed.root);
    this.looksBehindEnd = looksBehindEnd(parsed.root);
  }

  test(text: string): boolean {
    return this.isRisky && this.automaton ? this.automaton.test(text) : this.tester.test(text);
  }

  /** The first match that starts at `from` or later. */
  exec(text: string, from: number): RegexMatch | null {
    if (this.isRisky && this.automaton && !this.automaton.test(text)) return null;
    this.searcher.lastIndex = from;
    const found = this.searcher.exec(text);
    if (!found) return null;
    const start = found.index;
    const end = start + found[0].length;
    if (!this.automaton) return match(found, start, end);
    const trueEnd = this.automaton.matchEnd(text, start, this.isLongest);
    if (trueEnd < 0 || trueEnd === end) return match(found, start, end);
    return this.matchTo(text, start, trueEnd) ?? { start, end: trueEnd, groups: new Array<number>(this.groups * 2).fill(-1) };
  }

  /** Captures of the match between two places. */
  private matchTo(text: string, start: number, end: number): RegexMatch | null {
    if (this.groups === 0) return { start, end, groups: [] };
    let subject = text;
    let tail = '$';
    if (this.looksBehindEnd) {
      const rest = [...text.slice(end)].length;
      tail = `(?=[^]{${rest}}$)`;
    } else subject = text.slice(0, end);
    const regex = new RegExp(`(?:${this.source})${tail}`, `${this.flags}yd`);
    regex.lastIndex = start;
    const found = regex.exec(subject);
    return found ? match(found, start, end) : null;
  }
}

const NO_GROUPS: readonly number[] = [];

function match(found: RegExpExecArray, start: number, end: number): RegexMatch {
  if (found.length === 1) return { start, end, groups: NO_GROUPS };
  const indices = found.indices as readonly (readonly [number, number] | undefined)[];
  const groups: number[] = [];
  for (let i = 1; i < indices.length; i++) {
    const span = indices[i];
    groups.push(span ? span[0] : -1, span ? span[1] : -1);
  }
  return { start, end, groups };
}

const CACHE_MAX = 500;
const cache = new Map<string, Regex>();
let lastKey = '';
let lastRegex: Regex | undefined;

/** Compiled pattern; `flags` are option letters as of the regexp functions, without g. */
export function compileRegex(pattern: string, flags = ''): Regex {
  const key = flags === '' ? pattern : `${flags}\0${pattern}`;
  if (lastRegex && key === lastKey) return lastRegex;
  let regex = cache.get(key);
  if (!regex) {
    const options = defaultOptions();
    for (const letter of flags) applyOption(letter, options);
    regex = new Regex(parseRegex(pattern, options));
    if (cache.size >= CACHE_MAX) cache.clear();
    cache.set(key, regex);
  }
  lastKey = key;
  lastRegex = regex;
  return regex;
}

/** Takes the flags argument of a regexp function apart; throws 22023 for a letter that is none. */
export function splitFlags(flags: string): { options: string; isGlobal: boolean } {
  let options = '';
  let isGlobal = false;
  const probe: RegexOptions = defaultOptions();
  for (const letter of flags) {
    if (letter === 'g') isGlobal = true;
    else if (applyOption(letter, probe)) options += letter;
    else throw new PgError('invalid_parameter_value', `invalid regular expression option: "${letter}"`);
  }
  return { options, isGlobal };
}
