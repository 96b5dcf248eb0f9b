/** Names of range-table entries and their columns as deparsed text writes them: unique, and following renames in the catalogs. */
import type { CatalogReader } from '../../catalog/index.js';
import { stripImplicitCoercions } from '../query/sort-key.js';
import type { JoinTree, Query, RangeTableEntry } from '../typed/query.js';

export class QueryNames {
  /** By range-table index; '' where nothing names the entry. */
  readonly tables: readonly string[];
  readonly columns: readonly (readonly string[])[];

  constructor(
    readonly query: Pick<Query, 'rangeTable' | 'ctes' | 'windows'> & Partial<Pick<Query, 'from'>>,
    catalog: CatalogReader,
    outer: readonly QueryNames[],
  ) {
    const used = new Set<string>();
    for (const scope of outer) for (const name of scope.tables) used.add(name);
    this.tables = query.rangeTable.map(entry => {
      const wanted = wantedName(entry, catalog);
      return wanted === '' ? '' : unique(wanted, used);
    });
    const columns = query.rangeTable.map(entry => (entry.kind === 'join' && entry.hasAlias ? uniqueNames(entry) : columnNames(entry, catalog)));
    for (const item of query.from?.items ?? []) keepMergedNames(item, columns);
    this.columns = columns;
  }

  get windows(): Query['windows'] {
    return this.query.windows;
  }
}

function wantedName(entry: RangeTableEntry, catalog: CatalogReader): string {
  if (entry.hasAlias || entry.kind === 'excluded') return entry.alias;
  if (entry.kind === 'relation') return catalog.relationById(entry.relation.oid)?.name ?? entry.alias;
  if (entry.kind === 'subquery' && entry.isView !== null) return catalog.relationById(entry.isView.oid)?.name ?? entry.alias;
  return entry.kind === 'join' ? '' : entry.alias;
}

function unique(name: string, used: Set<string>): string {
  let candidate = name;
  for (let i = 1; used.has(candidate); i++) candidate = `${name}_${i}`;
  used.add(candidate);
  return candidate;
}

/** Columns of a join that has a name, each to be told from the others. */
function uniqueNames(entry: RangeTableEntry): readonly string[] {
  const used = new Set<string>();
  return entry.columns.map(column => unique(column.name, used));
}

/** A relation's current column names, except where an alias list renamed them. */
function columnNames(entry: RangeTableEntry, catalog: CatalogReader): readonly string[] {
  const relation = entry.kind === 'relation' ? entry.relation : entry.kind === 'subquery' ? entry.isView : null;
  if (relation === null) return entry.columns.map(column => column.name);
  const current = catalog.relationById(relation.oid) ?? relation;
  const was = relation.columns.filter(column => entry.kind === 'relation' || !column.isDropped);
  return entry.columns.map((column, i) => {
    const original = was[i];
    if (original === undefined || column.name !== original.name) return column.name;
    return current.columns[original.number - 1]?.name ?? column.name;
  });
}

/** Both columns that JOIN USING merges must keep the common name, whatever has become of them since. */
function keepMergedNames(tree: JoinTree, columns: (readonly string[])[]): void {
  if (tree.kind === 'table') return;
  keepMergedNames(tree.left, columns);
  keepMergedNames(tree.right, columns);
  if (tree.using.length === 0 || tree.condition === null) return;
  const comparisons = tree.using.length === 1 ? [tree.condition] : tree.condition.kind === 'bool' ? tree.condition.args : [];
  tree.using.forEach((name, i) => {
    const comparison = comparisons[i];
    if (comparison?.kind !== 'op') return;
    for (const arg of comparison.args) {
      const side = stripImplicitCoercions(arg);
      if (side.kind !== 'var' || side.levelsUp !== 0 || side.column <= 0) continue;
      const names = columns[side.table]!;
      if (names[side.column - 1] !== name) columns[side.table] = names.map((old, c) => (c === side.column - 1 ? name : old));
    }
  });
}

/** True when the entry's columns were renamed by an alias list. */
export function hasRenamedColumns(entry: RangeTableEntry, names: readonly string[], catalog: CatalogReader): boolean {
  if (entry.kind === 'function') return true;
  if (entry.kind === 'relation') {
    const current = catalog.relationById(entry.relation.oid) ?? entry.relation;
    return names.some((name, i) => name !== '' && current.columns[i]?.name !== name);
  }
  if (entry.kind === 'subquery') {
    if (entry.isView !== null) {
      const current = (catalog.relationById(entry.isView.oid) ?? entry.isView).columns.filter(column => !column.isDropped);
      return names.some((name, i) => current[i]?.name !== name);
    }
    if (entry.hasColumnAliases === true) return true;
    const targets = (entry.query.command === 'select' ? entry.query.targets : entry.query.returning).filter(target => !target.isJunk);
    return names.some((name, i) => targets[i]?.name !== name);
  }
  if (entry.kind === 'cte') return entry.hasColumnAliases === true;
  if (entry.kind === 'values') return entry.hasColumnAliases === true || names.some((name, i) => name !== `column${i + 1}`);
  return false;
}
