/** Casts, conversions, languages, access methods, operator classes and families, transforms, extended statistics. */
import { KW, T } from '../lexer/index.js';
import type {
  AlterOpFamilyStmt,
  CreateAmStmt,
  CreateCastStmt,
  CreateConversionStmt,
  CreateExtensionStmt,
  CreateOpClassItem,
  CreateOpClassStmt,
  CreateOpFamilyStmt,
  CreatePLangStmt,
  CreateStatsStmt,
  CreateTransformStmt,
  ObjectWithArgs,
  StatsElem,
  TypeName,
} from '../tree/index.js';
import { parseFromClause } from './from.js';
import { parseFunctionWithArgs, parseOperatorArgs } from './function-args.js';
import { parseIndexKey } from './index-elements.js';
import { parseAnyName, parseAnyOperator, parseInteger, parseOptionalParenNameList, parseString } from './names.js';
import { parseIfNotExists } from './options.js';
import { parseTypename } from './types.js';
import type { Mutable, Parser } from './parser.js';

/** CAST has been read. */
export function parseCreateCast(p: Parser): CreateCastStmt {
  p.expect(T.LPAREN);
  const sourcetype = parseTypename(p);
  p.expect(KW.AS);
  const targettype = parseTypename(p);
  p.expect(T.RPAREN);
  let func: ObjectWithArgs | null = null;
  let inout = false;
  if (p.accept(KW.WITHOUT)) {
    p.expect(KW.FUNCTION);
  } else {
    p.expect(KW.WITH);
    inout = p.accept(KW.INOUT);
    if (!inout) {
      p.expect(KW.FUNCTION);
      func = parseFunctionWithArgs(p);
    }
  }
  let context: CreateCastStmt['context'] = 'explicit';
  if (p.accept(KW.AS)) {
    context = p.accept(KW.IMPLICIT) ? 'implicit' : 'assignment';
    if (context === 'assignment') p.expect(KW.ASSIGNMENT);
  }
  return { kind: 'CreateCastStmt', sourcetype, targettype, func, context, inout };
}

/** CONVERSION has been read. */
export function parseCreateConversion(p: Parser, def: boolean): CreateConversionStmt {
  const conversionName = parseAnyName(p);
  p.expect(KW.FOR);
  const forEncodingName = parseString(p);
  p.expect(KW.TO);
  const toEncodingName = parseString(p);
  p.expect(KW.FROM);
  return { kind: 'CreateConversionStmt', conversionName, forEncodingName, toEncodingName, funcName: parseAnyName(p), def };
}

/** LANGUAGE has been read. Without a handler it is CREATE EXTENSION in disguise. */
export function parseCreateLanguage(p: Parser, replace: boolean, pltrusted: boolean): CreatePLangStmt | CreateExtensionStmt {
  const plname = p.colId();
  if (!p.accept(KW.HANDLER)) return { kind: 'CreateExtensionStmt', extname: plname, ifNotExists: replace, options: [] };
  const plhandler = parseAnyName(p);
  const plinline = p.accept(KW.INLINE) ? parseAnyName(p) : [];
  let plvalidator: string[] = [];
  if (p.accept(KW.VALIDATOR)) plvalidator = parseAnyName(p);
  else if (p.accept(KW.NO)) p.expect(KW.VALIDATOR);
  return { kind: 'CreatePLangStmt', replace, plname, plhandler, plinline, plvalidator, pltrusted };
}

/** ACCESS METHOD has been read. */
export function parseCreateAccessMethod(p: Parser): CreateAmStmt {
  const amname = p.colId();
  p.expect(KW.TYPE);
  const amtype = p.tok === KW.TABLE ? 'table' : 'index';
  if (amtype === 'index' && p.tok !== KW.INDEX) throw p.syntaxError();
  p.next();
  p.expect(KW.HANDLER);
  return { kind: 'CreateAmStmt', amname, handlerName: parseAnyName(p), amtype };
}

/** OPERATOR CLASS has been read. */
export function parseCreateOpClass(p: Parser): CreateOpClassStmt {
  const opclassname = parseAnyName(p);
  const isDefault = p.accept(KW.DEFAULT);
  p.expectPair(KW.FOR, KW.TYPE);
  const datatype = parseTypename(p);
  p.expect(KW.USING);
  const amname = p.colId();
  const opfamilyname = p.accept(KW.FAMILY) ? parseAnyName(p) : [];
  p.expect(KW.AS);
  return { kind: 'CreateOpClassStmt', opclassname, opfamilyname, amname, datatype, items: p.list(parseOpClassItem), isDefault };
}

