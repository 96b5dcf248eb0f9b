/** What a generated expression may refer to, and what a generated query shares while it grows. */
import type { Piece } from './piece.js';
import type { Random } from './random.js';
import type { TypeName } from './value-types.js';

/** A column, or a grouped expression, under the text that names it. */
export interface Atom {
  readonly text: string;
  readonly type: TypeName;
}

export interface Column {
  readonly name: string;
  readonly type: TypeName;
}

/** A table, a view or a common table expression. */
export interface Relation {
  readonly name: string;
  readonly columns: readonly Column[];
  /** About how many rows it has. */
  readonly rows: number;
  readonly isTable?: boolean;
}

export interface Scope {
  readonly atoms: readonly Atom[];
  readonly outer: Scope | null;
  /** In a grouped query: what arguments of aggregates may refer to. */
  readonly aggregateOver: Scope | null;
  readonly allowsWindows: boolean;
  /** Where windows may be defined for a WINDOW clause: a SELECT with window functions. */
  readonly windows?: Piece[];
  readonly relations: readonly Relation[];
  /** How many times an expression here is computed, about: bounds the work of sub-selects in it. */
  readonly rows: number;
}

export interface Generated {
  readonly piece: Piece;
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** What a whole statement shares. */
export interface Context {
  readonly random: Random;
  readonly isRisky: boolean;
  /** Pieces the statement may still get. */
  budget: number;
  aliases: number;
  /** The statement stands in a WITH clause and has its RETURNING from there. */
  readonly isNested?: boolean;
  /** An expression of exactly this type. */
  expression(context: Context, scope: Scope, type: TypeName, depth: number): Piece;
  /** A query with exactly these columns, for sub-selects. */
  subQuery(context: Context, types: readonly TypeName[], scope: Scope, depth: number): Generated;
  /** A query that gives at most one row. */
  scalarQuery(context: Context, type: TypeName, scope: Scope, depth: number): Piece;
}

export function freshAlias(context: Context): string {
  return `x${++context.aliases}`;
}

/** No atoms: what a statement begins with. */
export function topScope(relations: readonly Relation[]): Scope {
  return { atoms: [], outer: null, aggregateOver: null, allowsWindows: false, relations, rows: 1 };
}
