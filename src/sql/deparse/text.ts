/** Small pieces of the deparser: names, lists, options. */
import { keywordClass, quoteIdentifier, quoteLiteral } from '../lexer/index.js';
import type { Alias, RangeVar, RoleSpec } from '../tree/index.js';

/** Key words that are common names and mean nothing special where a name stands. */
const PLAIN_WORDS = new Set(['data', 'key', 'level', 'location', 'name', 'text', 'type', 'value', 'version']);

/** A name. Key words are quoted, unreserved ones too: several of them mean something else in some places. */
export function ident(name: string): string {
  return keywordClass(name) !== undefined && !PLAIN_WORDS.has(name) ? `"${name}"` : quoteIdentifier(name);
}

export function dotted(names: readonly string[]): string {
  return names.map(ident).join('.');
}

export function idents(names: readonly string[]): string {
  return names.map(ident).join(', ');
}

/** `(a, b)` with a space in front, or nothing. */
export function columnList(names: readonly string[]): string {
  return names.length === 0 ? '' : ` (${idents(names)})`;
}

export const literal = quoteLiteral;

export function list<N>(items: readonly N[], deparseItem: (item: N) => string): string {
  return items.map(deparseItem).join(', ');
}

/** `text` when the condition holds, else nothing. */
export function when(condition: unknown, text: string): string {
  return condition ? text : '';
}

export function alias(node: Alias | null): string {
  return node === null ? '' : ` AS ${ident(node.aliasname)}${columnList(node.colnames)}`;
}

/** A relation's name without ONLY and alias. */
export function relationName(node: RangeVar): string {
  const names: string[] = [];
  if (node.catalogname !== null) names.push(node.catalogname);
  if (node.schemaname !== null) names.push(node.schemaname);
  names.push(node.relname);
  return dotted(names);
}

export function relation(node: RangeVar): string {
  return `${node.inh ? '' : 'ONLY '}${relationName(node)}${alias(node.alias)}`;
}

export function role(node: RoleSpec): string {
  switch (node.roletype) {
    case 'cstring':
      return ident(node.rolename!);
    case 'currentRole':
      return 'CURRENT_ROLE';
    case 'currentUser':
      return 'CURRENT_USER';
    case 'sessionUser':
      return 'SESSION_USER';
    case 'public':
      return 'public';
  }
}

export function roles(nodes: readonly RoleSpec[]): string {
  return list(nodes, role);
}

export function operatorName(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `OPERATOR(${qualifiedOperator(names)})`;
}

/** An operator where a bare qualified one may stand. */
export function qualifiedOperator(names: readonly string[]): string {
  return [...names.slice(0, -1).map(ident), names[names.length - 1]!].join('.');
}

export function cascade(behavior: 'restrict' | 'cascade'): string {
  return behavior === 'cascade' ? ' CASCADE' : '';
}
