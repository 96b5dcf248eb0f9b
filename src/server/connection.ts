/**
 * One client connection: start-up, the message loop, and results as protocol messages. Messages are handled one at a time in arrival order;
 * output is buffered and written once per Sync (or when it grows past a bound, with back-pressure).
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
  beginDataRow,
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
  writeNoData,
  writeNotice,
  writeNotification,
  writeParameterDescription,
  writeParameterStatus,
  writeParseComplete,
  writePortalSuspended,
  writeReady,
  writeRowDescription,
  type FrontendMessage,
} from '../protocol/index.js';
import { asPgError, decodeText, type CopySource, type Portal, type ResultColumn, type ResultConsumer, type Session } from '../session/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import { parseStartupOptions } from './startup-options.js';

/** Output kept before it is handed to the socket in the middle of a result. */
const FLUSH_BYTES = 65536;
/** Input buffered from a client that does not wait for answers, before its socket is paused. */
const INPUT_PAUSE_BYTES = 4 * 1024 * 1024;

export interface ConnectionHost {
  readonly database: Database;
  /** Finds the connection a cancel request names. */
  cancel(pid: number, secretKey: number): void;
  /** Throws 53300 when there are too many. */
  admit(): void;
  closed(connection: Connection): void;
  /** Start-up parameters reported to clients. */
  isShuttingDown(): boolean;
}

export class Connection implements ResultConsumer {
  session: Session | null = null;
  private readonly input = new MessageStream();
  private readonly out = new ByteWriter();
  private isProcessing = false;
  private isEnded = false;
  private isStarted = false;
  private isSkippingToSync = false;
  private copy: CopyStream | null = null;
  private encoders: readonly FieldEncoder[] = [];
  private drained: Promise<void> | null = null;

  constructor(
    private readonly host: ConnectionHost,
    private readonly socket: Socket,
  ) {
    socket.setNoDelay(true);
    socket.on('data', chunk => this.received(chunk));
    socket.on('error', () => this.end());
    socket.on('close', () => this.end());
    socket.on('end', () => this.end());
  }

  private received(chunk: Buffer): void {
    if (this.isEnded) return;
    this.input.push(chunk);
    if (this.copy) this.feedCopy();
    if (!this.isProcessing) void this.process();
    else if (this.input.bufferedBytes > INPUT_PAUSE_BYTES) this.socket.pause();
  }

  /** Handles whatever has arrived. Never rejects. */
  private async process(): Promise<void> {
    this.isProcessing = true;
    try {
      while (!this.isEnded) {
        if (!this.isStarted) {
          const packet = this.input.nextStartup();
          if (packet === null) break;
          this.startup(packet);
          continue;
        }
        const message = this.input.next();
        if (message === null) break;
        await this.handle(message);
      }
    } catch (error) {
      this.fatal(error);
    } finally {
      this.isProcessing = false;
      if (this.socket.isPaused() && !this.isEnded) this.socket.resume();
    }
    this.flush();
  }

  // --- start-up -----------------------------------------------------------------------------------------------------

