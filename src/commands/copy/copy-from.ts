/** COPY table FROM STDIN or a file: text, CSV and binary input into the table, with PostgreSQL's CONTEXT lines in errors. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import { PgError, notSupported } from '../../errors/index.js';
import type { CopyStmt } from '../../sql/index.js';
import { ROW_EXCLUSIVE, type Waiting } from '../../txn/index.js';
import type { Datum, TypeOps } from '../../types/index.js';
import type { CommandContext } from '../command-context.js';
import { openRelation, requireNotSystem } from '../relation-lookup.js';
import { CopyLineReader, type CopyFields } from './copy-lines.js';
import { parseCopyOptions, type CopyOptions } from './copy-options.js';
import { openServerFile } from './server-file.js';

/** Rows between time slices. */
const SLICE_ROWS = 500;
const FILE_CHUNK_BYTES = 1 << 20;

interface Target {
  readonly number: number;
  readonly name: string;
  readonly ops: TypeOps;
  readonly typmod: number;
  /** A domain may forbid null; 0 for other types. */
  readonly domain: Oid;
}

export function copyColumns(relation: RelationDescriptor, names: readonly string[]): RelationDescriptor['columns'] {
  if (names.length === 0) return relation.columns.filter(c => !c.isDropped && c.generated === '');
  const seen = new Set<string>();
  return names.map(name => {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (!column) throw new PgError('undefined_column', `column "${name}" of relation "${relation.name}" does not exist`);
    if (column.generated !== '')
      throw new PgError('invalid_column_reference', `column "${name}" is a generated column`, { detail: 'Generated columns cannot be used in COPY.' });
    if (seen.has(name)) throw new PgError('duplicate_column', `column "${name}" specified more than once`);
    seen.add(name);
    return column;
  });
}

export function* runCopyFrom(context: CommandContext, statement: CopyStmt): Waiting<string> {
  const options = parseCopyOptions(statement);
  if (statement.isProgram) throw notSupported('COPY FROM PROGRAM');
  const relation = yield* openRelation(context, statement.relation!, ROW_EXCLUSIVE);
  if (relation.kind === 'v')
    throw new PgError('wrong_object_type', `cannot copy to view "${relation.name}"`, {
      hint: 'To enable copying to a view, provide an INSTEAD OF INSERT trigger.',
    });
  if (relation.kind === 'S') throw new PgError('wrong_object_type', `cannot copy to sequence "${relation.name}"`);
  if (relation.kind === 'm') throw new PgError('wrong_object_type', `cannot copy to materialized view "${relation.name}"`);
  if (relation.kind !== 'r') throw new PgError('wrong_object_type', `cannot copy to non-table relation "${relation.name}"`);
  requireNotSystem(relation);
  if (relation.persistence !== 't') context.checkWritable('COPY FROM');
  const columns = copyColumns(relation, statement.attlist);
  const targets = columns.map((c): Target => ({
    number: c.number,
    name: c.name,
    ops: context.typeOps(c.typeId),
    typmod: c.typmod,
    domain: context.catalog.typeById(c.typeId)?.kind === 'd' ? c.typeId : INVALID_OID,
  }));
  const where = statement.whereClause ? context.analyzeStored(statement.whereClause, { kind: 'copy-where', relation }) : null;
  const accepts = where === null ? null : context.compileRow(relation, where.expr);
  const path = statement.filename === context.copyPath ? null : statement.filename;
  const source = path === null ? context.copyIn(options.format === 'binary' ? 1 : 0, targets.length) : fileSource(context, path);
  const writer = accepts === null ? context.writer(relation) : filtered(context.writer(relation), accepts);
  // Columns not listed get their defaults once the line is read: one that cannot be read draws nothing from a sequence.
  const addDefaults = context.defaultFiller(
    relation,
    targets.map(t => t.number),
  );
  if (options.format === 'binary') yield* readBinary(context, relation, source, targets, writer, addDefaults);
  else yield* readText(context, relation, source, targets, options, writer, addDefaults);
  yield* writer.finish();
  return `COPY ${writer.count}`;
}

/** Only rows that meet COPY's WHERE are written. */
function filtered(writer: Writer, accepts: (row: readonly Datum[]) => Datum): Writer {
  return {
    *insert(row) {
      if (accepts(row) === true) yield* writer.insert(row);
    },
    finish: () => writer.finish(),
    get count() {
      return writer.count;
    },
  };
}

