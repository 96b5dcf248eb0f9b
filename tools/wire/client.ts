/**
 * A plain protocol 3.0 client over a socket, for tests and tools: sends what it is told and shows every message that comes back.
 * Works against HenryDB and PostgreSQL (trust authentication) alike. One caller at a time.
 */
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { Body, copyData, copyDone, fieldsOf, query, reportOf, startup, terminate, valuesOf, type BackendMessage, type Field, type Report } from './messages.js';

export interface Address {
  /** A host name, or a directory with a unix socket. */
  readonly host: string;
  readonly port: number;
}

export interface WireOptions extends Address {
  readonly user?: string;
  readonly database?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What one statement gave. */
export interface StatementResult {
  fields: Field[] | null;
  rows: (Buffer | null)[][];
  tag: string | null;
  copyOut: Buffer[] | null;
}

/** What one simple query message gave. */
export interface QueryAnswer {
  readonly results: StatementResult[];
  readonly notices: Report[];
  error: Report | null;
  status: string;
}

/** A NOTIFY that has arrived. */
export interface Notification {
  readonly pid: number;
  readonly channel: string;
  readonly payload: string;
}

/** The server closed the connection. */
export class ConnectionLost extends Error {
  constructor(readonly report: Report | null) {
    super(report ? `${report['S']} ${report['C']}: ${report['M']}` : 'the server closed the connection');
  }
}

const TIMEOUT_MS = 60_000;
const COPY_PIECE_BYTES = 65536;

export function openSocket({ host, port }: Address): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = host.startsWith('/') ? createConnection(join(host, `.s.PGSQL.${port}`)) : createConnection({ host, port });
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

export class WireClient {
  readonly parameters = new Map<string, string>();
  pid = 0;
  secretKey = 0;
  /** Told of every notice as it arrives, whether or not anybody awaits a message. */
  onNotice: ((report: Report) => void) | null = null;
  /** What has been notified so far; whoever reads it takes it out. */
  readonly notifications: Notification[] = [];
  private received: Buffer = Buffer.alloc(0);
  private readonly messages: BackendMessage[] = [];
  private waiting: (() => void) | null = null;
  private isClosed = false;
  private lastFatal: Report | null = null;

  private constructor(
    readonly socket: Socket,
    readonly address: Address,
  ) {
    socket.on('data', chunk => this.take(chunk));
    const closed = (): void => {
      this.isClosed = true;
      this.waiting?.();
    };
    socket.on('close', closed);
    socket.on('end', closed);
    socket.on('error', closed);
  }

  /** A connected socket on which nothing has been sent yet. */
  static async raw(address: Address): Promise<WireClient> {
    return new WireClient(await openSocket(address), address);
  }

  /** Connects and waits until the server is ready. @throws ConnectionLost with the server's reason. */
  static async connect(options: WireOptions): Promise<WireClient> {
    const client = await WireClient.raw(options);
    client.send(startup({ user: options.user ?? 'postgres', database: options.database ?? 'postgres', client_encoding: 'UTF8', ...options.parameters }));
    await client.ready();
    return client;
  }

  /** Messages that have arrived and have not been asked for. */
  get unread(): number {
    return this.messages.length;
  }

  send(...messages: readonly Buffer[]): void {
    this.socket.write(messages.length === 1 ? messages[0]! : Buffer.concat(messages));
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    while (this.received.length >= 5) {
      const length = this.received.readInt32BE(1);
      if (this.received.length < length + 1) break;
      const type = String.fromCharCode(this.received[0]!);
      const body = this.received.subarray(5, length + 1);
      this.messages.push({ type, body });
      if (type === 'N') this.onNotice?.(reportOf(body));
      else if (type === 'A') {
        const reader = new Body(body);
        this.notifications.push({ pid: reader.int32(), channel: reader.cstring(), payload: reader.cstring() });
      }
      this.received = this.received.subarray(length + 1);
    }
    this.waiting?.();
  }

