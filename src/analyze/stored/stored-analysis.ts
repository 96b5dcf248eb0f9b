/** Analysis of text stored in the catalogs: ISO formats, UTC-independent, names qualified. */
import type { TypeContext } from '../../types/index.js';
import { ParameterTypes } from '../parameters.js';
import { Analysis } from '../state.js';
import { storedCatalog } from './stored-catalog.js';

/** The settings that stored text is written and read under. Made member by member: a session's context is a class with accessors. */
export function canonicalContext(context: TypeContext): TypeContext {
  return {
    dateStyle: { format: 'ISO', order: 'MDY' },
    intervalStyle: 'postgres',
    timeZone: context.timeZone,
    byteaOutput: 'hex',
    extraFloatDigits: 1,
    transactionTimestamp: context.transactionTimestamp,
    typeById: id => context.typeById(id),
    regName: (kind, id) => context.regName(kind, id),
    regLookup: (kind, name) => context.regLookup(kind, name),
  };
}

/** An analysis for stored text inside another one. Literals in it are in the canonical formats that deparsing writes. */
export function storedAnalysis(outer: Analysis): Analysis {
  return new Analysis({ catalog: storedCatalog(outer.catalog), parameters: new ParameterTypes([], true), context: canonicalContext(outer.context) });
}

/** Remembers one value per immutable descriptor, valid while the catalogs' epoch stands and for one reader. */
export class EpochCache<Key extends object, Value> {
  readonly #entries = new WeakMap<Key, { catalog: object; epoch: number; value: Value }>();

  get(key: Key, outer: Analysis, make: () => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined && known.catalog === outer.catalog && known.epoch === outer.catalog.epoch) return known.value;
    const value = make();
    this.#entries.set(key, { catalog: outer.catalog, epoch: outer.catalog.epoch, value });
    return value;
  }
}
