import { expect, test } from 'vitest';
import { builtinTypeByName, plainContext } from '../../../src/types/index.js';

/** Values of the types that store encoded bytes: what is read back from a row prints as what was stored. */
const VALUES: readonly (readonly [type: string, values: readonly string[]])[] = [
  ['int4range', ['empty', '(,)', '[1,5)', '[-5,)', '(,7)']],
  ['numrange', ['[1.50,2.25]', '(1,2)']],
  ['tstzrange', ['["2024-01-01 10:00:00+00",infinity]']],
  ['int8multirange', ['{}', '{(,1),[5,9007199254740993)}']],
  ['nummultirange', ['{(1.5,2],[3,4)}']],
  ['inet', ['10.0.0.1/8', '::1', '2001:db8::/32']],
  ['cidr', ['10.0.0.0/8', '::/0']],
  ['macaddr', ['08:00:2b:01:02:03']],
  ['macaddr8', ['08:00:2b:01:02:03:04:05']],
  ['point', ['(1,-2.5)', '(NaN,Infinity)']],
  ['line', ['{1,2,3}']],
  ['lseg', ['[(1,2),(3,4)]']],
  ['box', ['(3,4),(1,2)']],
  ['path', ['[(1,2),(3,4)]', '((1,2),(3,4))']],
  ['polygon', ['((1,2),(3,4),(5,6))']],
  ['circle', ['<(1,2),3>']],
  ['bit', ['1011', '']],
  ['varbit', ['1011011101', '']],
  ['xid8', ['0', '18446744073709551615']],
  ['_int4range', ['{"[1,2)",NULL,empty}']],
  ['_box', ['{(3,4),(1,2);(1,1),(0,0)}']],
  ['_inet', ['{10.0.0.1,NULL}']],
];

test.each(VALUES)('%s', (name, values) => {
  const type = builtinTypeByName(name)!;
  expect(type.storageClass(-1)).toBe('encoded');
  for (const text of values) {
    const stored = type.encode!(type.parse(text, -1, plainContext));
    // Rows hold values among others: at any place, of known length.
    const row = new Uint8Array(stored.length + 7);
    row.set(stored, 3);
    expect(type.format(type.decode!(row, 3, stored.length), plainContext)).toBe(text);
  }
});
