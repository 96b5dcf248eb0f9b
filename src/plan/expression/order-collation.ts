/** Collations as far as they matter for order: all that order by bytes are one. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { CONFLICT_COLLATION } from '../../catalog/index.js';
import type { PlannerEnv } from '../context.js';

/** 0 for byte order, else the collation of ICU, or `CONFLICT_COLLATION`. */
export function orderCollation(env: Pick<PlannerEnv, 'catalog'>, collation: Oid | undefined): Oid {
  if (collation === undefined || collation === INVALID_OID) return INVALID_OID;
  if (collation === CONFLICT_COLLATION) return collation;
  return (env.catalog.icuLocale?.(collation) ?? null) === null ? INVALID_OID : collation;
}

/** Values of the two collations sort alike. */
export function sortsAlike(env: Pick<PlannerEnv, 'catalog'>, a: Oid | undefined, b: Oid | undefined): boolean {
  return a === b || orderCollation(env, a) === orderCollation(env, b);
}
