/** The working table of a recursive union: what the previous round produced. */
import type { Row } from './row.js';

export class WorkTable {
  rows: Row[] = [];
}
