/**
 * The wire server: TCP and unix socket, connection limit, cancel requests, graceful stop. Clients from loopback and the unix socket are trusted;
 * others are refused (28000) until authentication is configured.
 */
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../database/index.js';
import { PgError } from '../errors/index.js';
import { ByteWriter, writeError } from '../protocol/index.js';
import { Connection } from './connection.js';

export interface ServerOptions {
  /** Directory of a database on disk; absent: in memory. */
  readonly dataDir?: string;
  /** Default 5432; 0 picks a free one. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Directory for the unix socket `.s.PGSQL.<port>`; absent: none. */
  readonly socketDir?: string;
  /** Default 100. */
  readonly maxConnections?: number;
  /** How many of them only superusers may have. Default 3, or less where there are not more. */
  readonly superuserReservedConnections?: number;
  /** Frames of 8 KB in the buffer pool. */
  readonly poolFrames?: number;
}

const SHUTDOWN_GRACE_MS = 5000;
const RESERVED_CONNECTIONS = 3;

export class HenryDBServer {
  private readonly servers: Server[] = [];
  private readonly connections = new Set<Connection>();
  /** Every socket that is not closed, those of refused and ended connections too. */
  private readonly sockets = new Set<Socket>();
  private isStopping = false;
  private socketPath: string | null = null;
  private db: Database | null = null;
  private listenPort = 0;

  constructor(readonly options: ServerOptions = {}) {}

  /** The port that is listened on, once started. */
  get port(): number {
    return this.listenPort;
  }

  private get maxConnections(): number {
    return this.options.maxConnections ?? 100;
  }

  get database(): Database {
    if (!this.db) throw new PgError('object_not_in_prerequisite_state', 'the server has not been started');
    return this.db;
  }

  /** Opens the database (recovering it if need be) and listens. @throws PgError when the directory is in use, Error EADDRINUSE when the port is. */
  async start(): Promise<void> {
    const { options } = this;
    const reserved = options.superuserReservedConnections ?? Math.min(RESERVED_CONNECTIONS, this.maxConnections - 1);
    const database = await Database.open({
      directory: options.dataDir,
      poolFrames: options.poolFrames,
      serverSettings: { max_connections: String(this.maxConnections), superuser_reserved_connections: String(reserved) },
    });
    this.db = database;
    try {
      const tcp = createServer({ allowHalfOpen: false, noDelay: true }, socket => this.accept(socket, isLoopback(socket.remoteAddress)));
      await listen(tcp, { port: options.port ?? 5432, host: options.host ?? '127.0.0.1' });
      this.servers.push(tcp);
      const address = tcp.address();
      this.listenPort = typeof address === 'object' && address !== null ? address.port : (options.port ?? 5432);
      database.setServerSetting('port', String(this.listenPort));
      if (options.socketDir !== undefined) {
        const path = join(options.socketDir, `.s.PGSQL.${this.listenPort}`);
        if (existsSync(path)) {
          if (await isAnswered(path)) throw new PgError('object_in_use', `another server is listening on the unix socket "${path}"`);
          unlinkSync(path);
        }
        const unix = createServer(socket => this.accept(socket, true));
        await listen(unix, { path });
        chmodSync(path, 0o700);
        this.servers.push(unix);
        this.socketPath = path;
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  private accept(socket: Socket, isTrusted: boolean): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    if (!isTrusted) {
      const out = new ByteWriter();
      const error = new PgError('invalid_authorization_specification', `connections from host "${socket.remoteAddress}" are not allowed`, {
        hint: 'Only loopback connections are trusted.',
      });
      error.severity = 'FATAL';
      writeError(out, error);
      socket.on('error', () => socket.destroy());
      socket.end(out.take());
      return;
    }
    const connection = new Connection(
      {
        database: this.database,
        cancel: (pid, key) => this.cancel(pid, key),
        admit: () => {
          const started = [...this.connections].filter(c => c.session !== null).length;
          const free = this.maxConnections - started - 1;
          if (free >= 0) return free;
          const error = new PgError('too_many_connections', 'sorry, too many clients already');
          error.severity = 'FATAL';
          throw error;
        },
        closed: c => this.connections.delete(c),
        isShuttingDown: () => this.isStopping,
      },
      socket,
    );
    this.connections.add(connection);
  }

  private cancel(pid: number, secretKey: number): void {
    const session = this.db?.sessions.get(pid);
    if (session && session.secretKey === secretKey) session.cancel();
  }

  /** Stops accepting, ends sessions (rolling back what is open), checkpoints and closes. Idempotent. */
  async stop(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    const error = new PgError('admin_shutdown', 'terminating connection due to administrator command');
    error.severity = 'FATAL';
    for (const connection of [...this.connections]) if (connection.session !== null) connection.terminate(error);
    const { db } = this;
    if (db) {
      const { scheduler, clock } = db.environment;
      const deadline = clock.monotonicMs() + SHUTDOWN_GRACE_MS;
      // Who comes meanwhile, or is about to begin, is told why not.
      do await scheduler.delay(5).promise;
      while (db.sessions.size > 0 && clock.monotonicMs() < deadline);
      for (const connection of [...this.connections]) connection.destroy();
      await db.close();
    }
    for (const server of this.servers) server.close();
    for (const socket of this.sockets) socket.destroy();
    if (this.socketPath !== null && existsSync(this.socketPath)) unlinkSync(this.socketPath);
  }
}

function isLoopback(address: string | undefined): boolean {
  return address === undefined || address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

/** Whether somebody listens on a unix socket; one left behind by a server that died has nobody. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection({ path });
    const answer = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

function listen(server: Server, where: { port: number; host: string } | { path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
