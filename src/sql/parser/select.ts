/** SELECT, VALUES, TABLE, set operations, WITH, ORDER BY, LIMIT and locking (PostgreSQL: SELECT). FROM is in from.ts. */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T, TOKEN_FLAGS } from '../lexer/index.js';
import type {
  CommonTableExpr,
  CTECycleClause,
  CTESearchClause,
  Expression,
  FrameBound,
  GroupItem,
  IntoClause,
  LockingClause,
  RangeVar,
  ResTarget,
  SelectStmt,
  SortBy,
  WindowDef,
  WindowFrame,
  WithClause,
} from '../tree/index.js';
import { TARGET, parseExpr, parseExprList, parseOperators } from './expressions.js';
import { parseFromClause } from './from.js';
import { integerConst, parseOptionalParenNameList, parseQualAllOp, parseQualifiedName, parseQualifiedNameList, parseRelationExpr } from './names.js';
import { parsePrimary } from './primary.js';
import { parsePreparableStmt } from './statement.js';
import type { Mutable, Parser } from './parser.js';

/** Whether a select starts here. VALUES is also a column's name unless `(` follows. */
export function startsSelect(p: Parser): boolean {
  const tok = p.tok;
  return tok === KW.SELECT || tok === KW.WITH || tok === T.WITH_LA || tok === KW.TABLE || (tok === KW.VALUES && p.peek() === T.LPAREN);
}

/** Tokens that can follow a complete parenthesised select inside a larger one. */
export function continuesSelect(tok: number): boolean {
  return (
    tok === KW.UNION ||
    tok === KW.INTERSECT ||
    tok === KW.EXCEPT ||
    tok === KW.ORDER ||
    tok === KW.LIMIT ||
    tok === KW.OFFSET ||
    tok === KW.FETCH ||
    tok === KW.FOR
  );
}

const NOTHING: readonly never[] = [];

export function emptySelect(): Mutable<SelectStmt> {
  return {
    kind: 'SelectStmt',
    distinctClause: null,
    intoClause: null,
    targetList: NOTHING,
    fromClause: NOTHING,
    whereClause: null,
    groupClause: NOTHING,
    groupDistinct: false,
    havingClause: null,
    windowClause: NOTHING,
    valuesLists: NOTHING,
    sortClause: NOTHING,
    limitOffset: null,
    limitCount: null,
    limitOption: 'count',
    lockingClause: NOTHING,
    withClause: null,
    op: 'none',
    all: false,
    larg: null,
    rarg: null,
  };
}

/** A select as a statement or sub-query body; it may be wrapped in parentheses. */
export function parseSelectNoParens(p: Parser): SelectStmt {
  p.enter();
  const withClause = p.tok === KW.WITH || p.tok === T.WITH_LA ? parseWithClause(p) : null;
  const select = parseSetOperation(p, 0, null);
  parseSelectOptions(p, select, withClause);
  p.leave();
  return select;
}

/** The body of a select whose WITH has been read. */
export function parseSelectAfterWith(p: Parser, withClause: WithClause): SelectStmt {
  const select = parseSetOperation(p, 0, null);
  parseSelectOptions(p, select, withClause);
  return select;
}

/** `( select )` with any number of parentheses. */
export function parseSelectWithParens(p: Parser): Mutable<SelectStmt> {
  p.expect(T.LPAREN);
  const select = parseSelectNoParens(p);
  p.expect(T.RPAREN);
  return select;
}

/** The rest of a select that began with the parenthesised `first`. */
export function continueSelect(p: Parser, first: SelectStmt): SelectStmt {
  const select = parseSetOperation(p, 0, first);
  parseSelectOptions(p, select, null);
  return select;
}

/** UNION and EXCEPT bind alike and to the left, INTERSECT tighter. */
function parseSetOperation(p: Parser, above: number, first: SelectStmt | null): Mutable<SelectStmt> {
  let left: Mutable<SelectStmt> = first ?? (p.tok === KW.SELECT ? parseSelectCore(p) : parseSimpleSelect(p));
  while (setOperationStrength(p.tok) > above) left = parseSetOperator(p, left);
  return left;
}

function setOperationStrength(tok: number): number {
  return tok === KW.INTERSECT ? 2 : tok === KW.UNION || tok === KW.EXCEPT ? 1 : 0;
}

