/**
 * The settings of one session: values by name, with SET (undone if the transaction rolls back), SET LOCAL (undone at its end) and savepoints.
 * Custom settings (`a.b`) are free text. PostgreSQL chapter 20.1.
 */
import { allSettings, checkSupportedValue, normaliseSetting, settingNumber, settingRow, type SettingRow } from '../config/index.js';
import { PgError } from '../errors/index.js';
import type { StringRules } from '../sql/index.js';
import { canonicalTimeZone, type DateStyle } from '../types/index.js';
import { parseDateStyle } from './date-style.js';

interface Undo {
  readonly name: string;
  readonly previous: string | undefined;
  readonly isLocal: boolean;
}

export type SettingSource = 'client' | 'sql' | 'internal';

/** Settings that no analysis and no plan depends on: changing them keeps cached plans. */
const PLAN_NEUTRAL: ReadonlySet<string> = new Set([
  'application_name',
  'deadlock_timeout',
  'client_min_messages',
  'default_transaction_deferrable',
  'default_transaction_isolation',
  'default_transaction_read_only',
  'idle_in_transaction_session_timeout',
  'idle_session_timeout',
  'lock_timeout',
  'log_min_duration_statement',
  'log_statement',
  'session_authorization',
  'statement_timeout',
  'synchronous_commit',
  'transaction_deferrable',
  'transaction_isolation',
  'transaction_read_only',
  'transaction_timeout',
]);

/** Message levels from client_min_messages on are sent. */
export const MESSAGE_LEVELS = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'];

/** What every statement asks, as plain fields. */
export interface HotSettings {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly deadlockTimeoutMs: number;
  readonly idleInTransactionTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly transactionTimeoutMs: number;
  /** Commits wait for the disk. */
  readonly isSynchronous: boolean;
  /** session_replication_role = replica. */
  readonly isReplica: boolean;
  readonly isolation: 'read committed' | 'repeatable read' | 'serializable';
  readonly isReadOnly: boolean;
  readonly engine: string;
  readonly nullEquals: boolean;
  /** How string literals are read. */
  readonly strings: StringRules;
  /** Index into MESSAGE_LEVELS. */
  readonly noticeLevel: number;
  readonly workMemBytes: number;
  /** For one hash table. */
  readonly hashMemBytes: number;
}

export class SessionSettings {
  /** Lower-case name → value in SHOW's form; only what differs from the default. */
  private readonly values = new Map<string, string>();
  private readonly sessionDefaults = new Map<string, string>();
  private undo: Undo[] = [];
  private inTransaction = false;
  private numbers = new Map<string, number>();
  /** Changes with every change of any value. */
  epoch = 1;
  /** Changes with every change that a plan may depend on: cached plans compare it. */
  planEpoch = 1;
  /** Called when search_path has changed, however. */
  onSearchPath: () => void = () => undefined;
  /** Called when the role or session_authorization has changed, however. */
  onUser: () => void = () => undefined;
  /** The qualified name of a text search configuration, undefined when there is none. */
  textSearchConfiguration: (name: string) => string | undefined = name => name;
  private hotValues: HotSettings | null = null;
  dateStyle: DateStyle = { format: 'ISO', order: 'MDY' };

  /** @param onReport called with the display name and new value of a setting that clients are told about. */
  constructor(private readonly onReport: (name: string, value: string) => void) {}

  /** SHOW's text. @throws 42704 */
  get(name: string): string {
    const value = this.find(name);
    if (value === undefined) throw new PgError('undefined_object', `unrecognized configuration parameter "${name}"`);
    return value;
  }

  find(name: string): string | undefined {
    const key = name.toLowerCase();
    const value = this.values.get(key);
    if (value !== undefined) return value;
    // The current transaction's modes are the session's defaults until it sets its own.
    if (key === 'transaction_isolation' || key === 'transaction_read_only' || key === 'transaction_deferrable') return this.find(`default_${key}`);
    return this.sessionDefaults.get(key) ?? settingRow(key)?.defaultText;
  }

  /** Those of the settings that have another value than the one built in, with it. */
  unusualOf(names: readonly string[]): (readonly [name: string, value: string])[] {
    return names.flatMap(name => {
      const value = this.find(name);
      return value === undefined || value === settingRow(name)?.defaultText ? [] : [[name, value] as const];
    });
  }

  isOn(name: string): boolean {
    return this.get(name) === 'on';
  }

  get hot(): HotSettings {
    return (this.hotValues ??= this.readHot());
  }

