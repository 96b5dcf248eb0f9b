/** Column definitions and constraints (PostgreSQL: CREATE TABLE, chapter 5.4). */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type { CollateClause, ColumnDef, Constraint, ConstraintType, DefElem, ExclusionElement, ForeignKeyAction, IndexElem } from '../tree/index.js';
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
  let collClause: CollateClause | null = null;
  const attributes = new ConstraintAttributes(p);
  for (;;) {
    const location = p.start;
    if (p.tok === KW.COLLATE) {
      p.next();
      const collname = parseAnyName(p);
      if (collClause !== null) throw p.error('multiple COLLATE clauses not allowed', location);
      collClause = { kind: 'CollateClause', arg: null, collname, location };
    } else if (!attributes.accept()) {
      const constraint = parseColumnConstraint(p);
      if (constraint === null) return { constraints, collClause };
      constraints.push(constraint);
      attributes.follow(constraint);
    }
  }
}

/** DEFERRABLE and INITIALLY … after a column constraint belong to the constraint before them. */
class ConstraintAttributes {
  private last: Mutable<Constraint> | null = null;
  private sawDeferrability = false;
  private sawInitially = false;

  constructor(private readonly p: Parser) {}

  follow(constraint: Mutable<Constraint>): void {
    this.last = constraint;
    this.sawDeferrability = false;
    this.sawInitially = false;
  }

  accept(): boolean {
    const p = this.p;
    const location = p.start;
    if (p.accept(KW.DEFERRABLE)) {
      this.setDeferrable(this.target('DEFERRABLE', location), true, location);
    } else if (p.tok === KW.NOT && p.peek() === KW.DEFERRABLE) {
      p.next();
      p.next();
      this.setDeferrable(this.target('NOT DEFERRABLE', location), false, location);
    } else if (p.accept(KW.INITIALLY)) {
      const deferred = p.accept(KW.DEFERRED);
      if (!deferred) p.expect(KW.IMMEDIATE);
      this.setInitially(this.target(`INITIALLY ${deferred ? 'DEFERRED' : 'IMMEDIATE'}`, location), deferred, location);
    } else {
      return false;
    }
    return true;
  }

  private target(clause: string, location: number): Mutable<Constraint> {
    const last = this.last;
    const takesAttributes =
      last !== null && (last.contype === 'primary' || last.contype === 'unique' || last.contype === 'exclusion' || last.contype === 'foreign');
    if (!takesAttributes) throw this.p.error(`misplaced ${clause} clause`, location);
    return last;
  }

  private setDeferrable(constraint: Mutable<Constraint>, deferrable: boolean, location: number): void {
    if (this.sawDeferrability) throw this.p.error('multiple DEFERRABLE/NOT DEFERRABLE clauses not allowed', location);
    this.sawDeferrability = true;
    constraint.deferrable = deferrable;
    if (!deferrable && this.sawInitially && constraint.initdeferred) throw mustBeDeferrable(this.p, location);
  }

  private setInitially(constraint: Mutable<Constraint>, deferred: boolean, location: number): void {
    if (this.sawInitially) throw this.p.error('multiple INITIALLY IMMEDIATE/DEFERRED clauses not allowed', location);
    this.sawInitially = true;
    constraint.initdeferred = deferred;
    // INITIALLY DEFERRED implies DEFERRABLE.
    if (deferred && !this.sawDeferrability) constraint.deferrable = true;
    else if (deferred && !constraint.deferrable) throw mustBeDeferrable(this.p, location);
  }
}

function mustBeDeferrable(p: Parser, location: number): PgError {
  return p.error('constraint declared INITIALLY DEFERRED must be DEFERRABLE', location);
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
  if (p.acceptPair(KW.NULLS, KW.DISTINCT)) return false;
  if (p.acceptPair(KW.NULLS, KW.NOT)) {
    p.expect(KW.DISTINCT);
    return true;
  }
  return false;
}

/** [WITH (…)] [USING INDEX TABLESPACE name] */
function parseIndexConstraintTail(p: Parser, node: Mutable<Constraint>): void {
  node.options = parseOptDefinition(p);
  if (p.acceptPair(KW.USING, KW.INDEX)) {
    p.expect(KW.TABLESPACE);
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
  while (p.tok === KW.ON) {
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
  if (p.acceptPair(KW.USING, KW.INDEX)) {
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
  node.accessMethod = p.accept(KW.USING) ? p.colId() : 'gist';
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
