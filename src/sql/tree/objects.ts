/** DDL of everything that is not a table, index, view or sequence; DROP, ALTER … RENAME/OWNER/SCHEMA, COMMENT, GRANT. */
import type { CollateClause, Expression, TypeName } from './expressions.js';
import type { FromItem, RangeVar, SelectStmt } from './select.js';
import type { DeleteStmt, InsertStmt, UpdateStmt } from './dml.js';
import type { ColumnDef, Constraint, CreateStmt } from './ddl.js';
import type { DefElem, DropBehavior, NameList, NotifyStmt, ObjectType, RoleSpec, Statement, VariableSetStmt } from './utility.js';

/** A function, procedure, aggregate or operator with its argument types. */
export interface ObjectWithArgs {
  readonly kind: 'ObjectWithArgs';
  readonly objname: readonly string[];
  /** Input types. Operators have two entries, null for NONE; `agg(*)` has none. */
  readonly objargs: readonly (TypeName | null)[];
  /** All parameters with modes, of functions. */
  readonly objfuncargs: readonly FunctionParameter[];
  /** Written without an argument list. */
  readonly argsUnspecified: boolean;
}
/** Of a cast. */
export interface TypePair {
  readonly kind: 'TypePair';
  readonly source: TypeName;
  readonly target: TypeName;
}
/** Of a transform (type, language) or a domain constraint (domain, constraint name). */
export interface TypeAndName {
  readonly kind: 'TypeAndName';
  readonly typeName: TypeName;
  readonly name: string;
}
/**
 * How DROP, COMMENT, ALTER … OWNER and the like point at an object. NameList holds the qualified name; for rules, triggers, policies and table
 * constraints the table's name followed by the object's; for operator classes and families the access method followed by the name; for columns
 * the table's name followed by the column; for a large object its number as text.
 */
export type ObjectAddress = NameList | TypeName | ObjectWithArgs | TypePair | TypeAndName;

export interface DropStmt {
  readonly kind: 'DropStmt';
  readonly objects: readonly ObjectAddress[];
  readonly removeType: ObjectType;
  readonly behavior: DropBehavior;
  readonly missingOk: boolean;
  readonly concurrent: boolean;
}
export interface RenameStmt {
  readonly kind: 'RenameStmt';
  readonly renameType: ObjectType;
  /** Of column, attribute and table-like objects: what kind of relation was named. */
  readonly relationType: ObjectType | null;
  /** The relation, for relations and what belongs to one (column, constraint, trigger, rule, policy, attribute). */
  readonly relation: RangeVar | null;
  readonly object: ObjectAddress | null;
  /** The column, constraint, trigger, role or database to rename. */
  readonly subname: string | null;
  readonly newname: string;
  readonly behavior: DropBehavior;
  readonly missingOk: boolean;
}
export interface AlterOwnerStmt {
  readonly kind: 'AlterOwnerStmt';
  readonly objectType: ObjectType;
  readonly object: ObjectAddress;
  readonly newowner: RoleSpec;
}
export interface AlterObjectSchemaStmt {
  readonly kind: 'AlterObjectSchemaStmt';
  readonly objectType: ObjectType;
  readonly relation: RangeVar | null;
  readonly object: ObjectAddress | null;
  readonly newschema: string;
  readonly missingOk: boolean;
}
export interface AlterObjectDependsStmt {
  readonly kind: 'AlterObjectDependsStmt';
  readonly objectType: ObjectType;
  readonly relation: RangeVar | null;
  readonly object: ObjectAddress | null;
  readonly extname: string;
  readonly remove: boolean;
}
export interface CommentStmt {
  readonly kind: 'CommentStmt';
  readonly objtype: ObjectType;
  readonly object: ObjectAddress;
  readonly comment: string | null;
}
export interface SecLabelStmt {
  readonly kind: 'SecLabelStmt';
  readonly objtype: ObjectType;
  readonly object: ObjectAddress;
  readonly provider: string | null;
  readonly label: string | null;
}

