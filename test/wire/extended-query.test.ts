/** The extended protocol: statements, portals, pipelines, formats. */
import { describe as group, expect, test } from 'vitest';
import type { WireClient } from '../../tools/wire/client.js';
import {
  Body,
  bind,
  close,
  describe,
  execute,
  fieldsOf,
  flush,
  parse,
  query,
  reportOf,
  sync,
  valuesOf,
  type BackendMessage,
} from '../../tools/wire/messages.js';
import { ENGINES, run, startWire } from './fixture.js';

const wire = startWire();

/** Sends messages and a Sync; gives the answers up to readiness. */
async function ask(client: WireClient, ...messages: readonly Buffer[]): Promise<BackendMessage[]> {
  client.send(...messages, sync());
  return (await client.ready()).filter(message => message.type !== 'S');
}

const letters = (messages: readonly BackendMessage[]): string => messages.map(message => message.type).join('');
const errorOf = (messages: readonly BackendMessage[]) => reportOf(messages.find(message => message.type === 'E')!.body);
const texts = (messages: readonly BackendMessage[]): (string | null)[][] =>
  messages.filter(message => message.type === 'D').map(message => valuesOf(message.body).map(value => value?.toString('utf8') ?? null));

function parameterTypes(messages: readonly BackendMessage[]): number[] {
  const body = new Body(messages.find(message => message.type === 't')!.body);
  return Array.from({ length: body.int16() }, () => body.int32());
}

test('parse, bind, describe, execute', async () => {
  const client = await wire.connect();
  const answers = await ask(client, parse('', 'SELECT $1::int + 1 AS n'), describe('S'), bind({ values: ['41'] }), describe('P'), execute());
  expect(letters(answers)).toBe('1tT2TDCZ');
  expect(parameterTypes(answers)).toEqual([23]);
  expect(texts(answers)).toEqual([['42']]);
});

test('what gives no rows says so', async () => {
  const client = await wire.connect();
  expect(letters(await ask(client, parse('', 'SET work_mem = 100'), describe('S'), bind({}), describe('P'), execute()))).toBe('1tn2nCZ');
  expect(letters(await ask(client, parse('', ''), describe('S'), bind({}), describe('P'), execute()))).toBe('1tn2nIZ');
  expect(letters(await ask(client, parse('', 'SELECT'), bind({}), describe('P'), execute()))).toBe('12TDCZ');
});

test('parameters are typed by where they stand', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS params', 'CREATE TABLE params (i int, t text, n numeric(9, 2), d date, a int[])');
  const types = async (sql: string, given: number[] = []): Promise<number[]> => parameterTypes(await ask(client, parse('', sql, given), describe('S')));
  expect(await types('INSERT INTO params VALUES ($1, $2, $3, $4, $5)')).toEqual([23, 25, 1700, 1082, 1007]);
  expect(await types('SELECT * FROM params WHERE i = $1 AND t LIKE $2 AND d > $3 AND i = ANY ($4)')).toEqual([23, 25, 1082, 1007]);
  expect(await types('SELECT $1')).toEqual([25]);
  expect(await types('SELECT $1, $2::float8, $3', [20, 0, 16])).toEqual([20, 701, 16]);
  expect(await types('SELECT $1 + 1.5, $2 || $2, coalesce($3, 1)')).toEqual([1700, 25, 23]);
  expect(await types('SELECT 1 LIMIT $1')).toEqual([20]);
  expect(await types('UPDATE params SET i = $1, n = $2 WHERE t = $3')).toEqual([23, 1700, 25]);
  expect(errorOf(await ask(client, parse('', 'SELECT $1 + $2')))).toMatchObject({ C: '42725' });
  expect(errorOf(await ask(client, parse('', 'SELECT $2::int')))).toMatchObject({ C: '42P18', M: 'could not determine data type of parameter $1' });
  await run(client, 'DROP TABLE params');
});

