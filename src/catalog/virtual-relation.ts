/** Port: relations whose rows are computed from the running system (pg_settings, pg_stat_activity, pg_locks …). */
import type { Datum } from '../types/index.js';

export interface VirtualRelation {
  readonly name: string;
  /** Rows in column order. */
  rows(): Iterable<readonly Datum[]>;
}
