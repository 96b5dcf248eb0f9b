/** ALTER TEXT SEARCH DICTIONARY and CONFIGURATION beyond what all objects share. */
import { KW, T } from '../lexer/index.js';
import type { AlterTSConfigurationStmt, Statement } from '../tree/index.js';
import { parseAnyName, parseAnyNameList, parseNameList } from './names.js';
import { parseDefinition, parseIfExistsOnly } from './options.js';
import type { Mutable, Parser } from './parser.js';

export function parseAlterTextSearchRest(p: Parser, type: 'tsConfiguration' | 'tsDictionary', names: readonly string[]): Statement {
  if (type === 'tsDictionary') return { kind: 'AlterTSDictionaryStmt', dictname: names, options: parseDefinition(p) };
  const node: Mutable<AlterTSConfigurationStmt> = {
    kind: 'AlterTSConfigurationStmt',
    alterKind: 'addMapping',
    cfgname: names,
    tokentype: [],
    dicts: [],
    override: false,
    replace: false,
    missingOk: false,
  };
  const tok = p.tok;
  if (tok !== KW.ADD && tok !== KW.ALTER && tok !== KW.DROP) throw p.syntaxError();
  p.next();
  p.expect(KW.MAPPING);
  if (tok === KW.DROP) {
    node.alterKind = 'dropMapping';
    node.missingOk = parseIfExistsOnly(p);
    p.expect(KW.FOR);
    node.tokentype = parseNameList(p);
    return node;
  }
  const isAlter = tok === KW.ALTER;
  const hasTokens = !isAlter || p.tok === KW.FOR;
  if (hasTokens) {
    p.expect(KW.FOR);
    node.tokentype = parseNameList(p);
  }
  if (isAlter && p.accept(KW.REPLACE)) {
    node.alterKind = hasTokens ? 'replaceDictForToken' : 'replaceDict';
    node.replace = true;
    const old = parseAnyName(p);
    expectWith(p);
    node.dicts = [old, parseAnyName(p)];
    return node;
  }
  if (!hasTokens) throw p.syntaxError();
  expectWith(p);
  if (isAlter) {
    node.alterKind = 'alterMappingForToken';
    node.override = true;
  }
  node.dicts = parseAnyNameList(p);
  return node;
}

/** A dictionary may be called "time". */
function expectWith(p: Parser): void {
  if (!p.accept(T.WITH_LA)) p.expect(KW.WITH);
}
