/** Which rule a CREATE belongs to. */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type { CreateSchemaStmt, CreateTableAsStmt, Statement } from '../tree/index.js';
import { parseAttributeBits } from './columns.js';
import { parseCreateTable, parseCreateTableAs, parsePersistence } from './create-table.js';
import { parseCreateDatabase, parseCreateExtension, parseCreateTableSpace } from './databases.js';
import { parseCreateAggregate, parseCreateCollation, parseCreateDomain, parseCreateOperator, parseCreateTextSearch, parseCreateType } from './definitions.js';
import {
  parseCreateAccessMethod,
  parseCreateCast,
  parseCreateConversion,
  parseCreateLanguage,
  parseCreateOpClass,
  parseCreateOpFamily,
  parseCreateStatistics,
  parseCreateTransform,
} from './extensibility.js';
import { parseExpr } from './expressions.js';
import { isUserMapping, parseCreateFdw, parseCreateForeignTable, parseCreateServer, parseCreateUserMapping } from './foreign.js';
import { parseCreateFunction } from './functions.js';
import { parseCreatePolicy, parseGrant } from './grants.js';
import { parseAnyName, parseQualifiedName } from './names.js';
import { parseIfNotExists } from './options.js';
import { parseCreatePublication, parseCreateSubscription } from './publications.js';
import { parseCreateIndex, parseCreateMatView, parseCreateSchema, parseCreateView } from './relations.js';
import { parseCreateRole } from './roles.js';
import { parseCreateSequence } from './sequences.js';
import { parseCreateEventTrigger, parseCreateRule, parseCreateTrigger } from './triggers.js';
import type { Parser } from './parser.js';

/** @param isElement: inside CREATE SCHEMA, where there is no CREATE TABLE … AS. */
export function parseCreate(p: Parser, isElement = false): Statement {
  p.next();
  if (p.accept(KW.OR)) {
    p.expect(KW.REPLACE);
    return parseReplaceable(p, true);
  }
  const tok = p.tok;
  switch (tok) {
    case KW.TABLE:
      p.next();
      return parseCreateTable(p, 'p', isElement);
    case KW.TEMP:
    case KW.TEMPORARY:
    case KW.LOCAL:
    case KW.GLOBAL:
    case KW.UNLOGGED:
      return parseCreateWithPersistence(p, isElement);
    case KW.UNIQUE:
      p.next();
      p.expect(KW.INDEX);
      return parseCreateIndex(p, true);
    case KW.INDEX:
      p.next();
      return parseCreateIndex(p, false);
    case KW.MATERIALIZED:
      p.next();
      p.expect(KW.VIEW);
      return parseCreateMatView(p, false);
    case KW.SEQUENCE:
      p.next();
      return parseCreateSequence(p, 'p');
    case KW.SCHEMA:
      p.next();
      return parseCreateSchema(p);
    case KW.TYPE:
      p.next();
      return parseCreateType(p);
    case KW.DOMAIN:
      p.next();
      return parseCreateDomain(p);
    case KW.EXTENSION:
      p.next();
      return parseCreateExtension(p);
    case KW.USER:
      if (!isUserMapping(p)) return parseCreateRole(p);
      p.next();
      p.next();
      return parseCreateUserMapping(p);
    case KW.ROLE:
    case KW.GROUP:
      return parseCreateRole(p);
    case KW.POLICY:
      p.next();
      return parseCreatePolicy(p);
    case KW.DATABASE:
      p.next();
      return parseCreateDatabase(p);
    case KW.TABLESPACE:
      p.next();
      return parseCreateTableSpace(p);
    case KW.STATISTICS:
      p.next();
      return parseCreateStatistics(p);
    case KW.COLLATION:
      p.next();
      return parseCreateCollation(p);
    default:
      return parseCreateOther(p);
  }
}

function parseCreateOther(p: Parser): Statement {
  switch (p.tok) {
    case KW.EVENT:
      p.next();
      p.expect(KW.TRIGGER);
      return parseCreateEventTrigger(p);
    case KW.FOREIGN:
      p.next();
      if (p.accept(KW.TABLE)) return parseCreateForeignTable(p);
      p.expectPair(KW.DATA, KW.WRAPPER);
      return parseCreateFdw(p);
    case KW.SERVER:
      p.next();
      return parseCreateServer(p);
    case KW.PUBLICATION:
      p.next();
      return parseCreatePublication(p);
    case KW.SUBSCRIPTION:
      p.next();
      return parseCreateSubscription(p);
    case KW.OPERATOR:
      p.next();
      // These two are schemas' names, too.
      if (p.peek() === T.DOT) return parseCreateOperator(p);
      if (p.accept(KW.CLASS)) return parseCreateOpClass(p);
      return p.accept(KW.FAMILY) ? parseCreateOpFamily(p) : parseCreateOperator(p);
    case KW.TEXT:
      p.next();
      return parseCreateTextSearch(p);
    case KW.CAST:
      p.next();
      return parseCreateCast(p);
    case KW.CONVERSION:
      p.next();
      return parseCreateConversion(p, false);
    case KW.DEFAULT:
      p.next();
      p.expect(KW.CONVERSION);
      return parseCreateConversion(p, true);
    case KW.ACCESS:
      p.next();
      p.expect(KW.METHOD);
      return parseCreateAccessMethod(p);
    case KW.ASSERTION:
      p.next();
      return parseCreateAssertion(p);
    default:
      return parseReplaceable(p, false);
  }
}

