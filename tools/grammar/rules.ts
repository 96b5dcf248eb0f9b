/** Reads rules/*.rules, PostgreSQL's grammar as its documentation tells it; the notation is explained at the top of expressions.rules. */
import { readdirSync, readFileSync } from 'node:fs';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lexical'; readonly name: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'choice'; readonly id: number; readonly alternatives: readonly (readonly Part[])[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly min: number; readonly separator: string | null };

export type Choice = Part & { kind: 'choice' };

export interface Grammar {
  readonly rules: ReadonlyMap<string, Choice>;
  /** All choices by their ids, with the rule they are in. */
  readonly choices: readonly { readonly choice: Choice; readonly rule: string }[];
}

const TOKEN = /'(?:[^']+)'|@[a-z_]+|[a-z_]+|[A-Z_0-9]+|,\+|[=|;()[\]*+]/y;

export function readGrammar(): Grammar {
  const folder = new URL('./rules/', import.meta.url);
  const rules = new Map<string, Choice>();
  const choices: { choice: Choice; rule: string }[] = [];
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(new URL(file, folder), 'utf8').replace(/^#.*$/gm, '');
    new RuleReader(tokens(text, file), rules, choices).read();
  }
  const grammar = { rules, choices };
  checkNames(grammar);
  return grammar;
}

function tokens(text: string, file: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`${file}: cannot read ${JSON.stringify(text.slice(at, at + 30))}`);
    found.push(match[0]);
    at = TOKEN.lastIndex;
  }
  return found;
}

function checkNames({ rules }: Grammar): void {
  const used = new Set<string>(['statement']);
  const visit = (part: Part): void => {
    if (part.kind === 'rule') {
      if (!rules.has(part.name)) throw new Error(`no rule ${part.name}`);
      used.add(part.name);
    } else if (part.kind === 'choice') {
      part.alternatives.flat().forEach(visit);
    } else if (part.kind === 'repeat') {
      visit(part.part);
    }
  };
  rules.forEach(visit);
  for (const name of rules.keys()) if (!used.has(name)) throw new Error(`rule ${name} is never used`);
}

class RuleReader {
  private at = 0;
  private rule = '';

  constructor(
    private readonly words: readonly string[],
    private readonly rules: Map<string, Choice>,
    private readonly choices: { choice: Choice; rule: string }[],
  ) {}

  read(): void {
    while (this.at < this.words.length) {
      this.rule = this.words[this.at++]!;
      if (this.rules.has(this.rule)) throw new Error(`rule ${this.rule} is there twice`);
      this.expect('=');
      const choice = this.choice();
      this.expect(';');
      this.rules.set(this.rule, choice);
    }
  }

  private expect(word: string): void {
    if (this.words[this.at++] !== word) throw new Error(`rule ${this.rule}: expected ${word} before ${this.words.slice(this.at, this.at + 5).join(' ')}`);
  }

  private choice(): Choice {
    const alternatives = [this.sequence()];
    while (this.words[this.at] === '|') {
      this.at++;
      alternatives.push(this.sequence());
    }
    return this.addChoice(alternatives);
  }

  private addChoice(alternatives: Part[][]): Choice {
    const choice: Choice = { kind: 'choice', id: this.choices.length, alternatives };
    this.choices.push({ choice, rule: this.rule });
    return choice;
  }

  private sequence(): Part[] {
    const parts: Part[] = [];
    while (!['|', ';', ')', ']'].includes(this.words[this.at]!)) parts.push(this.repeated());
    return parts;
  }

  private repeated(): Part {
    const part = this.part();
    const suffix = this.words[this.at];
    if (suffix !== '*' && suffix !== '+' && suffix !== ',+') return part;
    this.at++;
    return { kind: 'repeat', part, min: suffix === '*' ? 0 : 1, separator: suffix === ',+' ? ',' : null };
  }

  private part(): Part {
    const word = this.words[this.at++]!;
    if (word === '(') {
      const inner = this.choice();
      this.expect(')');
      return inner;
    }
    if (word === '[') {
      const inner = this.choice();
      this.expect(']');
      return this.addChoice([[], [inner]]);
    }
    if (word.startsWith("'")) return { kind: 'text', text: word.slice(1, -1) };
    if (word.startsWith('@')) return { kind: 'lexical', name: word.slice(1) };
    if (/^[a-z]/.test(word)) return { kind: 'rule', name: word };
    return { kind: 'text', text: word };
  }
}
