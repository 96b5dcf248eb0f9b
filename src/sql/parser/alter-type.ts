/** ALTER TYPE and ALTER DOMAIN beyond what all objects share. */
import { KW, T } from '../lexer/index.js';
import type { AlterDomainStmt, AlterEnumStmt, RangeVar, Statement } from '../tree/index.js';
import { parseAlterTypeCommands } from './alter-table.js';
import { parseTableConstraint } from './columns.js';
import { parseExpr } from './expressions.js';
import { parseRoleSpec, parseString, rangeVarOf } from './names.js';
import { nameList } from './object-names.js';
import { parseDropBehavior, parseIfExists, parseIfNotExistsOnly, parseOperatorDefinition } from './options.js';
import type { Mutable, Parser } from './parser.js';

export function parseAlterTypeRest(p: Parser, typeName: readonly string[]): Statement {
  if (p.tok === KW.RENAME) {
    p.next();
    if (p.accept(KW.VALUE)) return parseRenameValue(p, typeName);
    p.expect(KW.ATTRIBUTE);
    const subname = p.colId();
    p.expect(KW.TO);
    const newname = p.colId();
    const behavior = parseDropBehavior(p);
    return {
      kind: 'RenameStmt',
      renameType: 'attribute',
      relationType: 'type',
      relation: typeRelation(p, typeName),
      object: null,
      subname,
      newname,
      behavior,
      missingOk: false,
    };
  }
  if (p.tok === KW.ADD && p.peek() === KW.VALUE) return parseAddValue(p, typeName);
  if (p.tok === KW.DROP && p.peek() === KW.VALUE) {
    const location = p.start;
    p.next();
    p.next();
    parseString(p);
    throw Object.assign(p.error('dropping an enum value is not implemented', location), { code: '0A000' });
  }
  if (p.tok === KW.SET) {
    p.next();
    if (p.tok !== T.LPAREN) throw p.syntaxError();
    return { kind: 'AlterTypeStmt', typeName, options: parseOperatorDefinition(p) };
  }
  const cmds = parseAlterTypeCommands(p);
  return { kind: 'AlterTableStmt', relation: typeRelation(p, typeName), cmds, objtype: 'type', missingOk: false };
}

function typeRelation(p: Parser, names: readonly string[]): RangeVar {
  return rangeVarOf(p, names, -1);
}

function enumChange(typeName: readonly string[], newVal: string): Mutable<AlterEnumStmt> {
  return { kind: 'AlterEnumStmt', typeName, oldVal: null, newVal, newValNeighbor: null, newValIsAfter: true, skipIfNewValExists: false };
}

function parseRenameValue(p: Parser, typeName: readonly string[]): AlterEnumStmt {
  const oldVal = parseString(p);
  p.expect(KW.TO);
  const node = enumChange(typeName, parseString(p));
  node.oldVal = oldVal;
  node.newValIsAfter = false;
  return node;
}

function parseAddValue(p: Parser, typeName: readonly string[]): AlterEnumStmt {
  p.next();
  p.next();
  const skipIfNewValExists = parseIfNotExistsOnly(p);
  const node = enumChange(typeName, parseString(p));
  node.skipIfNewValExists = skipIfNewValExists;
  if (p.accept(KW.BEFORE)) {
    node.newValNeighbor = parseString(p);
    node.newValIsAfter = false;
  } else if (p.accept(KW.AFTER)) {
    node.newValNeighbor = parseString(p);
  }
  return node;
}

export function parseAlterDomainRest(p: Parser, typeName: readonly string[]): Statement {
  const node: Mutable<AlterDomainStmt> = {
    kind: 'AlterDomainStmt',
    subtype: 'default',
    typeName,
    name: null,
    def: null,
    behavior: 'restrict',
    missingOk: false,
  };
  const tok = p.tok;
  switch (tok) {
    case KW.SET:
    case KW.DROP:
      p.next();
      if (p.accept(KW.DEFAULT)) {
        if (tok === KW.SET) node.def = parseExpr(p);
      } else if (p.accept(KW.NOT)) {
        p.expect(KW.NULL);
        node.subtype = tok === KW.SET ? 'setNotNull' : 'dropNotNull';
      } else {
        if (tok === KW.SET) throw p.syntaxError();
        p.expect(KW.CONSTRAINT);
        node.subtype = 'dropConstraint';
        node.missingOk = parseIfExists(p);
        node.name = p.colId();
        node.behavior = parseDropBehavior(p);
      }
      return node;
    case KW.ADD:
      p.next();
      node.subtype = 'addConstraint';
      node.def = parseTableConstraint(p);
      return node;
    case KW.VALIDATE:
      p.next();
      p.expect(KW.CONSTRAINT);
      node.subtype = 'validateConstraint';
      node.name = p.colId();
      return node;
    case KW.RENAME: {
      p.next();
      p.expect(KW.CONSTRAINT);
      const subname = p.colId();
      p.expect(KW.TO);
      return {
        kind: 'RenameStmt',
        renameType: 'domainConstraint',
        relationType: null,
        relation: null,
        object: nameList(typeName),
        subname,
        newname: p.colId(),
        behavior: 'restrict',
        missingOk: false,
      };
    }
    case KW.OWNER:
      p.next();
      p.expect(KW.TO);
      return { kind: 'AlterOwnerStmt', objectType: 'domain', object: nameList(typeName), newowner: parseRoleSpec(p) };
    default:
      throw p.syntaxError();
  }
}
