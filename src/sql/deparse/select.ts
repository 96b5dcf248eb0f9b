/** SELECT and what stands in FROM. */
import type {
  CommonTableExpr,
  Expression,
  FromItem,
  GroupItem,
  JoinExpr,
  LockingClause,
  RangeFunction,
  RangeFunctionItem,
  RangeTableFunc,
  RangeTableFuncCol,
  ResTarget,
  SelectStmt,
  WindowDef,
  WithClause,
} from '../tree/index.js';
import { columnDef } from './tables.js';
import { query } from './dml.js';
import { expression, operand, sortBy, windowSpecification } from './expressions.js';
import { alias, columnList, dotted, ident, idents, list, relation, relationName, when } from './text.js';
import { type, typedLiteral } from './types.js';

export function select(node: SelectStmt): string {
  let text = withClause(node.withClause);
  if (node.op !== 'none') {
    text += `(${select(node.larg!)}) ${node.op.toUpperCase()}${when(node.all, ' ALL')} (${select(node.rarg!)})`;
  } else if (node.valuesLists.length > 0) {
    text += `VALUES ${list(node.valuesLists, row => `(${list(row, expression)})`)}`;
  } else {
    text += selectCore(node);
  }
  if (node.sortClause.length > 0) text += ` ORDER BY ${list(node.sortClause, sortBy)}`;
  if (node.limitOption === 'withTies') text += ` FETCH FIRST ${operand(node.limitCount!)} ROWS WITH TIES`;
  else if (node.limitCount !== null) text += ` LIMIT ${expression(node.limitCount)}`;
  if (node.limitOffset !== null) text += ` OFFSET ${expression(node.limitOffset)}`;
  return text + node.lockingClause.map(locking).join('');
}

function selectCore(node: SelectStmt): string {
  let text = 'SELECT';
  if (node.distinctClause !== null) {
    text += ' DISTINCT';
    if (node.distinctClause.length > 0) text += ` ON (${list(node.distinctClause, expression)})`;
  }
  if (node.targetList.length > 0) text += ` ${targets(node.targetList)}`;
  if (node.intoClause !== null) {
    const { rel } = node.intoClause;
    text += ` INTO ${rel.relpersistence === 't' ? 'TEMPORARY ' : rel.relpersistence === 'u' ? 'UNLOGGED ' : ''}TABLE ${relationName(rel)}`;
  }
  if (node.fromClause.length > 0) text += ` FROM ${list(node.fromClause, fromItem)}`;
  if (node.whereClause !== null) text += ` WHERE ${expression(node.whereClause)}`;
  if (node.groupClause.length > 0) text += ` GROUP BY ${when(node.groupDistinct, 'DISTINCT ')}${list(node.groupClause, groupItem)}`;
  if (node.havingClause !== null) text += ` HAVING ${expression(node.havingClause)}`;
  if (node.windowClause.length > 0) text += ` WINDOW ${list(node.windowClause, windowDefinition)}`;
  return text;
}

function windowDefinition(node: WindowDef): string {
  return `${ident(node.name!)} AS ${windowSpecification(node)}`;
}

export function targets(nodes: readonly ResTarget[]): string {
  return list(nodes, node => `${expression(node.val!)}${node.name === null ? '' : ` AS ${ident(node.name)}`}`);
}

function groupItem(node: GroupItem): string {
  if (node.kind !== 'GroupingSet') return expression(node);
  const content = `(${list(node.content, groupItem)})`;
  switch (node.setKind) {
    case 'empty':
      return '()';
    case 'sets':
      return `GROUPING SETS ${content}`;
    default:
      return `${node.setKind.toUpperCase()} ${content}`;
  }
}

const LOCK_STRENGTHS = { keyShare: 'KEY SHARE', share: 'SHARE', noKeyUpdate: 'NO KEY UPDATE', update: 'UPDATE' };
const WAIT_POLICIES = { block: '', skip: ' SKIP LOCKED', error: ' NOWAIT' };

function locking(node: LockingClause): string {
  const of = node.lockedRels.length === 0 ? '' : ` OF ${list(node.lockedRels, relationName)}`;
  return ` FOR ${LOCK_STRENGTHS[node.strength]}${of}${WAIT_POLICIES[node.waitPolicy]}`;
}

/** With a space behind it. */
export function withClause(node: WithClause | null): string {
  if (node === null) return '';
  return `WITH ${when(node.recursive, 'RECURSIVE ')}${list(node.ctes, commonTable)} `;
}

const MATERIALIZATION = { default: '', always: 'MATERIALIZED ', never: 'NOT MATERIALIZED ' };

