/** Functions, triggers, rules, types, domains and DefineStmt. */
import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CreateDomainStmt,
  CreateFunctionStmt,
  CreateTrigStmt,
  DefElem,
  DefineStmt,
  FunctionBodyStatement,
  RuleStmt,
} from '../tree/index.js';
import { constant, expression } from './expressions.js';
import { OBJECT_WORDS, parameter } from './object-names.js';
import { definition } from './options.js';
import { statement, variableSet } from './statement.js';
import { columnDef, deferrability, tableConstraint } from './tables.js';
import { cascade, dotted, ident, idents, list, literal, qualifiedOperator, relationName, when } from './text.js';
import { type } from './types.js';

export function createFunction(node: CreateFunctionStmt): string {
  const columns = node.parameters.filter(item => item.mode === 'table');
  const parameters = node.parameters.filter(item => item.mode !== 'table');
  let text = `CREATE ${when(node.replace, 'OR REPLACE ')}${node.isProcedure ? 'PROCEDURE' : 'FUNCTION'} `;
  text += `${dotted(node.funcname)}(${list(parameters, parameter)})`;
  if (columns.length > 0) text += ` RETURNS TABLE (${list(columns, parameter)})`;
  else if (node.returnType !== null) text += ` RETURNS ${type(node.returnType)}`;
  text += functionOptions(node.options);
  const body = node.sqlBody;
  if (body === null) return text;
  if ('kind' in body) return `${text} ${bodyStatement(body)}`;
  return `${text} BEGIN ATOMIC ${body.map(item => `${bodyStatement(item)}; `).join('')}END`;
}

function bodyStatement(node: FunctionBodyStatement): string {
  return node.kind === 'ReturnStmt' ? `RETURN ${expression(node.returnval)}` : statement(node);
}

/** Each with a space in front. */
export function functionOptions(options: readonly DefElem[]): string {
  return options.map(option => ` ${functionOption(option)}`).join('');
}

function functionOption({ defname, arg }: DefElem): string {
  const isTrue = arg?.kind === 'AConst' && arg.value === true;
  switch (defname) {
    case 'as':
      return `AS ${arg?.kind === 'NameList' ? list(arg.names, literal) : ''}`;
    case 'language':
      return `LANGUAGE ${word(arg)}`;
    case 'volatility':
      return arg?.kind === 'AConst' ? String(arg.value).toUpperCase() : '';
    case 'parallel':
      return `PARALLEL ${word(arg)}`;
    case 'strict':
      return isTrue ? 'STRICT' : 'CALLED ON NULL INPUT';
    case 'security':
      return isTrue ? 'SECURITY DEFINER' : 'SECURITY INVOKER';
    case 'leakproof':
      return `${when(!isTrue, 'NOT ')}LEAKPROOF`;
    case 'window':
      return 'WINDOW';
    case 'transform':
      return `TRANSFORM ${arg?.kind === 'TypeNameList' ? list(arg.types, item => `FOR TYPE ${type(item)}`) : ''}`;
    case 'support':
      return `SUPPORT ${arg?.kind === 'NameList' ? dotted(arg.names) : ''}`;
    case 'set':
      return arg?.kind === 'VariableSetStmt' ? variableSet(arg) : '';
    default:
      // cost, rows
      return `${defname.toUpperCase()} ${arg?.kind === 'AConst' ? constant(arg) : ''}`;
  }
}

function word(arg: DefElem['arg']): string {
  return arg?.kind === 'AConst' ? ident(String(arg.value)) : '';
}

const TIMINGS = { before: 'BEFORE', after: 'AFTER', insteadOf: 'INSTEAD OF' };

export function createTrigger(node: CreateTrigStmt): string {
  const events = node.events.map(event => (event === 'update' && node.columns.length > 0 ? `UPDATE OF ${idents(node.columns)}` : event.toUpperCase()));
  let text = `CREATE ${when(node.replace, 'OR REPLACE ')}${when(node.isconstraint, 'CONSTRAINT ')}TRIGGER ${ident(node.trigname)} `;
  text += `${TIMINGS[node.timing]} ${events.join(' OR ')} ON ${relationName(node.relation)}`;
  if (node.constrrel !== null) text += ` FROM ${relationName(node.constrrel)}`;
  text += deferrability(node);
  if (node.transitionRels.length > 0) {
    const transitions = node.transitionRels.map(item => ` ${item.isNew ? 'NEW' : 'OLD'} ${item.isTable ? 'TABLE' : 'ROW'} AS ${ident(item.name)}`);
    text += ` REFERENCING${transitions.join('')}`;
  }
  text += ` FOR EACH ${node.row ? 'ROW' : 'STATEMENT'}`;
  if (node.whenClause !== null) text += ` WHEN (${expression(node.whenClause)})`;
  return `${text} EXECUTE FUNCTION ${dotted(node.funcname)}(${list(node.args, literal)})`;
}