function parseSetOperator(p: Parser, larg: SelectStmt): Mutable<SelectStmt> {
  const node = emptySelect();
  const strength = setOperationStrength(p.tok);
  node.op = p.tok === KW.INTERSECT ? 'intersect' : p.tok === KW.UNION ? 'union' : 'except';
  p.next();
  if (p.accept(KW.ALL)) node.all = true;
  else p.accept(KW.DISTINCT);
  node.larg = larg;
  node.rarg = parseSetOperation(p, strength, null);
  return node;
}

function parseSimpleSelect(p: Parser): Mutable<SelectStmt> {
  switch (p.tok) {
    case KW.VALUES: {
      const node = emptySelect();
      node.valuesLists = parseValues(p);
      return node;
    }
    case KW.TABLE: {
      const location = p.start;
      p.next();
      const node = emptySelect();
      const star: Expression = { kind: 'ColumnRef', fields: [], star: true, location: -1 };
      const relation = parseRelationExpr(p);
      node.targetList = [{ kind: 'ResTarget', name: null, indirection: NOTHING, val: star, location }];
      node.fromClause = [relation];
      return node;
    }
    case T.LPAREN:
      return parseSelectWithParens(p);
    default:
      throw p.syntaxError();
  }
}

function parseValues(p: Parser): Expression[][] {
  p.next();
  const lists: Expression[][] = [];
  do {
    p.expect(T.LPAREN);
    lists.push(parseExprList(p));
    p.expect(T.RPAREN);
  } while (p.accept(T.COMMA));
  return lists;
}

function parseSelectCore(p: Parser): Mutable<SelectStmt> {
  p.next();
  const node = emptySelect();
  if (p.tok === KW.DISTINCT) {
    p.next();
    node.distinctClause = p.tok === KW.ON ? parseDistinctOn(p) : NOTHING;
    node.targetList = parseTargetList(p);
  } else {
    p.accept(KW.ALL);
    // The list may be empty; no clause that follows starts with what an expression may start with.
    if (!endsEmptyTargetList(p)) node.targetList = parseTargetList(p);
  }
  if (p.tok === KW.INTO) {
    p.next();
    node.intoClause = parseIntoClause(p);
  }
  if (p.tok === KW.FROM) node.fromClause = parseFromClause(p);
  if (p.accept(KW.WHERE)) node.whereClause = parseExpr(p);
  if (p.tok === KW.GROUP) parseGroupBy(p, node);
  if (p.accept(KW.HAVING)) node.havingClause = parseExpr(p);
  if (p.accept(KW.WINDOW)) node.windowClause = p.list(parseWindowDefinition);
  return node;
}

function parseDistinctOn(p: Parser): Expression[] {
  p.next();
  p.expect(T.LPAREN);
  const list = parseExprList(p);
  p.expect(T.RPAREN);
  return list;
}

function endsEmptyTargetList(p: Parser): boolean {
  switch (p.tok) {
    case T.EOF:
    case T.SEMICOLON:
    case T.RPAREN:
    case KW.INTO:
    case KW.FROM:
    case KW.WHERE:
    case KW.GROUP:
    case KW.HAVING:
    case KW.WINDOW:
    case KW.WITH:
    case KW.ON:
    case KW.RETURNING:
    // The next element of CREATE SCHEMA.
    case KW.CREATE:
    case KW.GRANT:
      return true;
    default:
      return continuesSelect(p.tok);
  }
}

export function parseTargetList(p: Parser): ResTarget[] {
  const list: ResTarget[] = [];
  for (;;) {
    const location = p.start;
    if (p.tok === T.STAR) {
      p.next();
      list.push(resTarget(null, { kind: 'ColumnRef', fields: NOTHING, star: true, location }, location));
    } else {
      const val = parseOperators(p, 0, TARGET, null);
      list.push(resTarget(parseLabel(p), val, location));
    }
    if (p.tok !== T.COMMA) return list;
    p.next();
  }
}

function resTarget(name: string | null, val: Expression, location: number): ResTarget {
  return { kind: 'ResTarget', name, indirection: NOTHING, val, location };
}

/** `AS label`, a bare label, or nothing. */
function parseLabel(p: Parser): string | null {
  if (p.tok === KW.AS) {
    p.next();
    return p.colLabel();
  }
  if (!p.hasFlag(FLAG.BARE_LABEL)) return null;
  const name = p.value;
  p.next();
  return name;
}

/** The new table of SELECT INTO; INTO has been read. */
function parseIntoClause(p: Parser): IntoClause {
  return intoClause(parseTempTableName(p));
}

