/**
 * What functions ask a session to do beside evaluating: sleep, take advisory locks, tell about other sessions.
 *
 * Expressions are evaluated without a chance to wait, so a function that has to wait leaves its wait here, and the statement serves it
 * before it gives its next row or ends (`pending`).
 */
import type { AdvisoryKey, ActivityPort, ServerFiles } from '../functions/index.js';
import { PgError } from '../errors/index.js';
import { EXCLUSIVE, SHARE, advisoryTag, advisoryTagOfInt8, type LockMode, type LockTag, type Waiting } from '../txn/index.js';
import { formatLsn, type Int8 } from '../types/index.js';
import type { Session } from './session.js';

/** As long as one delay may be; longer sleeps are taken in several. */
const DELAY_MS_MAX = 60_000;

export class SessionActivity implements ActivityPort {
  private waits: (() => Waiting<void>)[] = [];

  constructor(private readonly owner: Session) {}

  /** True when a function has asked for a wait. */
  get isWaiting(): boolean {
    return this.waits.length > 0;
  }

  /** Serves the waits asked for since the last time, in order. */
  *pending(): Waiting<void> {
    const { waits } = this;
    this.waits = [];
    for (const wait of waits) yield* wait();
  }

  /** The statement is over, or has failed: nobody waits any more. */
  forgetWaits(): void {
    if (this.waits.length > 0) this.waits = [];
  }

  warn(message: string): void {
    const warning = new PgError('warning', message);
    warning.severity = 'WARNING';
    this.owner.notice(warning);
  }

  get files(): ServerFiles | null {
    const { database, storage } = this.owner;
    const directory = database.serverSetting('data_directory');
    if (directory === undefined || directory === '') return null;
    const { fileSystem } = storage.environment;
    const placed = (path: string): string => (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) ? path : `${directory}/${path}`);
    return {
      list: path => fileSystem.list(placed(path)),
      read(path, offset, length) {
        const file = fileSystem.open(placed(path));
        try {
          const size = file.size();
          const from = offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
          const bytes = new Uint8Array(Math.min(size - from, length ?? Infinity));
          return bytes.subarray(0, file.read(bytes, 0, bytes.length, from));
        } finally {
          file.close();
        }
      },
    };
  }

  currentQuery(): string | null {
    return this.owner.currentSql === '' ? null : this.owner.currentSql;
  }

  listeningChannels(): readonly string[] {
    return this.owner.database.notifications.channelsOf(this.owner);
  }

  blockingPids(pid: number): readonly number[] {
    const session = this.owner.database.sessions.get(pid);
    return session === undefined ? [] : this.owner.database.manager.locks.blockingPids(session.owner);
  }

  safeSnapshotBlockingPids(pid: number): readonly number[] {
    const { manager, sessions } = this.owner.database;
    const transaction = sessions.get(pid)?.block.current ?? null;
    return transaction === null ? [] : manager.serializable.blockersOf(transaction).map(owner => owner.pid);
  }

  sleep(milliseconds: number): void {
    this.waits.push(function* () {
      for (let left = milliseconds; left > 0; left -= DELAY_MS_MAX) yield { kind: 'delay', ms: Math.min(left, DELAY_MS_MAX) };
    });
  }

  advisoryLock(key: AdvisoryKey, isShared: boolean, isTransactional: boolean): void {
    const { locks } = this.owner.database.manager;
    const { owner } = this.owner;
    // Without a wait the lock is taken at once, so that later expressions of the statement see it held.
    if (this.waits.length === 0 && this.tryAdvisoryLock(key, isShared, isTransactional)) return;
    const tag = tagOf(key);
    const mode = modeOf(isShared);
    this.waits.push(() => (isTransactional ? locks.acquire(this.owner.block.ensure().locks, tag, mode) : locks.acquireForSession(owner, tag, mode)));
  }

  tryAdvisoryLock(key: AdvisoryKey, isShared: boolean, isTransactional: boolean): boolean {
    const { locks } = this.owner.database.manager;
    const tag = tagOf(key);
    const mode = modeOf(isShared);
    return isTransactional ? locks.tryAcquire(this.owner.block.ensure().locks, tag, mode) : locks.tryAcquireForSession(this.owner.owner, tag, mode);
  }

  advisoryUnlock(key: AdvisoryKey, isShared: boolean): boolean {
    const mode = modeOf(isShared);
    if (this.owner.database.manager.locks.releaseForSession(this.owner.owner, tagOf(key), mode)) return true;
    this.warn(`you don't own a lock of type ${isShared ? 'ShareLock' : 'ExclusiveLock'}`);
    return false;
  }

  advisoryUnlockAll(): void {
    this.owner.database.manager.locks.releaseAllForSession(this.owner.owner);
  }

  transactionStatus(xid: Int8): 'in progress' | 'committed' | 'aborted' | null {
    const { manager } = this.owner.database;
    if (BigInt(xid) >= BigInt(manager.nextXid)) {
      throw new PgError('invalid_parameter_value', `transaction ID ${xid} is in the future`);
    }
    const id = Number(xid);
    if (id < FIRST_NORMAL_XID) return id === 0 ? null : 'committed';
    if (manager.isRunning(id)) return 'in progress';
    return manager.didCommit(id) ? 'committed' : 'aborted';
  }

  logPosition(): string {
    const { storage } = this.owner.database;
    return formatLsn(BigInt(storage.flushedLsn));
  }

  transactionAge(xid: number): number {
    return Math.max(0, this.owner.database.manager.nextXid - xid);
  }

  temporarySchema(): number {
    const { catalog } = this.owner;
    return catalog.tempSchema === null ? 0 : (catalog.schemaId(catalog.tempSchema) ?? 0);
  }

  isOtherTemporarySchema(id: number): boolean {
    const name = this.owner.catalog.schemaName(id as never);
    return name !== undefined && name.startsWith('pg_temp_') && name !== this.owner.catalog.tempSchema;
  }
}

/** Ids below this one are not of transactions (1 and 2 stand for what is always committed). */
const FIRST_NORMAL_XID = 3;

const modeOf = (isShared: boolean): LockMode => (isShared ? SHARE : EXCLUSIVE);

function tagOf(key: AdvisoryKey): LockTag {
  return 'key' in key ? advisoryTagOfInt8(key.key) : advisoryTag(key.key1, key.key2, 2);
}
