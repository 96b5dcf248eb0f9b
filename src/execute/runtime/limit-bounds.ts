/** LIMIT and OFFSET values (PostgreSQL chapter 7.6). */
import { PgError } from '../../errors/index.js';
import type { Lowered } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';

export interface LimitBounds {
  readonly limit: number;
  readonly offset: number;
}

export function limitBounds(limit: Lowered | null, offset: Lowered | null, evaluate: (e: Lowered) => Datum): LimitBounds {
  const skip = offset === null ? null : evaluate(offset);
  if (skip !== null && (skip as number) < 0) throw new PgError('invalid_row_count_in_result_offset_clause', 'OFFSET must not be negative');
  const count = limit === null ? null : evaluate(limit);
  if (count !== null && (count as number) < 0) throw new PgError('invalid_row_count_in_limit_clause', 'LIMIT must not be negative');
  return { limit: count === null ? Infinity : Number(count), offset: skip === null ? 0 : Number(skip) };
}
