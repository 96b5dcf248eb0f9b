export type * from './setting.js';
export { SETTINGS } from './all-settings.js';
export * from './parse-setting.js';
