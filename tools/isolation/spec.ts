/**
 * Isolation specs, in the format of PostgreSQL's isolationtester: SQL to set up and tear down, sessions with named steps, and permutations of the steps to
 * run. `#` begins a comment; names may be quoted; SQL stands in braces, which it may use in pairs.
 *
 *   setup { CREATE TABLE t (a int); }
 *   teardown { DROP TABLE t; }
 *   session s1
 *   setup { BEGIN; }
 *   step u1 { UPDATE t SET a = 1; }
 *   step c1 { COMMIT; }
 *   session s2
 *   step u2 { UPDATE t SET a = 2; }
 *   permutation u1 u2(*) c1
 *
 * A step marked `(*)` is reported as waiting as soon as it has been started: for those of which it is a matter of luck whether they are seen to wait.
 * Without permutations, all interleavings that keep each session's order are run.
 */
export interface Step {
  readonly name: string;
  readonly sql: string;
  /** Index of its session. */
  readonly session: number;
}

export interface SpecSession {
  readonly name: string;
  setup: string | null;
  teardown: string | null;
  readonly steps: Step[];
}

export interface PermutationStep {
  readonly step: Step;
  /** Marked `(*)`. */
  readonly isWaiting: boolean;
}

export interface Spec {
  readonly setups: readonly string[];
  readonly teardown: string | null;
  readonly sessions: readonly SpecSession[];
  readonly permutations: readonly (readonly PermutationStep[])[];
}

interface Token {
  readonly kind: 'word' | 'sql' | 'mark';
  readonly text: string;
  readonly line: number;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    const start = at;
    if (char === '\n' || char === ' ' || char === '\t' || char === '\r') at++;
    else if (char === '#') while (at < text.length && text[at] !== '\n') at++;
    else if (char === '{') {
      let depth = 0;
      do {
        if (at >= text.length) throw new Error(`line ${line}: SQL without an end`);
        if (text[at] === '{') depth++;
        else if (text[at] === '}') depth--;
        at++;
      } while (depth > 0);
      tokens.push({ kind: 'sql', text: text.slice(start + 1, at - 1).trim(), line });
    } else if (char === '(') {
      at = text.indexOf(')', at) + 1;
      if (at === 0) throw new Error(`line ${line}: ( without )`);
      tokens.push({ kind: 'mark', text: text.slice(start + 1, at - 1).trim(), line });
    } else if (char === '"') {
      at = text.indexOf('"', at + 1) + 1;
      tokens.push({ kind: 'word', text: text.slice(start + 1, at - 1), line });
    } else {
      const word = /^[^\s(){}"#]+/.exec(text.slice(at))![0];
      at += word.length;
      tokens.push({ kind: 'word', text: word, line });
    }
    line += text.slice(start, at).split('\n').length - 1;
  }
  return tokens;
}

const KEYWORDS = new Set(['setup', 'teardown', 'session', 'step', 'permutation']);

/** @throws Error naming the line */
export function parseSpec(text: string): Spec {
  const tokens = tokensOf(text);
  const setups: string[] = [];
  let teardown: string | null = null;
  const sessions: SpecSession[] = [];
  const named: { name: string; isWaiting: boolean; line: number }[][] = [];
  let at = 0;
  const take = (kind: Token['kind']): string => {
    const token = tokens[at++];
    if (token?.kind !== kind) throw new Error(`line ${token?.line ?? 'last'}: ${kind} expected, not ${token?.text ?? 'the end'}`);
    return token.text;
  };
  while (at < tokens.length) {
    const { line } = tokens[at]!;
    const keyword = take('word');
    const session = sessions[sessions.length - 1];
    switch (keyword) {
      case 'setup': {
        const sql = take('sql');
        if (session === undefined) setups.push(sql);
        else session.setup = sql;
        break;
      }
      case 'teardown': {
        const sql = take('sql');
        if (session === undefined) teardown = sql;
        else session.teardown = sql;
        break;
      }
      case 'session':
        sessions.push({ name: take('word'), setup: null, teardown: null, steps: [] });
        break;
      case 'step': {
        if (session === undefined) throw new Error(`line ${line}: a step outside of a session`);
        const name = take('word');
        session.steps.push({ name, sql: take('sql'), session: sessions.length - 1 });
        break;
      }
      case 'permutation': {
        const steps: { name: string; isWaiting: boolean; line: number }[] = [];
        while (tokens[at]?.kind === 'word' && !KEYWORDS.has(tokens[at]!.text)) {
          const name = take('word');
          let isWaiting = false;
          if (tokens[at]?.kind === 'mark') {
            const mark = take('mark');
            if (mark !== '*') throw new Error(`line ${line}: unknown mark (${mark})`);
            isWaiting = true;
          }
          steps.push({ name, isWaiting, line });
        }
        named.push(steps);
        break;
      }
      default:
        throw new Error(`line ${line}: ${keyword} is not understood`);
    }
  }
  const steps = new Map(sessions.flatMap(session => session.steps.map(step => [step.name, step] as const)));
  const permutations = named.map(list =>
    list.map(({ name, isWaiting, line }) => {
      const step = steps.get(name);
      if (step === undefined) throw new Error(`line ${line}: there is no step ${name}`);
      return { step, isWaiting };
    }),
  );
  return { setups, teardown, sessions, permutations: permutations.length > 0 ? permutations : interleavings(sessions) };
}

/** Every order of all steps in which each session's steps follow one another. */
function interleavings(sessions: readonly SpecSession[]): PermutationStep[][] {
  const found: PermutationStep[][] = [];
  const next = sessions.map(() => 0);
  const path: PermutationStep[] = [];
  const total = sessions.reduce((sum, session) => sum + session.steps.length, 0);
  const extend = (): void => {
    if (path.length === total) {
      found.push([...path]);
      return;
    }
    sessions.forEach((session, i) => {
      const step = session.steps[next[i]!];
      if (step === undefined) return;
      next[i]!++;
      path.push({ step, isWaiting: false });
      extend();
      path.pop();
      next[i]!--;
    });
  };
  extend();
  return found;
}
