/** Binary formats of every type, both ways, against what PostgreSQL sends. */
import { expect, test } from 'vitest';
import type { WireClient } from '../../tools/wire/client.js';
import { bind, execute, fieldsOf, parse, query, reportOf, sync, valuesOf } from '../../tools/wire/messages.js';
import { BINARY_FORMS } from './binary-forms.cases.js';
import { startWire } from './fixture.js';

const wire = startWire();

async function pass(client: WireClient, type: string, value: string | Buffer, parameterFormat: number, resultFormat: number): Promise<Buffer | string> {
  client.send(parse('', `SELECT $1::${type}`), bind({ values: [value], formats: [parameterFormat], resultFormats: [resultFormat] }), execute(), sync());
  const messages = await client.ready();
  const error = messages.find(message => message.type === 'E');
  if (error) return `${reportOf(error.body)['C']}: ${reportOf(error.body)['M']}`;
  return valuesOf(messages.find(message => message.type === 'D')!.body)[0]!;
}

const types = [...new Set(BINARY_FORMS.map(form => form.type))];

test.each(types)('%s', async type => {
  const client = await wire.connect({ parameters: { TimeZone: 'UTC' } });
  for (const { text, binary } of BINARY_FORMS.filter(form => form.type === type)) {
    const bytes = Buffer.from(binary, 'hex');
    const sent = await pass(client, type, text, 0, 1);
    expect([text, sent.toString('hex')]).toEqual([text, binary]);
    expect((await pass(client, type, bytes, 1, 0)).toString('utf8')).toBe(text);
    expect((await pass(client, type, bytes, 1, 1)).toString('hex')).toBe(binary);
  }
});

test('malformed binary values are refused and the session lives on', async () => {
  const client = await wire.connect();
  const wrong: [string, string, string][] = [
    ['int4', '0102', '08P01'],
    ['int4', '0102030405', '22P03'],
    ['int8', '01', '08P01'],
    ['bool', '', '08P01'],
    ['float8', '00', '08P01'],
    ['uuid', '00', '08P01'],
    ['numeric', '0001', '08P01'],
    ['numeric', '00010000000000002710', '22P03'],
    ['text', 'ff', '22021'],
    ['int4[]', '00', '08P01'],
    ['int4[]', '00000007000000000000001700000001', '54000'],
    ['timestamp', '00', '08P01'],
  ];
  const seen: [string, string, string][] = [];
  for (const [type, hex] of wrong) seen.push([type, hex, (await pass(client, type, Buffer.from(hex, 'hex'), 1, 0)).toString().slice(0, 5)]);
  expect(seen).toEqual(wrong);
  expect((await pass(client, 'int4', '7', 0, 0)).toString()).toBe('7');
});

test('a BINARY cursor’s rows come in binary to a simple FETCH, and as Bind says to an extended one', async () => {
  const client = await wire.connect();
  await client.query('BEGIN; DECLARE c BINARY CURSOR FOR SELECT 7::int4 AS i, NULL::text AS n, 1.5::float8 AS f FROM generate_series(1, 3)');
  const binary = ['00000007', undefined, '3ff8000000000000'];
  const fetched = async (...messages: readonly Buffer[]): Promise<{ formats: number[] | undefined; row: (string | undefined)[] }> => {
    client.send(...messages);
    const answer = await client.ready();
    const description = answer.find(m => m.type === 'T');
    const row = valuesOf(answer.find(m => m.type === 'D')!.body);
    return { formats: description && fieldsOf(description.body).map(f => f.format), row: row.map(v => v?.toString('hex')) };
  };
  expect(await fetched(query('FETCH 1 FROM c'))).toEqual({ formats: [1, 1, 1], row: binary });
  const extended = (formats: readonly number[]): Promise<unknown> => fetched(parse('', 'FETCH 1 FROM c'), bind({ resultFormats: formats }), execute(), sync());
  expect(await extended([1])).toEqual({ formats: undefined, row: binary });
  expect(await extended([])).toEqual({ formats: undefined, row: ['37', undefined, '312e35'] });
});
