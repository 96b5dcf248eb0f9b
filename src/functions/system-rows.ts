/** Set-returning functions behind system views that are computed from the running system (PostgreSQL chapters 9.26, 9.27, 54). */
import type { Oid } from '../base/index.js';
import { typeOids as T, type Datum, type RecordValue } from '../types/index.js';
import type { CallContext, SetFamily, SetImpl } from './function-impl.js';

/** Columns as `name:type`; names of types as in typeOids. */
function columnsOf(text: string): { names: readonly string[]; types: readonly Oid[] } {
  const pairs = text.split(' ').map(pair => pair.split(':') as [string, string]);
  return { names: pairs.map(([name]) => name), types: pairs.map(([, type]) => (T as unknown as Record<string, Oid>)[type] as Oid) };
}

/** The rows of a view under the columns of the function. */
function rowsOf(view: string, columns: string): SetImpl {
  const { names, types } = columnsOf(columns);
  return function* (context: CallContext): Iterable<RecordValue> {
    for (const row of context.session.systemRows?.(view) ?? []) {
      const values = names.map((name): Datum => row[name] ?? null);
      yield { kind: 'record', typeId: T.RECORD, fieldTypes: types, fieldNames: names, values };
    }
  };
}

export const systemRowSets: SetFamily = {
  'pg_cursor()': rowsOf('pg_cursors', 'name:TEXT statement:TEXT is_holdable:BOOL is_binary:BOOL is_scrollable:BOOL creation_time:TIMESTAMPTZ'),
  'pg_prepared_statement()': rowsOf(
    'pg_prepared_statements',
    'name:TEXT statement:TEXT prepare_time:TIMESTAMPTZ parameter_types:REGTYPE_ARRAY from_sql:BOOL generic_plans:INT8 custom_plans:INT8',
  ),
  'pg_lock_status()': rowsOf(
    'pg_locks',
    'locktype:TEXT database:OID relation:OID page:INT4 tuple:INT2 virtualxid:TEXT transactionid:XID classid:OID objid:OID objsubid:INT2 virtualtransaction:TEXT pid:INT4 mode:TEXT granted:BOOL fastpath:BOOL waitstart:TIMESTAMPTZ',
  ),
  'pg_show_all_settings()': rowsOf(
    'pg_settings',
    'name:TEXT setting:TEXT unit:TEXT category:TEXT short_desc:TEXT extra_desc:TEXT context:TEXT vartype:TEXT source:TEXT min_val:TEXT max_val:TEXT enumvals:TEXT_ARRAY boot_val:TEXT reset_val:TEXT sourcefile:TEXT sourceline:INT4 pending_restart:BOOL',
  ),
  'pg_config()': rowsOf('pg_config', 'name:TEXT setting:TEXT'),
  'pg_prepared_xact()': rowsOf('pg_prepared_xacts', 'transaction:XID gid:TEXT prepared:TIMESTAMPTZ ownerid:OID dbid:OID'),
  'pg_show_all_file_settings()': rowsOf('pg_file_settings', 'sourcefile:TEXT sourceline:INT4 seqno:INT4 name:TEXT setting:TEXT applied:BOOL error:TEXT'),
  'pg_hba_file_rules()': rowsOf(
    'pg_hba_file_rules',
    'line_number:INT4 type:TEXT database:TEXT_ARRAY user_name:TEXT_ARRAY address:TEXT netmask:TEXT auth_method:TEXT options:TEXT_ARRAY error:TEXT',
  ),
  'pg_ident_file_mappings()': rowsOf('pg_ident_file_mappings', 'line_number:INT4 map_name:TEXT sys_name:TEXT pg_username:TEXT error:TEXT'),
  'pg_get_backend_memory_contexts()': rowsOf(
    'pg_backend_memory_contexts',
    'name:TEXT ident:TEXT parent:TEXT level:INT4 total_bytes:INT8 total_nblocks:INT8 free_bytes:INT8 free_chunks:INT8 used_bytes:INT8',
  ),
  'pg_get_shmem_allocations()': rowsOf('pg_shmem_allocations', 'name:TEXT off:INT8 size:INT8 allocated_size:INT8'),
};
