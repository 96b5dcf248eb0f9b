/** in_range: the support functions of RANGE window frames with an offset (value within base ± offset?) for the number types. */
import { PgError } from '../errors/index.js';
import type { Numeric } from '../types/index.js';
import { compareNumeric, isFiniteNumeric, numericAdd, numericSubtract, type Int8 } from '../types/index.js';
import type { ScalarFamily } from './function-impl.js';

function invalidOffset(): PgError {
  return new PgError('invalid_preceding_or_following_size', 'invalid preceding or following size in window function');
}

function integers(value: Int8, base: Int8, offset: Int8, isSubtract: boolean, isLess: boolean): boolean {
  if (offset < 0) throw invalidOffset();
  const edge = isSubtract ? BigInt(base) - BigInt(offset) : BigInt(base) + BigInt(offset);
  return isLess ? value <= edge : value >= edge;
}

function floats(value: number, base: number, offset: number, isSubtract: boolean, isLess: boolean): boolean {
  if (!(offset >= 0)) throw invalidOffset();
  if (value !== value) return base !== base || !isLess;
  if (base !== base) return isLess;
  // Infinity - Infinity would be NaN; every value lies within that edge.
  if (offset === Infinity && base === (isSubtract ? Infinity : -Infinity)) return true;
  const edge = isSubtract ? base - offset : base + offset;
  return isLess ? value <= edge : value >= edge;
}

function numerics(value: Numeric, base: Numeric, offset: Numeric, isSubtract: boolean, isLess: boolean): boolean {
  if (!(offset.coef >= 0)) throw invalidOffset();
  if (!isFiniteNumeric(value) || !isFiniteNumeric(base) || !isFiniteNumeric(offset)) {
    const rough = (n: Numeric): number => Number(n.coef);
    if (isFiniteNumeric(offset) || value.coef !== value.coef || base.coef !== base.coef) {
      if (value.coef !== value.coef || base.coef !== base.coef) return floats(rough(value), rough(base), 0, isSubtract, isLess);
    } else if (base.coef === (isSubtract ? Infinity : -Infinity)) return true;
  }
  const edge = isSubtract ? numericSubtract(base, offset) : numericAdd(base, offset);
  return isLess ? compareNumeric(value, edge) <= 0 : compareNumeric(value, edge) >= 0;
}

export const inRangeFunctions: ScalarFamily = {
  'in_range(int2,int2,int2,bool,bool)': integers,
  'in_range(int2,int2,int4,bool,bool)': integers,
  'in_range(int2,int2,int8,bool,bool)': integers,
  'in_range(int4,int4,int2,bool,bool)': integers,
  'in_range(int4,int4,int4,bool,bool)': integers,
  'in_range(int4,int4,int8,bool,bool)': integers,
  'in_range(int8,int8,int8,bool,bool)': integers,
  'in_range(float4,float4,float8,bool,bool)': floats,
  'in_range(float8,float8,float8,bool,bool)': floats,
  'in_range(numeric,numeric,numeric,bool,bool)': numerics,
};
