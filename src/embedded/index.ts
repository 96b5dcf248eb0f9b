/** The in-process API. */
export { HenryDB, Connection, type HenryDBOptions, type Queryable, type Results, type Transaction } from './henrydb.js';
export { Statement, type RunResult } from './statement.js';
export type { QueryOptions } from './collector.js';
export type { Field, Row } from './row-shape.js';
export {
  openCoordinator,
  type CoordinatedOptions,
  type Coordinator,
  type Participant,
  type ParticipantConnection,
  type RecoveryOutcome,
} from './coordinator.js';
