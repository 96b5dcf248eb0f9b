/** Opening, recovering and closing a database. */
export { Database, type DatabaseOptions } from './database.js';
