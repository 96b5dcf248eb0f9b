/**
 * Golden files: SQL with the expected output below each statement, readable as a document and runnable by psql as it stands.
 *
 *     -- Integer division truncates toward zero.
 *     SELECT 7 / 2 AS a, -7 / 2 AS b;
 *     --| a int4 | b int4
 *     --| 3 | -3
 *
 * A statement ends with a line that ends in `;`; several on one line are one message. `COPY … FROM stdin;` is followed by its data up to `\.`.
 * Output lines begin with `--| `: notices, then column names with their types, rows, the command tag unless it only repeats the number of rows, and the
 * error with its fields. Directives stand before a statement:
 *
 * | directive | meaning |
 * |---|---|
 * | `--! bind ["1", null]` | through the extended protocol, with these parameters in text form |
 * | `--! rowsort` | the order of the rows means nothing |
 * | `--! not-postgres <reason>` | the output is HenryDB's own; PostgreSQL differs on purpose |
 * | `--! refused <reason>` | HenryDB says 0A000 (COMPAT.md); PostgreSQL is not asked, so that what follows finds the same on both |
 * | `--! simple-only <reason>` | skipped where statements run through portals with a row limit |
 * | `--! not-engine <engine> <reason>` | (first lines of the file) the engine is not asked |
 */
import type { Outcome, Report } from './outcome.js';
import { typeLabel } from './type-label.js';

export interface GoldenStatement {
  readonly sql: string;
  /** Data of COPY FROM STDIN. */
  readonly copyIn: string | null;
  readonly bind: readonly (string | null)[] | null;
  readonly isRowsort: boolean;
  readonly notPostgres: string | null;
  /** Not there yet: PostgreSQL is not asked. */
  readonly isRefused: boolean;
  readonly simpleOnly: string | null;
  /** 1-based line of the statement's first line. */
  readonly line: number;
  /** Lines before the output, as they stand in the file (comments, directives, the statement, its data). */
  readonly source: readonly string[];
  readonly expected: readonly string[];
}

export interface GoldenFile {
  readonly statements: readonly GoldenStatement[];
  /** Comment lines after the last statement. */
  readonly tail: readonly string[];
  /** Engines that are not asked, with the reason. */
  readonly notEngines: ReadonlyMap<string, string>;
}

const OUTPUT = '--| ';

