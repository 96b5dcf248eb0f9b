/** Options of ts_headline (PostgreSQL chapter 12.3.4): `MaxWords=35, StartSel = "<b>"`. */
import { PgError } from '../../errors/index.js';
import { isSpace, parseInt4 } from '../../types/index.js';

export interface HeadlineOptions {
  readonly minWords: number;
  readonly maxWords: number;
  /** Words of so many bytes or fewer do not stand at an end. */
  readonly shortWord: number;
  /** 0: one headline around the best cover. */
  readonly maxFragments: number;
  readonly highlightsAll: boolean;
  readonly startSel: string;
  readonly stopSel: string;
  readonly fragmentDelimiter: string;
}

/** Names and values of a list of parameters. @throws 42601 */
function parseParameters(text: string): [string, string][] {
  const list: [string, string][] = [];
  const fault = (): PgError => new PgError('syntax_error', `invalid parameter list format: "${text}"`);
  let at = 0;
  const skip = (): void => {
    while (at < text.length && isSpace(text[at] as string)) at++;
  };
  /** After the opening quote: a doubled quote stands for one, and within single quotes a doubled backslash. */
  const quoted = (quote: string): string => {
    for (let value = ''; ; at++) {
      const c = text[at];
      if (c === undefined) throw fault();
      const isDoubled = text[at + 1] === c;
      if (c === quote && !isDoubled) {
        at++;
        return value;
      }
      if (isDoubled && (c === quote || (c === '\\' && quote === "'"))) at++;
      value += c;
    }
  };
  /** Up to white space or the given character; the first character is taken whatever it is. */
  const plain = (end: string): string => {
    let value = text[at++] as string;
    while (at < text.length && text[at] !== end && !isSpace(text[at] as string)) value += text[at++];
    return value;
  };
  for (;;) {
    while (at < text.length && (isSpace(text[at] as string) || text[at] === ',')) at++;
    if (at >= text.length) return list;
    let name: string;
    if (text[at] === '"') {
      at++;
      name = quoted('"');
    } else {
      name = plain('=');
    }
    skip();
    if (text[at] !== '=') throw fault();
    at++;
    skip();
    const c = text[at];
    if (c === undefined) throw fault();
    if (c === 'E' && text[at + 1] === "'") {
      at += 2;
      list.push([name, quoted("'")]);
    } else if (c === "'" || c === '"') {
      at++;
      list.push([name, quoted(c)]);
    } else {
      list.push([name, plain(',')]);
    }
  }
}

const isYes = (text: string): boolean => ['1', 'on', 'true', 't', 'y', 'yes'].includes(text.toLowerCase());

/** @throws 42601, 22023 */
export function headlineOptions(text: string | null): HeadlineOptions {
  let minWords = 15;
  let maxWords = 35;
  let shortWord = 3;
  let maxFragments = 0;
  let highlightsAll = false;
  let startSel = '<b>';
  let stopSel = '</b>';
  let fragmentDelimiter = ' ... ';
  for (const [name, value] of text === null ? [] : parseParameters(text)) {
    switch (name.toLowerCase()) {
      case 'maxwords':
        maxWords = parseInt4(value);
        break;
      case 'minwords':
        minWords = parseInt4(value);
        break;
      case 'shortword':
        shortWord = parseInt4(value);
        break;
      case 'maxfragments':
        maxFragments = parseInt4(value);
        break;
      case 'startsel':
        startSel = value;
        break;
      case 'stopsel':
        stopSel = value;
        break;
      case 'fragmentdelimiter':
        fragmentDelimiter = value;
        break;
      case 'highlightall':
        highlightsAll = isYes(value);
        break;
      default:
        throw new PgError('invalid_parameter_value', `unrecognized headline parameter: "${name}"`);
    }
  }
  const fault = (message: string): PgError => new PgError('invalid_parameter_value', message);
  if (!highlightsAll) {
    if (minWords >= maxWords) throw fault('MinWords should be less than MaxWords');
    if (minWords <= 0) throw fault('MinWords should be positive');
    if (shortWord < 0) throw fault('ShortWord should be >= 0');
    if (maxFragments < 0) throw fault('MaxFragments should be >= 0');
  }
  return { minWords, maxWords, shortWord, maxFragments, highlightsAll, startSel, stopSel, fragmentDelimiter };
}
