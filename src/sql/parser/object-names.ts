/** "TABLE a.b", "FUNCTION f(int)", "TRIGGER x ON t" …: how DROP, COMMENT, ALTER … OWNER and others point at an object. */
import { KW, T } from '../lexer/index.js';
import type { NameList, ObjectAddress, ObjectType } from '../tree/index.js';
import { parseAggregateWithArgs, parseFunctionWithArgs, parseOperatorWithArgs } from './function-args.js';
import { parseAnyName, parseNumericOnly } from './names.js';
import { parseTypename } from './types.js';
import type { Parser } from './parser.js';

/**
 * How the object's name is written: `any` may be qualified, `name` may not; `onTable` is "name ON table"; `using` is "name USING access method";
 * the others have a syntax of their own.
 */
export type NameStyle = 'any' | 'name' | 'type' | 'function' | 'aggregate' | 'operator' | 'onTable' | 'using' | 'cast' | 'transform' | 'largeObject';

export interface ObjectClass {
  readonly type: ObjectType;
  readonly style: NameStyle;
}

type Row = readonly [words: readonly number[], type: ObjectType, style: NameStyle];

/** By the words they are spelled with; of two that share a beginning the longer one comes first. */
const OBJECT_CLASSES: readonly Row[] = [
  [[KW.TABLE], 'table', 'any'],
  [[KW.SEQUENCE], 'sequence', 'any'],
  [[KW.VIEW], 'view', 'any'],
  [[KW.MATERIALIZED, KW.VIEW], 'matview', 'any'],
  [[KW.INDEX], 'index', 'any'],
  [[KW.FOREIGN, KW.TABLE], 'foreignTable', 'any'],
  [[KW.COLLATION], 'collation', 'any'],
  [[KW.CONVERSION], 'conversion', 'any'],
  [[KW.STATISTICS], 'statisticExt', 'any'],
  [[KW.TEXT, KW.SEARCH, KW.PARSER], 'tsParser', 'any'],
  [[KW.TEXT, KW.SEARCH, KW.DICTIONARY], 'tsDictionary', 'any'],
  [[KW.TEXT, KW.SEARCH, KW.TEMPLATE], 'tsTemplate', 'any'],
  [[KW.TEXT, KW.SEARCH, KW.CONFIGURATION], 'tsConfiguration', 'any'],
  [[KW.COLUMN], 'column', 'any'],
  [[KW.ACCESS, KW.METHOD], 'accessMethod', 'name'],
  [[KW.EVENT, KW.TRIGGER], 'eventTrigger', 'name'],
  [[KW.EXTENSION], 'extension', 'name'],
  [[KW.FOREIGN, KW.DATA, KW.WRAPPER], 'fdw', 'name'],
  [[KW.PROCEDURAL, KW.LANGUAGE], 'language', 'name'],
  [[KW.LANGUAGE], 'language', 'name'],
  [[KW.PUBLICATION], 'publication', 'name'],
  [[KW.SUBSCRIPTION], 'subscription', 'name'],
  [[KW.SCHEMA], 'schema', 'name'],
  [[KW.SERVER], 'foreignServer', 'name'],
  [[KW.DATABASE], 'database', 'name'],
  [[KW.ROLE], 'role', 'name'],
  [[KW.TABLESPACE], 'tablespace', 'name'],
  [[KW.TYPE], 'type', 'type'],
  [[KW.DOMAIN], 'domain', 'type'],
  [[KW.AGGREGATE], 'aggregate', 'aggregate'],
  [[KW.FUNCTION], 'function', 'function'],
  [[KW.PROCEDURE], 'procedure', 'function'],
  [[KW.ROUTINE], 'routine', 'function'],
  [[KW.OPERATOR, KW.CLASS], 'opclass', 'using'],
  [[KW.OPERATOR, KW.FAMILY], 'opfamily', 'using'],
  [[KW.OPERATOR], 'operator', 'operator'],
  [[KW.POLICY], 'policy', 'onTable'],
  [[KW.RULE], 'rule', 'onTable'],
  [[KW.TRIGGER], 'trigger', 'onTable'],
  [[KW.CONSTRAINT], 'tabConstraint', 'onTable'],
  [[KW.CAST], 'cast', 'cast'],
  [[KW.TRANSFORM], 'transform', 'transform'],
  [[KW.LARGE, KW.OBJECT], 'largeObject', 'largeObject'],
];

