/** What a setting is: one row per setting in settings.data.ts, from which SHOW, SET, pg_settings and the reference are made. */

export type SettingType = 'bool' | 'integer' | 'real' | 'string' | 'enum';
/** Who may change it, as pg_settings.context. */
export type SettingContext = 'internal' | 'postmaster' | 'sighup' | 'superuser' | 'user' | 'backend';
/** Base unit of a number: kilobytes, 8 KB blocks, milliseconds, seconds, minutes, bytes. */
export type SettingUnit = '' | 'kB' | '8kB' | 'ms' | 's' | 'min' | 'B' | 'MB';

export interface SettingRow {
  readonly name: string;
  readonly type: SettingType;
  readonly context: SettingContext;
  /** In SHOW's text form, units included where SHOW prints them. */
  readonly defaultText: string;
  readonly description: string;
  readonly unit?: SettingUnit;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly choices?: readonly string[];
  /** Reported to clients by ParameterStatus when it changes. */
  readonly isReported?: boolean;
  /** Lists of names (search_path): each item is an identifier. */
  readonly isList?: boolean;
}
