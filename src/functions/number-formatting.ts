/** to_char of numbers and to_number (PostgreSQL 9.8, tables 9.29 and 9.30), with the C locale's signs and separators. */
import { PgError } from '../errors/index.js';
import {
  divideRounded,
  formatNumeric,
  isFiniteNumeric,
  isNaNNumeric,
  Numeric,
  numericFromBigInt,
  numericMultiply,
  numericPower,
  numericRound,
  numericToInt4,
  numericTypmod,
  parseNumeric,
  powerOfTen,
  roundHalfEven,
  signOfNumeric,
  type Int8,
} from '../types/index.js';
import { exponentText, fixedText, scientific } from './float-decimal.js';
import { numberTemplate, ordinalSuffix, type TemplateNode } from './format-template.js';
import type { ScalarFamily } from './function-impl.js';

/** What a template's fields add up to. */
interface Layout {
  /** Digit positions before and behind the point. */
  readonly pre: number;
  readonly post: number;
  /** Digits behind V. */
  readonly multi: number;
  /** Position (from 1) of the first 0 before the point; 0 for none. */
  readonly zeroStart: number;
  readonly zeroEnd: number;
  readonly hasZero: boolean;
  readonly isDecimal: boolean;
  readonly isFill: boolean;
  /** S: before the number, behind it, or nowhere. */
  readonly localeSign: '' | 'pre' | 'post';
  readonly isBracket: boolean;
  readonly isMinus: boolean;
  readonly isPlus: boolean;
  readonly isRoman: boolean;
  readonly isScientific: boolean;
}

function templateError(message: string, detail?: string): PgError {
  return new PgError('syntax_error', message, detail === undefined ? undefined : { detail });
}

/** Layouts of the templates in the template cache. */
const layouts = new WeakMap<readonly TemplateNode[], Layout>();

function layoutOf(nodes: readonly TemplateNode[]): Layout {
  let layout = layouts.get(nodes);
  if (!layout) layouts.set(nodes, (layout = measure(nodes)));
  return layout;
}

