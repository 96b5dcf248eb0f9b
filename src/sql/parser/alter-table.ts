/** The sub-commands of ALTER TABLE and its relatives (PostgreSQL: ALTER TABLE). */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type { AlterTableCmd, AlterTableSubtype, ColumnDef, DefElem, DefElemList, Expression, PartitionCmd, RoleSpec } from '../tree/index.js';
import {
  applyAttributeBits,
  newConstraint,
  parseAttributeBits,
  parseColIdOrDefault,
  parseColumnDef,
  parseGeneratedWhen,
  parseParenSeqOptions,
  parseTableConstraint,
  startsTableConstraint,
} from './columns.js';
import { parsePartitionBound } from './create-table.js';
import { parseExpr } from './expressions.js';
import { integerConst, parseAnyName, parseInteger, parseNumericOnly, parseQualifiedName, parseRoleSpec, parseSignedInteger, stringConst } from './names.js';
import { defElem, parseAlterGenericOptions, parseDropBehavior, parseIfExists, parseIfExistsOnly, parseIfNotExists, parseReloptions } from './options.js';
import { parseSeqOption } from './sequences.js';
import { parseTypename, typeName } from './types.js';
import type { Parser } from './parser.js';

interface CmdFields {
  name?: string | null;
  num?: number;
  newowner?: RoleSpec;
  def?: AlterTableCmd['def'];
  behavior?: AlterTableCmd['behavior'];
  missingOk?: boolean;
}

function command(subtype: AlterTableSubtype, fields: CmdFields = {}): AlterTableCmd {
  const node = { kind: 'AlterTableCmd', subtype, name: null, num: 0, newowner: null, def: null, behavior: 'restrict', missingOk: false, ...fields };
  // The rules below pair each subtype with the definition it takes.
  return node as AlterTableCmd;
}

function defList(items: readonly DefElem[]): DefElemList {
  return { kind: 'DefElemList', items };
}

export function parseAlterTableCommands(p: Parser): AlterTableCmd[] {
  return p.list(parseAlterTableCommand);
}

/** ATTACH / DETACH PARTITION, which stand alone; null when it is none. */
export function parsePartitionCommand(p: Parser, isIndex: boolean): AlterTableCmd | null {
  if (p.accept(KW.ATTACH)) {
    p.expect(KW.PARTITION);
    const name = parseQualifiedName(p);
    const def: PartitionCmd = { kind: 'PartitionCmd', name, bound: isIndex ? null : parsePartitionBound(p), concurrent: false };
    return command('attachPartition', { def });
  }
  if (isIndex || !p.accept(KW.DETACH)) return null;
  p.expect(KW.PARTITION);
  const name = parseQualifiedName(p);
  const finalize = p.accept(KW.FINALIZE);
  const concurrent = !finalize && p.accept(KW.CONCURRENTLY);
  return command(finalize ? 'detachPartitionFinalize' : 'detachPartition', { def: { kind: 'PartitionCmd', name, bound: null, concurrent } });
}

function parseAlterTableCommand(p: Parser): AlterTableCmd {
  switch (p.tok) {
    case KW.ADD:
      p.next();
      return parseAdd(p);
    case KW.ALTER:
      p.next();
      return parseAlter(p);
    case KW.DROP:
      p.next();
      return parseDrop(p);
    case KW.VALIDATE:
      p.next();
      p.expect(KW.CONSTRAINT);
      return command('validateConstraint', { name: p.colId() });
    case KW.SET:
      p.next();
      return parseTableSet(p);
    case KW.RESET:
      p.next();
      return command('resetRelOptions', { def: defList(parseReloptions(p)) });
    case KW.CLUSTER:
      p.next();
      p.expect(KW.ON);
      return command('clusterOn', { name: p.colId() });
    case KW.ENABLE:
    case KW.DISABLE:
      return parseEnableDisable(p);
    case KW.FORCE:
      p.next();
      expectRowLevelSecurity(p);
      return command('forceRowSecurity');
    case KW.NO:
      p.next();
      if (p.accept(KW.INHERIT)) return command('dropInherit', { def: parseQualifiedName(p) });
      p.expect(KW.FORCE);
      expectRowLevelSecurity(p);
      return command('noForceRowSecurity');
    case KW.INHERIT:
      p.next();
      return command('addInherit', { def: parseQualifiedName(p) });
    case KW.OF: {
      p.next();
      const location = p.start;
      return command('addOf', { def: typeName(parseAnyName(p), [], location) });
    }
    case KW.NOT:
      p.next();
      p.expect(KW.OF);
      return command('dropOf');
    case KW.OWNER:
      p.next();
      p.expect(KW.TO);
      return command('changeOwner', { newowner: parseRoleSpec(p) });
    case KW.REPLICA:
      return parseReplicaIdentity(p);
    case KW.OPTIONS:
      return command('genericOptions', { def: defList(parseAlterGenericOptions(p)) });
    default:
      throw p.syntaxError();
  }
}

