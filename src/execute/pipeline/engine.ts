/** The pipeline engine: being written; runs as volcano until its segments are in. */
import type { Engine } from '../engine.js';
import { volcanoEngine } from '../volcano/engine.js';

export const pipelineEngine: Engine = { name: 'pipeline', start: volcanoEngine.start };
