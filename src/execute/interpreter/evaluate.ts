/** Evaluation of typed expressions, straight from the tree. Interruptible at every sub-select; no plan, no lowering, no cache but function look-ups. */
import { equalExpr, fieldPosition, walkQuery, type Expr, type FuncExpr, type Query, type SubLink } from '../../analyze/index.js';
import { assert, type Oid } from '../../base/index.js';
import type { FunctionDescriptor } from '../../catalog/index.js';
import { notSupported } from '../../errors/index.js';
import { existsQuery } from '../../plan/index.js';
import { xmlOperation, type ScalarImpl } from '../../functions/index.js';
import { relabelling, typeOids, type ArrayValue, type Datum, type RecordValue, type TypeOps } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import {
  arrayElement,
  arraySlice,
  booleanTest,
  coerceThroughText,
  domainCheckFailed,
  domainNotNull,
  makeArray,
  rowNullTest,
} from '../runtime/expression/semantics.js';
import { evaluateSqlValue } from '../runtime/expression/sql-value.js';
import type { FunctionBinder } from '../runtime/services.js';
import { moreThanOneRow } from '../runtime/sub-plan.js';
import type { Rows, Scope, Work } from './scope.js';

/** System columns by attnum: -1 ctid, -2 xmin, -3 cmin, -4 xmax, -5 cmax, -6 tableoid; here their place after the table's columns. */
const SYSTEM_PLACE: Readonly<Record<number, number>> = { [-1]: 0, [-2]: 1, [-3]: 3, [-4]: 2, [-5]: 4, [-6]: 5 };

export class Evaluator {
  readonly binder: FunctionBinder;
  /** Places of fields in their rows. */
  private readonly positions = new Map<Expr, number>();
  /** By collation, then by function. */
  private readonly scalars = new Map<number, Map<Oid, { readonly descriptor: FunctionDescriptor; readonly impl: ScalarImpl }>>();
  private readonly correlated = new Map<Query, boolean>();

  constructor(
    readonly state: ExecutionState,
    private readonly runQuery: (query: Query, outer: Scope) => Rows,
  ) {
    this.binder = state.services.binder;
  }

