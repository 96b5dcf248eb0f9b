/**
 * Statements of one session by their exact text: parsed, analysed, planned, for clients that send the same text again without preparing it.
 * What is kept are plans, never results; an entry is used only while catalogs and settings are those it was made under.
 *
 * A text enters at its second sight: statements with literals pasted in would only push one another out, and keep the collector busy.
 */
import type { Oid } from '../base/index.js';
import type { PreparedStatement } from './prepared-statement.js';

const ENTRIES_MAX = 256;
const TEXT_LENGTH_MAX = 16384;
/** Texts seen once that are remembered: a power of two. */
const SEEN_SLOTS = 64;

const NO_TYPES: readonly Oid[] = [];

export class StatementCache {
  private readonly entries = new Map<string, PreparedStatement>();
  /** By hash, the last one that fell there: a Set would rehash all the time (see NamedSlots). */
  private readonly seen: string[] = new Array<string>(SEEN_SLOTS).fill('');

  /** @param types declared parameter types */
  find(sql: string, types: readonly Oid[] = NO_TYPES): PreparedStatement | undefined {
    return this.entries.size === 0 ? undefined : this.entries.get(types.length === 0 ? sql : keyOf(sql, types));
  }

  /** A statement without a cached form was made. */
  note(prepared: PreparedStatement): void {
    const { sql, declaredTypes } = prepared;
    if (sql.length > TEXT_LENGTH_MAX) return;
    const key = declaredTypes.length === 0 ? sql : keyOf(sql, declaredTypes);
    const { seen, entries } = this;
    const slot = slotOf(key);
    if (seen[slot] !== key && !entries.has(key)) {
      seen[slot] = key;
      return;
    }
    if (entries.size >= ENTRIES_MAX) entries.delete(entries.keys().next().value as string);
    entries.set(key, prepared);
  }

  clear(): void {
    this.entries.clear();
    this.seen.fill('');
  }
}

function keyOf(sql: string, types: readonly Oid[]): string {
  return `${types.join(',')}\u0000${sql}`;
}

/** From the length and the last characters, where texts that differ in a literal differ most. */
function slotOf(text: string): number {
  let hash = text.length;
  for (let i = Math.max(0, text.length - 12); i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return hash & (SEEN_SLOTS - 1);
}
