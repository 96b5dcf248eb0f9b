/**
 * One client connection: start-up, the message loop, and results as protocol messages.
 *
 * Invariants
 * 1. Messages are handled one at a time in arrival order. Whatever needs not wait is handled, and answered, in the turn of the event loop that brought it.
 * 2. Output is written once per turn that answers a Sync, a Query or a Flush, or when it grows past a bound; while the client does not read,
 *    nothing more is made for it.
 * 3. Input is not read further while enough of it waits.
 */
import type { Socket } from 'node:net';
import type { Oid } from '../base/index.js';
import type { Database } from '../database/index.js';
import { PgError } from '../errors/index.js';
import {
  BodyReader,
  ByteWriter,
  FRONTEND,
  MessageStream,
  decodeBind,
  decodeStartup,
  writeAuthentication,
  writeBackendKey,
  writeBindComplete,
  writeCloseComplete,
  writeCommandComplete,
  writeCopyData,
  writeCopyDone,
  writeCopyResponse,
  writeEmptyQuery,
  writeError,
  writeNegotiateVersion,
  writeNotice,
  writeNotification,
  writeParameterDescription,
  writeParameterStatus,
  writeParseComplete,
  writePortalSuspended,
  writeReady,
  type FrontendMessage,
} from '../protocol/index.js';
import { asPgError, decodeText, type CopySource, type PreparedStatement, type ResultColumn, type ResultConsumer, type Session } from '../session/index.js';
import type { Datum } from '../types/index.js';
import { CopyStream } from './copy-stream.js';
import { ResultEncoder } from './result-encoder.js';
import { parseStartupOptions } from './startup-options.js';

/** Output kept before it is handed to the socket in the middle of a result. */
const FLUSH_BYTES = 65536;
/** Input waiting from which on no more is read, and below which reading goes on. */
const INPUT_PAUSE_BYTES = 4 * 1024 * 1024;
const INPUT_RESUME_BYTES = 1024 * 1024;
/** How long one client's waiting messages may be handled before others get a turn, milliseconds. */
const TURN_MS = 8;
/** Messages between two looks at the clock. */
const TURN_MESSAGES = 32;
/** How long a client may take to read the last bytes and to close its side, milliseconds. */
const LINGER_MS = 2000;
/** PostgreSQL's authentication_timeout. */
const STARTUP_MS_MAX = 60_000;

export interface ConnectionHost {
  readonly database: Database;
  /** Finds the connection a cancel request names. */
  cancel(pid: number, secretKey: number): void;
  /** Throws 53300 when there are too many; how many more there may be otherwise. */
  admit(): number;
  closed(connection: Connection): void;
  isShuttingDown(): boolean;
}

export class Connection implements ResultConsumer {
  session: Session | null = null;
  private readonly input = new MessageStream();
  private readonly out = new ByteWriter();
  private results: ResultEncoder | null = null;
  private isProcessing = false;
  /** How much of what has not been sent yet ends with a ReadyForQuery. */
  private answeredBytes = 0;
  private isEnded = false;
  private isSkippingToSync = false;
  private copy: CopyStream | null = null;
  private drained: Promise<void> | null = null;
  private startupTimer: { cancel(): void } | null;

  constructor(
    private readonly host: ConnectionHost,
    private readonly socket: Socket,
  ) {
    socket.setNoDelay(true);
    socket.on('data', chunk => this.received(chunk));
    socket.on('error', () => this.end());
    socket.on('close', () => this.end());
    socket.on('end', () => this.end());
    const delay = host.database.environment.scheduler.delay(STARTUP_MS_MAX, true);
    const timer = { cancel: () => delay.cancel() };
    this.startupTimer = timer;
    void delay.promise.then(() => {
      if (this.startupTimer === timer) this.destroy();
    });
  }

  private received(chunk: Buffer): void {
    if (this.isEnded) return;
    const { input } = this;
    input.push(chunk);
    if (this.copy !== null) this.copy.arrived();
    if (!this.isProcessing) this.process();
    else if (input.bufferedBytes > INPUT_PAUSE_BYTES && input.hasMessage) this.socket.pause();
  }

  /** The next message that has arrived. */
  private nextMessage(): FrontendMessage | null {
    const { input, socket } = this;
    const message = input.next();
    if (socket.isPaused() && (message === null || input.bufferedBytes < INPUT_RESUME_BYTES) && !this.isEnded) socket.resume();
    return message;
  }

