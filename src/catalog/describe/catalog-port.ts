/**
 * Answers the catalog questions of information functions (pg_get_indexdef, format_type, has_table_privilege …): the shape that
 * functions/ports.ts declares as CatalogPort, which this folder may not import. The session makes one and plugs it in.
 */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { quoteIdentifier, splitName } from '../../sql/index.js';
import type { Int8, RegKind } from '../../types/index.js';
import { address } from '../ddl/object-address.js';
import { comment } from '../ddl/comment.js';
import type { RelationDescriptor } from '../descriptors.js';
import { ACL_KINDS, defaultAcl, explodeAcl, formatAclItem, privilegeLetter } from '../ddl/acl.js';
import { ownedSequences, sequenceOptions } from '../ddl/sequence.js';
import { pgClass, pgDatabase, pgRewrite } from '../store/catalog-rows.data.js';
import { EXPRESSION_SEPARATOR } from '../store/relation-loader.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { AS_STORED, constraintDefinition, indexDefinition, PRETTY, triggerDefinition, viewDefinition, type ExpressionDisplay } from './definitions.js';
import { formatType } from './format-type.js';
import { functionArguments, functionArgumentDefault, functionDefinition, functionResult } from './function-definition.js';
import {
  isFunctionVisible,
  isObjectVisible,
  isOperatorVisible,
  isRelationVisible,
  isTypeVisible,
  qualifiedRelationName,
  relationName,
  type SchemaObjectKind,
} from './names.js';
import { describeObject } from './object-description.js';
import { identifyObject, objectAddress, type ObjectIdentity } from './object-identity.js';
import {
  hasObjectPrivilege,
  hasParameterPrivilege,
  hasRolePrivilege,
  privilegeColumn,
  privilegeObject,
  privilegeRole,
  type PrivilegeKind,
} from './privileges.js';
import { regLookup, regName, type TypeNameResolver } from './reg-names.js';

/** Shows stored expressions and views as the session would write them; analysis plugs in. */
export interface StoredTextDisplay {
  /** `relation` is the table whose columns the expression uses, 0 for none; `domain` the domain that VALUE stands for, 0 for none. */
  expression(text: string, relation: Oid, isPretty: boolean, domain: Oid): string;
  /** The SELECT of a view, without semicolon. */
  view(view: RelationDescriptor, isPretty: boolean): string;
}

/** What the port needs of the session and the database. */
export interface CatalogPortParts {
  readonly catalog: CatalogStore;
  /** Oid of the current user. */
  currentRole(): Oid;
  resolveTypeName: TypeNameResolver;
  /** Shows stored texts under the session's search path; without one they are shown as stored. */
  readonly display?: StoredTextDisplay;
  /** Bytes of a relation file; 0 when it has none. */
  fileBytes(fileId: number): number;
  databaseBytes(): number;
  sequenceLastValue(sequenceId: number): Int8 | null;
  /** Of each column of a simple view whether it can be changed; null when the view is not simple. */
  updatableColumns?(view: RelationDescriptor): readonly boolean[] | null;
}

export type VisibleKind = 'table' | 'type' | 'function' | 'operator' | SchemaObjectKind;

/** pg_relation_is_updatable: bits of UPDATE, INSERT and DELETE. */
const ALL_EVENTS = 28;

/** The one database. */
const DATABASE_OID = 5;

export class CatalogDescriber {
  readonly #parts: CatalogPortParts;

  constructor(parts: CatalogPortParts) {
    this.#parts = parts;
  }

