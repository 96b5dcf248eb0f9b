/** GiST. What stands behind these functions is loaded when the first such index is opened (tools/build/chunks.mjs). */
import type { IndexCapabilities, IndexMethod } from '../index-method.js';
import { createGistFile, openGist } from './gist.js';
export { gistKeyEncoder } from './gist.js';
export type { BoxQuery, PartCondition } from './box-query.js';
export { isLossy, type ShapeName } from './lossy.js';

const capabilities: IndexCapabilities = {
  isOrdered: false,
  canUnique: false,
  canBackward: false,
  canMultiColumn: true,
  canInclude: true,
  canReturnKeys: true,
  canRange: true,
  canSearchNulls: true,
};

export const gistMethod: IndexMethod = {
  name: 'gist',
  capabilities,
  createFile: (transaction, kind) => createGistFile(transaction, kind),
  open: options => openGist(options),
};