function measure(nodes: readonly TemplateNode[]): Layout {
  let pre = 0;
  let post = 0;
  let multi = 0;
  let zeroStart = 0;
  let zeroEnd = 0;
  let localeSign: Layout['localeSign'] = '';
  let signPosition = 0;
  const flags = new Set<string>();
  const fail = (...names: string[]): boolean => names.some(name => flags.has(name));
  for (const node of nodes) {
    if (node.kind !== 'field') continue;
    const id = node.keyword.id;
    if (flags.has('EEEE') && id !== 'EEEE') throw templateError('"EEEE" must be the last pattern used');
    switch (id) {
      case '9':
        if (flags.has('PR')) throw templateError('"9" must be ahead of "PR"');
        if (flags.has('V')) multi++;
        else if (flags.has('.')) post++;
        else pre++;
        break;
      case '0':
        if (flags.has('PR')) throw templateError('"0" must be ahead of "PR"');
        if (!flags.has('0') && !flags.has('.')) {
          flags.add('0');
          zeroStart = pre + 1;
        }
        if (flags.has('.')) post++;
        else pre++;
        zeroEnd = pre + post;
        break;
      case 'B':
        if (pre === 0 && post === 0 && !flags.has('0')) flags.add('B');
        break;
      case 'D':
      case '.':
        if (flags.has('.')) throw templateError('multiple decimal points');
        if (flags.has('V')) throw templateError('cannot use "V" and decimal point together');
        flags.add('.');
        break;
      case 'FM':
        flags.add('FM');
        break;
      case 'S':
        if (flags.has('S')) throw templateError('cannot use "S" twice');
        if (fail('PL', 'MI', 'PR')) throw templateError('cannot use "S" and "PL"/"MI"/"SG"/"PR" together');
        if (!flags.has('.')) {
          localeSign = 'pre';
          signPosition = pre;
        } else localeSign = 'post';
        flags.add('S');
        break;
      case 'MI':
        if (flags.has('S')) throw templateError('cannot use "S" and "MI" together');
        flags.add('MI');
        break;
      case 'PL':
        if (flags.has('S')) throw templateError('cannot use "S" and "PL" together');
        flags.add('PL');
        break;
      case 'SG':
        if (flags.has('S')) throw templateError('cannot use "S" and "SG" together');
        flags.add('MI').add('PL');
        break;
      case 'PR':
        if (fail('S', 'PL', 'MI')) throw templateError('cannot use "PR" and "S"/"PL"/"MI"/"SG" together');
        flags.add('PR');
        break;
      case 'RN':
      case 'rn':
        flags.add('RN');
        break;
      case 'V':
        if (flags.has('.')) throw templateError('cannot use "V" and decimal point together');
        flags.add('V');
        break;
      case 'EEEE':
        if (flags.has('EEEE')) throw templateError('cannot use "EEEE" twice');
        if (fail('B', 'FM', 'S', 'PR', 'MI', 'PL', 'RN', 'V')) {
          throw templateError('"EEEE" is incompatible with other formats', '"EEEE" may only be used together with digit and decimal point patterns.');
        }
        flags.add('EEEE');
        break;
    }
  }
  // A sign behind all digits of a whole number trails it.
  if (localeSign === 'pre' && signPosition === pre && !fail('MI', 'PL')) localeSign = 'post';
  return {
    pre,
    post,
    multi,
    zeroStart,
    zeroEnd,
    hasZero: flags.has('0'),
    isDecimal: flags.has('.'),
    isFill: flags.has('FM'),
    localeSign,
    isBracket: flags.has('PR'),
    isMinus: flags.has('MI'),
    isPlus: flags.has('PL'),
    isRoman: flags.has('RN'),
    isScientific: flags.has('EEEE'),
  };
}

const THOUSANDS = ',';
const CURRENCY = ' ';
const ROMAN_WIDTH = 15;

function romanText(value: number): string {
  if (value < 1 || value > 3999) return '#'.repeat(ROMAN_WIDTH);
  const digits: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let out = '';
  for (const [size, letters] of digits) {
    while (rest >= size) {
      out += letters;
      rest -= size;
    }
  }
  return out;
}

/** The number that fills the template: its digits without sign, and how many positions before them stay blank. */
interface Digits {
  readonly text: string;
  readonly isNegative: boolean;
  readonly blanks: number;
  /** Digits behind the point; fewer than the template's where a float has no more. */
  readonly post: number;
}

/** Fits digits into the positions before the point; too many become a row of #. */
function fit(text: string, isNegative: boolean, pre: number, post: number): Digits {
  const point = text.indexOf('.');
  const length = point < 0 ? text.length : point;
  if (length <= pre) return { text, isNegative, blanks: pre - length, post };
  const hashes = '#'.repeat(pre + post + 1);
  return { text: `${hashes.slice(0, pre)}.${hashes.slice(pre + 1)}`, isNegative, blanks: 0, post };
}

/** Walks the template with a digit at a time: blanks, leading zeros, digits, point and the sign where it belongs. */
class NumberWriter {
  private out = '';
  /** Position in the digits, and of the digit fields so far. */
  private at = 0;
  private position = 0;
  private isInNumber = false;
  private cutAt: number | undefined;
  private isSignWritten: boolean;
  private readonly sign: '+' | '-' | '';
  private readonly text: string;
  private readonly blanks: number;
  private readonly post: number;
  private readonly zeroStart: number;
  /** Index of the last digit worth showing under FM; -1 when all are. */
  private readonly lastRelevant: number;
  private readonly count: number;
  private readonly isBracket: boolean;

