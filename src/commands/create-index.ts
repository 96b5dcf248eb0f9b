/** CREATE INDEX, and the indexes behind PRIMARY KEY and UNIQUE: resolving columns, expressions and operator classes, then building. */
import { oid, type Oid, type RowRef } from '../base/index.js';
import {
  BTREE_METHOD,
  builtinOperatorClassNamed,
  chooseIndexName,
  createIndex,
  defaultOperatorClass,
  formatType,
  relationAddress,
  setRelationEstimates,
  type IndexKeySpec,
  type IndexSpec,
  type ObjectAddress,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { IndexElem, IndexStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, SHARE, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { openRelation, requireKind, requireNotSystem } from './relation-lookup.js';

export function* runCreateIndex(context: CommandContext, statement: IndexStmt): Waiting<string> {
  const relation = yield* openRelation(context, statement.relation, SHARE);
  requireKind(relation, 'rm', 'a table or materialized view');
  requireNotSystem(relation);
  if (statement.accessMethod !== 'btree') {
    if (!['hash', 'gin', 'gist', 'brin', 'spgist', 'art', 'betree', 'bitmap', 'bloom', 'trie', 'hnsw'].includes(statement.accessMethod)) {
      throw new PgError('undefined_object', `access method "${statement.accessMethod}" does not exist`);
    }
    throw notSupported(`access method "${statement.accessMethod}"`);
  }
  if (statement.concurrent && context.isInTransactionBlock)
    throw new PgError('active_sql_transaction', 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block');
  const { keys, references, names } = resolveKeys(context, relation, statement.indexParams);
  const include = statement.indexIncludingParams.map(element => {
    if (element.name === null) throw new PgError('feature_not_supported', 'expressions are not supported in included columns');
    return columnNumber(relation, element.name, element.location);
  });
  let predicateText: string | null = null;
  if (statement.whereClause) {
    const stored = context.analyzeStored(statement.whereClause, { kind: 'predicate', relation });
    predicateText = stored.text;
    references.push(...stored.references);
  }
  const name = statement.idxname ?? chooseIndexName(context.catalog, relation.name, relation.schemaId, names, 'plain');
  if (context.catalog.relationIdNamed(relation.schemaId, name) !== undefined) {
    if (statement.ifNotExists) {
      const notice = new PgError('duplicate_table', `relation "${name}" already exists, skipping`);
      notice.severity = 'NOTICE';
      context.notice(notice);
      return 'CREATE INDEX';
    }
  }
  for (const option of statement.options)
    if (option.defname !== 'fillfactor' && option.defname !== 'deduplicate_items')
      throw new PgError('invalid_parameter_value', `unrecognized parameter "${option.defname}"`);
  yield* addIndex(context, relation, {
    name,
    table: relation,
    method: oid(BTREE_METHOD),
    keys,
    include,
    isUnique: statement.unique,
    nullsNotDistinct: statement.nullsNotDistinct,
    predicateText,
    references,
  });
  return 'CREATE INDEX';
}

export function columnNumber(relation: RelationDescriptor, name: string, location = -1): number {
  const column = relation.columns.find(c => c.name === name && !c.isDropped);
  if (!column) throw new PgError('undefined_column', `column "${name}" does not exist`).at(location >= 0 ? location + 1 : undefined);
  return column.number;
}

function resolveKeys(
  context: CommandContext,
  relation: RelationDescriptor,
  elements: readonly IndexElem[],
): { keys: IndexKeySpec[]; references: ObjectAddress[]; names: string[] } {
  const keys: IndexKeySpec[] = [];
  const references: ObjectAddress[] = [];
  const names: string[] = [];
  if (elements.length > 32) throw new PgError('too_many_columns', 'cannot use more than 32 columns in an index');
  for (const element of elements) {
    const isDescending = element.ordering === 'desc';
    const nullsFirst = element.nullsOrdering === 'default' ? isDescending : element.nullsOrdering === 'first';
    let typeId: Oid;
    let typmod = -1;
    let collation: Oid;
    if (element.name !== null) {
      const column = relation.columns[columnNumber(relation, element.name, element.location) - 1]!;
      ({ typeId, typmod, collation } = column);
      names.push(column.name);
      keys.push({
        column: column.number,
        name: column.name,
        typeId,
        typmod,
        collation,
        operatorClass: operatorClass(context, element, typeId),
        isDescending,
        nullsFirst,
      });
    } else {
      const stored = context.analyzeStored(element.expr!, { kind: 'index', relation });
      typeId = stored.expr.type;
      typmod = stored.expr.typmod;
      collation = stored.expr.collation;
      references.push(...stored.references);
      const called = stored.expr.kind === 'func' ? context.catalog.functionById(stored.expr.functionId)?.name : undefined;
      names.push(called ?? 'expr');
      keys.push({
        column: 0,
        name: called ?? null,
        expressionText: stored.text,
        typeId,
        typmod,
        collation,
        operatorClass: operatorClass(context, element, typeId),
        isDescending,
        nullsFirst,
      });
    }
  }
  return { keys, references, names };
}

function operatorClass(context: CommandContext, element: IndexElem, typeId: Oid): Oid {
  if (element.opclass.length > 0) {
    const name = element.opclass[element.opclass.length - 1]!;
    const found = builtinOperatorClassNamed(BTREE_METHOD, name);
    if (!found) throw new PgError('undefined_object', `operator class "${name}" does not exist for access method "btree"`);
    return found.oid;
  }
  return defaultOperatorClassOf(context, typeId);
}

export function defaultOperatorClassOf(context: CommandContext, typeId: Oid): Oid {
  const base = context.catalog.typeById(typeId);
  const found = defaultOperatorClass(BTREE_METHOD, base?.kind === 'd' ? base.baseType : typeId, context.catalog);
  if (found === undefined) {
    throw new PgError('undefined_object', `data type ${formatType(context.catalog, typeId)} has no default operator class for access method "btree"`, {
      hint: 'You must specify an operator class for the index or define a default operator class for the data type.',
    });
  }
  return found.oid;
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
  context.transaction.nextCommand();
  const fresh = context.catalog.relationById(relation.oid)!;
  yield* buildIndex(context, fresh, created.oid);
  return created.oid;
}

/** Fills an index from its table. 23505 when a unique one meets duplicates. */
export function* buildIndex(context: CommandContext, relation: RelationDescriptor, indexId: Oid): Waiting<void> {
  const descriptor = relation.indexes.find(i => i.oid === indexId)!;
  const index = context.index(relation, descriptor);
  const table = context.table(relation);
  if (table.file.pageCount === 0) return;
  let expression = 0;
  const keyOf = descriptor.columns.slice(0, descriptor.keyCount).map(attnum => {
    if (attnum !== 0) return (row: readonly Datum[]): Datum => row[attnum - 1]!;
    return context.compileRow(relation, context.storedExpression(relation, descriptor.expressionTexts[expression++]!));
  });
  const holds = descriptor.predicateText === null ? null : context.compileRow(relation, context.storedExpression(relation, descriptor.predicateText));
  const builder = index.builder();
  const rows = yield* scanRows(context, relation, (row, ref) => {
    if (holds && holds(row) !== true) return;
    let hasNull = false;
    const values = keyOf.map(key => {
      const value = key(row);
      if (value === null) hasNull = true;
      return value;
    });
    index.encoder.encode(values);
    builder.add(index.encoder.key, hasNull && !descriptor.nullsNotDistinct, ref, true);
  });
  const duplicate = yield* builder.finish();
  if (duplicate) {
    const row = rowAt(context, relation, duplicate.second);
    const names = descriptor.columns.slice(0, descriptor.keyCount).map(attnum => (attnum === 0 ? 'expr' : relation.columns[attnum - 1]!.name));
    const values = keyOf.map((key, i) => {
      const value = row ? key(row) : null;
      return value === null ? 'null' : context.typeOps(descriptor.keyTypes[i]!).format(value, context.callContext);
    });
    throw new PgError('unique_violation', `could not create unique index "${descriptor.name}"`, {
      detail: `Key (${names.join(', ')})=(${values.join(', ')}) is duplicated.`,
      schema: relation.schema,
      table: relation.name,
      constraint: descriptor.name,
    });
  }
  yield* setRelationEstimates(context.catalog, relation.oid, table.file.pageCount, rows);
}

/** Gives every row visible to the present command; returns how many there were. */
export function* scanRows(context: CommandContext, relation: RelationDescriptor, visit: (row: Datum[], ref: RowRef) => void): Waiting<number> {
  const table = context.table(relation);
  const snapshot = context.snapshot();
  const scan = table.scan(snapshot);
  const width = relation.columns.length;
  let count = 0;
  let pages = 0;
  try {
    while (scan.nextPage()) {
      for (let i = 0; i < scan.count; i++) {
        const row: Datum[] = new Array(width);
        for (let c = 0; c < width; c++) {
          row[c] = relation.columns[c]!.isDropped ? null : table.layouts.read(scan.views, scan.words[i]!, c);
        }
        visit(row, scan.refOf(i));
        count++;
      }
      if (++pages % 64 === 0) {
        scan.suspend();
        yield { kind: 'slice' };
        scan.resume();
      }
    }
  } finally {
    scan.close();
    context.manager.releaseSnapshot(snapshot);
  }
  return count;
}

function rowAt(context: CommandContext, relation: RelationDescriptor, ref: RowRef): Datum[] | null {
  const table = context.table(relation);
  const fetch = table.openFetch();
  if (!fetch.fetchVersion(ref)) return null;
  const row = relation.columns.map((column, i) => (column.isDropped ? null : table.layouts.read(fetch.views, fetch.word, i)));
  fetch.release();
  return row;
}

export { ACCESS_EXCLUSIVE, relationAddress };
