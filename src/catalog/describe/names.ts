/** Names of objects as SQL would have to write them: schema-qualified only when the search path does not find them. */
import type { Oid } from '../../base/index.js';
import { quoteIdentifier } from '../../sql/index.js';
import type { CatalogReader } from '../descriptors.js';
import { pgCollation, pgConversion, pgStatisticExt, pgTsConfig, pgTsDict, pgTsParser, pgTsTemplate } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { builtinOperatorClass, builtinOperatorFamilyName, operatorFamilyTable } from '../builtin/builtin-operator-classes.js';

function qualified(catalog: CatalogReader, schemaId: Oid, name: string, isVisible: boolean): string {
  return isVisible ? quoteIdentifier(name) : `${quoteIdentifier(catalog.schemaName(schemaId) ?? '')}.${quoteIdentifier(name)}`;
}

export function isRelationVisible(catalog: CatalogReader, id: Oid): boolean | null {
  const relation = catalog.relationById(id);
  return relation === undefined ? null : catalog.relation(null, relation.name)?.oid === id;
}

export function isTypeVisible(catalog: CatalogReader, id: Oid): boolean | null {
  const type = catalog.typeById(id);
  return type === undefined ? null : catalog.type(null, type.name)?.oid === id;
}

export function isFunctionVisible(catalog: CatalogReader, id: Oid): boolean | null {
  const found = catalog.functionById(id);
  return found === undefined ? null : catalog.functions(null, found.name).some(f => f.oid === id);
}

export function isOperatorVisible(catalog: CatalogReader, id: Oid): boolean | null {
  const found = catalog.operatorById(id);
  return found === undefined ? null : catalog.operators(null, found.name).some(o => o.oid === id);
}

function isSchemaInPath(catalog: CatalogReader, schemaId: Oid): boolean {
  return schemaId === 11 || catalog.searchPath.some(name => catalog.schemaId(name) === schemaId);
}

export type SchemaObjectKind = 'opclass' | 'opfamily' | 'collation' | 'conversion' | 'statistics' | 'ts_config' | 'ts_dict' | 'ts_parser' | 'ts_template';

/** The rarer kinds: visible when their schema is in the path. Null when there is no such object. */
export function isObjectVisible(catalog: CatalogStore, kind: SchemaObjectKind, id: Oid): boolean | null {
  const inPath = (schemaId: Oid | undefined): boolean | null => (schemaId === undefined ? null : isSchemaInPath(catalog, schemaId));
  switch (kind) {
    case 'opfamily':
      return operatorFamilyTable.lineOfOid(id) < 0 ? null : true;
    case 'statistics':
      return inPath(catalog.rowOf(pgStatisticExt, id)?.row.stxnamespace);
    case 'ts_config':
      return inPath(catalog.rowOf(pgTsConfig, id)?.row.cfgnamespace);
    case 'ts_dict':
      return inPath(catalog.rowOf(pgTsDict, id)?.row.dictnamespace);
    case 'ts_parser':
      return inPath(catalog.rowOf(pgTsParser, id)?.row.prsnamespace);
    case 'ts_template':
      return inPath(catalog.rowOf(pgTsTemplate, id)?.row.tmplnamespace);
    case 'opclass':
      return builtinOperatorClass(id) === undefined ? null : true;
    case 'collation': {
      const row = catalog.rowOf(pgCollation, id)?.row;
      return row === undefined ? null : isSchemaInPath(catalog, row.collnamespace);
    }
    case 'conversion': {
      const row = catalog.rowOf(pgConversion, id)?.row;
      return row === undefined ? null : isSchemaInPath(catalog, row.connamespace);
    }
  }
}

/** `t` or `s.t`. */
export function relationName(catalog: CatalogReader, id: Oid): string {
  const relation = catalog.relationById(id);
  return relation === undefined ? String(id) : qualified(catalog, relation.schemaId, relation.name, isRelationVisible(catalog, id) === true);
}

/** Always `s.t`. */
export function qualifiedRelationName(catalog: CatalogReader, id: Oid): string {
  const relation = catalog.relationById(id);
  return relation === undefined ? String(id) : qualified(catalog, relation.schemaId, relation.name, false);
}

/** `f` or `s.f`, without arguments. */
export function functionName(catalog: CatalogReader, id: Oid): string {
  const found = catalog.functionById(id);
  return found === undefined ? String(id) : qualified(catalog, found.schemaId, found.name, isFunctionVisible(catalog, id) === true);
}

export function collationName(catalog: CatalogStore, id: Oid): string {
  const found = catalog.collationName(id);
  if (found === undefined) return String(id);
  const isVisible = catalog.collation(null, found.name)?.oid === id;
  return isVisible ? quoteIdentifier(found.name) : `${quoteIdentifier(found.schema)}.${quoteIdentifier(found.name)}`;
}

/** Operator classes are all built in. */
export function operatorClassName(id: Oid): string {
  const found = builtinOperatorClass(id);
  return found === undefined ? String(id) : quoteIdentifier(found.name);
}

export function operatorFamilyName(id: Oid): string {
  return builtinOperatorFamilyName(id) ?? String(id);
}

/** `+` or `OPERATOR(s.+)` are for expressions; here `+` or `s.+`. */
export function operatorName(catalog: CatalogReader, id: Oid): string {
  const operator = catalog.operatorById(id);
  if (operator === undefined) return String(id);
  return isOperatorVisible(catalog, id) === true ? operator.name : `${quoteIdentifier(catalog.schemaName(operator.schemaId) ?? '')}.${operator.name}`;
}
