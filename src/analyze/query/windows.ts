/** Window definitions: PARTITION BY, ORDER BY and frames (PostgreSQL: transformWindowDefinitions). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceToSpecificType, coerceType } from '../coerce/coerce.js';
import { canCoerceOne, IMPLICIT } from '../coerce/pathway.js';
import { transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { failOnConflict } from '../typed/collation.js';
import { requireSortOperators } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { baseType } from '../types/type-facts.js';
import type { Expr, SortKey } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { walkExpression } from '../typed/walk.js';
import type { FrameBound, WindowClause } from '../typed/query.js';
import { makeSortKey } from './sort-key.js';

const DEFAULT_FRAME: S.WindowFrame = {
  mode: 'range',
  start: { boundKind: 'unboundedPreceding', offset: null },
  end: { boundKind: 'currentRow', offset: null },
  between: false,
  exclude: 'none',
};

/** A window item is an expression over input columns, never an output name or position. */
function windowExpr(state: QueryState, node: S.Expression, clause: 'window-partition' | 'window-order'): Expr {
  return textIfUnknown(state, transformExpr(state, node, clause));
}

function textIfUnknown(state: QueryState, expr: Expr): Expr {
  return expr.type === T.UNKNOWN ? coerceType(state.analysis, expr, T.UNKNOWN, T.TEXT, -1, IMPLICIT, 'implicit-cast', -1) : expr;
}

function partitionKey(state: QueryState, node: S.Expression): SortKey {
  const expr = windowExpr(state, node, 'window-partition');
  failOnConflict(state.catalog, expr);
  requireSortOperators(state.catalog, expr, false);
  return { expr, isDescending: false, nullsFirst: false, operatorId: INVALID_OID };
}

interface Draft {
  readonly clause: WindowClause;
  readonly hasFrame: boolean;
}

export function transformWindows(state: QueryState): WindowClause[] {
  const drafts: Draft[] = [];
  for (const def of state.windowDefs) {
    const { name, location } = def;
    if (name !== null && drafts.some(draft => draft.clause.name === name)) {
      fail('windowing_error', `window "${name}" is already defined`, location);
    }
    const orderBy = def.orderClause.map(key => makeSortKey(state, windowExpr(state, key.node, 'window-order'), key));
    const partitionBy = def.partitionClause.map(node => partitionKey(state, node));
    drafts.push({ clause: complete(state, def, drafts, partitionBy, orderBy), hasFrame: def.frame !== null });
  }
  return drafts.map(draft => draft.clause);
}

function complete(state: QueryState, def: S.WindowDef, drafts: readonly Draft[], partitionBy: readonly SortKey[], orderBy: readonly SortKey[]): WindowClause {
  const { refname, location } = def;
  if (refname !== null) {
    const base = drafts.find(draft => draft.clause.name === refname);
    if (base === undefined) fail('undefined_object', `window "${refname}" does not exist`, location);
    if (partitionBy.length > 0) fail('windowing_error', `cannot override PARTITION BY clause of window "${refname}"`, location);
    if (orderBy.length > 0 && base.clause.orderBy.length > 0) {
      fail('windowing_error', `cannot override ORDER BY clause of window "${refname}"`, location);
    }
    if (base.hasFrame) {
      const isBare = orderBy.length === 0 && def.frame === null && def.name === null;
      fail(
        'windowing_error',
        `cannot copy window "${refname}" because it has a frame clause`,
        location,
        isBare ? { hint: 'Omit the parentheses in this OVER clause.' } : undefined,
      );
    }
    partitionBy = base.clause.partitionBy;
    if (orderBy.length === 0) orderBy = base.clause.orderBy;
  }
  const frame = def.frame ?? DEFAULT_FRAME;
  if (frame.mode === 'groups' && orderBy.length === 0) fail('windowing_error', 'GROUPS mode requires an ORDER BY clause', location);
  const hasOffset = frame.start.offset !== null || frame.end.offset !== null;
  let key: SortKey | null = null;
  if (frame.mode === 'range' && hasOffset) {
    if (orderBy.length !== 1) {
      fail('windowing_error', 'RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column', location);
    }
    key = orderBy[0]!;
  }
  const start = frameBound(state, frame.mode, frame.start, key);
  const end = frameBound(state, frame.mode, frame.end, key);
  return {
    name: def.name,
    partitionBy,
    orderBy,
    mode: frame.mode,
    start: start.bound,
    end: end.bound,
    exclude: EXCLUDES[frame.exclude],
    inRangeFunctions: [start.inRange, end.inRange],
  };
}

