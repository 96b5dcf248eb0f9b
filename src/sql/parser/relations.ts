/** CREATE INDEX, VIEW, MATERIALIZED VIEW and SCHEMA. */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type {
  CommonTableExpr,
  CreateSchemaStmt,
  CreateTableAsStmt,
  Expression,
  IndexStmt,
  RangeVar,
  RefreshMatViewStmt,
  ResTarget,
  SelectStmt,
  ViewStmt,
} from '../tree/index.js';
import { parseNullTreatment } from './columns.js';
import { parseCreateTableAs, parseTableSpace, parseWithData } from './create-table.js';
import { parseExpr } from './expressions.js';
import { parseIndexElem } from './index-elements.js';
import { parseNameList, parseOptionalParenNameList, parseQualifiedName, parseRelationExpr, parseRoleSpec } from './names.js';
import { parseIfNotExists, parseOptReloptions } from './options.js';
import { emptySelect, parseSelectNoParens } from './select.js';
import { parseSchemaElement } from './create.js';
import type { Mutable, Parser } from './parser.js';

/** CREATE [UNIQUE] INDEX has been read. */
export function parseCreateIndex(p: Parser, unique: boolean): IndexStmt {
  const concurrent = p.accept(KW.CONCURRENTLY);
  const ifNotExists = parseIfNotExists(p);
  const idxname = ifNotExists || p.tok !== KW.ON ? p.colId() : null;
  p.expect(KW.ON);
  const relation = parseRelationExpr(p);
  const accessMethod = p.accept(KW.USING) ? p.colId() : 'btree';
  p.expect(T.LPAREN);
  const indexParams = p.list(parseIndexElem);
  p.expect(T.RPAREN);
  const node: Mutable<IndexStmt> = {
    kind: 'IndexStmt',
    idxname,
    relation,
    accessMethod,
    tableSpace: null,
    indexParams,
    indexIncludingParams: [],
    options: [],
    whereClause: null,
    unique,
    nullsNotDistinct: false,
    concurrent,
    ifNotExists,
  };
  if (p.accept(KW.INCLUDE)) {
    p.expect(T.LPAREN);
    node.indexIncludingParams = p.list(parseIndexElem);
    p.expect(T.RPAREN);
  }
  node.nullsNotDistinct = parseNullTreatment(p);
  node.options = parseOptReloptions(p);
  node.tableSpace = parseTableSpace(p);
  if (p.accept(KW.WHERE)) node.whereClause = parseExpr(p);
  return node;
}

/** VIEW has been read. */
export function parseCreateView(p: Parser, replace: boolean, relpersistence: RangeVar['relpersistence'], recursive: boolean): ViewStmt {
  const view = { ...parseQualifiedName(p), relpersistence };
  let aliases: string[];
  if (recursive) {
    p.expect(T.LPAREN);
    aliases = parseNameList(p);
    p.expect(T.RPAREN);
  } else {
    aliases = parseOptionalParenNameList(p);
  }
  const options = parseOptReloptions(p);
  p.expect(KW.AS);
  let query = parseSelectNoParens(p);
  const checkLocation = p.start;
  const withCheckOption = parseCheckOption(p);
  if (recursive) {
    query = recursiveViewQuery(view.relname, aliases, query);
    if (withCheckOption !== 'none') {
      throw new PgError('feature_not_supported', 'WITH CHECK OPTION not supported on recursive views', { position: checkLocation + 1 });
    }
  }
  return { kind: 'ViewStmt', view, aliases, query, replace, options, withCheckOption };
}

function parseCheckOption(p: Parser): ViewStmt['withCheckOption'] {
  if (!p.accept(KW.WITH)) return 'none';
  let option: ViewStmt['withCheckOption'] = 'cascaded';
  if (p.accept(KW.LOCAL)) option = 'local';
  else p.accept(KW.CASCADED);
  p.expectPair(KW.CHECK, KW.OPTION);
  return option;
}

/** WITH RECURSIVE name (columns) AS (query) SELECT columns FROM name */
function recursiveViewQuery(ctename: string, columns: readonly string[], ctequery: SelectStmt): SelectStmt {
  const cte: CommonTableExpr = {
    kind: 'CommonTableExpr',
    ctename,
    aliascolnames: columns,
    ctematerialized: 'default',
    ctequery,
    searchClause: null,
    cycleClause: null,
    location: -1,
  };
  const select = emptySelect();
  select.withClause = { kind: 'WithClause', recursive: true, ctes: [cte], location: -1 };
  select.targetList = columns.map((name): ResTarget => {
    const val: Expression = { kind: 'ColumnRef', fields: [name], star: false, location: -1 };
    return { kind: 'ResTarget', name: null, indirection: [], val, location: -1 };
  });
  select.fromClause = [{ kind: 'RangeVar', catalogname: null, schemaname: null, relname: ctename, inh: true, relpersistence: 'p', alias: null, location: -1 }];
  return select;
}

/** MATERIALIZED VIEW has been read. */
export function parseCreateMatView(p: Parser, unlogged: boolean): CreateTableAsStmt {
  const ifNotExists = parseIfNotExists(p);
  const relation = { ...parseQualifiedName(p), relpersistence: unlogged ? ('u' as const) : ('p' as const) };
  return parseCreateTableAs(p, relation, 'matview', ifNotExists);
}

export function parseRefresh(p: Parser): RefreshMatViewStmt {
  p.next();
  p.expectPair(KW.MATERIALIZED, KW.VIEW);
  const concurrent = p.accept(KW.CONCURRENTLY);
  const relation = parseQualifiedName(p);
  return { kind: 'RefreshMatViewStmt', relation, concurrent, skipData: !parseWithData(p) };
}

/** SCHEMA has been read. */
export function parseCreateSchema(p: Parser): CreateSchemaStmt {
  const ifNotExists = parseIfNotExists(p);
  const schemaname = p.tok === KW.AUTHORIZATION ? null : p.colId();
  const authrole = p.accept(KW.AUTHORIZATION) ? parseRoleSpec(p) : null;
  const schemaElts: CreateSchemaStmt['schemaElts'][number][] = [];
  const location = p.start;
  while (p.tok === KW.CREATE || p.tok === KW.GRANT) schemaElts.push(parseSchemaElement(p));
  if (ifNotExists && schemaElts.length > 0) {
    throw new PgError('feature_not_supported', 'CREATE SCHEMA IF NOT EXISTS cannot include schema elements', { position: location + 1 });
  }
  return { kind: 'CreateSchemaStmt', schemaname, authrole, schemaElts, ifNotExists };
}
