/** What writing to a table needs, compiled once per set of rules: constraint and generated-column closures, index keys, foreign keys. */
import type { UpdatePlan } from '../../../access/index.js';
import type { ConstraintDescriptor, RelationDescriptor } from '../../../catalog/index.js';
import type { Lowered, ModifyTable } from '../../../plan/index.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';
import { walkLowered } from '../plan-walk.js';
import { planIndexKeys, type IndexKeyPlan } from './index-keys.js';

/** The part of ModifyTable (or of the session's table rules) that concerns the table itself. */
export interface WriteRules {
  readonly checks: ModifyTable['checks'];
  readonly generated: ModifyTable['generated'];
  readonly indexes: ModifyTable['indexes'];
}

export interface WritePlan {
  readonly relation: RelationDescriptor;
  /** Positions and names of NOT NULL columns. */
  readonly notNull: readonly { readonly position: number; readonly name: string }[];
  /** By name, the order in which PostgreSQL checks them. */
  readonly checks: readonly { readonly name: string; readonly condition: Evaluator }[];
  readonly generated: readonly { readonly position: number; readonly value: Evaluator }[];
  readonly indexes: readonly IndexKeyPlan[];
  /** Columns that any index reads, and those of unique indexes. */
  readonly indexed: readonly number[];
  readonly keys: readonly number[];
  /** Columns that checks and generated columns read. */
  readonly ruleColumns: readonly number[];
  /** Foreign keys of this table, and those of others that reference it. */
  readonly references: readonly ConstraintDescriptor[];
  readonly referencedBy: RelationDescriptor['referencedBy'];
  /** Deferrable unique and exclusion constraints by index oid. */
  readonly deferrable: ReadonlyMap<number, ConstraintDescriptor>;
}

const plans = new WeakMap<RelationDescriptor, WeakMap<object, WritePlan>>();

export function writePlanFor(relation: RelationDescriptor, rules: WriteRules): WritePlan {
  let byRules = plans.get(relation);
  if (byRules === undefined) {
    byRules = new WeakMap();
    plans.set(relation, byRules);
  }
  let plan = byRules.get(rules);
  if (plan === undefined) {
    plan = makePlan(relation, rules);
    byRules.set(rules, plan);
  }
  return plan;
}

function makePlan(relation: RelationDescriptor, rules: WriteRules): WritePlan {
  const scope = rowScope(0);
  const indexed = new Set<number>();
  const keys = new Set<number>();
  relation.indexes.forEach((index, i) => {
    const expressions = [...(rules.indexes[i]?.expressions ?? [])];
    const predicate = rules.indexes[i]?.predicate ?? null;
    if (predicate !== null) expressions.push(predicate);
    for (const attnum of index.columns) if (attnum > 0) indexed.add(attnum - 1);
    for (const column of columnsRead(expressions)) indexed.add(column);
    if (index.isUnique && expressions.length === 0) for (const attnum of index.columns.slice(0, index.keyCount)) keys.add(attnum - 1);
  });
  const ruleColumns = columnsRead([...rules.checks.map(c => c.condition), ...rules.generated.map(g => g.value)]);
  return {
    relation,
    notNull: relation.columns.filter(c => c.isNotNull && !c.isDropped).map(c => ({ position: c.number - 1, name: c.name })),
    checks: [...rules.checks]
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(c => ({ name: c.name, condition: compileExpression(c.condition, scope) })),
    generated: rules.generated.map(g => ({ position: g.column, value: compileExpression(g.value, scope) })),
    indexes: relation.indexes.map((index, i) => planIndexKeys(index, rules.indexes[i])),
    indexed: [...indexed].sort((a, b) => a - b),
    keys: [...keys].sort((a, b) => a - b),
    ruleColumns,
    references: relation.constraints.filter(c => c.kind === 'f'),
    referencedBy: relation.referencedBy,
    deferrable: new Map(relation.constraints.filter(c => (c.kind === 'u' || c.kind === 'p' || c.kind === 'x') && c.isDeferrable).map(c => [c.indexId, c])),
  };
}

/** attnum - 1 of the row's columns that expressions over it read. */
export function columnsRead(expressions: readonly Lowered[]): number[] {
  const found = new Set<number>();
  for (const e of expressions) walkLowered(e, x => x.kind === 'column' && x.input === 0 && found.add(x.index));
  return [...found].sort((a, b) => a - b);
}

/** The storage-level plan of an update of `columns`; generated columns change with them. */
export function updatePlanFor(plan: WritePlan, columns: readonly number[]): UpdatePlan {
  const changed = new Set([...columns, ...plan.generated.map(g => g.position)]);
  return { changed: [...changed].sort((a, b) => a - b), indexed: plan.indexed, keys: plan.keys };
}
