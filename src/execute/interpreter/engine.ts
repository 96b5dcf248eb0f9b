/** The interpreter: being written. */
import { notSupported } from '../../errors/index.js';
import type { Engine } from '../engine.js';

export const interpreterEngine: Engine = {
  name: 'interpreter',
  start: () => {
    throw notSupported('the interpreter engine');
  },
};
