/** Work that no session asked for: commits that did not wait are made durable, checkpoints by time and by log volume. */
import type { Delay } from '../io/index.js';
import type { Database } from './database.js';

/** How often the background loop looks around, milliseconds: PostgreSQL's wal_writer_delay. A commit with synchronous_commit off is durable after it. */
const TICK_MS = 200;
/** Time between checkpoints, milliseconds: PostgreSQL's checkpoint_timeout. */
const CHECKPOINT_INTERVAL_MS = 300_000;
/** Log volume since the last checkpoint that starts one, bytes. Recovery redoes at most about this much. */
const CHECKPOINT_LOG_BYTES = 256 * 1024 * 1024;
/** Over how long a timed checkpoint's writes are spread, milliseconds. */
const CHECKPOINT_SPREAD_MS = 20_000;

export class BackgroundWork {
  private isStopping = false;
  private loop: Promise<void> | null = null;
  private sleeping: Delay | null = null;

  constructor(private readonly database: Database) {}

  start(): void {
    if (this.database.storage.checkpoints !== null) this.loop = this.run();
  }

  private async run(): Promise<void> {
    const { storage, environment } = this.database;
    let lastCheckpointMs = environment.clock.monotonicMs();
    while (!this.isStopping) {
      this.sleeping = environment.scheduler.delay(TICK_MS, true);
      await this.sleeping.promise;
      if (this.isStopping || storage.isFailed) break;
      await this.flush();
      if (this.isStopping || storage.isFailed) break;
      const bytes = storage.logBytesSinceCheckpoint;
      const isDue = environment.clock.monotonicMs() - lastCheckpointMs >= CHECKPOINT_INTERVAL_MS && bytes > 0;
      if (!isDue && bytes < CHECKPOINT_LOG_BYTES) continue;
      try {
        await storage.checkpoints!.run(isDue ? CHECKPOINT_SPREAD_MS : 0);
      } catch (error) {
        // A failed sync has put the storage into its failed state, which every session reports; anything else will be met again by the next checkpoint.
        if (storage.isFailed) break;
        this.lastError = error;
      }
      lastCheckpointMs = environment.clock.monotonicMs();
    }
  }

  /** Makes durable what nobody waits for. */
  private async flush(): Promise<void> {
    const { storage } = this.database;
    const { log } = storage;
    if (log === null || log.insertLsn <= storage.flushedLsn) return;
    try {
      await storage.flush(log.insertLsn);
    } catch (error) {
      // A failed sync has put the storage into its failed state.
      this.lastError = error;
    }
  }

  /** The last failure, for inspection. */
  lastError: unknown = null;

  async stop(): Promise<void> {
    this.isStopping = true;
    this.sleeping?.cancel();
    await this.loop;
  }
}
