/** Objects as messages name them: `table t`, `column a of table t`, `constraint t_pkey on table t`, `function f(integer)`. */
import { oid, type Oid } from '../../base/index.js';
import { builtinAccessMethod, builtinOperatorClass } from '../builtin/builtin-operator-classes.js';
import { quoteIdentifier } from '../../sql/index.js';
import type { CatalogReader } from '../descriptors.js';
import { CLASS, type ObjectAddress } from '../ddl/object-address.js';
import {
  pgAttrdef,
  pgCast,
  pgConstraint,
  pgDatabase,
  pgExtension,
  pgLanguage,
  pgNamespace,
  pgOpfamily,
  pgPolicy,
  pgRewrite,
  pgStatisticExt,
  pgTablespace,
  pgTrigger,
  pgTsConfig,
  pgTsDict,
  pgTsParser,
  pgTsTemplate,
} from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { formatType, formatTypes } from './format-type.js';
import { collationName, functionName, operatorClassName, operatorName, relationName } from './names.js';

const RELATION_NOUNS: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'table',
  i: 'index',
  I: 'index',
  S: 'sequence',
  t: 'toast table',
  v: 'view',
  m: 'materialized view',
  c: 'composite type',
  f: 'foreign table',
};

export function describeRelation(catalog: CatalogReader, id: Oid): string {
  const relation = catalog.relationById(id);
  const kind = relation?.isVirtual === true && relation.kind === 'r' ? 'v' : (relation?.kind ?? '');
  return `${RELATION_NOUNS[kind] ?? 'relation'} ${relationName(catalog, id)}`;
}

/** `f(integer,text)`: the input arguments by display name. */
export function functionSignatureText(catalog: CatalogReader, id: Oid): string {
  const found = catalog.functionById(id);
  return found === undefined ? String(id) : `${functionName(catalog, id)}(${formatTypes(catalog, found.argumentTypes)})`;
}

export function operatorSignatureText(catalog: CatalogReader, id: Oid): string {
  const operator = catalog.operatorById(id);
  if (operator === undefined) return String(id);
  const type = (t: Oid): string => (t === 0 ? 'NONE' : formatType(catalog, t));
  return `${operatorName(catalog, id)}(${type(operator.leftType)},${type(operator.rightType)})`;
}

export function describeObject(catalog: CatalogStore, object: ObjectAddress): string {
  const id = oid(object.objectId);
  switch (object.classId) {
    case CLASS.relation: {
      if (object.subId === 0) return describeRelation(catalog, id);
      const column = catalog.relationById(id)?.columns[object.subId - 1];
      return `column ${column?.name ?? ''} of ${describeRelation(catalog, id)}`;
    }
    case CLASS.type:
      return `type ${formatType(catalog, id)}`;
    // Procedures and aggregates are called functions here, too.
    case CLASS.function:
      return `function ${functionSignatureText(catalog, id)}`;
    case CLASS.constraint: {
      const row = catalog.rowOf(pgConstraint, id)?.row;
      if (row === undefined) return `constraint ${id}`;
      const name = row.conname;
      return row.conrelid === 0 ? `constraint ${name}` : `constraint ${name} on ${describeRelation(catalog, row.conrelid)}`;
    }
    case CLASS.default: {
      const row = catalog.rowOf(pgAttrdef, id)?.row;
      if (row === undefined) return `default value ${id}`;
      return `default value for ${describeObject(catalog, { classId: CLASS.relation, objectId: row.adrelid, subId: row.adnum })}`;
    }
    case CLASS.rule: {
      const row = catalog.rowOf(pgRewrite, id)?.row;
      return row === undefined ? `rule ${id}` : `rule ${row.rulename} on ${describeRelation(catalog, row.ev_class)}`;
    }
    case CLASS.trigger: {
      const row = catalog.rowOf(pgTrigger, id)?.row;
      return row === undefined ? `trigger ${id}` : `trigger ${row.tgname} on ${describeRelation(catalog, row.tgrelid)}`;
    }
    case CLASS.policy: {
      const row = catalog.rowOf(pgPolicy, id)?.row;
      return row === undefined ? `policy ${id}` : `policy ${row.polname} on ${describeRelation(catalog, row.polrelid)}`;
    }
    case CLASS.operator:
      return `operator ${operatorSignatureText(catalog, id)}`;
    case CLASS.cast: {
      const row = catalog.rowOf(pgCast, id)?.row;
      return row === undefined ? `cast ${id}` : `cast from ${formatType(catalog, row.castsource)} to ${formatType(catalog, row.casttarget)}`;
    }
    default:
      return describeSimple(catalog, object.classId, id);
  }
}

const quoted = (name: string | undefined): string | undefined => (name === undefined ? undefined : quoteIdentifier(name));

/** What an object outside of schemas is called: its kind and its name, undefined when it is gone; null for objects of other kinds. */
export function plainlyNamed(catalog: CatalogStore, classId: number, id: Oid): readonly [noun: string, name: string | undefined] | null {
  switch (classId) {
    case CLASS.schema:
      return ['schema', catalog.rowOf(pgNamespace, id)?.row.nspname];
    case CLASS.role:
      return ['role', catalog.role(id)?.name];
    case CLASS.database:
      return ['database', catalog.rowOf(pgDatabase, id)?.row.datname];
    case CLASS.tablespace:
      return ['tablespace', catalog.rowOf(pgTablespace, id)?.row.spcname];
    case CLASS.language:
      return ['language', catalog.rowOf(pgLanguage, id)?.row.lanname];
    case CLASS.extension:
      return ['extension', catalog.rowOf(pgExtension, id)?.row.extname];
    default:
      return null;
  }
}

function describeSimple(catalog: CatalogStore, classId: number, id: Oid): string {
  const named = (noun: string, name: string | undefined): string => `${noun} ${name ?? String(id)}`;
  const plain = plainlyNamed(catalog, classId, id);
  if (plain !== null) return named(...plain);
  switch (classId) {
    case CLASS.statisticsExtension:
      return named('statistics object', catalog.rowOf(pgStatisticExt, id)?.row.stxname);
    case CLASS.collation:
      return `collation ${collationName(catalog, id)}`;
    case CLASS.operatorClass: {
      const method = builtinAccessMethod(builtinOperatorClass(id)?.method ?? 0)?.name ?? '';
      return `operator class ${operatorClassName(id)} for access method ${method}`;
    }
    case CLASS.operatorFamily: {
      const row = catalog.rowOf(pgOpfamily, id)?.row;
      if (row === undefined) return `operator family ${id}`;
      return `operator family ${quoteIdentifier(row.opfname)} for access method ${builtinAccessMethod(row.opfmethod)?.name ?? ''}`;
    }
    case 3602:
      return named('text search configuration', quoted(catalog.rowOf(pgTsConfig, id)?.row.cfgname));
    case 3600:
      return named('text search dictionary', quoted(catalog.rowOf(pgTsDict, id)?.row.dictname));
    case 3601:
      return named('text search parser', quoted(catalog.rowOf(pgTsParser, id)?.row.prsname));
    case 3764:
      return named('text search template', quoted(catalog.rowOf(pgTsTemplate, id)?.row.tmplname));
    case 2601:
      return named('access method', builtinAccessMethod(id)?.name);
    default:
      return `object ${classId}/${id}`;
  }
}
