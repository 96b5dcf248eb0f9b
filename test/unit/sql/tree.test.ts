import { describe, expect, it } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { deparse, deparseTypeName, parseExpression, parseStatements, parseTypeName, type Statement } from '../../../src/sql/index.js';

function parseOne(sql: string): Statement {
  return parseStatements(sql)[0]!.statement;
}

describe('precedence', () => {
  it('groups operators as PostgreSQL does (compared with pg_get_viewdef)', () => {
    const cases: [string, string][] = [
      ['a or b and not c = d', 'a OR (b AND (NOT (c = d)))'],
      ['not a is null', 'NOT (a IS NULL)'],
      ['a = b is null', '(a = b) IS NULL'],
      ['a < b = any (c)', 'error'],
      ['a + b * c ^ d ^ e', 'a + (b * ((c ^ d) ^ e))'],
      ['- a ^ b', '(- a) ^ b'],
      ['-1 ^ 2', '(-1) ^ 2'],
      ['@ a + b', '@ (a + b)'],
      ['a || b || c', '(a || b) || c'],
      ['a || b + c', 'a || (b + c)'],
      ['a || b = c', '(a || b) = c'],
      ['a + not b = c', 'a + (NOT (b = c))'],
      ['a between b and c and d', '(a BETWEEN b AND c) AND d'],
      ['a between b = c and d', 'a BETWEEN (b = c) AND d'],
      ['a in (b) = c', '(a IN (b)) = c'],
      ['a = b in (c)', 'a = (b IN (c))'],
      ['a like b || c escape d', 'a LIKE (b || c) ESCAPE d'],
      ['a at time zone b at time zone c', '(a AT TIME ZONE b) AT TIME ZONE c'],
      ['a collate "C" < b', '(a COLLATE "C") < b'],
      ['-1::int', '- (1::integer)'],
      ['a::int[1]', 'a::integer[1]'],
      ['a is distinct from b = c', 'a IS DISTINCT FROM (b = c)'],
      ['a is null is null', '(a IS NULL) IS NULL'],
      ['a and b and c or d', '(a AND b AND c) OR d'],
      ['a and (b and c)', 'a AND (b AND c)'],
      ['(a).b.c[1]', '(a).b.c[1]'],
      ['x[1:2][3].y', 'x[1: 2][3].y'],
      ['((select 1) union select 2)', '((SELECT 1) UNION (SELECT 2))'],
      ['((select 1) + 1)', '(SELECT 1) + 1'],
      ['((a, b)) = ((select 1, 2))', '(a, b) = (SELECT 1, 2)'],
    ];
    for (const [text, expected] of cases) {
      let ours: string;
      try {
        ours = deparse(parseExpression(text));
      } catch {
        ours = 'error';
      }
      expect({ text, ours }).toEqual({ text, ours: expected });
    }
  });

  it('binds INTERSECT tighter than UNION, and both to the left', () => {
    expect(deparse(parseOne('select 1 union select 2 intersect select 3 except all select 4'))).toBe(
      '((SELECT 1) UNION ((SELECT 2) INTERSECT (SELECT 3))) EXCEPT ALL (SELECT 4)',
    );
  });
});