  private readHot(): HotSettings {
    const isolation = this.get('transaction_isolation');
    return {
      statementTimeoutMs: this.number('statement_timeout'),
      lockTimeoutMs: this.number('lock_timeout'),
      deadlockTimeoutMs: this.number('deadlock_timeout'),
      idleInTransactionTimeoutMs: this.number('idle_in_transaction_session_timeout'),
      idleTimeoutMs: this.number('idle_session_timeout'),
      transactionTimeoutMs: this.number('transaction_timeout'),
      isSynchronous: this.get('synchronous_commit') !== 'off',
      isReplica: this.get('session_replication_role') === 'replica',
      isolation: isolation === 'repeatable read' || isolation === 'serializable' ? isolation : 'read committed',
      isReadOnly: this.isOn('transaction_read_only'),
      engine: this.get('henrydb.engine'),
      nullEquals: this.isOn('transform_null_equals'),
      strings: {
        isStandard: this.isOn('standard_conforming_strings'),
        warns: this.isOn('escape_string_warning'),
        takesQuote: this.get('backslash_quote') !== 'off',
      },
      noticeLevel: MESSAGE_LEVELS.indexOf(this.get('client_min_messages')),
      workMemBytes: this.number('work_mem') * 1024,
      hashMemBytes: this.number('work_mem') * 1024 * this.number('hash_mem_multiplier'),
    };
  }

  /** In the setting's base unit. */
  number(name: string): number {
    let value = this.numbers.get(name);
    if (value === undefined) {
      const row = settingRow(name);
      if (!row) throw new PgError('undefined_object', `unrecognized configuration parameter "${name}"`);
      value = settingNumber(row, this.get(name));
      this.numbers.set(name, value);
    }
    return value;
  }

