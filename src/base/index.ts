export * from './ids.js';
export * from './assert.js';
export * from './limits.js';
export * from './bytes.js';
export * from './varint.js';
export * from './crc.js';
