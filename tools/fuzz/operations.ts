/** All operators, functions and casts the generators call, by the type they give. */
import { BASIC_OPERATIONS } from './operations.data.js';
import { STRUCTURED_OPERATIONS } from './operations-structured.data.js';
import { TEXT_OPERATIONS } from './operations-text.data.js';
import { TIME_AND_NUMBER_OPERATIONS } from './operations-time.data.js';
import type { OperationRow } from './operation-row.js';
import type { TypeName } from './value-types.js';

const harmless = new Map<TypeName, OperationRow[]>();
const all = new Map<TypeName, OperationRow[]>();
const noRows: readonly OperationRow[] = [];

function add(rows: Map<TypeName, OperationRow[]>, row: OperationRow): void {
  const found = rows.get(row.result);
  if (found === undefined) rows.set(row.result, [row]);
  else found.push(row);
}

for (const row of [...BASIC_OPERATIONS, ...STRUCTURED_OPERATIONS, ...TEXT_OPERATIONS, ...TIME_AND_NUMBER_OPERATIONS]) {
  add(all, row);
  if (!row.isRisky) add(harmless, row);
}

/** @param isRisky those that raise errors for some arguments, too */
export function operationsOf(type: TypeName, isRisky: boolean): readonly OperationRow[] {
  return (isRisky ? all : harmless).get(type) ?? noRows;
}

export type { OperationRow };
