/** information_schema views of routines, privileges and roles. */
import { EMPTY_VIEW, type SystemView, type SystemViews } from './define-view.js';
import { DATABASE, dataType, isOwned, qualified, yesNo } from './information-schema-parts.js';

const ROUTINE_FROM = 'FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace';
const SPECIFIC = qualified('specific', 'n.nspname', `p.proname || '_' || p.oid::text`);
const ROUTINE = qualified('routine', 'n.nspname', 'p.proname');
const MAY_EXECUTE = `(${isOwned('p.proowner')} OR has_function_privilege(p.oid, 'EXECUTE'))`;

/** What an owner without recorded grants holds: one row for each privilege, granted by and to the owner. */
function ownerPrivileges(
  object: Readonly<Record<string, string>>,
  owner: string,
  privileges: readonly string[],
  from: string,
  more: Readonly<Record<string, string>>,
): SystemView {
  return {
    columns: {
      grantor: 'u.rolname',
      grantee: 'u.rolname',
      ...object,
      privilege_type: 'pr.privilege',
      is_grantable: `'YES'`,
      ...more,
    },
    from: from
      .replace('$OWNER', `JOIN pg_catalog.pg_authid u ON u.oid = ${owner}`)
      .replace('$PRIVILEGES', `CROSS JOIN (VALUES ${privileges.map(p => `('${p}')`).join(', ')}) pr (privilege)`),
  };
}

