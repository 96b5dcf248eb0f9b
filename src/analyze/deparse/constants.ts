/** Constants in deparsed text: a plain literal where it reads back as the same type, else `'…'::type`. */
import { typeOids as T } from '../../types/index.js';
import { formatType } from '../types/type-display.js';
import { quoteLiteral } from '../types/quote.js';
import type { Const } from '../typed/expression.js';
import { collationText } from './collation.js';
import type { DeparseContext } from './context.js';

/** `always` adds the type even where it is clear, `never` leaves it to the caller. */
export function constantText(context: DeparseContext, constant: Const, label: 'as-needed' | 'always' | 'never'): string {
  const { type, typmod, value } = constant;
  const typeText = (): string => `::${formatType(context.catalog, type, typmod)}${collationSuffix(context, constant)}`;
  if (value === null) return label === 'never' ? 'NULL' : `NULL${typeText()}`;
  const ops = context.types.typeById(type);
  const text = ops === undefined || typeof value === 'string' ? String(value) : ops.format(value, context.types);
  let literal: string;
  let needsLabel = true;
  switch (type as number) {
    case T.INT4:
      needsLabel = text.startsWith('-');
      literal = needsLabel ? quoteLiteral(text) : text;
      break;
    case T.NUMERIC: {
      const isPlain = /^[0-9]/.test(text) && /[eE.]/.test(text);
      needsLabel = !isPlain || typmod >= 0;
      literal = isPlain ? text : quoteLiteral(text);
      break;
    }
    case T.BOOL:
      needsLabel = false;
      literal = value === true ? 'true' : 'false';
      break;
    case T.UNKNOWN:
      needsLabel = false;
      literal = quoteLiteral(text);
      break;
    default:
      literal = quoteLiteral(ops === undefined ? text : ops.format(value, context.types));
  }
  if (label === 'never') return literal;
  return needsLabel || label === 'always' ? literal + typeText() : literal + collationSuffix(context, constant);
}

function collationSuffix(context: DeparseContext, constant: Const): string {
  const ofType = context.catalog.typeById(constant.type)?.collation ?? 0;
  return constant.collation === 0 || constant.collation === ofType ? '' : ` COLLATE ${collationText(context, constant.collation, '')}`;
}