export function intoClause(rel: RangeVar): Mutable<IntoClause> {
  return {
    kind: 'IntoClause',
    rel,
    colNames: NOTHING,
    accessMethod: null,
    options: NOTHING,
    onCommit: 'noop',
    tableSpaceName: null,
    skipData: false,
  };
}

function parseTempTableName(p: Parser): RangeVar {
  let relpersistence: RangeVar['relpersistence'] = 'p';
  const following = p.peek();
  switch (p.tok) {
    case KW.TEMPORARY:
    case KW.TEMP:
    case KW.UNLOGGED:
      // These are names, too, unless a name follows.
      if (following === KW.TABLE || isNameToken(following)) {
        relpersistence = p.tok === KW.UNLOGGED ? 'u' : 't';
        p.next();
      }
      break;
    case KW.LOCAL:
    case KW.GLOBAL:
      if (following === KW.TEMPORARY || following === KW.TEMP) {
        if (p.tok === KW.GLOBAL) p.warnOfGlobal(p.start);
        p.next();
        p.next();
        relpersistence = 't';
      }
      break;
  }
  p.accept(KW.TABLE);
  return { ...parseQualifiedName(p), relpersistence };
}

function isNameToken(tok: number): boolean {
  return (TOKEN_FLAGS[tok]! & FLAG.COL_ID) !== 0;
}

function parseGroupBy(p: Parser, node: Mutable<SelectStmt>): void {
  p.next();
  p.expect(KW.BY);
  if (p.accept(KW.DISTINCT)) node.groupDistinct = true;
  else p.accept(KW.ALL);
  node.groupClause = p.list(parseGroupItem);
}

function parseGroupItem(p: Parser): GroupItem {
  const location = p.start;
  const tok = p.tok;
  if (tok === T.LPAREN && p.peek() === T.RPAREN) {
    p.next();
    p.next();
    return { kind: 'GroupingSet', setKind: 'empty', content: NOTHING, location };
  }
  if ((tok === KW.ROLLUP || tok === KW.CUBE) && p.peek() === T.LPAREN) {
    p.next();
    p.next();
    const content = parseExprList(p);
    p.expect(T.RPAREN);
    return { kind: 'GroupingSet', setKind: tok === KW.ROLLUP ? 'rollup' : 'cube', content, location };
  }
  if (tok === KW.GROUPING && p.peek() === KW.SETS) {
    p.next();
    p.next();
    p.expect(T.LPAREN);
    const content = p.list(parseGroupItem);
    p.expect(T.RPAREN);
    return { kind: 'GroupingSet', setKind: 'sets', content, location };
  }
  return parseExpr(p);
}

function parseWindowDefinition(p: Parser): WindowDef {
  const name = p.colId();
  p.expect(KW.AS);
  return parseWindowSpecification(p, name);
}

/** `( [existing] [PARTITION BY …] [ORDER BY …] [frame] )` */
export function parseWindowSpecification(p: Parser, name: string | null): WindowDef {
  const location = p.start;
  p.expect(T.LPAREN);
  let refname: string | null = null;
  const tok = p.tok;
  if (p.hasFlag(FLAG.COL_ID) && tok !== KW.PARTITION && tok !== KW.RANGE && tok !== KW.ROWS && tok !== KW.GROUPS) refname = p.colId();
  let partitionClause: readonly Expression[] = NOTHING;
  if (p.tok === KW.PARTITION) {
    p.next();
    p.expect(KW.BY);
    partitionClause = parseExprList(p);
  }
  const orderClause = p.tok === KW.ORDER ? parseSortClause(p) : NOTHING;
  const frame = parseFrame(p);
  p.expect(T.RPAREN);
  return { kind: 'WindowDef', name, refname, isReference: false, partitionClause, orderClause, frame, location };
}

function parseFrame(p: Parser): WindowFrame | null {
  const mode = p.tok === KW.RANGE ? 'range' : p.tok === KW.ROWS ? 'rows' : p.tok === KW.GROUPS ? 'groups' : null;
  if (mode === null) return null;
  p.next();
  const between = p.accept(KW.BETWEEN);
  const startLocation = p.start;
  const start = parseFrameBound(p);
  let end: FrameBound = { boundKind: 'currentRow', offset: null };
  if (between) {
    p.expect(KW.AND);
    const endLocation = p.start;
    end = parseFrameBound(p);
    checkFrameStart(start, startLocation);
    if (end.boundKind === 'unboundedPreceding') throw frameError('frame end cannot be UNBOUNDED PRECEDING', endLocation);
    if (start.boundKind === 'currentRow' && end.boundKind === 'preceding') {
      throw frameError('frame starting from current row cannot have preceding rows', endLocation);
    }
    if (start.boundKind === 'following' && (end.boundKind === 'preceding' || end.boundKind === 'currentRow')) {
      throw frameError('frame starting from following row cannot have preceding rows', endLocation);
    }
  } else {
    checkFrameStart(start, startLocation);
    if (start.boundKind === 'following') throw frameError('frame starting from following row cannot end with current row', startLocation);
  }
  return { mode, start, end, between, exclude: parseFrameExclusion(p) };
}

