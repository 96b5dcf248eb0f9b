/**
 * Deparsing of typed trees. Two forms: what users see (pg_get_expr, pg_get_viewdef, EXPLAIN), under their search path and settings, and what the catalogs
 * store (`isStored`): every name outside pg_catalog qualified, dates in ISO, reg* constants by oid, to be analysed again under `storedCatalog`.
 */
import type { CatalogReader, RelationDescriptor } from '../../catalog/index.js';
import { relationColumns } from '../scope/range-table.js';
import { storedCatalog } from '../stored/stored-catalog.js';
import { canonicalContext } from '../stored/stored-analysis.js';
import type { TypeContext } from '../../types/index.js';
import type { Expr } from '../typed/expression.js';
import type { Query, RangeTableEntry } from '../typed/query.js';
import { DeparseContext } from './context.js';
import { putExpr } from './expression.js';
import { QueryNames } from './names.js';
import { putQuery } from './query.js';

export interface DeparseOptions {
  readonly catalog: CatalogReader;
  /** Settings of output. */
  readonly context: TypeContext;
  /** Expressions: the table that Vars of table 0 belong to. */
  readonly relation?: RelationDescriptor | null;
  /** Expressions of a plan: what prints otherwise there, asked first for every node. */
  readonly special?: (expr: Expr) => string | undefined;
  /** Show casts that the user did not write. */
  readonly showImplicit?: boolean;
  /** Expressions of a plan: the range table of the query they come from. */
  readonly rangeTable?: readonly RangeTableEntry[];
  /** Write columns with their table's name (only with `rangeTable`). */
  readonly isQualified?: boolean;
  readonly isStored?: boolean;
  /** Without needless parentheses. */
  readonly isPretty?: boolean;
  /** Queries on several lines. */
  readonly isIndented?: boolean;
}

/** Settings under which stored text is written and read. */
export function storedTypeContext(context: TypeContext): TypeContext {
  // An oid survives renaming; the input of reg* types takes numbers.
  return { ...canonicalContext(context), regName: () => undefined };
}

function makeContext(options: DeparseOptions, scopes: readonly QueryNames[], isQualified: boolean): DeparseContext {
  const isStored = options.isStored === true;
  return new DeparseContext(
    isStored ? storedCatalog(options.catalog) : options.catalog,
    isStored ? storedTypeContext(options.context) : options.context,
    options.isPretty === true,
    options.isIndented === true,
    scopes,
    isQualified,
  );
}

function scopesOf(options: DeparseOptions): readonly QueryNames[] {
  if (options.rangeTable !== undefined) {
    return [new QueryNames({ rangeTable: options.rangeTable, ctes: [], windows: [] }, options.catalog, [])];
  }
  if (options.relation === undefined || options.relation === null) return [];
  const { relation } = options;
  const entry: RangeTableEntry = {
    kind: 'relation',
    alias: relation.name,
    hasAlias: false,
    columns: relationColumns(relation),
    isLateral: false,
    relation,
    inherit: false,
    lockMode: 'AccessShareLock',
    sample: null,
  };
  return [new QueryNames({ rangeTable: [entry], ctes: [], windows: [] }, options.catalog, [])];
}

/** An expression in display form: `((a > 0) AND (b = 'x'::text))`. */
export function deparseExpr(expr: Expr, options: DeparseOptions): string {
  const context = makeContext(options, scopesOf(options), options.isQualified === true);
  context.special = options.special ?? null;
  putExpr(context, expr, options.showImplicit === true);
  return context.text;
}

/** A SELECT in display form, as pg_get_viewdef shows it (without semicolon). */
export function deparseQuery(query: Query, options: DeparseOptions): string {
  const context = makeContext(options, [], true);
  const names = query.targets.filter(target => !target.isJunk).map(target => target.name);
  putQuery(context, query, [], true, names);
  return context.text;
}
