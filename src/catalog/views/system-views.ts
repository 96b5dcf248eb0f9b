/**
 * The system views that are written in SQL. What is not here (pg_settings, pg_locks, pg_stat_activity …) is a virtual
 * relation, whose rows the running system supplies.
 */
import { EMPTY_VIEW, viewText, type SystemView, type ViewColumn } from './define-view.js';
import { CONSTRAINT_VIEWS } from './information-schema-constraints.js';
import { RELATION_VIEWS } from './information-schema-relations.js';
import { ROUTINE_VIEWS } from './information-schema-routines.js';
import { OBJECT_VIEWS, ROLE_VIEWS } from './object-views.js';
import { STATISTICS_VIEWS } from './statistics-views.js';

/** SQL text of a system view, undefined when it is virtual. */
export function systemViewText(schema: 'pg_catalog' | 'information_schema', name: string, columns: readonly ViewColumn[]): string | undefined {
  const groups = schema === 'pg_catalog' ? [OBJECT_VIEWS, ROLE_VIEWS, STATISTICS_VIEWS] : [RELATION_VIEWS, CONSTRAINT_VIEWS, ROUTINE_VIEWS];
  for (const group of groups) {
    const view: SystemView | undefined = Object.hasOwn(group, name) ? group[name] : undefined;
    if (view === undefined) continue;
    // Pseudo-types (anyarray) cannot be cast to, not even from NULL; only views with rows have such columns filled.
    if (view === EMPTY_VIEW)
      return viewText(
        view,
        columns.map(c => ({ name: c.name, type: c.type ?? 'text[]' })),
      );
    return viewText(view, columns);
  }
  return undefined;
}
