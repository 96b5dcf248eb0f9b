/**
 * Expressions. Operands that are not a single operand by themselves go in parentheses, so precedence never matters;
 * parentheses leave no trace in the tree.
 */
import type {
  AConst,
  AExpr,
  AIndirection,
  BoolExpr,
  Expression,
  FrameBound,
  FuncCall,
  Indirection,
  ResTarget,
  SortBy,
  SubLink,
  WindowDef,
  WindowFrame,
  XmlExpr,
} from '../tree/index.js';
import { select } from './select.js';
import { dotted, ident, list, literal, operatorName, when } from './text.js';
import { type } from './types.js';

export function expression(node: Expression): string {
  switch (node.kind) {
    case 'ColumnRef':
      return [...node.fields.map(ident), ...(node.star ? ['*'] : [])].join('.');
    case 'ParamRef':
      return `$${node.number}`;
    case 'AConst':
      return constant(node);
    case 'AExpr':
      return operatorExpression(node);
    case 'BoolExpr':
      return boolExpression(node);
    case 'FuncCall':
      return call(node);
    case 'NamedArgExpr':
      return `${ident(node.name)} => ${expression(node.arg)}`;
    case 'TypeCast':
      return `${operand(node.arg)}::${type(node.typeName)}`;
    case 'CollateClause':
      return `${node.arg === null ? '' : `${operand(node.arg)} `}COLLATE ${dotted(node.collname)}`;
    case 'SubLink':
      return subLink(node);
    case 'CaseExpr': {
      const whens = node.args.map(item => ` WHEN ${expression(item.expr)} THEN ${expression(item.result)}`).join('');
      const otherwise = node.defresult === null ? '' : ` ELSE ${expression(node.defresult)}`;
      return `CASE${node.arg === null ? '' : ` ${expression(node.arg)}`}${whens}${otherwise} END`;
    }
    case 'AArrayExpr':
      return `ARRAY${brackets(node)}`;
    case 'RowExpr':
      return `${node.rowFormat === 'explicit' ? 'ROW' : ''}(${list(node.args, expression)})`;
    case 'CoalesceExpr':
      return `COALESCE(${list(node.args, expression)})`;
    case 'MinMaxExpr':
      return `${node.op.toUpperCase()}(${list(node.args, expression)})`;
    case 'SQLValueFunction':
      return `${node.op.toUpperCase()}${node.typmod >= 0 ? `(${node.typmod})` : ''}`;
    case 'NullTest':
      return `${operand(node.arg)} IS ${when(node.isNot, 'NOT ')}NULL`;
    case 'BooleanTest':
      return `${operand(node.arg)} IS ${node.testType.replace('not', 'NOT ').toUpperCase()}`;
    case 'AIndirection':
      return indirectionExpression(node);
    case 'GroupingFunc':
      return `GROUPING(${list(node.args, expression)})`;
    case 'SetToDefault':
      return 'DEFAULT';
    case 'CurrentOfExpr':
      return `CURRENT OF ${ident(node.cursorName)}`;
    case 'MultiAssignRef':
      return expression(node.source);
    case 'XmlExpr':
      return xmlExpression(node);
    case 'XmlSerialize':
      return `XMLSERIALIZE(${node.xmloption.toUpperCase()} ${expression(node.expr)} AS ${type(node.typeName)})`;
  }
}

/** An expression as an operand: in parentheses unless it is one token or delimited by itself. */
export function operand(node: Expression): string {
  switch (node.kind) {
    case 'ColumnRef':
    case 'ParamRef':
    case 'CaseExpr':
    case 'AArrayExpr':
    case 'RowExpr':
    case 'CoalesceExpr':
    case 'MinMaxExpr':
    case 'SQLValueFunction':
    case 'GroupingFunc':
    case 'XmlSerialize':
      return expression(node);
    case 'AConst':
      return isNegative(node) ? `(${constant(node)})` : constant(node);
    case 'FuncCall':
      return isInfix(node) ? `(${call(node)})` : call(node);
    case 'SubLink':
      return node.testexpr === null ? subLink(node) : `(${subLink(node)})`;
    case 'XmlExpr':
      return node.op === 'document' ? `(${xmlExpression(node)})` : xmlExpression(node);
    default:
      return `(${expression(node)})`;
  }
}

