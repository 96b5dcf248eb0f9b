/** Qualified names, name lists, operators, roles and the constants that stand in utility statements. */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T } from '../lexer/index.js';
import type { AConst, FloatConst, IntegerConst, RangeVar, RoleSpec, StringConst } from '../tree/index.js';
import type { Parser } from './parser.js';
import { parseIndirection } from './indirection.js';

/** ColId ('.' ColLabel)*: no subscripts or stars. */
export function parseAnyName(p: Parser): string[] {
  const names = [p.colId()];
  while (p.accept(T.DOT)) names.push(p.colLabel());
  return names;
}

export function parseAnyNameList(p: Parser): string[][] {
  return p.list(parseAnyName);
}

export function parseColId(p: Parser): string {
  return p.colId();
}

/** `a, b, c` */
export function parseNameList(p: Parser): string[] {
  return p.list(parseColId);
}

/** `(a, b, c)` */
export function parseParenNameList(p: Parser): string[] {
  p.expect(T.LPAREN);
  const names = parseNameList(p);
  p.expect(T.RPAREN);
  return names;
}

/** `(a, b, c)` or nothing. */
export function parseOptionalParenNameList(p: Parser): string[] {
  return p.tok === T.LPAREN ? parseParenNameList(p) : [];
}

/** A function's name: an unqualified one may be a type-or-function key word, the first part of a qualified one must be a ColId. */
export function parseFuncName(p: Parser): string[] {
  const following = p.peek();
  if ((following === T.DOT || following === T.LBRACKET) && p.hasFlag(FLAG.COL_ID)) return [p.colId(), ...nameParts(p)];
  if (following === T.DOT && p.hasFlag(FLAG.TYPE_FUNC)) {
    // The name of a function is over.
    p.next();
    throw p.syntaxError();
  }
  if (p.hasFlag(FLAG.COL_ID) && !p.hasFlag(FLAG.TYPE_FUNC)) {
    // Good for the first part of a qualified name only, so the error is at what follows.
    p.next();
    throw p.syntaxError();
  }
  return [p.word(FLAG.TYPE_FUNC)];
}

export function rangeVarOf(p: Parser, names: readonly string[], location: number): RangeVar {
  if (names.length > 3) {
    throw p.error(`improper qualified name (too many dotted names): ${names.join('.')}`, location);
  }
  const last = names.length - 1;
  return {
    kind: 'RangeVar',
    catalogname: last > 1 ? names[0]! : null,
    schemaname: last > 0 ? names[last - 1]! : null,
    relname: names[last]!,
    inh: true,
    relpersistence: 'p',
    alias: null,
    location,
  };
}

/** A table's name. */
export function parseQualifiedName(p: Parser): RangeVar {
  const location = p.start;
  const first = p.colId();
  if (p.tok !== T.DOT && p.tok !== T.LBRACKET) {
    return {
      kind: 'RangeVar',
      catalogname: null,
      schemaname: null,
      relname: first,
      inh: true,
      relpersistence: 'p',
      alias: null,
      location,
    };
  }
  return rangeVarOf(p, [first, ...nameParts(p)], location);
}

/** The rest of a qualified name. PostgreSQL parses any indirection here and refuses all but names afterwards, at the token it has reached. */
export function nameParts(p: Parser): string[] {
  const parts: string[] = [];
  let isName = true;
  for (const item of parseIndirection(p, false)) {
    if (item.kind === 'FieldName') parts.push(item.name);
    else isName = false;
  }
  if (!isName) throw p.syntaxError();
  return parts;
}

export function parseQualifiedNameList(p: Parser): RangeVar[] {
  return p.list(parseQualifiedName);
}

/** `t`, `t *`, `ONLY t`, `ONLY (t)` */
export function parseRelationExpr(p: Parser): RangeVar {
  if (p.accept(KW.ONLY)) {
    const parenthesised = p.accept(T.LPAREN);
    const relation = parseQualifiedName(p);
    if (parenthesised) p.expect(T.RPAREN);
    return { ...relation, inh: false };
  }
  const relation = parseQualifiedName(p);
  p.accept(T.STAR);
  return relation;
}

export function parseRelationExprList(p: Parser): RangeVar[] {
  return p.list(parseRelationExpr);
}

