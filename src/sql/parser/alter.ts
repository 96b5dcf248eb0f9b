/** Which rule an ALTER belongs to, and the alterations that all objects share: RENAME TO, OWNER TO, SET SCHEMA, DEPENDS ON EXTENSION. */
import { KW, T } from '../lexer/index.js';
import type {
  AlterEventTrigStmt,
  AlterTableCmd,
  AlterTableMoveAllStmt,
  NameList,
  ObjectAddress,
  ObjectType,
  ObjectWithArgs,
  RangeVar,
  RenameStmt,
  Statement,
} from '../tree/index.js';
import { parseAlterDomainRest, parseAlterTypeRest } from './alter-type.js';
import { parseAlterTableCommands, parsePartitionCommand } from './alter-table.js';
import { parseAlterExtensionRest, parseAlterSystem, parseDatabaseOptions } from './databases.js';
import { parseAlterOpFamilyRest } from './extensibility.js';
import { isUserMapping, parseAlterFdw, parseAlterServer, parseAlterUserMapping } from './foreign.js';
import { parseCommonFunctionOption } from './functions.js';
import { parseAlterDefaultPrivileges, parseAlterPolicyRest } from './grants.js';
import { parseQualifiedName, parseRelationExpr, parseRoleList, parseRoleSpec, parseSignedInteger } from './names.js';
import { nameList, parseObjectClass, parseObjectName, type NameStyle } from './object-names.js';
import { parseIfExists, parseOperatorDefinition, parseReloptions } from './options.js';
import { parseAlterPublicationRest, parseAlterSubscriptionRest } from './publications.js';
import { parseAlterRole, parseSetResetClause } from './roles.js';
import { parseAlterSequenceOptions } from './sequences.js';
import { parseAlterTextSearchRest } from './text-search.js';
import type { Parser } from './parser.js';

export function parseAlter(p: Parser): Statement {
  p.next();
  switch (p.tok) {
    case KW.TABLE:
      p.next();
      return parseAlterRelation(p, 'table');
    case KW.INDEX:
      p.next();
      return parseAlterRelation(p, 'index');
    case KW.SEQUENCE:
      p.next();
      return parseAlterRelation(p, 'sequence');
    case KW.VIEW:
      p.next();
      return parseAlterRelation(p, 'view');
    case KW.MATERIALIZED:
      p.next();
      p.expect(KW.VIEW);
      return parseAlterRelation(p, 'matview');
    case KW.FOREIGN:
      if (p.peek() !== KW.TABLE) break;
      p.next();
      p.next();
      return parseAlterRelation(p, 'foreignTable');
    case KW.USER:
      if (!isUserMapping(p)) return parseAlterRole(p);
      p.next();
      p.next();
      return parseAlterUserMapping(p);
    case KW.ROLE:
    case KW.GROUP:
      return parseAlterRole(p);
    case KW.DEFAULT:
      p.next();
      return parseAlterDefaultPrivileges(p);
    case KW.SYSTEM:
      p.next();
      return parseAlterSystem(p);
    case KW.POLICY:
    case KW.RULE:
    case KW.TRIGGER:
      return parseAlterOnTable(p);
  }
  return parseAlterObject(p);
}

/* ------------------------------------------------------------------ relations */

function parseAlterRelation(p: Parser, objtype: ObjectType): Statement {
  if ((objtype === 'table' || objtype === 'index' || objtype === 'matview') && p.tok === KW.ALL) {
    return parseMoveAll(p, objtype);
  }
  const missingOk = parseIfExists(p);
  const relation = objtype === 'table' || objtype === 'foreignTable' ? parseRelationExpr(p) : parseQualifiedName(p);
  switch (p.tok) {
    case KW.RENAME:
      p.next();
      return parseRenameRelation(p, objtype, relation, missingOk);
    case KW.SET:
      if (objtype === 'index' || p.peek() !== KW.SCHEMA) break;
      p.next();
      p.next();
      return { kind: 'AlterObjectSchemaStmt', objectType: objtype, relation, object: null, newschema: p.colId(), missingOk };
    case KW.NO:
    case KW.DEPENDS:
      if ((objtype !== 'index' && objtype !== 'matview') || (p.tok === KW.NO && p.peek() !== KW.DEPENDS) || missingOk) break;
      return parseDepends(p, objtype, relation, null);
  }
  if (objtype === 'sequence' && startsSequenceOption(p)) return parseAlterSequenceOptions(p, relation, missingOk);
  if (objtype === 'table' || (objtype === 'index' && !missingOk)) {
    const command = parsePartitionCommand(p, objtype === 'index');
    if (command !== null) return alterTable(relation, [command], objtype, missingOk);
  }
  return alterTable(relation, parseAlterTableCommands(p), objtype, missingOk);
}

