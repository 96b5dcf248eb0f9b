/** Entry points of analysis. */
import { INVALID_OID, type Oid } from '../base/index.js';
import type { RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { Expression, FuncCall } from '../sql/index.js';
import type { ClauseKind } from './clause-kinds.js';
import { coerceToBoolean, coerceToTarget } from './coerce/coerce.js';
import { ASSIGNMENT } from './coerce/pathway.js';
import { transformExpr } from './expression/expression.js';
import { transformProcedureCall, type ProcedureCall } from './expression/procedure-call.js';
import { fail } from './fail.js';
import type { ParameterTypes } from './parameters.js';
import { transformStatement, type QueryStatement } from './query/statement.js';
import { addRelation, queryColumns } from './scope/range-table.js';
import { Analysis, QueryState, type AnalyzeOptions } from './state.js';
import { formatType } from './types/type-display.js';
import type { Expr } from './typed/expression.js';
import { makeCaseTest } from './typed/nodes.js';
import type { ColumnInfo, Query } from './typed/query.js';
import { typeOids as T } from '../types/index.js';
import { walkExpression, walkQuery } from './typed/walk.js';

export interface AnalyzedStatement {
  readonly query: Query;
  /** Result columns: of the select list or RETURNING; empty for DML without it. */
  readonly columns: readonly ColumnInfo[];
}

/** Deep nesting ends in the engine's stack limit; the user sees PostgreSQL's error for it. */
function guardStack<R>(body: () => R): R {
  try {
    return body();
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      throw new PgError('statement_too_complex', 'stack depth limit exceeded', {
        hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
      });
    }
    throw error;
  }
}

function checkParameter(parameters: ParameterTypes, node: Expr): void {
  if (node.kind === 'param' && node.type !== (parameters.inferred(node.number) || T.UNKNOWN)) {
    throw new PgError('ambiguous_parameter', `could not determine data type of parameter $${node.number}`).at(node.location + 1);
  }
}

/** SELECT, VALUES, INSERT, UPDATE, DELETE or MERGE to a typed query. Parameter types it inferred are in `options.parameters`. */
export function analyzeStatement(statement: QueryStatement, options: AnalyzeOptions): AnalyzedStatement {
  return guardStack(() => {
    const query = transformStatement(new QueryState(new Analysis(options), null), statement);
    const { parameters } = options;
    if (parameters.sawUnknown) walkQuery(query, node => checkParameter(parameters, node));
    parameters.resolved();
    return { query, columns: queryColumns(query) };
  });
}

export interface ExpressionScope {
  /** Where it stands: decides what is allowed and the words of errors. */
  readonly clause: ClauseKind;
  /** Its columns are visible, as Vars of table 0. */
  readonly relation?: RelationDescriptor;
  /** Further tables (`old` / `new` of triggers …), Vars of tables 1, 2 …; with them the relation is known by its alias. */
  readonly tables?: readonly { readonly relation: RelationDescriptor; readonly alias: string }[];
  /** Coerce to this type as by assignment (defaults, generated columns); `name` is the column for the error. */
  readonly target?: { readonly type: Oid; readonly typmod: number; readonly name: string };
  /** It is a condition: must be boolean; `name` for the error (`CHECK`, `WHERE`). */
  readonly condition?: string;
  /** Domain checks: type of VALUE, which becomes a `case-test`. */
  readonly value?: { readonly type: Oid; readonly typmod: number };
}

/** An expression outside a query: default, CHECK, index key or predicate, generated column, USING, EXECUTE argument … */
export function analyzeExpression(expression: Expression, options: AnalyzeOptions, scope: ExpressionScope): Expr {
  return guardStack(() => {
    const analysis = new Analysis(options);
    const { catalog } = analysis;
    const state = new QueryState(analysis, null);
    const alias = (name: string) => ({ kind: 'Alias', aliasname: name, colnames: [] }) as const;
    if (scope.relation !== undefined) state.namespace = [addRelation(state, scope.relation, null, false, 'AccessShareLock')];
    for (const table of scope.tables ?? []) {
      state.namespace = [...state.namespace, addRelation(state, table.relation, alias(table.alias), false, 'AccessShareLock')];
    }
    if (scope.value !== undefined) {
      const { type, typmod } = scope.value;
      state.domainValue = makeCaseTest(type, typmod, catalog.typeById(type)?.collation ?? INVALID_OID);
    }
    let expr = transformExpr(state, expression, scope.clause);
    if (scope.condition !== undefined) expr = coerceToBoolean(state, expr, scope.condition);
    if (scope.target !== undefined) {
      const { type, typmod, name } = scope.target;
      const coerced = coerceToTarget(analysis, expr, expr.type, type, typmod, ASSIGNMENT, 'implicit-cast', -1);
      if (coerced === null) {
        const kind = scope.clause === 'generated' ? 'generation' : 'default';
        fail(
          'datatype_mismatch',
          `column "${name}" is of type ${formatType(catalog, type)} but ${kind} expression is of type ${formatType(catalog, expr.type)}`,
          -1,
          { hint: 'You will need to rewrite or cast the expression.' },
        );
      }
      expr = coerced;
    }
    const { parameters } = options;
    if (parameters.sawUnknown) walkExpression(expr, node => checkParameter(parameters, node));
    return expr;
  });
}

/** True when the expression has a variable, aggregate or anything else that only a query gives a value to. */
export function isConstantExpression(expr: Expr): boolean {
  let isConstant = true;
  walkExpression(expr, node => {
    if (node.kind === 'var' || node.kind === 'agg' || node.kind === 'window' || node.kind === 'sublink' || node.kind === 'param') isConstant = false;
  });
  return isConstant;
}

/** The procedure that CALL names, with its arguments coerced. */
export function analyzeCall(call: FuncCall, options: AnalyzeOptions): ProcedureCall {
  return guardStack(() => {
    const made = transformProcedureCall(new QueryState(new Analysis(options), null), call);
    options.parameters.resolved();
    return made;
  });
}
