/** information_schema views of constraints and triggers. */
import type { SystemViews } from './define-view.js';
import { DATABASE, isOwned, qualified, ruleName, yesNo } from './information-schema-parts.js';

const CONSTRAINT_FROM = 'FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace nc ON nc.oid = c.connamespace';
const TABLE_JOIN = 'JOIN pg_catalog.pg_class r ON r.oid = c.conrelid JOIN pg_catalog.pg_namespace nr ON nr.oid = r.relnamespace';
const MAY_CHANGE = `(${isOwned('r.relowner')} OR has_table_privilege(r.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') OR has_any_column_privilege(r.oid, 'INSERT, UPDATE, REFERENCES'))`;
const TABLE = qualified('table', 'nr.nspname', 'r.relname');
const CONSTRAINT = qualified('constraint', 'nc.nspname', 'c.conname');
/** A NOT NULL column is listed as a check constraint with a made-up name, as PostgreSQL does. */
const NOT_NULL_NAME = `nr.oid::text || '_' || r.oid::text || '_' || a.attnum::text || '_not_null'`;
const NOT_NULL_FROM =
  'FROM pg_catalog.pg_namespace nr JOIN pg_catalog.pg_class r ON r.relnamespace = nr.oid JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid ' +
  `WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped AND r.relkind IN ('r', 'p')`;
const TRIGGER_EVENTS = `(VALUES (4, 'INSERT'), (8, 'DELETE'), (16, 'UPDATE')) em (bit, name)`;

