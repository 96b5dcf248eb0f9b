/**
 * Case files: statements, each followed by what PostgreSQL says of it. A statement may span lines; `----` ends it; a blank line ends the case.
 * The expectation is one line a result column (`name|type oid|typmod|table|column`), `parameters: …` when there are any, or the error.
 * Oids of user objects depend on the order of schema.sql only.
 */
export type Expected = { columns: string[]; parameters: string } | { code: string; message: string; position?: number; detail?: string; hint?: string };

export interface Case {
  sql: string;
  expected: Expected | null;
}

export function parseCases(text: string): Case[] {
  return text
    .split(/\n\n+/)
    .map(block => block.trim())
    .filter(block => block !== '')
    .map(block => {
      const [sql, answer] = block.split(/\n----\n?/) as [string, string | undefined];
      return { sql: sql.replace(/\n?----$/, ''), expected: answer === undefined || answer === '' ? emptyOrNull(block) : parseExpected(answer.split('\n')) };
    });
}

function emptyOrNull(block: string): Expected | null {
  return block.includes('\n----') ? { columns: [], parameters: '' } : null;
}

function parseExpected(lines: string[]): Expected {
  const first = /^ERROR (\w{5})(?: at (-?\d+))?: (.*)$/.exec(lines[0]!);
  if (first === null) {
    const parameters = lines.find(line => line.startsWith('parameters: '))?.slice(12) ?? '';
    return { columns: lines.filter(line => !line.startsWith('parameters: ')), parameters };
  }
  const detail = lines.find(line => line.startsWith('DETAIL: '))?.slice(8);
  const hint = lines.find(line => line.startsWith('HINT: '))?.slice(6);
  return {
    code: first[1]!,
    message: first[3]!,
    ...(first[2] !== undefined && { position: Number(first[2]) }),
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
  };
}

export function formatExpected(expected: Expected): string {
  if ('columns' in expected) {
    return [...expected.columns, ...(expected.parameters === '' ? [] : [`parameters: ${expected.parameters}`])].join('\n');
  }
  const at = expected.position === undefined ? '' : ` at ${expected.position}`;
  const lines = [`ERROR ${expected.code}${at}: ${expected.message}`];
  if (expected.detail !== undefined) lines.push(`DETAIL: ${expected.detail}`);
  if (expected.hint !== undefined) lines.push(`HINT: ${expected.hint}`);
  return lines.join('\n');
}

export function formatCases(cases: readonly Case[]): string {
  return cases.map(({ sql, expected }) => `${sql}\n----\n${expected === null ? '' : formatExpected(expected)}`.trimEnd()).join('\n\n') + '\n';
}
