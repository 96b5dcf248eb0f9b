/**
 * A catalog's handle: turns stored rows (positional Datums) into objects with the catalog's column names and back. The row
 * types are generated (catalog-rows.data.ts), so a misspelt column does not compile.
 */
import type { RowRef } from '../../base/index.js';
import type { Datum } from '../../types/index.js';
import { builtinRelation } from '../builtin/builtin-relations.js';
import type { IndexDescriptor, RelationDescriptor } from '../descriptors.js';

/** A row as read, with its place in the table. */
export interface StoredRow<Row> {
  readonly ref: RowRef;
  readonly row: Row;
}

export class CatalogTable<Row extends object> {
  readonly oid: number;
  #descriptor: RelationDescriptor | undefined;

  constructor(id: number) {
    this.oid = id;
  }

  get descriptor(): RelationDescriptor {
    return (this.#descriptor ??= builtinRelation(this.oid)!);
  }

  get name(): string {
    return this.descriptor.name;
  }

  index(name: string): IndexDescriptor {
    const found = this.descriptor.indexes.find(i => i.name === name);
    if (found === undefined) throw new Error(`no index ${name} on ${this.name}`);
    return found;
  }

  toRow(values: readonly Datum[]): Row {
    const { columns } = this.descriptor;
    const row: Record<string, Datum> = {};
    for (let i = 0; i < columns.length; i++) row[columns[i]!.name] = values[i]!;
    return row as unknown as Row; // the generated row type lists exactly these columns
  }

  toValues(row: Row): Datum[] {
    const source = row as unknown as Record<string, Datum | undefined>;
    return this.descriptor.columns.map(c => source[c.name] ?? null);
  }
}
