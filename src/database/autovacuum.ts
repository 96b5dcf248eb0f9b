/**
 * Autovacuum (PostgreSQL chapter 25.1.6): from time to time looks for tables with many dead rows or many changes since their last ANALYZE, and runs VACUUM and ANALYZE on
 * them in a session of its own, one table after the other.
 *
 * It gives way: a table that is locked is left for the next round, and a VACUUM that another session waits for is cancelled.
 */
import { pgClass } from '../catalog/index.js';
import { parseBoolean, settingNumber, settingRow } from '../config/index.js';
import type { Delay } from '../io/index.js';
import type { ResultConsumer, Session } from '../session/index.js';
import type { Database } from './database.js';

/** How often it looks whether somebody waits for it, milliseconds. */
const YIELD_CHECK_MS = 100;
const USER = 'postgres';

/** Runs statements for their effects only. */
const NOBODY: ResultConsumer = {
  describe: () => undefined,
  row: () => true,
  complete: () => undefined,
  emptyQuery: () => undefined,
  copyOutBegin: () => undefined,
  copyOutData: () => true,
  copyOutEnd: () => undefined,
  copyIn: () => ({ next: () => null }),
};

export interface TableWork {
  readonly schema: string;
  readonly name: string;
  readonly vacuums: boolean;
  readonly analyzes: boolean;
}

export class Autovacuum {
  private isStopping = false;
  private loop: Promise<void> | null = null;
  private sleeping: Delay | null = null;
  private session: Session | null = null;
  /** The last failure, for inspection. */
  lastError: unknown = null;

  constructor(private readonly database: Database) {}

  start(): void {
    if (parseBoolean(this.setting('autovacuum')) !== false) this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.sleeping?.cancel();
    this.session?.cancel();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { environment, storage } = this.database;
    while (!this.isStopping && !storage.isFailed) {
      this.sleeping = environment.scheduler.delay(this.number('autovacuum_naptime') * 1000, true);
      await this.sleeping.promise;
      if (this.isStopping || storage.isFailed) return;
      try {
        await this.round();
      } catch (error) {
        // Tried again in the next round; a failed log ends the loop.
        this.lastError = error;
      }
    }
  }

  /** One look at all tables. */
  async round(): Promise<void> {
    const session = this.database.connect(
      { user: USER, database: this.database.name, backendType: 'autovacuum worker' },
      { notice: () => undefined, parameterStatus: () => undefined, notification: () => undefined },
    );
    this.session = session;
    try {
      const due = this.due(session);
      await session.sync();
      for (const work of due) {
        if (this.isStopping) return;
        await this.treat(session, work);
      }
    } finally {
      this.session = null;
      session.close();
    }
  }

  private async treat(session: Session, work: TableWork): Promise<void> {
    const { scheduler } = this.database.environment;
    const table = `${quoted(work.schema)}.${quoted(work.name)}`;
    const options = work.vacuums && work.analyzes ? 'analyze, skip_locked' : 'skip_locked';
    let isDone = false;
    const watch = async (): Promise<void> => {
      for (;;) {
        const delay = scheduler.delay(YIELD_CHECK_MS, true);
        this.sleeping = delay;
        await delay.promise;
        if (isDone) return;
        if (this.isInTheWay(session)) session.cancel();
      }
    };
    const working = session.simpleQuery(`${work.vacuums ? 'vacuum' : 'analyze'} (${options}) ${table}`, NOBODY);
    if (!(working instanceof Promise)) return;
    const watching = watch();
    try {
      await working;
    } catch (error) {
      this.lastError = error;
      await session.sync();
    } finally {
      isDone = true;
      this.sleeping?.cancel();
      await watching;
    }
  }

  private isInTheWay(session: Session): boolean {
    const { sessions, manager } = this.database;
    for (const other of sessions.values()) if (other !== session && manager.locks.blockingPids(other.owner).includes(session.pid)) return true;
    return false;
  }

  /** Tables past their thresholds, as the session sees them. */
  due(session: Session): TableWork[] {
    const found: TableWork[] = [];
    for (const { row } of session.catalog.rows(pgClass, null, [])) {
      if ((row.relkind !== 'r' && row.relkind !== 'm') || row.relpersistence === 't') continue;
      const relation = session.catalog.relationById(row.oid);
      if (!relation || relation.isSystem || relation.isVirtual) continue;
      const { activity } = this.database.openTable(relation);
      const own = new Map((row.reloptions?.values ?? []).map(option => String(option).split('=', 2) as [string, string]));
      if (own.has('autovacuum_enabled') && parseBoolean(own.get('autovacuum_enabled')!) === false) continue;
      const rows = Math.max(0, row.reltuples);
      const limit = (kind: string): number =>
        Number(own.get(`autovacuum_${kind}_threshold`) ?? this.number(`autovacuum_${kind}_threshold`)) +
        Number(own.get(`autovacuum_${kind}_scale_factor`) ?? this.number(`autovacuum_${kind}_scale_factor`)) * rows;
      const insertThreshold = Number(own.get('autovacuum_vacuum_insert_threshold') ?? this.number('autovacuum_vacuum_insert_threshold'));
      const vacuums = activity.deadRows > limit('vacuum') || (insertThreshold >= 0 && activity.insertedSinceVacuum > limit('vacuum_insert'));
      const analyzes = activity.modifiedSinceAnalyze > limit('analyze');
      if (vacuums || analyzes) found.push({ schema: relation.schema, name: relation.name, vacuums, analyzes });
    }
    return found;
  }

  private setting(name: string): string {
    return this.database.serverSetting(name) ?? settingRow(name)!.defaultText;
  }

  private number(name: string): number {
    return settingNumber(settingRow(name)!, this.setting(name));
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