function checkFrameStart(start: FrameBound, location: number): void {
  if (start.boundKind === 'unboundedFollowing') throw frameError('frame start cannot be UNBOUNDED FOLLOWING', location);
}

function frameError(message: string, location: number): PgError {
  return new PgError('windowing_error', message, { position: location + 1 });
}

function parseFrameBound(p: Parser): FrameBound {
  if (p.tok === KW.UNBOUNDED) {
    if (p.acceptPair(KW.UNBOUNDED, KW.PRECEDING)) return { boundKind: 'unboundedPreceding', offset: null };
    if (p.acceptPair(KW.UNBOUNDED, KW.FOLLOWING)) return { boundKind: 'unboundedFollowing', offset: null };
  }
  if (p.acceptPair(KW.CURRENT, KW.ROW)) return { boundKind: 'currentRow', offset: null };
  const offset = parseExpr(p);
  if (p.accept(KW.PRECEDING)) return { boundKind: 'preceding', offset };
  p.expect(KW.FOLLOWING);
  return { boundKind: 'following', offset };
}

function parseFrameExclusion(p: Parser): WindowFrame['exclude'] {
  if (!p.accept(KW.EXCLUDE)) return 'none';
  if (p.accept(KW.CURRENT)) {
    p.expect(KW.ROW);
    return 'currentRow';
  }
  if (p.accept(KW.GROUP)) return 'group';
  if (p.accept(KW.TIES)) return 'ties';
  p.expect(KW.NO);
  p.expect(KW.OTHERS);
  return 'none';
}

/** ORDER BY … */
export function parseSortClause(p: Parser): SortBy[] {
  p.sortLocation = p.start;
  p.expect(KW.ORDER);
  p.expect(KW.BY);
  return p.list(parseSortBy);
}

function parseSortBy(p: Parser): SortBy {
  const node = parseExpr(p);
  let direction: SortBy['direction'] = 'default';
  let useOp: readonly string[] = NOTHING;
  let location = -1;
  if (p.tok === KW.USING) {
    p.next();
    direction = 'using';
    location = p.start;
    useOp = parseQualAllOp(p);
  } else if (p.accept(KW.ASC)) {
    direction = 'asc';
  } else if (p.accept(KW.DESC)) {
    direction = 'desc';
  }
  return { kind: 'SortBy', node, direction, nulls: parseNullsOrder(p), useOp, location };
}

export function parseNullsOrder(p: Parser): SortBy['nulls'] {
  if (!p.accept(T.NULLS_LA)) return 'default';
  if (p.accept(KW.FIRST)) return 'first';
  p.expect(KW.LAST);
  return 'last';
}

/* ------------------------------------------------------------------ ORDER BY, LIMIT, FOR UPDATE, WITH of a whole select */

interface LimitClauses {
  count: Expression | null;
  countLocation: number;
  offset: Expression | null;
  offsetLocation: number;
  withTies: boolean;
}

/** Reads what may follow a select and adds it, refusing what the select (a parenthesised one) has already. */
function parseSelectOptions(p: Parser, select: Mutable<SelectStmt>, withClause: WithClause | null): void {
  if (!continuesSelect(p.tok)) {
    if (withClause !== null) addWith(p, select, withClause);
    return;
  }
  const sortLocation = p.start;
  const sort = p.tok === KW.ORDER ? parseSortClause(p) : NOTHING;
  let locking: readonly LockingClause[] = NOTHING;
  let lockedFirst = false;
  if (p.tok === KW.FOR) {
    locking = parseLocking(p);
    lockedFirst = true;
  }
  const limit = parseLimitClauses(p);
  if (!lockedFirst && p.tok === KW.FOR) locking = parseLocking(p);

  if (sort.length > 0) {
    if (select.sortClause.length > 0) throw p.error('multiple ORDER BY clauses not allowed', expressionStart(sort[0]!.node, sortLocation));
    select.sortClause = sort;
  }
  select.lockingClause = select.lockingClause.length > 0 ? [...select.lockingClause, ...locking] : locking;
  if (limit.offset !== null) {
    if (select.limitOffset !== null) throw p.error('multiple OFFSET clauses not allowed', limit.offsetLocation);
    select.limitOffset = limit.offset;
  }
  if (limit.count !== null) {
    if (select.limitCount !== null) throw p.error('multiple LIMIT clauses not allowed', limit.countLocation);
    select.limitCount = limit.count;
  }
  if (limit.withTies) {
    if (select.sortClause.length === 0) throw p.error('WITH TIES cannot be specified without ORDER BY clause', -1);
    if (select.lockingClause.some(lock => lock.waitPolicy === 'skip')) {
      throw p.error('SKIP LOCKED and WITH TIES options cannot be used together', -1);
    }
    select.limitOption = 'withTies';
  }
  if (withClause !== null) addWith(p, select, withClause);
}

