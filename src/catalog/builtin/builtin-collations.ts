/** Built-in collations by name and oid. */
import { oid, type Oid } from '../../base/index.js';
import { PG_COLLATION } from '../data/pg-objects.data.js';
import { PackedTable } from './packed-table.js';

/** Stands for "none can be told": the collations an expression is made of conflict. No collation has this oid. */
export const CONFLICT_COLLATION = oid(4294967295);

export const collationTable = new PackedTable(PG_COLLATION);

export interface CollationFacts {
  readonly oid: Oid;
  readonly name: string;
  /** d the database's default, c libc, i ICU. */
  readonly provider: 'd' | 'c' | 'i';
  readonly isDeterministic: boolean;
  readonly icuLocale: string | null;
}

const C = {
  provider: collationTable.column('collprovider'),
  deterministic: collationTable.column('collisdeterministic'),
  locale: collationTable.column('colliculocale'),
} as const;

function facts(line: number): CollationFacts {
  const f = collationTable.fields(line);
  return {
    oid: oid(Number(f[0])),
    name: f[1]!,
    provider: f[C.provider] as CollationFacts['provider'],
    isDeterministic: f[C.deterministic] === 't',
    icuLocale: f[C.locale]!,
  };
}

export function builtinCollation(id: number): CollationFacts | undefined {
  const line = collationTable.lineOfOid(id);
  return line < 0 ? undefined : facts(line);
}

/** The locale of a built-in collation of ICU; null for the others. */
export function builtinIcuLocale(id: number): string | null {
  // Those in use nearly always need no look-up.
  if (id === 0 || id === 100 || id === 950) return null;
  return builtinCollation(id)?.icuLocale ?? null;
}

export function builtinCollationNamed(name: string): CollationFacts | undefined {
  for (let line = 0; line < collationTable.count; line++) if (collationTable.fields(line)[1] === name) return facts(line);
  return undefined;
}
