/** Enums, composite types, domains: CREATE and ALTER. */
import type { Oid } from '../base/index.js';
import {
  CLASS,
  addEnumLabel,
  address,
  alterDomain,
  checkConstraintOfDomain,
  chooseConstraintName,
  createDomainCheck,
  createDomainType,
  createEnumType,
  createRelation,
  dependentsOf,
  domainConstraintNamed,
  removeObject,
  renameEnumLabel,
  updateConstraint,
  type RelationDescriptor,
  type TypeDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import {
  quoteLiteral,
  type AlterDomainStmt,
  type AlterEnumStmt,
  type CompositeTypeStmt,
  type Constraint,
  type CreateDomainStmt,
  type CreateEnumStmt,
  type Expression,
} from '../sql/index.js';
import { SHARE, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import { scanRows } from './check-rows.js';
import { columnCollation } from './column-definition.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { readStoredText, typeObjects, writeStoredText } from './stored-text.js';
import { nameAsRange, requireType } from './type-lookup.js';

// --- enums ---

export function* runCreateEnum(context: CommandContext, statement: CreateEnumStmt): Waiting<string> {
  const range = nameAsRange(statement.typeName);
  const { schemaId } = yield* context.creationTarget(range);
  yield* createEnumType(context.catalog, { name: range.relname, schemaId, owner: context.currentUserId }, statement.vals);
  return 'CREATE TYPE';
}

export function* runAlterEnum(context: CommandContext, statement: AlterEnumStmt): Waiting<string> {
  const { catalog } = context;
  const type = requireType(context, statement.typeName);
  if (type.kind !== 'e') throw new PgError('wrong_object_type', `${context.typeName(type.oid, -1)} is not an enum`);
  if (statement.oldVal !== null) {
    const from = quoteLiteral(statement.oldVal);
    const to = quoteLiteral(statement.newVal);
    const pending = readStoredText(context, typeObjects(context, type.oid));
    yield* renameEnumLabel(catalog, type.oid, statement.oldVal, statement.newVal);
    // Labels stand in stored text as they are written; there they are followed by their type.
    yield* writeStoredText(context, pending, text => text.replaceAll(`${from}::`, `${to}::`));
    return 'ALTER TYPE';
  }
  const isNew = yield* addEnumLabel(catalog, type.oid, statement.newVal, {
    ifNotExists: statement.skipIfNewValExists,
    ...(statement.newValNeighbor !== null && { neighbor: statement.newValNeighbor, isAfter: statement.newValIsAfter }),
  });
  if (!isNew) sendNotice(context, 'duplicate_object', `enum label "${statement.newVal}" already exists, skipping`);
  return 'ALTER TYPE';
}

// --- composite types ---

export function* runCompositeType(context: CommandContext, statement: CompositeTypeStmt): Waiting<string> {
  const { catalog } = context;
  const { schemaId } = yield* context.creationTarget(statement.typevar);
  const name = statement.typevar.relname;
  const columns = statement.coldeflist.map(column => {
    const { type, typmod } = context.resolveType({ ...column.typeName!, location: -1 });
    if (catalog.typeById(type)?.kind === 'p')
      throw new PgError('invalid_table_definition', `column "${column.colname}" has pseudo-type ${context.typeName(type, -1)}`);
    return { name: column.colname, typeId: type, typmod, collation: columnCollation(context, type, column.collClause) };
  });
  if (catalog.typeIdNamed(schemaId, name) !== undefined) throw new PgError('duplicate_object', `type "${name}" already exists`);
  yield* createRelation(catalog, { name, schemaId, kind: 'c', owner: context.currentUserId, persistence: 'p', columns });
  return 'CREATE TYPE';
}

// --- domains ---

interface DomainClauses {
  readonly isNotNull: boolean;
  readonly defaultExpression: Expression | null;
  readonly checks: readonly Constraint[];
}

function domainClauses(constraints: readonly Constraint[]): DomainClauses {
  let sawNotNull = false;
  let sawNull = false;
  let defaultExpression: Expression | null = null;
  const checks: Constraint[] = [];
  const fail = (kind: string): never => {
    throw new PgError('syntax_error', `${kind} constraints not possible for domains`);
  };
  for (const constraint of constraints) {
    switch (constraint.contype) {
      case 'notNull':
        if (sawNull) throw new PgError('syntax_error', 'conflicting NULL/NOT NULL constraints');
        sawNotNull = true;
        break;
      case 'null':
        if (sawNotNull) throw new PgError('syntax_error', 'conflicting NULL/NOT NULL constraints');
        sawNull = true;
        break;
      case 'default':
        if (defaultExpression) throw new PgError('syntax_error', 'multiple default expressions');
        defaultExpression = constraint.rawExpr;
        break;
      case 'check':
        if (constraint.isNoInherit) throw new PgError('invalid_object_definition', 'check constraints for domains cannot be marked NO INHERIT');
        checks.push(constraint);
        break;
      case 'primary':
        fail('primary key');
        break;
      case 'unique':
        fail('unique');
        break;
      case 'exclusion':
        fail('exclusion');
        break;
      case 'foreign':
        fail('foreign key');
        break;
      case 'attribute':
        throw new PgError('feature_not_supported', 'specifying constraint deferrability not supported for domains');
      default:
        throw notSupported(`${constraint.contype} constraints of domains`);
    }
  }
  return { isNotNull: sawNotNull, defaultExpression, checks };
}

/** PostgreSQL does not have the command's text at hand where it looks at the clauses of a domain: what it says of them has no position. */
function withoutPosition<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof PgError) delete error.position;
    throw error;
  }
}

