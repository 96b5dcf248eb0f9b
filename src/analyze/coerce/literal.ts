/** Untyped literals become constants of a type through that type's input function, at analysis time. */
import type { Oid } from '../../base/index.js';
import { notSupported } from '../../errors/index.js';
import { typeOids as T } from '../../types/index.js';
import type { Datum } from '../../types/index.js';
import { withLocation } from '../fail.js';
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
  return withLocation(location, () => ops.parse(text, typmod, analysis.context));
}

/** The constant an unknown literal is as base type `type`. */
export function typedLiteral(analysis: Analysis, literal: Const, type: Oid, typmod: number, location: number): Const {
  const value = parseLiteral(analysis, literal.value as string | null, type, typmod, literal.location >= 0 ? literal.location : location);
  return makeConst(type, typmod, typeCollation(analysis.catalog, type), value, literal.location);
}
