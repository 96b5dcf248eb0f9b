/** CREATE / ALTER ROLE, USER, GROUP. */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T } from '../lexer/index.js';
import type { AlterRoleSetStmt, AlterRoleStmt, CreateRoleStmt, DefElem, RenameStmt } from '../tree/index.js';
import { integerConst, parseInteger, parseRoleList, parseRoleSpec, parseSignedInteger, parseStringConst } from './names.js';
import { nameList } from './object-names.js';
import { booleanConst, defElem } from './options.js';
import type { variableSet } from './transactions.js';
import { parseReset, parseSetRest } from './transactions.js';
import type { Parser } from './parser.js';

/** A role to be created or renamed: none of the special ones. */
export function parseRoleId(p: Parser): string {
  const location = p.start;
  const word = p.tok === KW.CURRENT_USER ? 'CURRENT_USER' : p.tok === KW.CURRENT_ROLE ? 'CURRENT_ROLE' : p.tok === KW.SESSION_USER ? 'SESSION_USER' : null;
  if (word !== null) throw reserved(`${word} cannot be used as a role name here`, location);
  const name = p.word(FLAG.NON_RESERVED);
  if (name === 'public' || name === 'none') throw reserved(`role name "${name}" is reserved`, location);
  return name;
}

function reserved(message: string, location: number): PgError {
  return new PgError('reserved_name', message, { position: location + 1 });
}

/** At ROLE, USER or GROUP. */
export function parseCreateRole(p: Parser): CreateRoleStmt {
  const stmtType = p.tok === KW.ROLE ? 'role' : p.tok === KW.USER ? 'user' : 'group';
  p.next();
  const role = parseRoleId(p);
  p.accept(KW.WITH);
  return { kind: 'CreateRoleStmt', stmtType, role, options: parseRoleOptions(p, true) };
}

function parseRoleOptions(p: Parser, creating: boolean): DefElem[] {
  const options: DefElem[] = [];
  for (;;) {
    const option = parseRoleOption(p, creating);
    if (option === null) return options;
    options.push(option);
  }
}

/** Options that are plain words: what they set. */
const FLAG_OPTIONS = new Map<string, readonly [name: string, value: boolean]>([
  ['superuser', ['superuser', true]],
  ['nosuperuser', ['superuser', false]],
  ['createrole', ['createrole', true]],
  ['nocreaterole', ['createrole', false]],
  ['replication', ['isreplication', true]],
  ['noreplication', ['isreplication', false]],
  ['createdb', ['createdb', true]],
  ['nocreatedb', ['createdb', false]],
  ['login', ['canlogin', true]],
  ['nologin', ['canlogin', false]],
  ['bypassrls', ['bypassrls', true]],
  ['nobypassrls', ['bypassrls', false]],
  ['noinherit', ['inherit', false]],
]);

function parseRoleOption(p: Parser, creating: boolean): DefElem | null {
  const location = p.start;
  switch (p.tok) {
    case KW.PASSWORD:
      p.next();
      if (p.accept(KW.NULL)) return defElem('password', null, location);
      return defElem('password', parseStringConst(p), location);
    case KW.ENCRYPTED:
      p.next();
      p.expect(KW.PASSWORD);
      return defElem('password', parseStringConst(p), location);
    case KW.UNENCRYPTED:
      p.next();
      p.expect(KW.PASSWORD);
      p.text(T.STRING);
      throw new PgError('feature_not_supported', 'UNENCRYPTED PASSWORD is no longer supported', {
        hint: 'Remove UNENCRYPTED to store the password in encrypted form instead.',
        position: location + 1,
      });
    case KW.INHERIT:
      p.next();
      return defElem('inherit', booleanConst(true, location), location);
    case KW.CONNECTION: {
      p.next();
      p.expect(KW.LIMIT);
      const valueLocation = p.start;
      return defElem('connectionlimit', integerConst(parseSignedInteger(p), valueLocation), location);
    }
    case KW.VALID:
      p.next();
      p.expect(KW.UNTIL);
      return defElem('validUntil', parseStringConst(p), location);
    case KW.USER:
      p.next();
      return defElem('rolemembers', { kind: 'RoleSpecList', roles: parseRoleList(p) }, location);
    case T.IDENT: {
      const flag = FLAG_OPTIONS.get(p.value);
      if (flag === undefined) throw p.error(`unrecognized role option "${p.value}"`, location);
      p.next();
      return defElem(flag[0], booleanConst(flag[1], location), location);
    }
  }
  return creating ? parseCreateRoleOption(p, location) : null;
}

