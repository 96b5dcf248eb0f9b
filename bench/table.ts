/** Markdown tables of comparisons. */
import { loadavg } from 'node:os';
import type { Timing } from './measure.js';

export interface Line {
  readonly what: string;
  readonly ours: Timing | null;
  readonly peer: string;
  readonly theirs: Timing | null;
  /** The ratio that HenryDB is to stay below. */
  readonly bar?: number;
  /** Of the answers; shown when they differ. */
  readonly isSame?: boolean;
}

export function time(ns: number): string {
  if (!Number.isFinite(ns)) return '-';
  const [value, unit] = ns < 1e3 ? [ns, 'ns'] : ns < 1e6 ? [ns / 1e3, 'µs'] : ns < 1e9 ? [ns / 1e6, 'ms'] : [ns / 1e9, 's'];
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}

export function ratioText(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}x` : '-';
}

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map(row => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  return [line(head), `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`, ...rows.map(line)].join('\n');
}

export function comparison(lines: readonly Line[]): string {
  return markdown(
    ['what', 'HenryDB', 'CPU', 'peer', "peer's", 'CPU', 'ratio', 'CPU ratio', 'bar', 'answers'],
    lines.map(({ what, ours, peer, theirs, bar, isSame }) => {
      const ratio = ours && theirs ? ours.ns / theirs.ns : NaN;
      return [
        what,
        ours ? time(ours.ns) : '-',
        ours ? time(ours.cpuNs) : '-',
        peer,
        theirs ? time(theirs.ns) : '-',
        theirs ? time(theirs.cpuNs) : '-',
        ratioText(ratio),
        ours && theirs ? ratioText(ours.cpuNs / theirs.cpuNs) : '-',
        bar === undefined ? '' : `${ratio <= bar ? 'met' : Number.isFinite(ratio) ? 'MISSED' : ''} < ${bar}`.trim(),
        isSame === undefined ? '' : isSame ? 'same' : 'DIFFERENT',
      ];
    }),
  );
}

/** The machine's load, for a reader to judge the figures by. */
export function load(): string {
  return `load average ${loadavg()
    .map(value => value.toFixed(1))
    .join(' ')}`;
}

export function note(text: string): void {
  console.error(text);
}
