/** A small database without catalogs on disk: tables described in code, SQL through the real analyzer and planner, any engine. */
import { btreeMethod } from '../../../src/access/btree/index.js';
import { HeapTable, type Index, type Table } from '../../../src/access/index.js';
import { analyzeExpression, analyzeStatement, ParameterTypes, type Expr, type QueryStatement } from '../../../src/analyze/index.js';
import { fileId, INVALID_OID, oid, type Oid } from '../../../src/base/index.js';
import {
  BuiltinCatalog,
  builtinType as typeRow,
  defaultOperatorClass,
  indexKeyEncoder,
  PUBLIC_SCHEMA,
  tableColumns,
  type ColumnDescriptor,
  type ConstraintDescriptor,
  type FunctionDescriptor,
  type IndexDescriptor,
  type RelationDescriptor,
} from '../../../src/catalog/index.js';
import { notSupported, PgError } from '../../../src/errors/index.js';
import {
  ConstraintQueue,
  engineNamed,
  ExecutionState,
  PAUSE,
  runStatement,
  type EngineName,
  type ExecutionServices,
  type OpenRelation,
  type TableRules,
} from '../../../src/execute/index.js';
import { aggregateFunctions, scalarFunctions, setFunctions, type CallContext } from '../../../src/functions/index.js';
import { nodeEnvironment } from '../../../src/io/index.js';
import { planStatement, type ModifyTable, type PlannedStatement, type PlannerEnv, type PlannerSettings } from '../../../src/plan/index.js';
import { parseExpression, parseStatements, parseTypeName } from '../../../src/sql/index.js';
import { FileKind, openMemoryStorage, type RelationFile, type SpillFile } from '../../../src/storage/index.js';
import { TransactionManager, type Transaction, type WaitRequest } from '../../../src/txn/index.js';
import { builtinType, plainContext, type Datum, type TypeOps } from '../../../src/types/index.js';
import { resolveTypeName } from '../../../src/analyze/index.js';

const SETTINGS: PlannerSettings = {
  seq_page_cost: 1,
  random_page_cost: 4,
  cpu_tuple_cost: 0.01,
  cpu_index_tuple_cost: 0.005,
  cpu_operator_cost: 0.0025,
  effective_cache_size: 524288,
  work_mem: 4096,
  hash_mem_multiplier: 2,
  enable_seqscan: true,
  enable_indexscan: true,
  enable_indexonlyscan: true,
  enable_bitmapscan: true,
  enable_tidscan: true,
  enable_sort: true,
  enable_incremental_sort: true,
  enable_hashagg: true,
  enable_nestloop: true,
  enable_hashjoin: true,
  enable_mergejoin: true,
  enable_material: true,
  enable_memoize: true,
};

export interface ColumnSpec {
  readonly name: string;
  readonly type: string;
  readonly notNull?: boolean;
  readonly default?: string;
  readonly generated?: string;
}

export interface TableSpec {
  readonly columns: readonly (string | ColumnSpec)[];
  readonly primaryKey?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  readonly checks?: Readonly<Record<string, string>>;
  readonly foreignKeys?: readonly {
    readonly columns: readonly string[];
    readonly references: string;
    readonly onDelete?: string;
    readonly onUpdate?: string;
    readonly deferrable?: 'immediate' | 'deferred';
    readonly matchFull?: boolean;
  }[];
}

interface Stored {
  relation: RelationDescriptor;
  readonly table: Table;
  readonly indexes: readonly Index[];
}

class TestCatalog extends BuiltinCatalog {
  readonly byName = new Map<string, Stored>();
  readonly byId = new Map<number, Stored>();
  override epoch = 1;
  override relation(schema: string | null, name: string): RelationDescriptor | undefined {
    const own = schema === null || schema === 'public' ? this.byName.get(name)?.relation : undefined;
    return own ?? super.relation(schema, name);
  }
  override relationById(id: Oid): RelationDescriptor | undefined {
    return this.byId.get(id)?.relation ?? super.relationById(id);
  }
}

