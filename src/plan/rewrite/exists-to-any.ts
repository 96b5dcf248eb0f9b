/**
 * `EXISTS (SELECT … FROM b WHERE b.x = a.x AND …)` as `a.x = ANY (SELECT b.x FROM b WHERE …)`, for where it cannot become a join (behind OR, in a target
 * list): the sub-select no longer refers to the outer row, so that it may be run once into a hash table. NULL must then count as false.
 */
import { type Expr, type OpExpr, type Query, type SubLink, type SubLinkColumn, type TargetEntry } from '../../analyze/index.js';
import { isCorrelated, shiftExprLevels, visitDeep } from '../expression/levels.js';
import { containsSubLink } from '../expression/references.js';
import { conjunction, conjuncts } from '../expression/walk.js';
import type { QueryPlanner } from '../query-planner.js';
import { prepareQuery } from './prepare.js';
import { isPlainSelect } from './pull-up-subqueries.js';

export function existsToAny(level: QueryPlanner, link: SubLink): SubLink | undefined {
  const { catalog } = level.context.env;
  const sub = prepareQuery(withoutHarmless(link.query), level.context);
  if (!isPlainSelect(sub) || sub.from.items.length === 0 || sub.from.where === null) return undefined;
  const tests: OpExpr[] = [];
  const targets: TargetEntry[] = [];
  const rest: Expr[] = [];
  for (const qual of conjuncts(sub.from.where)) {
    if (level.hasVolatile(qual)) return undefined;
    const outer = outerness(qual);
    if (!outer.hasOuter) {
      rest.push(qual);
      continue;
    }
    if (qual.kind !== 'op' || qual.args.length !== 2 || containsSubLink(qual)) return undefined;
    const [a, b] = qual.args as [Expr, Expr];
    const [sideA, sideB] = [outerness(a), outerness(b)];
    const isOuterFirst = isWholly(sideA) && !sideB.hasOuter && sideB.hasInner;
    if (!isOuterFirst && !(isWholly(sideB) && !sideA.hasOuter && sideA.hasInner)) return undefined;
    const operator = catalog.operatorById(qual.operatorId);
    if (operator?.name !== '=' || operator.leftType !== operator.rightType || !catalog.isHashJoinable(qual.operatorId)) return undefined;
    const [outerSide, innerSide] = isOuterFirst ? [a, b] : [b, a];
    const { type, typmod, collation } = innerSide;
    const column: SubLinkColumn = { kind: 'sublink-column', column: targets.length, type, typmod, collation, location: -1 };
    tests.push({ ...qual, args: [shiftExprLevels(outerSide, -1), column] });
    targets.push({ expr: innerSide, name: `c${targets.length}`, isJunk: false, ref: 0, originTable: 0 as never, originColumn: 0, attnum: 0 });
  }
  if (tests.length === 0) return undefined;
  const query: Query = { ...sub, targets, from: { ...sub.from, where: conjunction(rest) } };
  if (isCorrelated(query)) return undefined;
  return { ...link, link: 'any', test: conjunction(tests), left: tests.map(t => t.args[0]!), query };
}

/** EXISTS does not look at what is selected, in which order, or at rows past the first. */
function withoutHarmless(query: Query): Query {
  const { limit } = query;
  const isFirst = limit !== null && limit.kind === 'const' && limit.value !== null && Number(limit.value) > 0 && query.offset === null;
  return { ...query, ...(isFirst && { limit: null }), orderBy: [] };
}

interface Outerness {
  readonly hasOuter: boolean;
  readonly hasInner: boolean;
  readonly hasFarther: boolean;
}

/** Does the expression of a sub-select read the row around it, or its own rows? */
function outerness(expr: Expr): Outerness {
  let hasOuter = false;
  let hasInner = false;
  let hasFarther = false;
  visitDeep(expr, (e, depth) => {
    if (e.kind !== 'var' && e.kind !== 'agg' && e.kind !== 'grouping') return;
    if (e.levelsUp === depth) hasInner = true;
    else if (e.levelsUp > depth) {
      hasOuter = true;
      if (e.levelsUp > depth + 1 || e.kind !== 'var') hasFarther = true;
    }
  });
  return { hasOuter, hasInner, hasFarther };
}

const isWholly = (o: Outerness): boolean => o.hasOuter && !o.hasInner && !o.hasFarther;
