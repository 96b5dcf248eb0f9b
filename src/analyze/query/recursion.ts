/** WITH RECURSIVE: which queries refer to themselves, in what order to analyse them, and whether the recursion is well-formed. */
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import type { CteEntry } from '../state.js';

/** Where a reference stands, as far as recursion cares. */
type Context = 'ok' | 'non-recursive' | 'sublink' | 'outer-join' | 'intersect' | 'except';

const FORBIDDEN: Record<Exclude<Context, 'ok'>, string> = {
  'non-recursive': 'its non-recursive term',
  sublink: 'a subquery',
  'outer-join': 'an outer join',
  intersect: 'INTERSECT',
  except: 'EXCEPT',
};

type OnReference = (range: S.RangeVar, context: Context) => void;

/** Finds unqualified table references, minding inner WITH names that hide outer ones. */
class ReferenceWalk {
  readonly #hidden: string[] = [];

  constructor(readonly onReference: OnReference) {}

  walk(node: unknown, context: Context): void {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const item of node) this.walk(item, context);
      return;
    }
    const kind = (node as { kind?: string }).kind;
    switch (kind) {
      case 'RangeVar': {
        const range = node as S.RangeVar;
        if (range.schemaname === null && range.catalogname === null && !this.#hidden.includes(range.relname)) this.onReference(range, context);
        return;
      }
      case 'SubLink': {
        const link = node as S.SubLink;
        this.walk(link.testexpr, context);
        this.walk(link.subselect, 'sublink');
        return;
      }
      case 'JoinExpr':
        this.#join(node as S.JoinExpr, context);
        return;
      case 'SelectStmt':
      case 'InsertStmt':
      case 'UpdateStmt':
      case 'DeleteStmt':
        this.#statement(node as S.SelectStmt, context);
        return;
      case 'LockingClause':
        return;
      default:
        this.#children(node, context);
    }
  }

  #children(node: object, context: Context): void {
    for (const key in node) if (key !== 'kind' && key !== 'withClause') this.walk((node as Record<string, unknown>)[key], context);
  }

  #join(join: S.JoinExpr, context: Context): void {
    const outer = context === 'ok' ? 'outer-join' : context;
    this.walk(join.larg, join.jointype === 'right' || join.jointype === 'full' ? outer : context);
    this.walk(join.rarg, join.jointype === 'left' || join.jointype === 'full' ? outer : context);
    this.walk(join.quals, context);
  }

  #statement(statement: S.SelectStmt, context: Context): void {
    const depth = this.#hidden.length;
    const clause = statement.withClause;
    if (clause !== null) {
      // Names of a recursive WITH hide outer ones inside all its queries, else only in the later ones.
      if (clause.recursive) for (const cte of clause.ctes) this.#hidden.push(cte.ctename);
      for (const cte of clause.ctes) {
        this.walk(cte.ctequery, context);
        if (!clause.recursive) this.#hidden.push(cte.ctename);
      }
    }
    if (statement.kind === 'SelectStmt' && statement.op !== 'none') this.#setOperation(statement, context);
    else this.#children(statement, context);
    this.#hidden.length = depth;
  }

  #setOperation(statement: S.SelectStmt, context: Context): void {
    const { larg, rarg, ...rest } = statement;
    let left = context;
    let right = context;
    if (context === 'ok' && statement.op === 'intersect' && statement.all) left = right = 'intersect';
    if (context === 'ok' && statement.op === 'except') {
      right = 'except';
      if (statement.all) left = 'except';
    }
    this.walk(larg, left);
    this.walk(rarg, right);
    this.#children(rest, context);
  }
}

function references(node: unknown): Set<string> {
  const names = new Set<string>();
  new ReferenceWalk(range => names.add(range.relname)).walk(node, 'ok');
  return names;
}

/** Dependencies first; marks the queries that refer to themselves and checks their form. */
export function orderRecursive(entries: readonly CteEntry[]): CteEntry[] {
  const dependencies = new Map<CteEntry, CteEntry[]>();
  for (const entry of entries) {
    const names = references(entry.syntax.ctequery);
    dependencies.set(
      entry,
      entries.filter(other => names.has(other.name)),
    );
  }
  const result: CteEntry[] = [];
  const remaining = [...entries];
  while (remaining.length > 0) {
    const at = remaining.findIndex(entry => dependencies.get(entry)!.every(other => other === entry || result.includes(other)));
    if (at < 0) fail('feature_not_supported', 'mutual recursion between WITH items is not implemented', remaining[0]!.location);
    result.push(...remaining.splice(at, 1));
  }
  for (const entry of result) {
    entry.isRecursive = dependencies.get(entry)!.includes(entry);
    if (entry.isRecursive) checkForm(entry);
  }
  return result;
}

function checkForm(entry: CteEntry): void {
  const statement = entry.syntax.ctequery;
  const { name, location } = entry;
  if (statement.kind !== 'SelectStmt') {
    fail('invalid_recursion', `recursive query "${name}" must not contain data-modifying statements`, location);
  }
  if (statement.op !== 'union') {
    fail('invalid_recursion', `recursive query "${name}" does not have the form non-recursive-term UNION [ALL] recursive-term`, location);
  }
  let count = 0;
  const visit: OnReference = (range, context) => {
    if (range.relname !== name) return;
    if (context !== 'ok') {
      fail('invalid_recursion', `recursive reference to query "${name}" must not appear within ${FORBIDDEN[context]}`, range.location);
    }
    if (++count > 1) fail('invalid_recursion', `recursive reference to query "${name}" must not appear more than once`, range.location);
  };
  const walk = new ReferenceWalk(visit);
  walk.walk(statement.larg, 'non-recursive');
  walk.walk(statement.rarg, 'ok');
  if (statement.withClause !== null) for (const cte of statement.withClause.ctes) walk.walk(cte.ctequery, 'sublink');
  const refuse = (what: string, at: number): never => fail('feature_not_supported', `${what} in a recursive query is not implemented`, at);
  if (statement.sortClause.length > 0) refuse('ORDER BY', nodeLocation(statement.sortClause[0]!.node));
  if (statement.limitOffset !== null) refuse('OFFSET', nodeLocation(statement.limitOffset));
  if (statement.limitCount !== null) refuse('LIMIT', nodeLocation(statement.limitCount));
  if (statement.lockingClause.length > 0) refuse('FOR UPDATE/SHARE', -1);
}

function nodeLocation(node: S.Expression): number {
  return 'location' in node ? node.location : -1;
}
