/** A TypeContext of default settings that knows the built-in types and no catalog: for storage, tools and tests. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { builtinType } from './registry.js';
import type { TypeContext } from './type-ops.js';

export const plainContext: TypeContext = {
  dateStyle: { format: 'ISO', order: 'MDY' },
  intervalStyle: 'postgres',
  timeZone: 'UTC',
  byteaOutput: 'hex',
  extraFloatDigits: 1,
  transactionTimestamp: 0,
  typeById: (id: Oid) => builtinType(id),
  regName: () => undefined,
  regLookup(kind, name) {
    throw new PgError('undefined_object', `${kind.slice(3)} "${name}" does not exist`);
  },
};
