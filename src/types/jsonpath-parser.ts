/** Text to path: precedence climbing over expressions and predicates, which share their parentheses. */
import { PgError } from '../errors/index.js';
import { JsonPathLexer, pathSyntaxError, type PathToken } from './jsonpath-lexer.js';
import { jsonTooDeep } from './json-text.js';
import { LEVEL_LAST, type PathArithmetic, type PathComparison, type PathItem, type PathMethod, type PathRegexFlags } from './jsonpath.js';
import { invalidInput } from './define-type.js';
import { parseInt4 } from './integer-types.js';
import { numericNegate } from './numeric-arithmetic.js';
import { Numeric } from './numeric.js';
import { parseNumeric } from './numeric-type.js';

export interface ParsedPath {
  readonly isLax: boolean;
  readonly root: PathItem;
}

/** An operand: a predicate can stand only where one is asked for, unless accessors follow its parentheses. */
interface Operand {
  readonly item: PathItem;
  readonly isPredicate: boolean;
}

const COMPARISONS: readonly string[] = ['==', '!=', '<', '>', '<=', '>='];
const METHODS: readonly string[] = ['type', 'size', 'abs', 'floor', 'ceiling', 'double', 'keyvalue'];
const DEPTH_MAX = 1000;

/** Checks a regular expression; throws its error. */
export type PatternCheck = (pattern: string, flags: PathRegexFlags) => void;

class JsonPathParser {
  private readonly lexer: JsonPathLexer;
  private token: PathToken;
  private depth = 0;

  constructor(
    text: string,
    private readonly checkPattern: PatternCheck | undefined,
  ) {
    this.lexer = new JsonPathLexer(text);
    this.token = this.lexer.next();
  }

  path(): ParsedPath | null {
    if (this.token.kind === 'end') return null;
    let isLax = true;
    if (this.isKeyword('strict') || this.isKeyword('lax')) {
      isLax = this.token.text === 'lax';
      this.advance();
    }
    const { item } = this.either();
    if ((this.token as PathToken).kind !== 'end') throw this.unexpected();
    return { isLax, root: item };
  }

  // --- tokens ---

  private advance(): PathToken {
    const { token } = this;
    this.token = this.lexer.next();
    return token;
  }
  private unexpected(): PgError {
    return pathSyntaxError('syntax error', this.token.near);
  }
  private isOperator(text: string): boolean {
    return this.token.kind === 'operator' && this.token.text === text;
  }
  private isKeyword(text: string): boolean {
    return this.token.kind === 'keyword' && this.token.text === text;
  }
  private accept(operator: string): boolean {
    if (!this.isOperator(operator)) return false;
    this.advance();
    return true;
  }
  private expect(operator: string): void {
    if (!this.accept(operator)) throw this.unexpected();
  }
  private expectKeyword(word: string): void {
    if (!this.isKeyword(word)) throw this.unexpected();
    this.advance();
  }

  // --- predicates and expressions ---

  private either(): Operand {
    if (++this.depth > DEPTH_MAX) throw jsonTooDeep();
    const operand = this.disjunction();
    this.depth--;
    return operand;
  }

  private predicate(): PathItem {
    const { item, isPredicate } = this.either();
    if (!isPredicate) throw this.unexpected();
    return item;
  }

  private expression(): PathItem {
    const { item, isPredicate } = this.additive();
    if (isPredicate) throw this.unexpected();
    return item;
  }

  private disjunction(): Operand {
    let left = this.conjunction();
    while (left.isPredicate && this.accept('||')) {
      const right = this.conjunction();
      if (!right.isPredicate) throw this.unexpected();
      left = { item: { kind: 'or', left: left.item, right: right.item, next: null }, isPredicate: true };
    }
    return left;
  }

  private conjunction(): Operand {
    let left = this.comparison();
    while (left.isPredicate && this.accept('&&')) {
      const right = this.comparison();
      if (!right.isPredicate) throw this.unexpected();
      left = { item: { kind: 'and', left: left.item, right: right.item, next: null }, isPredicate: true };
    }
    return left;
  }

  private comparison(): Operand {
    if (this.accept('!')) return { item: { kind: 'not', arg: this.delimited(), next: null }, isPredicate: true };
    if (this.isKeyword('exists')) return { item: this.delimited(), isPredicate: true };
    const left = this.additive();
    if (left.isPredicate) return left;
    const { item } = left;
    if (this.token.kind === 'operator' && COMPARISONS.includes(this.token.text)) {
      const op = this.advance().text as PathComparison;
      return { item: { kind: 'compare', op, left: item, right: this.expression(), next: null }, isPredicate: true };
    }
    if (this.isKeyword('starts')) {
      this.advance();
      this.expectKeyword('with');
      if (this.token.kind !== 'string' && this.token.kind !== 'variable') throw this.unexpected();
      return { item: { kind: 'starts-with', left: item, right: this.primary(), next: null }, isPredicate: true };
    }
    if (this.isKeyword('like_regex')) return { item: this.likeRegex(item), isPredicate: true };
    return left;
  }

