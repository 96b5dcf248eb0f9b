/** Kills a server process again and again under the mixed load, and checks after each restart what is there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServerProcess } from '../../tools/server-process/server-process.js';
import { WireClient } from '../../tools/wire/client.js';
import { Chance, SETUP, Worker, checkWhole } from './workload.js';

export interface CrashRunOptions {
  readonly kills: number;
  readonly seed: number;
  readonly workers?: number;
  /** Frames of the buffer pool: few, so that pages are written in the middle of transactions. */
  readonly poolPages?: number;
  readonly say?: (line: string) => void;
}

export interface CrashRunReport {
  readonly kills: number;
  readonly commits: number;
  readonly restartMsMax: number;
}

/** @throws Error naming what was lost, or came from nowhere. The data directory is kept then. */
export async function crashRun({ kills, seed, workers: workerCount = 4, poolPages = 64, say = () => undefined }: CrashRunOptions): Promise<CrashRunReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'henrydb-crash-'));
  const start = (): ReturnType<typeof startServerProcess> => startServerProcess({ dataDir, arguments: ['--pool-pages', String(poolPages)] });
  const chance = new Chance(seed);
  const tickets = new Set<string>();
  const workers = Array.from({ length: workerCount }, (_, i) => new Worker(i + 1, new Chance(seed * 1000 + i), tickets));
  const commits = (): number => workers.reduce((sum, worker) => sum + worker.commits, 0);
  let restartMsMax = 0;

  let server = await start();
  try {
    const client = await WireClient.connect(server);
    for (const sql of [...SETUP, ...workers.map(worker => worker.setup)]) await client.rows(sql);
    await client.end();
    for (let kill = 1; kill <= kills; kill++) {
      const load = Promise.all(workers.map(worker => worker.run(server)));
      // A worker that finds something wrong ends the run at once.
      await Promise.race([sleep(100 + chance.below(900)), load]);
      await server.kill();
      await load;
      if (chance.oneIn(3)) {
        // Kill it again while it recovers.
        const starting = start().then(
          again => again.kill(),
          () => undefined,
        );
        await starting;
      }
      const begin = performance.now();
      server = await start();
      restartMsMax = Math.max(restartMsMax, performance.now() - begin);
      const checker = await WireClient.connect(server);
      for (const worker of workers) await worker.check(checker);
      await checkWhole(checker, tickets);
      await checker.end();
      say(`kill ${kill}: ${commits()} commits acknowledged so far, all there; ${server.output().match(/recovered .*/)?.[0] ?? 'nothing to recover'}`);
    }
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    return { kills, commits: commits(), restartMsMax };
  } catch (error) {
    await server.kill();
    say(`the data directory is kept: ${dataDir}`);
    throw error;
  }
}
