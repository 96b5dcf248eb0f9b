/** Storage parameters: WITH (name = value, …) of tables, indexes and views (PostgreSQL's "Storage Parameters" of CREATE TABLE and CREATE INDEX). */
import { parseBoolean } from '../config/index.js';
import { PgError } from '../errors/index.js';
import type { DefElem } from '../sql/index.js';

export type OptionOwner = 'table' | 'index' | 'gist' | 'view' | 'column';

type OptionFacts =
  | { readonly type: 'integer' | 'real'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'enum'; readonly values: readonly string[] };

const integer = (min: number, max: number): OptionFacts => ({ type: 'integer', min, max });
const real = (min: number, max: number): OptionFacts => ({ type: 'real', min, max });
const BOOLEAN: OptionFacts = { type: 'boolean' };
const INT_MAX = 2147483647;

const VACUUM: Readonly<Record<string, OptionFacts>> = {
  autovacuum_enabled: BOOLEAN,
  autovacuum_vacuum_threshold: integer(0, INT_MAX),
  autovacuum_vacuum_insert_threshold: integer(-1, INT_MAX),
  autovacuum_vacuum_cost_limit: integer(1, 10000),
  autovacuum_vacuum_cost_delay: real(0, 100),
  autovacuum_vacuum_scale_factor: real(0, 100),
  autovacuum_vacuum_insert_scale_factor: real(0, 100),
  autovacuum_freeze_min_age: integer(0, 1000000000),
  autovacuum_freeze_max_age: integer(100000, 2000000000),
  autovacuum_freeze_table_age: integer(0, 2000000000),
  autovacuum_multixact_freeze_min_age: integer(0, 1000000000),
  autovacuum_multixact_freeze_max_age: integer(10000, 2000000000),
  autovacuum_multixact_freeze_table_age: integer(0, 2000000000),
  log_autovacuum_min_duration: integer(-1, INT_MAX),
  vacuum_index_cleanup: { type: 'enum', values: ['auto', 'on', 'off', 'true', 'false', 'yes', 'no', '1', '0'] },
  vacuum_truncate: BOOLEAN,
};

const OPTIONS: Readonly<Record<OptionOwner, Readonly<Record<string, OptionFacts>>>> = {
  table: {
    ...VACUUM,
    fillfactor: integer(10, 100),
    toast_tuple_target: integer(128, 8160),
    parallel_workers: integer(0, 1024),
    user_catalog_table: BOOLEAN,
    autovacuum_analyze_threshold: integer(0, INT_MAX),
    autovacuum_analyze_scale_factor: real(0, 100),
  },
  index: { fillfactor: integer(10, 100), deduplicate_items: BOOLEAN, vacuum_cleanup_index_scale_factor: real(0, 1e10) },
  gist: { fillfactor: integer(10, 100), buffering: { type: 'enum', values: ['on', 'off', 'auto'] } },
  view: { security_barrier: BOOLEAN, security_invoker: BOOLEAN, check_option: { type: 'enum', values: ['local', 'cascaded'] } },
  column: { n_distinct: real(-1, Number.MAX_VALUE), n_distinct_inherited: real(-1, Number.MAX_VALUE) },
};

function optionText(element: DefElem): string {
  const { arg } = element;
  if (arg === null) return 'true';
  if (arg.kind === 'AConst') return String(arg.value);
  if (arg.kind === 'TypeName') return arg.names.at(-1) ?? '';
  return arg.kind === 'NameList' ? arg.names.join('.') : '';
}

function check(name: string, facts: OptionFacts, value: string): void {
  switch (facts.type) {
    case 'boolean':
      if (parseBoolean(value) === undefined || parseBoolean(value) === null)
        throw new PgError('invalid_parameter_value', `invalid value for boolean option "${name}": ${value}`);
      return;
    case 'enum':
      if (!facts.values.includes(value.toLowerCase())) {
        const list = name === 'check_option' ? 'Valid values are "local" and "cascaded".' : 'Valid values are "on", "off", and "auto".';
        throw new PgError('invalid_parameter_value', `invalid value for enum option "${name}": ${value}`, { detail: list });
      }
      return;
    default: {
      const isNumber = facts.type === 'integer' ? /^[+-]?\d+$/.test(value) : /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value);
      const kind = facts.type === 'integer' ? 'integer' : 'floating point';
      if (!isNumber) throw new PgError('invalid_parameter_value', `invalid value for ${kind} option "${name}": ${value}`);
      const n = Number(value);
      if (n < facts.min || n > facts.max) {
        const bound = (b: number): string => (facts.type === 'integer' ? String(b) : b.toFixed(6));
        throw new PgError('invalid_parameter_value', `value ${value} out of bounds for option "${name}"`, {
          detail: `Valid values are between "${bound(facts.min)}" and "${bound(facts.max)}".`,
        });
      }
    }
  }
}

/** The list `name=value` as pg_class.reloptions keeps it; checks names and values. */
export function storageOptions(elements: readonly DefElem[], owner: OptionOwner): string[] {
  const list: string[] = [];
  for (const element of elements) {
    const isToast = element.defnamespace === 'toast' && owner === 'table';
    if (element.defnamespace !== null && !isToast) throw new PgError('invalid_parameter_value', `unrecognized parameter namespace "${element.defnamespace}"`);
    const known = isToast ? VACUUM : OPTIONS[owner];
    if (owner === 'table' && element.defname === 'oids') {
      if (parseBoolean(optionText(element))) throw new PgError('feature_not_supported', 'tables declared WITH OIDS are not supported');
      continue;
    }
    const facts = Object.hasOwn(known, element.defname) ? known[element.defname] : undefined;
    if (facts === undefined) throw new PgError('invalid_parameter_value', `unrecognized parameter "${element.defname}"`);
    const value = optionText(element);
    check(element.defname, facts, value);
    if (isToast) continue;
    if (list.some(entry => entry.startsWith(`${element.defname}=`)))
      throw new PgError('invalid_parameter_value', `parameter "${element.defname}" specified more than once`);
    list.push(`${element.defname}=${value}`);
  }
  return list;
}

/** SET (…) and RESET (…) applied to the present list. */
export function changedOptions(present: readonly string[], elements: readonly DefElem[], owner: OptionOwner, isReset: boolean): string[] {
  const names = new Set(elements.map(e => e.defname));
  const kept = present.filter(entry => !names.has(entry.slice(0, entry.indexOf('='))));
  if (isReset) {
    for (const element of elements) if (element.arg !== null) throw new PgError('syntax_error', 'RESET must not include values for parameters');
    return kept;
  }
  return [...kept, ...storageOptions(elements, owner)];
}
