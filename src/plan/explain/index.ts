export { explainPlan } from './explain.js';
export type { ExplainCounters, ExplainEnvironment, ExplainOptions } from './options.js';
