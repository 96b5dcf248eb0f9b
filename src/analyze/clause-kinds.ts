/**
 * The clauses an expression can stand in, and what each forbids. Data, one row a clause: the words of the error messages for
 * aggregates, window functions, set-returning functions and sub-selects; null where they are allowed.
 */

interface ClauseFacts {
  /** Name in messages such as `argument of WHERE must be type boolean`. */
  readonly name: string;
  /** `aggregate functions are not allowed in …` */
  readonly aggregate: string | null;
  /** `window functions are not allowed in …` */
  readonly window: string | null;
  /** `set-returning functions are not allowed in …` */
  readonly set: string | null;
  /** `cannot use subquery in …` */
  readonly subquery: string | null;
}

function row(name: string, aggregate: string | null, window: string | null, set: string | null, subquery: string | null = null): ClauseFacts {
  return { name, aggregate, window, set, subquery };
}
/** Forbids all four; `plural` is the phrase for functions, `singular` for sub-selects. */
function none(name: string, plural: string, singular: string): ClauseFacts {
  return row(name, plural, plural, plural, singular);
}

const DEFINITIONS = 'window definitions';
const JOIN = 'JOIN conditions';

export const CLAUSES = {
  none: row('', null, null, null),
  other: row('OTHER', null, null, null),
  'join-on': row('JOIN/ON', JOIN, JOIN, JOIN),
  'join-using': row('JOIN/USING', JOIN, JOIN, JOIN),
  'from-subselect': row('sub-SELECT in FROM', 'FROM clause of their own query level', 'FROM', 'FROM'),
  'from-function': row('function in FROM', 'functions in FROM', 'functions in FROM', null),
  where: row('WHERE', 'WHERE', 'WHERE', 'WHERE'),
  policy: row('POLICY', 'policy expressions', 'policy expressions', 'policy expressions'),
  having: row('HAVING', null, 'HAVING', 'HAVING'),
  filter: row('FILTER', 'FILTER', 'FILTER', 'FILTER'),
  'window-partition': row('window PARTITION BY', null, DEFINITIONS, null),
  'window-order': row('window ORDER BY', null, DEFINITIONS, null),
  'window-range': row('window RANGE', 'window RANGE', DEFINITIONS, DEFINITIONS),
  'window-rows': row('window ROWS', 'window ROWS', DEFINITIONS, DEFINITIONS),
  'window-groups': row('window GROUPS', 'window GROUPS', DEFINITIONS, DEFINITIONS),
  'select-target': row('SELECT', null, null, null),
  'insert-target': row('INSERT', 'INSERT', 'INSERT', null),
  'update-source': row('UPDATE', 'UPDATE', 'UPDATE', 'UPDATE'),
  'update-target': row('UPDATE', 'UPDATE', 'UPDATE', 'UPDATE'),
  'merge-when': row('WHEN', 'MERGE WHEN conditions', 'MERGE WHEN conditions', 'MERGE WHEN conditions'),
  'group-by': row('GROUP BY', 'GROUP BY', 'GROUP BY', null),
  'order-by': row('ORDER BY', null, null, null),
  'distinct-on': row('DISTINCT ON', null, null, null),
  limit: row('LIMIT', 'LIMIT', 'LIMIT', 'LIMIT'),
  offset: row('OFFSET', 'OFFSET', 'OFFSET', 'OFFSET'),
  returning: row('RETURNING', 'RETURNING', 'RETURNING', 'RETURNING'),
  values: row('VALUES', 'VALUES', 'VALUES', 'VALUES'),
  'values-single': row('VALUES', 'VALUES', 'VALUES', null),
  check: none('CHECK', 'check constraints', 'check constraint'),
  'domain-check': none('CHECK', 'check constraints', 'check constraint'),
  default: none('DEFAULT', 'DEFAULT expressions', 'DEFAULT expression'),
  'function-default': none('function parameter default', 'DEFAULT expressions', 'DEFAULT expression'),
  index: none('index expression', 'index expressions', 'index expression'),
  'index-predicate': none('index predicate', 'index predicates', 'index predicate'),
  statistics: none('statistics expression', 'statistics expressions', 'statistics expression'),
  transform: none('USING', 'transform expressions', 'transform expression'),
  'execute-parameter': none('EXECUTE', 'EXECUTE parameters', 'EXECUTE parameter'),
  'trigger-when': none('WHEN', 'trigger WHEN conditions', 'trigger WHEN condition'),
  'partition-bound': none('partition bound', 'partition bound', 'partition bound'),
  'partition-key': none('PARTITION BY', 'partition key expressions', 'partition key expression'),
  call: none('CALL', 'CALL arguments', 'CALL argument'),
  'copy-where': none('WHERE', 'COPY FROM WHERE conditions', 'COPY FROM WHERE condition'),
  generated: none('GENERATED AS', 'column generation expressions', 'column generation expression'),
  cycle: row('CYCLE', 'CYCLE', 'CYCLE', 'CYCLE'),
} as const satisfies Record<string, ClauseFacts>;

export type ClauseKind = keyof typeof CLAUSES;
