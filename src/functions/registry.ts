/**
 * All built-in function implementations by signature, `proname(typname,…)`. What nearly every query calls is here and found without a
 * table being made; the rest, in rare-families.ts, is merged into one at first need, and those of text search when one of them is
 * looked up. A function of the catalog without an entry is known but not supported.
 */
import { basicAggregates } from './aggregate-basic.js';
import { sumAggregates } from './aggregate-sum.js';
import { arithmeticFunctions } from './arithmetic.js';
import { castFunctions } from './cast.js';
import { comparisonFunctions } from './comparison.js';
import type { AggregateFamily, AggregateImpl, ScalarFamily, ScalarImpl, SetImpl } from './function-impl.js';
import { rareFamilies } from './rare-families.js';
import { textSearchFunctions } from './text-search/index.js';

type Table<Impl> = Readonly<Record<string, Impl>>;

const COMMON_SCALARS: readonly (() => ScalarFamily)[] = [() => arithmeticFunctions, comparisonFunctions, () => castFunctions];
const COMMON_AGGREGATES: readonly (() => AggregateFamily)[] = [() => basicAggregates, () => sumAggregates];

interface Functions<Impl> {
  find(signature: string): Impl | undefined;
  all(): ReadonlyMap<string, Impl>;
}

function functionsOf<Impl>(common: readonly (() => Table<Impl>)[], rare: () => readonly Table<Impl>[], search: () => Table<Impl>): Functions<Impl> {
  let table: Map<string, Impl> | undefined;
  let hasSearch = false;
  /** A signature given twice is a programmer's error. */
  const add = (to: Map<string, Impl>, family: Table<Impl>): void => {
    for (const [signature, impl] of Object.entries(family)) {
      if (to.has(signature)) throw new Error(`function ${signature} is implemented twice`);
      to.set(signature, impl);
    }
  };
  /** Merged at first call. */
  const merged = (): Map<string, Impl> => {
    if (table === undefined) {
      table = new Map();
      for (const family of [...common.map(make => make()), ...rare()]) add(table, family);
    }
    return table;
  };
  const all = (): ReadonlyMap<string, Impl> => {
    const to = merged();
    if (!hasSearch) {
      hasSearch = true;
      add(to, search());
    }
    return to;
  };
  return {
    all,
    find(signature) {
      for (const make of common) {
        const family = make();
        if (Object.hasOwn(family, signature)) return family[signature];
      }
      // Every function of text search has these two letters in its name or in a type's.
      return merged().get(signature) ?? (signature.includes('ts') ? all().get(signature) : undefined);
    },
  };
}

const scalar = functionsOf<ScalarImpl>(
  COMMON_SCALARS,
  () => rareFamilies().scalar,
  () => textSearchFunctions().scalar,
);
const set = functionsOf<SetImpl>(
  [],
  () => rareFamilies().set,
  () => textSearchFunctions().set,
);
const aggregate = functionsOf<AggregateImpl>(
  COMMON_AGGREGATES,
  () => rareFamilies().aggregate,
  () => ({}),
);

/** The implementation by signature; undefined when there is none. */
export const scalarFunction = (signature: string): ScalarImpl | undefined => scalar.find(signature);
export const setFunction = (signature: string): SetImpl | undefined => set.find(signature);
export const aggregateFunction = (signature: string): AggregateImpl | undefined => aggregate.find(signature);

/** All of them, by signature. */
export const scalarFunctions: () => ReadonlyMap<string, ScalarImpl> = scalar.all;
export const setFunctions: () => ReadonlyMap<string, SetImpl> = set.all;
export const aggregateFunctions: () => ReadonlyMap<string, AggregateImpl> = aggregate.all;
