/** Text that is about the lexer: random runs of pieces of tokens, and damage to the characters of statements. */
import type { Random } from './random.js';

const PIECES = [
  "'",
  "''",
  '"',
  '""',
  '$',
  '$$',
  '$a$',
  '$1',
  '$99999999999',
  '$0',
  '$1a',
  '1',
  '12',
  '1.',
  '.1',
  '1..2',
  '1e',
  '1e+',
  '1e5',
  '1.5e-3',
  '0x1F',
  '0b1',
  '0o7',
  '1_000',
  '123abc',
  '1.5x',
  '2147483648',
  'a',
  'A1',
  '_',
  'é',
  '€',
  'a$b',
  "e'",
  "E'\\",
  "E'\\x41'",
  "E'\\u00e9'",
  "E'\\u00'",
  "E'\\ud83d\\ude00'",
  "E'\\ud83d'",
  "E'\\400'",
  "E'\\''",
  "b'01'",
  "b'012'",
  "x'1G'",
  "X'",
  "n'a'",
  "N'",
  "u&'",
  "U&'\\0041'",
  "U&'\\+000041'",
  "U&'\\00'",
  "U&'\\d800'",
  'U&"\\0061"',
  'U&"',
  'uescape',
  "UESCAPE '!'",
  "UESCAPE 'a'",
  "UESCAPE ''",
  "U&'!0041' UESCAPE '!'",
  'u&',
  'e',
  '+',
  '-',
  '*',
  '/',
  '<',
  '>',
  '=',
  '~',
  '!',
  '@',
  '#',
  '%',
  '^',
  '&',
  '|',
  '`',
  '?',
  '--',
  '/*',
  '*/',
  '/* x */',
  '-- x\n',
  '/*/**/',
  ':',
  '::',
  ':=',
  '=>',
  '..',
  '.',
  ',',
  ';',
  '(',
  ')',
  '[',
  ']',
  '<>',
  '!=',
  '<=',
  '>=',
  '@-',
  '+-',
  '*-',
  '||-',
  '~~+',
  '=-',
  '\\',
  '{',
  '}',
  ' ',
  '\n',
  '\t',
  '\r\n',
  '\f',
  '\v',
  '\u00a0',
  'select',
  'SELECT',
  'from',
  'as',
  'and',
  'is',
  'null',
];

/** `SELECT` followed by a random run of pieces. */
export function characterStatement(random: Random): string {
  let text = random.chance(90) ? 'SELECT ' : '';
  const count = 1 + random.below(6);
  for (let i = 0; i < count; i++) text += random.pick(PIECES) + (random.chance(40) ? ' ' : '');
  return text;
}

/** A statement with one or two characters dropped, doubled or put in. */
export function damaged(text: string, random: Random): string {
  const characters = [...text];
  const changes = 1 + random.below(2);
  for (let i = 0; i < changes && characters.length > 0; i++) {
    const at = random.below(characters.length);
    switch (random.below(3)) {
      case 0:
        characters.splice(at, 1);
        break;
      case 1:
        characters.splice(at, 0, characters[at]!);
        break;
      default:
        characters.splice(at, 0, random.pick(PIECES));
    }
  }
  return characters.join('');
}