test('parameters of statements that hold a query', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS made, into_made');
  const one = (sql: string): Promise<BackendMessage[]> => ask(client, parse('', sql), describe('S'), bind({ values: ['41'] }), execute());
  expect(letters(await one('CREATE TABLE made AS SELECT $1::int + 1 AS a'))).toBe('1tn2CZ');
  expect(letters(await one('SELECT $1::int + 2 AS a INTO into_made'))).toBe('1tn2CZ');
  expect(await client.rows('SELECT a FROM made UNION ALL SELECT a FROM into_made ORDER BY 1')).toEqual([['42'], ['43']]);
  expect(errorOf(await one('CREATE MATERIALIZED VIEW m AS SELECT $1::int'))).toMatchObject({
    C: '0A000',
    M: 'materialized views may not be defined using bound parameters',
  });
  expect(errorOf(await one('CREATE VIEW v AS SELECT $1::int'))).toMatchObject({ C: '08P01' });
  expect(errorOf(await ask(client, parse('', 'COPY (SELECT $1::int) TO STDOUT'), bind({}), execute()))).toMatchObject({
    C: '42P02',
    M: 'there is no parameter $1',
  });
  await run(client, 'DROP TABLE made, into_made');
});

test('no value can change the statement', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS target', 'CREATE TABLE target (id int, secret text)', "INSERT INTO target VALUES (1, '01234'), (2, 'b')");
  const evil = ["' OR 1=1 --", "x'; DROP TABLE target; --", '\\', "''", '$1', '/*', '\u2019 OR true', 'NULL', "E'\\''", '"', '{', '01234'];
  for (const value of evil) {
    const answers = await ask(client, parse('', 'SELECT $1 AS v, (SELECT count(*) FROM target WHERE secret = $1) AS n'), bind({ values: [value] }), execute());
    expect(texts(answers)).toEqual([[value, value === '01234' ? '1' : '0']]);
  }
  const bad = await ask(client, parse('', 'SELECT * FROM target WHERE id = $1'), bind({ values: ['1 OR true'] }), execute());
  expect(errorOf(bad)).toMatchObject({ C: '22P02', M: 'invalid input syntax for type integer: "1 OR true"' });
  expect(await client.rows('SELECT count(*) FROM target')).toEqual([['2']]);
  await run(client, 'DROP TABLE target');
});

test("'01234' stays text, NULL stays NULL, empty stays empty", async () => {
  const client = await wire.connect();
  const answers = await ask(client, parse('', 'SELECT $1::text, $2::text, $3::text, $3 IS NULL, $2 IS NULL'), bind({ values: ['01234', '', null] }), execute());
  expect(texts(answers)).toEqual([['01234', '', null, 't', 'f']]);
});

test('named statements live until closed; the unnamed one until the next', async () => {
  const client = await wire.connect();
  expect(letters(await ask(client, parse('s', 'SELECT 1'), parse('', 'SELECT 2')))).toBe('11Z');
  expect(errorOf(await ask(client, parse('s', 'SELECT 3')))).toMatchObject({ C: '42P05', M: 'prepared statement "s" already exists' });
  expect(texts(await ask(client, bind({ statement: 's' }), execute()))).toEqual([['1']]);
  expect(letters(await ask(client, close('S', 's'), close('S', 'nosuch')))).toBe('33Z');
  expect(errorOf(await ask(client, bind({ statement: 's' })))).toMatchObject({ C: '26000', M: 'prepared statement "s" does not exist' });
  expect(errorOf(await ask(client, execute('nosuch')))).toMatchObject({ C: '34000', M: 'portal "nosuch" does not exist' });
  // A simple query throws the unnamed statement away.
  await ask(client, parse('', 'SELECT 2'));
  await client.query('SELECT 1');
  expect(errorOf(await ask(client, bind({})))).toMatchObject({ C: '26000', M: 'unnamed prepared statement does not exist' });
});

test('a prepared statement notices that its table changed', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS changing', 'CREATE TABLE changing (a int)', 'INSERT INTO changing VALUES (1)');
  await ask(client, parse('star', 'SELECT * FROM changing'), parse('one', 'SELECT a FROM changing'));
  expect(texts(await ask(client, bind({ statement: 'star' }), execute()))).toEqual([['1']]);
  await run(client, 'ALTER TABLE changing ADD COLUMN b int DEFAULT 7');
  expect(errorOf(await ask(client, bind({ statement: 'star' }), execute()))).toMatchObject({ C: '0A000', M: 'cached plan must not change result type' });
  expect(texts(await ask(client, bind({ statement: 'one' }), execute()))).toEqual([['1']]);
  await run(client, 'DROP TABLE changing');
  expect(errorOf(await ask(client, bind({ statement: 'one' }), execute()))).toMatchObject({ C: '42P01' });
});

