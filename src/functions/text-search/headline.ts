/**
 * Headlines (PostgreSQL chapter 12.3.4): the part of a document that shows best how it matches a query. Covers are stretches of the document that match the query;
 * they are made longer or shorter until they have the wanted number of words and end at a good place.
 */
import { binaryNode, utf8Bytes, type TsNode, type TsOperand, type TsQuery } from '../../types/index.js';
import type { HeadlineOptions } from './headline-options.js';
import type { HeadlineWord } from './headline-words.js';
import { matchTree, type PhrasePlaces, type Ternary } from './match.js';
import * as types from './token-types.js';

const isCompound = (type: number): boolean => type === types.URL || type === types.NUMHWORD || type === types.ASCIIHWORD || type === types.HWORD;

/** Tokens that do not count as words. */
const isNoWord = (type: number): boolean => type === types.BLANK || type === types.TAG || isCompound(type);

function isNoEnd(type: number): boolean {
  switch (type) {
    case types.SFLOAT:
    case types.VERSION:
    case types.FLOAT:
    case types.INT:
    case types.UINT:
    case types.PROTOCOL:
    case types.ENTITY:
      return true;
    default:
      return isNoWord(type);
  }
}

interface Cover {
  start: number;
  end: number;
  words: number;
  readonly hits: number;
  isChosen: boolean;
  isExcluded: boolean;
}

/** Words from `start` to `end`; `first` is the number of the first among those that match an operand. */
interface Stretch {
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

const operandTest =
  (places: ReadonlyMap<TsOperand, readonly number[]>) =>
  (operand: TsOperand, out: PhrasePlaces | null): Ternary => {
    const list = places.get(operand);
    if (list === undefined) return 0;
    if (out !== null) out.places = list;
    return 1;
  };

/** What must match for the query to match, without negations: the query itself when it has none, null when nothing need match. */
function necessaryPart(node: TsNode): TsNode | null {
  if (node.kind === 'operand') return node;
  if (node.kind === 'not') return null;
  const left = necessaryPart(node.left);
  const right = necessaryPart(node.right);
  if (left === node.left && right === node.right) return node;
  if (left === null || right === null) return node.kind === 'or' ? null : (left ?? right);
  return binaryNode(node.kind === 'or' ? 'or' : 'and', left, right);
}

class Headline {
  private readonly necessary: TsNode | null;
  private readonly isBad: readonly boolean[];
  private readonly matching: readonly number[];

  constructor(
    private readonly words: readonly HeadlineWord[],
    private readonly query: TsQuery,
    private readonly options: HeadlineOptions,
  ) {
    this.isBad = words.map(word => (isNoEnd(word.type) || utf8Bytes(word.text) <= options.shortWord) && !Headline.isHit(word));
    this.necessary = query.root === null ? null : necessaryPart(query.root);
    this.matching = words.flatMap((word, i) => (word.operand === null ? [] : [i]));
  }

  private static isHit(word: HeadlineWord): boolean {
    return word.operand !== null && !word.isRepeated;
  }

  private isHitAt(i: number): boolean {
    return Headline.isHit(this.words[i] as HeadlineWord);
  }
  private isWordAt(i: number): boolean {
    return !isNoWord((this.words[i] as HeadlineWord).type);
  }
  private isBadEnd(i: number): boolean {
    return this.isBad[i] ?? false;
  }

  private get coverLimit(): number {
    const { maxWords, maxFragments } = this.options;
    return Math.max(maxWords * 10, 100) * Math.max(maxFragments, 1);
  }

  /** Does the stretch between two matching words, by their numbers, match? */
  private matches(node: TsNode, first: number, last: number): boolean {
    const places = new Map<TsOperand, number[]>();
    for (let n = first; n <= last; n++) this.collect(n, places);
    return matchTree(node, operandTest(places)) !== 0;
  }

  private collect(number: number, places: Map<TsOperand, number[]>): void {
    const { operand, place } = this.words[this.matching[number] as number] as HeadlineWord & { readonly operand: TsOperand };
    const list = places.get(operand);
    if (list === undefined) places.set(operand, [place]);
    else if ((list.at(-1) as number) < place) list.push(place);
  }

