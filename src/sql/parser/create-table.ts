/** CREATE TABLE in all its forms, CREATE TABLE AS, partitioning clauses (PostgreSQL: CREATE TABLE, chapter 5.11). */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T } from '../lexer/index.js';
import type {
  CreateStmt,
  CreateTableAsStmt,
  DefElem,
  Expression,
  OnCommitAction,
  PartitionBoundSpec,
  PartitionElem,
  PartitionSpec,
  RangeVar,
  TableElement,
  TableLikeClause,
  TableLikeOption,
} from '../tree/index.js';
import { parseColumnDef, parseColumnOptions, parseTableConstraint, startsTableConstraint } from './columns.js';
import { parseExprList } from './expressions.js';
import { parseIndexKey } from './index-elements.js';
import { parseAnyName, parseNameList, parseQualifiedName, parseQualifiedNameList } from './names.js';
import { parseIfNotExists, parseReloptions } from './options.js';
import { intoClause, parseSelectNoParens } from './select.js';
import { parseExecute } from './prepared.js';
import { typeName } from './types.js';
import type { Mutable, Parser } from './parser.js';

/** TEMP, UNLOGGED and the like before TABLE, VIEW or SEQUENCE. */
export function parsePersistence(p: Parser): RangeVar['relpersistence'] {
  const { start } = p;
  if (p.accept(KW.LOCAL) || p.accept(KW.GLOBAL)) {
    const isGlobal = p.source.charAt(start).toUpperCase() === 'G';
    if (!p.accept(KW.TEMPORARY)) p.expect(KW.TEMP);
    if (isGlobal) p.warnOfGlobal(start);
    return 't';
  }
  if (p.accept(KW.TEMPORARY) || p.accept(KW.TEMP)) return 't';
  return p.accept(KW.UNLOGGED) ? 'u' : 'p';
}

/** TABLE has been read. */
export function parseCreateTable(p: Parser, relpersistence: RangeVar['relpersistence'], isElement: boolean): CreateStmt | CreateTableAsStmt {
  const ifNotExists = parseIfNotExists(p);
  const relation = { ...parseQualifiedName(p), relpersistence };
  if (!isElement && startsCreateTableAs(p)) return parseCreateTableAs(p, relation, 'table', ifNotExists);
  const node = emptyCreate(relation, ifNotExists);
  parseTableBody(p, node);
  if (p.tok === KW.PARTITION) node.partspec = parsePartitionSpec(p);
  const tail = parseTableTail(p);
  node.accessMethod = tail.accessMethod;
  node.options = tail.options;
  node.oncommit = tail.onCommit;
  node.tablespacename = tail.tableSpaceName;
  return node;
}

export function emptyCreate(relation: RangeVar, ifNotExists: boolean): Mutable<CreateStmt> {
  return {
    kind: 'CreateStmt',
    relation,
    tableElts: [],
    inhRelations: [],
    partbound: null,
    partspec: null,
    ofTypename: null,
    options: [],
    oncommit: 'noop',
    tablespacename: null,
    accessMethod: null,
    ifNotExists,
  };
}

/** After the name: whether CREATE TABLE … AS follows, that is, a list of bare names or none at all. */
function startsCreateTableAs(p: Parser): boolean {
  switch (p.tok) {
    case KW.AS:
    case KW.USING:
    case KW.WITH:
    case KW.WITHOUT:
    case KW.ON:
    case KW.TABLESPACE:
      return true;
    case T.LPAREN: {
      const mark = p.mark();
      p.next();
      const isNames = p.hasFlag(FLAG.COL_ID) && (p.peek() === T.COMMA || p.peek() === T.RPAREN);
      p.reset(mark);
      return isNames;
    }
    default:
      return false;
  }
}

