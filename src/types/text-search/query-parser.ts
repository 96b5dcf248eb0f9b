/**
 * Text to tsquery (PostgreSQL chapters 8.11.2, 12.3.2): the syntax of the type itself, plain text, and the forgiving syntax of web searches. What an operand
 * turns into is the caller's: itself, or the lexemes that a configuration makes of it.
 */
import { PgError } from '../../errors/index.js';
import { LAST_POSITION, LEXEME_BYTES, type TsNode, TsQuery, VECTOR_BYTES } from '../text-search-value.js';
import type { TypeContext } from '../type-ops.js';
import { rejectNul, utf8Bytes } from '../utf8.js';
import { LexemeScanner } from './lexeme-scanner.js';
import { isSpace } from './space.js';
import { binaryNode, operand, priorityOf, type TsOperatorKind } from './query.js';

/** A node while a query is made: null stands for a stop word. */
interface Draft {
  readonly node: TsNode | null;
  readonly kind: 'leaf' | TsOperatorKind;
  readonly left: Draft | null;
  readonly right: Draft | null;
  readonly distance: number;
}

export type QuerySyntax = 'standard' | 'plain' | 'websearch';

/** Collects operands and operators in postfix order. */
export class QueryBuilder {
  private readonly drafts: Draft[] = [];
  private bytes = 0;
  hasStopWords = false;

  constructor(readonly source: string) {}

  /** @throws 54000 */
  operand(lexeme: string, weights: number, isPrefix: boolean): void {
    const bytes = utf8Bytes(lexeme);
    if (bytes >= LEXEME_BYTES) throw new PgError('program_limit_exceeded', `word is too long in tsquery: "${this.source}"`);
    if (this.bytes >= VECTOR_BYTES) throw new PgError('program_limit_exceeded', `value is too big in tsquery: "${this.source}"`);
    this.bytes += bytes + 1;
    this.drafts.push({ node: operand(lexeme, weights, isPrefix), kind: 'leaf', left: null, right: null, distance: 0 });
  }

  /** A place where a word was that is not searched for. */
  stopWord(): void {
    this.hasStopWords = true;
    this.drafts.push({ node: null, kind: 'leaf', left: null, right: null, distance: 0 });
  }

  operator(kind: TsOperatorKind, distance = 0): void {
    const right = this.drafts.pop() ?? null;
    const left = kind === 'not' ? null : (this.drafts.pop() ?? null);
    if (right === null || (left === null && kind !== 'not')) throw new PgError('internal_error', 'malformed tsquery: operand not found');
    this.drafts.push({ node: null, kind, left, right, distance: kind === 'phrase' ? distance : 0 });
  }

  get isEmpty(): boolean {
    return this.drafts.length === 0;
  }

  finish(): TsNode | null {
    const [root] = this.drafts;
    if (root === undefined || this.drafts.length > 1) throw new PgError('internal_error', 'malformed tsquery: extra nodes');
    return withoutStopWords(root).node;
  }
}

interface Cleaned {
  readonly node: TsNode | null;
  /** What the distances of phrases to the left and to the right have to grow by for words that are gone. */
  readonly leftGrowth: number;
  readonly rightGrowth: number;
}

function withoutStopWords(draft: Draft): Cleaned {
  if (draft.kind === 'leaf') return { node: draft.node, leftGrowth: 0, rightGrowth: 0 };
  const right = withoutStopWords(draft.right as Draft);
  if (draft.kind === 'not') return { ...right, node: right.node === null ? null : { kind: 'not', arg: right.node } };
  const left = withoutStopWords(draft.left as Draft);
  const isPhrase = draft.kind === 'phrase';
  if (left.node === null && right.node === null) {
    const growth = isPhrase ? left.leftGrowth + draft.distance + right.leftGrowth : Math.max(left.leftGrowth, right.leftGrowth);
    return { node: null, leftGrowth: growth, rightGrowth: growth };
  }
  if (left.node === null) {
    return isPhrase ? { ...right, leftGrowth: left.leftGrowth + draft.distance + right.leftGrowth } : right;
  }
  if (right.node === null) {
    return isPhrase ? { ...left, rightGrowth: left.rightGrowth + draft.distance + right.rightGrowth } : left;
  }
  const distance = isPhrase ? draft.distance + left.rightGrowth + right.leftGrowth : 0;
  const node = binaryNode(draft.kind, left.node, right.node, distance);
  return isPhrase ? { node, leftGrowth: left.leftGrowth, rightGrowth: right.rightGrowth } : { node, leftGrowth: 0, rightGrowth: 0 };
}

