/**
 * Text of geometric values (PostgreSQL chapter 8.8): pairs of numbers in parentheses, brackets or braces, most delimiters optional.
 * `(1,2)`  `[(1,2),(3,4)]`  `(1,2),(3,4)`  `((1,2),(3,4))`  `<(1,2),3>`  `{1,2,3}`
 */
import type { PgError } from '../errors/index.js';
import { invalidInput } from './define-type.js';
import { formatFloat8, parseFloat8 } from './float-text.js';

const NUMBER =
  /[ \t\n\v\f\r]*([+-]?(?:0[xX][0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|nan|infinity|inf))[ \t\n\v\f\r]*/iy;

/** Reads a geometric literal from left to right. */
export class GeometryReader {
  at = 0;

  constructor(
    readonly text: string,
    readonly type: string,
  ) {}

  fail(): PgError {
    return invalidInput(this.type, this.text);
  }

  get next(): string | undefined {
    return this.text[this.at];
  }

  skipSpace(): void {
    while (this.at < this.text.length && isSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  accept(c: string): boolean {
    if (this.text[this.at] !== c) return false;
    this.at++;
    return true;
  }

  expect(c: string): void {
    if (!this.accept(c)) throw this.fail();
  }

  end(): void {
    if (this.at !== this.text.length) throw this.fail();
  }

  /** A number and the blanks around it. */
  number(): number {
    NUMBER.lastIndex = this.at;
    const m = NUMBER.exec(this.text);
    if (m === null) throw this.fail();
    this.at = NUMBER.lastIndex;
    return parseFloat8(m[1] as string);
  }

  /** `x,y`, perhaps in parentheses. */
  pair(out: number[]): void {
    this.skipSpace();
    const hasParentheses = this.accept('(');
    out.push(this.number());
    this.expect(',');
    out.push(this.number());
    if (!hasParentheses) return;
    this.expect(')');
    this.skipSpace();
  }

  /** Is there no other opening parenthesis behind this position? */
  private isLastParenthesis(): boolean {
    return this.text.lastIndexOf('(') === this.at;
  }

  /** Consumes an opening parenthesis that stands around pairs, not one that opens a pair. */
  openAround(): boolean {
    if (this.next !== '(') return false;
    let inner = this.at + 1;
    while (inner < this.text.length && isSpace(this.text.charCodeAt(inner))) inner++;
    if (this.text[inner] !== '(' && !this.isLastParenthesis()) return false;
    this.at = inner;
    return true;
  }

  /** A single opening parenthesis before bare numbers. */
  openSingle(): boolean {
    if (this.next !== '(' || !this.isLastParenthesis()) return false;
    this.at++;
    return true;
  }

  /** `count` pairs with whatever stands around them; `isOpen` when that is brackets. */
  pairs(count: number, allowOpen: boolean): { numbers: number[]; isOpen: boolean } {
    let depth = 0;
    this.skipSpace();
    const isOpen = this.next === '[';
    if (isOpen) {
      if (!allowOpen) throw this.fail();
      this.at++;
      depth++;
    } else if (this.openAround()) depth++;
    const numbers: number[] = [];
    for (let i = 0; i < count; i++) {
      this.pair(numbers);
      this.accept(',');
    }
    for (; depth > 0; depth--) {
      if (!this.accept(')') && !(isOpen && depth === 1 && this.accept(']'))) throw this.fail();
      this.skipSpace();
    }
    return { numbers, isOpen };
  }
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** Number of pairs that a text with this many commas can hold, 0 if none. */
export function pairCount(text: string): number {
  const commas = text.split(',').length - 1;
  return commas % 2 === 1 ? (commas + 1) / 2 : 0;
}

export function pairText(x: number, y: number, extraDigits: number): string {
  return `(${formatFloat8(x, extraDigits)},${formatFloat8(y, extraDigits)})`;
}

export function pairsText(numbers: readonly number[], extraDigits: number): string {
  let out = '';
  for (let i = 0; i < numbers.length; i += 2) out += (i > 0 ? ',' : '') + pairText(numbers[i] as number, numbers[i + 1] as number, extraDigits);
  return out;
}
