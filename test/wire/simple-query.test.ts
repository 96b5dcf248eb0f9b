/** The simple query protocol: order of messages, tags, errors, transaction status. */
import { expect, test } from 'vitest';
import { fieldsOf, query } from '../../tools/wire/messages.js';
import { run, startWire } from './fixture.js';

const wire = startWire();

test('messages come in PostgreSQL’s order', async () => {
  const client = await wire.connect();
  const letters = async (sql: string): Promise<string> => {
    client.send(query(sql));
    return client.letters();
  };
  expect(await letters('SELECT 1')).toBe('TDCZ');
  expect(await letters('SELECT 1 WHERE false')).toBe('TCZ');
  expect(await letters('')).toBe('IZ');
  expect(await letters(' ; ')).toBe('IZ');
  expect(await letters('SELECT 1; SELECT 2')).toBe('TDCTDCZ');
  expect(await letters('SELECT 1; SELECT 1 / x FROM generate_series(0, 0) x; SELECT 2')).toBe('TDCTEZ');
  expect(await letters('SELEC 1')).toBe('EZ');
  expect(await letters('SELECT 1; SELEC 2')).toBe('EZ');
  expect(await letters('CREATE TABLE letters (a int)')).toBe('CZ');
  expect(await letters('CREATE TABLE IF NOT EXISTS letters (a int)')).toBe('NCZ');
  expect(await letters('INSERT INTO letters VALUES (1), (2) RETURNING a')).toBe('TDDCZ');
  expect(await letters('SELECT FROM letters')).toBe('TDDCZ');
  expect(await letters('DROP TABLE letters')).toBe('CZ');
});

test('command tags', async () => {
  const client = await wire.connect();
  const statements: [string, string][] = [
    ['BEGIN', 'BEGIN'],
    ['CREATE TABLE tags (a int PRIMARY KEY)', 'CREATE TABLE'],
    ['INSERT INTO tags SELECT generate_series(1, 5)', 'INSERT 0 5'],
    ['UPDATE tags SET a = a + 10 WHERE a > 2', 'UPDATE 3'],
    ['DELETE FROM tags WHERE a > 12', 'DELETE 3'],
    ['SELECT * FROM tags', 'SELECT 2'],
    ['SAVEPOINT s', 'SAVEPOINT'],
    ['ROLLBACK TO s', 'ROLLBACK'],
    ['RELEASE s', 'RELEASE'],
    ['DECLARE c CURSOR FOR SELECT * FROM tags', 'DECLARE CURSOR'],
    ['FETCH 1 FROM c', 'FETCH 1'],
    ['MOVE 1 IN c', 'MOVE 1'],
    ['CLOSE c', 'CLOSE CURSOR'],
    ['CREATE INDEX tags_i ON tags (a)', 'CREATE INDEX'],
    ['ALTER TABLE tags ADD b int', 'ALTER TABLE'],
    ['CREATE SEQUENCE tags_s', 'CREATE SEQUENCE'],
    ['CREATE VIEW tags_v AS SELECT 1', 'CREATE VIEW'],
    ['CREATE TABLE tags_as AS SELECT 1 AS x', 'SELECT 1'],
    ['TRUNCATE tags', 'TRUNCATE TABLE'],
    ['PREPARE p AS SELECT 1', 'PREPARE'],
    ['EXECUTE p', 'SELECT 1'],
    ['DEALLOCATE p', 'DEALLOCATE'],
    ['SET work_mem = 100', 'SET'],
    ['SHOW work_mem', 'SHOW'],
    ['RESET work_mem', 'RESET'],
    ['EXPLAIN SELECT 1', 'EXPLAIN'],
    ['LISTEN x', 'LISTEN'],
    ['NOTIFY x', 'NOTIFY'],
    ['UNLISTEN x', 'UNLISTEN'],
    ['DROP VIEW tags_v', 'DROP VIEW'],
    ['DROP SEQUENCE tags_s', 'DROP SEQUENCE'],
    ['DROP TABLE tags', 'DROP TABLE'],
    ['ROLLBACK', 'ROLLBACK'],
    ['VALUES (1)', 'SELECT 1'],
    ['ANALYZE', 'ANALYZE'],
    ['DISCARD ALL', 'DISCARD ALL'],
  ];
  const seen: [string, string | null | undefined][] = [];
  for (const [sql] of statements) {
    const answer = await client.query(sql);
    seen.push([sql, answer.error ? `${answer.error['C']} ${answer.error['M']}` : answer.results[0]?.tag]);
  }
  expect(seen).toEqual(statements);
});

test('the status byte follows the transaction', async () => {
  const client = await wire.connect();
  const status = async (sql: string): Promise<string> => (await client.query(sql)).status;
  expect(await status('SELECT 1')).toBe('I');
  expect(await status('BEGIN')).toBe('T');
  expect(await status('SELECT 1')).toBe('T');
  expect(await status('SELECT 1 / 0')).toBe('E');
  expect(await status('SELECT 1')).toBe('E');
  expect(await status('COMMIT')).toBe('I');
  expect(await status('BEGIN; SELECT 1 / 0')).toBe('E');
  expect(await status('ROLLBACK')).toBe('I');
  expect(await status('BEGIN; SAVEPOINT s; SELECT nosuch')).toBe('E');
  expect(await status('ROLLBACK TO s')).toBe('T');
  expect(await status('COMMIT')).toBe('I');
});