function alterTable(relation: RangeVar, cmds: readonly AlterTableCmd[], objtype: ObjectType, missingOk: boolean): Statement {
  return { kind: 'AlterTableStmt', relation, cmds, objtype, missingOk };
}

function startsSequenceOption(p: Parser): boolean {
  switch (p.tok) {
    case KW.AS:
    case KW.CACHE:
    case KW.CYCLE:
    case KW.LOGGED:
    case KW.UNLOGGED:
    case KW.INCREMENT:
    case KW.MAXVALUE:
    case KW.MINVALUE:
    case KW.OWNED:
    case KW.SEQUENCE:
    case KW.START:
    case KW.RESTART:
      return true;
    case KW.NO: {
      const following = p.peek();
      return following === KW.CYCLE || following === KW.MAXVALUE || following === KW.MINVALUE;
    }
    default:
      return false;
  }
}

function parseMoveAll(p: Parser, objtype: AlterTableMoveAllStmt['objtype']): AlterTableMoveAllStmt {
  p.next();
  p.expectPair(KW.IN, KW.TABLESPACE);
  const origTablespacename = p.colId();
  let roles: AlterTableMoveAllStmt['roles'] = [];
  if (p.accept(KW.OWNED)) {
    p.expect(KW.BY);
    roles = parseRoleList(p);
  }
  p.expectPair(KW.SET, KW.TABLESPACE);
  const newTablespacename = p.colId();
  return { kind: 'AlterTableMoveAllStmt', origTablespacename, objtype, roles, newTablespacename, nowait: p.accept(KW.NOWAIT) };
}

function rename(renameType: ObjectType, newname: string, rest: Partial<RenameStmt>): RenameStmt {
  return {
    kind: 'RenameStmt',
    renameType,
    relationType: null,
    relation: null,
    object: null,
    subname: null,
    newname,
    behavior: 'restrict',
    missingOk: false,
    ...rest,
  };
}

function parseRenameRelation(p: Parser, objtype: ObjectType, relation: RangeVar, missingOk: boolean): RenameStmt {
  if (p.accept(KW.TO)) return rename(objtype, p.colId(), { relation, missingOk });
  if (objtype === 'table' && p.accept(KW.CONSTRAINT)) {
    const subname = p.colId();
    p.expect(KW.TO);
    return rename('tabConstraint', p.colId(), { relation, subname, missingOk });
  }
  if (objtype === 'index' || objtype === 'sequence') throw p.syntaxError();
  p.accept(KW.COLUMN);
  const subname = p.colId();
  p.expect(KW.TO);
  return rename('column', p.colId(), { relationType: objtype, relation, subname, missingOk });
}

/** [NO] DEPENDS ON EXTENSION name */
function parseDepends(p: Parser, objectType: ObjectType, relation: RangeVar | null, object: ObjectAddress | null): Statement {
  const remove = p.accept(KW.NO);
  p.expect(KW.DEPENDS);
  p.expectPair(KW.ON, KW.EXTENSION);
  return { kind: 'AlterObjectDependsStmt', objectType, relation, object, extname: p.colId(), remove };
}

/** POLICY, RULE or TRIGGER name ON table */
function parseAlterOnTable(p: Parser): Statement {
  const type = p.tok === KW.POLICY ? 'policy' : p.tok === KW.RULE ? 'rule' : 'trigger';
  p.next();
  const missingOk = type === 'policy' && parseIfExists(p);
  const subname = p.colId();
  p.expect(KW.ON);
  const relation = parseQualifiedName(p);
  if (p.accept(KW.RENAME)) {
    p.expect(KW.TO);
    return rename(type, p.colId(), { relation, subname, missingOk });
  }
  if (type === 'trigger') return parseDepends(p, type, relation, nameList([subname]));
  if (type === 'rule' || missingOk) throw p.syntaxError();
  return parseAlterPolicyRest(p, subname, relation);
}

