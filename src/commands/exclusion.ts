/** Adding EXCLUDE constraints: their operators and their index. Rows that are there already are checked as the index is built (check-exclusion.ts). */
import { getOperator, isBinaryCoercible } from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import {
  builtinOperatorClass,
  builtinOperatorFamilyName,
  chooseIndexName,
  GIST_METHOD,
  oidArray,
  operatorSignatureText,
  strategyInClass,
  updateConstraint,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { Constraint } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { addIndex, indexMethodNamed, resolveKeys } from './create-index.js';
import { checkTablespace } from './create-table.js';
import { storageOptions } from './storage-options.js';

/** Index methods of PostgreSQL that have no exclusion constraints. */
const WITHOUT_EXCLUSION = new Set(['gin', 'brin']);

export function* addExclusion(context: CommandContext, relation: RelationDescriptor, constraint: Constraint): Waiting<void> {
  const { catalog } = context;
  const methodName = constraint.accessMethod!;
  if (WITHOUT_EXCLUSION.has(methodName)) throw new PgError('feature_not_supported', `access method "${methodName}" does not support exclusion constraints`);
  const method = indexMethodNamed(methodName);
  checkTablespace(constraint.indexspace);
  const include = constraint.including.map(name => {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (column === undefined) throw new PgError('undefined_column', `column "${name}" named in key does not exist`).at(constraint.location + 1);
    return column.number;
  });
  const elements = constraint.exclusions.map(e => e.elem);
  const { keys, references, names } = resolveKeys(context, relation, elements, method, true);
  const operators = keys.map((key, i) => exclusionOperator(context, constraint.exclusions[i]!.operator, key.typeId, key.operatorClass));
  for (const number of include) names.push(relation.columns[number - 1]!.name);
  let predicateText: string | null = null;
  if (constraint.whereClause !== null) {
    const stored = context.analyzeStored(constraint.whereClause, { kind: 'predicate', relation });
    predicateText = stored.text;
    references.push(...stored.references);
  }
  yield* addIndex(context, relation, {
    name: constraint.conname ?? chooseIndexName(catalog, relation.name, relation.schemaId, names, 'exclusion'),
    table: relation,
    method,
    keys,
    include,
    predicateText,
    references,
    options: storageOptions(constraint.options, method === GIST_METHOD ? 'gist' : 'index'),
    constraint: { kind: 'x', isDeferrable: constraint.deferrable, isDeferred: constraint.initdeferred, exclusionOperators: operators },
  });
}

/** After columns have changed their types: the operators of the same names over the new ones. */
export function* updateExclusionOperators(context: CommandContext, relationId: Oid): Waiting<void> {
  const { catalog } = context;
  const relation = catalog.relationById(relationId)!;
  for (const constraint of relation.constraints) {
    if (constraint.kind !== 'x') continue;
    const index = relation.indexes.find(i => i.oid === constraint.indexId)!;
    const operators = constraint.operators.map((id, i) =>
      exclusionOperator(context, [catalog.operatorById(id)!.name], index.keyTypes[i]!, index.operatorClasses[i]!),
    );
    if (operators.some((id, i) => id !== constraint.operators[i])) yield* updateConstraint(catalog, constraint.oid, { conexclop: oidArray(operators) });
  }
}

/** The operator takes the column's type as it is, is its own commutator, and belongs to the operator class. */
function exclusionOperator(context: CommandContext, name: readonly string[], type: Oid, operatorClass: Oid): Oid {
  const { catalog } = context;
  const operator = getOperator(catalog, name, type, type, -1);
  const takes = (wanted: Oid): boolean => wanted === type || isBinaryCoercible(catalog, type, wanted);
  const fail = (message: string, detail?: string): never => {
    throw new PgError('wrong_object_type', message, detail === undefined ? undefined : { detail });
  };
  const shown = operatorSignatureText(catalog, operator.oid);
  if (!takes(operator.leftType) || !takes(operator.rightType)) fail(`operator requires run-time type coercion: ${shown}`);
  if (operator.commutator !== operator.oid) fail(`operator ${shown} is not commutative`, 'Only commutative operators can be used in exclusion constraints.');
  if (strategyInClass(operator.oid, operatorClass) === undefined) {
    const family = builtinOperatorFamilyName(builtinOperatorClass(operatorClass)!.family) ?? '';
    fail(
      `operator ${shown} is not a member of operator family "${family}"`,
      'The exclusion operator must be related to the index operator class for the constraint.',
    );
  }
  return operator.oid;
}