  /** The first and shortest matching stretch that begins at the matching word number `from` or later; null when there is none. */
  private cover(from: number): Stretch | null {
    const { root } = this.query;
    if (root === null) return null;
    const limit = this.coverLimit;
    const { matching, necessary } = this;
    let farthest = from;
    for (let first = from; first < matching.length; first++) {
      const start = matching[first] as number;
      farthest = Math.max(farthest, first);
      while (farthest + 1 < matching.length && (matching[farthest + 1] as number) - start < limit) farthest++;
      const reach = necessary === null ? first : this.reachOf(necessary, first, farthest);
      if (reach < 0) {
        // No part of the rest of the document can match then.
        if (farthest === matching.length - 1) return null;
        continue;
      }
      const last = necessary === root ? this.shortest(root, first, reach) : this.shortestByTrial(root, first, farthest);
      if (last >= 0) return { first, start, end: matching[last] as number };
    }
    return null;
  }

  /** Number of a word up to which the stretch from `first` on matches, at most about twice as far as need be; -1 when even the longest does not. */
  private reachOf(node: TsNode, first: number, farthest: number): number {
    for (let length = 1; ; length *= 2) {
      const last = Math.min(first + length, farthest);
      if (this.matches(node, first, last)) return last;
      if (last === farthest) return -1;
    }
  }