const BY_FIRST_WORD = new Map<number, { words: readonly number[]; objectClass: ObjectClass }[]>();
for (const [words, type, style] of OBJECT_CLASSES) {
  const list = BY_FIRST_WORD.get(words[0]!) ?? [];
  list.push({ words, objectClass: { type, style } });
  BY_FIRST_WORD.set(words[0]!, list);
}

/** Reads the words of an object's class. A syntax error when there is none, or when `allowed` refuses it. */
export function parseObjectClass(p: Parser, allowed: (objectClass: ObjectClass) => boolean): ObjectClass {
  const candidates = BY_FIRST_WORD.get(p.tok)?.filter(item => allowed(item.objectClass)) ?? [];
  if (candidates.length === 0) throw p.syntaxError();
  if (p.tok === KW.OPERATOR && isOperatorName(p)) {
    p.next();
    return { type: 'operator', style: 'operator' };
  }
  const chosen = candidates.find(item => item.words.length > 1 && continuesWith(p, item.words)) ?? candidates.find(item => item.words.length === 1);
  if (chosen === undefined) {
    // The words agree up to some point: the error is at the first that does not.
    const longest = candidates.reduce((best, item) => Math.max(best, agreement(p, item.words)), 0);
    for (let i = 0; i < longest; i++) p.next();
    throw p.syntaxError();
  }
  for (let i = 0; i < chosen.words.length; i++) p.next();
  return chosen.objectClass;
}

/** At OPERATOR: whether CLASS or FAMILY is the schema of the operator that follows. */
function isOperatorName(p: Parser): boolean {
  const mark = p.mark();
  p.next();
  const result = p.peek() === T.DOT;
  p.reset(mark);
  return result;
}

function agreement(p: Parser, words: readonly number[]): number {
  const mark = p.mark();
  let count = 0;
  while (count < words.length && p.tok === words[count]) {
    p.next();
    count++;
  }
  p.reset(mark);
  return count;
}

function continuesWith(p: Parser, words: readonly number[]): boolean {
  return p.peek() === words[1] && agreement(p, words) === words.length;
}

export function nameList(names: readonly string[]): NameList {
  return { kind: 'NameList', names };
}

/** The object's name in the style of its class. */
export function parseObjectName(p: Parser, style: NameStyle): ObjectAddress {
  switch (style) {
    case 'any':
      return nameList(parseAnyName(p));
    case 'name':
      return nameList([p.colId()]);
    case 'type':
      return parseTypename(p);
    case 'function':
      return parseFunctionWithArgs(p);
    case 'aggregate':
      return parseAggregateWithArgs(p);
    case 'operator':
      return parseOperatorWithArgs(p);
    case 'onTable': {
      const name = p.colId();
      p.expect(KW.ON);
      return nameList([...parseAnyName(p), name]);
    }
    case 'using': {
      const names = parseAnyName(p);
      p.expect(KW.USING);
      return nameList([p.colId(), ...names]);
    }
    case 'cast': {
      p.expect(T.LPAREN);
      const source = parseTypename(p);
      p.expect(KW.AS);
      const target = parseTypename(p);
      p.expect(T.RPAREN);
      return { kind: 'TypePair', source, target };
    }
    case 'transform': {
      p.expect(KW.FOR);
      const typeName = parseTypename(p);
      p.expect(KW.LANGUAGE);
      return { kind: 'TypeAndName', typeName, name: p.colId() };
    }
    case 'largeObject':
      return nameList([String(parseNumericOnly(p).value)]);
  }
}
