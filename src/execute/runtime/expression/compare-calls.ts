/**
 * Comparisons and integer arithmetic that need no call: for these built-in functions the meaning on Datums is one JavaScript operator.
 * Known by proname; a user's function of the same name has another implementation, so the implementation is compared as well by the caller
 * (only functions of pg_catalog reach this table).
 */
export type DirectOp = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** Families whose Datums `===` and `<` order correctly: integers (number or bigint), dates, timestamps; booleans too. */
const ORDERED = ['int2', 'int4', 'int8', 'int24', 'int42', 'int28', 'int82', 'int48', 'int84', 'oid', 'date_', 'timestamp_', 'timestamptz_', 'time_', 'bool'];
const SUFFIXES: readonly (readonly [string, DirectOp])[] = [
  ['eq', '='],
  ['ne', '<>'],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
];

const DIRECT = new Map<string, DirectOp>();
for (const family of ORDERED) for (const [suffix, op] of SUFFIXES) DIRECT.set(family + suffix, op);
DIRECT.set('texteq', '=');
DIRECT.set('textne', '<>');
DIRECT.set('uuid_eq', '=');
DIRECT.set('uuid_ne', '<>');
DIRECT.set('nameeq', '=');
DIRECT.set('namene', '<>');
DIRECT.set('chareq', '=');
DIRECT.set('charne', '<>');

/** Floats: NaN equals NaN and is greater than all else. */
const FLOAT = new Map<string, DirectOp>();
for (const family of ['float4', 'float8', 'float48', 'float84']) for (const [suffix, op] of SUFFIXES) FLOAT.set(family + suffix, op);

export function directComparison(name: string): DirectOp | undefined {
  return DIRECT.get(name);
}

export function floatComparison(name: string): DirectOp | undefined {
  return FLOAT.get(name);
}

/** int4 addition, subtraction and multiplication: exact in a double, then range-checked. */
const INT4 = new Map<string, '+' | '-' | '*'>([
  ['int4pl', '+'],
  ['int4mi', '-'],
  ['int4mul', '*'],
]);
const FLOAT8 = new Map<string, '+' | '-' | '*'>([
  ['float8pl', '+'],
  ['float8mi', '-'],
  ['float8mul', '*'],
]);

export function int4Arithmetic(name: string): '+' | '-' | '*' | undefined {
  return INT4.get(name);
}

export function float8Arithmetic(name: string): '+' | '-' | '*' | undefined {
  return FLOAT8.get(name);
}