/** CREATE AGGREGATE / OPERATOR / TYPE (base or shell) / TEXT SEARCH … / COLLATION. */
export interface DefineStmt {
  readonly kind: 'DefineStmt';
  readonly defKind: ObjectType;
  /** Old-style CREATE AGGREGATE without an argument list. */
  readonly oldstyle: boolean;
  readonly defnames: readonly string[];
  /** Parameters of an aggregate. */
  readonly args: readonly FunctionParameter[];
  /** Of an ordered-set aggregate: number of direct arguments; -1 otherwise. */
  readonly numDirectArgs: number;
  readonly definition: readonly DefElem[];
  readonly ifNotExists: boolean;
  readonly replace: boolean;
}
export interface CompositeTypeStmt {
  readonly kind: 'CompositeTypeStmt';
  readonly typevar: RangeVar;
  readonly coldeflist: readonly ColumnDef[];
}
export interface CreateEnumStmt {
  readonly kind: 'CreateEnumStmt';
  readonly typeName: readonly string[];
  readonly vals: readonly string[];
}
export interface CreateRangeStmt {
  readonly kind: 'CreateRangeStmt';
  readonly typeName: readonly string[];
  readonly params: readonly DefElem[];
}
export interface AlterEnumStmt {
  readonly kind: 'AlterEnumStmt';
  readonly typeName: readonly string[];
  /** RENAME VALUE: the old label. */
  readonly oldVal: string | null;
  readonly newVal: string;
  readonly newValNeighbor: string | null;
  readonly newValIsAfter: boolean;
  readonly skipIfNewValExists: boolean;
}
/** ALTER TYPE name SET (…) of base types. */
export interface AlterTypeStmt {
  readonly kind: 'AlterTypeStmt';
  readonly typeName: readonly string[];
  readonly options: readonly DefElem[];
}
export interface CreateDomainStmt {
  readonly kind: 'CreateDomainStmt';
  readonly domainname: readonly string[];
  readonly typeName: TypeName;
  readonly collClause: CollateClause | null;
  readonly constraints: readonly Constraint[];
}
export interface AlterDomainStmt {
  readonly kind: 'AlterDomainStmt';
  readonly subtype: 'default' | 'dropNotNull' | 'setNotNull' | 'addConstraint' | 'dropConstraint' | 'validateConstraint';
  readonly typeName: readonly string[];
  /** Constraint to drop or validate. */
  readonly name: string | null;
  /** Default expression (null: DROP DEFAULT) or the constraint. */
  readonly def: Expression | Constraint | null;
  readonly behavior: DropBehavior;
  readonly missingOk: boolean;
}

export interface FunctionParameter {
  readonly kind: 'FunctionParameter';
  readonly name: string | null;
  readonly argType: TypeName;
  /** `default`: no mode written (means in). `table`: a column of RETURNS TABLE. */
  readonly mode: 'default' | 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly defexpr: Expression | null;
}
export interface CreateFunctionStmt {
  readonly kind: 'CreateFunctionStmt';
  readonly isProcedure: boolean;
  readonly replace: boolean;
  readonly funcname: readonly string[];
  readonly parameters: readonly FunctionParameter[];
  readonly returnType: TypeName | null;
  /** as (NameList: source, or object file and symbol), language, volatility, strict, security, leakproof, window, cost, rows, support, parallel, transform, set. */
  readonly options: readonly DefElem[];
  /** RETURN expr, or the statements of BEGIN ATOMIC … END. */
  readonly sqlBody: ReturnStmt | readonly FunctionBodyStatement[] | null;
}
export interface ReturnStmt {
  readonly kind: 'ReturnStmt';
  readonly returnval: Expression;
}
export type FunctionBodyStatement = ReturnStmt | Statement;
export interface AlterFunctionStmt {
  readonly kind: 'AlterFunctionStmt';
  readonly objtype: ObjectType;
  readonly func: ObjectWithArgs;
  readonly actions: readonly DefElem[];
}
export interface CreateTrigStmt {
  readonly kind: 'CreateTrigStmt';
  readonly replace: boolean;
  readonly isconstraint: boolean;
  readonly trigname: string;
  readonly relation: RangeVar;
  readonly funcname: readonly string[];
  readonly args: readonly string[];
  readonly row: boolean;
  readonly timing: 'before' | 'after' | 'insteadOf';
  readonly events: readonly ('insert' | 'delete' | 'update' | 'truncate')[];
  /** UPDATE OF columns. */
  readonly columns: readonly string[];
  readonly whenClause: Expression | null;
  readonly transitionRels: readonly TriggerTransition[];
  readonly deferrable: boolean;
  readonly initdeferred: boolean;
  readonly constrrel: RangeVar | null;
}
export interface TriggerTransition {
  readonly kind: 'TriggerTransition';
  readonly name: string;
  readonly isNew: boolean;
  readonly isTable: boolean;
}
export interface CreateEventTrigStmt {
  readonly kind: 'CreateEventTrigStmt';
  readonly trigname: string;
  readonly eventname: string;
  readonly whenclause: readonly DefElem[];
  readonly funcname: readonly string[];
}
export interface AlterEventTrigStmt {
  readonly kind: 'AlterEventTrigStmt';
  readonly trigname: string;
  /** O (enable), R(eplica), A(lways), D(isable). */
  readonly tgenabled: 'O' | 'R' | 'A' | 'D';
}
export type RuleAction = SelectStmt | InsertStmt | UpdateStmt | DeleteStmt | NotifyStmt;
export interface RuleStmt {
  readonly kind: 'RuleStmt';
  readonly relation: RangeVar;
  readonly rulename: string;
  readonly whereClause: Expression | null;
  readonly event: 'select' | 'update' | 'insert' | 'delete';
  readonly instead: boolean;
  readonly actions: readonly RuleAction[];
  readonly replace: boolean;
}

