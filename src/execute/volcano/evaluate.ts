/**
 * Plain evaluation of lowered expressions over row arrays: one switch, nothing compiled, nothing specialised. The slow and simple
 * counterpart of the closures in runtime/expression.
 */
import { assert, unreachable } from '../../base/index.js';
import { assignJsonbElement } from '../../functions/index.js';
import type { Lowered } from '../../plan/index.js';
import { JSONB, type ArrayValue, type Datum, type RecordValue } from '../../types/index.js';
import { UNSET, type ExecutionState } from '../runtime/execution-state.js';
import { callImpl } from '../runtime/expression/compile-call.js';
import { groupingMask } from '../runtime/expression/compile.js';
import { SYSTEM_COLUMNS } from '../runtime/expression/scope.js';
import {
  arrayElement,
  arraySlice,
  assignElement,
  assignSlice,
  booleanTest,
  coerceThroughText,
  domainCheckFailed,
  domainNotNull,
  greatestOrLeast,
  isDistinct,
  makeArray,
  nullIf,
  rowCompare,
  rowNullTest,
  scalarArrayOp,
} from '../runtime/expression/semantics.js';
import { evaluateSqlValue } from '../runtime/expression/sql-value.js';
import { once } from '../runtime/replay.js';
import type { Row } from '../runtime/row.js';

/** What an expression of a node sees. Reused from row to row. */
export class Frame {
  /** Columns of input 0 and input 1; in scans input 0 = the table's columns, then the system columns if the node reads any. */
  first: Row = [];
  second: Row = [];
  /** Where system columns begin in `first`. */
  systemStart = 0;
  groupingSets: readonly (readonly number[])[] | null = null;
  groupingSlot = 0;
  private placeholder: Datum = null;

  constructor(readonly state: ExecutionState) {}