  *evaluate(e: Expr, scope: Scope): Work<Datum> {
    const known = scope.values.get(e);
    if (known !== undefined) return known;
    if (scope.keys !== null && e.kind !== 'const') for (const key of scope.keys) if (equalExpr(key.expr, e)) return key.value;
    switch (e.kind) {
      case 'const':
        return e.value;
      case 'param':
        return this.state.parameters[e.number - 1];
      case 'var':
        return yield* this.variableOf(e, scope);
      case 'func':
        return yield* this.call(e, e.functionId, e.args, scope);
      case 'op':
        return yield* this.call(e, e.functionId, e.args, scope);
      case 'distinct': {
        const a = yield* this.evaluate(e.args[0], scope);
        const b = yield* this.evaluate(e.args[1], scope);
        if (a === null || b === null) return a !== b;
        return this.apply(e, e.functionId, [a, b], e.args) !== true;
      }
      case 'nullif': {
        const a = yield* this.evaluate(e.args[0], scope);
        const b = yield* this.evaluate(e.args[1], scope);
        if (a === null || b === null) return a;
        return this.apply(e, e.functionId, [a, b], e.args) === true ? null : a;
      }
      case 'scalar-array-op':
        return yield* this.overArray(e, scope);
      case 'bool':
        return yield* this.logic(e, scope);
      case 'case':
        return yield* this.chooses(e, scope);
      case 'case-test':
        return scope.placeholder;
      case 'coalesce': {
        for (const arg of e.args) {
          const value = yield* this.evaluate(arg, scope);
          if (value !== null) return value;
        }
        return null;
      }
      case 'xml': {
        const values = yield* this.all(e.args, scope);
        const context = this.state.callContext(
          e,
          e.args.map(a => a.type),
          e.type,
        );
        return xmlOperation(e)(...values, context);
      }
      case 'minmax': {
        const ops = this.binder.typeOps(e.type, e.inputCollation);
        let best: Datum = null;
        for (const arg of e.args) {
          const value = yield* this.evaluate(arg, scope);
          if (value === null) continue;
          if (best === null || (e.op === 'greatest' ? ops.compare(value, best) > 0 : ops.compare(value, best) < 0)) best = value;
        }
        return best;
      }
      case 'null-test': {
        const value = yield* this.evaluate(e.arg, scope);
        return e.isRow ? rowNullTest(value, e.isNot) : (value === null) !== e.isNot;
      }
      case 'boolean-test':
        return booleanTest(e.test, yield* this.evaluate(e.arg, scope));
      case 'relabel': {
        const value = yield* this.evaluate(e.arg, scope);
        const change = value === null ? null : relabelling(e.arg.type, e.type);
        return change === null ? value : change(value as number);
      }
      case 'collate':
        return yield* this.evaluate(e.arg, scope);
      case 'coerce-io': {
        const value = yield* this.evaluate(e.arg, scope);
        return coerceThroughText(this.binder.typeOps(e.arg.type), this.binder.typeOps(e.type), value, this.state.context);
      }
      case 'coerce-typmod': {
        const value = yield* this.evaluate(e.arg, scope);
        const ops = this.binder.typeOps(e.type);
        const isExplicit = e.form === 'explicit-cast' || e.form === 'function';
        return value === null || ops.applyTypmod === undefined ? value : ops.applyTypmod(value, e.typmod, isExplicit);
      }
      case 'coerce-domain': {
        const value = yield* this.evaluate(e.arg, scope);
        const domain = this.binder.domainChecks(e.type);
        if (domain.isNotNull && value === null) throw domainNotNull(domain);
        for (const check of domain.checks) {
          if ((yield* this.withPlaceholder(value, check.condition, scope)) === false) throw domainCheckFailed(domain, check.name);
        }
        return value;
      }
      case 'array-coerce': {
        const array = (yield* this.evaluate(e.arg, scope)) as ArrayValue | null;
        if (array === null) return null;
        const values: Datum[] = [];
        for (const element of array.values) values.push(yield* this.withPlaceholder(element, e.element, scope));
        return { kind: 'array', elementType: e.element.type, dims: array.dims, lowerBounds: array.lowerBounds, values };
      }
      case 'array':
        return makeArray(e.elementType, e.isMultiDimensional, yield* this.all(e.elements, scope));
      case 'row': {
        const values = yield* this.all(e.fields, scope);
        return { kind: 'record', typeId: e.type, fieldTypes: e.fields.map(f => f.type), fieldNames: e.fieldNames, values };
      }
      case 'row-compare':
        return yield* this.compareRows(e, scope);
      case 'field-select': {
        const record = (yield* this.evaluate(e.arg, scope)) as RecordValue | null;
        return record === null ? null : (record.values[this.positionOf(e)] ?? null);
      }
      case 'subscript': {
        if (e.assigned !== null) throw notSupported('assignment to an array element outside UPDATE');
        const array = yield* this.evaluate(e.arg, scope);
        const upper: (Datum | undefined)[] = [];
        const lower: (Datum | undefined)[] = [];
        for (const bound of e.upper) upper.push(bound === null ? undefined : yield* this.evaluate(bound, scope));
        for (const bound of e.lower) lower.push(bound === null ? undefined : yield* this.evaluate(bound, scope));
        return e.isSlice ? arraySlice(array, lower, upper) : arrayElement(array, upper as Datum[]);
      }
      case 'sql-value':
        return evaluateSqlValue(e.value, e.typmod, this.state.context);
      case 'next-value':
        return this.state.context.sequences.nextval(e.sequence);
      case 'sublink':
        return yield* this.subLink(e, scope);
      case 'sublink-column':
        return scope.sublinkRow[e.column];
      case 'agg': {
        const value = scope.up(e.levelsUp).values.get(e);
        assert(value !== undefined, 'aggregate outside its grouped rows');
        return value;
      }
      case 'grouping': {
        let mask = 0;
        for (const ref of e.groupRefs) mask = mask * 2 + (scope.up(e.levelsUp).groupedRefs.has(ref) ? 0 : 1);
        return mask;
      }
      case 'window':
      case 'set-to-default':
      case 'current-of':
        throw new Error(`${e.kind} cannot be evaluated here`);
    }
  }

