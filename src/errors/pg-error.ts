import { SQLSTATE, type SqlStateName } from './sqlstate.js';

/** Optional fields of an error or notice report, as in the protocol's ErrorResponse (PostgreSQL chapter 55.8). */
export interface ErrorFields {
  readonly detail?: string;
  readonly hint?: string;
  /** 1-based character position in the query text. */
  readonly position?: number;
  readonly internalPosition?: number;
  readonly internalQuery?: string;
  /** Context lines (CONTEXT:). */
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly dataType?: string;
  readonly constraint?: string;
}

export type Severity = 'ERROR' | 'FATAL' | 'PANIC' | 'WARNING' | 'NOTICE' | 'DEBUG' | 'INFO' | 'LOG';

/** An error a user sees, with PostgreSQL's message, SQLSTATE and fields. */
export class PgError extends Error {
  override readonly name = 'PgError';
  readonly code: string;
  severity: Severity = 'ERROR';
  detail?: string;
  hint?: string;
  position?: number;
  internalPosition?: number;
  internalQuery?: string;
  where?: string;
  schema?: string;
  table?: string;
  column?: string;
  dataType?: string;
  constraint?: string;

  /** @param state a five-character SQLSTATE given by its condition name, for example `unique_violation`. */
  constructor(state: SqlStateName, message: string, fields?: ErrorFields) {
    super(message);
    this.code = SQLSTATE[state];
    if (fields) Object.assign(this, fields);
  }

  /** Sets the position unless one is known already; returns this. */
  at(position: number | undefined): this {
    if (this.position === undefined && position !== undefined && position > 0) this.position = position;
    return this;
  }
}

/** Shorthand for `throw new PgError(...)` in expression position. */
export function raise(state: SqlStateName, message: string, fields?: ErrorFields): never {
  throw new PgError(state, message, fields);
}

/** The feature exists in PostgreSQL and not here (yet). */
export function notSupported(what: string, position?: number): PgError {
  return new PgError('feature_not_supported', `${what} is not supported`, position ? { position } : undefined);
}
