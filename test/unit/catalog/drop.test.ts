/** DROP: what goes along, what stands in the way. Messages are PostgreSQL 15's for the same objects. */
import { beforeEach, describe, expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import {
  address,
  CLASS,
  createDomainCheck,
  createDomainType,
  createEnumType,
  createForeignKey,
  createFunction,
  createSequence,
  createTrigger,
  dropObjects,
  pgClass,
  pgConstraint,
  pgDepend,
  pgType,
  relationAddress,
  schemaAddress,
  setDefault,
  setSequenceOwner,
  TRIGGER_TYPE,
  typeAddress,
  type DropBehavior,
  type ObjectAddress,
} from '../../../src/catalog/index.js';
import type { PgError } from '../../../src/errors/index.js';
import { column, Database, NUMERIC, type Session } from './fixture.js';

const PUBLIC = oid(2200);
const OWNER = oid(10);
let s: Session;

/** The objects of the recorded PostgreSQL session. */
function setUp(): void {
  s = new Database().session();
  const { catalog } = s;
  s.begin();
  const mood = s.run(() => createEnumType(catalog, { name: 'mood', schemaId: PUBLIC, owner: OWNER }, ['sad', 'ok']));
  const pos = s.run(() =>
    createDomainType(catalog, {
      name: 'pos',
      schemaId: PUBLIC,
      owner: OWNER,
      baseType: oid(23),
      baseTypmod: -1,
      collation: oid(0),
      isNotNull: false,
      defaultText: null,
    }),
  );
  s.run(() => createDomainCheck(catalog, { oid: pos, name: 'pos', schemaId: PUBLIC }, { name: 'pos_check', text: '(VALUE > 0)' }));
  const sequence = s.run(() =>
    createSequence(catalog, {
      name: 'p_id_seq',
      schemaId: PUBLIC,
      owner: OWNER,
      persistence: 'p',
      typeId: oid(23),
      start: 1,
      increment: 1,
      max: 2147483647,
      min: 1,
      cache: 1,
      cycle: false,
    }),
  ).oid;
  const p = s.createTable('p', [column('id'), column('m', mood), column('d', pos), column('n', NUMERIC)], ['id']);
  s.run(() => setDefault(catalog, p.oid, 1, "nextval('p_id_seq'::regclass)", [relationAddress(sequence)]));
  s.run(() => setSequenceOwner(catalog, sequence, { table: p.oid, column: 1 }));
  const c = s.createTable('c', [column('x'), column('y')]);
  s.run(() =>
    createForeignKey(catalog, c, {
      name: 'c_x_fkey',
      columns: [1],
      referenced: s.table('p'),
      referencedColumns: [1],
      indexId: s.table('p').indexes[0]!.oid,
      onUpdate: 'a',
      onDelete: 'c',
      match: 's',
      operators: [oid(96)],
      referencedOperators: [oid(96)],
      referencingOperators: [oid(96)],
    }),
  );
  s.run(() => setDefault(catalog, c.oid, 2, '5'));
  s.createView('v', 'SELECT p.id,\n    p.n\n   FROM p', [column('id'), column('n', NUMERIC)], [['p', [1, 4]]]);
  s.createView('v2', 'SELECT v.id\n   FROM v', [column('id')], [['v', [1]]]);
  s.index('p', ['n']);
  const tf = s.run(() =>
    createFunction(catalog, {
      name: 'tf',
      schemaId: PUBLIC,
      owner: OWNER,
      language: oid(13563),
      kind: 'f',
      argumentTypes: [],
      resultType: oid(2279),
      source: 'begin return new; end',
    }),
  );
  s.run(() => createTrigger(catalog, p, { name: 'tr', functionId: tf, type: TRIGGER_TYPE.row | TRIGGER_TYPE.before | TRIGGER_TYPE.insert }));
  s.run(() =>
    createFunction(catalog, {
      name: 'useslit',
      schemaId: PUBLIC,
      owner: OWNER,
      language: oid(14),
      kind: 'f',
      argumentTypes: [mood],
      resultType: oid(23),
      source: 'select 1',
    }),
  );
  s.commit();
}

const rel = (name: string): ObjectAddress => relationAddress(s.table(name).oid);
const type = (name: string): ObjectAddress => typeAddress(s.catalog.type(null, name)!.oid);
const col = (table: string, number: number): ObjectAddress => relationAddress(s.table(table).oid, number);
const constraint = (table: string, name: string): ObjectAddress => address(CLASS.constraint, s.table(table).constraints.find(c => c.name === name)!.oid);
const func = (name: string): ObjectAddress => address(CLASS.function, s.catalog.functions(null, name)[0]!.oid);

function drop(objects: readonly ObjectAddress[], behavior: DropBehavior = 'restrict'): ReturnType<typeof notice> {
  return notice(s.run(() => dropObjects(s.catalog, objects, behavior)));
}
const notice = (n: { message: string; detail?: string } | null): string[] => (n === null ? [] : [n.message, ...(n.detail?.split('\n') ?? [])]);

function refusal(objects: readonly ObjectAddress[]): { message: string; detail: string[]; hint: string | undefined } {
  try {
    drop(objects);
  } catch (error) {
    const { code, message, detail, hint } = error as PgError;
    expect(code).toBe('2BP01');
    return { message, detail: detail?.split('\n') ?? [], hint };
  }
  throw new Error('was dropped');
}

describe('RESTRICT', () => {
  beforeEach(setUp);

  it('lists what depends, through views on views', () => {
    expect(refusal([rel('p')])).toEqual({
      message: 'cannot drop table p because other objects depend on it',
      detail: ['constraint c_x_fkey on table c depends on table p', 'view v depends on table p', 'view v2 depends on view v'],
      hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
    });
    expect(refusal([rel('p'), rel('c')])).toMatchObject({
      message: 'cannot drop desired object(s) because other objects depend on them',
      detail: ['view v depends on table p', 'view v2 depends on view v'],
    });
  });

  it('names columns, types, defaults, triggers', () => {
    expect(refusal([type('mood')])).toMatchObject({
      message: 'cannot drop type mood because other objects depend on it',
      detail: ['column m of table p depends on type mood', 'function useslit(mood) depends on type mood'],
    });
    expect(refusal([type('pos')]).detail).toEqual(['column d of table p depends on type pos']);
    expect(refusal([rel('p_id_seq')]).detail).toEqual(['default value for column id of table p depends on sequence p_id_seq']);
    expect(refusal([func('tf')])).toMatchObject({
      message: 'cannot drop function tf() because other objects depend on it',
      detail: ['trigger tr on table p depends on function tf()'],
    });
    expect(refusal([schemaAddress(PUBLIC)]).detail).toEqual([
      'type mood depends on schema public',
      'type pos depends on schema public',
      'table p depends on schema public',
      'table c depends on schema public',
      'view v depends on schema public',
      'view v2 depends on schema public',
      'function tf() depends on schema public',
      'function useslit(mood) depends on schema public',
    ]);
  });

  it('works for columns and constraints', () => {
    expect(refusal([col('p', 1)])).toMatchObject({
      message: 'cannot drop column id of table p because other objects depend on it',
      detail: ['constraint c_x_fkey on table c depends on column id of table p', 'view v depends on column id of table p', 'view v2 depends on view v'],
    });
    expect(refusal([col('p', 4)]).detail).toEqual(['view v depends on column n of table p', 'view v2 depends on view v']);
    expect(refusal([constraint('p', 'p_pkey')])).toMatchObject({
      message: 'cannot drop constraint p_pkey on table p because other objects depend on it',
      detail: ['constraint c_x_fkey on table c depends on index p_pkey'],
    });
  });

  it('sends parts to their owner', () => {
    expect(refusal([type('p')])).toEqual({ message: 'cannot drop type p because table p requires it', detail: [], hint: 'You can drop table p instead.' });
    expect(refusal([rel('p_pkey')])).toMatchObject({
      message: 'cannot drop index p_pkey because constraint p_pkey on table p requires it',
      hint: 'You can drop constraint p_pkey on table p instead.',
    });
  });

  it('protects built-in objects', () => {
    expect(refusal([typeAddress(23)]).message).toBe('cannot drop type integer because it is required by the database system');
    expect(refusal([address(CLASS.function, 1397)]).message).toBe('cannot drop function abs(integer) because it is required by the database system');
    expect(refusal([schemaAddress(11)]).message).toBe('cannot drop schema pg_catalog because it is required by the database system');
  });
});

describe('CASCADE', () => {
  beforeEach(setUp);

  it('drops and reports dependents', () => {
    expect(drop([rel('p')], 'cascade')).toEqual([
      'drop cascades to 3 other objects',
      'drop cascades to constraint c_x_fkey on table c',
      'drop cascades to view v',
      'drop cascades to view v2',
    ]);
    expect(s.catalog.relation(null, 'p')).toBeUndefined();
    expect(s.catalog.relation(null, 'v2')).toBeUndefined();
    expect(s.catalog.relation(null, 'p_id_seq')).toBeUndefined();
    expect(s.table('c').constraints).toEqual([]);
  });

  it('drops columns of a dropped type', () => {
    expect(drop([type('mood')], 'cascade')).toEqual([
      'drop cascades to 2 other objects',
      'drop cascades to column m of table p',
      'drop cascades to function useslit(mood)',
    ]);
    const { columns } = s.table('p');
    expect(columns[1]).toMatchObject({ name: '........pg.dropped.2........', isDropped: true });
    expect(columns.map(c => c.isDropped)).toEqual([false, true, false, false]);
  });

  it('takes a single object into the message', () => {
    expect(drop([rel('p_id_seq')], 'cascade')).toEqual(['drop cascades to default value for column id of table p']);
    expect(s.table('p').columns[0]).toMatchObject({ hasDefault: false, defaultText: null });
    expect(drop([rel('v')], 'cascade')).toEqual(['drop cascades to view v2']);
  });

  it('leaves nothing behind when a schema goes', () => {
    const before = { classes: 0, types: 0 };
    const fresh = new Database().session();
    before.classes = fresh.catalog.rows(pgClass, null, []).length;
    before.types = fresh.catalog.rows(pgType, null, []).length;
    expect(drop([schemaAddress(PUBLIC)], 'cascade')[0]).toBe('drop cascades to 8 other objects');
    expect(s.catalog.rows(pgDepend, null, []).length).toBe(0);
    expect(s.catalog.rows(pgClass, null, []).length).toBe(before.classes);
    expect(s.catalog.rows(pgType, null, []).length).toBe(before.types);
    expect(s.catalog.rows(pgConstraint, null, []).filter(c => c.row.oid >= 16384)).toEqual([]);
  });
});

it('counts what it does not list', () => {
  s = new Database().session();
  s.begin();
  s.createTable('many', [column('a')]);
  for (let i = 1; i <= 105; i++) s.createView(`mv${i}`, 'SELECT many.a\n   FROM many', [column('a')], [['many', [1]]]);
  const { detail } = refusal([rel('many')]);
  expect(detail).toHaveLength(101);
  expect(detail[99]).toBe('view mv100 depends on table many');
  expect(detail[100]).toBe('and 5 other objects (see server log for list)');
});
