/** Column definitions and constraints (PostgreSQL: CREATE TABLE, chapter 5.4). */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type {
  CollateClause,
  ColumnDef,
  Constraint,
  ConstraintAttribute,
  ConstraintType,
  DefElem,
  ExclusionElement,
  ForeignKeyAction,
  IndexElem,
} from '../tree/index.js';
import { parseExpr, parseRestrictedExpr } from './expressions.js';
import { parseIndexElem } from './index-elements.js';
import { parseAnyName, parseAnyOperator, parseOptionalParenNameList, parseParenNameList, parseQualifiedName } from './names.js';
import { parseCreateGenericOptions, parseOptDefinition } from './options.js';
import { parseSeqOptions } from './sequences.js';
import { parseTypename } from './types.js';
import type { Mutable, Parser } from './parser.js';

export function newConstraint(contype: ConstraintType, location: number): Mutable<Constraint> {
  return {
    kind: 'Constraint',
    contype,
    conname: null,
    deferrable: false,
    initdeferred: false,
    skipValidation: false,
    isNoInherit: false,
    rawExpr: null,
    generatedWhen: 'a',
    options: [],
    keys: [],
    including: [],
    nullsNotDistinct: false,
    exclusions: [],
    indexname: null,
    indexspace: null,
    accessMethod: null,
    whereClause: null,
    pktable: null,
    fkAttrs: [],
    pkAttrs: [],
    fkMatchtype: 's',
    fkUpdAction: 'a',
    fkDelAction: 'a',
    fkDelSetCols: [],
    attribute: null,
    problem: null,
    location,
  };
}

/** `name type [COMPRESSION method] [OPTIONS (…)] [constraints]` */
export function parseColumnDef(p: Parser): ColumnDef {
  const location = p.start;
  const colname = p.colId();
  const typeName = parseTypename(p);
  const compression = parseCompression(p);
  const fdwoptions = parseCreateGenericOptions(p);
  const { constraints, collClause } = parseColumnQualifiers(p);
  return { kind: 'ColumnDef', colname, typeName, compression, constraints, collClause, rawDefault: null, fdwoptions, location };
}

/** `name [WITH OPTIONS] [constraints]` of a typed table or partition. */
export function parseColumnOptions(p: Parser): ColumnDef {
  const location = p.start;
  const colname = p.colId();
  if (p.accept(KW.WITH)) p.expect(KW.OPTIONS);
  const { constraints, collClause } = parseColumnQualifiers(p);
  return { kind: 'ColumnDef', colname, typeName: null, compression: null, constraints, collClause, rawDefault: null, fdwoptions: [], location };
}

function parseCompression(p: Parser): string | null {
  return p.accept(KW.COMPRESSION) ? parseColIdOrDefault(p) : null;
}

export function parseColIdOrDefault(p: Parser): string {
  return p.accept(KW.DEFAULT) ? 'default' : p.colId();
}

export interface ColumnQualifiers {
  constraints: Constraint[];
  collClause: CollateClause | null;
}

/** Constraints, their attributes and COLLATE in any order. */
export function parseColumnQualifiers(p: Parser): ColumnQualifiers {
  const constraints: Mutable<Constraint>[] = [];
  let hasAttributes = false;
  let collClause: CollateClause | null = null;
  let duplicateCollate: PgError | null = null;
  for (;;) {
    const location = p.start;
    if (p.tok === KW.COLLATE) {
      p.next();
      const collname = parseAnyName(p);
      // PostgreSQL says so at the end of the column.
      if (collClause !== null) duplicateCollate ??= p.error('multiple COLLATE clauses not allowed', location);
      collClause = { kind: 'CollateClause', arg: null, collname, location };
      continue;
    }
    let constraint = parseConstraintAttribute(p);
    if (constraint !== null) hasAttributes = true;
    else constraint = parseColumnConstraint(p);
    if (constraint === null) break;
    constraints.push(constraint);
  }
  if (duplicateCollate !== null) throw duplicateCollate;
  return { constraints: hasAttributes ? mergeAttributes(constraints) : constraints, collClause };
}

