/**
 * Function calls, and what looks like them: casts `int4(x)`, fields `name(row)` and `row.name` (PostgreSQL: ParseFuncOrColumn).
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { FunctionDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceType } from '../coerce/coerce.js';
import { selectCommonType } from '../coerce/common-type.js';
import { EXPLICIT } from '../coerce/pathway.js';
import { resolvePolymorphic } from '../coerce/polymorphic.js';
import { fail, nameText } from '../fail.js';
import { checkFunctionSchema, chooseFunction, type FunctionCandidate } from '../resolve/function-lookup.js';
import { coerceArguments, resultCollation } from '../resolve/operators.js';
import { checkSetCallPlacement } from '../resolve/set-returning.js';
import { DEPTH_FIELD } from '../query/search-cycle.js';
import { columnOf } from '../scope/columns.js';
import type { QueryState } from '../state.js';
import { functionDefaults } from '../stored/function-defaults.js';
import { formatType } from '../types/type-display.js';
import { arrayTypeOf, baseElementType, isComposite, typeCollation } from '../types/type-facts.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeArray, makeFieldSelect, makeFunc } from '../typed/nodes.js';
import { makeAggregate, type AggregateCall } from './aggregates.js';
import { transform, transformCondition, transformExpr } from './expression.js';
import { rowFields } from './row-expansion.js';
import { makeWindowCall } from './window-calls.js';

const ARGUMENTS_MAX = 100;
const NO_NAMES: readonly string[] = [];

/** `f(integer, unknown)`, for messages. */
export function callSignature(state: QueryState, name: readonly string[], types: readonly Oid[], names: readonly string[]): string {
  const unnamed = types.length - names.length;
  const args = types.map((type, i) => (i < unnamed ? '' : `${names[i - unnamed]} => `) + formatType(state.catalog, type));
  return `${nameText(name)}(${args.join(', ')})`;
}

function checkDatabase(state: QueryState, name: readonly string[], location: number): void {
  const text = name.join('.');
  if (name.length > 3) fail('syntax_error', `improper qualified name (too many dotted names): ${text}`, location);
  if (name[0] !== state.analysis.database) fail('feature_not_supported', `cross-database references are not implemented: ${text}`, location);
}

export function transformFunctionCall(state: QueryState, node: S.FuncCall): Expr {
  const setCall = state.lastSetCall;
  const args: Expr[] = [];
  let names: string[] | null = null;
  for (const arg of node.args) {
    if (arg.kind === 'NamedArgExpr') {
      names ??= [];
      if (names.includes(arg.name)) fail('syntax_error', `argument name "${arg.name}" used more than once`, arg.location);
      names.push(arg.name);
      args.push(transform(state, arg.arg));
    } else {
      const value = transform(state, arg);
      if (names !== null) fail('syntax_error', 'positional argument cannot follow named argument', exprLocation(value));
      args.push(value);
    }
  }
  if (node.aggWithinGroup) for (const key of node.aggOrder) args.push(transformExpr(state, key.node, 'order-by'));
  if (node.funcname.length > 2) checkDatabase(state, node.funcname, node.location);
  return call(state, node.funcname, args, names ?? NO_NAMES, node, setCall, node.location);
}

/** `row.name` or `name(row)` with a field in mind: the field, or a function of one argument; null when there is neither. */
export function projectField(state: QueryState, name: string, row: Expr, location: number): Expr | null {
  const setCall = state.lastSetCall;
  if (row.type === T.RECORD || isComposite(state.catalog, row.type)) {
    const field = selectField(state, name, row, location);
    if (field !== undefined) return field;
  }
  const choice = chooseFunction(state.catalog, [name], [row.type], NO_NAMES, true, true);
  if (choice.outcome === 'none') return null;
  return call(state, [name], [row], NO_NAMES, null, setCall, location);
}

