/** Random GROUP BY clauses: keys, expressions of them, ROLLUP, CUBE, GROUPING SETS, several of them side by side. */
import { list, piece, type Piece } from './piece.js';
import type { Random } from './random.js';
import type { Atom, Context, Scope } from './scope.js';
import { TYPES } from './value-types.js';

export interface Grouping {
  readonly atoms: readonly Atom[];
  readonly clause: string | Piece;
  readonly hasSets: boolean;
}

const NOTHING: Grouping = { atoms: [], clause: '', hasSets: false };

function key(random: Random, atom: Atom, hasSets: boolean): Atom {
  if (random.chance(70)) return atom;
  if (atom.type === 'int4' || atom.type === 'int8') return { text: `(${atom.text} % 3)`, type: atom.type };
  if (atom.type === 'text') return { text: `lower(${atom.text})`, type: 'text' };
  if (atom.type === 'timestamp') return { text: `date_trunc('month', ${atom.text})`, type: 'timestamp' };
  if (atom.type === 'jsonb') return { text: `(${atom.text} ->> 'a')`, type: 'text' };
  // PostgreSQL folds NOT (x IS NULL) before it looks for the key; see COMPAT.md.
  return hasSets ? atom : { text: `(${atom.text} IS NULL)`, type: 'bool' };
}

/** One element of the clause, and how many grouping sets it stands for. */
function element(random: Random, texts: readonly string[]): readonly [string, number] {
  const some = (): string[] => random.some(texts, 1, 2);
  const inRows = (items: readonly string[]): string => (items.length > 1 && random.chance(25) ? `(${items.join(', ')})` : items.join(', '));
  switch (random.below(5)) {
    case 0:
      return [random.pick(texts), 1];
    case 1:
      return [`ROLLUP (${inRows(some())})`, 3];
    case 2:
      return [`CUBE (${inRows(some())})`, 4];
    case 3:
      return ['()', 1];
    default: {
      const sets = Array.from({ length: random.between(1, 3) }, (): readonly [string, number] =>
        random.weighted([
          [4, [`(${some().join(', ')})`, 1] as const],
          [1, ['()', 1] as const],
          [2, [random.pick(texts), 1] as const],
          [1, [`ROLLUP (${some().join(', ')})`, 3] as const],
          [1, [`GROUPING SETS (${random.pick(texts)}, ())`, 2] as const],
        ]),
      );
      return [`GROUPING SETS (${sets.map(([text]) => text).join(', ')})`, sets.reduce((sum, [, count]) => sum + count, 0)];
    }
  }
}

/** What a query is grouped by: columns and expressions of them. */
export function grouping(context: Context, scope: Scope): Grouping {
  const { random } = context;
  const keys = random.some(
    scope.atoms.filter(({ type }) => TYPES[type].isOrdered),
    1,
    3,
  );
  if (keys.length === 0) return NOTHING;
  const hasSets = random.chance(40);
  const atoms = [...new Map(keys.map(found => key(random, found, hasSets)).map(atom => [atom.text, atom])).values()];
  const texts = atoms.map(({ text }) => text);
  if (!hasSets) return { atoms, clause: piece('group', [' GROUP BY ', list(texts)]), hasSets };
  if (random.chance(50)) return { atoms, clause: ` GROUP BY ${random.pick(['ROLLUP', 'CUBE'])} (${texts.join(', ')})`, hasSets };
  // Every key has to stand in one of the sets.
  const elements = [`GROUPING SETS ((${texts.join(', ')})${random.pick(['', ', ()', `, (${texts[0]!})`])})`];
  let count = 2;
  for (let i = random.below(3); i > 0; i--) {
    const [text, sets] = element(random, texts);
    if (count * sets > 24) continue;
    count *= sets;
    elements.push(text);
  }
  return { atoms, clause: ` GROUP BY ${random.chance(20) ? 'DISTINCT ' : ''}${random.shuffled(elements).join(', ')}`, hasSets };
}

/** GROUPING(…) of the keys, for grouping sets: what the output rows tell apart besides the keys. */
export function groupingCalls(random: Random, { atoms, hasSets }: Grouping): Atom[] {
  if (!hasSets) return [];
  const calls = atoms.map((atom): Atom => ({ text: `GROUPING(${atom.text})`, type: 'int4' }));
  return random.chance(50) ? [{ text: `GROUPING(${atoms.map(({ text }) => text).join(', ')})`, type: 'int4' }] : calls;
}
