/** Operator resolution (PostgreSQL chapter 10.2) and the nodes of operator calls. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { CatalogReader, OperatorDescriptor, TypeOperators } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { resolvePolymorphic } from '../coerce/polymorphic.js';
import { coerceType } from '../coerce/coerce.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { fail, nameText, withLocation } from '../fail.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { arrayTypeOf, baseElementType, baseType, elementType, isPolymorphic, typeCollation } from '../types/type-facts.js';
import { mergeCollation2, mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeOp } from '../typed/nodes.js';
import { matchingCandidates, selectCandidate } from './candidates.js';
import { checkSetCallPlacement } from './set-returning.js';

const FIRST_USER_OID = 16384;

/** Results of resolving built-in types over one overload list; lists are immutable, so a result stays true as long as the list is in use. */
const memo = new WeakMap<readonly OperatorDescriptor[], Map<number, OperatorDescriptor>>();

export function splitName(name: readonly string[]): { schema: string | null; last: string } {
  return name.length === 1 ? { schema: null, last: name[0]! } : { schema: name[name.length - 2]!, last: name[name.length - 1]! };
}

/** Names of the one database there is. */
const OWN_DATABASE: ReadonlySet<string> = new Set(['postgres', 'henrydb']);

function operatorsNamed(catalog: CatalogReader, name: readonly string[], location: number): readonly OperatorDescriptor[] {
  if (name.length === 1) return catalog.operators(null, name[0]!);
  if (name.length > 2 && !OWN_DATABASE.has(name[0]!)) fail('feature_not_supported', `cross-database references are not implemented: ${name.join('.')}`);
  const { schema, last } = splitName(name);
  if (catalog.schemaId(schema!) === undefined) fail('invalid_schema_name', `schema "${schema}" does not exist`, location);
  return catalog.operators(schema, last);
}

function exact(operators: readonly OperatorDescriptor[], left: Oid, right: Oid): OperatorDescriptor | undefined {
  for (let i = 0; i < operators.length; i++) {
    const operator = operators[i]!;
    if (operator.leftType === left && operator.rightType === right) return operator;
  }
  return undefined;
}

function exactBinary(catalog: CatalogReader, operators: readonly OperatorDescriptor[], left: Oid, right: Oid): OperatorDescriptor | undefined {
  let wasUnknown = false;
  if (left === T.UNKNOWN && right !== T.UNKNOWN) {
    left = right;
    wasUnknown = true;
  } else if (right === T.UNKNOWN && left !== T.UNKNOWN) {
    right = left;
    wasUnknown = true;
  }
  const found = exact(operators, left, right);
  if (found !== undefined || !wasUnknown) return found;
  const base = baseType(catalog, left);
  return base === left ? undefined : exact(operators, base, base);
}

/** Resolves among overloads. `left` 0: a prefix operator. 'ambiguous' when several fit equally. */
function resolve(catalog: CatalogReader, operators: readonly OperatorDescriptor[], left: Oid, right: Oid): OperatorDescriptor | 'ambiguous' | undefined {
  const isPrefix = left === INVALID_OID;
  const found = isPrefix ? exact(operators, INVALID_OID, right) : exactBinary(catalog, operators, left, right);
  if (found !== undefined) return found;
  const candidates = operators
    .filter(operator => (operator.leftType === INVALID_OID) === isPrefix)
    .map(operator => ({ operator, types: isPrefix ? [operator.rightType] : [operator.leftType, operator.rightType] }));
  if (candidates.length === 0) return undefined;
  const inputs = isPrefix ? [right] : [left, right];
  const matching = matchingCandidates(catalog, inputs, candidates);
  if (matching.length <= 1) return matching[0]?.operator;
  return selectCandidate(catalog, inputs, matching)?.operator ?? 'ambiguous';
}

/** `integer + text` or `- text`, for messages. */
function signature(catalog: CatalogReader, name: readonly string[], left: Oid, right: Oid): string {
  const prefix = left === INVALID_OID ? '' : `${formatType(catalog, left)} `;
  return `${prefix}${nameText(name)} ${formatType(catalog, right)}`;
}

