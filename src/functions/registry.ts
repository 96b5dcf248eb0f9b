/**
 * All built-in function implementations by signature. One import and one list entry per family; the tables are merged
 * at first use. A function of the catalog without an entry here is known but not supported.
 */
import { arithmeticFunctions } from './arithmetic.js';
import { arrayFunctions, arraySetFunctions } from './array.js';
import { arraySearchFunctions } from './array-search.js';
import { bitwiseFunctions } from './bitwise.js';
import { castFunctions } from './cast.js';
import { comparisonFunctions } from './comparison.js';
import { byteaFunctions } from './bytea.js';
import { encodingFunctions } from './encoding.js';
import { hashFunctions } from './hash.js';
import { likeFunctions } from './like.js';
import { stringFormatFunctions } from './string-format.js';
import { stringFunctions, stringSets } from './string.js';
import { uuidFunctions } from './uuid.js';
import { datetimeAggregates, datetimeScalars, datetimeSets } from './datetime.js';
import type { AggregateFamily, AggregateImpl, ScalarFamily, ScalarImpl, SetFamily, SetImpl } from './function-impl.js';
import { mathFunctions } from './math.js';
import { numericFunctions } from './numeric.js';
import { seriesFunctions } from './series.js';

const SCALAR_FAMILIES: readonly ScalarFamily[] = [
  arithmeticFunctions,
  arrayFunctions,
  arraySearchFunctions,
  bitwiseFunctions,
  castFunctions,
  comparisonFunctions,
  datetimeScalars,
  byteaFunctions,
  encodingFunctions,
  hashFunctions,
  likeFunctions,
  stringFormatFunctions,
  stringFunctions,
  uuidFunctions,
  mathFunctions,
  numericFunctions,
];

const SET_FAMILIES: readonly SetFamily[] = [
  arraySetFunctions,
  seriesFunctions,
  datetimeSets,
  stringSets,
];

const AGGREGATE_FAMILIES: readonly AggregateFamily[] = [
  datetimeAggregates,
];

/** Merges at first call; a signature given twice is a programmer's error. */
function merged<Impl>(families: readonly Readonly<Record<string, Impl>>[]): () => ReadonlyMap<string, Impl> {
  let table: Map<string, Impl> | undefined;
  return () => {
    if (table === undefined) {
      table = new Map();
      for (const family of families) {
        for (const [signature, impl] of Object.entries(family)) {
          if (table.has(signature)) throw new Error(`function ${signature} is implemented twice`);
          table.set(signature, impl);
        }
      }
    }
    return table;
  };
}

/** All scalar functions by `proname(typname,…)`. */
export const scalarFunctions: () => ReadonlyMap<string, ScalarImpl> = merged(SCALAR_FAMILIES);
export const setFunctions: () => ReadonlyMap<string, SetImpl> = merged(SET_FAMILIES);
export const aggregateFunctions: () => ReadonlyMap<string, AggregateImpl> = merged(AGGREGATE_FAMILIES);
