/** What the Snowball stemmers of several languages share: regions of a word and the longest of a list of endings (snowballstem.org). */

/** Index after the first character outside `vowels` that follows one inside, from `from` on; the word's length when there is none. */
export function regionAfter(word: string, vowels: string, from: number): number {
  let i = from;
  while (i < word.length && !vowels.includes(word[i] as string)) i++;
  while (i < word.length && vowels.includes(word[i] as string)) i++;
  return i < word.length ? i + 1 : word.length;
}

/** The first region of the Germanic languages: not before the fourth letter. */
export function lateRegion(word: string, vowels: string): number {
  return word.length < 3 ? word.length : Math.max(regionAfter(word, vowels, 0), 3);
}

/** Endings, the longest first. */
export function endings(list: string): readonly string[] {
  return list.split(' ').sort((a, b) => b.length - a.length);
}

/** The longest of the endings that the word has within the region from `from` on; empty when it has none. */
export function longestEnding(word: string, list: readonly string[], from: number): string {
  return list.find(ending => word.length - ending.length >= from && word.endsWith(ending)) ?? '';
}

export const without = (word: string, ending: string): string => word.slice(0, word.length - ending.length);

/**
 * Letters of `between` that stand between two vowels, and those of `after` that follow one, in upper case: they count as consonants from then on, for the letter
 * behind them, too.
 */
export function markConsonants(word: string, vowels: string, between: string, after = ''): string {
  let marked = '';
  for (let i = 0; i < word.length; i++) {
    const c = word[i] as string;
    const isMarked =
      i > 0 &&
      vowels.includes(marked[i - 1] as string) &&
      (after.includes(c) || (between.includes(c) && i + 1 < word.length && vowels.includes(word[i + 1] as string)));
    marked += isMarked ? c.toUpperCase() : c;
  }
  return marked;
}
