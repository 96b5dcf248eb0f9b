/** FROM: tables, sub-selects, functions, joins, TABLESAMPLE, XMLTABLE (PostgreSQL: SELECT, FROM clause). */
import type { PgError } from '../../errors/index.js';
import { FLAG, KW, T, TOKEN_FLAGS } from '../lexer/index.js';
import type {
  Alias,
  ColumnDef,
  Expression,
  FromItem,
  JoinExpr,
  RangeFunction,
  RangeFunctionItem,
  RangeSubselect,
  RangeTableFunc,
  RangeTableFuncCol,
  RangeVar,
  ResTarget,
  SelectStmt,
} from '../tree/index.js';
import { parseExpr, parseExprList, parseRestrictedExpr } from './expressions.js';
import { parseFuncApplication, parseSpecialCall, parseXmlPassing } from './function-calls.js';
import {
  parseAnyName,
  parseFuncName,
  parseNameList,
  parseOptionalParenNameList,
  parseParenNameList,
  parseRelationExpr,
  rangeVarOf,
  nameParts,
} from './names.js';
import { parsePrimary } from './primary.js';
import { continuesSelect, continueSelect, parseSelectNoParens, parseSelectWithParens, startsSelect } from './select.js';
import { isSpecialCallWord } from './token-sets.js';
import { parseTypename } from './types.js';
import type { Mutable, Parser } from './parser.js';

export function parseFromClause(p: Parser): FromItem[] {
  p.expect(KW.FROM);
  return parseFromList(p);
}

export function parseFromList(p: Parser): FromItem[] {
  const items = [parseTableRef(p)];
  while (p.tok === T.COMMA) {
    p.next();
    items.push(parseTableRef(p));
  }
  return items;
}

/** A FROM item with all its joins. */
export function parseTableRef(p: Parser): FromItem {
  p.enter();
  const item = parseJoins(p, parseTablePrimary(p));
  p.leave();
  return item;
}

function parseJoins(p: Parser, first: FromItem): FromItem {
  let left = first;
  for (;;) {
    switch (p.tok) {
      case KW.CROSS: {
        p.next();
        p.expect(KW.JOIN);
        left = join('inner', false, left, parseTablePrimary(p));
        break;
      }
      case KW.NATURAL: {
        p.next();
        const jointype = parseJoinType(p);
        left = join(jointype, true, left, parseTablePrimary(p));
        break;
      }
      case KW.JOIN:
      case KW.INNER:
      case KW.LEFT:
      case KW.RIGHT:
      case KW.FULL: {
        const jointype = parseJoinType(p);
        // The right side takes joins of its own until the condition of this one: a JOIN b JOIN c ON x ON y.
        const node = join(jointype, false, left, parseTableRef(p));
        if (p.accept(KW.USING)) {
          node.usingClause = parseParenNameList(p);
          if (p.accept(KW.AS)) node.joinUsingAlias = { kind: 'Alias', aliasname: p.colId(), colnames: [] };
        } else {
          p.expect(KW.ON);
          node.quals = parseExpr(p);
        }
        left = node;
        break;
      }
      default:
        return left;
    }
  }
}

function startsJoin(tok: number): boolean {
  return tok === KW.CROSS || tok === KW.NATURAL || tok === KW.JOIN || tok === KW.INNER || tok === KW.LEFT || tok === KW.RIGHT || tok === KW.FULL;
}

function parseJoinType(p: Parser): JoinExpr['jointype'] {
  let jointype: JoinExpr['jointype'] = 'inner';
  if (p.tok === KW.LEFT || p.tok === KW.RIGHT || p.tok === KW.FULL) {
    jointype = p.tok === KW.LEFT ? 'left' : p.tok === KW.RIGHT ? 'right' : 'full';
    p.next();
    p.accept(KW.OUTER);
  } else {
    p.accept(KW.INNER);
  }
  p.expect(KW.JOIN);
  return jointype;
}

function join(jointype: JoinExpr['jointype'], isNatural: boolean, larg: FromItem, rarg: FromItem): Mutable<JoinExpr> {
  return { kind: 'JoinExpr', jointype, isNatural, larg, rarg, usingClause: [], joinUsingAlias: null, quals: null, alias: null };
}

