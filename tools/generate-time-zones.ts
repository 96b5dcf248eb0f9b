/**
 * Writes src/types/time-zone.data.ts from a directory of compiled IANA zones (TZif files, RFC 8536).
 * Run: npx tsx tools/generate-time-zones.ts [/usr/share/zoneinfo]
 *
 * Transitions that the file's closing POSIX rule predicts anyway are left out, equal zones share one record, and the
 * times are written as base-36 differences.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? '/usr/share/zoneinfo';
const skipped = new Set(['posix', 'right', 'posixrules', 'localtime', 'leapseconds', 'leap-seconds.list', 'tzdata.zi']);

interface Zone {
  types: { offset: number; isDst: boolean; abbreviation: string }[];
  transitions: { at: number; type: number }[];
  footer: string;
}

function readZone(bytes: Buffer): Zone | undefined {
  if (bytes.toString('latin1', 0, 4) !== 'TZif' || bytes[4]! < 0x32) return undefined;
  const counts = (at: number): number[] => [20, 24, 28, 32, 36, 40].map(offset => bytes.readUInt32BE(at + offset));
  // The first block has 32-bit times and is skipped.
  const [isUt, isStd, leap, times, types, chars] = counts(0) as [number, number, number, number, number, number];
  const start = 44 + times * 5 + types * 6 + chars + leap * 8 + isStd + isUt;
  const [isUt2, isStd2, leap2, times2, types2, chars2] = counts(start) as [number, number, number, number, number, number];
  let at = start + 44;
  const transitions: Zone['transitions'] = [];
  for (let i = 0; i < times2; i++) transitions.push({ at: Number(bytes.readBigInt64BE(at + i * 8)), type: bytes[at + times2 * 8 + i]! });
  at += times2 * 9;
  const names = at + types2 * 6;
  const zoneTypes: Zone['types'] = [];
  for (let i = 0; i < types2; i++) {
    const nameAt = names + bytes[at + i * 6 + 5]!;
    zoneTypes.push({
      offset: bytes.readInt32BE(at + i * 6),
      isDst: bytes[at + i * 6 + 4] === 1,
      abbreviation: bytes.toString('latin1', nameAt, bytes.indexOf(0, nameAt)),
    });
  }
  at = names + chars2 + leap2 * 12 + isStd2 + isUt2;
  const footer = bytes.toString('latin1', at).replace(/\n/g, '');
  return { types: zoneTypes, transitions, footer };
}

/** Drops the transitions of the years that repeat the pattern of the last 20 years before 2037 (what the footer says). */
function trim(zone: Zone): void {
  const list = zone.transitions;
  const yearOf = (at: number): number => new Date(at * 1000).getUTCFullYear();
  if (!zone.footer.includes(',')) return;
  // Footers that change twice a year: the last explicit pair of transitions stays as a bridge.
  let keep = list.length;
  const perYear = list.filter(t => yearOf(t.at) === 2036);
  if (perYear.length !== 2) return;
  const [first, second] = perYear as [Zone['transitions'][number], Zone['transitions'][number]];
  while (keep >= 4) {
    const a = list[keep - 1]!;
    const b = list[keep - 2]!;
    const year = yearOf(a.at);
    // A year without its changes (Haiti 2016) ends the run that the rule describes.
    if (year !== yearOf(b.at) || (keep < list.length && yearOf(list[keep]!.at) !== year + 1)) break;
    const expected = footerTransitions(zone.footer, year);
    if (b.at !== expected[0] || a.at !== expected[1] || b.type !== first.type || a.type !== second.type) break;
    keep -= 2;
  }
  zone.transitions = list.slice(0, Math.min(list.length, keep + 2));
}

/** The two transitions of a year by a POSIX rule with Mm.w.d dates. */
function footerTransitions(footer: string, year: number): number[] {
  const m = /^(<[^>]+>|[A-Za-z]+)(-?[\d:]+)(<[^>]+>|[A-Za-z]+)(-?[\d:]+)?,(.+),(.+)$/.exec(footer);
  if (!m) return [];
  const seconds = (text: string): number => {
    const sign = text.startsWith('-') ? -1 : 1;
    const [h, mi, s] = text.replace('-', '').split(':').map(Number);
    return sign * (h! * 3600 + (mi ?? 0) * 60 + (s ?? 0));
  };
  const std = -seconds(m[2]!);
  const dst = m[4] ? -seconds(m[4]) : std + 3600;
  const rule = (text: string, offset: number): number => {
    const r = /^M(\d+)\.(\d)\.(\d)(?:\/(-?[\d:]+))?$/.exec(text);
    if (!r) return NaN;
    const month = Number(r[1]);
    const firstDay = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    let day = 1 + ((Number(r[3]) - firstDay + 7) % 7) + (Number(r[2]) - 1) * 7;
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    while (day > days) day -= 7;
    return Date.UTC(year, month - 1, day) / 1000 + (r[4] ? seconds(r[4]) : 7200) - offset;
  };
  return [rule(m[5]!, std), rule(m[6]!, dst)].sort((a, b) => a - b);
}

const names = new Map<string, string>();
function walk(dir: string, prefix: string): void {
  for (const name of readdirSync(dir).sort()) {
    if (prefix === '' && skipped.has(name)) continue;
    const path = join(dir, name);
    if (statSync(path).isDirectory()) walk(path, `${prefix}${name}/`);
    else {
      const zone = readZone(readFileSync(path));
      if (!zone) continue;
      trim(zone);
      const types = zone.types.map(t => `${t.offset.toString(36)}${t.isDst ? '!' : ' '}${t.abbreviation}`).join(',');
      let previous = 0;
      const times = zone.transitions.map(t => {
        const delta = t.at - previous;
        previous = t.at;
        return delta.toString(36);
      });
      const order = zone.transitions.map(t => t.type.toString(36)).join('');
      names.set(`${prefix}${name}`, [types, order, times.join(' '), zone.footer].join(';'));
    }
  }
}
walk(root, '');

const groups = new Map<string, string[]>();
for (const [name, record] of names) groups.set(record, [...(groups.get(record) ?? []), name]);
const version = /^# version (\S+)/.exec(readFileSync(join(root, 'tzdata.zi'), 'latin1'))?.[1] ?? 'unknown';
const lines = [...groups].map(([record, list]) => `${list.join(',')};${record}`);
writeFileSync(
  'src/types/time-zone.data.ts',
  `/** Generated by tools/generate-time-zones.ts from the IANA time zone database (public domain). Do not edit. */
export const TIME_ZONES = {
  version: '${version}',
  /** One line a zone: names; local time types (offset in base 36, '!' for daylight saving, abbreviation); type of each transition; differences of transition times; POSIX rule after the last. */
  // prettier-ignore
  records: \`${lines.join('\n')}\`,
};
`,
);
console.log(`${names.size} names, ${groups.size} zones`);
