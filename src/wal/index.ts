export * from './record-kind.js';
export * from './record.js';
export * from './log-writer.js';
export * from './log-reader.js';