function parseTablePrimary(p: Parser): FromItem {
  const tok = p.tok;
  if (tok === T.IDENT) return parseNamedItem(p, false);
  if (tok === T.LPAREN) {
    const location = p.start;
    const content = parseTableParen(p);
    if (content.kind === 'SelectStmt') return subselectItem(p, content, false, location);
    const alias = parseAlias(p);
    return alias === null ? content : { ...content, alias };
  }
  if (tok === KW.ONLY) return withSample(p, parseRelationWithAlias(p));
  if (tok === KW.LATERAL) {
    p.next();
    if (p.tok === T.LPAREN) {
      const location = p.start;
      return subselectItem(p, parseSelectWithParens(p), true, location);
    }
    return parseNamedItem(p, true);
  }
  return parseNamedItem(p, false);
}

function parseRelationWithAlias(p: Parser): RangeVar {
  const relation = parseRelationExpr(p);
  const alias = parseAlias(p);
  return alias === null ? relation : { ...relation, alias };
}

/** A table or a function; only the latter after LATERAL. */
function parseNamedItem(p: Parser, lateral: boolean): FromItem {
  const tok = p.tok;
  const location = p.start;
  if (tok !== T.IDENT) {
    if (tok === KW.ROWS && p.peek() === KW.FROM) return parseRowsFrom(p, lateral);
    if (tok === KW.XMLTABLE && p.peek() === T.LPAREN) return parseXmlTable(p, lateral);
    if (startsFunctionLikeExpr(p)) return finishFunction(p, parseFunctionLikeExpr(p), lateral);
  }
  const flags = TOKEN_FLAGS[tok]!;
  if ((flags & FLAG.COL_ID) === 0) {
    // Only a function may be called like a type-or-function key word.
    if ((flags & FLAG.TYPE_FUNC) === 0 || p.peek() !== T.LPAREN) throw unexpectedName(p, flags);
  }
  const first = p.value;
  p.next();
  if (p.tok === T.LPAREN) {
    if ((flags & FLAG.TYPE_FUNC) === 0) throw p.syntaxError();
    return finishFunction(p, parseFuncApplication(p, [first], location), lateral);
  }
  const names = p.tok === T.DOT || p.tok === T.LBRACKET ? [first, ...nameParts(p)] : [first];
  if (p.tok === T.LPAREN) return finishFunction(p, parseFuncApplication(p, names, location), lateral);
  if (lateral) throw p.syntaxError();
  const relation = rangeVarOf(p, names, location);
  p.accept(T.STAR);
  const alias = parseAlias(p);
  return withSample(p, alias === null ? relation : { ...relation, alias });
}

/** The error is at a type-or-function word's successor, but at any other word itself. */
function unexpectedName(p: Parser, flags: number): Error {
  if ((flags & FLAG.TYPE_FUNC) !== 0) p.next();
  return p.syntaxError();
}

function withSample(p: Parser, relation: RangeVar): FromItem {
  if (p.tok !== KW.TABLESAMPLE) return relation;
  p.next();
  const location = p.start;
  const method = parseFuncName(p);
  p.expect(T.LPAREN);
  const args = parseExprList(p);
  p.expect(T.RPAREN);
  let repeatable: Expression | null = null;
  if (p.accept(KW.REPEATABLE)) {
    p.expect(T.LPAREN);
    repeatable = parseExpr(p);
    p.expect(T.RPAREN);
  }
  return { kind: 'RangeTableSample', relation, method, args, repeatable, location };
}

/** The function-like expressions that are not written as a plain call. */
export function startsFunctionLikeExpr(p: Parser): boolean {
  const tok = p.tok;
  switch (tok) {
    case KW.CURRENT_DATE:
    case KW.CURRENT_TIME:
    case KW.CURRENT_TIMESTAMP:
    case KW.LOCALTIME:
    case KW.LOCALTIMESTAMP:
    case KW.CURRENT_ROLE:
    case KW.CURRENT_USER:
    case KW.USER:
    case KW.SESSION_USER:
    case KW.CURRENT_CATALOG:
    case KW.CAST:
      return true;
    case KW.CURRENT_SCHEMA:
      return p.peek() !== T.LPAREN;
    case KW.COLLATION:
      return p.peek() === KW.FOR;
    default:
      return isSpecialCallWord(tok) && p.peek() === T.LPAREN;
  }
}

export function parseFunctionLikeExpr(p: Parser): Expression {
  return isSpecialCallWord(p.tok) ? parseSpecialCall(p) : parsePrimary(p, true);
}