test('after an error everything up to Sync is skipped', async () => {
  const client = await wire.connect();
  const answers = await ask(client, parse('', 'SELECT 1'), bind({}), execute(), parse('', 'SELECT nosuch'), bind({}), execute(), parse('after', 'SELECT 1'));
  expect(letters(answers)).toBe('12DCEZ');
  expect(errorOf(await ask(client, bind({ statement: 'after' })))).toMatchObject({ C: '26000' });
});

test('a pipeline of several Syncs: each its own transaction', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS piped', 'CREATE TABLE piped (a int PRIMARY KEY)');
  const insert = (value: string): Buffer[] => [parse('', 'INSERT INTO piped VALUES ($1)'), bind({ values: [value] }), execute()];
  client.send(...insert('1'), ...insert('2'), sync(), ...insert('3'), ...insert('1'), sync(), ...insert('4'), sync(), query('SELECT count(*) FROM piped'));
  expect(letters((await client.ready()).filter(m => m.type !== 'S'))).toBe('12C12CZ');
  expect(letters((await client.ready()).filter(m => m.type !== 'S'))).toBe('12C12EZ');
  expect(letters(await client.ready())).toBe('12CZ');
  expect(texts(await client.ready())).toEqual([['3']]);
  await run(client, 'DROP TABLE piped');
});

test('Flush sends what is there without ending the transaction', async () => {
  const client = await wire.connect();
  client.send(parse('', 'SELECT 1'), bind({}), execute(), flush());
  expect([(await client.next()).type, (await client.next()).type, (await client.next()).type, (await client.next()).type]).toEqual(['1', '2', 'D', 'C']);
  client.send(sync());
  expect(await client.letters()).toBe('Z');
});

test('EXECUTE in portions gives all rows', async () => {
  const client = await wire.connect();
  await run(
    client,
    'DROP TABLE IF EXISTS portions',
    'CREATE TABLE portions (a int)',
    'PREPARE ins AS INSERT INTO portions VALUES (1), (2) RETURNING a',
    'PREPARE sel AS SELECT generate_series(1, 2)',
  );
  const shape = async (sql: string): Promise<string> => {
    const answers = await ask(client, parse('', sql), bind({}), execute('', 1), execute('', 1), execute('', 1));
    return answers.map(({ type, body }) => (type === 'C' ? `(${new Body(body).cstring()})` : type)).join('');
  };
  expect(await shape('SELECT generate_series(1, 2)')).toBe('12DsDs(SELECT 0)Z');
  expect(await shape('EXECUTE sel')).toBe('12DsDs(SELECT 0)Z');
  expect(await shape('EXECUTE ins')).toBe('12DsDs(INSERT 0 0)Z');
  await run(client, 'DROP TABLE portions');
});

