/**
 * Runs a spec against a server, one connection for each session and one to look on, and writes down what isolationtester would: what each step gave, which steps had to wait, when
 * they went on, and the notices and notifications of each session.
 *
 * A step is sent when the one before it has ended or is seen to wait for another session (`pg_isolation_test_session_is_blocked`). After each step, those that wait are looked at in the
 * order in which they began. A session that has to run its next step while it still waits is waited for. Where isolationtester lets ten milliseconds pass before it calls a
 * step waiting, here everybody else must have come to rest: what is reported depends on the order of events, not on how fast the machine is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, openSocket, WireClient, type QueryAnswer, type StatementResult, type WireOptions } from '../wire/client.js';
import { cancelRequest, type Report } from '../wire/messages.js';
import { tableOf } from './result-table.js';
import type { Blocker, PermutationStep, Spec } from './spec.js';

/** How long a step may neither end nor wait before it is cancelled, milliseconds; twice that ends the run. */
const STEP_MS_MAX = 20_000;
/** Between two looks at a step, milliseconds. */
const POLL_MS = 3;
/** How long others may take to come to rest (or to sleep on purpose) before a step is called waiting, milliseconds. */
const REST_MS_MAX = 500;

export interface SpecRun {
  /** What isolationtester prints. */
  readonly report: string;
  /** SQLSTATE of each error message that was reported. */
  readonly states: ReadonlyMap<string, string>;
}

export interface SpecOptions extends WireOptions {
  /** Name of the spec: sessions call themselves `isolation/NAME/SESSION`. */
  readonly name: string;
}

class Session {
  /** Begun and not yet reported as ended. */
  active: PermutationStep | null = null;
  answer: QueryAnswer | null = null;
  done: Promise<void> = Promise.resolve();
  /** Notices read so far. */
  notices = 0;
  /** Those that have come and not been read. */
  readonly unread: Report[] = [];
  isLost = false;

  constructor(
    readonly name: string,
    readonly client: WireClient,
  ) {
    client.onNotice = report => this.unread.push(report);
  }

  get isBusy(): boolean {
    return this.active !== null && this.answer === null;
  }

  begin(pstep: PermutationStep): void {
    if (this.isLost) throw new Error(`failed to send query for step ${pstep.step.name}: the connection is lost`);
    this.active = pstep;
    this.answer = null;
    this.done = this.client.query(pstep.step.sql).then(
      answer => void (this.answer = answer),
      (error: unknown) => {
        if (!(error instanceof ConnectionLost)) throw error;
        this.isLost = true;
        this.answer = { results: [], notices: [], error: error.report, status: '' };
      },
    );
  }
}

class Runner {
  readonly lines: string[] = [];
  readonly states = new Map<string, string>();
  private readonly sessions: readonly Session[];
  private readonly pids: string;
  private hasNewNotice = false;
  /** Notices that a session's blockers wait for, by blocker. */
  private readonly targets = new Map<Blocker, number>();

  constructor(
    private readonly spec: Spec,
    private readonly control: WireClient,
    clients: readonly WireClient[],
  ) {
    this.sessions = clients.map((client, i) => new Session(spec.sessions[i]!.name, client));
    this.pids = clients.map(client => client.pid).join();
  }

  async run(): Promise<void> {
    this.lines.push(`Parsed test spec with ${this.sessions.length} sessions`);
    for (const permutation of this.spec.permutations) await this.permutation(permutation);
  }

