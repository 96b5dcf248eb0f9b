/**
 * A result as isolationtester prints it: columns as wide as their widest value, numbers to the right, no padding around `|`, a blank line at the end.
 * A column is one of numbers when every value in it has but digits, blanks and `.eE-`, does not begin with an E and ends in a digit. Widths count bytes.
 */
import type { StatementResult } from '../wire/client.js';

/** Lines of the table, none for a result without columns. */
export function tableOf({ fields, rows }: StatementResult): string[] {
  if (fields === null || fields.length === 0) return [];
  const names = fields.map(field => field.name);
  const texts = rows.map(row => row.map(value => value?.toString('utf8') ?? ''));
  const widths = names.map((name, i) => Math.max(bytesOf(name), ...texts.map(row => bytesOf(row[i]!))));
  const isNumber = names.map((_, i) => texts.every(row => row[i] === '' || /^(?![eE])[-0-9.eE ]*[0-9]$/.test(row[i]!)));
  const line = (values: readonly string[]): string =>
    values
      .map((value, i) => {
        const blanks = ' '.repeat(widths[i]! - bytesOf(value));
        return isNumber[i] ? blanks + value : value + blanks;
      })
      .join('|');
  return [line(names), widths.map(width => '-'.repeat(width)).join('+'), ...texts.map(line), `(${rows.length} row${rows.length === 1 ? '' : 's'})`, ''];
}

const bytesOf = (text: string): number => Buffer.byteLength(text);
