/** VACUUM, ANALYZE, CLUSTER, REINDEX, LOCK, LISTEN, NOTIFY, LOAD, DESCRIBE. */
import { FLAG, KW, T } from '../lexer/index.js';
import type {
  CheckPointStmt,
  ClusterStmt,
  DefElem,
  DescribeStmt,
  ListenStmt,
  LoadStmt,
  LockMode,
  LockStmt,
  NotifyStmt,
  ReindexStmt,
  UnlistenStmt,
  VacuumRelation,
  VacuumStmt,
} from '../tree/index.js';
import { parseOptionalParenNameList, parseQualifiedName, parseRelationExprList, parseString } from './names.js';
import { defElem, parseUtilityOptions } from './options.js';
import type { Mutable, Parser } from './parser.js';

export function parseVacuum(p: Parser): VacuumStmt {
  const isVacuum = p.tok === KW.VACUUM;
  p.next();
  let options: DefElem[] = [];
  if (p.tok === T.LPAREN) {
    options = parseUtilityOptions(p);
  } else {
    const words: readonly (readonly [number, string])[] = isVacuum
      ? [
          [KW.FULL, 'full'],
          [KW.FREEZE, 'freeze'],
          [KW.VERBOSE, 'verbose'],
          [KW.ANALYZE, 'analyze'],
        ]
      : [[KW.VERBOSE, 'verbose']];
    for (const [tok, name] of words) {
      const location = p.start;
      if (p.accept(tok) || (tok === KW.ANALYZE && p.accept(KW.ANALYSE))) options.push(defElem(name, null, location));
    }
  }
  const rels = p.hasFlag(FLAG.COL_ID) ? p.list(parseVacuumRelation) : [];
  return { kind: 'VacuumStmt', isVacuum, options, rels };
}

function parseVacuumRelation(p: Parser): VacuumRelation {
  const relation = parseQualifiedName(p);
  return { kind: 'VacuumRelation', relation, vaCols: parseOptionalParenNameList(p) };
}

export function parseCluster(p: Parser): ClusterStmt {
  p.next();
  const node: Mutable<ClusterStmt> = { kind: 'ClusterStmt', relation: null, indexname: null, params: [] };
  if (p.tok === T.LPAREN) {
    node.params = parseUtilityOptions(p);
  } else {
    const location = p.start;
    if (p.accept(KW.VERBOSE)) node.params = [defElem('verbose', null, location)];
    if (!p.hasFlag(FLAG.COL_ID)) return node;
    if (p.peek() === KW.ON) {
      node.indexname = p.colId();
      p.next();
      node.relation = parseQualifiedName(p);
      return node;
    }
  }
  node.relation = parseQualifiedName(p);
  if (p.accept(KW.USING)) node.indexname = p.colId();
  return node;
}

export function parseReindex(p: Parser): ReindexStmt {
  p.next();
  const params = p.tok === T.LPAREN ? parseUtilityOptions(p) : [];
  let reindexKind: ReindexStmt['reindexKind'];
  if (p.accept(KW.INDEX)) reindexKind = 'index';
  else if (p.accept(KW.TABLE)) reindexKind = 'table';
  else if (p.accept(KW.SCHEMA)) reindexKind = 'schema';
  else if (p.accept(KW.SYSTEM)) reindexKind = 'system';
  else {
    p.expect(KW.DATABASE);
    reindexKind = 'database';
  }
  const location = p.start;
  if (p.accept(KW.CONCURRENTLY)) params.push(defElem('concurrently', null, location));
  if (reindexKind === 'index' || reindexKind === 'table') {
    return { kind: 'ReindexStmt', reindexKind, relation: parseQualifiedName(p), name: null, params };
  }
  return { kind: 'ReindexStmt', reindexKind, relation: null, name: p.colId(), params };
}

export function parseLock(p: Parser): LockStmt {
  p.next();
  p.accept(KW.TABLE);
  const relations = parseRelationExprList(p);
  let mode: LockMode = 'AccessExclusiveLock';
  if (p.accept(KW.IN)) {
    mode = parseLockMode(p);
    p.expect(KW.MODE);
  }
  return { kind: 'LockStmt', relations, mode, nowait: p.accept(KW.NOWAIT) };
}

function parseLockMode(p: Parser): LockMode {
  if (p.accept(KW.ACCESS)) {
    if (p.accept(KW.SHARE)) return 'AccessShareLock';
    p.expect(KW.EXCLUSIVE);
    return 'AccessExclusiveLock';
  }
  if (p.accept(KW.ROW)) {
    if (p.accept(KW.SHARE)) return 'RowShareLock';
    p.expect(KW.EXCLUSIVE);
    return 'RowExclusiveLock';
  }
  if (p.accept(KW.SHARE)) {
    if (p.accept(KW.UPDATE)) {
      p.expect(KW.EXCLUSIVE);
      return 'ShareUpdateExclusiveLock';
    }
    if (p.accept(KW.ROW)) {
      p.expect(KW.EXCLUSIVE);
      return 'ShareRowExclusiveLock';
    }
    return 'ShareLock';
  }
  p.expect(KW.EXCLUSIVE);
  return 'ExclusiveLock';
}

export function parseListen(p: Parser): ListenStmt {
  p.next();
  return { kind: 'ListenStmt', conditionname: p.colId() };
}

export function parseUnlisten(p: Parser): UnlistenStmt {
  p.next();
  return { kind: 'UnlistenStmt', conditionname: p.accept(T.STAR) ? null : p.colId() };
}

export function parseNotify(p: Parser): NotifyStmt {
  p.next();
  const conditionname = p.colId();
  return { kind: 'NotifyStmt', conditionname, payload: p.accept(T.COMMA) ? parseString(p) : null };
}

/** DESCRIBE table and nothing more; anything else is an error at the first word, as it is for PostgreSQL, which has no such statement. */
export function parseDescribe(p: Parser): DescribeStmt {
  const start = p.mark();
  p.next();
  if (p.hasFlag(FLAG.COL_ID)) {
    const relation = parseQualifiedName(p);
    if (p.tok === T.EOF || p.tok === T.SEMICOLON) return { kind: 'DescribeStmt', relation };
  }
  p.reset(start);
  throw p.syntaxError();
}

export function parseLoad(p: Parser): LoadStmt {
  p.next();
  return { kind: 'LoadStmt', filename: parseString(p) };
}

export function parseCheckPoint(p: Parser): CheckPointStmt {
  p.next();
  return { kind: 'CheckPointStmt' };
}