function isNegative(node: AConst): boolean {
  return (node.valueKind === 'integer' && node.value < 0) || (node.valueKind === 'float' && node.value.startsWith('-'));
}

export function constant(node: AConst): string {
  switch (node.valueKind) {
    case 'integer':
      return String(node.value);
    case 'float':
      return node.value;
    case 'string':
      return literal(node.value);
    case 'bitString':
      return `${node.value[0]}${literal(node.value.slice(1))}`;
    case 'boolean':
      return node.value ? 'TRUE' : 'FALSE';
    case 'null':
      return 'NULL';
  }
}

function operatorExpression(node: AExpr): string {
  const name = operatorName(node.name);
  switch (node.exprKind) {
    case 'op':
      if (node.lexpr === null) return `${prefixOperator(node.name)} ${operand(node.rexpr)}`;
      return `${operand(node.lexpr)} ${name} ${operand(node.rexpr)}`;
    case 'opAny':
    case 'opAll':
      return `${operand(node.lexpr!)} ${name} ${node.exprKind === 'opAny' ? 'ANY' : 'ALL'} (${expression(node.rexpr)})`;
    case 'distinct':
    case 'notDistinct':
      return `${operand(node.lexpr!)} IS ${when(node.exprKind === 'notDistinct', 'NOT ')}DISTINCT FROM ${operand(node.rexpr)}`;
    case 'nullif':
      return `NULLIF(${expression(node.lexpr!)}, ${expression(node.rexpr)})`;
    case 'like':
    case 'ilike':
    case 'similar':
      return pattern(node.exprKind, node.name[0]!.startsWith('!'), node.lexpr!, node.rexpr);
    case 'in':
      return `${operand(node.lexpr)} ${when(node.name[0] !== '=', 'NOT ')}IN (${list(node.rexpr, expression)})`;
    case 'between':
    case 'notBetween':
    case 'betweenSym':
    case 'notBetweenSym':
      return `${operand(node.lexpr)} ${node.name[0]} ${operand(node.rexpr[0]!)} AND ${operand(node.rexpr[1]!)}`;
  }
}

/** Of the operators that the grammar has tokens of their own for only two may stand in front without OPERATOR(). */
function prefixOperator(names: readonly string[]): string {
  return names.length === 1 && INFIX_ONLY.has(names[0]!) ? `OPERATOR(${names[0]})` : operatorName(names);
}

const INFIX_ONLY = new Set(['*', '/', '%', '^', '<', '>', '=', '<=', '>=', '<>']);

function pattern(kind: 'like' | 'ilike' | 'similar', negated: boolean, left: Expression, right: Expression): string {
  const word = kind === 'similar' ? 'SIMILAR TO' : kind.toUpperCase();
  const wrapper = kind === 'similar' ? 'similar_to_escape' : 'like_escape';
  let operands = operand(right);
  if (right.kind === 'FuncCall' && isSystemCall(right, wrapper)) operands = right.args.map(operand).join(' ESCAPE ');
  return `${operand(left)} ${when(negated, 'NOT ')}${word} ${operands}`;
}

function boolExpression(node: BoolExpr): string {
  if (node.boolop === 'not') return `NOT ${operand(node.args[0]!)}`;
  return node.args.map(operand).join(node.boolop === 'and' ? ' AND ' : ' OR ');
}

function subLink(node: SubLink): string {
  const query = `(${select(node.subselect)})`;
  switch (node.subLinkType) {
    case 'exists':
      return `EXISTS ${query}`;
    case 'array':
      return `ARRAY${query}`;
    case 'expr':
      return query;
    case 'any':
      if (node.operName.length === 0) return `${operand(node.testexpr!)} IN ${query}`;
      return `${operand(node.testexpr!)} ${operatorName(node.operName)} ANY ${query}`;
    case 'all':
      return `${operand(node.testexpr!)} ${operatorName(node.operName)} ALL ${query}`;
  }
}

