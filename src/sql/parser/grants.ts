/** GRANT, REVOKE, ALTER DEFAULT PRIVILEGES, policies. */
import { FLAG, KW, T } from '../lexer/index.js';
import type {
  AccessPriv,
  AlterDefaultPrivilegesStmt,
  AlterPolicyStmt,
  CreatePolicyStmt,
  DefElem,
  Expression,
  GrantRoleStmt,
  GrantStmt,
  NameList,
  ObjectType,
  RoleSpec,
} from '../tree/index.js';
import { parseExpr } from './expressions.js';
import { parseFunctionWithArgs } from './function-args.js';
import {
  parseAnyName,
  parseNameList,
  parseNumericOnly,
  parseOptionalParenNameList,
  parseQualifiedName,
  parseQualifiedNameList,
  parseRoleList,
  parseRoleSpec,
} from './names.js';
import { nameList } from './object-names.js';
import { defElem, parseDropBehavior } from './options.js';
import { parseVariableName } from './transactions.js';
import type { Mutable, Parser } from './parser.js';

type Privileges = AccessPriv[];

export function parseGrant(p: Parser): GrantStmt | GrantRoleStmt {
  p.next();
  const privileges = parsePrivileges(p);
  if (p.tok === KW.TO && privileges.length > 0) return finishGrantRole(p, privileges, true, false);
  return finishGrant(p, privileges, true, false);
}

export function parseRevoke(p: Parser): GrantStmt | GrantRoleStmt {
  p.next();
  if (p.tok === KW.ADMIN && p.peek() === KW.OPTION) {
    p.next();
    p.next();
    p.expect(KW.FOR);
    return finishGrantRole(p, parsePrivileges(p), false, true);
  }
  let grantOption = false;
  if (p.tok === KW.GRANT) {
    p.next();
    p.expectPair(KW.OPTION, KW.FOR);
    grantOption = true;
  }
  const privileges = parsePrivileges(p);
  if (!grantOption && p.tok === KW.FROM && privileges.length > 0) return finishGrantRole(p, privileges, false, false);
  return finishGrant(p, privileges, false, grantOption);
}

/** ALL [PRIVILEGES] [(columns)], or a list; empty for plain ALL. */
function parsePrivileges(p: Parser): Privileges {
  if (p.accept(KW.ALL)) {
    p.accept(KW.PRIVILEGES);
    const cols = parseOptionalParenNameList(p);
    return cols.length === 0 ? [] : [{ kind: 'AccessPriv', privName: null, cols }];
  }
  return p.list(parsePrivilege);
}

function parsePrivilege(p: Parser): AccessPriv {
  if (p.tok === KW.ALTER && p.peek() === KW.SYSTEM) {
    p.next();
    p.next();
    return { kind: 'AccessPriv', privName: 'alter system', cols: [] };
  }
  const isWord = p.tok === KW.SELECT || p.tok === KW.REFERENCES || p.tok === KW.CREATE;
  const privName = p.word(isWord ? FLAG.LABEL : FLAG.COL_ID);
  return { kind: 'AccessPriv', privName, cols: parseOptionalParenNameList(p) };
}

function parseGrantedBy(p: Parser): RoleSpec | null {
  if (!p.accept(KW.GRANTED)) return null;
  p.expect(KW.BY);
  return parseRoleSpec(p);
}

function finishGrantRole(p: Parser, grantedRoles: Privileges, isGrant: boolean, adminFor: boolean): GrantRoleStmt {
  p.expect(isGrant ? KW.TO : KW.FROM);
  const granteeRoles = parseRoleList(p);
  let adminOpt = adminFor;
  if (isGrant && p.accept(KW.WITH)) {
    p.expectPair(KW.ADMIN, KW.OPTION);
    adminOpt = true;
  }
  const grantor = parseGrantedBy(p);
  const behavior = isGrant ? 'restrict' : parseDropBehavior(p);
  return { kind: 'GrantRoleStmt', grantedRoles, granteeRoles, isGrant, adminOpt, grantor, behavior };
}