function expectRowLevelSecurity(p: Parser): void {
  p.expect(KW.ROW);
  p.expectPair(KW.LEVEL, KW.SECURITY);
}

function parseAdd(p: Parser): AlterTableCmd {
  if (p.tok !== KW.COLUMN && startsTableConstraint(p)) return command('addConstraint', { def: parseTableConstraint(p) });
  p.accept(KW.COLUMN);
  const missingOk = parseIfNotExists(p);
  return command('addColumn', { def: parseColumnDef(p), missingOk });
}

function parseDrop(p: Parser): AlterTableCmd {
  if (p.accept(KW.CONSTRAINT)) {
    const missingOk = parseIfExists(p);
    const name = p.colId();
    return command('dropConstraint', { name, missingOk, behavior: parseDropBehavior(p) });
  }
  p.accept(KW.COLUMN);
  const missingOk = parseIfExists(p);
  const name = p.colId();
  return command('dropColumn', { name, missingOk, behavior: parseDropBehavior(p) });
}

function parseAlter(p: Parser): AlterTableCmd {
  if (p.accept(KW.CONSTRAINT)) {
    const name = p.colId();
    const takes = { deferrable: true, notValid: false, noInherit: false };
    const { deferrable, initdeferred } = applyAttributeBits(parseAttributeBits(p), 'FOREIGN KEY', takes);
    return command('alterConstraint', { name, def: { kind: 'AlterConstraintDef', deferrable, initdeferred } });
  }
  p.accept(KW.COLUMN);
  if (p.tok === T.INTEGER) {
    const location = p.start;
    const num = parseInteger(p);
    p.expectPair(KW.SET, KW.STATISTICS);
    const def = parseStatisticsTarget(p);
    if (num <= 0 || num > 32767) {
      throw new PgError('invalid_parameter_value', 'column number must be in range from 1 to 32767', { position: location + 1 });
    }
    return command('setStatistics', { num, def });
  }
  const columnLocation = p.start;
  return parseAlterColumn(p, p.colId(), columnLocation);
}

function parseStatisticsTarget(p: Parser): Expression {
  const location = p.start;
  return integerConst(parseSignedInteger(p), location);
}

function parseAlterColumn(p: Parser, name: string, location: number): AlterTableCmd {
  switch (p.tok) {
    case KW.SET:
      if (p.peek() === KW.GENERATED || startsIdentityOption(p)) break;
      p.next();
      return parseAlterColumnSet(p, name, location);
    case KW.DROP:
      p.next();
      return parseAlterColumnDrop(p, name);
    case KW.RESET:
      p.next();
      return command('resetOptions', { name, def: defList(parseReloptions(p)) });
    case KW.TYPE:
      return parseAlterColumnType(p, name, location);
    case KW.OPTIONS:
      return command('alterColumnGenericOptions', { name, def: defList(parseAlterGenericOptions(p)) });
    case KW.ADD: {
      p.next();
      const constraintLocation = p.start;
      p.expect(KW.GENERATED);
      const constraint = newConstraint('identity', constraintLocation);
      constraint.generatedWhen = parseGeneratedWhen(p);
      p.expectPair(KW.AS, KW.IDENTITY);
      constraint.options = parseParenSeqOptions(p);
      return command('addIdentity', { name, def: constraint });
    }
    case KW.RESTART:
      break;
    default:
      throw p.syntaxError();
  }
  return command('setIdentity', { name, def: defList(parseIdentityOptions(p)) });
}

