/** Window definitions in deparsed text. */
import type { FrameBound, WindowClause } from '../typed/query.js';
import { quoteIdentifier } from '../types/quote.js';
import type { DeparseContext } from './context.js';
import { putExpr, putSortable, putSortKeys } from './expression.js';

/** `OVER name` or `OVER (…)` of the innermost query's window `index`. */
export function putWindowSpecification(context: DeparseContext, index: number): void {
  const window = context.scopes[0]?.windows[index];
  if (window === undefined) context.put('()');
  else if (window.name !== null) context.put(quoteIdentifier(window.name));
  else putWindowBody(context, window);
}

export function putWindowBody(context: DeparseContext, window: WindowClause): void {
  context.put('(');
  let separator = '';
  if (window.partitionBy.length > 0) {
    context.put('PARTITION BY ');
    window.partitionBy.forEach((key, i) => {
      if (i > 0) context.put(', ');
      putSortable(context, key.expr);
    });
    separator = ' ';
  }
  if (window.orderBy.length > 0) {
    context.put(`${separator}ORDER BY `);
    putSortKeys(context, window.orderBy);
    separator = ' ';
  }
  if (!isDefaultFrame(window)) {
    context.put(`${separator}${window.mode.toUpperCase()} BETWEEN `);
    putBound(context, window.start);
    context.put(' AND ');
    putBound(context, window.end);
    if (window.exclude !== 'none') context.put(` EXCLUDE ${window.exclude.replace('-', ' ').toUpperCase()}`);
  }
  context.put(')');
}

function isDefaultFrame(window: WindowClause): boolean {
  return window.mode === 'range' && window.start.kind === 'unbounded-preceding' && window.end.kind === 'current-row' && window.exclude === 'none';
}

function putBound(context: DeparseContext, bound: FrameBound): void {
  if ('offset' in bound) {
    putExpr(context, bound.offset, false);
    context.put(bound.kind === 'preceding' ? ' PRECEDING' : ' FOLLOWING');
  } else context.put(bound.kind.replaceAll('-', ' ').toUpperCase());
}
