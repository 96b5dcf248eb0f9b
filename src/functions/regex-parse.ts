/**
 * PostgreSQL's regular expressions (9.7.3), the "advanced" flavour with its embedded options and directors, as a tree.
 * Errors are those of PostgreSQL: `invalid regular expression: …` (2201B).
 */
import { notSupported, PgError } from '../errors/index.js';

export type CharacterClass =
  'alnum' | 'alpha' | 'ascii' | 'blank' | 'cntrl' | 'digit' | 'graph' | 'lower' | 'print' | 'punct' | 'space' | 'upper' | 'xdigit' | 'word';

export interface CharacterSet {
  readonly isNegated: boolean;
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly classes: readonly { readonly name: CharacterClass; readonly isNegated: boolean }[];
}

export type Assertion = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordStart' | 'wordEnd' | 'wordEdge' | 'notWordEdge';

export type RegexNode =
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'branches'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number; readonly isGreedy: boolean; readonly isFixed: boolean }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'look'; readonly isAhead: boolean; readonly isNegated: boolean; readonly body: RegexNode }
  | { readonly kind: 'backref'; readonly index: number };

export interface RegexOptions {
  ignoreCase: boolean;
  /** `.` and negated sets do not match newline. */
  newlineStops: boolean;
  /** ^ and $ match at line ends. */
  newlineAnchors: boolean;
  expanded: boolean;
  flavour: 'advanced' | 'extended' | 'literal' | 'basic';
}

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groups: number;
  readonly options: RegexOptions;
}

const REPEAT_MAX = 255;

export function regexError(what: string): PgError {
  return new PgError('invalid_regular_expression', `invalid regular expression: ${what}`);
}

const BAD_REPEAT = 'quantifier operand invalid';
const BAD_ESCAPE = 'invalid escape \\ sequence';
const BAD_RANGE = 'invalid character range';

