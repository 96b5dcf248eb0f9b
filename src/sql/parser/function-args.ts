/** Parameters of functions and aggregates, and functions, aggregates and operators named with their argument types. */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T, TOKEN_FLAGS } from '../lexer/index.js';
import type { FunctionParameter, ObjectWithArgs, TypeName } from '../tree/index.js';
import { parseExpr } from './expressions.js';
import { nameParts, parseAnyOperator, parseFuncName } from './names.js';
import { parseFuncType, parseTypename } from './types.js';
import type { Mutable, Parser } from './parser.js';

type Mode = FunctionParameter['mode'];

function parseMode(p: Parser): Mode | null {
  if (p.accept(KW.IN)) return p.accept(KW.OUT) ? 'inout' : 'in';
  if (p.accept(KW.OUT)) return 'out';
  if (p.accept(KW.INOUT)) return 'inout';
  return p.accept(KW.VARIADIC) ? 'variadic' : null;
}

const TYPE_WORDS = new Set<number>([
  KW.INT,
  KW.INTEGER,
  KW.SMALLINT,
  KW.BIGINT,
  KW.REAL,
  KW.FLOAT,
  KW.DECIMAL,
  KW.DEC,
  KW.NUMERIC,
  KW.BOOLEAN,
  KW.BIT,
  KW.CHARACTER,
  KW.CHAR,
  KW.VARCHAR,
  KW.NATIONAL,
  KW.NCHAR,
  KW.TIME,
  KW.TIMESTAMP,
  KW.INTERVAL,
  KW.SETOF,
  KW.IN,
  KW.OUT,
  KW.INOUT,
  KW.VARIADIC,
]);

/** Whether the current word is a parameter's name: a mode or type follows it. */
function isParameterName(p: Parser): boolean {
  if (!p.hasFlag(FLAG.TYPE_FUNC)) return false;
  const following = p.peek();
  return TYPE_WORDS.has(following) || (TOKEN_FLAGS[following]! & FLAG.TYPE_FUNC) !== 0;
}

/** [mode] [name] type, with mode and name in either order. */
export function parseFuncParameter(p: Parser): Mutable<FunctionParameter> {
  let mode = parseMode(p);
  let name: string | null = null;
  if (isParameterName(p)) {
    name = p.word(FLAG.TYPE_FUNC);
    mode ??= parseMode(p);
  }
  return { kind: 'FunctionParameter', name, argType: parseFuncType(p), mode: mode ?? 'default', defexpr: null };
}

function parseFuncParameterWithDefault(p: Parser): FunctionParameter {
  const parameter = parseFuncParameter(p);
  if (p.accept(KW.DEFAULT) || p.accept(T.EQUAL)) parameter.defexpr = parseExpr(p);
  return parameter;
}

/** `( parameters )` of CREATE FUNCTION */
export function parseFuncParametersWithDefaults(p: Parser): FunctionParameter[] {
  p.expect(T.LPAREN);
  const parameters = p.tok === T.RPAREN ? [] : p.list(parseFuncParameterWithDefault);
  p.expect(T.RPAREN);
  return parameters;
}

/** A function's name with or without `( parameters )`. */
export function parseFunctionWithArgs(p: Parser): ObjectWithArgs {
  let objname: string[];
  if (p.hasFlag(FLAG.COL_ID)) {
    const following = p.peek();
    const canBeCalled = p.hasFlag(FLAG.TYPE_FUNC) || following === T.DOT || following === T.LBRACKET;
    objname = [p.colId(), ...nameParts(p)];
    if (p.tok === T.LPAREN && !canBeCalled) throw p.syntaxError();
  } else {
    objname = [p.word(FLAG.TYPE_FUNC)];
  }
  if (p.tok !== T.LPAREN) return { kind: 'ObjectWithArgs', objname, objargs: [], objfuncargs: [], argsUnspecified: true };
  p.next();
  const parameters = p.tok === T.RPAREN ? [] : p.list(parseFuncParameter);
  p.expect(T.RPAREN);
  const objargs = parameters.filter(item => item.mode !== 'out' && item.mode !== 'table').map(item => item.argType);
  return { kind: 'ObjectWithArgs', objname, objargs, objfuncargs: parameters, argsUnspecified: false };
}

