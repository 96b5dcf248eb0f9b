import { describe, expect, test } from 'vitest';
import { scanLiterals } from '../../../src/session/literal-scanner.js';

function literals(sql: string): string[] | null {
  const scanned = scanLiterals(sql);
  return scanned === null ? null : scanned.literals.map(l => `${l.kind} ${l.text} @${l.location}`);
}

describe('literals of a statement', () => {
  test('numbers by the type that the grammar gives them', () => {
    expect(literals('select 2147483647, 2147483649')).toEqual(['integer 2147483647 @7', 'bigint 2147483649 @19']);
    expect(literals('select 1, 999999999, 12345678901, 1.5, 12345678901234567890')).toEqual([
      'integer 1 @7',
      'integer 999999999 @10',
      'bigint 12345678901 @21',
      'numeric 1.5 @34',
      'numeric 12345678901234567890 @39',
    ]);
  });

  test('what may be int4 or int8, int8 or numeric by its value has no shape', () => {
    expect(literals('select 2147483648')).toBeNull();
    expect(literals('select 0000000001')).toBeNull();
    expect(literals('select 9223372036854775807')).toBeNull();
  });

  test('a sign belongs to a number where no operand stands in front', () => {
    expect(literals('set a = a + -5 where b = -7 and c in (-1,-2)')).toEqual(['integer -5 @12', 'integer -7 @25', 'integer -1 @38', 'integer -2 @41']);
    expect(literals('select a -5')).toEqual(['integer 5 @10']);
    expect(literals('select a - 5')).toEqual(['integer 5 @11']);
    expect(literals('select (1)-5')).toEqual(['integer 1 @8', 'integer 5 @11']);
    expect(literals('select a =-5')).toEqual(['integer 5 @11']);
    expect(literals('select a+-5')).toEqual(['integer 5 @10']);
    expect(literals("select 'x' -5")).toEqual(['string x @7', 'integer 5 @12']);
  });

  test('strings', () => {
    expect(literals("values ('it''s', '', '\u{1f600}')")).toEqual(["string it's @8", 'string  @17', 'string \u{1f600} @21']);
    expect(literals("select 'a'\n'b'")).toBeNull();
    expect(literals("select 'a' 'b'")).toBeNull();
    expect(literals("select e'a'")).toBeNull();
    expect(literals("select U&'a'")).toBeNull();
    expect(literals("select b'1'")).toBeNull();
    expect(literals("select 'a\\b'")).toBeNull();
    expect(literals("select 'a")).toBeNull();
  });

  test('names keep their digits', () => {
    expect(literals('select t1.c2, "3""4" from t5 where é6 = 7')).toEqual(['integer 7 @40']);
  });

  test('what needs a real lexer has no shape', () => {
    for (const sql of [
      'select 1 -- x',
      'select 1 /* x */',
      'select $1 + 1',
      'select $$a$$, 1',
      'select 1e5',
      'select .5',
      'select 1::text',
      'select a[1]',
      'select 1; select 2',
      'select 1 + \u0001',
      '',
      'select a from t',
    ]) {
      expect(scanLiterals(sql), sql).toBeNull();
    }
    expect(scanLiterals(`select ${'1,'.repeat(65)}1`)).toBeNull();
    expect(scanLiterals(`select 1 ${' '.repeat(3000)}`)).toBeNull();
  });

  test('one shape for texts that differ in values only', () => {
    const shape = (sql: string): string | undefined => scanLiterals(sql)?.shape;
    expect(shape("select * from t where a = 1 and b = 'x';")).toBe(shape("select * from t where a = 22 and b = 'y z';"));
    expect(shape('select * from t where a = 1')).toBe(shape('select * from t where a = -1'));
    expect(shape('select 1')).not.toBe(shape("select '1'"));
    expect(shape('select 1')).not.toBe(shape('select 12345678901'));
    expect(shape('select 1')).not.toBe(shape('select 1.0'));
    expect(shape('select 1')).not.toBe(shape('select  1'));
    expect(shape('select a -1')).not.toBe(shape('select a , -1'));
  });
});