function selectField(state: QueryState, name: string, row: Expr, location: number): Expr | undefined {
  // Made by the rewriting of SEARCH BREADTH FIRST; no column can have this name.
  if (name === DEPTH_FIELD && row.type === T.RECORD) return makeFieldSelect(row, 1, name, T.INT8, -1, INVALID_OID, location);
  if (row.kind === 'var' && row.column === 0) {
    let level: QueryState = state;
    for (let i = 0; i < row.levelsUp; i++) level = level.parent!;
    const item = level.items[row.table];
    if (item !== undefined) return columnOf(state, item, name, row.levelsUp, location);
  }
  const fields = rowFields(state, row);
  const at = fields?.findIndex(field => field.name === name) ?? -1;
  if (at < 0) return undefined;
  if (row.kind === 'row' && row.type === T.RECORD) return row.fields[at];
  const field = fields![at]!;
  const collation = field.collation !== INVALID_OID ? field.collation : typeCollation(state.catalog, field.type);
  return makeFieldSelect(row, at + 1, name, field.type, field.typmod, collation, location);
}

function failNoFunction(
  state: QueryState,
  name: readonly string[],
  types: readonly Oid[],
  names: readonly string[],
  node: S.FuncCall | null,
  location: number,
): never {
  const text = `function ${callSignature(state, name, types, names)} does not exist`;
  if (node !== null && node.aggOrder.length > 1 && !node.aggWithinGroup) {
    fail('undefined_function', text, location, {
      hint:
        'No aggregate function matches the given name and argument types. ' +
        'Perhaps you misplaced ORDER BY; ORDER BY must appear after all regular arguments of the aggregate.',
    });
  }
  fail('undefined_function', text, location, {
    hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
  });
}

function call(
  state: QueryState,
  name: readonly string[],
  args: readonly Expr[],
  names: readonly string[],
  node: S.FuncCall | null,
  setCall: Expr | null,
  location: number,
): Expr {
  const { catalog } = state;
  if (args.length > ARGUMENTS_MAX) fail('too_many_arguments', `cannot pass more than ${ARGUMENTS_MAX} arguments to a function`, location);
  const filter = node === null ? null : transformCondition(state, node.aggFilter, 'filter');
  const types = args.map(arg => arg.type);
  if (name.length > 1) checkFunctionSchema(catalog, name, location);
  const choice = chooseFunction(catalog, name, types, names, node === null || !node.funcVariadic, true);
  switch (choice.outcome) {
    case 'ambiguous':
      return fail('ambiguous_function', `function ${callSignature(state, name, types, names)} is not unique`, location, {
        hint: 'Could not choose a best candidate function. You might need to add explicit type casts.',
      });
    case 'none': {
      const isPlain = node !== null && !node.funcVariadic && names.length === 0 && name.length === 1 && args.length === 1 && isUndecorated(node);
      if (isPlain && (types[0] === T.RECORD || isComposite(catalog, types[0]!))) {
        const field = selectField(state, name[0]!, args[0]!, location);
        if (field !== undefined) return field;
      }
      return failNoFunction(state, name, types, names, node, location);
    }
    case 'cast':
      if (node !== null) forbidDecorations(name, node, location);
      return coerceType(state.analysis, args[0]!, types[0]!, choice.type, -1, EXPLICIT, 'function', location);
    case 'function':
      break;
  }
  const { candidate } = choice;
  const fn = candidate.function;
  const text = nameText(name);
  if (fn.kind === 'p') {
    fail('wrong_object_type', `${callSignature(state, name, types, names)} is a procedure`, location, { hint: 'To call a procedure, use CALL.' });
  }
  if (fn.kind === 'f' && node !== null) forbidDecorations(name, node, location);
  if (fn.kind === 'a' && node !== null) checkAggregateForm(state, fn, candidate, name, types, names, node, location);
  if (fn.kind === 'w') {
    if (node === null || node.over === null) fail('wrong_object_type', `window function ${text} requires an OVER clause`, location);
    if (node.aggWithinGroup) fail('wrong_object_type', `window function ${text} cannot have WITHIN GROUP`, location);
  }
  const prepared = prepareArguments(state, candidate, args, types, node);
  if (fn.returnsSet) checkSetCallPlacement(state, location, setCall);

  if (fn.kind === 'f') {
    const input = mergeCollations(prepared.args);
    const collation = resultCollation(catalog, prepared.type, input);
    const form = node !== null && node.funcFormat === 'sqlSyntax' ? 'sql-syntax' : 'function';
    const result = makeFunc(fn.oid, prepared.type, collation, input, prepared.args, form, location, fn.returnsSet, prepared.isVariadic);
    const { parameterNumbers: numbers } = candidate;
    const call =
      candidate.defaultCount === 0 && names.length === 0
        ? result
        : { ...result, written: args.map((_, i) => ({ position: numbers?.[i] ?? i, name: names[i - (args.length - names.length)] ?? null })) };
    if (fn.returnsSet) state.lastSetCall = call;
    return call;
  }
  if (fn.kind === 'a' && prepared.args.length === 0 && (node === null || (!node.aggStar && !node.aggWithinGroup))) {
    fail('wrong_object_type', `${text}(*) must be used to call a parameterless aggregate function`, location);
  }
  if (names.length > 0 && fn.kind === 'a') fail('feature_not_supported', 'aggregates cannot use named arguments', location);
  if (names.length > 0 && fn.kind === 'w') fail('feature_not_supported', 'window functions cannot use named arguments', location);
  const aggregate: AggregateCall = { function: fn, type: prepared.type, args: prepared.args, isVariadic: prepared.isVariadic, filter, node, location };
  if (node !== null && node.over !== null) return makeWindowCall(state, aggregate, node.over, setCall);
  return makeAggregate(state, aggregate);
}

