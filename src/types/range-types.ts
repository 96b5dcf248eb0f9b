/** The built-in range and multirange types. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { Datum, Int8 } from './datum.js';
import { dateOps } from './date.js';
import { int8Add, INT8_MAX } from './int8.js';
import { int4Type, int8Type } from './integer-types.js';
import { numericType } from './numeric-type.js';
import * as oids from './oids.js';
import { multirangeType, rangeType } from './range-type.js';
import type { RangeFacts } from './range.js';
import { timestampOps, timestamptzOps } from './timestamp.js';
import type { TypeOps } from './type-ops.js';

const DATE_INFINITY = 2147483647;
const DATE_MINUS_INFINITY = -2147483648;
/** 5874897-12-31, the last day. */
const DATE_MAX = 2145031948;

function nextInt4(value: Datum): Datum {
  if (value === 2147483647) throw new PgError('numeric_value_out_of_range', 'integer out of range');
  return (value as number) + 1;
}

function nextInt8(value: Datum): Datum {
  if (value === INT8_MAX) throw new PgError('numeric_value_out_of_range', 'bigint out of range');
  return int8Add(value as Int8, 1);
}

function nextDate(value: Datum): Datum {
  if (value === DATE_INFINITY || value === DATE_MINUS_INFINITY) return value;
  if (value === DATE_MAX) throw new PgError('datetime_field_overflow', 'date out of range');
  return (value as number) + 1;
}

interface RangeRow {
  readonly name: string;
  readonly range: Oid;
  readonly rangeArray: Oid;
  readonly multirange: Oid;
  readonly multirangeArray: Oid;
  readonly subtype: TypeOps;
  readonly next?: (value: Datum) => Datum;
}

const ROWS: readonly RangeRow[] = [
  {
    name: 'int4',
    range: oids.INT4RANGE,
    rangeArray: oids.INT4RANGE_ARRAY,
    multirange: oids.INT4MULTIRANGE,
    multirangeArray: oids.INT4MULTIRANGE_ARRAY,
    subtype: int4Type,
    next: nextInt4,
  },
  {
    name: 'int8',
    range: oids.INT8RANGE,
    rangeArray: oids.INT8RANGE_ARRAY,
    multirange: oids.INT8MULTIRANGE,
    multirangeArray: oids.INT8MULTIRANGE_ARRAY,
    subtype: int8Type,
    next: nextInt8,
  },
  {
    name: 'num',
    range: oids.NUMRANGE,
    rangeArray: oids.NUMRANGE_ARRAY,
    multirange: oids.NUMMULTIRANGE,
    multirangeArray: oids.NUMMULTIRANGE_ARRAY,
    subtype: numericType,
  },
  {
    name: 'date',
    range: oids.DATERANGE,
    rangeArray: oids.DATERANGE_ARRAY,
    multirange: oids.DATEMULTIRANGE,
    multirangeArray: oids.DATEMULTIRANGE_ARRAY,
    subtype: dateOps,
    next: nextDate,
  },
  {
    name: 'ts',
    range: oids.TSRANGE,
    rangeArray: oids.TSRANGE_ARRAY,
    multirange: oids.TSMULTIRANGE,
    multirangeArray: oids.TSMULTIRANGE_ARRAY,
    subtype: timestampOps,
  },
  {
    name: 'tstz',
    range: oids.TSTZRANGE,
    rangeArray: oids.TSTZRANGE_ARRAY,
    multirange: oids.TSTZMULTIRANGE,
    multirangeArray: oids.TSTZMULTIRANGE_ARRAY,
    subtype: timestamptzOps,
  },
];

export const rangeTypes: readonly TypeOps[] = ROWS.flatMap(row => {
  const facts: RangeFacts = { rangeType: row.range, multirangeType: row.multirange, subtype: row.subtype, next: row.next };
  return [rangeType(`${row.name}range`, row.rangeArray, facts), multirangeType(`${row.name}multirange`, row.multirangeArray, facts)];
});
