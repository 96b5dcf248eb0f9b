export * from './file-system.js';
export * from './environment.js';
export * from './file-error.js';
export * from './memory-file-system.js';
export * from './node-file-system.js';
export * from './node-environment.js';
export * from './simulated-environment.js';
export * from './simulated-file-system.js';