export interface CreateRoleStmt {
  readonly kind: 'CreateRoleStmt';
  readonly stmtType: 'role' | 'user' | 'group';
  readonly role: string;
  /** password (null arg: PASSWORD NULL), superuser, inherit, createrole, createdb, canlogin, isreplication, bypassrls (booleans), connectionlimit, validUntil, addroleto, rolemembers, adminmembers, sysid. */
  readonly options: readonly DefElem[];
}
export interface AlterRoleStmt {
  readonly kind: 'AlterRoleStmt';
  readonly role: RoleSpec;
  readonly options: readonly DefElem[];
  /** ALTER GROUP … DROP USER gives 'drop'. */
  readonly action: 'add' | 'drop';
}
export interface AlterRoleSetStmt {
  readonly kind: 'AlterRoleSetStmt';
  /** null: ALL. */
  readonly role: RoleSpec | null;
  readonly database: string | null;
  readonly setstmt: VariableSetStmt;
}
export interface DropRoleStmt {
  readonly kind: 'DropRoleStmt';
  readonly roles: readonly RoleSpec[];
  readonly missingOk: boolean;
}
export interface GrantRoleStmt {
  readonly kind: 'GrantRoleStmt';
  readonly grantedRoles: readonly AccessPriv[];
  readonly granteeRoles: readonly RoleSpec[];
  readonly isGrant: boolean;
  readonly adminOpt: boolean;
  readonly grantor: RoleSpec | null;
  readonly behavior: DropBehavior;
}
export interface AccessPriv {
  readonly kind: 'AccessPriv';
  /** null: ALL (with columns). */
  readonly privName: string | null;
  readonly cols: readonly string[];
}
export interface GrantStmt {
  readonly kind: 'GrantStmt';
  readonly isGrant: boolean;
  /** `object`: the named ones; `allInSchema`: objects are schema names; `defaults`: ALTER DEFAULT PRIVILEGES. */
  readonly targtype: 'object' | 'allInSchema' | 'defaults';
  readonly objtype: ObjectType;
  /** Tables and sequences are RangeVars, functions ObjectWithArgs, the rest NameLists. */
  readonly objects: readonly (RangeVar | ObjectWithArgs | NameList)[];
  /** Empty: ALL PRIVILEGES. */
  readonly privileges: readonly AccessPriv[];
  readonly grantees: readonly RoleSpec[];
  readonly grantOption: boolean;
  readonly grantor: RoleSpec | null;
  readonly behavior: DropBehavior;
}
export interface AlterDefaultPrivilegesStmt {
  readonly kind: 'AlterDefaultPrivilegesStmt';
  /** schemas (NameList), roles (RoleSpecList). */
  readonly options: readonly DefElem[];
  readonly action: GrantStmt;
}
export interface CreatePolicyStmt {
  readonly kind: 'CreatePolicyStmt';
  readonly policyName: string;
  readonly table: RangeVar;
  /** all, select, insert, update, delete. */
  readonly cmdName: string;
  readonly permissive: boolean;
  readonly roles: readonly RoleSpec[];
  readonly qual: Expression | null;
  readonly withCheck: Expression | null;
}
export interface AlterPolicyStmt {
  readonly kind: 'AlterPolicyStmt';
  readonly policyName: string;
  readonly table: RangeVar;
  /** null: TO not written. */
  readonly roles: readonly RoleSpec[] | null;
  readonly qual: Expression | null;
  readonly withCheck: Expression | null;
}
export interface DropOwnedStmt {
  readonly kind: 'DropOwnedStmt';
  readonly roles: readonly RoleSpec[];
  readonly behavior: DropBehavior;
}
export interface ReassignOwnedStmt {
  readonly kind: 'ReassignOwnedStmt';
  readonly roles: readonly RoleSpec[];
  readonly newrole: RoleSpec;
}

