/** Options as name-value pairs (DefElem) in their several spellings, and CASCADE / RESTRICT, IF EXISTS. */
import { FLAG, KW, T } from '../lexer/index.js';
import type { AConst, DefElem, DefElemArg, DropBehavior } from '../tree/index.js';
import { operatorText, parseBooleanOrString, parseNumericOnly, parseQualAllOp, parseStringConst, stringConst } from './names.js';
import { parseFuncType } from './types.js';
import type { Parser } from './parser.js';

export function defElem(defname: string, arg: DefElemArg | null, location: number): DefElem {
  return { kind: 'DefElem', defnamespace: null, defname, arg, defaction: 'unspec', location };
}

export function booleanConst(value: boolean, location: number): AConst {
  return { kind: 'AConst', valueKind: 'boolean', value, location };
}

export function parseDropBehavior(p: Parser): DropBehavior {
  if (p.accept(KW.CASCADE)) return 'cascade';
  p.accept(KW.RESTRICT);
  return 'restrict';
}

/** IF EXISTS */
export function parseIfExists(p: Parser): boolean {
  return p.acceptPair(KW.IF, KW.EXISTS);
}

/** IF EXISTS where no name may stand. */
export function parseIfExistsOnly(p: Parser): boolean {
  if (!p.accept(KW.IF)) return false;
  p.expect(KW.EXISTS);
  return true;
}

/** IF NOT EXISTS where no name may stand. */
export function parseIfNotExistsOnly(p: Parser): boolean {
  if (!p.accept(KW.IF)) return false;
  p.expectPair(KW.NOT, KW.EXISTS);
  return true;
}

/** IF NOT EXISTS; `if` alone may be a name. */
export function parseIfNotExists(p: Parser): boolean {
  if (p.tok !== KW.IF || p.peek() !== KW.NOT) return false;
  p.next();
  p.next();
  p.expect(KW.EXISTS);
  return true;
}

/** The value of a definition: a type (which any bare word is taken for), key word, operator, number, string, NONE. */
export function parseDefArg(p: Parser): DefElemArg {
  const location = p.start;
  if (p.tok === T.STRING) return parseStringConst(p);
  if (p.tok === T.INTEGER || p.tok === T.FLOAT) return parseNumericOnly(p);
  if (p.tok === T.PLUS || p.tok === T.MINUS) {
    const following = p.peek();
    if (following === T.INTEGER || following === T.FLOAT) return parseNumericOnly(p);
  }
  if (p.tok === KW.NONE) {
    p.next();
    return stringConst('none', location);
  }
  if ((p.tok === KW.OPERATOR && p.peek() === T.LPAREN) || operatorText(p) !== null) return { kind: 'NameList', names: parseQualAllOp(p) };
  if (p.hasFlag(FLAG.LABEL) && !p.hasFlag(FLAG.NON_RESERVED)) {
    const word = p.value;
    p.next();
    return stringConst(word, location);
  }
  return parseFuncType(p);
}

/** `( name [= value], … )` */
export function parseDefinition(p: Parser): DefElem[] {
  p.expect(T.LPAREN);
  const items = p.list(parseDefElem);
  p.expect(T.RPAREN);
  return items;
}

function parseDefElem(p: Parser): DefElem {
  const location = p.start;
  const name = p.colLabel();
  return defElem(name, p.accept(T.EQUAL) ? parseDefArg(p) : null, location);
}

/** `( name = value, … )` of ALTER TYPE and ALTER OPERATOR, where the value may be NONE but not every key word. */
export function parseOperatorDefinition(p: Parser): DefElem[] {
  p.expect(T.LPAREN);
  const items = p.list(q => {
    const location = q.start;
    const name = q.colLabel();
    q.expect(T.EQUAL);
    return defElem(name, parseDefArg(q), location);
  });
  p.expect(T.RPAREN);
  return items;
}

/** Storage parameters `( [namespace.]name [= value], … )` */
export function parseReloptions(p: Parser): DefElem[] {
  p.expect(T.LPAREN);
  const items = p.list(parseReloption);
  p.expect(T.RPAREN);
  return items;
}

function parseReloption(p: Parser): DefElem {
  const location = p.start;
  const first = p.colLabel();
  if (!p.accept(T.DOT)) return defElem(first, p.accept(T.EQUAL) ? parseDefArg(p) : null, location);
  const name = p.colLabel();
  return { ...defElem(name, p.accept(T.EQUAL) ? parseDefArg(p) : null, location), defnamespace: first };
}

/** WITH ( storage parameters ) or nothing. */
export function parseOptReloptions(p: Parser): readonly DefElem[] {
  return p.accept(KW.WITH) ? parseReloptions(p) : [];
}

/** WITH definition, where WITH may be missing altogether. */
export function parseOptDefinition(p: Parser): readonly DefElem[] {
  return p.accept(KW.WITH) ? parseDefinition(p) : [];
}

/** `( name [value], … )` of EXPLAIN, VACUUM, REINDEX, CLUSTER: any name, a boolean, string or number. */
export function parseUtilityOptions(p: Parser): DefElem[] {
  p.expect(T.LPAREN);
  const items = p.list(parseUtilityOption);
  p.expect(T.RPAREN);
  return items;
}

function parseUtilityOption(p: Parser): DefElem {
  const location = p.start;
  let name: string;
  if (p.tok === KW.ANALYZE || p.tok === KW.ANALYSE) {
    name = 'analyze';
    p.next();
  } else {
    name = p.word(FLAG.NON_RESERVED);
  }
  return defElem(name, parseUtilityOptionValue(p), location);
}

function parseUtilityOptionValue(p: Parser): AConst | null {
  const tok = p.tok;
  if (tok === T.INTEGER || tok === T.FLOAT || tok === T.PLUS || tok === T.MINUS) return parseNumericOnly(p);
  if (tok === T.STRING || tok === KW.TRUE || tok === KW.FALSE || tok === KW.ON || p.hasFlag(FLAG.NON_RESERVED)) return parseBooleanOrString(p);
  return null;
}

/** OPTIONS ( name 'value', … ) of foreign objects, or nothing. */
export function parseCreateGenericOptions(p: Parser): readonly DefElem[] {
  if (!p.accept(KW.OPTIONS)) return [];
  p.expect(T.LPAREN);
  const items = p.list(parseGenericOption);
  p.expect(T.RPAREN);
  return items;
}

function parseGenericOption(p: Parser): DefElem {
  const location = p.start;
  const name = p.colLabel();
  return defElem(name, parseStringConst(p), location);
}

/** OPTIONS ( [ADD | SET] name 'value' | DROP name, … ) */
export function parseAlterGenericOptions(p: Parser): DefElem[] {
  p.expect(KW.OPTIONS);
  p.expect(T.LPAREN);
  const items = p.list(parseAlterGenericOption);
  p.expect(T.RPAREN);
  return items;
}

function parseAlterGenericOption(p: Parser): DefElem {
  const following = p.peek();
  // ADD, SET and DROP are names, too.
  if (following !== T.STRING) {
    if (p.accept(KW.SET)) return { ...parseGenericOption(p), defaction: 'set' };
    if (p.accept(KW.ADD)) return { ...parseGenericOption(p), defaction: 'add' };
    const location = p.start;
    if (p.accept(KW.DROP)) return { ...defElem(p.colLabel(), null, location), defaction: 'drop' };
  }
  return parseGenericOption(p);
}