function opClassItem(itemtype: CreateOpClassItem['itemtype']): Mutable<CreateOpClassItem> {
  return { kind: 'CreateOpClassItem', itemtype, name: null, number: 0, orderFamily: [], classArgs: [], storedtype: null };
}

function parseOpClassItem(p: Parser): CreateOpClassItem {
  if (p.accept(KW.OPERATOR)) {
    const item = opClassItem('operator');
    item.number = parseInteger(p);
    const objname = parseAnyOperator(p);
    const objargs = p.tok === T.LPAREN ? parseOperatorArgs(p) : [];
    item.name = { kind: 'ObjectWithArgs', objname, objargs, objfuncargs: [], argsUnspecified: false };
    if (p.accept(KW.FOR)) {
      if (!p.accept(KW.SEARCH)) {
        p.expectPair(KW.ORDER, KW.BY);
        item.orderFamily = parseAnyName(p);
      }
    }
    // Means nothing any more.
    p.accept(KW.RECHECK);
    return item;
  }
  if (p.accept(KW.FUNCTION)) {
    const item = opClassItem('function');
    item.number = parseInteger(p);
    if (p.tok === T.LPAREN) item.classArgs = parseParenTypes(p);
    item.name = parseFunctionWithArgs(p);
    return item;
  }
  p.expect(KW.STORAGE);
  const item = opClassItem('storage');
  item.storedtype = parseTypename(p);
  return item;
}

function parseParenTypes(p: Parser): TypeName[] {
  p.expect(T.LPAREN);
  const types = p.list(parseTypename);
  p.expect(T.RPAREN);
  return types;
}

/** OPERATOR FAMILY has been read. */
export function parseCreateOpFamily(p: Parser): CreateOpFamilyStmt {
  const opfamilyname = parseAnyName(p);
  p.expect(KW.USING);
  return { kind: 'CreateOpFamilyStmt', opfamilyname, amname: p.colId() };
}

/** At ADD or DROP. */
export function parseAlterOpFamilyRest(p: Parser, opfamilyname: readonly string[], amname: string): AlterOpFamilyStmt {
  const isDrop = p.accept(KW.DROP);
  if (!isDrop) p.expect(KW.ADD);
  return { kind: 'AlterOpFamilyStmt', opfamilyname, amname, isDrop, items: p.list(isDrop ? parseOpClassDrop : parseOpClassItem) };
}

function parseOpClassDrop(p: Parser): CreateOpClassItem {
  const isOperator = p.accept(KW.OPERATOR);
  if (!isOperator) p.expect(KW.FUNCTION);
  const item = opClassItem(isOperator ? 'operator' : 'function');
  item.number = parseInteger(p);
  item.classArgs = parseParenTypes(p);
  return item;
}

/** TRANSFORM has been read. */
export function parseCreateTransform(p: Parser, replace: boolean): CreateTransformStmt {
  p.expect(KW.FOR);
  const typeName = parseTypename(p);
  p.expect(KW.LANGUAGE);
  const lang = p.colId();
  let fromsql: ObjectWithArgs | null = null;
  let tosql: ObjectWithArgs | null = null;
  p.expect(T.LPAREN);
  do {
    if (fromsql === null && p.accept(KW.FROM)) fromsql = parseTransformElement(p);
    else if (tosql === null && p.accept(KW.TO)) tosql = parseTransformElement(p);
    else throw p.syntaxError();
  } while (p.accept(T.COMMA));
  p.expect(T.RPAREN);
  return { kind: 'CreateTransformStmt', replace, typeName, lang, fromsql, tosql };
}

function parseTransformElement(p: Parser): ObjectWithArgs {
  p.expect(KW.SQL);
  p.expectPair(KW.WITH, KW.FUNCTION);
  return parseFunctionWithArgs(p);
}

/** STATISTICS has been read. */
export function parseCreateStatistics(p: Parser): CreateStatsStmt {
  const ifNotExists = parseIfNotExists(p);
  const defnames = parseAnyName(p);
  const statTypes = parseOptionalParenNameList(p);
  p.expect(KW.ON);
  const exprs = p.list(parseStatsElem);
  return { kind: 'CreateStatsStmt', defnames, statTypes, exprs, relations: parseFromClause(p), ifNotExists };
}

function parseStatsElem(p: Parser): StatsElem {
  return { kind: 'StatsElem', ...parseIndexKey(p) };
}
