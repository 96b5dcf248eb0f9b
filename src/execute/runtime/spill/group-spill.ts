/**
 * Input rows of a hash aggregation or set operation whose groups do not fit: partitioned by the hash of their keys into temporary files, aggregated one
 * partition after the other when the groups in memory have been given out. A partition that is still too large is partitioned again, by further bits.
 * Rows of a partition come back in the order in which they were added.
 */
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import { RowFile, type RowFileReader } from './row-file.js';

const PARTITION_BITS = 4;
const PARTITIONS = 1 << PARTITION_BITS;
/** Beyond this depth a partition is aggregated whatever it takes: its keys hash alike. */
const DEPTH_MAX = 6;

interface Partition {
  readonly file: RowFile;
  readonly depth: number;
}

export class GroupSpill {
  /** Partitions being written, by hash bits of the present depth. */
  private writing: (RowFile | null)[] = new Array<RowFile | null>(PARTITIONS).fill(null);
  private readonly waiting: Partition[] = [];
  private depth = 0;
  private reader: RowFileReader | null = null;
  private reading: RowFile | null = null;
  /** Partitions read, and bytes written. */
  batches = 0;
  diskBytes = 0;

  constructor(private readonly state: ExecutionState) {}

  get canSplit(): boolean {
    return this.depth < DEPTH_MAX;
  }

  add(hash: number, row: readonly Datum[]): void {
    const at = (hash >>> (32 - PARTITION_BITS * (this.depth + 1))) & (PARTITIONS - 1);
    (this.writing[at] ??= new RowFile(this.state)).add(row);
  }

  /** Opens the next partition; false when there is none left. */
  nextPartition(): boolean {
    this.reading?.discard();
    // The parts of a partition before its neighbours, so that few wait at a time.
    const written: Partition[] = [];
    for (const file of this.writing) {
      if (file === null) continue;
      this.diskBytes += file.seal();
      written.push({ file, depth: this.depth + 1 });
    }
    this.waiting.unshift(...written);
    this.writing = new Array<RowFile | null>(PARTITIONS).fill(null);
    const next = this.waiting.shift();
    if (next === undefined) return false;
    this.depth = next.depth;
    this.batches++;
    this.reading = next.file;
    this.reader = next.file.open();
    return true;
  }

  /** The open partition's next row. */
  next(): readonly Datum[] | undefined {
    return this.reader?.next();
  }

  discard(): void {
    this.reading?.discard();
    for (const file of this.writing) file?.discard();
    for (const { file } of this.waiting) file.discard();
  }
}
