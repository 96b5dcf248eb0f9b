import { describe, expect, it } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import {
  KEYWORDS,
  characterPosition,
  keywordClass,
  parseExpression,
  parseStatements,
  quoteIdentifier,
  quoteLiteral,
  splitName,
} from '../../../src/sql/index.js';
import type { Expression } from '../../../src/sql/index.js';

/** The value of a constant, or the name of a column. */
function valueOf(text: string): unknown {
  const node: Expression = parseExpression(text);
  if (node.kind === 'AConst') return node.value;
  if (node.kind === 'ColumnRef') return node.fields.join('.');
  return node.kind;
}

function errorOf(sql: string): string {
  try {
    parseStatements(sql);
  } catch (error) {
    if (error instanceof PgError) return `${error.code} ${error.position ?? '-'} ${error.message}`;
    throw error;
  }
  return 'ok';
}

describe('lexer', () => {
  it('reads constants and names', () => {
    const cases: [string, unknown][] = [
      ["'it''s'", "it's"],
      ["'a'\n  'b'", 'ab'],
      ["'a' -- c\n  'b'", 'ab'],
      ["E'a\\n\\t\\\\\\x41\\101\\u00e9\\U0001F600'", 'a\n\t\\AAé😀'],
      ["E'\\xc3\\xa9\\'x'''", "é'x'"],
      ["E'a'\n'\\x62'", 'ab'],
      ["U&'d\\0061t\\+000061'", 'data'],
      ["U&'d!0061' UESCAPE '!'", 'da'],
      ["U&'\\d83d\\de00'", '😀'],
      ['$$a$b$$', 'a$b'],
      ["$t$it's $$ $t$", "it's $$ "],
      ["b'01'", 'b01'],
      ["X'1f'", 'x1f'],
      ['2147483647', 2147483647],
      ['2147483648', '2147483648'],
      ['-5', -5],
      ['- - 5', 5],
      ['-2147483648', '-2147483648'],
      ['1.', '1.'],
      ['.5', '.5'],
      ['1e5', '1e5'],
      ['1.e-5', '1.e-5'],
      ['FooBar', 'foobar'],
      ['ÉTÉ', 'ÉtÉ'],
      ['"Foo""Bar"', 'Foo"Bar'],
      ['U&"d\\0061ta"', 'data'],
      ['a$1', 'a$1'],
      ['t.Select', 't.select'],
      [`${'x'.repeat(70)}`, 'x'.repeat(63)],
      [`"${'é'.repeat(40)}"`, 'é'.repeat(31)],
    ];
    for (const [text, expected] of cases) expect({ text, value: valueOf(text) }).toEqual({ text, value: expected });
  });

  it('cuts operators as PostgreSQL does', () => {
    const operators = (text: string): string[] => {
      const names: string[] = [];
      const walk = (node: Expression): void => {
        if (node.kind !== 'AExpr' || node.exprKind !== 'op') return;
        if (node.lexpr !== null) walk(node.lexpr);
        names.push(node.name.join('.'));
        walk(node.rexpr);
      };
      walk(parseExpression(text));
      return names;
    };
    expect(operators('a+-b')).toEqual(['+', '-']);
    expect(operators('a@-b')).toEqual(['@-']);
    expect(operators('a*-1')).toEqual(['*']);
    expect(operators('a<--x\nb')).toEqual(['<']);
    expect(operators('a+/*x*/b')).toEqual(['+']);
    expect(operators('a->>b#>c?|d')).toEqual(['->>', '#>', '?|']);
    expect(operators('a != b')).toEqual(['<>']);
    expect(operators('a OPERATOR(s.<=>) b')).toEqual(['s.<=>']);
  });

  it('reports errors where PostgreSQL does', () => {
    const cases: [string, string][] = [
      ["select 'abc", `42601 8 unterminated quoted string at or near "'abc"`],
      ['select "abc', '42601 8 unterminated quoted identifier at or near ""abc"'],
      ["select b'01", `42601 8 unterminated bit string literal at or near "b'01"`],
      ["select x'01", `42601 8 unterminated hexadecimal string literal at or near "x'01"`],
      ['select $$abc', '42601 8 unterminated dollar-quoted string at or near "$$abc"'],
      ['select /* a /* b */', '42601 8 unterminated /* comment at or near "/* a /* b */"'],
      ['select ""', '42601 8 zero-length delimited identifier at or near """"'],
      ['select 123abc', '42601 8 trailing junk after numeric literal at or near "123abc"'],
      ['select 1e+', '42601 8 trailing junk after numeric literal at or near "1e+"'],
      ['select 0x1F', '42601 8 trailing junk after numeric literal at or near "0x1F"'],
      ['select $1a', '42601 8 trailing junk after parameter at or near "$1a"'],
      ["select E'\\u12'", '22025 10 invalid Unicode escape'],
      ["select E'\\ude00'", '42601 10 invalid Unicode surrogate pair at or near "\\ude00"'],
      ["select E'\\xff'", '22021 - invalid byte sequence for encoding "UTF8": 0xff'],
      ["select E'\\xe9ab'", '22021 - invalid byte sequence for encoding "UTF8": 0xe9 0x61 0x62'],
      ["select U&'\\00e'", '42601 11 invalid Unicode escape'],
      ["select U&'a' uescape 'a'", `42601 22 invalid Unicode escape character at or near "'a'"`],
      ['select {', '42601 8 syntax error at or near "{"'],
    ];
    for (const [sql, expected] of cases) expect({ sql, error: errorOf(sql) }).toEqual({ sql, error: expected });
  });

  it('gives a notice once for each name it cuts', () => {
    const notices: string[] = [];
    parseStatements(`select ${'y'.repeat(64)} from t where f(${'y'.repeat(64)})`, notice => notices.push(`${notice.severity} ${notice.code}`));
    expect(notices).toEqual(['NOTICE 42622', 'NOTICE 42622']);
  });
});

describe('names', () => {
  it('quotes what needs quotes', () => {
    expect(['abc', 'Abc', 'a b', 'select', 'name', 'int', 'left', 'a"b', '1a', 'é', ''].map(quoteIdentifier)).toEqual([
      'abc',
      '"Abc"',
      '"a b"',
      '"select"',
      'name',
      '"int"',
      '"left"',
      '"a""b"',
      '"1a"',
      '"é"',
      '""',
    ]);
    expect(["it's", 'a\\b'].map(quoteLiteral)).toEqual(["'it''s'", "E'a\\\\b'"]);
  });

  it('splits qualified names', () => {
    expect(splitName('a."B c".D')).toEqual(['a', 'B c', 'd']);
    expect(splitName(' a . b ')).toEqual(['a', 'b']);
    expect(splitName('"a""b"')).toEqual(['a"b']);
    for (const bad of ['', 'a.', '.a', 'a b', '"a', 'a..b']) expect(splitName(bad)).toBeNull();
  });

  it('knows the key words', () => {
    expect(KEYWORDS.length).toBe(460);
    expect([keywordClass('select'), keywordClass('int'), keywordClass('left'), keywordClass('name'), keywordClass('foo')]).toEqual([
      'R',
      'C',
      'T',
      'U',
      undefined,
    ]);
  });

  it('counts positions in characters', () => {
    expect(characterPosition("select '😀😀', x", 16)).toBe(14);
    expect(characterPosition('select x', 8)).toBe(8);
  });
});
