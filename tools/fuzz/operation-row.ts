/** An operator, function or cast the generator may call. */
import type { TypeName } from './value-types.js';

export interface OperationRow {
  readonly result: TypeName;
  readonly call: string;
  readonly isRisky: boolean;
}

export const safe = (result: TypeName, ...calls: readonly string[]): OperationRow[] => calls.map(call => ({ result, call, isRisky: false }));
export const risky = (result: TypeName, ...calls: readonly string[]): OperationRow[] => calls.map(call => ({ result, call, isRisky: true }));
