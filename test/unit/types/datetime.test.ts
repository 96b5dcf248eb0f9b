import { expect, test } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { builtinTypeByName, plainContext, type DateStyle, type Datum, type TypeContext, type TypeOps } from '../../../src/types/index.js';
import { KeyBuffer } from '../../../src/types/index.js';
import { DATETIME_CASES, type DatetimeCase } from './datetime-cases.data.js';

function typeNamed(name: string): TypeOps {
  const type = builtinTypeByName(name);
  if (!type) throw new Error(`no type ${name}`);
  return type;
}

function contextOf(settings: string): TypeContext {
  const [first, order, timeZone] = settings.split(' ') as [string, string | undefined, string | undefined];
  if (order === undefined) return { ...plainContext, intervalStyle: first as TypeContext['intervalStyle'] };
  return { ...plainContext, dateStyle: { format: first, order } as DateStyle, timeZone: timeZone as string };
}

function typmodOf(type: TypeOps, modifiers: readonly number[]): number {
  return modifiers.length === 0 ? -1 : (type.parseTypmod?.(modifiers) ?? -1);
}

function run([settings, typeName, modifiers, input]: DatetimeCase): string {
  const type = typeNamed(typeName);
  const context = contextOf(settings);
  try {
    return `=${type.format(type.parse(input, typmodOf(type, modifiers), context), context)}`;
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return `E ${error.code} ${error.message}${error.hint ? ` H:${error.hint}` : ''}`;
  }
}

test(`${DATETIME_CASES.length} recorded texts are read and printed`, () => {
  const wrong = DATETIME_CASES.filter(c => run(c) !== c[4]).map(c => ({ case: c, here: run(c) }));
  expect(wrong).toEqual([]);
});

/** All values that the recorded texts make, by type. */
function valuesOf(typeName: string): Datum[] {
  const type = typeNamed(typeName);
  const values: Datum[] = [];
  for (const [settings, name, modifiers, input, expected] of DATETIME_CASES) {
    if (name === typeName && expected.startsWith('=')) values.push(type.parse(input, typmodOf(type, modifiers), contextOf(settings)));
  }
  return values;
}

for (const name of ['date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval']) {
  test(`${name}: binary form, stored form and keys agree with the order`, () => {
    const type = typeNamed(name);
    const values = valuesOf(name).slice(0, 150);
    expect(values.length).toBeGreaterThan(20);
    const keys = values.map(value => {
      const key = new KeyBuffer();
      type.encodeKey(value, key);
      return key.take();
    });
    values.forEach((value, i) => {
      const sent = type.send(value, plainContext);
      expect(sent.length).toBe(type.length);
      // The last instant rounded up is a value that no text and no message may hold.
      if (type.format(value, plainContext).includes('294277')) return;
      expect(type.receive(sent, -1, plainContext)).toEqual(value);
      if (type.storageClass(-1) === 'fixed16') {
        const words = new Int32Array(8);
        type.encodeFixed?.(value, words, 4);
        expect(type.decodeFixed?.(words, 4)).toEqual(value);
      }
      if (type.decodeKey) expect(type.decodeKey(keys[i] as Uint8Array, 0)).toEqual({ value, next: keys[i]?.length });
    });
    for (let i = 0; i < values.length; i++) {
      for (let j = 0; j < values.length; j += 7) {
        const [a, b] = [values[i] as Datum, values[j] as Datum];
        const order = Math.sign(type.compare(a, b));
        expect(Math.sign(Buffer.compare(keys[i] as Uint8Array, keys[j] as Uint8Array))).toBe(order);
        expect(type.equals(a, b)).toBe(order === 0);
        if (order === 0) expect(type.hash(a)).toBe(type.hash(b));
      }
    }
  });
}
