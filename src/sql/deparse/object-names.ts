/** How statements point at objects: the inverse of the parser's object-names.ts. */
import type { FunctionParameter, NameList, ObjectAddress, ObjectType, ObjectWithArgs, TypeName } from '../tree/index.js';
import { expression } from './expressions.js';
import { dotted, ident, list, qualifiedOperator } from './text.js';
import { type } from './types.js';

export const OBJECT_WORDS: Readonly<Record<ObjectType, string>> = {
  accessMethod: 'ACCESS METHOD',
  aggregate: 'AGGREGATE',
  attribute: 'ATTRIBUTE',
  cast: 'CAST',
  collation: 'COLLATION',
  column: 'COLUMN',
  conversion: 'CONVERSION',
  database: 'DATABASE',
  domain: 'DOMAIN',
  domainConstraint: 'CONSTRAINT',
  eventTrigger: 'EVENT TRIGGER',
  extension: 'EXTENSION',
  fdw: 'FOREIGN DATA WRAPPER',
  foreignServer: 'SERVER',
  foreignTable: 'FOREIGN TABLE',
  function: 'FUNCTION',
  index: 'INDEX',
  language: 'LANGUAGE',
  largeObject: 'LARGE OBJECT',
  matview: 'MATERIALIZED VIEW',
  opclass: 'OPERATOR CLASS',
  operator: 'OPERATOR',
  opfamily: 'OPERATOR FAMILY',
  parameter: 'PARAMETER',
  policy: 'POLICY',
  procedure: 'PROCEDURE',
  publication: 'PUBLICATION',
  role: 'ROLE',
  routine: 'ROUTINE',
  rule: 'RULE',
  schema: 'SCHEMA',
  sequence: 'SEQUENCE',
  statisticExt: 'STATISTICS',
  subscription: 'SUBSCRIPTION',
  tabConstraint: 'CONSTRAINT',
  table: 'TABLE',
  tablespace: 'TABLESPACE',
  transform: 'TRANSFORM',
  trigger: 'TRIGGER',
  tsConfiguration: 'TEXT SEARCH CONFIGURATION',
  tsDictionary: 'TEXT SEARCH DICTIONARY',
  tsParser: 'TEXT SEARCH PARSER',
  tsTemplate: 'TEXT SEARCH TEMPLATE',
  type: 'TYPE',
  userMapping: 'USER MAPPING',
  view: 'VIEW',
};

/** The object's name in the style of its type. */
export function objectName(objtype: ObjectType, object: ObjectAddress): string {
  switch (object.kind) {
    case 'NameList':
      return namedObject(objtype, object);
    case 'TypeName':
      return type(object);
    case 'ObjectWithArgs':
      return objtype === 'operator' ? operatorWithArgs(object) : functionWithArgs(objtype, object);
    case 'TypePair':
      return `(${type(object.source)} AS ${type(object.target)})`;
    case 'TypeAndName':
      if (objtype === 'transform') return `FOR ${type(object.typeName)} LANGUAGE ${ident(object.name)}`;
      return `${ident(object.name)} ON DOMAIN ${dotted(object.typeName.names)}`;
  }
}

function namedObject(objtype: ObjectType, { names }: NameList): string {
  switch (objtype) {
    case 'rule':
    case 'trigger':
    case 'policy':
    case 'tabConstraint':
      return `${ident(names[names.length - 1]!)} ON ${dotted(names.slice(0, -1))}`;
    case 'opclass':
    case 'opfamily':
      return `${dotted(names.slice(1))} USING ${ident(names[0]!)}`;
    case 'largeObject':
      return names[0]!;
    default:
      return dotted(names);
  }
}

export function functionWithArgs(objtype: ObjectType, node: ObjectWithArgs): string {
  if (node.argsUnspecified) return dotted(node.objname);
  if (objtype === 'aggregate' && node.objfuncargs.length === 0) return `${dotted(node.objname)}(*)`;
  return `${dotted(node.objname)}(${list(node.objfuncargs, parameter)})`;
}

export function operatorWithArgs(node: ObjectWithArgs): string {
  return `${qualifiedOperator(node.objname)} ${operatorArgs(node.objargs)}`;
}

export function operatorArgs(args: readonly (TypeName | null)[]): string {
  return `(${list(args, item => (item === null ? 'NONE' : type(item)))})`;
}

export function parameter(node: FunctionParameter): string {
  const mode = node.mode === 'default' || node.mode === 'table' ? '' : `${node.mode.toUpperCase()} `;
  const defaultValue = node.defexpr === null ? '' : ` DEFAULT ${expression(node.defexpr)}`;
  return `${mode}${node.name === null ? '' : `${ident(node.name)} `}${type(node.argType)}${defaultValue}`;
}
