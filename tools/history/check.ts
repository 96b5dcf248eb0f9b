/**
 * Looks for what an isolation level forbids in a recorded history, from the values alone (Kingsbury and Alvaro, "Elle", VLDB 2020; Adya, "Weak Consistency", 1999).
 *
 * From what is there at the end follows the order of versions of each key, and from it who comes before whom: W → R when R read what W wrote (wr), W → W' when W' wrote the next
 * version (ww), R → W when W wrote the version after the one that R read (rw). Forbidden are
 *
 * - at every level: reads of what was rolled back (G1a) or overwritten by its own writer (G1b), cycles of ww and wr (G0, G1c), lost or half-done commits, a read that misses one's own writes;
 * - from REPEATABLE READ on: reads that change within a transaction, and cycles in which no two rw stand next to each other (what snapshot isolation excludes: G-single, lost update);
 * - at SERIALIZABLE: cycles of any kind (G2: write skew, phantoms, the read-only anomaly).
 */
import type { History, Read, RecordedTransaction, Shape, Write } from './history.js';

export interface Anomaly {
  readonly kind: string;
  readonly detail: string;
}

interface Version {
  readonly writer: RecordedTransaction;
  readonly write: Write;
}

const SHAPES: readonly Shape[] = ['list', 'register', 'set'];
const ANOMALIES_MAX = 20;

/** Arcs by the position of their start. */
class Graph {
  readonly next: number[][];

  constructor(count: number) {
    this.next = Array.from({ length: count }, () => []);
  }

  add(from: number, to: number): void {
    if (from !== to) this.next[from]!.push(to);
  }

  /** Nodes of a shortest cycle in the first strongly connected component there is; null without one (Tarjan, 1972, without recursion). */
  cycle(): number[] | null {
    const { next } = this;
    const index = new Int32Array(next.length).fill(-1);
    const low = new Int32Array(next.length);
    const isOnStack = new Uint8Array(next.length);
    const stack: number[] = [];
    let counter = 0;
    for (let root = 0; root < next.length; root++) {
      if (index[root] !== -1) continue;
      const work: [node: number, arc: number][] = [[root, 0]];
      while (work.length > 0) {
        const top = work[work.length - 1]!;
        const [node, arc] = top;
        if (arc === 0) {
          index[node] = low[node] = counter++;
          stack.push(node);
          isOnStack[node] = 1;
        }
        if (arc < next[node]!.length) {
          top[1]++;
          const to = next[node]![arc]!;
          if (index[to] === -1) work.push([to, 0]);
          else if (isOnStack[to] === 1) low[node] = Math.min(low[node]!, index[to]!);
          continue;
        }
        work.pop();
        const parent = work[work.length - 1]?.[0];
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
        if (low[node] !== index[node]) continue;
        const component = stack.splice(stack.indexOf(node));
        for (const member of component) isOnStack[member] = 0;
        if (component.length > 1) return this.shortestCycle(component);
      }
    }
    return null;
  }

  private shortestCycle(component: readonly number[]): number[] {
    const members = new Set(component);
    let best: number[] = [];
    for (const start of component.slice(0, 50)) {
      const from = new Map<number, number>();
      const queue = [start];
      search: for (const node of queue) {
        for (const to of this.next[node]!) {
          if (to === start) {
            const path = [node];
            while (path[0] !== start) path.unshift(from.get(path[0]!)!);
            if (best.length === 0 || path.length < best.length) best = path;
            break search;
          }
          if (!members.has(to) || from.has(to)) continue;
          from.set(to, node);
          queue.push(to);
        }
      }
    }
    return best;
  }
}

class Checker {
  readonly anomalies: Anomaly[] = [];
  private readonly writerOf = new Map<number, Version>();
  private readonly committed: RecordedTransaction[];
  private readonly position = new Map<RecordedTransaction, number>();
  /** Versions in order, by shape and key; of sets in no order. */
  private readonly versions: Record<Shape, Map<number, Version[]>> = { list: new Map(), register: new Map(), set: new Map() };

  constructor(private readonly history: History) {
    for (const writer of history.transactions) for (const write of writer.writes) this.writerOf.set(write.value, { writer, write });
    this.settleUnknown();
    this.committed = history.transactions.filter(t => t.outcome === 'committed');
    this.committed.forEach((t, i) => this.position.set(t, i));
  }

  run(): Anomaly[] {
    this.orderVersions();
    for (const t of this.history.transactions) this.checkReads(t);
    if (this.anomalies.length === 0) this.checkCycles();
    return this.anomalies;
  }

  private report(kind: string, detail: string): void {
    if (this.anomalies.length < ANOMALIES_MAX) this.anomalies.push({ kind, detail });
  }

