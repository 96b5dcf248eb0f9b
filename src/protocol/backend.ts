/** Backend messages of protocol 3.0 (PostgreSQL chapter 55.7), written into a ByteWriter. */
import type { PgError } from '../errors/index.js';
import type { ByteWriter } from './byte-writer.js';

const code = (letter: string): number => letter.charCodeAt(0);
const AUTHENTICATION = code('R');
const PARAMETER_STATUS = code('S');
const BACKEND_KEY = code('K');
const READY = code('Z');
const ROW_DESCRIPTION = code('T');
const DATA_ROW = code('D');
const COMMAND_COMPLETE = code('C');
const EMPTY_QUERY = code('I');
const ERROR = code('E');
const NOTICE = code('N');
const PARSE_COMPLETE = code('1');
const BIND_COMPLETE = code('2');
const CLOSE_COMPLETE = code('3');
const NO_DATA = code('n');
const PARAMETER_DESCRIPTION = code('t');
const PORTAL_SUSPENDED = code('s');
const NOTIFICATION = code('A');
const COPY_IN = code('G');
const COPY_OUT = code('H');
const COPY_DATA = code('d');
const COPY_DONE = code('c');
const NEGOTIATE = code('v');

/** The newest version spoken. */
const PROTOCOL_3_0 = 0x30000;

/** Oid, size and modifier of a result column. */
export interface RowColumn {
  readonly name: string;
  readonly originTable: number;
  readonly originColumn: number;
  readonly type: number;
  readonly typeLength: number;
  readonly typmod: number;
  readonly format: number;
}

function empty(w: ByteWriter, type: number): void {
  w.begin(type);
  w.end();
}

export const writeParseComplete = (w: ByteWriter): void => empty(w, PARSE_COMPLETE);
export const writeBindComplete = (w: ByteWriter): void => empty(w, BIND_COMPLETE);
export const writeCloseComplete = (w: ByteWriter): void => empty(w, CLOSE_COMPLETE);
export const writeNoData = (w: ByteWriter): void => empty(w, NO_DATA);
export const writeEmptyQuery = (w: ByteWriter): void => empty(w, EMPTY_QUERY);
export const writePortalSuspended = (w: ByteWriter): void => empty(w, PORTAL_SUSPENDED);
export const writeCopyDone = (w: ByteWriter): void => empty(w, COPY_DONE);

/** AuthenticationOk (0), CleartextPassword (3), MD5Password (5 with salt), SASL (10), SASLContinue (11), SASLFinal (12). */
export function writeAuthentication(w: ByteWriter, kind: number, data: Uint8Array | null = null): void {
  w.begin(AUTHENTICATION);
  w.int32(kind);
  if (data) w.bytes(data);
  w.end();
}

export function writeParameterStatus(w: ByteWriter, name: string, value: string): void {
  w.begin(PARAMETER_STATUS);
  w.cstring(name);
  w.cstring(value);
  w.end();
}

export function writeBackendKey(w: ByteWriter, pid: number, secretKey: number): void {
  w.begin(BACKEND_KEY);
  w.int32(pid);
  w.int32(secretKey);
  w.end();
}

export function writeReady(w: ByteWriter, status: 'I' | 'T' | 'E'): void {
  w.begin(READY);
  w.byte(code(status));
  w.end();
}

export function writeNegotiateVersion(w: ByteWriter, options: readonly string[]): void {
  w.begin(NEGOTIATE);
  w.int32(PROTOCOL_3_0);
  w.int32(options.length);
  for (const option of options) w.cstring(option);
  w.end();
}

export function writeRowDescription(w: ByteWriter, columns: readonly RowColumn[]): void {
  w.begin(ROW_DESCRIPTION);
  w.int16(columns.length);
  for (const c of columns) {
    w.cstring(c.name);
    w.int32(c.originTable);
    w.int16(c.originColumn);
    w.int32(c.type);
    w.int16(c.typeLength);
    w.int32(c.typmod);
    w.int16(c.format);
  }
  w.end();
}

export function writeParameterDescription(w: ByteWriter, types: readonly number[]): void {
  w.begin(PARAMETER_DESCRIPTION);
  w.int16(types.length);
  for (const type of types) w.int32(type);
  w.end();
}

/** Starts a DataRow; the fields follow, then `w.end()`. */
export function beginDataRow(w: ByteWriter, columns: number): void {
  w.begin(DATA_ROW);
  w.int16(columns);
}

export function writeCommandComplete(w: ByteWriter, tag: string): void {
  w.begin(COMMAND_COMPLETE);
  w.cstring(tag);
  w.end();
}

export function writeCopyResponse(w: ByteWriter, isIn: boolean, format: 0 | 1, columns: number): void {
  w.begin(isIn ? COPY_IN : COPY_OUT);
  w.byte(format);
  w.int16(columns);
  for (let i = 0; i < columns; i++) w.int16(format);
  w.end();
}

export function writeCopyData(w: ByteWriter, data: Uint8Array): void {
  w.begin(COPY_DATA);
  w.bytes(data);
  w.end();
}

export function writeNotification(w: ByteWriter, pid: number, channel: string, payload: string): void {
  w.begin(NOTIFICATION);
  w.int32(pid);
  w.cstring(channel);
  w.cstring(payload);
  w.end();
}

export function writeError(w: ByteWriter, error: PgError): void {
  report(w, ERROR, error);
}

export function writeNotice(w: ByteWriter, notice: PgError): void {
  report(w, NOTICE, notice);
}

function report(w: ByteWriter, type: number, e: PgError): void {
  w.begin(type);
  const field = (letter: string, value: string | number | undefined): void => {
    if (value === undefined) return;
    w.byte(code(letter));
    w.cstring(String(value));
  };
  field('S', e.severity);
  field('V', e.severity);
  field('C', e.code);
  field('M', e.message);
  field('D', e.detail);
  field('H', e.hint);
  field('P', e.position);
  field('p', e.internalPosition);
  field('q', e.internalQuery);
  field('W', e.where);
  field('s', e.schema);
  field('t', e.table);
  field('c', e.column);
  field('d', e.dataType);
  field('n', e.constraint);
  w.byte(0);
  w.end();
}
