/** The reg* types (PostgreSQL chapter 8.19): names of catalog objects as values. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { parseTypeName, quoteIdentifier, splitName, type TypeName } from '../../sql/index.js';
import type { RegKind } from '../../types/index.js';
import { pgTsConfig, pgTsDict } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { formatType } from './format-type.js';
import { collationName, functionName, operatorName, relationName } from './names.js';
import { functionSignatureText, operatorSignatureText } from './object-description.js';

/** Resolves a type name written in SQL; the analyzer plugs in. Throws if there is no such type. */
export type TypeNameResolver = (name: TypeName) => Oid;

/** Text of a reg* value, undefined when there is no such object. */
export function regName(catalog: CatalogStore, kind: RegKind, id: Oid): string | undefined {
  switch (kind) {
    case 'regclass':
      return catalog.relationById(id) === undefined ? undefined : relationName(catalog, id);
    case 'regtype':
      return catalog.typeById(id) === undefined ? undefined : formatType(catalog, id);
    case 'regproc': {
      const found = catalog.functionById(id);
      if (found === undefined) return undefined;
      // An overloaded name does not tell which; PostgreSQL then qualifies it.
      const isUnique = catalog.functions(null, found.name).length === 1;
      return isUnique ? functionName(catalog, id) : `${quoteIdentifier(catalog.schemaName(found.schemaId) ?? '')}.${quoteIdentifier(found.name)}`;
    }
    case 'regprocedure':
      return catalog.functionById(id) === undefined ? undefined : functionSignatureText(catalog, id);
    case 'regoper': {
      const found = catalog.operatorById(id);
      if (found === undefined) return undefined;
      const isUnique = catalog.operators(null, found.name).length === 1;
      return isUnique ? operatorName(catalog, id) : `${quoteIdentifier(catalog.schemaName(found.schemaId) ?? '')}.${found.name}`;
    }
    case 'regoperator':
      return catalog.operatorById(id) === undefined ? undefined : operatorSignatureText(catalog, id);
    case 'regnamespace': {
      const name = catalog.schemaName(id);
      return name === undefined ? undefined : quoteIdentifier(name);
    }
    case 'regrole': {
      const name = catalog.role(id)?.name;
      return name === undefined ? undefined : quoteIdentifier(name);
    }
    case 'regcollation':
      return catalog.collationName(id) === undefined ? undefined : collationName(catalog, id);
    case 'regconfig': {
      const row = catalog.rowOf(pgTsConfig, id)?.row;
      return row === undefined ? undefined : quoteIdentifier(row.cfgname);
    }
    case 'regdictionary': {
      const row = catalog.rowOf(pgTsDict, id)?.row;
      return row === undefined ? undefined : quoteIdentifier(row.dictname);
    }
  }
}

function nameParts(text: string): string[] {
  const parts = splitName(text);
  if (parts === null) throw new PgError('invalid_name', 'invalid name syntax');
  return parts;
}

/** Schema (null = search path) and name of a possibly qualified name. */
function qualifiedParts(text: string, noun: string): { readonly schema: string | null; readonly name: string } {
  const parts = nameParts(text);
  if (parts.length > 3)
    throw new PgError('syntax_error', `improper ${noun === 'relation' ? 'relation' : 'qualified'} name (too many dotted names): ${parts.join('.')}`);
  return { schema: parts.length > 1 ? parts[parts.length - 2]! : null, name: parts[parts.length - 1]! };
}

function checkSchema(catalog: CatalogStore, schema: string | null): void {
  if (schema !== null && catalog.schemaId(schema) === undefined) throw new PgError('invalid_schema_name', `schema "${schema}" does not exist`);
}

const dotted = (schema: string | null, name: string): string => (schema === null ? name : `${schema}.${name}`);

/** The schemas in which a name is looked for: the one given, or the search path. */
function searched(catalog: CatalogStore, schema: string | null): Oid[] {
  const names = schema === null ? catalog.effectiveSchemas() : [schema];
  return names.map(name => catalog.schemaId(name)).filter(id => id !== undefined);
}

/** `name(type, type)`: the text before the parenthesis and the types within. */
function signatureParts(text: string, resolve: TypeNameResolver, noneAllowed: boolean): { readonly name: string; readonly types: Oid[] } {
  const open = text.indexOf('(');
  if (open < 0) throw new PgError('invalid_text_representation', 'expected a left parenthesis');
  const close = text.lastIndexOf(')');
  if (close < open) throw new PgError('invalid_text_representation', 'expected a right parenthesis');
  if (text.slice(close + 1).trim() !== '') throw new PgError('invalid_text_representation', 'expected a right parenthesis');
  const types: Oid[] = [];
  const list = text.slice(open + 1, close);
  if (list.trim() !== '') {
    for (const part of splitTypes(list)) {
      if (noneAllowed && part.trim().toLowerCase() === 'none') types.push(INVALID_OID);
      else types.push(resolve(parseTypeName(part)));
    }
  }
  return { name: text.slice(0, open), types };
}

