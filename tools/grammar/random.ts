/** Chance that can be repeated: a generator of numbers from a seed (a Weyl sequence of 32 bits, mixed as in mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b1);
  }

  /** An integer of 0 to `count` - 1. */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let s = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    s ^= s + Math.imul(s ^ (s >>> 7), s | 61);
    s ^= s >>> 14;
    return (s >>> 0) % count;
  }

  /** True `percent` times of a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<V>(values: readonly V[]): V {
    return values[this.below(values.length)]!;
  }
}
