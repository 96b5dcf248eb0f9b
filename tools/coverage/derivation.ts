/**
 * Which productions of the grammar (tools/grammar/rules) a statement is derived by: Earley's algorithm over the statement's tokens, then a walk back through
 * everything that took part in a derivation. A production is one alternative of one choice: `[x]` is two of them, with x and without.
 * Where the rules are ambiguous, every derivation counts.
 */
import { FLAG, KW, keywordClass, keywordText, keywordToken, Lexer, T, TOKEN_FLAGS } from '../../src/sql/lexer/index.js';
import { textOf } from '../grammar/generate.js';
import type { Choice, Grammar, Part } from '../grammar/rules.js';

/** Longer statements are left out: the algorithm is cubic where the grammar is ambiguous. */
const TOKENS_MAX = 400;

interface Token {
  readonly tok: number;
  readonly value: string;
}

type Terminal = (token: Token) => boolean;

/** A symbol of the right-hand side: a nonterminal's number, or -1 - the index of a terminal. */
interface Rule {
  readonly left: number;
  readonly right: readonly number[];
  /** Index into `productions`, or -1 for rules that only help. */
  readonly production: number;
}

const PUNCTUATION: Readonly<Record<string, number>> = {
  '::': T.TYPECAST,
  ':=': T.COLON_EQUALS,
  '=>': T.EQUALS_GREATER,
  '<=': T.LESS_EQUALS,
  '>=': T.GREATER_EQUALS,
  '<>': T.NOT_EQUALS,
  '!=': T.NOT_EQUALS,
};
const SIGNS = new Set([
  T.OPERATOR,
  T.PLUS,
  T.MINUS,
  T.STAR,
  T.SLASH,
  T.PERCENT,
  T.CARET,
  T.LESS,
  T.GREATER,
  T.EQUAL,
  T.LESS_EQUALS,
  T.GREATER_EQUALS,
  T.NOT_EQUALS,
]);
const LOOK_AHEAD = new Map([
  [T.NOT_LA, KW.NOT!],
  [T.NULLS_LA, KW.NULLS!],
  [T.WITH_LA, KW.WITH!],
]);

/** Null when the text has what is no token. */
function tokensOf(sql: string): Token[] | null {
  const tokens: Token[] = [];
  try {
    const lexer = new Lexer(sql);
    while (lexer.tok !== T.EOF) {
      if (lexer.tok !== T.SEMICOLON || tokens.length > 0) tokens.push({ tok: LOOK_AHEAD.get(lexer.tok) ?? lexer.tok, value: lexer.value });
      lexer.next();
    }
  } catch {
    return null;
  }
  return tokens;
}

const hasFlag =
  (flag: number): Terminal =>
  ({ tok }) =>
    (TOKEN_FLAGS[tok]! & flag) !== 0;
const isToken =
  (wanted: number): Terminal =>
  ({ tok }) =>
    tok === wanted;

const LEXICAL: Readonly<Record<string, Terminal>> = {
  id: hasFlag(FLAG.COL_ID),
  ident: isToken(T.IDENT),
  label: hasFlag(FLAG.LABEL),
  barelabel: hasFlag(FLAG.BARE_LABEL),
  typefunc: hasFlag(FLAG.TYPE_FUNC),
  nonres: hasFlag(FLAG.NON_RESERVED),
  role: hasFlag(FLAG.NON_RESERVED),
  word: ({ tok }) => (TOKEN_FLAGS[tok]! & FLAG.LABEL) !== 0 && tok !== T.IDENT && keywordClass(keywordText(tok)) === 'R',
  hashword: hasFlag(FLAG.NON_RESERVED),
  roleword: isToken(T.IDENT),
  int: isToken(T.INTEGER),
  num: isToken(T.FLOAT),
  str: isToken(T.STRING),
  bit: isToken(T.BIT_STRING),
  param: isToken(T.PARAM),
  op: isToken(T.OPERATOR),
  anyop: ({ tok }) => SIGNS.has(tok),
};

function textTerminal(text: string): Terminal {
  if (/^[A-Z]/.test(text)) {
    const word = text.toLowerCase();
    const keyword = keywordToken(word);
    return keyword === undefined ? ({ tok, value }) => tok === T.IDENT && value === word : isToken(keyword);
  }
  return isToken(PUNCTUATION[text] ?? text.charCodeAt(0));
}

