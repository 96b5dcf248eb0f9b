/** What sessions see of each other's catalog changes, and when cached plans become invalid. */
import { beforeEach, describe, expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import {
  addColumn,
  createCheck,
  createEnumType,
  createFunction,
  createSchema,
  createSequence,
  dropObjects,
  ownedSequences,
  pgAttribute,
  pgClass,
  relationAddress,
  removeColumn,
  renameColumn,
  renameRelation,
  setRelationEstimates,
  setSequenceOwner,
  setStatistics,
  typeAddress,
} from '../../../src/catalog/index.js';
import { plainContext } from '../../../src/types/index.js';
import { column, Database, INT4, NUMERIC, TEXT, type Session } from './fixture.js';

const PUBLIC = oid(2200);
const OWNER = oid(10);
let a: Session;
let b: Session;

beforeEach(() => {
  const database = new Database();
  a = database.session();
  b = database.session();
});

describe('sessions', () => {
  it('see a table when it is committed, not before', () => {
    const epoch = b.catalog.epoch;
    expect(b.catalog.relation(null, 't')).toBeUndefined();
    a.begin();
    a.createTable('t', [column('x')]);
    expect(a.catalog.relation(null, 't')?.columns.map(c => c.name)).toEqual(['x']);
    expect(b.catalog.relation(null, 't')).toBeUndefined();
    expect(b.catalog.epoch).toBe(epoch);
    expect(a.catalog.epoch).not.toBe(epoch);
    a.commit();
    expect(b.catalog.relation(null, 't')?.oid).toBe(a.table('t').oid);
    expect(b.catalog.epoch).not.toBe(epoch);
    expect(a.catalog.epoch).toBe(b.catalog.epoch);
  });

  it('forget what is rolled back', () => {
    a.createTable('t', [column('x')]);
    const epoch = b.catalog.epoch;
    a.begin();
    a.run(() => addColumn(a.catalog, a.table('t'), column('y')));
    expect(a.table('t').columns).toHaveLength(2);
    expect(b.table('t').columns).toHaveLength(1);
    a.rollback();
    expect(a.table('t').columns).toHaveLength(1);
    expect(b.catalog.epoch).toBe(epoch);
  });

  it('follow savepoints', () => {
    a.createTable('t', [column('x')]);
    const transaction = a.begin();
    a.run(() => addColumn(a.catalog, a.table('t'), column('y')));
    const before = a.catalog.epoch;
    transaction.savepoint('s');
    a.run(() => addColumn(a.catalog, a.table('t'), column('z')));
    a.createTable('u', [column('x')]);
    expect(a.table('t').columns).toHaveLength(3);
    transaction.rollbackToSavepoint('s');
    expect(a.table('t').columns.map(c => c.name)).toEqual(['x', 'y']);
    expect(a.catalog.relation(null, 'u')).toBeUndefined();
    expect(a.catalog.epoch).not.toBe(before);
    transaction.savepoint('s2');
    a.run(() => addColumn(a.catalog, a.table('t'), column('w')));
    transaction.releaseSavepoint('s2');
    a.commit();
    expect(b.table('t').columns.map(c => c.name)).toEqual(['x', 'y', 'w']);
  });

  it("see others' commits inside a transaction with changes of its own", () => {
    a.begin();
    a.createTable('mine', [column('x')]);
    expect(a.catalog.relation(null, 'yours')).toBeUndefined();
    b.createTable('yours', [column('x')]);
    expect(a.catalog.relation(null, 'yours')).toBeDefined();
    expect(a.catalog.relation(null, 'mine')).toBeDefined();
  });

  it('notice a name taken by an uncommitted transaction only by waiting', () => {
    a.begin();
    a.createTable('t', [column('x')]);
    expect(() => b.createTable('t', [column('x')])).toThrow('would have to wait');
    a.commit();
    expect(() => b.createTable('t', [column('x')])).toThrow('relation "t" already exists');
  });
});

describe('look-ups', () => {
  it('go through the search path', () => {
    a.run(() => createSchema(a.catalog, 's', OWNER));
    a.createTable('t', [column('x')]);
    expect(a.catalog.relation('s', 't')).toBeUndefined();
    a.catalog.searchPath = ['s'];
    expect(a.catalog.relation(null, 't')).toBeUndefined();
    expect(a.catalog.relation(null, 'pg_class')?.oid).toBe(1259);
    expect(a.catalog.relation('public', 't')?.schema).toBe('public');
    expect(a.catalog.relation(null, '__proto__')).toBeUndefined();
  });

  it('find user functions beside built-in ones', () => {
    a.run(() =>
      createFunction(a.catalog, {
        name: 'abs',
        schemaId: PUBLIC,
        owner: OWNER,
        language: oid(14),
        kind: 'f',
        argumentTypes: [TEXT],
        resultType: TEXT,
        source: 'select $1',
      }),
    );
    expect(b.catalog.functions(null, 'abs').map(f => f.signature)).toContain('abs(text)');
    expect(b.catalog.functions(null, 'abs')).toHaveLength(7);
    expect(b.catalog.functions('pg_catalog', 'abs')).toHaveLength(6);
    b.catalog.searchPath = [];
    expect(b.catalog.functions(null, 'abs')).toHaveLength(6);
  });

  it('give values of user types', () => {
    const mood = a.run(() => createEnumType(a.catalog, { name: 'mood', schemaId: PUBLIC, owner: OWNER }, ['sad', 'ok', 'happy']));
    expect(b.catalog.enumLabels(mood)).toEqual(['sad', 'ok', 'happy']);
    const ops = b.catalog.typeOps(mood)!;
    expect(ops.compare('happy', 'ok')).toBeGreaterThan(0);
    expect(ops.decode!(ops.encode!('ok'), 0, 4)).toBe('ok');
    expect(() => ops.parse('glad', -1, plainContext)).toThrow('invalid input value for enum mood: "glad"');
    const array = b.catalog.typeOps(b.catalog.typeById(mood)!.arrayType)!;
    expect(array.format(array.parse('{ok,NULL,sad}', -1, plainContext), plainContext)).toBe('{ok,NULL,sad}');
    expect(b.catalog.typeOperators(mood)).toMatchObject({ isHashable: true });
    a.run(() => dropObjects(a.catalog, [typeAddress(mood)], 'restrict'));
    expect(b.catalog.type(null, 'mood')).toBeUndefined();
    expect(b.catalog.type(null, '_mood')).toBeUndefined();
  });

  it('hold statistics', () => {
    const t = a.createTable('t', [column('x', TEXT)]);
    const statistics = {
      nullFraction: 0.25,
      averageWidth: 4,
      distinct: -0.5,
      commonValues: ['a', 'b'],
      commonFrequencies: [0.5, 0.125],
      histogram: ['c', 'd', 'e'],
      correlation: 0.75,
    };
    a.run(() => setStatistics(a.catalog, t.oid, 1, t.columns[0]!, statistics));
    expect(b.catalog.statistics(t.oid, 1)).toEqual(statistics);
    expect(b.catalog.statistics(t.oid, 2)).toBeUndefined();
    a.run(() => setRelationEstimates(a.catalog, t.oid, 7, 1234));
    expect(b.table('t')).toMatchObject({ pageEstimate: 7, tupleEstimate: 1234 });
  });
});

describe('columns', () => {
  it('keep their place when dropped', () => {
    const t = a.createTable('t', [column('x'), column('y', NUMERIC, { typmod: (15 << 16) + 2 + 4 }), column('z', TEXT)]);
    a.run(() => removeColumn(a.catalog, t.oid, 2));
    const { columns, layoutVersion } = b.table('t');
    expect(layoutVersion).toBe(3);
    expect(columns[1]).toMatchObject({ isDropped: true, typeId: 701, typmod: -1 });
    const row = b.catalog.row(pgAttribute, 'pg_attribute_relid_attnum_index', [t.oid, 2])!.row;
    expect(row).toMatchObject({ attname: '........pg.dropped.2........', atttypid: 0, attlen: -1, attisdropped: true });
    expect(a.run(() => addColumn(a.catalog, a.table('t'), column('y', INT4), 42))).toBe(4);
    expect(b.table('t').columns[3]).toMatchObject({ name: 'y', missingValue: 42, sinceLayout: 4 });
    expect(() => a.run(() => addColumn(a.catalog, a.table('t'), column('x')))).toThrow('column "x" of relation "t" already exists');
    expect(() => a.run(() => renameColumn(a.catalog, a.table('t'), 1, 'ctid'))).toThrow('column name "ctid" conflicts with a system column name');
  });

  it('belong to a renamed table', () => {
    a.createTable('t', [column('x')], ['x']);
    a.run(() => createCheck(a.catalog, a.table('t'), { name: 't_x_check', text: '(x > 0)', columns: [1] }));
    a.run(() => renameRelation(a.catalog, a.table('t'), 'u'));
    expect(b.catalog.relation(null, 't')).toBeUndefined();
    expect(b.table('u').constraints.map(c => c.name)).toEqual(['t_pkey', 't_x_check']);
    expect(b.catalog.type(null, '_u')?.elementType).toBe(b.catalog.type(null, 'u')?.oid);
    expect(b.catalog.type(null, 't')).toBeUndefined();
    expect(ownedSequences(b.catalog, b.table('u').oid, 1)).toEqual([]);
  });

  it('are named __proto__ or 😀 like any other', () => {
    a.createTable('__proto__', [column('__proto__'), column('constructor'), column('"😀')], ['__proto__']);
    expect(b.table('__proto__').columns.map(c => c.name)).toEqual(['__proto__', 'constructor', '"😀']);
    expect(b.table('__proto__').indexes[0]?.name).toBe('__proto___pkey');
    a.run(() => dropObjects(a.catalog, [relationAddress(a.table('__proto__').oid)], 'restrict'));
    expect(b.catalog.relation(null, '__proto__')).toBeUndefined();
  });
});

it('two sessions may change a row one after the other', () => {
  const t = a.createTable('t', [column('x')]);
  const seen = b.catalog.rowOf(pgClass, t.oid)!;
  a.run(() => setRelationEstimates(a.catalog, t.oid, 5, 50));
  b.run(() => b.catalog.updateRow(pgClass, seen, { relhasindex: true }));
  expect(a.catalog.rowOf(pgClass, t.oid)!.row).toMatchObject({ relpages: 5, reltuples: 50, relhasindex: true });
});

it('identity sequences are known to their column', () => {
  const t = a.createTable('t', [column('x', INT4, { identity: 'a', isNotNull: true })]);
  const sequence = a.run(() =>
    createSequence(a.catalog, {
      name: 't_x_seq',
      schemaId: PUBLIC,
      owner: OWNER,
      persistence: 'p',
      typeId: INT4,
      start: 1,
      increment: 1,
      max: 9,
      min: 1,
      cache: 1,
      cycle: false,
    }),
  ).oid;
  a.run(() => setSequenceOwner(a.catalog, sequence, { table: t.oid, column: 1 }, 'i'));
  expect(b.table('t').columns[0]?.identitySequence).toBe(sequence);
  expect(ownedSequences(b.catalog, t.oid, 1)).toEqual([sequence]);
});
