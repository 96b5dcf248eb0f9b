/** Names of the types in the head lines of golden output. Oids of built-in types never change (PostgreSQL's pg_type.dat). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [16, 'bool'],
  [17, 'bytea'],
  [18, '"char"'],
  [19, 'name'],
  [20, 'int8'],
  [21, 'int2'],
  [23, 'int4'],
  [24, 'regproc'],
  [25, 'text'],
  [26, 'oid'],
  [114, 'json'],
  [600, 'point'],
  [700, 'float4'],
  [701, 'float8'],
  [705, 'unknown'],
  [790, 'money'],
  [1000, 'bool[]'],
  [1001, 'bytea[]'],
  [1005, 'int2[]'],
  [1007, 'int4[]'],
  [1009, 'text[]'],
  [1014, 'bpchar[]'],
  [1015, 'varchar[]'],
  [1016, 'int8[]'],
  [1021, 'float4[]'],
  [1022, 'float8[]'],
  [1042, 'bpchar'],
  [1043, 'varchar'],
  [1082, 'date'],
  [1083, 'time'],
  [1114, 'timestamp'],
  [1115, 'timestamp[]'],
  [1182, 'date[]'],
  [1184, 'timestamptz'],
  [1185, 'timestamptz[]'],
  [1186, 'interval'],
  [1187, 'interval[]'],
  [1231, 'numeric[]'],
  [1266, 'timetz'],
  [1560, 'bit'],
  [1562, 'varbit'],
  [1700, 'numeric'],
  [2205, 'regclass'],
  [2206, 'regtype'],
  [2249, 'record'],
  [2278, 'void'],
  [2950, 'uuid'],
  [2951, 'uuid[]'],
  [3802, 'jsonb'],
]);

const NUMERIC = 1700;
const NUMERIC_ARRAY = 1231;
const WITH_LENGTH = [1042, 1043, 1014, 1015];

function modifier(type: number, typmod: number): string {
  if (typmod < 0) return '';
  if (WITH_LENGTH.includes(type)) return `(${typmod - 4})`;
  if (type === NUMERIC || type === NUMERIC_ARRAY) return `(${(typmod - 4) >>> 16},${(((typmod - 4) & 0x7ff) ^ 1024) - 1024})`;
  return `(${typmod})`;
}

export function typeLabel(type: number, typmod: number): string {
  // Oids of a user's types are given by chance.
  const name = NAMES.get(type) ?? (type >= 16384 ? 'user-type' : `oid=${type}`);
  return name.endsWith('[]') ? `${name.slice(0, -2)}${modifier(type, typmod)}[]` : name + modifier(type, typmod);
}
