/** Heap tables. */
export { HeapTable, heapMethod } from './heap-table.js';
export { knownVisiblePages } from './heap-state.js';
export { HeapFetch } from './heap-fetch.js';
export { HeapScan } from './heap-scan.js';
export { OverflowStore } from './overflow-store.js';
export { FreeSpaceMap } from './free-space-map.js';
