/** The parser of text search reads any text in linear time: guesses that failed are not made again. */
import { describe, expect, it } from 'vitest';
import { tokens } from '../../../src/functions/text-search/parser.js';

// Each takes PostgreSQL 15 seconds to minutes at this length, or recursion as deep as the text is long.
const SLOW = ['a_', '~/', './', '<!--', 'x_1.', 'a@', 'a.b@', 'a-', '1-', '<a "', 'a.b/', "<a '\\"];

describe('texts made of one piece', () => {
  it.each(SLOW)('%s', piece => {
    const text = piece.repeat(20_000);
    let length = 0;
    const started = performance.now();
    for (const token of tokens(text)) length = Math.max(length, token.text.length);
    expect(length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
