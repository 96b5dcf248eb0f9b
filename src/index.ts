/** HenryDB: the in-process API, the wire server, and the error class. */
export { HenryDB, Connection, Statement, openCoordinator } from './embedded/index.js';
export type { CoordinatedOptions, Coordinator, Participant, ParticipantConnection, RecoveryOutcome } from './embedded/index.js';
export type { Field, HenryDBOptions, Queryable, QueryOptions, Results, Row, RunResult, Transaction } from './embedded/index.js';
export { HenryDBServer, type ServerOptions } from './server/index.js';
export { PgError } from './errors/index.js';
