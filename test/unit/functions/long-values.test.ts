/** Functions on long values ask now and then whether the statement still has the time, and give what they give for short ones. */
import { expect, test } from 'vitest';
import { HenryDB } from '../../../src/embedded/index.js';

const TEXT = "repeat('aB c''é\\\\🎈,1;', 60000)";
const SHORT = "'aB c''é\\\\🎈,1;'";
const BYTES = "convert_to(repeat('aB c''\\\\,1;', 60000), 'UTF8')";
const NUMBERS = 'array_fill(7, ARRAY[300000])';

/** Each with another way to the same value. */
const SAME: readonly (readonly [expression: string, other: string])[] = [
  [`upper(${TEXT})`, `repeat(upper(${SHORT}), 60000)`],
  [`lower(${TEXT})`, `repeat(lower(${SHORT}), 60000)`],
  [`initcap(${TEXT})`, `repeat(initcap(${SHORT}), 60000)`],
  [`reverse(${TEXT})`, `repeat(reverse(${SHORT}), 60000)`],
  [`translate(${TEXT}, 'a🎈', 'x')`, `repeat(translate(${SHORT}, 'a🎈', 'x'), 60000)`],
  [`char_length(${TEXT})`, `60000 * char_length(${SHORT})`],
  [`quote_literal(${TEXT})`, `'E''' || repeat(substr(quote_literal(${SHORT}), 3, char_length(quote_literal(${SHORT})) - 3), 60000) || ''''`],
  [`encode(${BYTES}, 'hex')`, `repeat(encode(convert_to('aB c''\\\\,1;', 'UTF8'), 'hex'), 60000)`],
  [`decode(encode(${BYTES}, 'hex'), 'hex')`, BYTES],
  [`decode(encode(${BYTES}, 'base64'), 'base64')`, BYTES],
  [`decode(encode(${BYTES}, 'escape'), 'escape')`, BYTES],
  [
    `replace(encode(${BYTES}, 'base64'), E'\\n', '')`,
    `replace(encode(substr(${BYTES}, 1, 300000), 'base64'), E'\\n', '') || replace(encode(substr(${BYTES}, 300001), 'base64'), E'\\n', '')`,
  ],
  [`${BYTES}::text::bytea`, BYTES],
  [`md5(${TEXT})`, `md5(convert_to(${TEXT}, 'UTF8'))`],
  [`cardinality(string_to_array(${TEXT}, ','))`, '60001'],
  [`array_to_string(string_to_array(${TEXT}, ','), ',')`, TEXT],
  [`array_to_string(${NUMBERS}, ',')`, `rtrim(repeat('7,', 300000), ',')`],
  [`${NUMBERS}::text`, `'{' || rtrim(repeat('7,', 300000), ',') || '}'`],
  [`('{' || repeat('7,', 299999) || '7}')::int[]`, NUMBERS],
  [`${NUMBERS}::text[]::int[]`, NUMBERS],
  [`array_remove(${NUMBERS} || 8, 7)`, 'ARRAY[8]'],
  [`array_replace(${NUMBERS}, 7, 9)`, 'array_fill(9, ARRAY[300000])'],
  [`array_positions(${NUMBERS} || 8, 8)`, 'ARRAY[300001]'],
  [`to_jsonb(${NUMBERS})::text`, `'[' || rtrim(repeat('7, ', 300000), ', ') || ']'`],
  [`('[' || repeat('7,', 299999) || '7]')::jsonb`, `to_jsonb(${NUMBERS})`],
  [`jsonb_pretty(to_jsonb(${NUMBERS}))`, `E'[\\n' || rtrim(repeat(E'    7,\\n', 300000), E',\\n') || E'\\n]'`],
  [`~ repeat('10', 200000)::varbit`, `repeat('01', 200000)::varbit`],
  [`repeat('10', 200000)::varbit | repeat('01', 200000)::varbit`, `repeat('11', 200000)::varbit`],
  [`convert_from(convert_to(repeat('é', 200000), 'LATIN1'), 'LATIN1')`, `repeat('é', 200000)`],
  [`regexp_count(${TEXT}, '[a,]')`, '120000'],
];

test.each(SAME)('%s', async (expression, other) => {
  const db = await HenryDB.open();
  const { rows } = await db.query<{ same: boolean | null }>(`SELECT (${expression}) = (${other}) AS same`);
  expect(rows).toEqual([{ same: true }]);
  await db.close();
});

/** Seconds of work each, were it not for the timeout. */
const LONG: readonly string[] = [
  "md5(repeat(repeat('x', 1000), 300000))",
  "encode(convert_to(repeat(repeat('x', 1000), 200000), 'UTF8'), 'hex')",
  "initcap(repeat(repeat('xy ', 1000), 33000))",
  "translate(repeat(repeat('x', 1000), 100000), 'x', 'y')",
  "quote_literal(repeat('''', 100000000))",
  "array_to_string(array_fill(7, ARRAY[20000000]), ',')",
  "('[' || repeat(repeat('1,', 1000), 20000) || '1]')::json",
  "repeat(repeat('a', 1000), 50000) ~ '(a|b)*c'",
];

test.each(LONG)('%s ends at the timeout', async expression => {
  const db = await HenryDB.open();
  await db.exec("SET statement_timeout = '5ms'");
  const start = performance.now();
  await expect(db.query(`SELECT length((${expression})::text)`)).rejects.toMatchObject({ code: '57014' });
  expect(performance.now() - start).toBeLessThan(10_000);
  await db.close();
});
