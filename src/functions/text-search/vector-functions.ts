/** Functions and operators of tsvectors that need no configuration (PostgreSQL chapters 9.13, 12.4.1). */
import { PgError } from '../../errors/index.js';
import {
  arrayOf,
  checkVectorBytes,
  compareText,
  compareTsVectors,
  LAST_POSITION,
  makeVector,
  placeOf,
  POSITIONS_PER_LEXEME,
  toPosition,
  TsVector,
  typeOids,
  vectorDataBytes,
  WEIGHT_LETTERS,
  weightOf,
  type ArrayValue,
  type Datum,
  type RecordValue,
} from '../../types/index.js';
import type { ScalarFamily, SetFamily } from '../function-impl.js';
import { lowerBound } from './match.js';

type Positions = readonly number[] | null;

/**
 * @param isShown the message has the letter itself, not its number
 * @throws XX000
 */
function weightNumber(letter: string, isShown: boolean): number {
  const weight = letter === '' ? -1 : WEIGHT_LETTERS.indexOf(letter.toUpperCase());
  if (weight < 0 && isShown) throw new PgError('internal_error', `unrecognized weight: ${letter}`);
  if (weight < 0) throw new PgError('internal_error', `unrecognized weight: ${letter === '' ? 0 : (letter.charCodeAt(0) << 24) >> 24}`);
  return weight;
}

/** @throws 22004 when one is null */
function elements(array: ArrayValue, noun: string): string[] {
  return array.values.map(value => {
    if (value === null) throw new PgError('null_value_not_allowed', `${noun} array may not contain nulls`);
    return value as string;
  });
}

const reweighted = (positions: Positions | undefined, weight: number): Positions => positions?.map(p => toPosition(placeOf(p), weight)) ?? null;

function setWeight(vector: TsVector, letter: string): TsVector {
  const weight = weightNumber(letter, false);
  return new TsVector(
    vector.lexemes,
    vector.positions.map(p => reweighted(p, weight)),
  );
}

function setWeightOf(vector: TsVector, letter: string, lexemes: ArrayValue): TsVector {
  const weight = weightNumber(letter, true);
  const positions = [...vector.positions];
  for (const lexeme of lexemes.values as readonly (string | null)[]) {
    // Unlike ts_delete, it takes nulls for no lexeme.
    if (lexeme === null) continue;
    const at = lowerBound(vector.lexemes, lexeme);
    if (vector.lexemes[at] === lexeme) positions[at] = reweighted(positions[at], weight);
  }
  return new TsVector(vector.lexemes, positions);
}

function without(vector: TsVector, lexemes: readonly string[]): TsVector {
  const gone = new Set(lexemes);
  const kept = vector.lexemes.map((lexeme, i) => ({ lexeme, positions: vector.positions[i] ?? null })).filter(e => !gone.has(e.lexeme));
  return new TsVector(
    kept.map(e => e.lexeme),
    kept.map(e => e.positions),
  );
}

function filtered(vector: TsVector, weights: ArrayValue): TsVector {
  let mask = 0;
  for (const letter of elements(weights, 'weight')) {
    const weight = letter === '' ? -1 : WEIGHT_LETTERS.indexOf(letter.toUpperCase());
    if (weight < 0) throw new PgError('invalid_parameter_value', `unrecognized weight: "${letter}"`);
    mask |= 1 << weight;
  }
  const lexemes: string[] = [];
  const positions: Positions[] = [];
  vector.lexemes.forEach((lexeme, i) => {
    const fitting = (vector.positions[i] ?? []).filter(p => (mask & (1 << weightOf(p))) !== 0);
    if (fitting.length === 0) return;
    lexemes.push(lexeme);
    positions.push(fitting);
  });
  return new TsVector(lexemes, positions);
}