  /** Handles whatever has arrived. Never throws. */
  private process(): void {
    this.isProcessing = true;
    try {
      let messages = 0;
      let turnEndMs = 0;
      while (!this.isEnded) {
        if (this.session === null) {
          const packet = this.input.nextStartup();
          if (packet === null) break;
          this.startup(packet);
          continue;
        }
        const message = this.nextMessage();
        if (message === null) break;
        const waiting = this.handle(message);
        if (waiting !== undefined) {
          this.continueAfter(waiting);
          return;
        }
        if (++messages % TURN_MESSAGES === 0) {
          const { clock, scheduler } = this.host.database.environment;
          const now = clock.monotonicMs();
          if (turnEndMs === 0) turnEndMs = now + TURN_MS;
          else if (now > turnEndMs) {
            this.continueAfter(scheduler.yieldNow());
            return;
          }
        }
      }
    } catch (error) {
      this.fatal(error);
    }
    this.isProcessing = false;
    this.flush(true);
  }

  private continueAfter(waiting: Promise<void>): void {
    // What a message has answered so far goes out with its end, or when the buffer is full; only what earlier messages are owed does not wait for it.
    if (this.answeredBytes > 0) this.flushAnswers();
    waiting.then(
      () => this.process(),
      (error: unknown) => {
        this.isProcessing = false;
        this.fatal(error);
      },
    );
  }

  // --- start-up -----------------------------------------------------------------------------------------------------

  private startup(packet: Buffer): void {
    const request = decodeStartup(packet);
    switch (request.kind) {
      case 'ssl':
      case 'gss':
        // Whatever came with the request was not encrypted, as it should have been.
        if (this.input.bufferedBytes > 0)
          throw fatal('protocol_violation', `received unencrypted data after ${request.kind === 'ssl' ? 'SSL' : 'GSSAPI encryption'} request`);
        this.socket.write('N');
        return;
      case 'cancel':
        this.host.cancel(request.pid, request.secretKey);
        this.end();
        return;
      case 'startup':
        break;
    }
    const { parameters } = request;
    const user = parameters.get('user');
    if (user === undefined || user === '') throw fatal('invalid_authorization_specification', 'no PostgreSQL user name specified in startup packet');
    if (this.host.isShuttingDown()) throw fatal('cannot_connect_now', 'the database system is shutting down');
    const freePlaces = this.host.admit();
    const database = parameters.get('database') || user;
    const settings: Record<string, string> = {};
    for (const [name, value] of parameters) if (name !== 'user' && name !== 'database' && name !== 'options' && name !== 'replication') settings[name] = value;
    Object.assign(settings, parseStartupOptions(parameters.get('options') ?? ''));
    if (request.minor > 0 || request.unknownOptions.length > 0) writeNegotiateVersion(this.out, request.unknownOptions);
    let isStarted = false;
    const session = this.host.database.connect(
      {
        user,
        database,
        freePlaces,
        clientAddress: this.socket.remoteAddress ?? null,
        clientPort: this.socket.remotePort ?? null,
        serverAddress: this.socket.localAddress ?? null,
        serverPort: this.socket.localPort ?? null,
        settings,
      },
      {
        notice: notice => {
          writeNotice(this.out, notice);
          if (isStarted) this.flush(false);
        },
        parameterStatus: (name, value) => {
          if (isStarted) writeParameterStatus(this.out, name, value);
        },
        notification: (channel, payload, pid) => {
          writeNotification(this.out, pid, channel, payload);
          if (!this.isProcessing) this.flush(true);
        },
        terminated: error => {
          if (this.isEnded) return;
          writeError(this.out, error);
          this.flush(true);
          this.end();
        },
      },
    );
    this.session = session;
    this.results = new ResultEncoder(session, this.out);
    this.startupTimer?.cancel();
    this.startupTimer = null;
    isStarted = true;
    writeAuthentication(this.out, 0);
    for (const { row, value } of session.settings.all()) if (row.isReported) writeParameterStatus(this.out, row.name, value);
    writeBackendKey(this.out, session.pid, session.secretKey);
    writeReady(this.out, 'I');
  }

  // --- messages -------------------------------------------------------------------------------------------------------

