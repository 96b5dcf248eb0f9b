/**
 * Reads lexemes as they are written in text forms of tsvector and tsquery: plain or in single quotes, with backslash escapes; in a tsvector followed by
 * positions, `'word':3A,7`.
 */
import { PgError } from '../../errors/index.js';
import { LAST_POSITION, toPosition } from '../text-search-value.js';
import { isSpace } from './space.js';

export interface ScannedLexeme {
  readonly text: string;
  /** Positions as written; null when there are none. */
  readonly positions: number[] | null;
}

/** Which text is read: operators end a lexeme in a query; a web search knows no quoting of lexemes. */
export type LexemeSource = 'tsvector' | 'tsquery' | 'websearch';

export class LexemeScanner {
  position = 0;

  constructor(
    readonly text: string,
    private readonly source: LexemeSource,
  ) {}

  private get isQuery(): boolean {
    return this.source !== 'tsvector';
  }

  private syntaxError(): PgError {
    return new PgError('syntax_error', `syntax error in ${this.isQuery ? 'tsquery' : 'tsvector'}: "${this.text}"`);
  }

  private isOperator(c: string): boolean {
    return this.isQuery && (c === '!' || c === '&' || c === '|' || c === '(' || c === ')' || c === '<');
  }

  /** The next lexeme, null at the end. @throws 42601 */
  next(): ScannedLexeme | null {
    const { text, source } = this;
    while (this.position < text.length && isSpace(text[this.position] as string)) this.position++;
    if (this.position >= text.length) return null;
    const first = text[this.position] as string;
    if (source !== 'websearch' && first === "'") return this.quoted();
    if (this.isOperator(first)) throw this.syntaxError();
    return this.plain();
  }

  private escaped(): string {
    const c = text(this.text, this.position + 1);
    if (c === '') throw new PgError('syntax_error', `there is no escaped character: "${this.text}"`);
    this.position += 2;
    return c;
  }

  private plain(): ScannedLexeme {
    const isWeb = this.source === 'websearch';
    let word = '';
    let isFirst = true;
    for (;;) {
      const c = text(this.text, this.position);
      if (!isWeb && c === '\\') {
        word += this.escaped();
      } else if (isFirst) {
        word += c;
        this.position++;
      } else if (c === '' || isSpace(c) || this.isOperator(c) || (isWeb && c === '"')) {
        return { text: word, positions: null };
      } else if (c === ':') {
        if (this.isQuery) return { text: word, positions: null };
        this.position++;
        return { text: word, positions: this.positions() };
      } else {
        word += c;
        this.position++;
      }
      isFirst = false;
    }
  }

  private quoted(): ScannedLexeme {
    let word = '';
    this.position++;
    for (;;) {
      const c = text(this.text, this.position);
      if (c === '') throw this.syntaxError();
      if (c === '\\') {
        word += this.escaped();
      } else if (c !== "'") {
        word += c;
        this.position++;
      } else if (text(this.text, this.position + 1) === "'") {
        word += c;
        this.position += 2;
      } else {
        break;
      }
    }
    this.position++;
    if (word === '') throw this.syntaxError();
    if (this.isQuery || text(this.text, this.position) !== ':') return { text: word, positions: null };
    this.position++;
    return { text: word, positions: this.positions() };
  }

  /** `3A,7`, after the colon. */
  private positions(): number[] {
    const list: number[] = [];
    for (;;) {
      const digits = /^[0-9]+/.exec(this.text.slice(this.position, this.position + 40))?.[0];
      if (digits === undefined) throw this.syntaxError();
      const place = Math.min(Number(BigInt.asIntN(32, BigInt(Math.min(Number(digits), Number.MAX_SAFE_INTEGER)))), LAST_POSITION);
      if (place === 0) throw new PgError('syntax_error', `wrong position info in tsvector: "${this.text}"`);
      this.position++;
      let weight = 0;
      for (;;) {
        const c = text(this.text, this.position);
        if (c === '' || isSpace(c)) {
          list.push(toPosition(place & LAST_POSITION, weight));
          return list;
        }
        if (c === ',') break;
        const given = /[aA*]/.test(c) ? 3 : /[bB]/.test(c) ? 2 : /[cC]/.test(c) ? 1 : /[dD]/.test(c) ? 0 : -1;
        if (given >= 0) {
          if (weight !== 0) throw this.syntaxError();
          weight = given;
        } else if (c < '0' || c > '9') {
          throw this.syntaxError();
        }
        this.position++;
      }
      list.push(toPosition(place & LAST_POSITION, weight));
      this.position++;
    }
  }
}

const text = (from: string, at: number): string => from[at] ?? '';
