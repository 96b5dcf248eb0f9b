/**
 * Which rows of pg_proc, pg_operator and pg_cast golden statements execute. Implementations are wrapped as sessions bind them, and every
 * planned query is walked: a function counts when its implementation was called (window functions: when a query with it ended well), an operator or a cast when
 * it stands in a statement's query and its function was called while the statement ran, or, where it needs none or an engine computes it itself, when the
 * statement ended well.
 */
import { visitChildren, visitQueryExpressions, type Expr, type Query } from '../../src/analyze/index.js';
import { functionTable } from '../../src/catalog/builtin/builtin-functions.js';
import { castTable, operatorTable } from '../../src/catalog/builtin/builtin-operators.js';
import { builtinFunction, builtinType, type FunctionDescriptor } from '../../src/catalog/index.js';
import { aggregateFunctions, scalarFunctions, setFunctions, type AggregateImpl } from '../../src/functions/index.js';
import type { PlannerEnv } from '../../src/plan/index.js';
import type { PreparedStatement } from '../../src/session/prepared-statement.js';
import { SessionServices } from '../../src/session/session-services.js';
import { StatementRunner } from '../../src/session/statement-runner.js';

/** Not there yet: full-text search, and to_ascii with an encoding. */
const NOT_THERE = /^to_ascii\(text,(int4|name)\)|\b(tsvector|tsquery|gtsvector|regconfig|regdictionary)\b|^ts_|^(plain|phrase|websearch_)?to_ts/;

type AnyFunction = (...args: unknown[]) => unknown;

export interface Row {
  readonly label: string;
  isCovered: boolean;
}

const typeName = (id: number): string => builtinType(id)?.name ?? String(id);

export class CallRecorder {
  readonly functions = new Map<string, Row>();
  readonly aggregates = new Map<string, Row>();
  readonly windowFunctions = new Map<number, Row>();
  readonly operators = new Map<number, Row & { readonly signature: string }>();
  readonly casts = new Map<string, Row & { readonly signature: string | null }>();
  /** Of the statement that runs. */
  private readonly called = new Set<string>();
  private queries: Query[] = [];

  constructor() {
    this.readRows();
    this.wrapImplementations();
    this.watchPlanning();
  }

  private readRows(): void {
    const [scalars, sets, aggregates] = [scalarFunctions(), setFunctions(), aggregateFunctions()];
    const [oidAt, kindAt] = [functionTable.column('oid'), functionTable.column('prokind')];
    for (let line = 0; line < functionTable.count; line++) {
      const fields = functionTable.fields(line);
      const id = Number(fields[oidAt]);
      const { signature } = builtinFunction(id)!;
      if (NOT_THERE.test(signature)) continue;
      if (fields[kindAt] === 'w') this.windowFunctions.set(id, { label: signature, isCovered: false });
      else if (aggregates.has(signature)) this.aggregates.set(signature, { label: signature, isCovered: false });
      else if (scalars.has(signature) || sets.has(signature)) this.functions.set(signature, { label: signature, isCovered: false });
    }
    this.readOperators();
    this.readCasts();
  }

  private readOperators(): void {
    const at = (name: string): number => operatorTable.column(name);
    for (let line = 0; line < operatorTable.count; line++) {
      const f = operatorTable.fields(line);
      const { signature } = builtinFunction(Number(f[at('oprcode')])) ?? { signature: '' };
      if (!this.functions.has(signature)) continue;
      const [left, right] = [Number(f[at('oprleft')]), Number(f[at('oprright')])];
      const label = left === 0 ? `${f[at('oprname')]} ${typeName(right)}` : `${typeName(left)} ${f[at('oprname')]} ${typeName(right)}`;
      this.operators.set(Number(f[at('oid')]), { label, signature, isCovered: false });
    }
  }

  private readCasts(): void {
    const at = (name: string): number => castTable.column(name);
    for (let line = 0; line < castTable.count; line++) {
      const f = castTable.fields(line);
      const [source, target, code] = [Number(f[at('castsource')]), Number(f[at('casttarget')]), Number(f[at('castfunc')])];
      const signature = code === 0 ? null : builtinFunction(code)!.signature;
      if (signature !== null && !this.functions.has(signature)) continue;
      const label = `${typeName(source)} to ${typeName(target)}`;
      if (!NOT_THERE.test(label)) this.casts.set(`${source} ${target}`, { label, signature, isCovered: false });
    }
  }

