/** Small databases for the tests of transactions and access methods. */
import type { PgError } from '../../../src/errors/index.js';
import { memoryFileSystem, simulatedEnvironment, SeededRandom, nodeEnvironment, type FileSystem } from '../../../src/io/index.js';
import { FileKind, openMemoryStorage, type RelationFile, type Storage } from '../../../src/storage/index.js';
import { openDiskStorage, TransactionManager, type Transaction, type WaitRequest, type Waiting, type OpenedStorage } from '../../../src/txn/index.js';
import { HeapTable, IndexKeyEncoder, type IndexKeyColumn } from '../../../src/access/index.js';
import { builtinTypeByName, type Datum, type TypeOps } from '../../../src/types/index.js';
import { oid } from '../../../src/base/index.js';

export function type(name: string): TypeOps {
  const ops = builtinTypeByName(name);
  if (ops === undefined) throw new Error(`no type ${name}`);
  return ops;
}

export interface ColumnSpec {
  readonly type: string;
  readonly typmod?: number;
  readonly sinceLayout?: number;
  readonly missingValue?: Datum;
}

export function memoryManager(): TransactionManager {
  return new TransactionManager(openMemoryStorage(nodeEnvironment()));
}

/** A database on a file system in memory, with a pool of `poolFrames`. */
export async function diskManager(
  poolFrames: number,
  fileSystem: FileSystem = memoryFileSystem(),
  seed = 1,
): Promise<{ manager: TransactionManager; opened: OpenedStorage; fileSystem: FileSystem }> {
  const environment = simulatedEnvironment(new SeededRandom(seed), fileSystem);
  const opened = await openDiskStorage({ environment, directory: 'db', poolFrames, logSegmentBytes: 1024 * 1024 });
  return { manager: new TransactionManager(opened.storage), opened, fileSystem };
}

export function columnsOf(specs: readonly (string | ColumnSpec)[]): { ops: TypeOps; typmod: number; sinceLayout: number; missingValue?: Datum }[] {
  return specs.map(s => {
    const spec = typeof s === 'string' ? { type: s } : s;
    return { ops: type(spec.type), typmod: spec.typmod ?? -1, sinceLayout: spec.sinceLayout ?? 1, missingValue: spec.missingValue };
  });
}

let nextRelation = 20000;

/** A table made by a committed transaction. */
export function makeTable(manager: TransactionManager, specs: readonly (string | ColumnSpec)[], layoutVersion = 1): HeapTable {
  const transaction = manager.begin();
  const file = manager.createFile(transaction, { kind: FileKind.permanent });
  const overflowFile = manager.createFile(transaction, { kind: FileKind.permanent });
  manager.commitNow(transaction);
  return openTable(manager, file, overflowFile, specs, layoutVersion);
}

export function openTable(
  manager: TransactionManager,
  file: RelationFile,
  overflowFile: RelationFile | null,
  specs: readonly (string | ColumnSpec)[],
  layoutVersion = 1,
): HeapTable {
  return new HeapTable({ manager, relation: oid(nextRelation++), file, overflowFile, columns: columnsOf(specs), layoutVersion });
}

export function keyEncoder(...columns: (string | (Partial<IndexKeyColumn> & { readonly type: string }))[]): IndexKeyEncoder {
  return new IndexKeyEncoder(
    columns.map(c =>
      typeof c === 'string'
        ? { ops: type(c), isDescending: false, nullsFirst: false }
        : { ops: type(c.type), isDescending: c.isDescending ?? false, nullsFirst: c.nullsFirst ?? false },
    ),
  );
}

/** All rows the transaction sees now, in physical order. */
export function allRows(table: HeapTable, transaction: Transaction | null = null): Datum[][] {
  const snapshot = table.manager.takeSnapshot(transaction);
  const scan = table.scan(snapshot);
  const rows: Datum[][] = [];
  while (scan.nextPage()) for (let i = 0; i < scan.count; i++) rows.push(table.layouts.readAll(scan.views, scan.words[i], []));
  scan.close();
  table.manager.releaseSnapshot(snapshot);
  return rows;
}

/** Runs work that must not have to wait. */
export function now<T>(work: Waiting<T>, storage?: Storage): T {
  let step = work.next();
  while (!step.done) {
    const request: WaitRequest = step.value;
    if (request.kind === 'flush') storage?.flushNow(request.lsn);
    else if (request.kind !== 'slice') throw new Error(`unexpected wait: ${request.kind}`);
    step = work.next();
  }
  return step.value;
}

/** Work in progress: runs by itself whenever what it waits for happens. */
export class Task<T> {
  isDone = false;
  result: T | undefined;
  error: unknown;
  private request: WaitRequest | null = null;

  constructor(private readonly work: Waiting<T>) {
    this.advance(() => this.work.next());
  }

  get isWaiting(): boolean {
    return !this.isDone;
  }

  get kind(): string | undefined {
    return this.request?.kind;
  }

  /** Gives up waiting, as a cancelled session would. */
  cancel(error: Error): void {
    this.advance(() => this.work.throw(error));
  }

  private advance(step: () => IteratorResult<WaitRequest, T>): void {
    if (this.isDone) return;
    try {
      const next = step();
      if (next.done) {
        this.isDone = true;
        this.result = next.value;
        return;
      }
      const request = next.value;
      this.request = request;
      if (request.kind === 'slice' || request.kind === 'flush') this.advance(() => this.work.next());
      else if (request.kind === 'lock') {
        const goOn = (): void => {
          if (this.request === request) this.advance(() => this.work.next());
        };
        void request.promise.then(goOn);
        // Whatever clock the database has: it looks for itself whether it is time.
        if (request.wakeMs !== undefined) setTimeout(goOn, Math.min(request.wakeMs, 5));
      }
    } catch (error) {
      this.isDone = true;
      this.error = error;
    }
  }
}

/** Lets every task that can go on do so. */
/** Until a deadlock has been found and its victim told. */
export async function victimOf(task: Task<unknown>): Promise<PgError> {
  for (let i = 0; i < 200 && !task.isDone; i++) await new Promise(resolve => setTimeout(resolve, 5));
  return task.error as PgError;
}

export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
