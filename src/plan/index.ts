export type * from './physical/lowered.js';
export type * from './physical/plan-nodes.js';
