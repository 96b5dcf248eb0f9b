/**
 * Isolation specs, in the format of PostgreSQL's isolationtester: SQL to set up and tear down, sessions with named steps, and permutations of the steps to run.
 *
 *   setup { CREATE TABLE t (a int); }        # any number of them, each sent by itself
 *   teardown { DROP TABLE t; }
 *   session s1
 *   setup { BEGIN; }
 *   step u1 { UPDATE t SET a = 1; }
 *   step c1 { COMMIT; }
 *   teardown { ROLLBACK; }
 *   session "another one"
 *   step u2 { UPDATE t SET a = 2; }
 *   permutation u1 u2 c1
 *
 * Order counts: setups, teardown, sessions (setup, steps, teardown), permutations. `#` begins a comment outside of SQL. A name is a word of letters, digits, `_` and `$` that is no
 * keyword, or stands in double quotes (doubled within). SQL ends at the first `}` and loses blanks, but not line ends, at its edges.
 *
 * A permutation's step may be followed by blockers in parentheses, separated by commas:
 *   `(*)`             it is reported as waiting as soon as it is begun: for those of which it is a matter of luck whether they are seen to wait
 *   `(step)`          its end is not reported before that step's, which must be of another session
 *   `(step notices n)` its end is not reported before that step's session has been sent n more notices
 *
 * Without permutations, all interleavings that keep each session's order are run.
 */
export interface Step {
  readonly name: string;
  /** As written. */
  readonly sql: string;
  /** Index of its session. */
  readonly session: number;
}

export interface SpecSession {
  readonly name: string;
  readonly setup: string | null;
  readonly teardown: string | null;
  readonly steps: readonly Step[];
}

export type Blocker =
  { readonly kind: 'once' } | { readonly kind: 'step'; readonly step: Step } | { readonly kind: 'notices'; readonly step: Step; readonly notices: number };

export interface PermutationStep {
  readonly step: Step;
  readonly blockers: readonly Blocker[];
}

export interface Spec {
  readonly setups: readonly string[];
  readonly teardown: string | null;
  readonly sessions: readonly SpecSession[];
  readonly permutations: readonly (readonly PermutationStep[])[];
  /** Names of steps that no permutation runs. */
  readonly unused: readonly string[];
}

interface Token {
  readonly kind: 'keyword' | 'name' | 'sql' | 'number' | 'mark' | 'end';
  readonly text: string;
  readonly line: number;
}

const KEYWORDS = new Set(['notices', 'permutation', 'session', 'setup', 'step', 'teardown']);
const BLANK = /[ \t\r\f]/;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  const fail = (message: string): never => {
    throw new Error(`${message} at line ${line}`);
  };
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    const push = (kind: Token['kind'], value: string): void => void tokens.push({ kind, text: value, line });
    if (char === '\n') {
      line++;
      at++;
    } else if (BLANK.test(char)) at++;
    else if (char === '#') while (at < text.length && text[at] !== '\n') at++;
    else if (char === '{') {
      const end = text.indexOf('}', at);
      if (end < 0) fail('unterminated sql block');
      const sql = text.slice(at + 1, end);
      push('sql', sql.replace(/^[ \t\r\f]+/, '').replace(/[ \t\r\f]+$/, ''));
      line += sql.split('\n').length - 1;
      at = end + 1;
    } else if (char === '"') {
      const quoted = /^"((?:[^"\n]|"")*)"/.exec(text.slice(at)) ?? fail('unterminated quoted identifier');
      push('name', quoted[1]!.replaceAll('""', '"'));
      at += quoted[0].length;
    } else if (/[,()*]/.test(char)) {
      push('mark', char);
      at++;
    } else {
      const word = /^(?:[0-9]+|[A-Za-z\u0080-\uffff_][A-Za-z\u0080-\uffff_0-9$]*)/.exec(text.slice(at))?.[0] ?? fail(`unexpected character "${char}"`);
      push(/^[0-9]/.test(word) ? 'number' : KEYWORDS.has(word) ? 'keyword' : 'name', word);
      at += word.length;
    }
  }
  tokens.push({ kind: 'end', text: 'the end', line });
  return tokens;
}

/** A blocker as written: names are looked up when all steps are known. */
interface NamedBlocker {
  readonly name: string | null;
  readonly notices: number | null;
}

