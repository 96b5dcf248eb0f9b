/**
 * Portals or prepared statements by name, in the manner of a Map. The unnamed one (''), which comes and goes with every statement, has a field of its own: a Map
 * under constant set and delete rehashes again and again, and V8's old tables point to the new ones, so that once one is in old space
 * everything that was ever in them lives until the next full collection (a fifth of all plans, before).
 */
export class NamedSlots<T> {
  private readonly named = new Map<string, T>();
  private unnamed: T | undefined = undefined;

  get(name: string): T | undefined {
    return name === '' ? this.unnamed : this.named.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  set(name: string, value: T): void {
    if (name === '') this.unnamed = value;
    else this.named.set(name, value);
  }

  delete(name: string): void {
    if (name === '') this.unnamed = undefined;
    else this.named.delete(name);
  }

  clear(): void {
    this.unnamed = undefined;
    this.named.clear();
  }

  get size(): number {
    return this.named.size + (this.unnamed === undefined ? 0 : 1);
  }

  *values(): IterableIterator<T> {
    if (this.unnamed !== undefined) yield this.unnamed;
    yield* this.named.values();
  }

  /** Only the named ones: entries may be deleted while it runs. */
  namedEntries(): IterableIterator<[string, T]> {
    return this.named.entries();
  }

  get hasNamed(): boolean {
    return this.named.size > 0;
  }
}