  private startup(packet: Buffer): void {
    const request = decodeStartup(packet);
    switch (request.kind) {
      case 'ssl':
      case 'gss':
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
    this.host.admit();
    const database = parameters.get('database') || user;
    const settings: Record<string, string> = {};
    for (const [name, value] of parameters) if (name !== 'user' && name !== 'database' && name !== 'options' && name !== 'replication') settings[name] = value;
    Object.assign(settings, parseStartupOptions(parameters.get('options') ?? ''));
    if (request.minor > 0 || request.unknownOptions.length > 0) writeNegotiateVersion(this.out, request.unknownOptions);
    this.session = this.host.database.connect(
      { user, database, clientAddress: this.socket.remoteAddress ?? null, clientPort: this.socket.remotePort ?? null, settings },
      {
        notice: notice => writeNotice(this.out, notice),
        parameterStatus: (name, value) => {
          if (this.isStarted) writeParameterStatus(this.out, name, value);
        },
        notification: (channel, payload, pid) => {
          writeNotification(this.out, pid, channel, payload);
          if (!this.isProcessing) this.flush();
        },
      },
    );
    writeAuthentication(this.out, 0);
    for (const { row, value } of this.session.settings.all()) if (row.isReported) writeParameterStatus(this.out, row.name, value);
    writeBackendKey(this.out, this.session.pid, this.session.secretKey);
    writeReady(this.out, 'I');
    this.isStarted = true;
    this.flush();
  }

  // --- messages -------------------------------------------------------------------------------------------------------

  private async handle(message: FrontendMessage): Promise<void> {
    const session = this.session!;
    if (this.isSkippingToSync && message.code !== FRONTEND.sync && message.code !== FRONTEND.terminate) return;
    const due = session.interrupts.peek();
    if (due?.severity === 'FATAL') throw due;
    switch (message.code) {
      case FRONTEND.query:
        await this.query(message.body);
        return;
      case FRONTEND.terminate:
        this.end();
        return;
      case FRONTEND.sync:
        await this.sync();
        return;
      case FRONTEND.flush:
        this.flush();
        return;
      case FRONTEND.copyData:
      case FRONTEND.copyDone:
      case FRONTEND.copyFail:
        // Left over from a COPY that failed: the protocol says to ignore them.
        return;
      case FRONTEND.functionCall:
        this.report(new PgError('feature_not_supported', 'the function call message is not supported'));
        writeReady(this.out, session.block.statusByte);
        this.flush();
        return;
      default:
        try {
          await this.extended(message);
        } catch (error) {
          this.report(asPgError(error));
          this.isSkippingToSync = true;
          this.flush();
        }
    }
  }

  private async query(body: Buffer): Promise<void> {
    const session = this.session!;
    try {
      const reader = new BodyReader(body);
      const sql = decodeText(reader.cstringBytes());
      reader.end();
      await session.simpleQuery(sql, this);
    } catch (error) {
      this.report(asPgError(error));
    }
    this.copy = null;
    writeReady(this.out, session.block.statusByte);
    this.flush();
    if (this.drained) await this.drained;
  }

  private async sync(): Promise<void> {
    const session = this.session!;
    this.isSkippingToSync = false;
    try {
      await session.sync();
    } catch (error) {
      this.report(asPgError(error));
    }
    writeReady(this.out, session.block.statusByte);
    this.flush();
    if (this.drained) await this.drained;
  }

  private async extended({ code, body }: FrontendMessage): Promise<void> {
    const session = this.session!;
    const reader = new BodyReader(body);
    switch (code) {
      case FRONTEND.parse: {
        const name = decodeText(reader.cstringBytes());
        const sql = decodeText(reader.cstringBytes());
        const types = Array.from({ length: reader.uint16() }, () => reader.uint32() as Oid);
        reader.end();
        session.parse(name, sql, types);
        writeParseComplete(this.out);
        return;
      }
      case FRONTEND.bind: {
        const bind = decodeBind(body);
        session.bind(decodeText(bind.portal), decodeText(bind.statement), bind.formats, bind.values, bind.resultFormats);
        writeBindComplete(this.out);
        return;
      }
      case FRONTEND.describe: {
        const kind = reader.byte();
        const name = decodeText(reader.cstringBytes());
        if (kind === 0x53) {
          const { parameterTypes, columns } = session.describeStatement(name);
          writeParameterDescription(this.out, parameterTypes);
          this.writeColumns(columns, []);
        } else if (kind === 0x50) {
          const portal = session.portal(name);
          this.writeColumns(session.describePortal(name), portal.resultFormats);
        } else throw new PgError('protocol_violation', `invalid DESCRIBE message subtype ${kind}`);
        return;
      }
      case FRONTEND.execute: {
        const name = decodeText(reader.cstringBytes());
        const maxRows = reader.int32();
        const portal = session.portal(name);
        this.prepareEncoders(portal);
        const isSuspended = await session.execute(name, Math.max(0, maxRows), this);
        if (isSuspended) writePortalSuspended(this.out);
        return;
      }
      case FRONTEND.close: {
        const kind = reader.byte();
        const name = decodeText(reader.cstringBytes());
        if (kind === 0x53) session.closeStatement(name);
        else if (kind === 0x50) session.closePortal(name);
        else throw new PgError('protocol_violation', `invalid CLOSE message subtype ${kind}`);
        writeCloseComplete(this.out);
        return;
      }
      default:
        throw new PgError('protocol_violation', `invalid frontend message type ${code}`);
    }
  }

  private report(error: PgError): void {
    writeError(this.out, error);
    if (error.severity === 'FATAL' || error.severity === 'PANIC') {
      this.flush();
      this.end();
    }
  }

  private fatal(error: unknown): void {
    const reported = asPgError(error);
    reported.severity = 'FATAL';
    if (!this.isEnded) writeError(this.out, reported);
    this.flush();
    this.end();
  }

  // --- results ----------------------------------------------------------------------------------------------------------

  private writeColumns(columns: readonly ResultColumn[] | null, formats: readonly number[]): void {
    if (columns === null) {
      writeNoData(this.out);
      return;
    }
    const services = this.session!.services;
    writeRowDescription(
      this.out,
      columns.map((c, i) => ({
        name: c.name,
        originTable: c.originTable,
        originColumn: c.originColumn,
        type: c.type,
        typeLength: services.typeOps(c.type).length,
        typmod: c.typmod,
        format: formats.length === 1 ? formats[0]! : (formats[i] ?? 0),
      })),
    );
  }

  private prepareEncoders(portal: Portal): void {
    const session = this.session!;
    const columns = session.runner.columnsOf(portal.prepared) ?? [];
    const { resultFormats } = portal;
    if (resultFormats.length > 1 && resultFormats.length !== columns.length) {
      throw new PgError('protocol_violation', `bind message has ${resultFormats.length} result formats but query has ${columns.length} columns`);
    }
    this.encoders = columns.map((c, i) => makeEncoder(session, c.type, resultFormats.length === 1 ? resultFormats[0]! : (resultFormats[i] ?? 0)));
  }

  describe(columns: readonly ResultColumn[]): void {
    this.writeColumns(columns, []);
    this.encoders = columns.map(c => makeEncoder(this.session!, c.type, 0));
  }

  row(values: readonly Datum[]): boolean {
    const { out, encoders } = this;
    const count = encoders.length;
    beginDataRow(out, count);
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value === null || value === undefined) out.int32(-1);
      else encoders[i]!(out, value);
    }
    out.end();
    if (out.length < FLUSH_BYTES) return true;
    this.flush();
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
    if (this.out.length < FLUSH_BYTES) return true;
    this.flush();
    return this.drained === null;
  }

  copyOutEnd(): void {
    writeCopyDone(this.out);
  }

  copyIn(format: 0 | 1, columns: number): CopySource {
    writeCopyResponse(this.out, true, format, columns);
    this.flush();
    this.copy = new CopyStream();
    this.feedCopy();
    return this.copy;
  }

  /** Hands arrived CopyData to the running COPY. */
  private feedCopy(): void {
    const { copy } = this;
    if (!copy) return;
    try {
      while (!copy.isOver) {
        const message = this.input.next();
        if (message === null) return;
        switch (message.code) {
          case FRONTEND.copyData:
            copy.push(message.body);
            break;
          case FRONTEND.copyDone:
            copy.finish();
            break;
          case FRONTEND.copyFail:
            copy.fail(new PgError('query_canceled', `COPY from stdin failed: ${decodeText(new BodyReader(message.body).cstringBytes())}`));
            break;
          case FRONTEND.flush:
          case FRONTEND.sync:
            break;
          default:
            copy.fail(new PgError('protocol_violation', `unexpected message type 0x${message.code.toString(16).toUpperCase()} during COPY from stdin`));
        }
      }
    } catch (error) {
      copy.fail(asPgError(error));
    }
  }

  // --- output -----------------------------------------------------------------------------------------------------------

  private flush(): void {
    if (this.out.length === 0 || this.isEnded) return;
    const hasRoom = this.socket.write(this.out.take());
    if (!hasRoom && this.drained === null) {
      this.drained = new Promise(resolve => {
        const done = (): void => {
          this.socket.off('drain', done);
          this.socket.off('close', done);
          this.drained = null;
          resolve();
        };
        this.socket.on('drain', done);
        this.socket.on('close', done);
      });
    }
  }

  /** Asks the session to end and says why to the client. */
  terminate(error: PgError): void {
    const { session } = this;
    if (!session || this.isEnded) {
      this.end();
      return;
    }
    session.terminate(error);
    if (!this.isProcessing) {
      writeError(this.out, error);
      this.flush();
      this.end();
    }
  }

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.copy?.fail(new PgError('connection_failure', 'connection to client lost'));
    const { session } = this;
    if (session) {
      session.terminate(new PgError('connection_failure', 'connection to client lost'));
      void session.closeSoon();
    }
    this.socket.end();
    this.host.closed(this);
  }

  destroy(): void {
    this.end();
    this.socket.destroy();
  }
}