const CLASSES = new Set(['alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'xdigit', 'word']);
/** Named characters of POSIX that people use in [. .]; single characters name themselves. */
const COLLATING: Readonly<Record<string, number>> = {
  NUL: 0,
  tab: 9,
  newline: 10,
  'carriage-return': 13,
  space: 32,
  'exclamation-mark': 33,
  'quotation-mark': 34,
  'number-sign': 35,
  'dollar-sign': 36,
  'percent-sign': 37,
  ampersand: 38,
  apostrophe: 39,
  'left-parenthesis': 40,
  'right-parenthesis': 41,
  asterisk: 42,
  'plus-sign': 43,
  comma: 44,
  hyphen: 45,
  'hyphen-minus': 45,
  period: 46,
  'full-stop': 46,
  slash: 47,
  solidus: 47,
  colon: 58,
  semicolon: 59,
  'less-than-sign': 60,
  'equals-sign': 61,
  'greater-than-sign': 62,
  'question-mark': 63,
  'commercial-at': 64,
  'left-square-bracket': 91,
  backslash: 92,
  'reverse-solidus': 92,
  'right-square-bracket': 93,
  circumflex: 94,
  underscore: 95,
  'low-line': 95,
  'grave-accent': 96,
  'left-brace': 123,
  'vertical-line': 124,
  'right-brace': 125,
  tilde: 126,
};

const classSet = (name: CharacterClass, isNegated: boolean): CharacterSet => ({ isNegated: false, ranges: [], classes: [{ name, isNegated }] });
const CLASS_ESCAPES: Readonly<Record<string, CharacterSet>> = {
  d: classSet('digit', false),
  D: classSet('digit', true),
  s: classSet('space', false),
  S: classSet('space', true),
  w: classSet('word', false),
  W: classSet('word', true),
};
const ASSERT_ESCAPES: Readonly<Record<string, Assertion>> = { A: 'textStart', Z: 'textEnd', m: 'wordStart', M: 'wordEnd', y: 'wordEdge', Y: 'notWordEdge' };
const CHAR_ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, B: 92, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

class RegexParser {
  private at = 0;
  private groups = 0;
  private readonly closed = new Set<number>();
  private lookDepth = 0;
  private depth = 0;
  private readonly chars: readonly number[];

  constructor(
    pattern: string,
    readonly options: RegexOptions,
  ) {
    this.chars = Array.from(pattern, c => c.codePointAt(0) as number);
  }

  parse(): ParsedRegex {
    this.prefixes();
    if (this.options.flavour === 'basic') throw notSupported('basic regular expression syntax');
    if (this.options.flavour === 'literal') {
      const items = this.chars.slice(this.at).map(code => ({ kind: 'char', code }) as RegexNode);
      return { root: { kind: 'sequence', items }, groups: 0, options: this.options };
    }
    const root = this.branches();
    if (this.at < this.chars.length) throw regexError('parentheses () not balanced');
    return { root, groups: this.groups, options: this.options };
  }

  private peek(offset = 0): string {
    const code = this.chars[this.at + offset];
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private startsWith(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.chars[this.at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** Directors `***=`, `***:` and options `(?xyz)` at the very start. */
  private prefixes(): void {
    if (this.options.flavour === 'literal') return;
    if (this.startsWith('***')) {
      if (this.startsWith('***=')) {
        this.options.flavour = 'literal';
        this.at += 4;
        return;
      }
      if (!this.startsWith('***:')) throw regexError(BAD_REPEAT);
      this.options.flavour = 'advanced';
      this.at += 4;
    }
    if (this.options.flavour !== 'advanced') return;
    if (this.startsWith('(?') && /[a-zA-Z]/.test(this.peek(2))) {
      this.at += 2;
      for (;;) {
        const c = this.peek();
        if (c === '') throw regexError('invalid embedded option');
        this.at++;
        if (c === ')') break;
        if (!applyOption(c, this.options)) throw regexError('invalid embedded option');
      }
    }
  }

  private skipExpanded(): void {
    for (;;) {
      if (this.options.expanded) {
        if (/^[ \t\n\r\f\v]$/.test(this.peek())) {
          this.at++;
          continue;
        }
        if (this.peek() === '#') {
          while (this.at < this.chars.length && this.peek() !== '\n') this.at++;
          continue;
        }
      }
      if (this.options.flavour === 'advanced' && this.startsWith('(?#')) {
        while (this.at < this.chars.length && this.peek() !== ')') this.at++;
        this.at++;
        continue;
      }
      return;
    }
  }

  private branches(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      items.push(this.branch());
      if (this.peek() !== '|') break;
      this.at++;
    }
    return items.length === 1 ? (items[0] as RegexNode) : { kind: 'branches', items };
  }

  private branch(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      this.skipExpanded();
      const c = this.peek();
      if (c === '' || c === '|' || (c === ')' && this.depth > 0)) break;
      if (c === ')') throw regexError('parentheses () not balanced');
      items.push(this.quantified());
    }
    return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items };
  }

  private quantified(): RegexNode {
    const atom = this.atom();
    this.skipExpanded();
    const c = this.peek();
    let min: number;
    let max: number;
    let isFixed = false;
    if (c === '*') [min, max] = [0, Infinity];
    else if (c === '+') [min, max] = [1, Infinity];
    else if (c === '?') [min, max] = [0, 1];
    else if (c === '{' && /^[0-9]$/.test(this.peek(1))) {
      this.at++;
      min = this.repeatCount();
      if (this.peek() === ',') {
        this.at++;
        if (/^[0-9]$/.test(this.peek())) max = this.repeatCount();
        else if (this.peek() === '}') max = Infinity;
        else throw regexError(this.peek() === '' ? 'braces {} not balanced' : 'invalid repetition count(s)');
      } else {
        max = min;
        isFixed = true;
      }
      if (this.peek() !== '}') throw regexError(this.peek() === '' ? 'braces {} not balanced' : 'invalid repetition count(s)');
      if (min > max) throw regexError('invalid repetition count(s)');
    } else return atom;
    this.at++;
    if (atom.kind === 'assert' || atom.kind === 'look') throw regexError(BAD_REPEAT);
    let isGreedy = true;
    if (this.options.flavour === 'advanced' && this.peek() === '?') {
      isGreedy = false;
      this.at++;
    }
    this.skipExpanded();
    if (/^[*+?]$/.test(this.peek()) || (this.peek() === '{' && /^[0-9]$/.test(this.peek(1)))) throw regexError(BAD_REPEAT);
    return { kind: 'repeat', body: atom, min, max, isGreedy, isFixed };
  }

  private repeatCount(): number {
    let value = 0;
    while (/^[0-9]$/.test(this.peek())) {
      value = value * 10 + Number(this.peek());
      if (value > REPEAT_MAX) throw regexError('invalid repetition count(s)');
      this.at++;
    }
    return value;
  }

  private atom(): RegexNode {
    const c = this.peek();
    switch (c) {
      case '*':
      case '+':
      case '?':
        throw regexError(BAD_REPEAT);
      case '{':
        if (/^[0-9]$/.test(this.peek(1))) throw regexError(BAD_REPEAT);
        break;
      case '(':
        return this.parenthesis();
      case '[':
        return this.bracket();
      case '.':
        this.at++;
        return { kind: 'any' };
      case '^':
        this.at++;
        return { kind: 'assert', what: this.options.newlineAnchors ? 'lineStart' : 'textStart' };
      case '$':
        this.at++;
        return { kind: 'assert', what: this.options.newlineAnchors ? 'lineEnd' : 'textEnd' };
      case '\\':
        return this.escape();
    }
    this.at++;
    return { kind: 'char', code: c.codePointAt(0) as number };
  }

  private parenthesis(): RegexNode {
    this.at++;
    let look: { isAhead: boolean; isNegated: boolean } | undefined;
    let isCapturing = this.lookDepth === 0;
    if (this.options.flavour === 'advanced' && this.peek() === '?') {
      if (this.startsWith('?:')) {
        this.at += 2;
        isCapturing = false;
      } else if (this.startsWith('?=') || this.startsWith('?!')) {
        look = { isAhead: true, isNegated: this.peek(1) === '!' };
        this.at += 2;
      } else if (this.startsWith('?<=') || this.startsWith('?<!')) {
        look = { isAhead: false, isNegated: this.peek(2) === '!' };
        this.at += 3;
      } else throw regexError(BAD_REPEAT);
    }
    this.depth++;
    if (look) {
      this.lookDepth++;
      const body = this.branches();
      this.close();
      this.lookDepth--;
      return { kind: 'look', ...look, body };
    }
    const index = isCapturing ? ++this.groups : 0;
    const body = this.branches();
    this.close();
    if (index === 0) return body.kind === 'sequence' || body.kind === 'branches' ? body : { kind: 'sequence', items: [body] };
    this.closed.add(index);
    return { kind: 'group', index, body };
  }

  private close(): void {
    if (this.peek() !== ')') throw regexError('parentheses () not balanced');
    this.at++;
    this.depth--;
  }

  private hex(length: number): number {
    let value = 0;
    for (let i = 0; i < length; i++) {
      const digit = parseInt(this.peek(), 16);
      if (Number.isNaN(digit)) throw regexError(BAD_ESCAPE);
      value = value * 16 + digit;
      this.at++;
    }
    return this.character(value);
  }

  private character(code: number): number {
    if (code > 0x10ffff) throw regexError(BAD_ESCAPE);
    return code;
  }

  /** An escape that stands for one character; undefined for others. The backslash and `c` are read already. */
  private characterEscape(c: string): number | undefined {
    const simple = CHAR_ESCAPES[c];
    if (simple !== undefined) return simple;
    switch (c) {
      case 'c': {
        const control = this.chars[this.at++];
        if (control === undefined) throw regexError(BAD_ESCAPE);
        return control & 0x1f;
      }
      case 'u':
        return this.hex(4);
      case 'U':
        return this.hex(8);
      case 'x': {
        let digits = '';
        while (/^[0-9a-fA-F]$/.test(this.peek()) && digits.length < 255) {
          digits += this.peek();
          this.at++;
        }
        if (digits === '') throw regexError(BAD_ESCAPE);
        return this.character(parseInt(digits, 16));
      }
      case '0': {
        let digits = '';
        while (/^[0-7]$/.test(this.peek()) && digits.length < 2) {
          digits += this.peek();
          this.at++;
        }
        return parseInt(`0${digits}`, 8);
      }
    }
    return undefined;
  }

  private escape(): RegexNode {
    this.at++;
    const c = this.peek();
    if (c === '') throw regexError(BAD_ESCAPE);
    this.at++;
    if (this.options.flavour !== 'advanced' || !/^[A-Za-z0-9]$/.test(c)) return { kind: 'char', code: c.codePointAt(0) as number };
    const set = CLASS_ESCAPES[c];
    if (set) return { kind: 'set', set };
    const what = ASSERT_ESCAPES[c];
    if (what) return { kind: 'assert', what };
    if (c >= '1' && c <= '9') return this.backReference(c);
    const code = this.characterEscape(c);
    if (code === undefined) throw regexError(BAD_ESCAPE);
    return { kind: 'char', code };
  }

  private backReference(first: string): RegexNode {
    let digits = first;
    let ahead = 0;
    while (/^[0-9]$/.test(this.peek(ahead)) && digits.length < 255) digits += this.peek(ahead++);
    // Several digits are a back reference when there are that many groups, else octal.
    if (digits.length === 1 || Number(digits) <= this.groups) {
      this.at += ahead;
      const index = Number(digits);
      if (this.lookDepth > 0 || !this.closed.has(index)) throw regexError('invalid backreference number');
      return { kind: 'backref', index };
    }
    let octal = '';
    this.at--;
    while (/^[0-7]$/.test(this.peek()) && octal.length < 3) {
      octal += this.peek();
      this.at++;
    }
    if (octal === '') throw regexError('invalid backreference number');
    return { kind: 'char', code: parseInt(octal, 8) };
  }

  private bracket(): RegexNode {
    if (this.startsWith('[[:<:]]') || this.startsWith('[[:>:]]')) {
      const what = this.peek(3) === '<' ? 'wordStart' : 'wordEnd';
      this.at += 7;
      return { kind: 'assert', what };
    }
    this.at++;
    const isNegated = this.peek() === '^';
    if (isNegated) this.at++;
    const ranges: [number, number][] = [];
    const classes: { name: CharacterClass; isNegated: boolean }[] = [];
    let isFirst = true;
    for (;;) {
      const c = this.peek();
      if (c === '') throw regexError('brackets [] not balanced');
      if (c === ']' && !isFirst) break;
      isFirst = false;
      const item = this.bracketItem();
      if (typeof item !== 'number') {
        classes.push(...item.classes);
        if (this.peek() === '-' && this.peek(1) !== ']') throw regexError(BAD_RANGE);
        continue;
      }
      if (this.peek() === '-' && this.peek(1) !== ']' && this.peek(1) !== '') {
        this.at++;
        const end = this.bracketItem();
        if (typeof end !== 'number' || end < item) throw regexError(BAD_RANGE);
        ranges.push([item, end]);
        if (this.peek() === '-' && this.peek(1) !== ']' && this.peek(1) !== '') throw regexError(BAD_RANGE);
      } else ranges.push([item, item]);
    }
    this.at++;
    return { kind: 'set', set: { isNegated, ranges, classes } };
  }

  /** One character, or a class. */
  private bracketItem(): number | CharacterSet {
    const code = this.chars[this.at] as number;
    if (this.startsWith('[:') || this.startsWith('[.') || this.startsWith('[=')) {
      const mark = this.peek(1);
      this.at += 2;
      let name = '';
      while (!(this.peek() === mark && this.peek(1) === ']')) {
        if (this.peek() === '') throw regexError('brackets [] not balanced');
        if (mark === ':' && this.peek() === ']') break;
        name += this.peek();
        this.at++;
      }
      if (mark === ':') {
        if (this.peek() === ']') throw regexError(this.at + 1 >= this.chars.length ? 'brackets [] not balanced' : 'invalid character class');
        this.at += 2;
        if (!CLASSES.has(name)) throw regexError('invalid character class');
        return classSet(name as CharacterClass, false);
      }
      this.at += 2;
      const single = [...name].length === 1 ? (name.codePointAt(0) as number) : COLLATING[name];
      if (single === undefined) throw regexError('invalid collating element');
      return single;
    }
    this.at++;
    if (code !== 92 || this.options.flavour !== 'advanced') return code;
    const c = this.peek();
    if (c === '') throw regexError(BAD_ESCAPE);
    this.at++;
    if (!/^[A-Za-z0-9]$/.test(c)) return c.codePointAt(0) as number;
    const set = CLASS_ESCAPES[c];
    if (set) return set;
    if (c >= '1' && c <= '9') {
      let octal = c;
      while (/^[0-7]$/.test(this.peek()) && octal.length < 3) {
        octal += this.peek();
        this.at++;
      }
      if (!/^[0-7]{2,}$/.test(octal)) throw regexError(BAD_ESCAPE);
      return parseInt(octal, 8);
    }
    const character = this.characterEscape(c);
    if (character === undefined) throw regexError(BAD_ESCAPE);
    return character;
  }
}

/** Applies one option letter; false if there is no such option. */
export function applyOption(letter: string, options: RegexOptions): boolean {
  switch (letter) {
    case 'b':
      options.flavour = 'basic';
      return true;
    case 'c':
      options.ignoreCase = false;
      return true;
    case 'e':
      options.flavour = 'extended';
      return true;
    case 'i':
      options.ignoreCase = true;
      return true;
    case 'm':
    case 'n':
      options.newlineStops = options.newlineAnchors = true;
      return true;
    case 'p':
      options.newlineStops = true;
      options.newlineAnchors = false;
      return true;
    case 'q':
      options.flavour = 'literal';
      return true;
    case 's':
      options.newlineStops = options.newlineAnchors = false;
      return true;
    case 't':
      options.expanded = false;
      return true;
    case 'w':
      options.newlineStops = false;
      options.newlineAnchors = true;
      return true;
    case 'x':
      options.expanded = true;
      return true;
    default:
      return false;
  }
}

export function defaultOptions(): RegexOptions {
  return { ignoreCase: false, newlineStops: false, newlineAnchors: false, expanded: false, flavour: 'advanced' };
}

/** Parses a pattern; embedded options change `options`. */
export function parseRegex(pattern: string, options: RegexOptions): ParsedRegex {
  return new RegexParser(pattern, { ...options }).parse();
}
