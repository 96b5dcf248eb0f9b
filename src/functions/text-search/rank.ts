/**
 * Ranking (PostgreSQL chapter 12.3.3): ts_rank by how often and how near to each other lexemes are, ts_rank_cd by cover density (Clarke, Cormack, Tudhope: Relevance
 * Ranking for One to Three Term Queries, 1999). Sums are rounded to float4 where PostgreSQL's are.
 */
import { PgError } from '../../errors/index.js';
import { compareText, LAST_POSITION, placeOf, weightOf, type ArrayValue, type TsNode, type TsOperand, type TsQuery, type TsVector } from '../../types/index.js';
import type { ScalarFamily } from '../function-impl.js';
import { lowerBound, matchTree, type PhrasePlaces, type Ternary } from './match.js';
import { partitionSort } from './partition-sort.js';

/** Of D, C, B and A. */
const DEFAULT_WEIGHTS: readonly number[] = [0.1, 0.2, 0.4, 1].map(Math.fround);

const BY_LOG_LENGTH = 1;
const BY_LENGTH = 2;
const BY_EXTENT_DISTANCE = 4;
const BY_LEXEMES = 8;
const BY_LOG_LEXEMES = 16;
const BY_ITSELF = 32;

const f32 = Math.fround;

/** @throws 2202E, 22004, 22023 */
function weightsOf(array: ArrayValue): readonly number[] {
  if (array.dims.length !== 1) throw new PgError('array_subscript_error', 'array of weight must be one-dimensional');
  if (array.values.length < DEFAULT_WEIGHTS.length) throw new PgError('array_subscript_error', 'array of weight is too short');
  if (array.values.includes(null)) throw new PgError('null_value_not_allowed', 'array of weight must not contain nulls');
  return DEFAULT_WEIGHTS.map((weight, i) => {
    const given = array.values[i] as number;
    const used = given >= 0 ? given : weight;
    if (used > 1) throw new PgError('invalid_parameter_value', 'weight out of range');
    return used;
  });
}

/** Places of all lexemes. */
function documentLength(vector: TsVector): number {
  let length = 0;
  for (const positions of vector.positions) length += positions?.length ?? 1;
  return length;
}

function operandsOf(node: TsNode | null, into: TsOperand[] = []): TsOperand[] {
  if (node === null) return into;
  if (node.kind === 'operand') into.push(node);
  else if (node.kind === 'not') operandsOf(node.arg, into);
  else operandsOf(node.left, operandsOf(node.right, into));
  return into;
}

/** Each lexeme of a query once, in order. Of operands with one lexeme the first that comes out of PostgreSQL's sort stays. */
function distinctOperands(query: TsQuery): TsOperand[] {
  const sorted = partitionSort(operandsOf(query.root), (a, b) => compareText(a.lexeme, b.lexeme));
  return sorted.filter((operand, i) => i === 0 || operand.lexeme !== (sorted[i - 1] as TsOperand).lexeme);
}

/** First and past the last of the lexemes that an operand finds. */
function found(vector: TsVector, operand: TsOperand): readonly [number, number] {
  const { lexemes } = vector;
  const first = lowerBound(lexemes, operand.lexeme);
  let end = first;
  if (operand.isPrefix) while (end < lexemes.length && (lexemes[end] as string).startsWith(operand.lexeme)) end++;
  else if (lexemes[first] === operand.lexeme) end++;
  return [first, end];
}

const nearness = (distance: number): number => (distance > 100 ? f32(1e-30) : f32(1 / (1.005 + 0.05 * Math.exp(f32(distance) / 1.5 - 2))));

/** Stands for the positions of a lexeme that has none. */
const NOWHERE: readonly number[] = [LAST_POSITION];
const SOMEWHERE: readonly number[] = [0];