  constructor(
    private readonly layout: Layout,
    digits: Digits,
  ) {
    const l = layout;
    this.text = digits.text;
    this.blanks = digits.blanks;
    this.post = digits.post;
    this.sign = digits.isNegative ? '-' : '+';
    this.zeroStart = l.zeroStart > 0 ? l.zeroStart - 1 : 0;
    this.isBracket = l.isBracket && !(l.isFill && !digits.isNegative);
    if (l.isPlus || l.isMinus) this.isSignWritten = !(l.isPlus && !l.isMinus);
    else this.isSignWritten = !digits.isNegative && l.isFill && l.localeSign === '';
    let last = -1;
    if (l.isFill && l.isDecimal) {
      last = relevantEnd(this.text);
      if (last >= 0 && l.zeroEnd > this.blanks) last = Math.max(last, Math.min(this.text.length - 1, l.zeroEnd - this.blanks));
    }
    this.lastRelevant = last;
    this.count = digits.post + l.pre + l.multi - 1 + (!this.isSignWritten && this.blanks === 0 ? 1 : 0);
  }

  private get endsAtPoint(): boolean {
    return this.lastRelevant >= 0 && this.text[this.lastRelevant] === '.';
  }

  /** A lone 0 before the point that the template has no 0 for. */
  private get isHiddenZero(): boolean {
    return !this.layout.hasZero && this.at === 0 && this.text[0] === '0' && this.post !== 0;
  }

  private writeSign(): void {
    const { layout } = this;
    if (layout.localeSign !== '') {
      if (layout.localeSign === 'pre') {
        this.out += this.sign;
        this.isSignWritten = true;
      }
      return;
    }
    if (this.isBracket) this.out += this.sign === '+' ? ' ' : '<';
    else if (this.sign === '-') this.out += '-';
    else if (!layout.isFill) this.out += ' ';
    this.isSignWritten = true;
  }

  /** A 9, 0 or decimal point. */
  digit(isZero: boolean): void {
    const { layout } = this;
    this.isInNumber = false;
    const reachesNumber = this.position >= this.blanks || (layout.hasZero && this.zeroStart === this.position);
    if (!this.isSignWritten && reachesNumber && (!this.isHiddenZero || this.endsAtPoint)) this.writeSign();
    if (this.position < this.blanks && (this.zeroStart > this.position || !layout.hasZero)) {
      if (!layout.isFill) this.out += ' ';
    } else if (layout.hasZero && this.position < this.blanks && this.zeroStart <= this.position) {
      this.out += '0';
      this.isInNumber = true;
    } else {
      this.ownDigit(isZero);
      if (this.at < this.text.length) this.at++;
    }
    let end = this.count + (this.blanks ? 1 : 0) + (layout.isDecimal ? 1 : 0);
    if (this.lastRelevant >= 0 && this.lastRelevant === this.at) end = this.position;
    if (this.position + 1 === end) {
      if (this.isSignWritten && this.isBracket) this.out += this.sign === '+' ? ' ' : '>';
      else if (layout.localeSign === 'post') this.out += this.sign;
    }
    this.position++;
  }

  private ownDigit(isZero: boolean): void {
    const { layout } = this;
    const c = this.text[this.at] ?? '';
    if (c === '.') {
      if (!this.endsAtPoint || layout.isFill) this.out += '.';
    } else if (this.lastRelevant >= 0 && this.at > this.lastRelevant && !isZero) {
      // Zeros that FM drops.
    } else if (this.isHiddenZero) {
      if (!layout.isFill) this.out += ' ';
      else if (this.endsAtPoint) this.out += '0';
    } else {
      // A number shortened for want of precision ends the text where its digits are missing.
      if (c === '') this.cutAt ??= this.out.length;
      this.out += c;
      this.isInNumber = true;
    }
  }

