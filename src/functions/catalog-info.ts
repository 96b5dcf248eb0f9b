/** Questions about catalog objects, answered through the CatalogPort (PostgreSQL 9.26): definitions, visibility, comments, sizes, privileges. */
import { notSupported, PgError } from '../errors/index.js';
import { KEYWORDS } from '../sql/index.js';
import { oid } from '../base/index.js';
import { arrayOf, typeOids, type ArrayValue, type Datum, type RecordValue, type RegKind } from '../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl, SetFamily } from './function-impl.js';
import { settingFlags } from './setting-flags.js';
import type { CatalogPort } from './ports.js';

/** Oids of the catalogs that comments may be asked for by name. */
const CATALOGS: Readonly<Record<string, number>> = {
  pg_aggregate: 2600,
  pg_am: 2601,
  pg_amop: 2602,
  pg_amproc: 2603,
  pg_attrdef: 2604,
  pg_attribute: 1249,
  pg_authid: 1260,
  pg_cast: 2605,
  pg_class: 1259,
  pg_collation: 3456,
  pg_constraint: 2606,
  pg_conversion: 2607,
  pg_database: 1262,
  pg_default_acl: 826,
  pg_enum: 3501,
  pg_event_trigger: 3466,
  pg_extension: 3079,
  pg_foreign_data_wrapper: 2328,
  pg_foreign_server: 1417,
  pg_index: 2610,
  pg_language: 2612,
  pg_largeobject: 2613,
  pg_namespace: 2615,
  pg_opclass: 2616,
  pg_operator: 2617,
  pg_opfamily: 2753,
  pg_policy: 3256,
  pg_proc: 1255,
  pg_publication: 6104,
  pg_rewrite: 2618,
  pg_sequence: 2224,
  pg_statistic_ext: 3381,
  pg_subscription: 6100,
  pg_tablespace: 1213,
  pg_transform: 3576,
  pg_trigger: 2620,
  pg_ts_config: 3602,
  pg_ts_dict: 3600,
  pg_ts_parser: 3601,
  pg_ts_template: 3764,
  pg_type: 1247,
};

type Visible = Parameters<CatalogPort['isVisible']>[0];

const visibility =
  (kind: Visible): ScalarImpl =>
  (id: number, context: CallContext) =>
    context.catalog.isVisible(kind, id);

function comment(id: number, catalog: string, sub: number, context: CallContext): string | null {
  const catalogId = CATALOGS[catalog];
  return catalogId === undefined ? null : context.catalog.description(id, catalogId, sub);
}

function commentAnywhere(id: number, context: CallContext): string | null {
  for (const catalogId of Object.values(CATALOGS)) {
    const text = context.catalog.description(id, catalogId, 0);
    if (text !== null) return text;
  }
  return null;
}

const FORKS = ['main', 'fsm', 'vm', 'init'];

function forkBytes(relation: number, fork: string, context: CallContext): number | null {
  if (!FORKS.includes(fork)) {
    throw new PgError('invalid_parameter_value', 'invalid fork name', { hint: 'Valid fork names are "main", "fsm", "vm", and "init".' });
  }
  const bytes = context.catalog.relationBytes(relation, 'main');
  return bytes === null || fork === 'main' ? bytes : 0;
}

/** Resolves a reg* name, null where the cast would fail because there is no such object. */
const lookUp =
  (kind: RegKind): ScalarImpl =>
  (name: string, context: CallContext) => {
    try {
      return context.regLookup(kind, name);
    } catch (error) {
      if (!(error instanceof PgError) || !['42P01', '42704', '42883', '42725', '3F000'].includes(error.code)) throw error;
      // An argument type that does not exist is an error even here.
      if (error.code === '42704' && (kind === 'regprocedure' || kind === 'regoperator')) throw error;
      return null;
    }
  };

/** Grantee, privileges with their grant options, and grantor of an aclitem's text. */
function aclItemParts(item: string): { grantee: string; privileges: ReadonlySet<string>; grantor: string } {
  const m = /^((?:"(?:[^"]|"")*"|[^="])*)=([a-zA-Z*]*)\/(.*)$/.exec(item);
  return { grantee: m?.[1] ?? '', privileges: new Set(m?.[2]?.match(/[a-zA-Z]\*?/g) ?? []), grantor: m?.[3] ?? '' };
}

