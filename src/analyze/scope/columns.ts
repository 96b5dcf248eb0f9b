/** Resolving column and table names in a query level and those around it (PostgreSQL: parse_relation). */
import { INVALID_OID } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import { fail } from '../fail.js';
import type { NamespaceItem } from '../state.js';
import { type NamespaceColumn, type QueryState } from '../state.js';
import type { Expr, Var } from '../typed/expression.js';
import { makeRow, makeVar } from '../typed/nodes.js';
import { shiftLevels } from '../typed/walk.js';
import { suggestColumn } from './fuzzy-column.js';
import { wholeRowType } from './range-table.js';
import { findCte } from './relation-names.js';

/** System columns: name, attnum, type. */
const SYSTEM_COLUMNS = new Map<string, { readonly number: number; readonly type: typeof T.TID }>([
  ['ctid', { number: -1, type: T.TID }],
  ['xmin', { number: -2, type: T.XID }],
  ['cmin', { number: -3, type: T.CID }],
  ['xmax', { number: -4, type: T.XID }],
  ['cmax', { number: -5, type: T.CID }],
  ['tableoid', { number: -6, type: T.OID }],
]);

export function systemColumnName(number: number): string {
  for (const [name, column] of SYSTEM_COLUMNS) if (column.number === number) return name;
  return '';
}

/** A reference to a namespace column, `levelsUp` queries out. */
export function columnReference(column: NamespaceColumn, levelsUp: number, location: number): Expr {
  if (column.expr !== null) {
    const copy = shiftLevels(column.expr, levelsUp);
    if (column.viaTable < 0) return { ...copy, location };
    return { ...copy, location, via: { table: column.viaTable, column: column.viaColumn, levelsUp } };
  }
  const result = makeVar(column.table, column.column, column.type, column.typmod, column.collation, levelsUp, location);
  return column.viaTable < 0 ? result : { ...result, via: { table: column.viaTable, column: column.viaColumn, levelsUp } };
}

/** A whole row of a FROM item. */
export function wholeRow(item: NamespaceItem, levelsUp: number, location: number): Expr {
  const { entry } = item;
  if (entry.kind === 'join' || item.view !== null) {
    const columns = item.columns.filter(column => column.name !== '');
    const fields = columns.map(column => columnReference(column, levelsUp, location));
    return makeRow(
      fields,
      columns.map(column => column.name),
      item.view?.rowType ?? T.RECORD,
      false,
      location,
    );
  }
  if (entry.kind === 'function' && !entry.withOrdinality && entry.functions.length === 1) {
    const only = entry.functions[0]!;
    const isComposite = only.columns.length !== 1 || only.isComposite === true;
    // The "row" of a function that returns a scalar is that scalar.
    if (!isComposite) return columnReference(item.columns[0]!, levelsUp, location);
    if (only.expr.type !== T.RECORD) return makeVar(item.table, 0, only.expr.type, -1, INVALID_OID, levelsUp, location);
  }
  const type = wholeRowType(entry);
  const result: Var = makeVar(item.table, 0, type, -1, INVALID_OID, levelsUp, location);
  return type === T.RECORD ? { ...result, rowFields: entry.columns } : result;
}

function checkLateral(state: QueryState, item: NamespaceItem, location: number): void {
  if (!item.isLateralOnly || item.isLateralOk) return;
  const isTarget = state.resultTable === item.table && state.items[item.table] === item;
  fail(
    'invalid_column_reference',
    `invalid reference to FROM-clause entry for table "${item.entry.alias}"`,
    location,
    isTarget
      ? { hint: `There is an entry for table "${item.name}", but it cannot be referenced from this part of the query.` }
      : { detail: 'The combining JOIN type must be INNER or LEFT for a LATERAL reference.' },
  );
}

/** Reference to column `name` of an item, a system column included; undefined when it has none. */
export function columnOf(state: QueryState, item: NamespaceItem, name: string, levelsUp: number, location: number): Expr | undefined {
  const at = item.find(name);
  if (at >= 0) return columnReference(item.columns[at]!, levelsUp, location);
  if (at === -2) fail('ambiguous_column', `column reference "${name}" is ambiguous`, location);
  const { entry } = item;
  if (item.view !== null || (entry.kind !== 'relation' && entry.kind !== 'excluded') || entry.relation.kind === 'c') return undefined;
  const system = SYSTEM_COLUMNS.get(name);
  if (system === undefined) return undefined;
  const kind = entry.relation.kind;
  if (kind === 'v' || kind === 'f') return undefined;
  if (name !== 'tableoid') {
    if (state.clause === 'check') fail('invalid_column_reference', `system column "${name}" reference in check constraint is invalid`, location);
    if (state.clause === 'generated') fail('invalid_column_reference', `cannot use system column "${name}" in column generation expression`, location);
    if (state.clause === 'merge-when') fail('invalid_column_reference', `cannot use system column "${name}" in MERGE WHEN condition`, location);
  }
  return makeVar(item.table, system.number, system.type, -1, INVALID_OID, levelsUp, location);
}