/** What to do with an operand's text: pushes at least one operand or stop word. */
export type PushOperand = (builder: QueryBuilder, text: string, weights: number, isPrefix: boolean) => void;

/** Who is told that a query finds nothing. */
export type QueryNotices = Pick<TypeContext, 'notice'>;

/** PostgreSQL's stack of operators that wait for their operands. */
const WAITING_OPERATORS = 32;

type Token =
  | { readonly kind: 'operand'; readonly text: string; readonly weights: number; readonly isPrefix: boolean }
  | { readonly kind: 'operator'; readonly operator: TsOperatorKind; readonly distance: number }
  | { readonly kind: 'open' | 'close' | 'end' };

const AND: Token = { kind: 'operator', operator: 'and', distance: 0 };
const NOT: Token = { kind: 'operator', operator: 'not', distance: 0 };
const OR: Token = { kind: 'operator', operator: 'or', distance: 0 };
const END: Token = { kind: 'end' };

/** Characters that a web search takes no notice of. */
const OPERATORS = '!&|()<';

class QueryTokens {
  private at = 0;
  private depth = 0;
  private isFirst = true;
  private wantsOperand = true;

  constructor(
    private readonly text: string,
    private readonly syntax: QuerySyntax,
    private readonly builder: QueryBuilder,
  ) {}

  syntaxError(): PgError {
    return new PgError('syntax_error', `syntax error in tsquery: "${this.text}"`);
  }

  next(): Token {
    switch (this.syntax) {
      case 'standard':
        return this.standard();
      case 'plain':
        return this.plain();
      case 'websearch':
        return this.websearch();
    }
  }

  private plain(): Token {
    if (this.at >= this.text.length) return END;
    this.at = this.text.length;
    return { kind: 'operand', text: this.text, weights: 0, isPrefix: false };
  }

  private skipSpace(): string {
    while (this.at < this.text.length && isSpace(this.text[this.at] as string)) this.at++;
    return this.text[this.at] ?? '';
  }

  private lexeme(): string | null {
    const scanner = new LexemeScanner(this.text, this.syntax === 'websearch' ? 'websearch' : 'tsquery');
    scanner.position = this.at;
    const found = scanner.next();
    this.at = scanner.position;
    return found === null ? null : found.text;
  }

  private operator(token: Token, length: number): Token {
    this.at += length;
    this.wantsOperand = true;
    this.isFirst = false;
    return token;
  }

  private standard(): Token {
    const c = this.skipSpace();
    if (!this.wantsOperand) return this.standardOperator(c);
    if (c === '!') return this.operator(NOT, 1);
    if (c === '(') {
      this.depth++;
      return this.operator({ kind: 'open' }, 1);
    }
    if (c === ':') throw this.syntaxError();
    const text = this.lexeme();
    if (text === null) {
      if (this.isFirst) return END;
      throw new PgError('syntax_error', `no operand in tsquery: "${this.text}"`);
    }
    let weights = 0;
    let isPrefix = false;
    if (this.text[this.at] === ':') {
      this.at++;
      for (; ; this.at++) {
        const bit = 'dcba'.indexOf((this.text[this.at] ?? '?').toLowerCase());
        if (this.text[this.at] === '*') isPrefix = true;
        else if (bit >= 0) weights |= 1 << bit;
        else break;
      }
    }
    this.wantsOperand = false;
    return { kind: 'operand', text, weights, isPrefix };
  }

  private standardOperator(c: string): Token {
    if (c === '&') return this.operator(AND, 1);
    if (c === '|') return this.operator(OR, 1);
    if (c === '<') {
      const m = /^<(?:-|([0-9]+))/.exec(this.text.slice(this.at));
      const distance = m?.[1] === undefined ? 1 : Number(m[1]);
      if (distance > LAST_POSITION + 1) {
        throw new PgError('invalid_parameter_value', `distance in phrase operator must be an integer value between zero and ${LAST_POSITION + 1} inclusive`);
      }
      const length = m?.[0].length ?? 0;
      // An operator at the very end is none.
      if (m === null || this.text[this.at + length] !== '>' || this.at + length + 1 >= this.text.length) throw this.syntaxError();
      return this.operator({ kind: 'operator', operator: 'phrase', distance }, length + 1);
    }
    if (c === ')') {
      this.at++;
      if (--this.depth < 0) throw this.syntaxError();
      return { kind: 'close' };
    }
    if (c === '') {
      if (this.depth > 0) throw this.syntaxError();
      return END;
    }
    throw this.syntaxError();
  }