export class Derivations {
  /** `rule: alternative` of every production. */
  readonly productions: string[] = [];
  readonly counts: number[] = [];
  /** Statements that the rules do not derive, though the parser takes them. */
  readonly strangers: string[] = [];
  private readonly rules: Rule[] = [];
  private readonly rulesOf: number[][] = [];
  private readonly terminals: Terminal[] = [];
  private readonly terminalByText = new Map<string, number>();
  private readonly symbolByRule = new Map<string, number>();
  private readonly start: number;
  private readonly isNullable: boolean[] = [];
  /** First item of each rule; an item is a rule with a dot, numbered from there. */
  private readonly firstItem: number[] = [];
  private readonly ruleOfItem: number[] = [];

  constructor(grammar: Grammar) {
    for (const [name] of grammar.rules) this.symbolByRule.set(name, this.addSymbol());
    for (const [name, choice] of grammar.rules) this.addChoice(choice, name, this.symbolByRule.get(name)!);
    this.start = this.symbolByRule.get('statement')!;
    this.findNullable();
    for (const [i, rule] of this.rules.entries()) {
      this.firstItem.push(this.ruleOfItem.length);
      for (let dot = 0; dot <= rule.right.length; dot++) this.ruleOfItem.push(i);
    }
  }

  private addSymbol(): number {
    this.rulesOf.push([]);
    return this.rulesOf.length - 1;
  }

  private addRule(left: number, right: readonly number[], production = -1): void {
    this.rulesOf[left]!.push(this.rules.length);
    this.rules.push({ left, right, production });
  }

  /** Alternatives that are there twice (for the generator's sake) are one production; what stands in brackets only to be one thing is none. */
  private addChoice(choice: Choice, rule: string, symbol: number): void {
    const seen = new Set<string>();
    const isGroup = new Set(choice.alternatives.map(parts => parts.map(textOf).join(' '))).size === 1 && this.symbolByRule.get(rule) !== symbol;
    for (const parts of choice.alternatives) {
      const text = parts.map(textOf).join(' ');
      if (seen.has(text)) continue;
      seen.add(text);
      const production = isGroup ? -1 : this.productions.push(`${rule}: ${text === '' ? `without ${this.otherOf(choice)}` : text}`) - 1;
      if (!isGroup) this.counts.push(0);
      this.addRule(
        symbol,
        parts.map(part => this.symbolOf(part, rule)),
        production,
      );
    }
  }

  private otherOf(choice: Choice): string {
    return choice.alternatives.map(parts => parts.map(textOf).join(' ')).find(text => text !== '') ?? '';
  }

  private terminal(key: string, make: () => Terminal): number {
    let known = this.terminalByText.get(key);
    if (known === undefined) this.terminalByText.set(key, (known = this.terminals.push(make()) - 1));
    return -1 - known;
  }

  private symbolOf(part: Part, rule: string): number {
    switch (part.kind) {
      case 'text':
        return this.terminal(part.text, () => textTerminal(part.text));
      case 'lexical': {
        if (part.name !== 'varname') return this.terminal(`@${part.name}`, () => LEXICAL[part.name]!);
        const symbol = this.addSymbol();
        const id = this.terminal('@id', () => LEXICAL['id']!);
        this.addRule(symbol, [id]);
        this.addRule(symbol, [symbol, this.terminal('.', () => textTerminal('.')), id]);
        return symbol;
      }
      case 'rule':
        return this.symbolByRule.get(part.name)!;
      case 'choice': {
        const symbol = this.addSymbol();
        this.addChoice(part, rule, symbol);
        return symbol;
      }
      case 'repeat': {
        const symbol = this.addSymbol();
        const item = this.symbolOf(part.part, rule);
        if (part.min === 0) this.addRule(symbol, []);
        else this.addRule(symbol, [item]);
        this.addRule(symbol, [symbol, ...(part.separator === null ? [] : [this.terminal(part.separator, () => textTerminal(part.separator!))]), item]);
        return symbol;
      }
    }
  }

