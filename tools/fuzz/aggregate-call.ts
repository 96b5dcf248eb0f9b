/** Random calls of aggregates, with DISTINCT, ORDER BY, FILTER and WITHIN GROUP. */
import { AGGREGATES, ORDERED_SETS, type AggregateRow } from './aggregates.data.js';
import { orderDirection } from './ordering.js';
import { optional, type Piece } from './piece.js';
import type { Context, Scope } from './scope.js';
import { TYPES, literal, ofType, type TypeName } from './value-types.js';

const byResult = new Map<TypeName, AggregateRow[]>();
for (const row of AGGREGATES) byResult.set(row.result, [...(byResult.get(row.result) ?? []), row]);

function filter(context: Context, scope: Scope): string | Piece {
  return context.random.chance(15) ? optional(' FILTER (WHERE ', context.expression(context, scope, 'bool', 1), ')') : '';
}

/** Sums of floats depend on the order of the rows unless they are exact, which only plain values are. */
function isDetermined(context: Context, { name, argument }: AggregateRow): boolean {
  return !context.isRisky || !((name === 'sum' || name === 'avg') && (argument === 'float4' || argument === 'float8' || argument === 'interval'));
}

export function usableAggregates(context: Context, type: TypeName): AggregateRow[] {
  return (byResult.get(type) ?? []).filter(row => isDetermined(context, row));
}

/** @param isWindow neither DISTINCT nor ORDER BY: the window has the order */
export function aggregateCall(context: Context, over: Scope, row: AggregateRow, isWindow: boolean): (string | Piece)[] {
  const { random } = context;
  if (row.name === 'count' && random.chance(40)) return ['count(*)', filter(context, over)];
  const argument = context.expression(context, over, row.argument, random.between(0, 2));
  if (isWindow) return [`${row.name}(`, argument, ')', filter(context, over)];
  if (row.isOrdered && TYPES[row.argument].isOrdered) {
    const isDistinct = random.chance(30);
    return [`${row.name}(${isDistinct ? 'DISTINCT ' : ''}`, argument, ' ORDER BY ', argument, orderDirection(random), ')', filter(context, over)];
  }
  const isDistinct = TYPES[row.argument].isOrdered && random.chance(20);
  return [`${row.name}(${isDistinct ? 'DISTINCT ' : ''}`, argument, ')', filter(context, over)];
}

/** Several arguments: of each what decides about the order stands in the ORDER BY. */
function ofSeveral(context: Context, over: Scope, type: TypeName): Piece | null {
  const { random } = context;
  const value = (of: TypeName): Piece => context.expression(context, over, of, random.between(0, 1));
  if (type === 'text') {
    const argument = value('text');
    if (random.chance(30)) {
      const delimiter = value('text');
      return ofType('text', [
        'string_agg(',
        argument,
        ', ',
        delimiter,
        ' ORDER BY ',
        argument,
        orderDirection(random),
        ', ',
        delimiter,
        ')',
        filter(context, over),
      ]);
    }
    return ofType('text', [
      `string_agg(${random.chance(20) ? 'DISTINCT ' : ''}`,
      argument,
      ", ','",
      ' ORDER BY ',
      argument,
      random.pick(['', ' DESC']),
      ')',
      filter(context, over),
    ]);
  }
  if (type === 'jsonb') {
    const key = value('text');
    const held = value(random.pick(['int4', 'date', 'jsonb', 'numeric']));
    return ofType('jsonb', [
      'jsonb_object_agg(coalesce(',
      key,
      ", 'n'), ",
      held,
      ' ORDER BY ',
      key,
      orderDirection(random),
      ', ',
      held,
      ')',
      filter(context, over),
    ]);
  }
  if (type === 'int8') return ofType('int8', ['regr_count(', value('float8'), ', ', value('float8'), ')', filter(context, over)]);
  return null;
}

export function aggregate(context: Context, scope: Scope, type: TypeName): Piece | null {
  const { random } = context;
  const over = scope.aggregateOver;
  if (over === null) return null;
  if (random.chance(type === 'text' ? 40 : 10)) {
    const found = ofSeveral(context, over, type);
    if (found !== null) return found;
  }
  const sets = ORDERED_SETS.filter(({ result }) => result === type);
  if (sets.length > 0 && random.chance(12)) {
    const { call, argument } = random.pick(sets);
    // One direction for hypothetical rows and for percentiles: both are asked in the order of the clause.
    return ofType(type, [
      call.replace('{direct}', literal(random, argument, context.isRisky)),
      ' WITHIN GROUP (ORDER BY ',
      context.expression(context, over, argument, 1),
      random.pick(['', ' DESC', ' NULLS FIRST']),
      ')',
      filter(context, over),
    ]);
  }
  const rows = usableAggregates(context, type);
  return rows.length === 0 ? null : ofType(type, aggregateCall(context, over, random.pick(rows), false));
}