export class TestDatabase {
  readonly manager = new TransactionManager(openMemoryStorage(nodeEnvironment()));
  readonly catalog = new TestCatalog();
  private nextOid = 16384;
  private readonly storedExpressions = new Map<string, Expr>();
  settings: PlannerSettings = SETTINGS;
  readonly sequences = new Map<number, number>();
  /** Temporary files that exist now, and that were made in all; null: nothing spills. */
  spillFiles: { open: number; made: number } | null = null;
  workMemBytes = 4 * 1024 * 1024;

  typeOps(type: number): TypeOps {
    const ops = builtinType(type as Oid);
    if (ops === undefined) throw new PgError('undefined_object', `no type ${type}`);
    return ops;
  }

  readonly context: CallContext = {
    ...plainContext,
    transactionTimestamp: 700000000000000,
    argumentTypes: [],
    resultType: 0,
    session: {
      currentUser: 'postgres',
      sessionUser: 'postgres',
      database: 'test',
      backendPid: 1,
      applicationName: '',
      clientAddress: null,
      clientPort: null,
      serverAddress: null,
      serverPort: null,
      searchPath: () => ['public'],
      statementTimestamp: () => 700000000000000,
      clockTimestamp: () => 700000000000001,
      random: () => 0.5,
    } as unknown as CallContext['session'],
    sequences: {
      nextval: (sequence: number) => {
        const value = (this.sequences.get(sequence) ?? 0) + 1;
        this.sequences.set(sequence, value);
        return value;
      },
      currval: (sequence: number) => this.sequences.get(sequence) ?? 0,
    } as unknown as CallContext['sequences'],
    catalog: {} as CallContext['catalog'],
  };