/** A role where one of PUBLIC, CURRENT_USER … may stand. */
export function parseRoleSpec(p: Parser): RoleSpec {
  const location = p.start;
  const tok = p.tok;
  if (tok === KW.CURRENT_ROLE || tok === KW.CURRENT_USER || tok === KW.SESSION_USER) {
    p.next();
    const roletype = tok === KW.CURRENT_ROLE ? 'currentRole' : tok === KW.CURRENT_USER ? 'currentUser' : 'sessionUser';
    return { kind: 'RoleSpec', roletype, rolename: null, location };
  }
  const name = p.word(FLAG.NON_RESERVED);
  // "public" and "none" are no key words here, but PostgreSQL keeps them for itself even when quoted.
  if (name === 'public') return { kind: 'RoleSpec', roletype: 'public', rolename: null, location };
  if (name === 'none') {
    throw new PgError('reserved_name', 'role name "none" is reserved', { position: location + 1 });
  }
  return { kind: 'RoleSpec', roletype: 'cstring', rolename: name, location };
}

export function parseRoleList(p: Parser): RoleSpec[] {
  return p.list(parseRoleSpec);
}

const OPERATOR_TEXT = new Map<number, string>([
  [T.PLUS, '+'],
  [T.MINUS, '-'],
  [T.STAR, '*'],
  [T.SLASH, '/'],
  [T.PERCENT, '%'],
  [T.CARET, '^'],
  [T.LESS, '<'],
  [T.GREATER, '>'],
  [T.EQUAL, '='],
  [T.LESS_EQUALS, '<='],
  [T.GREATER_EQUALS, '>='],
  [T.NOT_EQUALS, '<>'],
]);

/** The text of the current token if it is an operator, else null. */
export function operatorText(p: Parser): string | null {
  return p.tok === T.OPERATOR ? p.value : (OPERATOR_TEXT.get(p.tok) ?? null);
}

/** (ColId '.')* operator */
export function parseAnyOperator(p: Parser): string[] {
  const names: string[] = [];
  for (;;) {
    const text = operatorText(p);
    if (text !== null) {
      p.next();
      names.push(text);
      return names;
    }
    names.push(p.colId());
    p.expect(T.DOT);
  }
}

/** `+` or OPERATOR(schema.+) */
export function parseQualAllOp(p: Parser): string[] {
  if (p.tok !== KW.OPERATOR) {
    const text = operatorText(p);
    if (text === null) throw p.syntaxError();
    p.next();
    return [text];
  }
  p.next();
  p.expect(T.LPAREN);
  const names = parseAnyOperator(p);
  p.expect(T.RPAREN);
  return names;
}

export function integerConst(value: number, location: number): IntegerConst {
  return { kind: 'AConst', valueKind: 'integer', value, location };
}

export function stringConst(value: string, location: number): StringConst {
  return { kind: 'AConst', valueKind: 'string', value, location };
}

export function parseString(p: Parser): string {
  return p.text(T.STRING);
}

export function parseStringConst(p: Parser): StringConst {
  const location = p.start;
  return stringConst(p.text(T.STRING), location);
}

/** An integer with optional sign. */
export function parseSignedInteger(p: Parser): number {
  if (p.accept(T.PLUS)) return Number(p.text(T.INTEGER));
  if (p.accept(T.MINUS)) return 0 - Number(p.text(T.INTEGER));
  return Number(p.text(T.INTEGER));
}

export function parseInteger(p: Parser): number {
  return Number(p.text(T.INTEGER));
}

/** Any number with optional sign. */
export function parseNumericOnly(p: Parser): IntegerConst | FloatConst {
  const location = p.start;
  const negative = p.tok === T.MINUS;
  if (negative || p.tok === T.PLUS) p.next();
  if (p.tok === T.INTEGER) {
    const value = parseInteger(p);
    return integerConst(negative ? 0 - value : value, location);
  }
  const text = p.text(T.FLOAT);
  return { kind: 'AConst', valueKind: 'float', value: negative ? `-${text}` : text, location };
}

/** TRUE, FALSE, ON, a word or a string: as a string constant. */
export function parseBooleanOrString(p: Parser): AConst {
  const location = p.start;
  const tok = p.tok;
  if (tok === T.STRING) return parseStringConst(p);
  if (tok === KW.TRUE || tok === KW.FALSE || tok === KW.ON) {
    const value = p.value;
    p.next();
    return stringConst(value, location);
  }
  return stringConst(p.word(FLAG.NON_RESERVED), location);
}
