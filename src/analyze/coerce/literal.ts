/** Untyped literals become constants of a type through that type's input function, at analysis time. */
import type { Oid } from '../../base/index.js';
import { notSupported, PgError } from '../../errors/index.js';
import { typeOids as T } from '../../types/index.js';
import type { Datum, TypeContext } from '../../types/index.js';
import type { Analysis } from '../state.js';
import { formatType } from '../types/type-display.js';
import { typeCollation } from '../types/type-facts.js';
import type { Const } from '../typed/expression.js';
import { makeConst } from '../typed/nodes.js';

/** The context, with notices about a literal at the literal's place (tsquery has one about queries without lexemes). */
function noticingAt(context: TypeContext, location: number): TypeContext {
  if (location < 0 || context.notice === undefined) return context;
  const notice = (told: PgError): void => context.notice?.(told.at(location + 1));
  return Object.create(context, { notice: { value: notice } }) as TypeContext;
}

/** Value of `text` as base type `type` (no domain). */
export function parseLiteral(analysis: Analysis, text: string | null, type: Oid, typmod: number, location: number): Datum {
  if (text === null) return null;
  if (type === T.TEXT || type === T.UNKNOWN) return text;
  const ops = analysis.context.typeById(type);
  if (ops === undefined) throw notSupported(`input of type ${formatType(analysis.catalog, type)}`, location + 1);
  try {
    return ops.parse(text, typmod, type === T.TSQUERY ? noticingAt(analysis.context, location) : analysis.context);
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
