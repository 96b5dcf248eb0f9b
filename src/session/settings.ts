/**
 * The settings of one session: values by name, with SET (undone if the transaction rolls back), SET LOCAL (undone at its end) and savepoints.
 * Custom settings (`a.b`) are free text. PostgreSQL chapter 20.1.
 */
import { SETTINGS, normaliseSetting, settingNumber, type SettingRow } from '../config/index.js';
import { PgError } from '../errors/index.js';
import { canonicalTimeZone, type DateStyle } from '../types/index.js';
import { parseDateStyle } from './date-style.js';

const ROWS: ReadonlyMap<string, SettingRow> = new Map(SETTINGS.map(row => [row.name.toLowerCase(), row]));

/** The setting's row, by name in any case. */
export function settingRow(name: string): SettingRow | undefined {
  return ROWS.get(name.toLowerCase());
}

interface Undo {
  readonly name: string;
  readonly previous: string | undefined;
  readonly isLocal: boolean;
}

export type SettingSource = 'client' | 'sql' | 'internal';

export class SessionSettings {
  /** Lower-case name → value in SHOW's form; only what differs from the default. */
  private readonly values = new Map<string, string>();
  private readonly sessionDefaults = new Map<string, string>();
  private undo: Undo[] = [];
  private inTransaction = false;
  private numbers = new Map<string, number>();
  /** Changes with every change of any value: cached plans compare it. */
  epoch = 1;
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
    return this.sessionDefaults.get(key) ?? ROWS.get(key)?.defaultText;
  }

  isOn(name: string): boolean {
    return this.get(name) === 'on';
  }

  /** In the setting's base unit. */
  number(name: string): number {
    let value = this.numbers.get(name);
    if (value === undefined) {
      const row = ROWS.get(name.toLowerCase());
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
    const row = ROWS.get(key);
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
    if (value === null) {
      this.assign(key, undefined, options.isLocal === true);
      this.report(row);
      return;
    }
    this.assign(key, this.check(row, value), options.isLocal === true);
    this.report(row);
  }

  /** Start-up packet options become the session's defaults (RESET returns to them). */
  setDefault(name: string, value: string): void {
    const row = ROWS.get(name.toLowerCase());
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
      const row = ROWS.get(key);
      if (row && (key.startsWith('transaction_') || row.context !== 'user')) continue;
      this.assign(key, undefined, false);
      if (row) this.report(row);
    }
  }

  /** All settings with their values, for SHOW ALL and pg_settings. */
  *all(): Iterable<{ readonly row: SettingRow; readonly value: string; readonly resetValue: string }> {
    for (const row of SETTINGS) yield { row, value: this.get(row.name), resetValue: this.sessionDefaults.get(row.name.toLowerCase()) ?? row.defaultText };
  }

  /** A value as pg_settings shows it: numbers in their base unit. */
  rawValue(row: SettingRow, value: string): string {
    return row.type === 'integer' && row.unit ? String(settingNumber(row, value)) : value;
  }

  // --- transactions ---

  beginTransaction(): void {
    this.inTransaction = true;
    this.undo = [];
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
    this.undo = [];
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
      case 'henrydb.engine': {
        const engine = normaliseSetting(row, value);
        if (engine === 'vm' || engine === 'codegen') throw new PgError('feature_not_supported', `execution engine "${engine}" is not supported yet`);
        return engine;
      }
      case 'henrydb.cross_check':
        if (normaliseSetting(row, value) === 'on') throw new PgError('feature_not_supported', 'henrydb.cross_check is not supported yet');
        return 'off';
      default:
        return normaliseSetting(row, value);
    }
  }

  private assign(key: string, value: string | undefined, isLocal: boolean): void {
    if (this.inTransaction) this.undo.push({ name: key, previous: this.values.get(key), isLocal });
    else if (isLocal) return;
    this.restore(key, value);
  }

  private restore(key: string, value: string | undefined): void {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    this.changed(key);
  }

  private changed(key: string): void {
    this.epoch++;
    this.numbers.clear();
    if (key === 'datestyle') this.dateStyle = parseDateStyle(this.get('DateStyle'), this.dateStyle) ?? this.dateStyle;
  }

  private report(row: SettingRow): void {
    if (row.isReported) this.onReport(row.name, this.get(row.name));
  }

  private reportAll(names: ReadonlySet<string>): void {
    for (const name of names) {
      const row = ROWS.get(name);
      if (row) this.report(row);
    }
  }
}
