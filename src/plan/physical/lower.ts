/**
 * Lowering: typed expression -> lowered expression, under a scope that knows the columns of the node's inputs.
 * Functions are bound to implementations here; sub-links become sub-plans or InitPlans.
 */
import { assert, INVALID_OID, unreachable, type Oid } from '../../base/index.js';
import { baseType, fieldPosition, isPolymorphic, type Expr, type FuncExpr, type SubLink, type Var } from '../../analyze/index.js';
import { CONFLICT_COLLATION } from '../../catalog/index.js';
import { xmlOperation, type ScalarImpl } from '../../functions/index.js';
import { BOOL, RECORD, relabelling } from '../../types/index.js';
import type { PlannerContext } from '../context.js';
import { exprEquals } from '../expression/walk.js';
import type { Lowered, LoweredSetCall } from './lowered.js';

/** Resolves an expression to a column of the inputs, if it is one. */
export interface ColumnScope {
  resolve(expr: Expr): Lowered | undefined;
  /** Columns of a whole-row reference to range-table entry `table`. */
  wholeRow?(variable: Var): Lowered | undefined;
}

/** What lowering asks of the query level it works for. */
export interface LoweringLevel {
  readonly context: PlannerContext;
  /** A reference to an outer query level: the exec-param that will carry it. */
  outerReference(expr: Expr): number;
  /** A Var of this level that no input supplies: a nested-loop parameter from an enclosing join, else undefined. */
  loopParameter(expr: Expr): number | undefined;
  lowerSubLink(link: SubLink, scope: ColumnScope): Lowered;
  /** Exec-param holding column `field` (1-based) of an uncorrelated sub-select that returns a row; undefined when it is correlated. */
  rowSubLinkParam(link: SubLink, field: number): number | undefined;
}

/** Scope over output lists of one or two inputs. */
export class OutputScope implements ColumnScope {
  constructor(private readonly inputs: readonly (readonly Expr[])[]) {}

  resolve(expr: Expr): Lowered | undefined {
    if (expr.kind === 'const' || expr.kind === 'param') return undefined;
    for (let input = 0; input < this.inputs.length; input++) {
      const outputs = this.inputs[input]!;
      for (let index = 0; index < outputs.length; index++) {
        if (exprEquals(outputs[index]!, expr)) return { kind: 'column', input: input as 0 | 1, index, type: expr.type };
      }
    }
    return undefined;
  }
}

export const EMPTY_SCOPE: ColumnScope = { resolve: () => undefined };

export class Lowerer {
  private readonly env;
  constructor(private readonly level: LoweringLevel) {
    this.env = level.context.env;
  }

  /** Lowers and keeps the source expression for EXPLAIN. */
  top(expr: Expr, scope: ColumnScope): Lowered {
    return { ...this.lower(expr, scope), source: expr };
  }

  list(exprs: readonly Expr[], scope: ColumnScope): Lowered[] {
    return exprs.map(expr => this.lower(expr, scope));
  }

