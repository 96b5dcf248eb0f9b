import { expect, test } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { KeyBuffer, builtinTypeByName, plainContext, type Datum, type TypeOps } from '../../../src/types/index.js';
import { BINARY_FORMS, TEXT_FORMS } from './text-forms.cases.js';

const context = plainContext;

function typeNamed(name: string): TypeOps {
  const type = builtinTypeByName(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

function textOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return `!${error.code} ${error.message}${error.detail === undefined ? '' : ' | ' + error.detail}`;
  }
}

/** The value after a trip through the stored form. */
function stored(type: TypeOps, value: Datum): Datum {
  switch (type.storageClass(-1)) {
    case 'encoded': {
      const bytes = type.encode!(value);
      const page = new Uint8Array(bytes.length + 7);
      page.set(bytes, 3);
      return type.decode!(page, 3, bytes.length);
    }
    case 'fixed16': {
      const words = new Int32Array(6);
      type.encodeFixed!(value, words, 1);
      return type.decodeFixed!(words, 1);
    }
    default:
      return value;
  }
}

test.each(TEXT_FORMS)('%s reads %j', (name, input, expected) => {
  const type = typeNamed(name);
  expect(textOf(() => type.format(type.parse(input, -1, context), context))).toBe(expected);
});

test.each(BINARY_FORMS)('%s %j in binary, stored and as a key', (name, text, hex) => {
  const type = typeNamed(name);
  const value = type.parse(text, -1, context);
  const bytes = type.send(value, context);
  expect(Buffer.from(bytes).toString('hex')).toBe(hex);
  expect(type.format(type.receive(bytes, -1, context), context)).toBe(text);
  expect(type.format(stored(type, value), context)).toBe(text);
  if (type.decodeKey === undefined) return;
  const key = new KeyBuffer();
  key.byte(1);
  type.encodeKey(value, key);
  const end = key.length;
  key.byte(2);
  const read = type.decodeKey(key.take(), 1);
  expect([type.format(read.value, context), read.next]).toEqual([text, end]);
});

test('malformed binary input is refused', () => {
  const receive = (name: string, bytes: number[]) => textOf(() => String(typeNamed(name).receive(Uint8Array.from(bytes), -1, context)));
  expect(receive('int4', [0, 0, 0])).toBe('!08P01 insufficient data left in message');
  expect(receive('int4', [0, 0, 0, 0, 0])).toBe('!22P03 incorrect binary data format');
  expect(receive('text', [0xe2, 0x82])).toBe('!22021 invalid byte sequence for encoding "UTF8": 0xe2 0x82');
  expect(receive('text', [97, 0])).toBe('!22021 invalid byte sequence for encoding "UTF8": 0x00');
  expect(receive('numeric', [0, 1, 0, 0, 1, 0, 0, 0, 0, 1])).toBe('!22P03 invalid sign in external "numeric" value');
});

test('type modifiers', () => {
  const numeric = typeNamed('numeric');
  const apply = (text: string, ...modifiers: number[]) => textOf(() => numeric.format(numeric.parse(text, numeric.parseTypmod!(modifiers), context), context));
  expect(apply('99.94', 3, 1)).toBe('99.9');
  expect(apply('99.95', 3, 1)).toBe('!22003 numeric field overflow | A field with precision 3, scale 1 must round to an absolute value less than 10^2.');
  expect(apply('15', 3, -1)).toBe('20');
  expect(apply('inf', 3, 1)).toBe('!22003 numeric field overflow | A field with precision 3, scale 1 cannot hold an infinite value.');
  expect(apply('0.995', 2, 2)).toBe('!22003 numeric field overflow | A field with precision 2, scale 2 must round to an absolute value less than 1.');
  expect(textOf(() => String(numeric.parseTypmod!([1001])))).toBe('!22023 NUMERIC precision 1001 must be between 1 and 1000');
  expect(numeric.formatTypmod!(numeric.parseTypmod!([5, -2]))).toBe('(5,-2)');
  expect([numeric.storageClass(-1), numeric.storageClass(numeric.parseTypmod!([15, 2])), numeric.storageClass(numeric.parseTypmod!([16, 2]))]).toEqual([
    'encoded',
    'scaled',
    'encoded',
  ]);

  const varchar = typeNamed('varchar');
  const bpchar = typeNamed('bpchar');
  expect(textOf(() => varchar.format(varchar.parse('abc  ', 7, context), context))).toBe('abc');
  expect(textOf(() => varchar.format(varchar.parse('abcd', 7, context), context))).toBe('!22001 value too long for type character varying(3)');
  expect(varchar.applyTypmod!('😀😀😀😀', 7, true)).toBe('😀😀😀');
  expect(bpchar.parse('é', 7, context)).toBe('é  ');
  expect(textOf(() => String(bpchar.parse('abcd', 7, context)))).toBe('!22001 value too long for type character(3)');
});

test('extra_float_digits up to 0 gives %.15g', () => {
  const float8 = typeNamed('float8');
  const format = (text: string, extraFloatDigits: number) => float8.format(float8.parse(text, -1, context), { ...context, extraFloatDigits });
  expect(format('0.1', 0)).toBe('0.1');
  expect(format('123456789.123456789', 0)).toBe('123456789.123457');
  expect(format('100000000000000.5', 0)).toBe('100000000000000');
  expect(format('2.5', -14)).toBe('2');
});
