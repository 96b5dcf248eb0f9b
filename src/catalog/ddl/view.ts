/** Views and materialized views: the relation and its `_RETURN` rule, whose ev_action holds the SELECT as text. */
import type { Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { textArray } from '../store/arrays.js';
import { pgClass, pgRewrite } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { addColumn } from './column.js';
import { createRelation, type ColumnSpec, type CreatedRelation } from './create-relation.js';
import { recordDependencies, recordDependency, removeDependenciesOf } from './dependency.js';
import { address, CLASS, relationAddress, type ObjectAddress } from './object-address.js';

export interface ViewSpec {
  readonly name: string;
  readonly schemaId: Oid;
  readonly owner: Oid;
  readonly persistence: 'p' | 't';
  readonly columns: readonly ColumnSpec[];
  readonly isMaterialized?: boolean;
  /** Display form of the SELECT. */
  readonly text: string;
  /** What the SELECT uses: columns of relations, functions, types. */
  readonly references: readonly ObjectAddress[];
  readonly options?: readonly string[];
}

function* recordRuleDependencies(catalog: CatalogStore, rule: Oid, view: Oid, references: readonly ObjectAddress[]): Waiting<void> {
  const self = address(CLASS.rule, rule);
  yield* recordDependency(catalog, self, relationAddress(view), 'i');
  yield* recordDependencies(catalog, self, references, 'n');
}

export function* createView(catalog: CatalogStore, spec: ViewSpec): Waiting<CreatedRelation> {
  const created = yield* createRelation(catalog, { ...spec, kind: spec.isMaterialized === true ? 'm' : 'v' });
  const rule = catalog.newOid();
  yield* catalog.insertRow(pgRewrite, {
    oid: rule,
    rulename: '_RETURN',
    ev_class: created.oid,
    ev_type: '1',
    ev_enabled: 'O',
    is_instead: true,
    ev_qual: '<>',
    ev_action: spec.text,
  });
  yield* recordRuleDependencies(catalog, rule, created.oid, spec.references);
  return created;
}

/** CREATE OR REPLACE VIEW: another text, perhaps more columns at the end. The caller has checked the columns that stay. */
export function* replaceView(
  catalog: CatalogStore,
  view: RelationDescriptor,
  spec: {
    readonly text: string;
    readonly references: readonly ObjectAddress[];
    readonly newColumns: readonly ColumnSpec[];
    readonly options?: readonly string[];
  },
): Waiting<void> {
  for (const column of spec.newColumns) yield* addColumn(catalog, catalog.relationById(view.oid)!, column);
  const stored = catalog.row(pgRewrite, 'pg_rewrite_rel_rulename_index', [view.oid, '_RETURN'])!;
  yield* catalog.updateRow(pgRewrite, stored, { ev_action: spec.text });
  yield* removeDependenciesOf(catalog, address(CLASS.rule, stored.row.oid));
  yield* recordRuleDependencies(catalog, stored.row.oid, view.oid, spec.references);
  if (spec.options !== undefined) {
    yield* catalog.updateRow(pgClass, catalog.rowOf(pgClass, view.oid)!, { reloptions: spec.options.length === 0 ? null : textArray(spec.options) });
  }
}

/** The rule that holds a view's query. */
export function ruleAddress(catalog: CatalogStore, view: Oid): ObjectAddress | undefined {
  const stored = catalog.row(pgRewrite, 'pg_rewrite_rel_rulename_index', [view, '_RETURN']);
  return stored === undefined ? undefined : address(CLASS.rule, stored.row.oid);
}
