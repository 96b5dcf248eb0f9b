/** Plugs a session into the port that utility statements use. */
import type { Index, Table } from '../access/index.js';
import { Sequence } from '../access/index.js';
import {
  Analysis,
  ParameterTypes,
  analyzeExpression,
  analyzeStatement,
  analyzeStoredExpression,
  canonicalContext,
  columnDefault,
  deparseExpr,
  deparseQuery,
  referencesOf,
  referencesOfQuery,
  resolveTypeName,
  storedCatalog,
  suggestedName,
  viewQuery,
  walkExpression,
  type AnalyzeOptions,
  type ColumnInfo,
  type Expr,
  type Query,
} from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import { CLASS, formatType, pgConstraint, sequenceOptions, type IndexDescriptor, type ObjectAddress, type RelationDescriptor } from '../catalog/index.js';
import type { AnalyzedSelect, CommandContext, CreationTarget, StoredExpression, StoredPurpose, StoredText, TableWriter } from '../commands/index.js';
import { PgError } from '../errors/index.js';
import { PAUSE, compileExpression, rowScope, runStatement } from '../execute/index.js';
import { boundStatement } from './statements/explain.js';
import { lowerStored, planStatement } from '../plan/index.js';
import {
  parseExpression,
  parseStatements,
  type Expression,
  type RangeVar,
  type RawStatement,
  type SelectStmt,
  type Statement,
  type TypeName,
  type ExecuteStmt,
} from '../sql/index.js';
import { ACCESS_SHARE, relationTag, type LockMode, type Snapshot, type Waiting } from '../txn/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import type { ResultConsumer } from './consumer.js';
import type { Portal } from './portal.js';
import type { PreparedStatement } from './prepared-statement.js';
import { RowWriter } from './row-writer.js';
import type { Session } from './session.js';
import { valueRelation } from './value-relation.js';

const CLAUSE_OF = {
  default: 'default',
  generated: 'generated',
  check: 'check',
  index: 'index',
  predicate: 'index-predicate',
  'copy-where': 'copy-where',
} as const;

/** Columns that a table's own expressions may not use. */
function checkColumnUse(expr: Expr, relation: RelationDescriptor, kind: StoredPurpose['kind']): void {
  walkExpression(expr, node => {
    if (node.kind !== 'var' || node.levelsUp !== 0) return;
    const fail = (state: 'invalid_object_definition' | 'invalid_column_reference' | 'feature_not_supported', message: string, detail?: string): never => {
      throw new PgError(state, message, detail === undefined ? undefined : { detail }).at(node.location + 1);
    };
    if (kind === 'generated') {
      if (node.column === 0) {
        fail(
          'invalid_object_definition',
          'cannot use whole-row variable in column generation expression',
          'This would cause the generated column to depend on its own value.',
        );
      }
      const column = relation.columns[node.column - 1];
      if (column && column.generated !== '') {
        fail(
          'invalid_object_definition',
          `cannot use generated column "${column.name}" in column generation expression`,
          'A generated column cannot reference another generated column.',
        );
      }
    }
    if (kind === 'copy-where') {
      const column = relation.columns[node.column - 1];
      if (column && column.generated !== '') {
        throw new PgError('invalid_column_reference', 'generated columns are not supported in COPY FROM WHERE conditions', {
          detail: `Column "${column.name}" is a generated column.`,
        });
      }
    }
    if (node.column >= 0) return;
    const name = SYSTEM_COLUMNS.get(node.column) ?? '';
    if (name === 'tableoid' && (kind === 'generated' || kind === 'check')) return;
    if (kind === 'generated') fail('invalid_column_reference', `cannot use system column "${name}" in column generation expression`);
    if (kind === 'check') fail('invalid_column_reference', `system column "${name}" reference in check constraint is invalid`);
    if (kind === 'index' || kind === 'predicate') {
      throw new PgError('feature_not_supported', 'index creation on system columns is not supported');
    }
  });
}

const SYSTEM_COLUMNS: ReadonlyMap<number, string> = new Map([
  [-1, 'ctid'],
  [-2, 'xmin'],
  [-3, 'cmin'],
  [-4, 'xmax'],
  [-5, 'cmax'],
  [-6, 'tableoid'],
]);