function brackets(node: Expression & { kind: 'AArrayExpr' }): string {
  return `[${list(node.elements, item => (item.kind === 'AArrayExpr' ? `ARRAY${brackets(item)}` : expression(item)))}]`;
}

function indirectionExpression(node: AIndirection): string {
  const { arg, indirection } = node;
  const isBare = arg.kind === 'ParamRef' || (arg.kind === 'ColumnRef' && !arg.star && indirection[0]?.kind === 'AIndices');
  return `${isBare ? expression(arg) : `(${expression(arg)})`}${indirections(indirection)}`;
}

export function indirections(items: readonly Indirection[]): string {
  return items.map(indirection).join('');
}

function indirection(item: Indirection): string {
  switch (item.kind) {
    case 'FieldName':
      return `.${ident(item.name)}`;
    case 'AStar':
      return '.*';
    case 'AIndices': {
      const upper = item.uidx === null ? '' : expression(item.uidx);
      return item.isSlice ? `[${item.lidx === null ? '' : expression(item.lidx)}:${upper === '' ? '' : ` ${upper}`}]` : `[${upper}]`;
    }
  }
}

/* ------------------------------------------------------------------ calls */

function isSystemCall(node: FuncCall, name: string): boolean {
  return node.funcname.length === 2 && node.funcname[0] === 'pg_catalog' && node.funcname[1] === name;
}

/** Calls written as an operator. */
function isInfix(node: FuncCall): boolean {
  return node.funcFormat === 'sqlSyntax' && (isSystemCall(node, 'timezone') || isSystemCall(node, 'is_normalized') || isSystemCall(node, 'overlaps'));
}

export function call(node: FuncCall): string {
  if (node.funcFormat === 'sqlSyntax') {
    const special = specialCall(node.funcname[1]!, node.args);
    if (special !== null) return special;
  }
  let args = list(node.args, (item: Expression) => expression(item));
  if (node.aggStar) args = '*';
  if (node.funcVariadic) {
    const last = node.args.length - 1;
    args = node.args.map((item, index) => `${when(index === last, 'VARIADIC ')}${expression(item)}`).join(', ');
  }
  const order = node.aggOrder.length === 0 ? '' : `ORDER BY ${list(node.aggOrder, sortBy)}`;
  let text = `${dotted(node.funcname)}(${when(node.aggDistinct, 'DISTINCT ')}${args}`;
  text += node.aggWithinGroup ? `) WITHIN GROUP (${order})` : `${when(order, ` ${order}`)})`;
  if (node.aggFilter !== null) text += ` FILTER (WHERE ${expression(node.aggFilter)})`;
  if (node.over !== null) text += ` OVER ${node.over.isReference ? ident(node.over.name!) : windowSpecification(node.over)}`;
  return text;
}

/** Functions that SQL spells with words between their arguments. */
function specialCall(name: string, args: readonly Expression[]): string | null {
  const [first, second] = args;
  switch (name) {
    case 'timezone':
      return `${operand(second!)} AT TIME ZONE ${operand(first!)}`;
    case 'overlaps':
      return `(${list(args.slice(0, 2), expression)}) OVERLAPS (${list(args.slice(2), expression)})`;
    case 'is_normalized':
      return `${operand(first!)} IS ${normalForm(second)} NORMALIZED`.replace('  ', ' ');
    case 'normalize':
      return `NORMALIZE(${expression(first!)}${second === undefined ? '' : `, ${normalForm(second)}`})`;
    case 'extract':
      return `EXTRACT(${expression(first!)} FROM ${expression(second!)})`;
    case 'overlay': {
      const [from, count] = args.slice(2);
      return `OVERLAY(${expression(first!)} PLACING ${expression(second!)} FROM ${expression(from!)}${forLength(count)})`;
    }
    case 'position':
      return `POSITION(${operand(second!)} IN ${operand(first!)})`;
    case 'substring':
      return `SUBSTRING(${expression(first!)} FROM ${expression(second!)}${forLength(args[2])})`;
    case 'btrim':
    case 'ltrim':
    case 'rtrim': {
      const side = name === 'btrim' ? 'BOTH' : name === 'ltrim' ? 'LEADING' : 'TRAILING';
      return `TRIM(${side} FROM ${list(args, expression)})`;
    }
    case 'xmlexists':
      return `XMLEXISTS(${operand(first!)} PASSING ${operand(second!)})`;
    case 'pg_collation_for':
      return `COLLATION FOR (${expression(first!)})`;
    default:
      return null;
  }
}