  write(nodes: readonly TemplateNode[]): string {
    const { layout } = this;
    for (const node of nodes) {
      if (node.kind !== 'field') {
        this.out += node.text;
        continue;
      }
      switch (node.keyword.id) {
        case '9':
        case '0':
        case '.':
        case 'D':
          this.digit(node.keyword.id === '0');
          break;
        case ',':
        case 'G':
          if (this.isInNumber) this.out += THOUSANDS;
          else if (!layout.isFill) this.out += ' ';
          break;
        case 'L':
          this.out += CURRENCY;
          break;
        case 'TH':
        case 'th':
          if (this.text[0] !== '#' && this.sign !== '-' && !layout.isDecimal) this.out += ordinalSuffix(this.text, node.keyword.id === 'TH');
          break;
        case 'MI':
          if (this.sign === '-') this.out += '-';
          else if (!layout.isFill) this.out += ' ';
          break;
        case 'PL':
          if (this.sign === '+') this.out += '+';
          else if (!layout.isFill) this.out += ' ';
          break;
        case 'SG':
          this.out += this.sign;
          break;
      }
    }
    return this.cutAt === undefined ? this.out : this.out.slice(0, this.cutAt);
  }
}

/** Index of the last digit behind the point that is not 0, else of the point; -1 without a point. */
function relevantEnd(text: string): number {
  const point = text.indexOf('.');
  if (point < 0) return -1;
  let last = text.length - 1;
  while (last > point && text[last] === '0') last--;
  return last;
}

function writeRoman(nodes: readonly TemplateNode[], roman: string, isFill: boolean): string {
  let out = '';
  for (const node of nodes) {
    if (node.kind !== 'field') out += node.text;
    else if (node.keyword.id === 'RN' || node.keyword.id === 'rn') {
      const text = node.keyword.id === 'rn' ? roman.toLowerCase() : roman;
      out += isFill ? text : text.padStart(ROMAN_WIDTH);
    } else if (!isFill && (node.keyword.id === ',' || node.keyword.id === 'G')) out += ' ';
    else if (node.keyword.id === 'L') out += CURRENCY;
    else if (node.keyword.id === 'MI' || node.keyword.id === 'PL') out += isFill ? '' : ' ';
  }
  return out;
}

/** How each type gives what the template needs. */
interface NumberSource {
  roman(): number;
  scientific(post: number): string;
  digits(layout: Layout): Digits;
}

function format(template: string, source: NumberSource): string {
  if (template === '') return '';
  const nodes = numberTemplate(template);
  const layout = layoutOf(nodes);
  if (layout.isRoman) return writeRoman(nodes, romanText(source.roman()), layout.isFill);
  if (layout.isScientific) return source.scientific(layout.post);
  return new NumberWriter(layout, source.digits(layout)).write(nodes);
}

/** What EEEE shows of NaN and the infinities. */
function scientificHashes(layout: { pre: number; post: number }): string {
  const hashes = '#'.repeat(layout.pre + layout.post + 6);
  return ` ${hashes.slice(1, layout.pre + 1)}.${hashes.slice(layout.pre + 2)}`;
}

function numericScientific(value: Numeric, post: number): string {
  const coef = BigInt(value.coef);
  if (coef === 0n) return ` ${scientific('0'.repeat(post + 1), 0)}`;
  const magnitude = coef < 0n ? -coef : coef;
  const exponent = magnitude.toString().length - value.scale - 1;
  const shift = post - value.scale - exponent;
  const digits = (shift >= 0 ? magnitude * powerOfTen(shift) : divideRounded(magnitude, powerOfTen(-shift))).toString();
  // Rounding up to the next power of ten shows as 10e+00: the exponent is settled before.
  const text = digits.length > post + 1 ? digits[0] + scientific(digits.slice(1), exponent) : scientific(digits, exponent);
  return (coef < 0n ? '-' : ' ') + text;
}