function finishGrant(p: Parser, privileges: Privileges, isGrant: boolean, revokeOption: boolean): GrantStmt {
  p.expect(KW.ON);
  const target = parseGrantTarget(p);
  p.expect(isGrant ? KW.TO : KW.FROM);
  const grantees = parseGranteeList(p);
  const grantOption = isGrant ? parseGrantOption(p) : revokeOption;
  const grantor = parseGrantedBy(p);
  const behavior = isGrant ? 'restrict' : parseDropBehavior(p);
  return { kind: 'GrantStmt', isGrant, ...target, privileges, grantees, grantOption, grantor, behavior };
}

function parseGrantOption(p: Parser): boolean {
  if (!p.accept(KW.WITH)) return false;
  p.expectPair(KW.GRANT, KW.OPTION);
  return true;
}

function parseGranteeList(p: Parser): RoleSpec[] {
  return p.list(q => {
    q.accept(KW.GROUP);
    return parseRoleSpec(q);
  });
}

type GrantTarget = Pick<GrantStmt, 'targtype' | 'objtype' | 'objects'>;

const ALL_IN_SCHEMA: readonly (readonly [number, ObjectType])[] = [
  [KW.TABLES, 'table'],
  [KW.SEQUENCES, 'sequence'],
  [KW.FUNCTIONS, 'function'],
  [KW.PROCEDURES, 'procedure'],
  [KW.ROUTINES, 'routine'],
];

function singleNames(p: Parser): NameList[] {
  return parseNameList(p).map(name => nameList([name]));
}

function parseGrantTarget(p: Parser): GrantTarget {
  const objects = (objtype: ObjectType, list: GrantStmt['objects']): GrantTarget => ({ targtype: 'object', objtype, objects: list });
  const following = p.peek();
  // Most of the words below are names of tables, too.
  const isName = following === KW.TO || following === KW.FROM || following === T.COMMA || following === T.DOT || following === T.LBRACKET;
  if (isName && p.hasFlag(FLAG.COL_ID)) return objects('table', parseQualifiedNameList(p));
  switch (p.tok) {
    case KW.TABLE:
      p.next();
      return objects('table', parseQualifiedNameList(p));
    case KW.SEQUENCE:
      p.next();
      return objects('sequence', parseQualifiedNameList(p));
    case KW.FOREIGN:
      p.next();
      if (p.accept(KW.SERVER)) return objects('foreignServer', singleNames(p));
      p.expectPair(KW.DATA, KW.WRAPPER);
      return objects('fdw', singleNames(p));
    case KW.FUNCTION:
      p.next();
      return objects('function', p.list(parseFunctionWithArgs));
    case KW.PROCEDURE:
      p.next();
      return objects('procedure', p.list(parseFunctionWithArgs));
    case KW.ROUTINE:
      p.next();
      return objects('routine', p.list(parseFunctionWithArgs));
    case KW.DATABASE:
      p.next();
      return objects('database', singleNames(p));
    case KW.DOMAIN:
      p.next();
      return objects(
        'domain',
        p.list(q => nameList(parseAnyName(q))),
      );
    case KW.LANGUAGE:
      p.next();
      return objects('language', singleNames(p));
    case KW.LARGE:
      p.next();
      p.expect(KW.OBJECT);
      return objects(
        'largeObject',
        p.list(q => nameList([String(parseNumericOnly(q).value)])),
      );
    case KW.PARAMETER:
      p.next();
      return objects(
        'parameter',
        p.list(q => nameList([parseVariableName(q)])),
      );
    case KW.SCHEMA:
      p.next();
      return objects('schema', singleNames(p));
    case KW.TABLESPACE:
      p.next();
      return objects('tablespace', singleNames(p));
    case KW.TYPE:
      p.next();
      return objects(
        'type',
        p.list(q => nameList(parseAnyName(q))),
      );
    case KW.ALL: {
      p.next();
      const row = ALL_IN_SCHEMA.find(([tok]) => tok === p.tok);
      if (row === undefined) throw p.syntaxError();
      p.next();
      p.expectPair(KW.IN, KW.SCHEMA);
      return { targtype: 'allInSchema', objtype: row[1], objects: singleNames(p) };
    }
    default:
      return objects('table', parseQualifiedNameList(p));
  }
}

