/** CREATE INDEX, and the indexes behind PRIMARY KEY and UNIQUE: resolving columns, expressions and operator classes, then building. */
import type { BuildMemory } from '../access/index.js';
import { oid, type Oid, type RowRef } from '../base/index.js';
import {
  BTREE_METHOD,
  builtinAccessMethod,
  builtinOperatorClassNamed,
  CONFLICT_COLLATION,
  chooseIndexName,
  createIndex,
  defaultOperatorClass,
  formatType,
  GIST_METHOD,
  isExtensionClass,
  pgOpclass,
  relationAddress,
  setIndexFlags,
  setRelationEstimates,
  shapeOfClass,
  type IndexDescriptor,
  type IndexKeySpec,
  type IndexSpec,
  type ObjectAddress,
  type OperatorClassFacts,
  type RelationDescriptor,
} from '../catalog/index.js';
import { baseType, isBinaryCoercible } from '../analyze/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { IndexElem, IndexStmt } from '../sql/index.js';
import type { SpillFile } from '../storage/index.js';
import { SHARE, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import { checkExclusion } from './check-exclusion.js';
import type { CommandContext, StoredExpression } from './command-context.js';
import { checkTablespace } from './create-table.js';
import { sendNotice } from './notices.js';
import { kindPlural, openRelation, requireNotSystem } from './relation-lookup.js';
import { storageOptions } from './storage-options.js';

const INDEX_COLUMNS_MAX = 32;
/** Pages between time slices. */
const SLICE_PAGES = 64;

/** Access methods that are planned; others do not exist. */
const FUTURE_METHODS = new Set(['hash', 'gin', 'brin', 'spgist', 'art', 'betree', 'bitmap', 'bloom', 'trie', 'hnsw']);

export function* runCreateIndex(context: CommandContext, statement: IndexStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.concurrent && context.isInTransactionBlock)
    throw new PgError('active_sql_transaction', 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block');
  const relation = yield* openRelation(context, statement.relation, SHARE);
  if (!'rm'.includes(relation.kind)) {
    throw new PgError('wrong_object_type', `cannot create index on relation "${relation.name}"`, {
      detail: `This operation is not supported for ${kindPlural(relation)}.`,
    });
  }
  requireNotSystem(relation);
  checkTablespace(statement.tableSpace);
  const method = indexMethodNamed(statement.accessMethod);
  if (statement.unique && method !== BTREE_METHOD) throw unsupportedBy(method, 'unique indexes');
  if (statement.idxname !== null && statement.ifNotExists && catalog.relationIdNamed(relation.schemaId, statement.idxname) !== undefined) {
    sendNotice(context, 'duplicate_table', `relation "${statement.idxname}" already exists, skipping`);
    return 'CREATE INDEX';
  }
  if (statement.indexParams.length + statement.indexIncludingParams.length > INDEX_COLUMNS_MAX)
    throw new PgError('too_many_columns', `cannot use more than ${INDEX_COLUMNS_MAX} columns in an index`);
  const { keys, references, names } = resolveKeys(context, relation, statement.indexParams, method);
  const include = statement.indexIncludingParams.map(element => includedColumn(relation, element));
  for (const number of include) names.push(relation.columns[number - 1]!.name);
  let predicateText: string | null = null;
  if (statement.whereClause) {
    const stored = context.analyzeStored(statement.whereClause, { kind: 'predicate', relation });
    predicateText = stored.text;
    references.push(...stored.references);
  }
  const name = statement.idxname ?? chooseIndexName(catalog, relation.name, relation.schemaId, names, 'plain');
  yield* addIndex(context, relation, {
    name,
    table: relation,
    method,
    keys,
    include,
    isUnique: statement.unique,
    nullsNotDistinct: statement.nullsNotDistinct,
    predicateText,
    references,
    options: storageOptions(statement.options, method === GIST_METHOD ? 'gist' : 'index'),
  });
  return 'CREATE INDEX';
}

/** @throws 42704 when there is none of that name, 0A000 for those that are not there yet */
export function indexMethodNamed(name: string): Oid {
  if (name === 'btree') return BTREE_METHOD;
  if (name === 'gist') return GIST_METHOD;
  if (FUTURE_METHODS.has(name)) throw notSupported(`access method "${name}"`);
  throw new PgError('undefined_object', `access method "${name}" does not exist`);
}

const methodName = (method: Oid): string => builtinAccessMethod(method)!.name;

function unsupportedBy(method: Oid, what: string): PgError {
  return new PgError('feature_not_supported', `access method "${methodName(method)}" does not support ${what}`);
}

function includedColumn(relation: RelationDescriptor, element: IndexElem): number {
  const fail = (message: string): never => {
    throw new PgError('feature_not_supported', message);
  };
  if (element.collation.length > 0) fail('including column does not support a collation');
  if (element.opclass.length > 0) fail('including column does not support an operator class');
  if (element.ordering !== 'default') fail('including column does not support ASC/DESC options');
  if (element.nullsOrdering !== 'default') fail('including column does not support NULLS FIRST/LAST options');
  if (element.name === null) return fail('expressions are not supported in included columns');
  return columnNumber(relation, element.name);
}

export function columnNumber(relation: RelationDescriptor, name: string, inKey = false): number {
  const column = relation.columns.find(c => c.name === name && !c.isDropped);
  if (!column) {
    const transactional = name === 'xmin' || name === 'xmax' ? 'xid' : name === 'cmin' || name === 'cmax' ? 'cid' : null;
    if (transactional !== null) throw noOperatorClass(transactional, BTREE_METHOD);
    if (name === 'ctid' || name === 'tableoid') throw new PgError('feature_not_supported', 'index creation on system columns is not supported');
    throw new PgError('undefined_column', `column "${name}" ${inKey ? 'named in key ' : ''}does not exist`);
  }
  return column.number;
}

export interface ResolvedKeys {
  readonly keys: IndexKeySpec[];
  readonly references: ObjectAddress[];
  readonly names: string[];
}

export function resolveKeys(
  context: CommandContext,
  relation: RelationDescriptor,
  elements: readonly IndexElem[],
  method: Oid,
  isConstraint = false,
): ResolvedKeys {
  const keys: IndexKeySpec[] = [];
  const references: ObjectAddress[] = [];
  const names: string[] = [];
  for (const given of elements) {
    const element = withoutCollate(given);
    const isDescending = element.ordering === 'desc';
    const nullsFirst = element.nullsOrdering === 'default' ? isDescending : element.nullsOrdering === 'first';
    const source = keySource(context, relation, element, references, isConstraint);
    names.push(source.name ?? 'expr');
    const { typeId, typmod } = source;
    const collation = keyCollation(context, element, typeId, source.collation);
    const ordered = operatorClass(context, element, typeId, method);
    if (method !== BTREE_METHOD) {
      if (element.ordering !== 'default') throw unsupportedBy(method, 'ASC/DESC options');
      if (element.nullsOrdering !== 'default') throw unsupportedBy(method, 'NULLS FIRST/LAST options');
    }
    keys.push({ ...source, typeId, typmod, collation, operatorClass: ordered, isDescending, nullsFirst });
  }
  return { keys, references, names };
}

/** `(x COLLATE y)` is the same as `x COLLATE y`. */
function withoutCollate(element: IndexElem): IndexElem {
  if (element.expr?.kind !== 'CollateClause') return element;
  const { arg, collname } = element.expr;
  return withoutCollate({ ...element, expr: arg, collation: element.collation.length > 0 ? element.collation : collname });
}

type KeySource = Pick<IndexKeySpec, 'column' | 'name' | 'expressionText' | 'typeId' | 'typmod' | 'collation'>;

/** A column, or an expression; one that is just a column counts as that. */
function keySource(context: CommandContext, relation: RelationDescriptor, element: IndexElem, references: ObjectAddress[], isConstraint: boolean): KeySource {
  let number = element.name === null ? 0 : columnNumber(relation, element.name, isConstraint);
  let stored: StoredExpression | null = null;
  if (element.expr) {
    stored = context.analyzeStored(element.expr, { kind: 'index', relation });
    if (stored.expr.kind === 'var' && stored.expr.column > 0) number = stored.expr.column;
  }
  if (number > 0) {
    const { name, typeId, typmod, collation } = relation.columns[number - 1]!;
    return { column: number, name, typeId, typmod, collation };
  }
  const { expr, text } = stored!;
  references.push(...stored!.references);
  const type = context.catalog.typeById(expr.type);
  if (type?.kind === 'p')
    throw new PgError('invalid_table_definition', `column "${expressionName(context, element) ?? 'expr'}" has pseudo-type ${context.typeName(expr.type, -1)}`);
  return { column: 0, name: expressionName(context, element), expressionText: text, typeId: expr.type, typmod: expr.typmod, collation: expr.collation };
}

/** Name of an expression's index column: as a select list would call it, null for none. */
function expressionName(context: CommandContext, element: IndexElem): string | null {
  return context.columnNameOf(element.expr!);
}

function keyCollation(context: CommandContext, element: IndexElem, typeId: Oid, natural: Oid): Oid {
  if (element.collation.length === 0) {
    if (natural !== CONFLICT_COLLATION) return natural;
    throw new PgError('indeterminate_collation', 'could not determine which collation to use for index expression', {
      hint: 'Use the COLLATE clause to set the collation explicitly.',
    });
  }
  const { catalog } = context;
  if ((catalog.typeById(typeId)?.collation ?? 0) === 0)
    throw new PgError('datatype_mismatch', `collations are not supported by type ${context.typeName(typeId, -1)}`);
  const names = element.collation;
  const found = catalog.collation(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
  if (!found) throw new PgError('undefined_object', `collation "${names.join('.')}" for encoding "UTF8" does not exist`);
  return found.oid;
}

function operatorClass(context: CommandContext, element: IndexElem, typeId: Oid, method: Oid): Oid {
  if (element.opclass.length === 0) return defaultOperatorClassOf(context, typeId, method);
  const name = element.opclass[element.opclass.length - 1]!;
  const found = builtinOperatorClassNamed(method, name);
  if (!found || !isThere(context, found.oid))
    throw new PgError('undefined_object', `operator class "${element.opclass.join('.')}" does not exist for access method "${methodName(method)}"`);
  if (element.opclassopts.length > 0) throw new PgError('invalid_parameter_value', `operator class ${name} has no options`);
  const base = baseType(context.catalog, typeId);
  if (found.inputType !== base && !isBinaryCoercible(context.catalog, base, found.inputType))
    throw new PgError('datatype_mismatch', `operator class "${name}" does not accept data type ${context.typeName(typeId, -1)}`);
  return served(found);
}

export function defaultOperatorClassOf(context: CommandContext, typeId: Oid, method: Oid = BTREE_METHOD): Oid {
  const found = defaultOperatorClass(method, baseType(context.catalog, typeId), context.catalog);
  if (found === undefined || !isThere(context, found.oid)) throw noOperatorClass(formatType(context.catalog, typeId), method);
  return served(found);
}

/** Classes of an extension are there when it is. */
function isThere(context: CommandContext, id: Oid): boolean {
  return !isExtensionClass(id) || context.catalog.rowOf(pgOpclass, id) !== undefined;
}

function served(found: OperatorClassFacts): Oid {
  if (found.method === GIST_METHOD && shapeOfClass(found.oid) === undefined) throw notSupported(`operator class "${found.name}" of access method "gist"`);
  return found.oid;
}

function noOperatorClass(type: string, method: Oid): PgError {
  return new PgError('undefined_object', `data type ${type} has no default operator class for access method "${methodName(method)}"`, {
    hint: 'You must specify an operator class for the index or define a default operator class for the data type.',
  });
}

/** The keys of another table's index, over the columns that `map` gives for its own (LIKE … INCLUDING INDEXES). */
export function keysOfIndex(
  context: CommandContext,
  relation: RelationDescriptor,
  index: IndexDescriptor,
  target: RelationDescriptor,
  map: readonly number[],
): { keys: IndexKeySpec[]; references: ObjectAddress[] } {
  const columns = context.catalog.relationById(index.oid)?.columns ?? [];
  const references: ObjectAddress[] = [];
  let expression = 0;
  const keys = index.columns.slice(0, index.keyCount).map((number, i): IndexKeySpec => {
    const common = { operatorClass: index.operatorClasses[i]!, isDescending: index.isDescending[i]!, nullsFirst: index.nullsFirst[i]! };
    const collation = columns[i]?.collation ?? relation.columns[number - 1]?.collation ?? oid(0);
    if (number !== 0) {
      const { name, typeId, typmod } = relation.columns[number - 1]!;
      return { column: map[number - 1]!, name, typeId, typmod, collation, ...common };
    }
    const stored = context.analyzeStoredText(index.expressionTexts[expression++]!, { kind: 'index', relation: target });
    references.push(...stored.references);
    return {
      column: 0,
      name: columns[i]?.name ?? null,
      expressionText: stored.text,
      typeId: stored.expr.type,
      typmod: stored.expr.typmod,
      collation,
      ...common,
    };
  });
  return { keys, references };
}

/** Keys over plain columns, for constraints. */
export function keysOfColumns(context: CommandContext, relation: RelationDescriptor, columns: readonly number[]): IndexKeySpec[] {
  return columns.map(number => {
    const column = relation.columns[number - 1]!;
    return {
      column: number,
      name: column.name,
      typeId: column.typeId,
      typmod: column.typmod,
      collation: column.collation,
      operatorClass: defaultOperatorClassOf(context, column.typeId),
    };
  });
}

/** Catalog rows and content of a new index. */
export function* addIndex(context: CommandContext, relation: RelationDescriptor, spec: IndexSpec): Waiting<Oid> {
  const created = yield* createIndex(context.catalog, spec);
  const fresh = context.catalog.relationById(relation.oid)!;
  yield* buildIndex(context, fresh, created.oid);
  return created.oid;
}

/** Fills an index from its table. 23505 when a unique one meets duplicates. */
export function* buildIndex(context: CommandContext, relation: RelationDescriptor, indexId: Oid): Waiting<void> {
  const files: SpillFile[] = [];
  const spill = (): SpillFile => {
    const file = context.temporaryFile();
    files.push(file);
    return file;
  };
  try {
    yield* fillIndex(context, relation, indexId, { limitBytes: context.maintenanceBytes, spill });
  } finally {
    for (const file of files) file.discard();
  }
}

function* fillIndex(context: CommandContext, relation: RelationDescriptor, indexId: Oid, memory: BuildMemory): Waiting<void> {
  const descriptor = relation.indexes.find(i => i.oid === indexId)!;
  const index = context.index(relation, descriptor);
  const table = context.table(relation);
  const pages = table.file.pageCount;
  if (pages === 0) return;
  let expression = 0;
  const keyOf = descriptor.columns.slice(0, descriptor.keyCount).map(attnum => {
    if (attnum !== 0) return (row: readonly Datum[]): Datum => row[attnum - 1]!;
    return context.compileRow(relation, context.storedExpression(relation, descriptor.expressionTexts[expression++]!));
  });
  const holds = descriptor.predicateText === null ? null : context.compileRow(relation, context.storedExpression(relation, descriptor.predicateText));
  const builder = index.builder(memory);
  const scan = table.buildScan();
  const width = relation.columns.length;
  const dropped = relation.columns.map(c => c.isDropped);
  const values: Datum[] = new Array<Datum>(keyOf.length).fill(null);
  let rows = 0;
  let page = 0;
  try {
    while (scan.nextPage()) {
      for (let i = 0; i < scan.count; i++) {
        const row: Datum[] = new Array<Datum>(width);
        for (let c = 0; c < width; c++) row[c] = dropped[c] ? null : table.layouts.read(scan.views, scan.words[i]!, c);
        const isLive = scan.isLive(i);
        if (isLive) rows++;
        if (holds && holds(row) !== true) continue;
        let hasNull = false;
        for (let k = 0; k < keyOf.length; k++) {
          const value = keyOf[k]!(row);
          if (value === null) hasNull = true;
          values[k] = value;
        }
        index.encoder.encode(values);
        builder.add(index.encoder.key, hasNull && !descriptor.nullsNotDistinct, scan.rootOf(i), isLive);
      }
      if (++page % SLICE_PAGES === 0) {
        scan.suspend();
        yield { kind: 'slice' };
        scan.resume();
      }
    }
  } finally {
    scan.close();
  }
  const duplicate = yield* builder.finish();
  if (duplicate) {
    const row = rowAt(context, relation, duplicate.second);
    const names = keyOf.map((_, i) => context.callContext.catalog.indexDefinition(descriptor.oid, i + 1, false) ?? '');
    const texts = keyOf.map((key, i) => {
      const value = row ? key(row) : null;
      return value === null ? 'null' : context.typeOps(descriptor.keyTypes[i]!).format(value, context.callContext);
    });
    throw new PgError('unique_violation', `could not create unique index "${descriptor.name}"`, {
      detail: `Key (${names.join(', ')})=(${texts.join(', ')}) is duplicated.`,
      schema: relation.schema,
      table: relation.name,
      constraint: descriptor.name,
    });
  }
  if (descriptor.isExclusion) yield* checkExclusion(context, relation, descriptor, index, { keyOf, holds });
  if (scan.hasOldVersions) yield* setIndexFlags(context.catalog, descriptor.oid, { checkXmin: true });
  yield* setRelationEstimates(context.catalog, relation.oid, pages, rows);
  yield* setRelationEstimates(context.catalog, descriptor.oid, index.file.pageCount, rows);
}

/** The newest version under an index entry. */
function rowAt(context: CommandContext, relation: RelationDescriptor, ref: RowRef): Datum[] | null {
  const table = context.table(relation);
  const fetch = table.openFetch();
  const snapshot = context.snapshot();
  const isThere = fetch.fetch(ref, snapshot);
  context.manager.releaseSnapshot(snapshot);
  if (!isThere) {
    fetch.release();
    return null;
  }
  const row = relation.columns.map((column, i) => (column.isDropped ? null : table.layouts.read(fetch.views, fetch.word, i)));
  fetch.release();
  return row;
}

export { relationAddress };