function addWith(p: Parser, select: Mutable<SelectStmt>, withClause: WithClause): void {
  if (select.withClause !== null) throw p.error('multiple WITH clauses not allowed', withClause.location);
  select.withClause = withClause;
}

function expressionStart(node: Expression, fallback: number): number {
  return 'location' in node ? node.location : fallback;
}

function parseLimitClauses(p: Parser): LimitClauses {
  const clauses: LimitClauses = { count: null, countLocation: -1, offset: null, offsetLocation: -1, withTies: false };
  if (p.tok === KW.OFFSET) {
    parseOffset(p, clauses);
    if (p.tok === KW.LIMIT || p.tok === KW.FETCH) parseLimit(p, clauses);
  } else if (p.tok === KW.LIMIT || p.tok === KW.FETCH) {
    parseLimit(p, clauses);
    if (p.tok === KW.OFFSET) parseOffset(p, clauses);
  }
  return clauses;
}

function parseLimit(p: Parser, clauses: LimitClauses): void {
  const location = p.start;
  if (p.tok === KW.LIMIT) {
    p.next();
    clauses.countLocation = p.start;
    if (p.tok === KW.ALL) {
      clauses.count = { kind: 'AConst', valueKind: 'null', value: null, location: p.start };
      p.next();
    } else {
      clauses.count = parseExpr(p);
    }
    if (p.tok === T.COMMA) {
      p.next();
      parseExpr(p);
      throw Object.assign(p.error('LIMIT #,# syntax is not supported', location), { hint: 'Use separate LIMIT and OFFSET clauses.' });
    }
    return;
  }
  p.next();
  if (!p.accept(KW.FIRST)) p.expect(KW.NEXT);
  clauses.countLocation = p.start;
  // ROW and ROWS are columns' names, too.
  const hasValue = (p.tok !== KW.ROW && p.tok !== KW.ROWS) || (p.peek() !== KW.ONLY && p.peek() !== KW.WITH);
  clauses.count = hasValue ? parseFetchValue(p) : integerConst(1, -1);
  expectRows(p);
  if (p.accept(KW.ONLY)) return;
  p.expectPair(KW.WITH, KW.TIES);
  clauses.withTies = true;
}

function expectRows(p: Parser): void {
  if (!p.accept(KW.ROW)) p.expect(KW.ROWS);
}

/** A signed number or an operand without operators. */
function parseFetchValue(p: Parser): Expression {
  const location = p.start;
  if (p.tok !== T.PLUS && p.tok !== T.MINUS) return parsePrimary(p, true);
  const negative = p.tok === T.MINUS;
  p.next();
  const text = p.value;
  if (p.tok === T.INTEGER) {
    p.next();
    const value = integerConst(negative ? 0 - Number(text) : Number(text), location);
    return negative ? value : { kind: 'AExpr', exprKind: 'op', name: ['+'], lexpr: null, rexpr: value, location };
  }
  p.expect(T.FLOAT);
  const value: Expression = { kind: 'AConst', valueKind: 'float', value: negative ? `-${text}` : text, location };
  return negative ? value : { kind: 'AExpr', exprKind: 'op', name: ['+'], lexpr: null, rexpr: value, location };
}

function parseOffset(p: Parser, clauses: LimitClauses): void {
  p.next();
  clauses.offsetLocation = p.start;
  const mark = p.mark();
  clauses.offset = parseExpr(p);
  if (p.tok === KW.ROW || p.tok === KW.ROWS) {
    // OFFSET n ROWS takes a simple value only; after any other the error is at ROWS.
    const rows = p.mark();
    p.reset(mark);
    clauses.offset = parseFetchValue(p);
    if (p.start !== rows) {
      p.reset(rows);
      throw p.syntaxError();
    }
    expectRows(p);
  }
}