function systemSchema(relation: RangeVar): PgError {
  return new PgError('insufficient_privilege', `permission denied to create "pg_catalog.${relation.relname}"`, {
    detail: 'System catalog modifications are currently disallowed.',
  });
}

export class SessionCommandContext implements CommandContext {
  readonly sql: string;
  readonly raw: RawStatement;

  constructor(
    private readonly session: Session,
    private readonly prepared: PreparedStatement,
    private readonly portal: Portal,
    private readonly consumer: ResultConsumer,
  ) {
    this.sql = prepared.sql;
    this.raw = prepared.raw!;
  }

  get catalog() {
    return this.session.catalog;
  }
  get storage() {
    return this.session.database.storage;
  }
  get manager() {
    return this.session.database.manager;
  }
  get transaction() {
    return this.session.block.ensure();
  }
  get callContext() {
    return this.session.services.callContext;
  }
  get maintenanceBytes() {
    return this.session.settings.number('maintenance_work_mem') * 1024;
  }
  temporaryFile() {
    return this.session.services.temporaryFiles.create();
  }
  get isInTransactionBlock() {
    // Several statements in one message are a block, too.
    return this.session.block.isExplicit || parseStatements(this.sql, null, this.session.settings.hot.strings).length > 1;
  }
  get currentUser() {
    return this.session.currentUser;
  }
  get currentUserId(): Oid {
    return this.session.currentRoleId();
  }
  get sessionUserId(): Oid {
    return this.catalog.role(this.session.sessionUser)?.oid ?? this.currentUserId;
  }
  get fileSystem() {
    return this.storage.environment.fileSystem;
  }

  typeOps(type: number): TypeOps {
    return this.session.services.typeOps(type);
  }

  private analysis(): Analysis {
    return new Analysis(this.session.services.analyzeOptions(new ParameterTypes([], true)));
  }

  resolveType(name: TypeName): { readonly type: Oid; readonly typmod: number } {
    return resolveTypeName(this.analysis(), name);
  }

  typeName(type: Oid, typmod: number): string {
    return formatType(this.catalog, type, typmod);
  }

  // --- where new objects go ---

  *creationTarget(relation: RangeVar): Waiting<CreationTarget> {
    const { catalog } = this;
    const at = (error: PgError): PgError => error.at(relation.location >= 0 ? relation.location + 1 : undefined);
    if (relation.catalogname !== null && relation.catalogname !== this.session.database.name) {
      throw at(
        new PgError(
          'feature_not_supported',
          `cross-database references are not implemented: "${relation.catalogname}.${relation.schemaname}.${relation.relname}"`,
        ),
      );
    }
    const isTemporarySchema = relation.schemaname === 'pg_temp' || (relation.schemaname !== null && relation.schemaname === catalog.tempSchema);
    if (relation.relpersistence === 't' && relation.schemaname !== null && !isTemporarySchema)
      throw at(new PgError('invalid_table_definition', 'cannot create temporary relation in non-temporary schema'));
    const isFirstInPath = relation.schemaname === null && this.session.catalog.searchPath[0] === 'pg_temp';
    if (relation.relpersistence === 't' || isTemporarySchema || isFirstInPath) {
      if (relation.relpersistence === 'u') throw at(new PgError('invalid_table_definition', 'only temporary relations may be created in temporary schemas'));
      return { schemaId: yield* this.session.services.temporary.schema(), persistence: 't' };
    }
    return { schemaId: this.permanentSchema(relation, at), persistence: relation.relpersistence };
  }

  private permanentSchema(relation: RangeVar, at: (error: PgError) => PgError): Oid {
    const { catalog } = this;
    if (relation.schemaname !== null) {
      const id = catalog.schemaId(relation.schemaname);
      if (id === undefined) throw at(new PgError('invalid_schema_name', `schema "${relation.schemaname}" does not exist`));
      if (relation.schemaname === 'pg_catalog') {
        throw systemSchema(relation);
      }
      if (relation.schemaname.startsWith('pg_temp_'))
        throw at(new PgError('invalid_table_definition', 'cannot create relations in temporary schemas of other sessions'));
      return id;
    }
    for (const name of catalog.searchPath) {
      if (name === 'pg_catalog') throw systemSchema(relation);
      const id = catalog.schemaId(name);
      if (id !== undefined) return id;
    }
    throw at(new PgError('invalid_schema_name', 'no schema has been selected to create in'));
  }

