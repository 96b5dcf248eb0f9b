/** node-postgres, the driver most Node programs use, unmodified. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWire } from './fixture.js';

const wire = startWire();
let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ host: wire.address.host, port: wire.address.port, user: 'postgres', database: 'postgres', max: 8 });
  // Idle clients hear of the server's stop at the end.
  pool.on('error', () => undefined);
});
afterAll(() => pool.end());

test('values come back as JavaScript values', async () => {
  const { rows } = await pool.query(
    "SELECT 1 AS i, 1.5::float8 AS f, 1.50 AS n, 9007199254740993 AS big, 'x' AS t, true AS b, NULL AS nothing, ARRAY[1, 2] AS a, '\\x01ff'::bytea AS bytes, timestamptz '2024-02-29 12:00+00' AS at",
  );
  expect(rows).toEqual([
    {
      i: 1,
      f: 1.5,
      n: '1.50',
      big: '9007199254740993',
      t: 'x',
      b: true,
      nothing: null,
      a: [1, 2],
      bytes: Buffer.from([1, 255]),
      at: new Date('2024-02-29T12:00:00Z'),
    },
  ]);
});

test('parameters of every JavaScript type', async () => {
  await pool.query('DROP TABLE IF EXISTS driver');
  await pool.query('CREATE TABLE driver (i int, f float8, n numeric(20, 5), big int8, t text, b bool, a text[], bytes bytea, at timestamptz, d date, u uuid)');
  const values = [
    7,
    0.1,
    '12345678901234.56789',
    9007199254740993n,
    "01234 '; DROP TABLE driver; --",
    false,
    ['a', null, 'b,"c'],
    Buffer.from([0, 1, 255]),
    new Date('2024-02-29T12:34:56.789Z'),
    '2024-02-29',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  ];
  const sql = 'INSERT INTO driver VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING i, f, n, big, t, b, a, bytes, at, d::text, u';
  const { rows, rowCount, command } = await pool.query<Record<string, unknown>>(sql, values);
  expect([rowCount, command]).toEqual([1, 'INSERT']);
  expect(Object.values(rows[0]!)).toEqual([
    7,
    0.1,
    '12345678901234.56789',
    '9007199254740993',
    values[4],
    false,
    ['a', null, 'b,"c'],
    values[7],
    values[8],
    '2024-02-29',
    values[10],
  ]);
  expect((await pool.query('SELECT count(*)::int AS n FROM driver WHERE t = $1', [values[4]])).rows).toEqual([{ n: 1 }]);
  expect((await pool.query('SELECT $1::text AS a, $2 AS b', ['01234', '01234'])).rows).toEqual([{ a: '01234', b: '01234' }]);
  await pool.query('DROP TABLE driver');
});

test('named statements are prepared once', async () => {
  const client = await pool.connect();
  for (let i = 0; i < 3; i++) expect((await client.query({ name: 'twice', text: 'SELECT $1::int * 2 AS n', values: [i] })).rows).toEqual([{ n: i * 2 }]);
  expect((await client.query("SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name = 'twice'")).rows).toEqual([{ n: 1 }]);
  client.release();
});

test('errors have their fields and leave the connection usable', async () => {
  const client = await pool.connect();
  await expect(client.query('SELECT * FROM nosuch_table')).rejects.toMatchObject({
    code: '42P01',
    severity: 'ERROR',
    position: '15',
    message: 'relation "nosuch_table" does not exist',
  });
  await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  client.release();
});

test('transactions on several connections', async () => {
  await pool.query('DROP TABLE IF EXISTS account');
  await pool.query('CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL)');
  await pool.query('INSERT INTO account SELECT g, 100 FROM generate_series(1, 4) g');
  const transfer = async (from: number, to: number): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE account SET balance = balance - 1 WHERE id = $1', [Math.min(from, to)]);
      await client.query('UPDATE account SET balance = balance + 1 WHERE id = $1', [Math.max(from, to)]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, i) => transfer((i % 4) + 1, ((i + 1) % 4) + 1)));
  expect((await pool.query('SELECT sum(balance)::int AS s FROM account')).rows).toEqual([{ s: 400 }]);
  await pool.query('DROP TABLE account');
});

test('notifications arrive', async () => {
  const listener = new pg.Client({ host: wire.address.host, port: wire.address.port, user: 'postgres', database: 'postgres' });
  await listener.connect();
  const arrived = new Promise<pg.Notification>(resolve => listener.on('notification', resolve));
  await listener.query('LISTEN news');
  await pool.query("NOTIFY news, 'it is here'");
  expect(await arrived).toMatchObject({ channel: 'news', payload: 'it is here' });
  await listener.end();
});

test('rows as arrays, several results, an empty query', async () => {
  expect((await pool.query({ text: 'SELECT 1 AS a, 2 AS a', rowMode: 'array' })).rows).toEqual([[1, 2]]);
  const many = (await pool.query('SELECT 1 AS a; SELECT 2 AS b')) as unknown as pg.QueryResult[];
  expect(many.map(result => result.rows)).toEqual([[{ a: 1 }], [{ b: 2 }]]);
  expect((await pool.query('')).rows).toEqual([]);
});

test('hostile names are plain columns', async () => {
  const { fields, rows } = await pool.query({ text: 'SELECT 1 AS "__proto__", 2 AS "constructor", 3 AS "😀", 4 AS "a""b"', rowMode: 'array' });
  expect(fields.map(field => field.name)).toEqual(['__proto__', 'constructor', '😀', 'a"b']);
  expect(rows).toEqual([[1, 2, 3, 4]]);
});

test('sixty clients come and go', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const client = new pg.Client({ host: wire.address.host, port: wire.address.port, user: 'postgres', database: 'postgres' });
      await client.connect();
      expect((await client.query('SELECT $1::int AS i', [i])).rows).toEqual([{ i }]);
      await client.end();
    }),
  );
});
