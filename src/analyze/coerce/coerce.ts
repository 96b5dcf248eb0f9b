/**
 * Building the nodes of a coercion (PostgreSQL's coerce_type and friends). Callers that cannot be sure that a coercion exists use
 * `coerceToTarget`, which says null; `coerceType` assumes it has been checked.
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import { fail } from '../fail.js';
import type { Analysis, QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { baseType, baseTypmod, elementType, isCollatable, isComposite, rowRelation, typeCollation } from '../types/type-facts.js';
import { mergeCollations } from '../typed/collation.js';
import type { CallForm, CollateExpr, Const, Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeBool, makeCaseTest, makeCoerceTypmod, makeFunc, makeInt4, makeParam, makeRelabel, makeRow, makeVar } from '../typed/nodes.js';
import { visitChildren } from '../typed/walk.js';
import { typedLiteral } from './literal.js';
import { canCoerce, EXPLICIT, findPathway, type CoercionContext, type Pathway } from './pathway.js';

/** Coerces `expr`, of type `source`, or says null when there is no way in this context. */
export function coerceToTarget(
  analysis: Analysis,
  expr: Expr,
  source: Oid,
  target: Oid,
  typmod: number,
  context: CoercionContext,
  form: CallForm,
  location: number,
): Expr | null {
  if (source === target) return typmod === expr.typmod ? expr : withTypmodUnderCollate(analysis, expr, target, typmod, context, form, location);
  if (!canCoerce(analysis.catalog, [source], [target], context)) return null;
  let inner = expr;
  while (inner.kind === 'collate') inner = inner.arg;
  let result = coerceType(analysis, inner, source, target, typmod, context, form, location);
  result = coerceTypmod(analysis, result, target, typmod, form, location, result !== inner && result.kind !== 'const');
  return inner === expr ? result : recollate(analysis, expr as CollateExpr, result, target);
}

function withTypmodUnderCollate(
  analysis: Analysis,
  expr: Expr,
  target: Oid,
  typmod: number,
  _context: CoercionContext,
  form: CallForm,
  location: number,
): Expr {
  if (expr.kind !== 'collate') return coerceTypmod(analysis, expr, target, typmod, form, location, false);
  let inner: Expr = expr;
  while (inner.kind === 'collate') inner = inner.arg;
  return recollate(analysis, expr, coerceTypmod(analysis, inner, target, typmod, form, location, false), target);
}

function recollate(analysis: Analysis, clause: CollateExpr, arg: Expr, target: Oid): Expr {
  if (!isCollatable(analysis.catalog, target)) return arg;
  return { ...clause, type: arg.type, typmod: arg.typmod, arg };
}

/** A form that deparsing leaves out, for the inner one of two coercions that look like one. */
function hidden(expr: Expr): Expr {
  switch (expr.kind) {
    case 'func':
    case 'relabel':
    case 'coerce-io':
    case 'array-coerce':
    case 'coerce-domain':
      return expr.form === 'implicit-cast' ? expr : { ...expr, form: 'implicit-cast' };
    default:
      return expr;
  }
}