  withSchema(name: string): CommandContext {
    const { session } = this;
    const inner = Object.create(this) as SessionCommandContext;
    const path = session.catalog.searchPath;
    const around = (run: () => unknown): unknown => {
      session.catalog.searchPath = [name, ...path];
      try {
        return run();
      } finally {
        session.catalog.searchPath = path;
      }
    };
    // Only names are looked up under the new path; it must not outlive a wait.
    inner.analyzeNow = select => around(() => SessionCommandContext.prototype.analyzeNow.call(this, select)) as AnalyzedSelect;
    inner.analyzeStored = (expression, purpose) =>
      around(() => SessionCommandContext.prototype.analyzeStored.call(this, expression, purpose)) as StoredExpression;
    inner.resolveType = type => around(() => SessionCommandContext.prototype.resolveType.call(this, type)) as ReturnType<CommandContext['resolveType']>;
    return inner;
  }

  onCommitAction(relation: Oid, action: 'deleteRows' | 'drop'): void {
    this.session.services.temporary.onCommit(relation, action);
  }

  requireUnused(relation: RelationDescriptor, command: string): void {
    for (const portal of this.session.portals.values()) {
      if (portal.run === null || portal.isDone) continue;
      if (portal.prepared.plan?.locks.some(l => l.relation === relation.oid)) {
        throw new PgError('object_in_use', `cannot ${command} "${relation.name}" because it is being used by active queries in this session`);
      }
    }
    if (this.session.services.constraints.hasEventsOf(relation.oid))
      throw new PgError('object_in_use', `cannot ${command} "${relation.name}" because it has pending trigger events`);
  }

  // --- stored expressions ---

  analyzeStored(expression: Expression, purpose: StoredPurpose): StoredExpression {
    return this.analyzeFor(expression, purpose, this.session.services.analyzeOptions(new ParameterTypes([], true)));
  }

  analyzeStoredText(text: string, purpose: StoredPurpose): StoredExpression {
    return this.analyzeFor(parseExpression(text), purpose, this.storedOptions());
  }

  /** Analysis of text that is stored: names in it are qualified, literals in the canonical formats. */
  private storedOptions(): AnalyzeOptions {
    return { catalog: storedCatalog(this.catalog), parameters: new ParameterTypes([], true), context: canonicalContext(this.callContext) };
  }

  private analyzeFor(expression: Expression, purpose: StoredPurpose, options: AnalyzeOptions): StoredExpression {
    const target = 'column' in purpose ? { type: purpose.column.typeId, typmod: purpose.column.typmod, name: purpose.column.name } : undefined;
    const relation = 'relation' in purpose ? purpose.relation : undefined;
    if (purpose.kind === 'using') return this.stored(this.usingExpression(expression, purpose.relation, target!), purpose.relation);
    const expr = analyzeExpression(expression, options, {
      clause: CLAUSE_OF[purpose.kind],
      ...(relation && { relation }),
      ...(target && { target }),
      ...(purpose.kind === 'check' && { condition: 'CHECK' }),
      ...((purpose.kind === 'predicate' || purpose.kind === 'copy-where') && { condition: 'WHERE' }),
    });
    if (relation) checkColumnUse(expr, relation, purpose.kind);
    if ((purpose.kind === 'index' || purpose.kind === 'predicate') && this.hasVolatility(expr, 'sv'))
      throw new PgError('invalid_object_definition', `functions in index ${purpose.kind === 'index' ? 'expression' : 'predicate'} must be marked IMMUTABLE`);
    if (purpose.kind === 'generated' && this.hasVolatility(expr, 'sv'))
      throw new PgError('invalid_object_definition', 'generation expression is not immutable');
    return this.stored(expr, relation ?? null);
  }