/** The operator for these argument types (`left` 0 for a prefix operator); undefined when there is none. */
export function findOperator(catalog: CatalogReader, name: readonly string[], left: Oid, right: Oid, location: number): OperatorDescriptor | undefined {
  const operators = operatorsNamed(catalog, name, location);
  const isMemorable = left < FIRST_USER_OID && right < FIRST_USER_OID;
  const key = left * FIRST_USER_OID + right;
  if (isMemorable) {
    const known = memo.get(operators)?.get(key);
    if (known !== undefined) return known;
  }
  const found = resolve(catalog, operators, left, right);
  if (found === 'ambiguous') {
    fail('ambiguous_function', `operator is not unique: ${signature(catalog, name, left, right)}`, location, {
      hint: 'Could not choose a best candidate operator. You might need to add explicit type casts.',
    });
  }
  if (found !== undefined && isMemorable && found.oid < FIRST_USER_OID) {
    let known = memo.get(operators);
    if (known === undefined) memo.set(operators, (known = new Map()));
    known.set(key, found);
  }
  return found;
}

export function getOperator(catalog: CatalogReader, name: readonly string[], left: Oid, right: Oid, location: number): OperatorDescriptor {
  const found = findOperator(catalog, name, left, right, location);
  if (found !== undefined) return found;
  return fail('undefined_function', `operator does not exist: ${signature(catalog, name, left, right)}`, location, {
    hint:
      left === INVALID_OID
        ? 'No operator matches the given name and argument type. You might need to add an explicit type cast.'
        : 'No operator matches the given name and argument types. You might need to add explicit type casts.',
  });
}

/** Coerces arguments to the declared parameter types. */
export function coerceArguments(state: QueryState, args: readonly Expr[], declared: readonly Oid[]): readonly Expr[] {
  let result: Expr[] | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const target = declared[i]!;
    const coerced = arg.type === target ? arg : coerceType(state.analysis, arg, arg.type, target, -1, IMPLICIT, 'implicit-cast', -1);
    if (coerced !== arg && result === undefined) result = args.slice(0, i);
    if (result !== undefined) result.push(coerced);
  }
  return result ?? args;
}

/** Collation of a result of type `type` computed from `args`. */
export function resultCollation(catalog: CatalogReader, type: Oid, input: Oid): Oid {
  const ofType = typeCollation(catalog, type);
  if (ofType === INVALID_OID) return INVALID_OID;
  return input === INVALID_OID ? ofType : input;
}

/** `left name right`, or prefix `name right` when `left` is null. */
export function makeOperatorCall(state: QueryState, name: readonly string[], left: Expr | null, right: Expr, location: number): Expr {
  const catalog = state.catalog;
  const leftType = left === null ? INVALID_OID : left.type;
  const operator = getOperator(catalog, name, leftType, right.type, location);
  if (operator.functionId === INVALID_OID) {
    fail('undefined_function', `operator is only a shell: ${signature(catalog, name, operator.leftType, operator.rightType)}`, location);
  }
  let args: readonly Expr[] = left === null ? [right] : [left, right];
  let type = operator.resultType;
  if (operator.leftType !== leftType || operator.rightType !== right.type) {
    const actual = args.map(arg => arg.type);
    const declared = left === null ? [operator.rightType] : [operator.leftType, operator.rightType];
    type = resolvePolymorphic(catalog, actual, declared, type);
    args = coerceArguments(state, args, declared);
  }
  const input = args.length === 2 ? mergeCollation2(args[0]!, args[1]!) : args[0]!.collation;
  const collation = type === T.BOOL ? INVALID_OID : resultCollation(catalog, type, input);
  const call = makeOp(operator.oid, operator.functionId, type, collation, input, args, location);
  if (operator.functionId >= FIRST_USER_OID && catalog.functionById(operator.functionId)?.returnsSet === true) {
    checkSetCallPlacement(state, location);
    state.lastSetCall = call;
  }
  return call;
}