  *all(list: readonly Expr[], scope: Scope): Work<Datum[]> {
    const values: Datum[] = [];
    for (const e of list) values.push(yield* this.evaluate(e, scope));
    return values;
  }

  *isTrue(condition: Expr | null, scope: Scope): Work<boolean> {
    return condition === null || (yield* this.evaluate(condition, scope)) === true;
  }

  /** A call with evaluated arguments. */
  apply(site: object, functionId: Oid, values: readonly Datum[], args: readonly Expr[], resultType = 0): Datum {
    const { descriptor, impl } = this.scalar(functionId, (site as { readonly inputCollation?: Oid }).inputCollation);
    if (descriptor.isStrict && values.includes(null)) return null;
    return impl(
      ...values,
      this.state.callContext(
        site,
        args.map(a => a.type),
        resultType,
      ),
    );
  }

  /** A cast function on one value. */
  applyTo(functionId: Oid, value: Datum, from: Oid, to: Oid): Datum {
    const { descriptor, impl } = this.scalar(functionId);
    if (descriptor.isStrict && value === null) return null;
    const context = this.state.callContext(descriptor, [from], to);
    // Casts with a typmod parameter get "none", and whether they are explicit.
    if (descriptor.argumentTypes.length === 3) return impl(value, -1, false, context);
    if (descriptor.argumentTypes.length === 2) return impl(value, -1, context);
    return impl(value, context);
  }

  private positionOf(e: Expr & { kind: 'field-select' }): number {
    let position = this.positions.get(e);
    if (position === undefined) this.positions.set(e, (position = fieldPosition(this.binder.catalog, e.arg.type, e.field)));
    return position;
  }

  descriptor(functionId: Oid): FunctionDescriptor {
    const descriptor = this.binder.catalog.functionById(functionId);
    assert(descriptor !== undefined, `there is no function ${functionId}`);
    return descriptor;
  }

  private scalar(functionId: Oid, inputCollation?: Oid) {
    let ofCollation = this.scalars.get(inputCollation ?? 0);
    if (ofCollation === undefined) this.scalars.set(inputCollation ?? 0, (ofCollation = new Map()));
    let found = ofCollation.get(functionId);
    if (found === undefined) {
      const descriptor = this.descriptor(functionId);
      found = { descriptor, impl: this.binder.scalarImpl(descriptor, inputCollation) };
      ofCollation.set(functionId, found);
    }
    return found;
  }

  private *call(e: Expr, functionId: Oid, args: readonly Expr[], scope: Scope): Work<Datum> {
    const values = yield* this.all(args, scope);
    return this.apply(e, functionId, values, args, e.type);
  }

  /** A column, or the key of a group around the sub-select that it stands in: grouping sets that leave the key out make it NULL. */
  private *variableOf(e: Expr & { kind: 'var' }, scope: Scope): Work<Datum> {
    const owner = scope.up(e.levelsUp);
    if (e.levelsUp > 0 && owner.keys !== null) {
      for (const { expr, value } of owner.keys)
        if (expr.kind === 'var' && expr.levelsUp === 0 && expr.table === e.table && expr.column === e.column) return value;
    }
    return yield* this.variable(e, owner);
  }

