/**
 * A regular expression's tree as the source of a JavaScript RegExp (flag u), and what the tree says of where the two
 * dialects differ: JavaScript takes the first alternative that leads to a match, PostgreSQL the longest (or shortest) match.
 */
import type { CharacterClass, CharacterSet, ParsedRegex, RegexNode } from './regex-parse.js';

const SPACES = '\\t\\n\\v\\f\\r \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';
/** Inside brackets. */
const CLASS_SOURCE: Readonly<Record<CharacterClass, string>> = {
  alnum: '\\p{Alphabetic}\\p{Nd}',
  alpha: '\\p{Alphabetic}',
  ascii: '\\0-\\x7f',
  blank: '\\t \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u205f\\u3000',
  cntrl: '\\0-\\x1f\\x7f-\\x9f\\u2028\\u2029',
  digit: '0-9',
  graph: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}\\xa0\\u2007\\u202f',
  lower: '\\p{Lowercase}',
  print: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}\\p{Zs}',
  punct: '\\p{P}\\p{S}',
  space: SPACES,
  upper: '\\p{Uppercase}',
  xdigit: '0-9A-Fa-f',
  word: '\\p{Alphabetic}\\p{Nd}_',
};
const WORD = `[${CLASS_SOURCE.word}]`;

const ASSERT_SOURCE = {
  textStart: '^',
  textEnd: '$',
  lineStart: '(?<![^\\n])',
  lineEnd: '(?![^\\n])',
  wordStart: `(?<!${WORD})(?=${WORD})`,
  wordEnd: `(?<=${WORD})(?!${WORD})`,
  wordEdge: `(?:(?<!${WORD})(?=${WORD})|(?<=${WORD})(?!${WORD}))`,
  notWordEdge: `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`,
} as const;

function escapeCode(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) return `\\u{${code.toString(16)}}`;
  const c = String.fromCodePoint(code);
  if (/^[\^$\\.*+?()[\]{}|/-]$/.test(c)) return `\\${c}`;
  return code < 32 || code === 127 ? `\\u{${code.toString(16)}}` : c;
}

/** In brackets, `-` may be escaped under flag u; outside it may not. */
const outside = (code: number): string => (code === 45 ? '-' : escapeCode(code));

function classSource(name: CharacterClass, isNegated: boolean): string {
  return isNegated ? `[^${CLASS_SOURCE[name]}]` : `[${CLASS_SOURCE[name]}]`;
}

export function setSource(set: CharacterSet, newlineStops: boolean): string {
  const plain = set.ranges.map(([from, to]) => (from === to ? escapeCode(from) : `${escapeCode(from)}-${escapeCode(to)}`));
  for (const c of set.classes) if (!c.isNegated) plain.push(CLASS_SOURCE[c.name]);
  const negated = set.classes.filter(c => c.isNegated);
  const body = plain.join('');
  if (negated.length === 0) {
    if (!set.isNegated) return body === '' ? '[]' : `[${body}]`;
    return `[^${body}${newlineStops ? '\\n' : ''}]`;
  }
  // Unions with complements are alternatives of single characters.
  const parts = negated.map(c => classSource(c.name, true));
  if (body !== '') parts.unshift(`[${body}]`);
  const union = parts.length === 1 ? (parts[0] as string) : `(?:${parts.join('|')})`;
  return set.isNegated ? `(?:(?!${union})${newlineStops ? '[^\\n]' : '[^]'})` : union;
}

export class RegexTranslator {
  /** Inside a lazily repeated group without captures, where every quantifier is as lazy. */
  private lazyDepth = 0;

  constructor(private readonly regex: ParsedRegex) {}

  source(node: RegexNode = this.regex.root): string {
    switch (node.kind) {
      case 'char':
        return outside(node.code);
      case 'any':
        return this.regex.options.newlineStops ? '[^\\n]' : '[^]';
      case 'set':
        return setSource(node.set, this.regex.options.newlineStops);
      case 'sequence':
        return node.items.map(item => (item.kind === 'branches' ? `(?:${this.source(item)})` : this.source(item))).join('');
      case 'branches':
        return node.items.map(item => this.source(item)).join('|');
      case 'group':
        return `(${this.source(node.body)})`;
      case 'assert':
        return ASSERT_SOURCE[node.what];
      case 'look':
        return `(?${node.isAhead ? '' : '<'}${node.isNegated ? '!' : '='}${this.source(node.body)})`;
      case 'backref':
        return `(?:\\${node.index})`;
      case 'repeat': {
        const isLazyGroup = !node.isGreedy && node.min === 1 && node.max === 1 && !hasNode(node.body, n => n.kind === 'group');
        if (isLazyGroup) this.lazyDepth++;
        const body = this.source(node.body);
        if (isLazyGroup) {
          this.lazyDepth--;
          return `(?:${body})`;
        }
        const isSingle =
          node.body.kind === 'char' || node.body.kind === 'any' || node.body.kind === 'group' || node.body.kind === 'backref' || isPlainSet(node.body);
        const count =
          node.min === 0 && node.max === Infinity
            ? '*'
            : node.min === 1 && node.max === Infinity
              ? '+'
              : node.min === 0 && node.max === 1
                ? '?'
                : counted(node.min, node.max);
        return `${isSingle ? body : `(?:${body})`}${count}${node.isGreedy && this.lazyDepth === 0 ? '' : '?'}`;
      }
    }
  }