  createTable(name: string, spec: TableSpec): void {
    const transaction = this.manager.begin();
    const id = oid(this.nextOid++);
    const columns = spec.columns.map((c, i): ColumnDescriptor => {
      const column: ColumnSpec = typeof c === 'string' ? { name: c.slice(0, c.indexOf(' ')), type: c.slice(c.indexOf(' ') + 1) } : c;
      const { type, typmod } = resolveTypeName({ catalog: this.catalog, context: this.context } as never, parseTypeName(column.type) as never) as never as {
        type: Oid;
        typmod: number;
      };
      return {
        number: i + 1,
        name: column.name,
        typeId: type,
        typmod,
        collation: typeRow(type)?.collation ?? INVALID_OID,
        isNotNull: (column.notNull ?? false) || (spec.primaryKey?.includes(column.name) ?? false),
        isDropped: false,
        hasDefault: column.default !== undefined || column.generated !== undefined,
        defaultText: column.default ?? column.generated ?? null,
        identity: '',
        generated: column.generated === undefined ? '' : 's',
        sinceLayout: 1,
      } as ColumnDescriptor;
    });
    const number = (column: string): number => (columns.find(c => c.name === column) as ColumnDescriptor).number;
    const files: RelationFile[] = [];
    const constraints: ConstraintDescriptor[] = [];
    const constraint = (given: Partial<ConstraintDescriptor> & Pick<ConstraintDescriptor, 'name' | 'kind' | 'columns'>): ConstraintDescriptor =>
      ({
        oid: oid(this.nextOid++),
        expressionText: null,
        indexId: INVALID_OID,
        isDeferrable: false,
        isDeferred: false,
        isValidated: true,
        referencedRelation: INVALID_OID,
        referencedColumns: [],
        onUpdate: ' ',
        onDelete: ' ',
        match: ' ',
        operators: [],
        ...given,
      }) as ConstraintDescriptor;
    const index = (columnNames: readonly string[], kind: 'p' | 'u' | ''): IndexDescriptor => {
      const file = btreeMethod.createFile(transaction, FileKind.permanent);
      files.push(file);
      const keys = columnNames.map(c => columns[number(c) - 1]);
      const indexName = kind === 'p' ? `${name}_pkey` : `${name}_${columnNames.join('_')}_${kind === 'u' ? 'key' : 'idx'}`;
      const descriptor = {
        oid: oid(this.nextOid++),
        name: indexName,
        fileId: fileId(files.length - 1),
        method: 'btree',
        isUnique: kind !== '',
        isPrimary: kind === 'p',
        isExclusion: false,
        nullsNotDistinct: false,
        isImmediate: true,
        isValid: true,
        columns: keys.map(k => k.number),
        keyCount: keys.length,
        expressionTexts: [],
        predicateText: null,
        keyTypes: keys.map(k => (k.typeId === 1043 ? oid(25) : k.typeId)),
        isDescending: keys.map(() => false),
        nullsFirst: keys.map(() => false),
        collations: keys.map(() => INVALID_OID),
        operatorClasses: keys.map(k => defaultOperatorClass(403, k.typeId, this.catalog as never)?.oid ?? INVALID_OID),
      } as unknown as IndexDescriptor;
      if (kind !== '') constraints.push(constraint({ name: indexName, kind: kind as 'p', columns: keys.map(k => k.number), indexId: descriptor.oid }));
      return descriptor;
    };
    const indexes: IndexDescriptor[] = [];
    if (spec.primaryKey !== undefined) indexes.push(index(spec.primaryKey, 'p'));
    for (const u of spec.unique ?? []) indexes.push(index(u, 'u'));
    for (const i of spec.indexes ?? []) indexes.push(index(i, ''));
    for (const [checkName, text] of Object.entries(spec.checks ?? {}))
      constraints.push(constraint({ name: checkName, kind: 'c', columns: [], expressionText: text }));
    for (const fk of spec.foreignKeys ?? []) {
      const parent = this.catalog.byName.get(fk.references) as Stored;
      const primary = parent.relation.constraints.find(c => c.kind === 'p') as ConstraintDescriptor;
      constraints.push(
        constraint({
          name: `${name}_${fk.columns.join('_')}_fkey`,
          kind: 'f',
          columns: fk.columns.map(number),
          indexId: primary.indexId,
          referencedRelation: parent.relation.oid,
          referencedColumns: primary.columns,
          onDelete: (fk.onDelete ?? 'a') as 'a',
          onUpdate: (fk.onUpdate ?? 'a') as 'a',
          match: fk.matchFull === true ? 'f' : 's',
          isDeferrable: fk.deferrable !== undefined,
          isDeferred: fk.deferrable === 'deferred',
        }),
      );
    }
    const relation = {
      oid: id,
      name,
      schema: 'public',
      schemaId: PUBLIC_SCHEMA,
      kind: 'r',
      rowType: INVALID_OID,
      owner: oid(10),
      persistence: 'p',
      fileId: fileId(0),
      overflowFileId: fileId(0),
      layoutVersion: 1,
      columns,
      indexes,
      constraints,
      referencedBy: [],
      viewText: null,
      tupleEstimate: -1,
      pageEstimate: 0,
      isSystem: false,
      isVirtual: false,
    } as unknown as RelationDescriptor;
    const file = this.manager.createFile(transaction, { kind: FileKind.permanent });
    const overflowFile = this.manager.createFile(transaction, { kind: FileKind.permanent });
    this.manager.commitNow(transaction);
    const table = new HeapTable({
      manager: this.manager,
      relation: id,
      file,
      overflowFile,
      columns: tableColumns(relation, t => this.typeOps(t)),
      layoutVersion: 1,
    });
    const opened = indexes.map((descriptor, i) =>
      btreeMethod.open({
        manager: this.manager,
        file: files[i],
        name: descriptor.name,
        encoder: indexKeyEncoder(descriptor, t => this.typeOps(t)),
        isUnique: descriptor.isUnique,
      }),
    );
    const stored: Stored = { relation, table, indexes: opened };
    this.catalog.byName.set(name, stored);
    this.catalog.byId.set(id, stored);
    for (const c of constraints.filter(x => x.kind === 'f')) {
      const parent = this.catalog.byId.get(c.referencedRelation) as Stored;
      parent.relation = { ...parent.relation, referencedBy: [...parent.relation.referencedBy, { relation: id, constraint: c }] };
    }
    this.catalog.epoch++;
  }