/** At SET: whether a sequence option follows it. */
function startsIdentityOption(p: Parser): boolean {
  switch (p.peek()) {
    case KW.AS:
    case KW.CACHE:
    case KW.CYCLE:
    case KW.LOGGED:
    case KW.UNLOGGED:
    case KW.INCREMENT:
    case KW.MAXVALUE:
    case KW.MINVALUE:
    case KW.OWNED:
    case KW.SEQUENCE:
    case KW.START:
    case KW.RESTART:
    case KW.NO:
      return true;
    default:
      return false;
  }
}

function parseIdentityOptions(p: Parser): DefElem[] {
  const options: DefElem[] = [];
  while (p.tok === KW.SET || p.tok === KW.RESTART) {
    const location = p.start;
    if (p.accept(KW.RESTART)) {
      const hasValue = p.accept(KW.WITH) || p.tok === T.INTEGER || p.tok === T.FLOAT || p.tok === T.PLUS || p.tok === T.MINUS;
      options.push(defElem('restart', hasValue ? parseNumericOnly(p) : null, location));
      continue;
    }
    p.next();
    if (p.accept(KW.GENERATED)) {
      options.push(defElem('generated', stringConst(parseGeneratedWhen(p), location), location));
      continue;
    }
    const optionLocation = p.start;
    const option = parseSeqOption(p);
    if (option === null) throw p.syntaxError();
    if (option.defname === 'as' || option.defname === 'restart' || option.defname === 'owned_by') {
      throw p.error(`sequence option "${option.defname}" not supported here`, optionLocation);
    }
    options.push(option);
  }
  return options;
}

function parseAlterColumnSet(p: Parser, name: string, location: number): AlterTableCmd {
  switch (p.tok) {
    case KW.DEFAULT:
      p.next();
      return command('columnDefault', { name, def: parseExpr(p) });
    case KW.NOT:
      p.next();
      p.expect(KW.NULL);
      return command('setNotNull', { name });
    case KW.STATISTICS:
      p.next();
      return command('setStatistics', { name, def: parseStatisticsTarget(p) });
    case T.LPAREN:
      return command('setOptions', { name, def: defList(parseReloptions(p)) });
    case KW.STORAGE: {
      p.next();
      const valueLocation = p.start;
      return command('setStorage', { name, def: stringConst(p.colId(), valueLocation) });
    }
    case KW.COMPRESSION: {
      p.next();
      const valueLocation = p.start;
      return command('setCompression', { name, def: stringConst(parseColIdOrDefault(p), valueLocation) });
    }
    default:
      p.expect(KW.DATA);
      return parseAlterColumnType(p, name, location);
  }
}

function parseAlterColumnDrop(p: Parser, name: string): AlterTableCmd {
  switch (p.tok) {
    case KW.DEFAULT:
      p.next();
      return command('columnDefault', { name });
    case KW.NOT:
      p.next();
      p.expect(KW.NULL);
      return command('dropNotNull', { name });
    case KW.EXPRESSION:
      p.next();
      return command('dropExpression', { name, missingOk: parseIfExistsOnly(p) });
    default:
      p.expect(KW.IDENTITY);
      return command('dropIdentity', { name, missingOk: parseIfExistsOnly(p) });
  }
}

/** A column definition without constraints. */
export function plainColumnDef(colname: string, type: ColumnDef['typeName'], collClause: ColumnDef['collClause'], location: number): ColumnDef {
  return { kind: 'ColumnDef', colname, typeName: type, compression: null, constraints: [], collClause, rawDefault: null, fdwoptions: [], location };
}

/** COLLATE name, or nothing. */
export function parseCollateClause(p: Parser): ColumnDef['collClause'] {
  const location = p.start;
  if (!p.accept(KW.COLLATE)) return null;
  return { kind: 'CollateClause', arg: null, collname: parseAnyName(p), location };
}