/** DEFERRABLE, INITIALLY DEFERRED and the like, which belong to the constraint before them. */
function parseConstraintAttribute(p: Parser): Mutable<Constraint> | null {
  const location = p.start;
  let attribute: ConstraintAttribute;
  if (p.accept(KW.DEFERRABLE)) {
    attribute = 'DEFERRABLE';
  } else if (p.tok === KW.NOT && p.peek() === KW.DEFERRABLE) {
    p.next();
    p.next();
    attribute = 'NOT DEFERRABLE';
  } else if (p.accept(KW.INITIALLY)) {
    attribute = p.accept(KW.DEFERRED) ? 'INITIALLY DEFERRED' : 'INITIALLY IMMEDIATE';
    if (attribute === 'INITIALLY IMMEDIATE') p.expect(KW.IMMEDIATE);
  } else {
    return null;
  }
  const node = newConstraint('attribute', location);
  node.attribute = attribute;
  return node;
}

/** The constraints with their attributes; when analysis has something to say against these, they stay where they are, with what it will say. */
function mergeAttributes(items: Mutable<Constraint>[]): Constraint[] {
  const merged: Mutable<Constraint>[] = [];
  let last: Mutable<Constraint> | null = null;
  let sawDeferrability = false;
  let sawInitially = false;
  for (const item of items) {
    if (item.attribute === null) {
      last = { ...item };
      merged.push(last);
      sawDeferrability = false;
      sawInitially = false;
      continue;
    }
    const isDeferrability = item.attribute === 'DEFERRABLE' || item.attribute === 'NOT DEFERRABLE';
    if (last === null || !TAKES_ATTRIBUTES.has(last.contype)) {
      item.problem = `misplaced ${item.attribute} clause`;
    } else if (isDeferrability) {
      if (sawDeferrability) item.problem = 'multiple DEFERRABLE/NOT DEFERRABLE clauses not allowed';
      sawDeferrability = true;
      last.deferrable = item.attribute === 'DEFERRABLE';
      if (!last.deferrable && sawInitially && last.initdeferred) item.problem ??= MUST_BE_DEFERRABLE;
    } else {
      if (sawInitially) item.problem = 'multiple INITIALLY IMMEDIATE/DEFERRED clauses not allowed';
      sawInitially = true;
      last.initdeferred = item.attribute === 'INITIALLY DEFERRED';
      // INITIALLY DEFERRED implies DEFERRABLE.
      if (last.initdeferred && !sawDeferrability) last.deferrable = true;
      else if (last.initdeferred && !last.deferrable) item.problem ??= MUST_BE_DEFERRABLE;
    }
    if (item.problem !== null) return items;
  }
  return merged;
}

const TAKES_ATTRIBUTES = new Set<ConstraintType>(['primary', 'unique', 'exclusion', 'foreign']);
const MUST_BE_DEFERRABLE = 'constraint declared INITIALLY DEFERRED must be DEFERRABLE';

function mustBeDeferrable(p: Parser, location: number): PgError {
  return p.error(MUST_BE_DEFERRABLE, location);
}

function parseColumnConstraint(p: Parser): Mutable<Constraint> | null {
  const location = p.start;
  let conname: string | null = null;
  const named = p.accept(KW.CONSTRAINT);
  if (named) conname = p.colId();
  const node = parseColumnConstraintElem(p, named ? p.start : location);
  if (node === null) {
    if (named) throw p.syntaxError();
    return null;
  }
  node.conname = conname;
  if (named) node.location = location;
  return node;
}

function parseColumnConstraintElem(p: Parser, location: number): Mutable<Constraint> | null {
  switch (p.tok) {
    case KW.NOT:
      p.next();
      p.expect(KW.NULL);
      return newConstraint('notNull', location);
    case KW.NULL:
      p.next();
      return newConstraint('null', location);
    case KW.UNIQUE: {
      p.next();
      const node = newConstraint('unique', location);
      node.nullsNotDistinct = parseNullTreatment(p);
      parseIndexConstraintTail(p, node);
      return node;
    }
    case KW.PRIMARY: {
      p.next();
      p.expect(KW.KEY);
      const node = newConstraint('primary', location);
      parseIndexConstraintTail(p, node);
      return node;
    }
    case KW.CHECK: {
      const node = parseCheck(p, location);
      if (p.acceptPair(KW.NO, KW.INHERIT)) node.isNoInherit = true;
      return node;
    }
    case KW.DEFAULT: {
      p.next();
      const node = newConstraint('default', location);
      node.rawExpr = parseRestrictedExpr(p);
      return node;
    }
    case KW.GENERATED:
      return parseGenerated(p, location);
    case KW.REFERENCES: {
      const node = newConstraint('foreign', location);
      parseReferences(p, node);
      return node;
    }
    default:
      return null;
  }
}