  private impl<T>(table: ReadonlyMap<string, T>, descriptor: FunctionDescriptor): T {
    const impl = table.get(descriptor.signature);
    if (impl === undefined) throw notSupported(`function ${descriptor.signature}`);
    return impl;
  }

  private storedExpression(relation: RelationDescriptor, text: string): Expr {
    const key = `${relation.oid}:${text}`;
    let e = this.storedExpressions.get(key);
    if (e === undefined) {
      e = analyzeExpression(parseExpression(text), { catalog: this.catalog, parameters: new ParameterTypes(), context: this.context }, {
        clause: 'check',
        relation,
      } as never);
      this.storedExpressions.set(key, e);
    }
    return e;
  }

  plannerEnv(): PlannerEnv {
    return {
      catalog: this.catalog,
      settings: this.settings,
      callContext: this.context,
      typeOps: t => this.typeOps(t),
      scalarImpl: d => this.impl(scalarFunctions(), d),
      setImpl: d => this.impl(setFunctions(), d),
      aggregateImpl: d => this.impl(aggregateFunctions(), d),
      maySuspend: d => d.name === 'pg_sleep',
      storedExpression: (relation, text) => this.storedExpression(relation, text),
      domainChecks: () => ({ isNotNull: false, name: '', checks: [] }),
      relationSize: relation => {
        const table = this.catalog.byId.get(relation.oid)?.table;
        if (table === undefined) return { pages: 0, tuples: 0 };
        const { pages } = table.statistics();
        return { pages, tuples: table.estimateRows(0, -1) };
      },
    } as PlannerEnv;
  }

  plan(sql: string): PlannedStatement {
    const [raw] = parseStatements(sql);
    const parameters = new ParameterTypes();
    const { query } = analyzeStatement(raw.statement as QueryStatement, { catalog: this.catalog, parameters, context: this.context });
    return planStatement(query, this.plannerEnv());
  }

  /** One statement in a transaction of its own, on an engine. */
  query(sql: string, parameters: readonly Datum[] = [], engine: EngineName = 'volcano'): Datum[][] {
    const session = new TestSession(this, engine);
    try {
      const rows = session.query(sql, parameters);
      session.commit();
      return rows;
    } catch (error) {
      session.rollback();
      throw error;
    }
  }

  /** Rows as text, for comparison with PostgreSQL's. */
  text(sql: string, parameters: readonly Datum[] = [], engine: EngineName = 'volcano'): string[] {
    const plan = this.plan(sql);
    return this.query(sql, parameters, engine).map(row =>
      row.map((v, i) => (v === null ? 'NULL' : this.typeOps(plan.columns[i].type).format(v, this.context))).join('|'),
    );
  }
}

/** A session: one transaction at a time, statements that may wait. */
export class TestSession {
  transaction: Transaction;
  constraints = new ConstraintQueue();
  isolation: 'read committed' | 'repeatable read' = 'read committed';
  interrupt: PgError | null = null;
  sliceEvery = false;
  lastState: ExecutionState | null = null;

  constructor(
    readonly database: TestDatabase,
    public engine: EngineName = 'volcano',
  ) {
    this.transaction = database.manager.begin();
  }