  /** `(predicate)` or `exists (expression)`. */
  private delimited(): PathItem {
    if (this.isKeyword('exists')) {
      this.advance();
      this.expect('(');
      const arg = this.expression();
      this.expect(')');
      return { kind: 'exists', arg, next: null };
    }
    this.expect('(');
    const item = this.predicate();
    this.expect(')');
    return item;
  }

  private likeRegex(arg: PathItem): PathItem {
    this.advance();
    if (this.token.kind !== 'string') throw this.unexpected();
    const pattern = this.advance().text;
    let letters = '';
    if (this.isKeyword('flag')) {
      this.advance();
      if ((this.token as PathToken).kind !== 'string') throw this.unexpected();
      letters = this.advance().text;
    }
    const flags = regexFlags(letters);
    if (flags.expanded && !flags.quote) {
      throw new PgError('feature_not_supported', 'XQuery "x" flag (expanded regular expressions) is not implemented');
    }
    this.checkPattern?.(pattern, flags);
    return { kind: 'like-regex', arg, pattern, flags, next: null };
  }

  private additive(): Operand {
    let left = this.multiplicative();
    while (!left.isPredicate && (this.isOperator('+') || this.isOperator('-'))) {
      const op = this.advance().text as PathArithmetic;
      left = this.binary(op, left, this.multiplicative());
    }
    return left;
  }

  private multiplicative(): Operand {
    let left = this.unary();
    while (!left.isPredicate && (this.isOperator('*') || this.isOperator('/') || this.isOperator('%'))) {
      const op = this.advance().text as PathArithmetic;
      left = this.binary(op, left, this.unary());
    }
    return left;
  }

  private binary(op: PathArithmetic, left: Operand, right: Operand): Operand {
    if (right.isPredicate) throw this.unexpected();
    return { item: { kind: 'arithmetic', op, left: left.item, right: right.item, next: null }, isPredicate: false };
  }

  private unary(): Operand {
    if (!this.isOperator('+') && !this.isOperator('-')) return this.accessors();
    const op = this.advance().text as '+' | '-';
    if (++this.depth > DEPTH_MAX) throw jsonTooDeep();
    const { item, isPredicate } = this.unary();
    this.depth--;
    if (isPredicate) throw this.unexpected();
    // A sign before a number makes a number.
    if (item.kind === 'literal' && item.value instanceof Numeric && item.next === null) {
      return { item: op === '+' ? item : { ...item, value: numericNegate(item.value) }, isPredicate: false };
    }
    return { item: { kind: 'unary', op, arg: item, next: null }, isPredicate: false };
  }

  private accessors(): Operand {
    let head: PathItem;
    let isPredicate = false;
    if (this.accept('(')) {
      const inner = this.either();
      this.expect(')');
      head = inner.item;
      isPredicate = inner.isPredicate;
      if (isPredicate && this.isKeyword('is')) {
        this.advance();
        this.expectKeyword('unknown');
        return { item: { kind: 'is-unknown', arg: head, next: null }, isPredicate: true };
      }
    } else head = this.primary();
    let end = head;
    while (end.next !== null) end = end.next;
    for (let step = this.accessor(); step !== null; step = this.accessor()) {
      end.next = step;
      end = step;
      isPredicate = false;
    }
    return { item: head, isPredicate };
  }

  private primary(): PathItem {
    const { token } = this;
    switch (token.kind) {
      case 'string':
        this.advance();
        return { kind: 'literal', value: token.text, next: null };
      case 'numeric':
      case 'integer':
        this.advance();
        return { kind: 'literal', value: parseNumeric(token.text), next: null };
      case 'variable':
        this.advance();
        return { kind: 'variable', name: token.text, next: null };
      case 'keyword': {
        const { text } = token;
        if (text !== 'null' && text !== 'true' && text !== 'false' && text !== 'last') throw this.unexpected();
        this.advance();
        if (text === 'last') return { kind: 'last', next: null };
        return { kind: 'literal', value: text === 'null' ? null : text === 'true', next: null };
      }
      default:
        if (this.accept('$')) return { kind: 'root', next: null };
        if (this.accept('@')) return { kind: 'current', next: null };
        throw this.unexpected();
    }
  }

