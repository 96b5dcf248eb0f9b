/** The wire protocol's messages as bytes; knows no session and no socket. */
export * from './byte-writer.js';
export * from './frontend.js';
export * from './backend.js';