/** Where a text of whole lines stands: outside of any quotes and comments, or not. */
export function isComplete(sql: string): boolean {
  let i = 0;
  let depth = 0;
  const skipTo = (end: string): boolean => {
    const at = sql.indexOf(end, i);
    i = at < 0 ? sql.length : at + end.length;
    return at >= 0;
  };
  while (i < sql.length) {
    const rest = sql.slice(i, i + 64);
    if (depth > 0) {
      if (rest.startsWith('/*')) depth++;
      else if (rest.startsWith('*/')) depth--;
      else {
        i++;
        continue;
      }
      i += 2;
      continue;
    }
    const dollar = /^\$([A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/.exec(rest);
    if (rest.startsWith('--')) {
      if (!skipTo('\n')) return false;
    } else if (rest.startsWith('/*')) {
      depth++;
      i += 2;
    } else if (dollar && !/[A-Za-z0-9_$]/.test(sql[i - 1] ?? ' ')) {
      i += dollar[0].length;
      if (!skipTo(dollar[0])) return false;
    } else if (rest[0] === "'") {
      const isEscape = /(^|[^A-Za-z0-9_])[eE]$/.test(sql.slice(Math.max(0, i - 2), i));
      i++;
      for (;;) {
        if (i >= sql.length) return false;
        if (isEscape && sql[i] === '\\') i += 2;
        else if (sql[i] === "'") {
          i++;
          break;
        } else i++;
      }
    } else if (rest[0] === '"') {
      i++;
      if (!skipTo('"')) return false;
    } else i++;
  }
  return depth === 0 && sql.trimEnd().endsWith(';');
}

export function parseGolden(text: string): GoldenFile {
  const lines = text.replace(/\n$/, '').split('\n');
  const statements: GoldenStatement[] = [];
  const notEngines = new Map<string, string>();
  let i = 0;
  let source: string[] = [];
  let directives = new Map<string, string>();
  while (i < lines.length) {
    const line = lines[i]!;
    if (line.startsWith('--!')) {
      const [, word, rest] = /^--! (\S+) ?(.*)$/.exec(line) ?? [];
      if (word === 'not-engine') {
        const [engine, ...reason] = rest!.split(' ');
        notEngines.set(engine!, reason.join(' '));
      } else if (word !== undefined) directives.set(word, rest!);
    }
    if (line.trim() === '' || line.startsWith('--')) {
      source.push(line);
      i++;
      continue;
    }
    const start = i;
    let sql = '';
    do sql += (sql === '' ? '' : '\n') + lines[i]!;
    while (++i < lines.length && !isComplete(sql));
    source.push(...lines.slice(start, i));
    let copyIn: string | null = null;
    if (/^copy\b[^]*\bfrom\s+stdin\b/i.test(sql)) {
      copyIn = '';
      while (i < lines.length && lines[i] !== '\\.') {
        copyIn += lines[i] + '\n';
        source.push(lines[i++]!);
      }
      source.push(lines[i++] ?? '\\.');
    }
    const expected: string[] = [];
    while (i < lines.length && (lines[i]!.startsWith(OUTPUT) || lines[i] === OUTPUT.trimEnd())) expected.push(lines[i++]!.slice(OUTPUT.length));
    const bind = directives.get('bind');
    statements.push({
      sql,
      copyIn,
      bind: bind === undefined ? null : (JSON.parse(bind) as (string | null)[]),
      isRowsort: directives.has('rowsort'),
      notPostgres: directives.get('not-postgres') ?? directives.get('refused') ?? null,
      isRefused: directives.has('refused'),
      simpleOnly: directives.get('simple-only') ?? null,
      line: start + 1,
      source,
      expected,
    });
    source = [];
    directives = new Map();
  }
  return { statements, tail: source, notEngines };
}

/** The file again, with `outputs` below its statements. */
export function renderGolden(file: GoldenFile, outputs: readonly (readonly string[])[]): string {
  const lines = file.statements.flatMap((statement, i) => [...statement.source, ...outputs[i]!.map(line => (OUTPUT + line).trimEnd())]);
  return [...lines, ...file.tail].join('\n') + '\n';
}

/** A value as it stands between bars: quoted when it could be mistaken for something else. */
function cell(value: string | null, _at: number, row: readonly unknown[]): string {
  if (value === null) return 'NULL';
  const isPlain = value !== '' && value !== 'NULL' && !value.startsWith('"') && !/[\n\r\t\0]| \| |\s$/.test(value) && (row.length === 1 || !/^\s/.test(value));
  return isPlain ? value : JSON.stringify(value);
}

function reportLines(report: Report): string[] {
  const lines = [`${report.severity} ${report.code}: ${report.message.replaceAll('\n', '\\n')}`];
  if (report.detail !== undefined) lines.push(`DETAIL: ${report.detail.replaceAll('\n', '\\n')}`);
  if (report.hint !== undefined) lines.push(`HINT: ${report.hint.replaceAll('\n', '\\n')}`);
  if (report.position !== undefined) lines.push(`POSITION: ${report.position}`);
  if (report.where !== undefined) lines.push(`CONTEXT: ${report.where.replaceAll('\n', '\\n')}`);
  const fields = (['schema', 'table', 'column', 'dataType', 'constraint'] as const).flatMap(name =>
    report[name] === undefined ? [] : [`${name} ${report[name]}`],
  );
  if (fields.length > 0) lines.push(`FIELDS: ${fields.join(', ')}`);
  return lines;
}

/** What a statement gave, as output lines. */
export function outcomeLines(outcome: Outcome, isRowsort: boolean): string[] {
  const lines = outcome.notices.flatMap(reportLines);
  for (const { fields, rows, tag, copyOut } of outcome.results) {
    if (fields !== null) {
      lines.push(
        fields.length === 0 ? '(no columns)' : fields.map(field => `${field.name.replaceAll('\n', '\\n')} ${typeLabel(field.type, field.typmod)}`).join(' | '),
      );
      const body = rows.map(row => row.map(cell).join(' | '));
      if (isRowsort) body.sort();
      lines.push(...body);
      if (rows.length === 0) lines.push('(0 rows)');
    }
    if (copyOut !== null) lines.push(...copyOut.replace(/\n$/, '').split('\n'));
    if (tag !== null && !(fields !== null && tag === `SELECT ${rows.length}`)) lines.push(tag);
  }
  if (outcome.error) lines.push(...reportLines(outcome.error));
  return lines.map(line => line.trimEnd());
}