  #display(isPretty: boolean): ExpressionDisplay {
    const { display } = this.#parts;
    if (display === undefined) return isPretty ? PRETTY : AS_STORED;
    return { isPretty, show: (text, relation, domain) => display.expression(text, relation, isPretty, domain ?? INVALID_OID) };
  }

  get #catalog(): CatalogStore {
    return this.#parts.catalog;
  }

  formatType(typeId: number, typmod: number | null): string {
    return formatType(this.#catalog, oid(typeId), typmod);
  }

  /** What a domain or composite type is made of. */
  typeStructure(
    typeId: number,
  ):
    | { kind: 'plain' }
    | { kind: 'domain'; base: number; typmod: number }
    | { kind: 'composite'; fields: readonly { name: string; type: number; typmod: number }[] } {
    const type = this.#catalog.typeById(oid(typeId));
    if (type?.kind === 'd') return { kind: 'domain', base: type.baseType, typmod: type.baseTypmod };
    if (type?.kind !== 'c') return { kind: 'plain' };
    const fields = this.#catalog.compositeFields(type.relationId);
    return { kind: 'composite', fields: fields.map(f => ({ name: f.name, type: f.typeId, typmod: f.typmod })) };
  }

  indexDefinition(indexId: number, column: number, pretty: boolean): string | null {
    return indexDefinition(this.#catalog, oid(indexId), column, this.#display(pretty));
  }

  constraintDefinition(constraintId: number, pretty: boolean): string | null {
    return constraintDefinition(this.#catalog, oid(constraintId), this.#display(pretty));
  }

  viewDefinition(relationId: number, pretty: boolean): string | null {
    const { display } = this.#parts;
    if (display === undefined) return viewDefinition(this.#catalog, oid(relationId));
    return viewDefinition(this.#catalog, oid(relationId), view => display.view(view, pretty));
  }

  functionDefinition(functionId: number): string | null {
    return functionDefinition(this.#catalog, oid(functionId), this.#display(false));
  }

  functionArguments(functionId: number, withDefaults: boolean): string | null {
    return functionArguments(this.#catalog, oid(functionId), withDefaults, this.#display(false));
  }

  functionArgumentDefault(functionId: number, argument: number): string | null {
    const text = functionArgumentDefault(this.#catalog, oid(functionId), argument);
    return text === null ? null : this.#display(false).show(text, INVALID_OID);
  }

  functionResult(functionId: number): string | null {
    return functionResult(this.#catalog, oid(functionId));
  }

  triggerDefinition(triggerId: number, pretty: boolean): string | null {
    return triggerDefinition(this.#catalog, oid(triggerId), this.#display(pretty));
  }

  /** pg_get_ruledef of a view's rule. */
  ruleDefinition(ruleId: number, pretty: boolean): string | null {
    const row = this.#catalog.rowOf(pgRewrite, oid(ruleId))?.row;
    if (row === undefined) return null;
    const on = pretty ? relationName(this.#catalog, row.ev_class) : qualifiedRelationName(this.#catalog, row.ev_class);
    return `CREATE RULE ${quoteIdentifier(row.rulename)} AS\n    ON SELECT TO ${on} DO INSTEAD ${this.viewDefinition(row.ev_class, pretty) ?? ''}`;
  }

  /** There are no partitioned tables and no extended statistics yet. */
  partitionKeyDefinition(_relationId: number): string | null {
    return null;
  }
  statisticsDefinition(_statisticsId: number, _columnsOnly: boolean): string | null {
    return null;
  }

  /** pg_get_expr; lists of expressions are shown with commas. */
  expressionText(stored: string, relationId: number, pretty: boolean): string | null {
    if (relationId !== 0 && this.#catalog.relationById(oid(relationId)) === undefined) return null;
    const display = this.#display(pretty);
    return stored
      .split(EXPRESSION_SEPARATOR)
      .map(part => display.show(part, oid(relationId)))
      .join(', ');
  }

  isVisible(kind: VisibleKind, id: number): boolean | null {
    const catalog = this.#catalog;
    switch (kind) {
      case 'table':
        return isRelationVisible(catalog, oid(id));
      case 'type':
        return isTypeVisible(catalog, oid(id));
      case 'function':
        return isFunctionVisible(catalog, oid(id));
      case 'operator':
        return isOperatorVisible(catalog, oid(id));
      default:
        return isObjectVisible(catalog, kind, oid(id));
    }
  }

  roleName(roleId: number): string | null {
    return this.#catalog.role(oid(roleId))?.name ?? null;
  }

  roleByName(name: string): number | null {
    return this.#catalog.role(name)?.oid ?? null;
  }

  description(objectId: number, catalogId: number, subId: number): string | null {
    return comment(this.#catalog, address(catalogId, objectId, subId));
  }

  /** pg_describe_object. */
  describeObject(classId: number, objectId: number, subId: number): string | null {
    // An invalid address, as pg_depend has for pinned objects.
    if (classId === 0 && objectId === 0) return null;
    return describeObject(this.#catalog, address(classId, objectId, subId));
  }

  identifyObject(classId: number, objectId: number, subId: number): ObjectIdentity {
    return identifyObject(this.#catalog, address(classId, objectId, subId));
  }

  objectAddress(type: string, names: readonly string[], args: readonly string[]): readonly [number, number, number] {
    const { classId, objectId, subId } = objectAddress(this.#catalog, type, names, args, this.#parts.resolveTypeName);
    return [classId, objectId, subId];
  }

  enumLabels(typeId: number): readonly string[] {
    return this.#catalog.enumLabels(oid(typeId));
  }

  isPublishable(relationId: number): boolean | null {
    const relation = this.#catalog.relationById(oid(relationId));
    return relation === undefined ? null : relation.kind === 'r' && relation.persistence === 'p' && !relation.isSystem;
  }

  relationPath(relationId: number): string | null {
    const file = this.relationFile(relationId);
    return file === null || file === 0 ? null : `base/${DATABASE_OID}/${file}`;
  }

  relationOfFile(fileId: number): number | null {
    const found = this.#catalog.rows(pgClass, null, []).find(({ row }) => row.relfilenode === fileId);
    return found?.row.oid ?? null;
  }

  /** Tables take every command, simple views too. */
  updatableEvents(relationId: number): number {
    const relation = this.#catalog.relationById(oid(relationId));
    if (relation?.kind === 'v') return (this.#parts.updatableColumns?.(relation) ?? null) === null ? 0 : ALL_EVENTS;
    return relation?.kind === 'r' || relation?.kind === 'p' ? ALL_EVENTS : 0;
  }

  isUpdatableColumn(relationId: number, column: number): boolean {
    const relation = this.#catalog.relationById(oid(relationId));
    if (column <= 0 || relation === undefined) return false;
    if (relation.kind === 'v') return this.#parts.updatableColumns?.(relation)?.[column - 1] === true;
    return this.updatableEvents(relationId) !== 0;
  }

  sequenceParameters(sequenceId: number): readonly (Int8 | boolean)[] {
    const options = sequenceOptions(this.#catalog, oid(sequenceId));
    if (options === undefined) {
      if (this.#catalog.relationById(oid(sequenceId)) === undefined) throw new PgError('undefined_table', `relation with OID ${sequenceId} does not exist`);
      throw new PgError('internal_error', `cache lookup failed for sequence ${sequenceId}`);
    }
    return [options.start, options.min, options.max, options.increment, options.cycle, options.cache, options.typeId];
  }

  replicaIdentityIndex(relationId: number): number | null {
    const relation = this.#catalog.relationById(oid(relationId));
    if (relation === undefined || relation.isSystem) return null;
    return relation.indexes.find(i => i.isPrimary)?.oid ?? null;
  }

  indexProperties(indexId: number): { columnCount: number; keyCount: number; isDescending: readonly boolean[]; nullsFirst: readonly boolean[] } | null {
    const index = this.#catalog.tableOfIndex(oid(indexId))?.indexes.find(i => i.oid === indexId);
    return index === undefined
      ? null
      : { columnCount: index.columns.length, keyCount: index.keyCount, isDescending: index.isDescending, nullsFirst: index.nullsFirst };
  }

  explodeAcl(items: readonly string[]): readonly (readonly [number, number, string, boolean])[] {
    return explodeAcl(this.#catalog, items);
  }

  defaultAcl(kind: string, ownerId: number): readonly string[] {
    if (!Object.hasOwn(ACL_KINDS, kind)) throw new PgError('internal_error', `unrecognized objtype abbreviation: ${kind}`);
    return defaultAcl(kind, this.roleName(ownerId) ?? String(ownerId)).map(formatAclItem);
  }

  aclItem(granteeId: number, grantorId: number, privileges: string, grantable: boolean): string {
    const letters = privilegeLetter(privileges.trim());
    if (letters === undefined) throw new PgError('invalid_parameter_value', `unrecognized privilege type: "${privileges}"`);
    const name = (id: number): string => (id === 0 ? '' : (this.roleName(id) ?? String(id)));
    return formatAclItem({ grantee: name(granteeId), grantor: name(grantorId), letters, grantable: grantable ? letters : '' });
  }

  relationBytes(relationId: number, fork: 'main' | 'all' | 'indexes' | 'total'): number | null {
    const relation = this.#catalog.relationById(oid(relationId));
    if (relation === undefined) return null;
    const bytes = (file: number): number => (file === 0 ? 0 : this.#parts.fileBytes(file));
    const main = bytes(relation.fileId);
    if (fork === 'main') return main;
    const all = main + bytes(relation.overflowFileId);
    if (fork === 'all') return all;
    const indexes = relation.indexes.reduce((sum, index) => sum + bytes(index.fileId), 0);
    return fork === 'indexes' ? indexes : all + indexes;
  }

  databaseBytes(databaseId: number): number | null {
    return this.#catalog.row(pgDatabase, 'pg_database_oid_index', [databaseId]) === undefined ? null : this.#parts.databaseBytes();
  }

  /** pg_get_serial_sequence: the qualified name of the sequence a column owns. */
  sequenceOfColumn(table: string, column: string): string | null {
    const parts = splitName(table);
    if (parts === null) throw new PgError('invalid_name', 'invalid name syntax');
    const name = parts[parts.length - 1]!;
    const relation = this.#catalog.relation(parts.length > 1 ? parts[parts.length - 2]! : null, name);
    if (relation === undefined) throw new PgError('undefined_table', `relation "${parts.join('.')}" does not exist`);
    const found = relation.columns.find(c => !c.isDropped && c.name === column);
    if (found === undefined) throw new PgError('undefined_column', `column "${column}" of relation "${relation.name}" does not exist`);
    const sequence = ownedSequences(this.#catalog, relation.oid, found.number)[0];
    return sequence === undefined ? null : qualifiedRelationName(this.#catalog, sequence);
  }

  sequenceLastValue(sequenceId: number): Int8 | null {
    return this.#parts.sequenceLastValue(sequenceId);
  }

  /** pg_relation_filenode. */
  relationFile(relationId: number): number | null {
    const relation = this.#catalog.relationById(oid(relationId));
    if (relation === undefined || relation.fileId !== 0) return relation?.fileId ?? null;
    return this.#catalog.rowOf(pgClass, oid(relationId))?.row.relfilenode || null;
  }

  /**
   * @param kind table, column, any_column, sequence, schema, database, function, type, language, tablespace, role …
   * @param role null = the current user.
   */
  hasPrivilege(kind: string, role: number | string | null, object: number | string, privilege: string, column?: string | number): boolean | null {
    const catalog = this.#catalog;
    const roleId = role === null ? this.#parts.currentRole() : privilegeRole(catalog, role);
    if (kind === 'role') return hasRolePrivilege(catalog, roleId, privilegeRole(catalog, object), privilege);
    if (kind === 'parameter') return hasParameterPrivilege(catalog, roleId, privilege);
    const wanted = kind as PrivilegeKind;
    if (kind === 'server' || kind === 'foreign_data_wrapper') {
      // There are none.
      if (typeof object === 'number') return null;
      throw new PgError('undefined_object', `${kind === 'server' ? 'server' : 'foreign-data wrapper'} "${object}" does not exist`);
    }
    const id = typeof object === 'number' ? oid(object) : this.#objectNamed(wanted, object);
    return hasObjectPrivilege(catalog, wanted, roleId, id, privilege, column === undefined ? null : privilegeColumn(catalog, id, column));
  }

  #objectNamed(kind: PrivilegeKind, name: string): Oid {
    if (kind === 'function') return regLookup(this.#catalog, 'regprocedure', name, this.#parts.resolveTypeName);
    if (kind === 'type') return this.regLookup('regtype', name);
    return privilegeObject(this.#catalog, kind, name);
  }

  /** For TypeContext: text of reg* values and back. */
  regName(kind: RegKind, id: number): string | undefined {
    return regName(this.#catalog, kind, oid(id));
  }

  regLookup(kind: RegKind, name: string): Oid {
    return regLookup(this.#catalog, kind, name, this.#parts.resolveTypeName);
  }
}