  /** Handles a message; a promise when that takes longer than this turn. */
  private handle({ code, body }: FrontendMessage): undefined | Promise<void> {
    if (this.isSkippingToSync && code !== FRONTEND.sync && code !== FRONTEND.terminate) return undefined;
    switch (code) {
      case FRONTEND.query:
        return this.query(body);
      case FRONTEND.terminate:
        this.end();
        return undefined;
      case FRONTEND.sync:
        return this.sync();
      case FRONTEND.flush:
        this.flush(false);
        return undefined;
      case FRONTEND.copyData:
      case FRONTEND.copyDone:
      case FRONTEND.copyFail:
        // Left over from a COPY that failed: the protocol says to ignore them.
        return undefined;
      case FRONTEND.functionCall:
        this.report(this.session!.settled(new PgError('feature_not_supported', 'the function call message is not supported')));
        return this.ready();
      default:
        try {
          const waiting = this.extended(code, body);
          return waiting?.catch((error: unknown) => this.extendedFailed(error));
        } catch (error) {
          this.extendedFailed(error);
          return undefined;
        }
    }
  }

  private extendedFailed(error: unknown): void {
    this.copy = null;
    this.report(this.session!.settled(error));
    this.isSkippingToSync = true;
  }

  private query(body: Buffer): undefined | Promise<void> {
    return this.readyAfter(() => {
      const reader = new BodyReader(body);
      const sql = decodeText(reader.cstringBytes());
      reader.end();
      return this.session!.simpleQuery(sql, this);
    });
  }

  private sync(): undefined | Promise<void> {
    this.isSkippingToSync = false;
    return this.readyAfter(() => this.session!.sync());
  }

  /** Work that ends with ReadyForQuery, its error reported before. */
  private readyAfter(work: () => void | Promise<void>): undefined | Promise<void> {
    const failed = (error: unknown): undefined | Promise<void> => {
      this.report(this.session!.settled(error));
      return this.ready();
    };
    let waiting: void | Promise<void>;
    try {
      waiting = work();
    } catch (error) {
      return failed(error);
    }
    return waiting === undefined ? this.ready() : waiting.then(() => this.ready(), failed);
  }

  /** ReadyForQuery; a promise when the client does not read. */
  private ready(): undefined | Promise<void> {
    this.copy = null;
    if (this.isEnded) return undefined;
    writeReady(this.out, this.session!.block.statusByte);
    this.answeredBytes = this.out.length;
    // With the client's next message here already, one write may answer both.
    if (!this.input.hasMessage || this.out.length >= FLUSH_BYTES) this.flush(true);
    return this.drained ?? undefined;
  }

  private extended(code: number, body: Buffer): undefined | Promise<void> {
    const session = this.session!;
    switch (code) {
      case FRONTEND.parse: {
        const reader = new BodyReader(body);
        const name = decodeText(reader.cstringBytes());
        const sql = decodeText(reader.cstringBytes());
        const count = reader.uint16();
        const types: Oid[] = [];
        for (let i = 0; i < count; i++) types.push(reader.uint32() as Oid);
        reader.end();
        const parsed = session.parse(name, sql, types);
        if (parsed instanceof Promise) return parsed.then(() => writeParseComplete(this.out));
        writeParseComplete(this.out);
        return undefined;
      }
      case FRONTEND.bind: {
        const bind = decodeBind(body);
        session.bind(decodeText(bind.portal), decodeText(bind.statement), bind.formats, bind.values, bind.resultFormats);
        writeBindComplete(this.out);
        return undefined;
      }
      case FRONTEND.describe: {
        const reader = new BodyReader(body);
        const kind = reader.byte();
        const name = decodeText(reader.cstringBytes());
        reader.end();
        if (kind === STATEMENT) {
          const { parameterTypes, columns } = session.describeStatement(name);
          writeParameterDescription(this.out, parameterTypes);
          this.results!.describeStatement(session.statement(name), columns);
        } else if (kind === PORTAL) this.results!.describePortal(session.portal(name), session.describePortal(name));
        else throw new PgError('protocol_violation', `invalid DESCRIBE message subtype ${kind}`);
        return undefined;
      }
      case FRONTEND.execute: {
        const reader = new BodyReader(body);
        const name = decodeText(reader.cstringBytes());
        const maxRows = reader.int32();
        reader.end();
        this.results!.beginPortal(session.portal(name));
        const isSuspended = session.execute(name, Math.max(0, maxRows), this);
        if (typeof isSuspended === 'boolean') return this.executed(isSuspended);
        return isSuspended.then(suspended => this.executed(suspended));
      }
      case FRONTEND.close: {
        const reader = new BodyReader(body);
        const kind = reader.byte();
        const name = decodeText(reader.cstringBytes());
        reader.end();
        if (kind === STATEMENT) session.closeStatement(name);
        else if (kind === PORTAL) session.closePortal(name);
        else throw new PgError('protocol_violation', `invalid CLOSE message subtype ${kind}`);
        writeCloseComplete(this.out);
        return undefined;
      }
      default:
        throw fatal('protocol_violation', `invalid frontend message type ${code}`);
    }
  }

