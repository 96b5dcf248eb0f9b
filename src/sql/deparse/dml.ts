/** INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE. */
import type {
  CopyStmt,
  DeleteStmt,
  Expression,
  InferClause,
  InsertStmt,
  MergeStmt,
  MergeWhenClause,
  OnConflictClause,
  PreparableStmt,
  ResTarget,
  TruncateStmt,
  UpdateStmt,
} from '../tree/index.js';
import { expression, indirections } from './expressions.js';
import { utilityOptions } from './options.js';
import { fromItem, select, targets, withClause } from './select.js';
import { indexElem } from './tables.js';
import { cascade, columnList, ident, list, literal, relation, relationName, when } from './text.js';

/** A statement that may be prepared. */
export function query(node: PreparableStmt): string {
  switch (node.kind) {
    case 'SelectStmt':
      return select(node);
    case 'InsertStmt':
      return insert(node);
    case 'UpdateStmt':
      return update(node);
    case 'DeleteStmt':
      return remove(node);
    case 'MergeStmt':
      return merge(node);
  }
}

const OVERRIDES = { default: '', userValue: ' OVERRIDING USER VALUE', systemValue: ' OVERRIDING SYSTEM VALUE' };

function returning(nodes: readonly ResTarget[]): string {
  return nodes.length === 0 ? '' : ` RETURNING ${targets(nodes)}`;
}

function where(condition: Expression | null): string {
  return condition === null ? '' : ` WHERE ${expression(condition)}`;
}

function targetColumn(node: ResTarget): string {
  return `${ident(node.name!)}${indirections(node.indirection)}`;
}

function targetColumns(nodes: readonly ResTarget[]): string {
  return nodes.length === 0 ? '' : ` (${list(nodes, targetColumn)})`;
}

function insert(node: InsertStmt): string {
  let text = `${withClause(node.withClause)}INSERT INTO ${relation(node.relation)}`;
  if (node.selectStmt === null) text += ' DEFAULT VALUES';
  else text += `${targetColumns(node.cols)}${OVERRIDES[node.override]} ${select(node.selectStmt)}`;
  if (node.onConflictClause !== null) text += onConflict(node.onConflictClause);
  return text + returning(node.returningList);
}

function onConflict(node: OnConflictClause): string {
  const target = node.infer === null ? '' : inference(node.infer);
  if (node.action === 'nothing') return ` ON CONFLICT${target} DO NOTHING`;
  return ` ON CONFLICT${target} DO UPDATE SET ${setClauses(node.targetList)}${where(node.whereClause)}`;
}

function inference(node: InferClause): string {
  if (node.conname !== null) return ` ON CONSTRAINT ${ident(node.conname)}`;
  return ` (${list(node.indexElems, indexElem)})${where(node.whereClause)}`;
}

/** Columns assigned from one source are together again. */
function setClauses(nodes: readonly ResTarget[]): string {
  const parts: string[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node.val?.kind === 'MultiAssignRef') {
      const group = nodes.slice(i, i + node.val.ncolumns);
      parts.push(`(${list(group, targetColumn)}) = ${expression(node.val.source)}`);
      i += node.val.ncolumns - 1;
    } else {
      parts.push(`${targetColumn(node)} = ${expression(node.val!)}`);
    }
  }
  return parts.join(', ');
}

function update(node: UpdateStmt): string {
  const from = node.fromClause.length === 0 ? '' : ` FROM ${list(node.fromClause, fromItem)}`;
  const head = `${withClause(node.withClause)}UPDATE ${relation(node.relation)} SET ${setClauses(node.targetList)}`;
  return `${head}${from}${where(node.whereClause)}${returning(node.returningList)}`;
}

function remove(node: DeleteStmt): string {
  const using = node.usingClause.length === 0 ? '' : ` USING ${list(node.usingClause, fromItem)}`;
  return `${withClause(node.withClause)}DELETE FROM ${relation(node.relation)}${using}${where(node.whereClause)}${returning(node.returningList)}`;
}

function merge(node: MergeStmt): string {
  const head = `${withClause(node.withClause)}MERGE INTO ${relation(node.relation)} USING ${fromItem(node.sourceRelation)}`;
  const whens = node.mergeWhenClauses.map(mergeWhen).join('');
  return `${head} ON ${expression(node.joinCondition)}${whens}${returning(node.returningList)}`;
}

function mergeWhen(node: MergeWhenClause): string {
  const condition = node.condition === null ? '' : ` AND ${expression(node.condition)}`;
  return ` WHEN ${when(!node.matched, 'NOT ')}MATCHED${condition} THEN ${mergeAction(node)}`;
}

function mergeAction(node: MergeWhenClause): string {
  switch (node.commandType) {
    case 'nothing':
      return 'DO NOTHING';
    case 'delete':
      return 'DELETE';
    case 'update':
      return `UPDATE SET ${setClauses(node.targetList)}`;
    case 'insert':
      if (node.values.length === 0) return 'INSERT DEFAULT VALUES';
      return `INSERT${targetColumns(node.targetList)}${OVERRIDES[node.override]} VALUES (${list(node.values, expression)})`;
  }
}

export function copy(node: CopyStmt): string {
  const source = node.relation === null ? `(${query(node.query!)})` : `${relationName(node.relation)}${columnList(node.attlist)}`;
  const file = node.filename === null ? (node.isFrom ? 'STDIN' : 'STDOUT') : literal(node.filename);
  const options = node.options.length === 0 ? '' : ` WITH ${utilityOptions(node.options)}`;
  return `COPY ${source} ${node.isFrom ? 'FROM' : 'TO'} ${when(node.isProgram, 'PROGRAM ')}${file}${options}${where(node.whereClause)}`;
}

export function truncate(node: TruncateStmt): string {
  return `TRUNCATE ${list(node.relations, relation)}${when(node.restartSeqs, ' RESTART IDENTITY')}${cascade(node.behavior)}`;
}