function formatNumericTo(value: Numeric, template: string): string {
  return format(template, {
    roman: () => numericToInt4(numericRound(value, 0)),
    scientific: post => (isFiniteNumeric(value) ? numericScientific(value, post) : scientificHashes(layoutOf(numberTemplate(template)))),
    digits: layout => {
      const pre = layout.pre + layout.multi;
      const moved = layout.multi > 0 ? numericMultiply(value, numericFromBigInt(powerOfTen(layout.multi), 0)) : value;
      const rounded = isFiniteNumeric(moved) ? numericRound(moved, layout.post) : moved;
      const isNegative = !isNaNNumeric(rounded) && signOfNumeric(rounded) < 0;
      const text = formatNumeric(rounded);
      return fit(isNegative ? text.slice(1) : text, isNegative, pre, layout.post);
    },
  });
}

function formatInteger(value: Int8, template: string, isInt8: boolean): string {
  return format(template, {
    roman: () => {
      if (value > 2147483647 || value < -2147483648) throw new PgError('numeric_value_out_of_range', 'integer out of range');
      return Number(value);
    },
    scientific: post => (isInt8 ? numericScientific(numericFromBigInt(BigInt(value), 0), post) : signed(exponentText(Number(value), post))),
    digits: layout => {
      let moved = BigInt(value) * (layout.multi > 0 ? powerOfTen(layout.multi) : 1n);
      // V moves an int4 within 32 bits, whatever falls off.
      if (!isInt8) moved = BigInt.asIntN(32, moved);
      else if (moved !== BigInt.asIntN(64, moved)) throw new PgError('numeric_value_out_of_range', 'bigint out of range');
      const isNegative = moved < 0n;
      const text = (isNegative ? -moved : moved).toString();
      return fit(layout.post > 0 ? `${text}.${'0'.repeat(layout.post)}` : text, isNegative, layout.pre + layout.multi, layout.post);
    },
  });
}

/** A blank where a sign would stand. */
const signed = (text: string): string => (text.startsWith('-') ? text : ` ${text}`);

const FLOAT4_DIGITS = 6;
const FLOAT8_DIGITS = 15;

function formatFloat(value: number, template: string, significant: number): string {
  return format(template, {
    roman: () => {
      const rounded = roundHalfEven(value);
      return rounded >= -2147483648 && rounded <= 2147483647 ? rounded : -2147483648;
    },
    scientific: post => (Number.isFinite(value) ? signed(exponentText(value, post)) : scientificHashes(layoutOf(numberTemplate(template)))),
    digits: layout => {
      const moved = layout.multi > 0 ? value * 10 ** layout.multi : value;
      const rounded = significant === FLOAT4_DIGITS ? Math.fround(moved) : moved;
      const whole = fixedText(Math.abs(rounded), 0).length;
      let { post } = layout;
      if (whole >= significant) post = 0;
      else if (whole + post > significant) post = significant - whole;
      const text = fixedText(rounded, post);
      const isNegative = text.startsWith('-');
      return fit(isNegative ? text.slice(1) : text, isNegative, layout.pre + layout.multi, post);
    },
  });
}

const DATA = /[0-9.,+-]/;

/** Takes a number's digits, point and sign out of text, guided by the template. */
class NumberReader {
  private at = 0;
  private sign = '';
  private digits = '';
  private before = 0;
  behind = 0;
  private hasPoint = false;

  constructor(
    private readonly text: string,
    private readonly layout: Layout,
  ) {}

  private get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  private skipCharacter(): void {
    if (!this.isAtEnd) this.at += (this.text.codePointAt(this.at) as number) > 0xffff ? 2 : 1;
  }

  private skipNonData(count: number): void {
    for (let n = 0; n < count && !this.isAtEnd && !DATA.test(this.text[this.at] as string); n++) this.skipCharacter();
  }