/** A function call without FILTER and OVER, or a function-like expression. */
export function parseFuncExprWindowless(p: Parser): Expression {
  if (startsFunctionLikeExpr(p)) return parseFunctionLikeExpr(p);
  const location = p.start;
  const name = parseFuncName(p);
  return parseFuncApplication(p, name, location);
}

function finishFunction(p: Parser, func: Expression, lateral: boolean): RangeFunction {
  return parseFunctionAlias(p, lateral, false, [{ func, coldeflist: [] }]);
}

function parseRowsFrom(p: Parser, lateral: boolean): RangeFunction {
  p.next();
  p.next();
  p.expect(T.LPAREN);
  const functions = p.list(parseRowsFromItem);
  p.expect(T.RPAREN);
  return parseFunctionAlias(p, lateral, true, functions);
}

function parseRowsFromItem(p: Parser): RangeFunctionItem {
  const func = parseFuncExprWindowless(p);
  if (!p.accept(KW.AS)) return { func, coldeflist: [] };
  p.expect(T.LPAREN);
  const coldeflist = p.list(parseTableFuncElement);
  p.expect(T.RPAREN);
  return { func, coldeflist };
}

/** WITH ORDINALITY, the alias, and the column definitions of a record-returning function. */
function parseFunctionAlias(p: Parser, lateral: boolean, isRowsFrom: boolean, functions: readonly RangeFunctionItem[]): RangeFunction {
  const ordinality = p.accept(T.WITH_LA);
  if (ordinality) p.expect(KW.ORDINALITY);
  let alias: Alias | null = null;
  let coldeflist: readonly ColumnDef[] = [];
  const hasAs = p.accept(KW.AS);
  let aliasname: string | null = null;
  if (!hasAs || p.tok !== T.LPAREN) {
    if (hasAs || p.hasFlag(FLAG.COL_ID)) aliasname = p.colId();
  }
  if (p.tok === T.LPAREN && (hasAs || aliasname !== null)) {
    p.next();
    const following = p.peek();
    if (aliasname !== null && (following === T.COMMA || following === T.RPAREN)) {
      const colnames = parseNameList(p);
      p.expect(T.RPAREN);
      alias = { kind: 'Alias', aliasname, colnames };
    } else {
      coldeflist = p.list(parseTableFuncElement);
      p.expect(T.RPAREN);
    }
  }
  if (alias === null && aliasname !== null) alias = { kind: 'Alias', aliasname, colnames: [] };
  return { kind: 'RangeFunction', lateral, ordinality, isRowsFrom, functions, alias, coldeflist };
}

/** `name type [COLLATE c]` */
export function parseTableFuncElement(p: Parser): ColumnDef {
  const location = p.start;
  const colname = p.colId();
  const typeName = parseTypename(p);
  let collClause: ColumnDef['collClause'] = null;
  if (p.tok === KW.COLLATE) {
    const collateLocation = p.start;
    p.next();
    collClause = { kind: 'CollateClause', arg: null, collname: parseAnyName(p), location: collateLocation };
  }
  return { kind: 'ColumnDef', colname, typeName, compression: null, constraints: [], collClause, rawDefault: null, fdwoptions: [], location };
}

/** `[AS] name [(columns)]` or nothing. */
export function parseAlias(p: Parser): Alias | null {
  if (!p.accept(KW.AS) && !p.hasFlag(FLAG.COL_ID)) return null;
  const aliasname = p.colId();
  return { kind: 'Alias', aliasname, colnames: parseOptionalParenNameList(p) };
}

function subselectItem(p: Parser, subquery: SelectStmt, lateral: boolean, location: number): RangeSubselect {
  const alias = parseAlias(p);
  if (alias === null) {
    const isValues = subquery.valuesLists.length > 0;
    throw Object.assign(p.error(`${isValues ? 'VALUES' : 'subquery'} in FROM must have an alias`, location), {
      hint: `For example, FROM (${isValues ? 'VALUES' : 'SELECT'} ...) [AS] foo.`,
    });
  }
  return { kind: 'RangeSubselect', lateral, subquery, alias };
}

