/** Names of relations and columns in EXPLAIN: each relation that the plan reads gets a unique alias (`t`, `t_1`, …), over all query levels. */
import type { Expr, RangeTableEntry } from '../../analyze/index.js';
import { nodeChildren } from '../physical/node-children.js';
import { subPlansOf } from './plan-tree.js';
import type { PlanNode, PlannedStatement } from '../physical/plan-nodes.js';

export class RelationNames {
  /** By level, by range-table index. */
  private readonly aliases: (string | undefined)[][] = [];
  /** More than one relation in the whole statement: columns are qualified. */
  readonly isQualified: boolean;

  constructor(private readonly statement: PlannedStatement) {
    const used = usedTables(statement);
    const counts = new Map<string, number>();
    const rangeTables = new Set((statement.levels ?? []).map(l => l.rangeTable));
    let relations = 0;
    for (const rangeTable of rangeTables) relations += rangeTable.length;
    (statement.levels ?? []).forEach(({ rangeTable }, level) => {
      this.aliases.push(
        rangeTable.map((entry, table) => {
          if (!used.get(level)?.has(table)) return undefined;
          return this.unique(entry.alias, counts);
        }),
      );
    });
    this.isQualified = relations > 1;
  }

  private unique(alias: string, counts: Map<string, number>): string {
    let count = counts.get(alias);
    if (count === undefined) {
      counts.set(alias, 0);
      return alias;
    }
    for (;;) {
      count++;
      const name = `${alias}_${count}`;
      if (counts.has(name)) continue;
      counts.set(alias, count);
      counts.set(name, 0);
      return name;
    }
  }

  entry(level: number, table: number): RangeTableEntry | undefined {
    return this.statement.levels?.[level]?.rangeTable[table];
  }

  /** Alias of a range-table entry; its own when the plan does not read it. */
  alias(level: number, table: number): string {
    return this.aliases[level]?.[table] ?? this.entry(level, table)?.alias ?? '';
  }

  /** True when some node of the plan scans the entry. */
  isRead(level: number, table: number): boolean {
    return this.aliases[level]?.[table] !== undefined;
  }

  /** What a column of a sub-query that has no node of its own is inside it, and the level that it belongs to there. */
  inside(level: number, table: number, column: number): { readonly expr: Expr; readonly level: number } | undefined {
    if (column <= 0 || this.entry(level, table)?.kind !== 'subquery' || this.isRead(level, table)) return undefined;
    const inner = this.statement.levels?.[level]?.subqueries.get(table)?.planner.number;
    const target = inner === undefined ? undefined : this.statement.levels?.[inner]?.query.targets.filter(t => !t.isJunk)[column - 1];
    return target === undefined ? undefined : { expr: target.expr, level: inner! };
  }

  /** The level `levelsUp` queries out of `level`. */
  outerLevel(level: number, levelsUp: number): number {
    let at = level;
    for (let i = 0; i < levelsUp; i++) at = this.statement.levels?.[at]?.parent ?? -1;
    return at;
  }
}

function usedTables(statement: PlannedStatement): ReadonlyMap<number, ReadonlySet<number>> {
  const used = new Map<number, Set<number>>();
  const visit = (node: PlanNode): void => {
    const level = node.level ?? 0;
    let tables = used.get(level);
    if (tables === undefined) used.set(level, (tables = new Set()));
    if ('tableIndex' in node && node.tableIndex !== undefined) tables.add(node.tableIndex);
    for (const child of nodeChildren(node)) visit(child);
    for (const plan of subPlansOf(statement, node)) visit(plan);
  };
  visit(statement.root);
  return used;
}