  /** The next message of any kind. @throws ConnectionLost, or an Error after a minute of silence. */
  async next(): Promise<BackendMessage> {
    while (this.messages.length === 0) {
      if (this.isClosed) throw new ConnectionLost(this.lastFatal);
      let timer: NodeJS.Timeout | undefined;
      const arrived = new Promise<void>((resolve, reject) => {
        this.waiting = resolve;
        timer = setTimeout(() => reject(new Error('the server says nothing')), TIMEOUT_MS);
      });
      await arrived.finally(() => clearTimeout(timer));
      this.waiting = null;
    }
    const message = this.messages.shift()!;
    if (message.type === 'S') {
      const body = new Body(message.body);
      this.parameters.set(body.cstring(), body.cstring());
    } else if (message.type === 'K') {
      const body = new Body(message.body);
      this.pid = body.int32();
      this.secretKey = body.int32();
    } else if (message.type === 'E') {
      const report = reportOf(message.body);
      if (report['S'] === 'FATAL' || report['S'] === 'PANIC') this.lastFatal = report;
    }
    return message;
  }

  /** The next message that is not ParameterStatus. */
  async nextBut(skipped = 'S'): Promise<BackendMessage> {
    for (;;) {
      const message = await this.next();
      if (!skipped.includes(message.type)) return message;
    }
  }

  /** All messages up to and with ReadyForQuery. */
  async ready(): Promise<BackendMessage[]> {
    const messages: BackendMessage[] = [];
    for (;;) {
      const message = await this.next();
      messages.push(message);
      if (message.type === 'Z') return messages;
    }
  }

  /** Message letters up to ReadyForQuery, ParameterStatus left out: the shape of a conversation. */
  async letters(): Promise<string> {
    return (await this.ready())
      .map(message => message.type)
      .filter(type => type !== 'S')
      .join('');
  }

  /** COPY data in pieces, as psql sends it. */
  private sendCopy(data: Buffer): void {
    for (let at = 0; at < data.length; at += COPY_PIECE_BYTES) this.send(copyData(data.subarray(at, at + COPY_PIECE_BYTES)));
    this.send(copyDone());
  }

  /** Sends one simple query and collects everything it gives; `copyIn` is fed to the first COPY FROM STDIN. */
  async query(sql: string, copyIn: Buffer | string | null = null): Promise<QueryAnswer> {
    this.send(query(sql));
    return this.answer(copyIn);
  }

  async answer(copyIn: Buffer | string | null = null): Promise<QueryAnswer> {
    const answer: QueryAnswer = { results: [], notices: [], error: null, status: '' };
    const fresh = (): StatementResult => ({ fields: null, rows: [], tag: null, copyOut: null });
    let result = fresh();
    let data = copyIn;
    for (;;) {
      const { type, body } = await this.next();
      switch (type) {
        case 'T':
          result.fields = fieldsOf(body);
          break;
        case 'D':
          result.rows.push(valuesOf(body));
          break;
        case 'H':
          result.copyOut = [];
          break;
        case 'd':
          result.copyOut?.push(Buffer.from(body));
          break;
        case 'G':
          this.sendCopy(Buffer.from(data ?? ''));
          data = null;
          break;
        case 'C':
        case 's':
        case 'I':
          result.tag = type === 'C' ? new Body(body).cstring() : null;
          answer.results.push(result);
          result = fresh();
          break;
        case 'E':
          // Rows given before the error are no result.
          answer.error = reportOf(body);
          result = fresh();
          break;
        case 'N':
          answer.notices.push(reportOf(body));
          break;
        case 'Z':
          answer.status = body.toString('latin1');
          return answer;
        default:
      }
    }
  }

  /** Rows of one statement as text; @throws Error on an error report. */
  async rows(sql: string): Promise<(string | null)[][]> {
    const answer = await this.query(sql);
    if (answer.error) throw new Error(`${answer.error['C']}: ${answer.error['M']} in ${sql}`);
    return answer.results.flatMap(result => result.rows.map(row => row.map(value => value?.toString('utf8') ?? null)));
  }

  /** Says goodbye and waits for the socket to close. */
  async end(): Promise<void> {
    if (this.isClosed) return;
    const closed = new Promise<void>(resolve => this.socket.once('close', () => resolve()));
    this.send(terminate());
    this.socket.end();
    await closed;
  }

  /** Waits until the server has closed the connection; the fatal error it gave, if any. */
  async closed(): Promise<Report | null> {
    for (;;) {
      try {
        await this.next();
      } catch (error) {
        if (error instanceof ConnectionLost) return error.report;
        throw error;
      }
    }
  }
}