export interface CreateExtensionStmt {
  readonly kind: 'CreateExtensionStmt';
  readonly extname: string;
  readonly ifNotExists: boolean;
  /** schema, new_version, cascade. */
  readonly options: readonly DefElem[];
}
export interface AlterExtensionStmt {
  readonly kind: 'AlterExtensionStmt';
  readonly extname: string;
  readonly options: readonly DefElem[];
}
export interface AlterExtensionContentsStmt {
  readonly kind: 'AlterExtensionContentsStmt';
  readonly extname: string;
  readonly action: 'add' | 'drop';
  readonly objtype: ObjectType;
  readonly object: ObjectAddress;
}
export interface CreatedbStmt {
  readonly kind: 'CreatedbStmt';
  readonly dbname: string;
  readonly options: readonly DefElem[];
}
export interface AlterDatabaseStmt {
  readonly kind: 'AlterDatabaseStmt';
  readonly dbname: string;
  readonly options: readonly DefElem[];
}
export interface AlterDatabaseRefreshCollStmt {
  readonly kind: 'AlterDatabaseRefreshCollStmt';
  readonly dbname: string;
}
export interface AlterDatabaseSetStmt {
  readonly kind: 'AlterDatabaseSetStmt';
  readonly dbname: string;
  readonly setstmt: VariableSetStmt;
}
export interface DropdbStmt {
  readonly kind: 'DropdbStmt';
  readonly dbname: string;
  readonly missingOk: boolean;
  readonly options: readonly DefElem[];
}
export interface AlterSystemStmt {
  readonly kind: 'AlterSystemStmt';
  readonly setstmt: VariableSetStmt;
}
export interface CreateTableSpaceStmt {
  readonly kind: 'CreateTableSpaceStmt';
  readonly tablespacename: string;
  readonly owner: RoleSpec | null;
  readonly location: string;
  readonly options: readonly DefElem[];
}
export interface DropTableSpaceStmt {
  readonly kind: 'DropTableSpaceStmt';
  readonly tablespacename: string;
  readonly missingOk: boolean;
}
export interface AlterTableSpaceOptionsStmt {
  readonly kind: 'AlterTableSpaceOptionsStmt';
  readonly tablespacename: string;
  readonly options: readonly DefElem[];
  readonly isReset: boolean;
}
export interface CreateCastStmt {
  readonly kind: 'CreateCastStmt';
  readonly sourcetype: TypeName;
  readonly targettype: TypeName;
  readonly func: ObjectWithArgs | null;
  readonly context: 'implicit' | 'assignment' | 'explicit';
  readonly inout: boolean;
}
export interface CreateTransformStmt {
  readonly kind: 'CreateTransformStmt';
  readonly replace: boolean;
  readonly typeName: TypeName;
  readonly lang: string;
  readonly fromsql: ObjectWithArgs | null;
  readonly tosql: ObjectWithArgs | null;
}
export interface CreateConversionStmt {
  readonly kind: 'CreateConversionStmt';
  readonly conversionName: readonly string[];
  readonly forEncodingName: string;
  readonly toEncodingName: string;
  readonly funcName: readonly string[];
  readonly def: boolean;
}
export interface CreatePLangStmt {
  readonly kind: 'CreatePLangStmt';
  readonly replace: boolean;
  readonly plname: string;
  readonly plhandler: readonly string[];
  readonly plinline: readonly string[];
  readonly plvalidator: readonly string[];
  readonly pltrusted: boolean;
}
export interface CreateAmStmt {
  readonly kind: 'CreateAmStmt';
  readonly amname: string;
  readonly handlerName: readonly string[];
  readonly amtype: 'index' | 'table';
}
export interface CreateOpClassItem {
  readonly kind: 'CreateOpClassItem';
  readonly itemtype: 'operator' | 'function' | 'storage';
  readonly name: ObjectWithArgs | null;
  readonly number: number;
  readonly orderFamily: readonly string[];
  readonly classArgs: readonly TypeName[];
  readonly storedtype: TypeName | null;
}
export interface CreateOpClassStmt {
  readonly kind: 'CreateOpClassStmt';
  readonly opclassname: readonly string[];
  readonly opfamilyname: readonly string[];
  readonly amname: string;
  readonly datatype: TypeName;
  readonly items: readonly CreateOpClassItem[];
  readonly isDefault: boolean;
}
export interface CreateOpFamilyStmt {
  readonly kind: 'CreateOpFamilyStmt';
  readonly opfamilyname: readonly string[];
  readonly amname: string;
}
export interface AlterOpFamilyStmt {
  readonly kind: 'AlterOpFamilyStmt';
  readonly opfamilyname: readonly string[];
  readonly amname: string;
  readonly isDrop: boolean;
  readonly items: readonly CreateOpClassItem[];
}
export interface AlterOperatorStmt {
  readonly kind: 'AlterOperatorStmt';
  readonly opername: ObjectWithArgs;
  readonly options: readonly DefElem[];
}
export interface AlterCollationStmt {
  readonly kind: 'AlterCollationStmt';
  readonly collname: readonly string[];
}
export interface StatsElem {
  readonly kind: 'StatsElem';
  readonly name: string | null;
  readonly expr: Expression | null;
}
export interface CreateStatsStmt {
  readonly kind: 'CreateStatsStmt';
  readonly defnames: readonly string[];
  readonly statTypes: readonly string[];
  readonly exprs: readonly StatsElem[];
  readonly relations: readonly FromItem[];
  readonly ifNotExists: boolean;
}
export interface AlterStatsStmt {
  readonly kind: 'AlterStatsStmt';
  readonly defnames: readonly string[];
  readonly stxstattarget: number;
  readonly missingOk: boolean;
}