const TABLE_PRIVILEGES = ['INSERT', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];
const tableGrants: SystemView = ownerPrivileges(
  qualified('table', 'nc.nspname', 'c.relname'),
  'c.relowner',
  TABLE_PRIVILEGES,
  `FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace $OWNER $PRIVILEGES WHERE c.relkind IN ('r', 'v', 'f', 'p')`,
  { with_hierarchy: yesNo(`pr.privilege = 'SELECT'`) },
);
const columnGrants: SystemView = ownerPrivileges(
  { ...qualified('table', 'nc.nspname', 'c.relname'), column_name: 'a.attname' },
  'c.relowner',
  ['SELECT', 'INSERT', 'UPDATE', 'REFERENCES'],
  `FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace nc ON nc.oid = c.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid $OWNER $PRIVILEGES WHERE c.relkind IN ('r', 'v', 'f', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  {},
);
const routineGrants: SystemView = ownerPrivileges({ ...SPECIFIC, ...ROUTINE }, 'p.proowner', ['EXECUTE'], `${ROUTINE_FROM} $OWNER $PRIVILEGES`, {});
const udtGrants: SystemView = ownerPrivileges(
  qualified('udt', 'n.nspname', 't.typname'),
  't.typowner',
  ['TYPE USAGE'],
  `FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace $OWNER $PRIVILEGES WHERE t.typtype = 'c'`,
  {},
);
const usageGrants: SystemView = ownerPrivileges(
  { ...qualified('object', 'n.nspname', 'c.relname'), object_type: `'SEQUENCE'` },
  'c.relowner',
  ['USAGE'],
  `FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace $OWNER $PRIVILEGES WHERE c.relkind = 'S'`,
  {},
);

export const ROUTINE_VIEWS: SystemViews = {
  routines: {
    columns: {
      ...SPECIFIC,
      ...ROUTINE,
      routine_type: `CASE p.prokind WHEN 'f' THEN 'FUNCTION' WHEN 'p' THEN 'PROCEDURE' END`,
      data_type: `CASE WHEN p.prokind = 'p' THEN NULL ELSE ${dataType('t', 'nt')} END`,
      type_udt_catalog: `CASE WHEN nt.nspname IS NOT NULL THEN ${DATABASE} END`,
      type_udt_schema: 'nt.nspname',
      type_udt_name: 't.typname',
      dtd_identifier: `CASE WHEN p.prokind <> 'p' THEN 0 END`,
      routine_body: `CASE WHEN l.lanname = 'sql' THEN 'SQL' ELSE 'EXTERNAL' END`,
      routine_definition: `CASE WHEN ${isOwned('p.proowner')} THEN p.prosrc END`,
      external_name: `CASE WHEN l.lanname = 'c' THEN p.prosrc END`,
      external_language: 'upper(l.lanname)',
      parameter_style: `'GENERAL'`,
      is_deterministic: yesNo(`p.provolatile = 'i'`),
      sql_data_access: `'MODIFIES'`,
      is_null_call: `CASE WHEN p.prokind <> 'p' THEN ${yesNo('p.proisstrict')} END`,
      schema_level_routine: `'YES'`,
      max_dynamic_result_sets: '0',
      security_type: `CASE WHEN p.prosecdef THEN 'DEFINER' ELSE 'INVOKER' END`,
      as_locator: `'NO'`,
      is_udt_dependent: `'NO'`,
    },
    from:
      `${ROUTINE_FROM} JOIN pg_catalog.pg_language l ON l.oid = p.prolang LEFT JOIN (pg_catalog.pg_type t JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace) ` +
      `ON t.oid = p.prorettype AND p.prokind <> 'p' WHERE ${MAY_EXECUTE}`,
  },
  parameters: {
    columns: {
      ...qualified('specific', 's.nspname', `s.proname || '_' || s.oid::text`),
      ordinal_position: 's.n',
      parameter_mode: `CASE coalesce(s.proargmodes[s.n], 'i') WHEN 'i' THEN 'IN' WHEN 'o' THEN 'OUT' WHEN 'b' THEN 'INOUT' WHEN 'v' THEN 'IN' WHEN 't' THEN 'OUT' END`,
      is_result: `'NO'`,
      as_locator: `'NO'`,
      parameter_name: `nullif(s.proargnames[s.n], '')`,
      data_type: dataType('t', 'nt'),
      ...qualified('udt', 'nt.nspname', 't.typname'),
      dtd_identifier: 's.n',
      parameter_default: 'CASE WHEN pg_get_function_arg_default(s.oid, s.n) IS NOT NULL THEN pg_get_function_arg_default(s.oid, s.n) END',
    },
    from:
      'FROM (SELECT n.nspname, p.proname, p.oid, p.proowner, p.proargnames, p.proargmodes, p.args, generate_subscripts(p.args, 1) AS n ' +
      'FROM (SELECT q.oid, q.proname, q.pronamespace, q.proowner, q.proargnames, q.proargmodes, ' +
      'CASE WHEN q.proallargtypes IS NULL THEN ARRAY(SELECT q.proargtypes[i] FROM generate_series(0, q.pronargs - 1) i) ELSE q.proallargtypes END AS args FROM pg_catalog.pg_proc q ' +
      `WHERE ${isOwned('q.proowner')} OR has_function_privilege(q.oid, 'EXECUTE')) p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace) s ` +
      'JOIN pg_catalog.pg_type t ON t.oid = s.args[s.n] JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace',
  },
  role_table_grants: tableGrants,
  table_privileges: tableGrants,
  role_column_grants: columnGrants,
  column_privileges: columnGrants,
  role_routine_grants: routineGrants,
  routine_privileges: routineGrants,
  role_udt_grants: udtGrants,
  udt_privileges: udtGrants,
  role_usage_grants: usageGrants,
  usage_privileges: usageGrants,
  enabled_roles: { columns: { role_name: 'a.rolname' }, from: `FROM pg_catalog.pg_authid a WHERE ${isOwned('a.oid')}` },
  applicable_roles: {
    columns: { grantee: 'm.rolname', role_name: 'r.rolname', is_grantable: yesNo('am.admin_option') },
    from: `FROM pg_catalog.pg_auth_members am JOIN pg_catalog.pg_authid m ON m.oid = am.member JOIN pg_catalog.pg_authid r ON r.oid = am.roleid WHERE ${isOwned('m.oid')}`,
  },
  administrable_role_authorizations: {
    columns: { grantee: 'm.rolname', role_name: 'r.rolname', is_grantable: `'YES'` },
    from: `FROM pg_catalog.pg_auth_members am JOIN pg_catalog.pg_authid m ON m.oid = am.member JOIN pg_catalog.pg_authid r ON r.oid = am.roleid WHERE am.admin_option AND ${isOwned('m.oid')}`,
  },
  element_types: {
    columns: {
      ...qualified('object', 'o.nspname', 'o.name'),
      object_type: 'o.kind',
      collection_type_identifier: 'o.identifier',
      data_type: dataType('et', 'ne'),
      ...qualified('udt', 'ne.nspname', 'et.typname'),
      dtd_identifier: `'a' || o.identifier`,
    },
    from:
      'FROM (SELECT n.nspname, c.relname AS name, ' +
      `CASE WHEN c.relkind = 'c' THEN 'USER-DEFINED TYPE' ELSE 'TABLE' END AS kind, a.attnum::text AS identifier, a.atttypid AS typ FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ` +
      `JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE c.relkind IN ('r', 'v', 'f', 'c', 'p') AND a.attnum > 0 AND NOT a.attisdropped ` +
      `UNION ALL SELECT n.nspname, t.typname, 'DOMAIN', '1', t.typbasetype FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd' ` +
      `UNION ALL SELECT n.nspname, p.proname || '_' || p.oid::text, 'ROUTINE', '0', p.prorettype FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace) o ` +
      'JOIN pg_catalog.pg_type at ON at.oid = o.typ AND at.typelem <> 0 AND at.typlen = -1 JOIN pg_catalog.pg_type et ON et.oid = at.typelem JOIN pg_catalog.pg_namespace ne ON ne.oid = et.typnamespace',
  },
  data_type_privileges: {
    columns: {
      ...qualified('object', 'n.nspname', 'c.relname'),
      object_type: `CASE WHEN c.relkind = 'c' THEN 'USER-DEFINED TYPE' ELSE 'TABLE' END`,
      dtd_identifier: 'a.attnum',
    },
    from: `FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE c.relkind IN ('r', 'v', 'f', 'c', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  },
  routine_column_usage: EMPTY_VIEW,
  routine_routine_usage: EMPTY_VIEW,
  routine_sequence_usage: EMPTY_VIEW,
  routine_table_usage: EMPTY_VIEW,
  view_routine_usage: {
    columns: { ...qualified('table', 'nv.nspname', 'v.relname'), ...qualified('specific', 'n.nspname', `p.proname || '_' || p.oid::text`) },
    distinct: true,
    from:
      'FROM pg_catalog.pg_namespace nv JOIN pg_catalog.pg_class v ON v.relnamespace = nv.oid JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid JOIN pg_catalog.pg_depend d ON d.classid = 2618 AND d.objid = r.oid AND d.refclassid = 1255 ' +
      `JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE v.relkind = 'v' AND ${isOwned('p.proowner')}`,
  },
};
