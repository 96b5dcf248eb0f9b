/** Type names: SQL's built-in spellings, user types, modifiers, arrays, intervals (PostgreSQL chapter 8). */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T, TOKEN_FLAGS } from '../lexer/index.js';
import type { Expression, TypeName } from '../tree/index.js';
import { parseExpr } from './expressions.js';
import { integerConst, parseInteger } from './names.js';
import type { Mutable, Parser } from './parser.js';

export function typeName(names: readonly string[], typmods: readonly Expression[], location: number): Mutable<TypeName> {
  return { kind: 'TypeName', names, setof: false, pctType: false, typmods, arrayBounds: NO_BOUNDS, location };
}
const NO_BOUNDS: readonly number[] = [];
const NO_TYPMODS: readonly Expression[] = [];

export function systemType(name: string, location: number): Mutable<TypeName> {
  return typeName(['pg_catalog', name], NO_TYPMODS, location);
}

/** A full type name: [SETOF] simple type with array bounds. */
export function parseTypename(p: Parser): TypeName {
  const setof = p.accept(KW.SETOF);
  const type = parseSimpleTypename(p);
  type.setof = setof;
  parseArrayBounds(p, type);
  return type;
}

function parseArrayBounds(p: Parser, type: Mutable<TypeName>): void {
  if (p.tok === KW.ARRAY) {
    p.next();
    let bound = -1;
    if (p.accept(T.LBRACKET)) {
      bound = parseInteger(p);
      p.expect(T.RBRACKET);
    }
    type.arrayBounds = [bound];
    return;
  }
  if (p.tok !== T.LBRACKET) return;
  const bounds: number[] = [];
  while (p.accept(T.LBRACKET)) {
    bounds.push(p.tok === T.INTEGER ? parseInteger(p) : -1);
    p.expect(T.RBRACKET);
  }
  type.arrayBounds = bounds;
}

/** A type without SETOF and array bounds. */
export function parseSimpleTypename(p: Parser): Mutable<TypeName> {
  const builtin = parseBuiltinType(p);
  if (builtin !== null) return builtin;
  if (p.tok === KW.INTERVAL) {
    const location = p.start;
    p.next();
    if (p.tok === T.LPAREN) return { ...systemType('interval', location), typmods: parseIntervalPrecision(p) };
    return { ...systemType('interval', location), typmods: parseIntervalFields(p) };
  }
  return parseGenericType(p);
}

/** A type by name: `name [.name …] [(modifiers)]`. */
export function parseGenericType(p: Parser): Mutable<TypeName> {
  const location = p.start;
  const names = [p.word(FLAG.TYPE_FUNC)];
  while (p.accept(T.DOT)) names.push(p.colLabel());
  return typeName(names, parseTypeModifiers(p), location);
}

/** `table.column%TYPE` is allowed in function signatures only. */
export function parseFuncType(p: Parser): TypeName {
  const setof = p.tok === KW.SETOF;
  const mark = p.mark();
  if (setof) p.next();
  if ((TOKEN_FLAGS[p.tok]! & FLAG.TYPE_FUNC) !== 0 && p.peek() === T.DOT) {
    const location = p.start;
    const names = [p.word(FLAG.TYPE_FUNC)];
    while (p.accept(T.DOT)) names.push(p.colLabel());
    if (p.accept(T.PERCENT)) {
      p.expect(KW.TYPE);
      return { ...typeName(names, NO_TYPMODS, location), pctType: true, setof };
    }
  }
  p.reset(mark);
  return parseTypename(p);
}

function parseTypeModifiers(p: Parser): readonly Expression[] {
  if (p.tok !== T.LPAREN) return NO_TYPMODS;
  p.next();
  const typmods = p.list(parseExpr);
  p.expect(T.RPAREN);
  return typmods;
}

function optionalPrecision(p: Parser): readonly Expression[] {
  if (p.tok !== T.LPAREN) return NO_TYPMODS;
  p.next();
  const location = p.start;
  const precision = parseInteger(p);
  p.expect(T.RPAREN);
  return [integerConst(precision, location)];
}

/**
 * SQL's spelled-out types other than INTERVAL; null (nothing consumed) when there is none here. BIT and CHAR without a length are of length 1,
 * but of any length in front of a literal.
 */
export function parseBuiltinType(p: Parser, isLiteral = false): Mutable<TypeName> | null {
  const location = p.start;
  switch (p.tok) {
    case KW.INT:
    case KW.INTEGER:
      p.next();
      return systemType('int4', location);
    case KW.SMALLINT:
      p.next();
      return systemType('int2', location);
    case KW.BIGINT:
      p.next();
      return systemType('int8', location);
    case KW.REAL:
      p.next();
      return systemType('float4', location);
    case KW.FLOAT:
      p.next();
      return systemType(parseFloatPrecision(p), location);
    case KW.DOUBLE:
      if (p.peek() !== KW.PRECISION) return null;
      p.next();
      p.next();
      return systemType('float8', location);
    case KW.DECIMAL:
    case KW.DEC:
    case KW.NUMERIC:
      p.next();
      return typeName(['pg_catalog', 'numeric'], parseTypeModifiers(p), location);
    case KW.BOOLEAN:
      p.next();
      return systemType('bool', location);
    case KW.BIT:
      return parseBit(p, isLiteral);
    case KW.CHARACTER:
    case KW.CHAR:
    case KW.VARCHAR:
    case KW.NATIONAL:
    case KW.NCHAR:
      return parseCharacter(p, isLiteral);
    case KW.TIME:
    case KW.TIMESTAMP:
      return parseDateTime(p);
    default:
      return null;
  }
}

