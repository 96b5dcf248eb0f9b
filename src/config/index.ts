export type * from './setting.js';
export { SETTINGS } from './settings.data.js';
export * from './parse-setting.js';