function commonTable(node: CommonTableExpr): string {
  let text = `${ident(node.ctename)}${columnList(node.aliascolnames)} AS ${MATERIALIZATION[node.ctematerialized]}(${query(node.ctequery)})`;
  if (node.searchClause !== null) {
    const { breadthFirst, searchColList, seqColumn } = node.searchClause;
    text += ` SEARCH ${breadthFirst ? 'BREADTH' : 'DEPTH'} FIRST BY ${idents(searchColList)} SET ${ident(seqColumn)}`;
  }
  if (node.cycleClause !== null) {
    const { cycleColList, markColumn, markValue, markDefault, pathColumn } = node.cycleClause;
    text += ` CYCLE ${idents(cycleColList)} SET ${ident(markColumn)}`;
    const literalOf = (item: typeof markValue): string => (item.kind === 'TypeCast' ? typedLiteral(item.typeName, expression(item.arg)) : expression(item));
    text += ` TO ${literalOf(markValue)} DEFAULT ${literalOf(markDefault)} USING ${ident(pathColumn)}`;
  }
  return text;
}

/* ------------------------------------------------------------------ FROM */

export function fromItem(node: FromItem): string {
  switch (node.kind) {
    case 'RangeVar':
      return relation(node);
    case 'RangeSubselect':
      return `${when(node.lateral, 'LATERAL ')}(${select(node.subquery)})${alias(node.alias)}`;
    case 'RangeFunction':
      return rangeFunction(node);
    case 'RangeTableSample': {
      const repeatable = node.repeatable === null ? '' : ` REPEATABLE (${expression(node.repeatable)})`;
      return `${relation(node.relation)} TABLESAMPLE ${dotted(node.method)} (${list(node.args, expression)})${repeatable}`;
    }
    case 'RangeTableFunc':
      return xmlTable(node);
    case 'JoinExpr':
      return node.alias === null ? joinExpression(node) : `(${joinExpression(node)})${alias(node.alias)}`;
  }
}

function joinExpression(node: JoinExpr): string {
  const isPlainJoin = node.rarg.kind === 'JoinExpr' && node.rarg.alias === null;
  const right = isPlainJoin ? `(${fromItem(node.rarg)})` : fromItem(node.rarg);
  const left = fromItem(node.larg);
  const word = node.jointype === 'inner' ? 'JOIN' : `${node.jointype.toUpperCase()} JOIN`;
  if (node.isNatural) return `${left} NATURAL ${word} ${right}`;
  if (node.usingClause.length > 0) {
    const usingAlias = node.joinUsingAlias === null ? '' : ` AS ${ident(node.joinUsingAlias.aliasname)}`;
    return `${left} ${word} ${right} USING (${idents(node.usingClause)})${usingAlias}`;
  }
  return node.quals === null ? `${left} CROSS JOIN ${right}` : `${left} ${word} ${right} ON ${expression(node.quals)}`;
}

function rangeFunction(node: RangeFunction): string {
  const functions = node.isRowsFrom ? `ROWS FROM (${list(node.functions, rowsFromItem)})` : functionLike(node.functions[0]!.func);
  let text = `${when(node.lateral, 'LATERAL ')}${functions}${when(node.ordinality, ' WITH ORDINALITY')}`;
  if (node.coldeflist.length > 0) {
    text += ` AS ${node.alias === null ? '' : `${ident(node.alias.aliasname)} `}(${list(node.coldeflist, columnDef)})`;
  } else {
    text += alias(node.alias);
  }
  return text;
}

/** The one function-like expression that is written differently elsewhere is a cast. */
function functionLike(node: Expression): string {
  return node.kind === 'TypeCast' ? `CAST(${expression(node.arg)} AS ${type(node.typeName)})` : expression(node);
}

function rowsFromItem(node: RangeFunctionItem): string {
  return `${functionLike(node.func)}${node.coldeflist.length === 0 ? '' : ` AS (${list(node.coldeflist, columnDef)})`}`;
}

function xmlTable(node: RangeTableFunc): string {
  const namespace = (item: ResTarget): string => (item.name === null ? `DEFAULT ${operand(item.val!)}` : `${operand(item.val!)} AS ${ident(item.name)}`);
  const namespaces = node.namespaces.length === 0 ? '' : `XMLNAMESPACES(${list(node.namespaces, namespace)}), `;
  const body = `${namespaces}${operand(node.rowexpr)} PASSING ${operand(node.docexpr)} COLUMNS ${list(node.columns, xmlColumn)}`;
  return `${when(node.lateral, 'LATERAL ')}XMLTABLE(${body})${alias(node.alias)}`;
}

function xmlColumn(node: RangeTableFuncCol): string {
  if (node.forOrdinality) return `${ident(node.colname)} FOR ORDINALITY`;
  let text = `${ident(node.colname)} ${type(node.typeName!)}`;
  if (node.colexpr !== null) text += ` PATH ${operand(node.colexpr)}`;
  if (node.coldefexpr !== null) text += ` DEFAULT ${operand(node.coldefexpr)}`;
  return text + when(node.isNotNull, ' NOT NULL');
}
