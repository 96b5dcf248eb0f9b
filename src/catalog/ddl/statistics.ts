/** What ANALYZE stores about a column: pg_statistic, in PostgreSQL's slots (most common values, histogram, correlation). */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import type { ColumnStatistics } from '../descriptors.js';
import type { ArrayValue } from '../../types/index.js';
import { arrayOf, float4Array } from '../store/arrays.js';
import { pgStatistic, type PgStatisticRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { STATISTIC_KIND } from '../store/object-loader.js';

interface Slot {
  readonly kind: number;
  readonly operator: Oid;
  readonly numbers: ArrayValue | null;
  readonly values: ArrayValue | null;
}

const EMPTY: Slot = { kind: 0, operator: INVALID_OID, numbers: null, values: null };

function slotsOf(catalog: CatalogStore, typeId: Oid, statistics: ColumnStatistics): Slot[] {
  const operators = catalog.typeOperators(typeId);
  const equal = operators?.equal ?? INVALID_OID;
  const lessThan = operators?.lessThan ?? INVALID_OID;
  const slots: Slot[] = [];
  if (statistics.commonValues.length > 0) {
    slots.push({
      kind: STATISTIC_KIND.mostCommonValues,
      operator: equal,
      numbers: float4Array(statistics.commonFrequencies.map(Math.fround)),
      values: arrayOf(typeId, statistics.commonValues),
    });
  }
  if (statistics.histogram.length > 0) {
    slots.push({ kind: STATISTIC_KIND.histogram, operator: lessThan, numbers: null, values: arrayOf(typeId, statistics.histogram) });
  }
  // One value has no order to compare.
  if (lessThan !== 0 && !Number.isNaN(statistics.correlation)) {
    slots.push({ kind: STATISTIC_KIND.correlation, operator: lessThan, numbers: float4Array([Math.fround(statistics.correlation)]), values: null });
  }
  while (slots.length < 5) slots.push(EMPTY);
  return slots;
}

/** Replaces the statistics of a column. */
export function* setStatistics(
  catalog: CatalogStore,
  relation: Oid,
  column: number,
  type: { readonly typeId: Oid; readonly collation: Oid },
  statistics: ColumnStatistics,
): Waiting<void> {
  const [s1, s2, s3, s4, s5] = slotsOf(catalog, type.typeId, statistics) as [Slot, Slot, Slot, Slot, Slot];
  const collation = (slot: Slot): Oid => (slot.kind === 0 ? INVALID_OID : oid(type.collation));
  const row: PgStatisticRow = {
    starelid: relation,
    staattnum: column,
    stainherit: false,
    stanullfrac: Math.fround(statistics.nullFraction),
    stawidth: Math.round(statistics.averageWidth),
    stadistinct: Math.fround(statistics.distinct),
    stakind1: s1.kind,
    stakind2: s2.kind,
    stakind3: s3.kind,
    stakind4: s4.kind,
    stakind5: s5.kind,
    staop1: s1.operator,
    staop2: s2.operator,
    staop3: s3.operator,
    staop4: s4.operator,
    staop5: s5.operator,
    stacoll1: collation(s1),
    stacoll2: collation(s2),
    stacoll3: collation(s3),
    stacoll4: collation(s4),
    stacoll5: collation(s5),
    stanumbers1: s1.numbers,
    stanumbers2: s2.numbers,
    stanumbers3: s3.numbers,
    stanumbers4: s4.numbers,
    stanumbers5: s5.numbers,
    stavalues1: s1.values,
    stavalues2: s2.values,
    stavalues3: s3.values,
    stavalues4: s4.values,
    stavalues5: s5.values,
  };
  const stored = catalog.row(pgStatistic, 'pg_statistic_relid_att_inh_index', [relation, column, false]);
  if (stored === undefined) yield* catalog.insertRow(pgStatistic, row);
  else yield* catalog.updateRow(pgStatistic, stored, row);
}

/** Statistics of one column. */
export function* removeStatisticsOf(catalog: CatalogStore, relation: Oid, column: number): Waiting<void> {
  for (const stored of catalog.rows(pgStatistic, 'pg_statistic_relid_att_inh_index', [relation, column])) yield* catalog.removeRow(pgStatistic, stored);
}

export function* removeStatistics(catalog: CatalogStore, relation: Oid): Waiting<void> {
  for (const stored of catalog.rows(pgStatistic, 'pg_statistic_relid_att_inh_index', [relation])) yield* catalog.removeRow(pgStatistic, stored);
}