export function createRule(node: RuleStmt): string {
  const condition = node.whereClause === null ? '' : ` WHERE ${expression(node.whereClause)}`;
  const head = `CREATE ${when(node.replace, 'OR REPLACE ')}RULE ${ident(node.rulename)} AS ON ${node.event.toUpperCase()}`;
  const actions = node.actions.length === 0 ? 'NOTHING' : `(${node.actions.map(statement).join('; ')})`;
  return `${head} TO ${relationName(node.relation)}${condition} DO ${node.instead ? 'INSTEAD' : 'ALSO'} ${actions}`;
}

export function define(node: DefineStmt): string {
  const head = `CREATE ${when(node.replace, 'OR REPLACE ')}${OBJECT_WORDS[node.defKind]} ${when(node.ifNotExists, 'IF NOT EXISTS ')}`;
  const name = node.defKind === 'operator' ? qualifiedOperator(node.defnames) : dotted(node.defnames);
  if (node.defKind === 'aggregate' && !node.oldstyle) return `${head}${name}${aggregateArgs(node)} ${definition(node.definition)}`;
  const [first] = node.definition;
  if (node.defKind === 'collation' && first?.defname === 'from' && first.arg?.kind === 'NameList') return `${head}${name} FROM ${dotted(first.arg.names)}`;
  if (node.defKind === 'type' && node.definition.length === 0) return `${head}${name}`;
  // The old style of CREATE AGGREGATE takes no key words as names, so quoting does no harm.
  return `${head}${name} ${definition(node.definition)}`;
}

function aggregateArgs(node: DefineStmt): string {
  if (node.numDirectArgs < 0) return node.args.length === 0 ? '(*)' : `(${list(node.args, parameter)})`;
  const direct = list(node.args.slice(0, node.numDirectArgs), parameter);
  // A variadic direct argument stands for the aggregated one, too.
  const aggregated = node.args.length > node.numDirectArgs ? node.args.slice(node.numDirectArgs) : node.args.slice(-1);
  return `(${when(direct, `${direct} `)}ORDER BY ${list(aggregated, parameter)})`;
}

export function createDomain(node: CreateDomainStmt): string {
  const column = columnDef({
    kind: 'ColumnDef',
    colname: 'x',
    typeName: node.typeName,
    compression: null,
    constraints: node.constraints,
    collClause: node.collClause,
    rawDefault: null,
    fdwoptions: [],
    location: -1,
  });
  return `CREATE DOMAIN ${dotted(node.domainname)} AS ${column.slice(2)}`;
}

export function alterDomain(node: AlterDomainStmt): string {
  const head = `ALTER DOMAIN ${dotted(node.typeName)}`;
  const { def } = node;
  switch (node.subtype) {
    case 'default':
      return def === null || def.kind === 'Constraint' ? `${head} DROP DEFAULT` : `${head} SET DEFAULT ${expression(def)}`;
    case 'setNotNull':
      return `${head} SET NOT NULL`;
    case 'dropNotNull':
      return `${head} DROP NOT NULL`;
    case 'addConstraint':
      return `${head} ADD ${def?.kind === 'Constraint' ? tableConstraint(def) : ''}`;
    case 'dropConstraint':
      return `${head} DROP CONSTRAINT ${when(node.missingOk, 'IF EXISTS ')}${ident(node.name!)}${cascade(node.behavior)}`;
    case 'validateConstraint':
      return `${head} VALIDATE CONSTRAINT ${ident(node.name!)}`;
  }
}

export function alterEnum(node: AlterEnumStmt): string {
  const head = `ALTER TYPE ${dotted(node.typeName)}`;
  if (node.oldVal !== null) return `${head} RENAME VALUE ${literal(node.oldVal)} TO ${literal(node.newVal)}`;
  const neighbour = node.newValNeighbor === null ? '' : ` ${node.newValIsAfter ? 'AFTER' : 'BEFORE'} ${literal(node.newValNeighbor)}`;
  return `${head} ADD VALUE ${when(node.skipIfNewValExists, 'IF NOT EXISTS ')}${literal(node.newVal)}${neighbour}`;
}
