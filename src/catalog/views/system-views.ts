/** The system views that are written in SQL, by schema. What is not here (pg_settings, pg_locks …) is a virtual relation. */

const texts: Readonly<Record<'pg_catalog' | 'information_schema', ReadonlyMap<string, string>>> = {
  pg_catalog: new Map(),
  information_schema: new Map(),
};

export function systemViewText(schema: 'pg_catalog' | 'information_schema', name: string): string | undefined {
  return texts[schema].get(name);
}