export const CONSTRAINT_VIEWS: SystemViews = {
  table_constraints: {
    columns: {
      ...CONSTRAINT,
      ...TABLE,
      constraint_type: `CASE c.contype WHEN 'c' THEN 'CHECK' WHEN 'f' THEN 'FOREIGN KEY' WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' END`,
      is_deferrable: yesNo('c.condeferrable'),
      initially_deferred: yesNo('c.condeferred'),
      enforced: `'YES'`,
      nulls_distinct: `CASE WHEN c.contype = 'u' THEN (SELECT CASE WHEN i.indnullsnotdistinct THEN 'NO' ELSE 'YES' END FROM pg_catalog.pg_index i WHERE i.indexrelid = c.conindid) END`,
    },
    from: `${CONSTRAINT_FROM} ${TABLE_JOIN} WHERE c.contype NOT IN ('t', 'x') AND r.relkind IN ('r', 'p') AND NOT pg_is_other_temp_schema(nr.oid) AND ${MAY_CHANGE}`,
    unionAll: [
      {
        columns: {
          ...qualified('constraint', 'nr.nspname', NOT_NULL_NAME),
          ...TABLE,
          constraint_type: `'CHECK'`,
          is_deferrable: `'NO'`,
          initially_deferred: `'NO'`,
          enforced: `'YES'`,
        },
        from: `${NOT_NULL_FROM} AND NOT pg_is_other_temp_schema(nr.oid) AND ${MAY_CHANGE}`,
      },
    ],
  },
  check_constraints: {
    columns: { ...CONSTRAINT, check_clause: `substring(pg_get_constraintdef(c.oid), 7)` },
    from:
      `${CONSTRAINT_FROM} LEFT JOIN pg_catalog.pg_class r ON r.oid = c.conrelid LEFT JOIN pg_catalog.pg_type t ON t.oid = c.contypid ` +
      `WHERE c.contype = 'c' AND ${isOwned('coalesce(r.relowner, t.typowner)')}`,
    unionAll: [
      {
        columns: { ...qualified('constraint', 'nr.nspname', NOT_NULL_NAME), check_clause: `a.attname || ' IS NOT NULL'` },
        from: `${NOT_NULL_FROM} AND ${isOwned('r.relowner')}`,
      },
    ],
  },
  key_column_usage: {
    columns: {
      ...qualified('constraint', 'k.cschema', 'k.conname'),
      ...qualified('table', 'k.tschema', 'k.relname'),
      column_name: 'a.attname',
      ordinal_position: 'k.n',
      position_in_unique_constraint: `CASE WHEN k.contype = 'f' THEN array_position(i.indkey::smallint[], k.confkey[k.n]) + 1 - array_lower(i.indkey::smallint[], 1) END`,
    },
    from:
      'FROM (SELECT nc.nspname AS cschema, c.conname, nr.nspname AS tschema, r.relname, r.oid AS roid, r.relowner, c.contype, c.conkey, c.confkey, c.conindid, generate_subscripts(c.conkey, 1) AS n ' +
      `${CONSTRAINT_FROM} ${TABLE_JOIN} WHERE c.contype IN ('p', 'u', 'f') AND r.relkind IN ('r', 'p') AND NOT pg_is_other_temp_schema(nr.oid)) k ` +
      'JOIN pg_catalog.pg_attribute a ON a.attrelid = k.roid AND a.attnum = k.conkey[k.n] LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid ' +
      `WHERE NOT a.attisdropped AND (${isOwned('k.relowner')} OR has_column_privilege(k.roid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES'))`,
  },
  referential_constraints: {
    columns: {
      ...CONSTRAINT,
      unique_constraint_catalog: `CASE WHEN npk.nspname IS NOT NULL THEN ${DATABASE} END`,
      unique_constraint_schema: 'npk.nspname',
      unique_constraint_name: 'pk.conname',
      match_option: `CASE c.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' WHEN 's' THEN 'NONE' END`,
      update_rule: ruleName('c.confupdtype'),
      delete_rule: ruleName('c.confdeltype'),
    },
    from:
      `${CONSTRAINT_FROM} JOIN pg_catalog.pg_class r ON r.oid = c.conrelid LEFT JOIN (pg_catalog.pg_constraint pk JOIN pg_catalog.pg_namespace npk ON npk.oid = pk.connamespace) ` +
      `ON pk.conindid = c.conindid AND pk.conrelid = c.confrelid AND pk.contype IN ('p', 'u') WHERE c.contype = 'f' AND ${MAY_CHANGE}`,
  },
  constraint_column_usage: {
    columns: { ...qualified('table', 'nr.nspname', 'r.relname'), column_name: 'a.attname', ...qualified('constraint', 'nc.nspname', 'c.conname') },
    distinct: true,
    from:
      `${CONSTRAINT_FROM} JOIN pg_catalog.pg_depend d ON d.classid = 2606 AND d.objid = c.oid AND d.refclassid = 1259 JOIN pg_catalog.pg_class r ON r.oid = d.refobjid ` +
      'JOIN pg_catalog.pg_namespace nr ON nr.oid = r.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.refobjsubid ' +
      `WHERE c.contype = 'c' AND r.relkind IN ('r', 'p') AND NOT a.attisdropped AND ${isOwned('r.relowner')}`,
    unionAll: [
      {
        columns: { ...qualified('table', 'nr.nspname', 'r.relname'), column_name: 'a.attname', ...qualified('constraint', 'nc.nspname', 'c.conname') },
        from:
          `${CONSTRAINT_FROM} JOIN pg_catalog.pg_class r ON r.oid = CASE c.contype WHEN 'f' THEN c.confrelid ELSE c.conrelid END JOIN pg_catalog.pg_namespace nr ON nr.oid = r.relnamespace ` +
          `JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY (CASE c.contype WHEN 'f' THEN c.confkey ELSE c.conkey END) ` +
          `WHERE c.contype IN ('p', 'u', 'f') AND r.relkind IN ('r', 'p') AND NOT a.attisdropped AND ${isOwned('r.relowner')}`,
      },
    ],
  },
  constraint_table_usage: {
    columns: { ...qualified('table', 'nr.nspname', 'r.relname'), ...CONSTRAINT },
    from:
      `${CONSTRAINT_FROM} JOIN pg_catalog.pg_class r ON r.oid = CASE c.contype WHEN 'f' THEN c.confrelid ELSE c.conrelid END JOIN pg_catalog.pg_namespace nr ON nr.oid = r.relnamespace ` +
      `WHERE c.contype IN ('p', 'u', 'f') AND r.relkind IN ('r', 'p') AND ${isOwned('r.relowner')}`,
  },
  domain_constraints: {
    columns: {
      ...CONSTRAINT,
      ...qualified('domain', 'nt.nspname', 't.typname'),
      is_deferrable: yesNo('c.condeferrable'),
      initially_deferred: yesNo('c.condeferred'),
    },
    from: `${CONSTRAINT_FROM} JOIN pg_catalog.pg_type t ON t.oid = c.contypid JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace WHERE t.typtype = 'd' AND (${isOwned('t.typowner')} OR has_type_privilege(t.oid, 'USAGE'))`,
  },
  check_constraint_routine_usage: {
    columns: { ...CONSTRAINT, ...qualified('specific', 'np.nspname', `p.proname || '_' || p.oid::text`) },
    distinct: true,
    from:
      `${CONSTRAINT_FROM} JOIN pg_catalog.pg_depend d ON d.classid = 2606 AND d.objid = c.oid AND d.refclassid = 1255 JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid ` +
      `JOIN pg_catalog.pg_namespace np ON np.oid = p.pronamespace WHERE c.contype = 'c' AND ${isOwned('p.proowner')}`,
  },
  triggers: {
    columns: {
      ...qualified('trigger', 'nr.nspname', 't.tgname'),
      event_manipulation: 'em.name',
      event_object_catalog: DATABASE,
      event_object_schema: 'nr.nspname',
      event_object_table: 'r.relname',
      action_order: 'rank() OVER (PARTITION BY nr.oid, r.oid, em.bit, t.tgtype & 1, t.tgtype & 66 ORDER BY t.tgname)',
      action_condition: `substring(pg_get_triggerdef(t.oid) from ' WHEN \\((.+)\\) EXECUTE FUNCTION')`,
      action_statement: `substring(pg_get_triggerdef(t.oid) from position('EXECUTE FUNCTION' in pg_get_triggerdef(t.oid)))`,
      action_orientation: `CASE t.tgtype & 1 WHEN 1 THEN 'ROW' ELSE 'STATEMENT' END`,
      action_timing: `CASE t.tgtype & 66 WHEN 2 THEN 'BEFORE' WHEN 64 THEN 'INSTEAD OF' ELSE 'AFTER' END`,
      action_reference_old_table: 't.tgoldtable',
      action_reference_new_table: 't.tgnewtable',
    },
    from:
      `FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class r ON r.oid = t.tgrelid JOIN pg_catalog.pg_namespace nr ON nr.oid = r.relnamespace JOIN ${TRIGGER_EVENTS} ON t.tgtype & em.bit <> 0 ` +
      `WHERE NOT t.tgisinternal AND NOT pg_is_other_temp_schema(nr.oid) AND ${MAY_CHANGE}`,
  },
  triggered_update_columns: {
    columns: {
      ...qualified('trigger', 'nr.nspname', 't.tgname'),
      event_object_catalog: DATABASE,
      event_object_schema: 'nr.nspname',
      event_object_table: 'r.relname',
      event_object_column: 'a.attname',
    },
    from:
      'FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class r ON r.oid = t.tgrelid JOIN pg_catalog.pg_namespace nr ON nr.oid = r.relnamespace ' +
      `JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY (t.tgattr::smallint[]) WHERE NOT t.tgisinternal AND ${isOwned('r.relowner')}`,
  },
};
