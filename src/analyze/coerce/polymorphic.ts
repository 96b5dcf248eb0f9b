/**
 * Polymorphic pseudo-types (PostgreSQL chapter 38.2.5): whether actual argument types fit `anyelement`, `anycompatible` and their
 * families, and which types the declared ones then stand for.
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { CatalogReader } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { fail } from '../fail.js';
import { formatType } from '../types/type-display.js';
import {
  arrayTypeOf,
  baseElementType,
  baseType,
  elementType,
  isPolymorphic,
  isPolymorphicFamily1,
  isPolymorphicFamily2,
  multirangeOfRange,
  rangeOfMultirange,
  rangeSubtype,
  typeInfo,
} from '../types/type-facts.js';
import { commonTypeOfOids } from './common-type-of-oids.js';
import { canCoerceOne, IMPLICIT } from './pathway.js';

const NONE = INVALID_OID;

/** Thrown and caught inside: the match fails; `report` has the message for enforcement. */
interface Mismatch {
  readonly message: string;
  readonly detail?: string;
}

/** What the polymorphic parameters of one call have been found to be. */
interface Solution {
  element: Oid;
  array: Oid;
  range: Oid;
  multirange: Oid;
  compatible: Oid;
  compatibleArray: Oid;
  compatibleRange: Oid;
  compatibleMultirange: Oid;
  family1Count: number;
  family2Count: number;
  hasUnknown: boolean;
}

/** Solves for the families; returns why it cannot. */
function solve(catalog: CatalogReader, actual: readonly Oid[], declared: readonly Oid[], solution: Solution): Mismatch | undefined {
  let hasNonArray = false;
  let hasEnum = false;
  let hasCompatibleNonArray = false;
  const compatibles: Oid[] = [];
  let compatibleRangeSubtype = NONE;
  const alike = (name: string, one: Oid, other: Oid): Mismatch => ({
    message: `arguments declared "${name}" are not all alike`,
    detail: `${formatType(catalog, one)} versus ${formatType(catalog, other)}`,
  });
  for (let i = 0; i < actual.length; i++) {
    const want = declared[i]!;
    if (!isPolymorphic(want)) continue;
    if (isPolymorphicFamily1(want)) solution.family1Count++;
    else solution.family2Count++;
    if (want === T.ANYNONARRAY) hasNonArray = true;
    else if (want === T.ANYENUM) hasEnum = true;
    else if (want === T.ANYCOMPATIBLENONARRAY) hasCompatibleNonArray = true;
    let have = actual[i]!;
    if (have === T.UNKNOWN) {
      solution.hasUnknown = true;
      continue;
    }
    switch (want as number) {
      case T.ANYELEMENT:
      case T.ANYNONARRAY:
      case T.ANYENUM:
        if (solution.element !== NONE && have !== solution.element) return alike('anyelement', solution.element, have);
        solution.element = have;
        break;
      case T.ANYARRAY:
        have = baseType(catalog, have);
        if (solution.array !== NONE && have !== solution.array) return alike('anyarray', solution.array, have);
        solution.array = have;
        break;
      case T.ANYRANGE:
        have = baseType(catalog, have);
        if (solution.range !== NONE && have !== solution.range) return alike('anyrange', solution.range, have);
        solution.range = have;
        break;
      case T.ANYMULTIRANGE:
        have = baseType(catalog, have);
        if (solution.multirange !== NONE && have !== solution.multirange) return alike('anymultirange', solution.multirange, have);
        solution.multirange = have;
        break;
      case T.ANYCOMPATIBLE:
      case T.ANYCOMPATIBLENONARRAY:
        compatibles.push(have);
        break;
      case T.ANYCOMPATIBLEARRAY: {
        have = baseType(catalog, have);
        const element = elementType(catalog, have);
        if (element === NONE) return { message: `argument declared anycompatiblearray is not an array but type ${formatType(catalog, have)}` };
        compatibles.push(element);
        break;
      }
      case T.ANYCOMPATIBLERANGE: {
        have = baseType(catalog, have);
        if (solution.compatibleRange !== NONE && solution.compatibleRange !== have) {
          return alike('anycompatiblerange', solution.compatibleRange, have);
        }
        const subtype = typeInfo(catalog, have).kind === 'r' ? rangeSubtype(catalog, have) : NONE;
        if (subtype === NONE) {
          return { message: `argument declared anycompatiblerange is not a range type but type ${formatType(catalog, have)}` };
        }
        if (solution.compatibleRange === NONE) compatibles.push(subtype);
        solution.compatibleRange = have;
        compatibleRangeSubtype = subtype;
        break;
      }
      default: {
        have = baseType(catalog, have);
        if (solution.compatibleMultirange !== NONE && solution.compatibleMultirange !== have) {
          return alike('anycompatiblemultirange', solution.compatibleMultirange, have);
        }
        const range = rangeOfMultirange(catalog, have);
        if (range === NONE) {
          return { message: `argument declared anycompatiblemultirange is not a multirange type but type ${formatType(catalog, have)}` };
        }
        solution.compatibleMultirange = have;
        if (solution.compatibleRange === NONE) {
          solution.compatibleRange = range;
          compatibleRangeSubtype = rangeSubtype(catalog, range);
          compatibles.push(compatibleRangeSubtype);
        } else if (solution.compatibleRange !== range) {
          return inconsistent(catalog, 'anycompatiblemultirange', have, 'anycompatiblerange', solution.compatibleRange);
        }
      }
    }
  }
  const first = solveFamily1(catalog, solution, hasNonArray, hasEnum);
  if (first !== undefined) return first;
  if (compatibles.length === 0) return undefined;
  const common = commonTypeOfOids(catalog, compatibles);
  if (common.mismatch >= 0 || !compatibles.every(type => canCoerceOne(catalog, type, common.type, IMPLICIT))) {
    return { message: 'arguments of anycompatible family cannot be cast to a common type' };
  }
  solution.compatible = common.type;
  if (hasCompatibleNonArray && baseElementType(catalog, common.type) !== NONE) {
    return { message: `type matched to anycompatiblenonarray is an array type: ${formatType(catalog, common.type)}` };
  }
  if (solution.compatibleRange !== NONE && compatibleRangeSubtype !== common.type) {
    return {
      message: `anycompatiblerange type ${formatType(catalog, solution.compatibleRange)} does not match anycompatible type ${formatType(catalog, common.type)}`,
    };
  }
  return undefined;
}

