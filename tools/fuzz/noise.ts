/**
 * Statements that nobody would write: valid ones with tokens dropped, doubled, swapped, taken from others or made up; whole ones put together from the
 * vocabulary of the grammar; and texts with bytes changed. No such text may do more than fail with a SQLSTATE.
 */
import { KEYWORDS } from '../../src/sql/index.js';
import type { Random } from './random.js';

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\w*\$|\$\d+|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[\p{L}_][\p{L}\p{N}_$]*|::|:=|=>|<>|!=|<=|>=|\|\||[-+*/<>=~!@#%^&|`?]+|./giu;

export function tokensOf(sql: string): string[] {
  return (sql.match(TOKEN) ?? []).filter(token => token.trim() !== '');
}

const WORDS: readonly string[] = KEYWORDS.map(([word]) => word);

const ODD = [
  '2147483648',
  '-1',
  '9223372036854775808',
  '1e400',
  '1e-400',
  '0x1F',
  '1_000',
  '.5',
  '5.',
  "''",
  "'a'",
  "E'\\\\x'",
  "E'\\'",
  "U&'\\0041'",
  "U&'\\D800'",
  "B'101'",
  "X'1F'",
  "X'G'",
  '$1',
  '$0',
  '$99999',
  '$$',
  '$a$x$a$',
  '"',
  '""',
  '"a"',
  "'",
  '(',
  ')',
  '((',
  '))',
  '[',
  ']',
  '{',
  ',',
  ';',
  '.',
  '..',
  ':',
  '::',
  '=>',
  ':=',
  '*',
  '@',
  '#>>',
  '->',
  '->>',
  '@>',
  '?',
  '?|',
  '||',
  'NULL',
  'DEFAULT',
  'CURRENT_DATE',
  'true',
  'int4',
  'text',
  'numeric(1000,2000)',
  'int[]',
  'interval',
  "interval '1' year",
  "'{1,2}'::int[]",
  "'infinity'::date",
  'pg_class',
  'pg_type',
  'generate_series(1,3)',
  'unnest',
  'count(*)',
  'row(1,2)',
  'ctid',
  'xmin',
  'tableoid',
  'excluded',
  'old',
  'é',
  '日本',
  '\u0000',
  '\ufeff',
  '\u00a0',
  '\u2028',
  '/*',
  '*/',
  '--',
  '\\',
  '\\.',
  '`',
];

function oddToken(random: Random): string {
  return random.chance(50) ? random.pick(WORDS) : random.pick(ODD);
}

/** A valid statement with a few tokens changed. */
export function changedTokens(random: Random, corpus: readonly string[]): string {
  let tokens = tokensOf(random.pick(corpus));
  // Mostly one: what stays valid gets further than the parser.
  for (let i = random.pick([1, 1, 1, 2, 4]); i > 0 && tokens.length > 0; i--) {
    const at = random.below(tokens.length);
    switch (random.below(8)) {
      case 0:
        tokens.splice(at, random.between(1, 3));
        break;
      case 1:
        tokens.splice(at, 0, tokens[at]!);
        break;
      case 2: {
        const other = random.below(tokens.length);
        [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!];
        break;
      }
      case 3:
        tokens[at] = oddToken(random);
        break;
      case 4:
        tokens.splice(at, 0, oddToken(random));
        break;
      case 5: {
        const donor = tokensOf(random.pick(corpus));
        const from = random.below(donor.length);
        tokens.splice(at, random.between(0, 3), ...donor.slice(from, from + random.between(1, 8)));
        break;
      }
      case 6: {
        // A part in parentheses, often a whole sub-select, in another place.
        const part = tokens.slice(at, at + random.between(1, 10));
        tokens.splice(random.below(tokens.length), 0, '(', ...part, ')');
        break;
      }
      default:
        tokens = random.chance(50) ? tokens.slice(0, at) : [...tokens, ...tokens.slice(at)];
    }
  }
  return tokens.join(' ');
}

/** Tokens of the vocabulary after the beginning of a valid statement. */
export function madeUp(random: Random, corpus: readonly string[]): string {
  const begin = tokensOf(random.pick(corpus)).slice(0, random.between(1, 6));
  return [...begin, ...Array.from({ length: random.between(1, 12) }, () => oddToken(random))].join(' ');
}

/** A text with bytes changed, and read again as UTF-8. */
export function changedBytes(random: Random, corpus: readonly string[]): string {
  const bytes = [...Buffer.from(random.pick(corpus), 'utf8')];
  for (let i = random.between(1, 8); i > 0 && bytes.length > 0; i--) {
    const at = random.below(bytes.length);
    switch (random.below(4)) {
      case 0:
        bytes[at] = random.below(256);
        break;
      case 1:
        bytes.splice(at, random.between(1, 5));
        break;
      case 2:
        bytes.splice(at, 0, random.below(128));
        break;
      default:
        bytes.splice(at, 0, ...bytes.slice(at, at + random.between(1, 20)));
    }
  }
  return Buffer.from(bytes).toString('utf8');
}

/** Deep, wide and repeated texts: limits have to hold. */
export function oversized(random: Random): string {
  const count = random.pick([50, 500, 5000, 20000]);
  const repeat = (text: string): string => text.repeat(count);
  return random.pick([
    () => `SELECT ${repeat('(')}1${repeat(')')}`,
    () => `SELECT ${repeat('-')}1`,
    () => `SELECT ${repeat('- ')}1`,
    () => `SELECT ${repeat('NOT ')}true`,
    () => `SELECT 1${repeat(' + 1')}`,
    () => `SELECT true${repeat(' AND true')}`,
    () => `SELECT 1 IN (${'1, '.repeat(count)}1)`,
    () => `SELECT ${'1, '.repeat(count)}1`,
    () => `SELECT ${repeat('CASE WHEN true THEN ')}1${repeat(' END')}`,
    () => `SELECT ${repeat('(SELECT ')}1${repeat(')')}`,
    () => `SELECT 1${repeat(' UNION ALL SELECT 1')}`,
    () => `${repeat('WITH a AS (')}SELECT 1${repeat(') SELECT 1')}`,
    () => `SELECT * FROM ${repeat('(SELECT * FROM ')}(VALUES (1)) v${repeat(') x')}`,
    () => `SELECT 1${repeat('::int')}`,
    () => `SELECT ARRAY${repeat('[')}1${repeat(']')}`,
    () => `SELECT '${repeat('{')}1${repeat('}')}'::int[]`,
    () => `SELECT '${repeat('[')}1${repeat(']')}'::jsonb`,
    () => `SELECT '${repeat('(')}a${repeat(')*')}' ~ 'a'`,
    () => `SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa' ~ '${'(a*)*'.repeat(Math.min(count, 500))}b'`,
    () => `SELECT repeat('x', ${count * 100000})`,
    () => `SELECT repeat(repeat('x', ${count}), ${count * 10})`,
    () => `SELECT lpad('', ${count * 50000}, 'ab')`,
    () => `SELECT count(*) FROM generate_series(1, ${count}) a, generate_series(1, ${count}) b`,
    () => `SELECT array_agg(g) FROM generate_series(1, ${count * 1000}) g`,
    () => `SELECT string_agg(repeat('x', 1000), ',') FROM generate_series(1, ${count * 10}) g`,
    () => `SELECT 10::numeric ^ ${count * 10}`,
    () => `SELECT factorial(${count})`,
    () => `SELECT exp(${count}::numeric)`,
    () => `WITH RECURSIVE r(n, t) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, t || t FROM r WHERE n < ${count}) SELECT max(length(t)) FROM r`,
    () => `WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r`,
    () => `SELECT array_fill(1, ARRAY[${count}, ${count}])`,
    () => `SELECT * FROM generate_series(1, ${count * 100}) ORDER BY 1 DESC LIMIT 1`,
    () => `/*${repeat('/*')} SELECT 1`,
    () => `SELECT ${repeat('a.')}b`,
    () => `SELECT "${repeat('x')}"`,
    () => `SELECT format('%${count}s', 'x')`,
    () => `SELECT to_char(1, '${repeat('9')}')`,
    () => `SELECT 1 ${repeat('+')} 1`,
    () => `SELECT regexp_replace(repeat('a', ${count}), '(a|aa)+$', 'x')`,
    () => `SELECT repeat('a', ${count}) LIKE '${'%a'.repeat(Math.min(count, 2000))}b'`,
  ])();
}
