/**
 * Families of types that a simple query has no use for. The build keeps them out of the core, in a chunk that is loaded when one of them is
 * looked up; so this file is entered by one function and by nothing else. One family a line.
 */
import { bitTypes } from './bit-type.js';
import { documentTypes } from './document-types.js';
import { geometryTypes } from './geometry-types.js';
import { inetTypes } from './inet-type.js';
import { logTypes } from './log-types.js';
import { macaddrTypes } from './macaddr-type.js';
import { moneyType } from './money-type.js';
import { pseudoTypes } from './pseudo-types.js';
import { rangeTypes } from './range-types.js';
import { snapshotTypes } from './snapshot-type.js';
import { textSearchTypes } from './text-search-types.js';
import type { TypeOps } from './type-ops.js';

const FAMILIES: readonly (readonly TypeOps[])[] = [
  [moneyType],
  bitTypes,
  documentTypes,
  logTypes,
  rangeTypes,
  inetTypes,
  snapshotTypes,
  geometryTypes,
  macaddrTypes,
  textSearchTypes,
  pseudoTypes,
];

export function rareTypes(): readonly (readonly TypeOps[])[] {
  return FAMILIES;
}