  lower(expr: Expr, scope: ColumnScope): Lowered {
    const column = scope.resolve(expr);
    if (column) return column;
    const type = expr.type;
    const go = (e: Expr): Lowered => this.lower(e, scope);
    switch (expr.kind) {
      case 'const':
        return { kind: 'const', value: expr.value, type };
      case 'param':
        return { kind: 'param', index: expr.number - 1, type };
      case 'var': {
        if (expr.levelsUp > 0) return { kind: 'exec-param', id: this.level.outerReference(expr), type };
        if (expr.column === 0) {
          const row = scope.wholeRow?.(expr);
          if (row) return row;
        }
        const id = this.level.loopParameter(expr);
        assert(id !== undefined, `column ${expr.column} of range-table entry ${expr.table} is not available here`);
        return { kind: 'exec-param', id, type };
      }
      case 'func':
        assert(!expr.returnsSet, 'set-returning call outside a set context');
        {
          const call = this.call(expr.functionId, expr.args, scope, type, argumentTypes(expr), expr.inputCollation, expr.isVariadic);
          return expr.resultColumns === undefined ? call : ({ ...call, resultColumns: expr.resultColumns } as Lowered);
        }
      case 'op':
        return this.call(
          expr.functionId,
          expr.args,
          scope,
          type,
          expr.args.map(a => a.type),
          expr.inputCollation,
        );
      case 'distinct':
      case 'nullif':
        return { kind: expr.kind, equal: this.implOf(expr.functionId, expr.inputCollation), args: [go(expr.args[0]), go(expr.args[1])], type };
      case 'scalar-array-op': {
        const operator = this.env.catalog.operatorById(expr.operatorId);
        const descriptor = this.env.catalog.functionById(expr.functionId);
        const isEquality = !!operator && operator.name === '=' && operator.canHash && operator.leftType === operator.rightType;
        return {
          kind: 'scalar-array-op',
          impl: this.implOf(expr.functionId, expr.inputCollation),
          isStrict: descriptor?.isStrict ?? true,
          useOr: expr.useOr,
          isEquality,
          ops: isEquality ? this.env.typeOps(expr.args[0].type) : null,
          argumentTypes: descriptor?.argumentTypes.some(isPolymorphic) ? [expr.args[0].type, this.elementType(expr.args[1].type)] : null,
          args: [go(expr.args[0]), go(expr.args[1])],
          type,
        };
      }
      case 'bool':
        if (expr.op === 'not') return { kind: 'not', arg: go(expr.args[0]!), type };
        return { kind: expr.op, args: expr.args.map(go), type };
      case 'case':
        return {
          kind: 'case',
          arg: expr.arg ? go(expr.arg) : null,
          whens: expr.whens.map(w => ({ condition: go(w.condition), result: go(w.result) })),
          otherwise: go(expr.otherwise),
          type,
        };
      case 'case-test':
        return { kind: 'case-test', type };
      case 'coalesce':
        return { kind: 'coalesce', args: expr.args.map(go), type };
      case 'minmax':
        return { kind: 'minmax', op: expr.op, ops: this.env.typeOps(type, expr.inputCollation), args: expr.args.map(go), type };
      case 'xml':
        return {
          kind: 'call',
          functionId: INVALID_OID,
          name: `xml${expr.op}`,
          impl: xmlOperation(expr),
          isStrict: false,
          volatility: 's',
          maySuspend: false,
          args: expr.args.map(go),
          argumentTypes: expr.args.map(a => a.type),
          type,
        };
      case 'null-test':
        return { kind: 'null-test', isNot: expr.isNot, isRow: expr.isRow, arg: go(expr.arg), type };
      case 'boolean-test':
        return { kind: 'boolean-test', test: expr.test, arg: go(expr.arg), type };
      case 'relabel':
        return relabelled(go(expr.arg), expr.arg.type, type);
      case 'collate':
        return go(expr.arg);
      case 'coerce-io':
        return { kind: 'coerce-io', from: this.env.typeOps(expr.arg.type), to: this.env.typeOps(type), arg: go(expr.arg), type };
      case 'coerce-typmod':
        return {
          kind: 'coerce-typmod',
          ops: this.env.typeOps(type),
          typmod: expr.typmod,
          isExplicit: expr.form === 'explicit-cast' || expr.form === 'function',
          arg: go(expr.arg),
          type,
        };
      case 'coerce-domain': {
        const domain = this.env.domainChecks(type);
        return {
          kind: 'coerce-domain',
          domain: type,
          domainName: domain.name,
          identity: domain,
          isNotNull: domain.isNotNull,
          checks: domain.checks.map(c => ({ name: c.name, condition: go(c.condition) })),
          arg: go(expr.arg),
          type,
        };
      }
      case 'array-coerce': {
        const element = go(expr.element);
        return { kind: 'array-coerce', element, elementType: expr.element.type, arg: go(expr.arg), type };
      }
      case 'array':
        return { kind: 'array', elementType: expr.elementType, isMultiDimensional: expr.isMultiDimensional, elements: expr.elements.map(go), type };
      case 'row':
        return { kind: 'row', fields: expr.fields.map(go), fieldNames: expr.fieldNames, type };
      case 'row-compare':
        return {
          kind: 'row-compare',
          op: expr.op,
          compare: expr.left.map((e, i) => this.env.typeOps(e.type, expr.inputCollations?.[i])),
          left: expr.left.map(go),
          right: expr.right.map(go),
          type,
        };
      case 'field-select':
        if (expr.arg.kind === 'sublink' && expr.arg.link === 'multi-expr') {
          const id = this.level.rowSubLinkParam(expr.arg, expr.field);
          if (id !== undefined) return { kind: 'exec-param', id, type };
        }
        return { kind: 'field-select', field: fieldPosition(this.env.catalog, expr.arg.type, expr.field) + 1, arg: go(expr.arg), type };
      case 'subscript':
        return {
          kind: 'subscript',
          isSlice: expr.isSlice,
          upper: expr.upper.map(e => (e ? go(e) : null)),
          lower: expr.lower.map(e => (e ? go(e) : null)),
          assigned: expr.assigned ? go(expr.assigned) : null,
          arg: go(expr.arg),
          type,
        };
      case 'sql-value':
        return { kind: 'sql-value', value: expr.value, typmod: expr.typmod, type };
      case 'next-value':
        return { kind: 'next-value', sequence: expr.sequence, type };
      case 'sublink':
        return this.level.lowerSubLink(expr, scope);
      case 'agg':
        if (expr.levelsUp > 0) return { kind: 'exec-param', id: this.level.outerReference(expr), type };
        {
          const id = this.level.loopParameter(expr);
          assert(id !== undefined, 'aggregate call outside its aggregation node');
          return { kind: 'exec-param', id, type };
        }
      case 'grouping':
        if (expr.levelsUp > 0) return { kind: 'exec-param', id: this.level.outerReference(expr), type };
        assert(false, 'GROUPING outside its aggregation node');
        break;
      case 'window':
      case 'sublink-column':
      case 'set-to-default':
      case 'current-of':
        assert(false, `${expr.kind} cannot be evaluated here`);
        break;
      default:
        return unreachable(expr);
    }
  }

