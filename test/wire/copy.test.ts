/** COPY over the wire: chunks cut anywhere, failures in the middle, binary format, what is left over. */
import { expect, test } from 'vitest';
import type { WireClient } from '../../tools/wire/client.js';
import { Body, bind, copyData, copyDone, copyFail, execute, parse, query, reportOf, sync } from '../../tools/wire/messages.js';
import { run, startWire } from './fixture.js';

const wire = startWire();

async function fresh(name: string): Promise<WireClient> {
  const client = await wire.connect();
  await run(client, `DROP TABLE IF EXISTS ${name}`, `CREATE TABLE ${name} (a int, b text)`);
  return client;
}

test('rows may be cut anywhere between messages', async () => {
  const client = await fresh('cut');
  const data = Buffer.from('1\tä😀\n2\t\\N\n3\tx\\ty\n');
  for (let size = 1; size <= data.length; size += 3) {
    client.send(query('COPY cut FROM STDIN'));
    for (let at = 0; at < data.length; at += size) client.send(copyData(data.subarray(at, at + size)));
    client.send(copyDone());
    expect(await client.letters()).toBe('GCZ');
  }
  expect(await client.rows('SELECT DISTINCT a, b FROM cut ORDER BY a')).toEqual([
    ['1', 'ä😀'],
    ['2', null],
    ['3', 'x\ty'],
  ]);
  await run(client, 'DROP TABLE cut');
});

test('a failed COPY leaves nothing behind', async () => {
  const client = await fresh('failing');
  client.send(query('COPY failing FROM STDIN'), copyData('1\tx\n'), copyFail('changed my mind'));
  const messages = await client.ready();
  expect(reportOf(messages.find(message => message.type === 'E')!.body)).toMatchObject({ C: '57014', M: 'COPY from stdin failed: changed my mind' });

  client.send(query('COPY failing FROM STDIN'), copyData('1\tx\n2\n'), copyData('3\ty\n'), copyDone());
  const second = await client.ready();
  expect(reportOf(second.find(message => message.type === 'E')!.body)).toMatchObject({ C: '22P04', W: 'COPY failing, line 2: "2"' });
  expect(await client.rows('SELECT count(*) FROM failing')).toEqual([['0']]);
  await run(client, 'DROP TABLE failing');
});

test('copy messages without a COPY are ignored', async () => {
  const client = await wire.connect();
  client.send(copyData('left over'), copyDone(), query('SELECT 1'));
  expect(await client.letters()).toBe('TDCZ');
});

test('COPY through the extended protocol', async () => {
  const client = await fresh('extended');
  client.send(parse('', 'COPY extended FROM STDIN'), bind({}), execute(), copyData('5\tfive\n'), copyDone(), sync());
  expect(await client.letters()).toBe('12GCZ');
  client.send(parse('', 'COPY extended TO STDOUT'), bind({}), execute(), sync());
  expect(await client.letters()).toBe('12HdcCZ');
  await run(client, 'DROP TABLE extended');
});

test('COPY OUT says what comes, row by row', async () => {
  const client = await wire.connect();
  client.send(query('COPY (SELECT x, NULL FROM generate_series(1, 3) x) TO STDOUT'));
  const messages = await client.ready();
  expect(messages.map(message => message.type).join('')).toBe('HdddcCZ');
  const head = new Body(messages[0]!.body);
  expect([head.byte(), head.int16(), head.int16(), head.int16()]).toEqual([0, 2, 0, 0]);
  expect(messages[1]!.body.toString()).toBe('1\t\\N\n');
});

test('the binary format goes out and in again', async () => {
  const client = await fresh('binary_copy');
  await run(client, "INSERT INTO binary_copy VALUES (1, 'x'), (2, NULL), (NULL, '')");
  const out = await client.query('COPY binary_copy TO STDOUT (FORMAT binary)');
  const data = Buffer.concat(out.results[0]!.copyOut!);
  expect(data.toString('hex')).toBe(
    '5047434f50590aff0d0a0000000000000000000002000000040000000100000001780002000000040000000' + '2ffffffff0002ffffffff00000000ffff',
  );
  await run(client, 'TRUNCATE binary_copy');
  expect((await client.query('COPY binary_copy FROM STDIN (FORMAT binary)', data)).results[0]!.tag).toBe('COPY 3');
  expect(await client.rows('SELECT * FROM binary_copy ORDER BY a')).toEqual([
    ['1', 'x'],
    ['2', null],
    [null, ''],
  ]);
  expect((await client.query('COPY binary_copy FROM STDIN (FORMAT binary)', 'no signature')).error).toMatchObject({ C: '22P04' });
  await run(client, 'DROP TABLE binary_copy');
});

test('many rows at once, under constraints', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS many', 'CREATE TABLE many (id int PRIMARY KEY, v text CHECK (v <> $$bad$$))');
  const lines = Array.from({ length: 20_000 }, (_, i) => `${i}\tvalue ${i}\n`).join('');
  expect((await client.query('COPY many FROM STDIN', lines)).results[0]!.tag).toBe('COPY 20000');
  expect((await client.query('COPY many FROM STDIN', '30000\tfine\n7\tagain\n')).error).toMatchObject({ C: '23505', W: 'COPY many, line 2' });
  expect((await client.query('COPY many FROM STDIN', '30000\tbad\n')).error).toMatchObject({ C: '23514' });
  expect(await client.rows('SELECT count(*), sum(id) FROM many')).toEqual([['20000', '199990000']]);
  await run(client, 'DROP TABLE many');
});

test('one message of 6 MB, and a row of 5 MB', async () => {
  const client = await fresh('heavy');
  const lines = Array.from({ length: 200 }, (_, i) => `${i}\t${'x'.repeat(30_000)}\n`).join('');
  client.send(query('COPY heavy FROM STDIN'), copyData(lines), copyData(`999\t${'y'.repeat(5_000_000)}\n`), copyDone());
  expect(await client.letters()).toBe('GCZ');
  expect(await client.rows('SELECT count(*), max(length(b)) FROM heavy')).toEqual([['201', '5000000']]);
  await run(client, 'DROP TABLE heavy');
});

test('another message in the middle of COPY ends it', async () => {
  const client = await fresh('interrupted');
  client.send(query('COPY interrupted FROM STDIN'), copyData('1\tx\n'), query('SELECT 1'));
  expect(reportOf((await client.nextBut('SG')).body)).toMatchObject({ C: '08P01', M: 'unexpected message type 0x51 during COPY from stdin' });
  await client.closed();
  expect(await (await wire.connect()).rows('SELECT count(*) FROM interrupted')).toEqual([['0']]);
});
