/** pg_catalog views over relations, types and other schema objects: pg_tables, pg_indexes, pg_views, pg_sequences … */
import { BTREE_GIST_COMMENT, BTREE_GIST_VERSION } from '../builtin/btree-gist-extension.data.js';
import { VECTOR_COMMENT, VECTOR_VERSION } from '../builtin/vector-extension.data.js';
import { EMPTY_VIEW, same, type SystemViews } from './define-view.js';

const SCHEMA_OF_C = 'LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace';

/** What CREATE EXTENSION knows. */
const AVAILABLE_EXTENSIONS = `(VALUES ('plpgsql'::name, '1.0', 'PL/pgSQL procedural language', false, 'pg_catalog'::name),
('vector', '${VECTOR_VERSION}', '${VECTOR_COMMENT}', true, NULL),
('btree_gist', '${BTREE_GIST_VERSION}', '${BTREE_GIST_COMMENT}', true, NULL)) a(name, version, comment, relocatable, schema)`;

export const OBJECT_VIEWS: SystemViews = {
  pg_tables: {
    columns: {
      schemaname: 'n.nspname',
      tablename: 'c.relname',
      tableowner: 'pg_get_userbyid(c.relowner)',
      tablespace: 't.spcname',
      hasindexes: 'c.relhasindex',
      hasrules: 'c.relhasrules',
      hastriggers: 'c.relhastriggers',
      rowsecurity: 'c.relrowsecurity',
    },
    from: `FROM pg_catalog.pg_class c ${SCHEMA_OF_C} LEFT JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace WHERE c.relkind IN ('r', 'p')`,
  },
  pg_views: {
    columns: {
      schemaname: 'n.nspname',
      viewname: 'c.relname',
      viewowner: 'pg_get_userbyid(c.relowner)',
      definition: 'pg_get_viewdef(c.oid)',
    },
    from: `FROM pg_catalog.pg_class c ${SCHEMA_OF_C} WHERE c.relkind = 'v'`,
  },
  pg_matviews: {
    columns: {
      schemaname: 'n.nspname',
      matviewname: 'c.relname',
      matviewowner: 'pg_get_userbyid(c.relowner)',
      tablespace: 't.spcname',
      hasindexes: 'c.relhasindex',
      ispopulated: 'c.relispopulated',
      definition: 'pg_get_viewdef(c.oid)',
    },
    from: `FROM pg_catalog.pg_class c ${SCHEMA_OF_C} LEFT JOIN pg_catalog.pg_tablespace t ON t.oid = c.reltablespace WHERE c.relkind = 'm'`,
  },
  pg_indexes: {
    columns: {
      schemaname: 'n.nspname',
      tablename: 'c.relname',
      indexname: 'i.relname',
      tablespace: 't.spcname',
      indexdef: 'pg_get_indexdef(i.oid)',
    },
    from:
      `FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class c ON c.oid = x.indrelid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid ${SCHEMA_OF_C} ` +
      `LEFT JOIN pg_catalog.pg_tablespace t ON t.oid = i.reltablespace WHERE c.relkind IN ('r', 'm', 'p') AND i.relkind IN ('i', 'I')`,
  },
  pg_sequences: {
    columns: {
      schemaname: 'n.nspname',
      sequencename: 'c.relname',
      sequenceowner: 'pg_get_userbyid(c.relowner)',
      data_type: 's.seqtypid',
      start_value: 's.seqstart',
      min_value: 's.seqmin',
      max_value: 's.seqmax',
      increment_by: 's.seqincrement',
      cycle: 's.seqcycle',
      cache_size: 's.seqcache',
      last_value: `CASE WHEN has_sequence_privilege(c.oid, 'SELECT,USAGE') THEN pg_sequence_last_value(c.oid) END`,
    },
    from: `FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid ${SCHEMA_OF_C} WHERE NOT pg_is_other_temp_schema(n.oid) AND c.relkind = 'S'`,
  },
  pg_rules: {
    columns: {
      schemaname: 'n.nspname',
      tablename: 'c.relname',
      rulename: 'r.rulename',
      definition: 'pg_get_ruledef(r.oid)',
    },
    from: `FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class ${SCHEMA_OF_C} WHERE r.rulename <> '_RETURN'`,
  },
  pg_policies: {
    columns: {
      schemaname: 'n.nspname',
      tablename: 'c.relname',
      policyname: 'p.polname',
      permissive: `CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END`,
      roles: `CASE WHEN p.polroles = '{0}' THEN ARRAY['public'::name] ELSE ARRAY(SELECT u.rolname FROM pg_catalog.pg_authid u WHERE u.oid = ANY (p.polroles) ORDER BY 1) END`,
      cmd: `CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' WHEN '*' THEN 'ALL' END`,
      qual: 'pg_get_expr(p.polqual, p.polrelid)',
      with_check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
    },
    from: `FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid ${SCHEMA_OF_C}`,
  },
  pg_available_extensions: {
    columns: { name: 'a.name', default_version: 'a.version', installed_version: 'e.extversion', comment: 'a.comment' },
    from: `FROM ${AVAILABLE_EXTENSIONS} LEFT JOIN pg_catalog.pg_extension e ON e.extname = a.name`,
  },
  pg_available_extension_versions: {
    columns: {
      name: 'a.name',
      version: 'a.version',
      installed: 'e.extversion IS NOT NULL',
      superuser: 'true',
      trusted: 'true',
      relocatable: 'a.relocatable',
      schema: 'a.schema',
      comment: 'a.comment',
    },
    from: `FROM ${AVAILABLE_EXTENSIONS} LEFT JOIN pg_catalog.pg_extension e ON e.extname = a.name AND e.extversion = a.version`,
  },
  pg_seclabels: EMPTY_VIEW,
  pg_publication_tables: EMPTY_VIEW,
  pg_user_mappings: EMPTY_VIEW,
};