function inconsistent(catalog: CatalogReader, one: string, oneType: Oid, other: string, otherType: Oid): Mismatch {
  return {
    message: `argument declared ${one} is not consistent with argument declared ${other}`,
    detail: `${formatType(catalog, oneType)} versus ${formatType(catalog, otherType)}`,
  };
}

function solveFamily1(catalog: CatalogReader, solution: Solution, hasNonArray: boolean, hasEnum: boolean): Mismatch | undefined {
  if (solution.array !== NONE && solution.array !== T.ANYARRAY) {
    const element = elementType(catalog, solution.array);
    if (element === NONE) return { message: `argument declared anyarray is not an array but type ${formatType(catalog, solution.array)}` };
    if (solution.element !== NONE && solution.element !== element) {
      return inconsistent(catalog, 'anyarray', solution.array, 'anyelement', solution.element);
    }
    solution.element = element;
  } else if (solution.array === T.ANYARRAY && solution.family1Count > 1) {
    // The statistics views have columns of type anyarray; nothing is known of their elements.
    return { message: 'cannot determine element type of "anyarray" argument' };
  }
  if (solution.multirange !== NONE) {
    const range = rangeOfMultirange(catalog, solution.multirange);
    if (range === NONE) {
      return { message: `argument declared anymultirange is not a multirange type but type ${formatType(catalog, solution.multirange)}` };
    }
    if (solution.range !== NONE && solution.range !== range) {
      return inconsistent(catalog, 'anymultirange', solution.multirange, 'anyrange', solution.range);
    }
    solution.range = range;
  }
  if (solution.range !== NONE) {
    const subtype = typeInfo(catalog, solution.range).kind === 'r' ? rangeSubtype(catalog, solution.range) : NONE;
    if (subtype === NONE) return { message: `argument declared anyrange is not a range type but type ${formatType(catalog, solution.range)}` };
    if (solution.element !== NONE && solution.element !== subtype) {
      return inconsistent(catalog, 'anyrange', solution.range, 'anyelement', solution.element);
    }
    solution.element = subtype;
  }
  if (solution.element === NONE) return hasEnum ? { message: 'type matched to anyenum is not an enum type: unknown' } : undefined;
  if (hasNonArray && baseElementType(catalog, solution.element) !== NONE) {
    return { message: `type matched to anynonarray is an array type: ${formatType(catalog, solution.element)}` };
  }
  if (hasEnum && typeInfo(catalog, solution.element).kind !== 'e') {
    return { message: `type matched to anyenum is not an enum type: ${formatType(catalog, solution.element)}` };
  }
  return undefined;
}

