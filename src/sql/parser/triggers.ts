/** CREATE TRIGGER, EVENT TRIGGER and RULE. */
import { PgError } from '../../errors/index.js';
import { KW, T } from '../lexer/index.js';
import type { CreateEventTrigStmt, CreateTrigStmt, DefElem, RuleAction, RuleStmt, TriggerTransition } from '../tree/index.js';
import { applyAttributeBits, parseAttributeBits } from './columns.js';
import { parseExpr } from './expressions.js';
import { parseFuncName, parseNameList, parseQualifiedName, parseString } from './names.js';
import { nameList } from './object-names.js';
import { defElem } from './options.js';
import { parseNotify } from './maintenance.js';
import { continueSelect, continuesSelect } from './select.js';
import { parsePreparableStmt } from './statement.js';
import type { Mutable, Parser } from './parser.js';

type TriggerEvent = CreateTrigStmt['events'][number];

/** [CONSTRAINT] TRIGGER has been read. */
export function parseCreateTrigger(p: Parser, replace: boolean, isconstraint: boolean): CreateTrigStmt {
  const trigname = p.colId();
  let timing: CreateTrigStmt['timing'] = 'after';
  if (isconstraint) {
    p.expect(KW.AFTER);
  } else if (p.accept(KW.BEFORE)) {
    timing = 'before';
  } else if (p.accept(KW.INSTEAD)) {
    p.expect(KW.OF);
    timing = 'insteadOf';
  } else {
    p.expect(KW.AFTER);
  }
  const { events, columns } = parseTriggerEvents(p);
  p.expect(KW.ON);
  const relation = parseQualifiedName(p);
  const node: Mutable<CreateTrigStmt> = {
    kind: 'CreateTrigStmt',
    replace,
    isconstraint,
    trigname,
    relation,
    funcname: [],
    args: [],
    row: false,
    timing,
    events,
    columns,
    whenClause: null,
    transitionRels: [],
    deferrable: false,
    initdeferred: false,
    constrrel: null,
  };
  let attributes = 0;
  if (isconstraint) {
    if (p.accept(KW.FROM)) node.constrrel = parseQualifiedName(p);
    attributes = parseAttributeBits(p);
    p.expect(KW.FOR);
    p.expectPair(KW.EACH, KW.ROW);
    node.row = true;
  } else {
    if (p.accept(KW.REFERENCING)) node.transitionRels = parseTransitions(p);
    if (p.accept(KW.FOR)) {
      p.accept(KW.EACH);
      node.row = p.accept(KW.ROW);
      if (!node.row) p.expect(KW.STATEMENT);
    }
  }
  if (p.accept(KW.WHEN)) {
    p.expect(T.LPAREN);
    node.whenClause = parseExpr(p);
    p.expect(T.RPAREN);
  }
  p.expect(KW.EXECUTE);
  if (!p.accept(KW.FUNCTION)) p.expect(KW.PROCEDURE);
  node.funcname = parseFuncName(p);
  node.args = parseTriggerArgs(p);
  if (replace && isconstraint) throw new PgError('feature_not_supported', 'CREATE OR REPLACE CONSTRAINT TRIGGER is not supported');
  const { deferrable, initdeferred } = applyAttributeBits(attributes, 'TRIGGER', { deferrable: true, notValid: false, noInherit: false });
  node.deferrable = deferrable;
  node.initdeferred = initdeferred;
  return node;
}

function parseTriggerEvents(p: Parser): { events: TriggerEvent[]; columns: string[] } {
  const events: TriggerEvent[] = [];
  let columns: string[] = [];
  do {
    let event: TriggerEvent;
    const location = p.start;
    if (p.accept(KW.INSERT)) event = 'insert';
    else if (p.accept(KW.DELETE)) event = 'delete';
    else if (p.accept(KW.TRUNCATE)) event = 'truncate';
    else {
      p.expect(KW.UPDATE);
      event = 'update';
      if (p.accept(KW.OF)) columns = parseNameList(p);
    }
    if (events.includes(event)) {
      const message = 'duplicate trigger events specified';
      // PostgreSQL has to look one token ahead only after UPDATE, which may go on with OF.
      if (event === 'update') throw p.errorNear(message);
      throw p.error(`${message} at or near "${p.source.slice(location, p.previousEnd)}"`, location);
    }
    events.push(event);
  } while (p.accept(KW.OR));
  return { events, columns };
}

