/**
 * The tree of an SQL/JSON path (PostgreSQL chapter 9.16.2). A path is a chain: every item may have a `next` one, which is applied to what the
 * item yields.
 */
import type { Numeric } from './numeric.js';

export type PathComparison = '==' | '!=' | '<' | '>' | '<=' | '>=';
export type PathArithmetic = '+' | '-' | '*' | '/' | '%';
export type PathMethod = 'type' | 'size' | 'abs' | 'floor' | 'ceiling' | 'double' | 'keyvalue';

interface ItemBase {
  next: PathItem | null;
}

/** `last` in the bounds of `.**{…}`. */
export const LEVEL_LAST = 0xffffffff;

export type PathItem = ItemBase &
  (
    | { readonly kind: 'literal'; readonly value: null | boolean | string | Numeric }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'root' | 'current' | 'last' | 'any-array' | 'any-key' }
    | { readonly kind: 'key'; readonly name: string }
    | { readonly kind: 'index'; readonly subscripts: readonly { readonly from: PathItem; readonly to: PathItem | null }[] }
    | { readonly kind: 'any'; readonly first: number; readonly last: number }
    | { readonly kind: 'method'; readonly method: PathMethod }
    | { readonly kind: 'datetime'; readonly template: string | null }
    | { readonly kind: 'filter'; readonly condition: PathItem }
    | { readonly kind: 'and' | 'or'; readonly left: PathItem; readonly right: PathItem }
    | { readonly kind: 'not' | 'is-unknown' | 'exists'; readonly arg: PathItem }
    | { readonly kind: 'compare'; readonly op: PathComparison; readonly left: PathItem; readonly right: PathItem }
    | { readonly kind: 'starts-with'; readonly left: PathItem; readonly right: PathItem }
    | { readonly kind: 'like-regex'; readonly arg: PathItem; readonly pattern: string; readonly flags: PathRegexFlags }
    | { readonly kind: 'arithmetic'; readonly op: PathArithmetic; readonly left: PathItem; readonly right: PathItem }
    | { readonly kind: 'unary'; readonly op: '+' | '-'; readonly arg: PathItem }
  );

/** The letters given, in the order that they are printed: i, s, m, x, q. */
export interface PathRegexFlags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiLine: boolean;
  readonly expanded: boolean;
  readonly quote: boolean;
}

/** A pattern's options as the regular expression functions name them: `n`, `p`, `w` or `s` for lines, `i` for case, `q` for plain text. */
export function regexOptions(flags: PathRegexFlags): string {
  const caseOption = flags.ignoreCase ? 'i' : '';
  if (flags.quote) return `${caseOption}q`;
  const stops = !flags.dotAll;
  return caseOption + (stops && flags.multiLine ? 'n' : stops ? 'p' : flags.multiLine ? 'w' : 's');
}
