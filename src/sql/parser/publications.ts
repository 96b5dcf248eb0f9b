/** Publications and subscriptions of logical replication. */
import { KW, T } from '../lexer/index.js';
import type {
  AlterPublicationStmt,
  AlterSubscriptionStmt,
  CreatePublicationStmt,
  CreateSubscriptionStmt,
  Expression,
  PublicationObject,
  RangeVar,
} from '../tree/index.js';
import { parseExpr } from './expressions.js';
import { parseNameList, parseOptionalParenNameList, parseQualifiedName, parseRelationExpr, parseString } from './names.js';
import { booleanConst, defElem, parseDefinition, parseOptDefinition } from './options.js';
import type { Mutable, Parser } from './parser.js';

/** PUBLICATION has been read. */
export function parseCreatePublication(p: Parser): CreatePublicationStmt {
  const pubname = p.colId();
  let drafts: Draft[] = [];
  let forAllTables = false;
  if (p.accept(KW.FOR)) {
    forAllTables = p.accept(KW.ALL);
    if (forAllTables) p.expect(KW.TABLES);
    else drafts = p.list(parsePublicationObject);
  }
  const options = parseOptDefinition(p);
  return { kind: 'CreatePublicationStmt', pubname, options, pubobjects: resolveObjects(p, drafts), forAllTables };
}

/** `continues`: nothing says what kind of object it is; `isName`: one word that may be a schema's. */
type Draft = Mutable<PublicationObject> & { continues: boolean; isName: boolean };

/** A bare name continues the kind of object before it. */
function resolveObjects(p: Parser, drafts: readonly Draft[]): PublicationObject[] {
  let previous: PublicationObject['pubobjtype'] | null = null;
  return drafts.map(({ continues, isName, ...object }) => {
    if (continues) {
      if (previous === null) {
        throw Object.assign(p.error('invalid publication object list', object.location), {
          detail: 'One of TABLE or TABLES IN SCHEMA must be specified before a standalone table or schema name.',
        });
      }
      resolveContinuation(p, object, isName, previous);
    }
    previous = object.pubobjtype === 'table' ? 'table' : 'tablesInSchema';
    return object;
  });
}

function resolveContinuation(p: Parser, object: Mutable<PublicationObject>, isName: boolean, kind: PublicationObject['pubobjtype']): void {
  if (kind === 'table') {
    if (object.relation === null) throw p.error('invalid table name', object.location);
    return;
  }
  if (object.whereClause !== null) throw p.error('WHERE clause not allowed for schema', object.location);
  if (object.columns.length > 0) throw p.error('column specification not allowed for schema', object.location);
  if (object.relation !== null) {
    if (!isName) throw p.error('invalid schema name', object.location);
    object.name = object.relation.relname;
    object.relation = null;
    object.pubobjtype = 'tablesInSchema';
  } else {
    object.pubobjtype = 'tablesInCurrentSchema';
  }
}

function parsePublicationObject(p: Parser): Draft {
  const location = p.start;
  const draft: Draft = {
    kind: 'PublicationObject',
    pubobjtype: 'table',
    name: null,
    relation: null,
    columns: [],
    whereClause: null,
    location,
    continues: false,
    isName: false,
  };
  if (p.tok === KW.TABLES && p.peek() === KW.IN) {
    p.next();
    p.next();
    p.expect(KW.SCHEMA);
    if (p.accept(KW.CURRENT_SCHEMA)) {
      draft.pubobjtype = 'tablesInCurrentSchema';
    } else {
      draft.pubobjtype = 'tablesInSchema';
      draft.name = p.colId();
    }
    return draft;
  }
  draft.continues = !p.accept(KW.TABLE);
  if (draft.continues && p.accept(KW.CURRENT_SCHEMA)) return draft;
  const isOnly = p.tok === KW.ONLY;
  const relation: RangeVar = isOnly ? parseRelationExpr(p) : parseQualifiedName(p);
  const isExtended = isOnly || p.accept(T.STAR);
  // PostgreSQL leaves the location out here.
  if (draft.continues && isExtended) draft.location = 0;
  draft.isName = !isExtended && relation.schemaname === null;
  draft.relation = relation;
  draft.columns = parseOptionalParenNameList(p);
  draft.whereClause = parseRowFilter(p);
  return draft;
}

function parseRowFilter(p: Parser): Expression | null {
  if (!p.accept(KW.WHERE)) return null;
  p.expect(T.LPAREN);
  const filter = parseExpr(p);
  p.expect(T.RPAREN);
  return filter;
}

/** SET (…), or ADD / SET / DROP objects; null when it is none of them. */
export function parseAlterPublicationRest(p: Parser, pubname: string): AlterPublicationStmt | null {
  if (p.tok !== KW.ADD && p.tok !== KW.SET && p.tok !== KW.DROP) return null;
  const action = p.tok === KW.ADD ? 'add' : p.tok === KW.DROP ? 'drop' : 'set';
  p.next();
  if (action === 'set' && p.tok === T.LPAREN) {
    return { kind: 'AlterPublicationStmt', pubname, options: parseDefinition(p), pubobjects: [], action: 'options' };
  }
  return { kind: 'AlterPublicationStmt', pubname, options: [], pubobjects: resolveObjects(p, p.list(parsePublicationObject)), action };
}

/** SUBSCRIPTION has been read. */
export function parseCreateSubscription(p: Parser): CreateSubscriptionStmt {
  const subname = p.colId();
  p.expect(KW.CONNECTION);
  const conninfo = parseString(p);
  p.expect(KW.PUBLICATION);
  const publication = parseNameList(p);
  return { kind: 'CreateSubscriptionStmt', subname, conninfo, publication, options: parseOptDefinition(p) };
}

/** What follows the name in ALTER SUBSCRIPTION; null when it is a generic alteration. */
export function parseAlterSubscriptionRest(p: Parser, subname: string): AlterSubscriptionStmt | null {
  const node: Mutable<AlterSubscriptionStmt> = {
    kind: 'AlterSubscriptionStmt',
    subname,
    alterKind: 'options',
    conninfo: null,
    publication: [],
    options: [],
  };
  const location = p.start;
  switch (p.tok) {
    case KW.SET:
      p.next();
      if (p.tok === T.LPAREN) {
        node.options = parseDefinition(p);
        return node;
      }
      return parsePublicationChange(p, node, 'setPublication');
    case KW.ADD:
      p.next();
      return parsePublicationChange(p, node, 'addPublication');
    case KW.DROP:
      p.next();
      return parsePublicationChange(p, node, 'dropPublication');
    case KW.CONNECTION:
      p.next();
      node.alterKind = 'connection';
      node.conninfo = parseString(p);
      return node;
    case KW.REFRESH:
      p.next();
      p.expect(KW.PUBLICATION);
      node.alterKind = 'refresh';
      node.options = parseOptDefinition(p);
      return node;
    case KW.ENABLE:
    case KW.DISABLE:
      node.options = [defElem('enabled', booleanConst(p.tok === KW.ENABLE, location), location)];
      p.next();
      node.alterKind = 'enabled';
      return node;
    case KW.SKIP:
      p.next();
      node.alterKind = 'skip';
      node.options = parseDefinition(p);
      return node;
    default:
      return null;
  }
}

function parsePublicationChange(p: Parser, node: Mutable<AlterSubscriptionStmt>, alterKind: AlterSubscriptionStmt['alterKind']): AlterSubscriptionStmt {
  p.expect(KW.PUBLICATION);
  node.alterKind = alterKind;
  node.publication = parseNameList(p);
  node.options = parseOptDefinition(p);
  return node;
}
