/**
 * The catalogs as one session sees them: CatalogReader for analysis and planning, row access for DDL and description.
 *
 * Invariants
 * 1. A transaction that has not changed catalogs reads through the shared cache, which holds committed rows only.
 * 2. From its first catalog change on, a transaction reads through a private cache of its own, filled under its own snapshot.
 *    The shared cache learns of the changes when they commit (they are visible to everyone by then), never before.
 * 3. The private cache starts afresh when another transaction's catalog changes commit and when a savepoint is rolled back.
 * 4. `epoch` differs between any two states of the catalogs that this session could plan against.
 *
 * Look-ups of built-in objects are answered from generated facts and touch no page. Whether users made functions, operators or
 * casts at all is read from pg_depend, where each of theirs has an entry and the built-in ones have none.
 */
import { oid, type FileId, type Oid, type RowRef } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Transaction, Waiting } from '../../txn/index.js';
import type { AttributeLayout, CompositeField, Datum, Int8, TypeOps } from '../../types/index.js';
import { isHashJoinableOperator, typeOperatorsOf } from '../builtin/builtin-catalog.js';
import { builtinCollation, builtinCollationNamed, builtinIcuLocale, CONFLICT_COLLATION } from '../builtin/builtin-collations.js';
import { builtinFunction, builtinFunctionsNamed } from '../builtin/builtin-functions.js';
import { strategyInClass } from '../builtin/builtin-operator-classes.js';
import { builtinCast, builtinOperator, builtinOperatorsNamed } from '../builtin/builtin-operators.js';
import { builtinRelation, builtinRelationNamed, FIRST_NORMAL_OID, PG_CATALOG_SCHEMA } from '../builtin/builtin-relations.js';
import { builtinSchemaId, builtinSchemaName } from '../builtin/builtin-catalog.js';
import { builtinType, builtinTypeNamed } from '../builtin/builtin-types.js';
import type {
  CastDescriptor,
  CatalogReader,
  ColumnStatistics,
  FunctionDescriptor,
  OperatorDescriptor,
  RelationDescriptor,
  TypeDescriptor,
  TypeOperators,
} from '../descriptors.js';
import { CatalogCache, type CatalogChange, type SharedCatalog } from './catalog-cache.js';
import type { CatalogStorage } from './catalog-storage.js';
import {
  pgAggregate,
  pgAuthid,
  pgCast,
  pgClass,
  pgCollation,
  pgConstraint,
  pgDepend,
  pgEnum,
  pgIndex,
  pgNamespace,
  pgOperator,
  pgProc,
  pgRange,
  type PgRangeRow,
  type PgTypeRow,
  pgStatistic,
  pgType,
} from './catalog-rows.data.js';
import type { CatalogTable, StoredRow } from './catalog-table.js';
import { castDescriptor, columnStatistics, functionDescriptor, operatorDescriptor, typeDescriptor } from './object-loader.js';
import { loadRelation, type CatalogRows } from './relation-loader.js';
import { makeTypeOps, type EnumLabel, type TypeSource } from './type-operations.js';

const PG_PROC = 1255;
const PG_OPERATOR = 2617;
const PG_CAST = 2605;
const PG_COLLATION = 3456;
const ANYARRAY = 2277;
const RECORD = 2249;
const RECORD_ARRAY = 2287;
/** Columns that say which relation (for pg_depend, which class) a row belongs to, by catalog. */
const RELATION_COLUMN: ReadonlyMap<number, string> = new Map([
  [1259, 'oid'],
  [1249, 'attrelid'],
  [2604, 'adrelid'],
  [2610, 'indrelid'],
  [2606, 'conrelid'],
  [2618, 'ev_class'],
  [2620, 'tgrelid'],
  [2611, 'inhrelid'],
  [2224, 'seqrelid'],
  [2608, 'classid'],
]);

const NO_FUNCTIONS: readonly FunctionDescriptor[] = [];
const NO_OPERATORS: readonly OperatorDescriptor[] = [];

export interface DomainConstraint {
  readonly oid: Oid;
  readonly name: string;
  readonly text: string;
  readonly isValidated: boolean;
}