function parseCreateRoleOption(p: Parser, location: number): DefElem | null {
  switch (p.tok) {
    case KW.SYSID: {
      p.next();
      const valueLocation = p.start;
      return defElem('sysid', integerConst(parseInteger(p), valueLocation), location);
    }
    case KW.ADMIN:
      p.next();
      return defElem('adminmembers', { kind: 'RoleSpecList', roles: parseRoleList(p) }, location);
    case KW.ROLE:
      p.next();
      return defElem('rolemembers', { kind: 'RoleSpecList', roles: parseRoleList(p) }, location);
    case KW.IN:
      p.next();
      if (!p.accept(KW.ROLE)) p.expect(KW.GROUP);
      return defElem('addroleto', { kind: 'RoleSpecList', roles: parseRoleList(p) }, location);
    default:
      return null;
  }
}

/** At ROLE, USER or GROUP after ALTER. */
export function parseAlterRole(p: Parser): AlterRoleStmt | AlterRoleSetStmt | RenameStmt {
  const isGroup = p.tok === KW.GROUP;
  p.next();
  if (!isGroup && p.tok === KW.ALL) {
    p.next();
    return parseAlterRoleSet(p, null);
  }
  const roleMark = p.mark();
  const role = parseRoleSpec(p);
  if (p.tok === KW.RENAME || (isGroup && p.tok !== KW.ADD && p.tok !== KW.DROP)) {
    // Only these take any role.
    p.reset(roleMark);
    parseRoleId(p);
    p.expect(KW.RENAME);
    p.expect(KW.TO);
    const name = role.rolename ?? '';
    const newname = parseRoleId(p);
    const object = nameList([name]);
    return {
      kind: 'RenameStmt',
      renameType: 'role',
      relationType: null,
      relation: null,
      object,
      subname: name,
      newname,
      behavior: 'restrict',
      missingOk: false,
    };
  }
  if (isGroup) {
    const location = p.start;
    const drops = p.accept(KW.DROP);
    if (!drops) p.expect(KW.ADD);
    p.expect(KW.USER);
    const members = defElem('rolemembers', { kind: 'RoleSpecList', roles: parseRoleList(p) }, location);
    return { kind: 'AlterRoleStmt', role, options: [members], action: drops ? 'drop' : 'add' };
  }
  if (p.tok === KW.IN || p.tok === KW.SET || p.tok === KW.RESET) return parseAlterRoleSet(p, role);
  p.accept(KW.WITH);
  return { kind: 'AlterRoleStmt', role, options: parseRoleOptions(p, false), action: 'add' };
}

function parseAlterRoleSet(p: Parser, role: AlterRoleSetStmt['role']): AlterRoleSetStmt {
  let database: string | null = null;
  if (p.accept(KW.IN)) {
    p.expect(KW.DATABASE);
    database = p.colId();
  }
  return { kind: 'AlterRoleSetStmt', role, database, setstmt: parseSetResetClause(p) };
}

/** SET … or RESET … of ALTER ROLE, DATABASE and SYSTEM. */
export function parseSetResetClause(p: Parser): ReturnType<typeof variableSet> {
  if (p.tok === KW.RESET) return parseReset(p);
  p.expect(KW.SET);
  return parseSetRest(p);
}
