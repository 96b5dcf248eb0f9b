/** Start-up: what the server says first, what it refuses. */
import { expect, test } from 'vitest';
import { Body, reportOf, sslRequest, startup } from '../../tools/wire/messages.js';
import { ConnectionLost, WireClient } from '../../tools/wire/client.js';
import { startWire } from './fixture.js';

const wire = startWire();

test('a session begins with authentication, parameters, key and readiness', async () => {
  const client = await wire.raw();
  client.send(startup({ user: 'postgres', database: 'postgres', application_name: 'start-up' }));
  const letters = (await client.ready()).map(message => message.type).join('');
  expect(letters).toMatch(/^RS+KZ$/);
  expect(Object.fromEntries(client.parameters)).toMatchObject({
    application_name: 'start-up',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    integer_datetimes: 'on',
    IntervalStyle: 'postgres',
    is_superuser: 'on',
    server_encoding: 'UTF8',
    session_authorization: 'postgres',
    standard_conforming_strings: 'on',
  });
  expect(client.parameters.get('server_version')).toMatch(/^15/);
  expect(client.parameters.has('TimeZone')).toBe(true);
  expect(client.pid).not.toBe(0);
});

test('parameters of the start-up packet are settings', async () => {
  const client = await wire.connect({ parameters: { DateStyle: 'German', options: '-c work_mem=3MB --search_path=a,\\ b' } });
  expect(await client.rows("SELECT current_setting('DateStyle'), current_setting('work_mem'), current_setting('search_path')")).toEqual([
    ['German, DMY', '3MB', 'a, b'],
  ]);
});

test('encryption is refused politely', async () => {
  const client = await wire.raw();
  const answer = new Promise<string>(resolve => client.socket.once('data', chunk => resolve(chunk.toString('latin1'))));
  client.send(sslRequest());
  expect(await answer).toBe('N');
});

test('a changed setting is reported', async () => {
  const client = await wire.connect();
  await client.query("SET TimeZone = 'Asia/Tokyo'");
  expect(client.parameters.get('TimeZone')).toBe('Asia/Tokyo');
  await client.query("BEGIN; SET LOCAL TimeZone = 'UTC'");
  expect(client.parameters.get('TimeZone')).toBe('UTC');
  await client.query('ROLLBACK');
  expect(client.parameters.get('TimeZone')).toBe('Asia/Tokyo');
});

test.each([
  [{ user: 'postgres', database: 'nowhere' }, '3D000', 'database "nowhere" does not exist'],
  [{ user: 'postgres', database: 'template1' }, '55000', 'database "template1" is not currently accepting connections'],
  [{ user: 'nobody_here', database: 'postgres' }, '28000', 'role "nobody_here" does not exist'],
  [{ database: 'postgres' }, '28000', 'no PostgreSQL user name specified in startup packet'],
  [{ user: 'postgres', database: 'postgres', nosuch_setting: '1' }, '42704', 'unrecognized configuration parameter "nosuch_setting"'],
  [{ user: 'postgres', database: 'postgres', DateStyle: 'nonsense' }, '22023', 'invalid value for parameter "DateStyle": "nonsense"'],
])('%j is refused', async (parameters, code, text) => {
  const client = await wire.raw();
  client.send(startup(parameters as Record<string, string>));
  const lost = await client.ready().then(
    () => null,
    (error: unknown) => error,
  );
  expect(lost).toBeInstanceOf(ConnectionLost);
  expect((lost as ConnectionLost).report).toMatchObject({ S: 'FATAL', C: code, M: text });
});

test('an old protocol is refused, a newer minor one negotiated', async () => {
  const old = await wire.raw();
  old.send(startup({ user: 'postgres' }, 0x00020000));
  await old.closed();

  const newer = await wire.raw();
  newer.send(startup({ user: 'postgres', database: 'postgres', '_pq_.nosuch': '1' }, 0x00030002));
  const messages = await newer.ready();
  const negotiation = messages.find(message => message.type === 'v');
  expect(negotiation).toBeDefined();
  const body = new Body(negotiation!.body);
  expect([body.int32() & 0xffff, body.int32(), body.cstring()]).toEqual([0, 1, '_pq_.nosuch']);
});

test('sessions have different keys', async () => {
  const [a, b] = await Promise.all([wire.connect(), wire.connect()]);
  expect([a.pid, a.secretKey]).not.toEqual([b.pid, b.secretKey]);
});

test('the reason of a refusal has its fields', async () => {
  const client = await wire.raw();
  client.send(startup({ user: 'postgres', database: 'nowhere' }));
  const message = await client.nextBut('RS');
  expect(message.type).toBe('E');
  expect(Object.keys(reportOf(message.body))).toEqual(expect.arrayContaining(['S', 'V', 'C', 'M']));
  expect(client).toBeInstanceOf(WireClient);
});