function parseGenerated(p: Parser, location: number): Mutable<Constraint> {
  p.next();
  const whenLocation = p.start;
  const generatedWhen = parseGeneratedWhen(p);
  p.expect(KW.AS);
  if (p.accept(KW.IDENTITY)) {
    const node = newConstraint('identity', location);
    node.generatedWhen = generatedWhen;
    node.options = parseParenSeqOptions(p);
    return node;
  }
  const node = newConstraint('generated', location);
  p.expect(T.LPAREN);
  node.rawExpr = parseExpr(p);
  p.expect(T.RPAREN);
  p.expect(KW.STORED);
  if (generatedWhen !== 'a') throw p.error('for a generated column, GENERATED ALWAYS must be specified', whenLocation);
  return node;
}

/** ALWAYS or BY DEFAULT */
export function parseGeneratedWhen(p: Parser): 'a' | 'd' {
  if (p.accept(KW.ALWAYS)) return 'a';
  p.expectPair(KW.BY, KW.DEFAULT);
  return 'd';
}

export function parseParenSeqOptions(p: Parser): readonly DefElem[] {
  if (!p.accept(T.LPAREN)) return [];
  const options = parseSeqOptions(p);
  if (options.length === 0) throw p.syntaxError();
  p.expect(T.RPAREN);
  return options;
}

function parseCheck(p: Parser, location: number): Mutable<Constraint> {
  p.next();
  const node = newConstraint('check', location);
  p.expect(T.LPAREN);
  node.rawExpr = parseExpr(p);
  p.expect(T.RPAREN);
  return node;
}

/** NULLS [NOT] DISTINCT: whether nulls are NOT distinct. */
export function parseNullTreatment(p: Parser): boolean {
  if (!p.accept(KW.NULLS)) return false;
  const not = p.accept(KW.NOT);
  p.expect(KW.DISTINCT);
  return not;
}

/** [WITH (…)] [USING INDEX TABLESPACE name] */
function parseIndexConstraintTail(p: Parser, node: Mutable<Constraint>): void {
  node.options = parseOptDefinition(p);
  if (p.accept(KW.USING)) {
    p.expectPair(KW.INDEX, KW.TABLESPACE);
    node.indexspace = p.colId();
  }
}

/** REFERENCES table [(columns)] [MATCH …] [ON …] */
function parseReferences(p: Parser, node: Mutable<Constraint>): void {
  p.expect(KW.REFERENCES);
  node.pktable = parseQualifiedName(p);
  node.pkAttrs = parseOptionalParenNameList(p);
  const matchLocation = p.start;
  if (p.accept(KW.MATCH)) {
    if (p.accept(KW.FULL)) {
      node.fkMatchtype = 'f';
    } else if (p.accept(KW.PARTIAL)) {
      throw new PgError('feature_not_supported', 'MATCH PARTIAL not yet implemented', { position: matchLocation + 1 });
    } else {
      p.expect(KW.SIMPLE);
    }
  }
  let sawUpdate = false;
  let sawDelete = false;
  while (p.tok === KW.ON && !(sawUpdate && sawDelete)) {
    const following = p.peek();
    if (following === KW.UPDATE && !sawUpdate) {
      const location = p.start;
      p.next();
      p.next();
      const { action, columns, spelling } = parseForeignKeyAction(p);
      if (columns.length > 0) {
        throw new PgError('feature_not_supported', `a column list with ${spelling} is only supported for ON DELETE actions`, { position: location + 1 });
      }
      node.fkUpdAction = action;
      sawUpdate = true;
    } else if (following === KW.DELETE && !sawDelete) {
      p.next();
      p.next();
      const { action, columns } = parseForeignKeyAction(p);
      node.fkDelAction = action;
      node.fkDelSetCols = columns;
      sawDelete = true;
    } else {
      p.next();
      throw p.syntaxError();
    }
  }
}

