/** Random words, names and constants of the classes that the rules call @class. */
import { KEYWORDS } from '../../src/sql/lexer/index.js';
import type { Random } from './random.js';

const PLAIN = ['a', 'b', 'c', 't', 'x1', 'tab', 'col_2', 'schema_x', 'Foo', '"Quoted Name"', '"select"', '"a""b"', 'é', 'u&"d\\0061t"', '_z$1'];
const UNRESERVED = wordsOf('U');
const COLUMN = wordsOf('C');
const TYPE_FUNC = wordsOf('T');
const RESERVED = wordsOf('R');
const ALL = KEYWORDS.map(([word]) => word);
const BARE = KEYWORDS.filter(row => row[2]).map(([word]) => word);

const STRINGS = ["''", "'text'", "'it''s'", "E'a\\tb\\'c'", '$$dollar$$', '$q$a $$ b$q$', "U&'\\0441'", "U&'!0041' UESCAPE '!'", "'1 day'", "'a'\n'b'", "N'n'"];
const INTEGERS = ['0', '1', '2', '42', '1000', '2147483647'];
const NUMBERS = ['1.5', '.5', '2.', '1e10', '1.5E-3', '2147483648', '99999999999999999999'];
const BITS = ["B'101'", "X'1F'", "b''"];
const OPERATORS = ['||', '~', '!~*', '->', '->>', '@>', '<@', '&&', '&', '|', '#', '<<', '>>', '~~', '!!', '@', '?', '@-@', '<->', '|/', '#>>', '=='];
const ALL_OPERATORS = [...OPERATORS, '+', '-', '*', '/', '%', '^', '<', '>', '=', '<=', '>=', '<>', '!='];
const ROLE_WORDS = [
  'SUPERUSER',
  'NOSUPERUSER',
  'CREATEDB',
  'NOCREATEDB',
  'CREATEROLE',
  'NOCREATEROLE',
  'LOGIN',
  'NOLOGIN',
  'REPLICATION',
  'NOREPLICATION',
  'BYPASSRLS',
  'NOINHERIT',
];

function wordsOf(keywordClass: string): string[] {
  return KEYWORDS.filter(row => row[1] === keywordClass).map(([word]) => word);
}

/** The text of a random member of the class `name`. Names are mostly plain; some are key words, few of them of the wrong class. */
export function lexical(name: string, random: Random): string {
  switch (name) {
    case 'id':
      return nameOf(random, [UNRESERVED, COLUMN]);
    case 'ident':
      return random.pick(PLAIN);
    case 'label':
      return nameOf(random, [ALL]);
    case 'barelabel':
      return nameOf(random, [BARE]);
    case 'typefunc':
      return nameOf(random, [UNRESERVED, TYPE_FUNC]);
    case 'nonres':
    case 'role':
      return nameOf(random, [UNRESERVED, COLUMN, TYPE_FUNC]);
    case 'word':
      return nameOf(random, [RESERVED]);
    case 'varname':
      return random.chance(80) ? lexical('id', random) : `${lexical('id', random)}.${lexical('id', random)}`;
    case 'hashword':
      return random.pick(['modulus', 'remainder', 'MODULUS', 'other']);
    case 'roleword':
      return random.chance(95) ? random.pick(ROLE_WORDS) : 'nosuchoption';
    case 'int':
      return random.pick(INTEGERS);
    case 'num':
      return random.pick(NUMBERS);
    case 'str':
      return random.chance(50) ? "'x'" : random.pick(STRINGS);
    case 'bit':
      return random.pick(BITS);
    case 'param':
      return `$${random.pick(['1', '2', '7', '65535'])}`;
    case 'op':
      return random.pick(OPERATORS);
    case 'anyop':
      return random.pick(ALL_OPERATORS);
    default:
      throw new Error(`no lexical class @${name}`);
  }
}

function nameOf(random: Random, classes: readonly (readonly string[])[]): string {
  const kind = random.below(1000);
  if (kind < 850) return random.pick(PLAIN);
  const word = kind < 990 ? random.pick(random.pick(classes)) : random.pick(ALL);
  return random.chance(80) ? word : word.toUpperCase();
}
