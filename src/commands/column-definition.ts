/** Column definitions of CREATE TABLE and ADD COLUMN: type, collation, constraints sorted out; then sequences, defaults and generation expressions. */
import { INVALID_OID, type Oid } from '../base/index.js';
import {
  chooseSequenceName,
  createSequence,
  relationAddress,
  setDefault,
  setSequenceOwner,
  type ColumnSpec,
  type ObjectAddress,
  type RelationDescriptor,
  type SequenceOptions,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { ColumnDef, Constraint, Expression } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { INT2, INT4, INT8 } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { restartSequence } from './truncate.js';
import { parseSequenceOptions } from './sequence-options.js';

const SERIAL: ReadonlyMap<string, Oid> = new Map([
  ['smallserial', INT2],
  ['serial2', INT2],
  ['serial', INT4],
  ['serial4', INT4],
  ['bigserial', INT8],
  ['serial8', INT8],
]);

/** A column of the statement with its pieces sorted out. */
export interface ColumnPlan {
  readonly spec: ColumnSpec;
  /** Type of the sequence of a serial column, else 0. */
  readonly serial: Oid;
  readonly identity: Constraint | null;
  /** Options of a copied identity's sequence (LIKE … INCLUDING IDENTITY). */
  readonly identityOptions?: SequenceOptions;
  readonly defaultExpression: Expression | null;
  readonly generated: Expression | null;
  /** Text of a generation expression taken over (LIKE … INCLUDING GENERATED). */
  readonly generatedText?: string;
  /** Text of a default that another table's column has (LIKE … INCLUDING DEFAULTS), taken over as it is. */
  readonly copiedDefault?: { readonly text: string; readonly references: readonly ObjectAddress[] };
  /** SET STORAGE / COMPRESSION copied or given. */
  readonly storage?: string;
  readonly compression?: string;
  /** check, primary, unique, foreign constraints, as table constraints. */
  readonly constraints: readonly Constraint[];
}

/** Collation of a column: the one named, or its type's. @throws 42704, 42804 */
export function columnCollation(context: CommandContext, typeId: Oid, clause: ColumnDef['collClause']): Oid {
  const { catalog } = context;
  const natural = catalog.typeById(typeId)?.collation ?? INVALID_OID;
  if (clause === null) return natural;
  const names = clause.collname;
  const found = catalog.collation(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
  if (natural === INVALID_OID) {
    throw new PgError('datatype_mismatch', `collations are not supported by type ${context.typeName(typeId, -1)}`).at(clause.location + 1);
  }
  if (found === undefined) {
    throw new PgError('undefined_object', `collation "${names.join('.')}" for encoding "UTF8" does not exist`).at(clause.location + 1);
  }
  return found.oid;
}

/** Sorts out a column definition. Its position among the columns does not matter yet. */
export function planColumn(context: CommandContext, column: ColumnDef, table: string): ColumnPlan {
  if (column.fdwoptions.length > 0) throw new PgError('wrong_object_type', `"${table}" is not a foreign table`);
  if (!column.typeName) throw new PgError('syntax_error', `column "${column.colname}" has no type`);
  const typeWord = column.typeName.names.length === 1 ? column.typeName.names[0]! : '';
  const serial = SERIAL.get(typeWord) ?? INVALID_OID;
  if (serial !== INVALID_OID && column.typeName.arrayBounds.length > 0) {
    throw new PgError('feature_not_supported', 'array of serial is not implemented').at(column.typeName.location + 1);
  }
  const resolved = serial !== INVALID_OID ? { type: serial, typmod: -1 } : context.resolveType(column.typeName);
  const descriptor = context.catalog.typeById(resolved.type);
  if (descriptor?.kind === 'p')
    throw new PgError('invalid_table_definition', `column "${column.colname}" has pseudo-type ${context.typeName(resolved.type, -1)}`);
  if (column.typeName.setof) throw new PgError('invalid_table_definition', `column "${column.colname}" cannot be declared SETOF`);
  const collation = columnCollation(context, resolved.type, column.collClause);
  const facts = sortConstraints(context, column, table, resolved.type, serial !== INVALID_OID);
  const compression = column.compression === null ? undefined : compressionLetter(column.compression, column.colname, descriptor?.length ?? 0);
  return {
    spec: {
      name: column.colname,
      typeId: resolved.type,
      typmod: resolved.typmod,
      collation,
      isNotNull: facts.isNotNull,
      identity: facts.identity ? facts.identity.generatedWhen : '',
      generated: facts.generated ? 's' : '',
      dimensions: column.typeName.arrayBounds.length,
    },
    serial,
    identity: facts.identity,
    defaultExpression: facts.defaultExpression,
    generated: facts.generated,
    ...(compression !== undefined && { compression }),
    constraints: facts.constraints,
  };
}

/** `p` or empty; values are compressed as the overflow store sees fit, the setting is kept for display. */
export function compressionLetter(method: string, column: string, typeLength: number): string {
  if (method === 'default') return '';
  if (method !== 'pglz' && method !== 'lz4') throw new PgError('invalid_parameter_value', `invalid compression method "${method}"`);
  if (typeLength > 0)
    throw new PgError('feature_not_supported', `column data type does not support compression`, { detail: `Column "${column}" has a type of fixed length.` });
  if (method === 'lz4')
    throw new PgError('feature_not_supported', 'compression method lz4 not supported', {
      detail: 'This functionality requires the server to be built with lz4 support.',
    });
  return 'p';
}

interface ColumnFacts {
  readonly isNotNull: boolean;
  readonly identity: Constraint | null;
  readonly defaultExpression: Expression | null;
  readonly generated: Expression | null;
  readonly constraints: Constraint[];
}

function sortConstraints(context: CommandContext, column: ColumnDef, table: string, type: Oid, isSerial: boolean): ColumnFacts {
  const of = `column "${column.colname}" of table "${table}"`;
  let sawNull = false;
  let sawNotNull = false;
  let identity: Constraint | null = null;
  let defaultClause: Constraint | null = null;
  let generated: Constraint | null = null;
  const constraints: Constraint[] = [];
  const conflict = (message: string, at: Constraint): never => {
    throw new PgError('syntax_error', message).at(at.location + 1);
  };
  for (const constraint of column.constraints) {
    switch (constraint.contype) {
      case 'notNull':
        if (sawNull) conflict(`conflicting NULL/NOT NULL declarations for ${of}`, constraint);
        sawNotNull = true;
        break;
      case 'null':
        if (sawNotNull || isSerial) conflict(`conflicting NULL/NOT NULL declarations for ${of}`, constraint);
        sawNull = true;
        break;
      case 'default':
        if (defaultClause) conflict(`multiple default values specified for ${of}`, constraint);
        defaultClause = constraint;
        break;
      case 'identity': {
        if (identity) conflict(`multiple identity specifications for ${of}`, constraint);
        const kind = context.catalog.typeById(type)?.kind;
        if (kind === 'd') throw new PgError('invalid_parameter_value', 'identity column type must be smallint, integer, or bigint');
        if (type !== INT2 && type !== INT4 && type !== INT8)
          throw new PgError('invalid_parameter_value', 'identity column type must be smallint, integer, or bigint');
        identity = constraint;
        if (sawNull) conflict(`conflicting NULL/NOT NULL declarations for ${of}`, constraint);
        sawNotNull = true;
        break;
      }
      case 'generated':
        if (generated) conflict(`multiple generation clauses specified for ${of}`, constraint);
        generated = constraint;
        break;
      case 'primary':
      case 'unique':
        constraints.push({ ...constraint, keys: [column.colname] });
        break;
      case 'foreign':
        constraints.push({ ...constraint, fkAttrs: [column.colname] });
        break;
      case 'check':
        constraints.push(constraint);
        break;
      case 'exclusion':
        throw notSupported('EXCLUDE constraints');
      case 'attribute':
        if (constraint.problem !== null) throw new PgError('syntax_error', constraint.problem, { position: constraint.location + 1 });
        break;
    }
    if (defaultClause && identity) conflict(`both default and identity specified for ${of}`, constraint);
    if (defaultClause && generated) conflict(`both default and generation expression specified for ${of}`, constraint);
    if (identity && generated) conflict(`both identity and generation expression specified for ${of}`, constraint);
  }
  if (isSerial && defaultClause) throw new PgError('syntax_error', `multiple default values specified for ${of}`);
  if (isSerial && identity) throw new PgError('syntax_error', `both default and identity specified for ${of}`);
  return {
    isNotNull: sawNotNull || isSerial,
    identity,
    defaultExpression: (defaultClause as Constraint | null)?.rawExpr ?? null,
    generated: (generated as Constraint | null)?.rawExpr ?? null,
    constraints,
  };
}

/** Sequences, defaults and generation expressions of new columns. */
export function* finishColumns(context: CommandContext, relationId: Oid, columns: readonly ColumnPlan[]): Waiting<void> {
  const { catalog } = context;
  const numberOf = (name: string): number => catalog.relationById(relationId)!.columns.find(c => c.name === name && !c.isDropped)!.number;
  for (const column of columns) {
    const { spec } = column;
    const number = numberOf(spec.name);
    if (column.serial !== INVALID_OID || column.identity || column.identityOptions) {
      const relation = catalog.relationById(relationId)!;
      const sequence = yield* makeColumnSequence(context, relation, number, column.identity, spec.typeId, column.identityOptions);
      if (column.serial !== INVALID_OID) yield* setDefault(catalog, relationId, number, `nextval('${sequence}'::regclass)`, [relationAddress(sequence)]);
    } else if (column.copiedDefault) {
      yield* setDefault(catalog, relationId, number, column.copiedDefault.text, column.copiedDefault.references);
    } else if (column.defaultExpression) {
      yield* storeDefault(context, relationId, number, column.defaultExpression, spec);
    }
  }
  // Generation expressions may use columns that stand behind theirs.
  for (const column of columns) {
    if (!column.generated && column.generatedText === undefined) continue;
    const purpose = { kind: 'generated', relation: catalog.relationById(relationId)!, column: column.spec } as const;
    const stored = column.generated ? context.analyzeStored(column.generated, purpose) : context.analyzeStoredText(column.generatedText!, purpose);
    yield* setDefault(catalog, relationId, numberOf(column.spec.name), stored.text, stored.references);
  }
}

/** DEFAULT expr; DEFAULT NULL is no default, unless a domain's default would come in its place. */
export function* storeDefault(
  context: CommandContext,
  relationId: Oid,
  number: number,
  expression: Expression,
  column: { readonly name: string; readonly typeId: Oid; readonly typmod: number },
): Waiting<void> {
  const stored = context.analyzeStored(expression, { kind: 'default', column });
  if (stored.expr.kind === 'const' && stored.expr.value === null && context.catalog.typeById(column.typeId)?.kind !== 'd') return;
  yield* setDefault(context.catalog, relationId, number, stored.text, stored.references);
}

/** The sequence of a serial or identity column, owned by it. */
export function* makeColumnSequence(
  context: CommandContext,
  relation: RelationDescriptor,
  number: number,
  identity: Constraint | null,
  typeId: Oid,
  copied?: SequenceOptions,
): Waiting<Oid> {
  const { catalog } = context;
  const column = relation.columns[number - 1]!;
  const { options, restart, name: given } = parseSequenceOptions(context, identity?.options ?? [], null, typeId, identity !== null);
  let { schemaId } = relation;
  let name = chooseSequenceName(catalog, relation.name, column.name, schemaId);
  if (given !== null) {
    name = given[given.length - 1]!;
    if (given.length > 1) {
      const found = catalog.schemaId(given[given.length - 2]!);
      if (found === undefined) throw new PgError('invalid_schema_name', `schema "${given[given.length - 2]}" does not exist`);
      schemaId = found;
    }
  }
  const created = yield* createSequence(catalog, { ...(copied ?? options), name, schemaId, owner: relation.owner, persistence: relation.persistence });
  if (restart !== null) yield* restartSequence(context, catalog.relationById(created.oid)!, restart);
  yield* setSequenceOwner(catalog, created.oid, { table: relation.oid, column: number }, identity !== null || copied !== undefined ? 'i' : 'a');
  return created.oid;
}