  // --- accessors ---

  private accessor(): PathItem | null {
    if (this.accept('.')) return this.member();
    if (this.accept('[')) return this.subscripts();
    if (this.accept('?')) {
      this.expect('(');
      const condition = this.predicate();
      this.expect(')');
      return { kind: 'filter', condition, next: null };
    }
    return null;
  }

  private member(): PathItem {
    if (this.accept('*')) return { kind: 'any-key', next: null };
    if (this.accept('**')) return this.anyLevels();
    const { token } = this;
    if (token.kind !== 'identifier' && token.kind !== 'string' && token.kind !== 'keyword') throw this.unexpected();
    this.advance();
    if (token.kind === 'keyword' && this.isOperator('(')) {
      if (token.text === 'datetime') {
        this.advance();
        const template = this.token.kind === 'string' ? this.advance().text : null;
        this.expect(')');
        return { kind: 'datetime', template, next: null };
      }
      if (METHODS.includes(token.text)) {
        this.advance();
        this.expect(')');
        return { kind: 'method', method: token.text as PathMethod, next: null };
      }
    }
    return { kind: 'key', name: token.kind === 'keyword' ? token.written : token.text, next: null };
  }

  private anyLevels(): PathItem {
    if (!this.accept('{')) return { kind: 'any', first: 0, last: LEVEL_LAST, next: null };
    const first = this.level();
    let last = first;
    if (this.isKeyword('to')) {
      this.advance();
      last = this.level();
    }
    this.expect('}');
    return { kind: 'any', first, last, next: null };
  }

  private level(): number {
    if (this.isKeyword('last')) {
      this.advance();
      return LEVEL_LAST;
    }
    if (this.token.kind !== 'integer') throw this.unexpected();
    return parseInt4(this.advance().text);
  }

  private subscripts(): PathItem {
    if (this.accept('*')) {
      this.expect(']');
      return { kind: 'any-array', next: null };
    }
    const list: { from: PathItem; to: PathItem | null }[] = [];
    if (++this.depth > DEPTH_MAX) throw jsonTooDeep();
    do {
      const from = this.expression();
      let to: PathItem | null = null;
      if (this.isKeyword('to')) {
        this.advance();
        to = this.expression();
      }
      list.push({ from, to });
    } while (this.accept(','));
    this.depth--;
    this.expect(']');
    return { kind: 'index', subscripts: list, next: null };
  }
}

function regexFlags(letters: string): PathRegexFlags {
  for (const letter of letters) {
    if (!'ismxq'.includes(letter)) {
      throw new PgError('syntax_error', 'invalid input syntax for type jsonpath', {
        detail: `Unrecognized flag character "${letter}" in LIKE_REGEX predicate.`,
      });
    }
  }
  return {
    ignoreCase: letters.includes('i'),
    dotAll: letters.includes('s'),
    multiLine: letters.includes('m'),
    expanded: letters.includes('x'),
    quote: letters.includes('q'),
  };
}

/** `@` belongs to filters, `last` to subscripts. */
function checkScope(item: PathItem | null, filters: number, inSubscript: boolean): void {
  for (; item !== null; item = item.next) {
    switch (item.kind) {
      case 'current':
        if (filters === 0) throw new PgError('syntax_error', '@ is not allowed in root expressions');
        break;
      case 'last':
        if (!inSubscript) throw new PgError('syntax_error', 'LAST is allowed only in array subscripts');
        break;
      case 'filter':
        checkScope(item.condition, filters + 1, inSubscript);
        break;
      case 'index':
        for (const { from, to } of item.subscripts) {
          checkScope(from, filters, true);
          checkScope(to, filters, true);
        }
        break;
      case 'and':
      case 'or':
      case 'compare':
      case 'starts-with':
      case 'arithmetic':
        checkScope(item.left, filters, inSubscript);
        checkScope(item.right, filters, inSubscript);
        break;
      case 'not':
      case 'is-unknown':
      case 'exists':
      case 'like-regex':
      case 'unary':
        checkScope(item.arg, filters, inSubscript);
        break;
    }
  }
}

/** @throws PgError 42601, 22P02, 22P05, 2201B */
export function parseJsonPath(text: string, checkPattern?: PatternCheck): ParsedPath {
  const parsed = new JsonPathParser(text, checkPattern).path();
  if (parsed === null) throw invalidInput('jsonpath', text);
  checkScope(parsed.root, 0, false);
  return parsed;
}
