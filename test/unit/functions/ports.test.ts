import { expect, test } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { scalarFunctions, setFunctions, type CallContext } from '../../../src/functions/index.js';
import { plainContext, typeOids, type Datum, type RecordValue } from '../../../src/types/index.js';

const notified: string[] = [];

const session = {
  currentUser: 'alice',
  database: 'shop',
  backendPid: 77,
  clientAddress: null,
  clientPort: null,
  serverAddress: null,
  serverPort: null,
  searchPath: (implicit: boolean) => (implicit ? ['pg_catalog', 'app'] : ['app']),
  randomBytes: (count: number) => new Uint8Array(count).fill(0xff),
  getSetting: (name: string) => (name === 'server_version' ? '15.9' : null),
  setSetting: (_name: string, value: string) => value,
  currentXid: (assign: boolean) => (assign ? 900 : null),
  currentSnapshotText: () => '10:20:12,15',
  notify: (channel: string, payload: string) => void notified.push(`${channel}/${payload}`),
  clockTimestamp: () => 765432109876543,
};

const catalog = {
  roleName: (id: number) => (id === 10 ? 'postgres' : null),
  description: (id: number, catalogId: number, sub: number) => `${id}.${catalogId}.${sub}`,
  relationBytes: () => 8192,
  hasPrivilege: (...args: unknown[]) => {
    privileges.push(args);
    return true;
  },
  formatType: (id: number) => `type ${id}`,
};
const privileges: unknown[][] = [];

const sequences = { nextval: (id: number) => id + 1, setval: (_id: number, value: number, isCalled: boolean) => (isCalled ? value : -value) };

function call(signature: string, args: Datum[], argumentTypes: readonly number[] = [], more: Partial<CallContext> = {}): Datum {
  const context = { ...plainContext, session, catalog, sequences, argumentTypes, resultType: 0, ...more } as unknown as CallContext;
  const impl = scalarFunctions().get(signature);
  if (!impl) throw new Error(`no function ${signature}`);
  return impl(...args, context);
}

test('session functions ask the session', () => {
  expect(call('version()', [])).toMatch(/^PostgreSQL 15\.9 /);
  expect(call('current_schema()', [])).toBe('app');
  expect(call('current_schemas(bool)', [true])).toMatchObject({ values: ['pg_catalog', 'app'] });
  expect(call('txid_current()', [])).toBe(900);
  expect(call('txid_current_if_assigned()', [])).toBeNull();
  expect(call('gen_random_uuid()', [])).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(call('set_config(text,text,bool)', ['a.b', 'x', false])).toBe('x');
  expect(call('timeofday()', [])).toBe('Wed Apr 03 04:01:49.876543 2024 UTC');
  call('pg_notify(text,text)', ['news', null]);
  expect(notified).toEqual(['news/']);
  expect(() => call('pg_notify(text,text)', [null, 'x'])).toThrow(new PgError('invalid_parameter_value', 'channel name cannot be empty'));
});

test('a snapshot tells which transactions it sees', () => {
  const sees = (id: number): Datum => call('txid_visible_in_snapshot(int8,txid_snapshot)', [id, '10:20:12,15']);
  expect([9, 12, 13, 20].map(sees)).toEqual([true, false, true, false]);
  const xip = setFunctions().get('txid_snapshot_xip(txid_snapshot)');
  expect([...(xip?.('10:20:12,15') ?? [])]).toEqual([12, 15]);
});

test('functions of any arguments know their types, and VARIADIC arrays', () => {
  const array = { kind: 'array', elementType: typeOids.INT4, dims: [3], lowerBounds: [1], values: [1, null, 3] } as const;
  expect(call('num_nulls(any)', [1, null, 'x'], [typeOids.INT4, typeOids.TEXT, typeOids.TEXT])).toBe(1);
  expect(call('num_nonnulls(any)', [array], [typeOids.INT4_ARRAY], { isVariadic: true })).toBe(2);
  expect(call('concat(any)', [array], [typeOids.INT4_ARRAY], { isVariadic: true })).toBe('13');
  expect(call('format(text,any)', ['%s-%s', array], [typeOids.TEXT, typeOids.INT4_ARRAY], { isVariadic: true })).toBe('1-');
  expect(call('pg_typeof(any)', [null], [typeOids.INTERVAL])).toBe(typeOids.INTERVAL);
  expect(call('pg_column_size(any)', ['abc'], [typeOids.TEXT])).toBe(4);
  expect(call('pg_column_size(any)', [5], [typeOids.INT8])).toBe(8);
});

test('catalog functions ask the catalog', () => {
  expect(call('pg_get_userbyid(oid)', [10])).toBe('postgres');
  expect(call('pg_get_userbyid(oid)', [11])).toBe('unknown (OID=11)');
  expect(call('obj_description(oid,name)', [5, 'pg_type'])).toBe('5.1247.0');
  expect(call('obj_description(oid,name)', [5, 'no_catalog'])).toBeNull();
  expect(call('col_description(oid,int4)', [5, 2])).toBe('5.1259.2');
  expect(call('pg_relation_size(regclass,text)', [5, 'fsm'])).toBe(0);
  expect(() => call('pg_relation_size(regclass,text)', [5, 'x'])).toThrow('invalid fork name');
  expect(call('format_type(oid,int4)', [null, null])).toBeNull();
  call('has_table_privilege(text,text)', ['t', 'SELECT']);
  call('has_column_privilege(name,oid,int2,text)', ['bob', 7, 2, 'UPDATE']);
  call('pg_has_role(oid,text)', [10, 'USAGE']);
  expect(privileges).toEqual([
    ['table', null, 't', 'SELECT'],
    ['column', 'bob', 7, 'UPDATE', 2],
    ['role', null, 10, 'USAGE'],
  ]);
  expect(() => call('pg_get_ruledef(oid)', [1])).toThrow(expect.objectContaining({ code: '0A000' }));
});

test('sequence functions ask the sequences', () => {
  expect(call('nextval(regclass)', [41])).toBe(42);
  expect(call('setval(regclass,int8)', [1, 9])).toBe(9);
  expect(call('setval(regclass,int8,bool)', [1, 9, false])).toBe(-9);
});

test('zones and key words as tables', () => {
  const context = { ...plainContext, transactionTimestamp: 765432109876543 };
  const rows = [...(setFunctions().get('pg_timezone_abbrevs()')?.(context) ?? [])] as RecordValue[];
  expect(rows.length).toBe(195);
  expect(rows.find(r => r.values[0] === 'MSK')?.values).toEqual(['MSK', { kind: 'interval', months: 0, days: 0, micros: 10800000000 }, false]);
  const words = [...(setFunctions().get('pg_get_keywords()')?.() ?? [])] as RecordValue[];
  expect(words.find(r => r.values[0] === 'select')?.values).toEqual(['select', 'R', true, 'reserved', 'can be bare label']);
});