  /** Whether a COMMIT without an answer took effect shows in what is there. */
  private settleUnknown(): void {
    const found = new Set<number>();
    for (const shape of SHAPES) for (const values of this.history.final[shape].values()) for (const value of values) found.add(value);
    // A register shows its last value only; what was replaced is vouched for by who replaced it.
    const replaced = new Set<number>();
    for (const t of this.history.transactions)
      if (t.outcome === 'committed') for (const write of t.writes) if (write.shape === 'register' && !write.isUndone) replaced.add(write.previous);
    for (let hasChanged = true; hasChanged;) {
      hasChanged = false;
      for (const t of this.history.transactions) {
        if (t.outcome !== 'unknown' || !t.writes.some(w => !w.isUndone && (found.has(w.value) || replaced.has(w.value)))) continue;
        t.outcome = 'committed';
        hasChanged = true;
        for (const write of t.writes) if (write.shape === 'register' && !write.isUndone) replaced.add(write.previous);
      }
    }
    for (const t of this.history.transactions) if (t.outcome === 'unknown') t.outcome = 'aborted';
  }

  private orderVersions(): void {
    const { final } = this.history;
    const expected = new Map<string, Set<number>>();
    const chains = new Map<number, Map<number, Version>>();
    for (const writer of this.committed) {
      for (const write of writer.writes) {
        if (write.isUndone) continue;
        if (write.shape === 'register') {
          let chain = chains.get(write.key);
          if (chain === undefined) chains.set(write.key, (chain = new Map()));
          const rival = chain.get(write.previous);
          if (rival) this.report('lost update', `register ${write.key}: ${write.value} and ${rival.write.value} both replaced ${write.previous}`);
          chain.set(write.previous, { writer, write });
          continue;
        }
        const name = `${write.shape} ${write.key}`;
        const values = expected.get(name);
        if (values === undefined) expected.set(name, new Set([write.value]));
        else values.add(write.value);
      }
    }
    for (const shape of ['list', 'set'] as const) {
      for (const [key, values] of final[shape]) {
        const wanted = expected.get(`${shape} ${key}`) ?? new Set<number>();
        if (new Set(values).size !== values.length) this.report('value twice', `${shape} ${key}: ${values.join(' ')}`);
        const versions: Version[] = [];
        for (const value of values) {
          const version = this.writerOf.get(value);
          if (version === undefined || !wanted.delete(value)) this.report('aborted write is there', `${shape} ${key}: ${value}`);
          else versions.push(version);
        }
        if (wanted.size > 0) this.report('committed write is lost', `${shape} ${key}: ${[...wanted].join(' ')}`);
        expected.delete(`${shape} ${key}`);
        this.versions[shape].set(key, versions);
      }
    }
    for (const [name, values] of expected) this.report('committed write is lost', `${name}: ${[...values].join(' ')}`);
    for (const [key, chain] of chains) {
      const versions: Version[] = [];
      for (let at = chain.get(0); at !== undefined; at = chain.get(at.write.value)) versions.push(at);
      if (versions.length !== chain.size) this.report('broken chain', `register ${key}: ${chain.size} writes, ${versions.length} in order`);
      const last = final.register.get(key)?.[0];
      if (last !== versions.at(-1)?.write.value)
        this.report('committed write is lost', `register ${key} ends with ${last}, not ${versions.at(-1)?.write.value}`);
      this.versions.register.set(key, versions);
    }
  }

  /** What a read shows of others: values that are not the reader's own, in order. A register begins with 0, which nobody wrote. */
  private foreign(t: RecordedTransaction, read: Read): number[] {
    return read.values.filter(value => value !== 0 && this.writerOf.get(value)?.writer !== t);
  }

  private checkReads(t: RecordedTransaction): void {
    const seen = new Map<string, string>();
    for (const read of t.reads) {
      const what = `transaction ${t.id} read ${read.shape} ${read.key} as [${read.values.join(' ')}]`;
      const own = read.writesBefore.filter(w => w.shape === read.shape && w.key === read.key).map(w => w.value);
      const foreign = this.foreign(t, read);
      this.checkOwn(read, own, what);
      for (const value of foreign) {
        const version = this.writerOf.get(value);
        if (version === undefined) this.report('value from nowhere', `${what}: ${value}`);
        else if (version.writer.outcome === 'aborted' || version.write.isUndone)
          this.report('aborted read (G1a)', `${what}: ${value} of transaction ${version.writer.id}`);
        else if (this.isIntermediate(read, foreign, version)) this.report('intermediate read (G1b)', `${what}: ${value} of transaction ${version.writer.id}`);
      }
      if (this.history.level === 'read committed' || (read.shape === 'register' && own.length > 0)) continue;
      const before = seen.get(`${read.shape} ${read.key}`);
      const now = foreign.join(' ');
      if (before !== undefined && before !== now) this.report('fuzzy read', `${what}, before without its own as [${before}]`);
      seen.set(`${read.shape} ${read.key}`, now);
    }
  }