export function coerceType(
  analysis: Analysis,
  expr: Expr,
  source: Oid,
  target: Oid,
  typmod: number,
  context: CoercionContext,
  form: CallForm,
  location: number,
): Expr {
  const catalog = analysis.catalog;
  if (source === target) return expr;
  switch (target as number) {
    case T.ANY:
    case T.ANYELEMENT:
    case T.ANYNONARRAY:
    case T.ANYCOMPATIBLE:
    case T.ANYCOMPATIBLENONARRAY:
      return expr;
    case T.ANYARRAY:
    case T.ANYENUM:
    case T.ANYRANGE:
    case T.ANYMULTIRANGE:
    case T.ANYCOMPATIBLEARRAY:
    case T.ANYCOMPATIBLERANGE:
    case T.ANYCOMPATIBLEMULTIRANGE:
      if (source !== T.UNKNOWN) {
        const base = baseType(catalog, source);
        return base === source ? expr : makeRelabel(expr, base, -1, expr.collation, 'implicit-cast', location);
      }
  }
  if (source === T.UNKNOWN) {
    if (expr.kind === 'const') return coerceLiteral(analysis, expr, target, typmod, context, form, location);
    if (expr.kind === 'param') {
      const display = (type: Oid): string => formatType(catalog, type);
      const at = location < 0 ? expr.location : expr.location < 0 ? location : Math.min(location, expr.location);
      analysis.parameters.infer(expr.number, target, expr.location, display);
      return makeParam(target, typeCollation(catalog, target), expr.number, at);
    }
  }
  if (expr.kind === 'collate') {
    const arg = coerceType(analysis, expr.arg, source, target, typmod, context, form, location);
    return recollate(analysis, expr, arg, target);
  }
  const pathway = findPathway(catalog, target, source, context);
  if (pathway !== undefined) return followPathway(analysis, pathway, expr, target, typmod, context, form, location);
  if (source === T.RECORD && isComposite(catalog, target)) return coerceRecord(analysis, expr, target, context, form, location);
  if (source === T.UNKNOWN) {
    // A sub-select's or function's unknown output: goes through its text.
    return makeIo(analysis, expr, target, form, location);
  }
  return expr; // composite to record, or arrays of them: nothing to do
}

function coerceLiteral(analysis: Analysis, literal: Const, target: Oid, typmod: number, context: CoercionContext, form: CallForm, location: number): Expr {
  const catalog = analysis.catalog;
  const base = baseType(catalog, target);
  const baseMod = base === target ? typmod : baseTypmod(catalog, target, typmod);
  // Only interval's input depends on the typmod; for the others a later coercion applies it.
  const inputTypmod = base === T.INTERVAL ? baseMod : -1;
  const result = typedLiteral(analysis, literal, base, inputTypmod, location);
  return base === target ? result : coerceToDomain(analysis, result, base, baseMod, target, context, form, location, false);
}

function followPathway(
  analysis: Analysis,
  pathway: Pathway,
  expr: Expr,
  target: Oid,
  typmod: number,
  context: CoercionContext,
  form: CallForm,
  location: number,
): Expr {
  const catalog = analysis.catalog;
  const base = baseType(catalog, target);
  const baseMod = base === target ? typmod : baseTypmod(catalog, target, typmod);
  if (pathway.method === 'relabel') {
    const result = coerceToDomain(analysis, expr, INVALID_OID, -1, target, context, form, location, false);
    if (result !== expr) return result;
    const collation = keepOrDefault(typeCollation(catalog, target), expr.collation);
    return makeRelabel(expr, target, -1, collation, form, location);
  }
  const result = makeCoercion(analysis, pathway, expr, base, baseMod, context, form, location);
  return base === target ? result : coerceToDomain(analysis, result, base, baseMod, target, context, form, location, true);
}

/** A relabelled value keeps its collation when the new type has collations at all. */
function keepOrDefault(ofType: Oid, ofValue: Oid): Oid {
  if (ofType === INVALID_OID) return INVALID_OID;
  return ofValue === INVALID_OID ? ofType : ofValue;
}

function makeIo(analysis: Analysis, expr: Expr, target: Oid, form: CallForm, location: number): Expr {
  const collation = keepOrDefault(typeCollation(analysis.catalog, target), expr.collation);
  return { kind: 'coerce-io', type: target, typmod: -1, collation, location, form, arg: expr };
}

