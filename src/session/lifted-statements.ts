/**
 * Statements that come with their values pasted in: plans of one session by the shape of the text, the literals lifted out as parameters.
 *
 * Kept for statements only whose plan does not depend on the values: those that touch one row by its key, and scans of a table of a few pages. And only where parameters
 * cannot be told from literals: the result has the same columns, nothing could have been computed while planning, and every literal stands where a value may (not in ORDER BY 1, not in a type's modifier). For anything else the text is analysed as it
 * is. A literal that its type refuses is left to the usual way too, which reports it with its position.
 *
 * A shape is tried at its second sight.
 */
import type { Oid } from '../base/index.js';
import type { RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import { computesFromParameters } from '../execute/index.js';
import type { PlannedStatement } from '../plan/index.js';
import { parseStatements, type RawStatement, type Statement } from '../sql/index.js';
import {
  BOOL,
  BPCHAR,
  BYTEA,
  DATE,
  FLOAT4,
  FLOAT8,
  INT2,
  INT4,
  INT8,
  NAME,
  NUMERIC,
  TEXT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  UUID,
  VARCHAR,
  type Datum,
  type TypeOps,
} from '../types/index.js';
import { scanLiterals, type Literal, type LiteralKind, type ScannedStatement } from './literal-scanner.js';
import { PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';

const SHAPES_MAX = 256;
/** Up to so many pages a scan of the whole table is what any value is looked up by. */
const SMALL_PAGES = 4;

/** A statement with its literals as parameters, and their values. */
export interface LiftedStatement {
  readonly prepared: PreparedStatement;
  readonly parameters: readonly Datum[];
}

interface Template {
  readonly prepared: PreparedStatement;
  /** The small table it scans; null: it needs none. */
  readonly scanned: RelationDescriptor | null;
  /** Per literal; null: its digits are the value. */
  readonly parsers: readonly (TypeOps | null)[];
}

const TYPE_OF_KIND: Readonly<Record<LiteralKind, Oid>> = { integer: INT4, bigint: INT8, numeric: NUMERIC, string: 0 as Oid };

/** Types whose input depends on nothing but the text. */
const PLAIN_TYPES: ReadonlySet<Oid> = new Set([TEXT, VARCHAR, BPCHAR, NAME, BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, UUID, BYTEA]);
/** Types that know words such as `now`. */
const TIME_TYPES: ReadonlySet<Oid> = new Set([DATE, TIME, TIMESTAMP, TIMESTAMPTZ]);
const PLAIN_TIME = /^[0-9][0-9:. +-]*$/;

export class LiftedStatements {
  /** null: a shape that cannot be lifted; 'seen': one not tried yet. */
  private readonly shapes = new Map<string, Template | 'seen' | null>();

  constructor(private readonly session: Session) {}

  /** The lifted form of a statement; null when it has none (yet). */
  find(sql: string): LiftedStatement | null {
    const scanned = scanLiterals(sql);
    if (scanned === null) return null;
    const { shapes, session } = this;
    let template = shapes.get(scanned.shape);
    if (template === null) return null;
    if (template === undefined) {
      if (shapes.size >= SHAPES_MAX) shapes.delete(shapes.keys().next().value as string);
      shapes.set(scanned.shape, 'seen');
      return null;
    }
    if (session.settings.hot.engine !== 'auto' || session.block.state === 'failed') return null;
    if (template === 'seen' || !session.runner.points.isCurrent(template.prepared) || !this.isStillSmall(template)) {
      template = this.makeTemplate(sql, scanned);
      shapes.set(scanned.shape, template);
      if (template === null) return null;
    }
    const parameters = this.values(template, scanned.literals);
    return parameters === null ? null : { prepared: template.prepared, parameters };
  }

  private isStillSmall({ scanned }: Template): boolean {
    return scanned === null || this.session.database.relationSize(scanned).pages <= SMALL_PAGES;
  }

  /** The small table that the statement reads or changes from one end to the other, if that is all it does. */
  private smallTableOf(plan: PlannedStatement): RelationDescriptor | null {
    const scan = plan.root.kind === 'modify-table' ? plan.root.input : plan.root;
    if (scan.kind !== 'seq-scan' || scan.sample !== null || plan.subPlans.length > 0 || plan.ctes.length > 0) return null;
    return this.session.database.relationSize(scan.relation).pages <= SMALL_PAGES ? scan.relation : null;
  }

  clear(): void {
    this.shapes.clear();
  }

  private values(template: Template, literals: readonly Literal[]): readonly Datum[] | null {
    const values: Datum[] = [];
    try {
      for (let i = 0; i < literals.length; i++) {
        const ops = template.parsers[i]!;
        const { text } = literals[i]!;
        if (ops === null) values.push(Number(text));
        else if (ops.oid === TEXT || ops.oid === VARCHAR) values.push(text);
        else if (TIME_TYPES.has(ops.oid) && !PLAIN_TIME.test(text)) return null;
        else values.push(ops.parse(text, -1, this.session.typeContext));
      }
    } catch (error) {
      if (error instanceof PgError) return null;
      throw error;
    }
    return values;
  }

  private makeTemplate(sql: string, scanned: ScannedStatement): Template | null {
    const { session } = this;
    try {
      let hasNotice = false;
      const statements = parseStatements(sql, () => (hasNotice = true));
      const raw = statements[0];
      if (raw === undefined || statements.length > 1 || hasNotice) return null;
      const lifter = new Lifter(scanned.literals);
      const statement = lifter.lift(raw.statement);
      if (statement === null || lifter.count !== scanned.literals.length) return null;
      const plain = session.prepareParsed('', sql, raw, [], true);
      const lifted: RawStatement = { ...raw, statement };
      const declared = scanned.literals.map(l => TYPE_OF_KIND[l.kind]);
      const prepared = new PreparedStatement(LIFTED, sql, lifted, declared, session.statementStartedAt, true);
      session.runner.plan(plain);
      session.runner.plan(prepared);
      const isPoint = session.runner.points.formOf(prepared) !== null;
      const small = isPoint ? null : this.smallTableOf(prepared.plan!);
      if (!isPoint && (small === null || this.smallTableOf(plain.plan!) !== small)) return null;
      if (computesWhilePlanning(prepared) || !haveSameColumns(plain, prepared)) return null;
      const parsers = prepared.parameterTypes.map((type, i) => (scanned.literals[i]!.kind === 'integer' ? null : session.services.typeOps(type)));
      if (!parsers.every(ops => ops === null || PLAIN_TYPES.has(ops.oid) || TIME_TYPES.has(ops.oid))) return null;
      return { prepared, scanned: small, parsers };
    } catch (error) {
      // The usual way reports it.
      if (error instanceof PgError) return null;
      throw error;
    }
  }
}

/** Name of the prepared form: no client's statement, but one that takes parameters. */
const LIFTED = 'lifted';

function computesWhilePlanning(prepared: PreparedStatement): boolean {
  const plan = prepared.plan!;
  // The one row of an INSERT is computed in any case.
  return plan.command !== 'insert' && computesFromParameters(plan);
}

function haveSameColumns(a: PreparedStatement, b: PreparedStatement): boolean {
  const left = a.analyzed!.columns;
  const right = b.analyzed!.columns;
  return left.length === right.length && left.every((c, i) => c.name === right[i]!.name && c.type === right[i]!.type && c.typmod === right[i]!.typmod);
}

/** Makes a tree with parameters where literals were. */
class Lifter {
  count = 0;
  private readonly numbers = new Map<number, number>();

  constructor(literals: readonly Literal[]) {
    literals.forEach((literal, i) => this.numbers.set(literal.location, i + 1));
  }

  /** Null for statements that are never lifted. */
  lift(statement: Statement): Statement | null {
    switch (statement.kind) {
      case 'SelectStmt':
        if (statement.op !== 'none' || statement.withClause !== null || statement.valuesLists.length > 0) return null;
        return { ...statement, targetList: this.inside(statement.targetList), whereClause: this.inside(statement.whereClause) };
      case 'InsertStmt': {
        const { selectStmt } = statement;
        if (selectStmt === null || statement.withClause !== null) return null;
        return { ...statement, selectStmt: { ...selectStmt, valuesLists: this.inside(selectStmt.valuesLists) } };
      }
      case 'UpdateStmt':
        if (statement.withClause !== null) return null;
        return { ...statement, targetList: this.inside(statement.targetList), whereClause: this.inside(statement.whereClause) };
      case 'DeleteStmt':
        if (statement.withClause !== null) return null;
        return { ...statement, whereClause: this.inside(statement.whereClause) };
      default:
        return null;
    }
  }

  /** The same tree with literals replaced; constants of casts are the type's business and stay. */
  private inside<T>(node: T): T {
    return this.replaced(node) as T;
  }

  private replaced(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(item => this.replaced(item));
    if (typeof node !== 'object' || node === null) return node;
    const { kind, location, arg } = node as { kind?: string; location?: number; arg?: { kind?: string } };
    if (kind === 'AConst') {
      const number = this.numbers.get(location!);
      if (number === undefined) return node;
      this.count++;
      return { kind: 'ParamRef', number, location };
    }
    if (kind === 'SubLink' || (kind === 'TypeCast' && arg?.kind === 'AConst')) return node;
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, this.replaced(value)]));
  }
}
