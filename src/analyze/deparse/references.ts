/** The catalog objects that a typed tree mentions, for pg_depend. */
import { CLASS, type CatalogReader, type ObjectAddress, type RelationDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type { Expr } from '../typed/expression.js';
import type { Query, RangeTableEntry } from '../typed/query.js';
import { visitChildren, visitQueryExpressions } from '../typed/walk.js';

/** Built-in objects are never dropped. */
const FIRST_USER_OID = 16384;

class References {
  readonly list: ObjectAddress[] = [];
  readonly #seen = new Set<string>();

  constructor(readonly catalog: CatalogReader) {}

  add(classId: number, objectId: number, subId = 0): void {
    if (objectId < FIRST_USER_OID) return;
    const key = `${classId}.${objectId}.${subId}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push({ classId, objectId, subId });
  }

  /** `tables`: range tables from the innermost query outwards. */
  expr(expr: Expr, tables: readonly (readonly RangeTableEntry[])[]): void {
    if (expr.kind !== 'var') this.add(CLASS.type, expr.type);
    switch (expr.kind) {
      case 'var':
        this.column(tables[expr.levelsUp]?.[expr.table], expr.column);
        break;
      case 'const':
        // nextval('s'::regclass) needs the sequence.
        if (expr.type === T.REGCLASS && typeof expr.value === 'number') this.add(CLASS.relation, expr.value);
        break;
      case 'func':
        this.add(CLASS.function, expr.functionId);
        break;
      case 'agg':
      case 'window':
        this.add(CLASS.function, expr.functionId);
        break;
      case 'op':
      case 'distinct':
      case 'nullif':
      case 'scalar-array-op':
        this.add(CLASS.operator, expr.operatorId);
        break;
      case 'row-compare':
        for (const id of expr.operatorIds) this.add(CLASS.operator, id);
        break;
      case 'collate':
        this.add(CLASS.collation, expr.collation);
        break;
      case 'next-value':
        this.add(CLASS.relation, expr.sequence);
        break;
      case 'sublink':
        this.query(expr.query, tables);
        break;
    }
    visitChildren(expr, child => this.expr(child, tables));
  }

  column(entry: RangeTableEntry | undefined, column: number): void {
    if (entry === undefined) return;
    if (entry.kind === 'relation') this.add(CLASS.relation, entry.relation.oid, Math.max(column, 0));
    else if (entry.kind === 'subquery' && entry.isView !== null) this.add(CLASS.relation, entry.isView.oid, Math.max(column, 0));
  }

  query(query: Query, outer: readonly (readonly RangeTableEntry[])[]): void {
    const tables = [query.rangeTable, ...outer];
    for (const entry of query.rangeTable) {
      if (entry.kind === 'relation') this.add(CLASS.relation, entry.relation.oid);
      else if (entry.kind === 'subquery' && entry.isView !== null) this.add(CLASS.relation, entry.isView.oid);
      else if (entry.kind === 'function') for (const item of entry.functions) for (const c of item.columns) this.add(CLASS.type, c.type);
    }
    const views = new Set(query.rangeTable.flatMap(entry => (entry.kind === 'subquery' && entry.isView !== null ? [entry.query] : [])));
    visitQueryExpressions(
      query,
      expr => this.expr(expr, tables),
      // A view is needed itself, not what it is made of.
      inner => {
        if (!views.has(inner)) this.query(inner, tables);
      },
    );
  }
}

/** What an expression over `relation`'s columns (Vars of table 0) needs. */
export function referencesOf(expr: Expr, catalog: CatalogReader, relation: RelationDescriptor | null): ObjectAddress[] {
  const references = new References(catalog);
  const tables: RangeTableEntry[] =
    relation === null
      ? []
      : [
          {
            kind: 'relation',
            alias: relation.name,
            hasAlias: false,
            columns: [],
            isLateral: false,
            relation,
            inherit: false,
            lockMode: '',
            sample: null,
          },
        ];
  references.expr(expr, [tables]);
  return references.list;
}

export function referencesOfQuery(query: Query, catalog: CatalogReader): ObjectAddress[] {
  const references = new References(catalog);
  references.query(query, []);
  return references.list;
}
