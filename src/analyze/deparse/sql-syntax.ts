/** Functions that SQL gives a syntax of their own: EXTRACT(… FROM …), AT TIME ZONE, TRIM and so on. */
import { typeOids as T } from '../../types/index.js';
import type { Expr, FuncExpr } from '../typed/expression.js';
import type { DeparseContext } from './context.js';

type Write = (expr: Expr) => void;

/** Writes the call in its SQL form; false when it has none. */
export function putSqlSyntax(context: DeparseContext, call: FuncExpr, write: Write, writeOperand: Write): boolean {
  const { args } = call;
  const fn = context.catalog.functionById(call.functionId);
  if (fn === undefined) return false;
  const arg = (i: number): Expr => args[i]!;
  const parts = (...items: (string | number)[]): true => {
    for (const item of items) {
      if (typeof item === 'string') context.put(item);
      else write(arg(item));
    }
    return true;
  };
  switch (fn.name) {
    case 'timezone':
      if (args.length !== 2) return false;
      context.put('(');
      writeOperand(arg(1));
      context.put(' AT TIME ZONE ');
      writeOperand(arg(0));
      context.put(')');
      return true;
    case 'overlaps':
      return parts('((', 0, ', ', 1, ') OVERLAPS (', 2, ', ', 3, '))');
    case 'extract': {
      const field = arg(0);
      if (field.kind !== 'const' || typeof field.value !== 'string') return false;
      return parts('EXTRACT(', field.value, ' FROM ', 1, ')');
    }
    case 'overlay':
      return args.length === 4 ? parts('OVERLAY(', 0, ' PLACING ', 1, ' FROM ', 2, ' FOR ', 3, ')') : parts('OVERLAY(', 0, ' PLACING ', 1, ' FROM ', 2, ')');
    case 'position':
      return parts('POSITION((', 1, ') IN (', 0, '))');
    case 'substring':
      if (args.length === 3 && fn.argumentTypes[1] === fn.argumentTypes[0]) return parts('SUBSTRING(', 0, ' SIMILAR ', 1, ' ESCAPE ', 2, ')');
      if (args.length === 3) return parts('SUBSTRING(', 0, ' FROM ', 1, ' FOR ', 2, ')');
      return fn.argumentTypes[1] === T.INT4 && parts('SUBSTRING(', 0, ' FROM ', 1, ')');
    case 'btrim':
      return args.length === 2 ? parts('TRIM(BOTH ', 1, ' FROM ', 0, ')') : parts('TRIM(BOTH FROM ', 0, ')');
    case 'ltrim':
      return args.length === 2 ? parts('TRIM(LEADING ', 1, ' FROM ', 0, ')') : parts('TRIM(LEADING FROM ', 0, ')');
    case 'rtrim':
      return args.length === 2 ? parts('TRIM(TRAILING ', 1, ' FROM ', 0, ')') : parts('TRIM(TRAILING FROM ', 0, ')');
    case 'pg_collation_for':
      return parts('COLLATION FOR (', 0, ')');
    case 'is_normalized':
    case 'normalize': {
      const form = args.length === 2 ? arg(1) : null;
      const word = form !== null && form.kind === 'const' && typeof form.value === 'string' ? form.value : '';
      if (fn.name === 'normalize') return parts('NORMALIZE(', 0, word === '' ? ')' : `, ${word})`);
      return parts('((', 0, `) IS${word === '' ? '' : ` ${word}`} NORMALIZED)`);
    }
    default:
      return false;
  }
}
