/** CREATE TYPE, DOMAIN, AGGREGATE, OPERATOR, COLLATION, TEXT SEARCH objects. */
import { KW, T } from '../lexer/index.js';
import type { CompositeTypeStmt, CreateDomainStmt, CreateEnumStmt, CreateRangeStmt, DefElem, DefineStmt, ObjectType } from '../tree/index.js';
import { parseColumnQualifiers } from './columns.js';
import { parseTableFuncElement } from './from.js';
import { parseAggregateArgs } from './function-args.js';
import { parseAnyName, parseAnyOperator, parseFuncName, parseString, rangeVarOf } from './names.js';
import { nameList } from './object-names.js';
import { defElem, parseDefArg, parseDefinition, parseIfNotExists } from './options.js';
import { parseTypename } from './types.js';
import type { Parser } from './parser.js';

function define(defKind: ObjectType, defnames: string[], definition: DefElem[], rest: Partial<DefineStmt> = {}): DefineStmt {
  return {
    kind: 'DefineStmt',
    defKind,
    oldstyle: false,
    defnames,
    args: [],
    numDirectArgs: -1,
    definition,
    ifNotExists: false,
    replace: false,
    ...rest,
  };
}

/** TYPE has been read. */
export function parseCreateType(p: Parser): DefineStmt | CompositeTypeStmt | CreateEnumStmt | CreateRangeStmt {
  const location = p.start;
  const name = parseAnyName(p);
  if (!p.accept(KW.AS)) return define('type', name, p.tok === T.LPAREN ? parseDefinition(p) : []);
  if (p.accept(KW.ENUM)) {
    p.expect(T.LPAREN);
    const vals = p.tok === T.RPAREN ? [] : p.list(parseString);
    p.expect(T.RPAREN);
    return { kind: 'CreateEnumStmt', typeName: name, vals };
  }
  if (p.accept(KW.RANGE)) return { kind: 'CreateRangeStmt', typeName: name, params: parseDefinition(p) };
  p.expect(T.LPAREN);
  const coldeflist = p.tok === T.RPAREN ? [] : p.list(parseTableFuncElement);
  p.expect(T.RPAREN);
  return { kind: 'CompositeTypeStmt', typevar: rangeVarOf(p, name, location), coldeflist };
}

/** DOMAIN has been read. */
export function parseCreateDomain(p: Parser): CreateDomainStmt {
  const domainname = parseAnyName(p);
  p.accept(KW.AS);
  const typeName = parseTypename(p);
  return { kind: 'CreateDomainStmt', domainname, typeName, ...parseColumnQualifiers(p) };
}

/** AGGREGATE has been read. */
export function parseCreateAggregate(p: Parser, replace: boolean): DefineStmt {
  const name = parseFuncName(p);
  if (isOldStyle(p)) return define('aggregate', name, parseOldDefinition(p), { oldstyle: true, replace });
  const args = parseAggregateArgs(p);
  return define('aggregate', name, parseDefinition(p), { ...args, replace });
}

/** The old style has definitions where arguments should be. */
function isOldStyle(p: Parser): boolean {
  const mark = p.mark();
  p.expect(T.LPAREN);
  const result = p.tok === T.IDENT && p.peek() === T.EQUAL;
  p.reset(mark);
  return result;
}

function parseOldDefinition(p: Parser): DefElem[] {
  p.expect(T.LPAREN);
  const items = p.list(q => {
    const location = q.start;
    const name = q.text(T.IDENT);
    q.expect(T.EQUAL);
    return defElem(name, parseDefArg(q), location);
  });
  p.expect(T.RPAREN);
  return items;
}

/** OPERATOR has been read. */
export function parseCreateOperator(p: Parser): DefineStmt {
  const name = parseAnyOperator(p);
  return define('operator', name, parseDefinition(p));
}

/** COLLATION has been read. */
export function parseCreateCollation(p: Parser): DefineStmt {
  const ifNotExists = parseIfNotExists(p);
  const name = parseAnyName(p);
  if (!p.accept(KW.FROM)) return define('collation', name, parseDefinition(p), { ifNotExists });
  const location = p.start;
  return define('collation', name, [defElem('from', nameList(parseAnyName(p)), location)], { ifNotExists });
}

const TEXT_SEARCH_OBJECTS = new Map<number, ObjectType>([
  [KW.PARSER, 'tsParser'],
  [KW.DICTIONARY, 'tsDictionary'],
  [KW.TEMPLATE, 'tsTemplate'],
  [KW.CONFIGURATION, 'tsConfiguration'],
]);

/** TEXT has been read. */
export function parseCreateTextSearch(p: Parser): DefineStmt {
  p.expect(KW.SEARCH);
  const type = TEXT_SEARCH_OBJECTS.get(p.tok);
  if (type === undefined) throw p.syntaxError();
  p.next();
  const name = parseAnyName(p);
  return define(type, name, parseDefinition(p));
}