  private executed(isSuspended: boolean): undefined | Promise<void> {
    this.copy = null;
    if (isSuspended) writePortalSuspended(this.out);
    return this.drained ?? undefined;
  }

  private report(error: PgError): void {
    if (this.isEnded) return;
    writeError(this.out, error);
    if (error.severity === 'FATAL' || error.severity === 'PANIC') {
      this.flush(true);
      this.end();
    }
  }

  private fatal(error: unknown): void {
    const reported = asPgError(error);
    if (reported.severity !== 'PANIC') reported.severity = 'FATAL';
    this.report(reported);
  }

  // --- results ----------------------------------------------------------------------------------------------------------

  describe(columns: readonly ResultColumn[], prepared?: PreparedStatement, isBinary = false): void {
    this.results!.begin(columns, prepared, isBinary);
  }

  row(values: readonly Datum[]): boolean {
    this.results!.row(values);
    return this.hasRoom();
  }

  /** Hands a full buffer to the socket; false when that has no room for more. */
  private hasRoom(): boolean {
    if (this.out.length < FLUSH_BYTES) return true;
    this.flush(false);
    return this.drained === null;
  }

  whenReady(): Promise<void> | null {
    return this.drained;
  }

  complete(tag: string): void {
    writeCommandComplete(this.out, tag);
  }

  emptyQuery(): void {
    writeEmptyQuery(this.out);
  }

  copyOutBegin(format: 0 | 1, columns: number): void {
    writeCopyResponse(this.out, false, format, columns);
  }

  copyOutData(data: Uint8Array): boolean {
    writeCopyData(this.out, data);
    return this.hasRoom();
  }

  copyOutEnd(): void {
    writeCopyDone(this.out);
  }

  copyIn(format: 0 | 1, columns: number): CopySource {
    writeCopyResponse(this.out, true, format, columns);
    this.flush(false);
    this.copy = new CopyStream(() => this.nextMessage());
    return this.copy;
  }

  // --- output -----------------------------------------------------------------------------------------------------------

  /** @param isIdle the client is expected to take its turn now */
  private flush(isIdle: boolean): void {
    const { out, socket } = this;
    if (out.length === 0 || this.isEnded) return;
    this.answeredBytes = 0;
    const hasRoom = socket.write(out.written);
    // Nothing queued: the kernel has copied the bytes, and the buffer may be used again.
    out.release(socket.writableLength === 0, isIdle);
    if (hasRoom || this.drained !== null) return;
    this.drained = new Promise(resolve => {
      const done = (): void => {
        socket.off('drain', done);
        socket.off('close', done);
        this.drained = null;
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
    });
  }

  /** Sends what belongs to messages that have been answered to their end. */
  private flushAnswers(): void {
    const { out, answeredBytes } = this;
    const rest = Buffer.from(out.written.subarray(answeredBytes));
    this.socket.write(Buffer.from(out.written.subarray(0, answeredBytes)));
    out.release(true, false);
    out.bytes(rest);
    this.answeredBytes = 0;
  }

  /** Asks the session to end and says why to the client. */
  terminate(error: PgError): void {
    if (this.session === null || this.isEnded) this.end();
    else this.session.terminate(error);
  }

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.startupTimer?.cancel();
    this.startupTimer = null;
    const lost = new PgError('connection_failure', 'connection to client lost');
    lost.severity = 'FATAL';
    this.copy?.fail(lost);
    const { session } = this;
    if (session) {
      session.terminate(lost);
      void session.closeSoon();
    }
    const { socket } = this;
    socket.end();
    // A client that neither reads nor closes would keep its socket, and whoever waits for room in it, for ever.
    if (!socket.destroyed) {
      const linger = this.host.database.environment.scheduler.delay(LINGER_MS, true);
      socket.once('close', () => linger.cancel());
      void linger.promise.then(() => socket.destroy());
    }
    this.host.closed(this);
  }

  destroy(): void {
    this.end();
    this.socket.destroy();
  }
}

const STATEMENT = 0x53;
const PORTAL = 0x50;

function fatal(state: 'invalid_authorization_specification' | 'cannot_connect_now' | 'protocol_violation', message: string): PgError {
  const error = new PgError(state, message);
  error.severity = 'FATAL';
  return error;
}