function parseLocking(p: Parser): LockingClause[] {
  if (p.peek() === KW.READ) {
    p.next();
    p.next();
    p.expect(KW.ONLY);
    return [];
  }
  const items: LockingClause[] = [];
  while (p.accept(KW.FOR)) {
    const strength = parseLockStrength(p);
    const lockedRels = p.accept(KW.OF) ? parseQualifiedNameList(p) : NOTHING;
    let waitPolicy: LockingClause['waitPolicy'] = 'block';
    if (p.accept(KW.NOWAIT)) {
      waitPolicy = 'error';
    } else if (p.accept(KW.SKIP)) {
      p.expect(KW.LOCKED);
      waitPolicy = 'skip';
    }
    items.push({ kind: 'LockingClause', lockedRels, strength, waitPolicy });
  }
  return items;
}

function parseLockStrength(p: Parser): LockingClause['strength'] {
  if (p.accept(KW.UPDATE)) return 'update';
  if (p.accept(KW.SHARE)) return 'share';
  if (p.accept(KW.NO)) {
    p.expectPair(KW.KEY, KW.UPDATE);
    return 'noKeyUpdate';
  }
  p.expectPair(KW.KEY, KW.SHARE);
  return 'keyShare';
}

/* ------------------------------------------------------------------ WITH */

export function parseWithClause(p: Parser): WithClause {
  const location = p.start;
  if (!p.accept(T.WITH_LA)) p.expect(KW.WITH);
  const recursive = p.tok === KW.RECURSIVE && p.peek() !== KW.AS && p.peek() !== T.LPAREN;
  if (recursive) p.next();
  return { kind: 'WithClause', recursive, ctes: p.list(parseCommonTableExpr), location };
}

function parseCommonTableExpr(p: Parser): CommonTableExpr {
  const location = p.start;
  const ctename = p.colId();
  const aliascolnames = parseOptionalParenNameList(p);
  p.expect(KW.AS);
  let ctematerialized: CommonTableExpr['ctematerialized'] = 'default';
  if (p.accept(KW.MATERIALIZED)) {
    ctematerialized = 'always';
  } else if (p.accept(KW.NOT)) {
    p.expect(KW.MATERIALIZED);
    ctematerialized = 'never';
  }
  p.expect(T.LPAREN);
  const ctequery = parsePreparableStmt(p);
  p.expect(T.RPAREN);
  const searchClause = p.tok === KW.SEARCH ? parseSearchClause(p) : null;
  const cycleClause = p.tok === KW.CYCLE ? parseCycleClause(p) : null;
  return { kind: 'CommonTableExpr', ctename, aliascolnames, ctematerialized, ctequery, searchClause, cycleClause, location };
}

function parseSearchClause(p: Parser): CTESearchClause {
  const location = p.start;
  p.next();
  const breadthFirst = p.tok === KW.BREADTH;
  if (!breadthFirst && p.tok !== KW.DEPTH) throw p.syntaxError();
  p.next();
  p.expectPair(KW.FIRST, KW.BY);
  const searchColList = p.list(q => q.colId());
  p.expect(KW.SET);
  return { kind: 'CTESearchClause', searchColList, breadthFirst, seqColumn: p.colId(), location };
}

function parseCycleClause(p: Parser): CTECycleClause {
  const location = p.start;
  p.next();
  const cycleColList = p.list(q => q.colId());
  p.expect(KW.SET);
  const markColumn = p.colId();
  let markValue: Expression = { kind: 'AConst', valueKind: 'boolean', value: true, location: -1 };
  let markDefault: Expression = { kind: 'AConst', valueKind: 'boolean', value: false, location: -1 };
  if (p.accept(KW.TO)) {
    markValue = parseConstant(p);
    p.expect(KW.DEFAULT);
    markDefault = parseConstant(p);
  }
  p.expect(KW.USING);
  return { kind: 'CTECycleClause', cycleColList, markColumn, markValue, markDefault, pathColumn: p.colId(), location };
}

/** A literal, perhaps with its type in front. */
function parseConstant(p: Parser): Expression {
  if (p.tok === T.LPAREN || p.tok === T.PARAM) throw p.syntaxError();
  const value = parsePrimary(p, true);
  if (value.kind !== 'AConst' && value.kind !== 'TypeCast') throw p.syntaxError();
  return value;
}
