/** Engines by name, for `SET henrydb.engine`. */
import { notSupported } from '../errors/index.js';
import { interpreterEngine } from './interpreter/engine.js';
import { pipelineEngine } from './pipeline/engine.js';
import { volcanoEngine } from './volcano/engine.js';
import type { Engine, EngineName } from './engine.js';

const ENGINES: ReadonlyMap<EngineName, Engine> = new Map([volcanoEngine, pipelineEngine, interpreterEngine(volcanoEngine)].map(e => [e.name, e]));

/** Values of the setting; `auto` chooses. */
export const ENGINE_NAMES: readonly (EngineName | 'auto')[] = ['auto', 'interpreter', 'volcano', 'pipeline', 'vm', 'codegen'];

export function engineNamed(name: EngineName | 'auto'): Engine {
  const engine = ENGINES.get(name === 'auto' ? 'pipeline' : name);
  if (engine === undefined) throw notSupported(`the ${name} engine`);
  return engine;
}