  flags(): string {
    return this.regex.options.ignoreCase ? 'iu' : 'u';
  }
}

const isPlainSet = (node: RegexNode): boolean => node.kind === 'set' && !node.set.classes.some(c => c.isNegated);

function counted(min: number, max: number): string {
  if (min === max) return `{${min}}`;
  return max === Infinity ? `{${min},}` : `{${min},${max}}`;
}

export function hasNode(node: RegexNode, test: (node: RegexNode) => boolean): boolean {
  if (test(node)) return true;
  switch (node.kind) {
    case 'sequence':
    case 'branches':
      return node.items.some(item => hasNode(item, test));
    case 'group':
    case 'repeat':
    case 'look':
      return hasNode(node.body, test);
    default:
      return false;
  }
}

/** Whether the whole prefers the longest match: as its first quantified part does; alternatives always do. */
export function prefersLongest(node: RegexNode): boolean {
  return preference(node) ?? true;
}

function preference(node: RegexNode): boolean | undefined {
  switch (node.kind) {
    case 'branches':
      return true;
    case 'sequence':
      for (const item of node.items) {
        const own = preference(item);
        if (own !== undefined) return own;
      }
      return undefined;
    case 'group':
      return preference(node.body);
    case 'repeat':
      return node.isFixed ? preference(node.body) : node.isGreedy;
    default:
      return undefined;
  }
}

const isSingleCharacter = (node: RegexNode): boolean => node.kind === 'char' || node.kind === 'any' || node.kind === 'set';

/** The character a node must start with, without regard to case; undefined if there is no single one. */
function firstCharacter(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'char':
      return String.fromCodePoint(node.code).toLowerCase();
    case 'sequence':
      return node.items.length > 0 ? firstCharacter(node.items[0] as RegexNode) : undefined;
    case 'group':
      return firstCharacter(node.body);
    case 'repeat':
      return node.min > 0 ? firstCharacter(node.body) : undefined;
    default:
      return undefined;
  }
}

/** True when no place in a text can start two of the branches. */
function areDistinct(branches: readonly RegexNode[]): boolean {
  const first = branches.map(firstCharacter);
  return !first.includes(undefined) && new Set(first).size === first.length;
}

/** True when JavaScript's first match is the longest: alternatives exclude one another, and only single characters repeat, greedily. */
export function isFirstMatchLongest(node: RegexNode): boolean {
  switch (node.kind) {
    case 'branches':
      return areDistinct(node.items) && node.items.every(isFirstMatchLongest);
    case 'sequence':
      return node.items.every(isFirstMatchLongest);
    case 'group':
      return isFirstMatchLongest(node.body);
    case 'repeat':
      return (node.isGreedy || node.isFixed) && (isSingleCharacter(node.body) || (node.min === node.max && isFirstMatchLongest(node.body)));
    case 'backref':
      return false;
    default:
      return true;
  }
}

/** Repetition that a backtracking matcher could go through in exponentially many ways: of repetitions, of options, of branches that begin alike. */
export function isRisky(node: RegexNode, isInside = false): boolean {
  switch (node.kind) {
    case 'repeat': {
      if (isInside && node.min !== node.max) return true;
      return isRisky(node.body, isInside || node.max > BOUNDED_MAX);
    }
    case 'branches':
      if (isInside && !beginApart(node.items)) return true;
      return node.items.some(item => isRisky(item, isInside));
    case 'sequence':
      return node.items.some(item => isRisky(item, isInside));
    case 'group':
    case 'look':
      return isRisky(node.body, isInside);
    default:
      return false;
  }
}

/** A repetition up to so many times is not counted as one without bound. */
const BOUNDED_MAX = 20;

/** Each branch begins with a character of its own. */
function beginApart(items: readonly RegexNode[]): boolean {
  const seen = new Set<number>();
  for (const item of items) {
    let first = item;
    while (first.kind === 'sequence' || first.kind === 'group') first = first.kind === 'group' ? first.body : (first.items[0] ?? { kind: 'any' });
    if (first.kind !== 'char' || seen.has(first.code)) return false;
    seen.add(first.code);
  }
  return true;
}

/**
 * The power of a text's length that bounds the steps of a backtracking matcher on a pattern that is not risky: one for each unbounded repetition, and one
 * more for the places where a match may begin. 0 when nothing repeats.
 */
export function backtrackingDegree(root: RegexNode): number {
  let repeats = 0;
  hasNode(root, node => {
    if (node.kind === 'repeat' && node.max > BOUNDED_MAX) repeats++;
    return false;
  });
  if (repeats === 0) return 0;
  let first: RegexNode | undefined = root;
  while (first?.kind === 'sequence' || first?.kind === 'group') first = first.kind === 'group' ? first.body : first.items[0];
  return first?.kind === 'assert' && first.what === 'textStart' ? repeats : repeats + 1;
}

/** Things whose truth depends on what follows the match. */
export function looksBehindEnd(node: RegexNode): boolean {
  return hasNode(node, n => (n.kind === 'look' && n.isAhead) || (n.kind === 'assert' && n.what !== 'textStart' && n.what !== 'lineStart'));
}
