/** Names of types as messages and deparsed text show them (PostgreSQL's format_type). */
import type { Oid } from '../../base/index.js';
import type { CatalogReader, TypeDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { quoteIdentifier } from './quote.js';

/** SQL's own spellings of built-in types. */
const SQL_NAMES = new Map<number, string>([
  [T.BIT, 'bit'],
  [T.BOOL, 'boolean'],
  [T.BPCHAR, 'character'],
  [T.CHAR, '"char"'],
  [T.FLOAT4, 'real'],
  [T.FLOAT8, 'double precision'],
  [T.INT2, 'smallint'],
  [T.INT4, 'integer'],
  [T.INT8, 'bigint'],
  [T.NUMERIC, 'numeric'],
  [T.INTERVAL, 'interval'],
  [T.TIME, 'time without time zone'],
  [T.TIMETZ, 'time with time zone'],
  [T.TIMESTAMP, 'timestamp without time zone'],
  [T.TIMESTAMPTZ, 'timestamp with time zone'],
  [T.VARBIT, 'bit varying'],
  [T.VARCHAR, 'character varying'],
]);

const INTERVAL_FIELDS = new Map<number, string>([
  [1 << 2, ' year'],
  [1 << 1, ' month'],
  [1 << 3, ' day'],
  [1 << 10, ' hour'],
  [1 << 11, ' minute'],
  [1 << 12, ' second'],
  [(1 << 2) | (1 << 1), ' year to month'],
  [(1 << 3) | (1 << 10), ' day to hour'],
  [(1 << 3) | (1 << 10) | (1 << 11), ' day to minute'],
  [(1 << 3) | (1 << 10) | (1 << 11) | (1 << 12), ' day to second'],
  [(1 << 10) | (1 << 11), ' hour to minute'],
  [(1 << 10) | (1 << 11) | (1 << 12), ' hour to second'],
  [(1 << 11) | (1 << 12), ' minute to second'],
]);

/** Scale of numeric is an 11-bit signed number in the low bits. */
function numericModifier(typmod: number): string {
  const packed = typmod - 4;
  const scale = ((packed & 0x7ff) ^ 1024) - 1024;
  return `(${(packed >> 16) & 0xffff},${scale})`;
}

function withTypmod(id: number, name: string, typmod: number): string {
  switch (id) {
    case T.BPCHAR:
    case T.VARCHAR:
      return `${name}(${typmod - 4})`;
    case T.BIT:
    case T.VARBIT:
      return `${name}(${typmod})`;
    case T.NUMERIC:
      return name + numericModifier(typmod);
    case T.TIME:
      return `time(${typmod}) without time zone`;
    case T.TIMETZ:
      return `time(${typmod}) with time zone`;
    case T.TIMESTAMP:
      return `timestamp(${typmod}) without time zone`;
    case T.TIMESTAMPTZ:
      return `timestamp(${typmod}) with time zone`;
    case T.INTERVAL: {
      const precision = typmod & 0xffff;
      const fields = INTERVAL_FIELDS.get((typmod >> 16) & 0x7fff) ?? '';
      return name + fields + (precision === 0xffff ? '' : `(${precision})`);
    }
    default:
      return `${name}(${typmod})`;
  }
}

function qualifiedName(catalog: CatalogReader, type: TypeDescriptor): string {
  const name = quoteIdentifier(type.name);
  if (catalog.type(null, type.name)?.oid === type.oid) return name;
  return `${quoteIdentifier(catalog.schemaName(type.schemaId) ?? 'pg_temp')}.${name}`;
}

/**
 * Name of a type. `typmod` undefined: none was asked for; -1: asked for and absent (then a bare `bpchar` is told from
 * `character`, which means character(1)).
 */
export function formatType(catalog: CatalogReader, id: Oid, typmod?: number): string {
  if (id === 0) return '-';
  const type = catalog.typeById(id);
  if (type === undefined) return '???';
  if (id === T.RECORD_ARRAY) return 'record[]';
  if (type.category === 'A' && type.kind === 'b' && type.elementType !== 0 && id !== T.INT2VECTOR && id !== T.OIDVECTOR) {
    return `${formatType(catalog, type.elementType, typmod)}[]`;
  }
  if (id === T.BPCHAR && typmod === -1) return 'bpchar';
  if (id === T.BIT && typmod === -1) return '"bit"';
  const sqlName = SQL_NAMES.get(id);
  if (sqlName === undefined) {
    const name = qualifiedName(catalog, type);
    return typmod !== undefined && typmod >= 0 ? `${name}(${typmod})` : name;
  }
  return typmod !== undefined && typmod >= 0 ? withTypmod(id, sqlName, typmod) : sqlName;
}

/** `integer, text`: an argument list in a message. */
export function formatTypes(catalog: CatalogReader, types: readonly Oid[]): string {
  return types.map(type => formatType(catalog, type)).join(', ');
}
