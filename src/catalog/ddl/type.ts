/** Rows of pg_type (and pg_enum, pg_constraint for domains): row types, arrays, enums, domains, composite types. */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import { builtinFunctionsNamed } from '../builtin/builtin-functions.js';
import { typeTable } from '../builtin/builtin-types.js';
import { pgEnum, pgType, type PgTypeRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { changeDependency, changeOwner, recordDependency, recordOwner } from './dependency.js';
import { relationAddress, schemaAddress, typeAddress } from './object-address.js';
import { checkTypeNameFree, chooseArrayTypeName, clipName, nameBytes } from './object-names.js';

/** Oid of the built-in function of a name that has no other. */
export const builtinFunctionId = (name: string): Oid => builtinFunctionsNamed(name)[0]?.oid ?? INVALID_OID;

/** How values of a type are described in pg_attribute. */
export interface TypeStorage {
  readonly length: number;
  readonly byValue: boolean;
  readonly align: string;
  readonly storage: string;
}

export function builtinTypeStorage(typeId: Oid): TypeStorage | undefined {
  const line = typeTable.lineOfOid(typeId);
  if (line < 0) return undefined;
  const f = typeTable.fields(line);
  const at = (name: string): string => f[typeTable.column(name)]!;
  return { length: Number(at('typlen')), byValue: at('typbyval') === 't', align: at('typalign'), storage: at('typstorage') };
}

export function typeStorage(catalog: CatalogStore, typeId: Oid): TypeStorage {
  const builtin = builtinTypeStorage(typeId);
  if (builtin !== undefined) return builtin;
  const row = catalog.rowOf(pgType, typeId)?.row;
  if (row === undefined) throw new PgError('undefined_object', `cache lookup failed for type ${typeId}`);
  return { length: row.typlen, byValue: row.typbyval, align: row.typalign, storage: row.typstorage };
}

export function typeRow(facts: Pick<PgTypeRow, 'oid' | 'typname' | 'typnamespace' | 'typowner'> & Partial<PgTypeRow>): PgTypeRow {
  return {
    typlen: -1,
    typbyval: false,
    typtype: 'b',
    typcategory: 'U',
    typispreferred: false,
    typisdefined: true,
    typdelim: ',',
    typrelid: INVALID_OID,
    typsubscript: INVALID_OID,
    typelem: INVALID_OID,
    typarray: INVALID_OID,
    typinput: INVALID_OID,
    typoutput: INVALID_OID,
    typreceive: INVALID_OID,
    typsend: INVALID_OID,
    typmodin: INVALID_OID,
    typmodout: INVALID_OID,
    typanalyze: INVALID_OID,
    typalign: 'i',
    typstorage: 'x',
    typnotnull: false,
    typbasetype: INVALID_OID,
    typtypmod: -1,
    typndims: 0,
    typcollation: INVALID_OID,
    typdefaultbin: null,
    typdefault: null,
    typacl: null,
    ...facts,
  };
}

/** A type that is about to be made. */
export interface NewTypeName {
  readonly name: string;
  readonly schemaId: Oid;
  readonly owner: Oid;
}

/** An array type that stands in the way of a new type of its name is renamed. */
export function* moveArrayType(catalog: CatalogStore, name: string, schemaId: Oid): Waiting<void> {
  const stored = catalog.row(pgType, 'pg_type_typname_nsp_index', [name, schemaId]);
  if (stored === undefined || stored.row.typelem === 0 || stored.row.typcategory !== 'A') return;
  const element = catalog.typeById(stored.row.typelem);
  yield* catalog.updateRow(pgType, stored, { typname: chooseArrayTypeName(catalog, element?.name ?? name, schemaId) });
}

/** The array type over a type that is about to be made; returns its row. */
export function* insertArrayType(catalog: CatalogStore, type: NewTypeName, elementId: Oid, arrayId: Oid, align: string): Waiting<void> {
  yield* catalog.insertRow(
    pgType,
    typeRow({
      oid: arrayId,
      typname: chooseArrayTypeName(catalog, type.name, type.schemaId),
      typnamespace: type.schemaId,
      typowner: type.owner,
      typcategory: 'A',
      typsubscript: builtinFunctionId('array_subscript_handler'),
      typelem: elementId,
      typinput: builtinFunctionId('array_in'),
      typoutput: builtinFunctionId('array_out'),
      typreceive: builtinFunctionId('array_recv'),
      typsend: builtinFunctionId('array_send'),
      typanalyze: builtinFunctionId('array_typanalyze'),
      typalign: align,
    }),
  );
  yield* recordDependency(catalog, typeAddress(arrayId), typeAddress(elementId), 'i');
}

/**
 * The row type of a relation with its array type; returns the row type's oid. A composite type (CREATE TYPE … AS) owns its
 * relation, other relations own their type.
 */
export function* createRowType(catalog: CatalogStore, relation: NewTypeName & { readonly oid: Oid; readonly isCompositeType: boolean }): Waiting<Oid> {
  yield* moveArrayType(catalog, relation.name, relation.schemaId);
  const arrayId = catalog.newOid();
  const typeId = catalog.newOid();
  yield* catalog.insertRow(
    pgType,
    typeRow({
      oid: typeId,
      typname: relation.name,
      typnamespace: relation.schemaId,
      typowner: relation.owner,
      typtype: 'c',
      typcategory: 'C',
      typrelid: relation.oid,
      typarray: arrayId,
      typinput: builtinFunctionId('record_in'),
      typoutput: builtinFunctionId('record_out'),
      typreceive: builtinFunctionId('record_recv'),
      typsend: builtinFunctionId('record_send'),
      typalign: 'd',
    }),
  );
  if (relation.isCompositeType) {
    yield* recordDependency(catalog, typeAddress(typeId), schemaAddress(relation.schemaId), 'n');
    yield* recordOwner(catalog, typeAddress(typeId), relation.owner);
    yield* recordDependency(catalog, relationAddress(relation.oid), typeAddress(typeId), 'i');
  } else {
    yield* recordDependency(catalog, typeAddress(typeId), relationAddress(relation.oid), 'i');
  }
  yield* insertArrayType(catalog, relation, typeId, arrayId, 'd');
  return typeId;
}

/** CREATE TYPE … AS ENUM. */
export function* createEnumType(catalog: CatalogStore, type: NewTypeName, labels: readonly string[]): Waiting<Oid> {
  checkLabels(labels);
  yield* moveArrayType(catalog, type.name, type.schemaId);
  checkTypeNameFree(catalog, type.name, type.schemaId);
  const arrayId = catalog.newOid();
  const typeId = catalog.newOid();
  yield* catalog.insertRow(
    pgType,
    typeRow({
      oid: typeId,
      typname: type.name,
      typnamespace: type.schemaId,
      typowner: type.owner,
      typlen: 4,
      typbyval: true,
      typtype: 'e',
      typcategory: 'E',
      typarray: arrayId,
      typinput: builtinFunctionId('enum_in'),
      typoutput: builtinFunctionId('enum_out'),
      typreceive: builtinFunctionId('enum_recv'),
      typsend: builtinFunctionId('enum_send'),
      typstorage: 'p',
    }),
  );
  yield* recordDependency(catalog, typeAddress(typeId), schemaAddress(type.schemaId), 'n');
  yield* recordOwner(catalog, typeAddress(typeId), type.owner);
  yield* insertArrayType(catalog, type, typeId, arrayId, 'i');
  for (let i = 0; i < labels.length; i++) {
    yield* catalog.insertRow(pgEnum, { oid: catalog.newOid(), enumtypid: typeId, enumsortorder: i + 1, enumlabel: labels[i]! });
  }
  return typeId;
}

function checkLabels(labels: readonly string[]): void {
  const seen = new Set<string>();
  for (const label of labels) {
    if (nameBytes(label) > 63) {
      throw new PgError('invalid_name', `invalid enum label "${label}"`, { detail: 'Labels must be 63 bytes or less.' });
    }
    if (seen.has(label)) {
      throw new PgError('unique_violation', 'duplicate key value violates unique constraint "pg_enum_typid_label_index"', {
        schema: 'pg_catalog',
        table: 'pg_enum',
        constraint: 'pg_enum_typid_label_index',
      });
    }
    seen.add(label);
  }
}

/** ALTER TYPE … ADD VALUE [BEFORE | AFTER neighbor]; returns false when the label exists and `ifNotExists`. */
export function* addEnumLabel(
  catalog: CatalogStore,
  typeId: Oid,
  label: string,
  options: { readonly ifNotExists?: boolean; readonly neighbor?: string; readonly isAfter?: boolean } = {},
): Waiting<boolean> {
  if (nameBytes(label) > 63) throw new PgError('invalid_name', `invalid enum label "${label}"`, { detail: 'Labels must be 63 bytes or less.' });
  const values = [...catalog.enumValues(typeId)].sort((a, b) => a.sortOrder - b.sortOrder);
  if (values.some(v => v.label === label)) {
    if (options.ifNotExists === true) return false;
    throw new PgError('duplicate_object', `enum label "${label}" already exists`);
  }
  let order = values.length === 0 ? 1 : values[values.length - 1]!.sortOrder + 1;
  const { neighbor } = options;
  if (neighbor !== undefined) {
    const at = values.findIndex(v => v.label === neighbor);
    if (at < 0) throw new PgError('invalid_parameter_value', `"${neighbor}" is not an existing enum label`);
    const low = options.isAfter === true ? at : at - 1;
    if (low < 0) order = values[0]!.sortOrder - 1;
    else if (low + 1 < values.length) {
      order = Math.fround((values[low]!.sortOrder + values[low + 1]!.sortOrder) / 2);
      if (order === values[low]!.sortOrder || order === values[low + 1]!.sortOrder) {
        // No float between the neighbours: number all labels afresh.
        yield* renumberLabels(catalog, typeId);
        return yield* addEnumLabel(catalog, typeId, label, options);
      }
    }
  }
  yield* catalog.insertRow(pgEnum, { oid: catalog.newOid(), enumtypid: typeId, enumsortorder: order, enumlabel: label });
  return true;
}

function* renumberLabels(catalog: CatalogStore, typeId: Oid): Waiting<void> {
  const stored = catalog.rows(pgEnum, 'pg_enum_typid_sortorder_index', [typeId]);
  // From the last to the first, so that no two labels share a number on the way.
  for (let i = stored.length - 1; i >= 0; i--) yield* catalog.updateRow(pgEnum, stored[i]!, { enumsortorder: stored.length + i + 1 });
}

export function* renameEnumLabel(catalog: CatalogStore, typeId: Oid, from: string, to: string): Waiting<void> {
  const stored = catalog.rows(pgEnum, 'pg_enum_typid_label_index', [typeId]);
  const label = stored.find(s => s.row.enumlabel === from);
  if (label === undefined) throw new PgError('invalid_parameter_value', `"${from}" is not an existing enum label`);
  if (stored.some(s => s.row.enumlabel === to)) throw new PgError('duplicate_object', `enum label "${to}" already exists`);
  yield* catalog.updateRow(pgEnum, label, { enumlabel: to });
}

export interface DomainSpec extends NewTypeName {
  readonly baseType: Oid;
  readonly baseTypmod: number;
  readonly collation: Oid;
  readonly isNotNull: boolean;
  readonly defaultText: string | null;
  readonly dimensions?: number;
}

/** CREATE DOMAIN, without its check constraints (createDomainCheck). */
export function* createDomainType(catalog: CatalogStore, spec: DomainSpec): Waiting<Oid> {
  yield* moveArrayType(catalog, spec.name, spec.schemaId);
  checkTypeNameFree(catalog, spec.name, spec.schemaId);
  const arrayId = catalog.newOid();
  const typeId = catalog.newOid();
  const storage = typeStorage(catalog, spec.baseType);
  const base = catalog.typeById(spec.baseType)!;
  const baseLine = typeTable.lineOfOid(spec.baseType);
  const baseFunction = (column: 'typoutput' | 'typsend', otherwise: string): Oid =>
    baseLine >= 0 ? oid(Number(typeTable.fields(baseLine)[typeTable.column(column)])) : builtinFunctionId(otherwise);
  yield* catalog.insertRow(
    pgType,
    typeRow({
      oid: typeId,
      typname: spec.name,
      typnamespace: spec.schemaId,
      typowner: spec.owner,
      typlen: storage.length,
      typbyval: storage.byValue,
      typtype: 'd',
      typcategory: base.category,
      typarray: arrayId,
      typinput: builtinFunctionId('domain_in'),
      typoutput: baseFunction('typoutput', 'record_out'),
      typreceive: builtinFunctionId('domain_recv'),
      typsend: baseFunction('typsend', 'record_send'),
      typalign: storage.align,
      typstorage: storage.storage,
      typnotnull: spec.isNotNull,
      typbasetype: spec.baseType,
      typtypmod: spec.baseTypmod,
      typndims: spec.dimensions ?? 0,
      typcollation: spec.collation,
      typdefaultbin: spec.defaultText,
      typdefault: spec.defaultText,
    }),
  );
  yield* recordDependency(catalog, typeAddress(typeId), schemaAddress(spec.schemaId), 'n');
  yield* recordOwner(catalog, typeAddress(typeId), spec.owner);
  yield* recordDependency(catalog, typeAddress(typeId), typeAddress(spec.baseType), 'n');
  yield* insertArrayType(catalog, spec, typeId, arrayId, storage.align === 'd' ? 'd' : 'i');
  return typeId;
}

/** Changes columns of a domain's row: default, NOT NULL. */
export function* alterDomain(
  catalog: CatalogStore,
  typeId: Oid,
  changes: { readonly defaultText?: string | null; readonly isNotNull?: boolean },
): Waiting<void> {
  const stored = catalog.rowOf(pgType, typeId)!;
  yield* catalog.updateRow(pgType, stored, {
    ...(changes.defaultText !== undefined && { typdefault: changes.defaultText, typdefaultbin: changes.defaultText }),
    ...(changes.isNotNull !== undefined && { typnotnull: changes.isNotNull }),
  });
}

/** Renames a type, and its array type along with it. */
export function* renameType(catalog: CatalogStore, typeId: Oid, name: string): Waiting<void> {
  const stored = catalog.rowOf(pgType, typeId)!;
  yield* moveArrayType(catalog, name, stored.row.typnamespace);
  checkTypeNameFree(catalog, name, stored.row.typnamespace);
  yield* catalog.updateRow(pgType, stored, { typname: clipName(name) });
  if (stored.row.typarray === 0) return;
  const array = catalog.rowOf(pgType, stored.row.typarray);
  if (array !== undefined) yield* catalog.updateRow(pgType, array, { typname: chooseArrayTypeName(catalog, name, stored.row.typnamespace) });
}

/** Moves a type and its array type to another schema (pg_depend is the caller's). */
export function* setTypeSchema(catalog: CatalogStore, typeId: Oid, schemaId: Oid): Waiting<void> {
  const stored = catalog.rowOf(pgType, typeId)!;
  const old = stored.row.typnamespace;
  yield* catalog.updateRow(pgType, stored, { typnamespace: schemaId });
  // Row types depend on their relation instead.
  if (stored.row.typrelid === 0 && old !== schemaId) yield* changeDependency(catalog, typeAddress(typeId), schemaAddress(old), schemaAddress(schemaId));
  const array = stored.row.typarray === 0 ? undefined : catalog.rowOf(pgType, stored.row.typarray);
  if (array !== undefined) yield* catalog.updateRow(pgType, array, { typnamespace: schemaId });
}

export function* setTypeOwner(catalog: CatalogStore, typeId: Oid, owner: Oid): Waiting<void> {
  const stored = catalog.rowOf(pgType, typeId)!;
  yield* catalog.updateRow(pgType, stored, { typowner: owner });
  if (stored.row.typrelid === 0) yield* changeOwner(catalog, typeAddress(typeId), owner);
  const array = stored.row.typarray === 0 ? undefined : catalog.rowOf(pgType, stored.row.typarray);
  if (array !== undefined) yield* catalog.updateRow(pgType, array, { typowner: owner });
}