export interface PublicationObject {
  readonly kind: 'PublicationObject';
  readonly pubobjtype: 'table' | 'tablesInSchema' | 'tablesInCurrentSchema';
  readonly name: string | null;
  readonly relation: RangeVar | null;
  readonly columns: readonly string[];
  readonly whereClause: Expression | null;
  readonly location: number;
}
export interface CreatePublicationStmt {
  readonly kind: 'CreatePublicationStmt';
  readonly pubname: string;
  readonly options: readonly DefElem[];
  readonly pubobjects: readonly PublicationObject[];
  readonly forAllTables: boolean;
}
export interface AlterPublicationStmt {
  readonly kind: 'AlterPublicationStmt';
  readonly pubname: string;
  readonly options: readonly DefElem[];
  readonly pubobjects: readonly PublicationObject[];
  readonly action: 'add' | 'drop' | 'set' | 'options';
}
export interface CreateSubscriptionStmt {
  readonly kind: 'CreateSubscriptionStmt';
  readonly subname: string;
  readonly conninfo: string;
  readonly publication: readonly string[];
  readonly options: readonly DefElem[];
}
export interface AlterSubscriptionStmt {
  readonly kind: 'AlterSubscriptionStmt';
  readonly subname: string;
  readonly alterKind: 'options' | 'connection' | 'setPublication' | 'addPublication' | 'dropPublication' | 'refresh' | 'enabled' | 'skip';
  readonly conninfo: string | null;
  readonly publication: readonly string[];
  readonly options: readonly DefElem[];
}
export interface DropSubscriptionStmt {
  readonly kind: 'DropSubscriptionStmt';
  readonly subname: string;
  readonly missingOk: boolean;
  readonly behavior: DropBehavior;
}

