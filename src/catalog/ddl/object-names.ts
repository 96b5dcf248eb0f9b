/** Names the system chooses: `t_pkey`, `t_a_key`, `t_a_idx`, `t_a_check`, `t_a_fkey`, `t_a_seq`, `_t`, numbered when taken, at most 63 bytes. */
import type { Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { pgConstraint, pgType } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';

const NAME_BYTES_MAX = 63;
const encoder = new TextEncoder();

export function nameBytes(name: string): number {
  return encoder.encode(name).length;
}

/** The longest prefix of at most `bytes` bytes that does not cut a character. */
export function clipName(name: string, bytes = NAME_BYTES_MAX): string {
  if (nameBytes(name) <= bytes) return name;
  let used = 0;
  let clipped = '';
  for (const character of name) {
    used += nameBytes(character);
    if (used > bytes) break;
    clipped += character;
  }
  return clipped;
}

/** `name1_name2_label`, the longer of the first two shortened until all fits 63 bytes. */
export function makeObjectName(name1: string, name2: string | null, label: string | null): string {
  const overhead = (name2 === null ? 0 : 1) + (label === null ? 0 : nameBytes(label) + 1);
  const available = NAME_BYTES_MAX - overhead;
  let bytes1 = nameBytes(name1);
  let bytes2 = name2 === null ? 0 : nameBytes(name2);
  while (bytes1 + bytes2 > available) {
    if (bytes1 > bytes2) bytes1--;
    else bytes2--;
  }
  let name = clipName(name1, bytes1);
  if (name2 !== null) name += `_${clipName(name2, bytes2)}`;
  return label === null ? name : `${name}_${label}`;
}

/** The first of `label`, `label1`, `label2` … whose name is free. */
function firstFree(name1: string, name2: string | null, label: string, isTaken: (name: string) => boolean): string {
  for (let pass = 0; ; pass++) {
    const name = makeObjectName(name1, name2, pass === 0 ? label : `${label}${pass}`);
    if (!isTaken(name)) return name;
  }
}

function constraintExists(catalog: CatalogStore, schemaId: Oid, name: string): boolean {
  return catalog.row(pgConstraint, 'pg_constraint_conname_nsp_index', [name, schemaId]) !== undefined;
}

/** Name for a relation (index, sequence); constraint-backed indexes also avoid the names of constraints. */
export function chooseRelationName(catalog: CatalogStore, name1: string, name2: string | null, label: string, schemaId: Oid, isConstraint = false): string {
  return firstFree(
    name1,
    name2,
    label,
    name => catalog.relationIdNamed(schemaId, name) !== undefined || (isConstraint && constraintExists(catalog, schemaId, name)),
  );
}

/** Name for a constraint without index; `taken` are names given out earlier in the same statement. */
export function chooseConstraintName(
  catalog: CatalogStore,
  name1: string,
  name2: string | null,
  label: string,
  schemaId: Oid,
  taken: readonly string[] = [],
): string {
  return firstFree(name1, name2, label, name => taken.includes(name) || constraintExists(catalog, schemaId, name));
}

/** The `a_b` part of a name over several columns. */
export function columnsAddition(columns: readonly string[]): string {
  let joined = '';
  for (const column of columns) {
    if (joined !== '') joined += '_';
    joined += column;
    if (nameBytes(joined) >= NAME_BYTES_MAX) break;
  }
  return clipName(joined);
}

export function chooseIndexName(
  catalog: CatalogStore,
  table: string,
  schemaId: Oid,
  columns: readonly string[],
  kind: 'primary' | 'unique' | 'exclusion' | 'plain',
): string {
  switch (kind) {
    case 'primary':
      return chooseRelationName(catalog, table, null, 'pkey', schemaId, true);
    case 'unique':
      return chooseRelationName(catalog, table, columnsAddition(columns), 'key', schemaId, true);
    case 'exclusion':
      return chooseRelationName(catalog, table, columnsAddition(columns), 'excl', schemaId, true);
    case 'plain':
      return chooseRelationName(catalog, table, columnsAddition(columns), 'idx', schemaId);
  }
}

/** Column names of an index: those of the table, `expr` for expressions without a name, numbered when they repeat. */
export function chooseIndexColumnNames(names: readonly (string | null)[]): string[] {
  const chosen: string[] = [];
  for (const wanted of names) {
    const base = wanted ?? 'expr';
    let name = base;
    for (let i = 1; chosen.includes(name); i++) name = `${clipName(base, NAME_BYTES_MAX - String(i).length)}${i}`;
    chosen.push(name);
  }
  return chosen;
}

export function chooseSequenceName(catalog: CatalogStore, table: string, column: string, schemaId: Oid): string {
  return chooseRelationName(catalog, table, column, 'seq', schemaId);
}

/** Name of the array type over a type: `_name`, numbered when taken. */
export function chooseArrayTypeName(catalog: CatalogStore, name: string, schemaId: Oid): string {
  const isTaken = (candidate: string): boolean => catalog.row(pgType, 'pg_type_typname_nsp_index', [candidate, schemaId]) !== undefined;
  const plain = clipName(`_${name}`);
  if (!isTaken(plain)) return plain;
  for (let pass = 1; ; pass++) {
    const candidate = makeObjectName('', name, String(pass));
    if (!isTaken(candidate)) return candidate;
  }
}

/** 42P07 when a relation of that name exists; also 42710 when a type of that name does (every table makes a row type). */
export function checkRelationNameFree(catalog: CatalogStore, name: string, schemaId: Oid, makesType: boolean): void {
  if (catalog.relationIdNamed(schemaId, name) !== undefined) throw new PgError('duplicate_table', `relation "${name}" already exists`);
  if (makesType) {
    const type = catalog.row(pgType, 'pg_type_typname_nsp_index', [name, schemaId]);
    if (type !== undefined && type.row.typelem === 0) {
      throw new PgError('duplicate_object', `type "${name}" already exists`, {
        hint: "A relation has an associated type of the same name, so you must use a name that doesn't conflict with any existing type.",
      });
    }
  }
}

export function checkTypeNameFree(catalog: CatalogStore, name: string, schemaId: Oid): void {
  if (catalog.row(pgType, 'pg_type_typname_nsp_index', [name, schemaId]) !== undefined) {
    throw new PgError('duplicate_object', `type "${name}" already exists`);
  }
}
