/**
 * Quicksort as Bentley and McIlroy describe it ("Engineering a Sort Function", 1993), which PostgreSQL uses: for where it shows in which order equal elements
 * come out. Sorts in place.
 */

type Compare<T> = (a: T, b: T) => number;

/** Up to so many elements are sorted by insertion. */
const FEW = 6;
/** From more elements than this on the pivot is a median of medians. */
const MANY = 40;

export function partitionSort<T>(list: T[], compare: Compare<T>): T[] {
  new Sorter(list, compare).sort(0, list.length);
  return list;
}

class Sorter<T> {
  constructor(
    private readonly list: T[],
    private readonly compareValues: Compare<T>,
  ) {}

  private compare(i: number, k: number): number {
    return this.compareValues(this.list[i] as T, this.list[k] as T);
  }

  private swap(i: number, k: number, count = 1): void {
    for (let n = 0; n < count; n++) {
      const kept = this.list[i + n] as T;
      this.list[i + n] = this.list[k + n] as T;
      this.list[k + n] = kept;
    }
  }

  private median(a: number, b: number, c: number): number {
    if (this.compare(a, b) < 0) return this.compare(b, c) < 0 ? b : this.compare(a, c) < 0 ? c : a;
    return this.compare(b, c) > 0 ? b : this.compare(a, c) < 0 ? a : c;
  }

  private insert(start: number, end: number): void {
    for (let i = start + 1; i < end; i++) for (let k = i; k > start && this.compare(k - 1, k) > 0; k--) this.swap(k, k - 1);
  }

  private isSorted(start: number, end: number): boolean {
    for (let i = start + 1; i < end; i++) if (this.compare(i - 1, i) > 0) return false;
    return true;
  }

  private pivot(start: number, count: number): number {
    const middle = start + (count >> 1);
    const last = start + count - 1;
    if (count <= FEW + 1) return middle;
    if (count <= MANY) return this.median(start, middle, last);
    const d = count >> 3;
    return this.median(this.median(start, start + d, start + 2 * d), this.median(middle - d, middle, middle + d), this.median(last - 2 * d, last - d, last));
  }

  sort(start: number, count: number): void {
    const end = start + count;
    if (count <= FEW) {
      this.insert(start, end);
      return;
    }
    if (this.isSorted(start, end)) return;
    this.swap(start, this.pivot(start, count));
    // Elements equal to the pivot gather at both ends.
    let equalLeft = start + 1;
    let left = start + 1;
    let right = end - 1;
    let equalRight = end - 1;
    for (;;) {
      for (; left <= right; left++) {
        const order = this.compare(left, start);
        if (order > 0) break;
        if (order === 0) this.swap(equalLeft++, left);
      }
      for (; left <= right; right--) {
        const order = this.compare(right, start);
        if (order < 0) break;
        if (order === 0) this.swap(right, equalRight--);
      }
      if (left > right) break;
      this.swap(left++, right--);
    }
    const fromLeft = Math.min(equalLeft - start, left - equalLeft);
    this.swap(start, left - fromLeft, fromLeft);
    const fromRight = Math.min(equalRight - right, end - equalRight - 1);
    this.swap(left, end - fromRight, fromRight);
    const smaller = left - equalLeft;
    const greater = equalRight - right;
    if (smaller > 1) this.sort(start, smaller);
    if (greater > 1) this.sort(end - greater, greater);
  }
}