/** Does an item give the same grantee, by the same grantor, at least the other's privileges? */
function aclItemHolds(held: string, wanted: string): boolean {
  const a = aclItemParts(held);
  const b = aclItemParts(wanted);
  if (a.grantee !== b.grantee || a.grantor !== b.grantor) return false;
  return [...b.privileges].every(p => a.privileges.has(p) || a.privileges.has(`${p}*`));
}

/** A function that PostgreSQL has kept only to say that it is gone. */
const gone = (name: string) => (): never => {
  throw new PgError('feature_not_supported', `${name} is no longer supported`);
};

const USER_KINDS = ['name', 'oid', null] as const;

/** All forms of has_KIND_privilege: role by name or oid or none, object by name or oid, column by name or number. */
function privilegeForms(kind: string, objectTypes: readonly ('text' | 'oid' | 'name')[], name = `has_${kind}_privilege`): ScalarFamily {
  const family: Record<string, ScalarImpl> = {};
  const columnTypes = kind === 'column' ? ['text', 'int2'] : [null];
  for (const user of USER_KINDS) {
    for (const object of objectTypes) {
      for (const column of columnTypes) {
        const signature = [user, object, column, 'text'].filter(t => t !== null).join(',');
        if (column !== null) {
          family[`${name}(${signature})`] = user
            ? (u: number | string, o: number | string, c: string | number, privilege: string, context: CallContext) =>
                context.catalog.hasPrivilege(kind, u, o, privilege, c)
            : (o: number | string, c: string | number, privilege: string, context: CallContext) => context.catalog.hasPrivilege(kind, null, o, privilege, c);
        } else {
          family[`${name}(${signature})`] = user
            ? (u: number | string, o: number | string, privilege: string, context: CallContext) => context.catalog.hasPrivilege(kind, u, o, privilege)
            : (o: number | string, privilege: string, context: CallContext) => context.catalog.hasPrivilege(kind, null, o, privilege);
        }
      }
    }
  }
  return family;
}

const BY_NAME_OR_OID = ['text', 'oid'] as const;
const NAMED_KINDS = [
  'table',
  'any_column',
  'column',
  'database',
  'foreign_data_wrapper',
  'function',
  'language',
  'schema',
  'sequence',
  'server',
  'tablespace',
  'type',
];

function required<T extends (...args: never[]) => unknown>(method: T | undefined, what: string): T {
  if (!method) throw notSupported(what);
  return method;
}

function typeList(vector: ArrayValue, context: CallContext): string {
  return vector.values.map(id => context.catalog.formatType(id as number, null)).join(', ');
}

