/**
 * Transactions over several servers, HenryDB's or PostgreSQL's, by two-phase commit with presumed abort (Mohan, Lindsay, Obermarck, ACM TODS 1986; PostgreSQL chapter 74).
 *
 * 1. All participants prepare. 2. The decision to commit becomes a durable row of the coordinator's own database. 3. All participants commit; then the row goes.
 *
 * A transaction that is prepared somewhere and has no row is rolled back: by `recover`, whoever crashed meanwhile. A row stays as long as a participant could not be told;
 * `recover` tells it. A name belongs to one coordinator, so that several may share a server, and is never used twice.
 */
import { PgError } from '../errors/index.js';
import type { HenryDB } from './henrydb.js';

/** A session on a participant's server. */
export interface ParticipantConnection {
  query(sql: string): Promise<{ readonly rows: readonly object[] }>;
  close(): Promise<void>;
}

/** How to reach a server. A HenryDB connection is a ParticipantConnection; of node-postgres: `{ query: sql => client.query(sql), close: () => client.end() }`. */
export interface Participant {
  connect(): Promise<ParticipantConnection>;
}

export interface CoordinatedOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
}

export interface RecoveryOutcome {
  /** Transactions ended, counted once a participant. */
  readonly committed: number;
  readonly rolledBack: number;
  /** Participants that could not be asked, with why. Call `recover` again when they are back. */
  readonly unreachable: Readonly<Record<string, unknown>>;
}

export interface Coordinator<Name extends string = string> {
  /**
   * Runs `work` with an open transaction on each of the named participants (default: all), then commits on all of them or on none.
   * When it resolves the decision is durable: a participant that was not told yet is told by `recover`.
   * @throws what `work` threw, or the first error of a participant that could not prepare; everything is rolled back then, here or by `recover`.
   */
  transaction<T>(
    work: (sessions: Readonly<Record<Name, Pick<ParticipantConnection, 'query'>>>) => Promise<T>,
    options?: CoordinatedOptions & { readonly participants?: readonly Name[] },
  ): Promise<T>;
  /** Finishes what a crash, of whomever, has left prepared. Called by `openCoordinator`; to be called again while participants are unreachable. */
  recover(): Promise<RecoveryOutcome>;
  /** Names of decided transactions of which not all participants have been told. */
  undelivered(): Promise<string[]>;
}

const SCHEMA = `
create schema if not exists henrydb_coordinator;
create table if not exists henrydb_coordinator.identity (id uuid not null);
create sequence if not exists henrydb_coordinator.numbers;
create table if not exists henrydb_coordinator.decision (name text primary key, participants text[] not null, decided_at timestamptz not null default now())`;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

class LoggingCoordinator<Name extends string> implements Coordinator<Name> {
  /** Transactions of this process between their first PREPARE and their end: `recover` leaves them alone. */
  private readonly active = new Set<string>();

  constructor(
    private readonly db: HenryDB,
    private readonly participants: Readonly<Record<Name, Participant>>,
    private readonly prefix: string,
  ) {}

  async transaction<T>(
    work: (sessions: Readonly<Record<Name, Pick<ParticipantConnection, 'query'>>>) => Promise<T>,
    options: CoordinatedOptions & { readonly participants?: readonly Name[] } = {},
  ): Promise<T> {
    const names = options.participants ?? (Object.keys(this.participants) as Name[]);
    const sessions = new Map<Name, ParticipantConnection>();
    try {
      for (const name of names) sessions.set(name, await this.participant(name).connect());
      for (const session of sessions.values()) await session.query(`begin isolation level ${options.isolation ?? 'read committed'}`);
      let result: T;
      try {
        result = await work(Object.fromEntries(sessions) as Record<Name, ParticipantConnection>);
      } catch (error) {
        await Promise.allSettled([...sessions.values()].map(session => session.query('rollback')));
        throw error;
      }
      if (names.length === 1) await sessions.get(names[0]!)!.query('commit');
      else await this.commit(sessions);
      return result;
    } finally {
      await Promise.allSettled([...sessions.values()].map(session => session.close()));
    }
  }

