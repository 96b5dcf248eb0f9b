/** Engines by name, for `SET henrydb.engine`. */
import { notSupported } from '../errors/index.js';
import { interpreterEngine } from './interpreter/engine.js';
import { pipelineEngine } from './pipeline/engine.js';
import { volcanoEngine } from './volcano/engine.js';
import type { Engine, EngineName } from './engine.js';

let interpreter: Engine | undefined;

const ENGINES: Partial<Record<EngineName, () => Engine>> = {
  interpreter: () => (interpreter ??= interpreterEngine(volcanoEngine)),
  volcano: () => volcanoEngine,
  pipeline: () => pipelineEngine,
};

/** Values of the setting; `auto` chooses. */
export const ENGINE_NAMES: readonly (EngineName | 'auto')[] = ['auto', 'interpreter', 'volcano', 'pipeline', 'vm', 'codegen'];

export function engineNamed(name: EngineName | 'auto'): Engine {
  const engine = ENGINES[name === 'auto' ? 'pipeline' : name]?.();
  if (engine === undefined) throw notSupported(`the ${name} engine`);
  return engine;
}
