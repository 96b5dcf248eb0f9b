/** Plugs a session into the port that utility statements use. */
import type { Index, Table } from '../access/index.js';
import { Sequence } from '../access/index.js';
import {
  Analysis,
  ParameterTypes,
  analyzeExpression,
  analyzeStatement,
  deparseExpr,
  deparseQuery,
  referencesOf,
  referencesOfQuery,
  resolveTypeName,
  viewQuery,
  walkExpression,
  type ColumnInfo,
  type Expr,
  type Query,
} from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import { formatType, sequenceOptions, type IndexDescriptor, type ObjectAddress, type RelationDescriptor } from '../catalog/index.js';
import type { CommandContext, SequenceAccess, StoredExpression, StoredPurpose, TableWriter } from '../commands/index.js';
import { PgError } from '../errors/index.js';
import { PAUSE, compileExpression, rowScope, runStatement } from '../execute/index.js';
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
} from '../sql/index.js';
import { relationTag, type LockMode, type Snapshot, type Waiting } from '../txn/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import type { ResultConsumer } from './consumer.js';
import type { Portal } from './portal.js';
import type { PreparedStatement } from './prepared-statement.js';
import { RowWriter } from './row-writer.js';
import type { Session } from './session.js';

export class SessionCommandContext implements CommandContext {
  readonly sql: string;
  readonly raw: RawStatement;

  constructor(
    private readonly session: Session,
    prepared: PreparedStatement,
    _portal: Portal,
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
  get isInTransactionBlock() {
    return this.session.block.isExplicit;
  }
  get currentUser() {
    return this.session.currentUser;
  }
  get currentUserId(): Oid {
    return this.session.currentRoleId();
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

  creationSchema(relation: RangeVar): Oid {
    const { catalog } = this;
    if (relation.relpersistence === 't') {
      if (relation.schemaname !== null && relation.schemaname !== 'pg_temp')
        throw new PgError('invalid_table_definition', 'cannot create temporary relation in non-temporary schema');
      throw new PgError('feature_not_supported', 'temporary tables are not supported yet');
    }
    if (relation.schemaname !== null) {
      const id = catalog.schemaId(relation.schemaname);
      if (id === undefined)
        throw new PgError('invalid_schema_name', `schema "${relation.schemaname}" does not exist`).at(
          relation.location >= 0 ? relation.location + 1 : undefined,
        );
      if (relation.schemaname === 'pg_catalog') {
        throw new PgError('insufficient_privilege', `permission denied to create "pg_catalog.${relation.relname}"`, {
          detail: 'System catalog modifications are currently disallowed.',
        });
      }
      return id;
    }
    for (const name of catalog.searchPath) {
      const id = catalog.schemaId(name);
      if (id !== undefined) return id;
    }
    throw new PgError('invalid_schema_name', 'no schema has been selected to create in').at(relation.location >= 0 ? relation.location + 1 : undefined);
  }

  // --- stored expressions ---

  analyzeStored(expression: Expression, purpose: StoredPurpose): StoredExpression {
    const options = this.session.services.analyzeOptions(new ParameterTypes([], true));
    const target = 'column' in purpose ? { type: purpose.column.typeId, typmod: purpose.column.typmod, name: purpose.column.name } : undefined;
    const relation = 'relation' in purpose ? purpose.relation : undefined;
    const clause = ({ default: 'default', generated: 'generated', check: 'check', index: 'index', predicate: 'index-predicate', using: 'transform' } as const)[
      purpose.kind
    ];
    let expr: Expr;
    if (purpose.kind === 'using') {
      expr = this.usingExpression(expression, purpose.relation, target!);
    } else {
      expr = analyzeExpression(expression, options, {
        clause,
        ...(relation ? { relation } : {}),
        ...(target ? { target } : {}),
        ...(purpose.kind === 'check' ? { condition: 'CHECK' } : purpose.kind === 'predicate' ? { condition: 'WHERE' } : {}),
      });
    }
    if ((purpose.kind === 'index' || purpose.kind === 'predicate') && this.hasVolatility(expr, 'sv')) {
      throw new PgError('invalid_object_definition', `functions in index ${purpose.kind === 'index' ? 'expression' : 'predicate'} must be marked IMMUTABLE`);
    }
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

  columnReference(name: string): Expression {
    return { kind: 'ColumnRef', fields: [name], star: false, location: -1 } as unknown as Expression;
  }

  parseExpression(text: string): Expression {
    return parseExpression(text);
  }

  *renameInStoredText(relation: RelationDescriptor, from: string, to: string): Waiting<void> {
    yield* this.session.services.renameInStoredText(relation, from, to);
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

  defaultRow(relation: RelationDescriptor, given: readonly number[]): () => Datum[] {
    const width = relation.columns.length;
    const fill: { position: number; value: (row: readonly Datum[]) => Datum }[] = [];
    for (const column of relation.columns) {
      if (column.isDropped || given.includes(column.number) || column.generated !== '') continue;
      if (!column.hasDefault && column.identity === '') continue;
      fill.push({ position: column.number - 1, value: this.defaultValue(relation, column.number) });
    }
    return () => {
      const row: Datum[] = new Array<Datum>(width).fill(null);
      for (const { position, value } of fill) row[position] = value(row);
      return row;
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

  sequence(relation: RelationDescriptor): SequenceAccess {
    const options = sequenceOptions(this.catalog, relation.oid)!;
    const sequence = new Sequence(this.manager, this.storage.openFile(relation.fileId), {
      name: relation.name,
      start: options.start,
      increment: options.increment,
      minimum: options.min,
      maximum: options.max,
      isCycling: options.cycle,
    });
    return {
      initialise: start => sequence.setval(this.transaction, start, false),
      setValue: (value, isCalled) => sequence.setval(this.transaction, value, isCalled),
    };
  }

  // --- running queries ---

  analyzeSelect(select: SelectStmt | Statement): { readonly query: Query; readonly columns: readonly ColumnInfo[] } {
    return analyzeStatement(select as SelectStmt, this.session.services.analyzeOptions(new ParameterTypes([], true)));
  }

  analyzeText(sql: string): { readonly query: Query; readonly columns: readonly ColumnInfo[] } {
    return this.analyzeSelect(parseStatements(sql)[0]!.statement);
  }

  *runQuery(query: Query, onRow: (row: readonly Datum[]) => void): Waiting<number> {
    const { services, block } = this.session;
    const plan = planStatement(query, services.plannerEnv());
    yield* services.lockRelations(plan.locks);
    const snapshot = block.takeSnapshot();
    let count = 0;
    try {
      const state = services.newExecution(plan, [], snapshot);
      const width = plan.columns.length;
      const run = runStatement(state, {
        push: row => {
          onRow(row.length > width ? row.slice(0, width) : row);
          count++;
          return true;
        },
      });
      let step = run.next();
      try {
        while (!step.done) {
          if (step.value !== PAUSE) yield step.value as never;
          step = run.next();
        }
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
