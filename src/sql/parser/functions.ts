/** CREATE and ALTER FUNCTION / PROCEDURE (PostgreSQL: CREATE FUNCTION). */
import { FLAG, KW, T } from '../lexer/index.js';
import type { CreateFunctionStmt, DefElem, FunctionBodyStatement, FunctionParameter, ReturnStmt, TypeName } from '../tree/index.js';
import { parseExpr } from './expressions.js';
import { parseFuncParametersWithDefaults } from './function-args.js';
import { parseAnyName, parseFuncName, parseNumericOnly, parseString, stringConst } from './names.js';
import { nameList } from './object-names.js';
import { booleanConst, defElem } from './options.js';
import { parseWordOrString } from './prepared.js';
import { parseStatement } from './statement.js';
import { parseReset, parseSetRestMore } from './transactions.js';
import { parseFuncType, parseTypename, systemType } from './types.js';
import type { Parser } from './parser.js';

/** FUNCTION or PROCEDURE has been read. */
export function parseCreateFunction(p: Parser, replace: boolean, isProcedure: boolean): CreateFunctionStmt {
  const funcname = parseFuncName(p);
  let parameters = parseFuncParametersWithDefaults(p);
  let returnType: TypeName | null = null;
  let hasOutputs = false;
  // RETURNS NULL ON NULL INPUT is an option.
  if (!isProcedure && p.tok === KW.RETURNS && p.peek() !== KW.NULL) {
    p.next();
    const location = p.start;
    if (p.accept(KW.TABLE)) {
      const columns = parseTableColumns(p);
      hasOutputs = parameters.some(item => item.mode === 'out' || item.mode === 'inout');
      returnType = tableFunctionType(columns, location);
      parameters = [...parameters, ...columns];
    } else {
      returnType = parseFuncType(p);
    }
  }
  const options = parseFunctionOptions(p);
  const sqlBody = parseRoutineBody(p);
  if (hasOutputs) throw p.error("OUT and INOUT arguments aren't allowed in TABLE functions", -1);
  return { kind: 'CreateFunctionStmt', isProcedure, replace, funcname, parameters, returnType, options, sqlBody };
}

function parseTableColumns(p: Parser): FunctionParameter[] {
  p.expect(T.LPAREN);
  const columns = p.list((q): FunctionParameter => {
    const name = q.word(FLAG.TYPE_FUNC);
    return { kind: 'FunctionParameter', name, argType: parseFuncType(q), mode: 'table', defexpr: null };
  });
  p.expect(T.RPAREN);
  return columns;
}

/** A table of one column returns that column's type, of several columns records. */
function tableFunctionType(columns: readonly FunctionParameter[], location: number): TypeName {
  if (columns.length === 1) return { ...columns[0]!.argType, setof: true };
  return { ...systemType('record', location), setof: true };
}

function parseFunctionOptions(p: Parser): DefElem[] {
  const options: DefElem[] = [];
  for (;;) {
    const option = parseCreateOption(p);
    if (option === null) return options;
    options.push(option);
  }
}

function parseCreateOption(p: Parser): DefElem | null {
  const location = p.start;
  switch (p.tok) {
    case KW.AS: {
      p.next();
      const names = [parseString(p)];
      if (p.accept(T.COMMA)) names.push(parseString(p));
      return defElem('as', nameList(names), location);
    }
    case KW.LANGUAGE: {
      p.next();
      const valueLocation = p.start;
      return defElem('language', stringConst(parseWordOrString(p), valueLocation), location);
    }
    case KW.TRANSFORM:
      p.next();
      return defElem('transform', { kind: 'TypeNameList', types: p.list(parseTransformType) }, location);
    case KW.WINDOW:
      p.next();
      return defElem('window', booleanConst(true, location), location);
    default:
      return parseCommonFunctionOption(p);
  }
}

function parseTransformType(p: Parser): TypeName {
  p.expectPair(KW.FOR, KW.TYPE);
  return parseTypename(p);
}

/** The options that CREATE and ALTER share; null when there is none. */
export function parseCommonFunctionOption(p: Parser): DefElem | null {
  const location = p.start;
  switch (p.tok) {
    case KW.CALLED:
      p.next();
      p.expectPair(KW.ON, KW.NULL);
      p.expect(KW.INPUT);
      return defElem('strict', booleanConst(false, location), location);
    case KW.RETURNS:
      p.next();
      p.expectPair(KW.NULL, KW.ON);
      p.expectPair(KW.NULL, KW.INPUT);
      return defElem('strict', booleanConst(true, location), location);
    case KW.STRICT:
      p.next();
      return defElem('strict', booleanConst(true, location), location);
    case KW.IMMUTABLE:
    case KW.STABLE:
    case KW.VOLATILE: {
      const value = stringConst(p.value, location);
      p.next();
      return defElem('volatility', value, location);
    }
    case KW.EXTERNAL:
      p.next();
      if (p.tok !== KW.SECURITY) throw p.syntaxError();
      return parseSecurity(p, location);
    case KW.SECURITY:
      return parseSecurity(p, location);
    case KW.LEAKPROOF:
      p.next();
      return defElem('leakproof', booleanConst(true, location), location);
    case KW.NOT:
      p.next();
      p.expect(KW.LEAKPROOF);
      return defElem('leakproof', booleanConst(false, location), location);
    case KW.COST:
      p.next();
      return defElem('cost', parseNumericOnly(p), location);
    case KW.ROWS:
      p.next();
      return defElem('rows', parseNumericOnly(p), location);
    case KW.SUPPORT:
      p.next();
      return defElem('support', nameList(parseAnyName(p)), location);
    case KW.SET:
      p.next();
      return defElem('set', parseSetRestMore(p), location);
    case KW.RESET:
      return defElem('set', parseReset(p), location);
    case KW.PARALLEL: {
      p.next();
      const valueLocation = p.start;
      return defElem('parallel', stringConst(p.colId(), valueLocation), location);
    }
    default:
      return null;
  }
}

function parseSecurity(p: Parser, location: number): DefElem {
  p.next();
  const definer = p.accept(KW.DEFINER);
  if (!definer) p.expect(KW.INVOKER);
  return defElem('security', booleanConst(definer, location), location);
}

function parseRoutineBody(p: Parser): CreateFunctionStmt['sqlBody'] {
  if (p.tok === KW.RETURN) return parseReturn(p);
  if (!p.accept(KW.BEGIN)) return null;
  p.expect(KW.ATOMIC);
  const statements: FunctionBodyStatement[] = [];
  while (!p.accept(KW.END)) {
    if (p.accept(T.SEMICOLON)) continue;
    statements.push(p.tok === KW.RETURN ? parseReturn(p) : parseStatement(p));
    p.expect(T.SEMICOLON);
  }
  return statements;
}

function parseReturn(p: Parser): ReturnStmt {
  p.next();
  return { kind: 'ReturnStmt', returnval: parseExpr(p) };
}
