/** Quoting in deparsed text. */
export { quoteIdentifier } from '../../sql/index.js';

/** A string literal under standard_conforming_strings; never the E'' form. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