type Source = { next(): Uint8Array | null | Promise<Uint8Array | null> };
type Writer = ReturnType<CommandContext['writer']>;

/** The next chunk, waiting for the client when none has arrived. */
function* nextChunk(source: Source): Waiting<Uint8Array | null> {
  const got = source.next();
  if (got === null || got instanceof Uint8Array) return got;
  let value: Uint8Array | null = null;
  let failure: unknown;
  const promise = got.then(
    chunk => void (value = chunk),
    (error: unknown) => void (failure = error),
  );
  yield { kind: 'client', promise };
  if (failure !== undefined) throw failure;
  return value;
}

function* readText(
  context: CommandContext,
  relation: RelationDescriptor,
  source: Source,
  targets: readonly Target[],
  options: CopyOptions,
  writer: Writer,
  addDefaults: (row: Datum[]) => void,
): Waiting<void> {
  const reader = new CopyLineReader(options);
  const fields: CopyFields = [];
  const quoted: boolean[] | null = options.format === 'csv' ? [] : null;
  const forceNotNull = flags(targets, options.forceNotNull, 'FORCE_NOT_NULL');
  const forceNull = flags(targets, options.forceNull, 'FORCE_NULL');
  const typeContext = context.callContext;
  const width = relation.columns.length;
  let rows = 0;
  let skipsHeader = options.header !== false;
  for (;;) {
    while (nextLine(reader, relation)) {
      if (skipsHeader) {
        skipsHeader = false;
        try {
          if (options.header === 'match') matchHeader(reader, fields, targets);
        } catch (error) {
          throw withContext(error, relation, reader, null, null);
        }
        continue;
      }
      let column = -1;
      let value: string | null = null;
      try {
        const count = reader.fields(fields, quoted);
        if (count > targets.length) throw new PgError('bad_copy_file_format', 'extra data after last expected column');
        if (count < targets.length) {
          if (!(targets.length === 0 && reader.isEmptyLine)) throw new PgError('bad_copy_file_format', `missing data for column "${targets[count]!.name}"`);
        }
        const row: Datum[] = new Array<Datum>(width).fill(null);
        for (column = 0; column < targets.length; column++) {
          const target = targets[column]!;
          value = fields[column]!;
          if (value === null && forceNotNull?.[column]) value = options.nullText;
          else if (value !== null && quoted?.[column] && forceNull?.[column] && value === options.nullText) value = null;
          if (value === null) row[target.number - 1] = nullOf(target, context);
          else row[target.number - 1] = target.ops.parse(value, target.typmod, typeContext);
        }
        column = -1;
        addDefaults(row);
        yield* writer.insert(row);
      } catch (error) {
        throw withContext(error, relation, reader, column >= 0 ? targets[column]!.name : null, value);
      }
      if (++rows % SLICE_ROWS === 0 && context.sliceExpired()) yield { kind: 'slice' };
    }
    if (reader.isEnded) break;
    const chunk = yield* nextChunk(source);
    if (chunk !== null) {
      reader.push(chunk);
      continue;
    }
    reader.close();
    try {
      if (!reader.nextLineIsLast()) break;
    } catch (error) {
      throw withContext(error, relation, reader, null, null);
    }
  }
  // What follows the end marker is read and dropped.
  if (reader.isEnded) while ((yield* nextChunk(source)) !== null);
}

function nullOf(target: Target, context: CommandContext): null {
  if (target.domain !== INVALID_OID) context.callContext.checkDomain?.(target.domain, null);
  return null;
}

function flags(targets: readonly Target[], names: readonly string[], option: string): boolean[] | null {
  if (names.length === 0) return null;
  if (names[0] === '*') return targets.map(() => true);
  for (const name of names)
    if (!targets.some(t => t.name === name)) throw new PgError('invalid_column_reference', `${option} column "${name}" not referenced by COPY`);
  return targets.map(t => names.includes(t.name));
}

function matchHeader(reader: CopyLineReader, fields: CopyFields, targets: readonly Target[]): void {
  const count = reader.fields(fields, null);
  if (count !== targets.length) throw new PgError('bad_copy_file_format', `wrong number of fields in header line: got ${count}, expected ${targets.length}`);
  targets.forEach((target, i) => {
    if (fields[i] !== target.name) {
      throw new PgError(
        'bad_copy_file_format',
        fields[i] === null
          ? `column name mismatch in header line field ${i + 1}: got null value ("\\N"), expected "${target.name}"`
          : `column name mismatch in header line field ${i + 1}: got "${fields[i]}", expected "${target.name}"`,
      );
    }
  });
}

