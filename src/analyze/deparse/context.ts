/** Output buffer of the deparser, its layout rules and the names in scope (PostgreSQL: ruleutils' deparse_context). */
import type { CatalogReader } from '../../catalog/index.js';
import type { TypeContext } from '../../types/index.js';
import type { Expr } from '../typed/expression.js';
import type { QueryNames } from './names.js';

export const INDENT_STANDARD = 8;
export const INDENT_JOIN = 4;
export const INDENT_VARIABLE = 4;
const INDENT_LIMIT = 40;

export class DeparseContext {
  #text = '';
  indentLevel = 0;
  /** EXPLAIN: text of what prints otherwise in a plan (columns of its inputs, sub-plans). */
  special: ((expr: Expr) => string | undefined) | null = null;

  constructor(
    readonly catalog: CatalogReader,
    readonly types: TypeContext,
    /** Leave out parentheses that precedence makes needless. */
    readonly isPretty: boolean,
    /** Clauses on lines of their own. */
    readonly isIndented: boolean,
    /** Innermost query first. */
    readonly scopes: readonly QueryNames[],
    /** Columns are written with their table's name. */
    readonly isQualified: boolean,
  ) {}

  /** A context for a sub-query, writing to a buffer of its own. */
  nested(scopes: readonly QueryNames[]): DeparseContext {
    const inner = new DeparseContext(this.catalog, this.types, this.isPretty, this.isIndented, scopes, true);
    inner.indentLevel = this.indentLevel;
    return inner;
  }

  get text(): string {
    return this.#text;
  }

  put(text: string): void {
    this.#text += text;
  }

  /** What `body` writes, taken out of the buffer again. */
  capture(body: () => void): string {
    const before = this.#text;
    this.#text = '';
    body();
    const captured = this.#text;
    this.#text = before;
    return captured;
  }

  trimSpaces(): void {
    // A pattern would look for spaces from the beginning of a text that may be long.
    let end = this.#text.length;
    while (end > 0 && this.#text.charCodeAt(end - 1) === 0x20) end--;
    if (end < this.#text.length) this.#text = this.#text.slice(0, end);
  }

  /** A keyword that begins a new line when indenting; `plus` moves just this line. */
  keyword(text: string, before: number, after: number, plus: number): void {
    if (!this.isIndented) {
      this.#text += text;
      return;
    }
    this.indentLevel += before;
    this.trimSpaces();
    let amount: number;
    if (this.indentLevel < INDENT_LIMIT) amount = Math.max(this.indentLevel, 0) + plus;
    else {
      // Deep nesting goes on in smaller steps, and wraps around.
      amount = INDENT_LIMIT + Math.trunc((this.indentLevel - INDENT_LIMIT) / (INDENT_STANDARD / 2));
      amount = (amount % INDENT_LIMIT) + plus;
    }
    this.#text += `\n${' '.repeat(amount)}${text}`;
    this.indentLevel = Math.max(this.indentLevel + after, 0);
  }

  get currentLineLength(): number {
    return this.#text.length - (this.#text.lastIndexOf('\n') + 1);
  }
}
