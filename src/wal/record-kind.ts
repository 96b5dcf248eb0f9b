/**
 * What a log record says happened. Page changes are redone from their images and operations whatever their kind: for them the kind is
 * for people (`henrydb inspect wal`) and for the few kinds that carry state outside pages, whose redo handlers register themselves.
 * The numbers are on disk: never reuse one.
 */
export const RecordKind = {
  /** The log's own. */
  checkpoint: 1,
  epochStart: 2,
  counters: 3,
  noop: 4,
  /** Relation files. */
  fileCreate: 8,
  fileDrop: 9,
  fileMap: 10,
  fileTruncate: 11,
  /** Transactions. */
  commit: 16,
  abort: 17,
  prepare: 18,
  commitPrepared: 19,
  abortPrepared: 20,
  commitStatusExtend: 21,
  rowLocks: 22,
  restorePoint: 23,
  /** Tables. */
  heapInsert: 32,
  heapMultiInsert: 33,
  heapUpdate: 34,
  heapDelete: 35,
  heapLock: 36,
  heapPrune: 37,
  heapVisibility: 38,
  heapVacuum: 39,
  heapExtend: 40,
  overflowWrite: 41,
  overflowDelete: 42,
  freeSpaceMap: 43,
  /** Indexes. */
  indexCreate: 64,
  btreeInsert: 65,
  btreeSplit: 66,
  btreeNewRoot: 67,
  btreeDelete: 68,
  btreeVacuum: 69,
  btreeBuild: 70,
  gistInsert: 71,
  gistSplit: 72,
  gistDelete: 73,
  gistVacuum: 74,
  gistBuild: 75,
  indexOther: 79,
  /** The rest. */
  sequence: 96,
  catalog: 97,
  logicalMessage: 98,
  test: 127,
} as const;

export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind];

const NAMES = new Map<number, string>(Object.entries(RecordKind).map(([name, kind]) => [kind, name]));

/** The kind's name, or `unknown(n)`. */
export function recordKindName(kind: number): string {
  return NAMES.get(kind) ?? `unknown(${kind})`;
}