  private findNullable(): void {
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const { left, right } of this.rules) {
        if (this.isNullable[left] === true || !right.every(symbol => symbol >= 0 && this.isNullable[symbol] === true)) continue;
        this.isNullable[left] = isChanged = true;
      }
    }
  }

  /** Counts the productions of one statement; false when it was not derived. `isTaken`: the parser takes it, so that the rules should. */
  add(sql: string, isTaken = true): boolean {
    const tokens = tokensOf(sql);
    if (tokens === null || tokens.length === 0 || tokens.length > TOKENS_MAX) return false;
    const chart = this.recognize(tokens);
    const used = new Set<number>();
    const size = tokens.length + 1;
    const pending: number[] = [];
    const seen = new Set<number>();
    const push = (item: number, origin: number, end: number): void => {
      const key = (item * size + origin) * size + end;
      if (seen.has(key)) return;
      seen.add(key);
      pending.push(key);
    };
    const complete = (symbol: number, end: number, visit: (rule: number, origin: number) => void): void => {
      for (const rule of this.rulesOf[symbol]!) {
        const item = this.firstItem[rule]! + this.rules[rule]!.right.length;
        for (const origin of chart[end]!.originsOf(item)) visit(rule, origin);
      }
    };
    complete(this.start, tokens.length, (rule, origin) => {
      if (origin === 0) push(this.firstItem[rule]! + this.rules[rule]!.right.length, 0, tokens.length);
    });
    if (pending.length === 0) {
      if (isTaken) this.strangers.push(sql);
      return false;
    }
    while (pending.length > 0) {
      const key = pending.pop()!;
      const end = key % size;
      const origin = Math.floor(key / size) % size;
      const item = Math.floor(key / size / size);
      const ruleIndex = this.ruleOfItem[item]!;
      const rule = this.rules[ruleIndex]!;
      const dot = item - this.firstItem[ruleIndex]!;
      if (dot === rule.right.length && rule.production >= 0) used.add(rule.production);
      if (dot === 0) continue;
      const symbol = rule.right[dot - 1]!;
      if (symbol < 0) {
        push(item - 1, origin, end - 1);
        continue;
      }
      complete(symbol, end, (inner, middle) => {
        if (!chart[middle]!.has(item - 1, origin)) return;
        push(item - 1, origin, middle);
        push(this.firstItem[inner]! + this.rules[inner]!.right.length, middle, end);
      });
    }
    for (const production of used) this.counts[production]!++;
    return true;
  }

  private recognize(tokens: readonly Token[]): ItemSet[] {
    const chart = Array.from({ length: tokens.length + 1 }, () => new ItemSet());
    for (const rule of this.rulesOf[this.start]!) chart[0]!.add(this.firstItem[rule]!, 0);
    for (let at = 0; at <= tokens.length; at++) {
      const set = chart[at]!;
      // The list grows while it is walked.
      for (let i = 0; i < set.items.length; i++) {
        const item = set.items[i]!;
        const origin = set.origins[i]!;
        const ruleIndex = this.ruleOfItem[item]!;
        const rule = this.rules[ruleIndex]!;
        const symbol = rule.right[item - this.firstItem[ruleIndex]!];
        if (symbol === undefined) {
          for (const [waiting, from] of chart[origin]!.waitingFor(rule.left)) set.add(waiting + 1, from);
        } else if (symbol < 0) {
          if (at < tokens.length && this.terminals[-1 - symbol]!(tokens[at]!)) chart[at + 1]!.add(item + 1, origin);
        } else {
          if (set.wait(symbol, item, origin)) for (const next of this.rulesOf[symbol]!) set.add(this.firstItem[next]!, at);
          if (this.isNullable[symbol] === true) set.add(item + 1, origin);
        }
      }
    }
    return chart;
  }
}

/** The items at one place of the text. */
class ItemSet {
  readonly items: number[] = [];
  readonly origins: number[] = [];
  private readonly byItem = new Map<number, Set<number>>();
  private readonly waiting = new Map<number, [number, number][]>();

  add(item: number, origin: number): void {
    let origins = this.byItem.get(item);
    if (origins === undefined) this.byItem.set(item, (origins = new Set()));
    if (origins.has(origin)) return;
    origins.add(origin);
    this.items.push(item);
    this.origins.push(origin);
  }

  has(item: number, origin: number): boolean {
    return this.byItem.get(item)?.has(origin) === true;
  }

  originsOf(item: number): Iterable<number> {
    return this.byItem.get(item) ?? [];
  }

  /** Notes that an item waits for a symbol; true for the first one. */
  wait(symbol: number, item: number, origin: number): boolean {
    const list = this.waiting.get(symbol);
    if (list === undefined) {
      this.waiting.set(symbol, [[item, origin]]);
      return true;
    }
    list.push([item, origin]);
    return false;
  }

  waitingFor(symbol: number): readonly (readonly [number, number])[] {
    return this.waiting.get(symbol) ?? [];
  }
}
