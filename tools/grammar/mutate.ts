/** Small damage to a statement's tokens. Most of what comes out must be refused, and at the right place. */
import { KEYWORDS } from '../../src/sql/lexer/index.js';
import type { Random } from './random.js';

const PUNCTUATION = ['(', ')', ',', '.', '[', ']', '*', '::', '=', ';', '||', ':', ':=', '=>', '..', '+', '<='];
const CONSTANTS = ['1', "'s'", '1.5', '$1', "B'1'", 'x', '"q"', 'NULL', 'DEFAULT'];

export function mutate(words: readonly string[], random: Random): string[] {
  const out = [...words];
  const changes = random.chance(80) ? 1 : 2;
  for (let i = 0; i < changes && out.length > 0; i++) change(out, random);
  return out;
}

function change(words: string[], random: Random): void {
  const at = random.below(words.length);
  switch (random.below(9)) {
    case 0:
    case 1:
      words.splice(at, 1);
      return;
    case 2:
      words.splice(at, 0, words[at]!);
      return;
    case 3: {
      const other = Math.min(at + 1, words.length - 1);
      [words[at], words[other]] = [words[other]!, words[at]!];
      return;
    }
    case 4:
      words[at] = random.pick(KEYWORDS)[0];
      return;
    case 5:
      words.splice(at, 0, random.pick(KEYWORDS)[0]);
      return;
    case 6:
      words[at] = random.pick(PUNCTUATION);
      return;
    case 7:
      words.splice(at, 0, random.pick(random.chance(50) ? PUNCTUATION : CONSTANTS));
      return;
    default:
      words.length = at;
  }
}