  private *variable(e: Extract<Expr, { kind: 'var' }>, scope: Scope): Work<Datum> {
    const entry = scope.query?.rangeTable[e.table];
    if (entry?.kind === 'join' && scope.rows[e.table] === undefined) {
      if (e.column > 0) return yield* this.evaluate(entry.columnExprs[e.column - 1], scope);
      const values = yield* this.all(entry.columnExprs, scope);
      return { kind: 'record', typeId: typeOids.RECORD, fieldTypes: entry.columns.map(c => c.type), fieldNames: entry.columns.map(c => c.name), values };
    }
    const row = scope.rows[e.table];
    if (row === null || row === undefined || entry === undefined) return null;
    if (e.column > 0) return row[e.column - 1];
    if (e.column < 0) return row[entry.columns.length + SYSTEM_PLACE[e.column]];
    // Dropped columns are no fields.
    const fields = entry.columns.flatMap((c, i) => (entry.kind === 'relation' && entry.relation.columns[i]?.isDropped === true ? [] : [{ c, value: row[i] }]));
    return {
      kind: 'record',
      typeId: e.type,
      fieldTypes: fields.map(f => f.c.type),
      fieldNames: fields.map(f => f.c.name),
      values: fields.map(f => f.value),
    };
  }

  private *overArray(e: Extract<Expr, { kind: 'scalar-array-op' }>, scope: Scope): Work<Datum> {
    const scalar = yield* this.evaluate(e.args[0], scope);
    const array = (yield* this.evaluate(e.args[1], scope)) as ArrayValue | null;
    if (array === null) return null;
    if (array.values.length === 0) return !e.useOr;
    let sawNull = false;
    for (const element of array.values) {
      const result = this.apply(e, e.functionId, [scalar, element], e.args);
      if (result === null) sawNull = true;
      else if (result === e.useOr) return e.useOr;
    }
    return sawNull ? null : !e.useOr;
  }

  private *logic(e: Extract<Expr, { kind: 'bool' }>, scope: Scope): Work<Datum> {
    if (e.op === 'not') {
      const value = yield* this.evaluate(e.args[0], scope);
      return value === null ? null : !value;
    }
    const deciding = e.op === 'or';
    let sawNull = false;
    for (const arg of e.args) {
      const value = yield* this.evaluate(arg, scope);
      if (value === deciding) return deciding;
      if (value === null) sawNull = true;
    }
    return sawNull ? null : !deciding;
  }

  private *chooses(e: Extract<Expr, { kind: 'case' }>, scope: Scope): Work<Datum> {
    const argument = e.arg === null ? null : yield* this.evaluate(e.arg, scope);
    for (const when of e.whens) {
      const holds = e.arg === null ? yield* this.evaluate(when.condition, scope) : yield* this.withPlaceholder(argument, when.condition, scope);
      if (holds === true) return yield* this.evaluate(when.result, scope);
    }
    return yield* this.evaluate(e.otherwise, scope);
  }

  private *withPlaceholder(value: Datum, e: Expr, scope: Scope): Work<Datum> {
    const saved = scope.placeholder;
    scope.placeholder = value;
    try {
      return yield* this.evaluate(e, scope);
    } finally {
      scope.placeholder = saved;
    }
  }

  private *compareRows(e: Extract<Expr, { kind: 'row-compare' }>, scope: Scope): Work<Datum> {
    for (let i = 0; i < e.left.length; i++) {
      const a = yield* this.evaluate(e.left[i], scope);
      const b = yield* this.evaluate(e.right[i], scope);
      if (a === null || b === null) return null;
      const ops: TypeOps = this.binder.typeOps(e.left[i].type, e.inputCollations?.[i]);
      const order = ops.compare(a, b);
      if (order !== 0) return e.op.startsWith('<') ? order < 0 : order > 0;
    }
    return e.op === '<=' || e.op === '>=';
  }

  private *subLink(e: SubLink, scope: Scope): Work<Datum> {
    const kept = scope.kept.get(e);
    if (kept !== undefined) return kept as Datum;
    const isFixed = !this.isCorrelated(e.query);
    switch (e.link) {
      case 'any':
      case 'all': {
        const rows = yield* this.rowsOf(e.query, scope);
        return yield* this.quantified(e, rows, scope);
      }
      case 'exists': {
        let found = false;
        const rows = this.runQuery(asked(e), scope);
        for (const row of rows) {
          if (row === null) yield null;
          else {
            found = true;
            break;
          }
        }
        if (isFixed) scope.kept.set(e, found);
        return found;
      }
      default: {
        const rows = yield* this.rowsOf(e.query, scope);
        const value = this.valueOf(e, rows);
        if (isFixed) scope.kept.set(e, value);
        return value;
      }
    }
  }

