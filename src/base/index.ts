export * from './ids.js';
export * from './assert.js';
export * from './limits.js';