  /**
   * SET. `value` null resets to the session's default.
   * @throws 42704 unknown, 22023 bad value, 55P02 not changeable now.
   */
  set(name: string, value: string | null, options: { isLocal?: boolean; source?: SettingSource } = {}): void {
    const key = name.toLowerCase();
    const row = settingRow(key);
    if (!row) {
      if (!/^[a-z_\u0080-\uffff][\w$\u0080-\uffff]*(\.[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)+$/i.test(name)) {
        if (name.includes('.'))
          throw new PgError('invalid_name', `invalid configuration parameter name "${name}"`, {
            detail: 'Custom parameter names must be two or more simple identifiers separated by dots.',
          });
        throw new PgError('undefined_object', `unrecognized configuration parameter "${name}"`);
      }
      if (key.startsWith('henrydb.')) throw new PgError('undefined_object', `unrecognized configuration parameter "${name}"`);
      this.assign(key, value ?? undefined, options.isLocal === true);
      return;
    }
    if (options.source !== 'internal') {
      if (row.context === 'internal') throw new PgError('cant_change_runtime_param', `parameter "${row.name}" cannot be changed`);
      if (row.context === 'postmaster')
        throw new PgError('cant_change_runtime_param', `parameter "${row.name}" cannot be changed without restarting the server`);
      if (row.context === 'sighup') throw new PgError('cant_change_runtime_param', `parameter "${row.name}" cannot be changed now`);
    }
    // The transaction that runs keeps the modes it began with.
    if (this.inTransaction && key.startsWith('default_transaction_')) this.pin(key.slice('default_'.length));
    if (value === null) {
      this.assign(key, undefined, options.isLocal === true);
      this.report(row);
      return;
    }
    this.assign(key, this.check(row, value), options.isLocal === true);
    this.report(row);
  }

  private pin(mode: string): void {
    if (this.values.get(mode) === undefined) this.assign(mode, this.get(mode), true);
  }

  /** Start-up packet options become the session's defaults (RESET returns to them). */
  setDefault(name: string, value: string): void {
    const row = settingRow(name);
    if (!row) {
      if (!name.includes('.')) throw new PgError('undefined_object', `unrecognized configuration parameter "${name}"`);
      this.sessionDefaults.set(name.toLowerCase(), value);
      return;
    }
    this.sessionDefaults.set(row.name.toLowerCase(), this.check(row, value));
    this.changed(row.name.toLowerCase());
  }

  resetAll(): void {
    for (const key of [...this.values.keys()]) {
      const row = settingRow(key);
      if (row && (key.startsWith('transaction_') || key === 'role' || key === 'session_authorization' || row.context === 'internal')) continue;
      this.assign(key, undefined, false);
      if (row) this.report(row);
    }
  }

  /** All settings with their values, for SHOW ALL and pg_settings. */
  *all(): Iterable<{ readonly row: SettingRow; readonly value: string; readonly resetValue: string }> {
    for (const row of allSettings()) yield { row, value: this.get(row.name), resetValue: this.sessionDefaults.get(row.name.toLowerCase()) ?? row.defaultText };
  }

  /** A value as pg_settings shows it: numbers in their base unit. */
  rawValue(row: SettingRow, value: string): string {
    return row.type === 'integer' && row.unit ? String(settingNumber(row, value)) : value;
  }

  // --- transactions ---

  beginTransaction(): void {
    this.inTransaction = true;
    this.undo.length = 0;
  }

  /** A mark to roll back to. */
  mark(): number {
    return this.undo.length;
  }

  rollbackTo(mark: number): void {
    const changed = new Set<string>();
    while (this.undo.length > mark) {
      const { name, previous } = this.undo.pop()!;
      this.restore(name, previous);
      changed.add(name);
    }
    this.reportAll(changed);
  }

  /** The transaction ends: LOCAL values go (committed), everything goes (rolled back). */
  endTransaction(isCommitted: boolean): void {
    if (this.undo.length > 0) {
      if (!isCommitted) this.rollbackTo(0);
      else {
        const changed = new Set<string>();
        // The value before the first LOCAL change, unless a plain SET followed it.
        const final = new Map<string, string | undefined>();
        for (const { name, previous, isLocal } of this.undo) {
          if (isLocal && !final.has(name)) final.set(name, previous);
          if (!isLocal) final.delete(name);
        }
        for (const [name, previous] of final) {
          this.restore(name, previous);
          changed.add(name);
        }
        this.reportAll(changed);
      }
    }
    this.undo.length = 0;
    this.inTransaction = false;
  }

  private check(row: SettingRow, value: string): string {
    switch (row.name) {
      case 'TimeZone': {
        const zone = canonicalTimeZone(value);
        if (zone === undefined) throw new PgError('invalid_parameter_value', `invalid value for parameter "TimeZone": "${value}"`);
        return zone;
      }
      case 'DateStyle': {
        const style = parseDateStyle(value, this.dateStyle);
        if (style === undefined) throw new PgError('invalid_parameter_value', `invalid value for parameter "DateStyle": "${value}"`);
        return `${style.format}, ${style.order}`;
      }
      case 'client_encoding': {
        const name = value.toUpperCase().replace(/[^A-Z0-9]/g, '');
        if (name !== 'UTF8' && name !== 'UNICODE' && name !== 'SQLASCII') {
          throw new PgError('invalid_parameter_value', `invalid value for parameter "client_encoding": "${value}"`);
        }
        return name === 'SQLASCII' ? 'SQL_ASCII' : 'UTF8';
      }
      case 'transaction_isolation':
      case 'default_transaction_isolation': {
        const level = normaliseSetting(row, value);
        return level;
      }
      case 'default_text_search_config': {
        const name = this.textSearchConfiguration(value);
        if (name === undefined) throw new PgError('invalid_parameter_value', `invalid value for parameter "${row.name}": "${value}"`);
        return name;
      }
      case 'henrydb.engine': {
        const engine = normaliseSetting(row, value);
        if (engine === 'vm' || engine === 'codegen') throw new PgError('feature_not_supported', `execution engine "${engine}" is not supported yet`);
        return engine;
      }
      case 'henrydb.cross_check':
        if (normaliseSetting(row, value) === 'on') throw new PgError('feature_not_supported', 'henrydb.cross_check is not supported yet');
        return 'off';
      default:
        return checkSupportedValue(row, normaliseSetting(row, value));
    }
  }

  private assign(key: string, value: string | undefined, isLocal: boolean): void {
    if (this.inTransaction) this.undo.push({ name: key, previous: this.values.get(key), isLocal });
    else if (isLocal) return;
    this.restore(key, value);
  }

  private restore(key: string, value: string | undefined): void {
    if (value !== undefined) this.values.set(key, value);
    // A custom setting once set stays known.
    else if (settingRow(key) !== undefined || this.sessionDefaults.has(key)) this.values.delete(key);
    else this.values.set(key, '');
    this.changed(key);
  }

  private changed(key: string): void {
    this.epoch++;
    if (!PLAN_NEUTRAL.has(key)) this.planEpoch++;
    this.numbers.clear();
    this.hotValues = null;
    if (key === 'search_path') this.onSearchPath();
    if (key === 'role' || key === 'session_authorization') this.onUser();
    if (key === 'datestyle') this.dateStyle = parseDateStyle(this.get('DateStyle'), this.dateStyle) ?? this.dateStyle;
  }

  private report(row: SettingRow): void {
    if (row.isReported) this.onReport(row.name, this.get(row.name));
  }

  private reportAll(names: ReadonlySet<string>): void {
    for (const name of names) {
      const row = settingRow(name);
      if (row) this.report(row);
    }
  }
}
