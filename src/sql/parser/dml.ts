/** INSERT, UPDATE, DELETE, MERGE, TRUNCATE. */
import { FLAG, KW, T } from '../lexer/index.js';
import type {
  DeleteStmt,
  Expression,
  FromItem,
  InferClause,
  InsertStmt,
  MergeStmt,
  MergeWhenClause,
  MultiAssignRef,
  OnConflictClause,
  RangeVar,
  ResTarget,
  TruncateStmt,
  UpdateStmt,
  WithClause,
} from '../tree/index.js';
import { parseExpr, parseExprList } from './expressions.js';
import { parseFromList, parseTableRef } from './from.js';
import { parseIndexElem } from './index-elements.js';
import { parseIndirection } from './indirection.js';
import { parseDropBehavior } from './options.js';
import { parseQualifiedName, parseRelationExpr, parseRelationExprList } from './names.js';
import { parseSelectNoParens, parseTargetList, startsSelect } from './select.js';
import type { Mutable, Parser } from './parser.js';

type Override = InsertStmt['override'];

export function parseInsert(p: Parser, withClause: WithClause | null): InsertStmt {
  p.next();
  p.expect(KW.INTO);
  let relation = parseQualifiedName(p);
  if (p.accept(KW.AS)) relation = { ...relation, alias: { kind: 'Alias', aliasname: p.colId(), colnames: [] } };
  const node: Mutable<InsertStmt> = {
    kind: 'InsertStmt',
    relation,
    cols: [],
    selectStmt: null,
    onConflictClause: null,
    returningList: [],
    withClause,
    override: 'default',
  };
  if (p.tok === KW.DEFAULT) {
    p.next();
    p.expect(KW.VALUES);
  } else {
    if (p.tok === T.LPAREN && !startsParenthesisedSelect(p)) {
      p.next();
      node.cols = p.list(parseTargetColumn);
      p.expect(T.RPAREN);
    }
    node.override = parseOverride(p);
    node.selectStmt = parseSelectNoParens(p);
  }
  if (p.tok === KW.ON) node.onConflictClause = parseOnConflict(p);
  node.returningList = parseReturning(p);
  return node;
}

function startsParenthesisedSelect(p: Parser): boolean {
  const following = p.peek();
  if (following === T.LPAREN || following === KW.SELECT || following === KW.WITH || following === T.WITH_LA || following === KW.TABLE) return true;
  if (following !== KW.VALUES) return false;
  const mark = p.mark();
  p.next();
  const isSelect = startsSelect(p);
  p.reset(mark);
  return isSelect;
}

function parseOverride(p: Parser): Override {
  if (!p.accept(KW.OVERRIDING)) return 'default';
  const kind = p.tok === KW.USER ? 'userValue' : 'systemValue';
  if (kind === 'systemValue' && p.tok !== KW.SYSTEM) throw p.syntaxError();
  p.next();
  p.expect(KW.VALUE);
  return kind;
}

/** A column to be assigned, with subscripts and fields. */
function parseTargetColumn(p: Parser): ResTarget {
  const location = p.start;
  return { kind: 'ResTarget', name: p.colId(), indirection: parseIndirection(p), val: null, location };
}

export function parseReturning(p: Parser): readonly ResTarget[] {
  return p.accept(KW.RETURNING) ? parseTargetList(p) : [];
}

function parseOnConflict(p: Parser): OnConflictClause {
  const location = p.start;
  p.next();
  p.expect(KW.CONFLICT);
  const infer = parseConflictTarget(p);
  p.expect(KW.DO);
  if (p.accept(KW.NOTHING)) return { kind: 'OnConflictClause', action: 'nothing', infer, targetList: [], whereClause: null, location };
  p.expect(KW.UPDATE);
  p.expect(KW.SET);
  const targetList = parseSetClauses(p);
  const whereClause = p.accept(KW.WHERE) ? parseExpr(p) : null;
  return { kind: 'OnConflictClause', action: 'update', infer, targetList, whereClause, location };
}

function parseConflictTarget(p: Parser): InferClause | null {
  const location = p.start;
  if (p.accept(T.LPAREN)) {
    const indexElems = p.list(parseIndexElem);
    p.expect(T.RPAREN);
    const whereClause = p.accept(KW.WHERE) ? parseExpr(p) : null;
    return { kind: 'InferClause', indexElems, whereClause, conname: null, location };
  }
  if (!p.accept(KW.ON)) return null;
  p.expect(KW.CONSTRAINT);
  return { kind: 'InferClause', indexElems: [], whereClause: null, conname: p.colId(), location };
}

/** The target of UPDATE, DELETE and MERGE; `set` is no alias without AS. */
function parseTargetRelation(p: Parser): RangeVar {
  const relation = parseRelationExpr(p);
  if (!p.accept(KW.AS) && (p.tok === KW.SET || !p.hasFlag(FLAG.COL_ID))) return relation;
  return { ...relation, alias: { kind: 'Alias', aliasname: p.colId(), colnames: [] } };
}

