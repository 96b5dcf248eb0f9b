/** BEGIN … ROLLBACK PREPARED, SET, RESET, SHOW, DISCARD, SET CONSTRAINTS (PostgreSQL: BEGIN, SET, SET TRANSACTION). */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type {
  AConst,
  ConstraintsSetStmt,
  DefElem,
  DiscardStmt,
  ShowTablesStmt,
  TransactionStmt,
  TypeCast,
  VariableSetStmt,
  VariableShowStmt,
} from '../tree/index.js';
import { integerConst, parseBooleanOrString, parseNumericOnly, parseQualifiedNameList, parseString, parseStringConst, stringConst } from './names.js';
import { defElem } from './options.js';
import { parseWordOrString } from './prepared.js';
import { parseIntervalFields, parseIntervalPrecision, systemType } from './types.js';
import type { Parser } from './parser.js';

type TransKind = TransactionStmt['transKind'];

function transaction(transKind: TransKind, rest: Partial<TransactionStmt> = {}): TransactionStmt {
  return { kind: 'TransactionStmt', transKind, options: [], savepointName: null, gid: null, chain: false, ...rest };
}

export function twoPhase(transKind: TransKind, gid: string): TransactionStmt {
  return transaction(transKind, { gid });
}

function acceptWork(p: Parser): void {
  if (!p.accept(KW.WORK)) p.accept(KW.TRANSACTION);
}

export function parseTransaction(p: Parser): TransactionStmt {
  const tok = p.tok;
  p.next();
  switch (tok) {
    case KW.BEGIN:
      acceptWork(p);
      return transaction('begin', { options: parseOptionalTransactionModes(p) });
    case KW.START:
      p.expect(KW.TRANSACTION);
      return transaction('start', { options: parseOptionalTransactionModes(p) });
    case KW.COMMIT:
    case KW.END:
      if (tok === KW.COMMIT && p.accept(KW.PREPARED)) return twoPhase('commitPrepared', parseString(p));
      acceptWork(p);
      return transaction('commit', { chain: parseChain(p) });
    case KW.ABORT:
      acceptWork(p);
      return transaction('rollback', { chain: parseChain(p) });
    case KW.ROLLBACK:
      if (p.accept(KW.PREPARED)) return twoPhase('rollbackPrepared', parseString(p));
      acceptWork(p);
      if (p.accept(KW.TO)) return transaction('rollbackTo', { savepointName: parseSavepointName(p) });
      return transaction('rollback', { chain: parseChain(p) });
    case KW.SAVEPOINT:
      return transaction('savepoint', { savepointName: p.colId() });
    default:
      // RELEASE
      return transaction('release', { savepointName: parseSavepointName(p) });
  }
}

/** [SAVEPOINT] name, where "savepoint" may be the name. */
function parseSavepointName(p: Parser): string {
  if (p.tok === KW.SAVEPOINT) {
    const following = p.peek();
    if (following !== T.EOF && following !== T.SEMICOLON) p.next();
  }
  return p.colId();
}

function parseChain(p: Parser): boolean {
  if (!p.accept(KW.AND)) return false;
  const no = p.accept(KW.NO);
  p.expect(KW.CHAIN);
  return !no;
}

function startsTransactionMode(p: Parser): boolean {
  return p.tok === KW.ISOLATION || p.tok === KW.READ || p.tok === KW.DEFERRABLE || p.tok === KW.NOT;
}

function parseOptionalTransactionModes(p: Parser): DefElem[] {
  return startsTransactionMode(p) ? parseTransactionModes(p) : [];
}

/** Modes with or without commas between them. */
function parseTransactionModes(p: Parser): DefElem[] {
  const modes = [parseTransactionMode(p)];
  while (p.accept(T.COMMA) || startsTransactionMode(p)) modes.push(parseTransactionMode(p));
  return modes;
}

function parseTransactionMode(p: Parser): DefElem {
  const location = p.start;
  if (p.accept(KW.ISOLATION)) {
    p.expect(KW.LEVEL);
    const valueLocation = p.start;
    return defElem('transaction_isolation', stringConst(parseIsolationLevel(p), valueLocation), location);
  }
  if (p.accept(KW.READ)) {
    const only = p.accept(KW.ONLY);
    if (!only) p.expect(KW.WRITE);
    return defElem('transaction_read_only', integerConst(only ? 1 : 0, location), location);
  }
  const not = p.accept(KW.NOT);
  p.expect(KW.DEFERRABLE);
  return defElem('transaction_deferrable', integerConst(not ? 0 : 1, location), location);
}

