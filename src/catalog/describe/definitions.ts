/**
 * pg_get_indexdef, pg_get_constraintdef, pg_get_viewdef, pg_get_triggerdef: the SQL that would make an object again, letter for
 * letter as PostgreSQL writes it. Expressions are stored as text; what they look like under the session's search path, and with
 * fewer parentheses, is known to whoever can analyze them (`ExpressionDisplay`).
 */
import { oid, type Oid } from '../../base/index.js';
import { quoteIdentifier, quoteLiteral } from '../../sql/index.js';
import { builtinOperatorClass, defaultOperatorClass } from '../builtin/builtin-operator-classes.js';
import type { IndexDescriptor, RelationDescriptor } from '../descriptors.js';
import { TRIGGER_TYPE, triggerArguments } from '../ddl/trigger.js';
import { numbersOf, oidsOf, stringsOf } from '../store/arrays.js';
import { pgClass, pgConstraint, pgIndex, pgTrigger, type PgConstraintRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { collationName, functionName, operatorClassName, operatorName, qualifiedRelationName, relationName } from './names.js';

/** How stored expressions are shown: as they would be written under the present search path, with or without all parentheses. */
export interface ExpressionDisplay {
  readonly isPretty: boolean;
  /** `relation` is the table whose columns the expression uses, 0 for none; `domain` the domain that VALUE stands for. */
  show(text: string, relation: Oid, domain?: Oid): string;
}

/** True when the text is one call `f(…)`, which index definitions show without parentheses around it. */
function looksLikeCall(text: string): boolean {
  const open = /^(?:[A-Za-z_][\w$]*|"(?:[^"]|"")*")(?:\.(?:[A-Za-z_][\w$]*|"(?:[^"]|"")*"))*\(/.exec(text);
  return open !== null && closesAtEnd(text, open[0].length - 1);
}

/** Does the parenthesis at `open` close with the last character? */
function closesAtEnd(text: string, open: number): boolean {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'" || c === '"') {
      i = text.indexOf(c, i + 1);
      if (i < 0) return false;
    } else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** The plain stand-in for a pretty printer: drops the outermost parentheses. */
function withoutOuterParentheses(text: string): string {
  return text.startsWith('(') && closesAtEnd(text, 0) ? text.slice(1, -1) : text;
}

/** Shows texts as they are stored. */
export const AS_STORED: ExpressionDisplay = { isPretty: false, show: text => text };
export const PRETTY: ExpressionDisplay = { isPretty: true, show: withoutOuterParentheses };

function indexKeyText(table: RelationDescriptor, index: IndexDescriptor, key: number, display: ExpressionDisplay): string {
  const column = index.columns[key]!;
  if (column > 0) return quoteIdentifier(table.columns[column - 1]!.name);
  const at = index.columns.slice(0, key).filter(c => c === 0).length;
  const stored = index.expressionTexts[at]!;
  const text = display.show(stored, table.oid);
  return looksLikeCall(text) ? text : `(${text})`;
}

/** COLLATE, operator class and order of one key column, as far as they are not the default. */
function indexKeyOptions(catalog: CatalogStore, table: RelationDescriptor, index: IndexDescriptor, key: number, collation: Oid): string {
  let text = '';
  const column = index.columns[key]!;
  const typeId = index.keyTypes[key]!;
  const natural = column > 0 ? table.columns[column - 1]!.collation : (catalog.typeById(typeId)?.collation ?? 0);
  if (collation !== 0 && collation !== natural) text += ` COLLATE ${collationName(catalog, collation)}`;
  const operatorClass = index.operatorClasses[key]!;
  const method = builtinOperatorClass(operatorClass)?.method ?? 0;
  if (defaultOperatorClass(method, typeId, catalog)?.oid !== operatorClass) text += ` ${operatorClassName(operatorClass)}`;
  if (index.isDescending[key] === true) text += index.nullsFirst[key] === true ? ' DESC' : ' DESC NULLS LAST';
  else if (index.nullsFirst[key] === true) text += ' NULLS FIRST';
  return text;
}

function optionsText(options: readonly string[]): string {
  if (options.length === 0) return '';
  const shown = options.map(o => {
    const at = o.indexOf('=');
    const value = o.slice(at + 1);
    // What could be a name stands as it is.
    return `${o.slice(0, at)}=${quoteIdentifier(value) === value ? value : quoteLiteral(value)}`;
  });
  return ` WITH (${shown.join(', ')})`;
}

/** The index with its table; undefined when there is no such index. */
export function indexOf(catalog: CatalogStore, indexId: Oid): { readonly table: RelationDescriptor; readonly index: IndexDescriptor } | undefined {
  const row = catalog.row(pgIndex, 'pg_index_indexrelid_index', [indexId])?.row;
  const table = row === undefined ? undefined : catalog.relationById(row.indrelid);
  const index = table?.indexes.find(i => i.oid === indexId);
  return table === undefined || index === undefined ? undefined : { table, index };
}

/** @param column 0 for the whole CREATE INDEX, else the number of one index column. */
export function indexDefinition(catalog: CatalogStore, indexId: Oid, column: number, display: ExpressionDisplay): string | null {
  const found = indexOf(catalog, indexId);
  if (found === undefined) return null;
  const { table, index } = found;
  if (column > 0) {
    if (column > index.columns.length) return '';
    return indexKeyText(table, index, column - 1, display);
  }
  const collations = numbersOf(catalog.row(pgIndex, 'pg_index_indexrelid_index', [indexId])!.row.indcollation);
  const keys: string[] = [];
  const included: string[] = [];
  for (let i = 0; i < index.columns.length; i++) {
    const text = indexKeyText(table, index, i, display);
    if (i < index.keyCount) keys.push(text + indexKeyOptions(catalog, table, index, i, oid(collations[i]!)));
    else included.push(text);
  }
  const on = display.isPretty ? relationName(catalog, table.oid) : qualifiedRelationName(catalog, table.oid);
  let text = `CREATE ${index.isUnique ? 'UNIQUE ' : ''}INDEX ${quoteIdentifier(index.name)} ON ${on} USING ${index.method} (${keys.join(', ')})`;
  if (included.length > 0) text += ` INCLUDE (${included.join(', ')})`;
  if (index.nullsNotDistinct) text += ' NULLS NOT DISTINCT';
  if (!table.isSystem) text += optionsText(stringsOf(catalog.rowOf(pgClass, indexId)?.row.reloptions ?? null));
  if (index.predicateText !== null) text += ` WHERE ${display.show(index.predicateText, table.oid)}`;
  return text;
}

// --- constraints ---

const ACTIONS: Readonly<Record<string, string>> = { a: '', r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' };

function columnNames(catalog: CatalogStore, relation: Oid, columns: readonly number[]): string {
  const table = catalog.relationById(relation);
  return columns.map(c => quoteIdentifier(table?.columns[c - 1]?.name ?? '')).join(', ');
}

function foreignKeyText(catalog: CatalogStore, row: PgConstraintRow): string {
  let text = `FOREIGN KEY (${columnNames(catalog, row.conrelid, numbersOf(row.conkey))}) REFERENCES `;
  text += `${relationName(catalog, row.confrelid)}(${columnNames(catalog, row.confrelid, numbersOf(row.confkey))})`;
  if (row.confmatchtype === 'f') text += ' MATCH FULL';
  if (row.confmatchtype === 'p') text += ' MATCH PARTIAL';
  const onUpdate = ACTIONS[row.confupdtype] ?? '';
  const onDelete = ACTIONS[row.confdeltype] ?? '';
  if (onUpdate !== '') text += ` ON UPDATE ${onUpdate}`;
  if (onDelete !== '') text += ` ON DELETE ${onDelete}`;
  const setColumns = numbersOf(row.confdelsetcols);
  if (setColumns.length > 0) text += ` (${columnNames(catalog, row.conrelid, setColumns)})`;
  return text;
}

function uniqueText(catalog: CatalogStore, row: PgConstraintRow): string {
  const found = indexOf(catalog, row.conindid);
  let text = row.contype === 'p' ? 'PRIMARY KEY ' : 'UNIQUE ';
  if (found?.index.nullsNotDistinct === true) text += 'NULLS NOT DISTINCT ';
  text += `(${columnNames(catalog, row.conrelid, numbersOf(row.conkey))})`;
  const included = found === undefined ? [] : found.index.columns.slice(found.index.keyCount);
  if (included.length > 0) text += ` INCLUDE (${columnNames(catalog, row.conrelid, included)})`;
  const options = stringsOf(catalog.rowOf(pgClass, row.conindid)?.row.reloptions ?? null);
  return text + optionsText(options);
}

function exclusionText(catalog: CatalogStore, row: PgConstraintRow, display: ExpressionDisplay): string {
  const found = indexOf(catalog, row.conindid);
  if (found === undefined) return 'EXCLUDE';
  const { table, index } = found;
  const operators = oidsOf(row.conexclop);
  const collations = numbersOf(catalog.row(pgIndex, 'pg_index_indexrelid_index', [index.oid])!.row.indcollation);
  const keys = operators.map((operator, i) => {
    const options = indexKeyOptions(catalog, table, index, i, oid(collations[i]!));
    return `${indexKeyText(table, index, i, display)}${options} WITH ${operatorName(catalog, operator)}`;
  });
  let text = `EXCLUDE USING ${index.method} (${keys.join(', ')})`;
  const included = index.columns.slice(index.keyCount);
  if (included.length > 0) text += ` INCLUDE (${columnNames(catalog, table.oid, included)})`;
  text += optionsText(stringsOf(catalog.rowOf(pgClass, index.oid)?.row.reloptions ?? null));
  if (index.predicateText !== null) text += ` WHERE (${display.show(index.predicateText, table.oid)})`;
  return text;
}

export function constraintDefinition(catalog: CatalogStore, constraintId: Oid, display: ExpressionDisplay): string | null {
  const row = catalog.rowOf(pgConstraint, constraintId)?.row;
  if (row === undefined) return null;
  let text: string;
  switch (row.contype) {
    case 'c': {
      const stored = row.conbin ?? '';
      text = `CHECK (${display.show(stored, row.conrelid, row.contypid)})`;
      if (row.connoinherit) text += ' NO INHERIT';
      break;
    }
    case 'f':
      text = foreignKeyText(catalog, row);
      break;
    case 'x':
      text = exclusionText(catalog, row, display);
      break;
    case 't':
      text = 'TRIGGER';
      break;
    default:
      text = uniqueText(catalog, row);
  }
  if (row.condeferrable) text += ' DEFERRABLE';
  if (row.condeferred) text += ' INITIALLY DEFERRED';
  if (!row.convalidated) text += ' NOT VALID';
  return text;
}

// --- views and triggers ---

/** ` SELECT …;` of a view or materialized view, null for other relations. */
export function viewDefinition(
  catalog: CatalogStore,
  relationId: Oid,
  show: (view: RelationDescriptor) => string | null = view => view.viewText,
): string | null {
  const relation = catalog.relationById(relationId);
  const text = relation?.viewText == null ? null : show(relation);
  return text === null ? null : `${/^\s/.test(text) ? '' : ' '}${text};`;
}

const EVENTS: readonly (readonly [number, string])[] = [
  [TRIGGER_TYPE.insert, 'INSERT'],
  [TRIGGER_TYPE.delete, 'DELETE'],
  [TRIGGER_TYPE.update, 'UPDATE'],
  [TRIGGER_TYPE.truncate, 'TRUNCATE'],
];

export function triggerDefinition(catalog: CatalogStore, triggerId: Oid, display: ExpressionDisplay): string | null {
  const row = catalog.rowOf(pgTrigger, triggerId)?.row;
  if (row === undefined) return null;
  const isConstraint = row.tgconstraint !== 0;
  const timing = (row.tgtype & TRIGGER_TYPE.before) !== 0 ? 'BEFORE' : (row.tgtype & TRIGGER_TYPE.insteadOf) !== 0 ? 'INSTEAD OF' : 'AFTER';
  const columns = columnNames(catalog, row.tgrelid, numbersOf(row.tgattr));
  const events = EVENTS.filter(([bit]) => (row.tgtype & bit) !== 0).map(([bit, name]) =>
    bit === TRIGGER_TYPE.update && columns !== '' ? `${name} OF ${columns}` : name,
  );
  const on = display.isPretty ? relationName(catalog, row.tgrelid) : qualifiedRelationName(catalog, row.tgrelid);
  let text = `CREATE ${isConstraint ? 'CONSTRAINT ' : ''}TRIGGER ${quoteIdentifier(row.tgname)} ${timing} ${events.join(' OR ')} ON ${on} `;
  if (isConstraint) text += `${row.tgdeferrable ? '' : 'NOT '}DEFERRABLE INITIALLY ${row.tginitdeferred ? 'DEFERRED' : 'IMMEDIATE'} `;
  if (row.tgoldtable !== null || row.tgnewtable !== null) {
    text += 'REFERENCING ';
    if (row.tgoldtable !== null) text += `OLD TABLE AS ${quoteIdentifier(row.tgoldtable)} `;
    if (row.tgnewtable !== null) text += `NEW TABLE AS ${quoteIdentifier(row.tgnewtable)} `;
  }
  text += (row.tgtype & TRIGGER_TYPE.row) !== 0 ? 'FOR EACH ROW ' : 'FOR EACH STATEMENT ';
  if (row.tgqual !== null) text += `WHEN (${display.show(row.tgqual, row.tgrelid)}) `;
  return `${text}EXECUTE FUNCTION ${functionName(catalog, row.tgfoid)}(${triggerArguments(row).map(quoteLiteral).join(', ')})`;
}
