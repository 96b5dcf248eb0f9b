/** Untyped literals become constants of a type through that type's input function, at analysis time. */
import type { Oid } from '../../base/index.js';
import { notSupported, PgError } from '../../errors/index.js';
import { typeOids as T } from '../../types/index.js';
import type { Datum } from '../../types/index.js';
import type { Analysis } from '../state.js';
import { formatType } from '../types/type-display.js';
import { typeCollation } from '../types/type-facts.js';
import type { Const } from '../typed/expression.js';
import { makeConst } from '../typed/nodes.js';

/** Value of `text` as base type `type` (no domain). */
export function parseLiteral(analysis: Analysis, text: string | null, type: Oid, typmod: number, location: number): Datum {
  if (text === null) return null;
  if (type === T.TEXT || type === T.UNKNOWN) return text;
  const ops = analysis.context.typeById(type);
  if (ops === undefined) throw notSupported(`input of type ${formatType(analysis.catalog, type)}`, location + 1);
  try {
    return ops.parse(text, typmod, analysis.context);
  } catch (error) {
    // Even a place within the text (a type's name, for regtype) gives way to that of the literal.
    if (error instanceof PgError && location >= 0) error.position = location + 1;
    throw error;
  }
}

/** The constant an unknown literal is as base type `type`. */
export function typedLiteral(analysis: Analysis, literal: Const, type: Oid, typmod: number, location: number): Const {
  const value = parseLiteral(analysis, literal.value as string | null, type, typmod, literal.location >= 0 ? literal.location : location);
  return makeConst(type, typmod, typeCollation(analysis.catalog, type), value, literal.location);
}