/** ALTER DEFAULT PRIVILEGES; ALTER DEFAULT has been read. */
export function parseAlterDefaultPrivileges(p: Parser): AlterDefaultPrivilegesStmt {
  p.expect(KW.PRIVILEGES);
  const options: DefElem[] = [];
  for (;;) {
    const location = p.start;
    if (p.accept(KW.IN)) {
      p.expect(KW.SCHEMA);
      options.push(defElem('schemas', nameList(parseNameList(p)), location));
    } else if (p.accept(KW.FOR)) {
      if (!p.accept(KW.ROLE)) p.expect(KW.USER);
      options.push(defElem('roles', { kind: 'RoleSpecList', roles: parseRoleList(p) }, location));
    } else {
      break;
    }
  }
  return { kind: 'AlterDefaultPrivilegesStmt', options, action: parseDefaultAction(p) };
}

const DEFAULT_TARGETS: readonly (readonly [number, ObjectType])[] = [
  [KW.TABLES, 'table'],
  [KW.FUNCTIONS, 'function'],
  [KW.ROUTINES, 'function'],
  [KW.SEQUENCES, 'sequence'],
  [KW.TYPES, 'type'],
  [KW.SCHEMAS, 'schema'],
];

function parseDefaultAction(p: Parser): GrantStmt {
  const isGrant = p.accept(KW.GRANT);
  let revokeOption = false;
  if (!isGrant) {
    p.expect(KW.REVOKE);
    if (p.accept(KW.GRANT)) {
      p.expectPair(KW.OPTION, KW.FOR);
      revokeOption = true;
    }
  }
  const privileges = parsePrivileges(p);
  p.expect(KW.ON);
  const row = DEFAULT_TARGETS.find(([tok]) => tok === p.tok);
  if (row === undefined) throw p.syntaxError();
  p.next();
  p.expect(isGrant ? KW.TO : KW.FROM);
  const grantees = parseGranteeList(p);
  const grantOption = isGrant ? parseGrantOption(p) : revokeOption;
  const behavior = isGrant ? 'restrict' : parseDropBehavior(p);
  return { kind: 'GrantStmt', isGrant, targtype: 'defaults', objtype: row[1], objects: [], privileges, grantees, grantOption, grantor: null, behavior };
}

/* ------------------------------------------------------------------ policies */

/** POLICY has been read. */
export function parseCreatePolicy(p: Parser): CreatePolicyStmt {
  const policyName = p.colId();
  p.expect(KW.ON);
  const node: Mutable<CreatePolicyStmt> = {
    kind: 'CreatePolicyStmt',
    policyName,
    table: parseQualifiedName(p),
    cmdName: 'all',
    permissive: true,
    roles: [],
    qual: null,
    withCheck: null,
  };
  if (p.accept(KW.AS)) {
    const location = p.start;
    const word = p.text(T.IDENT);
    if (word !== 'permissive' && word !== 'restrictive') {
      throw Object.assign(p.error(`unrecognized row security option "${word}"`, location), {
        hint: 'Only PERMISSIVE or RESTRICTIVE policies are supported currently.',
      });
    }
    node.permissive = word === 'permissive';
  }
  if (p.accept(KW.FOR)) {
    const tok = p.tok;
    if (tok !== KW.ALL && tok !== KW.SELECT && tok !== KW.INSERT && tok !== KW.UPDATE && tok !== KW.DELETE) throw p.syntaxError();
    node.cmdName = p.value;
    p.next();
  }
  node.roles = p.accept(KW.TO) ? parseRoleList(p) : [{ kind: 'RoleSpec', roletype: 'public', rolename: null, location: -1 }];
  Object.assign(node, parsePolicyExpressions(p));
  return node;
}

function parsePolicyExpressions(p: Parser): { qual: Expression | null; withCheck: Expression | null } {
  let qual: Expression | null = null;
  let withCheck: Expression | null = null;
  if (p.accept(KW.USING)) {
    p.expect(T.LPAREN);
    qual = parseExpr(p);
    p.expect(T.RPAREN);
  }
  if (p.accept(KW.WITH)) {
    p.expectPair(KW.CHECK, T.LPAREN);
    withCheck = parseExpr(p);
    p.expect(T.RPAREN);
  }
  return { qual, withCheck };
}

/** What follows the name and table in ALTER POLICY name ON table. */
export function parseAlterPolicyRest(p: Parser, policyName: string, table: AlterPolicyStmt['table']): AlterPolicyStmt {
  const roles = p.accept(KW.TO) ? parseRoleList(p) : null;
  return { kind: 'AlterPolicyStmt', policyName, table, roles, ...parsePolicyExpressions(p) };
}
