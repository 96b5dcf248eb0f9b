/**
 * Combo command ids: a row inserted and deleted by one transaction has both a cmin and a cmax but one field for them. The pair gets a number
 * that only the transaction itself has to understand, so it lives in its memory.
 */
export class ComboCommands {
  private readonly cmins: number[] = [];
  private readonly cmaxs: number[] = [];
  private readonly known = new Map<number, number>();

  comboOf(cmin: number, cmax: number): number {
    const key = cmin * 4294967296 + cmax;
    const found = cmin < 2097152 ? this.known.get(key) : undefined;
    if (found !== undefined) return found;
    const combo = this.cmins.length;
    this.cmins.push(cmin);
    this.cmaxs.push(cmax);
    if (cmin < 2097152) this.known.set(key, combo);
    return combo;
  }

  cmin(combo: number): number {
    return this.cmins[combo] as number;
  }

  cmax(combo: number): number {
    return this.cmaxs[combo] as number;
  }
}
