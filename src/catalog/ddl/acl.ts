/**
 * Access control lists as PostgreSQL stores them (chapter 5.7): items `grantee=letters/grantor`, a star behind a letter for its grant
 * option, an empty grantee for PUBLIC. A null list stands for the default of the object's kind.
 */
import type { Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import type { ArrayValue } from '../../types/index.js';
import { aclArray, stringsOf } from '../store/arrays.js';
import { pgClass, pgDatabase, pgNamespace, pgType } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { attribute, updateAttribute } from './column.js';

/** Privilege names by letter, in the order in which items list them. */
export const PRIVILEGE_LETTERS: readonly (readonly [string, string])[] = [
  ['a', 'INSERT'],
  ['r', 'SELECT'],
  ['w', 'UPDATE'],
  ['d', 'DELETE'],
  ['D', 'TRUNCATE'],
  ['x', 'REFERENCES'],
  ['t', 'TRIGGER'],
  ['X', 'EXECUTE'],
  ['U', 'USAGE'],
  ['C', 'CREATE'],
  ['T', 'TEMPORARY'],
  ['c', 'CONNECT'],
  ['s', 'SET'],
  ['A', 'ALTER SYSTEM'],
];

const LETTER_ORDER = PRIVILEGE_LETTERS.map(([letter]) => letter).join('');

export function privilegeLetter(name: string): string | undefined {
  const upper = name.toUpperCase();
  return upper === 'TEMP' ? 'T' : PRIVILEGE_LETTERS.find(([, n]) => n === upper)?.[0];
}

/** Kinds by acldefault's letters: what ALL means, and what PUBLIC has from the start. */
export const ACL_KINDS: Readonly<Record<string, { readonly all: string; readonly everyone: string }>> = {
  c: { all: 'arwx', everyone: '' },
  r: { all: 'arwdDxt', everyone: '' },
  s: { all: 'rwU', everyone: '' },
  d: { all: 'CTc', everyone: 'Tc' },
  f: { all: 'X', everyone: 'X' },
  l: { all: 'U', everyone: 'U' },
  L: { all: 'rw', everyone: '' },
  n: { all: 'UC', everyone: '' },
  p: { all: 'sA', everyone: '' },
  t: { all: 'C', everyone: '' },
  F: { all: 'U', everyone: '' },
  S: { all: 'U', everyone: '' },
  T: { all: 'U', everyone: 'U' },
};

export interface AclItem {
  /** Role name, '' for PUBLIC. */
  readonly grantee: string;
  readonly grantor: string;
  /** Letters, and those of them with grant option. */
  readonly letters: string;
  readonly grantable: string;
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

const quote = (name: string): string => (/^[A-Za-z0-9_\u0080-\uffff]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

export function parseAclItem(text: string): AclItem {
  const match = /^("(?:[^"]|"")*"|[^=]*)=([^/]*)\/(.*)$/s.exec(text);
  if (match === null) return { grantee: '', grantor: '', letters: '', grantable: '' };
  let letters = '';
  let grantable = '';
  for (const c of match[2]!) {
    if (c === '*') grantable += letters.at(-1) ?? '';
    else letters += c;
  }
  return { grantee: unquote(match[1]!), grantor: unquote(match[3]!), letters, grantable };
}

export function formatAclItem(item: AclItem): string {
  let letters = '';
  for (const c of LETTER_ORDER) if (item.letters.includes(c)) letters += item.grantable.includes(c) ? `${c}*` : c;
  return `${quote(item.grantee)}=${letters}/${quote(item.grantor)}`;
}

/** What an object of a kind without a list of its own has. */
export function defaultAcl(kind: string, owner: string): AclItem[] {
  const facts = ACL_KINDS[kind];
  if (facts === undefined) return [];
  const items: AclItem[] = [];
  if (facts.everyone !== '') items.push({ grantee: '', grantor: owner, letters: facts.everyone, grantable: '' });
  if (kind !== 'c') items.push({ grantee: owner, grantor: owner, letters: facts.all, grantable: '' });
  return items;
}

export interface AclChange {
  readonly isGrant: boolean;
  readonly grantee: string;
  readonly grantor: string;
  readonly letters: string;
  /** GRANT: with grant option. REVOKE: the option only. */
  readonly grantOption: boolean;
}

const without = (letters: string, removed: string): string => [...letters].filter(c => !removed.includes(c)).join('');
const union = (a: string, b: string): string => [...LETTER_ORDER].filter(c => a.includes(c) || b.includes(c)).join('');

export function changeAcl(items: readonly AclItem[], change: AclChange): AclItem[] {
  const at = items.findIndex(i => i.grantee === change.grantee && i.grantor === change.grantor);
  const old = at < 0 ? { grantee: change.grantee, grantor: change.grantor, letters: '', grantable: '' } : items[at]!;
  let next: AclItem;
  if (change.isGrant) {
    next = { ...old, letters: union(old.letters, change.letters), grantable: change.grantOption ? union(old.grantable, change.letters) : old.grantable };
  } else {
    next = {
      ...old,
      letters: change.grantOption ? old.letters : without(old.letters, change.letters),
      grantable: without(old.grantable, change.letters),
    };
  }
  const result = [...items];
  if (at >= 0) result.splice(at, 1, ...(next.letters === '' ? [] : [next]));
  else if (next.letters !== '') result.push(next);
  return result;
}

/** aclexplode: grantor, grantee (0 = PUBLIC), privilege, grantable. */
export function explodeAcl(catalog: CatalogStore, items: readonly string[]): (readonly [number, number, string, boolean])[] {
  const roleOf = (name: string): number => (name === '' ? 0 : (catalog.role(name)?.oid ?? 0));
  return items.map(parseAclItem).flatMap(item => {
    const grantor = roleOf(item.grantor);
    const grantee = roleOf(item.grantee);
    return PRIVILEGE_LETTERS.filter(([letter]) => item.letters.includes(letter)).map(
      ([letter, name]) => [grantor, grantee, name, item.grantable.includes(letter)] as const,
    );
  });
}

/** Where a list is kept. */
export type AclTarget =
  { readonly kind: 'relation' | 'schema' | 'database' | 'type'; readonly id: Oid } | { readonly kind: 'column'; readonly id: Oid; readonly column: number };

function aclRow(catalog: CatalogStore, target: AclTarget): ArrayValue | null {
  switch (target.kind) {
    case 'relation':
      return catalog.rowOf(pgClass, target.id)?.row.relacl ?? null;
    case 'schema':
      return catalog.rowOf(pgNamespace, target.id)?.row.nspacl ?? null;
    case 'database':
      return catalog.rowOf(pgDatabase, target.id)?.row.datacl ?? null;
    case 'type':
      return catalog.rowOf(pgType, target.id)?.row.typacl ?? null;
    case 'column':
      return attribute(catalog, target.id, target.column).row.attacl;
  }
}

/** Null: the default of the object's kind. */
export function readAcl(catalog: CatalogStore, target: AclTarget): string[] | null {
  const array = aclRow(catalog, target);
  return array === null ? null : stringsOf(array);
}

export function* writeAcl(catalog: CatalogStore, target: AclTarget, items: readonly string[]): Waiting<void> {
  const acl = aclArray(items);
  switch (target.kind) {
    case 'relation':
      yield* catalog.updateRow(pgClass, catalog.rowOf(pgClass, target.id)!, { relacl: acl });
      return;
    case 'schema':
      yield* catalog.updateRow(pgNamespace, catalog.rowOf(pgNamespace, target.id)!, { nspacl: acl });
      return;
    case 'database':
      yield* catalog.updateRow(pgDatabase, catalog.rowOf(pgDatabase, target.id)!, { datacl: acl });
      return;
    case 'type':
      yield* catalog.updateRow(pgType, catalog.rowOf(pgType, target.id)!, { typacl: acl });
      return;
    case 'column':
      yield* updateAttribute(catalog, target.id, target.column, { attacl: items.length === 0 ? null : acl });
  }
}
