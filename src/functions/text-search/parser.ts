/**
 * The default text search parser (PostgreSQL chapter 12.5): a machine that reads the longest token of any kind, going back where a guess was wrong.
 * The machine is data (parser-states.ts), compiled at the first text.
 */
import { PARSER_STATES } from './parser-states.js';

export interface Token {
  readonly type: number;
  readonly text: string;
}

// Classes of characters, as bits.
const ALPHA = 1;
const DIGIT = 2;
const ASCII_LETTER = 4;
const SPACE = 8;
const SPECIAL = 16;
const URL_CHAR = 32;
const XDIGIT = 64;

// Tests that are no classes.
const TEST_CLASS = 0;
const TEST_CHAR = 1;
const TEST_OTHER = 2;
const TEST_EOF = 3;
const TEST_ALWAYS = 4;
const TEST_IGNORE = 5;
const TEST_STOPHOST = 6;
const TEST_HOST = 7;
const TEST_PATH = 8;

const NEXT = 0;
const TOKEN = 1;
const POP = 2;
const PUSH = 4;
const RERUN = 8;
const CLEAR = 16;
const MERGE = 32;
const CLEAR_ALL = 64;

const SPECIAL_NONE = 0;
const SPECIAL_TAGS = 1;
const SPECIAL_FURL = 2;
const SPECIAL_HYPHEN = 3;
const SPECIAL_SIGN = 4;

interface Rule {
  readonly test: number;
  /** Class bits, or the character. */
  readonly operand: number;
  readonly flags: number;
  /** -1: stay. */
  readonly next: number;
  readonly token: number;
  readonly special: number;
}

const CLASSES: Readonly<Record<string, number>> = {
  alpha: ALPHA,
  digit: DIGIT,
  alnum: ALPHA | DIGIT,
  space: SPACE,
  ascii: ASCII_LETTER,
  xdigit: XDIGIT,
  special: SPECIAL,
  url: URL_CHAR,
};
const TESTS: Readonly<Record<string, number>> = {
  other: TEST_OTHER,
  eof: TEST_EOF,
  '*': TEST_ALWAYS,
  ignore: TEST_IGNORE,
  stophost: TEST_STOPHOST,
  host: TEST_HOST,
  path: TEST_PATH,
};
const ACTIONS: Readonly<Record<string, number>> = {
  next: NEXT,
  token: TOKEN,
  'token+clear': TOKEN | CLEAR,
  'token+all': TOKEN | CLEAR_ALL,
  pop: POP,
  push: PUSH,
  rerun: RERUN,
  clear: CLEAR,
  merge: MERGE,
};
const SPECIALS: Readonly<Record<string, number>> = { tags: SPECIAL_TAGS, furl: SPECIAL_FURL, hyphen: SPECIAL_HYPHEN, sign: SPECIAL_SIGN };

interface Machine {
  readonly rules: readonly (readonly Rule[])[];
  readonly base: number;
  readonly tag: number;
  readonly tagName: number;
  readonly host: number;
  readonly urlPathFirst: number;
}

/** A rule's text, whose first character may be a quoted `;` or space only as the test. */
function compileRule(text: string, states: ReadonlyMap<string, number>): Rule {
  const isCharacter = text.startsWith("'");
  const test = isCharacter ? text.slice(0, 3) : (text.split(' ')[0] as string);
  const [action, next, ...rest] = text.slice(test.length + 1).split(' ') as [string, string, ...string[]];
  const special = rest.find(word => word in SPECIALS);
  const token = rest.find(word => /^\d+$/.test(word));
  const kind = isCharacter ? TEST_CHAR : (TESTS[test] ?? TEST_CLASS);
  return {
    test: kind,
    operand: isCharacter ? test.charCodeAt(1) : kind === TEST_CLASS ? (CLASSES[test] as number) : 0,
    flags: ACTIONS[action] as number,
    next: next === '-' ? -1 : (states.get(next) as number),
    token: token === undefined ? 0 : Number(token),
    special: special === undefined ? SPECIAL_NONE : (SPECIALS[special] as number),
  };
}

let machine: Machine | undefined;

function compiled(): Machine {
  if (machine !== undefined) return machine;
  const lines = PARSER_STATES.trim().split('\n');
  const states = new Map(lines.map((line, i) => [line.slice(0, line.indexOf(':')), i]));
  const rules = lines.map(line =>
    line
      .slice(line.indexOf(':') + 2)
      .split(/; (?!next)/)
      .map(rule => compileRule(rule, states)),
  );
  const state = (name: string): number => states.get(name) as number;
  return (machine = {
    rules,
    base: state('Base'),
    host: state('HostFirst'),
    urlPathFirst: state('UrlPathFirst'),
    tag: state('Tag'),
    tagName: state('TagName'),
  });
}

