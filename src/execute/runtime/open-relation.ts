/** A table opened for one execution, with its indexes in the order of the descriptor. */
import type { Index, Table } from '../../access/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';

export interface OpenRelation {
  readonly relation: RelationDescriptor;
  readonly table: Table;
  /** By position in relation.indexes. */
  readonly indexes: readonly Index[];
}

/** Something that holds a page and can let it go and take it again: all holders let go before a step returns. */
export interface PageHolder {
  suspend(): void;
}