  private usingExpression(expression: Expression, relation: RelationDescriptor, target: { type: Oid; typmod: number; name: string }): Expr {
    const options = this.session.services.analyzeOptions(new ParameterTypes([], true));
    try {
      return analyzeExpression(expression, options, { clause: 'transform', relation, target });
    } catch (error) {
      if (error instanceof PgError && error.code === '42804') {
        const text = `column "${target.name}" cannot be cast automatically to type ${this.typeName(target.type, -1)}`;
        throw new PgError('datatype_mismatch', text, {
          hint: `You might need to specify "USING ${target.name}::${this.typeName(target.type, target.typmod)}".`,
        });
      }
      throw error;
    }
  }

  private stored(expr: Expr, relation: RelationDescriptor | null): StoredExpression {
    const columns = new Set<number>();
    walkExpression(expr, node => {
      if (node.kind === 'var' && node.levelsUp === 0 && node.column > 0) columns.add(node.column);
    });
    return {
      expr,
      text: deparseExpr(expr, { catalog: this.catalog, context: this.callContext, relation, isStored: true }),
      columns: [...columns].sort((a, b) => a - b),
      references: referencesOf(expr, this.catalog, relation),
    };
  }

  analyzeDomainCheck(expression: Expression, base: { readonly type: Oid; readonly typmod: number }): StoredExpression {
    const options = this.session.services.analyzeOptions(new ParameterTypes([], true));
    return this.stored(analyzeExpression(expression, options, { clause: 'domain-check', value: base, condition: 'CHECK' }), null);
  }

  storedQuery(query: Query, columnNames: readonly string[]): { readonly text: string; readonly references: readonly ObjectAddress[] } {
    let i = 0;
    const named: Query = { ...query, targets: query.targets.map(t => (t.isJunk ? t : { ...t, name: columnNames[i++] ?? t.name })) };
    return {
      text: deparseQuery(named, { catalog: this.catalog, context: this.callContext, isStored: true }),
      references: referencesOfQuery(named, this.catalog),
    };
  }

  viewQuery(view: RelationDescriptor): { readonly query: Query } {
    return { query: viewQuery(this.analysis(), view) };
  }

  isVolatile(expr: Expr): boolean {
    return this.hasVolatility(expr, 'v');
  }

  private hasVolatility(expr: Expr, classes: string): boolean {
    let found = false;
    walkExpression(expr, node => {
      if (node.kind === 'next-value' || (node.kind === 'sql-value' && classes.includes('s'))) found = true;
      const id = node.kind === 'func' || node.kind === 'op' ? node.functionId : 0;
      if (id !== 0 && classes.includes(this.catalog.functionById(id)?.volatility ?? 'i')) found = true;
    });
    return found;
  }

  storedExpression(relation: RelationDescriptor, text: string): Expr {
    return this.session.services.storedExpression(relation, text);
  }

  storedTextWriter(stored: StoredText): () => string {
    const { catalog } = this;
    const relation = stored.relation === 0 ? null : (catalog.relationById(stored.relation) ?? null);
    const deparse = { catalog, context: this.callContext, isStored: true } as const;
    if (stored.kind === 'view') {
      const query = viewQuery(this.analysis(), relation!);
      return () => deparseQuery(query, deparse);
    }
    let value: { type: Oid; typmod: number } | null = null;
    if (stored.kind === 'domain-check') {
      const domain = catalog.typeById(catalog.rowOf(pgConstraint, stored.holder)!.row.contypid)!;
      value = { type: domain.baseType, typmod: domain.baseTypmod };
    }
    const expr = analyzeStoredExpression(stored.text, relation, { catalog, context: this.callContext }, 'other', value);
    return () => deparseExpr(expr, { ...deparse, relation });
  }

  compileDomainCheck(text: string, base: { readonly type: Oid; readonly typmod: number }): (value: Datum) => Datum {
    const { services } = this.session;
    const relation = valueRelation(base, this.catalog.typeById(base.type)?.collation ?? (0 as Oid));
    const expr = analyzeStoredExpression(text, relation, { catalog: this.catalog, context: this.callContext }, 'check');
    const evaluator = compileExpression(lowerStored(services.plannerEnv(), relation, expr), rowScope(1));
    const state = services.utilityState();
    return value => evaluator([value], state);
  }