  /** A set-returning call as such. */
  setCall(expr: FuncExpr, scope: ColumnScope): LoweredSetCall {
    const descriptor = this.descriptor(expr.functionId);
    return {
      functionId: expr.functionId,
      name: descriptor.name,
      impl: this.env.setImpl(descriptor),
      isStrict: descriptor.isStrict,
      args: this.list(expr.args, scope),
      argumentTypes: argumentTypes(expr),
      type: expr.type,
      ...(expr.resultColumns !== undefined && { resultColumns: expr.resultColumns }),
      source: expr,
    };
  }

  private elementType(array: Oid): Oid {
    const { catalog } = this.env;
    return catalog.typeById(baseType(catalog, array))?.elementType ?? INVALID_OID;
  }

  private descriptor(functionId: Oid) {
    const descriptor = this.env.catalog.functionById(functionId);
    assert(descriptor !== undefined, `cache lookup failed for function ${functionId}`);
    return descriptor;
  }

  implOf(functionId: Oid, inputCollation?: Oid): ScalarImpl {
    return this.env.scalarImpl(this.descriptor(functionId), inputCollation);
  }

  private call(
    functionId: Oid,
    args: readonly Expr[],
    scope: ColumnScope,
    type: Oid,
    types: readonly Oid[],
    inputCollation?: Oid,
    isVariadic = false,
  ): Lowered {
    const descriptor = this.descriptor(functionId);
    return {
      kind: 'call',
      functionId,
      // Comparisons that engines know by name would not notice that they have no collation.
      name: inputCollation === CONFLICT_COLLATION ? `${descriptor.name} without collation` : descriptor.name,
      impl: this.env.scalarImpl(descriptor, inputCollation),
      isStrict: descriptor.isStrict,
      volatility: descriptor.volatility,
      maySuspend: this.env.maySuspend(descriptor),
      args: this.list(args, scope),
      argumentTypes: types,
      ...(isVariadic && { isVariadic }),
      type,
    };
  }
}

function relabelled(arg: Lowered, from: Oid, type: Oid): Lowered {
  const impl = relabelling(from, type);
  if (impl === null) return { ...arg, type };
  return {
    kind: 'call',
    functionId: INVALID_OID,
    name: 'relabel',
    impl,
    isStrict: true,
    volatility: 'i',
    maySuspend: false,
    args: [arg],
    argumentTypes: [from],
    type,
  };
}

function argumentTypes(expr: FuncExpr): readonly Oid[] {
  return expr.args.map(a => a.type);
}

/** A lowered conjunction, null when the list is empty. */
export function lowerFilter(lowerer: Lowerer, quals: readonly Expr[], scope: ColumnScope): Lowered | null {
  if (quals.length === 0) return null;
  if (quals.length === 1) return lowerer.top(quals[0]!, scope);
  const source: Expr = { kind: 'bool', op: 'and', args: quals, type: BOOL, typmod: -1, collation: 0 as Oid, location: -1 };
  return { kind: 'and', args: quals.map(q => lowerer.top(q, scope)), type: BOOL, source };
}

export const RECORD_TYPE = RECORD;