function makeCoercion(
  analysis: Analysis,
  pathway: Pathway,
  expr: Expr,
  target: Oid,
  typmod: number,
  context: CoercionContext,
  form: CallForm,
  location: number,
): Expr {
  const catalog = analysis.catalog;
  if (pathway.method === 'io') return makeIo(analysis, expr, target, form, location);
  if (pathway.method === 'function') {
    const count = catalog.functionById(pathway.functionId)!.argumentTypes.length;
    const args: Expr[] = [expr];
    if (count > 1) args.push(makeInt4(typmod));
    if (count > 2) args.push(makeBool(context === EXPLICIT));
    const ofType = typeCollation(catalog, target);
    const collation = ofType === INVALID_OID ? INVALID_OID : keepOrDefault(ofType, mergeCollations(args));
    const made = makeFunc(pathway.functionId, target, collation, expr.collation, args, form, location);
    return count > 1 && typmod >= 0 ? { ...made, typmod } : made;
  }
  // Array: coerce element by element.
  const sourceElement = elementType(catalog, baseType(catalog, expr.type));
  const sourceTypmod = baseTypmod(catalog, expr.type, expr.typmod);
  const targetElement = elementType(catalog, target);
  const test = makeCaseTest(sourceElement, sourceTypmod, typeCollation(catalog, sourceElement));
  const element = coerceToTarget(analysis, test, sourceElement, targetElement, typmod, context, form, location);
  if (element === null) fail('internal_error', 'failed to coerce array element type as expected');
  const collation = keepOrDefault(typeCollation(catalog, target), expr.collation);
  return { kind: 'array-coerce', type: target, typmod: element.typmod, collation, location, form, arg: expr, element };
}

/** Applies a domain's constraints; `base` 0 means that base type and typmod are to be looked up. */
export function coerceToDomain(
  analysis: Analysis,
  arg: Expr,
  base: Oid,
  baseMod: number,
  domain: Oid,
  _context: CoercionContext,
  form: CallForm,
  location: number,
  hideInput: boolean,
): Expr {
  const catalog = analysis.catalog;
  if (base === INVALID_OID) {
    base = baseType(catalog, domain);
    baseMod = baseTypmod(catalog, domain, -1);
  }
  if (base === domain) return arg;
  if (hideInput) arg = hidden(arg);
  arg = coerceTypmod(analysis, arg, base, baseMod, form, location, false);
  const collation = keepOrDefault(typeCollation(catalog, domain), arg.collation);
  return { kind: 'coerce-domain', type: domain, typmod: -1, collation, location, form, arg };
}

const TYPMOD_TYPES = new Set<number>([T.BPCHAR, T.VARCHAR, T.NUMERIC, T.TIME, T.TIMETZ, T.TIMESTAMP, T.TIMESTAMPTZ, T.INTERVAL, T.BIT, T.VARBIT]);

function hasTypmodCoercion(analysis: Analysis, type: Oid): boolean {
  return TYPMOD_TYPES.has(type) || (type >= 16384 && analysis.context.typeById(type)?.applyTypmod !== undefined);
}

/** Length or precision coercion to a typmod unless it is in force already; -1 only relabels, so that the expression shows no typmod. */
export function coerceTypmod(analysis: Analysis, expr: Expr, type: Oid, typmod: number, form: CallForm, location: number, hideInput: boolean): Expr {
  if (typmod === expr.typmod) return expr;
  const catalog = analysis.catalog;
  if (hideInput) expr = hidden(expr);
  if (typmod < 0) {
    if (expr.kind === 'const') return { ...expr, typmod };
    return makeRelabel(expr.kind === 'relabel' ? expr.arg : expr, type, typmod, expr.collation, form, location);
  }
  if (hasTypmodCoercion(analysis, type)) return makeCoerceTypmod(expr, typmod, form, location);
  const element = elementType(catalog, type);
  if (element !== INVALID_OID && hasTypmodCoercion(analysis, element)) {
    const test = makeCaseTest(element, expr.typmod, typeCollation(catalog, element));
    return {
      kind: 'array-coerce',
      type,
      typmod,
      collation: expr.collation,
      location,
      form,
      arg: expr,
      element: makeCoerceTypmod(test, typmod, form, location),
    };
  }
  return makeRelabel(expr, type, typmod, expr.collation, form, location);
}

