/** The corpus: statements of all kinds, each once, the same for the same seed. */
import { characterStatement, damaged } from './characters.js';
import { Generator } from './generate.js';
import { joined } from './joined.js';
import { keywordStatements } from './keyword-positions.js';
import { mutate } from './mutate.js';
import { Random } from './random.js';
import { readGrammar } from './rules.js';

export type Source = 'generated' | 'mutated' | 'key words' | 'characters';

export interface CorpusStatement {
  readonly sql: string;
  readonly source: Source;
}

export interface Corpus {
  readonly statements: readonly CorpusStatement[];
  /** How many alternatives the rules have, and which of them no statement used. */
  readonly alternativeCount: number;
  readonly unused: readonly string[];
}

/** `count` statements from the rules, as many damaged ones, a quarter as many of random characters, and all key words in all places. */
export function makeCorpus(seed: number, count: number): Corpus {
  const random = new Random(seed);
  const generator = new Generator(readGrammar(), random);
  const found = new Map<string, Source>();
  const add = (sql: string, source: Source): void => {
    // The oracle takes no empty text.
    if (sql.trim() !== '' && !found.has(sql)) found.set(sql, source);
  };
  for (let i = 0; i < count; i++) {
    const words = generator.statement();
    const text = joined(words, random);
    add(text, 'generated');
    add(joined(mutate(words, random), random), 'mutated');
    if (i % 8 === 0) add(characterStatement(random), 'characters');
    if (i % 8 === 4) add(damaged(text, random), 'characters');
  }
  for (const sql of keywordStatements()) add(sql, 'key words');
  const statements = [...found].map(([sql, source]) => ({ sql, source }));
  return { statements, alternativeCount: generator.alternativeCount(), unused: generator.unused() };
}
