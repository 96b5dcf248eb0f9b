/** CASE, COALESCE, GREATEST and LEAST. */
import { INVALID_OID } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceToBoolean } from '../coerce/coerce.js';
import { coerceToCommonType, commonTypmod, selectCommonType } from '../coerce/common-type.js';
import { fail } from '../fail.js';
import { makeOperatorCall, resultCollation, sortOperators } from '../resolve/operators.js';
import { forbidSetCall } from '../resolve/set-returning.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { makeCaseTest, makeConst } from '../typed/nodes.js';
import { transform } from './expression.js';

const EQUALS = ['='];

export function transformCase(state: QueryState, node: S.CaseExpr): Expr {
  const { analysis, catalog } = state;
  const setCall = state.lastSetCall;
  let arg = node.arg === null ? null : transform(state, node.arg);
  if (arg !== null && arg.type === T.UNKNOWN) arg = coerceToCommonType(analysis, arg, T.TEXT, 'CASE');
  const placeholder = arg === null ? null : makeCaseTest(arg.type, arg.typmod, arg.collation);
  const whens: { condition: Expr; result: Expr }[] = [];
  for (const when of node.args) {
    const written = transform(state, when.expr);
    const compared = placeholder === null ? written : makeOperatorCall(state, EQUALS, placeholder, written, when.location);
    whens.push({ condition: coerceToBoolean(state, compared, 'CASE/WHEN'), result: transform(state, when.result) });
  }
  const written = node.defresult === null ? makeConst(T.UNKNOWN, -1, INVALID_OID, null, -1) : transform(state, node.defresult);
  // The ELSE result counts first when the preferred type is chosen.
  const type = selectCommonType(analysis, [written, ...whens.map(when => when.result)], 'CASE');
  const otherwise = coerceToCommonType(analysis, written, type, 'CASE/ELSE');
  for (const when of whens) when.result = coerceToCommonType(analysis, when.result, type, 'CASE/WHEN');
  forbidSetCall(state, setCall, 'CASE');
  const results = [...whens.map(when => when.result), otherwise];
  return {
    kind: 'case',
    type,
    typmod: commonTypmod(results, type),
    collation: resultCollation(catalog, type, mergeCollations(results)),
    location: node.location,
    arg,
    whens,
    otherwise,
  };
}

function commonArguments(state: QueryState, nodes: readonly S.Expression[], construct: string): readonly Expr[] {
  const written = nodes.map(arg => transform(state, arg));
  const type = selectCommonType(state.analysis, written, construct);
  return written.map(arg => coerceToCommonType(state.analysis, arg, type, construct));
}

export function transformCoalesce(state: QueryState, node: S.CoalesceExpr): Expr {
  const setCall = state.lastSetCall;
  const args = commonArguments(state, node.args, 'COALESCE');
  forbidSetCall(state, setCall, 'COALESCE');
  const type = args[0]!.type;
  const collation = resultCollation(state.catalog, type, mergeCollations(args));
  return { kind: 'coalesce', type, typmod: commonTypmod(args, type), collation, location: node.location, args };
}

export function transformMinMax(state: QueryState, node: S.MinMaxExpr): Expr {
  const args = commonArguments(state, node.args, node.op === 'greatest' ? 'GREATEST' : 'LEAST');
  const type = args[0]!.type;
  if (sortOperators(state.catalog, type) === undefined) {
    fail('undefined_function', `could not identify a comparison function for type ${formatType(state.catalog, type)}`);
  }
  const input = mergeCollations(args);
  return {
    kind: 'minmax',
    type,
    typmod: commonTypmod(args, type),
    collation: resultCollation(state.catalog, type, input),
    location: node.location,
    op: node.op,
    args,
    inputCollation: input,
  };
}