function parseForeignKeyAction(p: Parser): { action: ForeignKeyAction; columns: string[]; spelling: string } {
  if (p.accept(KW.NO)) {
    p.expect(KW.ACTION);
    return { action: 'a', columns: [], spelling: 'NO ACTION' };
  }
  if (p.accept(KW.RESTRICT)) return { action: 'r', columns: [], spelling: 'RESTRICT' };
  if (p.accept(KW.CASCADE)) return { action: 'c', columns: [], spelling: 'CASCADE' };
  p.expect(KW.SET);
  if (p.accept(KW.NULL)) return { action: 'n', columns: parseOptionalParenNameList(p), spelling: 'SET NULL' };
  p.expect(KW.DEFAULT);
  return { action: 'd', columns: parseOptionalParenNameList(p), spelling: 'SET DEFAULT' };
}

/* ------------------------------------------------------------------ table constraints */

export function startsTableConstraint(p: Parser): boolean {
  switch (p.tok) {
    case KW.CONSTRAINT:
    case KW.CHECK:
    case KW.UNIQUE:
    case KW.PRIMARY:
    case KW.FOREIGN:
      return true;
    case KW.EXCLUDE: {
      // EXCLUDE is a column's name, too.
      const following = p.peek();
      return following === KW.USING || following === T.LPAREN;
    }
    default:
      return false;
  }
}

export function parseTableConstraint(p: Parser): Constraint {
  const location = p.start;
  if (!p.accept(KW.CONSTRAINT)) return parseTableConstraintElem(p);
  const conname = p.colId();
  const node = parseTableConstraintElem(p);
  node.conname = conname;
  node.location = location;
  return node;
}

function parseTableConstraintElem(p: Parser): Mutable<Constraint> {
  const location = p.start;
  switch (p.tok) {
    case KW.CHECK: {
      const node = parseCheck(p, location);
      parseTableConstraintAttributes(p, node, 'CHECK');
      return node;
    }
    case KW.UNIQUE: {
      p.next();
      const node = newConstraint('unique', location);
      node.nullsNotDistinct = parseNullTreatment(p);
      parseKeyConstraint(p, node, 'UNIQUE');
      return node;
    }
    case KW.PRIMARY: {
      p.next();
      p.expect(KW.KEY);
      const node = newConstraint('primary', location);
      parseKeyConstraint(p, node, 'PRIMARY KEY');
      return node;
    }
    case KW.EXCLUDE:
      return parseExclude(p, location);
    case KW.FOREIGN: {
      p.next();
      p.expect(KW.KEY);
      const node = newConstraint('foreign', location);
      node.fkAttrs = parseParenNameList(p);
      parseReferences(p, node);
      parseTableConstraintAttributes(p, node, 'FOREIGN KEY');
      return node;
    }
    default:
      throw p.syntaxError();
  }
}

/** `(columns) [INCLUDE (…)] …`, or USING INDEX name */
function parseKeyConstraint(p: Parser, node: Mutable<Constraint>, spelling: string): void {
  if (p.accept(KW.USING)) {
    p.expect(KW.INDEX);
    node.indexname = p.colId();
  } else {
    node.keys = parseParenNameList(p);
    if (p.accept(KW.INCLUDE)) node.including = parseParenNameList(p);
    parseIndexConstraintTail(p, node);
  }
  parseTableConstraintAttributes(p, node, spelling);
}

function parseExclude(p: Parser, location: number): Mutable<Constraint> {
  p.next();
  const node = newConstraint('exclusion', location);
  node.accessMethod = p.accept(KW.USING) ? p.colId() : 'btree';
  p.expect(T.LPAREN);
  node.exclusions = p.list(parseExclusionElement);
  p.expect(T.RPAREN);
  if (p.accept(KW.INCLUDE)) node.including = parseParenNameList(p);
  parseIndexConstraintTail(p, node);
  if (p.accept(KW.WHERE)) {
    p.expect(T.LPAREN);
    node.whereClause = parseExpr(p);
    p.expect(T.RPAREN);
  }
  parseTableConstraintAttributes(p, node, 'EXCLUDE');
  return node;
}