  private async commit(sessions: ReadonlyMap<Name, ParticipantConnection>): Promise<void> {
    const { rows } = await this.db.query<{ number: number }>("select nextval('henrydb_coordinator.numbers') as number");
    const name = `${this.prefix}${rows[0]!.number}`;
    this.active.add(name);
    try {
      const votes = await Promise.allSettled([...sessions.values()].map(session => prepare(session, name)));
      const refusal = votes.find(vote => vote.status === 'rejected');
      if (refusal !== undefined) {
        // Whoever cannot be told has no decision to find later, and is rolled back then.
        await Promise.allSettled(
          [...sessions.values()].map((session, i) => session.query(votes[i]!.status === 'fulfilled' ? `rollback prepared ${literal(name)}` : 'rollback')),
        );
        throw refusal.reason;
      }
      await this.db.query('insert into henrydb_coordinator.decision (name, participants) values ($1, $2)', [name, [...sessions.keys()]]);
      const told = await Promise.allSettled([...sessions.values()].map(session => session.query(`commit prepared ${literal(name)}`)));
      if (told.every(({ status }) => status === 'fulfilled')) await this.forget(name);
    } finally {
      this.active.delete(name);
    }
  }

  /** All participants know. That this is lost in a crash costs a look, not a transaction. */
  private async forget(name: string): Promise<void> {
    await this.db.query('delete from henrydb_coordinator.decision where name = $1', [name]);
  }

  async recover(): Promise<RecoveryOutcome> {
    const unreachable: Record<string, unknown> = {};
    let committed = 0;
    let rolledBack = 0;
    const busy = new Set(this.active);
    const decided = (await this.db.query<{ name: string; participants: string[] }>('select name, participants from henrydb_coordinator.decision')).rows.filter(
      ({ name }) => !busy.has(name),
    );
    const decisions = new Set(decided.map(({ name }) => name));
    for (const participant of Object.keys(this.participants) as Name[]) {
      try {
        const session = await this.participant(participant).connect();
        try {
          const { rows } = await session.query(
            `select gid from pg_prepared_xacts where database = current_database() and starts_with(gid, ${literal(this.prefix)}) order by transaction::text::int8`,
          );
          for (const { gid } of rows as readonly { gid: string }[]) {
            if (busy.has(gid) || this.active.has(gid)) continue;
            const isCommit = decisions.has(gid);
            await session.query(`${isCommit ? 'commit' : 'rollback'} prepared ${literal(gid)}`);
            if (isCommit) committed++;
            else rolledBack++;
          }
        } finally {
          await session.close();
        }
      } catch (error) {
        unreachable[participant] = error;
      }
    }
    for (const { name, participants } of decided)
      if (!participants.some(participant => participant in unreachable || !(participant in this.participants))) await this.forget(name);
    return { committed, rolledBack, unreachable };
  }

  async undelivered(): Promise<string[]> {
    const { rows } = await this.db.query<{ name: string }>('select name from henrydb_coordinator.decision order by decided_at');
    return rows.map(({ name }) => name).filter(name => !this.active.has(name));
  }

  private participant(name: Name): Participant {
    if (!Object.hasOwn(this.participants, name)) throw new PgError('undefined_object', `participant "${name}" does not exist`);
    return this.participants[name];
  }
}

/** In a failed transaction PREPARE rolls back and says so in its tag only; that must not pass for a vote. */
async function prepare(session: ParticipantConnection, name: string): Promise<void> {
  await session.query('select 1');
  await session.query(`prepare transaction ${literal(name)}`);
}

/**
 * A coordinator whose decisions are kept in `db`, which should be on disk, in a schema of its own. Finishes what an earlier life has left, as far as the participants can be reached.
 * @param participants servers by names that stay the same from start to start
 */
export async function openCoordinator<Name extends string>(db: HenryDB, participants: Readonly<Record<Name, Participant>>): Promise<Coordinator<Name>> {
  await db.exec(SCHEMA);
  await db.query('insert into henrydb_coordinator.identity select gen_random_uuid() where not exists (select from henrydb_coordinator.identity)');
  const { rows } = await db.query<{ id: string }>('select id from henrydb_coordinator.identity');
  const coordinator = new LoggingCoordinator(db, participants, `henrydb:${rows[0]!.id}:`);
  await coordinator.recover();
  return coordinator;
}