/* ------------------------------------------------------------------ everything else */

const NO_RENAME = new Set<ObjectType>(['operator', 'extension', 'largeObject', 'accessMethod']);
/** RENAME goes on with ATTRIBUTE, VALUE or CONSTRAINT, too. */
const RENAMES_PARTS = new Set<ObjectType>(['type', 'domain']);
/** SET goes on with something else than SCHEMA, too. */
const SETS_MORE = new Set<ObjectType>(['domain', 'function', 'operator', 'procedure', 'routine', 'statisticExt', 'type']);
const SETS_SEARCH_PATH = new Set<ObjectType>(['function', 'procedure', 'routine']);
const HAS_OWNER = new Set<ObjectType>([
  'aggregate',
  'collation',
  'conversion',
  'database',
  'domain',
  'eventTrigger',
  'fdw',
  'foreignServer',
  'function',
  'language',
  'largeObject',
  'opclass',
  'operator',
  'opfamily',
  'procedure',
  'publication',
  'routine',
  'schema',
  'statisticExt',
  'subscription',
  'tablespace',
  'tsConfiguration',
  'tsDictionary',
  'type',
]);
const HAS_SCHEMA = new Set<ObjectType>([
  'aggregate',
  'collation',
  'conversion',
  'domain',
  'extension',
  'function',
  'opclass',
  'operator',
  'opfamily',
  'procedure',
  'routine',
  'statisticExt',
  'tsConfiguration',
  'tsDictionary',
  'tsParser',
  'tsTemplate',
  'type',
]);

function parseAlterObject(p: Parser): Statement {
  const { type, style } = parseObjectClass(p, candidate => {
    if (candidate.style === 'onTable' || candidate.style === 'cast' || candidate.style === 'transform') return false;
    return candidate.type !== 'column' && candidate.type !== 'accessMethod' && candidate.type !== 'role';
  });
  const missingOk = type === 'statisticExt' && parseIfExists(p);
  // ALTER TYPE and DOMAIN take a plain name, not any spelling of a type.
  const nameStyle: NameStyle = style === 'type' ? 'any' : style;
  const object = parseObjectName(p, nameStyle);
  if (!missingOk) {
    const shared = parseSharedAlteration(p, type, object);
    if (shared !== null) return shared;
  }
  const special = parseSpecialAlteration(p, type, object, missingOk);
  if (special === null) throw p.syntaxError();
  return special;
}

function parseSharedAlteration(p: Parser, type: ObjectType, object: ObjectAddress): Statement | null {
  const following = p.peek();
  if (p.tok === KW.RENAME && !NO_RENAME.has(type) && (following === KW.TO || !RENAMES_PARTS.has(type))) {
    p.next();
    p.expect(KW.TO);
    return rename(type, p.colId(), { object });
  }
  // OWNER is an option of databases, too.
  if (p.tok === KW.OWNER && HAS_OWNER.has(type) && (type !== 'database' || following === KW.TO)) {
    p.next();
    p.expect(KW.TO);
    return { kind: 'AlterOwnerStmt', objectType: type, object, newowner: parseRoleSpec(p) };
  }
  if (p.tok === KW.SET && HAS_SCHEMA.has(type) && (following === KW.SCHEMA || !SETS_MORE.has(type))) {
    const mark = p.mark();
    p.next();
    p.expect(KW.SCHEMA);
    if (p.tok !== T.STRING) return { kind: 'AlterObjectSchemaStmt', objectType: type, relation: null, object, newschema: p.colId(), missingOk: false };
    // SET SCHEMA 'name' sets a function's search_path.
    if (!SETS_SEARCH_PATH.has(type)) throw p.syntaxError();
    p.reset(mark);
  }
  return null;
}

