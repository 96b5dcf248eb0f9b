/** Built-in types (pg_type rows with oids below 16384) as descriptors, made on demand. */
import { oid, type Oid } from '../../base/index.js';
import { PG_RANGE, PG_TYPE } from '../data/pg-type.data.js';
import type { TypeDescriptor } from '../descriptors.js';
import { packedBoolean, PackedTable } from './packed-table.js';

export const typeTable = new PackedTable(PG_TYPE);
export const rangeTable = new PackedTable(PG_RANGE);

const C = {
  name: typeTable.column('typname'),
  oid: typeTable.column('oid'),
  schema: typeTable.column('typnamespace'),
  length: typeTable.column('typlen'),
  kind: typeTable.column('typtype'),
  category: typeTable.column('typcategory'),
  preferred: typeTable.column('typispreferred'),
  element: typeTable.column('typelem'),
  array: typeTable.column('typarray'),
  relation: typeTable.column('typrelid'),
  subscript: typeTable.column('typsubscript'),
  base: typeTable.column('typbasetype'),
  typmod: typeTable.column('typtypmod'),
  notNull: typeTable.column('typnotnull'),
  collation: typeTable.column('typcollation'),
} as const;

const byOid = new Map<number, TypeDescriptor>();

function describe(line: number): TypeDescriptor {
  const f = typeTable.fields(line);
  const id = Number(f[C.oid]);
  let found = byOid.get(id);
  if (found === undefined) {
    found = {
      oid: oid(id),
      name: f[C.name]!,
      schemaId: oid(Number(f[C.schema])),
      length: Number(f[C.length]),
      kind: f[C.kind] as TypeDescriptor['kind'],
      category: f[C.category]!,
      isPreferred: packedBoolean(f[C.preferred]!),
      elementType: oid(Number(f[C.element])),
      arrayType: oid(Number(f[C.array])),
      relationId: oid(Number(f[C.relation])),
      baseType: oid(Number(f[C.base])),
      baseTypmod: Number(f[C.typmod]),
      isNotNull: packedBoolean(f[C.notNull]!),
      defaultText: null,
      collation: oid(Number(f[C.collation])),
    };
    byOid.set(id, found);
  }
  return found;
}

export function builtinType(id: number): TypeDescriptor | undefined {
  const found = byOid.get(id);
  if (found !== undefined) return found;
  const line = typeTable.lineOfOid(id);
  return line < 0 ? undefined : describe(line);
}

export function builtinTypeNamed(schemaId: number, name: string): TypeDescriptor | undefined {
  for (const line of typeTable.linesNamed(name)) {
    const type = describe(line);
    if (type.schemaId === schemaId) return type;
  }
  return undefined;
}

export interface RangeFacts {
  readonly rangeType: Oid;
  readonly subtype: Oid;
  readonly multirangeType: Oid;
}

/** The range a range or multirange type belongs to, or the one over a subtype. */
export function builtinRange(by: 'range' | 'multirange' | 'subtype', id: number): RangeFacts | undefined {
  for (let line = 0; line < rangeTable.count; line++) {
    const f = rangeTable.fields(line);
    if (Number(f[by === 'range' ? 0 : by === 'subtype' ? 1 : 2]) === id) {
      return { rangeType: oid(Number(f[0])), subtype: oid(Number(f[1])), multirangeType: oid(Number(f[2])) };
    }
  }
  return undefined;
}
