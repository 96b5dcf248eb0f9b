/**
 * Full-text search (PostgreSQL chapters 9.13, 12). The build makes a chunk of this folder, loaded when a function of it is first looked up; it is entered by one
 * function and by nothing else.
 */
import type { ScalarFamily, SetFamily } from '../function-impl.js';
import { configuredFunctions } from './configured.js';
import { debugSets } from './debug.js';
import { headlineFunctions } from './headline-functions.js';
import { jsonDocumentFunctions } from './json-document.js';
import { queryFunctions } from './query-functions.js';
import { rankFunctions } from './rank.js';
import { rewriteFunctions, statisticsSets } from './statistics.js';
import { vectorFunctions, vectorSets } from './vector-functions.js';

export interface TextSearchFunctions {
  readonly scalar: ScalarFamily;
  readonly set: SetFamily;
}

export function textSearchFunctions(): TextSearchFunctions {
  return {
    scalar: {
      ...vectorFunctions,
      ...queryFunctions,
      ...configuredFunctions(),
      ...jsonDocumentFunctions,
      ...rankFunctions,
      ...rewriteFunctions,
      ...headlineFunctions(),
    },
    set: { ...vectorSets, ...debugSets, ...statisticsSets },
  };
}