export const catalogInfoFunctions: ScalarFamily = {
  'format_type(oid,int4)': (id: number | null, typmod: number | null, context: CallContext) => (id === null ? null : context.catalog.formatType(id, typmod)),
  'oidvectortypes(oidvector)': typeList,
  'pg_get_indexdef(oid)': (id: number, context: CallContext) => context.catalog.indexDefinition(id, 0, false),
  'pg_get_indexdef(oid,int4,bool)': (id: number, column: number, pretty: boolean, context: CallContext) => context.catalog.indexDefinition(id, column, pretty),
  'pg_get_constraintdef(oid)': (id: number, context: CallContext) => context.catalog.constraintDefinition(id, false),
  'pg_get_constraintdef(oid,bool)': (id: number, pretty: boolean, context: CallContext) => context.catalog.constraintDefinition(id, pretty),
  'pg_get_viewdef(oid)': (id: number, context: CallContext) => context.catalog.viewDefinition(id, false),
  'pg_get_viewdef(oid,bool)': (id: number, pretty: boolean, context: CallContext) => context.catalog.viewDefinition(id, pretty),
  'pg_get_viewdef(oid,int4)': (id: number, _width: number, context: CallContext) => context.catalog.viewDefinition(id, true),
  'pg_get_viewdef(text)': (name: string, context: CallContext) => context.catalog.viewDefinition(context.regLookup('regclass', name), false),
  'pg_get_viewdef(text,bool)': (name: string, pretty: boolean, context: CallContext) =>
    context.catalog.viewDefinition(context.regLookup('regclass', name), pretty),
  'pg_get_expr(pg_node_tree,oid)': (tree: string, relation: number, context: CallContext) => context.catalog.expressionText(tree, relation, false),
  'pg_get_expr(pg_node_tree,oid,bool)': (tree: string, relation: number, pretty: boolean, context: CallContext) =>
    context.catalog.expressionText(tree, relation, pretty),
  'pg_get_functiondef(oid)': (id: number, context: CallContext) => context.catalog.functionDefinition(id),
  'pg_get_function_arguments(oid)': (id: number, context: CallContext) => context.catalog.functionArguments(id, true),
  'pg_get_function_identity_arguments(oid)': (id: number, context: CallContext) => context.catalog.functionArguments(id, false),
  'pg_get_function_result(oid)': (id: number, context: CallContext) => context.catalog.functionResult(id),
  'pg_get_function_arg_default(oid,int4)': (id: number, argument: number, context: CallContext) =>
    required(context.catalog.functionArgumentDefault, 'pg_get_function_arg_default').call(context.catalog, id, argument),
  'pg_get_function_sqlbody(oid)': () => null,
  'pg_get_triggerdef(oid)': (id: number, context: CallContext) => context.catalog.triggerDefinition(id, false),
  'pg_get_triggerdef(oid,bool)': (id: number, pretty: boolean, context: CallContext) => context.catalog.triggerDefinition(id, pretty),
  'pg_get_ruledef(oid)': (id: number, context: CallContext) => required(context.catalog.ruleDefinition, 'pg_get_ruledef').call(context.catalog, id, false),
  'pg_get_ruledef(oid,bool)': (id: number, pretty: boolean, context: CallContext) =>
    required(context.catalog.ruleDefinition, 'pg_get_ruledef').call(context.catalog, id, pretty),
  'pg_get_partkeydef(oid)': (id: number, context: CallContext) =>
    required(context.catalog.partitionKeyDefinition, 'pg_get_partkeydef').call(context.catalog, id),
  'pg_get_statisticsobjdef(oid)': (id: number, context: CallContext) =>
    required(context.catalog.statisticsDefinition, 'pg_get_statisticsobjdef').call(context.catalog, id, false),
  'pg_get_statisticsobjdef_columns(oid)': (id: number, context: CallContext) =>
    required(context.catalog.statisticsDefinition, 'pg_get_statisticsobjdef_columns').call(context.catalog, id, true),
  'pg_get_serial_sequence(text,text)': (table: string, column: string, context: CallContext) => context.catalog.sequenceOfColumn(table, column),
  'pg_get_userbyid(oid)': (id: number, context: CallContext) => context.catalog.roleName(id) ?? `unknown (OID=${id})`,

  'pg_table_is_visible(oid)': visibility('table'),
  'pg_type_is_visible(oid)': visibility('type'),
  'pg_function_is_visible(oid)': visibility('function'),
  'pg_operator_is_visible(oid)': visibility('operator'),
  'pg_opclass_is_visible(oid)': visibility('opclass'),
  'pg_collation_is_visible(oid)': visibility('collation'),
  'pg_conversion_is_visible(oid)': visibility('conversion'),
  'pg_opfamily_is_visible(oid)': visibility('opfamily'),
  'pg_statistics_obj_is_visible(oid)': visibility('statistics'),
  'pg_ts_config_is_visible(oid)': visibility('ts_config'),
  'pg_ts_dict_is_visible(oid)': visibility('ts_dict'),
  'pg_ts_parser_is_visible(oid)': visibility('ts_parser'),
  'pg_ts_template_is_visible(oid)': visibility('ts_template'),

  'obj_description(oid)': commentAnywhere,
  'obj_description(oid,name)': (id: number, catalog: string, context: CallContext) => comment(id, catalog, 0, context),
  'shobj_description(oid,name)': (id: number, catalog: string, context: CallContext) => comment(id, catalog, 0, context),
  'col_description(oid,int4)': (id: number, column: number, context: CallContext) => comment(id, 'pg_class', column, context),

  'pg_relation_size(regclass)': (id: number, context: CallContext) => context.catalog.relationBytes(id, 'main'),
  'pg_relation_size(regclass,text)': forkBytes,
  'pg_table_size(regclass)': (id: number, context: CallContext) => context.catalog.relationBytes(id, 'all'),
  'pg_indexes_size(regclass)': (id: number, context: CallContext) => context.catalog.relationBytes(id, 'indexes'),
  'pg_total_relation_size(regclass)': (id: number, context: CallContext) => context.catalog.relationBytes(id, 'total'),
  'pg_database_size(oid)': (id: number, context: CallContext) => context.catalog.databaseBytes(id),
  // There is one database.
  'pg_database_size(name)': (name: string, context: CallContext) => {
    if (name !== context.session.database) throw new PgError('invalid_catalog_name', `database "${name}" does not exist`);
    return context.catalog.databaseBytes(5);
  },
  'pg_relation_filenode(regclass)': (id: number, context: CallContext) => context.catalog.relationFile(id),

  'to_regclass(text)': lookUp('regclass'),
  'to_regtype(text)': lookUp('regtype'),
  'to_regproc(text)': lookUp('regproc'),
  'to_regprocedure(text)': lookUp('regprocedure'),
  'to_regoper(text)': lookUp('regoper'),
  'to_regoperator(text)': lookUp('regoperator'),
  'to_regnamespace(text)': lookUp('regnamespace'),
  'to_regrole(text)': lookUp('regrole'),
  'to_regcollation(text)': lookUp('regcollation'),

  ...Object.assign({}, ...NAMED_KINDS.map(kind => privilegeForms(kind, BY_NAME_OR_OID))),
  ...privilegeForms('parameter', ['text']),
  ...privilegeForms('role', ['name', 'oid'], 'pg_has_role'),
};

