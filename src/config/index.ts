export type * from './setting.js';
export { allSettings, settingRow } from './all-settings.js';
export * from './parse-setting.js';
export { checkSupportedValue } from './supported-values.js';
