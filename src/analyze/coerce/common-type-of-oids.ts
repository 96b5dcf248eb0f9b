/** The common type of a list of types (PostgreSQL chapter 10.5), without expressions to point at. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { CatalogReader } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { baseType, typeInfo } from '../types/type-facts.js';
import { canCoerceOne, IMPLICIT } from './pathway.js';

/** Index of the last input whose category does not fit, by `mismatch`. */
export interface CommonType {
  readonly type: Oid;
  /** Index of the input that could not be matched, -1 when all fit. */
  readonly mismatch: number;
  /** Type chosen before the mismatch. */
  readonly before: Oid;
}

export function commonTypeOfOids(catalog: CatalogReader, types: readonly Oid[]): CommonType {
  let chosen = types[0]!;
  if (chosen !== T.UNKNOWN) {
    let i = 1;
    while (i < types.length && types[i] === chosen) i++;
    if (i === types.length) return { type: chosen, mismatch: -1, before: chosen };
  }
  chosen = baseType(catalog, chosen);
  let info = typeInfo(catalog, chosen);
  for (let i = 1; i < types.length; i++) {
    const next = baseType(catalog, types[i]!);
    if (next === T.UNKNOWN || next === chosen) continue;
    const nextInfo = typeInfo(catalog, next);
    if (chosen === T.UNKNOWN) {
      chosen = next;
      info = nextInfo;
    } else if (nextInfo.category !== info.category) {
      return { type: INVALID_OID, mismatch: i, before: chosen };
    } else if (!info.isPreferred && canCoerceOne(catalog, chosen, next, IMPLICIT) && !canCoerceOne(catalog, next, chosen, IMPLICIT)) {
      chosen = next;
      info = nextInfo;
    }
  }
  return { type: chosen === T.UNKNOWN ? T.TEXT : chosen, mismatch: -1, before: chosen };
}
