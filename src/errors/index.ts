export * from './sqlstate.js';
export * from './pg-error.js';
