/** Dates, times, intervals and time zones; more of numbers; casts. */
import { risky, safe, type OperationRow } from './operation-row.js';
import type { TypeName } from './value-types.js';

const FIELDS = ['millennium', 'century', 'decade', 'year', 'isoyear', 'quarter', 'month', 'week', 'day', 'dow', 'isodow', 'doy', 'hour', 'minute', 'second', 'milliseconds', 'microseconds', 'epoch', 'julian'];
const UNITS = ['millennium', 'century', 'decade', 'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'milliseconds'];
const ZONES = ["'UTC'", "'Europe/Berlin'", "'America/New_York'", "'Asia/Kolkata'", "'Australia/Lord_Howe'", "'EST'", "'+03:30'", "INTERVAL '-2:30'", "'Pacific/Apia'"];

const TIMES: readonly OperationRow[] = [
  ...FIELDS.flatMap(field => [
    ...risky('numeric', `extract(${field} FROM {timestamp})`, `extract(${field} FROM {timestamptz})`),
    ...risky('float8', `date_part('${field}', {timestamp})`),
  ]),
  ...['year', 'month', 'day', 'hour', 'minute', 'second', 'epoch', 'decade', 'quarter', 'microseconds'].flatMap(field => safe('numeric', `extract(${field} FROM {interval})`)),
  ...['year', 'isoyear', 'month', 'week', 'doy', 'isodow', 'quarter', 'century', 'julian'].flatMap(field => safe('numeric', `extract(${field} FROM {date})`)),
  ...['hour', 'minute', 'second', 'epoch'].flatMap(field => safe('numeric', `extract(${field} FROM {time})`, `extract(${field} FROM {timetz})`)),
  ...safe('numeric', 'extract(timezone FROM {timestamptz})', 'extract(timezone_hour FROM {timetz})'),
  ...UNITS.flatMap(unit => [
    ...risky('timestamp', `date_trunc('${unit}', {timestamp})`),
    ...risky('timestamptz', `date_trunc('${unit}', {timestamptz})`, `date_trunc('${unit}', {timestamptz}, 'Europe/Berlin')`),
    ...(unit === 'week' ? [] : risky('interval', `date_trunc('${unit}', {interval})`)),
  ]),
  ...ZONES.flatMap(zone => [
    ...risky('timestamp', `({timestamptz} AT TIME ZONE ${zone})`),
    ...risky('timestamptz', `({timestamp} AT TIME ZONE ${zone})`),
    ...safe('timetz', `({timetz} AT TIME ZONE ${zone.includes('/') ? "'UTC'" : zone})`),
  ]),
  ...safe('timetz', '({time} AT TIME ZONE INTERVAL \'1:30\')', '({timestamptz})::timetz', '({timetz} + {interval})', '({timetz})::timetz(1)'),
  ...risky('timetz', '({text})::timetz'),
  ...safe('time', '({timetz})::time', '({timestamptz})::time', '({time} - {interval})', '({time})::time(2)'),
  ...risky('time', 'make_time({int4} % 25, {int4} % 61, 7.25)', '({text})::time'),
  ...safe('date', 'greatest({date}, {date}, NULL)', "least({date}, '2020-01-01')"),
  ...risky('date', "to_date({text}, 'YYYY-MM-DD')", '({date} - {int4})', "({date} + {interval})::date"),
  ...risky('timestamp', "to_timestamp({text}, 'YYYY MM DD')::timestamp", "date_bin('15 minutes', {timestamp}, '2000-01-01 00:07')", 'make_timestamp({int4} % 3000, 1 + abs({int4} % 12), 5, 23, 59, 59.999)', '({timestamp} + {interval} * {float8})', '({timestamp})::timestamp(0)', '({date} + {interval})'),
  ...risky('timestamptz', 'to_timestamp({float8})', "date_bin('1 day 2 hours', {timestamptz}, '2000-01-01 00:00+00')", 'make_timestamptz({int4} % 3000, 3, 31, 2, 30, 0)', "make_timestamptz(2024, 10, 27, 2, 30, 0, 'Europe/Berlin')", '({text})::timestamptz', '({timestamptz} - {interval})'),
  ...safe('interval', '({interval} - {interval})', 'age({timestamp}, {date}::timestamp)', '({interval})::interval(2)', "({interval})::interval day to minute", '(-{interval})'),
  ...risky('interval', '({timestamptz} - {timestamptz})', '({timestamp} - {timestamp})', '({interval} / {float8})', 'make_interval({int4} % 100, {int4}, {int4} % 5, {int4} % 50, {int4} % 30, {int4}, {float8})', "justify_interval({timestamp} - {timestamp})", 'age({timestamptz}, {timestamptz})'),
  ...safe('bool', '({timestamp}, {timestamp}) OVERLAPS ({timestamp}, {interval})', '({time}, {interval}) OVERLAPS ({time}, {time})', '{timestamptz} < {date}', '{timestamptz} = {timestamp}', '{interval} >= {interval}', '{timetz} < {timetz}', 'isfinite({interval})', 'isfinite({timestamptz})', '{date} = {timestamp}'),
  ...safe('text', "to_char({timestamp}, 'YYYY-MM-DD HH24:MI:SS.US')", "to_char({timestamp}, 'FMDay, DDth FMMonth YYYY HH12:MI am')", "to_char({timestamptz}, 'IYYY-IW-ID TZH:TZM OF')", "to_char({date}, 'J Q WW DDD CC BC')", "to_char({interval}, 'HH24:MI:SS DDD')", "to_char({timestamp}, 'Dy DD Mon YY, RM, SSSS, MS')", '({timestamptz})::text', '({time})::text', '({timetz})::text', '({date} + {time})::text'),
];

const FLOATS: readonly OperationRow[] = [
  ...risky('float8', 'power({float8}, {float8})', 'exp({float8})', 'ln({float8})', 'log({float8})', 'atan2({float8}, {float8})', 'degrees({float8})', 'sind({float8})', 'cosd({float8})', 'asin({float8})', 'sqrt({int4})', '({float8} ^ 2)', 'width_bucket({float8}, 0, 10, {int4} % 5)::float8'),
  ...safe('float8', 'trunc({float8} / 3)', 'pi() * 0 + {float8}', 'round({float4})', '({float4} * 2)::float8', 'least({float8}, {float4})'),
  ...risky('numeric', 'power({numeric}, {numeric})', 'log({numeric})', 'log(2, {numeric})', 'exp({numeric})', '({numeric} ^ {int4})', 'round({numeric}, {int4})', 'trunc({numeric}, {int4})', 'mod({numeric}, {numeric})', 'div({numeric}, {numeric})', 'gcd({numeric}, {numeric})', 'lcm({numeric}, {numeric})', 'factorial({int4} % 30)', '({float4})::numeric', '({numeric})::numeric(8,3)', '({numeric})::numeric(3,-1)'),
  ...safe('numeric', 'scale({numeric})::numeric', 'trim_scale({numeric})', 'min_scale({numeric})::numeric', '({numeric} - {int8})', '(({numeric} * {numeric}) / 7)', 'width_bucket({numeric}, 0, 10, 4)::numeric', 'abs({numeric} * {int4})', 'round(({numeric} / 7), 3)', 'ceil({numeric} / 3)'),
  ...safe('int4', '({int4} % 50) - ({int4} % 50) * 2', 'coalesce({int4}, 0) / 2', 'width_bucket({int4}, ARRAY[0, 5, 10])', 'bit_count({bytea})::int4', '({int4} & 255) << 2', '({int2} % 10::int2) + {int4} % 9', '(({bool})::int4 + 1)'),
  ...risky('int2', '({int2} + {int2})', '({int2} * {int2})', '({int2} / {int2})', '({int4})::int2', '({text})::int2', '(-{int2})', '({int2} << ({int4} % 16))', '({float4})::int2', '({numeric})::int2'),
  ...risky('int8', '({int8} << ({int4} % 64))', '({int8} >> ({int4} % 64))', 'lcm({int8}, {int8})', '({int8} * {int4})', '({float4})::int8', '({int4} * {int8})', 'mod({int8}, {int4})', 'div({numeric}, {int4})::int8'),
  ...safe('int8', '({int8} # {int4})', '(~{int8})', 'gcd({int8} % 1000, {int4})', 'length({text})::int8'),
];

/** Casts by input and output functions, and those that can fail. */
const VIA_TEXT: readonly TypeName[] = ['bool', 'int2', 'int8', 'numeric', 'float4', 'float8', 'date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval', 'uuid', 'bytea', 'int4[]', 'text[]', 'jsonb', 'int4range', 'inet', 'varbit', 'money', 'numeric[]', 'date[]', 'float8[]', 'numrange', 'daterange', 'tstzrange', 'int4multirange', 'mood', 'pair', 'name'];
const CASTS: readonly OperationRow[] = [
  ...VIA_TEXT.flatMap(type => [
    ...risky(type, `({varchar})::${type}`, `(({${type}})::text)::${type}`, `CAST({text} AS ${type})`),
    ...safe('varchar', `({${type}})::varchar`),
    ...safe('text', `({${type}})::text`, `concat({${type}}, '|')`, `format('%s', {${type}})`),
    ...safe('bpchar', `({${type}})::char(4)::char(3)`),
  ]),
  ...risky('float4', '({text})::float4', '({int8})::float4', '({float4} - {float4})', 'float4({float8})'),
  ...risky('bool', '({int4})::bool', '({text})::bool'),
  ...risky('numeric', '({text})::numeric(10,2)', '({int4})::numeric(4,2)'),
];

export const TIME_AND_NUMBER_OPERATIONS: readonly OperationRow[] = [...TIMES, ...FLOATS, ...CASTS];
