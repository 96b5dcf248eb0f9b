/** information_schema views of schemas, tables, columns, views, sequences and domains. */
import { EMPTY_VIEW, type SystemViews } from './define-view.js';
import {
  collationColumns,
  DATA_TYPE_OF_BASE,
  DATABASE,
  dataType,
  isAccessible,
  isOwned,
  qualified,
  typeFacts,
  typeJoins,
  yesNo,
} from './information-schema-parts.js';

const TABLES_FROM = 'FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace';
const VISIBLE_TABLES = `NOT pg_is_other_temp_schema(nc.oid) AND ${isAccessible('c')}`;
const BASE_TYPE = `CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE a.atttypid END`;
const BASE_TYPMOD = `CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END`;
const COLUMN_IS_VISIBLE = `(${isOwned('c.relowner')} OR has_column_privilege(c.oid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES'))`;
const UDT = `coalesce(nbt.nspname, nt.nspname)`;

export const RELATION_VIEWS: SystemViews = {
  information_schema_catalog_name: { columns: { catalog_name: DATABASE }, from: '' },
  schemata: {
    columns: { catalog_name: DATABASE, schema_name: 'n.nspname', schema_owner: 'u.rolname' },
    from: `FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_authid u ON u.oid = n.nspowner WHERE ${isOwned('n.nspowner')} OR has_schema_privilege(n.oid, 'CREATE, USAGE')`,
  },
  tables: {
    columns: {
      ...qualified('table', 'nc.nspname', 'c.relname'),
      table_type: `CASE WHEN nc.oid = pg_my_temp_schema() THEN 'LOCAL TEMPORARY' WHEN c.relkind IN ('r', 'p') THEN 'BASE TABLE' WHEN c.relkind = 'v' THEN 'VIEW' WHEN c.relkind = 'f' THEN 'FOREIGN' END`,
      user_defined_type_catalog: `CASE WHEN t.typname IS NOT NULL THEN ${DATABASE} END`,
      user_defined_type_schema: 'nt.nspname',
      user_defined_type_name: 't.typname',
      is_insertable_into: yesNo(`c.relkind IN ('r', 'p') OR (c.relkind = 'v' AND pg_relation_is_updatable(c.oid, false) & 8 = 8)`),
      is_typed: yesNo('t.typname IS NOT NULL'),
    },
    from: `${TABLES_FROM} LEFT JOIN (pg_catalog.pg_type t JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace) ON t.oid = c.reloftype WHERE c.relkind IN ('r', 'v', 'f', 'p') AND ${VISIBLE_TABLES}`,
  },
  columns: {
    columns: {
      ...qualified('table', 'nc.nspname', 'c.relname'),
      column_name: 'a.attname',
      ordinal_position: 'a.attnum',
      column_default: `CASE WHEN a.attgenerated = '' THEN pg_get_expr(ad.adbin, ad.adrelid) END`,
      is_nullable: `CASE WHEN a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) THEN 'NO' ELSE 'YES' END`,
      data_type: DATA_TYPE_OF_BASE,
      ...typeFacts(BASE_TYPE, BASE_TYPMOD),
      ...collationColumns('a.attcollation'),
      domain_catalog: `CASE WHEN t.typtype = 'd' THEN ${DATABASE} END`,
      domain_schema: `CASE WHEN t.typtype = 'd' THEN nt.nspname END`,
      domain_name: `CASE WHEN t.typtype = 'd' THEN t.typname END`,
      ...qualified('udt', UDT, 'coalesce(bt.typname, t.typname)'),
      dtd_identifier: 'a.attnum',
      is_self_referencing: `'NO'`,
      is_identity: yesNo(`a.attidentity IN ('a', 'd')`),
      identity_generation: `CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END`,
      identity_start: 'seq.seqstart',
      identity_increment: 'seq.seqincrement',
      identity_maximum: 'seq.seqmax',
      identity_minimum: 'seq.seqmin',
      identity_cycle: yesNo('seq.seqcycle'),
      is_generated: `CASE WHEN a.attgenerated <> '' THEN 'ALWAYS' ELSE 'NEVER' END`,
      generation_expression: `CASE WHEN a.attgenerated <> '' THEN pg_get_expr(ad.adbin, ad.adrelid) END`,
      is_updatable: yesNo(`c.relkind IN ('r', 'p') OR (c.relkind = 'v' AND pg_column_is_updatable(c.oid, a.attnum, false))`),
    },
    from:
      'FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace ' +
      'LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum ' +
      `${typeJoins('a.atttypid')} ` +
      `LEFT JOIN (pg_catalog.pg_depend dep JOIN pg_catalog.pg_sequence seq ON dep.classid = 1259 AND dep.objid = seq.seqrelid AND dep.deptype = 'i') ` +
      'ON dep.refclassid = 1259 AND dep.refobjid = c.oid AND dep.refobjsubid = a.attnum ' +
      `WHERE NOT pg_is_other_temp_schema(nc.oid) AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'f', 'p') AND ${COLUMN_IS_VISIBLE}`,
  },
  views: {
    columns: {
      ...qualified('table', 'nc.nspname', 'c.relname'),
      view_definition: `CASE WHEN ${isOwned('c.relowner')} THEN pg_get_viewdef(c.oid) END`,
      check_option: `CASE WHEN 'check_option=cascaded' = ANY (c.reloptions) THEN 'CASCADED' WHEN 'check_option=local' = ANY (c.reloptions) THEN 'LOCAL' ELSE 'NONE' END`,
      is_updatable: yesNo('pg_relation_is_updatable(c.oid, false) & 20 = 20'),
      is_insertable_into: yesNo('pg_relation_is_updatable(c.oid, false) & 8 = 8'),
      is_trigger_updatable: `'NO'`,
      is_trigger_deletable: `'NO'`,
      is_trigger_insertable_into: `'NO'`,
    },
    from: `${TABLES_FROM} WHERE c.relkind = 'v' AND ${VISIBLE_TABLES}`,
  },
  sequences: {
    columns: {
      ...qualified('sequence', 'nc.nspname', 'c.relname'),
      data_type: 'format_type(s.seqtypid, NULL)',
      numeric_precision: 'CASE s.seqtypid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 END',
      numeric_precision_radix: '2',
      numeric_scale: '0',
      start_value: 's.seqstart',
      minimum_value: 's.seqmin',
      maximum_value: 's.seqmax',
      increment: 's.seqincrement',
      cycle_option: yesNo('s.seqcycle'),
    },
    from:
      `${TABLES_FROM} JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid WHERE c.relkind = 'S' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid AND d.deptype = 'i') ` +
      `AND NOT pg_is_other_temp_schema(nc.oid) AND (${isOwned('c.relowner')} OR has_sequence_privilege(c.oid, 'SELECT, UPDATE, USAGE'))`,
  },
  domains: {
    columns: {
      ...qualified('domain', 'nt.nspname', 't.typname'),
      data_type: dataType('bt', 'nbt'),
      ...typeFacts('t.typbasetype', 't.typtypmod'),
      ...collationColumns('t.typcollation'),
      domain_default: 't.typdefault',
      ...qualified('udt', 'nbt.nspname', 'bt.typname'),
      dtd_identifier: '1',
    },
    from:
      'FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace JOIN pg_catalog.pg_type bt ON bt.oid = t.typbasetype ' +
      `JOIN pg_catalog.pg_namespace nbt ON nbt.oid = bt.typnamespace ` +
      `WHERE t.typtype = 'd' AND (${isOwned('t.typowner')} OR has_type_privilege(t.oid, 'USAGE'))`,
  },
  domain_udt_usage: {
    columns: { ...qualified('udt', 'nbt.nspname', 'bt.typname'), ...qualified('domain', 'nt.nspname', 't.typname') },
    from:
      'FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace JOIN pg_catalog.pg_type bt ON bt.oid = t.typbasetype ' +
      `JOIN pg_catalog.pg_namespace nbt ON nbt.oid = bt.typnamespace WHERE t.typtype = 'd' AND ${isOwned('bt.typowner')}`,
  },
  column_domain_usage: {
    columns: { ...qualified('domain', 'nt.nspname', 't.typname'), ...qualified('table', 'nc.nspname', 'c.relname'), column_name: 'a.attname' },
    from:
      'FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace JOIN pg_catalog.pg_attribute a ON a.atttypid = t.oid JOIN pg_catalog.pg_class c ON c.oid = a.attrelid ' +
      `JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace WHERE t.typtype = 'd' AND c.relkind IN ('r', 'v', 'f', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND ${isOwned('t.typowner')}`,
  },
  column_udt_usage: {
    columns: { ...qualified('udt', UDT, 'coalesce(bt.typname, t.typname)'), ...qualified('table', 'nc.nspname', 'c.relname'), column_name: 'a.attname' },
    from:
      'FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace ' +
      `${typeJoins('a.atttypid')} WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'f', 'p') AND ${isOwned('coalesce(bt.typowner, t.typowner)')}`,
  },
  attributes: {
    columns: {
      ...qualified('udt', 'nc.nspname', 'c.relname'),
      attribute_name: 'a.attname',
      ordinal_position: 'a.attnum',
      attribute_default: 'pg_get_expr(ad.adbin, ad.adrelid)',
      is_nullable: `CASE WHEN a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) THEN 'NO' ELSE 'YES' END`,
      data_type: DATA_TYPE_OF_BASE,
      ...typeFacts(BASE_TYPE, BASE_TYPMOD),
      ...collationColumns('a.attcollation'),
      ...qualified('attribute_udt', UDT, 'coalesce(bt.typname, t.typname)'),
      dtd_identifier: 'a.attnum',
      is_derived_reference_attribute: `'NO'`,
    },
    from:
      'FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace ' +
      'LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum ' +
      `${typeJoins('a.atttypid')} ` +
      `WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'c' AND (${isOwned('c.relowner')} OR has_type_privilege(c.reltype, 'USAGE'))`,
  },
  user_defined_types: {
    columns: {
      ...qualified('user_defined_type', 'n.nspname', 'c.relname'),
      user_defined_type_category: `'STRUCTURED'`,
      is_instantiable: `'YES'`,
    },
    from:
      `FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid JOIN pg_catalog.pg_type t ON t.oid = c.reltype ` +
      `WHERE c.relkind = 'c' AND (${isOwned('t.typowner')} OR has_type_privilege(t.oid, 'USAGE'))`,
  },
  character_sets: {
    columns: {
      character_set_name: `'UTF8'`,
      character_repertoire: `'UCS'`,
      form_of_use: `'UTF8'`,
      default_collate_catalog: DATABASE,
      default_collate_schema: 'n.nspname',
      default_collate_name: 'c.collname',
    },
    from:
      'FROM pg_catalog.pg_database d LEFT JOIN (pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace) ' +
      `ON c.collcollate = d.datcollate AND c.collctype = d.datctype WHERE d.datname = ${DATABASE} ORDER BY char_length(c.collname) DESC, c.collname LIMIT 1`,
  },
  collations: {
    columns: { ...qualified('collation', 'n.nspname', 'c.collname'), pad_attribute: `'NO PAD'` },
    from: 'FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace WHERE c.collencoding IN (-1, 6)',
  },
  collation_character_set_applicability: {
    columns: { ...qualified('collation', 'n.nspname', 'c.collname'), character_set_name: `'UTF8'` },
    from: 'FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace WHERE c.collencoding IN (-1, 6)',
  },
  column_column_usage: {
    columns: { ...qualified('table', 'n.nspname', 'c.relname'), column_name: 'ac.attname', dependent_column: 'ad.attname' },
    distinct: true,
    from:
      'FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid JOIN pg_catalog.pg_attribute ac ON ac.attrelid = c.oid JOIN pg_catalog.pg_attribute ad ON ad.attrelid = c.oid ' +
      'JOIN pg_catalog.pg_attrdef atd ON atd.adrelid = c.oid AND atd.adnum = ad.attnum JOIN pg_catalog.pg_depend d ON d.classid = 2604 AND d.objid = atd.oid AND d.refclassid = 1259 AND d.refobjid = c.oid ' +
      `AND d.refobjsubid = ac.attnum WHERE ac.attnum <> ad.attnum AND ad.attgenerated <> '' AND ${isOwned('c.relowner')}`,
  },
  view_table_usage: {
    columns: { ...qualified('view', 'nv.nspname', 'v.relname'), ...qualified('table', 'nt.nspname', 't.relname') },
    distinct: true,
    from:
      'FROM pg_catalog.pg_namespace nv JOIN pg_catalog.pg_class v ON v.relnamespace = nv.oid JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid ' +
      'JOIN pg_catalog.pg_depend d ON d.classid = 2618 AND d.objid = r.oid AND d.refclassid = 1259 JOIN pg_catalog.pg_class t ON t.oid = d.refobjid JOIN pg_catalog.pg_namespace nt ON nt.oid = t.relnamespace ' +
      `WHERE v.relkind = 'v' AND t.oid <> v.oid AND t.relkind IN ('r', 'v', 'f', 'p') AND ${isOwned('t.relowner')}`,
  },
  view_column_usage: {
    columns: { ...qualified('view', 'nv.nspname', 'v.relname'), ...qualified('table', 'nt.nspname', 't.relname'), column_name: 'a.attname' },
    distinct: true,
    from:
      'FROM pg_catalog.pg_namespace nv JOIN pg_catalog.pg_class v ON v.relnamespace = nv.oid JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid ' +
      'JOIN pg_catalog.pg_depend d ON d.classid = 2618 AND d.objid = r.oid AND d.refclassid = 1259 JOIN pg_catalog.pg_class t ON t.oid = d.refobjid JOIN pg_catalog.pg_namespace nt ON nt.oid = t.relnamespace ' +
      `JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE v.relkind = 'v' AND t.oid <> v.oid AND t.relkind IN ('r', 'v', 'f', 'p') AND ${isOwned('t.relowner')}`,
  },
  transforms: EMPTY_VIEW,
  column_options: EMPTY_VIEW,
  foreign_data_wrapper_options: EMPTY_VIEW,
  foreign_data_wrappers: EMPTY_VIEW,
  foreign_server_options: EMPTY_VIEW,
  foreign_servers: EMPTY_VIEW,
  foreign_table_options: EMPTY_VIEW,
  foreign_tables: EMPTY_VIEW,
  user_mapping_options: EMPTY_VIEW,
  user_mappings: EMPTY_VIEW,
  _pg_foreign_data_wrappers: EMPTY_VIEW,
  _pg_foreign_servers: EMPTY_VIEW,
  _pg_foreign_table_columns: EMPTY_VIEW,
  _pg_foreign_tables: EMPTY_VIEW,
  _pg_user_mappings: EMPTY_VIEW,
};
