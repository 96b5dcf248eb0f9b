/** The `options` start-up parameter: `-c name=value`, `--name=value`, backslash-escaped blanks (PostgreSQL chapter 55.2.1, PGOPTIONS). */
import { PgError } from '../errors/index.js';

export function parseStartupOptions(text: string): Record<string, string> {
  const words: string[] = [];
  let word = '';
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\' && i + 1 < text.length) {
      word += text[++i];
      inWord = true;
    } else if (/\s/.test(c)) {
      if (inWord) words.push(word);
      word = '';
      inWord = false;
    } else {
      word += c;
      inWord = true;
    }
  }
  if (inWord) words.push(word);
  const settings: Record<string, string> = {};
  for (let i = 0; i < words.length; i++) {
    let assignment: string | undefined;
    const w = words[i]!;
    if (w === '-c') assignment = words[++i];
    else if (w.startsWith('-c')) assignment = w.slice(2);
    else if (w.startsWith('--')) assignment = w.slice(2);
    const at = assignment?.indexOf('=') ?? -1;
    if (assignment === undefined || at < 1) {
      const error = new PgError('syntax_error', `invalid command-line argument for server process: ${w}`, {
        hint: 'Try "postgres --help" for more information.',
      });
      error.severity = 'FATAL';
      throw error;
    }
    settings[assignment.slice(0, at).replaceAll('-', '_')] = assignment.slice(at + 1);
  }
  return settings;
}
