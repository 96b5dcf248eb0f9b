/**
 * Rules that hold without a judge. TLP (Rigger & Su 2020): the rows where p, where NOT p and where p IS NULL are together all rows; the same for
 * DISTINCT, for aggregates, for groups by HAVING. NoREC (Rigger & Su 2020): WHERE p, which the planner may use as it likes, leaves as many rows as p is
 * true for when it only stands in the select list.
 */
import type { Outcome } from '../golden/outcome.js';
import { shown } from './agreement.js';
import { expression } from './expression.js';
import { fromClause } from './from-clause.js';
import { newContext } from './query.js';
import { piece, render, shrunk, type Piece } from './piece.js';
import { Random } from './random.js';
import { randomSchema } from './schema.js';
import { topScope, type Scope } from './scope.js';
import type { Target } from './target.js';
import { TYPES } from './value-types.js';

export interface LogicFailure {
  readonly seed: number;
  readonly rule: string;
  readonly engine: string;
  readonly script: readonly string[];
}

export interface LogicReport {
  checks: number;
  /** Cases that say nothing, because a statement failed with an error of computation. */
  errors: number;
  failures: LogicFailure[];
}

/** The parts of a case; the statements of its rule are made from them. */
interface Parts {
  readonly from: string;
  readonly predicate: string;
  readonly items: readonly string[];
  readonly group: string;
}

interface Rule {
  readonly name: string;
  statements(parts: Parts): string[];
  /** Whether the rows of the statements fit together. */
  holds(rows: readonly (readonly string[])[]): boolean;
}

const three = (predicate: string): string[] => [predicate, `NOT (${predicate})`, `(${predicate}) IS NULL`];
const isSame = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((row, i) => row === other[i]);
const sum = (values: readonly string[]): number => values.reduce((total, value) => total + Number(JSON.parse(value)[0] ?? 0), 0);

const RULES: readonly Rule[] = [
  {
    name: 'TLP of WHERE',
    statements: ({ from, predicate, items }) => ['true', ...three(predicate)].map(where => `SELECT ${items.join(', ')} FROM ${from} WHERE ${where}`),
    holds: ([all, ...parts]) => isSame(all!, parts.flat().sort()),
  },
  {
    name: 'TLP in one statement',
    statements: ({ from, predicate, items }) => [
      `SELECT ${items.join(', ')} FROM ${from}`,
      three(predicate)
        .map(where => `SELECT ${items.join(', ')} FROM ${from} WHERE ${where}`)
        .join(' UNION ALL '),
    ],
    holds: ([all, parts]) => isSame(all!, parts!),
  },
  {
    name: 'TLP of DISTINCT',
    statements: ({ from, predicate, items }) => ['true', ...three(predicate)].map(where => `SELECT DISTINCT ${items.join(', ')} FROM ${from} WHERE ${where}`),
    holds: ([all, ...parts]) => isSame(all!, [...new Set(parts.flat())].sort()),
  },
  {
    name: 'TLP of count',
    statements: ({ from, predicate }) => ['true', ...three(predicate)].map(where => `SELECT count(*) FROM ${from} WHERE ${where}`),
    holds: ([all, ...parts]) => sum(all!) === sum(parts.flat()),
  },
  {
    name: 'TLP of max',
    statements: ({ from, predicate, items }) => [
      `SELECT max(${items[0]!}) FROM ${from}`,
      `SELECT max(m) FROM (${three(predicate)
        .map(where => `SELECT max(${items[0]!}) AS m FROM ${from} WHERE ${where}`)
        .join(' UNION ALL ')}) parts`,
    ],
    holds: ([all, parts]) => isSame(all!, parts!),
  },
  {
    name: 'TLP of HAVING',
    statements: ({ from, predicate, group }) =>
      ['true', ...three(`bool_or(${predicate})`)].map(having => `SELECT ${group}, count(*) FROM ${from} GROUP BY ${group} HAVING ${having}`),
    holds: ([all, ...parts]) => isSame(all!, parts.flat().sort()),
  },
  {
    name: 'NoREC',
    statements: ({ from, predicate }) => [
      `SELECT count(*) FROM ${from} WHERE ${predicate}`,
      `SELECT coalesce(sum((${predicate} IS TRUE)::int), 0) FROM ${from}`,
    ],
    holds: ([one, other]) => sum(one!) === sum(other!),
  },
];