/** `left name ANY|ALL (array)`. */
export function makeArrayOperatorCall(state: QueryState, name: readonly string[], useOr: boolean, left: Expr, right: Expr, location: number): Expr {
  const catalog = state.catalog;
  let element: Oid = right.type;
  if (right.type !== T.UNKNOWN) {
    element = baseElementType(catalog, right.type);
    if (element === INVALID_OID) fail('wrong_object_type', 'op ANY/ALL (array) requires array on right side', location);
  }
  const operator = getOperator(catalog, name, left.type, element, location);
  const declared: Oid[] = [operator.leftType, operator.rightType];
  const type = resolvePolymorphic(catalog, [left.type, element], declared, operator.resultType);
  if (type !== T.BOOL) fail('wrong_object_type', 'op ANY/ALL (array) requires operator to yield boolean', location);
  if (isPolymorphic(operator.rightType)) {
    declared[1] = right.type === T.UNKNOWN ? arrayTypeOf(catalog, declared[1]!) : right.type;
  } else {
    const array = arrayTypeOf(catalog, operator.rightType);
    if (array === INVALID_OID) {
      fail('undefined_object', `could not find array type for data type ${formatType(catalog, operator.rightType)}`, location);
    }
    declared[1] = array;
  }
  const args = withLocation(-1, () => coerceArguments(state, [left, right], declared)) as readonly [Expr, Expr];
  return {
    kind: 'scalar-array-op',
    type: T.BOOL,
    typmod: -1,
    collation: INVALID_OID,
    location,
    operatorId: operator.oid,
    functionId: operator.functionId,
    useOr,
    args,
    inputCollation: mergeCollations(args),
  };
}

const POLYMORPHIC_OPERATORS: readonly [kind: (catalog: CatalogReader, type: Oid) => boolean, stand: Oid][] = [
  [(catalog, type) => baseElementType(catalog, type) !== INVALID_OID, T.ANYARRAY],
  [(catalog, type) => catalog.typeById(type)?.kind === 'e', T.ANYENUM],
  [(catalog, type) => catalog.typeById(type)?.kind === 'r', T.ANYRANGE],
  [(catalog, type) => catalog.typeById(type)?.kind === 'm', T.ANYMULTIRANGE],
  [(catalog, type) => catalog.typeById(type)?.kind === 'c', T.RECORD],
];

/** Default ordering and equality operators of a type, through domains and polymorphic classes. */
export function sortOperators(catalog: CatalogReader, type: Oid): TypeOperators | undefined {
  const base = baseType(catalog, type);
  const element = base === T.ANYARRAY ? INVALID_OID : elementType(catalog, base);
  if (element !== INVALID_OID) {
    // An array compares as its elements do; without that it cannot be compared at all.
    const parts = sortOperators(catalog, element);
    if (parts === undefined || parts.lessThan === INVALID_OID || parts.equal === INVALID_OID) return undefined;
  }
  const own = catalog.typeOperators(base);
  if (own !== undefined) return own;
  for (const [fits, stand] of POLYMORPHIC_OPERATORS) if (fits(catalog, base)) return catalog.typeOperators(stand);
  return undefined;
}

/** As `sortOperators`, with the error for types that cannot be ordered. */
export function requireSortOperators(catalog: CatalogReader, expr: Expr, needsOrder: boolean): TypeOperators {
  const found = sortOperators(catalog, expr.type);
  if (needsOrder && (found === undefined || found.lessThan === INVALID_OID)) {
    fail('undefined_function', `could not identify an ordering operator for type ${formatType(catalog, expr.type)}`, exprLocation(expr), {
      hint: 'Use an explicit ordering operator or modify the query.',
    });
  }
  if (found === undefined || found.equal === INVALID_OID) {
    fail('undefined_function', `could not identify an equality operator for type ${formatType(catalog, expr.type)}`, exprLocation(expr));
  }
  return found;
}