test('statements that are no queries give their rows in portions, too', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS portions', 'CREATE TABLE portions (a int)', 'INSERT INTO portions VALUES (1), (2), (3)');
  const show = (messages: readonly BackendMessage[]): string =>
    messages
      .map(({ type, body }) => {
        if (type === 'C') return `(${new Body(body).cstring()})`;
        if (type === 'E') return `[${reportOf(body)['C']!} ${reportOf(body)['M']!}]`;
        return type === 'D' ? `<${valuesOf(body).join()}>` : type;
      })
      .join('');
  const portions = async (sql: string, ...limits: readonly number[]): Promise<string> =>
    show(await ask(client, parse('', sql), bind({}), ...limits.map(n => execute('', n))));
  expect(await portions('SHOW work_mem', 1, 1, 1)).toBe('12<4MB>s(SHOW)(SHOW)Z');
  expect(await portions('SHOW work_mem', 2, 0)).toBe('12<4MB>(SHOW)(SHOW)Z');
  expect(await portions('SHOW work_mem', 0, 5)).toBe('12<4MB>(SHOW)(SHOW)Z');
  const explain = 'EXPLAIN (COSTS OFF) SELECT * FROM portions WHERE a = 1';
  expect(await portions(explain, 1, 1, 1, 1)).toBe('12<Seq Scan on portions>s<  Filter: (a = 1)>s(EXPLAIN)(EXPLAIN)Z');
  expect(await portions(explain, 1, 0)).toBe('12<Seq Scan on portions>s<  Filter: (a = 1)>(EXPLAIN)Z');
  // A count in the tag is that of the portion.
  expect(await portions('DELETE FROM portions RETURNING a', 1, 0, 0)).toBe('12<1>s<2><3>(DELETE 2)(DELETE 0)Z');
  expect(await portions('INSERT INTO portions VALUES (1), (2), (3) RETURNING a', 2, 2, 2)).toBe('12<1><2>s<3>(INSERT 0 1)(INSERT 0 0)Z');
  // What gives no rows runs once.
  expect(await portions('UPDATE portions SET a = a', 1, 1)).toBe('12(UPDATE 3)[55000 portal "" cannot be run]Z');
  expect(await portions('COMMENT ON TABLE portions IS NULL', 0, 0)).toBe('12(COMMENT)[55000 portal "" cannot be run]Z');
  // Over several Syncs in a transaction.
  await run(client, 'BEGIN', 'DECLARE c CURSOR FOR SELECT a FROM portions ORDER BY a');
  expect(show(await ask(client, parse('', 'FETCH 2 FROM c'), bind({ portal: 'p' }), execute('p', 1)))).toBe('12<1>sZ');
  expect(await client.rows('FETCH 1 FROM c')).toEqual([['3']]);
  expect(show(await ask(client, execute('p', 1)))).toBe('<2>sZ');
  await run(client, 'CLOSE c');
  expect(show(await ask(client, execute('p', 1), execute('p', 1)))).toBe('(FETCH 0)(FETCH 0)Z');
  // In a failed transaction a portal is still known by its name, but not run.
  await client.query('SELECT nosuch');
  expect(show(await ask(client, execute('p', 1)))).toMatch(/^\[25P02 /);
  await run(client, 'ROLLBACK');
  expect(show(await ask(client, execute('p', 1)))).toBe('[34000 portal "p" does not exist]Z');
  await run(client, 'DROP TABLE portions');
});

test('an explicit block spans Syncs; an error fails it', async () => {
  const client = await wire.connect();
  const status = (messages: readonly BackendMessage[]): string => messages.at(-1)!.body.toString('latin1');
  expect(status(await ask(client, parse('', 'BEGIN'), bind({}), execute()))).toBe('T');
  expect(status(await ask(client, parse('', 'SELECT 1 / 0'), bind({}), execute()))).toBe('E');
  expect(errorOf(await ask(client, parse('', 'SELECT 1')))).toMatchObject({ C: '25P02' });
  expect(status(await ask(client, parse('', 'ROLLBACK'), bind({}), execute()))).toBe('I');
});

test('wrong counts and formats', async () => {
  const client = await wire.connect();
  await ask(client, parse('p', 'SELECT $1::int, $2::int'));
  expect(errorOf(await ask(client, bind({ statement: 'p', values: ['1'] })))).toMatchObject({
    C: '08P01',
    M: 'bind message supplies 1 parameters, but prepared statement "p" requires 2',
  });
  expect(errorOf(await ask(client, bind({ statement: 'p', values: ['1', '2'], formats: [0, 0, 0] })))).toMatchObject({
    C: '08P01',
    M: 'bind message has 3 parameter formats but 2 parameters',
  });
  expect(errorOf(await ask(client, bind({ statement: 'p', values: ['1', '2'], resultFormats: [0, 1, 0] }), execute()))).toMatchObject({ C: '08P01' });
  expect(errorOf(await ask(client, bind({ statement: 'p', values: [Buffer.from([1, 2, 3]), '2'], formats: [1, 0] })))).toMatchObject({
    C: '08P01',
    M: 'insufficient data left in message',
  });
  expect(errorOf(await ask(client, parse('', 'SELECT 1; SELECT 2')))).toMatchObject({
    C: '42601',
    M: 'cannot insert multiple commands into a prepared statement',
  });
  expect(errorOf(await ask(client, bind({ statement: 'p', values: [Buffer.from([0xff]), '2'] })))).toMatchObject({ C: '22021' });
});

