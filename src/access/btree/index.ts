/** B+tree indexes. */
export { BTree, btreeMethod } from './btree.js';