function parseExclusionElement(p: Parser): ExclusionElement {
  const elem: IndexElem = parseIndexElem(p);
  p.expect(KW.WITH);
  if (!p.acceptPair(KW.OPERATOR, T.LPAREN)) return { elem, operator: parseAnyOperator(p) };
  const operator = parseAnyOperator(p);
  p.expect(T.RPAREN);
  return { elem, operator };
}

const DEFERRABLE = 1;
const NOT_DEFERRABLE = 2;
const INITIALLY_DEFERRED = 4;
const INITIALLY_IMMEDIATE = 8;
const NOT_VALID = 16;
const NO_INHERIT = 32;

function acceptAttribute(p: Parser): number {
  if (p.accept(KW.DEFERRABLE)) return DEFERRABLE;
  if (p.accept(KW.NOT)) {
    if (p.accept(KW.DEFERRABLE)) return NOT_DEFERRABLE;
    p.expect(KW.VALID);
    return NOT_VALID;
  }
  if (p.accept(KW.INITIALLY)) {
    if (p.accept(KW.DEFERRED)) return INITIALLY_DEFERRED;
    p.expect(KW.IMMEDIATE);
    return INITIALLY_IMMEDIATE;
  }
  if (p.accept(KW.NO)) {
    p.expect(KW.INHERIT);
    return NO_INHERIT;
  }
  return 0;
}

/** The attributes of table constraints, which the kind of constraint may refuse. */
export function parseAttributeBits(p: Parser): number {
  let bits = 0;
  for (;;) {
    const attributeLocation = p.start;
    const bit = acceptAttribute(p);
    if (bit === 0) return bits;
    const all = bits | bit;
    if ((all & NOT_DEFERRABLE) !== 0 && (all & INITIALLY_DEFERRED) !== 0) throw mustBeDeferrable(p, attributeLocation);
    if (
      (all & (DEFERRABLE | NOT_DEFERRABLE)) === (DEFERRABLE | NOT_DEFERRABLE) ||
      (all & (INITIALLY_DEFERRED | INITIALLY_IMMEDIATE)) === (INITIALLY_DEFERRED | INITIALLY_IMMEDIATE)
    ) {
      throw p.error('conflicting constraint properties', attributeLocation);
    }
    bits = all;
  }
}

/** What the bits mean for a constraint of a kind; PostgreSQL refuses each attribute the kind does not take. */
export function applyAttributeBits(
  bits: number,
  spelling: string,
  takes: { deferrable: boolean; notValid: boolean; noInherit: boolean },
): { deferrable: boolean; initdeferred: boolean; skipValidation: boolean; isNoInherit: boolean } {
  const refuse = (attribute: string): PgError => new PgError('feature_not_supported', `${spelling} constraints cannot be marked ${attribute}`);
  const deferrable = (bits & (DEFERRABLE | INITIALLY_DEFERRED)) !== 0;
  if (deferrable && !takes.deferrable) throw refuse('DEFERRABLE');
  const initdeferred = (bits & INITIALLY_DEFERRED) !== 0;
  const skipValidation = (bits & NOT_VALID) !== 0;
  if (skipValidation && !takes.notValid) throw refuse('NOT VALID');
  const isNoInherit = (bits & NO_INHERIT) !== 0;
  if (isNoInherit && !takes.noInherit) throw refuse('NO INHERIT');
  return { deferrable, initdeferred, skipValidation, isNoInherit };
}

function parseTableConstraintAttributes(p: Parser, node: Mutable<Constraint>, spelling: string): void {
  const attributes = parseAttributeBits(p);
  if (attributes === 0) return;
  const takes = { deferrable: node.contype !== 'check', notValid: node.contype === 'check' || node.contype === 'foreign', noInherit: node.contype === 'check' };
  Object.assign(node, applyAttributeBits(attributes, spelling, takes));
}
