/**
 * A scan's stored-byte conditions over a whole page: each is one tight loop that thins out a list of positions. No call per row for the plain
 * comparisons of 4- and 8-byte numbers; the other predicates are called in the loop.
 */
import type { ColumnSlot } from '../../access/index.js';
import type { ChunkViews } from '../../storage/index.js';
import { HAS_NULLS } from '../../txn/index.js';
import type { DirectOp } from '../runtime/expression/compare-calls.js';
import type { StoredPredicate } from './stored-predicate.js';

/** Keeps the positions whose row passes, at the front of `positions`; returns how many. */
export type PageFilter = (views: ChunkViews, words: Int32Array, positions: Uint16Array, count: number) => number;

export function pageFilterOf(predicate: StoredPredicate): PageFilter {
  return (views, words, positions, count) => {
    let n = 0;
    for (let i = 0; i < count; i++) {
      const at = positions[i];
      if (predicate(views, words[at])) positions[n++] = at;
    }
    return n;
  };
}

export function int4PageFilter(op: DirectOp, slot: ColumnSlot, c: number): PageFilter {
  const at = slot.offset >>> 2;
  const { nullWord, nullBit } = slot;
  return (views, words, positions, count) => {
    const { i32, u16 } = views;
    let n = 0;
    for (let i = 0; i < count; i++) {
      const p = positions[i];
      const w = words[p];
      const v = i32[w + at];
      let keeps: boolean;
      switch (op) {
        case '=':
          keeps = v === c;
          break;
        case '<>':
          keeps = v !== c;
          break;
        case '<':
          keeps = v < c;
          break;
        case '<=':
          keeps = v <= c;
          break;
        case '>':
          keeps = v > c;
          break;
        default:
          keeps = v >= c;
      }
      if (keeps && ((u16[w * 2 + 6] & HAS_NULLS) === 0 || (i32[w + nullWord] & nullBit) === 0)) positions[n++] = p;
    }
    return n;
  };
}

/** float8 and scaled columns: NaN is above every number. */
export function floatPageFilter(op: DirectOp, slot: ColumnSlot, c: number): PageFilter {
  const at = slot.offset >>> 2;
  const { nullWord, nullBit } = slot;
  return (views, words, positions, count) => {
    const { i32, u16, f64 } = views;
    let n = 0;
    for (let i = 0; i < count; i++) {
      const p = positions[i];
      const w = words[p];
      const v = f64[(w + at) >>> 1];
      let keeps: boolean;
      switch (op) {
        case '=':
          keeps = v === c;
          break;
        case '<>':
          keeps = v !== c;
          break;
        case '<':
          keeps = v < c;
          break;
        case '<=':
          keeps = v <= c;
          break;
        case '>':
          keeps = !(v <= c);
          break;
        default:
          keeps = !(v < c);
      }
      if (keeps && ((u16[w * 2 + 6] & HAS_NULLS) === 0 || (i32[w + nullWord] & nullBit) === 0)) positions[n++] = p;
    }
    return n;
  };
}
