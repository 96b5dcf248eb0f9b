/** Whether two databases said the same, and what is allowed to differ because PostgreSQL leaves it open. */
import type { Outcome, Report, Result } from '../golden/outcome.js';

export interface Expectation {
  /** The order of the rows is determined. */
  readonly isOrdered: boolean;
  /** Errors of computation depend on which rows and branches are computed, which is left open. */
  readonly isRisky: boolean;
  /** Which of several broken constraints is met first is left open. */
  readonly isChange?: boolean;
  /** Only one error is possible: its text counts. */
  readonly isExact?: boolean;
}

export type Verdict = { readonly kind: 'same' } | { readonly kind: 'tolerated'; readonly why: string } | { readonly kind: 'different'; readonly what: string };

const SAME: Verdict = { kind: 'same' };
const different = (what: string): Verdict => ({ kind: 'different', what });
const tolerated = (why: string): Verdict => ({ kind: 'tolerated', why });

const NUMERIC = 1700;
const NUMERIC_ARRAY = 1231;
const FLOAT8_ARRAY = 1022;
const FLOATS: readonly number[] = [700, 701];

/** Equal values may look different, 1.0 and 1.00, -0 and 0: which of them stands for a group is left open. */
function loosened(value: string | null, type: number): string | null {
  if (value === null) return null;
  if (type === NUMERIC && value.includes('.')) return value.replace(/\.?0+$/, '');
  if (FLOATS.includes(type) && value === '-0') return '0';
  if (type === NUMERIC_ARRAY) return value.replace(/(\.\d*?)0+(?=[,}])/g, '$1').replace(/\.(?=[,}])/g, '');
  if (type === FLOAT8_ARRAY) return value.replace(/-0(?=[,}])/g, '0');
  return value;
}

function rowsOf(result: Result, isOrdered: boolean, isLoose: boolean): string {
  const rows = result.rows.map(row => JSON.stringify(isLoose ? row.map((value, i) => loosened(value, result.fields?.[i]?.type ?? 0)) : row));
  if (!isOrdered) rows.sort();
  return rows.join('\n');
}

const FIRST_OWN_OID = 16384;

/** Without type modifiers: PostgreSQL's describe the plan, where constants are folded already. Types of the user's own have numbers as they come. */
const columnsOf = (result: Result): string => (result.fields ?? []).map(({ name, type }) => `${name}:${type < FIRST_OWN_OID ? type : 'own'}`).join();

/** Data exceptions, more than one row from a sub-select, functions of arrays that refuse some: met or not, depending on what is computed. */
const isComputational = ({ code, message }: Report): boolean =>
  code.startsWith('22') ||
  code === '21000' ||
  (code === '54000' && /^(null|requested) character |^array (lower bound|size) /.test(message)) ||
  (code === '42601' && message === 'invalid range bound flags') ||
  (code === '0A000' && /multidimensional arrays is not supported$|^cannot convert (NaN|infinity) to/.test(message));
const isImpossibleFullJoin = ({ code, message }: Report): boolean => code === '0A000' && message.startsWith('FULL JOIN is only supported');
const isConstraint = ({ code }: Report): boolean => code.startsWith('23');

function skeleton(message: string): string {
  return message.replace(/"[^"]*"/g, '""').replace(/\d+/g, '0');
}

/** @param theirs the judge's */
export function verdict(theirs: Outcome, ours: Outcome, expectation: Expectation): Verdict {
  const judge = theirs.error;
  const error = ours.error;
  if (error?.code === 'XX000' || error?.code.startsWith('XX')) return different(`internal error: ${skeleton(error.message)}`);
  if (judge?.code === '57014') return tolerated('timeout of PostgreSQL');
  if (error?.code === '57014') return different('timeout');
  // Long keys are not compressed.
  if (judge === null && error?.code === '54000' && error.message.startsWith('index row size')) return tolerated('in COMPAT.md');
  if (error?.code === '0A000' && error.message.startsWith('GROUPING in a sub-select')) return tolerated('in COMPAT.md');
  if (judge !== null || error !== null) {
    if (judge !== null && error !== null) {
      if (judge.code === error.code) {
        // PostgreSQL cuts at bytes, the wire shows half a character as one that is not there.
        if (judge.message.replaceAll('\ufffd', '') === error.message.replaceAll('\ufffd', '')) return SAME;
        if (expectation.isExact !== true && (isComputational(judge) || isConstraint(judge))) return SAME;
        return different(`message of ${judge.code}: "${skeleton(judge.message)}", not "${skeleton(error.message)}"`);
      }
      // Constants are folded first, and PostgreSQL says then that they fail.
      if (isComputational(judge) && isImpossibleFullJoin(error)) return tolerated('FULL JOIN on any condition');
      if (expectation.isRisky && isComputational(judge) && isComputational(error)) return tolerated('another error of computation');
      if (expectation.isChange === true && (isConstraint(judge) || isComputational(judge)) && (isConstraint(error) || isComputational(error))) {
        return tolerated('another constraint');
      }
      return different(`error ${judge.code} "${skeleton(judge.message)}", not ${error.code} "${skeleton(error.message)}"`);
    }
    const only = (judge ?? error)!;
    // PostgreSQL computes constants while it plans, also those that no row is going to hold.
    if (expectation.isChange === true && error === null && /^2200[13]$/.test(only.code)) return tolerated('a constant that does not fit');
    if (expectation.isRisky && isComputational(only)) return tolerated('an error of computation on one side');
    // Where constants leave no rows, the join is not planned: PostgreSQL folds more of them.
    if (error !== null && isImpossibleFullJoin(error) && theirs.results.every(({ rows }) => rows.length === 0)) return tolerated('FULL JOIN of nothing');
    if (judge !== null && isImpossibleFullJoin(judge)) return tolerated('FULL JOIN on any condition');
    return judge !== null
      ? different(`no error, not ${judge.code} "${skeleton(judge.message)}"`)
      : different(`error ${error!.code} "${skeleton(error!.message)}"`);
  }
  if (theirs.results.length !== ours.results.length) return different('number of results');
  for (const [i, one] of theirs.results.entries()) {
    const what = resultDifference(one, ours.results[i]!, expectation.isOrdered);
    if (what !== null) return different(what);
  }
  return SAME;
}

function resultDifference(one: Result, other: Result, isOrdered: boolean): string | null {
  if (columnsOf(one) !== columnsOf(other)) return `columns ${columnsOf(one)}, not ${columnsOf(other)}`;
  if (one.tag !== other.tag && one.rows.length === other.rows.length) return `tag ${one.tag ?? ''}, not ${other.tag ?? ''}`;
  if (rowsOf(one, isOrdered, false) === rowsOf(other, isOrdered, false)) return null;
  if (rowsOf(one, isOrdered, true) === rowsOf(other, isOrdered, true)) return null;
  return isOrdered && rowsOf(one, false, true) === rowsOf(other, false, true) ? 'order of rows' : 'rows';
}

/** A short text of what a database said. */
export function shown(outcome: Outcome, rowsMax = 12): string {
  if (outcome.error !== null) return `ERROR ${outcome.error.code}: ${outcome.error.message}`;
  return outcome.results
    .map(result => {
      const rows = result.rows.map(row => row.map(value => value ?? 'NULL').join(' | ')).sort();
      return [columnsOf(result), ...rows.slice(0, rowsMax), rows.length > rowsMax ? `… ${rows.length} rows` : (result.tag ?? '')].join('\n  ');
    })
    .join('\n  ');
}