function parseSpecialAlteration(p: Parser, type: ObjectType, object: ObjectAddress, missingOk: boolean): Statement | null {
  if (object.kind === 'NameList') return parseSpecialByName(p, type, object, missingOk);
  if (object.kind !== 'ObjectWithArgs') return null;
  if (type === 'operator') {
    p.expect(KW.SET);
    return { kind: 'AlterOperatorStmt', opername: object, options: parseOperatorDefinition(p) };
  }
  if (type === 'function' || type === 'procedure' || type === 'routine') return parseAlterFunctionRest(p, type, object);
  return null;
}

function parseAlterFunctionRest(p: Parser, objtype: ObjectType, func: ObjectWithArgs): Statement {
  if (p.tok === KW.DEPENDS || p.tok === KW.NO) return parseDepends(p, objtype, null, func);
  const actions = [];
  for (;;) {
    const option = parseCommonFunctionOption(p);
    if (option === null) break;
    actions.push(option);
  }
  if (actions.length === 0) throw p.syntaxError();
  p.accept(KW.RESTRICT);
  return { kind: 'AlterFunctionStmt', objtype, func, actions };
}

function parseSpecialByName(p: Parser, type: ObjectType, { names }: NameList, missingOk: boolean): Statement | null {
  const name = names[names.length - 1]!;
  switch (type) {
    case 'type':
      return parseAlterTypeRest(p, names);
    case 'domain':
      return parseAlterDomainRest(p, names);
    case 'extension':
      return parseAlterExtensionRest(p, name);
    case 'publication':
      return parseAlterPublicationRest(p, name);
    case 'subscription':
      return parseAlterSubscriptionRest(p, name);
    case 'fdw':
      return parseAlterFdw(p, name);
    case 'foreignServer':
      return parseAlterServer(p, name);
    case 'opfamily':
      return parseAlterOpFamilyRest(p, names.slice(1), names[0]!);
    case 'tsConfiguration':
    case 'tsDictionary':
      return parseAlterTextSearchRest(p, type, names);
    case 'database':
      return parseAlterDatabaseRest(p, name);
    case 'collation':
      p.expectPair(KW.REFRESH, KW.VERSION);
      return { kind: 'AlterCollationStmt', collname: names };
    case 'statisticExt':
      p.expectPair(KW.SET, KW.STATISTICS);
      return { kind: 'AlterStatsStmt', defnames: names, stxstattarget: parseSignedInteger(p), missingOk };
    case 'tablespace': {
      const isReset = p.accept(KW.RESET);
      if (!isReset) p.expect(KW.SET);
      return { kind: 'AlterTableSpaceOptionsStmt', tablespacename: name, options: parseReloptions(p), isReset };
    }
    case 'eventTrigger':
      return { kind: 'AlterEventTrigStmt', trigname: name, tgenabled: parseEnabled(p) };
    default:
      return null;
  }
}

function parseEnabled(p: Parser): AlterEventTrigStmt['tgenabled'] {
  if (p.accept(KW.DISABLE)) return 'D';
  p.expect(KW.ENABLE);
  if (p.accept(KW.REPLICA)) return 'R';
  return p.accept(KW.ALWAYS) ? 'A' : 'O';
}

function parseAlterDatabaseRest(p: Parser, dbname: string): Statement {
  if (p.tok === KW.SET && p.peek() === KW.TABLESPACE) {
    p.next();
    const location = p.start;
    p.next();
    const arg = { kind: 'AConst', valueKind: 'string', value: p.colId(), location } as const;
    const option = { kind: 'DefElem', defnamespace: null, defname: 'tablespace', arg, defaction: 'unspec', location } as const;
    return { kind: 'AlterDatabaseStmt', dbname, options: [option] };
  }
  if (p.tok === KW.SET || p.tok === KW.RESET) return { kind: 'AlterDatabaseSetStmt', dbname, setstmt: parseSetResetClause(p) };
  if (p.accept(KW.REFRESH)) {
    p.expectPair(KW.COLLATION, KW.VERSION);
    return { kind: 'AlterDatabaseRefreshCollStmt', dbname };
  }
  p.accept(KW.WITH);
  return { kind: 'AlterDatabaseStmt', dbname, options: parseDatabaseOptions(p) };
}
