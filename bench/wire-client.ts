/**
 * The thinnest client of PostgreSQL's protocol that can be timed: sends prepared bytes, waits for ReadyForQuery, looks at nothing it need not. What a
 * driver adds would be added to both servers alike and hide their difference.
 */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { copyDone, query, startup, terminate } from '../tools/wire/messages.js';
import { openSocket, type Address } from '../tools/wire/client.js';

const READY = 0x5a;
const ERROR = 0x45;
const DATA_ROW = 0x44;
const COMPLETE = 0x43;
const COPY_IN = 0x47;

function errorText(body: Buffer): string {
  return body.toString('utf8').replaceAll('\0', ' ').trim();
}

export class ThinClient {
  private readonly chunks: Buffer[] = [];
  private length = 0;
  private waiting: ((answer: Buffer) => void) | null = null;
  private failing: ((error: Error) => void) | null = null;
  private isCopyAwaited = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', chunk => this.take(chunk));
    const closed = (): void => {
      this.failing?.(new Error('the server closed the connection'));
    };
    socket.on('close', closed);
    socket.on('error', closed);
  }

  /** A plain socket, for the echo server. */
  static async raw(address: Address): Promise<ThinClient> {
    return new ThinClient(await openSocket(address));
  }

  static async connect(address: Address, user: string, database: string): Promise<ThinClient> {
    const client = await ThinClient.raw(address);
    const answer = await client.ask(startup({ user, database, client_encoding: 'UTF8' }));
    client.check(answer);
    return client;
  }

  /** Ready, or (when a COPY was begun) CopyInResponse, at the very end of what came. Text results hold no zero bytes that could look like it. */
  private isComplete(chunk: Buffer): boolean {
    const n = chunk.length;
    // The last six bytes may lie in two chunks.
    const tail = n >= 6 || this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks.slice(-2));
    const at = tail.length - 6;
    if (at >= 0 && tail[at] === READY && tail[at + 1] === 0 && tail[at + 2] === 0 && tail[at + 3] === 0 && tail[at + 4] === 5) return true;
    return this.isCopyAwaited && this.chunks[0]![0] === COPY_IN;
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (!this.isComplete(chunk)) return;
    const answer = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.length);
    this.chunks.length = 0;
    this.length = 0;
    const { waiting } = this;
    this.waiting = null;
    waiting?.(answer);
  }

  /** Sends messages that end in a Sync or are a simple query; resolves with all bytes up to and with ReadyForQuery. */
  ask(bytes: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.waiting = resolve;
      this.failing = reject;
      this.socket.write(bytes);
    });
  }

  /** @throws Error with the server's report when the answer holds one. Walks over the message heads only. */
  check(answer: Buffer): void {
    for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
      if (answer[at] === ERROR) throw new Error(errorText(answer.subarray(at + 5, at + 1 + answer.readInt32BE(at + 1))));
    }
  }

  async run(sql: string): Promise<Buffer> {
    const answer = await this.ask(query(sql));
    try {
      this.check(answer);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\nin ${sql.slice(0, 200)}`);
    }
    return answer;
  }

  /** First value of the first row as text. */
  async value(sql: string): Promise<string> {
    return rowsOf(await this.run(sql))[0]![0]!;
  }

  /** COPY … FROM STDIN with the data given in pieces. */
  async copyIn(sql: string, pieces: readonly Buffer[]): Promise<void> {
    this.isCopyAwaited = true;
    const begun = await this.ask(query(sql));
    this.isCopyAwaited = false;
    this.check(begun);
    const done = new Promise<Buffer>((resolve, reject) => {
      this.waiting = resolve;
      this.failing = reject;
    });
    for (const piece of pieces) {
      if (!this.socket.write(piece)) await new Promise<void>(resolve => this.socket.once('drain', () => resolve()));
    }
    this.socket.write(copyDone());
    this.check(await done);
  }

  async end(): Promise<void> {
    this.failing = null;
    const closed = new Promise<void>(resolve => this.socket.once('close', () => resolve()));
    this.socket.end(terminate());
    await closed;
  }
}

/** Rows of an answer as text. */
export function rowsOf(answer: Buffer): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    if (answer[at] !== DATA_ROW) continue;
    const row: (string | null)[] = [];
    let position = at + 7;
    for (let left = answer.readInt16BE(at + 5); left > 0; left--) {
      const length = answer.readInt32BE(position);
      position += 4;
      row.push(length < 0 ? null : answer.toString('utf8', position, position + length));
      if (length > 0) position += length;
    }
    rows.push(row);
  }
  return rows;
}

/** Hash of the rows and command tags of an answer, byte for byte. */
export function digest(answers: readonly Buffer[]): string {
  const hash = createHash('sha1');
  for (const answer of answers) {
    for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
      if (answer[at] === DATA_ROW || answer[at] === COMPLETE) hash.update(answer.subarray(at, at + 1 + answer.readInt32BE(at + 1)));
    }
  }
  return hash.digest('hex');
}
