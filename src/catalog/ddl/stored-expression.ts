/**
 * Expressions are stored as text, so renaming something they mention means storing them anew: whoever renames asks here for the
 * expressions that depend on the object, analyzes them before the change, and stores the text deparsed after it.
 */
import { oid, type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import { pgAttrdef, pgConstraint, pgIndex, pgProc, pgRewrite, pgTrigger } from '../store/catalog-rows.data.js';
import { EXPRESSION_SEPARATOR, splitExpressions } from '../store/relation-loader.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { dependentsOf } from './dependency.js';
import { CLASS, type ObjectAddress } from './object-address.js';

export type StoredExpressionKind =
  'default' | 'check' | 'domain-check' | 'index-expression' | 'index-predicate' | 'view' | 'trigger-condition' | 'argument-default';

export interface StoredExpression {
  readonly kind: StoredExpressionKind;
  /** Oid of the row that holds it (pg_attrdef, pg_constraint, the index, pg_rewrite, pg_trigger, pg_proc). */
  readonly holder: Oid;
  /** Table whose columns it may use (the view itself for views), 0 for none. */
  readonly relation: Oid;
  /** Position in a list of expressions. */
  readonly position: number;
  readonly text: string;
}

function expressionsOf(catalog: CatalogStore, classId: number, holder: Oid): StoredExpression[] {
  const one = (kind: StoredExpressionKind, relation: Oid, text: string | null | undefined, position = 0): StoredExpression[] =>
    text == null ? [] : [{ kind, holder, relation, position, text }];
  switch (classId) {
    case CLASS.default: {
      const row = catalog.rowOf(pgAttrdef, holder)?.row;
      return row === undefined ? [] : one('default', row.adrelid, row.adbin);
    }
    case CLASS.constraint: {
      const row = catalog.rowOf(pgConstraint, holder)?.row;
      return row === undefined ? [] : one(row.conrelid === 0 ? 'domain-check' : 'check', row.conrelid, row.conbin);
    }
    case CLASS.rule: {
      const row = catalog.rowOf(pgRewrite, holder)?.row;
      return row === undefined ? [] : one('view', row.ev_class, row.ev_action);
    }
    case CLASS.trigger: {
      const row = catalog.rowOf(pgTrigger, holder)?.row;
      return row === undefined ? [] : one('trigger-condition', row.tgrelid, row.tgqual);
    }
    case CLASS.function: {
      const row = catalog.rowOf(pgProc, holder)?.row;
      return row === undefined ? [] : splitExpressions(row.proargdefaults).flatMap((text, i) => one('argument-default', oid(0), text, i));
    }
    case CLASS.relation: {
      const row = catalog.row(pgIndex, 'pg_index_indexrelid_index', [holder])?.row;
      if (row === undefined) return [];
      return [
        ...splitExpressions(row.indexprs).flatMap((text, i) => one('index-expression', row.indrelid, text, i)),
        ...one('index-predicate', row.indrelid, row.indpred),
      ];
    }
    default:
      return [];
  }
}

/** The stored expressions that depend on an object (a column, a relation, a function, a type). */
export function expressionsUsing(catalog: CatalogStore, object: ObjectAddress): StoredExpression[] {
  const found: StoredExpression[] = [];
  const seen = new Set<string>();
  for (const { row } of dependentsOf(catalog, object)) {
    const key = `${row.classid}.${row.objid}`;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(...expressionsOf(catalog, row.classid, row.objid));
  }
  return found;
}

function replaceAt(list: string | null, position: number, text: string): string {
  const parts = splitExpressions(list);
  parts[position] = text;
  return parts.join(EXPRESSION_SEPARATOR);
}

/** Stores an expression's new text in place of the old one. */
export function* replaceExpression(catalog: CatalogStore, expression: StoredExpression, text: string): Waiting<void> {
  const { holder, position } = expression;
  switch (expression.kind) {
    case 'default':
      yield* catalog.updateRow(pgAttrdef, catalog.rowOf(pgAttrdef, holder)!, { adbin: text });
      return;
    case 'check':
    case 'domain-check':
      yield* catalog.updateRow(pgConstraint, catalog.rowOf(pgConstraint, holder)!, { conbin: text });
      return;
    case 'view':
      yield* catalog.updateRow(pgRewrite, catalog.rowOf(pgRewrite, holder)!, { ev_action: text });
      return;
    case 'trigger-condition':
      yield* catalog.updateRow(pgTrigger, catalog.rowOf(pgTrigger, holder)!, { tgqual: text });
      return;
    case 'argument-default': {
      const stored = catalog.rowOf(pgProc, holder)!;
      yield* catalog.updateRow(pgProc, stored, { proargdefaults: replaceAt(stored.row.proargdefaults, position, text) });
      return;
    }
    case 'index-expression': {
      const stored = catalog.row(pgIndex, 'pg_index_indexrelid_index', [holder])!;
      yield* catalog.updateRow(pgIndex, stored, { indexprs: replaceAt(stored.row.indexprs, position, text) });
      return;
    }
    case 'index-predicate': {
      const stored = catalog.row(pgIndex, 'pg_index_indexrelid_index', [holder])!;
      yield* catalog.updateRow(pgIndex, stored, { indpred: text });
      return;
    }
  }
}
