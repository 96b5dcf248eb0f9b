/** Sessions: statement life, portals, prepared statements, transactions, settings. */
export { Session, asPgError, type SessionOptions, type SessionStatus } from './session.js';
export { Company } from './company.js';
export type { ResultColumn, ResultConsumer, CopySource, SessionListener } from './consumer.js';
export type { DatabasePort } from './database-port.js';
export { Notifications } from './notifications.js';
export { Portal } from './portal.js';
export { PreparedStatement } from './prepared-statement.js';
export { decodeText } from './parameters.js';
export { SessionSettings } from './settings.js';
