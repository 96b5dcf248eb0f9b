/** Type names. */
import type { Expression, TypeName } from '../tree/index.js';
import { expression } from './expressions.js';
import { dotted, list } from './text.js';

/** SQL's spelling of the types the grammar names itself; the modifiers go where `%` stands. */
const SPELLINGS = new Map<string, string>([
  ['int2', 'smallint'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['float4', 'real'],
  ['float8', 'double precision'],
  ['bool', 'boolean'],
  ['numeric', 'numeric%'],
  ['varchar', 'character varying%'],
  ['varbit', 'bit varying%'],
  ['time', 'time%'],
  ['timetz', 'time% with time zone'],
  ['timestamp', 'timestamp%'],
  ['timestamptz', 'timestamp% with time zone'],
]);

export function type(node: TypeName): string {
  const bounds = node.arrayBounds.map(bound => (bound < 0 ? '[]' : `[${bound}]`)).join('');
  return `${node.setof ? 'SETOF ' : ''}${node.pctType ? `${dotted(node.names)}%TYPE` : baseType(node)}${bounds}`;
}

function baseType({ names, typmods }: TypeName): string {
  const modifiers = typmods.length === 0 ? '' : `(${list(typmods, expression)})`;
  if (names.length === 2 && names[0] === 'pg_catalog') {
    const name = names[1]!;
    if ((name === 'bpchar' || name === 'bit') && typmods.length > 0) return `${name === 'bit' ? 'bit' : 'character'}${modifiers}`;
    if (name === 'interval') return interval(typmods) ?? `${dotted(names)}${modifiers}`;
    const spelling = SPELLINGS.get(name);
    if (spelling?.includes('%')) return spelling.replace('%', modifiers);
    if (spelling !== undefined && typmods.length === 0) return spelling;
  }
  return `${dotted(names)}${modifiers}`;
}

/** A literal with its type in front, where no cast may stand. */
export function typedLiteral(node: TypeName, text: string): string {
  if (node.names.length !== 2 || node.names[0] !== 'pg_catalog' || node.names[1] !== 'interval') return `${type(node)} ${text}`;
  const fields = baseType(node).slice('interval'.length);
  return fields.startsWith('(') ? `interval${fields} ${text}` : `interval ${text}${fields}`;
}

/** By PostgreSQL's field masks. */
const INTERVAL_FIELDS = new Map<number, string>([
  [0x7fff, ''],
  [1 << 2, ' year'],
  [1 << 1, ' month'],
  [1 << 3, ' day'],
  [1 << 10, ' hour'],
  [1 << 11, ' minute'],
  [1 << 12, ' second'],
  [(1 << 2) | (1 << 1), ' year to month'],
  [(1 << 3) | (1 << 10), ' day to hour'],
  [(1 << 3) | (1 << 10) | (1 << 11), ' day to minute'],
  [(1 << 3) | (1 << 10) | (1 << 11) | (1 << 12), ' day to second'],
  [(1 << 10) | (1 << 11), ' hour to minute'],
  [(1 << 10) | (1 << 11) | (1 << 12), ' hour to second'],
  [(1 << 11) | (1 << 12), ' minute to second'],
]);

/** SQL's spelling of an interval type, or null when the modifiers are not what the grammar makes. */
function interval(typmods: readonly Expression[]): string | null {
  const numbers = typmods.map(item => (item.kind === 'AConst' && item.valueKind === 'integer' ? item.value : -1));
  const [mask, precision] = numbers;
  if (mask === undefined) return 'interval';
  const fields = INTERVAL_FIELDS.get(mask);
  if (fields === undefined || numbers.length > 2) return null;
  if (precision === undefined) return mask === 0x7fff ? null : `interval${fields}`;
  if (precision < 0 || (fields !== '' && !fields.endsWith('second'))) return null;
  return `interval${fields}(${precision})`;
}
