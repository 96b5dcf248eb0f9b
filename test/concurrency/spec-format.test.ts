/** Specs are read, and results printed, as PostgreSQL's isolationtester does. */
import { describe, expect, test } from 'vitest';
import { tableOf } from '../../tools/isolation/result-table.js';
import { parseSpec } from '../../tools/isolation/spec.js';
import type { Field } from '../../tools/wire/messages.js';

const SPEC = `
# a comment
setup { CREATE TABLE t (a int); } setup
{
  INSERT INTO t VALUES (1);
}
teardown { DROP TABLE t; }
session "first ""one"""   # another
setup { BEGIN; }
step a1 {
  SELECT '#';
}
step "two words" { COMMIT; }
teardown { ROLLBACK; }
session s2
step b$2 {   SELECT 2;	 }
`;

describe('a spec', () => {
  test('has setups, sessions, steps and comments', () => {
    const spec = parseSpec(SPEC);
    expect(spec.setups).toEqual(['CREATE TABLE t (a int);', '\n  INSERT INTO t VALUES (1);\n']);
    expect(spec.teardown).toBe('DROP TABLE t;');
    expect(spec.sessions.map(({ name, setup, teardown }) => [name, setup, teardown])).toEqual([
      ['first "one"', 'BEGIN;', 'ROLLBACK;'],
      ['s2', null, null],
    ]);
    expect(spec.sessions.flatMap(({ steps }) => steps)).toEqual([
      { name: 'a1', sql: "\n  SELECT '#';\n", session: 0 },
      { name: 'two words', sql: 'COMMIT;', session: 0 },
      { name: 'b$2', sql: 'SELECT 2;', session: 1 },
    ]);
  });

  test('without permutations stands for every interleaving', () => {
    expect(parseSpec(SPEC).permutations.map(steps => steps.map(({ step }) => step.name).join(' '))).toEqual([
      'a1 two words b$2',
      'a1 b$2 two words',
      'b$2 a1 two words',
    ]);
  });

  test('has permutations with blockers', () => {
    const { permutations, unused } = parseSpec(`${SPEC} permutation a1 b$2(*, a1, "a1" notices 3) permutation b$2`);
    expect(
      permutations.map(steps =>
        steps.map(({ blockers }) => blockers.map(blocker => [blocker.kind, 'step' in blocker && blocker.step.name, 'notices' in blocker && blocker.notices])),
      ),
    ).toEqual([
      [
        [],
        [
          ['once', false, false],
          ['step', 'a1', false],
          ['notices', 'a1', 3],
        ],
      ],
      [[]],
    ]);
    expect(unused).toEqual(['two words']);
  });

  test.each([
    ['session s step a { x', 'unterminated sql block at line 1'],
    ['session "s', 'unterminated quoted identifier at line 1'],
    ['session s\nstep a { x } ;', 'unexpected character ";" at line 2'],
    ['session s', 'syntax error at line 1 near "the end": step expected'],
    ['session s step a { } step a { }', 'duplicate step name: a'],
    ['session s step a { } permutation b', 'undefined step "b" specified in permutation'],
    ['session s step a { } step b { } permutation a(b) b', 'permutation step "a" cannot block on its own session'],
    ['session s step a { } session r step b { } permutation a(b)', 'undefined blocking step "b" referenced in permutation step "a"'],
    ['session s step a { } setup { }', 'syntax error at line 1 near "setup": end expected'],
  ])('that is wrong: %s', (text, message) => {
    expect(() => parseSpec(text)).toThrow(message);
  });
});

test('a table has numbers to the right and counts bytes', () => {
  const table = (names: string[], rows: (string | null)[][]): string[] =>
    tableOf({
      fields: names.map(name => ({ name }) as Field),
      rows: rows.map(row => row.map(value => (value === null ? null : Buffer.from(value)))),
      tag: null,
      copyOut: null,
    });
  expect(
    table(
      ['n', 'text', 'none'],
      [
        ['10', 'a', null],
        ['-1.5e3', 'äé', null],
      ],
    ),
  ).toEqual(['     n|text|none', '------+----+----', '    10|a   |    ', '-1.5e3|äé|    ', '(2 rows)', '']);
  expect(table(['x'], [['1'], ['E1'], ['1-']])).toEqual(['x ', '--', '1 ', 'E1', '1-', '(3 rows)', '']);
  expect(table([], [[]])).toEqual([]);
});
