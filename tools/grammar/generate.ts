/**
 * Random statements from the rules. Alternatives that were chosen least often are preferred, so that a few thousand statements go through every
 * production; below a certain depth the shortest way out is taken.
 */
import { lexical } from './lexical.js';
import type { Random } from './random.js';
import type { Choice, Grammar, Part } from './rules.js';

const TOKENS_MAX = 70;

export class Generator {
  /** How often each alternative was taken, by the choice's id. */
  private readonly taken: number[][];
  /** How many alternatives there are to go through behind each alternative. */
  private readonly weights: number[][];
  /** The smallest number of rule expansions each alternative needs. */
  private readonly depths: number[][];
  private words: string[] = [];
  private depthMax = 0;

  constructor(
    private readonly grammar: Grammar,
    private readonly random: Random,
  ) {
    this.taken = grammar.choices.map(({ choice }) => choice.alternatives.map(() => 0));
    this.weights = grammar.choices.map(({ choice }) => choice.alternatives.map(parts => weightOf(grammar, parts, 2)));
    this.depths = shortestDepths(grammar);
  }

  /** The tokens of a statement, which may be wrong where the rules say too little. */
  statement(): string[] {
    this.words = [];
    this.depthMax = 4 + this.random.below(16);
    this.expand(this.grammar.rules.get('statement')!, 0);
    return this.words;
  }

  /** Alternatives that no statement has used, as `rule: alternative`. */
  unused(): string[] {
    return this.grammar.choices.flatMap(({ choice, rule }) =>
      choice.alternatives.flatMap((parts, i) => (this.taken[choice.id]![i] === 0 ? [`${rule}: ${parts.map(textOf).join(' ')}`] : [])),
    );
  }

  alternativeCount(): number {
    return this.taken.reduce((sum, counts) => sum + counts.length, 0);
  }

  private expand(part: Part, depth: number): void {
    switch (part.kind) {
      case 'text':
        this.words.push(/^[A-Z]/.test(part.text) && this.random.chance(60) ? part.text.toLowerCase() : part.text);
        return;
      case 'lexical':
        this.words.push(lexical(part.name, this.random));
        return;
      case 'rule':
        this.expand(this.grammar.rules.get(part.name)!, depth + 1);
        return;
      case 'choice': {
        const at = this.choose(part, depth);
        this.taken[part.id]![at]!++;
        for (const item of part.alternatives[at]!) this.expand(item, depth);
        return;
      }
      case 'repeat': {
        let count = part.min;
        if (!this.isFull(depth)) while (count < 4 && this.random.chance(35)) count++;
        for (let i = 0; i < count; i++) {
          if (i > 0 && part.separator !== null) this.words.push(part.separator);
          this.expand(part.part, depth);
        }
        return;
      }
    }
  }

  private isFull(depth: number): boolean {
    return depth >= this.depthMax || this.words.length > TOKENS_MAX;
  }

  private choose(choice: Choice, depth: number): number {
    const depths = this.depths[choice.id]!;
    if (this.isFull(depth)) {
      const least = Math.min(...depths);
      const shortest = depths.flatMap((value, i) => (value === least ? [i] : []));
      return this.random.pick(shortest);
    }
    if (this.random.chance(45)) return this.random.below(depths.length);
    const weights = this.weights[choice.id]!;
    const taken = this.taken[choice.id]!.map((count, i) => count / weights[i]!);
    const least = Math.min(...taken);
    return this.random.pick(taken.flatMap((value, i) => (value === least ? [i] : [])));
  }
}

/** The alternatives in `parts` and in the rules they name, `depth` rules deep. */
function weightOf(grammar: Grammar, parts: readonly Part[], depth: number): number {
  let weight = 1;
  for (const part of parts) {
    const inner = part.kind === 'repeat' ? part.part : part;
    const choice = inner.kind === 'rule' && depth > 0 ? grammar.rules.get(inner.name)! : inner;
    if (choice.kind !== 'choice') continue;
    const deeper = inner.kind === 'rule' ? depth - 1 : depth;
    weight = Math.max(
      weight,
      choice.alternatives.reduce((sum, alternative) => sum + weightOf(grammar, alternative, deeper), 0),
    );
  }
  return weight;
}

function shortestDepths(grammar: Grammar): number[][] {
  const depths = grammar.choices.map(({ choice }) => choice.alternatives.map(() => 1000));
  const depthOf = (part: Part): number => {
    switch (part.kind) {
      case 'text':
      case 'lexical':
        return 0;
      case 'rule':
        return 1 + Math.min(...depths[grammar.rules.get(part.name)!.id]!);
      case 'choice':
        return Math.min(...depths[part.id]!);
      case 'repeat':
        return part.min === 0 ? 0 : depthOf(part.part);
    }
  };
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const { choice } of grammar.choices) {
      choice.alternatives.forEach((parts, i) => {
        const depth = Math.max(0, ...parts.map(depthOf));
        if (depth < depths[choice.id]![i]!) {
          depths[choice.id]![i] = depth;
          isChanged = true;
        }
      });
    }
  }
  return depths;
}

export function textOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'lexical':
      return `@${part.name}`;
    case 'rule':
      return part.name;
    case 'choice':
      return `(${part.alternatives.map(parts => parts.map(textOf).join(' ')).join(' | ')})`;
    case 'repeat':
      return `${textOf(part.part)}${part.separator ?? ''}${part.min === 0 ? '*' : '+'}`;
  }
}
