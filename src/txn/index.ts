/** Transactions: ids, snapshots, visibility, locks, deadlocks. */
export * from './combo-commands.js';
export * from './commit-status.js';
export * from './deadlock.js';
export * from './lock-manager.js';
export * from './lock-modes.js';
export * from './lock-table.js';
export * from './lock-tag.js';
export * from './row-lock-table.js';
export { SerializableTransaction, SerializableTransactions } from './serializable.js';
export * from './snapshot.js';
export * from './transaction.js';
export * from './transaction-manager.js';
export * from './tuple-header.js';
export * from './visibility.js';
export * from './wait.js';
export * from './checkpoint.js';
export * from './control-file.js';
export * from './recovery.js';