/** An unqualified column name, searched outwards level by level. */
export function findColumn(state: QueryState, name: string, isLocalOnly: boolean, location: number): Expr | undefined {
  let levelsUp = 0;
  for (let level: QueryState | null = state; level !== null; level = level.parent, levelsUp++) {
    let found: Expr | undefined;
    for (const item of level.namespace) {
      if (!item.areColumnsVisible || (item.isLateralOnly && !level.isLateralActive)) continue;
      const reference = columnOf(state, item, name, levelsUp, location);
      if (reference === undefined) continue;
      if (found !== undefined) fail('ambiguous_column', `column reference "${name}" is ambiguous`, location);
      checkLateral(level, item, location);
      found = reference;
    }
    if (found !== undefined || isLocalOnly) return found;
  }
  return undefined;
}

export interface FoundItem {
  readonly item: NamespaceItem;
  readonly levelsUp: number;
}

/** A FROM item by the name that qualifies columns; with a schema, an unaliased relation of it. */
export function findItem(state: QueryState, schema: string | null, name: string, location: number): FoundItem | undefined {
  let relationId: number | undefined;
  if (schema !== null) {
    relationId = state.catalog.relation(schema, name)?.oid;
    if (relationId === undefined) return undefined;
  }
  let levelsUp = 0;
  for (let level: QueryState | null = state; level !== null; level = level.parent, levelsUp++) {
    let found: NamespaceItem | undefined;
    for (const item of level.namespace) {
      if (!item.isRelationVisible || (item.isLateralOnly && !level.isLateralActive)) continue;
      if (relationId === undefined) {
        if (item.name !== name) continue;
      } else {
        const { entry } = item;
        if (entry.hasAlias) continue;
        const id = entry.kind === 'relation' ? entry.relation.oid : entry.kind === 'subquery' ? entry.isView?.oid : undefined;
        if (id !== relationId) continue;
      }
      if (found !== undefined) fail('ambiguous_alias', `table reference ${relationId === undefined ? `"${name}"` : relationId} is ambiguous`, location);
      checkLateral(level, item, location);
      found = item;
    }
    if (found !== undefined) return { item: found, levelsUp };
  }
  return undefined;
}

/** A range-table entry that the user may have meant, whether visible or not. */
function searchEntry(state: QueryState, schema: string | null, name: string): FoundItem | undefined {
  const cte = schema === null ? findCte(state, name) : undefined;
  const relationId = cte === undefined ? state.catalog.relation(schema, name)?.oid : undefined;
  let levelsUp = 0;
  for (let level: QueryState | null = state; level !== null; level = level.parent, levelsUp++) {
    for (const item of level.items) {
      const { entry } = item;
      const isSameRelation =
        relationId !== undefined &&
        ((entry.kind === 'relation' && entry.relation.oid === relationId) || (entry.kind === 'subquery' && entry.isView?.oid === relationId));
      const isSameCte = cte !== undefined && entry.kind === 'cte' && entry.cteName === name && entry.levelsUp + levelsUp === cte.levelsUp;
      if (isSameRelation || isSameCte || entry.alias === name) return { item, levelsUp };
    }
  }
  return undefined;
}

export function failMissingTable(state: QueryState, schema: string | null, name: string, location: number): never {
  const found = searchEntry(state, schema, name);
  if (found === undefined) fail('undefined_table', `missing FROM-clause entry for table "${name}"`, location);
  const { alias } = found.item.entry;
  const isBehindAlias = found.item.entry.hasAlias && alias !== name && findItem(state, null, alias, location)?.item === found.item;
  fail('undefined_table', `invalid reference to FROM-clause entry for table "${name}"`, location, {
    hint: isBehindAlias
      ? `Perhaps you meant to reference the table alias "${alias}".`
      : `There is an entry for table "${alias}", but it cannot be referenced from this part of the query.`,
  });
}

export function failMissingColumn(state: QueryState, relation: string | null, name: string, location: number): never {
  const message = relation === null ? `column "${name}" does not exist` : `column ${relation}.${name} does not exist`;
  const { exact, guesses } = suggestColumn(state, relation, name);
  let hint: string | undefined;
  if (exact !== null) {
    hint = `There is a column named "${name}" in table "${exact.alias}", but it cannot be referenced from this part of the query.`;
  } else if (guesses.length === 1) {
    hint = `Perhaps you meant to reference the column "${guesses[0]!.entry.alias}.${guesses[0]!.column}".`;
  } else if (guesses.length === 2) {
    const [a, b] = guesses as [(typeof guesses)[0], (typeof guesses)[0]];
    hint = `Perhaps you meant to reference the column "${a.entry.alias}.${a.column}" or the column "${b.entry.alias}.${b.column}".`;
  }
  fail('undefined_column', message, location, hint === undefined ? undefined : { hint });
}