function nextLine(reader: CopyLineReader, relation: RelationDescriptor): boolean {
  try {
    return reader.nextLine();
  } catch (error) {
    throw withContext(error, relation, reader, null, null);
  }
}

/** Characters of input shown in a CONTEXT line. */
const CONTEXT_CHARACTERS_MAX = 100;

function withContext(error: unknown, relation: RelationDescriptor, reader: CopyLineReader, column: string | null, value: string | null): unknown {
  if (!(error instanceof PgError) || error.where) return error;
  const cut = (t: string): string => (t.length > CONTEXT_CHARACTERS_MAX ? `${t.slice(0, CONTEXT_CHARACTERS_MAX)}...` : t);
  const line = `COPY ${relation.name}, line ${reader.line}`;
  if (column !== null) error.where = value === null ? `${line}, column ${column}: null input` : `${line}, column ${column}: "${cut(value)}"`;
  // Rows enter the indexes in batches, when their text is gone already.
  else error.where = error.code === '23505' || error.code === '23P01' ? line : `${line}: "${cut(reader.text)}"`;
  return error;
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

function* readBinary(
  context: CommandContext,
  relation: RelationDescriptor,
  source: Source,
  targets: readonly Target[],
  writer: Writer,
  addDefaults: (row: Datum[]) => void,
): Waiting<void> {
  const width = relation.columns.length;
  let buffer: Buffer = Buffer.alloc(0);
  let at = 0;
  let rows = 0;
  let isOver = false;
  const need = function* (bytes: number): Waiting<boolean> {
    while (buffer.length - at < bytes) {
      const chunk = isOver ? null : yield* nextChunk(source);
      if (chunk === null) {
        isOver = true;
        return false;
      }
      buffer = at === buffer.length ? Buffer.from(chunk) : Buffer.concat([buffer.subarray(at), chunk]);
      at = 0;
    }
    return true;
  };
  const bad = (message: string): PgError => new PgError('bad_copy_file_format', message, { where: `COPY ${relation.name}, line ${rows + 1}` });
  if (!(yield* need(19)) || !buffer.subarray(at, at + 11).equals(SIGNATURE)) throw bad('COPY file signature not recognized');
  const headerFlags = buffer.readInt32BE(at + 11);
  const extension = buffer.readInt32BE(at + 15);
  at += 19;
  if ((headerFlags & 0xffff0000) !== 0) throw bad('unrecognized critical flags in COPY file header');
  if (extension < 0 || !(yield* need(extension))) throw bad('invalid COPY file header (missing length)');
  at += extension;
  for (;;) {
    if (!(yield* need(2))) throw bad('unexpected EOF in COPY data');
    const count = buffer.readInt16BE(at);
    at += 2;
    if (count === -1) break;
    if (count !== targets.length) throw bad(`row field count is ${count}, expected ${targets.length}`);
    const row: Datum[] = new Array<Datum>(width).fill(null);
    for (const target of targets) {
      if (!(yield* need(4))) throw bad('unexpected EOF in COPY data');
      const length = buffer.readInt32BE(at);
      at += 4;
      if (length === -1) {
        row[target.number - 1] = nullOf(target, context);
        continue;
      }
      if (length < 0) throw bad('invalid field size');
      if (!(yield* need(length))) throw bad('unexpected EOF in COPY data');
      try {
        row[target.number - 1] = target.ops.receive(new Uint8Array(buffer.subarray(at, at + length)), target.typmod, context.callContext);
      } catch (error) {
        if (error instanceof PgError && !error.where) error.where = `COPY ${relation.name}, line ${rows + 1}, column ${target.name}`;
        throw error;
      }
      at += length;
    }
    addDefaults(row);
    yield* writer.insert(row);
    if (++rows % SLICE_ROWS === 0 && context.sliceExpired()) yield { kind: 'slice' };
  }
  while (!isOver && (yield* nextChunk(source)) !== null);
}

function fileSource(context: CommandContext, path: string): Source {
  const handle = openServerFile(context, path);
  let position = 0;
  return {
    next() {
      const chunk = new Uint8Array(FILE_CHUNK_BYTES);
      const got = handle.read(chunk, 0, chunk.length, position);
      position += got;
      if (got === 0) {
        handle.close();
        return null;
      }
      return chunk.subarray(0, got);
    },
  };
}