/** Splits at commas outside parentheses, brackets and quotes. */
function splitTypes(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let from = 0;
  for (let i = 0; i < list.length; i++) {
    const c = list[i]!;
    if (c === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(list.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(list.slice(from));
  return parts;
}

const sameTypes = (a: readonly Oid[], b: readonly Oid[]): boolean => a.length === b.length && a.every((t, i) => t === b[i]);

function lookupFunction(catalog: CatalogStore, text: string): Oid {
  const { schema, name } = qualifiedParts(text, 'function');
  const found = catalog.functions(schema, name);
  if (found.length === 0) throw new PgError('undefined_function', `function "${text}" does not exist`);
  if (found.length > 1) throw new PgError('ambiguous_function', `more than one function named "${text}"`);
  return found[0]!.oid;
}

function lookupProcedure(catalog: CatalogStore, text: string, resolve: TypeNameResolver): Oid {
  const { name: written, types } = signatureParts(text, resolve, false);
  const { schema, name } = qualifiedParts(written, 'function');
  const found = catalog.functions(schema, name).find(f => sameTypes(f.argumentTypes, types));
  if (found === undefined) throw new PgError('undefined_function', `function "${text}" does not exist`);
  return found.oid;
}

/** `schema.+` or `+`. */
function operatorParts(text: string): { readonly schema: string | null; readonly name: string } {
  const trimmed = text.trim();
  if (trimmed === '' || (/\s/.test(trimmed) && !trimmed.includes('"'))) throw new PgError('invalid_name', 'invalid name syntax');
  const at = /^(?:[A-Za-z_]\w*|"(?:[^"]|"")*")\./.exec(trimmed)?.[0].length ?? 0;
  return { schema: at === 0 ? null : (splitName(trimmed.slice(0, at - 1))?.[0] ?? null), name: trimmed.slice(at) };
}

function lookupOperator(catalog: CatalogStore, text: string): Oid {
  const { schema, name } = operatorParts(text);
  const found = catalog.operators(schema, name);
  if (found.length === 0) throw new PgError('undefined_function', `operator does not exist: ${text}`);
  if (found.length > 1) throw new PgError('ambiguous_function', `more than one operator named ${text}`);
  return found[0]!.oid;
}

function lookupOperatorWithTypes(catalog: CatalogStore, text: string, resolve: TypeNameResolver): Oid {
  const { name: written, types } = signatureParts(text, resolve, true);
  if (types.length === 1)
    throw new PgError('undefined_parameter', 'missing argument', { hint: 'Use NONE to denote the missing argument of a unary operator.' });
  if (types.length !== 2) throw new PgError('too_many_arguments', 'too many arguments', { hint: 'Provide two argument types for operator.' });
  const { schema, name } = operatorParts(written);
  const found = catalog.operators(schema, name).find(o => o.leftType === types[0] && o.rightType === types[1]);
  if (found === undefined) throw new PgError('undefined_function', `operator does not exist: ${text}`);
  return found.oid;
}

function singleName(text: string): string {
  const parts = nameParts(text);
  if (parts.length !== 1) throw new PgError('invalid_name', 'invalid name syntax');
  return parts[0]!;
}

/** Schema and name of the text search configuration that a name means, undefined when there is none. */
export function textSearchConfigurationName(catalog: CatalogStore, text: string): string | undefined {
  const parts = splitName(text);
  if (parts === null) throw new PgError('invalid_name', 'invalid name syntax');
  if (parts.length > 2) return undefined;
  const schema = parts.length > 1 ? parts[0]! : null;
  for (const namespace of searched(catalog, schema)) {
    const found = catalog.row(pgTsConfig, 'pg_ts_config_cfgname_index', [parts.at(-1)!, namespace]);
    if (found !== undefined) return `${quoteIdentifier(catalog.schemaName(namespace) ?? '')}.${quoteIdentifier(found.row.cfgname)}`;
  }
  return undefined;
}

/** Oid of a reg* name; throws PostgreSQL's error if there is no such object. */
export function regLookup(catalog: CatalogStore, kind: RegKind, text: string, resolveType: TypeNameResolver): Oid {
  switch (kind) {
    case 'regclass': {
      const { schema, name } = qualifiedParts(text, 'relation');
      checkSchema(catalog, schema);
      const found = catalog.relation(schema, name);
      if (found !== undefined) return found.oid;
      throw new PgError('undefined_table', `relation "${schema === null ? name : `${schema}.${name}`}" does not exist`);
    }
    case 'regtype':
      return resolveType(parseTypeName(text));
    case 'regproc':
      return lookupFunction(catalog, text);
    case 'regprocedure':
      return lookupProcedure(catalog, text, resolveType);
    case 'regoper':
      return lookupOperator(catalog, text);
    case 'regoperator':
      return lookupOperatorWithTypes(catalog, text, resolveType);
    case 'regnamespace': {
      const name = singleName(text);
      const found = catalog.schemaId(name);
      if (found === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
      return found;
    }
    case 'regrole': {
      const name = singleName(text);
      const found = catalog.role(name);
      if (found === undefined) throw new PgError('undefined_object', `role "${name}" does not exist`);
      return found.oid;
    }
    case 'regcollation': {
      const { schema, name } = qualifiedParts(text, 'collation');
      checkSchema(catalog, schema);
      const found = catalog.collation(schema, name)?.oid;
      if (found === undefined) throw new PgError('undefined_object', `collation "${text}" for encoding "UTF8" does not exist`);
      return found;
    }
    case 'regconfig': {
      const { schema, name } = qualifiedParts(text, 'text search configuration');
      checkSchema(catalog, schema);
      for (const namespace of searched(catalog, schema)) {
        const found = catalog.row(pgTsConfig, 'pg_ts_config_cfgname_index', [name, namespace]);
        if (found !== undefined) return found.row.oid;
      }
      throw new PgError('undefined_object', `text search configuration "${dotted(schema, name)}" does not exist`);
    }
    case 'regdictionary': {
      const { schema, name } = qualifiedParts(text, 'text search dictionary');
      checkSchema(catalog, schema);
      for (const namespace of searched(catalog, schema)) {
        const found = catalog.row(pgTsDict, 'pg_ts_dict_dictname_index', [name, namespace]);
        if (found !== undefined) return found.row.oid;
      }
      throw new PgError('undefined_object', `text search dictionary "${dotted(schema, name)}" does not exist`);
    }
  }
}