export interface CreateFdwStmt {
  readonly kind: 'CreateFdwStmt';
  readonly fdwname: string;
  /** handler, validator (NameList or null arg for NO …). */
  readonly funcOptions: readonly DefElem[];
  readonly options: readonly DefElem[];
}
export interface AlterFdwStmt {
  readonly kind: 'AlterFdwStmt';
  readonly fdwname: string;
  readonly funcOptions: readonly DefElem[];
  readonly options: readonly DefElem[];
}
export interface CreateForeignServerStmt {
  readonly kind: 'CreateForeignServerStmt';
  readonly servername: string;
  readonly servertype: string | null;
  readonly version: string | null;
  readonly fdwname: string;
  readonly ifNotExists: boolean;
  readonly options: readonly DefElem[];
}
export interface AlterForeignServerStmt {
  readonly kind: 'AlterForeignServerStmt';
  readonly servername: string;
  readonly version: string | null;
  readonly hasVersion: boolean;
  readonly options: readonly DefElem[];
}
export interface CreateUserMappingStmt {
  readonly kind: 'CreateUserMappingStmt';
  readonly user: RoleSpec;
  readonly servername: string;
  readonly ifNotExists: boolean;
  readonly options: readonly DefElem[];
}
export interface AlterUserMappingStmt {
  readonly kind: 'AlterUserMappingStmt';
  readonly user: RoleSpec;
  readonly servername: string;
  readonly options: readonly DefElem[];
}
export interface DropUserMappingStmt {
  readonly kind: 'DropUserMappingStmt';
  readonly user: RoleSpec;
  readonly servername: string;
  readonly missingOk: boolean;
}
export interface CreateForeignTableStmt {
  readonly kind: 'CreateForeignTableStmt';
  readonly base: CreateStmt;
  readonly servername: string;
  readonly options: readonly DefElem[];
}
export interface ImportForeignSchemaStmt {
  readonly kind: 'ImportForeignSchemaStmt';
  readonly servername: string;
  readonly remoteSchema: string;
  readonly localSchema: string;
  readonly listType: 'all' | 'limitTo' | 'except';
  readonly tableList: readonly RangeVar[];
  readonly options: readonly DefElem[];
}
export interface AlterTSDictionaryStmt {
  readonly kind: 'AlterTSDictionaryStmt';
  readonly dictname: readonly string[];
  readonly options: readonly DefElem[];
}
export interface AlterTSConfigurationStmt {
  readonly kind: 'AlterTSConfigurationStmt';
  readonly alterKind: 'addMapping' | 'alterMappingForToken' | 'replaceDict' | 'replaceDictForToken' | 'dropMapping';
  readonly cfgname: readonly string[];
  readonly tokentype: readonly string[];
  readonly dicts: readonly (readonly string[])[];
  readonly override: boolean;
  readonly replace: boolean;
  readonly missingOk: boolean;
}

export type ObjectStatement =
  | DropStmt
  | RenameStmt
  | AlterOwnerStmt
  | AlterObjectSchemaStmt
  | AlterObjectDependsStmt
  | CommentStmt
  | SecLabelStmt
  | DefineStmt
  | CompositeTypeStmt
  | CreateEnumStmt
  | CreateRangeStmt
  | AlterEnumStmt
  | AlterTypeStmt
  | CreateDomainStmt
  | AlterDomainStmt
  | CreateFunctionStmt
  | AlterFunctionStmt
  | CreateTrigStmt
  | CreateEventTrigStmt
  | AlterEventTrigStmt
  | RuleStmt
  | CreateRoleStmt
  | AlterRoleStmt
  | AlterRoleSetStmt
  | DropRoleStmt
  | GrantRoleStmt
  | GrantStmt
  | AlterDefaultPrivilegesStmt
  | CreatePolicyStmt
  | AlterPolicyStmt
  | DropOwnedStmt
  | ReassignOwnedStmt
  | CreateExtensionStmt
  | AlterExtensionStmt
  | AlterExtensionContentsStmt
  | CreatedbStmt
  | AlterDatabaseStmt
  | AlterDatabaseRefreshCollStmt
  | AlterDatabaseSetStmt
  | DropdbStmt
  | AlterSystemStmt
  | CreateTableSpaceStmt
  | DropTableSpaceStmt
  | AlterTableSpaceOptionsStmt
  | CreateCastStmt
  | CreateTransformStmt
  | CreateConversionStmt
  | CreatePLangStmt
  | CreateAmStmt
  | CreateOpClassStmt
  | CreateOpFamilyStmt
  | AlterOpFamilyStmt
  | AlterOperatorStmt
  | AlterCollationStmt
  | CreateStatsStmt
  | AlterStatsStmt
  | CreatePublicationStmt
  | AlterPublicationStmt
  | CreateSubscriptionStmt
  | AlterSubscriptionStmt
  | DropSubscriptionStmt
  | CreateFdwStmt
  | AlterFdwStmt
  | CreateForeignServerStmt
  | AlterForeignServerStmt
  | CreateUserMappingStmt
  | AlterUserMappingStmt
  | DropUserMappingStmt
  | CreateForeignTableStmt
  | ImportForeignSchemaStmt
  | AlterTSDictionaryStmt
  | AlterTSConfigurationStmt;
