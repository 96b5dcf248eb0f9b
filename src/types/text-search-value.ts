/**
 * Values of tsvector and tsquery (PostgreSQL chapter 8.11). Data only: what is done with them is in text-search/, which is loaded on first use.
 */

/** A lexeme's place in a document: weight (0 D … 3 A) times 16384 plus position (1 … 16383). */
export type TsPosition = number;

export class TsVector {
  readonly kind = 'tsvector';

  /**
   * @param lexemes ordered by their UTF-8 bytes, each once, none empty
   * @param positions of each lexeme, ascending; null when it has none
   */
  constructor(
    readonly lexemes: readonly string[],
    readonly positions: readonly (readonly TsPosition[] | null)[],
  ) {}
}

export interface TsOperand {
  readonly kind: 'operand';
  readonly lexeme: string;
  /** Bits of the weights asked for: 1 D, 2 C, 4 B, 8 A; 0 any. */
  readonly weights: number;
  readonly isPrefix: boolean;
}

export interface TsNot {
  readonly kind: 'not';
  readonly arg: TsNode;
}

export interface TsBinary {
  readonly kind: 'and' | 'or' | 'phrase';
  readonly left: TsNode;
  readonly right: TsNode;
  /** Of a phrase: how far the right lexeme is from the left one; else 0. */
  readonly distance: number;
}

export type TsNode = TsOperand | TsNot | TsBinary;

export class TsQuery {
  readonly kind = 'tsquery';

  /** @param root null for the empty query */
  constructor(readonly root: TsNode | null) {}
}

/** A lexeme has fewer bytes than this (PostgreSQL chapter 12.11). */
export const LEXEME_BYTES = 2047;
/** All lexemes and positions of a tsvector, in bytes. */
export const VECTOR_BYTES = 1048575;
/** Positions are at most this; a distance of phrases may be one more. */
export const LAST_POSITION = 16383;
/** Positions kept of one lexeme. */
export const POSITIONS_PER_LEXEME = 256;

/** Weight letters by their number. */
export const WEIGHT_LETTERS = 'DCBA';

export const weightOf = (position: number): number => position >> 14;
export const placeOf = (position: number): number => position & LAST_POSITION;
export const toPosition = (place: number, weight: number): number => (weight << 14) | place;
