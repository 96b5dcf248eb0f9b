/** The peers that are installed in bench/node_modules, behind the few calls the benchmarks make. Their types are stated here: the root package knows none of them. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as henrydb from '../src/index.js';

const require = createRequire(import.meta.url);

export type HenryDBModule = typeof henrydb;

export function loadHenryDB(packageDir: string): Promise<HenryDBModule> {
  return import(pathToFileURL(join(packageDir, 'dist', 'esm', 'index.js')).href) as Promise<HenryDBModule>;
}

/** A prepared statement run synchronously: HenryDB's and better-sqlite3's own classes have this shape. */
export interface SyncStatement {
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
}

export interface SqliteDatabase {
  prepare(sql: string): SyncStatement;
  exec(sql: string): unknown;
  pragma(text: string, options?: { simple: boolean }): unknown;
  close(): void;
}

export interface PgliteDatabase {
  query(sql: string, params?: unknown[]): Promise<{ rows: unknown[] }>;
  exec(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

export interface SqlJsStatement {
  bind(values: unknown[]): boolean;
  step(): boolean;
  getAsObject(): unknown;
  reset(): void;
  run(values: unknown[]): void;
}

export interface SqlJsDatabase {
  exec(sql: string): unknown;
  run(sql: string): unknown;
  prepare(sql: string): SqlJsStatement;
}

export interface PgMemDatabase {
  none(sql: string): void;
  many(sql: string): unknown[];
}

export interface PgClient {
  connect(): Promise<unknown>;
  query(query: string | { name?: string; text: string; values?: unknown[] }, values?: unknown[]): Promise<{ rows: unknown[] }>;
  end(): Promise<void>;
}

/** Version of an installed peer; null when it is not there or cannot be loaded. */
export function peerVersion(name: string): string | null {
  try {
    let folder = require.resolve(name);
    folder = folder.slice(0, folder.lastIndexOf(join('node_modules', ...name.split('/'))) + join('node_modules', ...name.split('/')).length);
    const { version } = require(join(folder, 'package.json')) as { version: string };
    if (name === 'better-sqlite3') openSqlite(':memory:').close();
    return version;
  } catch {
    return null;
  }
}

export function openSqlite(file: string): SqliteDatabase {
  const Database = require('better-sqlite3') as new (file: string) => SqliteDatabase;
  return new Database(file);
}

export async function openPglite(dataDir?: string): Promise<PgliteDatabase> {
  const name = '@electric-sql/pglite';
  const { PGlite } = (await import(name)) as { PGlite: { create(dataDir?: string): Promise<PgliteDatabase> } };
  return PGlite.create(dataDir);
}

export async function openSqlJs(): Promise<SqlJsDatabase> {
  const init = require('sql.js') as () => Promise<{ Database: new () => SqlJsDatabase }>;
  const { Database } = await init();
  return new Database();
}

export function openPgMem(): PgMemDatabase {
  const { newDb } = require('pg-mem') as { newDb(): { public: PgMemDatabase } };
  return newDb().public;
}

export function pgClient(options: { host: string; port: number; user: string; database: string }): PgClient {
  const { Client } = require('pg') as { Client: new (options: object) => PgClient };
  return new Client(options);
}