/** Elements and parents: `(…) [INHERITS (…)]`, `OF type [(…)]`, or `PARTITION OF parent [(…)] bound`. */
export function parseTableBody(p: Parser, node: Mutable<CreateStmt>): void {
  if (p.accept(KW.OF)) {
    const location = p.start;
    node.ofTypename = typeName(parseAnyName(p), [], location);
    node.tableElts = parseTypedTableElements(p);
    return;
  }
  if (p.accept(KW.PARTITION)) {
    p.expect(KW.OF);
    node.inhRelations = [parseQualifiedName(p)];
    node.tableElts = parseTypedTableElements(p);
    node.partbound = parsePartitionBound(p);
    return;
  }
  p.expect(T.LPAREN);
  if (p.tok !== T.RPAREN) node.tableElts = p.list(parseTableElement);
  p.expect(T.RPAREN);
  if (p.accept(KW.INHERITS)) {
    p.expect(T.LPAREN);
    node.inhRelations = parseQualifiedNameList(p);
    p.expect(T.RPAREN);
  }
}

function parseTypedTableElements(p: Parser): TableElement[] {
  if (!p.accept(T.LPAREN)) return [];
  const elements = p.list(q => (startsTableConstraint(q) ? parseTableConstraint(q) : parseColumnOptions(q)));
  p.expect(T.RPAREN);
  return elements;
}

function parseTableElement(p: Parser): TableElement {
  if (p.tok === KW.LIKE) return parseTableLike(p);
  return startsTableConstraint(p) ? parseTableConstraint(p) : parseColumnDef(p);
}

const LIKE_OPTIONS: readonly (readonly [number, TableLikeOption])[] = [
  [KW.COMMENTS, 'comments'],
  [KW.COMPRESSION, 'compression'],
  [KW.CONSTRAINTS, 'constraints'],
  [KW.DEFAULTS, 'defaults'],
  [KW.GENERATED, 'generated'],
  [KW.IDENTITY, 'identity'],
  [KW.INDEXES, 'indexes'],
  [KW.STATISTICS, 'statistics'],
  [KW.STORAGE, 'storage'],
];

function parseTableLike(p: Parser): TableLikeClause {
  p.next();
  const relation = parseQualifiedName(p);
  const options = new Set<TableLikeOption>();
  while (p.tok === KW.INCLUDING || p.tok === KW.EXCLUDING) {
    const including = p.tok === KW.INCLUDING;
    p.next();
    const isAll = p.tok === KW.ALL;
    const named = LIKE_OPTIONS.filter(([tok]) => isAll || tok === p.tok);
    if (named.length === 0) throw p.syntaxError();
    p.next();
    for (const [, option] of named) {
      if (including) options.add(option);
      else options.delete(option);
    }
  }
  return { kind: 'TableLikeClause', relation, options: LIKE_OPTIONS.map(([, option]) => option).filter(option => options.has(option)) };
}

export interface TableTail {
  accessMethod: string | null;
  options: readonly DefElem[];
  onCommit: OnCommitAction;
  tableSpaceName: string | null;
}

/** [USING method] [WITH (…) | WITHOUT OIDS] [ON COMMIT …] [TABLESPACE name] */
export function parseTableTail(p: Parser): TableTail {
  const accessMethod = p.accept(KW.USING) ? p.colId() : null;
  let options: readonly DefElem[] = [];
  if (p.accept(KW.WITH)) {
    options = parseReloptions(p);
  } else if (p.accept(KW.WITHOUT)) {
    p.expect(KW.OIDS);
  }
  return { accessMethod, options, onCommit: parseOnCommit(p), tableSpaceName: parseTableSpace(p) };
}

function parseOnCommit(p: Parser): OnCommitAction {
  if (!p.accept(KW.ON)) return 'noop';
  p.expect(KW.COMMIT);
  if (p.accept(KW.DROP)) return 'drop';
  const deletes = p.accept(KW.DELETE);
  if (!deletes) p.expect(KW.PRESERVE);
  p.expect(KW.ROWS);
  return deletes ? 'deleteRows' : 'preserveRows';
}

export function parseTableSpace(p: Parser): string | null {
  return p.accept(KW.TABLESPACE) ? p.colId() : null;
}