export function parseUpdate(p: Parser, withClause: WithClause | null): UpdateStmt {
  p.next();
  const relation = parseTargetRelation(p);
  p.expect(KW.SET);
  const targetList = parseSetClauses(p);
  const fromClause: FromItem[] = p.accept(KW.FROM) ? parseFromList(p) : [];
  const whereClause = parseWhereOrCurrent(p);
  return { kind: 'UpdateStmt', relation, targetList, whereClause, fromClause, returningList: parseReturning(p), withClause };
}

function parseSetClauses(p: Parser): ResTarget[] {
  const targets: ResTarget[] = [];
  do {
    if (p.tok === T.LPAREN) {
      parseMultiAssignment(p, targets);
    } else {
      const target: Mutable<ResTarget> = parseTargetColumn(p);
      p.expect(T.EQUAL);
      target.val = parseExpr(p);
      targets.push(target);
    }
  } while (p.accept(T.COMMA));
  return targets;
}

/** `(a, b) = source` */
function parseMultiAssignment(p: Parser, targets: ResTarget[]): void {
  p.next();
  const columns: Mutable<ResTarget>[] = p.list(parseTargetColumn);
  p.expect(T.RPAREN);
  p.expect(T.EQUAL);
  const source = parseExpr(p);
  columns.forEach((column, index) => {
    const val: MultiAssignRef = { kind: 'MultiAssignRef', source, colno: index + 1, ncolumns: columns.length };
    column.val = val;
    targets.push(column);
  });
}

function parseWhereOrCurrent(p: Parser): Expression | null {
  if (!p.accept(KW.WHERE)) return null;
  if (p.acceptPair(KW.CURRENT, KW.OF)) return { kind: 'CurrentOfExpr', cursorName: p.colId() };
  return parseExpr(p);
}

export function parseDelete(p: Parser, withClause: WithClause | null): DeleteStmt {
  p.next();
  p.expect(KW.FROM);
  const relation = parseTargetRelation(p);
  const usingClause: FromItem[] = p.accept(KW.USING) ? parseFromList(p) : [];
  const whereClause = parseWhereOrCurrent(p);
  return { kind: 'DeleteStmt', relation, usingClause, whereClause, returningList: parseReturning(p), withClause };
}

export function parseMerge(p: Parser, withClause: WithClause | null): MergeStmt {
  p.next();
  p.expect(KW.INTO);
  const relation = parseTargetRelation(p);
  p.expect(KW.USING);
  const sourceRelation = parseTableRef(p);
  p.expect(KW.ON);
  const joinCondition = parseExpr(p);
  const mergeWhenClauses: MergeWhenClause[] = [];
  do mergeWhenClauses.push(parseMergeWhen(p));
  while (p.tok === KW.WHEN);
  return { kind: 'MergeStmt', relation, sourceRelation, joinCondition, mergeWhenClauses, returningList: parseReturning(p), withClause };
}

function parseMergeWhen(p: Parser): MergeWhenClause {
  p.expect(KW.WHEN);
  const matched = !p.accept(KW.NOT);
  p.expect(KW.MATCHED);
  const condition = p.accept(KW.AND) ? parseExpr(p) : null;
  p.expect(KW.THEN);
  const node: Mutable<MergeWhenClause> = {
    kind: 'MergeWhenClause',
    matched,
    commandType: 'nothing',
    override: 'default',
    condition,
    targetList: [],
    values: [],
  };
  if (p.accept(KW.DO)) {
    p.expect(KW.NOTHING);
  } else if (!matched) {
    p.expect(KW.INSERT);
    parseMergeInsert(p, node);
  } else if (p.accept(KW.UPDATE)) {
    node.commandType = 'update';
    p.expect(KW.SET);
    node.targetList = parseSetClauses(p);
  } else {
    p.expect(KW.DELETE);
    node.commandType = 'delete';
  }
  return node;
}

function parseMergeInsert(p: Parser, node: Mutable<MergeWhenClause>): void {
  node.commandType = 'insert';
  if (p.accept(KW.DEFAULT)) {
    p.expect(KW.VALUES);
    return;
  }
  if (p.accept(T.LPAREN)) {
    node.targetList = p.list(parseTargetColumn);
    p.expect(T.RPAREN);
  }
  node.override = parseOverride(p);
  p.expectPair(KW.VALUES, T.LPAREN);
  node.values = parseExprList(p);
  p.expect(T.RPAREN);
}

export function parseTruncate(p: Parser): TruncateStmt {
  p.next();
  p.accept(KW.TABLE);
  const relations = parseRelationExprList(p);
  let restartSeqs = false;
  if (p.accept(KW.RESTART)) restartSeqs = true;
  if (restartSeqs || p.accept(KW.CONTINUE)) p.expect(KW.IDENTITY);
  return { kind: 'TruncateStmt', relations, restartSeqs, behavior: parseDropBehavior(p) };
}