  /** What sessions bind is wrapped: functions note their calls, aggregates that a group was begun. */
  private wrapImplementations(): void {
    const wrapped = new Map<string, { readonly impl: unknown; readonly wrapper: unknown }>();
    const noted = <F extends AnyFunction>(impl: F, signature: string): F => {
      const known = wrapped.get(signature);
      if (known?.impl === impl) return known.wrapper as F;
      const wrapper: AnyFunction = (...args) => {
        this.called.add(signature);
        return impl(...args);
      };
      // Callers ask how many parameters there are, and some implementations carry properties.
      Object.defineProperties(wrapper, Object.getOwnPropertyDescriptors(impl));
      wrapped.set(signature, { impl, wrapper });
      return wrapper as F;
    };
    const begun = (impl: AggregateImpl, signature: string): AggregateImpl => {
      const init: AggregateImpl['init'] = context => {
        this.called.add(signature);
        return impl.init(context);
      };
      return Object.assign(Object.create(impl) as AggregateImpl, { ...impl, init });
    };
    const { scalarImpl, plannerEnv } = SessionServices.prototype;
    SessionServices.prototype.scalarImpl = function (descriptor) {
      return noted(scalarImpl.call(this, descriptor), descriptor.signature);
    };
    const environments = new WeakSet<PlannerEnv>();
    SessionServices.prototype.plannerEnv = function () {
      const env = plannerEnv.call(this);
      if (!environments.has(env)) {
        environments.add(env);
        const { setImpl, aggregateImpl } = env;
        Object.assign(env, {
          setImpl: (descriptor: FunctionDescriptor) => noted(setImpl(descriptor) as AnyFunction, descriptor.signature),
          aggregateImpl: (descriptor: FunctionDescriptor) => begun(aggregateImpl(descriptor), descriptor.signature),
        });
      }
      return env;
    };
  }

  private watchPlanning(): void {
    const { plan } = StatementRunner.prototype;
    const note = (query: Query): void => void this.queries.push(query);
    StatementRunner.prototype.plan = function (prepared: PreparedStatement): void {
      plan.call(this, prepared);
      if (prepared.analyzed !== null) note(prepared.analyzed.query);
    };
  }

  beginStatement(): void {
    this.called.clear();
    this.queries = [];
  }

  /** @param isDone the statement ended well, and ran what it planned. */
  endStatement(isDone: boolean): void {
    for (const signature of this.called) {
      const row = this.functions.get(signature) ?? this.aggregates.get(signature);
      if (row !== undefined) row.isCovered = true;
    }
    for (const query of this.queries) this.walk(query, isDone);
  }

  private walk(query: Query, isDone: boolean): void {
    const visit = (expr: Expr): void => {
      this.note(expr, isDone);
      visitChildren(expr, visit);
      if (expr.kind === 'sublink') this.walk(expr.query, isDone);
    };
    visitQueryExpressions(query, visit, inner => this.walk(inner, isDone));
  }

  private note(expr: Expr, isDone: boolean): void {
    const ran = (signature: string | null): boolean => isDone || (signature !== null && this.called.has(signature));
    if ('operatorId' in expr) {
      const row = this.operators.get(expr.operatorId);
      if (row !== undefined && ran(row.signature)) {
        row.isCovered = true;
        this.functions.get(row.signature)!.isCovered = true;
      }
    }
    if (expr.kind === 'window' && isDone) {
      const row = this.windowFunctions.get(expr.functionId);
      if (row !== undefined) row.isCovered = true;
    }
    if (expr.kind === 'func' && expr.form.endsWith('cast')) {
      this.noteCast(expr.args[0]!.type, expr.type, ran);
    } else if (expr.kind === 'relabel' || expr.kind === 'coerce-io' || expr.kind === 'coerce-typmod') {
      this.noteCast(expr.arg.type, expr.type, ran);
    }
  }

  private noteCast(source: number, target: number, ran: (signature: string | null) => boolean): void {
    const row = this.casts.get(`${source} ${target}`);
    if (row !== undefined && ran(row.signature)) row.isCovered = true;
  }
}