/** btree's properties; every index here is one, or is refused when it is opened. */
const METHOD_PROPERTIES: ReadonlyMap<string, boolean> = new Map([
  ['can_order', true],
  ['can_unique', true],
  ['can_multi_col', true],
  ['can_exclude', true],
  ['can_include', true],
]);
const INDEX_PROPERTIES: ReadonlyMap<string, boolean> = new Map([
  ['clusterable', true],
  ['index_scan', true],
  ['bitmap_scan', true],
  ['backward_scan', true],
]);

function indexColumnProperty(id: number, column: number, name: string, context: CallContext): boolean | null {
  const index = context.catalog.indexProperties?.(id);
  if (index == null || column < 1 || column > index.columnCount) return null;
  const isKey = column <= index.keyCount;
  switch (name.toLowerCase()) {
    case 'asc':
      return isKey ? index.isDescending[column - 1] !== true : null;
    case 'desc':
      return isKey ? index.isDescending[column - 1] === true : null;
    case 'nulls_first':
      return isKey ? index.nullsFirst[column - 1] === true : null;
    case 'nulls_last':
      return isKey ? index.nullsFirst[column - 1] !== true : null;
    case 'orderable':
    case 'search_array':
    case 'search_nulls':
      return isKey;
    case 'distance_orderable':
      return false;
    case 'returnable':
      return true;
    default:
      return null;
  }
}