  private websearch(): Token {
    for (;;) {
      const c = this.skipSpace();
      if (!this.wantsOperand) {
        if (c === '') return END;
        if (c === '"') return this.operator(AND, 0);
        const or = this.orLength();
        if (or > 0) return this.operator(OR, or);
        if (OPERATORS.includes(c)) {
          this.at++;
          continue;
        }
        return this.operator(AND, 0);
      }
      if (c === '-') return this.operator(NOT, 1);
      if (c === '"') {
        const end = this.text.indexOf('"', this.at + 1);
        const text = this.text.slice(this.at + 1, end < 0 ? undefined : end);
        this.at = end < 0 ? this.text.length : end + 1;
        this.wantsOperand = false;
        return { kind: 'operand', text, weights: 0, isPrefix: false };
      }
      if (c !== '' && OPERATORS.includes(c)) {
        this.at++;
        this.isFirst = false;
        continue;
      }
      const text = this.lexeme();
      if (text !== null) {
        this.wantsOperand = false;
        return { kind: 'operand', text, weights: 0, isPrefix: false };
      }
      if (!this.isFirst) this.builder.stopWord();
      return END;
    }
  }

  /** Length of the word `or` when it is followed by something else than a word's rest, and later by anything but space. */
  private orLength(): number {
    const { text, at } = this;
    if (text.slice(at, at + 2).toLowerCase() !== 'or' || at + 2 >= text.length) return 0;
    const after = String.fromCodePoint(text.codePointAt(at + 2) as number);
    if (/[-_\p{Alphabetic}\p{Nd}]/u.test(after)) return 0;
    for (let i = at + 2 + after.length; i < text.length; i++) if (!isSpace(text[i] as string)) return 2;
    return 0;
  }
}

interface Waiting {
  readonly operator: TsOperatorKind;
  readonly distance: number;
}

class QueryReader {
  constructor(
    private readonly tokens: QueryTokens,
    private readonly builder: QueryBuilder,
    private readonly push: PushOperand,
  ) {}

  private release(waiting: Waiting[], operator: TsOperatorKind): void {
    const priority = priorityOf(operator);
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const held = priorityOf(top.operator);
      if (operator === 'not' ? priority >= held : priority > held) break;
      waiting.pop();
      this.builder.operator(top.operator, top.distance);
    }
  }

  /** Up to the end or a closing parenthesis. */
  read(): void {
    const waiting: Waiting[] = [];
    for (;;) {
      const token = this.tokens.next();
      switch (token.kind) {
        case 'operand':
          this.push(this.builder, token.text, token.weights, token.isPrefix);
          break;
        case 'operator':
          this.release(waiting, token.operator);
          if (waiting.length === WAITING_OPERATORS) throw new PgError('internal_error', 'tsquery stack too small');
          waiting.push({ operator: token.operator, distance: token.distance });
          break;
        case 'open':
          this.read();
          break;
        case 'close':
        case 'end':
          this.release(waiting, 'or');
          return;
      }
    }
  }
}

/** @throws 42601, 22023, 54000 */
export function readTsQuery(text: string, syntax: QuerySyntax, push: PushOperand, notices: QueryNotices): TsQuery {
  rejectNul(text);
  const builder = new QueryBuilder(text);
  new QueryReader(new QueryTokens(text, syntax, builder), builder, push).read();
  if (builder.isEmpty) {
    notices.notice?.(new PgError('successful_completion', `text-search query doesn't contain lexemes: "${text}"`));
    return new TsQuery(null);
  }
  const root = builder.finish();
  if (root === null) {
    notices.notice?.(new PgError('successful_completion', "text-search query contains only stop words or doesn't contain lexemes, ignored"));
  }
  return new TsQuery(root);
}

const pushAsIs: PushOperand = (builder, text, weights, isPrefix) => builder.operand(text, weights, isPrefix);

/** Text input of the type. */
export function parseTsQuery(text: string, notices: QueryNotices = {}): TsQuery {
  return readTsQuery(text, 'standard', pushAsIs, notices);
}
