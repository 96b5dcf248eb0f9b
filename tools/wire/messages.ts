/**
 * Messages of PostgreSQL's protocol 3.0 as a client sees them (PostgreSQL chapter 55.7): frontend messages as bytes, backend messages taken apart.
 * Written apart from src/protocol, so that the tests of the server do not rest on the server's own codecs.
 */

/** A backend message: its type letter and its body. */
export interface BackendMessage {
  readonly type: string;
  readonly body: Buffer;
}

function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf8');
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Type letter, length, parts. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type, 'latin1'), int32(body.length + 4), body]);
}

export function startup(parameters: Readonly<Record<string, string>>, version = 0x00030000): Buffer {
  const body = Buffer.concat([int32(version), ...Object.entries(parameters).flatMap(([name, value]) => [cstring(name), cstring(value)]), Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

export const sslRequest = (): Buffer => Buffer.concat([int32(8), int32(80877103)]);

export function cancelRequest(pid: number, secretKey: number): Buffer {
  return Buffer.concat([int32(16), int32(80877102), int32(pid), int32(secretKey)]);
}

export const query = (sql: string): Buffer => message('Q', cstring(sql));

export function parse(name: string, sql: string, types: readonly number[] = []): Buffer {
  return message('P', cstring(name), cstring(sql), int16(types.length), ...types.map(int32));
}

export type Parameter = string | Buffer | null;

export interface BindOptions {
  readonly portal?: string;
  readonly statement?: string;
  readonly values?: readonly Parameter[];
  /** 0 text, 1 binary: none, one for all, or one each. */
  readonly formats?: readonly number[];
  readonly resultFormats?: readonly number[];
}

export function bind({ portal = '', statement = '', values = [], formats = [], resultFormats = [] }: BindOptions): Buffer {
  const parts = values.flatMap(value => {
    if (value === null) return [int32(-1)];
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    return [int32(bytes.length), bytes];
  });
  return message(
    'B',
    cstring(portal),
    cstring(statement),
    int16(formats.length),
    ...formats.map(int16),
    int16(values.length),
    ...parts,
    int16(resultFormats.length),
    ...resultFormats.map(int16),
  );
}

export const describe = (kind: 'S' | 'P', name = ''): Buffer => message('D', Buffer.from(kind), cstring(name));
export const execute = (portal = '', rowsMax = 0): Buffer => message('E', cstring(portal), int32(rowsMax));
export const close = (kind: 'S' | 'P', name = ''): Buffer => message('C', Buffer.from(kind), cstring(name));
export const sync = (): Buffer => message('S');
export const flush = (): Buffer => message('H');
export const terminate = (): Buffer => message('X');
export const copyData = (data: Buffer | string): Buffer => message('d', Buffer.from(data));
export const copyDone = (): Buffer => message('c');
export const copyFail = (reason: string): Buffer => message('f', cstring(reason));

/** Reads a message body from the front. */
export class Body {
  private at = 0;
  constructor(private readonly bytes: Buffer) {}

  byte(): number {
    return this.bytes[this.at++]!;
  }
  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }
  int32(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }
  cstring(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return text;
  }
  take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }
}

/** A column of a RowDescription. */
export interface Field {
  readonly name: string;
  readonly table: number;
  readonly column: number;
  readonly type: number;
  readonly length: number;
  readonly typmod: number;
  readonly format: number;
}

export function fieldsOf(body: Buffer): Field[] {
  const reader = new Body(body);
  return Array.from({ length: reader.int16() }, () => ({
    name: reader.cstring(),
    table: reader.int32() >>> 0,
    column: reader.int16(),
    type: reader.int32() >>> 0,
    length: reader.int16(),
    typmod: reader.int32(),
    format: reader.int16(),
  }));
}

export function valuesOf(body: Buffer): (Buffer | null)[] {
  const reader = new Body(body);
  return Array.from({ length: reader.int16() }, () => {
    const length = reader.int32();
    return length < 0 ? null : Buffer.from(reader.take(length));
  });
}

/** ErrorResponse and NoticeResponse: field letter to text (S severity, C SQLSTATE, M message, D detail, H hint, P position …). */
export type Report = Readonly<Record<string, string>>;

export function reportOf(body: Buffer): Report {
  const reader = new Body(body);
  const report: Record<string, string> = {};
  for (let letter = reader.byte(); letter !== 0; letter = reader.byte()) report[String.fromCharCode(letter)] = reader.cstring();
  return report;
}
