// npm start [-- server options]: a persistent server in ./data unless told otherwise.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const given = process.argv.slice(2);
const hasDirectory = given.some(word => word === '--data-dir' || word.startsWith('--data-dir='));
process.argv = [process.argv[0], join(root, 'bin', 'henrydb.js'), 'server', ...(hasDirectory ? [] : ['--data-dir', join(root, 'data')]), ...given];
await import('../../bin/henrydb.js');
