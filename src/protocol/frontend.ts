/**
 * Frontend messages of protocol 3.0 (PostgreSQL chapter 55.7): cutting a byte stream into messages, and decoding their bodies.
 * Malformed bodies raise 08P01 with PostgreSQL's texts.
 */
import { PgError } from '../errors/index.js';

/** Longest message accepted: PostgreSQL's PQ_LARGE_MESSAGE_LIMIT is 1 GB; less is enough for a 1 GB value's text. */
const MESSAGE_BYTES_MAX = 0x3fffffff;
const SMALL_MESSAGE_BYTES_MAX = 30000;

export interface FrontendMessage {
  /** Character code of the type. */
  readonly code: number;
  readonly body: Buffer;
}

/** Message types with their names; anything else is a protocol violation. */
export const FRONTEND = {
  bind: 0x42,
  close: 0x43,
  describe: 0x44,
  execute: 0x45,
  functionCall: 0x46,
  flush: 0x48,
  parse: 0x50,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  password: 0x70,
} as const;

const LARGE: ReadonlySet<number> = new Set([FRONTEND.query, FRONTEND.parse, FRONTEND.bind, FRONTEND.copyData, FRONTEND.functionCall, FRONTEND.password]);

/** Collects chunks and gives out whole messages. */
export class MessageStream {
  private chunks: Buffer[] = [];
  private head: Buffer = Buffer.alloc(0);
  private total = 0;

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.total += chunk.length;
  }

  get bufferedBytes(): number {
    return this.total;
  }

  /** True when a whole message is there: one that has begun needs more bytes however many there are. */
  get hasMessage(): boolean {
    return this.total >= 5 && this.ensure(5) && this.total > this.head.readInt32BE(1);
  }

  /** Joins until at least `bytes` are in `head`; false when there are not that many. */
  private ensure(bytes: number): boolean {
    if (this.head.length >= bytes) return true;
    if (this.total < bytes) return false;
    const parts = [this.head];
    let have = this.head.length;
    while (have < bytes) {
      const next = this.chunks.shift()!;
      parts.push(next);
      have += next.length;
    }
    this.head = parts[0]!.length === 0 && parts.length === 2 ? parts[1]! : Buffer.concat(parts);
    return true;
  }

  /** The start-up phase's packets have no type byte. */
  nextStartup(): Buffer | null {
    if (!this.ensure(4)) return null;
    const length = this.head.readInt32BE(0);
    if (length < 8 || length > 10000) throw new PgError('protocol_violation', 'invalid length of startup packet');
    if (!this.ensure(length)) return null;
    return this.cut(length).subarray(4);
  }

  next(): FrontendMessage | null {
    if (!this.ensure(5)) return null;
    const code = this.head[0]!;
    if (!KNOWN.has(code)) {
      const error = new PgError('protocol_violation', `invalid frontend message type ${code}`);
      error.severity = 'FATAL';
      throw error;
    }
    const length = this.head.readInt32BE(1);
    if (length < 4 || length > (LARGE.has(code) ? MESSAGE_BYTES_MAX : SMALL_MESSAGE_BYTES_MAX)) {
      const error = new PgError('protocol_violation', 'invalid message length');
      error.severity = 'FATAL';
      throw error;
    }
    if (!this.ensure(length + 1)) return null;
    return { code, body: this.cut(length + 1).subarray(5) };
  }

  private cut(bytes: number): Buffer {
    const out = this.head.subarray(0, bytes);
    this.head = this.head.subarray(bytes);
    this.total -= bytes;
    return out;
  }
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(FRONTEND));

/** Reads a message body. */
export class BodyReader {
  at = 0;
  constructor(private readonly body: Buffer) {}

  private need(bytes: number): void {
    if (this.at + bytes > this.body.length || bytes < 0) throw new PgError('protocol_violation', 'insufficient data left in message');
  }

  byte(): number {
    this.need(1);
    return this.body[this.at++]!;
  }

  int16(): number {
    this.need(2);
    const value = this.body.readInt16BE(this.at);
    this.at += 2;
    return value;
  }

  uint16(): number {
    this.need(2);
    const value = this.body.readUInt16BE(this.at);
    this.at += 2;
    return value;
  }

  int32(): number {
    this.need(4);
    const value = this.body.readInt32BE(this.at);
    this.at += 4;
    return value;
  }

  uint32(): number {
    return this.int32() >>> 0;
  }

  /** A copy-free view: valid as long as the chunk it came in, which nobody reuses. */
  bytes(length: number): Buffer {
    this.need(length);
    const out = this.body.subarray(this.at, this.at + length);
    this.at += length;
    return out;
  }

  cstringBytes(): Buffer {
    const end = this.body.indexOf(0, this.at);
    if (end < 0) throw new PgError('protocol_violation', 'invalid string in message');
    const out = this.body.subarray(this.at, end);
    this.at = end + 1;
    return out;
  }

  end(): void {
    if (this.at !== this.body.length) throw new PgError('protocol_violation', 'invalid message format');
  }
}

export interface BindMessage {
  readonly portal: Buffer;
  readonly statement: Buffer;
  readonly formats: readonly number[];
  readonly values: readonly (Buffer | null)[];
  readonly resultFormats: readonly number[];
}

export function decodeBind(body: Buffer): BindMessage {
  const r = new BodyReader(body);
  const portal = r.cstringBytes();
  const statement = r.cstringBytes();
  const formats = readFormats(r);
  const count = r.uint16();
  const values: (Buffer | null)[] = [];
  for (let i = 0; i < count; i++) {
    const length = r.int32();
    values.push(length === -1 ? null : r.bytes(length));
  }
  const resultFormats = readFormats(r);
  r.end();
  return { portal, statement, formats, values, resultFormats };
}

function readFormats(r: BodyReader): readonly number[] {
  const count = r.uint16();
  if (count === 0) return NO_FORMATS;
  const formats: number[] = [];
  for (let i = 0; i < count; i++) formats.push(r.int16());
  return formats;
}

const NO_FORMATS: readonly number[] = [];

export interface StartupPacket {
  readonly kind: 'startup' | 'ssl' | 'gss' | 'cancel';
  readonly parameters: ReadonlyMap<string, string>;
  readonly pid: number;
  readonly secretKey: number;
  /** Minor protocol version asked for. */
  readonly minor: number;
  /** `_pq_.` options, not known here. */
  readonly unknownOptions: readonly string[];
}

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

export function decodeStartup(packet: Buffer): StartupPacket {
  const r = new BodyReader(packet);
  const version = r.int32();
  const none: StartupPacket = { kind: 'ssl', parameters: new Map(), pid: 0, secretKey: 0, minor: 0, unknownOptions: [] };
  if (version === SSL_REQUEST) return none;
  if (version === GSS_REQUEST) return { ...none, kind: 'gss' };
  if (version === CANCEL_REQUEST) return { ...none, kind: 'cancel', pid: r.int32(), secretKey: r.int32() };
  if (version >>> 16 !== 3) {
    throw new PgError('feature_not_supported', `unsupported frontend protocol ${version >>> 16}.${version & 0xffff}: server supports 3.0 to 3.0`);
  }
  const parameters = new Map<string, string>();
  const unknownOptions: string[] = [];
  for (;;) {
    const name = r.cstringBytes().toString('utf8');
    if (name === '') break;
    const value = r.cstringBytes().toString('utf8');
    if (name.startsWith('_pq_.')) unknownOptions.push(name);
    else parameters.set(name, value);
  }
  return { kind: 'startup', parameters, pid: 0, secretKey: 0, minor: version & 0xffff, unknownOptions };
}
