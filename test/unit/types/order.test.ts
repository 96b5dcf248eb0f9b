import { expect, test } from 'vitest';
import { KeyBuffer, builtinTypeByName, plainContext, type TypeOps } from '../../../src/types/index.js';

/** Values in ascending order of the btree operator class; values in one inner list are equal. */
const ORDERS: readonly (readonly [type: string, groups: readonly (readonly string[])[]])[] = [
  ['bool', [['f'], ['t']]],
  ['int2', [['-32768'], ['-256'], ['-1'], ['0'], ['1'], ['255'], ['32767']]],
  ['int4', [['-2147483648'], ['-1'], ['0'], ['256'], ['2147483647']]],
  [
    'int8',
    [
      ['-9223372036854775808'],
      ['-9007199254740993'],
      ['-9007199254740992'],
      ['-9007199254740991'],
      ['-4294967296'],
      ['-1'],
      ['0'],
      ['4294967295'],
      ['4294967296'],
      ['9007199254740991'],
      ['9007199254740992'],
      ['9007199254740993'],
      ['9223372036854775807'],
    ],
  ],
  ['int4range', [['empty', '(1,2)'], ['(,1)', '(,0]'], ['(,5)'], ['(,)'], ['[1,2)', '[1,1]', '(0,2)'], ['[1,5)'], ['[1,)'], ['[2,3)']]],
  ['numrange', [['empty'], ['(,1)'], ['(,1]'], ['(,)'], ['[1,2)'], ['[1,2]', '[1.0,2.00]'], ['[1,)'], ['(1,2)'], ['(1,2]'], ['(1,)'], ['[1.5,1.6]']]],
  ['tsrange', [['empty'], ['(,2024-01-01)'], ['[2024-01-01,2024-01-02)'], ['[2024-01-01,infinity]'], ['[2024-01-01,)'], ['(2024-01-01,2024-01-02)']]],
  ['int4multirange', [['{}', '{empty}'], ['{(,1)}'], ['{(,1),[3,4)}'], ['{[1,2)}'], ['{[1,2),[3,4)}'], ['{[1,2),[3,5)}'], ['{[1,3)}', '{[1,2),[2,3)}']]],
  ['nummultirange', [['{}'], ['{[1,2)}'], ['{[1,2]}'], ['{[1,2],(3,4)}'], ['{(1,2)}']]],
  [
    'inet',
    [
      ['0.0.0.0/0'],
      ['10.0.0.0/8'],
      ['10.1.2.3/8'],
      ['10.0.0.0/16'],
      ['10.0.0.0'],
      ['10.0.0.1', '10.0.0.1/32'],
      ['10.1.0.0/16'],
      ['192.168.0.0/24'],
      ['255.255.255.255'],
      ['::/0'],
      ['::1'],
      ['2001:db8::/32'],
      ['2001:db8::1/48'],
      ['2001:db8::1'],
    ],
  ],
  ['cidr', [['0/0'], ['10/8'], ['10.0/16'], ['10.1/16'], ['192.168.1.0/24'], ['::/0'], ['fe80::/10']]],
  ['macaddr', [['00:00:00:00:00:00'], ['00:00:00:00:00:ff'], ['08:00:2b:01:02:03', '08-00-2B-01-02-03'], ['ff:ff:ff:ff:ff:ff']]],
  ['macaddr8', [['00:00:00:00:00:00:00:00'], ['08:00:2b:01:02:03', '08:00:2b:ff:fe:01:02:03'], ['ff:ff:ff:ff:ff:ff:ff:ff']]],
  ['oid', [['0'], ['255'], ['2147483648'], ['4294967295']]],
  ['float8', [['-inf'], ['-1e300'], ['-1.5'], ['-5e-324'], ['0', '-0'], ['5e-324'], ['1'], ['1e300'], ['inf'], ['NaN']]],
  ['float4', [['-inf'], ['-1e30'], ['-1e-45'], ['0', '-0'], ['1e-45'], ['1.5'], ['inf'], ['NaN']]],
  [
    'numeric',
    [
      ['-Infinity'],
      ['-1e200'],
      ['-9007199254740993'],
      ['-100'],
      ['-99.99'],
      ['-99'],
      ['-1.5', '-1.50'],
      ['-0.01'],
      ['-1e-200'],
      ['0', '0.00', '-0.0'],
      ['1e-200'],
      ['0.0099'],
      ['0.01'],
      ['1', '1.000'],
      ['1.5', '1.50'],
      ['9.99'],
      ['10', '1e1', '10.0'],
      ['12'],
      ['12.34'],
      ['100'],
      ['9007199254740992'],
      ['9007199254740993', '9007199254740993.0'],
      ['1e120'],
      ['1e200'],
      ['Infinity'],
      ['NaN'],
    ],
  ],
  ['text', [[''], ['A'], ['a'], ['a '], ['aa'], ['ab'], ['b'], ['\u007f'], ['\u0080'], ['é'], ['日本'], ['\ue000'], ['\uffff'], ['😀'], ['😀a']]],
  ['bpchar', [['', '  '], ['a', 'a '], ['a b'], ['ab'], ['b']]],
  ['bytea', [[''], ['\\x00'], ['\\x0000'], ['\\x0001'], ['\\x00ff'], ['\\x01'], ['\\xff'], ['\\xff00']]],
  ['uuid', [['00000000-0000-0000-0000-000000000000'], ['0fffffff-0000-0000-0000-000000000001'], ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']]],
  ['char', [[''], ['A'], ['a'], ['\\303']]],
  ['tid', [['(0,1)'], ['(0,65535)'], ['(1,0)'], ['(4294967295,3)']]],
  ['_int4', [['{}'], ['{-1}'], ['{1}'], ['[0:1]={1,2}'], ['{1,2}'], ['{{1,2}}'], ['{1,NULL}'], ['{2}'], ['{NULL}']]],
  ['_text', [['{}'], ['{""}'], ['{a}'], ['{a,b}'], ['{ab}'], ['{NULL}']]],
];

function keyOf(type: TypeOps, text: string): Buffer {
  const key = new KeyBuffer();
  type.encodeKey(type.parse(text, -1, plainContext), key);
  // What the next column of a multi-column key might start with.
  key.byte(0x80);
  return Buffer.from(key.take());
}

test.each(ORDERS)('%s: compare, equality, hash and key bytes agree', (name, groups) => {
  const type = builtinTypeByName(name)!;
  const values = groups.flatMap((group, rank) => group.map(text => ({ text, rank, value: type.parse(text, -1, plainContext) })));
  for (const a of values) {
    for (const b of values) {
      const expected = Math.sign(a.rank - b.rank);
      const pair = `${a.text} ~ ${b.text}`;
      expect([pair, Math.sign(type.compare(a.value, b.value))]).toEqual([pair, expected]);
      expect([pair, type.equals(a.value, b.value)]).toEqual([pair, expected === 0]);
      expect([pair, Math.sign(Buffer.compare(keyOf(type, a.text), keyOf(type, b.text)))]).toEqual([pair, expected]);
      if (expected === 0) expect(type.hash(a.value)).toBe(type.hash(b.value));
    }
  }
});

test('equal numbers hash alike across the number types', () => {
  for (const text of ['0', '7', '-1', '32767']) {
    const hashes = ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'].map(name => {
      const type = builtinTypeByName(name)!;
      return type.hash(type.parse(text, -1, plainContext));
    });
    expect(new Set(hashes).size).toBe(1);
  }
});
