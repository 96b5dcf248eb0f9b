/** TABLESAMPLE (PostgreSQL chapter 70): whether a row (bernoulli) or a page (system) is taken depends on a hash of its place and the seed. */
import type { RowRef } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { combineHash, hashInteger, mix32, type Datum } from '../../types/index.js';

export class Sample {
  private readonly cutoff: number;
  constructor(
    percent: Datum,
    private readonly seed: number,
  ) {
    if (percent === null) throw new PgError('invalid_tablesample_argument', 'TABLESAMPLE parameter cannot be null');
    const share = percent as number;
    if (!(share >= 0 && share <= 100)) throw new PgError('invalid_tablesample_argument', 'sample percentage must be between 0 and 100');
    this.cutoff = Math.round((share / 100) * 4294967296);
  }
  takesRow(ref: RowRef): boolean {
    return mix32(combineHash(this.seed, hashInteger(ref))) >>> 0 < this.cutoff;
  }
  takesPage(page: number): boolean {
    return mix32(combineHash(this.seed, hashInteger(page))) >>> 0 < this.cutoff;
  }
}

/** Seed from REPEATABLE's argument, or a random one. */
export function sampleSeed(repeatable: Datum | undefined, random: () => number): number {
  if (repeatable === null) throw new PgError('invalid_tablesample_repeat', 'TABLESAMPLE REPEATABLE parameter cannot be null');
  return repeatable === undefined ? Math.floor(random() * 4294967296) | 0 : hashInteger(Math.round((repeatable as number) * 1000003));
}