function newSolution(): Solution {
  return {
    element: NONE,
    array: NONE,
    range: NONE,
    multirange: NONE,
    compatible: NONE,
    compatibleArray: NONE,
    compatibleRange: NONE,
    compatibleMultirange: NONE,
    family1Count: 0,
    family2Count: 0,
    hasUnknown: false,
  };
}

/** Do the actual types fit the polymorphic parameters among the declared ones? */
export function matchesPolymorphic(catalog: CatalogReader, actual: readonly Oid[], declared: readonly Oid[]): boolean {
  return solve(catalog, actual, declared, newSolution()) === undefined;
}

/**
 * Replaces polymorphic parameter types in `declared` where a coercion is needed (unknown inputs, the anycompatible family) and returns
 * the result type for declared result `result`. Throws PostgreSQL's errors.
 */
export function resolvePolymorphic(catalog: CatalogReader, actual: readonly Oid[], declared: Oid[], result: Oid): Oid {
  let isAny = false;
  for (let i = 0; i < actual.length; i++) {
    if (isPolymorphic(declared[i]!)) isAny = true;
  }
  if (!isAny) return result;
  const solution = newSolution();
  const mismatch = solve(catalog, actual, declared, solution);
  if (mismatch !== undefined) {
    fail('datatype_mismatch', mismatch.message, -1, mismatch.detail === undefined ? undefined : { detail: mismatch.detail });
  }
  if (solution.family1Count > 0 && solution.element === NONE && solution.array !== T.ANYARRAY) {
    fail('datatype_mismatch', 'could not determine polymorphic type because input has type unknown');
  }
  if (solution.array === T.ANYARRAY && result !== T.ANYARRAY && isPolymorphicFamily1(result)) {
    fail('datatype_mismatch', 'cannot determine element type of "anyarray" argument');
  }
  if (solution.family2Count > 0) completeFamily2(solution, declared);
  for (let i = 0; i < actual.length; i++) {
    const want = declared[i]!;
    if (isPolymorphicFamily2(want)) declared[i] = standsFor(catalog, solution, want);
    else if (actual[i] === T.UNKNOWN && isPolymorphicFamily1(want)) declared[i] = standsFor(catalog, solution, want);
  }
  return isPolymorphic(result) ? standsFor(catalog, solution, result) : result;
}

/** All inputs of the family unknown: text, as for UNION; a range cannot be guessed. */
function completeFamily2(solution: Solution, declared: readonly Oid[]): void {
  if (solution.compatible !== NONE) return;
  if (declared.includes(T.ANYCOMPATIBLERANGE)) {
    fail('datatype_mismatch', 'could not determine polymorphic type anycompatiblerange because input has type unknown');
  }
  if (declared.includes(T.ANYCOMPATIBLEMULTIRANGE)) {
    fail('datatype_mismatch', 'could not determine polymorphic type anycompatiblemultirange because input has type unknown');
  }
  solution.compatible = T.TEXT;
}

function arrayOver(catalog: CatalogReader, element: Oid): Oid {
  const array = arrayTypeOf(catalog, element);
  if (array === NONE) fail('undefined_object', `could not find array type for data type ${formatType(catalog, element)}`);
  return array;
}

/** The actual type that a polymorphic type stands for under a solution. */
function standsFor(catalog: CatalogReader, solution: Solution, type: Oid): Oid {
  const undetermined = (name: string): never => fail('datatype_mismatch', `could not determine polymorphic type ${name} because input has type unknown`);
  switch (type as number) {
    case T.ANYELEMENT:
    case T.ANYNONARRAY:
    case T.ANYENUM:
      return solution.element;
    case T.ANYARRAY:
      return solution.array !== NONE ? solution.array : arrayOver(catalog, solution.element);
    case T.ANYRANGE:
      return solution.range !== NONE ? solution.range : undetermined('anyrange');
    case T.ANYMULTIRANGE:
      if (solution.multirange !== NONE) return solution.multirange;
      return solution.range !== NONE ? multirangeOfRange(catalog, solution.range) : undetermined('anymultirange');
    case T.ANYCOMPATIBLE:
    case T.ANYCOMPATIBLENONARRAY:
      return solution.compatible;
    case T.ANYCOMPATIBLEARRAY:
      return arrayOver(catalog, solution.compatible);
    case T.ANYCOMPATIBLERANGE:
      return solution.compatibleRange !== NONE ? solution.compatibleRange : undetermined('anycompatiblerange');
    default:
      if (solution.compatibleMultirange !== NONE) return solution.compatibleMultirange;
      return solution.compatibleRange !== NONE ? multirangeOfRange(catalog, solution.compatibleRange) : undetermined('anycompatiblemultirange');
  }
}
