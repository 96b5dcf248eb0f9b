/**
 * What has been read of the catalogs, as descriptors. There is one shared cache a database, of committed rows only, and a
 * private one for each transaction that changed catalogs.
 *
 * Invariants
 * 1. An entry equals what a look-up would find now; `null` remembers that there is nothing.
 * 2. Every change of a catalog row goes through `rowChanged`, in the private cache when it happens, in the shared one when it
 *    commits.
 */
import type { Oid } from '../../base/index.js';
import type { CastDescriptor, ColumnStatistics, FunctionDescriptor, OperatorDescriptor, RelationDescriptor, TypeDescriptor } from '../descriptors.js';
import { anonymousRecordType, arrayType, builtinType, type TypeOps } from '../../types/index.js';
import { FIRST_NORMAL_OID } from '../builtin/builtin-relations.js';
import { builtinType as builtinTypeDescriptor } from '../builtin/builtin-types.js';
import { anyArrayType, makeTypeOps, type TypeSource } from './type-operations.js';

/** A row change: the catalog, and the relation it belongs to (0 when it belongs to none). */
export interface CatalogChange {
  readonly catalog: number;
  readonly relation: number;
}

export class CatalogCache {
  readonly relations = new Map<number, RelationDescriptor | null>();
  /** Keys of name maps are `schema oid` + `.` + name. */
  readonly relationNames = new Map<string, Oid | null>();
  readonly schemas = new Map<string, Oid | null>();
  readonly schemaNames = new Map<number, string | null>();
  readonly types = new Map<number, TypeDescriptor | null>();
  readonly typeNames = new Map<string, Oid | null>();
  readonly typeOps = new Map<number, TypeOps | null>();
  readonly enumLabels = new Map<number, readonly string[]>();
  readonly functions = new Map<number, FunctionDescriptor | null>();
  readonly functionNames = new Map<string, readonly FunctionDescriptor[]>();
  readonly operators = new Map<number, OperatorDescriptor | null>();
  readonly operatorNames = new Map<string, readonly OperatorDescriptor[]>();
  readonly icuLocales = new Map<number, string | null>();
  readonly casts = new Map<string, CastDescriptor | null>();
  readonly statistics = new Map<string, ColumnStatistics | null>();
  readonly roles = new Map<string | number, { readonly oid: Oid; readonly name: string } | null>();
  /** Whether users made any object of a class (pg_proc, pg_operator …). */
  readonly hasUserObjects = new Map<number, boolean>();

  clear(): void {
    this.relations.clear();
    this.relationNames.clear();
    this.#clearSchemas();
    this.#clearTypes();
    this.#clearFunctions();
    this.#clearOperators();
    this.casts.clear();
    this.icuLocales.clear();
    this.statistics.clear();
    this.roles.clear();
    this.hasUserObjects.clear();
  }

  rowChanged(change: CatalogChange): void {
    switch (change.catalog) {
      case 1259: // pg_class
        this.relations.delete(change.relation);
        this.relationNames.clear();
        break;
      case 1249: // pg_attribute
        // The columns of a composite type may be the fields of a cached one, and of tables' columns.
        this.typeOps.clear();
        this.relations.delete(change.relation);
        this.#clearRelationsOfUserTypes();
        break;
      case 2604: // pg_attrdef
      case 2610: // pg_index
      case 2606: // pg_constraint
      case 2618: // pg_rewrite
      case 2620: // pg_trigger
      case 2611: // pg_inherits
      case 2224: // pg_sequence
        if (change.relation !== 0) this.relations.delete(change.relation);
        else this.#clearTypes();
        break;
      case 3501: // pg_enum
        // Open tables know the labels of their columns' types.
        this.#clearTypes();
        this.#clearRelationsOfUserTypes();
        break;
      case 1247: // pg_type
      case 3541: // pg_range
        this.#clearTypes();
        break;
      case 1255: // pg_proc
      case 2600: // pg_aggregate
        this.#clearFunctions();
        break;
      case 2617: // pg_operator
        this.#clearOperators();
        break;
      case 2605: // pg_cast
        this.casts.clear();
        break;
      case 3456: // pg_collation
        this.icuLocales.clear();
        break;
      case 2615: // pg_namespace
        this.clear();
        break;
      case 2619: // pg_statistic
        this.statistics.clear();
        break;
      case 1260: // pg_authid
        this.roles.clear();
        break;
      case 2608: // pg_depend; here `relation` is the class of the depender
        this.hasUserObjects.delete(change.relation);
        break;
      default:
        break;
    }
  }

