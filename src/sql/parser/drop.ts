/** DROP of everything. */
import { KW } from '../lexer/index.js';
import type {
  DropOwnedStmt,
  DropRoleStmt,
  DropStmt,
  DropSubscriptionStmt,
  DropTableSpaceStmt,
  DropUserMappingStmt,
  DropdbStmt,
  ReassignOwnedStmt,
} from '../tree/index.js';
import { parseDatabaseDropOptions } from './databases.js';
import { parseRoleList, parseRoleSpec } from './names.js';
import { parseObjectClass, parseObjectName } from './object-names.js';
import { parseDropBehavior, parseIfExists, parseIfExistsOnly } from './options.js';
import { isUserMapping, parseAuthIdent } from './foreign.js';
import type { Parser } from './parser.js';

type Drop = DropStmt | DropRoleStmt | DropOwnedStmt | DropSubscriptionStmt | DropTableSpaceStmt | DropdbStmt | DropUserMappingStmt;

export function parseDrop(p: Parser): Drop {
  p.next();
  switch (p.tok) {
    case KW.USER:
      return isUserMapping(p) ? parseDropUserMapping(p) : parseDropRole(p);
    case KW.ROLE:
    case KW.GROUP:
      return parseDropRole(p);
    case KW.OWNED: {
      p.next();
      p.expect(KW.BY);
      const roles = parseRoleList(p);
      return { kind: 'DropOwnedStmt', roles, behavior: parseDropBehavior(p) };
    }
    case KW.DATABASE: {
      p.next();
      const missingOk = parseIfExists(p);
      const dbname = p.colId();
      return { kind: 'DropdbStmt', dbname, missingOk, options: parseDatabaseDropOptions(p) };
    }
    case KW.TABLESPACE: {
      p.next();
      const missingOk = parseIfExists(p);
      return { kind: 'DropTableSpaceStmt', tablespacename: p.colId(), missingOk };
    }
    case KW.SUBSCRIPTION: {
      p.next();
      const missingOk = parseIfExists(p);
      const subname = p.colId();
      return { kind: 'DropSubscriptionStmt', subname, missingOk, behavior: parseDropBehavior(p) };
    }
    default:
      return parseDropObjects(p);
  }
}

function parseDropRole(p: Parser): DropRoleStmt {
  p.next();
  const missingOk = parseIfExists(p);
  return { kind: 'DropRoleStmt', roles: parseRoleList(p), missingOk };
}

function parseDropUserMapping(p: Parser): DropUserMappingStmt {
  p.next();
  p.next();
  const missingOk = parseIfExistsOnly(p);
  p.expect(KW.FOR);
  const user = parseAuthIdent(p);
  p.expect(KW.SERVER);
  return { kind: 'DropUserMappingStmt', user, servername: p.colId(), missingOk };
}

function parseDropObjects(p: Parser): DropStmt {
  const { type, style } = parseObjectClass(p, candidate => {
    return candidate.type !== 'column' && candidate.type !== 'tabConstraint' && candidate.type !== 'largeObject';
  });
  const concurrent = type === 'index' && p.accept(KW.CONCURRENTLY);
  const missingOk = style === 'cast' || style === 'transform' ? parseIfExistsOnly(p) : parseIfExists(p);
  const takesList = style !== 'onTable' && style !== 'using' && style !== 'cast' && style !== 'transform';
  const objects = takesList ? p.list(q => parseObjectName(q, style)) : [parseObjectName(p, style)];
  return { kind: 'DropStmt', objects, removeType: type, behavior: parseDropBehavior(p), missingOk, concurrent };
}

export function parseReassignOwned(p: Parser): ReassignOwnedStmt {
  p.next();
  p.expectPair(KW.OWNED, KW.BY);
  const roles = parseRoleList(p);
  p.expect(KW.TO);
  return { kind: 'ReassignOwnedStmt', roles, newrole: parseRoleSpec(p) };
}
