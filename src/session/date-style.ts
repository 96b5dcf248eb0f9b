/** DateStyle values: a format and a field order, either or both (PostgreSQL chapter 20.11.2). */
import type { DateStyle } from '../types/index.js';

/** Undefined when the text is not a date style; parts not named stay as in `current`. */
export function parseDateStyle(text: string, current: DateStyle): DateStyle | undefined {
  let { format, order } = current;
  for (const part of text.split(',')) {
    const word = part.trim().toLowerCase();
    if (word === 'iso') format = 'ISO';
    else if (word === 'sql') format = 'SQL';
    else if (word.startsWith('postgres')) format = 'Postgres';
    else if (word === 'german') {
      format = 'German';
      if (!/mdy|ymd|us|euro/i.test(text)) order = 'DMY';
    } else if (word === 'mdy' || word === 'us' || word.startsWith('noneuro')) order = 'MDY';
    else if (word === 'dmy' || word.startsWith('euro')) order = 'DMY';
    else if (word === 'ymd') order = 'YMD';
    else if (word === 'default') [format, order] = ['ISO', 'MDY'];
    else return undefined;
  }
  return { format, order };
}