export function* runCreateDomain(context: CommandContext, statement: CreateDomainStmt): Waiting<string> {
  const { catalog } = context;
  const range = nameAsRange(statement.domainname);
  const { schemaId } = yield* context.creationTarget(range);
  const name = range.relname;
  if (catalog.typeIdNamed(schemaId, name) !== undefined) throw new PgError('duplicate_object', `type "${name}" already exists`);
  const base = context.resolveType({ ...statement.typeName, location: -1 });
  const baseType = catalog.typeById(base.type)!;
  if (!'bcderm'.includes(baseType.kind)) throw new PgError('datatype_mismatch', `"${context.typeName(base.type, -1)}" is not a valid base type for a domain`);
  const clauses = domainClauses(statement.constraints);
  const column = { name, typeId: base.type, typmod: base.typmod };
  const { defaultExpression } = clauses;
  const stored = defaultExpression === null ? null : withoutPosition(() => context.analyzeStored(defaultExpression, { kind: 'default', column }));
  const isNullDefault = stored?.expr.kind === 'const' && stored.expr.value === null;
  const id = yield* createDomainType(catalog, {
    name,
    schemaId,
    owner: context.currentUserId,
    baseType: base.type,
    baseTypmod: base.typmod,
    collation: withoutPosition(() => columnCollation(context, base.type, statement.collClause)),
    isNotNull: clauses.isNotNull,
    defaultText: stored === null || isNullDefault ? null : stored.text,
    dimensions: statement.typeName.arrayBounds.length,
  });
  for (const check of clauses.checks) yield* addDomainCheck(context, catalog.typeById(id)!, check);
  return 'CREATE DOMAIN';
}

function* addDomainCheck(context: CommandContext, domain: TypeDescriptor, check: Constraint): Waiting<string> {
  const { catalog } = context;
  const stored = withoutPosition(() => context.analyzeDomainCheck(check.rawExpr!, { type: domain.baseType, typmod: domain.baseTypmod }));
  const taken = catalog.domainConstraints(domain.oid).map(c => c.name);
  const name = check.conname ?? chooseConstraintName(catalog, domain.name, null, 'check', domain.schemaId, taken);
  if (taken.includes(name)) throw new PgError('duplicate_object', `constraint "${name}" for domain "${domain.name}" already exists`);
  yield* createDomainCheck(
    catalog,
    { oid: domain.oid, name: domain.name, schemaId: domain.schemaId },
    {
      name,
      text: stored.text,
      references: stored.references,
      isValidated: !check.skipValidation,
    },
  );
  return name;
}