/** At `(` in FROM: a parenthesised select, or parenthesised joins. As in expressions, nested parentheses decide late. */
function parseTableParen(p: Parser): SelectStmt | JoinExpr {
  p.enter();
  p.expect(T.LPAREN);
  let first: FromItem;
  if (startsSelect(p)) {
    const select = parseSelectNoParens(p);
    p.expect(T.RPAREN);
    p.leave();
    return select;
  }
  if (p.tok === T.LPAREN) {
    const location = p.start;
    const inner = parseTableParen(p);
    if (inner.kind === 'SelectStmt') {
      if (p.tok === T.RPAREN || continuesSelect(p.tok)) {
        const select = continueSelect(p, inner);
        p.expect(T.RPAREN);
        p.leave();
        return select;
      }
      // Without an alias only a join makes it an item rather than a wrong token after a select.
      if (!p.hasFlag(FLAG.COL_ID) && p.tok !== KW.AS && !startsJoin(p.tok)) throw p.syntaxError();
      first = parseJoins(p, subselectItem(p, inner, false, location));
    } else {
      const alias = parseAlias(p);
      first = parseJoins(p, alias === null ? inner : { ...inner, alias });
    }
  } else {
    first = parseTableRef(p);
  }
  // Only joins may be parenthesised, not a single item.
  if (first.kind !== 'JoinExpr' || first.alias !== null) throw p.syntaxError();
  p.expect(T.RPAREN);
  p.leave();
  return first;
}

function parseXmlTable(p: Parser, lateral: boolean): RangeTableFunc {
  const location = p.start;
  p.next();
  p.expect(T.LPAREN);
  let namespaces: ResTarget[] = [];
  if (p.tok === KW.XMLNAMESPACES && p.peek() === T.LPAREN) {
    p.next();
    p.next();
    namespaces = p.list(parseXmlNamespace);
    p.expect(T.RPAREN);
    p.expect(T.COMMA);
  }
  const rowexpr = parsePrimary(p, true);
  const docexpr = parseXmlPassing(p);
  p.expect(KW.COLUMNS);
  const columns = p.list(parseXmlColumn);
  p.expect(T.RPAREN);
  return { kind: 'RangeTableFunc', lateral, docexpr, rowexpr, namespaces, columns, alias: parseAlias(p), location };
}

function parseXmlNamespace(p: Parser): ResTarget {
  const location = p.start;
  const isDefault = p.accept(KW.DEFAULT);
  const val = parseRestrictedExpr(p);
  let name: string | null = null;
  if (!isDefault) {
    p.expect(KW.AS);
    name = p.colLabel();
  }
  return { kind: 'ResTarget', name, indirection: [], val, location };
}

function parseXmlColumn(p: Parser): RangeTableFuncCol {
  const location = p.start;
  const colname = p.colId();
  if (p.accept(KW.FOR)) {
    p.expect(KW.ORDINALITY);
    return { kind: 'RangeTableFuncCol', colname, typeName: null, forOrdinality: true, isNotNull: false, colexpr: null, coldefexpr: null, location };
  }
  const typeName = parseTypename(p);
  let colexpr: Expression | null = null;
  let coldefexpr: Expression | null = null;
  let nullability: boolean | null = null;
  // PostgreSQL looks at the options when it has all of them.
  let problem: PgError | null = null;
  for (;;) {
    const optionLocation = p.start;
    if (p.accept(KW.DEFAULT)) {
      if (coldefexpr !== null) problem ??= p.error('only one DEFAULT value is allowed', optionLocation);
      coldefexpr = parseRestrictedExpr(p);
    } else if (p.tok === T.IDENT) {
      const option = p.value;
      p.next();
      const value = parseRestrictedExpr(p);
      if (option !== 'path') problem ??= p.error(`unrecognized column option "${option}"`, optionLocation);
      else if (colexpr !== null) problem ??= p.error('only one PATH value per column is allowed', optionLocation);
      colexpr = value;
    } else if (p.tok === KW.NOT || p.tok === KW.NULL) {
      const isNotNull = p.accept(KW.NOT);
      p.expect(KW.NULL);
      if (nullability !== null) {
        problem ??= p.error(`conflicting or redundant NULL / NOT NULL declarations for column "${colname}"`, optionLocation);
      }
      nullability = isNotNull;
    } else {
      break;
    }
  }
  if (problem !== null) throw problem;
  return { kind: 'RangeTableFuncCol', colname, typeName, forOrdinality: false, isNotNull: nullability === true, colexpr, coldefexpr, location };
}
