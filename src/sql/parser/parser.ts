/**
 * The parser's token stream with the small steps every rule is made of. Grammar rules are plain functions over it, one file per area:
 * `parseX(p)` starts at X's first token and leaves the stream at the first token after it.
 */
import { PgError } from '../../errors/index.js';
import { FLAG, Lexer, TOKEN_FLAGS } from '../lexer/index.js';

/** The parser's own nodes while they are being filled. */
export type Mutable<N> = { -readonly [K in keyof N]: N[K] };

/** A limit that leaves V8's default stack (about 1 MB) room for the parser and for those who called it. */
const MAX_DEPTH = 5000;

export class Parser extends Lexer {
  /** Where the last ORDER BY began. */
  sortLocation = -1;
  private depth = 0;

  accept(tok: number): boolean {
    if (this.tok !== tok) return false;
    this.next();
    return true;
  }

  /** Accepts the two-token sequence `first second`, or nothing. */
  acceptPair(first: number, second: number): boolean {
    if (this.tok !== first || this.peek() !== second) return false;
    this.next();
    this.next();
    return true;
  }

  expect(tok: number): void {
    if (this.tok !== tok) throw this.syntaxError();
    this.next();
  }

  expectPair(first: number, second: number): void {
    this.expect(first);
    this.expect(second);
  }

  hasFlag(flag: number): boolean {
    return (TOKEN_FLAGS[this.tok]! & flag) !== 0;
  }

  /** A word of one of the classes in `flag`; returns its text. */
  word(flag: number): string {
    if ((TOKEN_FLAGS[this.tok]! & flag) === 0) throw this.syntaxError();
    const value = this.value;
    this.next();
    return value;
  }

  /** A name of a table, column and the like. */
  colId(): string {
    return this.word(FLAG.COL_ID);
  }

  colLabel(): string {
    return this.word(FLAG.LABEL);
  }

  /** The text of the current token of kind `tok`. */
  text(tok: number): string {
    if (this.tok !== tok) throw this.syntaxError();
    const value = this.value;
    this.next();
    return value;
  }

  warnOfGlobal(location: number): void {
    const warning = new PgError('warning', 'GLOBAL is deprecated in temporary table creation').at(location + 1);
    warning.severity = 'WARNING';
    this.onNotice?.(warning);
  }

  /** Called on entering a rule that may contain itself. */
  enter(): void {
    if (++this.depth > MAX_DEPTH) throw stackDepthExceeded();
  }

  leave(): void {
    this.depth--;
  }

  /** Deep enough for the stack to have run out. */
  isDeep(): boolean {
    return this.depth > 300;
  }

  /** `rule (, rule)*` */
  list<N>(rule: (p: this) => N): N[] {
    const items = [rule(this)];
    while (this.accept(44)) items.push(rule(this));
    return items;
  }
}

export function stackDepthExceeded(): PgError {
  return new PgError('statement_too_complex', 'stack depth limit exceeded', {
    hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
  });
}