  columnDefault(relation: RelationDescriptor, column: number): Expr | null {
    return columnDefault(this.analysis(), relation, relation.columns[column - 1]!) ?? null;
  }

  columnNameOf(expression: Expression): string | null {
    return suggestedName(this.analysis(), expression);
  }

  storesAlike(a: { typeId: Oid; typmod: number; collation: Oid }, b: { typeId: Oid; typmod: number; collation: Oid }): boolean {
    const storage = (c: typeof a): string => this.typeOps(c.typeId).storageClass(c.typmod);
    return storage(a) === storage(b) && storage(a) !== 'encoded';
  }

  columnReference(name: string): Expression {
    return { kind: 'ColumnRef', fields: [name], star: false, location: -1 } as unknown as Expression;
  }

  evaluate(expr: Expr): Datum {
    return this.session.services.evaluate(expr);
  }

  compileRow(relation: RelationDescriptor, expr: Expr): (row: readonly Datum[]) => Datum {
    const evaluator = compileExpression(lowerStored(this.session.services.plannerEnv(), relation, expr), rowScope(relation.columns.length));
    const state = this.session.services.utilityState();
    return row => evaluator(row, state);
  }

  defaultValue(relation: RelationDescriptor, column: number): (row: readonly Datum[]) => Datum {
    const descriptor = relation.columns[column - 1]!;
    const state = this.session.services.utilityState();
    if (descriptor.identity !== '') {
      const sequence = this.session.services.identitySequence(relation, column);
      return () => this.callContext.sequences.nextval(sequence);
    }
    const rules = this.session.services.tableRules(relation);
    const generated = rules.generated.find(g => g.column === column - 1);
    const lowered = generated?.value ?? rules.defaults[column - 1];
    if (!lowered) return () => null;
    const evaluator = compileExpression(lowered, rowScope(relation.columns.length));
    return row => evaluator(row, state);
  }

  defaultFiller(relation: RelationDescriptor, given: readonly number[]): (row: Datum[]) => void {
    const fill: { position: number; value: (row: readonly Datum[]) => Datum }[] = [];
    for (const column of relation.columns) {
      if (column.isDropped || given.includes(column.number) || column.generated !== '') continue;
      if (!column.hasDefault && column.identity === '') continue;
      fill.push({ position: column.number - 1, value: this.defaultValue(relation, column.number) });
    }
    return row => {
      for (const { position, value } of fill) row[position] = value(row);
    };
  }

  setting(name: string): string {
    return this.session.settings.get(name);
  }

  notice(notice: PgError): void {
    this.session.notice(notice);
  }

  checkWritable(command: string): void {
    this.session.services.checkWritable(command);
  }

  sliceExpired(): boolean {
    return this.session.services.sliceExpired();
  }

  *lock(relation: number, mode: LockMode): Waiting<void> {
    yield* this.manager.locks.acquire(this.transaction.locks, relationTag(relation as Oid), mode);
  }

  snapshot(): Snapshot {
    return this.manager.takeSnapshot(this.transaction);
  }

  table(relation: RelationDescriptor): Table {
    return this.session.database.openTable(relation);
  }

  index(relation: RelationDescriptor, index: IndexDescriptor): Index {
    return this.session.database.openIndex(relation, index);
  }

  isOthersTemporary(relation: RelationDescriptor): boolean {
    return relation.persistence === 't' && relation.schema !== this.catalog.tempSchema;
  }

  tryLock(relation: number, mode: LockMode): boolean {
    return this.manager.locks.tryAcquire(this.transaction.locks, relationTag(relation as Oid), mode);
  }

  unlock(relation: number, mode: LockMode): void {
    this.manager.locks.releaseOne(this.transaction.locks, relationTag(relation as Oid), mode);
  }

  get isAutovacuum(): boolean {
    return this.session.options.backendType === 'autovacuum worker';
  }