const ROLE_FLAGS = [
  'rolname',
  'rolsuper',
  'rolinherit',
  'rolcreaterole',
  'rolcreatedb',
  'rolcanlogin',
  'rolreplication',
  'rolconnlimit',
  'rolvaliduntil',
  'rolbypassrls',
  'oid',
];
const USER_COLUMNS = {
  usename: 'r.rolname',
  usesysid: 'r.oid',
  usecreatedb: 'r.rolcreatedb',
  usesuper: 'r.rolsuper',
  userepl: 'r.rolreplication',
  usebypassrls: 'r.rolbypassrls',
  valuntil: 'r.rolvaliduntil',
  useconfig: 's.setconfig',
};
const ROLES_WITH_SETTINGS = 'FROM pg_catalog.pg_authid r LEFT JOIN pg_catalog.pg_db_role_setting s ON s.setrole = r.oid AND s.setdatabase = 0';

/** Roles under their several names. */
export const ROLE_VIEWS: SystemViews = {
  pg_roles: {
    columns: { ...same('r', ...ROLE_FLAGS), rolpassword: `'********'`, rolconfig: 's.setconfig' },
    from: ROLES_WITH_SETTINGS,
  },
  pg_shadow: { columns: { ...USER_COLUMNS, passwd: 'r.rolpassword' }, from: `${ROLES_WITH_SETTINGS} WHERE r.rolcanlogin` },
  pg_user: { columns: { ...USER_COLUMNS, passwd: `'********'` }, from: `${ROLES_WITH_SETTINGS} WHERE r.rolcanlogin` },
  pg_group: {
    columns: {
      groname: 'r.rolname',
      grosysid: 'r.oid',
      grolist: 'ARRAY(SELECT m.member FROM pg_catalog.pg_auth_members m WHERE m.roleid = r.oid)',
    },
    from: 'FROM pg_catalog.pg_authid r WHERE NOT r.rolcanlogin',
  },
};
