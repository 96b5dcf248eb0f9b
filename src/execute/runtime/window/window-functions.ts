/** The true window functions: rank and its kin look at peers of the partition, lag and lead at distant rows, *_value at the frame. */
import { notSupported, raise } from '../../../errors/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import type { Evaluator } from '../expression/scope.js';
import type { Frame, WindowPartition } from './partition.js';
import type { WindowFunctionRun } from './window-run.js';

export function makeWindowFunction(name: string, args: readonly Evaluator[], partition: WindowPartition, state: ExecutionState): WindowFunctionRun {
  const arg = (at: number, row: number): Datum => {
    const evaluator = args[at];
    return evaluator === undefined ? null : evaluator(partition.rows.get(row), state);
  };
  const simple = (value: (row: number) => Datum): WindowFunctionRun => ({ reset: () => undefined, value });
  switch (name) {
    case 'row_number':
      return simple(row => row + 1);
    case 'rank':
      return simple(row => partition.peerStart(row) + 1);
    case 'dense_rank':
      return simple(row => partition.peerGroup(row) + 1);
    case 'percent_rank':
      return simple(row => (partition.rows.length <= 1 ? 0 : partition.peerStart(row) / (partition.rows.length - 1)));
    case 'cume_dist':
      return simple(row => partition.peerEnd(row) / partition.rows.length);
    case 'ntile':
      return ntile(arg, partition);
    case 'lag':
      return simple(row => distant(row, -1, args.length, arg, partition));
    case 'lead':
      return simple(row => distant(row, 1, args.length, arg, partition));
    case 'first_value':
      return simple(row => nthOfFrame(row, 1, false, arg, partition));
    case 'last_value':
      return simple(row => nthOfFrame(row, 1, true, arg, partition));
    case 'nth_value':
      return simple(row => {
        const n = arg(1, row);
        if (n === null) return null;
        if ((n as number) <= 0) raise('invalid_argument_for_nth_value_function', 'argument of nth_value must be greater than zero');
        return nthOfFrame(row, n as number, false, arg, partition);
      });
    default:
      throw notSupported(`window function ${name}`);
  }
}

type Argument = (at: number, row: number) => Datum;

/** The bucket count is taken from the partition's first row. */
function ntile(arg: Argument, partition: WindowPartition): WindowFunctionRun {
  let buckets: number | null = null;
  return {
    reset: () => {
      const given = arg(0, 0);
      if (given !== null && (given as number) <= 0) raise('invalid_argument_for_ntile_function', 'argument of ntile must be greater than zero');
      buckets = given as number | null;
    },
    value: row => {
      if (buckets === null) return null;
      const n = partition.rows.length;
      const size = Math.floor(n / buckets);
      const larger = n % buckets;
      const boundary = larger * (size + 1);
      return row < boundary ? Math.floor(row / (size + 1)) + 1 : larger + Math.floor((row - boundary) / size) + 1;
    },
  };
}

function distant(row: number, sign: number, argumentCount: number, arg: Argument, partition: WindowPartition): Datum {
  const offset = argumentCount > 1 ? arg(1, row) : 1;
  if (offset === null) return null;
  const target = row + sign * (offset as number);
  if (target < 0 || target >= partition.rows.length) return argumentCount > 2 ? arg(2, row) : null;
  return arg(0, target);
}

const frame: Frame = { start: 0, end: 0 };
const excluded: Frame = { start: 0, end: 0 };

/** The frame without what EXCLUDE removes is at most three stretches of rows. */
function nthOfFrame(row: number, n: number, fromEnd: boolean, arg: Argument, partition: WindowPartition): Datum {
  partition.frame(row, frame);
  partition.excluded(row, excluded);
  const { start, end } = frame;
  const gap = Math.min(Math.max(excluded.start, start), end);
  const behind = Math.min(Math.max(excluded.end, start), end);
  const keepsRow = partition.node.exclude === 'ties' && row >= start && row < end ? 1 : 0;
  const before = gap - start;
  const count = before + keepsRow + (end - behind);
  const at = fromEnd ? count - n : n - 1;
  if (at < 0 || at >= count) return null;
  if (at < before) return arg(0, start + at);
  return arg(0, at < before + keepsRow ? row : behind + at - before - keepsRow);
}