function parseIsolationLevel(p: Parser): string {
  if (p.accept(KW.SERIALIZABLE)) return 'serializable';
  if (p.accept(KW.REPEATABLE)) {
    p.expect(KW.READ);
    return 'repeatable read';
  }
  p.expect(KW.READ);
  if (p.accept(KW.COMMITTED)) return 'read committed';
  p.expect(KW.UNCOMMITTED);
  return 'read uncommitted';
}

/* ------------------------------------------------------------------ SET */

type SetFields = Pick<VariableSetStmt, 'setKind' | 'name'> & Partial<Pick<VariableSetStmt, 'args' | 'options' | 'isLocal'>>;

export function variableSet(fields: SetFields): VariableSetStmt {
  return { kind: 'VariableSetStmt', args: [], options: [], isLocal: false, ...fields };
}

export function parseSet(p: Parser): VariableSetStmt | ConstraintsSetStmt {
  p.next();
  if (p.tok === KW.CONSTRAINTS && !isVariableName(p)) return parseSetConstraints(p);
  if (p.tok === KW.LOCAL && !isVariableName(p)) {
    p.next();
    return { ...parseSetRest(p), isLocal: true };
  }
  if (p.tok === KW.SESSION && !isVariableName(p)) {
    const following = p.peek();
    if (following !== KW.CHARACTERISTICS && following !== KW.AUTHORIZATION) p.next();
  }
  return parseSetRest(p);
}

/** At a word that may begin a special form: whether it is a setting's name, as what follows tells. */
function isVariableName(p: Parser): boolean {
  const following = p.peek();
  return following === T.EQUAL || following === KW.TO || following === T.DOT || following === KW.FROM;
}

function parseSetConstraints(p: Parser): ConstraintsSetStmt {
  p.next();
  const constraints = p.accept(KW.ALL) ? [] : parseQualifiedNameList(p);
  const deferred = p.accept(KW.DEFERRED);
  if (!deferred) p.expect(KW.IMMEDIATE);
  return { kind: 'ConstraintsSetStmt', constraints, deferred };
}

export function parseSetRest(p: Parser): VariableSetStmt {
  if (!isVariableName(p)) {
    if (p.tok === KW.TRANSACTION && p.peek() !== KW.SNAPSHOT) {
      p.next();
      return variableSet({ setKind: 'multi', name: 'TRANSACTION', options: parseTransactionModes(p) });
    }
    if (p.tok === KW.SESSION && p.peek() === KW.CHARACTERISTICS) {
      p.next();
      p.next();
      p.expectPair(KW.AS, KW.TRANSACTION);
      return variableSet({ setKind: 'multi', name: 'SESSION CHARACTERISTICS', options: parseTransactionModes(p) });
    }
  }
  return parseSetRestMore(p);
}

/** What SET may say inside CREATE FUNCTION, too. */
export function parseSetRestMore(p: Parser): VariableSetStmt {
  if (!isVariableName(p)) {
    switch (p.tok) {
      case KW.TIME:
        p.next();
        p.expect(KW.ZONE);
        return parseSetTimeZone(p);
      case KW.CATALOG: {
        p.next();
        const valueLocation = p.start;
        parseString(p);
        throw new PgError('feature_not_supported', 'current database cannot be changed', { position: valueLocation + 1 });
      }
      case KW.SCHEMA:
        p.next();
        return variableSet({ setKind: 'value', name: 'search_path', args: [parseStringConst(p)] });
      case KW.NAMES: {
        p.next();
        if (p.tok === T.STRING) return variableSet({ setKind: 'value', name: 'client_encoding', args: [parseStringConst(p)] });
        p.accept(KW.DEFAULT);
        return variableSet({ setKind: 'default', name: 'client_encoding' });
      }
      case KW.ROLE: {
        p.next();
        const valueLocation = p.start;
        return variableSet({ setKind: 'value', name: 'role', args: [stringConst(parseWordOrString(p), valueLocation)] });
      }
      case KW.SESSION: {
        p.next();
        p.expect(KW.AUTHORIZATION);
        if (p.accept(KW.DEFAULT)) return variableSet({ setKind: 'default', name: 'session_authorization' });
        const valueLocation = p.start;
        return variableSet({ setKind: 'value', name: 'session_authorization', args: [stringConst(parseWordOrString(p), valueLocation)] });
      }
      case KW.XML: {
        p.next();
        p.expect(KW.OPTION);
        const valueLocation = p.start;
        const isDocument = p.accept(KW.DOCUMENT);
        if (!isDocument) p.expect(KW.CONTENT);
        return variableSet({ setKind: 'value', name: 'xmloption', args: [stringConst(isDocument ? 'DOCUMENT' : 'CONTENT', valueLocation)] });
      }
      case KW.TRANSACTION:
        p.next();
        p.expect(KW.SNAPSHOT);
        return variableSet({ setKind: 'multi', name: 'TRANSACTION SNAPSHOT', args: [parseStringConst(p)] });
    }
  }
  const name = parseVariableName(p);
  if (p.accept(KW.FROM)) {
    p.expect(KW.CURRENT);
    return variableSet({ setKind: 'current', name });
  }
  return parseAssignment(p, name);
}