/** ASSERTION has been read: the grammar has it, and nothing else. */
function parseCreateAssertion(p: Parser): never {
  parseAnyName(p);
  p.expectPair(KW.CHECK, T.LPAREN);
  parseExpr(p);
  p.expect(T.RPAREN);
  parseAttributeBits(p);
  throw new PgError('feature_not_supported', 'CREATE ASSERTION is not yet implemented');
}

/** TEMP, UNLOGGED and the like: a table, sequence or view. */
function parseCreateWithPersistence(p: Parser, isElement: boolean): Statement {
  const persistence = parsePersistence(p);
  if (p.accept(KW.TABLE)) return parseCreateTable(p, persistence, isElement);
  if (p.accept(KW.SEQUENCE)) return parseCreateSequence(p, persistence);
  if (persistence === 'u' && p.accept(KW.MATERIALIZED)) {
    p.expect(KW.VIEW);
    return parseCreateMatView(p, true);
  }
  const recursive = p.accept(KW.RECURSIVE);
  p.expect(KW.VIEW);
  return parseCreateView(p, false, persistence, recursive);
}

/** What may be created OR REPLACEd. */
function parseReplaceable(p: Parser, replace: boolean): Statement {
  const tok = p.tok;
  switch (tok) {
    case KW.TEMP:
    case KW.TEMPORARY:
    case KW.LOCAL:
    case KW.GLOBAL:
    case KW.UNLOGGED:
    case KW.RECURSIVE:
    case KW.VIEW: {
      const persistence = parsePersistence(p);
      const recursive = p.accept(KW.RECURSIVE);
      p.expect(KW.VIEW);
      return parseCreateView(p, replace, persistence, recursive);
    }
    case KW.FUNCTION:
      p.next();
      return parseCreateFunction(p, replace, false);
    case KW.PROCEDURE:
      p.next();
      return parseCreateFunction(p, replace, true);
    case KW.AGGREGATE:
      p.next();
      return parseCreateAggregate(p, replace);
    case KW.TRIGGER:
      p.next();
      return parseCreateTrigger(p, replace, false);
    case KW.CONSTRAINT:
      p.next();
      p.expect(KW.TRIGGER);
      return parseCreateTrigger(p, replace, true);
    case KW.RULE:
      p.next();
      return parseCreateRule(p, replace);
    case KW.TRANSFORM:
      p.next();
      return parseCreateTransform(p, replace);
    case KW.TRUSTED:
    case KW.PROCEDURAL:
    case KW.LANGUAGE: {
      const trusted = p.accept(KW.TRUSTED);
      p.accept(KW.PROCEDURAL);
      p.expect(KW.LANGUAGE);
      return parseCreateLanguage(p, replace, trusted);
    }
    default:
      throw p.syntaxError();
  }
}

/** CREATE TABLE … AS or CREATE MATERIALIZED VIEW, which EXPLAIN takes. */
export function parseCreateAs(p: Parser): CreateTableAsStmt {
  p.next();
  const persistence = parsePersistence(p);
  if ((persistence === 'p' || persistence === 'u') && p.accept(KW.MATERIALIZED)) {
    p.expect(KW.VIEW);
    return parseCreateMatView(p, persistence === 'u');
  }
  p.expect(KW.TABLE);
  const ifNotExists = parseIfNotExists(p);
  return parseCreateTableAs(p, { ...parseQualifiedName(p), relpersistence: persistence }, 'table', ifNotExists);
}

/** What a CREATE inside CREATE SCHEMA may go on with. */
const SCHEMA_ELEMENTS = new Set<number>([
  KW.TABLE,
  KW.TEMP,
  KW.TEMPORARY,
  KW.LOCAL,
  KW.GLOBAL,
  KW.UNLOGGED,
  KW.UNIQUE,
  KW.INDEX,
  KW.SEQUENCE,
  KW.TRIGGER,
  KW.CONSTRAINT,
  KW.RECURSIVE,
  KW.VIEW,
  KW.OR,
]);

/** A statement inside CREATE SCHEMA: CREATE TABLE, INDEX, SEQUENCE, TRIGGER, VIEW, or GRANT. */
export function parseSchemaElement(p: Parser): CreateSchemaStmt['schemaElts'][number] {
  const location = p.start;
  if (p.tok === KW.CREATE && !SCHEMA_ELEMENTS.has(p.peek())) {
    p.next();
    throw p.syntaxError();
  }
  const statement = p.tok === KW.GRANT ? parseGrant(p) : parseCreate(p, true);
  switch (statement.kind) {
    case 'CreateStmt':
    case 'IndexStmt':
    case 'CreateSeqStmt':
    case 'CreateTrigStmt':
    case 'GrantStmt':
    case 'ViewStmt':
      return statement;
    default:
      throw p.error(`syntax error at or near "${p.source.slice(location, p.previousEnd)}"`, location);
  }
}