/** Positions of the second vector count on from the greatest of the first. */
function concatenated(a: TsVector, b: TsVector): TsVector {
  let last = 0;
  for (const positions of a.positions) for (const p of positions ?? []) last = Math.max(last, placeOf(p));
  const joined = (first: Positions, second: Positions): Positions => {
    const list = [...(first ?? [])];
    for (const p of second ?? []) {
      if (list.length >= POSITIONS_PER_LEXEME || (list.length > 0 && placeOf(list.at(-1) as number) === LAST_POSITION)) break;
      list.push(toPosition(Math.min(placeOf(p) + last, LAST_POSITION), weightOf(p)));
    }
    return list.length === 0 ? null : list;
  };
  const lexemes: string[] = [];
  const positions: Positions[] = [];
  let i = 0;
  let k = 0;
  while (i < a.lexemes.length || k < b.lexemes.length) {
    const p = a.lexemes[i];
    const q = b.lexemes[k];
    const order = p === undefined ? 1 : q === undefined ? -1 : compareText(p, q);
    lexemes.push((order <= 0 ? p : q) as string);
    positions.push(joined(order <= 0 ? (a.positions[i] ?? null) : null, order >= 0 ? (b.positions[k] ?? null) : null));
    if (order <= 0) i++;
    if (order >= 0) k++;
  }
  const vector = new TsVector(lexemes, positions);
  checkVectorBytes(vectorDataBytes(vector));
  return vector;
}

function fromArray(array: ArrayValue): TsVector {
  const lexemes = elements(array, 'lexeme');
  if (lexemes.includes('')) throw new PgError('zero_length_character_string', 'lexeme array may not contain empty strings');
  return makeVector(lexemes.map(lexeme => ({ lexeme, positions: null })));
}

const compare = (test: (order: number) => boolean) => (a: TsVector, b: TsVector) => test(compareTsVectors(a, b));

export const vectorFunctions: ScalarFamily = {
  'tsvector_lt(tsvector,tsvector)': compare(o => o < 0),
  'tsvector_le(tsvector,tsvector)': compare(o => o <= 0),
  'tsvector_eq(tsvector,tsvector)': compare(o => o === 0),
  'tsvector_ne(tsvector,tsvector)': compare(o => o !== 0),
  'tsvector_ge(tsvector,tsvector)': compare(o => o >= 0),
  'tsvector_gt(tsvector,tsvector)': compare(o => o > 0),
  'tsvector_cmp(tsvector,tsvector)': (a: TsVector, b: TsVector) => Math.sign(compareTsVectors(a, b)),
  'tsvector_concat(tsvector,tsvector)': concatenated,
  'length(tsvector)': (vector: TsVector) => vector.lexemes.length,
  'strip(tsvector)': (vector: TsVector) =>
    new TsVector(
      vector.lexemes,
      vector.lexemes.map(() => null),
    ),
  'setweight(tsvector,char)': setWeight,
  'setweight(tsvector,char,_text)': setWeightOf,
  'ts_delete(tsvector,text)': (vector: TsVector, lexeme: string) => without(vector, [lexeme]),
  'ts_delete(tsvector,_text)': (vector: TsVector, lexemes: ArrayValue) => without(vector, elements(lexemes, 'lexeme')),
  'ts_filter(tsvector,_char)': filtered,
  'tsvector_to_array(tsvector)': (vector: TsVector) => arrayOf(typeOids.TEXT, vector.lexemes),
  'array_to_tsvector(_text)': fromArray,
};

function* unnested(vector: TsVector): Iterable<Datum> {
  for (let i = 0; i < vector.lexemes.length; i++) {
    const positions = vector.positions[i] ?? null;
    const record: RecordValue = {
      kind: 'record',
      typeId: typeOids.RECORD,
      fieldTypes: [typeOids.TEXT, typeOids.INT2_ARRAY, typeOids.TEXT_ARRAY],
      fieldNames: ['lexeme', 'positions', 'weights'],
      values: [
        vector.lexemes[i] as string,
        positions === null ? null : arrayOf(typeOids.INT2, positions.map(placeOf)),
        positions === null
          ? null
          : arrayOf(
              typeOids.TEXT,
              positions.map(p => WEIGHT_LETTERS[weightOf(p)] as string),
            ),
      ],
    };
    yield record;
  }
}

export const vectorSets: SetFamily = { 'unnest(tsvector)': unnested };