/** From the column list on: `[(names)] … AS query [WITH [NO] DATA]`. */
export function parseCreateTableAs(p: Parser, relation: RangeVar, objtype: 'table' | 'matview', ifNotExists: boolean): CreateTableAsStmt {
  const into = intoClause(relation);
  if (p.accept(T.LPAREN)) {
    into.colNames = parseNameList(p);
    p.expect(T.RPAREN);
  }
  const tail = parseTableTail(p);
  into.accessMethod = tail.accessMethod;
  into.options = tail.options;
  into.onCommit = tail.onCommit;
  into.tableSpaceName = tail.tableSpaceName;
  p.expect(KW.AS);
  const query = objtype === 'table' && p.tok === KW.EXECUTE ? parseExecute(p) : parseSelectNoParens(p);
  into.skipData = !parseWithData(p);
  return { kind: 'CreateTableAsStmt', query, into, objtype, ifNotExists };
}

/** WITH [NO] DATA; true when not written. */
export function parseWithData(p: Parser): boolean {
  if (!p.accept(KW.WITH)) return true;
  const no = p.accept(KW.NO);
  p.expect(KW.DATA);
  return !no;
}

function parsePartitionSpec(p: Parser): PartitionSpec {
  const location = p.start;
  p.expectPair(KW.PARTITION, KW.BY);
  const strategy = p.colId();
  p.expect(T.LPAREN);
  const partParams = p.list(parsePartitionElem);
  p.expect(T.RPAREN);
  return { kind: 'PartitionSpec', strategy, partParams, location };
}

function parsePartitionElem(p: Parser): PartitionElem {
  const location = p.start;
  const { name, expr } = parseIndexKey(p);
  const collation = p.accept(KW.COLLATE) ? parseAnyName(p) : [];
  const opclass = p.hasFlag(FLAG.COL_ID) ? parseAnyName(p) : [];
  return { kind: 'PartitionElem', name, expr, collation, opclass, location };
}

/** FOR VALUES … or DEFAULT */
export function parsePartitionBound(p: Parser): PartitionBoundSpec {
  const location = p.start;
  const node: Mutable<PartitionBoundSpec> = {
    kind: 'PartitionBoundSpec',
    strategy: 'default',
    modulus: 0,
    remainder: 0,
    listdatums: [],
    lowerdatums: [],
    upperdatums: [],
    location,
  };
  if (p.accept(KW.DEFAULT)) return node;
  p.expectPair(KW.FOR, KW.VALUES);
  if (p.accept(KW.WITH)) {
    node.strategy = 'hash';
    parseHashBound(p, node);
  } else if (p.accept(KW.IN)) {
    node.strategy = 'list';
    node.listdatums = parseParenExprList(p);
  } else {
    p.expect(KW.FROM);
    node.strategy = 'range';
    node.lowerdatums = parseParenExprList(p);
    p.expect(KW.TO);
    node.upperdatums = parseParenExprList(p);
  }
  return node;
}

function parseParenExprList(p: Parser): Expression[] {
  p.expect(T.LPAREN);
  const list = parseExprList(p);
  p.expect(T.RPAREN);
  return list;
}

function parseHashBound(p: Parser, node: Mutable<PartitionBoundSpec>): void {
  let modulus = -1;
  let remainder = -1;
  const items: { name: string; value: number; location: number }[] = [];
  p.expect(T.LPAREN);
  do {
    const itemLocation = p.start;
    items.push({ name: p.word(FLAG.NON_RESERVED), value: Number(p.text(T.INTEGER)), location: itemLocation });
  } while (p.accept(T.COMMA));
  p.expect(T.RPAREN);
  for (const item of items) {
    if (item.name === 'modulus') {
      if (modulus !== -1) throw duplicate('modulus', item.location);
      modulus = item.value;
    } else if (item.name === 'remainder') {
      if (remainder !== -1) throw duplicate('remainder', item.location);
      remainder = item.value;
    } else {
      throw p.error(`unrecognized hash partition bound specification "${item.name}"`, item.location);
    }
  }
  if (modulus === -1) throw p.error('modulus for hash partition must be specified', -1);
  if (remainder === -1) throw p.error('remainder for hash partition must be specified', -1);
  node.modulus = modulus;
  node.remainder = remainder;
}

function duplicate(what: string, location: number): Error {
  return new PgError('duplicate_object', `${what} for hash partition provided more than once`, { position: location + 1 });
}
