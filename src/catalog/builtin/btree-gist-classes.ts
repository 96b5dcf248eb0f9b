/**
 * The operator classes of btree_gist as facts beside the built-in ones. Like those of vector they have fixed oids (docs/decisions/0013), from 2,000,010,000 on:
 * for class i (from 0) the family is 20 i later, the class one after it, the operators' rows in pg_amop next.
 */
import { oid, type Oid } from '../../base/index.js';
import { BTREE_GIST_CLASSES } from './btree-gist-extension.data.js';
import { builtinOperatorsNamed } from './builtin-operators.js';

export const BTREE_GIST_OIDS = 2_000_010_000;
const STEP = 20;
const NAMES: readonly string[] = ['<', '<=', '=', '>=', '>', '<>'];
const CIDR = 650;
const INET = 869;

export interface BtreeGistClass {
  readonly name: string;
  readonly family: Oid;
  readonly oid: Oid;
  readonly inputType: Oid;
  /** Type of both operands: cidr is compared as inet. */
  readonly operandType: Oid;
  /** By strategy - 1. */
  readonly operators: readonly Oid[];
  /** Oid of the first of its rows in pg_amop. */
  readonly firstMember: Oid;
}

let classes: readonly BtreeGistClass[] | undefined;

export function btreeGistClasses(): readonly BtreeGistClass[] {
  classes ??= BTREE_GIST_CLASSES.split('\n').map((line, i): BtreeGistClass => {
    const [name, type] = line.split(' ');
    const operand = Number(type) === CIDR ? INET : Number(type);
    const operators = NAMES.map(n => builtinOperatorsNamed(n).find(o => o.leftType === operand && o.rightType === operand)!.oid);
    const family = BTREE_GIST_OIDS + i * STEP;
    return {
      name: name!,
      family: oid(family),
      oid: oid(family + 1),
      inputType: oid(Number(type)),
      operandType: oid(operand),
      operators,
      firstMember: oid(family + 2),
    };
  });
  return classes;
}