function fatal(state: 'invalid_authorization_specification' | 'cannot_connect_now', message: string): PgError {
  const error = new PgError(state, message);
  error.severity = 'FATAL';
  return error;
}

type FieldEncoder = (out: ByteWriter, value: Datum) => void;

const textOfString: FieldEncoder = (out, value) => out.lengthAndText(value as string);
const textOfNumber: FieldEncoder = (out, value) => out.lengthAndText(String(value));
const textOfBool: FieldEncoder = (out, value) => out.lengthAndText(value === true ? 't' : 'f');
/** int2, int4, int8, oid; text, varchar, bpchar, name; bool: their text form needs no context. */
const PLAIN: ReadonlyMap<number, FieldEncoder> = new Map([
  ...[21, 23, 20, 26].map((oid): [number, FieldEncoder] => [oid, textOfNumber]),
  ...[25, 1043, 1042, 19, 705, 2950].map((oid): [number, FieldEncoder] => [oid, textOfString]),
  [16, textOfBool],
]);

function makeEncoder(session: Session, type: number, format: number): FieldEncoder {
  const ops: TypeOps = session.services.typeOps(type);
  const context = session.typeContext;
  if (format === 1) return (out, value) => out.lengthAndBytes(ops.send(value, context));
  if (format !== 0) throw new PgError('invalid_parameter_value', `unsupported format code: ${format}`);
  return PLAIN.get(type) ?? ((out, value) => out.lengthAndText(ops.format(value, context)));
}

/** COPY data on its way from the socket to the statement. */
class CopyStream implements CopySource {
  isOver = false;
  private readonly chunks: Uint8Array[] = [];
  private error: PgError | null = null;
  private waiting: { resolve: (chunk: Uint8Array | null) => void; reject: (error: PgError) => void } | null = null;

  next(): Uint8Array | null | Promise<Uint8Array | null> {
    const chunk = this.chunks.shift();
    if (chunk) return chunk;
    if (this.error) throw this.error;
    if (this.isOver) return null;
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  push(chunk: Uint8Array): void {
    if (this.isOver) return;
    const { waiting } = this;
    this.waiting = null;
    if (waiting) waiting.resolve(chunk);
    else this.chunks.push(chunk);
  }

  finish(): void {
    this.isOver = true;
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve(null);
  }

  fail(error: PgError): void {
    if (this.isOver) return;
    this.isOver = true;
    this.error = error;
    const { waiting } = this;
    this.waiting = null;
    waiting?.reject(error);
  }
}
