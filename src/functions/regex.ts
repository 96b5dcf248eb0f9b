/**
 * Regular expressions, compiled once and cached. JavaScript's RegExp does the work on a translated pattern. It agrees with
 * PostgreSQL on whether and where a match starts; where the match ends is asked of the automaton when the pattern has
 * alternatives, mixed greediness or repeated groups, and the captures are then taken with that end given.
 * Known difference: which of several splits inside one and the same match the captures show, where PostgreSQL prefers
 * the longest first part and JavaScript the first alternative.
 */
import { PgError } from '../errors/index.js';
import { callWithin, TIMED_OUT } from '../io/index.js';
import { applyOption, defaultOptions, parseRegex, regexError, type ParsedRegex, type RegexOptions } from './regex-parse.js';
import { RegexAutomaton } from './regex-automaton.js';
import type { WorkPort } from '../types/index.js';
import { backtrackingDegree, isFirstMatchLongest, isRisky, looksBehindEnd, prefersLongest, RegexTranslator } from './regex-translate.js';

/** UTF-16 offsets of the match and its groups; -1 for a group that took no part. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** start, end of each group. */
  readonly groups: readonly number[];
}

/** Steps that a backtracking matcher may take, at the worst: about a tenth of a second. */
const STEPS_MAX = 1e8;
/** Texts of this length are matched in no time whatever the pattern. */
const SHORT_TEXT = 20;
/** Longer patterns may be more than RegExp can compile, which it says at the first match only. */
const SURE_PATTERN = 1000;
/** How long a match may take that only backtracking can find, milliseconds. */
const BACKTRACKING_MS_MAX = 1000;

export class Regex {
  readonly groups: number;
  private readonly source: string;
  private readonly flags: string;
  private readonly tester: RegExp;
  private readonly searcher: RegExp;
  private readonly sticky: RegExp;
  private readonly isRisky: boolean;
  private readonly degree: number;
  private readonly findsEnds: boolean;
  private readonly isLongest: boolean;
  private readonly looksBehindEnd: boolean;
  /** RegExp gives up on the pattern: the automaton has to do alone. */
  private readonly isTooLarge: boolean;
  private made: RegexAutomaton | null | undefined;

  constructor(private readonly parsed: ParsedRegex) {
    const translator = new RegexTranslator(parsed);
    this.groups = parsed.groups;
    this.source = translator.source();
    this.flags = translator.flags();
    const captures = parsed.groups > 0 ? `${this.flags}d` : this.flags;
    try {
      this.tester = new RegExp(this.source, this.flags);
      this.searcher = new RegExp(this.source, `${captures}g`);
      this.sticky = new RegExp(this.source, `${captures}y`);
    } catch {
      throw regexError('regular expression is too complex');
    }
    this.isTooLarge = this.source.length > SURE_PATTERN && !(canRun(this.tester) && canRun(this.searcher) && canRun(this.sticky));
    if (this.isTooLarge && (this.groups > 0 || this.automaton === null)) throw regexError('regular expression is too complex');
    this.isRisky = isRisky(parsed.root);
    this.degree = backtrackingDegree(parsed.root);
    this.findsEnds = this.isRisky || !isFirstMatchLongest(parsed.root);
    this.isLongest = prefersLongest(parsed.root);
    this.looksBehindEnd = looksBehindEnd(parsed.root);
  }

  /** Null for patterns with back references, and immense ones. */
  private get automaton(): RegexAutomaton | null {
    return (this.made ??= RegexAutomaton.of(this.parsed) ?? null);
  }

  /** Backtracking could take long on so many characters. */
  private isHeavy(length: number): boolean {
    if (length <= SHORT_TEXT || this.degree === 0) return false;
    return this.isRisky || length ** this.degree > STEPS_MAX;
  }

  test(text: string, work?: WorkPort): boolean {
    if (this.isTooLarge) return this.automaton!.test(text, work);
    if (!this.isHeavy(text.length)) return this.tester.test(text);
    return this.automaton?.test(text, work) ?? bounded(() => this.tester.test(text));
  }

  /** The first match that starts at `from` or later. */
  exec(text: string, from: number): RegexMatch | null {
    if (this.isTooLarge) return this.execAlone(text, from);
    const found = this.isHeavy(text.length - from) ? this.searchLong(text, from) : search(this.searcher, text, from);
    if (!found) return null;
    const start = found.index;
    const end = start + found[0].length;
    const automaton = this.findsEnds ? this.automaton : null;
    if (automaton === null) return match(found, start, end);
    const trueEnd = automaton.matchEnd(text, start, this.isLongest);
    if (trueEnd < 0 || trueEnd === end) return match(found, start, end);
    return this.matchTo(text, start, trueEnd) ?? { start, end: trueEnd, groups: new Array<number>(this.groups * 2).fill(-1) };
  }

  private execAlone(text: string, from: number): RegexMatch | null {
    const automaton = this.automaton!;
    const start = automaton.startOf(text, from);
    return start < 0 ? null : { start, end: automaton.matchEnd(text, start, this.isLongest), groups: NO_GROUPS };
  }

  /** The automaton says where the match starts, in time that grows with the text only; what is left to do from there may still be risky. */
  private searchLong(text: string, from: number): RegExpExecArray | null {
    const { automaton } = this;
    if (automaton === null) return bounded(() => search(this.searcher, text, from));
    const start = automaton.startOf(text, from);
    if (start < 0) return null;
    return this.isRisky ? bounded(() => search(this.sticky, text, start)) : search(this.sticky, text, start);
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
    const found = this.isRisky ? bounded(() => regex.exec(subject)) : regex.exec(subject);
    return found ? match(found, start, end) : null;
  }
}

function canRun(regex: RegExp): boolean {
  try {
    regex.test('');
    return true;
  } catch {
    return false;
  } finally {
    regex.lastIndex = 0;
  }
}

function search(regex: RegExp, text: string, from: number): RegExpExecArray | null {
  regex.lastIndex = from;
  return regex.exec(text);
}

/** @throws PgError 2201B when it takes too long */
function bounded<T>(work: () => T): T {
  const result = callWithin(BACKTRACKING_MS_MAX, work);
  if (result === TIMED_OUT) throw new PgError('invalid_regular_expression', 'regular expression failed: regular expression is too complex');
  return result;
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
