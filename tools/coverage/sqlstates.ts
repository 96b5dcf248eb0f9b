/** SQLSTATEs: those the source can raise and those PostgreSQL documents, against those that golden outputs contain. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SQLSTATE, type SqlStateName } from '../../src/errors/index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Names of conditions that the source writes in quotes. */
export function raisedStates(): Set<SqlStateName> {
  const raised = new Set<SqlStateName>();
  const names = new Set<string>(Object.keys(SQLSTATE));
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.data.ts') || name.endsWith('sqlstate.ts')) continue;
    const text = readFileSync(join(root, 'src', name), 'utf8');
    for (const [, word] of text.matchAll(/'([a-z_]+)'/g)) if (names.has(word!)) raised.add(word as SqlStateName);
  }
  return raised;
}

export function reportStates(expected: readonly string[], report: (what: string, covered: number, all: number, missing: readonly string[]) => void): void {
  const seen = new Set(expected.flatMap(line => /^(?:ERROR|FATAL|WARNING|NOTICE|INFO|LOG|DEBUG) (\w{5}): /.exec(line)?.[1] ?? []));
  const raised = [...raisedStates()].sort();
  const missing = raised.filter(name => !seen.has(SQLSTATE[name]));
  report(
    'SQLSTATEs raised in src',
    raised.length - missing.length,
    raised.length,
    missing.map(name => `${SQLSTATE[name]} ${name}`),
  );
}