  services(): ExecutionServices {
    const { database } = this;
    return {
      context: database.context,
      cursorRow: () => {
        throw new Error('no cursors here');
      },
      isolation: this.isolation,
      workMemBytes: database.workMemBytes,
      hashMemBytes: database.workMemBytes,
      openRelation: (relation): OpenRelation => {
        const stored = database.catalog.byId.get(relation.oid);
        if (stored === undefined) throw new Error(`no table ${relation.name}`);
        return { relation, table: stored.table, indexes: stored.indexes };
      },
      virtualRows: () => [],
      relationById: id => database.catalog.relationById(id),
      tableRules: relation => rulesOf(database, relation),
      constraints: this.constraints,
      binder: database.plannerEnv(),
      sliceExpired: () => this.sliceEvery,
      pendingInterrupt: () => this.interrupt,
      monotonicMs: () => performance.now(),
      ...(database.spillFiles === null ? {} : { spill: () => memorySpillFile(database.spillFiles as { open: number; made: number }) }),
    };
  }

  /** Starts a statement; the generator yields waits and pauses. */
  *start(sql: string, parameters: readonly Datum[], onRow: (row: readonly Datum[]) => boolean): Generator<WaitRequest | typeof PAUSE, void, void> {
    const { database, transaction } = this;
    const plan = database.plan(sql);
    const snapshot = database.manager.takeSnapshot(transaction);
    const state = new ExecutionState({ statement: plan, engine: engineNamed(this.engine), parameters, transaction, snapshot, services: this.services() });
    this.lastState = state;
    try {
      yield* runStatement(state, { push: onRow });
    } finally {
      database.manager.releaseSnapshot(snapshot);
      transaction.nextCommand();
    }
  }

  /** Runs a statement that must not have to wait for others. */
  query(sql: string, parameters: readonly Datum[] = []): Datum[][] {
    const rows: Datum[][] = [];
    const work = this.start(sql, parameters, row => {
      rows.push([...row]);
      return true;
    });
    for (let step = work.next(); step.done !== true; step = work.next()) {
      if (step.value !== PAUSE && (step.value as WaitRequest).kind !== 'slice') throw new Error(`unexpected wait in ${sql}`);
    }
    return rows;
  }

  commit(): void {
    const { database, transaction } = this;
    if (!this.constraints.isEmpty) {
      const snapshot = database.manager.takeSnapshot(transaction);
      const work = this.constraints.runDeferred(transaction, snapshot, this.services());
      try {
        while (work.next().done !== true);
      } finally {
        database.manager.releaseSnapshot(snapshot);
      }
    }
    database.manager.commitNow(transaction);
    this.transaction = database.manager.begin();
    this.constraints = new ConstraintQueue();
  }

  rollback(): void {
    this.database.manager.abort(this.transaction);
    this.transaction = this.database.manager.begin();
    this.constraints = new ConstraintQueue();
  }
}

const rulesCache = new WeakMap<RelationDescriptor, TableRules>();

function rulesOf(database: TestDatabase, relation: RelationDescriptor): TableRules {
  let rules = rulesCache.get(relation);
  if (rules === undefined) {
    const node = database.plan(`INSERT INTO ${relation.name} DEFAULT VALUES`).root as ModifyTable;
    const lower = (text: string) => database.plan(`SELECT ${text}`).root.target[0];
    rules = {
      checks: node.checks,
      generated: node.generated,
      indexes: node.indexes,
      exclusions: relation.indexes.map(() => null),
      defaults: relation.columns.map(c => (c.defaultText === null || c.generated !== '' ? null : lower(c.defaultText))),
    };
    rulesCache.set(relation, rules);
  }
  return rules;
}

function memorySpillFile(counters: { open: number; made: number }): SpillFile {
  let bytes = new Uint8Array(0);
  counters.open++;
  counters.made++;
  return {
    write: (source, length, position) => {
      if (position + length > bytes.length) {
        const grown = new Uint8Array((position + length) * 2);
        grown.set(bytes);
        bytes = grown;
      }
      bytes.set(source.subarray(0, length), position);
    },
    read: (target, offset, length, position) => target.set(bytes.subarray(position, position + length), offset),
    discard: () => counters.open--,
  };
}
