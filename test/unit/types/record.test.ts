import { expect, test } from 'vitest';
import { oid } from '../../../src/base/index.js';
import { PgError } from '../../../src/errors/index.js';
import { BOOL, INT4, TEXT, anonymousRecordType, builtinType, compositeType, plainContext, type RecordValue } from '../../../src/types/index.js';

const point = compositeType(
  oid(70000),
  'place',
  oid(0),
  [
    { name: 'x', typeId: INT4, typmod: -1 },
    { name: 'label', typeId: TEXT, typmod: -1 },
  ],
  builtinType,
);

const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof PgError) return `${error.code} ${error.message} | ${error.detail ?? ''}`;
    throw error;
  }
  return 'no error';
};

test.each([
  ['(1,a)', '(1,a)'],
  ['(1,"a b")', '(1,"a b")'],
  [' ( 1 ,) ', '(1,)'],
  ['(,"")', '(,"")'],
  ['(1,"a""b\\\\")', '(1,"a""b\\\\")'],
])('composite text %s', (input, output) => {
  const value = point.parse(input, -1, plainContext);
  expect(point.format(value, plainContext)).toBe(output);
  expect(point.format(point.receive(point.send(value, plainContext), -1, plainContext), plainContext)).toBe(output);
  const bytes = point.encode!(value);
  expect(point.format(point.decode!(bytes, 0, bytes.length), plainContext)).toBe(output);
  const record = anonymousRecordType(builtinType);
  const anonymous = record.encode!(value);
  expect((record.decode!(anonymous, 0, anonymous.length) as RecordValue).fieldNames).toEqual(['x', 'label']);
});

test.each([
  ['1,a', '22P02 malformed record literal: "1,a" | Missing left parenthesis.'],
  ['(1)', '22P02 malformed record literal: "(1)" | Too few columns.'],
  ['(1,a,2)', '22P02 malformed record literal: "(1,a,2)" | Too many columns.'],
  ['(1,a', '22P02 malformed record literal: "(1,a" | Unexpected end of input.'],
  ['(1,a)x', '22P02 malformed record literal: "(1,a)x" | Junk after right parenthesis.'],
  ['(x,a)', '22P02 invalid input syntax for type integer: "x" | '],
])('composite refuses %s', (input, expected) => {
  expect(messageOf(() => point.parse(input, -1, plainContext))).toBe(expected);
});

test('records order by field, NULLs last; different types do not compare', () => {
  const row = (...values: (number | string | null)[]): RecordValue => ({
    kind: 'record',
    typeId: oid(2249),
    fieldTypes: [INT4, TEXT],
    fieldNames: ['f1', 'f2'],
    values,
  });
  const record = anonymousRecordType(builtinType);
  expect(record.compare(row(1, 'b'), row(1, 'a'))).toBeGreaterThan(0);
  expect(record.compare(row(1, null), row(1, 'z'))).toBeGreaterThan(0);
  expect(record.equals(row(null, 'a'), row(null, 'a'))).toBe(true);
  expect(record.hash(row(1, null))).toBe(record.hash(row(1, null)));
  const other: RecordValue = { ...row(1, 'a'), fieldTypes: [INT4, BOOL], values: [1, true] };
  expect(messageOf(() => record.compare(row(1, 'a'), other))).toBe('42804 cannot compare dissimilar column types text and boolean at record column 2 | ');
});