// --- characters ---

const LETTER = /[\p{Alphabetic}\p{Nd}]/u;
const WIDE_SPACE = /[\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;
/** Characters without a width of their own, and marks that combine with spacing. */
const MARK = /[\p{Mn}\p{Me}\p{Mc}]/u;

function classOf(code: number): number {
  if (code < 128) {
    const c = String.fromCharCode(code);
    let bits = 0;
    if (/[A-Za-z]/.test(c)) bits |= ALPHA | ASCII_LETTER;
    if (/[0-9]/.test(c)) bits |= DIGIT;
    if (/[0-9A-Fa-f]/.test(c)) bits |= XDIGIT;
    if (/[ \t\n\v\f\r]/.test(c)) bits |= SPACE;
    if (code > 0x20 && code < 0x7f && !/["<>\\^`{|}]/.test(c)) bits |= URL_CHAR;
    return bits;
  }
  const c = String.fromCodePoint(code);
  let bits = 0;
  if (LETTER.test(c)) bits |= ALPHA;
  if (WIDE_SPACE.test(c)) bits |= SPACE;
  if (MARK.test(c)) bits |= SPECIAL;
  return bits;
}

const ASCII_CLASSES = new Uint8Array(128);
const wideClasses = new Map<number, number>();

function classes(code: number): number {
  if (code < 128) return ASCII_CLASSES[code] as number;
  let bits = wideClasses.get(code);
  if (bits === undefined) {
    bits = classOf(code);
    wideClasses.set(code, bits);
  }
  return bits;
}

// --- the machine ---

/** A place in the text with what the machine thinks it is reading. */
class Place {
  state = 0;
  at = 0;
  length = 0;
  /** Rule after which to go on when this place is returned to; -1: from the first. */
  pushedAt = -1;
  previous: Place | null = null;
  /** Some of what it has been through since it was pushed: a position times 128 plus a state each. */
  trail: number[] | null = null;

  static after(previous: Place | null): Place {
    const place = new Place();
    if (previous !== null) {
      place.state = previous.state;
      place.at = previous.at;
      place.length = previous.length;
      place.previous = previous;
    }
    return place;
  }
}

/** Every so many characters a guess leaves a trace, so that the next one that comes by need not fail all over again: reading takes linear time whatever the text. */
const TRACE_MASK = 63;

export class TextParser {
  /** Positions and states from which guesses have failed. */
  private failed: Set<number> | null = null;
  private readonly machine = compiled();
  private place: Place;
  private readonly codes: Uint32Array;
  private wantsHost = false;
  private isHostSearch = false;
  private isIgnoring = false;
  private tokenStart = 0;
  private tokenType = 0;
  private tokenLength = 0;

  /** @param text of the codes when each is one unit of it, else null */
  private constructor(
    codes: Uint32Array,
    start: number,
    state: number,
    private readonly text: string | null,
  ) {
    this.codes = codes;
    this.place = new Place();
    this.place.at = start;
    this.place.state = state;
  }

  static of(text: string): TextParser {
    if (ASCII_CLASSES[97] === 0) for (let i = 0; i < 128; i++) ASCII_CLASSES[i] = classOf(i);
    const codes = new Uint32Array(text.length);
    let n = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i) as number;
      if (code > 0xffff) i++;
      codes[n++] = code;
    }
    return new TextParser(codes.subarray(0, n), 0, compiled().base, n === text.length ? text : null);
  }

  next(): Token | null {
    if (!this.read()) return null;
    return { type: this.tokenType, text: this.slice(this.tokenStart, this.tokenStart + this.tokenLength) };
  }

  private slice(from: number, to: number): string {
    if (this.text !== null) return this.text.slice(from, to);
    let text = '';
    for (let i = from; i < to && i < this.codes.length; i++) text += String.fromCodePoint(this.codes[i] as number);
    return text;
  }

  /** True when a token was found. */
  private read(): boolean {
    const { codes } = this;
    const end = codes.length;
    if (this.place.at >= end) return false;
    this.tokenStart = this.place.at;
    this.place.pushedAt = -1;
    let rule: Rule | undefined;
    while (this.place.at <= end) {
      let place = this.place;
      if ((place.at & TRACE_MASK) === 0 && place.pushedAt < 0 && place.previous !== null && this.isTraced(place.state)) {
        const trace = place.at * 128 + place.state;
        if (this.failed?.has(trace) === true) {
          this.giveUp(place);
          continue;
        }
        (place.trail ??= []).push(trace);
      }
      let step = place.at === end ? 0 : 1;
      const rules = this.machine.rules[place.state] as readonly Rule[];
      let index = place.pushedAt + 1;
      for (; index < rules.length - 1; index++) {
        rule = rules[index] as Rule;
        if (this.fits(rule, place, step)) break;
      }
      rule = rules[index] as Rule;
      // A host or path that follows was skipped as a whole.
      if (rule.test === TEST_HOST || rule.test === TEST_PATH) step = 0;
      place.pushedAt = -1;
      if (rule.special !== SPECIAL_NONE) this.special(rule.special, place);
      const { flags } = rule;
      if ((flags & TOKEN) !== 0) {
        this.tokenLength = place.length;
        this.tokenType = rule.token;
        place.length = 0;
      }
      if ((flags & POP) !== 0) {
        this.giveUp(place);
        place = this.place;
      } else if ((flags & PUSH) !== 0) {
        place.pushedAt = index;
        this.place = place = Place.after(place);
      } else if ((flags & CLEAR) !== 0) {
        place.previous = place.previous?.previous ?? null;
        place.trail = null;
      } else if ((flags & CLEAR_ALL) !== 0) {
        place.previous = null;
        place.trail = null;
      } else if ((flags & MERGE) !== 0) {
        const merged = place.previous as Place;
        merged.at = place.at;
        merged.length = place.length;
        this.place = place = merged;
      }
      if (rule.next >= 0) place.state = rule.next;
      if ((flags & TOKEN) !== 0 || (place.at >= end && (flags & RERUN) === 0)) break;
      if ((flags & (RERUN | POP)) !== 0) continue;
      place.at += step;
      place.length += step;
    }
    return rule !== undefined && (rule.flags & TOKEN) !== 0;
  }

  /** Tags change what is ignored while they are read; the other two flags change what fits. */
  private isTraced(state: number): boolean {
    return !this.wantsHost && !this.isIgnoring && !this.isHostSearch && state !== this.machine.tag && state !== this.machine.tagName;
  }

  /** Back to the remembered place. */
  private giveUp(place: Place): void {
    if (place.trail !== null && this.isTraced(place.state)) {
      this.failed ??= new Set();
      for (const trace of place.trail) this.failed.add(trace);
    }
    this.place = place.previous as Place;
  }

  private fits(rule: Rule, place: Place, step: number): boolean {
    switch (rule.test) {
      case TEST_CLASS:
        return step !== 0 && (classes(this.codes[place.at] as number) & rule.operand) !== 0;
      case TEST_CHAR:
        return step !== 0 && this.codes[place.at] === rule.operand;
      case TEST_OTHER:
        return step === 0 || (classes(this.codes[place.at] as number) & (ALPHA | DIGIT)) === 0;
      case TEST_EOF:
        return step === 0;
      case TEST_IGNORE:
        return this.isIgnoring;
      case TEST_STOPHOST: {
        // Within the search for an address's host no address is looked for.
        const wanted = this.wantsHost || this.isHostSearch;
        this.wantsHost = false;
        return wanted;
      }
      case TEST_HOST:
        return this.follows(place, this.machine.host, HOST_TOKEN, true);
      case TEST_PATH:
        return this.follows(place, this.machine.urlPathFirst, URL_PATH_TOKEN, false);
      default:
        return true;
    }
  }

  /** Whether a token of one kind begins here; skips it. */
  private follows(place: Place, state: number, type: number, wantsHost: boolean): boolean {
    const look = new TextParser(this.codes, place.at, state, this.text);
    // A state to fall back to, in which nothing of the kind is found.
    const fallback = new Place();
    fallback.at = place.at;
    fallback.state = this.machine.base;
    look.place.previous = fallback;
    look.isHostSearch = wantsHost;
    if (!look.read() || look.tokenType !== type) return false;
    place.at += look.tokenLength;
    place.length += look.tokenLength;
    return true;
  }

  private special(kind: number, place: Place): void {
    if (kind === SPECIAL_TAGS) {
      const text = place.length > 8 ? '' : this.slice(this.tokenStart, this.tokenStart + 8).toLowerCase();
      if (place.length === 8 && text === '</script') this.isIgnoring = false;
      else if (place.length === 7 && text.startsWith('</style')) this.isIgnoring = false;
      else if (place.length === 7 && text.startsWith('<script')) this.isIgnoring = true;
      else if (place.length === 6 && text.startsWith('<style')) this.isIgnoring = true;
      return;
    }
    if (kind === SPECIAL_FURL) this.wantsHost = true;
    place.at -= place.length;
    if (kind === SPECIAL_SIGN) place.length = 0;
  }
}

const HOST_TOKEN = 6;
const URL_PATH_TOKEN = 18;

/** All tokens of a text, blanks included. */
export function* tokens(text: string): Iterable<Token> {
  const parser = TextParser.of(text);
  for (let token = parser.next(); token !== null; token = parser.next()) yield token;
}