export interface AggregateArgs {
  args: FunctionParameter[];
  /** -1 unless ORDER BY was written. */
  numDirectArgs: number;
}

/** `(*)`, `(args)`, `([args] ORDER BY args)` */
export function parseAggregateArgs(p: Parser): AggregateArgs {
  p.expect(T.LPAREN);
  if (p.accept(T.STAR)) {
    p.expect(T.RPAREN);
    return { args: [], numDirectArgs: -1 };
  }
  const direct = p.tok === KW.ORDER ? [] : p.list(parseAggregateArg);
  if (!p.accept(KW.ORDER)) {
    p.expect(T.RPAREN);
    return { args: direct, numDirectArgs: -1 };
  }
  p.expect(KW.BY);
  const ordered = p.list(parseAggregateArg);
  p.expect(T.RPAREN);
  // A variadic direct argument has to be repeated as the only aggregated one, and is kept once.
  if (direct.at(-1)?.mode === 'variadic') {
    const same = ordered.length === 1 && ordered[0]!.mode === 'variadic' && sameType(direct.at(-1)!.argType, ordered[0]!.argType);
    if (!same) {
      const message = 'an ordered-set aggregate with a VARIADIC direct argument must have one VARIADIC aggregated argument of the same data type';
      throw new PgError('feature_not_supported', message, { position: ordered[0]!.argType.location + 1 });
    }
    return { args: direct, numDirectArgs: direct.length };
  }
  return { args: [...direct, ...ordered], numDirectArgs: direct.length };
}

function sameType(a: TypeName, b: TypeName): boolean {
  return a.names.join('.') === b.names.join('.') && a.arrayBounds.length === b.arrayBounds.length;
}

function parseAggregateArg(p: Parser): FunctionParameter {
  const location = p.start;
  const parameter = parseFuncParameter(p);
  const { name, argType } = parameter;
  // A word alone may be the name of a parameter whose type is missing.
  const isWord = name === null && !argType.setof && argType.names.length === 1 && argType.typmods.length === 0 && argType.arrayBounds.length === 0;
  if (isWord && p.tok !== T.COMMA && p.tok !== T.RPAREN && p.tok !== KW.ORDER) throw p.syntaxError();
  if (parameter.mode === 'out' || parameter.mode === 'inout') {
    throw new PgError('feature_not_supported', 'aggregates cannot have output arguments', { position: location + 1 });
  }
  return parameter;
}

export function parseAggregateWithArgs(p: Parser): ObjectWithArgs {
  const objname = parseFuncName(p);
  const { args } = parseAggregateArgs(p);
  return { kind: 'ObjectWithArgs', objname, objargs: args.map(item => item.argType), objfuncargs: args, argsUnspecified: false };
}

/** `operator (left, right)` where one of them may be NONE. */
export function parseOperatorWithArgs(p: Parser): ObjectWithArgs {
  const objname = parseAnyOperator(p);
  return { kind: 'ObjectWithArgs', objname, objargs: parseOperatorArgs(p), objfuncargs: [], argsUnspecified: false };
}

export function parseOperatorArgs(p: Parser): (TypeName | null)[] {
  p.expect(T.LPAREN);
  const left = p.accept(KW.NONE) ? null : parseTypename(p);
  if (left !== null && p.tok === T.RPAREN) {
    throw Object.assign(p.error('missing argument'), { hint: 'Use NONE to denote the missing argument of a unary operator.' });
  }
  p.expect(T.COMMA);
  const right = left !== null && p.accept(KW.NONE) ? null : parseTypename(p);
  p.expect(T.RPAREN);
  return [left, right];
}
