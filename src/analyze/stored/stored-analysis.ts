/** Analysis of text stored in the catalogs: ISO formats, UTC-independent, names qualified. */
import type { CatalogReader } from '../../catalog/index.js';
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

/** Remembers a value per immutable descriptor and reader of the catalogs (a session's), valid while the reader's epoch stands. */
export class EpochCache<Key extends object, Value> {
  readonly #entries = new WeakMap<Key, WeakMap<CatalogReader, { readonly epoch: number; readonly value: Value }>>();

  get(key: Key, outer: Analysis, make: () => Value): Value {
    const { catalog } = outer;
    let byReader = this.#entries.get(key);
    if (byReader === undefined) this.#entries.set(key, (byReader = new WeakMap()));
    const known = byReader.get(catalog);
    if (known !== undefined && known.epoch === catalog.epoch) return known.value;
    const value = make();
    byReader.set(catalog, { epoch: catalog.epoch, value });
    return value;
  }
}
