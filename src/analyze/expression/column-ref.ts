/** `a`, `t.a`, `s.t.a`, `t.*` in an expression; `t.f` may also be a function of the row. */
import type { ColumnRef } from '../../sql/index.js';
import { fail, nameText } from '../fail.js';
import { columnOf, failMissingColumn, failMissingTable, findColumn, findItem, wholeRow } from '../scope/columns.js';
import type { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { projectField } from './calls.js';

function findReference(state: QueryState, node: ColumnRef): Expr | undefined {
  const { fields, location } = node;
  if (fields.length === 1 && !node.star) {
    const name = fields[0]!;
    const column = findColumn(state, name, false, location);
    if (column !== undefined) return column;
    // Domain checks: VALUE is the value being checked.
    if (name === 'value' && state.domainValue !== null) return { ...state.domainValue, location };
    const found = findItem(state, null, name, location);
    return found === undefined ? undefined : wholeRow(found.item, found.levelsUp, location);
  }
  const table = tableParts(state, node);
  const found = findItem(state, table.schema, table.name, location);
  if (found === undefined) return undefined;
  if (node.star) return wholeRow(found.item, found.levelsUp, location);
  const name = fields[fields.length - 1]!;
  const column = columnOf(state, found.item, name, found.levelsUp, location);
  if (column !== undefined) return column;
  return projectField(state, name, wholeRow(found.item, found.levelsUp, location), location) ?? undefined;
}

function tableParts(state: QueryState, node: ColumnRef): { schema: string | null; name: string } {
  const parts = node.star ? node.fields : node.fields.slice(0, -1);
  const text = node.star ? `${nameText(node.fields)}.*` : nameText(node.fields);
  if (parts.length > 3) fail('syntax_error', `improper qualified name (too many dotted names): ${text}`, node.location);
  if (parts.length === 3 && parts[0] !== state.analysis.database) {
    fail('feature_not_supported', `cross-database references are not implemented: ${text}`, node.location);
  }
  return { schema: parts.length > 1 ? parts[parts.length - 2]! : null, name: parts[parts.length - 1]! };
}

export function transformColumnRef(state: QueryState, node: ColumnRef): Expr {
  const { location } = node;
  if (state.clause === 'default') fail('feature_not_supported', 'cannot use column reference in DEFAULT expression', location);
  if (state.clause === 'partition-bound') fail('feature_not_supported', 'cannot use column reference in partition bound expression', location);
  const { hooks } = state.analysis;
  const before = hooks?.before?.(node.fields, location);
  if (before !== undefined) return before;
  let found = findReference(state, node);
  if (hooks?.after !== undefined) {
    const other = hooks.after(node.fields, location, found);
    if (other !== undefined && found !== undefined) {
      fail('ambiguous_column', `column reference "${nameText(node.fields)}" is ambiguous`, location);
    }
    found ??= other;
  }
  if (found !== undefined) return found;
  if (node.fields.length === 1 && !node.star) failMissingColumn(state, null, node.fields[0]!, location);
  const table = tableParts(state, node);
  if (node.star || findItem(state, table.schema, table.name, location) === undefined) failMissingTable(state, table.schema, table.name, location);
  failMissingColumn(state, table.name, node.fields[node.fields.length - 1]!, location);
}
