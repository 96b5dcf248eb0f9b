/** Which conditions the boxes of a GiST do not decide alone, so that rows found are looked at again with the operator itself. Strategies are PostgreSQL's. */

export type ShapeName = 'scalar' | 'range' | 'multirange' | 'network';

const ADJACENT = 6;
/** &&, <<= and >>= of networks. */
const DECIDED_OF_NETWORKS: readonly number[] = [3, 25, 27];

/** @param isOwn the right operand is of the key's own kind (a multirange beside ranges is not) */
export function isLossy(shape: ShapeName, strategy: number, isOwn: boolean): boolean {
  switch (shape) {
    case 'scalar':
      return false;
    case 'range':
      return !isOwn || strategy === ADJACENT;
    case 'multirange':
      return true;
    case 'network':
      return !DECIDED_OF_NETWORKS.includes(strategy);
  }
}