  private checkOwn(read: Read, own: readonly number[], what: string): void {
    const shown =
      read.shape === 'register'
        ? own.length === 0 || read.values[0] === own.at(-1)
        : read.shape === 'list'
          ? own.every((value, i) => read.values[read.values.length - own.length + i] === value)
          : own.every(value => read.values.includes(value));
    if (!shown) this.report('own write not read', `${what} after writing ${own.join(' ')}`);
  }

  /** Some write of that writer to the key is seen, and not a later one of the same transaction. */
  private isIntermediate(read: Read, foreign: readonly number[], { writer, write }: Version): boolean {
    const later = writer.writes.slice(writer.writes.indexOf(write) + 1).filter(w => w.shape === write.shape && w.key === write.key && !w.isUndone);
    if (later.length === 0) return false;
    return read.shape === 'register' ? true : !later.every(w => foreign.includes(w.value));
  }

  private checkCycles(): void {
    const dependencies = new Graph(this.committed.length);
    const antiDependencies = new Graph(this.committed.length);
    const place = (version: Version): number => this.position.get(version.writer)!;
    for (const shape of ['list', 'register'] as const) {
      for (const versions of this.versions[shape].values())
        for (let i = 1; i < versions.length; i++) dependencies.add(place(versions[i - 1]!), place(versions[i]!));
    }
    for (const t of this.committed) {
      const reader = this.position.get(t)!;
      for (const read of t.reads) {
        const versions = this.versions[read.shape].get(read.key) ?? [];
        const foreign = this.foreign(t, read);
        if (read.shape === 'set') {
          const values = new Set(foreign);
          for (const version of versions) {
            if (values.has(version.write.value)) dependencies.add(place(version), reader);
            else antiDependencies.add(reader, place(version));
          }
          continue;
        }
        // A register that the reader has written itself shows nothing of others.
        if (read.shape === 'register' && foreign.length === 0 && (read.values[0] ?? 0) !== 0) continue;
        const at = foreign.length === 0 ? -1 : versions.findIndex(v => v.write.value === foreign.at(-1));
        if (read.shape === 'list' && versions.slice(0, at + 1).some((v, i) => v.write.value !== foreign[i])) {
          this.report('incompatible order', `transaction ${t.id} read list ${read.key} as [${read.values.join(' ')}], which is no beginning of what it became`);
        }
        if (at >= 0) dependencies.add(place(versions[at]!), reader);
        const after = versions.slice(at + 1).find(v => v.writer !== t);
        if (after !== undefined && versions[at + 1]!.writer !== t) antiDependencies.add(reader, place(after));
      }
    }
    this.reportCycle('cycle of ww and wr (G0, G1c)', dependencies);
    if (this.history.level === 'read committed') return;
    const composed = new Graph(this.committed.length);
    const all = new Graph(this.committed.length);
    dependencies.next.forEach((targets, from) => {
      for (const to of targets) {
        composed.add(from, to);
        all.add(from, to);
        for (const beyond of antiDependencies.next[to]!) {
          // A dependency and then an anti-dependency back to where it came from is a cycle of two.
          if (beyond === from) this.report('cycle with one rw (G-single)', this.describe([from, to]));
          else composed.add(from, beyond);
        }
      }
    });
    this.reportCycle('cycle without two rw in a row (G-single, G-nonadjacent)', composed);
    if (this.history.level !== 'serializable') return;
    antiDependencies.next.forEach((targets, from) => {
      for (const to of targets) all.add(from, to);
    });
    this.reportCycle('cycle with two rw in a row (G2)', all);
  }

  private reportCycle(kind: string, graph: Graph): void {
    const cycle = graph.cycle();
    if (cycle !== null) this.report(kind, this.describe(cycle));
  }

  private describe(cycle: readonly number[]): string {
    return cycle
      .map(i => {
        const t = this.committed[i]!;
        const writes = t.writes.map(w => `${w.shape} ${w.key} := ${w.value}${w.isUndone ? ' (undone)' : ''}`);
        const reads = t.reads.map(r => `${r.shape} ${r.key} = [${r.values.join(' ')}]`);
        return `transaction ${t.id} {${[...reads, ...writes].join('; ')}}`;
      })
      .join(' -> ');
  }
}

/** The anomalies that the history's level forbids; none if it is as it should be. Settles outcomes that were unknown. */
export function checkHistory(history: History): Anomaly[] {
  return new Checker(history).run();
}
