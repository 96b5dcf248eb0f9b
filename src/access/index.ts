/** Access methods: tables (heap/), indexes (btree/), sequences, and the row and key formats they share. */
export * from './index-key.js';
export * from './index-method.js';
export * from './row-encoder.js';
export * from './row-layout.js';
export * from './table-method.js';
export * from './heap/index.js';
export * from './btree/index.js';
export * from './gist/index.js';
export * from './sequence.js';
export * from './agreement.js';