describe('trees', () => {
  it('gives extents, locations and parameter counts', () => {
    const statements = parseStatements('  select $2, $10 ; ;\n update t set a = 1 -- x\n;');
    expect(statements.map(({ location, length, parameterCount }) => ({ location, length, parameterCount }))).toEqual([
      { location: 2, length: 14, parameterCount: 10 },
      { location: 22, length: 18, parameterCount: 0 },
    ]);
    const select = parseOne('select a + f(b) x from s.t');
    expect(select).toMatchObject({
      targetList: [{ name: 'x', location: 7, val: { location: 9, lexpr: { location: 7 }, rexpr: { location: 11, args: [{ location: 13 }] } } }],
      fromClause: [{ schemaname: 's', relname: 't', location: 23 }],
    });
  });

  it('flattens AND, shares the source of multi-assignments, merges constraint attributes', () => {
    expect(parseExpression('a and b and c')).toMatchObject({ boolop: 'and', args: [{}, {}, {}] });
    const update = parseOne('update t set (a, b) = (select 1, 2)');
    if (update.kind !== 'UpdateStmt') throw new Error('not an update');
    const [first, second] = update.targetList.map(target => target.val);
    if (first?.kind !== 'MultiAssignRef' || second?.kind !== 'MultiAssignRef') throw new Error('not assigned together');
    expect(first.source).toBe(second.source);
    expect([first.colno, second.colno, second.ncolumns]).toEqual([1, 2, 2]);
    expect(parseOne('create table t (a int primary key initially deferred)')).toMatchObject({
      tableElts: [{ constraints: [{ contype: 'primary', deferrable: true, initdeferred: true }] }],
    });
  });

  it('turns labels that are operator words into labels', () => {
    expect(parseOne('select 1 is, 2 and from t')).toMatchObject({ targetList: [{ name: 'is' }, { name: 'and' }], fromClause: [{ relname: 't' }] });
  });

  it('reads and writes types', () => {
    const types = [
      'integer',
      'numeric(10, 2)[]',
      'character varying(5)',
      'character(1)',
      'timestamp(3) with time zone',
      'interval day to second(3)',
      'bit varying(3)',
      's.t[3][]',
      'SETOF text',
      'double precision',
    ];
    for (const text of types) expect(deparseTypeName(parseTypeName(text))).toBe(text);
    expect(deparseTypeName(parseTypeName('float(24)'))).toBe('real');
    expect(parseTypeName('char')).toMatchObject({ names: ['pg_catalog', 'bpchar'], typmods: [{ value: 1 }] });
  });

  it('has statements of its own for newcomers', () => {
    expect(parseOne('show tables')).toEqual({ kind: 'ShowTablesStmt' });
    expect(parseOne('describe s.t')).toMatchObject({ kind: 'DescribeStmt', relation: { schemaname: 's', relname: 't' } });
    expect(parseOne('show tables.x')).toMatchObject({ kind: 'VariableShowStmt' });
    expect(parseOne('merge into t using s on true when matched then delete returning *')).toMatchObject({ returningList: [{}] });
  });
});

describe('size', () => {
  const nestings: [string, (n: number) => string][] = [
    ['parentheses', n => `select ${'('.repeat(n)}1${')'.repeat(n)}`],
    ['calls', n => `select ${'f('.repeat(n)}1${')'.repeat(n)}`],
    ['sub-selects', n => `select ${'(select '.repeat(n)}1${')'.repeat(n)}`],
    ['derived tables', n => `select * from ${'(select * from '.repeat(n)}t${') x'.repeat(n)}`],
    ['joins', n => `select * from ${'('.repeat(n)}t join s on true${')'.repeat(n)}`],
    ['CASE', n => `select ${'case when true then '.repeat(n)}1${' end'.repeat(n)}`],
    ['NOT', n => `select ${'not '.repeat(n)}true`],
    ['WITH', n => `${'with a as ('.repeat(n)}select 1${') select 1'.repeat(n)}`],
    ['arrays', n => `select array${'['.repeat(n)}1${']'.repeat(n)}`],
  ];

  it('takes deep nesting, and refuses what is too deep as PostgreSQL does', () => {
    for (const [what, sql] of nestings) {
      expect({ what, count: parseStatements(sql(800)).length }).toEqual({ what, count: 1 });
      try {
        parseStatements(sql(100_000));
        expect.unreachable(what);
      } catch (error) {
        if (!(error instanceof PgError)) throw error;
        expect(error).toMatchObject({ code: '54001', message: 'stack depth limit exceeded' });
        expect(error.hint).toMatch(/max_stack_depth/);
      }
    }
  });

  it('reads long statements', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `(${i}, 'name ${i}', null)`).join(', ');
    expect(parseOne(`insert into t values ${rows}`)).toMatchObject({ selectStmt: { valuesLists: { length: 30_000 } } });
    const list = Array.from({ length: 200_000 }, (_, i) => i).join(',');
    expect(parseOne(`select array[${list}] where a in (${list})`)).toMatchObject({ whereClause: { rexpr: { length: 200_000 } } });
  });
});