test('columns know where they come from', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS origin', 'CREATE TABLE origin (a int, b varchar(7), c numeric(8, 3))');
  client.send(query('SELECT c, b, a + 1 AS sum, a FROM origin'));
  const messages = await client.ready();
  const fields = fieldsOf(messages.find(message => message.type === 'T')!.body);
  const [[oid]] = (await client.rows("SELECT 'origin'::regclass::oid")) as [[string]];
  expect(fields.map(({ name, table, column, type, length, typmod, format }) => [name, table === Number(oid), column, type, length, typmod, format])).toEqual([
    ['c', true, 3, 1700, -1, 524295, 0],
    ['b', true, 2, 1043, -1, 11, 0],
    ['sum', false, 0, 23, 4, -1, 0],
    ['a', true, 1, 23, 4, -1, 0],
  ]);
  await run(client, 'DROP TABLE origin');
});

test('an error names everything it is about', async () => {
  const client = await wire.connect();
  await run(
    client,
    'DROP TABLE IF EXISTS fields_t',
    'CREATE TABLE fields_t (id int PRIMARY KEY, n int NOT NULL CHECK (n > 0))',
    'INSERT INTO fields_t VALUES (1, 1)',
  );
  const errorOf = async (sql: string) => (await client.query(sql)).error!;
  expect(await errorOf('INSERT INTO fields_t VALUES (1, 1)')).toMatchObject({
    S: 'ERROR',
    V: 'ERROR',
    C: '23505',
    M: 'duplicate key value violates unique constraint "fields_t_pkey"',
    D: 'Key (id)=(1) already exists.',
    s: 'public',
    t: 'fields_t',
    n: 'fields_t_pkey',
  });
  expect(await errorOf('INSERT INTO fields_t VALUES (2, NULL)')).toMatchObject({ C: '23502', t: 'fields_t', c: 'n', D: 'Failing row contains (2, null).' });
  expect(await errorOf('INSERT INTO fields_t VALUES (2, -1)')).toMatchObject({ C: '23514', n: 'fields_t_n_check' });
  expect(await errorOf('SELECT nosuch FROM fields_t')).toMatchObject({ C: '42703', P: '8' });
  // The position counts characters, not bytes or UTF-16 units.
  expect(await errorOf("SELECT '😀é', nosuch")).toMatchObject({ P: '14' });
  expect(await errorOf('SELEC')).toMatchObject({ C: '42601', M: 'syntax error at or near "SELEC"', P: '1' });
  await run(client, 'DROP TABLE fields_t');
});

test('notices come before the tag', async () => {
  const client = await wire.connect();
  const answer = await client.query('DROP TABLE IF EXISTS nosuch_table');
  expect(answer.notices).toMatchObject([{ S: 'NOTICE', C: '00000', M: 'table "nosuch_table" does not exist, skipping' }]);
  await client.query('SET client_min_messages = warning');
  expect((await client.query('DROP TABLE IF EXISTS nosuch_table')).notices).toEqual([]);
  expect((await client.query('COMMIT')).notices).toMatchObject([{ S: 'WARNING', C: '25P01' }]);
});

test('several statements of one message are one transaction', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS multi', 'CREATE TABLE multi (a int)');
  await client.query('INSERT INTO multi VALUES (1); INSERT INTO multi VALUES (2); SELECT 1 / 0');
  expect(await client.rows('SELECT count(*) FROM multi')).toEqual([['0']]);
  await client.query('INSERT INTO multi VALUES (1); COMMIT; INSERT INTO multi VALUES (2); SELECT 1 / 0');
  expect(await client.rows('SELECT a FROM multi')).toEqual([['1']]);
  await run(client, 'DROP TABLE multi');
});

test('a large result and a large query pass', async () => {
  const client = await wire.connect();
  const [[text]] = (await client.rows("SELECT repeat('x', 3000000)")) as [[string]];
  expect(text.length).toBe(3_000_000);
  const long = 'y'.repeat(1_000_000);
  expect(await client.rows(`SELECT length('${long}')`)).toEqual([['1000000']]);
  expect((await client.rows('SELECT * FROM generate_series(1, 50000)')).length).toBe(50_000);
});

test('what a message has answered so far is sent with its end, earlier answers at once, notices without delay', async () => {
  const client = await wire.connect();
  const other = await wire.connect();
  await client.query('SELECT pg_advisory_lock(4711)');
  other.send(query('SELECT 1'), query('SELECT 2; SELECT pg_advisory_lock(4711)'));
  expect(await other.letters()).toBe('TDCZ');
  expect(other.unread).toBe(0);
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(other.unread).toBe(0);
  await client.query('SELECT pg_advisory_unlock(4711)');
  expect(await other.letters()).toBe('TDCTDCZ');
  other.send(query('DROP TABLE IF EXISTS nosuch; SELECT pg_sleep(0.3)'));
  expect((await other.next()).type).toBe('N');
  expect((await other.next()).type).toBe('C');
});