  private async permutation(steps: readonly PermutationStep[]): Promise<void> {
    const { lines, spec, control, sessions } = this;
    lines.push('', `starting permutation: ${steps.map(({ step }) => step.name).join(' ')}`);
    for (const sql of spec.setups) await this.aside(control, sql, 'setup');
    for (const [i, { setup, name }] of spec.sessions.entries()) if (setup !== null) await this.aside(sessions[i]!.client, setup, `setup of session ${name}`);
    const waiting: PermutationStep[] = [];
    for (const pstep of steps) {
      const session = this.sessionOf(pstep);
      await this.free(session, waiting);
      session.begin(pstep);
      for (const blocker of pstep.blockers) {
        if (blocker.kind === 'notices') this.targets.set(blocker, blocker.notices + sessions[blocker.step.session]!.notices);
      }
      const mustWait = await this.tryComplete(pstep, false, true);
      await this.tryCompleteAll(waiting, true);
      if (mustWait) waiting.push(pstep);
    }
    while (waiting.length > 0) await this.tryCompleteAll(waiting, false);
    for (const [i, { teardown, name }] of spec.sessions.entries()) {
      if (teardown !== null) await this.aside(sessions[i]!.client, teardown, `teardown of session ${name}`);
    }
    if (spec.teardown !== null) await this.aside(control, spec.teardown, 'teardown');
  }

  /** Notices are read when their session is looked at, not before: so they stand at the same place whenever they come. */
  private readNotices(session: Session): void {
    for (const report of session.unread.splice(0)) {
      session.notices++;
      this.hasNewNotice = true;
      this.lines.push(`${session.name}: ${noticeText(report)}`);
    }
  }

  private sessionOf({ step }: PermutationStep): Session {
    return this.sessions[step.session]!;
  }

  /** Setup and teardown: the rows of the last statement are written down, too. */
  private async aside(client: WireClient, sql: string, what: string): Promise<void> {
    const answer = await client.query(sql);
    for (const session of this.sessions) if (session.client === client) this.readNotices(session);
    if (answer.error) throw new Error(`${what} failed: ${answer.error['C']!}: ${answer.error['M']!}\n${sql}`);
    const last = answer.results.at(-1);
    if (last) this.lines.push(...tableOf(last));
  }

  /** Waits until the session can take its next step. */
  private async free(session: Session, waiting: PermutationStep[]): Promise<void> {
    const deadline = Date.now() + 2 * STEP_MS_MAX;
    for (let active = session.active; active !== null; active = session.active) {
      if (!(await this.tryComplete(active, true, false))) waiting.splice(waiting.indexOf(active), 1);
      await this.tryCompleteAll(waiting, true);
      if (session.active !== null && Date.now() > deadline) throw new Error(`step ${active.step.name} timed out`);
    }
  }

  /** Reports those of `waiting` that have ended, and takes them out. A step that is awaited by others may set them free: they are looked at again. */
  private async tryCompleteAll(waiting: PermutationStep[], isPassing: boolean): Promise<void> {
    for (;;) {
      this.hasNewNotice = false;
      const before = waiting.length;
      let hasBlocker = false;
      for (let w = 0; w < waiting.length;) {
        const pstep = waiting[w]!;
        if (await this.tryComplete(pstep, true, isPassing)) {
          if (pstep.blockers.length > 0) hasBlocker = true;
          w++;
        } else waiting.splice(w, 1);
      }
      if (!hasBlocker || (waiting.length === before && !this.hasNewNotice)) return;
    }
  }

  /**
   * Awaits the step's end and reports it.
   * @param isRetry the step has been reported as waiting
   * @param isPassing does not await a step that waits for another session
   * @returns true when the step is (still) waiting
   */
  private async tryComplete(pstep: PermutationStep, isRetry: boolean, isPassing: boolean): Promise<boolean> {
    const { step, blockers } = pstep;
    const session = this.sessionOf(pstep);
    const head = `step ${step.name}: ${step.sql}`;
    const waits = (): true => {
      if (!isRetry) this.lines.push(`${head} <waiting ...>`);
      return true;
    };
    if (!isRetry && blockers.some(({ kind }) => kind === 'once')) return waits();
    const begun = Date.now();
    let isCanceled = false;
    while (session.isBusy) {
      await within(session.done, POLL_MS);
      this.readNotices(session);
      if (!session.isBusy) break;
      if (isPassing && (await this.isBlocked(session)) && (await this.isAtRest(session)) && session.isBusy) {
        this.readNotices(session);
        return waits();
      }
      const tookMs = Date.now() - begun;
      if (tookMs > STEP_MS_MAX && !isCanceled) {
        isCanceled = true;
        await cancel(session.client);
        this.lines.push(`isolationtester: canceling step ${step.name} after ${STEP_MS_MAX / 1000} seconds`);
      }
      if (tookMs > 2 * STEP_MS_MAX) throw new Error(`step ${step.name} timed out after ${2 * (STEP_MS_MAX / 1000)} seconds`);
    }
    this.readNotices(session);
    if (blockers.some(blocker => this.isHeld(blocker))) return waits();
    this.lines.push(isRetry ? `step ${step.name}: <... completed>` : head);
    this.write(session);
    session.active = null;
    return false;
  }

