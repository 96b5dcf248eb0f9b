export type * from './physical/lowered.js';
export type * from './physical/plan-nodes.js';
export { nodeChildren } from './physical/node-children.js';
export { loweredChildren, walkLowered } from './physical/lowered-walk.js';
export type { PlannerEnv, PlannerSettings } from './context.js';
export { planStatement } from './planner.js';
export { lowerStored } from './physical/lower-stored.js';
export { visitDeep } from './expression/levels.js';
export { explainPlan, type ExplainCounters, type ExplainEnvironment, type ExplainOptions } from './explain/index.js';
