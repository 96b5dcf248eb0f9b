/** What expressions outside queries may hold, with PostgreSQL's words. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyzeCall, analyzeExpression, analyzeStatement, ParameterTypes, type ExpressionScope, type QueryStatement } from '../../../src/analyze/index.js';
import { oid } from '../../../src/base/index.js';
import { PgError } from '../../../src/errors/index.js';
import { parseExpression, parseStatements, type CallStmt } from '../../../src/sql/index.js';
import { RecordedCatalog, recordedContext, type RecordedSchema } from './recorded-catalog.js';

const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as RecordedSchema;
const catalog = new RecordedCatalog(schema);
const context = recordedContext(catalog);
const a = catalog.relation(null, 'a')!;
const options = (types: readonly number[] = [], isFixed = true) => ({ catalog, context, parameters: new ParameterTypes(types.map(oid), isFixed) });
const integer = { type: oid(23), typmod: -1, name: 'x' };

function outcome(body: () => unknown): string {
  try {
    body();
    return 'ok';
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return `${error.code}${error.position === undefined ? '' : ` at ${error.position}`}: ${error.message}`;
  }
}

const rules: readonly [string, ExpressionScope, string][] = [
  ['id > 0', { clause: 'check', relation: a, condition: 'CHECK' }, 'ok'],
  ['(select 1) > 0', { clause: 'check', relation: a, condition: 'CHECK' }, '0A000 at 1: cannot use subquery in check constraint'],
  ['sum(id) > 0', { clause: 'check', relation: a, condition: 'CHECK' }, '42803 at 1: aggregate functions are not allowed in check constraints'],
  ['rank() over () > 0', { clause: 'check', relation: a, condition: 'CHECK' }, '42P20 at 1: window functions are not allowed in check constraints'],
  [
    'generate_series(1, 2) > 0',
    { clause: 'check', relation: a, condition: 'CHECK' },
    '0A000 at 1: set-returning functions are not allowed in check constraints',
  ],
  ['id', { clause: 'check', relation: a, condition: 'CHECK' }, '42804 at 1: argument of CHECK must be type boolean, not type integer'],
  ['ctid is null', { clause: 'check', relation: a, condition: 'CHECK' }, '42P10 at 1: system column "ctid" reference in check constraint is invalid'],
  ['tableoid > 0', { clause: 'check', relation: a, condition: 'CHECK' }, 'ok'],
  ['1 + 1', { clause: 'default', target: integer }, 'ok'],
  ['id', { clause: 'default', relation: a, target: integer }, '0A000 at 1: cannot use column reference in DEFAULT expression'],
  ['(select 1)', { clause: 'default', target: integer }, '0A000 at 1: cannot use subquery in DEFAULT expression'],
  ['sum(1)', { clause: 'default', target: integer }, '42803 at 1: aggregate functions are not allowed in DEFAULT expressions'],
  ['true', { clause: 'default', target: integer }, '42804: column "x" is of type integer but default expression is of type boolean'],
  [
    'now()',
    { clause: 'generated', relation: a, target: integer },
    '42804: column "x" is of type integer but generation expression is of type timestamp with time zone',
  ],
  ['xmin is null', { clause: 'generated', relation: a }, '42P10 at 1: cannot use system column "xmin" in column generation expression'],
  ['sum(id)', { clause: 'index', relation: a }, '42803 at 1: aggregate functions are not allowed in index expressions'],
  ['(select 1)', { clause: 'index', relation: a }, '0A000 at 1: cannot use subquery in index expression'],
  ['name', { clause: 'index-predicate', relation: a, condition: 'WHERE' }, '42804 at 1: argument of WHERE must be type boolean, not type text'],
  ['value > 1', { clause: 'domain-check', value: { type: oid(23), typmod: -1 }, condition: 'CHECK' }, 'ok'],
  ["value > 'x'", { clause: 'domain-check', value: { type: oid(23), typmod: -1 } }, '22P02 at 9: invalid input syntax for type integer: "x"'],
  ['nope > 1', { clause: 'domain-check', value: { type: oid(23), typmod: -1 } }, '42703 at 1: column "nope" does not exist'],
];

it.each(rules)('%s', (text, scope, expected) => {
  expect(outcome(() => analyzeExpression(parseExpression(text), options(), scope))).toBe(expected);
});

const calls: readonly [string, string][] = [
  ['CALL proc1(1)', 'ok'],
  ['CALL proc1(a => 1)', 'ok'],
  ['CALL proc1()', '42883 at 6: procedure proc1() does not exist'],
  ['CALL f1(1)', '42809 at 6: f1(integer) is not a procedure'],
  ['CALL proc1((SELECT 1))', '0A000 at 12: cannot use subquery in CALL argument'],
];

it.each(calls)('%s', (sql, expected) => {
  const statement = parseStatements(sql)[0]!.statement as CallStmt;
  expect(outcome(() => analyzeCall(statement.funccall, options([], false)))).toBe(expected);
});

it('names and parameters of an embedding language come through hooks', () => {
  const statement = parseStatements('SELECT id + v_offset FROM a WHERE name = $1')[0]!.statement as QueryStatement;
  const hooks = {
    after: (fields: readonly string[], location: number) =>
      fields[0] === 'v_offset' ? ({ kind: 'param', type: oid(23), typmod: -1, collation: oid(0), location, number: 2 } as const) : undefined,
  };
  const { columns } = analyzeStatement(statement, { ...options([25, 23]), hooks });
  expect(columns.map(column => column.type)).toEqual([23]);
  expect(outcome(() => analyzeStatement(parseStatements('SELECT $3')[0]!.statement as QueryStatement, options([25, 23])))).toBe(
    '42P02 at 8: there is no parameter $3',
  );
});