  private isHeld(blocker: Blocker): boolean {
    switch (blocker.kind) {
      case 'once':
        return false;
      case 'step':
        return this.sessions[blocker.step.session]!.active?.step === blocker.step;
      case 'notices':
        return this.sessions[blocker.step.session]!.notices < this.targets.get(blocker)!;
    }
  }

  private async isBlocked(session: Session): Promise<boolean> {
    const [[isBlocked]] = (await this.control.rows(`SELECT pg_catalog.pg_isolation_test_session_is_blocked(${session.client.pid}, '{${this.pids}}')`)) as [
      [string],
    ];
    return isBlocked === 't';
  }

  /** True when nobody but sleepers can go on: the session and all others that are busy wait for each other. */
  private async isAtRest(session: Session): Promise<boolean> {
    const deadline = Date.now() + REST_MS_MAX;
    for (;;) {
      let isMoving = false;
      for (const other of this.sessions) if (other !== session && other.isBusy && !(await this.isBlocked(other)) && other.isBusy) isMoving = true;
      if (!isMoving) return this.isBlocked(session);
      if (Date.now() > deadline) return true;
      await sleep(POLL_MS);
    }
  }

  private write(session: Session): void {
    const { results, error } = session.answer!;
    for (const result of results) this.lines.push(...resultLines(result));
    if (error) {
      this.lines.push(`${error['S']!}:  ${error['M']!}`);
      this.states.set(error['M']!, error['C']!);
    }
    if (session.isLost) this.lines.push(...CONNECTION_LOST);
    for (const { pid, channel, payload } of session.client.notifications.splice(0)) {
      const sender = this.sessions.find(other => other.client.pid === pid)?.name ?? `PID ${pid}`;
      this.lines.push(`${session.name}: NOTIFY "${channel}" with payload "${payload}" from ${sender}`);
    }
  }
}

/** libpq's words. */
const CONNECTION_LOST = [
  'server closed the connection unexpectedly',
  '\tThis probably means the server terminated abnormally',
  '\tbefore or while processing the request.',
  '',
];

function resultLines(result: StatementResult): string[] {
  return result.copyOut === null ? tableOf(result) : ['unexpected result status: PGRES_COPY_OUT'];
}

/** As libpq words a notice for people. */
function noticeText(report: Report): string {
  const more = [report['D'] === undefined ? [] : `DETAIL:  ${report['D']}`, report['H'] === undefined ? [] : `HINT:  ${report['H']}`].flat();
  return [`${report['S']!}:  ${report['M']!}`, ...more].join('\n');
}

async function within(done: Promise<void>, ms: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([done, sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
}

async function cancel({ address, pid, secretKey }: WireClient): Promise<void> {
  const socket = await openSocket(address);
  socket.end(cancelRequest(pid, secretKey));
  await new Promise<void>(resolve => socket.once('close', () => resolve()));
}

/** What all permutations give. @throws Error when the spec itself does not work: a setup that fails, a step that never ends */
export async function runSpec(spec: Spec, options: SpecOptions): Promise<SpecRun> {
  const clients: WireClient[] = [];
  try {
    for (const name of ['control connection', ...spec.sessions.map(session => session.name)]) {
      const parameters = { application_name: `isolation/${options.name}/${name}`, ...options.parameters };
      clients.push(await WireClient.connect({ ...options, parameters }));
    }
    const runner = new Runner(spec, clients[0]!, clients.slice(1));
    await runner.run();
    return { report: `${runner.lines.join('\n')}\n`, states: runner.states };
  } finally {
    for (const client of clients) await client.end().catch(() => undefined);
  }
}
