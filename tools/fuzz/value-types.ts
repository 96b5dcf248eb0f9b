/** The types the generators know: how constants of each are written, and where values of it may stand. */
import { piece, type Piece } from './piece.js';
import type { Random } from './random.js';

export const TYPE_NAMES = [
  'bool',
  'int2',
  'int4',
  'int8',
  'numeric',
  'float4',
  'float8',
  'text',
  'varchar',
  'bpchar',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'interval',
  'uuid',
  'bytea',
  'int4[]',
  'text[]',
  'jsonb',
  'int4range',
  'name',
  'timetz',
  'inet',
  'varbit',
  'money',
  'json',
  'numeric[]',
  'date[]',
  'float8[]',
  'numrange',
  'daterange',
  'tstzrange',
  'int4multirange',
  'mood',
  'pair',
] as const;

export type TypeName = (typeof TYPE_NAMES)[number];

interface TypeRow {
  /** How a column of the type is declared. */
  readonly declared: readonly string[];
  /** Values that rows of tables and harmless queries hold. */
  readonly plain: readonly string[];
  /** Values at the ends of the type, which may make functions fail. */
  readonly extreme: readonly string[];
  /** False where equal values may look different (1 month and 30 days): not grouped, ordered or compared by set operations. */
  readonly isOrdered: boolean;
}

const quoted = (type: string, ...values: readonly string[]): string[] => values.map(value => `'${value.replaceAll("'", "''")}'::${type}`);

const TEXTS = ['', 'a', 'A', 'b', 'ab', 'abc', 'aB', 'a b', 'Z', 'é', 'zé', '%', '_', 'a%', 'a_b', '10', ' x', 'x ', "it's", 'NULL', '日本'];