  /** Number of the word with which the shortest matching stretch ends; what matches goes on to match as it grows. */
  private shortest(root: TsNode, first: number, reach: number): number {
    let low = first;
    let high = reach;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.matches(root, first, middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The same for a query with negations; -1 when there is none. */
  private shortestByTrial(root: TsNode, first: number, farthest: number): number {
    const places = new Map<TsOperand, number[]>();
    const test = operandTest(places);
    for (let last = first; last <= farthest; last++) {
      this.collect(last, places);
      if (matchTree(root, test) !== 0) return last;
    }
    return -1;
  }

  private mark(start: number, end: number): void {
    const { highlightsAll } = this.options;
    for (let i = start; i <= end && i < this.words.length; i++) {
      const word = this.words[i] as HeadlineWord;
      if (word.operand !== null) word.isSelected = true;
      if (!highlightsAll && word.type === types.TAG) word.isBlanked = true;
      else if (isCompound(word.type)) word.isSkipped = true;
      word.isIn = !word.isRepeated;
    }
  }

  /** The first words of the document, when nothing matches. */
  private markBeginning(): void {
    let words = 0;
    let end = 0;
    for (let i = 0; i < this.words.length && words < this.options.minWords; i++) {
      if (this.isWordAt(i)) words++;
      end = i;
    }
    this.mark(0, end);
  }

  markAll(): void {
    this.mark(0, this.words.length - 1);
  }

  /** One headline around the best cover. */
  markBest(): void {
    let best: { readonly start: number; readonly end: number; readonly hits: number; readonly hasCover: boolean } | null = null;
    for (let cover = this.cover(0); cover !== null; cover = this.cover(cover.first + 1)) {
      const found = this.around(cover.start, cover.end);
      const isBetter =
        best === null ||
        Number(found.hasCover) > Number(best.hasCover) ||
        (found.hasCover === best.hasCover && found.hits > best.hits) ||
        (found.hasCover === best.hasCover && found.hits === best.hits && !this.isBadEnd(found.end) && this.isBadEnd(best.end));
      if (isBetter) best = found;
    }
    if (best === null) this.markBeginning();
    else this.mark(best.start, best.end);
  }

  private around(p: number, q: number): { readonly start: number; readonly end: number; readonly hits: number; readonly hasCover: boolean } {
    const { minWords, maxWords } = this.options;
    let words = 0;
    let hits = 0;
    let start = p;
    let end = p;
    let i = p;
    const count = (at: number, by: number): void => {
      if (this.isWordAt(at)) words += by;
      if (this.isHitAt(at)) hits += by;
    };
    for (; i <= q && words < maxWords; i++) {
      count(i, 1);
      end = i;
    }
    if (words < maxWords) {
      // Room to go on to the right.
      for (i--; i < this.words.length && words < maxWords; i++) {
        if (i > q) count(i, 1);
        end = i;
        if (!this.isBadEnd(i) && words >= minWords) break;
      }
      if (words < minWords) {
        // The document ends; to the left, then.
        for (i = p - 1; i >= 0; i--) {
          count(i, 1);
          if (words >= maxWords) break;
          if (!this.isBadEnd(i) && words >= minWords) break;
        }
        start = Math.max(i, 0);
      }
    } else {
      if (i > q) i = q;
      for (; words > minWords && this.isBadEnd(i); i--) {
        count(i, -1);
        end = i - 1;
      }
    }
    return { start, end, hits, hasCover: start <= p && end >= q };
  }

  /** Several fragments, each around a piece of a cover. */
  markFragments(): void {
    const covers = this.pieces();
    let isMarked = false;
    for (let n = 0; n < this.options.maxFragments; n++) {
      const best = this.bestPiece(covers);
      if (best === null) break;
      best.isChosen = true;
      this.stretch(best);
      this.mark(best.start, best.end);
      isMarked = true;
      for (const other of covers) {
        if (other !== best && other.start <= best.end && other.end >= best.start) other.isExcluded = true;
      }
    }
    if (!isMarked) this.markBeginning();
  }

  private bestPiece(covers: readonly Cover[]): Cover | null {
    let best: Cover | null = null;
    let hits = 0;
    let words = Infinity;
    for (const cover of covers) {
      if (cover.isChosen || cover.isExcluded) continue;
      if (cover.hits > hits || (cover.hits === hits && cover.words < words)) {
        best = cover;
        ({ hits, words } = cover);
      }
    }
    return best;
  }

  /** All covers, cut into pieces that begin and end with words of the query and have at most the wanted number of words. */
  private pieces(): Cover[] {
    const { maxWords } = this.options;
    const pieces: Cover[] = [];
    for (let cover = this.cover(0); cover !== null; cover = this.cover(cover.first + 1)) {
      for (let { start } = cover; start <= cover.end;) {
        let { end } = cover;
        for (let i = start; i <= end; i++) {
          start = i;
          if (this.isHitAt(i)) break;
        }
        let words = 0;
        let hits = 0;
        let i = start;
        for (; i <= end && words < maxWords; i++) {
          if (this.isWordAt(i)) words++;
          if (this.isHitAt(i)) hits++;
        }
        if (end > i) {
          end = i;
          for (; i >= start; i--) {
            end = i;
            if (this.isHitAt(i)) break;
            if (this.isWordAt(i)) words--;
          }
        }
        pieces.push({ start, end, words, hits, isChosen: false, isExcluded: false });
        start = end + 1;
      }
    }
    return pieces;
  }

  private stretch(piece: Cover): void {
    const { maxWords } = this.options;
    if (piece.words >= maxWords) return;
    const isFree = (at: number): boolean => !(this.words[at] as HeadlineWord).isIn;
    const most = Math.trunc((maxWords - piece.words) / 2);
    let stretched = 0;
    let edge = piece.start;
    for (let i = piece.start - 1; i >= 0 && stretched < most && isFree(i); i--) {
      if (this.isWordAt(i)) {
        piece.words++;
        stretched++;
      }
      edge = i;
    }
    let start = edge;
    for (; start < piece.start && this.isBadEnd(start); start++) if (this.isWordAt(start)) piece.words--;
    piece.start = start;
    edge = piece.end;
    for (let i = piece.end + 1; i < this.words.length && piece.words < maxWords && isFree(i); i++) {
      if (this.isWordAt(i)) piece.words++;
      edge = i;
    }
    let end = edge;
    for (; end > piece.end && this.isBadEnd(end); end--) if (this.isWordAt(end)) piece.words--;
    piece.end = end;
  }
}

function written(words: readonly HeadlineWord[], options: HeadlineOptions): string {
  let text = '';
  let fragments = 0;
  let isInside = false;
  for (const word of words) {
    if (word.isRepeated) continue;
    if (!word.isIn) {
      isInside = false;
      continue;
    }
    if (!isInside) {
      isInside = true;
      if (++fragments > 1) text += options.fragmentDelimiter;
    }
    if (word.isBlanked) text += ' ';
    else if (!word.isSkipped) text += word.isSelected ? options.startSel + word.text + options.stopSel : word.text;
  }
  return text;
}

export function headlineText(words: readonly HeadlineWord[], query: TsQuery, options: HeadlineOptions): string {
  const headline = new Headline(words, query, options);
  if (options.maxFragments > 0) headline.markFragments();
  else if (options.highlightsAll) headline.markAll();
  else headline.markBest();
  return written(words, options);
}