  private digit(isDigitField: boolean): void {
    const { layout } = this;
    if (this.isAtEnd) return;
    if (this.text[this.at] === ' ') this.at++;
    if (this.isAtEnd) return;
    if (this.sign === '' && isDigitField && this.before + this.behind === 0) {
      const c = this.text[this.at];
      if (layout.localeSign === 'pre') {
        if (c === '-' || c === '+') {
          this.sign = c;
          this.at++;
        }
      } else if (c === '-' || (layout.isBracket && c === '<')) {
        this.sign = '-';
        this.at++;
      } else if (c === '+') {
        this.sign = '+';
        this.at++;
      }
    }
    if (this.isAtEnd) return;
    let isRead = false;
    const c = this.text[this.at] as string;
    if (c >= '0' && c <= '9') {
      if (this.hasPoint && this.behind === layout.post) return;
      this.digits += c;
      if (this.hasPoint) this.behind++;
      else this.before++;
      isRead = true;
    } else if (layout.isDecimal && !this.hasPoint && c === '.') {
      this.digits += '.';
      this.hasPoint = true;
      isRead = true;
    }
    if (this.sign !== '' || this.before + this.behind === 0) return;
    const next = this.text[this.at + 1];
    if (layout.localeSign !== '' && isRead && next !== undefined && !(next >= '0' && next <= '9')) {
      if (next === '-' || next === '+') {
        this.sign = next;
        this.at++;
      }
    } else if (!isRead && layout.localeSign === '' && (layout.isPlus || layout.isMinus) && (c === '-' || c === '+')) this.sign = c;
  }

  read(nodes: readonly TemplateNode[]): string {
    const { layout } = this;
    for (const node of nodes) {
      if (this.isAtEnd) break;
      if (node.kind !== 'field') {
        this.skipCharacter();
        continue;
      }
      const c = this.text[this.at];
      switch (node.keyword.id) {
        case '9':
        case '0':
        case '.':
        case 'D':
          this.digit(node.keyword.id === '9' || node.keyword.id === '0');
          this.at++;
          break;
        case ',':
        case 'G':
          if (!layout.isFill && c === THOUSANDS) this.at++;
          break;
        case 'L':
          this.skipNonData(1);
          break;
        case 'TH':
        case 'th':
          if (this.sign !== '-' && !layout.isDecimal) this.skipNonData(2);
          break;
        case 'MI':
          if (c === '-') {
            this.sign = '-';
            this.at++;
          } else this.skipNonData(1);
          break;
        case 'PL':
          if (c === '+') {
            this.sign = '+';
            this.at++;
          } else this.skipNonData(1);
          break;
        case 'SG':
          if (c === '-' || c === '+') {
            this.sign = c;
            this.at++;
          } else this.skipNonData(1);
          break;
      }
    }
    return (this.sign === '' ? ' ' : this.sign) + (this.digits.endsWith('.') ? this.digits.slice(0, -1) : this.digits);
  }
}

function toNumber(text: string, template: string): Numeric | null {
  if (template === '') return null;
  const nodes = numberTemplate(template);
  const layout = layoutOf(nodes);
  if (layout.isScientific) throw new PgError('feature_not_supported', '"EEEE" not supported for input');
  if (layout.isRoman) throw new PgError('feature_not_supported', '"RN" not supported for input');
  const reader = new NumberReader(text, layout);
  const digits = reader.read(nodes);
  const value = parseNumeric(digits, numericTypmod(layout.pre + layout.multi + reader.behind, reader.behind));
  return layout.multi > 0 ? numericMultiply(value, numericPower(new Numeric(10, 0), new Numeric(-layout.multi, 0))) : value;
}

export const numberFormatting: ScalarFamily = {
  'to_char(int4,text)': (value: number, template: string) => formatInteger(value, template, false),
  'to_char(int8,text)': (value: Int8, template: string) => formatInteger(value, template, true),
  'to_char(float4,text)': (value: number, template: string) => formatFloat(value, template, FLOAT4_DIGITS),
  'to_char(float8,text)': (value: number, template: string) => formatFloat(value, template, FLOAT8_DIGITS),
  'to_char(numeric,text)': formatNumericTo,
  'to_number(text,text)': toNumber,
};
