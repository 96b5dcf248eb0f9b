/** Records text and binary forms of values from PostgreSQL into test/wire/binary-forms.cases.ts: npx tsx tools/wire/record-binary.ts [--postgres host:port]. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCluster } from '../postgres/cluster.js';
import { WireClient } from './client.js';
import { bind, execute, parse, reportOf, sync, valuesOf, type BackendMessage } from './messages.js';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  bool: ['t', 'f'],
  int2: ['0', '-32768', '32767'],
  int4: ['0', '-2147483648', '2147483647'],
  int8: ['0', '-9223372036854775808', '9223372036854775807', '9007199254740993', '-9007199254740993'],
  float4: ['0', '-0', '1.5', '0.1', 'NaN', 'Infinity', '-Infinity', '3.4028235e38', '1e-45'],
  float8: ['0', '-0', '0.1', '1.7976931348623157e308', '5e-324', 'NaN', 'Infinity', '-Infinity'],
  numeric: ['0', '0.00', '1', '-1.5', '12345.6789', '0.0001', '1e20', '99999999999999999999999999.999', 'NaN', 'Infinity', '-Infinity', '10000', '0.00001234'],
  text: ['', 'plain', 'é😀', "it's\n\t\\"],
  varchar: ['', 'x'],
  bpchar: ['ab  '],
  name: ['a_name'],
  '"char"': ['x'],
  bytea: ['\\x', '\\x00ff10'],
  date: ['2000-01-01', '1999-12-31', '2024-02-29', '4713-01-01 BC', 'infinity', '-infinity', '5874897-12-31'],
  time: ['00:00:00', '13:14:15.123456', '24:00:00'],
  timetz: ['13:14:15.5+02', '00:00:00-08:30'],
  timestamp: ['2000-01-01 00:00:00', '1999-12-31 23:59:59.999999', '2024-02-29 13:14:15.123456', 'infinity', '-infinity', '294276-12-31 23:59:59.999999'],
  timestamptz: ['2000-01-01 00:00:00+00', '2024-02-29 13:14:15.123456+00', 'infinity'],
  interval: ['00:00:00', '1 year 2 mons 3 days 04:05:06.789', '-1 days -00:00:01', '-178956970 years'],
  uuid: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000'],
  oid: ['0', '4294967295'],
  json: ['{"a": [1, null]}'],
  jsonb: ['{"a": [1, null]}', '"é"'],
  jsonpath: ['strict $."a"[*]?(@ > 1)'],
  'jsonb[]': ['{"{\\"a\\": 1}",NULL}'],
  int4range: ['[1,5)', '(,)', '[1,)', '(,5)', 'empty'],
  numrange: ['[1.5,2]', '(1,2)'],
  tstzrange: ['["2024-01-01 00:00:00+00",)'],
  daterange: ['[2024-01-01,2024-02-01)'],
  int4multirange: ['{}', '{[1,3),[5,)}'],
  nummultirange: ['{[1.5,2],(3,4)}'],
  inet: ['192.168.1.5/24', '10.0.0.1', '::1', '2001:db8::/32'],
  cidr: ['192.168.1.0/24', '::/0'],
  macaddr: ['08:00:2b:01:02:03'],
  macaddr8: ['08:00:2b:01:02:03:04:05'],
  point: ['(1,-2.5)'],
  line: ['{1,2,3}'],
  lseg: ['[(1,2),(3,4)]'],
  box: ['(3,4),(1,2)'],
  path: ['[(1,2),(3,4)]', '((1,2),(3,4),(5,6))'],
  polygon: ['((1,2),(3,4),(5,6))'],
  circle: ['<(1,2),3>'],
  'bit(4)': ['1011'],
  varbit: ['', '101110111'],
  money: ['-$1,234.56'],
  pg_lsn: ['16/B374D848', '0/0'],
  xid8: ['0', '18446744073709551615'],
  pg_snapshot: ['10:20:10,14', '10:10:'],
  tid: ['(0,1)', '(4294967295,65535)'],
  xml: ['<a b="1">x</a>'],
  tsvector: ['', "'a':1A,2 'b' 'it''s':16383C 'жук'"],
  tsquery: ["'a':*A & !( 'b' | 'c' ) <2> 'd'", "'жук'"],
  'tsvector[]': ["{'a':1,NULL}"],
  regconfig: ['english'],
  'int4range[]': ['{"[1,5)",NULL,empty}'],
  'inet[]': ['{10.0.0.1,::1}'],
  'box[]': ['{(3,4),(1,2);(1,1),(0,0)}'],
  'int4[]': ['{}', '{1,2,NULL}', '{{1,2},{3,4}}', '[2:3]={7,8}'],
  'int8[]': ['{9223372036854775807,NULL}'],
  'text[]': ['{}', '{a,NULL,"","b c","q\\"\\\\"}'],
  'numeric[]': ['{1.50,NaN}'],
  'bool[]': ['{t,f,NULL}'],
  'date[]': ['{2024-02-29}'],
  'timestamptz[]': ['{"2024-02-29 13:14:15+00"}'],
  'float8[]': ['{1.5,-Infinity}'],
  'uuid[]': ['{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'],
  'bytea[]': ['{"\\\\x00ff"}'],
  'varchar[]': ['{x}'],
  'interval[]': ['{"1 day",NULL}'],
};

const { values: options } = parseArgs({ options: { postgres: { type: 'string' } } });
const cluster = await openCluster(options.postgres === undefined ? {} : { running: options.postgres });
const client = await WireClient.connect({ ...cluster, parameters: { TimeZone: 'UTC' } });

async function valueOf(sql: string, value: string, resultFormat: number): Promise<Buffer> {
  client.send(parse('', sql), bind({ values: [value], resultFormats: [resultFormat] }), execute(), sync());
  const messages: BackendMessage[] = await client.ready();
  const error = messages.find(message => message.type === 'E');
  if (error) throw new Error(`${sql} with ${value}: ${reportOf(error.body)['M']}`);
  return valuesOf(messages.find(message => message.type === 'D')!.body)[0]!;
}

const rows: string[] = [];
for (const [type, values] of Object.entries(VALUES)) {
  for (const value of values) {
    const sql = `SELECT $1::${type}`;
    const text = (await valueOf(sql, value, 0)).toString('utf8');
    const binary = (await valueOf(sql, value, 1)).toString('hex');
    rows.push(`  { type: ${JSON.stringify(type)}, text: ${JSON.stringify(text)}, binary: '${binary}' },`);
  }
}
const path = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'wire', 'binary-forms.cases.ts');
writeFileSync(
  path,
  `/** Text and binary forms as PostgreSQL ${cluster.version.split(' ')[0]} gives them; made by tools/wire/record-binary.ts. */
export const BINARY_FORMS: readonly { readonly type: string; readonly text: string; readonly binary: string }[] = [
${rows.join('\n')}
];
`,
);
await client.end();
await cluster.stop();
