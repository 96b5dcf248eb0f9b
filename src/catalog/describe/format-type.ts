/** format_type: a type as SQL spells it, `numeric(12,3)`, `character varying(10)[]` (PostgreSQL chapter 9.26.4). */
import type { Oid } from '../../base/index.js';
import { quoteIdentifier } from '../../sql/index.js';
import { builtinType, typeOids as T } from '../../types/index.js';
import type { CatalogReader } from '../descriptors.js';
import { isTypeVisible } from './names.js';

/** SQL's own names of types; `suffix` stands behind the modifiers. */
const SQL_NAMES = new Map<number, { readonly name: string; readonly suffix?: string }>([
  [T.BIT, { name: 'bit' }],
  [T.BOOL, { name: 'boolean' }],
  [T.BPCHAR, { name: 'character' }],
  [T.FLOAT4, { name: 'real' }],
  [T.FLOAT8, { name: 'double precision' }],
  [T.INT2, { name: 'smallint' }],
  [T.INT4, { name: 'integer' }],
  [T.INT8, { name: 'bigint' }],
  [T.NUMERIC, { name: 'numeric' }],
  [T.INTERVAL, { name: 'interval' }],
  [T.TIME, { name: 'time', suffix: ' without time zone' }],
  [T.TIMETZ, { name: 'time', suffix: ' with time zone' }],
  [T.TIMESTAMP, { name: 'timestamp', suffix: ' without time zone' }],
  [T.TIMESTAMPTZ, { name: 'timestamp', suffix: ' with time zone' }],
  [T.VARBIT, { name: 'bit varying' }],
  [T.VARCHAR, { name: 'character varying' }],
]);

/** `(12,3)`, with the suffix that some types' own formatting includes. */
function modifiers(id: Oid, typmod: number): string {
  const ops = builtinType(id);
  if (ops?.formatTypmod !== undefined) return ops.formatTypmod(typmod);
  return typmod >= 0 ? `(${typmod})` : '';
}

/**
 * @param typmod null = none was asked for; -1 = asked for and absent, which tells a bare `bpchar` from `character` (that means
 * character(1)).
 */
export function formatType(catalog: CatalogReader, id: Oid, typmod: number | null = null, alwaysQualify = false): string {
  if (id === 0) return '-';
  const type = catalog.typeById(id);
  if (type === undefined) return '???';
  if (type.category === 'A' && type.length === -1 && type.elementType !== 0 && id !== T.INT2VECTOR && id !== T.OIDVECTOR) {
    return `${formatType(catalog, type.elementType, typmod, alwaysQualify)}[]`;
  }
  const sql = typmod === -1 && (id === T.BPCHAR || id === T.BIT) ? undefined : SQL_NAMES.get(id);
  if (sql !== undefined) {
    if (typmod === null || typmod < 0) return sql.name + (sql.suffix ?? '');
    const shown = modifiers(id, typmod);
    return sql.name + shown + (sql.suffix !== undefined && !shown.endsWith(sql.suffix) ? sql.suffix : '');
  }
  const isPlain = !alwaysQualify && isTypeVisible(catalog, id) === true;
  const name = isPlain ? quoteIdentifier(type.name) : `${quoteIdentifier(catalog.schemaName(type.schemaId) ?? '')}.${quoteIdentifier(type.name)}`;
  return typmod === null || typmod < 0 ? name : name + modifiers(id, typmod);
}

export function formatTypes(catalog: CatalogReader, ids: readonly Oid[], separator = ','): string {
  return ids.map(id => formatType(catalog, id)).join(separator);
}