export const TYPES: Readonly<Record<TypeName, TypeRow>> = {
  bool: { declared: ['bool'], plain: ['true', 'false'], extreme: [], isOrdered: true },
  int2: {
    declared: ['int2'],
    plain: quoted('int2', '0', '1', '2', '3', '-1', '7', '100'),
    extreme: quoted('int2', '32767', '-32768'),
    isOrdered: true,
  },
  int4: {
    declared: ['int4'],
    plain: ['0', '1', '2', '3', '4', '5', '7', '10', '12', '42', '(-1)', '(-2)', '100', '1000'],
    extreme: ['2147483647', '(-2147483648)', '2147483646', '46341', '65536'],
    isOrdered: true,
  },
  int8: {
    declared: ['int8'],
    plain: quoted('int8', '0', '1', '2', '3', '-1', '5', '10', '4294967296', '-3000000000', '9007199254740993'),
    extreme: quoted('int8', '9223372036854775807', '-9223372036854775808', '9007199254740992', '-9007199254740991', '3037000500'),
    isOrdered: true,
  },
  numeric: {
    declared: ['numeric(12,2)', 'numeric(12,2)', 'numeric', 'numeric(20,5)'],
    plain: ['0.0', '1.0', '1.5', '(-1.5)', '2.25', '0.01', '10.00', '100.0', '(-0.5)', '12345.67', ...quoted('numeric', '3', '7')],
    extreme: [
      '123456789012345678901234567890.123456789',
      '0.00000000000000000001',
      '(-99999999999999999999.9)',
      ...quoted('numeric', 'NaN', 'Infinity', '-Infinity', '1e30', '1e-20'),
    ],
    isOrdered: true,
  },
  float4: {
    declared: ['float4'],
    plain: quoted('float4', '0', '1', '0.5', '-0.25', '2.5', '100'),
    extreme: quoted('float4', 'NaN', 'Infinity', '-Infinity', '3e38', '1e-40', '-0', '16777217', '0.1'),
    isOrdered: true,
  },
  float8: {
    declared: ['float8'],
    plain: quoted('float8', '0', '1', '0.5', '-0.25', '2.5', '1024', '3'),
    extreme: quoted('float8', 'NaN', 'Infinity', '-Infinity', '1e308', '-1e308', '5e-324', '-0', '9007199254740993', '0.1', '1e15', '1e-7'),
    isOrdered: true,
  },
  text: { declared: ['text'], plain: quoted('text', ...TEXTS), extreme: [`repeat('x', 300)`, `repeat('é', 90)`], isOrdered: true },
  varchar: {
    declared: ['varchar', 'varchar(5)'],
    plain: quoted('varchar', ...TEXTS),
    extreme: [],
    isOrdered: true,
  },
  bpchar: { declared: ['char(3)'], plain: quoted('char(3)', 'a', 'ab', 'abc', 'A', '', 'é', 'x '), extreme: [], isOrdered: true },
  date: {
    declared: ['date'],
    plain: quoted('date', '2000-01-01', '2024-02-29', '1999-12-31', '2024-03-31', '1970-01-01', '2023-10-29'),
    extreme: quoted('date', 'infinity', '-infinity', '4713-01-01 BC', '5874897-12-31', '0001-01-01'),
    isOrdered: true,
  },
  time: {
    declared: ['time'],
    plain: quoted('time', '00:00', '12:34:56', '23:59:59.999999', '06:00'),
    extreme: quoted('time', '24:00'),
    isOrdered: true,
  },
  timestamp: {
    declared: ['timestamp', 'timestamp(3)'],
    plain: quoted('timestamp', '2000-01-01 00:00', '2024-02-29 12:34:56.789', '1999-12-31 23:59:59.999999', '2023-10-29 02:30'),
    extreme: quoted('timestamp', 'infinity', '-infinity', '4713-01-01 00:00 BC', '294276-12-31 23:59:59.999999'),
    isOrdered: true,
  },
  timestamptz: {
    declared: ['timestamptz'],
    plain: quoted('timestamptz', '2000-01-01 00:00+00', '2024-02-29 12:34:56.5+02', '1999-12-31 23:59:59-08', '2024-03-31 01:00+00'),
    extreme: quoted('timestamptz', 'infinity', '-infinity', '294276-12-31 23:59:59+00'),
    isOrdered: true,
  },
  interval: {
    declared: ['interval'],
    plain: quoted('interval', '1 day', '-1 day', '1 month', '2 years 3 days', '01:02:03.5', '30 days', '-5 minutes', '0'),
    extreme: quoted('interval', '178000000 years', '-2147483648 days', '1 year -1 day 00:00:00.000001'),
    isOrdered: false,
  },
  uuid: {
    declared: ['uuid'],
    plain: quoted('uuid', '00000000-0000-0000-0000-000000000000', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    extreme: [],
    isOrdered: true,
  },
  bytea: { declared: ['bytea'], plain: quoted('bytea', '', '\\x00', '\\xff00', '\\x6162'), extreme: [], isOrdered: true },
  'int4[]': {
    declared: ['int4[]'],
    plain: quoted('int4[]', '{}', '{1}', '{1,2,3}', '{3,NULL,1}', '{NULL}', '{2,2}', '{-1,0}'),
    extreme: quoted('int4[]', '[0:2]={7,8,9}', '{2147483647,-2147483648}', '{{1,2},{3,4}}'),
    isOrdered: true,
  },
  'text[]': {
    declared: ['text[]'],
    plain: quoted('text[]', '{}', '{a}', '{a,b}', '{b,NULL}', '{"a b","x\\"y"}', '{""}', '{NULL,NULL}'),
    extreme: [],
    isOrdered: true,
  },
  jsonb: {
    declared: ['jsonb'],
    plain: quoted(
      'jsonb',
      '1',
      'null',
      '"a"',
      'true',
      '[]',
      '{}',
      '[1,2,null]',
      '{"a":1,"b":[1,2]}',
      '{"a":"x","c":{"d":null}}',
      '{"b":2}',
      '["a","b"]',
      '[{"a":1},{"a":2}]',
    ),
    extreme: quoted('jsonb', '1.50', '1e30', '"\\u00e9"', '{"":0}', '[[[]]]'),
    isOrdered: true,
  },
  int4range: {
    declared: ['int4range'],
    plain: quoted('int4range', 'empty', '[1,5)', '[3,3]', '(,4)', '[2,)', '(,)', '[10,20]'),
    extreme: quoted('int4range', '[-2147483648,2147483647)'),
    isOrdered: true,
  },
  name: { declared: ['name'], plain: quoted('name', 'a', 'ab', 'B', '', 'pg_class'), extreme: [], isOrdered: true },
  timetz: {
    declared: ['timetz'],
    plain: quoted('timetz', '00:00+00', '12:34:56-05', '12:34:56.5+02', '23:59:59.999999+14'),
    extreme: quoted('timetz', '24:00+00', '00:00+15:59:59'),
    isOrdered: true,
  },
  inet: {
    declared: ['inet'],
    plain: quoted('inet', '10.0.0.1', '10.0.0.0/8', '192.168.1.5/24', '::1', '2001:db8::/32', '0.0.0.0/0'),
    extreme: quoted('inet', '255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
    isOrdered: true,
  },
  varbit: {
    declared: ['varbit', 'varbit(5)'],
    plain: ["B'101'::varbit", "B'0'::varbit", "B'11111'::varbit", "B'10'::varbit"],
    extreme: ["B''::varbit"],
    isOrdered: true,
  },
  money: {
    declared: ['money'],
    plain: quoted('money', '0', '1.50', '-2.25', '1000'),
    extreme: quoted('money', '92233720368547758.07', '-92233720368547758.08'),
    isOrdered: true,
  },
  json: {
    declared: ['json'],
    plain: quoted('json', '1', '{"a": 1,  "a": 2}', '[1, "x", null]', '"a"', 'null', '{"b":{"a":[]}}'),
    extreme: [],
    isOrdered: false,
  },
  'numeric[]': {
    declared: ['numeric[]'],
    plain: quoted('numeric[]', '{}', '{1.5}', '{1,NULL,-2.25}', '{0.5,3}'),
    extreme: quoted('numeric[]', '{NaN}', '{Infinity,1e30}'),
    isOrdered: true,
  },
  'date[]': {
    declared: ['date[]'],
    plain: quoted('date[]', '{}', '{2000-01-01}', '{2024-02-29,NULL}'),
    extreme: quoted('date[]', '{infinity}', '[2:3]={2000-01-01,-infinity}'),
    isOrdered: true,
  },
  'float8[]': {
    declared: ['float8[]'],
    plain: quoted('float8[]', '{}', '{0.5}', '{1,NULL,-2.25}'),
    extreme: quoted('float8[]', '{NaN}', '{-Infinity,1e308}', '{{1,2}}'),
    isOrdered: true,
  },
  numrange: {
    declared: ['numrange'],
    plain: quoted('numrange', 'empty', '[1.5,2.5)', '(0.5,)', '[3,3]', '(,)', '(-1,4.5]'),
    extreme: quoted('numrange', '[-Infinity,Infinity]', '(NaN,)'),
    isOrdered: true,
  },
  daterange: {
    declared: ['daterange'],
    plain: quoted('daterange', 'empty', '[2000-01-01,2000-01-05]', '[2024-01-01,)', '(,)', '(1999-12-31,2024-02-29)'),
    extreme: quoted('daterange', '[-infinity,infinity)', '[2000-01-01,infinity]'),
    isOrdered: true,
  },
  tstzrange: {
    declared: ['tstzrange'],
    plain: quoted('tstzrange', 'empty', '[2000-01-01 00:00+00,2000-01-02 00:00+00)', '(,2024-03-31 01:00+00]', '[2024-01-01 12:00+02,)'),
    extreme: quoted('tstzrange', '[-infinity,infinity]'),
    isOrdered: true,
  },
  int4multirange: {
    declared: ['int4multirange'],
    plain: quoted('int4multirange', '{}', '{[1,3),[5,8)}', '{(,4)}', '{[10,20]}', '{(,)}', '{[1,1],[3,3],[7,)}'),
    extreme: quoted('int4multirange', '{[-2147483648,0),[5,2147483647)}'),
    isOrdered: true,
  },
  mood: { declared: ['mood'], plain: quoted('mood', 'sad', 'ok', 'happy'), extreme: [], isOrdered: true },
  pair: {
    declared: ['pair'],
    plain: quoted('pair', '(1,a)', '(2,b)', '(,)', '(1,)', '(-1,"a b")'),
    extreme: quoted('pair', '(2147483647,x)'),
    isOrdered: true,
  },
};

/** Types of the user's own, which a schema makes first. */
export const OWN_TYPES: readonly string[] = ["CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')", 'CREATE TYPE pair AS (n int4, t text)'];

/** Types whose values may be keys: short, and ordered by plain comparison. */
export const KEY_TYPES: readonly TypeName[] = [
  'int4',
  'int4',
  'int8',
  'int2',
  'text',
  'date',
  'uuid',
  'numeric',
  'timestamp',
  'varchar',
  'mood',
  'timestamptz',
  'name',
];

export const INTEGERS: readonly TypeName[] = ['int2', 'int4', 'int8'];

/** What most columns of applications are: drawn more often. */
const COMMON_TYPES: readonly TypeName[] = TYPE_NAMES.slice(0, TYPE_NAMES.indexOf('int4range') + 1);

/** To draw from: columns. */
export const COLUMN_TYPES: readonly TypeName[] = [...COMMON_TYPES, ...COMMON_TYPES, ...COMMON_TYPES, ...TYPE_NAMES];

/** To draw from: values that are compared. */
export const ORDERED_TYPES: readonly TypeName[] = COLUMN_TYPES.filter(name => TYPES[name].isOrdered);

/** A constant, without NULL. @param isRisky extremes, too */
export function literal(random: Random, type: TypeName, isRisky: boolean): string {
  const { plain, extreme } = TYPES[type];
  if (extreme.length > 0 && random.chance(isRisky ? 25 : 0)) return random.pick(extreme);
  if (type === 'int4' && random.chance(20)) return String(random.between(0, 30));
  return random.pick(plain);
}

/** The simplest constant, for making failing statements smaller. */
export function simplest(type: TypeName): string {
  return TYPES[type].plain[0]!;
}

/** An expression of the type. */
export function ofType(type: TypeName, parts: readonly (string | Piece)[]): Piece {
  return piece(type, parts, [`NULL::${type}`, simplest(type)]);
}
