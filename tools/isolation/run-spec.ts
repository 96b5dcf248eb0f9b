/**
 * Runs a spec against a server, one connection for each session, and writes down what each step gave, which steps had to wait, and when they went on.
 * A step counts as waiting when pg_blocking_pids names one of the spec's other sessions, or a prepared transaction (0); between two steps everything that can run
 * has ended, so that the outcome does not depend on time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, WireClient, type QueryAnswer, type WireOptions } from '../wire/client.js';
import type { PermutationStep, Spec, Step } from './spec.js';

/** How long a step may neither end nor be seen to wait, milliseconds. */
const STEP_MS_MAX = 20_000;
const POLL_MS = 4;

interface Running {
  readonly step: Step;
  readonly answer: Promise<QueryAnswer>;
  /** Which of all steps begun it is. */
  readonly order: number;
  result: QueryAnswer | null;
}

class Runner {
  private readonly lines: string[] = [];
  private readonly running: (Running | null)[];
  private started = 0;

  constructor(
    private readonly spec: Spec,
    private readonly control: WireClient,
    private readonly clients: readonly WireClient[],
  ) {
    this.running = clients.map(() => null);
  }

  async run(): Promise<string> {
    for (const permutation of this.spec.permutations) {
      if (this.lines.length > 0) this.lines.push('');
      await this.permutation(permutation);
    }
    return `${this.lines.join('\n')}\n`;
  }

  private async permutation(steps: readonly PermutationStep[]): Promise<void> {
    const { lines, spec, control, clients } = this;
    lines.push(`starting permutation: ${steps.map(({ step }) => step.name).join(' ')}`);
    for (const sql of spec.setups) await this.aside(control, sql);
    for (const [i, session] of spec.sessions.entries()) if (session.setup !== null) await this.aside(clients[i]!, session.setup);
    for (const { step, isWaiting } of steps) {
      // A session does one thing at a time.
      const earlier = this.running[step.session];
      if (earlier) await this.finish(earlier);
      await this.start(step, isWaiting);
      await this.settle();
    }
    for (const running of this.running) if (running) await this.finish(running);
    for (const [i, session] of spec.sessions.entries()) {
      if (session.teardown !== null) await this.aside(clients[i]!, session.teardown);
      await clients[i]!.query('ROLLBACK');
    }
    if (spec.teardown !== null) await this.aside(control, spec.teardown);
  }

  /** Setup and teardown: their rows are written down, too. */
  private async aside(client: WireClient, sql: string): Promise<void> {
    const answer = await client.query(sql);
    if (answer.error) throw new Error(`${sql}\n${answer.error['C']!}: ${answer.error['M']!}`);
    this.writeRows(answer, false);
  }

  private async start(step: Step, isWaiting: boolean): Promise<void> {
    const running: Running = { step, answer: this.clients[step.session]!.query(step.sql), order: this.started++, result: null };
    void running.answer.then(
      result => (running.result = result),
      (error: unknown) => {
        if (!(error instanceof ConnectionLost)) throw error;
        running.result = { results: [], notices: [], error: error.report ?? { C: '08006', M: 'the connection was closed' }, status: '' };
      },
    );
    this.running[step.session] = running;
    if (isWaiting || !(await this.endsOrBlocks(running))) {
      this.lines.push(`step ${step.name}: ${oneLine(step.sql)} <waiting ...>`);
      return;
    }
    this.running[step.session] = null;
    this.lines.push(`step ${step.name}: ${oneLine(step.sql)}`);
    this.write(running.result!);
  }

  /** True when the step has ended, false when it waits for another session of the spec. */
  private async endsOrBlocks(running: Running): Promise<boolean> {
    const deadline = Date.now() + STEP_MS_MAX;
    for (;;) {
      for (let i = 0; i < 3 && running.result === null; i++) await sleep(POLL_MS);
      if (running.result !== null) return true;
      const pids = this.clients.map(client => client.pid);
      const pid = pids[running.step.session]!;
      const [[isBlocked]] = (await this.control.rows(`SELECT pg_catalog.pg_blocking_pids(${pid}) && '{0,${pids.join()}}'`)) as [[string]];
      if (isBlocked === 't' && running.result === null) return false;
      if (Date.now() > deadline) throw new Error(`step ${running.step.name} neither ends nor waits for another session`);
    }
  }