function parseTransitions(p: Parser): TriggerTransition[] {
  const transitions: TriggerTransition[] = [];
  do {
    const isNew = p.accept(KW.NEW);
    if (!isNew) p.expect(KW.OLD);
    const isTable = p.accept(KW.TABLE);
    if (!isTable) p.expect(KW.ROW);
    p.accept(KW.AS);
    transitions.push({ kind: 'TriggerTransition', name: p.colId(), isNew, isTable });
  } while (p.tok === KW.NEW || p.tok === KW.OLD);
  return transitions;
}

/** Arguments are kept as text, whatever they look like. */
function parseTriggerArgs(p: Parser): string[] {
  p.expect(T.LPAREN);
  const args: string[] = [];
  if (p.tok !== T.RPAREN) {
    // PostgreSQL's grammar takes an empty first argument for none.
    p.accept(T.COMMA);
    do {
      const tok = p.tok;
      if (tok === T.INTEGER || tok === T.FLOAT || tok === T.STRING) {
        args.push(tok === T.INTEGER ? String(Number(p.value)) : p.value);
        p.next();
      } else {
        args.push(p.colLabel());
      }
    } while (p.accept(T.COMMA));
  }
  p.expect(T.RPAREN);
  return args;
}

/** EVENT TRIGGER has been read. */
export function parseCreateEventTrigger(p: Parser): CreateEventTrigStmt {
  const trigname = p.colId();
  p.expect(KW.ON);
  const eventname = p.colLabel();
  const whenclause: DefElem[] = [];
  if (p.accept(KW.WHEN)) {
    do {
      const location = p.start;
      const name = p.colId();
      p.expectPair(KW.IN, T.LPAREN);
      const values = p.list(parseString);
      p.expect(T.RPAREN);
      whenclause.push(defElem(name, nameList(values), location));
    } while (p.accept(KW.AND));
  }
  p.expect(KW.EXECUTE);
  if (!p.accept(KW.FUNCTION)) p.expect(KW.PROCEDURE);
  const funcname = parseFuncName(p);
  p.expectPair(T.LPAREN, T.RPAREN);
  return { kind: 'CreateEventTrigStmt', trigname, eventname, whenclause, funcname };
}

/** RULE has been read. */
export function parseCreateRule(p: Parser, replace: boolean): RuleStmt {
  const rulename = p.colId();
  p.expectPair(KW.AS, KW.ON);
  let event: RuleStmt['event'];
  if (p.accept(KW.SELECT)) event = 'select';
  else if (p.accept(KW.UPDATE)) event = 'update';
  else if (p.accept(KW.DELETE)) event = 'delete';
  else {
    p.expect(KW.INSERT);
    event = 'insert';
  }
  p.expect(KW.TO);
  const relation = parseQualifiedName(p);
  const whereClause = p.accept(KW.WHERE) ? parseExpr(p) : null;
  p.expect(KW.DO);
  const instead = p.accept(KW.INSTEAD);
  if (!instead) p.accept(KW.ALSO);
  return { kind: 'RuleStmt', relation, rulename, whereClause, event, instead, actions: parseRuleActions(p), replace };
}

function parseRuleActions(p: Parser): RuleAction[] {
  if (p.accept(KW.NOTHING)) return [];
  if (p.tok !== T.LPAREN) return [parseRuleAction(p)];
  p.next();
  const actions: RuleAction[] = [];
  do {
    if (p.tok !== T.SEMICOLON && p.tok !== T.RPAREN) actions.push(parseRuleAction(p));
  } while (p.accept(T.SEMICOLON));
  p.expect(T.RPAREN);
  const first = actions[0];
  // It may have been the first operand of a set operation.
  if (actions.length === 1 && first?.kind === 'SelectStmt' && continuesSelect(p.tok)) return [continueSelect(p, first)];
  return actions;
}

function parseRuleAction(p: Parser): RuleAction {
  if (p.tok === KW.NOTIFY) return parseNotify(p);
  if (p.tok === KW.MERGE) throw p.syntaxError();
  // MERGE after WITH is refused like any other statement PostgreSQL 15 has no rule for.
  const statement = parsePreparableStmt(p);
  if (statement.kind === 'MergeStmt') throw p.syntaxError();
  return statement;
}