/** Further questions, each answered by one method of the port. */
export const catalogObjectFunctions: ScalarFamily = {
  'pg_describe_object(oid,oid,int4)': (classId: number, id: number, sub: number, context: CallContext) =>
    context.catalog.describeObject?.(classId, id, sub) ?? null,
  'pg_identify_object(oid,oid,int4)': (classId: number, id: number, sub: number, context: CallContext) => {
    const found = required(context.catalog.identifyObject, 'pg_identify_object').call(context.catalog, classId, id, sub);
    const types = [typeOids.TEXT, typeOids.TEXT, typeOids.TEXT, typeOids.TEXT];
    return record(types, ['type', 'schema', 'name', 'identity'], [found.type, found.schema, found.name, found.identity]);
  },
  'pg_identify_object_as_address(oid,oid,int4)': (classId: number, id: number, sub: number, context: CallContext) => {
    const found = required(context.catalog.identifyObject, 'pg_identify_object_as_address').call(context.catalog, classId, id, sub);
    const list = (texts: readonly string[]): ArrayValue => arrayOf(typeOids.TEXT, texts);
    const types = [typeOids.TEXT, typeOids.TEXT_ARRAY, typeOids.TEXT_ARRAY];
    return record(
      types,
      ['type', 'object_names', 'object_args'],
      [found.type, found.names === null ? null : list(found.names), found.names === null ? null : list(found.args)],
    );
  },
  'pg_get_object_address(text,_text,_text)': (type: string, names: ArrayValue, args: ArrayValue, context: CallContext) => {
    if (names.values.includes(null) || args.values.includes(null)) {
      throw new PgError('invalid_parameter_value', 'name or argument lists may not contain nulls');
    }
    const resolve = required(context.catalog.objectAddress, 'pg_get_object_address');
    const address = resolve.call(context.catalog, type, names.values as readonly string[], args.values as readonly string[]);
    return record([typeOids.OID, typeOids.OID, typeOids.INT4], ['classid', 'objid', 'objsubid'], address);
  },
  'pg_current_logfile()': () => null,
  'pg_current_logfile(text)': (format: string) => {
    if (!['stderr', 'csvlog', 'jsonlog'].includes(format)) {
      throw new PgError('invalid_parameter_value', `log format "${format}" is not supported`, {
        hint: 'The supported log formats are "stderr", "csvlog", and "jsonlog".',
      });
    }
    return null;
  },
  'pg_relation_is_publishable(regclass)': (id: number, context: CallContext) => context.catalog.isPublishable?.(id) ?? null,
  'pg_relation_filepath(regclass)': (id: number, context: CallContext) => context.catalog.relationPath?.(id) ?? null,
  'pg_filenode_relation(oid,oid)': (_tablespace: number, file: number, context: CallContext) => context.catalog.relationOfFile?.(file) ?? null,
  // Nothing is partitioned.
  'pg_partition_root(regclass)': (_id: number) => null,
  'pg_get_partition_constraintdef(oid)': (_id: number) => null,
  'pg_relation_is_updatable(regclass,bool)': (id: number, _withTriggers: boolean, context: CallContext) => context.catalog.updatableEvents?.(id) ?? 0,
  'pg_column_is_updatable(regclass,int2,bool)': (id: number, column: number, _withTriggers: boolean, context: CallContext) =>
    context.catalog.isUpdatableColumn?.(id, column) ?? false,
  'pg_get_replica_identity_index(regclass)': (id: number, context: CallContext) => context.catalog.replicaIdentityIndex?.(id) ?? null,
  'row_security_active(oid)': (_id: number) => false,
  'row_security_active(text)': (name: string, context: CallContext) => {
    context.regLookup('regclass', name);
    return false;
  },
  'pg_indexam_has_property(oid,text)': (method: number, name: string) => (method === BTREE ? (METHOD_PROPERTIES.get(name.toLowerCase()) ?? null) : null),
  'pg_index_has_property(regclass,text)': (id: number, name: string, context: CallContext) =>
    context.catalog.indexProperties?.(id) == null ? null : (INDEX_PROPERTIES.get(name.toLowerCase()) ?? null),
  'pg_index_column_has_property(regclass,int4,text)': indexColumnProperty,
  'pg_tablespace_location(oid)': (_id: number) => '',
  'pg_tablespace_size(oid)': (id: number, context: CallContext) => (id === 1663 ? context.catalog.databaseBytes(5) : 0),
  'pg_tablespace_size(name)': (name: string, context: CallContext) => {
    if (name === 'pg_default') return context.catalog.databaseBytes(5);
    if (name === 'pg_global') return 0;
    throw new PgError('undefined_object', `tablespace "${name}" does not exist`);
  },
  'pg_sequence_parameters(oid)': (id: number, context: CallContext) => {
    const values = context.catalog.sequenceParameters?.(id);
    if (values === undefined) return null;
    const types = [typeOids.INT8, typeOids.INT8, typeOids.INT8, typeOids.INT8, typeOids.BOOL, typeOids.INT8, typeOids.OID];
    return record(types, ['start_value', 'minimum_value', 'maximum_value', 'increment', 'cycle_option', 'cache_size', 'data_type'], values);
  },
  'pg_settings_get_flags(text)': (name: string, context: CallContext): ArrayValue | null =>
    context.session.getSetting(name, true) === null ? null : arrayOf(typeOids.TEXT, settingFlags(name)),
  'acldefault(char,oid)': (kind: string, owner: number, context: CallContext) =>
    aclItems(required(context.catalog.defaultAcl, 'acldefault').call(context.catalog, kind, owner)),
  'makeaclitem(oid,oid,text,bool)': (grantee: number, grantor: number, privileges: string, grantable: boolean, context: CallContext) =>
    required(context.catalog.aclItem, 'makeaclitem').call(context.catalog, grantee, grantor, privileges, grantable),
  'aclinsert(_aclitem,aclitem)': gone('aclinsert'),
  'aclremove(_aclitem,aclitem)': gone('aclremove'),
  'aclcontains(_aclitem,aclitem)': (items: ArrayValue, item: string) => items.values.some(held => aclItemHolds(held as string, item)),
};

