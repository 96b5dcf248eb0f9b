/** Functions and operators of the date and time types, as families for the registry. */
import { datetimeArithmetic } from './datetime-arithmetic.js';
import { datetimeComparisons } from './datetime-compare.js';
import { datetimeMaking } from './datetime-make.js';
import { datetimeParts } from './datetime-parts.js';
import { datetimeZones } from './datetime-zone.js';
import type { ScalarFamily } from './function-impl.js';

export { datetimeAggregates, datetimeSets } from './datetime-make.js';

export const datetimeScalars: ScalarFamily = {
  ...datetimeComparisons,
  ...datetimeArithmetic,
  ...datetimeParts,
  ...datetimeZones,
  ...datetimeMaking,
};