function isUndecorated(node: S.FuncCall): boolean {
  return node.aggOrder.length === 0 && node.aggFilter === null && !node.aggStar && !node.aggDistinct && node.over === null;
}

/** A plain function takes none of the aggregates' decorations. */
function forbidDecorations(name: readonly string[], node: S.FuncCall, location: number): void {
  const text = nameText(name);
  const refuse = (what: string): never => fail('wrong_object_type', `${what} specified, but ${text} is not an aggregate function`, location);
  if (node.aggStar) refuse(`${text}(*)`);
  if (node.aggDistinct) refuse('DISTINCT');
  if (node.aggWithinGroup) refuse('WITHIN GROUP');
  if (node.aggOrder.length > 0) refuse('ORDER BY');
  if (node.aggFilter !== null) refuse('FILTER');
  if (node.over !== null) {
    fail('wrong_object_type', `OVER specified, but ${text} is not a window function nor an aggregate function`, location);
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function checkAggregateForm(
  state: QueryState,
  fn: FunctionDescriptor,
  candidate: FunctionCandidate,
  name: readonly string[],
  types: readonly Oid[],
  names: readonly string[],
  node: S.FuncCall,
  location: number,
): void {
  const text = nameText(name);
  const kind = fn.aggregateKind ?? 'n';
  if (kind === 'n') {
    if (node.aggWithinGroup) {
      fail('wrong_object_type', `${text} is not an ordered-set aggregate, so it cannot have WITHIN GROUP`, location);
    }
    return;
  }
  if (!node.aggWithinGroup) fail('wrong_object_type', `WITHIN GROUP is required for ordered-set aggregate ${text}`, location);
  if (node.over !== null) fail('feature_not_supported', `OVER is not supported for ordered-set aggregate ${text}`, location);
  const aggregated = node.aggOrder.length;
  const direct = types.length - aggregated;
  const declaredDirect = fn.directArguments ?? 0;
  const refuse = (hint: string): never => fail('undefined_function', `function ${callSignature(state, name, types, names)} does not exist`, location, { hint });
  const variadic = Math.max(candidate.variadicCount, 1);
  if (candidate.variadicCount === 0 && fn.variadicType === INVALID_OID) {
    if (direct !== declaredDirect) {
      refuse(`There is an ordered-set aggregate ${text}, but it requires ${plural(declaredDirect, 'direct argument')}, not ${direct}.`);
    }
  } else {
    if (kind === 'h') {
      if (variadic !== 2 * aggregated) {
        refuse(
          `To use the hypothetical-set aggregate ${text}, the number of hypothetical direct arguments (here ${
            variadic - aggregated
          }) must match the number of ordering columns (here ${aggregated}).`,
        );
      }
    } else if (variadic <= aggregated) {
      refuse(`There is an ordered-set aggregate ${text}, but it requires at least ${plural(declaredDirect, 'direct argument')}.`);
    }
  }
}

/** Arguments coerced and in parameter order, defaults filled in, variadic ones gathered. */
function prepareArguments(
  state: QueryState,
  candidate: FunctionCandidate,
  args: readonly Expr[],
  types: readonly Oid[],
  node: S.FuncCall | null,
): { args: readonly Expr[]; type: Oid; isVariadic: boolean } {
  const { catalog } = state;
  const fn = candidate.function;
  let all = args;
  let actual = types;
  const numbers = candidate.parameterNumbers;
  if (candidate.defaultCount > 0) {
    const defaults = functionDefaults(state.analysis, fn);
    const first = fn.argumentTypes.length - fn.defaultCount;
    const added: Expr[] = [];
    for (let i = args.length; i < candidate.types.length; i++) added.push(defaults[(numbers === null ? i : numbers[i]!) - first]!);
    all = [...args, ...added];
    actual = all.map(arg => arg.type);
  }
  const declared = [...candidate.types];
  const type = resolvePolymorphic(catalog, actual, declared, fn.resultType);
  if (fn.aggregateKind === 'h') unifyHypothetical(state, fn, all, declared, node);
  let coerced = coerceArguments(state, all, declared);
  let isVariadic = node !== null && node.funcVariadic;
  if (candidate.variadicCount > 0 && fn.variadicType !== T.ANY) {
    const fixed = coerced.length - candidate.variadicCount;
    const gathered = coerced.slice(fixed);
    const element = gathered[0]!.type;
    const array = arrayTypeOf(catalog, element);
    if (array === INVALID_OID) {
      fail('undefined_object', `could not find array type for data type ${formatType(catalog, element)}`, exprLocation(gathered[0]!));
    }
    const collation = resultCollation(catalog, array, mergeCollations(gathered));
    coerced = [...coerced.slice(0, fixed), makeArray(gathered, array, element, -1, collation, false, exprLocation(gathered[0]!))];
    isVariadic = true;
  } else if (isVariadic && fn.variadicType === T.ANY) {
    const last = coerced[coerced.length - 1]!;
    if (baseElementType(catalog, last.type) === INVALID_OID && last.type !== T.UNKNOWN) {
      fail('datatype_mismatch', 'VARIADIC argument must be an array', exprLocation(last));
    }
  }
  if (numbers !== null) {
    const ordered: Expr[] = new Array<Expr>(coerced.length);
    numbers.forEach((parameter, i) => (ordered[parameter] = coerced[i]!));
    coerced = ordered;
  }
  return { args: coerced, type, isVariadic };
}

/** Direct arguments of a hypothetical-set aggregate take the types of the columns they are compared with. */
function unifyHypothetical(state: QueryState, fn: FunctionDescriptor, args: readonly Expr[], declared: Oid[], node: S.FuncCall | null): void {
  if (fn.variadicType !== T.ANY || node === null) return;
  const aggregated = node.aggOrder.length;
  const direct = args.length - aggregated;
  const firstHypothetical = direct - aggregated;
  for (let i = 0; i < aggregated; i++) {
    const hypothetical = firstHypothetical + i;
    const column = direct + i;
    if (hypothetical < 0) return;
    const type = commonOfTwo(state, args[column]!, args[hypothetical]!);
    declared[hypothetical] = type;
    declared[column] = type;
  }
}

function commonOfTwo(state: QueryState, column: Expr, hypothetical: Expr): Oid {
  return selectCommonType(state.analysis, [column, hypothetical], 'WITHIN GROUP');
}