  /** Whoever opened such a table knows its types as they were: a new descriptor makes them open it anew. */
  #clearRelationsOfUserTypes(): void {
    for (const [id, relation] of this.relations) {
      if (relation?.columns.some(c => c.typeId >= FIRST_NORMAL_OID) === true) this.relations.delete(id);
    }
  }
  #clearSchemas(): void {
    this.schemas.clear();
    this.schemaNames.clear();
  }
  #clearTypes(): void {
    this.types.clear();
    this.typeNames.clear();
    this.typeOps.clear();
    this.enumLabels.clear();
  }
  #clearFunctions(): void {
    this.functions.clear();
    this.functionNames.clear();
  }
  #clearOperators(): void {
    this.operators.clear();
    this.operatorNames.clear();
  }
}

const ANYARRAY = 2277;

/** Types as far as they are built in. */
const BUILTIN_TYPES: TypeSource = {
  typeById: builtinTypeDescriptor,
  typeOps: id => makeTypeOps(id, BUILTIN_TYPES),
  enumValues: () => [],
  compositeFields: () => [],
  compositeLayout: () => undefined,
};

/** The committed state all sessions of a database share. */
export class SharedCatalog {
  readonly cache = new CatalogCache();
  /** Finds the element types of anyarray values: the store that read catalogs last. */
  typeSource: { typeOps(id: Oid): TypeOps | undefined } | null = null;
  /** anyarray as columns of pg_statistic and pg_attribute store it. */
  get anyArray(): TypeOps {
    return (this.#anyArray ??= anyArrayType(this.#resolve));
  }
  #anyArray: TypeOps | undefined;
  /** Rows without a named type: their fields may be of types that only this catalog knows. */
  get record(): TypeOps {
    return (this.#record ??= anonymousRecordType(this.#resolve));
  }
  #record: TypeOps | undefined;
  get recordArray(): TypeOps {
    return (this.#recordArray ??= arrayType(this.record, '_record'));
  }
  #recordArray: TypeOps | undefined;
  readonly #resolve = (id: Oid): TypeOps | undefined => this.typeSource?.typeOps(id) ?? builtinType(id);
  #epoch = 1;
  #lastEpoch = 1;
  readonly #stored = new Map<number, TypeOps | undefined>();

  /** Ops of a type that a catalog has columns of. */
  storedType(id: Oid): TypeOps | undefined {
    if (id === ANYARRAY) return this.anyArray;
    let found = this.#stored.get(id);
    if (found === undefined) {
      found = makeTypeOps(id, BUILTIN_TYPES);
      this.#stored.set(id, found);
    }
    return found;
  }

  /** Changes with every commit that changed a catalog. */
  get epoch(): number {
    return this.#epoch;
  }

  /** A number no state of the catalogs had before: a transaction's private epoch. */
  newEpoch(): number {
    return ++this.#lastEpoch;
  }

  /** Changes have become visible of which nobody knows what they were. */
  committedUnknown(): void {
    this.cache.clear();
    this.#epoch = this.newEpoch();
  }

  /** The changes of a transaction have become visible to everyone. */
  committed(changes: readonly CatalogChange[]): void {
    for (const change of changes) this.cache.rowChanged(change);
    this.#epoch = this.newEpoch();
  }
}
