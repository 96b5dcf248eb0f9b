/** Options as name-value pairs, in the spellings of the statements that take them. */
import type { AConst, DefElem, DefElemArg } from '../tree/index.js';
import { constant } from './expressions.js';
import { dotted, ident, list, literal, operatorName, relationName, role, roles } from './text.js';
import { type } from './types.js';

/** A number as it is, any other constant as a string. */
function plainConstant(node: AConst): string {
  return node.valueKind === 'integer' || node.valueKind === 'float' ? constant(node) : literal(String(node.value));
}

/** `(name value, …)` of EXPLAIN, VACUUM, COPY and the like. */
export function utilityOptions(options: readonly DefElem[]): string {
  return `(${list(options, option => `${ident(option.defname)}${option.arg === null ? '' : ` ${utilityValue(option.arg)}`}`)})`;
}

function utilityValue(arg: DefElemArg): string {
  if (arg.kind === 'AStar') return '*';
  if (arg.kind === 'NameList') return `(${list(arg.names, literal)})`;
  if (arg.kind === 'AConst') return plainConstant(arg);
  return definitionValue(arg);
}

/** `(name = value, …)` */
export function definition(options: readonly DefElem[]): string {
  return `(${list(options, definitionItem)})`;
}

function definitionItem(option: DefElem): string {
  const namespace = option.defnamespace === null ? '' : `${ident(option.defnamespace)}.`;
  return `${namespace}${ident(option.defname)}${option.arg === null ? '' : ` = ${definitionValue(option.arg)}`}`;
}

/** ` WITH (…)`, or nothing. */
export function withDefinition(options: readonly DefElem[]): string {
  return options.length === 0 ? '' : ` WITH ${definition(options)}`;
}

export function definitionValue(arg: DefElemArg): string {
  switch (arg.kind) {
    case 'AConst':
      return plainConstant(arg);
    case 'TypeName':
      return type(arg);
    case 'NameList':
      return operatorName(arg.names);
    case 'AStar':
      return '*';
    case 'RangeVar':
      return relationName(arg);
    case 'RoleSpec':
      return role(arg);
    case 'RoleSpecList':
      return roles(arg.roles);
    case 'TypeNameList':
      return list(arg.types, type);
    case 'DefElemList':
      return definition(arg.items);
    case 'VariableSetStmt':
      return '';
  }
}

const ACTIONS = { unspec: '', set: 'SET ', add: 'ADD ', drop: 'DROP ' };

/** ` OPTIONS (name 'value', …)`, or nothing. */
export function genericOptions(options: readonly DefElem[]): string {
  if (options.length === 0) return '';
  const item = (option: DefElem): string => {
    const value = option.arg?.kind === 'AConst' ? ` ${literal(String(option.arg.value))}` : '';
    return `${ACTIONS[option.defaction]}${ident(option.defname)}${value}`;
  };
  return ` OPTIONS (${list(options, item)})`;
}

/** Options of sequences, each with a space in front. */
export function sequenceOptions(options: readonly DefElem[]): string {
  return options.map(option => ` ${sequenceOption(option)}`).join('');
}

export function sequenceOption({ defname, arg }: DefElem): string {
  const value = arg === null ? '' : arg.kind === 'NameList' ? dotted(arg.names) : arg.kind === 'AConst' ? constant(arg) : definitionValue(arg);
  switch (defname) {
    case 'cycle':
      return value === 'TRUE' ? 'CYCLE' : 'NO CYCLE';
    case 'maxvalue':
    case 'minvalue':
      return arg === null ? `NO ${defname.toUpperCase()}` : `${defname.toUpperCase()} ${value}`;
    case 'increment':
      return `INCREMENT BY ${value}`;
    case 'owned_by':
      return `OWNED BY ${value}`;
    case 'sequence_name':
      return `SEQUENCE NAME ${value}`;
    case 'start':
      return `START WITH ${value}`;
    case 'restart':
      return arg === null ? 'RESTART' : `RESTART WITH ${value}`;
    default:
      // as, cache, logged, unlogged
      return value === '' ? defname.toUpperCase() : `${defname.toUpperCase()} ${value}`;
  }
}