  sequenceRow(relation: RelationDescriptor) {
    const options = sequenceOptions(this.catalog, relation.oid)!;
    const sequence = new Sequence(this.manager, this.storage.openFile(relation.fileId), {
      name: relation.name,
      start: options.start,
      increment: options.increment,
      minimum: options.min,
      maximum: options.max,
      isCycling: options.cycle,
    });
    return sequence.read();
  }

  // --- running queries ---

  *analyzeSelect(select: SelectStmt | Statement): Waiting<AnalyzedSelect> {
    const { catalog, manager, transaction } = this;
    for (;;) {
      const { epoch } = catalog;
      const result = this.analyzeNow(select);
      for (const { classId, objectId } of referencesOfQuery(result.query, catalog))
        if (classId === CLASS.relation) yield* manager.locks.acquire(transaction.locks, relationTag(objectId as Oid), ACCESS_SHARE);
      // Others may have changed a table before they let us have it.
      if (catalog.epoch === epoch) return result;
    }
  }

  analyzeNow(select: SelectStmt | Statement): AnalyzedSelect {
    const types = this.prepared.inner?.parameterTypes ?? [];
    return analyzeStatement(select as SelectStmt, this.session.services.analyzeOptions(new ParameterTypes(types, types.length === 0)));
  }

  analyzeText(sql: string): AnalyzedSelect {
    return this.analyzeNow(parseStatements(sql)[0]!.statement);
  }

  preparedSelect(statement: ExecuteStmt): AnalyzedSelect {
    const { analyzed } = boundStatement(this.session, statement, () => new PgError('wrong_object_type', 'prepared statement is not a SELECT'));
    return analyzed!;
  }

  *runQuery(query: Query, onRow: (row: readonly Datum[]) => boolean | void): Waiting<number> {
    const { services, block } = this.session;
    let plan;
    for (;;) {
      const { epoch } = this.catalog;
      plan = planStatement(query, services.plannerEnv());
      yield* services.lockRelations(plan.locks);
      if (this.catalog.epoch === epoch) break;
    }
    const snapshot = block.takeSnapshot();
    let count = 0;
    try {
      const state = services.newExecution(plan, this.portal.parameters, snapshot);
      const width = plan.columns.length;
      const run = runStatement(state, {
        push: row => {
          count++;
          return onRow(row.length > width ? row.slice(0, width) : row) !== false && !services.activity.isWaiting;
        },
      });
      let step = run.next();
      try {
        while (!step.done) {
          if (step.value !== PAUSE) yield step.value;
          else {
            const room = this.consumer.whenReady?.() ?? null;
            if (room) yield { kind: 'client', promise: room };
          }
          if (services.activity.isWaiting) yield* services.activity.pending();
          step = run.next();
        }
        if (services.activity.isWaiting) yield* services.activity.pending();
      } finally {
        if (!step.done) run.return();
      }
      if (query.command !== 'select') count = state.processedRows;
    } finally {
      this.manager.releaseSnapshot(snapshot);
    }
    this.transaction.nextCommand();
    return count;
  }

  *runSql(sql: string, _parameters: readonly Datum[]): Waiting<readonly (readonly Datum[])[]> {
    const rows: (readonly Datum[])[] = [];
    yield* this.runQuery(this.analyzeText(sql).query, row => void rows.push(row));
    return rows;
  }

  writer(relation: RelationDescriptor): TableWriter {
    return new RowWriter(relation, this.session.services.utilityState());
  }

  // --- client ---

  get copyPath() {
    return this.consumer.copyPath ?? null;
  }
  copyIn(format: 0 | 1, columns: number) {
    return this.consumer.copyIn(format, columns);
  }
  copyOutBegin(format: 0 | 1, columns: number): void {
    this.consumer.copyOutBegin(format, columns);
  }
  copyOutData(data: Uint8Array): boolean {
    return this.consumer.copyOutData(data);
  }
  copyOutEnd(): void {
    this.consumer.copyOutEnd();
  }
  describe(columns: readonly ColumnInfo[]): void {
    this.consumer.describe(columns.map(c => ({ ...c, originTable: 0, originColumn: 0 })));
  }
  row(values: readonly Datum[]): boolean {
    return this.consumer.row(values);
  }
}