export function* runAlterDomain(context: CommandContext, statement: AlterDomainStmt): Waiting<string> {
  const { catalog } = context;
  const type = requireType(context, statement.typeName);
  if (type.kind !== 'd') throw new PgError('wrong_object_type', `${context.typeName(type.oid, -1)} is not a domain`);
  switch (statement.subtype) {
    case 'default': {
      const { def } = statement;
      let defaultText: string | null = null;
      if (def !== null && def.kind !== 'Constraint') {
        const column = { name: type.name, typeId: type.baseType, typmod: type.baseTypmod };
        const stored = withoutPosition(() => context.analyzeStored(def, { kind: 'default', column }));
        if (!(stored.expr.kind === 'const' && stored.expr.value === null)) defaultText = stored.text;
      }
      yield* alterDomain(catalog, type.oid, { defaultText });
      break;
    }
    case 'setNotNull':
      if (type.isNotNull) break;
      yield* forEachValue(context, type, (value, column, relation) => {
        if (value !== null) return;
        throw new PgError('not_null_violation', `column "${column}" of table "${relation.name}" contains null values`, {
          schema: relation.schema,
          table: relation.name,
          column,
        });
      });
      yield* alterDomain(catalog, type.oid, { isNotNull: true });
      break;
    case 'dropNotNull':
      yield* alterDomain(catalog, type.oid, { isNotNull: false });
      break;
    case 'addConstraint': {
      const { def } = statement;
      if (def?.kind !== 'Constraint') break;
      const { checks } = domainClauses([def]);
      if (checks.length === 0) throw notSupported(`ALTER DOMAIN … ADD ${def.contype.toUpperCase()}`);
      const name = yield* addDomainCheck(context, type, checks[0]!);
      if (!def.skipValidation) yield* validateDomainCheck(context, type, name);
      break;
    }
    case 'dropConstraint': {
      const stored = domainConstraintNamed(catalog, type.oid, statement.name!);
      if (!stored) {
        const message = `constraint "${statement.name}" of domain "${type.name}" does not exist`;
        if (!statement.missingOk) throw new PgError('undefined_object', message);
        sendNotice(context, 'successful_completion', `${message}, skipping`);
        break;
      }
      yield* removeObject(catalog, address(CLASS.constraint, stored.row.oid));
      break;
    }
    case 'validateConstraint': {
      const stored = domainConstraintNamed(catalog, type.oid, statement.name!);
      if (!stored) throw new PgError('undefined_object', `constraint "${statement.name}" of domain "${type.name}" does not exist`);
      if (stored.row.convalidated) break;
      yield* validateDomainCheck(context, type, statement.name!);
      yield* updateConstraint(catalog, stored.row.oid, { convalidated: true });
    }
  }
  return 'ALTER DOMAIN';
}

function* validateDomainCheck(context: CommandContext, type: TypeDescriptor, name: string): Waiting<void> {
  const text = checkConstraintOfDomain(context.catalog, type.oid, name);
  const holds = context.compileDomainCheck(text, { type: type.baseType, typmod: type.baseTypmod });
  yield* forEachValue(context, type, (value, column, relation) => {
    if (holds(value) !== false) return;
    throw new PgError('check_violation', `column "${column}" of table "${relation.name}" contains values that violate the new constraint`, {
      schema: relation.schema,
      table: relation.name,
      column,
    });
  });
}

/** Every stored value of a domain, or of a domain over it. */
function* forEachValue(
  context: CommandContext,
  type: TypeDescriptor,
  visit: (value: Datum, column: string, relation: RelationDescriptor) => void,
): Waiting<void> {
  const { catalog } = context;
  const columns = new Map<Oid, number[]>();
  for (const { row } of dependentsOf(catalog, address(CLASS.type, type.oid))) {
    if (row.classid === CLASS.type) {
      const inner = catalog.typeById(row.objid);
      if (inner?.kind === 'd' && inner.baseType === type.oid) yield* forEachValue(context, inner, visit);
      continue;
    }
    if (row.classid !== CLASS.relation || row.objsubid === 0) continue;
    const relation = catalog.relationById(row.objid);
    if (!relation || !'rm'.includes(relation.kind) || relation.columns[row.objsubid - 1]!.typeId !== type.oid) continue;
    columns.set(relation.oid, [...(columns.get(relation.oid) ?? []), row.objsubid]);
  }
  for (const [id, numbers] of columns) {
    yield* context.lock(id, SHARE);
    const relation = catalog.relationById(id)!;
    yield* scanRows(context, relation, row => {
      for (const number of numbers) visit(row[number - 1]!, relation.columns[number - 1]!.name, relation);
    });
  }
}