function parseFloatPrecision(p: Parser): string {
  if (!p.accept(T.LPAREN)) return 'float8';
  const location = p.start;
  const bits = parseInteger(p);
  p.expect(T.RPAREN);
  if (bits < 1) throw precisionError('precision for type float must be at least 1 bit', location);
  if (bits > 53) throw precisionError('precision for type float must be less than 54 bits', location);
  return bits <= 24 ? 'float4' : 'float8';
}

function precisionError(message: string, location: number): PgError {
  return new PgError('invalid_parameter_value', message, { position: location + 1 });
}

function parseBit(p: Parser, isLiteral: boolean): Mutable<TypeName> {
  const location = p.start;
  p.next();
  const varying = p.accept(KW.VARYING);
  if (p.tok === T.LPAREN) return typeName(['pg_catalog', varying ? 'varbit' : 'bit'], parseTypeModifiers(p), location);
  return typeName(['pg_catalog', varying ? 'varbit' : 'bit'], varying || isLiteral ? NO_TYPMODS : [integerConst(1, -1)], location);
}

function parseCharacter(p: Parser, isLiteral: boolean): Mutable<TypeName> {
  const location = p.start;
  let varying = p.tok === KW.VARCHAR;
  if (p.tok === KW.NATIONAL) {
    p.next();
    if (p.tok !== KW.CHARACTER && p.tok !== KW.CHAR) throw p.syntaxError();
  }
  p.next();
  if (!varying) varying = p.accept(KW.VARYING);
  const length = optionalPrecision(p);
  const typmods = length.length > 0 || varying || isLiteral ? length : [integerConst(1, -1)];
  return typeName(['pg_catalog', varying ? 'varchar' : 'bpchar'], typmods, location);
}

function parseDateTime(p: Parser): Mutable<TypeName> {
  const location = p.start;
  const base = p.tok === KW.TIME ? 'time' : 'timestamp';
  p.next();
  const typmods = optionalPrecision(p);
  return typeName(['pg_catalog', parseTimeZone(p) ? `${base}tz` : base], typmods, location);
}

/** WITH TIME ZONE gives true; WITHOUT TIME ZONE or nothing false. WITH followed by anything else is left alone. */
function parseTimeZone(p: Parser): boolean {
  if (p.accept(T.WITH_LA)) {
    p.expectPair(KW.TIME, KW.ZONE);
    return true;
  }
  if (p.accept(KW.WITHOUT)) p.expectPair(KW.TIME, KW.ZONE);
  return false;
}

/* Bits of interval field masks, as in PostgreSQL's typmod of interval. */
const MONTH = 1 << 1;
const YEAR = 1 << 2;
const DAY = 1 << 3;
const HOUR = 1 << 10;
const MINUTE = 1 << 11;
const SECOND = 1 << 12;
/** No restriction of fields, in a typmod that has a precision. */
export const INTERVAL_FULL_RANGE = 0x7fff;

/** `(n)` of INTERVAL(n). */
export function parseIntervalPrecision(p: Parser): readonly Expression[] {
  p.expect(T.LPAREN);
  const location = p.start;
  const precision = parseInteger(p);
  p.expect(T.RPAREN);
  return [integerConst(INTERVAL_FULL_RANGE, -1), integerConst(precision, location)];
}

/** YEAR, DAY TO SECOND(3) and the like after INTERVAL or its literal; empty when there is none. */
export function parseIntervalFields(p: Parser): readonly Expression[] {
  const location = p.start;
  switch (p.tok) {
    case KW.YEAR:
      p.next();
      if (!p.accept(KW.TO)) return [integerConst(YEAR, location)];
      p.expect(KW.MONTH);
      return [integerConst(YEAR | MONTH, location)];
    case KW.MONTH:
      p.next();
      return [integerConst(MONTH, location)];
    case KW.DAY:
      p.next();
      if (!p.accept(KW.TO)) return [integerConst(DAY, location)];
      if (p.accept(KW.HOUR)) return [integerConst(DAY | HOUR, location)];
      if (p.accept(KW.MINUTE)) return [integerConst(DAY | HOUR | MINUTE, location)];
      return parseIntervalSecond(p, DAY | HOUR | MINUTE | SECOND, location);
    case KW.HOUR:
      p.next();
      if (!p.accept(KW.TO)) return [integerConst(HOUR, location)];
      if (p.accept(KW.MINUTE)) return [integerConst(HOUR | MINUTE, location)];
      return parseIntervalSecond(p, HOUR | MINUTE | SECOND, location);
    case KW.MINUTE:
      p.next();
      if (!p.accept(KW.TO)) return [integerConst(MINUTE, location)];
      return parseIntervalSecond(p, MINUTE | SECOND, location);
    case KW.SECOND:
      return parseIntervalSecond(p, SECOND, location);
    default:
      return NO_TYPMODS;
  }
}

function parseIntervalSecond(p: Parser, mask: number, location: number): readonly Expression[] {
  p.expect(KW.SECOND);
  return [integerConst(mask, location), ...optionalPrecision(p)];
}
