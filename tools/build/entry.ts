/** What the built core exports: the public API, and the command line's main. */
export * from '../../src/index.js';
export { main } from '../../src/cli/index.js';
