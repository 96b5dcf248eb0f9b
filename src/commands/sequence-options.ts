/** Options of CREATE / ALTER SEQUENCE, serial and identity columns, with PostgreSQL's defaults and errors. */
import type { Oid } from '../base/index.js';
import type { SequenceOptions } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { DefElem } from '../sql/index.js';
import { INT2, INT4, INT8 } from '../types/index.js';
import type { CommandContext } from './command-context.js';

const BOUNDS: ReadonlyMap<number, readonly [bigint, bigint]> = new Map([
  [INT2, [-32768n, 32767n]],
  [INT4, [-2147483648n, 2147483647n]],
  [INT8, [-9223372036854775808n, 9223372036854775807n]],
]);

export interface ParsedSequenceOptions {
  readonly options: SequenceOptions;
  /** RESTART given: the value to restart with. */
  readonly restart: number | bigint | null;
  /** OWNED BY: a qualified column name, or ['none']; null when not given. */
  readonly ownedBy: readonly string[] | null;
  /** SEQUENCE NAME of an identity column. */
  readonly name: readonly string[] | null;
}

const normal = (n: bigint): number | bigint => (n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n);

function integer(element: DefElem): bigint {
  const { arg } = element;
  if (arg?.kind === 'AConst') {
    if (arg.valueKind === 'integer') return BigInt(arg.value);
    if (arg.valueKind === 'float' || arg.valueKind === 'string') {
      const text = arg.value;
      if (/^[+-]?\d+$/.test(text)) return BigInt(text);
      throw new PgError('invalid_text_representation', `invalid input syntax for type bigint: "${text}"`);
    }
  }
  throw new PgError('syntax_error', `${element.defname} requires a numeric value`);
}

/** @param previous the sequence's present options for ALTER; null for CREATE. */
export function parseSequenceOptions(
  context: CommandContext,
  elements: readonly DefElem[],
  previous: SequenceOptions | null,
  defaultType: Oid = INT8,
  isIdentity = false,
): ParsedSequenceOptions {
  const seen = new Map<string, DefElem>();
  for (const element of elements) {
    if (seen.has(element.defname)) throw new PgError('syntax_error', 'conflicting or redundant options').at(element.location + 1);
    seen.set(element.defname, element);
  }
  const as = seen.get('as');
  let typeId = previous?.typeId ?? defaultType;
  const typeBefore = typeId;
  if (as?.arg?.kind === 'TypeName') typeId = context.resolveType(as.arg).type;
  const bounds = BOUNDS.get(typeId);
  if (!bounds) {
    throw new PgError('invalid_parameter_value', `${isIdentity ? 'identity column' : 'sequence'} type must be smallint, integer, or bigint`);
  }
  const increment = seen.has('increment') ? integer(seen.get('increment')!) : BigInt(previous?.increment ?? 1);
  if (increment === 0n) throw new PgError('invalid_parameter_value', 'INCREMENT must not be zero');
  const isAscending = increment > 0n;
  const defaultMax = isAscending ? bounds[1] : -1n;
  const defaultMin = isAscending ? 1n : bounds[0];
  const before = BOUNDS.get(typeBefore)!;
  // When the type changes, a limit that was the old type's own limit moves along.
  const resetMax = as !== undefined && previous !== null && BigInt(previous.max) === before[1];
  const resetMin = as !== undefined && previous !== null && BigInt(previous.min) === before[0];
  const maxElement = seen.get('maxvalue');
  const minElement = seen.get('minvalue');
  const max = maxElement?.arg ? integer(maxElement) : maxElement || !previous || resetMax ? defaultMax : BigInt(previous.max);
  const min = minElement?.arg ? integer(minElement) : minElement || !previous || resetMin ? defaultMin : BigInt(previous.min);
  const typeText = context.typeName(typeId, -1);
  if (max < bounds[0] || max > bounds[1]) throw new PgError('invalid_parameter_value', `MAXVALUE (${max}) is out of range for sequence data type ${typeText}`);
  if (min < bounds[0] || min > bounds[1]) throw new PgError('invalid_parameter_value', `MINVALUE (${min}) is out of range for sequence data type ${typeText}`);
  if (min >= max) throw new PgError('invalid_parameter_value', `MINVALUE (${min}) must be less than MAXVALUE (${max})`);
  const start = seen.has('start') ? integer(seen.get('start')!) : previous ? BigInt(previous.start) : isAscending ? min : max;
  if (start < min) throw new PgError('invalid_parameter_value', `START value (${start}) cannot be less than MINVALUE (${min})`);
  if (start > max) throw new PgError('invalid_parameter_value', `START value (${start}) cannot be greater than MAXVALUE (${max})`);
  const cache = seen.has('cache') ? integer(seen.get('cache')!) : BigInt(previous?.cache ?? 1);
  if (cache <= 0n) throw new PgError('invalid_parameter_value', `CACHE (${cache}) must be greater than zero`);
  const cycleElement = seen.get('cycle');
  const cycle = cycleElement?.arg?.kind === 'AConst' ? cycleElement.arg.value === true : (previous?.cycle ?? false);
  const restartElement = seen.get('restart');
  const restart = restartElement ? (restartElement.arg ? integer(restartElement) : start) : null;
  if (restart !== null) {
    if (restart < min) throw new PgError('invalid_parameter_value', `RESTART value (${restart}) cannot be less than MINVALUE (${min})`);
    if (restart > max) throw new PgError('invalid_parameter_value', `RESTART value (${restart}) cannot be greater than MAXVALUE (${max})`);
  }
  const owned = seen.get('owned_by')?.arg;
  const named = seen.get('sequence_name')?.arg;
  return {
    options: { typeId, start: normal(start), increment: normal(increment), max: normal(max), min: normal(min), cache: normal(cache), cycle },
    restart: restart === null ? null : normal(restart),
    ownedBy: owned?.kind === 'NameList' ? owned.names : null,
    name: named?.kind === 'NameList' ? named.names : null,
  };
}