interface NamedStep {
  readonly name: string;
  readonly blockers: readonly NamedBlocker[];
}

class SpecParser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  parse(): Spec {
    const setups: string[] = [];
    for (let sql = this.optional('setup'); sql !== null; sql = this.optional('setup')) setups.push(sql);
    const teardown = this.optional('teardown');
    const sessions: SpecSession[] = [];
    do sessions.push(this.session(sessions.length));
    while (this.isKeyword('session'));
    const named: NamedStep[][] = [];
    while (this.isKeyword('permutation')) {
      this.at++;
      const steps: NamedStep[] = [];
      do steps.push(this.permutationStep());
      while (this.peek().kind === 'name');
      named.push(steps);
    }
    this.take('end');
    return { setups, teardown, sessions, ...linked(sessions, named) };
  }

  private peek(): Token {
    return this.tokens[this.at]!;
  }

  private isKeyword(word: string): boolean {
    return this.peek().kind === 'keyword' && this.peek().text === word;
  }

  private take(kind: Token['kind'], text?: string): string {
    const token = this.peek();
    if (token.kind !== kind || (text !== undefined && token.text !== text)) {
      throw new Error(`syntax error at line ${token.line} near "${token.text}": ${text ?? kind} expected`);
    }
    this.at++;
    return token.text;
  }

  private optional(keyword: string): string | null {
    if (!this.isKeyword(keyword)) return null;
    this.at++;
    return this.take('sql');
  }

  private session(index: number): SpecSession {
    this.take('keyword', 'session');
    const name = this.take('name');
    const setup = this.optional('setup');
    const steps: Step[] = [];
    do {
      this.take('keyword', 'step');
      steps.push({ name: this.take('name'), sql: this.take('sql'), session: index });
    } while (this.isKeyword('step'));
    return { name, setup, teardown: this.optional('teardown'), steps };
  }

  private permutationStep(): NamedStep {
    const name = this.take('name');
    const blockers: NamedBlocker[] = [];
    if (this.isMark('(')) {
      do {
        this.at++;
        blockers.push(this.blocker());
      } while (this.isMark(','));
      this.take('mark', ')');
    }
    return { name, blockers };
  }

  private isMark(mark: string): boolean {
    return this.peek().kind === 'mark' && this.peek().text === mark;
  }

  private blocker(): NamedBlocker {
    if (this.isMark('*')) {
      this.at++;
      return { name: null, notices: null };
    }
    const name = this.take('name');
    if (!this.isKeyword('notices')) return { name, notices: null };
    this.at++;
    return { name, notices: Number(this.take('number')) };
  }
}

/** Permutations with their steps looked up. */
function linked(sessions: readonly SpecSession[], named: readonly (readonly NamedStep[])[]): Pick<Spec, 'permutations' | 'unused'> {
  const steps = new Map<string, Step>();
  for (const step of sessions.flatMap(session => session.steps)) {
    if (steps.has(step.name)) throw new Error(`duplicate step name: ${step.name}`);
    steps.set(step.name, step);
  }
  if (named.length === 0) return { permutations: interleavings(sessions), unused: [] };
  const used = new Set<string>();
  const permutations = named.map(list => {
    const members = list.map(({ name }) => {
      used.add(name);
      return steps.get(name) ?? failed(`undefined step "${name}" specified in permutation`);
    });
    const blockerOf = (waiter: Step, { name, notices }: NamedBlocker): Blocker => {
      if (name === null) return { kind: 'once' };
      const step = members.find(member => member.name === name) ?? failed(`undefined blocking step "${name}" referenced in permutation step "${waiter.name}"`);
      if (step.session === waiter.session) throw new Error(`permutation step "${waiter.name}" cannot block on its own session`);
      return notices === null ? { kind: 'step', step } : { kind: 'notices', step, notices };
    };
    return list.map(({ blockers }, i) => ({ step: members[i]!, blockers: blockers.map(blocker => blockerOf(members[i]!, blocker)) }));
  });
  return { permutations, unused: [...steps.keys()].filter(name => !used.has(name)) };
}

function failed(message: string): never {
  throw new Error(message);
}

/** @throws Error that says what is wrong and where */
export function parseSpec(text: string): Spec {
  return new SpecParser(text).parse();
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
      path.push({ step, blockers: [] });
      extend();
      path.pop();
      next[i]!--;
    });
  };
  extend();
  return found;
}
