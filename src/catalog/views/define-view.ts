/**
 * A system view as data: an expression for each output column and the rest of the SELECT. Column order and types come from
 * the generated facts, so a view cannot disagree with pg_attribute; columns left out are NULL.
 */

export interface SystemView {
  /** Output column -> SQL expression. */
  readonly columns: Readonly<Record<string, string>>;
  /** FROM, WHERE, GROUP BY … */
  readonly from: string;
  /** Further arms, joined by UNION ALL. */
  readonly unionAll?: readonly SystemView[];
  readonly distinct?: boolean;
  /** WITH clause, without the keyword's trailing newline. */
  readonly with?: string;
}

export type SystemViews = Readonly<Record<string, SystemView>>;

export interface ViewColumn {
  readonly name: string;
  /** Type as SQL text; null for pseudo-types, which cannot be cast to. */
  readonly type: string | null;
}

function selectText(view: SystemView, columns: readonly ViewColumn[]): string {
  const known = new Set(columns.map(c => c.name));
  for (const name of Object.keys(view.columns)) if (!known.has(name)) throw new Error(`system view has no column ${name}`);
  const list = columns.map(({ name, type }) => {
    const sql = view.columns[name] ?? 'NULL';
    return type === null ? `${sql} AS ${name}` : `CAST(${sql} AS ${type}) AS ${name}`;
  });
  return `SELECT ${view.distinct === true ? 'DISTINCT ' : ''}${list.join(', ')} ${view.from}`;
}

export function viewText(view: SystemView, columns: readonly ViewColumn[]): string {
  const arms = [view, ...(view.unionAll ?? [])].map(arm => selectText(arm, columns));
  return `${view.with === undefined ? '' : `${view.with} `}${arms.join(' UNION ALL ')}`;
}

/** A view that never has rows, because the objects it lists cannot exist here. */
export const EMPTY_VIEW: SystemView = { columns: {}, from: 'WHERE false' };

/** `same('c', 'a', 'b')` = columns a and b of alias c under their own names. */
export function same(alias: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map(name => [name, `${alias}.${name}`]));
}