const EXCLUDES = { none: 'none', currentRow: 'current-row', group: 'group', ties: 'ties' } as const;
const FRAME_CLAUSES = { rows: 'window-rows', range: 'window-range', groups: 'window-groups' } as const;
const MODE_NAMES = { rows: 'ROWS', range: 'RANGE', groups: 'GROUPS' } as const;

function frameBound(state: QueryState, mode: S.FrameMode, bound: S.FrameBound, key: SortKey | null): { bound: FrameBound; inRange: Oid } {
  switch (bound.boundKind) {
    case 'unboundedPreceding':
      return { bound: { kind: 'unbounded-preceding' }, inRange: INVALID_OID };
    case 'unboundedFollowing':
      return { bound: { kind: 'unbounded-following' }, inRange: INVALID_OID };
    case 'currentRow':
      return { bound: { kind: 'current-row' }, inRange: INVALID_OID };
    case 'preceding':
    case 'following': {
      let offset = transformExpr(state, bound.offset!, FRAME_CLAUSES[mode]);
      let inRange: Oid = INVALID_OID;
      if (mode === 'range') ({ offset, inRange } = rangeOffset(state, offset, key!));
      else offset = coerceToSpecificType(state, offset, T.INT8, -1, MODE_NAMES[mode]);
      walkExpression(offset, (node, level) => {
        if (node.kind === 'var' && node.levelsUp === level) {
          fail('invalid_column_reference', `argument of ${MODE_NAMES[mode]} must not contain variables`, exprLocation(node));
        }
      });
      return { bound: { kind: bound.boundKind, offset }, inRange };
    }
  }
}

/** The in_range support function for the ordering column's type and the offset's. */
function rangeOffset(state: QueryState, offset: Expr, key: SortKey): { offset: Expr; inRange: Oid } {
  const { catalog } = state;
  const column = baseType(catalog, key.expr.type);
  const offsetType = offset.type;
  const preferred = offsetType === T.UNKNOWN ? column : offsetType;
  const candidates = catalog.functions('pg_catalog', 'in_range').filter(fn => fn.argumentTypes[0] === column);
  const at = exprLocation(offset);
  if (candidates.length === 0) {
    fail('feature_not_supported', `RANGE with offset PRECEDING/FOLLOWING is not supported for column type ${formatType(catalog, column)}`, at);
  }
  let matches = 0;
  let chosen = candidates[0]!;
  let isExact = false;
  for (const candidate of candidates) {
    const type = candidate.argumentTypes[2]!;
    if (!canCoerceOne(catalog, offsetType, type, IMPLICIT)) continue;
    matches++;
    chosen = candidate;
    if (type === preferred) {
      isExact = true;
      break;
    }
  }
  const types = `column type ${formatType(catalog, column)} and offset type ${formatType(catalog, offsetType)}`;
  if (matches === 0) {
    fail('feature_not_supported', `RANGE with offset PRECEDING/FOLLOWING is not supported for ${types}`, at, {
      hint: 'Cast the offset value to an appropriate type.',
    });
  }
  if (matches !== 1 && !isExact) {
    fail('feature_not_supported', `RANGE with offset PRECEDING/FOLLOWING has multiple interpretations for ${types}`, at, {
      hint: 'Cast the offset value to the exact intended type.',
    });
  }
  const target = chosen.argumentTypes[2]!;
  return { offset: coerceType(state.analysis, offset, offsetType, target, -1, IMPLICIT, 'implicit-cast', -1), inRange: chosen.oid };
}
