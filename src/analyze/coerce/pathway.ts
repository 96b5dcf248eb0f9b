/**
 * Which conversion leads from one type to another in a context (PostgreSQL chapter 10, "Value Storage" and "Function Type Resolution";
 * find_coercion_pathway and can_coerce_type).
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { CatalogReader } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { baseType, category, elementType, isComposite, isPolymorphic } from '../types/type-facts.js';
import { matchesPolymorphic } from './polymorphic.js';

/** How eager a coercion may be; a higher context allows all that a lower one does. */
export type CoercionContext = 0 | 1 | 2 | 3;
export const IMPLICIT = 0;
export const ASSIGNMENT = 1;
/** Assignments of plpgsql: any conversion through text. */
export const PLPGSQL = 2;
export const EXPLICIT = 3;

export interface Pathway {
  readonly method: 'function' | 'relabel' | 'array' | 'io';
  readonly functionId: Oid;
}

const RELABEL: Pathway = { method: 'relabel', functionId: INVALID_OID };
const ARRAY: Pathway = { method: 'array', functionId: INVALID_OID };
const THROUGH_IO: Pathway = { method: 'io', functionId: INVALID_OID };
const CONTEXT_OF = { i: IMPLICIT, a: ASSIGNMENT, e: EXPLICIT } as const;

export function findPathway(catalog: CatalogReader, target: Oid, source: Oid, context: CoercionContext): Pathway | undefined {
  source = baseType(catalog, source);
  target = baseType(catalog, target);
  if (source === target) return RELABEL;
  const cast = catalog.cast(source, target);
  if (cast !== undefined) {
    if (context < CONTEXT_OF[cast.context]) return undefined;
    if (cast.method === 'b') return RELABEL;
    if (cast.method === 'i') return THROUGH_IO;
    return { method: 'function', functionId: cast.functionId };
  }
  if (target !== T.OIDVECTOR && target !== T.INT2VECTOR) {
    const targetElement = elementType(catalog, target);
    if (targetElement !== INVALID_OID) {
      const sourceElement = elementType(catalog, source);
      if (sourceElement !== INVALID_OID && findPathway(catalog, targetElement, sourceElement, context) !== undefined) return ARRAY;
    }
  }
  if (context >= ASSIGNMENT && category(catalog, target) === 'S') return THROUGH_IO;
  if (context >= EXPLICIT && category(catalog, source) === 'S') return THROUGH_IO;
  if (context === PLPGSQL) return THROUGH_IO;
  return undefined;
}

/** Coercion that changes nothing in the value: same type, a domain's base type, or a binary-compatible cast that is implicit. */
export function isBinaryCoercible(catalog: CatalogReader, source: Oid, target: Oid): boolean {
  if (source === target || target === T.ANY || target === T.ANYELEMENT || target === T.ANYCOMPATIBLE) return true;
  source = baseType(catalog, source);
  if (source === target) return true;
  if ((target === T.ANYARRAY || target === T.ANYCOMPATIBLEARRAY) && elementType(catalog, source) !== INVALID_OID) return true;
  if ((target === T.ANYNONARRAY || target === T.ANYCOMPATIBLENONARRAY) && elementType(catalog, source) === INVALID_OID) return true;
  const kind = catalog.typeById(source)?.kind;
  if (target === T.ANYENUM && kind === 'e') return true;
  if ((target === T.ANYRANGE || target === T.ANYCOMPATIBLERANGE) && kind === 'r') return true;
  if ((target === T.ANYMULTIRANGE || target === T.ANYCOMPATIBLEMULTIRANGE) && kind === 'm') return true;
  if (target === T.RECORD && isComposite(catalog, source)) return true;
  const cast = catalog.cast(source, target);
  return cast !== undefined && cast.method === 'b' && cast.context === 'i';
}

function isCompositeArray(catalog: CatalogReader, id: Oid): boolean {
  const element = elementType(catalog, id);
  return element !== INVALID_OID && isComposite(catalog, element);
}

/** One non-polymorphic pair of types. */
export function canCoerceOne(catalog: CatalogReader, input: Oid, target: Oid, context: CoercionContext): boolean {
  if (input === target || target === T.ANY || input === T.UNKNOWN) return true;
  if (findPathway(catalog, target, input, context) !== undefined) return true;
  if (input === T.RECORD && isComposite(catalog, target)) return true;
  if (target === T.RECORD && isComposite(catalog, input)) return true;
  return target === T.RECORD_ARRAY && isCompositeArray(catalog, input);
}

/** Can all inputs be coerced to the declared types, polymorphic ones included? */
export function canCoerce(catalog: CatalogReader, inputs: readonly Oid[], targets: readonly Oid[], context: CoercionContext): boolean {
  let hasPolymorphic = false;
  for (let i = 0; i < inputs.length; i++) {
    const target = targets[i]!;
    if (inputs[i] === target || target === T.ANY) continue;
    if (isPolymorphic(target)) {
      hasPolymorphic = true;
      continue;
    }
    if (!canCoerceOne(catalog, inputs[i]!, target, context)) return false;
  }
  return !hasPolymorphic || matchesPolymorphic(catalog, inputs, targets);
}