const BTREE = 403;

function aclItems(values: readonly string[]): ArrayValue {
  return { kind: 'array', elementType: typeOids.ACLITEM, dims: values.length ? [values.length] : [], lowerBounds: values.length ? [1] : [], values };
}

const KEYWORD_KINDS = {
  U: 'unreserved',
  C: 'unreserved (cannot be function or type name)',
  T: 'reserved (can be function or type name)',
  R: 'reserved',
} as const;

function record(types: readonly number[], names: readonly string[], values: readonly Datum[]): RecordValue {
  return { kind: 'record', typeId: typeOids.RECORD, fieldTypes: types.map(oid), fieldNames: names, values };
}

export const catalogInfoSets: SetFamily = {
  *'pg_get_keywords()'() {
    const types = [typeOids.TEXT, typeOids.CHAR, typeOids.BOOL, typeOids.TEXT, typeOids.TEXT];
    const names = ['word', 'catcode', 'barelabel', 'catdesc', 'baredesc'];
    for (const [word, category, bare] of KEYWORDS) {
      yield record(types, names, [word, category, bare, KEYWORD_KINDS[category], bare ? 'can be bare label' : 'requires AS']);
    }
  },
  'pg_partition_ancestors(regclass)': (_id: number) => [],
  'pg_partition_tree(regclass)': (_id: number) => [],
  'pg_tablespace_databases(oid)': (id: number) => (id === 1663 ? [1, 4, 5] : []),
  *'aclexplode(_aclitem)'(items: ArrayValue, context: CallContext) {
    const types = [typeOids.OID, typeOids.OID, typeOids.TEXT, typeOids.BOOL];
    const names = ['grantor', 'grantee', 'privilege_type', 'is_grantable'];
    const rows = required(context.catalog.explodeAcl, 'aclexplode').call(context.catalog, items.values as readonly string[]);
    for (const row of rows) yield record(types, names, row);
  },
  /** Elements of an array with their positions; information_schema and drivers use it on key columns. */
  *'_pg_expandarray(anyarray)'(array: ArrayValue, context: CallContext) {
    const element = context.typeById(oid(array.elementType))?.oid ?? array.elementType;
    for (let i = 0; i < array.values.length; i++) yield record([element, typeOids.INT4], ['x', 'n'], [array.values[i]!, i + 1]);
  },
  *'pg_options_to_table(_text)'(options: ArrayValue) {
    for (const option of options.values as readonly string[]) {
      const at = option.indexOf('=');
      const values = at < 0 ? [option, null] : [option.slice(0, at), option.slice(at + 1)];
      yield record([typeOids.TEXT, typeOids.TEXT], ['option_name', 'option_value'], values);
    }
  },
};