/** name { TO | = } { values | DEFAULT } */
export function parseGenericSet(p: Parser): VariableSetStmt {
  return parseAssignment(p, parseVariableName(p));
}

function parseAssignment(p: Parser, name: string): VariableSetStmt {
  if (!p.accept(KW.TO)) p.expect(T.EQUAL);
  if (p.accept(KW.DEFAULT)) return variableSet({ setKind: 'default', name });
  return variableSet({ setKind: 'value', name, args: p.list(parseVariableValue) });
}

export function parseVariableName(p: Parser): string {
  let name = p.colId();
  while (p.accept(T.DOT)) name += `.${p.colId()}`;
  return name;
}

function parseVariableValue(p: Parser): AConst {
  const tok = p.tok;
  if (tok === T.INTEGER || tok === T.FLOAT || tok === T.PLUS || tok === T.MINUS) return parseNumericOnly(p);
  return parseBooleanOrString(p);
}

function parseSetTimeZone(p: Parser): VariableSetStmt {
  const name = 'timezone';
  const location = p.start;
  const tok = p.tok;
  if (tok === T.STRING || tok === T.IDENT) {
    const value = p.value;
    p.next();
    return variableSet({ setKind: 'value', name, args: [stringConst(value, location)] });
  }
  if (p.accept(KW.DEFAULT) || p.accept(KW.LOCAL)) return variableSet({ setKind: 'default', name });
  if (p.accept(KW.INTERVAL)) return variableSet({ setKind: 'value', name, args: [parseZoneInterval(p, location)] });
  return variableSet({ setKind: 'value', name, args: [parseNumericOnly(p)] });
}

const HOUR = 1 << 10;
const MINUTE = 1 << 11;

function parseZoneInterval(p: Parser, location: number): TypeCast {
  const type = systemType('interval', location);
  if (p.tok === T.LPAREN) {
    type.typmods = parseIntervalPrecision(p);
    return { kind: 'TypeCast', arg: parseStringConst(p), typeName: type, location };
  }
  const arg = parseStringConst(p);
  const fieldsLocation = p.start;
  type.typmods = parseIntervalFields(p);
  const mask = type.typmods[0];
  if (mask?.kind === 'AConst' && mask.value !== HOUR && mask.value !== MINUTE && mask.value !== (HOUR | MINUTE)) {
    throw p.error('time zone interval must be HOUR or HOUR TO MINUTE', fieldsLocation);
  }
  return { kind: 'TypeCast', arg, typeName: type, location };
}

/** The names of the settings that RESET and SHOW spell with several words; null when none is here. */
function parseSpelledName(p: Parser): string | null {
  if (p.acceptPair(KW.TIME, KW.ZONE)) return 'timezone';
  if (p.acceptPair(KW.TRANSACTION, KW.ISOLATION)) {
    p.expect(KW.LEVEL);
    return 'transaction_isolation';
  }
  return p.acceptPair(KW.SESSION, KW.AUTHORIZATION) ? 'session_authorization' : null;
}

export function parseReset(p: Parser): VariableSetStmt {
  p.next();
  if (p.accept(KW.ALL)) return variableSet({ setKind: 'resetAll', name: null });
  return variableSet({ setKind: 'reset', name: parseSpelledName(p) ?? parseVariableName(p) });
}

export function parseShow(p: Parser): VariableShowStmt | ShowTablesStmt {
  p.next();
  if (p.accept(KW.ALL)) return { kind: 'VariableShowStmt', name: 'all' };
  if (p.tok === KW.TABLES && (p.peek() === T.EOF || p.peek() === T.SEMICOLON)) {
    p.next();
    return { kind: 'ShowTablesStmt' };
  }
  return { kind: 'VariableShowStmt', name: parseSpelledName(p) ?? parseVariableName(p) };
}

export function parseDiscard(p: Parser): DiscardStmt {
  p.next();
  if (p.accept(KW.ALL)) return { kind: 'DiscardStmt', target: 'all' };
  if (p.accept(KW.PLANS)) return { kind: 'DiscardStmt', target: 'plans' };
  if (p.accept(KW.SEQUENCES)) return { kind: 'DiscardStmt', target: 'sequences' };
  if (!p.accept(KW.TEMPORARY)) p.expect(KW.TEMP);
  return { kind: 'DiscardStmt', target: 'temp' };
}
