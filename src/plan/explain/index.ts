export { explainPlan, type ExplainCounters, type ExplainEnvironment, type ExplainOptions } from './explain.js';
