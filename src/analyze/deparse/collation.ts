/** Names of collations. */
import type { Oid } from '../../base/index.js';
import { quoteIdentifier } from '../types/quote.js';
import type { DeparseContext } from './context.js';

const BUILTIN = new Map<number, string>([
  [100, 'default'],
  [950, 'C'],
  [951, 'POSIX'],
]);

export function collationText(context: DeparseContext, id: Oid, fallback: string): string {
  const found = context.catalog.collationName?.(id);
  if (found !== undefined) {
    const name = quoteIdentifier(found.name);
    const isVisible = context.catalog.collation?.(null, found.name)?.oid === id;
    return isVisible || found.schema === 'pg_catalog' ? name : `${quoteIdentifier(found.schema)}.${name}`;
  }
  return quoteIdentifier(BUILTIN.get(id) ?? fallback);
}