export class CatalogStore implements CatalogReader, CatalogRows, TypeSource {
  readonly shared: SharedCatalog;
  /** Null between transactions: reads then see what is committed. */
  #transaction: Transaction | null;
  #searchPath: readonly string[] = ['public'];
  #tempSchema: string | null = null;
  #effectiveSchemas: readonly string[] | null = null;
  #private: CatalogCache | null = null;
  #privateEpoch = 0;
  /** Epoch of the shared catalog that the private cache was filled under. */
  #privateBase = 0;
  #changes: CatalogChange[] = [];
  #hookedXid = -1;
  /** The current command has changed rows that only the next one sees. */
  #hasUnseenRows = false;

  constructor(
    readonly storage: CatalogStorage,
    transaction: Transaction | null = null,
  ) {
    this.shared = storage.shared;
    this.#transaction = transaction;
    this.shared.typeSource = this;
  }

  /** Another transaction of the same session begins, or (null) the last one has ended. */
  begin(transaction: Transaction | null): void {
    this.#transaction = transaction;
    this.#private = null;
    this.#changes = [];
    this.#hookedXid = -1;
    this.#hasUnseenRows = false;
    this.shared.typeSource = this;
  }

  /** The transaction that catalog changes are part of. */
  get transaction(): Transaction {
    if (this.#transaction === null) throw new PgError('no_active_sql_transaction', 'catalogs can be changed in a transaction only');
    return this.#transaction;
  }

  // --- settings of the session ---

  /** Schemas in order, `$user` resolved, without the implicit pg_catalog and temporary schema. */
  get searchPath(): readonly string[] {
    return this.#searchPath;
  }
  set searchPath(path: readonly string[]) {
    this.#searchPath = path;
    this.#effectiveSchemas = null;
  }

  /** The session's temporary schema (`pg_temp_N`), once it has one. */
  get tempSchema(): string | null {
    return this.#tempSchema;
  }
  set tempSchema(name: string | null) {
    this.#tempSchema = name;
    this.#effectiveSchemas = null;
  }

  /** Schemas in the order they are searched: temporary and pg_catalog first unless the path names them. */
  effectiveSchemas(): readonly string[] {
    if (this.#effectiveSchemas !== null) return this.#effectiveSchemas;
    const path: string[] = [];
    if (this.#tempSchema !== null && !this.#searchPath.includes('pg_temp')) path.push(this.#tempSchema);
    if (!this.#searchPath.includes('pg_catalog')) path.push('pg_catalog');
    for (const name of this.#searchPath) {
      if (name !== 'pg_temp') path.push(name);
      else if (this.#tempSchema !== null) path.push(this.#tempSchema);
    }
    this.#effectiveSchemas = path;
    return path;
  }

  // --- caches ---

  get epoch(): number {
    if (this.#private === null) return this.shared.epoch;
    this.#freshen();
    return this.#privateEpoch;
  }

  /** True once the transaction has changed catalogs: what it sees is its own. */
  get hasPrivateView(): boolean {
    return this.#private !== null;
  }

  #freshen(): void {
    if (this.#privateBase === this.shared.epoch) return;
    this.#private!.clear();
    this.#privateBase = this.shared.epoch;
    this.#privateEpoch = this.shared.newEpoch();
  }

  get #cache(): CatalogCache {
    if (this.#private === null) return this.shared.cache;
    this.#freshen();
    return this.#private;
  }

  #changed(change: CatalogChange): void {
    const { shared } = this;
    if (this.#private === null) {
      this.#private = new CatalogCache();
      this.#privateBase = shared.epoch;
    }
    const { transaction } = this;
    const xid = transaction.assignXid();
    if (xid !== this.#hookedXid) {
      this.#hookedXid = xid;
      const changes: CatalogChange[] = [];
      this.#changes = changes;
      transaction.onCommit(() => {
        shared.committed(changes);
        this.#private = null;
      });
      transaction.onAbort(() => this.#rolledBack());
    }
    this.#changes.push(change);
    this.#private.rowChanged(change);
    this.#privateEpoch = shared.newEpoch();
  }

  /** A savepoint (or everything) is undone: what is left of the changes is read afresh. */
  #rolledBack(): void {
    this.#hookedXid = -1;
    this.#private?.clear();
    this.#privateEpoch = this.shared.newEpoch();
  }

  // --- rows ---

  /** Rows of a catalog whose leading index columns equal `key` (all rows when `indexName` is null). */
  rows<Row extends object>(table: CatalogTable<Row>, indexName: string | null, key: readonly (number | string | boolean)[], limit?: number): StoredRow<Row>[] {
    const index = indexName === null ? null : table.index(indexName);
    this.shared.typeSource = this;
    if (this.#hasUnseenRows) {
      this.transaction.nextCommand();
      this.#hasUnseenRows = false;
    }
    // A transaction that has ended has no rows of its own any more.
    const transaction = this.#transaction?.state === 'active' ? this.#transaction : null;
    return this.storage.scan(transaction, table.descriptor, index, key, limit).map(({ ref, values }) => ({ ref, row: table.toRow(values) }));
  }

  row<Row extends object>(table: CatalogTable<Row>, indexName: string, key: readonly (number | string | boolean)[]): StoredRow<Row> | undefined {
    return this.rows(table, indexName, key, 1)[0];
  }

  /** The row of an object, by oid, of a catalog whose oid index is called `<catalog>_oid_index`. */
  rowOf<Row extends object>(table: CatalogTable<Row>, id: Oid): StoredRow<Row> | undefined {
    return this.row(table, `${table.name}_oid_index`, [id]);
  }

  *insertRow<Row extends object>(table: CatalogTable<Row>, row: Row): Waiting<RowRef> {
    const ref = yield* this.storage.insert(this.transaction, table.descriptor, table.toValues(row));
    this.#noteChange(table, row);
    return ref;
  }

  *updateRow<Row extends object>(table: CatalogTable<Row>, stored: StoredRow<Row>, changes: Partial<Row>): Waiting<RowRef> {
    let row = { ...stored.row, ...changes };
    // Two sessions may change different columns of a row (CREATE INDEX on one table sets relhasindex): the later one starts from the earlier one's.
    const ref = yield* this.storage.update(this.transaction, table.descriptor, stored.ref, table.toValues(row), current => {
      row = { ...table.toRow(current.values), ...changes };
      return table.toValues(row);
    });
    this.#noteChange(table, row);
    return ref;
  }

  *removeRow<Row extends object>(table: CatalogTable<Row>, stored: StoredRow<Row>): Waiting<void> {
    yield* this.storage.remove(this.transaction, table.descriptor, stored.ref);
    this.#noteChange(table, stored.row);
  }

  #noteChange(table: CatalogTable<object>, row: object): void {
    this.#hasUnseenRows = true;
    const column = RELATION_COLUMN.get(table.oid);
    const values = row as Readonly<Record<string, Datum>>;
    // A sequence that a column comes to own changes the column's descriptor.
    if (table.oid === 2608 && values['refclassid'] === 1259 && values['refobjsubid'] !== 0)
      this.#changed({ catalog: 1249, relation: values['refobjid'] as number });
    const relation = column === undefined ? 0 : (values[column] as number);
    this.#changed({ catalog: table.oid, relation });
    // A foreign key also belongs to the table it references.
    if (table.oid === 2606 && values['confrelid'] !== 0) this.#changed({ catalog: 2606, relation: values['confrelid'] as number });
  }

  nextXid(): number {
    return this.storage.manager.nextXid;
  }

  newOid(): Oid {
    return this.storage.newOid();
  }

  // --- files ---

  createTableFile(persistence: 'p' | 'u' | 't'): FileId {
    return this.storage.createTableFile(this.transaction, persistence);
  }
  createOverflowFile(persistence: 'p' | 'u' | 't'): FileId {
    return this.storage.createOverflowFile(this.transaction, persistence);
  }
  createIndexFile(persistence: 'p' | 'u' | 't', method: string): FileId {
    return this.storage.createIndexFile(this.transaction, persistence, method);
  }
  /** The next value is `value`, or the one after it when `isCalled`. */
  createSequenceFile(persistence: 'p' | 'u' | 't', value: Int8, isCalled: boolean): FileId {
    return this.storage.createSequenceFile(this.transaction, persistence, value, isCalled);
  }
  dropFile(file: number): void {
    this.storage.dropFile(this.transaction, file);
  }
  /** All rows of a table are about to go at once. @throws PgError 40001 */
  truncating(table: FileId): void {
    this.storage.manager.serializable.writeAll(this.transaction, table);
  }
  /** What was in the one file is, or will be, in the other. */
  replaceFile(old: FileId, replacement: FileId): void {
    this.storage.replaceFile(this.transaction, old, replacement);
  }

  // --- schemas and roles ---

  schemaId(name: string): Oid | undefined {
    const wanted = name === 'pg_temp' && this.#tempSchema !== null ? this.#tempSchema : name;
    const builtin = builtinSchemaId(wanted);
    if (builtin !== undefined && wanted !== 'public') return builtin;
    const { schemas } = this.#cache;
    let found = schemas.get(wanted);
    if (found === undefined) {
      found = this.row(pgNamespace, 'pg_namespace_nspname_index', [wanted])?.row.oid ?? null;
      schemas.set(wanted, found);
    }
    return found ?? undefined;
  }

  schemaName(id: Oid): string | undefined {
    const builtin = id === 2200 ? undefined : builtinSchemaName(id);
    if (builtin !== undefined) return builtin;
    const { schemaNames } = this.#cache;
    let found = schemaNames.get(id);
    if (found === undefined) {
      found = this.rowOf(pgNamespace, id)?.row.nspname ?? null;
      schemaNames.set(id, found);
    }
    return found ?? undefined;
  }

  /** A role by name or oid. */
  role(by: string | Oid): { readonly oid: Oid; readonly name: string } | undefined {
    const { roles } = this.#cache;
    let found = roles.get(by);
    if (found === undefined) {
      const row = typeof by === 'string' ? this.row(pgAuthid, 'pg_authid_rolname_index', [by])?.row : this.row(pgAuthid, 'pg_authid_oid_index', [by])?.row;
      found = row === undefined ? null : { oid: row.oid, name: row.rolname };
      roles.set(by, found);
    }
    return found ?? undefined;
  }

  // --- relations ---

  relationIdNamed(schemaId: Oid, name: string): Oid | undefined {
    const builtin = schemaId < FIRST_NORMAL_OID ? builtinRelationNamed(schemaId, name) : undefined;
    if (builtin !== undefined) return builtin.oid;
    const { relationNames } = this.#cache;
    const key = `${schemaId}.${name}`;
    let found = relationNames.get(key);
    if (found === undefined) {
      found = this.row(pgClass, 'pg_class_relname_nsp_index', [name, schemaId])?.row.oid ?? null;
      relationNames.set(key, found);
    }
    return found ?? undefined;
  }

  relation(schema: string | null, name: string): RelationDescriptor | undefined {
    if (schema !== null) {
      const schemaId = this.schemaId(schema);
      const id = schemaId === undefined ? undefined : this.relationIdNamed(schemaId, name);
      return id === undefined ? undefined : this.relationById(id);
    }
    for (const candidate of this.effectiveSchemas()) {
      const found = this.relation(candidate, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  relationById(id: Oid): RelationDescriptor | undefined {
    if (id < FIRST_NORMAL_OID) return builtinRelation(id);
    const { relations } = this.#cache;
    let found = relations.get(id);
    if (found === undefined) {
      found = loadRelation(this, id);
      relations.set(id, found);
    }
    return found ?? undefined;
  }

  /** The table an index belongs to. */
  tableOfIndex(index: Oid): RelationDescriptor | undefined {
    const table = this.row(pgIndex, 'pg_index_indexrelid_index', [index])?.row.indrelid;
    return table === undefined ? undefined : this.relationById(table);
  }

  /** The relations of a schema that users made, by name. */
  relationsIn(schema: Oid): RelationDescriptor[] {
    return this.rows(pgClass, null, [])
      .filter(({ row }) => row.oid >= FIRST_NORMAL_OID && row.relnamespace === schema)
      .map(({ row }) => this.relationById(row.oid))
      .filter(r => r !== undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Oids of all tables and materialized views that users made. */
  userTables(): Oid[] {
    return this.rows(pgClass, null, [])
      .filter(({ row }) => row.oid >= FIRST_NORMAL_OID && (row.relkind === 'r' || row.relkind === 'm'))
      .map(({ row }) => row.oid);
  }

  // --- types ---

  typeIdNamed(schemaId: Oid, name: string): Oid | undefined {
    const builtin = schemaId < FIRST_NORMAL_OID ? builtinTypeNamed(schemaId, name) : undefined;
    if (builtin !== undefined) return builtin.oid;
    const { typeNames } = this.#cache;
    const key = `${schemaId}.${name}`;
    let found = typeNames.get(key);
    if (found === undefined) {
      found = this.row(pgType, 'pg_type_typname_nsp_index', [name, schemaId])?.row.oid ?? null;
      typeNames.set(key, found);
    }
    return found ?? undefined;
  }

  type(schema: string | null, name: string): TypeDescriptor | undefined {
    for (const candidate of schema === null ? this.effectiveSchemas() : [schema]) {
      const schemaId = this.schemaId(candidate);
      const id = schemaId === undefined ? undefined : this.typeIdNamed(schemaId, name);
      if (id !== undefined) return this.typeById(id);
    }
    return undefined;
  }

  typeById(id: Oid): TypeDescriptor | undefined {
    if (id < FIRST_NORMAL_OID) return builtinType(id);
    const { types } = this.#cache;
    let found = types.get(id);
    if (found === undefined) {
      const row = this.rowOf(pgType, id)?.row;
      found = row === undefined ? null : typeDescriptor(row, this.#rangeRow(row));
      types.set(id, found);
    }
    return found ?? undefined;
  }

  #rangeRow(type: PgTypeRow): PgRangeRow | undefined {
    if (type.typtype === 'r') return this.row(pgRange, 'pg_range_rngtypid_index', [type.oid])?.row;
    return type.typtype === 'm' ? this.row(pgRange, 'pg_range_rngmultitypid_index', [type.oid])?.row : undefined;
  }

  /** What the engine knows of a type: built in, or made from the rows of a user's type. */
  typeOps(id: Oid): TypeOps | undefined {
    if (id === ANYARRAY) return this.shared.anyArray;
    if (id === RECORD) return this.shared.record;
    if (id === RECORD_ARRAY) return this.shared.recordArray;
    const { typeOps } = this.#cache;
    let found = typeOps.get(id);
    if (found === undefined) {
      found = makeTypeOps(id, this) ?? null;
      typeOps.set(id, found);
    }
    return found ?? undefined;
  }

  enumValues(typeId: Oid): readonly EnumLabel[] {
    return this.rows(pgEnum, 'pg_enum_typid_sortorder_index', [typeId]).map(({ row }) => ({
      oid: row.oid,
      label: row.enumlabel,
      sortOrder: row.enumsortorder,
    }));
  }

  enumLabels(typeId: Oid): readonly string[] {
    const { enumLabels } = this.#cache;
    let found = enumLabels.get(typeId);
    if (found === undefined) {
      found = this.enumValues(typeId).map(l => l.label);
      enumLabels.set(typeId, found);
    }
    return found;
  }

  /** CHECK constraints of a domain, by name. The text uses VALUE. */
  domainConstraints(typeId: Oid): readonly DomainConstraint[] {
    return this.rows(pgConstraint, 'pg_constraint_contypid_index', [typeId])
      .map(({ row }) => ({ oid: row.oid, name: row.conname, text: row.conbin ?? '', isValidated: row.convalidated }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  compositeFields(relationId: Oid): readonly CompositeField[] {
    const relation = this.relationById(relationId);
    if (relation === undefined) return [];
    return relation.columns.filter(c => !c.isDropped).map(c => ({ name: c.name, typeId: c.typeId, typmod: c.typmod }));
  }

  compositeLayout(relationId: Oid): AttributeLayout | undefined {
    const columns = this.relationById(relationId)?.columns ?? [];
    if (!columns.some(c => c.isDropped)) return undefined;
    let field = 0;
    return { fieldAt: columns.map(c => (c.isDropped ? -1 : field++)), types: columns.map(c => c.typeId) };
  }

  // --- functions, operators, casts ---

  #hasUserObjects(classId: number): boolean {
    // A new database answers this without opening a table.
    if (this.storage.isEmpty(pgDepend.descriptor)) return false;
    const { hasUserObjects } = this.#cache;
    let found = hasUserObjects.get(classId);
    if (found === undefined) {
      found = this.row(pgDepend, 'pg_depend_depender_index', [classId]) !== undefined;
      hasUserObjects.set(classId, found);
    }
    return found;
  }

  #functionDescriptor(row: ReturnType<typeof pgProc.toRow>): FunctionDescriptor {
    const aggregate = row.prokind === 'a' ? this.row(pgAggregate, 'pg_aggregate_fnoid_index', [row.oid])?.row : undefined;
    return functionDescriptor(row, id => this.typeById(oid(id))?.name ?? String(id), aggregate);
  }

  #userFunctions(name: string): readonly FunctionDescriptor[] {
    if (!this.#hasUserObjects(PG_PROC)) return NO_FUNCTIONS;
    const { functionNames } = this.#cache;
    let found = functionNames.get(name);
    if (found === undefined) {
      found = this.rows(pgProc, 'pg_proc_proname_args_nsp_index', [name])
        .filter(({ row }) => row.oid >= FIRST_NORMAL_OID)
        .map(({ row }) => this.#functionDescriptor(row));
      functionNames.set(name, found);
    }
    return found;
  }

  functions(schema: string | null, name: string): readonly FunctionDescriptor[] {
    const builtin = builtinFunctionsNamed(name);
    const user = this.#userFunctions(name);
    if (user.length === 0 && builtin.length === 0) return NO_FUNCTIONS;
    const names = schema === null ? this.effectiveSchemas() : [schema];
    if (user.length === 0) {
      // Their schemas' names are fixed: no need to look any up.
      const isSearched = (f: FunctionDescriptor): boolean => names.includes(f.schemaId === PG_CATALOG_SCHEMA ? 'pg_catalog' : 'information_schema');
      return builtin.every(isSearched) ? builtin : builtin.filter(isSearched);
    }
    const path = names.map(s => this.schemaId(s));
    // In path order; of two with the same argument types the earlier schema's hides the other.
    const found: FunctionDescriptor[] = [];
    const seen = new Set<string>();
    for (const schemaId of path) {
      for (const f of [...builtin, ...user]) {
        if (f.schemaId !== schemaId) continue;
        const key = f.argumentTypes.join(' ');
        if (seen.has(key)) continue;
        seen.add(key);
        found.push(f);
      }
    }
    return found;
  }

  functionById(id: Oid): FunctionDescriptor | undefined {
    if (id < FIRST_NORMAL_OID) return builtinFunction(id);
    const { functions } = this.#cache;
    let found = functions.get(id);
    if (found === undefined) {
      const row = this.rowOf(pgProc, id)?.row;
      found = row === undefined ? null : this.#functionDescriptor(row);
      functions.set(id, found);
    }
    return found ?? undefined;
  }

  operators(schema: string | null, name: string): readonly OperatorDescriptor[] {
    const builtin = schema === null || schema === 'pg_catalog' ? builtinOperatorsNamed(name) : NO_OPERATORS;
    if (!this.#hasUserObjects(PG_OPERATOR)) return builtin;
    const { operatorNames } = this.#cache;
    let user = operatorNames.get(name);
    if (user === undefined) {
      user = this.rows(pgOperator, 'pg_operator_oprname_l_r_n_index', [name])
        .filter(({ row }) => row.oid >= FIRST_NORMAL_OID)
        .map(({ row }) => operatorDescriptor(row));
      operatorNames.set(name, user);
    }
    if (user.length === 0) return builtin;
    const path = schema === null ? this.effectiveSchemas().map(s => this.schemaId(s)) : [this.schemaId(schema)];
    return path.flatMap(schemaId => [...(schemaId === PG_CATALOG_SCHEMA ? builtin : []), ...user.filter(o => o.schemaId === schemaId)]);
  }

  operatorById(id: Oid): OperatorDescriptor | undefined {
    if (id < FIRST_NORMAL_OID) return builtinOperator(id);
    const { operators } = this.#cache;
    let found = operators.get(id);
    if (found === undefined) {
      const row = this.rowOf(pgOperator, id)?.row;
      found = row === undefined ? null : operatorDescriptor(row);
      operators.set(id, found);
    }
    return found ?? undefined;
  }

  cast(source: Oid, target: Oid): CastDescriptor | undefined {
    const builtin = builtinCast(source, target);
    if (builtin !== undefined || !this.#hasUserObjects(PG_CAST)) return builtin;
    const { casts } = this.#cache;
    const key = `${source}.${target}`;
    let found = casts.get(key);
    if (found === undefined) {
      const row = this.row(pgCast, 'pg_cast_source_target_index', [source, target])?.row;
      found = row === undefined ? null : castDescriptor(row);
      casts.set(key, found);
    }
    return found ?? undefined;
  }

  typeOperators(typeId: Oid): TypeOperators | undefined {
    return typeOperatorsOf(typeId, id => this.typeById(oid(id)));
  }

  btreeStrategy(operatorId: Oid, operatorClass: Oid): number | undefined {
    return strategyInClass(operatorId, operatorClass);
  }

  isHashJoinable(operatorId: Oid): boolean {
    return isHashJoinableOperator(operatorId);
  }

  /** A collation by name; ones for other encodings than UTF-8 don't count. */
  collation(schema: string | null, name: string): { readonly oid: Oid; readonly name: string } | undefined {
    for (const candidate of schema === null ? this.effectiveSchemas() : [schema]) {
      const schemaId = this.schemaId(candidate);
      if (schemaId === undefined) continue;
      const builtin = schemaId === PG_CATALOG_SCHEMA ? builtinCollationNamed(name) : undefined;
      if (builtin !== undefined) return builtin;
      if (!this.#hasUserObjects(PG_COLLATION)) continue;
      const rows = this.rows(pgCollation, 'pg_collation_name_enc_nsp_index', [name]);
      const found = rows.find(({ row }) => row.collnamespace === schemaId && (row.collencoding === -1 || row.collencoding === 6));
      if (found !== undefined) return { oid: found.row.oid, name: found.row.collname };
    }
    return undefined;
  }

  icuLocale(collation: Oid): string | null {
    if (collation < FIRST_NORMAL_OID) return builtinIcuLocale(collation);
    if (collation === CONFLICT_COLLATION) return null;
    const { icuLocales } = this.#cache;
    let found = icuLocales.get(collation);
    if (found === undefined) {
      const row = this.rowOf(pgCollation, collation)?.row;
      found = row?.collprovider === 'i' ? row.colliculocale : null;
      icuLocales.set(collation, found);
    }
    return found;
  }

  collationName(id: Oid): { readonly schema: string; readonly name: string } | undefined {
    const builtin = builtinCollation(id);
    if (builtin !== undefined) return { schema: 'pg_catalog', name: builtin.name };
    const row = this.rowOf(pgCollation, id)?.row;
    return row === undefined ? undefined : { schema: this.schemaName(row.collnamespace) ?? '', name: row.collname };
  }

  statistics(relation: Oid, column: number): ColumnStatistics | undefined {
    const { statistics } = this.#cache;
    const key = `${relation}.${column}`;
    let found = statistics.get(key);
    if (found === undefined) {
      const row = this.row(pgStatistic, 'pg_statistic_relid_att_inh_index', [relation, column, false])?.row;
      found = row === undefined ? null : columnStatistics(row);
      statistics.set(key, found);
    }
    return found ?? undefined;
  }
}
