/** Literals. Numbers get their type here; strings stay `unknown` until a context decides. */
import { INVALID_OID } from '../../base/index.js';
import type { Datum } from '../../types/index.js';
import { typeOids as T } from '../../types/index.js';
import type { AConst } from '../../sql/index.js';
import { parseLiteral } from '../coerce/literal.js';
import type { QueryState } from '../state.js';
import type { Const } from '../typed/expression.js';
import { makeConst } from '../typed/nodes.js';

const INT8_MAX = 9223372036854775807n;
const INT8_MIN = -9223372036854775808n;

export function transformConst(state: QueryState, node: AConst): Const {
  const { location } = node;
  switch (node.valueKind) {
    case 'integer':
      return makeConst(T.INT4, -1, INVALID_OID, node.value, location);
    case 'string':
      return makeConst(T.UNKNOWN, -1, INVALID_OID, node.value, location);
    case 'null':
      return makeConst(T.UNKNOWN, -1, INVALID_OID, null, location);
    case 'boolean':
      return makeConst(T.BOOL, -1, INVALID_OID, node.value, location);
    case 'float': {
      const wide = /^[+-]?[0-9]+$/.test(node.value) && node.value.length <= 20 ? BigInt(node.value) : undefined;
      if (wide !== undefined && wide <= INT8_MAX && wide >= INT8_MIN) {
        const small = Number(wide);
        // A folded minus sign brings -2147483648 back into range.
        if (small === -2147483648) return makeConst(T.INT4, -1, INVALID_OID, small, location);
        const value: Datum = Number.isSafeInteger(small) ? small : wide;
        return makeConst(T.INT8, -1, INVALID_OID, value, location);
      }
      return makeConst(T.NUMERIC, -1, INVALID_OID, parseLiteral(state.analysis, node.value, T.NUMERIC, -1, location), location);
    }
    case 'bitString':
      return makeConst(T.BIT, -1, INVALID_OID, parseLiteral(state.analysis, node.value, T.BIT, -1, location), location);
  }
}