function parseAlterColumnType(p: Parser, name: string, location: number): AlterTableCmd {
  p.expect(KW.TYPE);
  const type = parseTypename(p);
  const collation = parseCollateClause(p);
  const rawDefault = p.accept(KW.USING) ? parseExpr(p) : null;
  return command('alterColumnType', { name, def: { ...plainColumnDef(name, type, collation, location), rawDefault } });
}

function parseTableSet(p: Parser): AlterTableCmd {
  switch (p.tok) {
    case KW.WITHOUT:
      p.next();
      if (p.accept(KW.OIDS)) return command('dropOids');
      p.expect(KW.CLUSTER);
      return command('dropCluster');
    case KW.LOGGED:
      p.next();
      return command('setLogged');
    case KW.UNLOGGED:
      p.next();
      return command('setUnLogged');
    case KW.ACCESS:
      p.next();
      p.expect(KW.METHOD);
      return command('setAccessMethod', { name: p.colId() });
    case KW.TABLESPACE:
      p.next();
      return command('setTableSpace', { name: p.colId() });
    default:
      return command('setRelOptions', { def: defList(parseReloptions(p)) });
  }
}

function parseEnableDisable(p: Parser): AlterTableCmd {
  const enable = p.tok === KW.ENABLE;
  p.next();
  if (p.tok === KW.ROW) {
    expectRowLevelSecurity(p);
    return command(enable ? 'enableRowSecurity' : 'disableRowSecurity');
  }
  const mode = enable && p.accept(KW.ALWAYS) ? 'always' : enable && p.accept(KW.REPLICA) ? 'replica' : 'plain';
  if (p.accept(KW.RULE)) {
    const subtype = !enable ? 'disableRule' : mode === 'always' ? 'enableAlwaysRule' : mode === 'replica' ? 'enableReplicaRule' : 'enableRule';
    return command(subtype, { name: p.colId() });
  }
  p.expect(KW.TRIGGER);
  if (mode === 'plain') {
    if (p.accept(KW.ALL)) return command(enable ? 'enableTrigAll' : 'disableTrigAll');
    if (p.accept(KW.USER)) return command(enable ? 'enableTrigUser' : 'disableTrigUser');
  }
  const subtype = !enable ? 'disableTrig' : mode === 'always' ? 'enableAlwaysTrig' : mode === 'replica' ? 'enableReplicaTrig' : 'enableTrig';
  return command(subtype, { name: p.colId() });
}

function parseReplicaIdentity(p: Parser): AlterTableCmd {
  p.next();
  p.expect(KW.IDENTITY);
  const identity = (identityType: 'n' | 'f' | 'd' | 'i', name: string | null = null): AlterTableCmd =>
    command('replicaIdentity', { def: { kind: 'ReplicaIdentityStmt', identityType, name } });
  if (p.accept(KW.NOTHING)) return identity('n');
  if (p.accept(KW.FULL)) return identity('f');
  if (p.accept(KW.DEFAULT)) return identity('d');
  p.expectPair(KW.USING, KW.INDEX);
  return identity('i', p.colId());
}

/** The sub-commands of ALTER TYPE on a composite type. */
export function parseAlterTypeCommands(p: Parser): AlterTableCmd[] {
  return p.list(parseAlterTypeCommand);
}

function parseAlterTypeCommand(p: Parser): AlterTableCmd {
  if (p.accept(KW.ADD)) {
    p.expect(KW.ATTRIBUTE);
    const location = p.start;
    const name = p.colId();
    const def = plainColumnDef(name, parseTypename(p), parseCollateClause(p), location);
    return command('addColumn', { def, behavior: parseDropBehavior(p) });
  }
  if (p.accept(KW.DROP)) {
    p.expect(KW.ATTRIBUTE);
    const missingOk = parseIfExists(p);
    const name = p.colId();
    return command('dropColumn', { name, missingOk, behavior: parseDropBehavior(p) });
  }
  p.expectPair(KW.ALTER, KW.ATTRIBUTE);
  const location = p.start;
  const name = p.colId();
  if (p.accept(KW.SET)) p.expect(KW.DATA);
  p.expect(KW.TYPE);
  const type = parseTypename(p);
  const def = plainColumnDef(name, type, parseCollateClause(p), location);
  return command('alterColumnType', { name, def, behavior: parseDropBehavior(p) });
}