/** ROW(…) or a whole row of type record to a named composite type, field by field. */
function coerceRecord(analysis: Analysis, expr: Expr, target: Oid, context: CoercionContext, form: CallForm, location: number): Expr {
  const catalog = analysis.catalog;
  const display = (type: Oid): string => formatType(catalog, type);
  const cannot = (detail?: string, at = exprLocation(expr)): never =>
    fail('cannot_coerce', `cannot cast type ${display(T.RECORD)} to ${display(target)}`, location >= 0 ? location : at, detail ? { detail } : undefined);
  let fields: readonly Expr[];
  if (expr.kind === 'row') fields = expr.fields;
  else if (expr.kind === 'var' && expr.column === 0 && expr.rowFields !== undefined) {
    const { table, levelsUp } = expr;
    fields = expr.rowFields.map((c, i) => makeVar(table, i + 1, c.type, c.typmod, c.collation, levelsUp, expr.location));
  } else return cannot();
  const base = baseType(catalog, target);
  const relation = rowRelation(catalog, base);
  if (relation === undefined) return cannot();
  const result: Expr[] = [];
  const names: string[] = [];
  let next = 0;
  for (const column of relation.columns) {
    // A row's value has no place for dropped columns.
    if (column.isDropped) continue;
    names.push(column.name);
    const field = fields[next++];
    if (field === undefined) return cannot('Input has too few columns.');
    const coerced = coerceToTarget(analysis, field, field.type, column.typeId, column.typmod, context, 'implicit-cast', location);
    if (coerced === null) {
      return cannot(`Cannot cast type ${display(field.type)} to ${display(column.typeId)} in column ${next}.`, exprLocation(field));
    }
    result.push(coerced);
  }
  if (next !== fields.length) return cannot('Input has too many columns.');
  const row = makeRow(result, names, base, expr.kind === 'row' && expr.isExplicit, location);
  if (base === target) return row;
  return coerceToDomain(analysis, row, base, baseTypmod(catalog, target, -1), target, context, form, location, false);
}

/** A condition: `construct` names the clause in the error. */
export function coerceToBoolean(state: QueryState, expr: Expr, construct: string): Expr {
  if (expr.type !== T.BOOL) {
    const coerced = coerceToTarget(state.analysis, expr, expr.type, T.BOOL, -1, 0, 'implicit-cast', -1);
    if (coerced === null) {
      fail('datatype_mismatch', `argument of ${construct} must be type boolean, not type ${formatType(state.catalog, expr.type)}`, exprLocation(expr));
    }
    expr = coerced;
  }
  if (state.lastSetCall !== null && returnsSet(expr)) fail('datatype_mismatch', `argument of ${construct} must not return a set`, exprLocation(expr));
  return expr;
}

/** As `coerceToBoolean`, for any type; assignment context as PostgreSQL uses for LIMIT and subscripts' like. */
export function coerceToSpecificType(state: QueryState, expr: Expr, target: Oid, typmod: number, construct: string): Expr {
  if (expr.type !== target || typmod >= 0) {
    const coerced = coerceToTarget(state.analysis, expr, expr.type, target, typmod, 1, 'implicit-cast', -1);
    if (coerced === null) {
      const { catalog } = state;
      fail(
        'datatype_mismatch',
        `argument of ${construct} must be type ${formatType(catalog, target)}, not type ${formatType(catalog, expr.type)}`,
        exprLocation(expr),
      );
    }
    expr = coerced;
  }
  if (state.lastSetCall !== null && returnsSet(expr)) fail('datatype_mismatch', `argument of ${construct} must not return a set`, exprLocation(expr));
  return expr;
}

function returnsSet(expr: Expr): boolean {
  if (expr.kind === 'func' && expr.returnsSet) return true;
  let found = false;
  visitChildren(expr, child => {
    found ||= returnsSet(child);
  });
  return found;
}
