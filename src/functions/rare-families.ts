/**
 * Families of functions that a simple query has no use for. The build keeps them out of the core, in a chunk that is loaded when
 * the first of them is called; so this file is entered by one function and by nothing else. One import and one list entry a family.
 */
import { administrationFunctions, administrationSets } from './administration.js';
import { orderedSetAggregates } from './aggregate-ordered.js';
import { statisticsAggregates } from './aggregate-statistics.js';
import { arrayFunctions, arraySetFunctions } from './array.js';
import { arraySearchFunctions } from './array-search.js';
import { bitStringAggregates, bitStringFunctions } from './bit-string.js';
import { bitwiseFunctions } from './bitwise.js';
import { byteaFunctions } from './bytea.js';
import { catalogInfoFunctions, catalogInfoSets, catalogObjectFunctions } from './catalog-info.js';
import { datetimeFormatting } from './datetime-formatting.js';
import { encodingFunctions } from './encoding.js';
import { hashFunctions } from './hash.js';
import { jsonAccessFunctions, jsonAccessSets } from './json-access.js';
import { jsonAggregates, jsonBuildFunctions } from './json-build.js';
import { jsonRecordFunctions, jsonRecordSets } from './json-record.js';
import { jsonPathFunctions, jsonPathSets } from './jsonpath-functions.js';
import { jsonbAccessFunctions, jsonbAccessSets } from './jsonb-access.js';
import { jsonbModifyFunctions } from './jsonb-modify.js';
import { likeFunctions } from './like.js';
import { numberFormatting } from './number-formatting.js';
import { regexFunctions, regexSets } from './regex-functions.js';
import { sessionInfoFunctions, sessionInfoSets } from './session-info.js';
import { sessionActivityFunctions, sessionActivitySets } from './session-activity.js';
import { sizeFunctions } from './sizes.js';
import { stringFormatFunctions } from './string-format.js';
import { stringFunctions, stringSets } from './string.js';
import { uuidFunctions } from './uuid.js';
import { datetimeAggregates, datetimeScalars, datetimeSets } from './datetime.js';
import type { AggregateFamily, ScalarFamily, SetFamily } from './function-impl.js';
import { enumAggregates, enumFunctions } from './enum.js';
import { geometryFunctions } from './geometry.js';
import { inRangeFunctions } from './in-range.js';
import { logPositionFunctions } from './log-position.js';
import { typeIoFunctions } from './type-io.js';
import { mathFunctions } from './math.js';
import { moneyAggregates, moneyFunctions } from './money.js';
import { networkAggregates, networkFunctions } from './network.js';
import { numericFunctions } from './numeric.js';
import { multirangeFunctions, multirangeSets } from './multirange.js';
import { rangeAggregates, rangeFunctions } from './range.js';
import { systemRowSets } from './system-rows.js';
import { xmlAggregates, xmlFunctions } from './xml.js';
import { seriesFunctions } from './series.js';
import { vectorAggregates, vectorFunctions } from './vector.js';

const SCALAR_FAMILIES: readonly ScalarFamily[] = [
  arrayFunctions,
  arraySearchFunctions,
  bitStringFunctions,
  bitwiseFunctions,
  datetimeScalars,
  datetimeFormatting,
  byteaFunctions,
  administrationFunctions,
  catalogInfoFunctions,
  catalogObjectFunctions,
  encodingFunctions,
  hashFunctions,
  jsonAccessFunctions,
  jsonBuildFunctions,
  jsonPathFunctions,
  jsonRecordFunctions,
  jsonbAccessFunctions,
  jsonbModifyFunctions,
  likeFunctions,
  numberFormatting,
  regexFunctions,
  sessionInfoFunctions,
  sessionActivityFunctions,
  sizeFunctions,
  stringFormatFunctions,
  stringFunctions,
  uuidFunctions,
  enumFunctions,
  inRangeFunctions,
  logPositionFunctions,
  mathFunctions,
  moneyFunctions,
  multirangeFunctions,
  networkFunctions,
  geometryFunctions,
  xmlFunctions,
  numericFunctions,
  rangeFunctions,
  typeIoFunctions,
  vectorFunctions,
];

const SET_FAMILIES: readonly SetFamily[] = [
  arraySetFunctions,
  multirangeSets,
  seriesFunctions,
  datetimeSets,
  stringSets,
  administrationSets,
  catalogInfoSets,
  jsonAccessSets,
  jsonPathSets,
  jsonRecordSets,
  jsonbAccessSets,
  regexSets,
  sessionInfoSets,
  sessionActivitySets,
  systemRowSets,
];

const AGGREGATE_FAMILIES: readonly AggregateFamily[] = [
  bitStringAggregates,
  datetimeAggregates,
  enumAggregates,
  jsonAggregates,
  moneyAggregates,
  networkAggregates,
  orderedSetAggregates,
  rangeAggregates,
  xmlAggregates,
  statisticsAggregates,
  vectorAggregates,
];

export interface Families {
  readonly scalar: readonly ScalarFamily[];
  readonly set: readonly SetFamily[];
  readonly aggregate: readonly AggregateFamily[];
}

export function rareFamilies(): Families {
  return { scalar: SCALAR_FAMILIES, set: SET_FAMILIES, aggregate: AGGREGATE_FAMILIES };
}