  evaluate(e: Lowered): Datum {
    const { state } = this;
    switch (e.kind) {
      case 'const':
        return e.value;
      case 'param':
        return state.parameters[e.index];
      case 'exec-param': {
        const value = state.execParams[e.id];
        return value === UNSET ? state.initParam(e.id) : value;
      }
      case 'column':
        return e.input === 0 ? this.first[e.index] : this.second[e.index];
      case 'system-column':
        return this.first[this.systemStart + SYSTEM_COLUMNS.indexOf(e.column)];
      case 'call': {
        if (e.volatility === 'v' && state.replay !== null) return once(state.replay, e, () => this.call(e));
        return this.call(e);
      }
      case 'and':
      case 'or': {
        const deciding = e.kind === 'or';
        let result: Datum = !deciding;
        for (const arg of e.args) {
          const value = this.evaluate(arg);
          if (value === deciding) return deciding;
          if (value === null) result = null;
        }
        return result;
      }
      case 'not': {
        const value = this.evaluate(e.arg);
        return value === null ? null : !value;
      }
      case 'case': {
        const saved = this.placeholder;
        const argument = e.arg === null ? null : this.evaluate(e.arg);
        for (const when of e.whens) {
          if (e.arg !== null) this.placeholder = argument;
          const holds = this.evaluate(when.condition);
          this.placeholder = saved;
          if (holds === true) return this.evaluate(when.result);
        }
        return this.evaluate(e.otherwise);
      }
      case 'case-test':
        return this.placeholder;
      case 'coalesce':
        for (const arg of e.args) {
          const value = this.evaluate(arg);
          if (value !== null) return value;
        }
        return null;
      case 'minmax':
        return greatestOrLeast(e.op, e.ops, this.all(e.args));
      case 'nullif': {
        const [a, b] = this.all(e.args);
        return nullIf(e.equal, a, b, state.context);
      }
      case 'distinct': {
        const [a, b] = this.all(e.args);
        return isDistinct(e.equal, a, b, state.context);
      }
      case 'scalar-array-op': {
        const [scalar, array] = this.all(e.args);
        return scalarArrayOp(
          e.impl,
          e.isStrict,
          e.useOr,
          scalar,
          array,
          e.argumentTypes === null ? state.context : state.callContext(e, e.argumentTypes, e.type),
        );
      }
      case 'null-test': {
        const value = this.evaluate(e.arg);
        return e.isRow ? rowNullTest(value, e.isNot) : (value === null) !== e.isNot;
      }
      case 'boolean-test':
        return booleanTest(e.test, this.evaluate(e.arg));
      case 'coerce-io':
        return coerceThroughText(e.from, e.to, this.evaluate(e.arg), state.context);
      case 'coerce-typmod': {
        const value = this.evaluate(e.arg);
        return value === null || e.ops.applyTypmod === undefined ? value : e.ops.applyTypmod(value, e.typmod, e.isExplicit);
      }
      case 'coerce-domain': {
        const value = this.evaluate(e.arg);
        if (e.isNotNull && value === null) throw domainNotNull(e.identity);
        for (const check of e.checks) {
          if (this.withPlaceholder(value, check.condition) === false) throw domainCheckFailed(e.identity, check.name);
        }
        return value;
      }
      case 'array-coerce': {
        const array = this.evaluate(e.arg) as ArrayValue | null;
        if (array === null) return null;
        const values = array.values.map(v => this.withPlaceholder(v, e.element));
        return { kind: 'array', elementType: e.elementType, dims: array.dims, lowerBounds: array.lowerBounds, values };
      }
      case 'array':
        return makeArray(e.elementType, e.isMultiDimensional, this.all(e.elements));
      case 'row':
        return { kind: 'record', typeId: e.type, fieldTypes: e.fields.map(f => f.type), fieldNames: e.fieldNames, values: this.all(e.fields) };
      case 'row-compare': {
        const left = this.all(e.left);
        return rowCompare(e.op, e.compare, left, this.all(e.right));
      }
      case 'field-select': {
        const record = this.evaluate(e.arg) as RecordValue | null;
        return record === null ? null : (record.values[e.field - 1] ?? null);
      }
      case 'subscript':
        return this.subscript(e);
      case 'sql-value':
        return evaluateSqlValue(e.value, e.typmod, state.context);
      case 'current-of':
        return state.services.cursorRow(e.cursor, e.relation);
      case 'next-value':
        if (state.replay !== null) return once(state.replay, e, () => state.context.sequences.nextval(e.sequence));
        return state.context.sequences.nextval(e.sequence);
      case 'grouping':
        assert(this.groupingSets !== null, 'GROUPING outside an aggregate node');
        return groupingMask(e.keyIndexes, this.groupingSets[this.first[this.groupingSlot] as number]);
      case 'subplan': {
        const run = state.subPlan(e.plan);
        if (e.hashed !== null) return run.probeHashed(e.link, this.all(e.hashed.probes), e.hashed.ops);
        for (const { id, value } of e.assign) state.execParams[id] = this.evaluate(value);
        const test = e.test;
        const placeholder = this.placeholder;
        const value = run.evaluate(e.link, test === null ? null : () => this.evaluate(test), e.testParams);
        this.placeholder = placeholder;
        return value;
      }
      default:
        return unreachable(e);
    }
  }

  private call(e: Extract<Lowered, { kind: 'call' }>): Datum {
    const values = this.all(e.args);
    if (e.isStrict && values.includes(null)) return null;
    return callImpl(e.impl, values, this.state.callContext(e, e.argumentTypes, e.type));
  }

  all(list: readonly Lowered[]): Datum[] {
    const values: Datum[] = [];
    for (const e of list) values.push(this.evaluate(e));
    return values;
  }

  /** True when there is no condition or it is true. */
  passes(condition: Lowered | null): boolean {
    return condition === null || this.evaluate(condition) === true;
  }

  private withPlaceholder(value: Datum, e: Lowered): Datum {
    const saved = this.placeholder;
    this.placeholder = value;
    const result = this.evaluate(e);
    this.placeholder = saved;
    return result;
  }

  private subscript(e: Extract<Lowered, { kind: 'subscript' }>): Datum {
    const bounds = (list: readonly (Lowered | null)[]): (Datum | undefined)[] => list.map(b => (b === null ? undefined : this.evaluate(b)));
    const array = this.evaluate(e.arg);
    const upper = bounds(e.upper);
    const lower = bounds(e.lower);
    if (e.assigned === null) return e.isSlice ? arraySlice(array, lower, upper) : arrayElement(array, upper as Datum[]);
    const value = this.evaluate(e.assigned);
    if (e.type === JSONB) return assignJsonbElement(array, upper as Datum[], value);
    const elementType = this.state.elementTypeOf(e.type);
    return e.isSlice ? assignSlice(array, elementType, lower, upper, value) : assignElement(array, elementType, upper as Datum[], value);
  }
}
