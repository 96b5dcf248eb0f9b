/** Tokens to text: blanks, sometimes none, line ends or comments between them. */
import type { Random } from './random.js';

export function joined(words: readonly string[], random: Random): string {
  const isPlain = random.chance(92);
  let text = '';
  for (const word of words) {
    if (text === '') text = word;
    else if (mayTouch(text, word)) text += (isPlain && !/^[),;.]/.test(word)) || random.chance(20) ? ` ${word}` : word;
    else text += `${isPlain ? ' ' : random.pick([' ', ' ', ' ', '\n', '\t', '  ', ' /* c */ ', ' -- c\n'])}${word}`;
  }
  return text;
}

/** Whether two tokens stay two tokens with nothing between them. */
function mayTouch(text: string, word: string): boolean {
  return /^[(),;[\]]/.test(word) || /[(),;[\]]$/.test(text) || (word === '.' && /[a-z_"]$/i.test(text));
}