function forLength(length: Expression | undefined): string {
  return length === undefined ? '' : ` FOR ${expression(length)}`;
}

function normalForm(form: Expression | undefined): string {
  return form?.kind === 'AConst' ? String(form.value) : '';
}

export function sortBy(node: SortBy): string {
  let text = expression(node.node);
  if (node.direction === 'using') text += ` USING ${operatorName(node.useOp)}`;
  else if (node.direction !== 'default') text += ` ${node.direction.toUpperCase()}`;
  return node.nulls === 'default' ? text : `${text} NULLS ${node.nulls.toUpperCase()}`;
}

export function windowSpecification(node: WindowDef): string {
  const parts: string[] = [];
  if (node.refname !== null) parts.push(ident(node.refname));
  if (node.partitionClause.length > 0) parts.push(`PARTITION BY ${list(node.partitionClause, expression)}`);
  if (node.orderClause.length > 0) parts.push(`ORDER BY ${list(node.orderClause, sortBy)}`);
  if (node.frame !== null) parts.push(frame(node.frame));
  return `(${parts.join(' ')})`;
}

const EXCLUSIONS = { none: '', currentRow: ' EXCLUDE CURRENT ROW', group: ' EXCLUDE GROUP', ties: ' EXCLUDE TIES' };

function frame(node: WindowFrame): string {
  const extent = node.between ? `BETWEEN ${bound(node.start)} AND ${bound(node.end)}` : bound(node.start);
  return `${node.mode.toUpperCase()} ${extent}${EXCLUSIONS[node.exclude]}`;
}

function bound(node: FrameBound): string {
  switch (node.boundKind) {
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'currentRow':
      return 'CURRENT ROW';
    default:
      return `(${expression(node.offset!)}) ${node.boundKind.toUpperCase()}`;
  }
}

/* ------------------------------------------------------------------ XML */

const STANDALONE = [', STANDALONE YES', ', STANDALONE NO', ', STANDALONE NO VALUE', ''];

function xmlExpression(node: XmlExpr): string {
  const args = list(node.args, expression);
  switch (node.op) {
    case 'concat':
      return `XMLCONCAT(${args})`;
    case 'element': {
      const attributes = node.namedArgs.length === 0 ? '' : `, XMLATTRIBUTES(${list(node.namedArgs, namedXml)})`;
      return `XMLELEMENT(NAME ${ident(node.name!)}${attributes}${when(args, `, ${args}`)})`;
    }
    case 'forest':
      return `XMLFOREST(${list(node.namedArgs, namedXml)})`;
    case 'parse': {
      const preserve = node.args[1];
      const whitespace = preserve?.kind === 'AConst' && preserve.value === true ? ' PRESERVE WHITESPACE' : '';
      return `XMLPARSE(${node.xmloption.toUpperCase()} ${expression(node.args[0]!)}${whitespace})`;
    }
    case 'pi':
      return `XMLPI(NAME ${ident(node.name!)}${when(args, `, ${args}`)})`;
    case 'root': {
      const [document, version, standalone] = node.args;
      const isNoValue = version!.kind === 'AConst' && version!.valueKind === 'null';
      const choice = standalone?.kind === 'AConst' ? STANDALONE[Number(standalone.value)] : '';
      return `XMLROOT(${expression(document!)}, VERSION ${isNoValue ? 'NO VALUE' : expression(version!)}${choice})`;
    }
    case 'document':
      return `${operand(node.args[0]!)} IS DOCUMENT`;
  }
}

function namedXml(node: ResTarget): string {
  return `${expression(node.val!)}${node.name === null ? '' : ` AS ${ident(node.name)}`}`;
}
