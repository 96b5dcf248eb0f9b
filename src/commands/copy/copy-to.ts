/** COPY table or (query) TO STDOUT or a file. */
import type { ColumnInfo } from '../../analyze/index.js';
import { PgError, notSupported } from '../../errors/index.js';
import { quoteIdentifier, type CopyStmt } from '../../sql/index.js';
import { ACCESS_SHARE, type Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { AnalyzedSelect, CommandContext } from '../command-context.js';
import { openRelation } from '../relation-lookup.js';
import { copyColumns } from './copy-from.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import { parseCopyOptions, type CopyOptions } from './copy-options.js';
import { createServerFile } from './server-file.js';

export function* runCopyTo(context: CommandContext, statement: CopyStmt): Waiting<string> {
  const options = parseCopyOptions(statement);
  if (statement.isProgram) throw notSupported('COPY TO PROGRAM');
  let source: AnalyzedSelect;
  let relation: RelationDescriptor | null = null;
  if (statement.query) {
    if (statement.query.kind !== 'SelectStmt' && !('returningList' in statement.query && statement.query.returningList.length > 0))
      throw new PgError('feature_not_supported', 'COPY query must have a RETURNING clause');
    source = yield* context.analyzeSelect(statement.query);
  } else {
    relation = yield* openRelation(context, statement.relation!, ACCESS_SHARE);
    if (relation.kind === 'v')
      throw new PgError('wrong_object_type', `cannot copy from view "${relation.name}"`, { hint: 'Try the COPY (SELECT ...) TO variant.' });
    if (relation.kind === 'm')
      throw new PgError('wrong_object_type', `cannot copy from materialized view "${relation.name}"`, { hint: 'Try the COPY (SELECT ...) TO variant.' });
    if (relation.kind === 'S') throw new PgError('wrong_object_type', `cannot copy from sequence "${relation.name}"`);
    if (relation.kind !== 'r') throw new PgError('wrong_object_type', `cannot copy from non-table relation "${relation.name}"`);
    const columns = copyColumns(relation, statement.attlist);
    const list = columns.map(c => quoteIdentifier(c.name)).join(', ');
    source = context.analyzeText(`SELECT ${list} FROM ONLY ${quoteIdentifier(relation.schema)}.${quoteIdentifier(relation.name)}`);
  }
  const { query, columns } = source;
  const table: RelationDescriptor | null = relation;
  for (const name of options.forceQuote) {
    if (name === '*' || columns.some(c => c.name === name)) continue;
    if (table?.columns.some(c => c.name === name && !c.isDropped) === false)
      throw new PgError('undefined_column', `column "${name}" of relation "${table.name}" does not exist`);
    throw new PgError('invalid_column_reference', `FORCE_QUOTE column "${name}" not referenced by COPY`);
  }
  const encode = options.format === 'binary' ? binaryEncoder(context, columns) : textEncoder(context, columns, options);
  const path = statement.filename === context.copyPath ? null : statement.filename;
  const output = path === null ? clientOutput(context, options, columns.length) : fileOutput(context, path);
  if (options.format === 'binary') output.write(Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1'));
  else if (options.header !== false) {
    const names = columns.map(c => (options.format === 'csv' ? csvField(c.name, options, false) : escapeText(c.name, options.delimiter)));
    output.write(Buffer.from(`${names.join(options.delimiter)}\n`));
  }
  const count = yield* context.runQuery(query, row => output.write(encode(row)));
  if (options.format === 'binary') output.write(Buffer.from([0xff, 0xff]));
  output.end();
  return `COPY ${count}`;
}

interface Output {
  /** False when there should be a pause before the next piece. */
  write(data: Uint8Array): boolean;
  end(): void;
}

function clientOutput(context: CommandContext, options: CopyOptions, columns: number): Output {
  context.copyOutBegin(options.format === 'binary' ? 1 : 0, columns);
  return { write: data => context.copyOutData(data), end: () => context.copyOutEnd() };
}

/** Bytes gathered before they are written. */
const FILE_BUFFER_BYTES = 1 << 16;

function fileOutput(context: CommandContext, path: string): Output {
  const handle = createServerFile(context, path);
  const buffer = new Uint8Array(FILE_BUFFER_BYTES);
  let used = 0;
  let position = 0;
  const flush = (): void => {
    if (used > 0) handle.write(buffer, 0, used, position);
    position += used;
    used = 0;
  };
  return {
    write(data) {
      if (used + data.length > buffer.length) flush();
      if (data.length > buffer.length) {
        handle.write(data, 0, data.length, position);
        position += data.length;
        return true;
      }
      buffer.set(data, used);
      used += data.length;
      return true;
    },
    end() {
      flush();
      handle.close();
    },
  };
}

function textEncoder(context: CommandContext, columns: readonly ColumnInfo[], options: CopyOptions): (row: readonly Datum[]) => Uint8Array {
  const ops = columns.map(c => context.typeOps(c.type));
  const { delimiter, nullText } = options;
  const isCsv = options.format === 'csv';
  const force = columns.map(c => options.forceQuote[0] === '*' || options.forceQuote.includes(c.name));
  return row => {
    let line = '';
    for (let i = 0; i < ops.length; i++) {
      if (i > 0) line += delimiter;
      const value = row[i]!;
      if (value === null) line += nullText;
      else {
        const text = ops[i]!.format(value, context.callContext);
        line += isCsv ? csvField(text, options, force[i]!, ops.length === 1) : escapeText(text, delimiter);
      }
    }
    return Buffer.from(`${line}\n`, 'utf8');
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\' };

function escapeText(text: string, delimiter: string): string {
  let needs = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92 || (c >= 8 && c <= 13) || text[i] === delimiter) {
      needs = true;
      break;
    }
  }
  if (!needs) return text;
  let out = '';
  for (const c of text) out += ESCAPES[c] ?? (c === delimiter ? `\\${c}` : c);
  return out;
}

function csvField(text: string, options: CopyOptions, isForced: boolean, isOnlyColumn = false): string {
  const { delimiter, quote, escape, nullText } = options;
  const needs = isForced || text === nullText || text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text) || (isOnlyColumn && text === '\\.');
  if (!needs) return text;
  let out = quote;
  for (const c of text) out += c === quote || c === escape ? escape + c : c;
  return out + quote;
}

function binaryEncoder(context: CommandContext, columns: readonly ColumnInfo[]): (row: readonly Datum[]) => Uint8Array {
  const ops = columns.map(c => context.typeOps(c.type));
  return row => {
    const parts: Uint8Array[] = [];
    const head = Buffer.alloc(2);
    head.writeInt16BE(ops.length, 0);
    parts.push(head);
    for (let i = 0; i < ops.length; i++) {
      const value = row[i]!;
      const size = Buffer.alloc(4);
      if (value === null) {
        size.writeInt32BE(-1, 0);
        parts.push(size);
        continue;
      }
      const bytes = ops[i]!.send(value, context.callContext);
      size.writeInt32BE(bytes.length, 0);
      parts.push(size, bytes);
    }
    return Buffer.concat(parts);
  };
}
