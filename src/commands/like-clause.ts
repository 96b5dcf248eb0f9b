/** CREATE TABLE … (LIKE source INCLUDING …): columns at once, then the source's checks, indexes and comments once the table is there. */
import { INVALID_OID, type Oid } from '../base/index.js';
import {
  CLASS,
  address,
  chooseIndexName,
  comment,
  createCheck,
  methodOfIndex,
  ownedSequences,
  referencesOfDefault,
  relationAddress,
  sequenceOptions,
  setColumnStorage,
  setComment,
  storedColumn,
  storedOptions,
  type IndexDescriptor,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { TableLikeClause, TableLikeOption } from '../sql/index.js';
import { ACCESS_SHARE, type Waiting } from '../txn/index.js';
import type { ColumnPlan } from './column-definition.js';
import type { CommandContext } from './command-context.js';
import { addIndex, keysOfIndex } from './create-index.js';
import { findRelation, kindPlural, missingRelation, openRelation } from './relation-lookup.js';

export interface LikeSource {
  readonly relation: RelationDescriptor;
  readonly options: ReadonlySet<TableLikeOption>;
}

export function* openLike(context: CommandContext, like: TableLikeClause): Waiting<LikeSource> {
  if (!findRelation(context.catalog, like.relation)) throw missingRelation(like.relation).at(like.relation.location + 1);
  const relation = yield* openRelation(context, like.relation, ACCESS_SHARE);
  if (!'rvmcfp'.includes(relation.kind)) {
    throw new PgError('wrong_object_type', `relation "${relation.name}" is invalid in LIKE clause`, {
      detail: `This operation is not supported for ${kindPlural(relation)}.`,
    }).at(like.relation.location + 1);
  }
  return { relation, options: new Set(like.options) };
}

export function likeColumns(context: CommandContext, { relation, options }: LikeSource): ColumnPlan[] {
  const { catalog } = context;
  return relation.columns
    .filter(c => !c.isDropped)
    .map((c): ColumnPlan => {
      const takesIdentity = c.identity !== '' && options.has('identity');
      const takesGenerated = c.generated !== '' && options.has('generated');
      const takesDefault = c.generated === '' && c.identity === '' && options.has('defaults');
      const sequence = takesIdentity ? ownedSequences(catalog, relation.oid, c.number)[0] : undefined;
      const row = storedColumn(catalog, relation.oid, c.number);
      return {
        spec: {
          name: c.name,
          typeId: c.typeId,
          typmod: c.typmod,
          collation: c.collation,
          isNotNull: c.isNotNull,
          identity: takesIdentity ? c.identity : '',
          generated: takesGenerated ? 's' : '',
          dimensions: row?.attndims ?? 0,
        },
        serial: INVALID_OID,
        identity: null,
        ...(sequence !== undefined && { identityOptions: sequenceOptions(catalog, sequence)! }),
        defaultExpression: null,
        generated: null,
        ...(takesGenerated && c.defaultText !== null && { generatedText: c.defaultText }),
        ...(takesDefault &&
          c.defaultText !== null && { copiedDefault: { text: c.defaultText, references: referencesOfDefault(catalog, relation.oid, c.number) } }),
        ...(options.has('storage') && row !== undefined && { storage: row.attstorage }),
        ...(options.has('compression') && row !== undefined && { compression: row.attcompression }),
        constraints: [],
      };
    });
}

/** Numbers of the source's columns in the new table; 0 for those it has not. */
function columnMap(source: RelationDescriptor, target: RelationDescriptor): number[] {
  return source.columns.map(c => (c.isDropped ? 0 : (target.columns.find(t => t.name === c.name && !t.isDropped)?.number ?? 0)));
}

export function* expandLike(context: CommandContext, targetId: Oid, source: LikeSource, columns: readonly ColumnPlan[]): Waiting<void> {
  const { catalog } = context;
  const { relation, options } = source;
  const target = (): RelationDescriptor => catalog.relationById(targetId)!;
  const map = columnMap(relation, target());
  for (const column of columns) {
    if (column.storage === undefined && column.compression === undefined) continue;
    const number = target().columns.find(c => c.name === column.spec.name)!.number;
    yield* setColumnStorage(catalog, targetId, number, column);
  }
  if (options.has('comments')) {
    for (const c of relation.columns) yield* copyComment(context, relationAddress(relation.oid, c.number), relationAddress(targetId, map[c.number - 1]!));
  }
  if (options.has('constraints')) {
    for (const constraint of relation.constraints) {
      if (constraint.kind !== 'c' || constraint.expressionText === null) continue;
      const stored = context.analyzeStoredText(constraint.expressionText, { kind: 'check', relation: target() });
      const id = yield* createCheck(catalog, target(), {
        name: constraint.name,
        text: stored.text,
        columns: stored.columns,
        references: stored.references,
      });
      if (options.has('comments')) yield* copyComment(context, address(CLASS.constraint, constraint.oid), address(CLASS.constraint, id));
    }
  }
  if (options.has('indexes')) {
    for (const index of relation.indexes) yield* copyIndex(context, relation, index, target(), map, options.has('comments'));
  }
}

function* copyComment(context: CommandContext, from: ReturnType<typeof address>, to: ReturnType<typeof address>): Waiting<void> {
  const text = comment(context.catalog, from);
  if (text !== null) yield* setComment(context.catalog, to, text);
}

function* copyIndex(
  context: CommandContext,
  relation: RelationDescriptor,
  index: IndexDescriptor,
  target: RelationDescriptor,
  map: readonly number[],
  withComments: boolean,
): Waiting<void> {
  const { catalog } = context;
  const constraint = relation.constraints.find(c => c.indexId === index.oid && 'pux'.includes(c.kind));
  const { keys, references } = keysOfIndex(context, relation, index, target, map);
  const include = index.columns.slice(index.keyCount).map(n => map[n - 1]!);
  const predicate = index.predicateText === null ? null : context.analyzeStoredText(index.predicateText, { kind: 'predicate', relation: target });
  const kind = constraint === undefined ? 'plain' : constraint.kind === 'p' ? 'primary' : constraint.kind === 'x' ? 'exclusion' : 'unique';
  const names = [...keys.map(k => k.name ?? 'expr'), ...include.map(n => target.columns[n - 1]!.name)];
  const id = yield* addIndex(context, target, {
    name: chooseIndexName(catalog, target.name, target.schemaId, names, kind),
    table: target,
    method: methodOfIndex(catalog, index.oid),
    keys,
    include,
    isUnique: index.isUnique,
    nullsNotDistinct: index.nullsNotDistinct,
    predicateText: predicate?.text ?? null,
    references: [...references, ...(predicate?.references ?? [])],
    options: storedOptions(catalog, index.oid),
    ...(constraint !== undefined && {
      constraint: {
        kind: constraint.kind as 'p' | 'u' | 'x',
        isDeferrable: constraint.isDeferrable,
        isDeferred: constraint.isDeferred,
        ...(constraint.kind === 'x' && { exclusionOperators: constraint.operators }),
      },
    }),
  });
  if (withComments) yield* copyComment(context, relationAddress(index.oid), relationAddress(id));
}
