/** Every setting there is, by name. Those that change nothing are read from their facts when one of them is first asked for. */
import { compatibleSettings } from './compatible-settings.data.js';
import type { SettingRow } from './setting.js';
import { OWN_SETTINGS } from './settings.data.js';

const lower = (row: SettingRow): string => row.name.toLowerCase();

const own: ReadonlyMap<string, SettingRow> = new Map(OWN_SETTINGS.map(row => [lower(row), row]));
let compatible: ReadonlyMap<string, SettingRow> | undefined;
let sorted: readonly SettingRow[] | undefined;

/** The setting's row, by name in any case; undefined when there is none. */
export function settingRow(name: string): SettingRow | undefined {
  const wanted = name.toLowerCase();
  return own.get(wanted) ?? (compatible ??= new Map(compatibleSettings().map(row => [lower(row), row]))).get(wanted);
}

/** All of them, in the order of their names in any case. */
export function allSettings(): readonly SettingRow[] {
  return (sorted ??= [...OWN_SETTINGS, ...compatibleSettings()].sort((a, b) => (lower(a) < lower(b) ? -1 : 1)));
}
