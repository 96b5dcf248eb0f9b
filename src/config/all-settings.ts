/** Every setting there is, by name. */
import { COMPATIBLE_SETTINGS } from './compatible-settings.data.js';
import type { SettingRow } from './setting.js';
import { OWN_SETTINGS } from './settings.data.js';

export const SETTINGS: readonly SettingRow[] = [...OWN_SETTINGS, ...COMPATIBLE_SETTINGS].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