  private valueOf(e: SubLink, rows: readonly (readonly Datum[])[]): Datum {
    if (e.link === 'array') {
      const elementType = e.query.targets.filter(t => !t.isJunk)[0].expr.type;
      const inner = this.state.context.typeById(elementType)?.elementOid ?? 0;
      return makeArray(
        inner !== 0 ? (inner as Oid) : elementType,
        inner !== 0,
        rows.map(r => r[0]),
      );
    }
    if (rows.length > 1) throw moreThanOneRow();
    if (rows.length === 0) return null;
    if (e.link === 'expr') return rows[0][0];
    const targets = e.query.targets.filter(t => !t.isJunk);
    return { kind: 'record', typeId: typeOids.RECORD, fieldTypes: targets.map(t => t.expr.type), fieldNames: targets.map(t => t.name), values: rows[0] };
  }

  private *quantified(e: SubLink, rows: readonly (readonly Datum[])[], scope: Scope): Work<Datum> {
    const deciding = e.link === 'any';
    let sawNull = false;
    for (const row of rows) {
      const saved = scope.sublinkRow;
      scope.sublinkRow = row;
      const result = yield* this.evaluate(e.test as Expr, scope);
      scope.sublinkRow = saved;
      if (result === deciding) return deciding;
      if (result === null) sawNull = true;
    }
    return sawNull ? null : !deciding;
  }

  /** All rows of a sub-select; kept when it does not depend on the current row. */
  private *rowsOf(query: Query, scope: Scope): Work<readonly (readonly Datum[])[]> {
    const kept = scope.kept.get(query);
    if (kept !== undefined) return kept as readonly (readonly Datum[])[];
    const rows: (readonly Datum[])[] = [];
    const isFixed = !this.isCorrelated(query);
    for (const row of this.runQuery(query, scope)) {
      if (row === null) {
        yield null;
        continue;
      }
      if (isFixed) scope.keepRow(this.state, row);
      rows.push(row);
    }
    if (isFixed) scope.kept.set(query, rows);
    return rows;
  }

  /** True when something inside refers to a level outside the query. */
  isCorrelated(query: Query): boolean {
    let found = this.correlated.get(query);
    if (found === undefined) {
      found = false;
      walkQuery(query, (e, level) => {
        if ((e.kind === 'var' || e.kind === 'agg' || e.kind === 'grouping') && e.levelsUp > level) found = true;
      });
      if (readsOuterCte(query, 0)) found = true;
      this.correlated.set(query, found);
    }
    return found;
  }
}

/** A reference to a WITH query outside may be to a working table, which changes. */
function readsOuterCte(query: Query, level: number): boolean {
  return query.rangeTable.some(
    entry => (entry.kind === 'cte' && entry.isSelfReference && entry.levelsUp > level) || (entry.kind === 'subquery' && readsOuterCte(entry.query, level + 1)),
  );
}

/** Set-returning calls of an expression, innermost first. */
export function setCallsOf(e: Expr, visitChildren: (e: Expr, visit: (child: Expr) => void) => void): FuncExpr[] {
  const found: FuncExpr[] = [];
  const walk = (x: Expr): void => {
    visitChildren(x, walk);
    if (x.kind === 'func' && x.returnsSet) found.push(x);
  };
  walk(e);
  return found;
}

const askedQueries = new WeakMap<SubLink, Query>();

/** EXISTS: its sub-select without what it does not ask for. */
function asked(link: SubLink): Query {
  let query = askedQueries.get(link);
  if (query === undefined) askedQueries.set(link, (query = existsQuery(link.query)));
  return query;
}
