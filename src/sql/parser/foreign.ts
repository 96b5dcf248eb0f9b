/** Foreign data wrappers, servers, user mappings, foreign tables, IMPORT FOREIGN SCHEMA. */
import { KW, T } from '../lexer/index.js';
import type {
  AlterFdwStmt,
  AlterForeignServerStmt,
  AlterUserMappingStmt,
  CreateFdwStmt,
  CreateForeignServerStmt,
  CreateForeignTableStmt,
  CreateUserMappingStmt,
  DefElem,
  ImportForeignSchemaStmt,
  RoleSpec,
} from '../tree/index.js';
import { emptyCreate, parseTableBody } from './create-table.js';
import { parseAnyName, parseQualifiedName, parseRelationExprList, parseRoleSpec, parseString } from './names.js';
import { nameList } from './object-names.js';
import { defElem, parseAlterGenericOptions, parseCreateGenericOptions, parseIfNotExists, parseIfNotExistsOnly } from './options.js';
import type { Parser } from './parser.js';

/** FOREIGN TABLE has been read. */
export function parseCreateForeignTable(p: Parser): CreateForeignTableStmt {
  const ifNotExists = parseIfNotExists(p);
  const base = emptyCreate(parseQualifiedName(p), ifNotExists);
  if (p.tok === KW.OF) throw p.syntaxError();
  parseTableBody(p, base);
  p.expect(KW.SERVER);
  const servername = p.colId();
  return { kind: 'CreateForeignTableStmt', base, servername, options: parseCreateGenericOptions(p) };
}

/** FOREIGN DATA WRAPPER has been read. */
export function parseCreateFdw(p: Parser): CreateFdwStmt {
  const fdwname = p.colId();
  const funcOptions = parseFdwOptions(p);
  return { kind: 'CreateFdwStmt', fdwname, funcOptions, options: parseCreateGenericOptions(p) };
}

export function parseAlterFdw(p: Parser, fdwname: string): AlterFdwStmt {
  const funcOptions = parseFdwOptions(p);
  if (funcOptions.length === 0 && p.tok !== KW.OPTIONS) throw p.syntaxError();
  const options = p.tok === KW.OPTIONS ? parseAlterGenericOptions(p) : [];
  return { kind: 'AlterFdwStmt', fdwname, funcOptions, options };
}

function parseFdwOptions(p: Parser): DefElem[] {
  const options: DefElem[] = [];
  for (;;) {
    const location = p.start;
    const no = p.accept(KW.NO);
    if (p.accept(KW.HANDLER)) options.push(defElem('handler', no ? null : nameList(parseAnyName(p)), location));
    else if (p.accept(KW.VALIDATOR)) options.push(defElem('validator', no ? null : nameList(parseAnyName(p)), location));
    else if (no) throw p.syntaxError();
    else return options;
  }
}

/** SERVER has been read. */
export function parseCreateServer(p: Parser): CreateForeignServerStmt {
  const ifNotExists = parseIfNotExists(p);
  const servername = p.colId();
  const servertype = p.accept(KW.TYPE) ? parseString(p) : null;
  const version = parseVersion(p);
  p.expect(KW.FOREIGN);
  p.expectPair(KW.DATA, KW.WRAPPER);
  const fdwname = p.colId();
  return { kind: 'CreateForeignServerStmt', servername, servertype, version, fdwname, ifNotExists, options: parseCreateGenericOptions(p) };
}

function parseVersion(p: Parser): string | null {
  if (!p.accept(KW.VERSION)) return null;
  return p.accept(KW.NULL) ? null : parseString(p);
}

export function parseAlterServer(p: Parser, servername: string): AlterForeignServerStmt {
  const hasVersion = p.tok === KW.VERSION;
  const version = parseVersion(p);
  if (!hasVersion && p.tok !== KW.OPTIONS) throw p.syntaxError();
  const options = p.tok === KW.OPTIONS ? parseAlterGenericOptions(p) : [];
  return { kind: 'AlterForeignServerStmt', servername, version, hasVersion, options };
}

/** The user of a user mapping; USER stands for the current one. */
export function parseAuthIdent(p: Parser): RoleSpec {
  const location = p.start;
  if (p.accept(KW.USER)) return { kind: 'RoleSpec', roletype: 'currentUser', rolename: null, location };
  return parseRoleSpec(p);
}

/** At USER: whether USER MAPPING is meant and not a user called "mapping". */
export function isUserMapping(p: Parser): boolean {
  if (p.peek() !== KW.MAPPING) return false;
  const mark = p.mark();
  p.next();
  const following = p.peek();
  p.reset(mark);
  return following === KW.FOR || following === KW.IF;
}

/** USER MAPPING has been read. */
export function parseCreateUserMapping(p: Parser): CreateUserMappingStmt {
  const ifNotExists = parseIfNotExistsOnly(p);
  const { user, servername } = parseMappingTarget(p);
  return { kind: 'CreateUserMappingStmt', user, servername, ifNotExists, options: parseCreateGenericOptions(p) };
}

export function parseAlterUserMapping(p: Parser): AlterUserMappingStmt {
  const { user, servername } = parseMappingTarget(p);
  return { kind: 'AlterUserMappingStmt', user, servername, options: parseAlterGenericOptions(p) };
}

function parseMappingTarget(p: Parser): { user: RoleSpec; servername: string } {
  p.expect(KW.FOR);
  const user = parseAuthIdent(p);
  p.expect(KW.SERVER);
  return { user, servername: p.colId() };
}

export function parseImportForeignSchema(p: Parser): ImportForeignSchemaStmt {
  p.next();
  p.expectPair(KW.FOREIGN, KW.SCHEMA);
  const remoteSchema = p.colId();
  let listType: ImportForeignSchemaStmt['listType'] = 'all';
  let tableList: ImportForeignSchemaStmt['tableList'] = [];
  if (p.tok === KW.LIMIT || p.tok === KW.EXCEPT) {
    listType = p.tok === KW.LIMIT ? 'limitTo' : 'except';
    p.next();
    if (listType === 'limitTo') p.expect(KW.TO);
    p.expect(T.LPAREN);
    tableList = parseRelationExprList(p);
    p.expect(T.RPAREN);
  }
  p.expectPair(KW.FROM, KW.SERVER);
  const servername = p.colId();
  p.expect(KW.INTO);
  const localSchema = p.colId();
  return {
    kind: 'ImportForeignSchemaStmt',
    servername,
    remoteSchema,
    localSchema,
    listType,
    tableList,
    options: parseCreateGenericOptions(p),
  };
}