function rankOfAll(weights: readonly number[], vector: TsVector, query: TsQuery): number {
  const operands = distinctOperands(query);
  if (operands.length < 2) return rankOfAny(weights, vector, query);
  const seen: (readonly number[] | undefined)[] = [];
  let rank = -1;
  for (let i = 0; i < operands.length; i++) {
    const [first, end] = found(vector, operands[i] as TsOperand);
    for (let entry = first; entry < end; entry++) {
      const here = vector.positions[entry] ?? NOWHERE;
      seen[i] = here;
      for (let k = 0; k < i; k++) {
        const there = seen[k];
        if (there === undefined) continue;
        for (const p of here) {
          for (const q of there) {
            let distance = Math.abs(placeOf(p) - placeOf(q));
            if (distance === 0) {
              if (here !== NOWHERE && there !== NOWHERE) continue;
              distance = LAST_POSITION + 1;
            }
            const pair = f32(f32((weights[weightOf(p)] as number) * (weights[weightOf(q)] as number)) * nearness(distance));
            const more = f32(Math.sqrt(pair));
            rank = rank < 0 ? more : f32(1 - (1 - rank) * (1 - more));
          }
        }
      }
    }
  }
  return rank;
}

function rankOfAny(weights: readonly number[], vector: TsVector, query: TsQuery): number {
  const operands = distinctOperands(query);
  let rank = 0;
  for (const operand of operands) {
    const [first, end] = found(vector, operand);
    for (let entry = first; entry < end; entry++) {
      const positions = vector.positions[entry] ?? SOMEWHERE;
      let sum = 0;
      let greatest = -1;
      let at = 0;
      for (let j = 0; j < positions.length; j++) {
        const weight = weights[weightOf(positions[j] as number)] as number;
        sum = f32(sum + f32(weight / ((j + 1) * (j + 1))));
        if (weight > greatest) {
          greatest = weight;
          at = j;
        }
      }
      // The sum of the inverse squares, to which many places of one lexeme tend.
      rank = f32(rank + f32(f32(greatest + sum) - f32(greatest / ((at + 1) * (at + 1)))) / 1.64493406685);
    }
  }
  return operands.length > 0 ? f32(rank / operands.length) : rank;
}

function rank(weights: readonly number[], vector: TsVector, query: TsQuery, method: number): number {
  const { root } = query;
  if (root === null || vector.lexemes.length === 0) return 0;
  let result = root.kind === 'and' || root.kind === 'phrase' ? rankOfAll(weights, vector, query) : rankOfAny(weights, vector, query);
  if (result < 0) result = f32(1e-20);
  const lexemes = vector.lexemes.length;
  if ((method & BY_LOG_LENGTH) !== 0) result = f32(result / (Math.log(documentLength(vector) + 1) / Math.log(2)));
  if ((method & BY_LENGTH) !== 0) result = f32(result / documentLength(vector));
  if ((method & BY_LEXEMES) !== 0) result = f32(result / lexemes);
  if ((method & BY_LOG_LEXEMES) !== 0) result = f32(result / (Math.log(lexemes + 1) / Math.log(2)));
  if ((method & BY_ITSELF) !== 0) result = f32(result / f32(result + 1));
  return result;
}

// --- cover density ---

/** A place of the document with the operands that are found there. */
interface Hit {
  readonly position: number;
  readonly entry: number;
  readonly operands: TsOperand[];
}

function hitsOf(vector: TsVector, query: TsQuery): Hit[] {
  const hits: Hit[] = [];
  for (const operand of operandsOf(query.root)) {
    const [first, end] = found(vector, operand);
    for (let entry = first; entry < end; entry++) {
      for (const position of vector.positions[entry] ?? []) {
        if (operand.weights === 0 || (operand.weights & (1 << weightOf(position))) !== 0) hits.push({ position, entry, operands: [operand] });
      }
    }
  }
  hits.sort((a, b) => placeOf(a.position) - placeOf(b.position) || weightOf(a.position) - weightOf(b.position) || a.entry - b.entry);
  const joined: Hit[] = [];
  for (const hit of hits) {
    const last = joined.at(-1);
    if (last !== undefined && last.position === hit.position && last.entry === hit.entry) last.operands.push(...hit.operands);
    else joined.push(hit);
  }
  return joined;
}

/** The shortest stretches of the document that match the query, from left to right. */
class Covers {
  private from = 0;
  private places = new Map<TsOperand, number[]>();
  begin = 0;
  end = 0;
  /** Places in the document. */
  first = 0;
  last = 0;

  constructor(
    private readonly hits: readonly Hit[],
    private readonly root: TsNode,
  ) {}

  private add(hit: Hit): void {
    for (const operand of hit.operands) {
      const list = this.places.get(operand);
      if (list === undefined) this.places.set(operand, [placeOf(hit.position)]);
      else if (list.at(-1) !== placeOf(hit.position)) list.push(placeOf(hit.position));
    }
  }

