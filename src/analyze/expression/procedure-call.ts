/** CALL: the procedure and its arguments (PostgreSQL: transformCallStmt). */
import type { FunctionDescriptor } from '../../catalog/index.js';
import type * as S from '../../sql/index.js';
import { resolvePolymorphic } from '../coerce/polymorphic.js';
import { fail, nameText } from '../fail.js';
import { checkFunctionSchema, chooseFunction } from '../resolve/function-lookup.js';
import { coerceArguments } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { functionDefaults } from '../stored/function-defaults.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { callSignature } from './calls.js';
import { transformExpr } from './expression.js';

export interface ProcedureCall {
  readonly procedure: FunctionDescriptor;
  /** One per parameter in order; those for OUT parameters are not evaluated. */
  readonly args: readonly Expr[];
}

export function transformProcedureCall(state: QueryState, node: S.FuncCall): ProcedureCall {
  const { catalog } = state;
  const { funcname: name, location } = node;
  const args: Expr[] = [];
  const names: string[] = [];
  for (const arg of node.args) {
    const value = transformExpr(state, arg.kind === 'NamedArgExpr' ? arg.arg : arg, 'call');
    if (arg.kind === 'NamedArgExpr') {
      if (names.includes(arg.name)) fail('syntax_error', `argument name "${arg.name}" used more than once`, arg.location);
      names.push(arg.name);
    } else if (names.length > 0) fail('syntax_error', 'positional argument cannot follow named argument', exprLocation(value));
    args.push(value);
  }
  if (name.length > 1) checkFunctionSchema(catalog, name, location);
  const types = args.map(arg => arg.type);
  const choice = chooseFunction(catalog, name, types, names, !node.funcVariadic, false, true);
  const signature = callSignature(state, name, types, names);
  if (choice.outcome === 'ambiguous') {
    fail('ambiguous_function', `procedure ${signature} is not unique`, location, {
      hint: 'Could not choose a best candidate procedure. You might need to add explicit type casts.',
    });
  }
  if (choice.outcome !== 'function') {
    fail('undefined_function', `procedure ${signature} does not exist`, location, {
      hint: 'No procedure matches the given name and argument types. You might need to add explicit type casts.',
    });
  }
  const { candidate } = choice;
  if (candidate.function.kind !== 'p') {
    fail('wrong_object_type', `${callSignature(state, [nameText(name)], types, names)} is not a procedure`, location, {
      hint: 'To call a function, use SELECT.',
    });
  }
  const procedure = catalog.functionById(candidate.function.oid)!;
  const defaults = candidate.defaultCount > 0 ? functionDefaults(state.analysis, procedure) : [];
  const first = candidate.types.length - procedure.defaultCount;
  const numbers = candidate.parameterNumbers;
  const all = [...args];
  for (let i = args.length; i < candidate.types.length; i++) all.push(defaults[(numbers?.[i] ?? i) - first]!);
  const declared = [...candidate.types];
  resolvePolymorphic(
    catalog,
    all.map(arg => arg.type),
    declared,
    procedure.resultType,
  );
  const coerced = coerceArguments(state, all, declared);
  if (numbers === null) return { procedure, args: coerced };
  const ordered = new Array<Expr>(coerced.length);
  numbers.forEach((parameter, i) => (ordered[parameter] = coerced[i]!));
  return { procedure, args: ordered };
}
