/** CREATE and ALTER SEQUENCE, and the sequence options of identity columns. */
import { KW, T } from '../lexer/index.js';
import type { AlterSeqStmt, CreateSeqStmt, DefElem, RangeVar } from '../tree/index.js';
import { parseAnyName, parseNumericOnly, parseQualifiedName } from './names.js';
import { booleanConst, defElem, parseIfNotExists } from './options.js';
import { parseSimpleTypename } from './types.js';
import type { Parser } from './parser.js';

/** Options up to the first token that begins none. */
export function parseSeqOptions(p: Parser): DefElem[] {
  const options: DefElem[] = [];
  for (;;) {
    const option = parseSeqOption(p);
    if (option === null) return options;
    options.push(option);
  }
}

export function parseSeqOption(p: Parser): DefElem | null {
  const location = p.start;
  switch (p.tok) {
    case KW.AS: {
      p.next();
      return defElem('as', parseSimpleTypename(p), location);
    }
    case KW.CACHE:
      p.next();
      return defElem('cache', parseNumericOnly(p), location);
    case KW.CYCLE:
      p.next();
      return defElem('cycle', booleanConst(true, location), location);
    case KW.NO:
      p.next();
      if (p.accept(KW.CYCLE)) return defElem('cycle', booleanConst(false, location), location);
      if (p.accept(KW.MAXVALUE)) return defElem('maxvalue', null, location);
      p.expect(KW.MINVALUE);
      return defElem('minvalue', null, location);
    case KW.LOGGED:
    case KW.UNLOGGED: {
      // Used by dumps, for identity columns.
      const name = p.value;
      p.next();
      return defElem(name, null, location);
    }
    case KW.INCREMENT:
      p.next();
      p.accept(KW.BY);
      return defElem('increment', parseNumericOnly(p), location);
    case KW.MAXVALUE:
      p.next();
      return defElem('maxvalue', parseNumericOnly(p), location);
    case KW.MINVALUE:
      p.next();
      return defElem('minvalue', parseNumericOnly(p), location);
    case KW.OWNED:
      p.next();
      p.expect(KW.BY);
      return defElem('owned_by', { kind: 'NameList', names: parseAnyName(p) }, location);
    case KW.SEQUENCE:
      p.next();
      p.expect(KW.NAME);
      return defElem('sequence_name', { kind: 'NameList', names: parseAnyName(p) }, location);
    case KW.START:
      p.next();
      p.accept(KW.WITH);
      return defElem('start', parseNumericOnly(p), location);
    case KW.RESTART: {
      p.next();
      if (p.accept(KW.WITH) || startsNumber(p)) return defElem('restart', parseNumericOnly(p), location);
      return defElem('restart', null, location);
    }
    default:
      return null;
  }
}

function startsNumber(p: Parser): boolean {
  return p.tok === T.INTEGER || p.tok === T.FLOAT || p.tok === T.PLUS || p.tok === T.MINUS;
}

/** SEQUENCE has been read. */
export function parseCreateSequence(p: Parser, relpersistence: RangeVar['relpersistence']): CreateSeqStmt {
  const ifNotExists = parseIfNotExists(p);
  const sequence = { ...parseQualifiedName(p), relpersistence };
  return { kind: 'CreateSeqStmt', sequence, options: parseSeqOptions(p), ifNotExists };
}

/** ALTER SEQUENCE name options; the name has been read. */
export function parseAlterSequenceOptions(p: Parser, sequence: RangeVar, missingOk: boolean): AlterSeqStmt {
  const options = parseSeqOptions(p);
  if (options.length === 0) throw p.syntaxError();
  return { kind: 'AlterSeqStmt', sequence, options, missingOk };
}