  private matches(isReversed: boolean): boolean {
    const test = (operand: TsOperand, out: PhrasePlaces | null): Ternary => {
      const list = this.places.get(operand);
      if (list === undefined) return 0;
      if (out !== null) out.places = isReversed ? [...list].reverse() : list;
      return 1;
    };
    return matchTree(this.root, test) !== 0;
  }

  next(): boolean {
    const { hits } = this;
    for (; ; this.from++) {
      this.places = new Map();
      let last = -1;
      for (let i = this.from; i < hits.length; i++) {
        this.add(hits[i] as Hit);
        if (this.matches(false)) {
          last = i;
          break;
        }
      }
      if (last < 0 || placeOf((hits[last] as Hit).position) === 0) return false;
      this.end = last;
      this.last = placeOf((hits[last] as Hit).position);
      this.places = new Map();
      for (let i = last; i >= this.from; i--) {
        this.add(hits[i] as Hit);
        if (!this.matches(true)) continue;
        this.begin = i;
        this.first = placeOf((hits[i] as Hit).position);
        this.from = i + 1;
        return true;
      }
    }
  }
}

function rankByCovers(weights: readonly number[], vector: TsVector, query: TsQuery, method: number): number {
  const { root } = query;
  if (root === null) return 0;
  const hits = hitsOf(vector, query);
  if (hits.length === 0) return 0;
  const covers = new Covers(hits, root);
  const inverse = weights.map(weight => 1 / weight);
  let result = 0;
  let extents = 0;
  let distances = 0;
  let previous = 0;
  while (covers.next()) {
    let sum = 0;
    for (let i = covers.begin; i <= covers.end; i++) sum += inverse[weightOf((hits[i] as Hit).position)] as number;
    const words = covers.end - covers.begin;
    let noise = covers.last - covers.first - words;
    if (noise < 0) noise = Math.trunc(words / 2);
    result += (words + 1) / sum / (1 + noise);
    const middle = (covers.last + covers.first) / 2;
    if (extents > 0 && middle > previous) distances += 1 / (middle - previous);
    previous = middle;
    extents++;
  }
  const lexemes = vector.lexemes.length;
  if ((method & BY_LOG_LENGTH) !== 0) result /= Math.log(documentLength(vector) + 1);
  if ((method & BY_LENGTH) !== 0) result /= documentLength(vector);
  if ((method & BY_EXTENT_DISTANCE) !== 0 && extents > 0 && distances > 0) result /= extents / distances;
  if ((method & BY_LEXEMES) !== 0) result /= lexemes;
  if ((method & BY_LOG_LEXEMES) !== 0) result /= Math.log(lexemes + 1) / Math.log(2);
  if ((method & BY_ITSELF) !== 0) result /= result + 1;
  return f32(result);
}

export const rankFunctions: ScalarFamily = {
  'ts_rank(_float4,tsvector,tsquery,int4)': (weights: ArrayValue, vector: TsVector, query: TsQuery, method: number) =>
    rank(weightsOf(weights), vector, query, method),
  'ts_rank(_float4,tsvector,tsquery)': (weights: ArrayValue, vector: TsVector, query: TsQuery) => rank(weightsOf(weights), vector, query, 0),
  'ts_rank(tsvector,tsquery,int4)': (vector: TsVector, query: TsQuery, method: number) => rank(DEFAULT_WEIGHTS, vector, query, method),
  'ts_rank(tsvector,tsquery)': (vector: TsVector, query: TsQuery) => rank(DEFAULT_WEIGHTS, vector, query, 0),
  'ts_rank_cd(_float4,tsvector,tsquery,int4)': (weights: ArrayValue, vector: TsVector, query: TsQuery, method: number) =>
    rankByCovers(weightsOf(weights), vector, query, method),
  'ts_rank_cd(_float4,tsvector,tsquery)': (weights: ArrayValue, vector: TsVector, query: TsQuery) => rankByCovers(weightsOf(weights), vector, query, 0),
  'ts_rank_cd(tsvector,tsquery,int4)': (vector: TsVector, query: TsQuery, method: number) => rankByCovers(DEFAULT_WEIGHTS, vector, query, method),
  'ts_rank_cd(tsvector,tsquery)': (vector: TsVector, query: TsQuery) => rankByCovers(DEFAULT_WEIGHTS, vector, query, 0),
};
