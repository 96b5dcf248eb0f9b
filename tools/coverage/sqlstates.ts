/** SQLSTATEs: those of PostgreSQL's Appendix A and those that the source can raise, against those that golden outputs and scripted tests contain. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SQLSTATE, type SqlStateName } from '../../src/errors/index.js';
import { SCRIPTED_STATES, UNSEEN_STATES } from './scripted-states.data.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

type Report = (what: string, covered: number, all: number, missing: readonly string[]) => void;

/** Words of the source that are names of conditions and mean something else. */
const OTHER_WORDS = new Set(['raise_exception', 'no_data', 'successful_completion']);

/** Why states of Appendix A are raised by nothing here, by the code's beginning; the first that fits. */
const NOT_RAISED: readonly (readonly [codes: RegExp, reason: string])[] = [
  [/^0100[67]/, 'privileges are not checked when they are used'],
  [/^HV/, 'foreign data wrappers: refused'],
  [/^(P0|2F|38|39|09|0Z|20|27|01P01|0100C)/, 'functions and triggers in procedural languages: refused'],
  [/^(08|02|03|07|22002|22010|22022|22026|25005)/, "of clients, embedded SQL and the protocol's two ends"],
  [/^(22P06)/, 'strings conform to the standard always'],
  [/^(44|55P04|42P13|42P12|0F|23P01|28P01|57P02|57P04|42P04|42723)/, 'of features that are refused'],
  [/^(72|F0|XX|58|53)/, 'of the operating system and damaged files'],
];

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name));
}

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Names of conditions that the source writes in quotes. */
function raisedStates(): Set<SqlStateName> {
  const raised = new Set<SqlStateName>();
  for (const path of filesOf('src')) {
    if (!path.endsWith('.ts') || path.endsWith('.data.ts') || path.endsWith('sqlstate.ts')) continue;
    for (const [, word] of textOf(path).matchAll(/'([a-z_]+)'/g)) {
      if (Object.hasOwn(SQLSTATE, word!) && !OTHER_WORDS.has(word!)) raised.add(word as SqlStateName);
    }
  }
  return raised;
}

/** Does the test look for the code, or for its name? */
function isTested(name: SqlStateName): boolean {
  const test = SCRIPTED_STATES[SQLSTATE[name]]?.[0];
  return test !== undefined && new RegExp(`\\b(?:${SQLSTATE[name]}|${name})\\b`).test(textOf(test));
}

export function reportStates(expected: readonly string[], report: Report): void {
  const seen = new Set(expected.flatMap(line => /^(?:ERROR|FATAL|WARNING|NOTICE|INFO|LOG|DEBUG) (\w{5}): /.exec(line)?.[1] ?? []));
  const raised = [...raisedStates()].sort((a, b) => (SQLSTATE[a] < SQLSTATE[b] ? -1 : 1));
  const show = (name: SqlStateName): string => `${SQLSTATE[name]} ${name}`;
  const visible = raised.filter(name => UNSEEN_STATES[SQLSTATE[name]] === undefined);
  const reachable = visible.filter(name => seen.has(SQLSTATE[name]) || SCRIPTED_STATES[SQLSTATE[name]] === undefined);
  const others = visible.filter(name => !reachable.includes(name));
  report(
    'SQLSTATEs raised, in golden outputs',
    reachable.filter(name => seen.has(SQLSTATE[name])).length,
    reachable.length,
    reachable.filter(name => !seen.has(SQLSTATE[name])).map(show),
  );
  report(
    'SQLSTATEs beyond one session, in scripted tests',
    others.filter(isTested).length,
    others.length,
    others.map(name => `${show(name)}: ${isTested(name) ? '' : 'NOT '}in ${SCRIPTED_STATES[SQLSTATE[name]]!.join(', takes ')}`),
  );
  for (const name of raised.filter(each => !visible.includes(each))) console.log(`    never seen: ${show(name)}: ${UNSEEN_STATES[SQLSTATE[name]]}`);
  const unraised = (Object.keys(SQLSTATE) as SqlStateName[]).filter(name => !raised.includes(name) && !seen.has(SQLSTATE[name]));
  const reasonOf = (name: SqlStateName): string | undefined => NOT_RAISED.find(([codes]) => codes.test(SQLSTATE[name]))?.[1];
  const reasons = new Map<string, string[]>();
  for (const name of unraised) {
    const reason = reasonOf(name) ?? 'PostgreSQL has no message with it that applies here';
    reasons.set(reason, [...(reasons.get(reason) ?? []), SQLSTATE[name]]);
  }
  report(
    'SQLSTATEs of Appendix A raised here',
    Object.keys(SQLSTATE).length - unraised.length,
    Object.keys(SQLSTATE).length,
    [...reasons].map(([reason, codes]) => `${reason}: ${codes.join(' ')}`),
  );
}
