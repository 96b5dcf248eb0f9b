/** Plugs the session into the ports of the storeys below: call context, planner environment, execution services, command context. */
import {
  Analysis,
  ParameterTypes,
  analyzeStoredExpression,
  checkExpr,
  exclusionCondition,
  columnDefault,
  generationExpr,
  indexExpressions,
  indexPredicate,
  resolveTypeName,
  type Expr,
} from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import type { RangeVar, Statement, TypeName } from '../sql/index.js';
import {
  collationName,
  CONFLICT_COLLATION,
  formatType,
  textSearchConfigurationName,
  type FunctionDescriptor,
  type RelationDescriptor,
} from '../catalog/index.js';
import type { CommandContext } from '../commands/index.js';
import { PgError, SQLSTATE } from '../errors/index.js';
import {
  ConstraintQueue,
  ExecutionState,
  MemoryBudget,
  compileExpression,
  engineNamed,
  rowScope,
  type EngineName,
  type ExecutionServices,
  type TableRules,
} from '../execute/index.js';
import {
  aggregateFunction,
  asciiScalar,
  collatedAggregate,
  collatedScalar,
  scalarFunction,
  setFunction,
  uncollatedScalar,
  type ScalarImpl,
} from '../functions/index.js';
import { lowerStored, type PlannedStatement, type PlannerEnv, type PlannerSettings } from '../plan/index.js';
import { ACCESS_EXCLUSIVE, lockModeByName, relationTag, type Snapshot, type Transaction, type Waiting } from '../txn/index.js';
import type { TemporaryFiles } from '../storage/index.js';
import { arrayType, collatedType, icuCollator, UNCOLLATED, UNKNOWN, type Collator, type Datum, type TypeContext, type TypeOps } from '../types/index.js';
import { SessionCallContext } from './call-context.js';
import { SessionCommandContext } from './command-context.js';
import type { SessionActivity } from './session-activity.js';
import type { SessionSequences } from './sequences.js';
import type { ResultConsumer } from './consumer.js';
import type { DatabasePort } from './database-port.js';
import type { Portal } from './portal.js';
import type { PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';
import { cursorRow } from './statements/cursors.js';
import { valueRelation } from './value-relation.js';
import { TemporaryObjects } from './temporary-objects.js';

/** A table of fewer pages that serializable transactions change all the time counts as one of so many, and what "all the time" means: changes since it was opened. */
const BUSY_TABLE_PAGES = 10;
const BUSY_CHANGES = 500;
const BUSY_CHANGES_PER_ROW = 10;
/** C, POSIX and ucs_basic. */
const ASCII_COLLATIONS = new Set<number>([950, 951, 12340]);

export class SessionServices {
  readonly callContext: SessionCallContext;
  readonly constraints = new ConstraintQueue(() => this.session.settings.hot.isReplica);
  private readonly storedExpressions = new WeakMap<RelationDescriptor, Map<string, Expr>>();
  private readonly rules = new WeakMap<RelationDescriptor, { epoch: number; rules: TableRules }>();
  private plannerSettings: { epoch: number; settings: PlannerSettings } | null = null;

  readonly temporary: TemporaryObjects;
  readonly temporaryFiles: TemporaryFiles;

  constructor(private readonly session: Session) {
    this.callContext = new SessionCallContext(session);
    this.temporary = new TemporaryObjects(session);
    this.workBudget = new MemoryBudget(0, 0, session.database.environment.memory);
    this.temporaryFiles = session.database.openTemporaryFiles(session.pid, () => session.settings.number('temp_file_limit'));
  }

  /** Waits that functions of the running statement asked for. */
  get activity(): SessionActivity {
    return this.callContext.session.activity;
  }

  sliceExpired(): boolean {
    return this.session.driver.sliceExpired();
  }

  // --- transactions -----------------------------------------------------------------------------------------------

  /** Is there anything to do before the commit record? */
  get hasCommitWork(): boolean {
    return !this.constraints.isEmpty || this.temporary.hasCommitWork;
  }

  /** Deferred constraints are checked before the commit record, and ON COMMIT actions done. */
  *beforeCommit(): Waiting<void> {
    const { session } = this;
    if (session.block.current === null) return;
    yield* this.runDeferredConstraints();
    yield* this.temporary.beforeCommit();
  }

  /** @throws PgError 0A000 when the transaction has done what no other session could end */
  checkPreparable(): void {
    const { session } = this;
    const transaction = session.block.current!;
    if (transaction.usesTemporaryObjects || this.holdsTemporaryRelation(transaction))
      throw new PgError('feature_not_supported', 'cannot PREPARE a transaction that has operated on temporary objects');
    if (transaction.usesNotifications) throw new PgError('feature_not_supported', 'cannot PREPARE a transaction that has executed LISTEN, UNLISTEN, or NOTIFY');
    if (session.hasNewHoldableCursor()) throw new PgError('feature_not_supported', 'cannot PREPARE a transaction that has created a cursor WITH HOLD');
  }

  private holdsTemporaryRelation(transaction: Transaction): boolean {
    const { catalog } = this.session;
    if (catalog.tempSchema === null) return false;
    const committed = this.session.database.openCatalog();
    return transaction.locks.holdings.some(
      ({ lock: { tag } }) => tag.kind === 'relation' && (catalog.relationById(tag.relation) ?? committed.relationById(tag.relation))?.persistence === 't',
    );
  }

  /** Checks what waits for the commit; `only`: of these constraints. */
  *runDeferredConstraints(only: ReadonlySet<Oid> | null = null): Waiting<void> {
    const { session } = this;
    if (session.block.current === null || this.constraints.isEmpty) return;
    const snapshot = session.block.takeSnapshot();
    try {
      yield* this.constraints.runDeferred(session.block.current, snapshot, this.executionServices(), only);
    } finally {
      session.database.manager.releaseSnapshot(snapshot);
    }
  }

  checkWritable(command: string): void {
    if (this.session.settings.hot.isReadOnly) {
      throw new PgError('read_only_sql_transaction', `cannot execute ${command.endsWith('()') ? command : command.toUpperCase()} in a read-only transaction`);
    }
  }

  /** A read-only transaction may write to temporary tables, and lock their rows. @throws 25006 */
  checkStatementWritable(locks: PlannedStatement['locks'], command: () => string): void {
    if (!this.session.settings.hot.isReadOnly) return;
    const { catalog } = this.session;
    const isShared = locks.some(({ relation, mode }) => mode !== 'AccessShareLock' && catalog.relationById(relation as Oid)?.persistence !== 't');
    if (isShared) this.checkWritable(command());
  }

  /** True when nobody holds or awaits a lock that conflicts with one of these. */
  areFree(locks: PlannedStatement['locks']): boolean {
    const { owner, database } = this.session;
    for (let i = 0; i < locks.length; i++) {
      const { relation, mode } = locks[i]!;
      if (relation >= 16384 && !database.manager.locks.isFree(relation as Oid, lockModeByName(mode) ?? ACCESS_EXCLUSIVE, owner)) return false;
    }
    return true;
  }

  /** @param statement names the relations: what ends a wait is said to have happened where it does */
  *lockRelations(locks: PlannedStatement['locks'], statement: Statement | null = null): Waiting<void> {
    const { session } = this;
    const transaction = session.block.ensure();
    for (const { relation, mode } of locks) {
      if (relation < 16384) continue;
      this.requirePopulated(relation as Oid);
      const lockMode = lockModeByName(mode) ?? ACCESS_EXCLUSIVE;
      try {
        yield* session.database.manager.locks.acquire(transaction.locks, relationTag(relation), lockMode);
      } catch (error) {
        if (error instanceof PgError && error.code !== SQLSTATE.query_canceled) error.at(this.placeOf(statement, relation));
        throw error;
      }
    }
  }

  /** Where a statement names a relation first, counted from 1. */
  private placeOf(part: unknown, relation: Oid): number | undefined {
    if (typeof part !== 'object' || part === null) return undefined;
    if (Array.isArray(part)) {
      for (const each of part) {
        const place = this.placeOf(each, relation);
        if (place !== undefined) return place;
      }
      return undefined;
    }
    const node = part as { readonly kind?: unknown };
    if (node.kind === 'RangeVar') {
      const { schemaname, relname, location } = part as RangeVar;
      return this.session.catalog.relation(schemaname, relname)?.oid === relation && location >= 0 ? location + 1 : undefined;
    }
    return this.placeOf(Object.values(part), relation);
  }

  /** A materialized view WITH NO DATA cannot be read. */
  private requirePopulated(id: Oid): void {
    const relation = this.session.catalog.relationById(id);
    if (relation?.isPopulated !== false) return;
    throw new PgError('object_not_in_prerequisite_state', `materialized view "${relation.name}" has not been populated`, {
      hint: 'Use the REFRESH MATERIALIZED VIEW command.',
    });
  }

  // --- analysis and planning -----------------------------------------------------------------------------------------

  analyzeOptions(parameters: ParameterTypes) {
    const { catalog, database, settings } = this.session;
    return { catalog, parameters, context: this.callContext as TypeContext, database: database.name, nullEquals: settings.hot.nullEquals };
  }

  typeOps(type: number, collation?: Oid): TypeOps {
    const ops = this.session.catalog.typeOps(type as Oid);
    if (!ops) throw new PgError('undefined_object', `type with OID ${type} does not exist`);
    if (collation === CONFLICT_COLLATION) return collatedType(ops, UNCOLLATED) ?? ops;
    const collator = collation === undefined ? null : this.collator(collation);
    return collator === null ? ops : this.collated(ops, collator);
  }

  /** pg_collation_for: the name of its argument's collation. */
  private collationFor(collation: Oid): ScalarImpl {
    const { catalog } = this.session;
    const name = catalog.collationName(collation) === undefined ? null : collationName(catalog, collation);
    return (_value: Datum, context: { readonly argumentTypes: readonly number[] }) => {
      const type = context.argumentTypes[0] as Oid;
      if ((catalog.typeById(type)?.collation ?? 0) === 0 && type !== UNKNOWN) {
        throw new PgError('datatype_mismatch', `collations are not supported by type ${formatType(catalog, type)}`);
      }
      return name;
    };
  }

  /** Null for collations that order by bytes. */
  private collator(collation: Oid): Collator | null {
    const locale = this.session.catalog.icuLocale(collation);
    return locale === null ? null : icuCollator(locale);
  }

  private collated(ops: TypeOps, collator: Collator): TypeOps {
    if (ops.elementOid === 0) return collatedType(ops, collator) ?? ops;
    const element = collatedType(this.typeOps(ops.elementOid), collator);
    return element === undefined ? ops : { ...ops, compare: arrayType(element, ops.name).compare };
  }

  scalarImpl(descriptor: FunctionDescriptor, inputCollation?: Oid): ScalarImpl {
    if (inputCollation !== undefined && descriptor.language === 'internal') {
      if (descriptor.signature === 'pg_collation_for(any)') return this.collationFor(inputCollation);
      if (inputCollation === CONFLICT_COLLATION) {
        const failing = uncollatedScalar(descriptor.signature);
        if (failing) return failing;
      } else {
        const collator = this.collator(inputCollation);
        const impl =
          collator !== null
            ? collatedScalar(descriptor.signature, collator)
            : ASCII_COLLATIONS.has(inputCollation)
              ? asciiScalar(descriptor.signature)
              : undefined;
        if (impl) return impl;
      }
    }
    // Functions of user-defined types (constructors of ranges) name the implementation they share.
    const impl = descriptor.language === 'internal' ? (scalarFunction(descriptor.signature) ?? scalarFunction(descriptor.source)) : undefined;
    if (!impl) throw unsupportedFunction(descriptor);
    return impl;
  }

  private environment: PlannerEnv | null = null;

  plannerEnv(): PlannerEnv {
    return (this.environment ??= this.makePlannerEnv());
  }

  private makePlannerEnv(): PlannerEnv {
    const { session } = this;
    const settings = (): PlannerSettings => this.settingsForPlanner();
    return {
      catalog: session.catalog,
      get settings() {
        return settings();
      },
      callContext: this.callContext,
      typeOps: (type, collation) => this.typeOps(type, collation),
      scalarImpl: (descriptor, inputCollation) => this.scalarImpl(descriptor, inputCollation),
      setImpl: descriptor => {
        const impl = setFunction(descriptor.signature);
        if (!impl) throw unsupportedFunction(descriptor);
        return impl;
      },
      aggregateImpl: (descriptor, inputCollation) => {
        if (inputCollation !== undefined) {
          const collator = this.collator(inputCollation);
          const collated = collator !== null || inputCollation === CONFLICT_COLLATION ? collatedAggregate(descriptor.signature, collator) : undefined;
          if (collated) return collated;
        }
        const impl = aggregateFunction(descriptor.signature);
        if (!impl) throw unsupportedFunction(descriptor);
        return impl;
      },
      maySuspend: descriptor => descriptor.name === 'pg_sleep' || descriptor.name.startsWith('pg_advisory'),
      storedExpression: (relation, text) => this.storedExpression(relation, text),
      domainChecks: domain => this.domainChecks(domain),
      horizon: () => session.database.manager.horizon(),
      relationSize: relation => this.relationSize(relation),
    };
  }

  /**
   * A sequential scan by a serializable transaction is a conflict with every write to the table. PostgreSQL's small tables grow by a dozen pages of dead versions when many update them
   * at a time, and then it finds rows by index; ours do not grow, so for this choice they count as ten pages (decision 0011).
   */
  private relationSize(relation: RelationDescriptor): ReturnType<DatabasePort['relationSize']> {
    const { database, block } = this.session;
    const size = database.relationSize(relation);
    if (!block.isSerializable || size.pages >= BUSY_TABLE_PAGES || relation.isSystem || relation.isVirtual || (relation.kind !== 'r' && relation.kind !== 'm'))
      return size;
    const { updated, deleted } = database.openTable(relation).activity;
    const isBusy = updated + deleted > Math.max(BUSY_CHANGES, BUSY_CHANGES_PER_ROW * size.tuples);
    return isBusy ? { ...size, pages: BUSY_TABLE_PAGES } : size;
  }

  private settingsForPlanner(): PlannerSettings {
    const { settings } = this.session;
    if (this.plannerSettings?.epoch === settings.planEpoch) return this.plannerSettings.settings;
    const made: PlannerSettings = {
      seq_page_cost: settings.number('seq_page_cost'),
      random_page_cost: settings.number('random_page_cost'),
      cpu_tuple_cost: settings.number('cpu_tuple_cost'),
      cpu_index_tuple_cost: settings.number('cpu_index_tuple_cost'),
      cpu_operator_cost: settings.number('cpu_operator_cost'),
      effective_cache_size: settings.number('effective_cache_size'),
      work_mem: settings.number('work_mem'),
      hash_mem_multiplier: settings.number('hash_mem_multiplier'),
      enable_seqscan: settings.isOn('enable_seqscan'),
      enable_indexscan: settings.isOn('enable_indexscan'),
      enable_indexonlyscan: settings.isOn('enable_indexonlyscan'),
      enable_bitmapscan: settings.isOn('enable_bitmapscan'),
      enable_tidscan: settings.isOn('enable_tidscan'),
      enable_sort: settings.isOn('enable_sort'),
      enable_incremental_sort: settings.isOn('enable_incremental_sort'),
      enable_hashagg: settings.isOn('enable_hashagg'),
      enable_nestloop: settings.isOn('enable_nestloop'),
      enable_hashjoin: settings.isOn('enable_hashjoin'),
      enable_mergejoin: settings.isOn('enable_mergejoin'),
      enable_material: settings.isOn('enable_material'),
      enable_memoize: settings.isOn('enable_memoize'),
    };
    this.plannerSettings = { epoch: settings.planEpoch, settings: made };
    return made;
  }

  storedExpression(relation: RelationDescriptor, text: string): Expr {
    let texts = this.storedExpressions.get(relation);
    if (!texts) this.storedExpressions.set(relation, (texts = new Map()));
    let expr = texts.get(text);
    if (!expr) {
      expr = analyzeStoredExpression(text, relation, { catalog: this.session.catalog, context: this.callContext }, 'check');
      texts.set(text, expr);
    }
    return expr;
  }

  /** An analysis for stored text, without parameters. */
  analysis(): Analysis {
    return new Analysis(this.analyzeOptions(new ParameterTypes([], true)));
  }

  /** NOT NULL and CHECK constraints of a domain over `case-test`, those of the domains it is made of first. */
  private domainChecks(domain: Oid): ReturnType<PlannerEnv['domainChecks']> {
    const { catalog } = this.session;
    const checks: { name: string; condition: Expr }[] = [];
    let isNotNull = false;
    const first = catalog.typeById(domain);
    for (let type = first; type?.kind === 'd'; type = catalog.typeById(type.baseType)) {
      isNotNull ||= type.isNotNull;
      const value = { type: type.baseType, typmod: type.baseTypmod };
      const own = catalog.domainConstraints(type.oid).map(c => ({
        name: c.name,
        condition: analyzeStoredExpression(c.text, null, { catalog, context: this.callContext }, 'domain-check', value),
      }));
      checks.unshift(...own);
    }
    if (first === undefined) return { isNotNull, name: '', checks };
    return { isNotNull, name: first.name, display: formatType(catalog, first.oid, -1), schema: catalog.schemaName(first.schemaId) ?? '', checks };
  }

  private domainState: ExecutionState | null = null;
  private readonly domainCheckers = new Map<Oid, { epoch: number; check: (value: Datum) => void }>();

  /** Throws when a domain forbids a value of its base type (input that no expression casts: COPY, parameters, elements of arrays). */
  checkDomain(domain: Oid, value: Datum): void {
    const { catalog } = this.session;
    let known = this.domainCheckers.get(domain);
    if (known === undefined || known.epoch !== catalog.epoch) {
      const type = catalog.typeById(domain);
      if (type?.kind !== 'd') return;
      const base = { type: type.baseType, typmod: type.baseTypmod };
      const relation = valueRelation(base, type.collation);
      const arg: Expr = { kind: 'var', table: 0, column: 1, levelsUp: 0, type: base.type, typmod: base.typmod, collation: type.collation, location: -1 };
      const expr: Expr = { kind: 'coerce-domain', form: 'implicit-cast', arg, type: domain, typmod: -1, collation: type.collation, location: -1 };
      const evaluator = compileExpression(lowerStored(this.plannerEnv(), relation, expr), rowScope(1));
      known = {
        epoch: catalog.epoch,
        check: v => {
          this.domainState ??= this.utilityState();
          evaluator([v], this.domainState);
        },
      };
      this.domainCheckers.set(domain, known);
    }
    known.check(value);
  }

  // --- execution ---------------------------------------------------------------------------------------------------

  engine(): EngineName {
    const name = this.session.settings.hot.engine;
    return name === 'auto' ? 'pipeline' : (name as EngineName);
  }

  newExecution(plan: PlannedStatement, parameters: readonly Datum[], snapshot: Snapshot, isInstrumented = false): ExecutionState {
    const { session } = this;
    return new ExecutionState({
      statement: plan,
      engine: engineNamed(this.engine()),
      parameters,
      transaction: session.block.ensure(),
      snapshot,
      services: this.executionServices(),
      isInstrumented,
    });
  }

  private execution: ExecutionServices | null = null;

  executionServices(): ExecutionServices {
    return (this.execution ??= this.makeExecutionServices());
  }

  private makeExecutionServices(): ExecutionServices {
    const { session } = this;
    const { database, settings } = session;
    return {
      context: this.callContext,
      get isolation() {
        return settings.hot.isolation;
      },
      get workMemBytes() {
        return settings.hot.workMemBytes;
      },
      get hashMemBytes() {
        return settings.hot.hashMemBytes;
      },
      spill: () => this.temporaryFiles.create(),
      constraints: this.constraints,
      openRelation: relation => ({
        relation,
        table: database.openTable(relation),
        indexes: relation.indexes.map(index => database.openIndex(relation, index)),
      }),
      virtualRows: relation => database.virtualRows(relation, session),
      relationById: id => session.catalog.relationById(id),
      cursorRow: (cursor, relation) => cursorRow(session, cursor, relation),
      tableRules: relation => this.tableRules(relation),
      binder: this.plannerEnv(),
      sliceExpired: () => this.sliceExpired(),
      pendingInterrupt: () => session.driver.takeInterrupt(),
      monotonicMs: () => database.environment.clock.monotonicMs(),
      memory: database.environment.memory,
    };
  }

  private readonly workBudget: MemoryBudget;

  /** For functions that take long (WorkPort). */
  checkWork(): void {
    const error = this.session.driver.takeInterrupt();
    if (error !== null) throw error;
    this.workBudget.check();
  }

  tableRules(relation: RelationDescriptor): TableRules {
    const { epoch } = this.session.catalog;
    const known = this.rules.get(relation);
    // A domain's constraints may change without its tables.
    if (known?.epoch === epoch) return known.rules;
    const env = this.plannerEnv();
    const analysis = this.analysis();
    const lower = (expr: Expr) => lowerStored(env, relation, expr);
    const rules: TableRules = {
      checks: relation.constraints
        .filter(c => c.kind === 'c' && c.expressionText !== null)
        .map(c => ({ name: c.name, condition: lower(checkExpr(analysis, relation, c)) })),
      generated: relation.columns
        .filter(c => c.generated === 's' && !c.isDropped && c.defaultText !== null)
        .map(c => ({ column: c.number - 1, value: lower(generationExpr(analysis, relation, c)) })),
      indexes: relation.indexes.map(index => {
        const predicate = indexPredicate(analysis, relation, index);
        return {
          expressions: indexExpressions(analysis, relation, index).map(lower),
          predicate: predicate === null ? null : lower(predicate),
        };
      }),
      exclusions: relation.indexes.map(index => {
        const condition = exclusionCondition(this.session.catalog, index);
        return condition === null ? null : lower(condition);
      }),
      defaults: relation.columns.map(c => {
        const expr = c.isDropped || c.generated !== '' ? undefined : columnDefault(analysis, relation, c);
        return expr === undefined ? null : lower(expr);
      }),
    };
    this.rules.set(relation, { epoch, rules });
    return rules;
  }

  commandContext(prepared: PreparedStatement, portal: Portal, consumer: ResultConsumer): CommandContext {
    return new SessionCommandContext(this.session, prepared, portal, consumer);
  }

  /** An ExecutionState for expressions and row writing outside a plan; it lives until the transaction's next command. */
  utilityState(): ExecutionState {
    const { session } = this;
    const transaction = session.block.ensure();
    const snapshot = session.database.manager.takeSnapshot(transaction);
    const state = ExecutionState.forUtility(transaction, snapshot, this.executionServices());
    state.onClose(() => session.database.manager.releaseSnapshot(snapshot));
    this.utilityStates.push(state);
    return state;
  }

  private utilityStates: ExecutionState[] = [];

  /** Closes what commands opened. */
  closeUtilityStates(): void {
    const states = this.utilityStates;
    if (states.length === 0) return;
    this.utilityStates = [];
    this.domainState = null;
    for (const state of states) state.close();
  }

  /** An expression without columns, now. */
  evaluate(expr: Expr): Datum {
    const evaluator = compileExpression(lowerStored(this.plannerEnv(), null, expr), rowScope(0));
    const state = this.utilityState();
    try {
      return evaluator([], state);
    } finally {
      this.utilityStates = this.utilityStates.filter(s => s !== state);
      state.close();
    }
  }

  identitySequence(relation: RelationDescriptor, column: number): Oid {
    const id = relation.columns[column - 1]!.identitySequence;
    if (id === undefined) throw new PgError('undefined_object', 'no owned sequence found');
    return id;
  }

  typeOfName(name: TypeName): Oid {
    return resolveTypeName(new Analysis(this.analyzeOptions(new ParameterTypes([], true))), name).type;
  }

  searchPathChanged(): void {
    const { session } = this;
    session.catalog.searchPath = splitNameList(session.settings.get('search_path')).map(name => (name === '$user' ? session.currentUser : name));
    session.settings.planEpoch++;
  }

  /** The qualified name of a text search configuration; as it is outside a transaction, where catalogs are not read. */
  textSearchConfiguration(name: string): string | undefined {
    return this.session.block.current === null ? name : textSearchConfigurationName(this.session.catalog, name);
  }

  /** What reading a sequence as a table gives. */
  sequenceRow(sequence: Oid) {
    return (this.callContext.sequences as SessionSequences).rowOf(sequence);
  }

  discardSequences(): void {
    (this.callContext.sequences as SessionSequences).discard();
  }

  notify(channel: string, payload: string): void {
    if (channel === '') throw new PgError('invalid_parameter_value', 'channel name cannot be empty');
    if (Buffer.byteLength(channel) > 63) throw new PgError('invalid_parameter_value', 'channel name too long');
    if (Buffer.byteLength(payload) >= 8000) throw new PgError('invalid_parameter_value', 'payload string too long');
    const { outgoing, block } = this.session;
    block.ensure().usesNotifications = true;
    const mark = outgoing.length;
    outgoing.push({ channel, payload });
    block.ensure().onAbort(() => {
      if (outgoing.length > mark) outgoing.length = mark;
    });
  }
}

/** `"$user", public` as names, quotes taken off and case folded as identifiers are. */
export function splitNameList(text: string): string[] {
  const names: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^,"\s]+))\s*(?:,|$)/gy;
  let match: RegExpExecArray | null;
  while (pattern.lastIndex < text.length && (match = pattern.exec(text)) !== null)
    names.push(match[1] !== undefined ? match[1].replaceAll('""', '"') : match[2]!.toLowerCase());
  return names;
}

function unsupportedFunction(descriptor: FunctionDescriptor): PgError {
  return new PgError('feature_not_supported', `function ${descriptor.signature} is not supported`);
}