test('formats of parameters and results are chosen one by one', async () => {
  const client = await wire.connect();
  const four = Buffer.from([0, 0, 0, 4]);
  const answers = await ask(
    client,
    parse('', 'SELECT $1::int + 1, $2::int + 1'),
    bind({ values: [four, '5'], formats: [1, 0], resultFormats: [0, 1] }),
    describe('P'),
    execute(),
  );
  expect(fieldsOf(answers.find(message => message.type === 'T')!.body).map(field => field.format)).toEqual([0, 1]);
  expect(valuesOf(answers.find(message => message.type === 'D')!.body)).toEqual([Buffer.from('5'), Buffer.from([0, 0, 0, 6])]);
});

group.each(ENGINES)('portals on %s', engine => {
  test('a row limit suspends, Execute goes on', async () => {
    const client = await wire.connectOn(engine);
    const answers = await ask(
      client,
      parse('', 'SELECT x FROM generate_series(1, 5) x'),
      bind({}),
      execute('', 2),
      execute('', 2),
      execute('', 2),
      execute('', 2),
    );
    expect(letters(answers)).toBe('12DDsDDsDCCZ');
    expect(texts(answers).flat()).toEqual(['1', '2', '3', '4', '5']);
    const exact = await ask(client, parse('', 'SELECT x FROM generate_series(1, 2) x'), bind({}), execute('', 2), execute('', 2));
    expect(letters(exact)).toBe('12DDsCZ');
  });

  test('several portals run side by side', async () => {
    const client = await wire.connectOn(engine);
    await run(client, 'BEGIN');
    client.send(parse('a', 'SELECT x FROM generate_series(1, 4) x'), parse('b', 'SELECT y * y FROM generate_series(1, 4) y ORDER BY y DESC'));
    client.send(bind({ portal: 'pa', statement: 'a' }), bind({ portal: 'pb', statement: 'b' }));
    const answers = await ask(client, execute('pa', 1), execute('pb', 1), execute('pa', 1), execute('pb', 2), execute('pa', 0), execute('pb', 0));
    expect(texts(answers).flat()).toEqual(['1', '16', '2', '9', '4', '3', '4', '1']);
    expect(texts(await ask(client, parse('', 'SELECT 1'), bind({}), execute()))).toEqual([['1']]);
    await run(client, 'COMMIT');
    expect(errorOf(await ask(client, execute('pa', 1)))).toMatchObject({ C: '34000' });
  });

  test('a portal keeps its snapshot', async () => {
    const client = await wire.connectOn(engine);
    await run(client, 'DROP TABLE IF EXISTS snap', 'CREATE TABLE snap (a int)', 'INSERT INTO snap SELECT generate_series(1, 3)', 'BEGIN');
    const first = await ask(client, parse('', 'SELECT a FROM snap ORDER BY a'), bind({ portal: 'p' }), execute('p', 1));
    await run(client, 'DELETE FROM snap');
    const rest = await ask(client, execute('p', 0));
    expect([...texts(first), ...texts(rest)].flat()).toEqual(['1', '2', '3']);
    await run(client, 'COMMIT', 'DROP TABLE snap');
  });

  test('INSERT … RETURNING inserts all rows whatever the limit', async () => {
    const client = await wire.connectOn(engine);
    await run(client, 'DROP TABLE IF EXISTS lim', 'CREATE TABLE lim (a int)');
    const answers = await ask(client, parse('', 'INSERT INTO lim SELECT generate_series(1, 3) RETURNING a'), bind({}), execute('', 1));
    expect(letters(answers)).toBe('12DsZ');
    expect(await client.rows('SELECT count(*) FROM lim')).toEqual([['3']]);
    await run(client, 'DROP TABLE lim');
  });

  test('closing a portal early frees what it held', async () => {
    const client = await wire.connectOn(engine);
    const answers = await ask(
      client,
      parse('', 'SELECT * FROM generate_series(1, 1000000)'),
      bind({ portal: 'p' }),
      execute('p', 1),
      close('P', 'p'),
      execute('p', 1),
    );
    expect(letters(answers)).toBe('12Ds3EZ');
  });
});
