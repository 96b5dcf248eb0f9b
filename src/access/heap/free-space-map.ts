/**
 * Free bytes of each page of a file, in units of 32 bytes, in memory. A page not known counts as full; inserts, pruning, VACUUM and scans tell what they see, so that
 * the map heals itself after a restart. Three levels of maxima (64 entries each) make a search cost about 200 byte reads for a million pages.
 */

const UNIT_BYTES = 32;
const FAN_BITS = 6;

export class FreeSpaceMap {
  private pages = new Uint8Array(64);
  private groups = new Uint8Array(1);
  private supers = new Uint8Array(1);

  /** Records the free bytes of a page. */
  set(page: number, bytes: number): void {
    const units = bytes < 0 ? 0 : bytes >= 255 * UNIT_BYTES ? 255 : Math.floor(bytes / UNIT_BYTES);
    if (page >= this.pages.length) {
      if (units === 0) return;
      this.grow(page + 1);
    }
    const old = this.pages[page];
    if (old === units) return;
    this.pages[page] = units;
    this.raise(this.groups, this.pages, page >>> FAN_BITS, old, units);
  }

  /** True when recording this figure would change nothing. */
  knows(page: number, bytes: number): boolean {
    return page < this.pages.length && this.pages[page] === Math.floor(bytes / UNIT_BYTES);
  }

  /** A page with at least `bytes` free, the lowest-numbered one; -1 if none is known. */
  find(bytes: number): number {
    const units = Math.ceil(bytes / UNIT_BYTES);
    if (units > 255) return -1;
    const { pages, groups, supers } = this;
    for (let s = 0; s < supers.length; s++) {
      if (supers[s] < units) continue;
      const groupEnd = Math.min(groups.length, (s + 1) << FAN_BITS);
      for (let g = s << FAN_BITS; g < groupEnd; g++) {
        if (groups[g] < units) continue;
        const end = Math.min(pages.length, (g + 1) << FAN_BITS);
        for (let p = g << FAN_BITS; p < end; p++) if (pages[p] >= units) return p;
      }
    }
    return -1;
  }

  /** Free bytes of all pages together, as far as they are known. */
  get totalBytes(): number {
    let units = 0;
    for (const page of this.pages) units += page;
    return units * UNIT_BYTES;
  }

  clear(): void {
    this.pages.fill(0);
    this.groups.fill(0);
    this.supers.fill(0);
  }

  private raise(groups: Uint8Array, pages: Uint8Array, group: number, old: number, units: number): void {
    const before = groups[group];
    let after = before;
    if (units > before) after = units;
    else if (old === before) after = maximum(pages, group);
    if (after === before) return;
    groups[group] = after;
    if (groups === this.groups) this.raise(this.supers, this.groups, group >>> FAN_BITS, before, after);
  }

  private grow(count: number): void {
    const size = Math.max(count, this.pages.length * 2);
    this.pages = grown(this.pages, size);
    this.groups = grown(this.groups, Math.ceil(size / 64));
    this.supers = grown(this.supers, Math.ceil(size / 4096));
  }
}

function maximum(values: Uint8Array, group: number): number {
  let best = 0;
  const end = Math.min(values.length, (group + 1) << FAN_BITS);
  for (let i = group << FAN_BITS; i < end; i++) if (values[i] > best) best = values[i];
  return best;
}

function grown(old: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(length);
  result.set(old);
  return result;
}
