/** The date and time types, for the registry. */
import { dateOps } from './date.js';
import { intervalOps } from './interval.js';
import { timeOps } from './time.js';
import { timestampOps, timestamptzOps } from './timestamp.js';
import { timetzOps } from './timetz.js';
import type { TypeOps } from './type-ops.js';

export const datetimeTypes: readonly TypeOps[] = [dateOps, timeOps, timetzOps, timestampOps, timestamptzOps, intervalOps];