/** Equal values may look different; see agreement.ts. */
function rowsOf(outcome: Outcome): string[] {
  const types = outcome.results[0]?.fields ?? [];
  const loose = (value: string | null, i: number): string | null => {
    const type = types[i]?.type;
    if (value === null) return null;
    if (type === 1700 && value.includes('.')) return value.replace(/\.?0+$/, '');
    return (type === 700 || type === 701) && value === '-0' ? '0' : value;
  };
  return (outcome.results[0]?.rows ?? []).map(row => JSON.stringify(row.map(loose))).sort();
}

type Found = { readonly kind: 'holds' } | { readonly kind: 'error' } | { readonly kind: 'broken'; readonly why: string };

/** Asks the statements of a rule. Errors of computation say nothing: the parts compute different rows; nor do those of analysis, which need a judge. */
async function ask(target: Target, rule: Rule, parts: Parts): Promise<Found> {
  const rows: string[][] = [];
  for (const sql of rule.statements(parts)) {
    const outcome = await target.run(sql);
    if (outcome.error !== null) {
      const { code } = outcome.error;
      const isSlow = code === '57014' && target.name === 'interpreter';
      return isSlow || code.startsWith('42') || code.startsWith('22') || code === '21000' || code === '0A000' || code === '54000'
        ? { kind: 'error' }
        : { kind: 'broken', why: shown(outcome) };
    }
    rows.push(rowsOf(outcome));
  }
  return rule.holds(rows) ? { kind: 'holds' } : { kind: 'broken', why: `rows ${rows.map(({ length }) => length).join(', ')}` };
}

/** The SQLSTATE of what went wrong, or that the rows did. */
const errorOf = (why: string): string => /^ERROR (\w+)/.exec(why)?.[1] ?? 'rows';

function partsOf(tree: Piece): Parts {
  const [from, predicate, items] = tree.parts as readonly Piece[];
  const texts = items!.parts.map(render);
  return { from: render(from!), predicate: render(predicate!), items: texts, group: texts[0]! };
}

/** @param checks how many rules are asked in this round's schema */
export async function runLogicRound(targets: readonly Target[], seed: number, checks: number, progress: (text: string) => void): Promise<LogicReport> {
  const random = new Random(seed);
  const schema = randomSchema(random, random.chance(30));
  const report: LogicReport = { checks: 0, errors: 0, failures: [] };
  for (const target of targets) {
    await target.reset();
    for (const sql of schema.setup) await target.run(sql);
  }
  for (let i = 0; i < checks; i++) {
    const context = newContext(random, schema.isExtreme);
    const top = topScope(schema.relations);
    const from = fromClause(context, top, random.between(0, 2));
    const scope: Scope = { ...top, atoms: from.atoms, rows: from.rows };
    const ordered = from.atoms.filter(({ type }) => TYPES[type].isOrdered);
    if (ordered.length === 0) continue;
    const comparable = ordered.filter(({ type }) => !['bool', 'uuid', 'bytea', 'jsonb', 'int4range'].includes(type));
    const rule = random.pick(comparable.length > 0 ? RULES : RULES.filter(({ name }) => name !== 'TLP of max'));
    const items = random.some(rule.name === 'TLP of max' ? comparable : ordered, 1, 3).map(({ text }) => text);
    const predicate = expression(context, scope, 'bool', random.between(1, 3));
    const tree = piece('case', [from.piece, predicate, { kind: 'list', parts: items, simpler: [], list: { separator: ', ', least: 1 } }]);
    for (const target of targets) {
      report.checks++;
      progress(`-- seed ${seed}, ${rule.name}, ${target.name}\n${rule.statements(partsOf(tree)).join(';\n')}`);
      const found = await ask(target, rule, partsOf(tree));
      if (found.kind === 'error') report.errors++;
      if (found.kind !== 'broken') continue;
      const smaller = await shrunk(
        tree,
        async candidate => {
          const other = await ask(target, rule, partsOf(candidate));
          // The same error, or other rows again.
          return other.kind === 'broken' && errorOf(other.why) === errorOf(found.why);
        },
        300,
      );
      const last = await ask(target, rule, partsOf(smaller));
      report.failures.push({
        seed,
        rule: rule.name,
        engine: target.name,
        script: [...schema.setup, ...rule.statements(partsOf(smaller)).map(sql => sql), `-- ${last.kind === 'broken' ? last.why : ''}`],
      });
      break;
    }
  }
  return report;
}
