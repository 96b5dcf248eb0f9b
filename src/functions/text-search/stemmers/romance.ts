/** What the Snowball stemmers of Spanish, Portuguese and Italian share: where the region RV begins. */

/**
 * After the next vowel when the second letter is a consonant, after the next consonant when the word begins with two vowels, else after the third letter; the
 * word's length when there is no such place.
 */
export function regionV(word: string, vowels: string): number {
  const isVowel = (at: number): boolean => vowels.includes(word[at] as string);
  const next = (wantsVowel: boolean): number => {
    for (let i = 2; i < word.length; i++) if (isVowel(i) === wantsVowel) return i + 1;
    return word.length;
  };
  if (word.length < 2) return word.length;
  if (!isVowel(1)) return next(true);
  if (isVowel(0)) return next(false);
  return Math.min(3, word.length);
}
