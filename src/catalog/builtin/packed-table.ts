/**
 * Rows of a built-in catalog, kept as one string and split on first need. Nothing happens at import.
 *
 * One row a line, fields separated by tabs. `\N` is null, `\E` the empty string, an empty or missing field the column's
 * default; a default of `=N` repeats field N. The first two columns are always written out. Rows are sorted by the first
 * column when that is a name, so that all rows of a name are neighbours.
 */
export interface PackedRows {
  readonly columns: string;
  readonly defaults: readonly string[];
  readonly rows: string;
}

export type PackedField = string | null;

const SEARCHES_MAX = 32;

export class PackedTable {
  readonly columns: readonly string[];
  readonly #packed: PackedRows;
  #lines: string[] | undefined;
  #oids: Int32Array | undefined;
  #searches = 0;

  constructor(packed: PackedRows) {
    this.#packed = packed;
    this.columns = packed.columns.split(' ');
  }

  #allLines(): string[] {
    return (this.#lines ??= this.#packed.rows.split('\n'));
  }

  get count(): number {
    return this.#allLines().length;
  }

  /** Position of a column; a misspelt name is a programmer's error. */
  column(name: string): number {
    const at = this.columns.indexOf(name);
    if (at < 0) throw new Error(`no column ${name}`);
    return at;
  }

  /** All fields of a line, decoded. */
  fields(line: number): PackedField[] {
    const raw = this.#allLines()[line]!.split('\t');
    const { defaults } = this.#packed;
    const fields: PackedField[] = new Array<PackedField>(defaults.length);
    for (let i = 0; i < defaults.length; i++) {
      let value = raw[i];
      if (value === undefined || value === '') {
        value = defaults[i]!;
        if (value.charCodeAt(0) === 61 /* = */) {
          fields[i] = fields[Number(value.slice(1))]!;
          continue;
        }
      }
      fields[i] = value === '\\N' ? null : value === '\\E' ? '' : value;
    }
    return fields;
  }

  /** Lines whose first column is `name`, in order: a binary search, since building an index would cost more than most processes look up. */
  linesNamed(name: string): number[] {
    const lines = this.#allLines();
    const prefix = `${name}\t`;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const line = lines[middle]!;
      if (line.slice(0, line.indexOf('\t')) < name) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let i = low; i < lines.length && lines[i]!.startsWith(prefix); i++) found.push(i);
    return found;
  }

  /** Line of an oid, which is the first column, or the second when the first is a name; -1 if there is none. */
  lineOfOid(id: number): number {
    if (this.#oids === undefined && this.columns[1] === 'oid' && this.#searches++ < SEARCHES_MAX) return this.#searchOid(id);
    return (this.#oids ??= this.#readOids()).indexOf(id);
  }

  /** Looks through the text: reading all oids takes as long as a hundred searches, and a short process looks up a few. */
  #searchOid(id: number): number {
    const { rows } = this.#packed;
    const digits = `\t${id}`;
    for (let at = rows.indexOf(digits); at >= 0; at = rows.indexOf(digits, at + 1)) {
      const after = rows.charCodeAt(at + digits.length);
      if (after >= 48 && after <= 57) continue;
      const start = rows.lastIndexOf('\n', at) + 1;
      if (rows.indexOf('\t', start) !== at) continue;
      const newline = rows.indexOf('\n', at);
      const text = rows.slice(start, newline < 0 ? rows.length : newline);
      const line = this.linesNamed(rows.slice(start, at)).find(candidate => this.#allLines()[candidate] === text);
      if (line !== undefined) return line;
    }
    return -1;
  }

  #readOids(): Int32Array {
    const lines = this.#allLines();
    const isSecond = this.columns[1] === 'oid';
    const oids = new Int32Array(lines.length);
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      let value = 0;
      for (let at = isSecond ? line.indexOf('\t') + 1 : 0; at < line.length; at++) {
        const digit = line.charCodeAt(at) - 48;
        if (digit < 0) break;
        value = value * 10 + digit;
      }
      oids[i] = value;
    }
    return oids;
  }
}

/** Lines by the number in their second column, which is always written out. */
export function linesBySecondColumn(packed: PackedRows): Map<number, number[]> {
  const found = new Map<number, number[]>();
  packed.rows.split('\n').forEach((line, i) => {
    const tab = line.indexOf('\t');
    const end = line.indexOf('\t', tab + 1);
    const key = Number(line.slice(tab + 1, end < 0 ? line.length : end));
    const list = found.get(key);
    if (list === undefined) found.set(key, [i]);
    else list.push(i);
  });
  return found;
}

export const packedBoolean = (field: PackedField): boolean => field === 't';

/** A list of oids separated by `separator`; the empty string is the empty list. */
export function packedNumbers(field: PackedField, separator: ' ' | ','): number[] {
  if (field === null || field === '') return [];
  return field.split(separator).map(Number);
}