  /** Waits until everybody has ended or waits for someone who does nothing, then reports who has ended, in the order they began. */
  private async settle(): Promise<void> {
    for (;;) {
      const before = this.ended().length;
      for (const running of this.running) if (running) await this.endsOrBlocks(running);
      if (this.ended().length === before && !(await this.isDeadlocked())) break;
    }
    const ended = this.ended().sort((a, b) => a.order - b.order);
    for (const running of ended) this.completed(running);
  }

  private ended(): Running[] {
    return this.running.filter((running): running is Running => running !== null && running.result !== null);
  }

  /** True when some of those who wait do so for one another only: one of them will be chosen to fail. */
  private async isDeadlocked(): Promise<boolean> {
    const waiting = this.running.filter((running): running is Running => running !== null && running.result === null);
    const blockers = new Map<number, number[]>();
    for (const { step } of waiting) {
      const { pid } = this.clients[step.session]!;
      const [[pids]] = (await this.control.rows(`SELECT array_to_string(pg_catalog.pg_blocking_pids(${pid}), ',')`)) as [[string]];
      blockers.set(pid, pids === '' ? [] : pids.split(',').map(Number));
    }
    // Those who reach someone that does not wait will go on in time.
    for (let hasChanged = true; hasChanged;) {
      hasChanged = false;
      for (const [pid, pids] of blockers) {
        if (!pids.some(other => !blockers.has(other))) continue;
        blockers.delete(pid);
        hasChanged = true;
      }
    }
    return blockers.size > 0;
  }

  private async finish(running: Running): Promise<void> {
    const timer = new AbortController();
    const late = sleep(STEP_MS_MAX, 'late' as const, { signal: timer.signal }).catch(() => null);
    const first = await Promise.race([running.answer.catch(() => null), late]);
    timer.abort();
    if (first === 'late') throw new Error(`step ${running.step.name} does not end`);
    await sleep(0);
    await this.settle();
  }

  private completed(running: Running): void {
    this.running[running.step.session] = null;
    this.lines.push(`step ${running.step.name}: <... completed>`);
    this.write(running.result!);
  }

  private write(answer: QueryAnswer): void {
    for (const notice of answer.notices) this.lines.push(`${notice['S']!}:  ${notice['M']!}`);
    this.writeRows(answer);
    if (answer.error) this.lines.push(`ERROR ${answer.error['C']!}:  ${answer.error['M']!}`);
  }

  private writeRows(answer: QueryAnswer, withTags = true): void {
    for (const { fields, rows, tag } of answer.results) {
      if (fields === null || fields.length === 0) {
        if (withTags && tag !== null && /^(INSERT|UPDATE|DELETE|MERGE) /.test(tag)) this.lines.push(`(${tag})`);
        continue;
      }
      this.lines.push(fields.map(field => field.name).join('|'), '-'.repeat(8));
      for (const row of rows) this.lines.push(row.map(value => value?.toString('utf8') ?? '').join('|'));
      this.lines.push(`(${rows.length} row${rows.length === 1 ? '' : 's'})`);
    }
  }
}

const oneLine = (sql: string): string => sql.replace(/\s+/g, ' ');

/** The report of all permutations. */
export async function runSpec(spec: Spec, options: WireOptions): Promise<string> {
  const clients: WireClient[] = [];
  try {
    for (let i = 0; i <= spec.sessions.length; i++)
      clients.push(await WireClient.connect({ ...options, parameters: { client_min_messages: 'warning', ...options.parameters } }));
    return await new Runner(spec, clients[0]!, clients.slice(1)).run();
  } finally {
    for (const client of clients) await client.end().catch(() => undefined);
  }
}
