/** Names of range-table entries and their columns as deparsed text writes them: unique, and following renames in the catalogs. */
import type { CatalogReader } from '../../catalog/index.js';
import type { Query, RangeTableEntry } from '../typed/query.js';

export class QueryNames {
  /** By range-table index; '' where nothing names the entry. */
  readonly tables: readonly string[];
  readonly columns: readonly (readonly string[])[];

  constructor(
    readonly query: Pick<Query, 'rangeTable' | 'ctes' | 'windows'>,
    catalog: CatalogReader,
    outer: readonly QueryNames[],
  ) {
    const used = new Set<string>();
    for (const scope of outer) for (const name of scope.tables) used.add(name);
    this.tables = query.rangeTable.map(entry => {
      const wanted = wantedName(entry, catalog);
      return wanted === '' ? '' : unique(wanted, used);
    });
    this.columns = query.rangeTable.map(entry => columnNames(entry, catalog));
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
    const targets = (entry.query.command === 'select' ? entry.query.targets : entry.query.returning).filter(target => !target.isJunk);
    return names.some((name, i) => targets[i]?.name !== name);
  }
  if (entry.kind === 'values') return names.some((name, i) => name !== `column${i + 1}`);
  return false;
}
