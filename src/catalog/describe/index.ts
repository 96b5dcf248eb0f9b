/** Catalog objects as text: names, definitions, descriptions, privileges. */
export * from './catalog-port.js';
export * from './definitions.js';
export * from './format-type.js';
export * from './function-definition.js';
export * from './names.js';
export * from './object-description.js';
export * from './privileges.js';
export * from './reg-names.js';
