/** CREATE / ALTER / DROP DATABASE, TABLESPACE, EXTENSION, ALTER SYSTEM. */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type {
  AlterExtensionContentsStmt,
  AlterExtensionStmt,
  AlterSystemStmt,
  CreatedbStmt,
  CreateExtensionStmt,
  CreateTableSpaceStmt,
  DefElem,
  DefElemArg,
} from '../tree/index.js';
import { parseBooleanOrString, parseNumericOnly, parseRoleSpec, parseString, stringConst } from './names.js';
import { parseObjectClass, parseObjectName } from './object-names.js';
import { booleanConst, defElem, parseIfNotExists, parseOptReloptions } from './options.js';
import { parseWordOrString } from './prepared.js';
import { parseGenericSet, parseReset } from './transactions.js';
import type { Parser } from './parser.js';

/** DATABASE has been read. */
export function parseCreateDatabase(p: Parser): CreatedbStmt {
  const dbname = p.colId();
  p.accept(KW.WITH);
  return { kind: 'CreatedbStmt', dbname, options: parseDatabaseOptions(p) };
}

export function parseDatabaseOptions(p: Parser): DefElem[] {
  const options: DefElem[] = [];
  for (;;) {
    const option = parseDatabaseOption(p);
    if (option === null) return options;
    options.push(option);
  }
}

function parseDatabaseOption(p: Parser): DefElem | null {
  const location = p.start;
  let name: string;
  if (p.accept(KW.CONNECTION)) {
    p.expect(KW.LIMIT);
    name = 'connection_limit';
  } else if (p.tok === T.IDENT || p.tok === KW.ENCODING || p.tok === KW.LOCATION || p.tok === KW.OWNER || p.tok === KW.TABLESPACE || p.tok === KW.TEMPLATE) {
    name = p.value;
    p.next();
  } else {
    return null;
  }
  p.accept(T.EQUAL);
  return defElem(name, parseDatabaseValue(p), location);
}

function parseDatabaseValue(p: Parser): DefElemArg | null {
  if (p.accept(KW.DEFAULT)) return null;
  if (p.tok === T.INTEGER || p.tok === T.FLOAT || p.tok === T.PLUS || p.tok === T.MINUS) return parseNumericOnly(p);
  return parseBooleanOrString(p);
}

/** [WITH] (FORCE, …) of DROP DATABASE */
export function parseDatabaseDropOptions(p: Parser): DefElem[] {
  if (!p.accept(KW.WITH) && p.tok !== T.LPAREN) return [];
  p.expect(T.LPAREN);
  const options = p.list(q => {
    const location = q.start;
    q.expect(KW.FORCE);
    return defElem('force', null, location);
  });
  p.expect(T.RPAREN);
  return options;
}

/** TABLESPACE has been read. */
export function parseCreateTableSpace(p: Parser): CreateTableSpaceStmt {
  const tablespacename = p.colId();
  const owner = p.accept(KW.OWNER) ? parseRoleSpec(p) : null;
  p.expect(KW.LOCATION);
  const location = parseString(p);
  return { kind: 'CreateTableSpaceStmt', tablespacename, owner, location, options: parseOptReloptions(p) };
}

/** EXTENSION has been read. */
export function parseCreateExtension(p: Parser): CreateExtensionStmt {
  const ifNotExists = parseIfNotExists(p);
  const extname = p.colId();
  p.accept(KW.WITH);
  const options: DefElem[] = [];
  for (;;) {
    const location = p.start;
    if (p.accept(KW.SCHEMA)) {
      options.push(defElem('schema', stringConst(p.colId(), location), location));
    } else if (p.accept(KW.VERSION)) {
      options.push(defElem('new_version', stringConst(parseWordOrString(p), location), location));
    } else if (p.accept(KW.CASCADE)) {
      options.push(defElem('cascade', booleanConst(true, location), location));
    } else if (p.accept(KW.FROM)) {
      parseWordOrString(p);
      throw new PgError('feature_not_supported', 'CREATE EXTENSION ... FROM is no longer supported', { position: location + 1 });
    } else {
      return { kind: 'CreateExtensionStmt', extname, ifNotExists, options };
    }
  }
}

/** UPDATE [TO version], ADD object, DROP object; null when it is none of them. */
export function parseAlterExtensionRest(p: Parser, extname: string): AlterExtensionStmt | AlterExtensionContentsStmt | null {
  if (p.accept(KW.UPDATE)) {
    const options: DefElem[] = [];
    while (p.tok === KW.TO) {
      const location = p.start;
      p.next();
      options.push(defElem('new_version', stringConst(parseWordOrString(p), location), location));
    }
    return { kind: 'AlterExtensionStmt', extname, options };
  }
  if (p.tok !== KW.ADD && p.tok !== KW.DROP) return null;
  const action = p.tok === KW.ADD ? 'add' : 'drop';
  p.next();
  const { type, style } = parseObjectClass(p, candidate => candidate.style !== 'onTable' && candidate.style !== 'largeObject' && candidate.type !== 'column');
  return { kind: 'AlterExtensionContentsStmt', extname, action, objtype: type, object: parseObjectName(p, style) };
}

/** ALTER SYSTEM has been read. */
export function parseAlterSystem(p: Parser): AlterSystemStmt {
  if (p.tok === KW.RESET) return { kind: 'AlterSystemStmt', setstmt: parseReset(p) };
  p.expect(KW.SET);
  return { kind: 'AlterSystemStmt', setstmt: parseGenericSet(p) };
}
