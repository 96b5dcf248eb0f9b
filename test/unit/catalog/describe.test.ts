/** Definitions as PostgreSQL 15 prints them for the same objects. */
import { beforeAll, describe, expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import {
  address,
  CatalogDescriber,
  CLASS,
  createCheck,
  createForeignKey,
  createFunction,
  createIndex,
  createTrigger,
  describeObject,
  formatType,
  relationAddress,
  setComment,
  TRIGGER_TYPE,
} from '../../../src/catalog/index.js';
import { column, Database, INT4, NUMERIC, TEXT, type Session } from './fixture.js';

const PUBLIC = oid(2200);
const OWNER = oid(10);
const VARCHAR = oid(1043);
let s: Session;
let d: CatalogDescriber;

beforeAll(() => {
  s = new Database().session();
  s.begin();
  const { catalog } = s;
  d = new CatalogDescriber({
    catalog,
    currentRole: () => OWNER,
    resolveTypeName: () => INT4,
    fileBytes: () => 8192,
    databaseBytes: () => 1,
    sequenceLastValue: () => null,
  });
  s.createTable('a', [column('id'), column('v', VARCHAR, { typmod: 14, collation: oid(100) }), column('n', NUMERIC, { typmod: 786439 })], ['id']);
  s.createTable('ix', [column('a'), column('b'), column('t', TEXT), column('v', VARCHAR, { typmod: 9, collation: oid(100) })]);
});

const key = (name: string, more: object = {}): Parameters<typeof createIndex>[1]['keys'][number] => {
  const at = s.table('ix').columns.findIndex(c => c.name === name);
  const c = s.table('ix').columns[at]!;
  return { column: at + 1, name, typeId: c.typeId, typmod: c.typmod, collation: c.collation, operatorClass: oid(c.typeId === INT4 ? 1978 : 3126), ...more };
};
const expression = (text: string, typeId = INT4): ReturnType<typeof key> => ({
  column: 0,
  name: null,
  expressionText: text,
  typeId,
  typmod: -1,
  collation: oid(typeId === TEXT ? 100 : 0),
  operatorClass: oid(typeId === TEXT ? 3126 : 1978),
});

describe('indexes', () => {
  it('show keys, options, INCLUDE and WHERE', () => {
    const id = s.run(() =>
      createIndex(s.catalog, {
        name: 'i1',
        table: s.table('ix'),
        method: oid(403),
        keys: [
          expression('(a + b)'),
          { ...expression('lower(t)', TEXT), name: 'lower', isDescending: true, nullsFirst: true },
          key('t', { collation: oid(950), operatorClass: oid(4217), isDescending: true }),
          key('b', { nullsFirst: true }),
        ],
        include: [4],
        options: ['fillfactor=70'],
        predicateText: '((a > 5) AND (t IS NOT NULL))',
      }),
    ).oid;
    expect(d.indexDefinition(id, 0, false)).toBe(
      'CREATE INDEX i1 ON public.ix USING btree (((a + b)), lower(t) DESC, t COLLATE "C" text_pattern_ops DESC NULLS LAST, b NULLS FIRST) INCLUDE (v) ' +
        "WITH (fillfactor='70') WHERE ((a > 5) AND (t IS NOT NULL))",
    );
    expect(d.indexDefinition(id, 1, false)).toBe('((a + b))');
    expect(d.indexDefinition(id, 3, true)).toBe('t');
    expect(s.table('ix').indexes[0]).toMatchObject({
      columns: [0, 0, 3, 2, 4],
      keyCount: 4,
      keyTypes: [23, 25, 25, 23],
      isDescending: [false, true, true, false],
    });
  });

  it('of constraints', () => {
    const relation = s.table('ix');
    const made = s.run(() =>
      createIndex(s.catalog, { name: 'ix_pkey', table: relation, method: oid(403), keys: [key('b')], include: [3], isUnique: true, constraint: { kind: 'p' } }),
    );
    expect(d.indexDefinition(made.oid, 0, false)).toBe('CREATE UNIQUE INDEX ix_pkey ON public.ix USING btree (b) INCLUDE (t)');
    expect(d.indexDefinition(made.oid, 0, true)).toBe('CREATE UNIQUE INDEX ix_pkey ON ix USING btree (b) INCLUDE (t)');
    expect(d.constraintDefinition(made.constraintId, false)).toBe('PRIMARY KEY (b) INCLUDE (t)');
    const nulls = s.run(() =>
      createIndex(s.catalog, {
        name: 'ix_a_b_key',
        table: relation,
        method: oid(403),
        keys: [key('a'), key('b')],
        isUnique: true,
        nullsNotDistinct: true,
        constraint: { kind: 'u' },
      }),
    );
    expect(d.constraintDefinition(nulls.constraintId, false)).toBe('UNIQUE NULLS NOT DISTINCT (a, b)');
  });
});

it('constraints', () => {
  const check = s.run(() => createCheck(s.catalog, s.table('a'), { name: 'a_n_check', text: '(n > (0)::numeric)', columns: [3] }));
  expect(d.constraintDefinition(check, false)).toBe('CHECK ((n > (0)::numeric))');
  const fk = (name: string, more: object): string | null => {
    const id = s.run(() =>
      createForeignKey(s.catalog, s.table('ix'), {
        name,
        columns: [1],
        referenced: s.table('a'),
        referencedColumns: [1],
        indexId: s.table('a').indexes[0]!.oid,
        onUpdate: 'a',
        onDelete: 'a',
        match: 's',
        operators: [oid(96)],
        referencedOperators: [oid(96)],
        referencingOperators: [oid(96)],
        ...more,
      }),
    );
    return d.constraintDefinition(id, false);
  };
  expect(fk('f1', { onUpdate: 'n', onDelete: 'c' })).toBe('FOREIGN KEY (a) REFERENCES a(id) ON UPDATE SET NULL ON DELETE CASCADE');
  expect(fk('f2', { match: 'f', isDeferrable: true, isDeferred: true })).toBe('FOREIGN KEY (a) REFERENCES a(id) MATCH FULL DEFERRABLE INITIALLY DEFERRED');
  expect(fk('f3', { onDelete: 'n', deleteSetColumns: [1], isDeferrable: true, isValidated: false })).toBe(
    'FOREIGN KEY (a) REFERENCES a(id) ON DELETE SET NULL (a) DEFERRABLE NOT VALID',
  );
  expect(s.table('a').referencedBy.map(r => r.constraint.name)).toEqual(['f1', 'f2', 'f3']);
});

it('functions and triggers', () => {
  const { catalog } = s;
  const base = { schemaId: PUBLIC, owner: OWNER, kind: 'f' as const };
  const g2 = s.run(() =>
    createFunction(catalog, {
      ...base,
      name: 'g2',
      language: oid(14),
      argumentTypes: [TEXT, oid(1007)],
      allArgumentTypes: [TEXT, INT4, oid(1007)],
      argumentModes: ['b', 'o', 'v'],
      argumentNames: ['y', 'z', 'x'],
      defaultTexts: ["'a'::text", "'{}'::integer[]"],
      resultType: oid(2249),
      returnsSet: true,
      isStrict: true,
      volatility: 'i',
      parallel: 's',
      isSecurityDefiner: true,
      isLeakproof: true,
      variadicType: INT4,
      cost: 5,
      rows: 7,
      source: "select 'a$function$b', 1",
      settings: ['search_path=public, pg_temp', 'work_mem=5MB'],
    }),
  );
  expect(d.functionDefinition(g2)).toBe(
    `CREATE OR REPLACE FUNCTION public.g2(INOUT y text DEFAULT 'a'::text, OUT z integer, VARIADIC x integer[] DEFAULT '{}'::integer[])
 RETURNS SETOF record
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT SECURITY DEFINER LEAKPROOF COST 5 ROWS 7
 SET search_path TO 'public', 'pg_temp'
 SET work_mem TO '5MB'
AS $functionx$select 'a$function$b', 1$functionx$
`,
  );
  expect(d.functionArguments(g2, false)).toBe('INOUT y text, OUT z integer, VARIADIC x integer[]');
  const h = s.run(() =>
    createFunction(catalog, {
      ...base,
      name: 'h',
      language: oid(13563),
      argumentTypes: [],
      allArgumentTypes: [INT4, TEXT],
      argumentModes: ['t', 't'],
      argumentNames: ['a', 'b'],
      resultType: oid(2249),
      returnsSet: true,
      source: 'begin end',
    }),
  );
  expect(d.functionResult(h)).toBe('TABLE(a integer, b text)');
  const pp = s.run(() =>
    createFunction(catalog, {
      ...base,
      kind: 'p',
      name: 'pp',
      language: oid(14),
      argumentTypes: [INT4],
      argumentNames: ['x'],
      resultType: oid(2278),
      source: 'select 1',
    }),
  );
  expect(d.functionDefinition(pp)).toBe('CREATE OR REPLACE PROCEDURE public.pp(IN x integer)\n LANGUAGE sql\nAS $procedure$select 1$procedure$\n');
  expect(d.functionDefinition(1397)).toBe(
    'CREATE OR REPLACE FUNCTION pg_catalog.abs(integer)\n RETURNS integer\n LANGUAGE internal\n IMMUTABLE PARALLEL SAFE STRICT\nAS $function$int4abs$function$\n',
  );
  expect(() => d.functionDefinition(2108)).toThrow('"sum" is an aggregate function');
  const trf = s.run(() =>
    createFunction(catalog, { ...base, name: 'trf', language: oid(13563), argumentTypes: [], resultType: oid(2279), source: 'begin return new; end' }),
  );
  const tr = s.run(() =>
    createTrigger(catalog, s.table('a'), {
      name: 'tr',
      functionId: trf,
      type: TRIGGER_TYPE.row | TRIGGER_TYPE.before | TRIGGER_TYPE.insert | TRIGGER_TYPE.update,
      columns: [2],
      conditionText: '(new.id > 3)',
      arguments: ['x', "y'z"],
    }),
  );
  expect(d.triggerDefinition(tr, false)).toBe(
    "CREATE TRIGGER tr BEFORE INSERT OR UPDATE OF v ON public.a FOR EACH ROW WHEN ((new.id > 3)) EXECUTE FUNCTION trf('x', 'y''z')",
  );
  expect(d.triggerDefinition(tr, true)).toBe(
    "CREATE TRIGGER tr BEFORE INSERT OR UPDATE OF v ON a FOR EACH ROW WHEN (new.id > 3) EXECUTE FUNCTION trf('x', 'y''z')",
  );
});

it('types', () => {
  const f = (id: number, typmod: number | null): string => formatType(s.catalog, oid(id), typmod);
  expect([f(1042, null), f(1042, -1), f(1042, 8), f(1560, null), f(1560, -1), f(1560, 3), f(18, null), f(1562, 5)]).toEqual([
    'character',
    'bpchar',
    'character(4)',
    'bit',
    '"bit"',
    'bit(3)',
    '"char"',
    'bit varying(5)',
  ]);
  expect([f(1083, 2), f(1266, -1), f(1114, 3), f(1186, 2147418114), f(1186, -1), f(1186, 470286338)]).toEqual([
    'time(2) without time zone',
    'time with time zone',
    'timestamp(3) without time zone',
    'interval(2)',
    'interval',
    'interval day to second(2)',
  ]);
  expect([f(0, null), f(999999, null), f(30, null), f(1009, null), f(1015, 14), f(1700, 786439), f(2277, null), f(13226, null)]).toEqual([
    '-',
    '???',
    'oidvector',
    'text[]',
    'character varying(10)[]',
    'numeric(12,3)',
    'anyarray',
    'information_schema.sql_identifier',
  ]);
});

it('objects', () => {
  const of = (classId: number, id: number, sub = 0): string => describeObject(s.catalog, address(classId, id, sub));
  expect([
    of(CLASS.schema, 2200),
    of(CLASS.role, 10),
    of(CLASS.operator, 551),
    of(CLASS.operatorClass, 1978),
    of(CLASS.operatorFamily, 1976),
    of(CLASS.collation, 100),
  ]).toEqual([
    'schema public',
    'role postgres',
    'operator +(integer,integer)',
    'operator class int4_ops for access method btree',
    'operator family integer_ops for access method btree',
    'collation "default"',
  ]);
  expect([of(CLASS.database, 5), of(CLASS.tablespace, 1663), of(CLASS.extension, 13559), of(CLASS.language, 14), of(2601, 403), of(CLASS.cast, 10035)]).toEqual(
    ['database postgres', 'tablespace pg_default', 'extension plpgsql', 'language sql', 'access method btree', 'cast from boolean to integer'],
  );
  expect(of(CLASS.relation, s.table('a').oid, 1)).toBe('column id of table a');
  s.catalog.searchPath = [];
  expect(describeObject(s.catalog, relationAddress(s.catalog.relation('public', 'a')!.oid))).toBe('table public.a');
  s.catalog.searchPath = ['public'];
});

it('reg* names', () => {
  const { catalog } = s;
  expect(d.regLookup('regclass', 'a')).toBe(s.table('a').oid);
  expect(d.regLookup('regclass', 'PG_CATALOG."pg_class"')).toBe(1259);
  expect(() => d.regLookup('regclass', 'nope')).toThrow('relation "nope" does not exist');
  expect(() => d.regLookup('regclass', 'x.y')).toThrow('schema "x" does not exist');
  expect(() => d.regLookup('regproc', 'abs')).toThrow('more than one function named "abs"');
  expect(d.regLookup('regprocedure', 'abs(int)')).toBe(1397);
  expect(() => d.regLookup('regprocedure', 'nope(int)')).toThrow('function "nope(int)" does not exist');
  expect(() => d.regLookup('regoper', '+')).toThrow('more than one operator named +');
  expect(d.regLookup('regoperator', '+(int,int)')).toBe(551);
  expect(() => d.regLookup('regrole', 'nope')).toThrow('role "nope" does not exist');
  expect([
    d.regName('regclass', 1259),
    d.regName('regtype', 1043),
    d.regName('regprocedure', 1397),
    d.regName('regoperator', 551),
    d.regName('regrole', 10),
  ]).toEqual(['pg_class', 'character varying', 'abs(integer)', '+(integer,integer)', 'postgres']);
  expect(catalog.relation(null, 'a')).toBeDefined();
});

it('comments and privileges', () => {
  const a = s.table('a');
  s.run(() => setComment(s.catalog, relationAddress(a.oid), 'a table'));
  s.run(() => setComment(s.catalog, relationAddress(a.oid, 1), 'a column'));
  expect([d.description(a.oid, 1259, 0), d.description(a.oid, 1259, 1), d.description(a.oid, 1259, 2)]).toEqual(['a table', 'a column', null]);
  s.run(() => setComment(s.catalog, relationAddress(a.oid), null));
  expect(d.description(a.oid, 1259, 0)).toBeNull();
  expect(d.hasPrivilege('table', null, 'a', 'select')).toBe(true);
  expect(d.hasPrivilege('table', null, 1, 'select')).toBeNull();
  expect(() => d.hasPrivilege('table', null, 'nope', 'select')).toThrow('relation "nope" does not exist');
  expect(() => d.hasPrivilege('table', null, 'a', 'foo')).toThrow('unrecognized privilege type: "foo"');
  expect(() => d.hasPrivilege('table', 'rrr', 'a', 'select')).toThrow('role "rrr" does not exist');
  expect(() => d.hasPrivilege('schema', null, 'nope', 'usage')).toThrow('schema "nope" does not exist');
  expect(d.hasPrivilege('table', 'pg_monitor', 'a', 'select')).toBe(false);
  expect(d.hasPrivilege('table', 'pg_monitor', 'pg_class', 'select')).toBe(true);
});
