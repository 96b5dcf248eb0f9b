/**
 * A nondeterministic automaton for the regular part of a pattern (Ken Thompson, CACM 1968): all ways are followed at once,
 * so that it finds the longest or shortest match from a place in time linear in the text. It knows no captures and no back
 * references; regex.ts asks it only where JavaScript's own matcher may stop elsewhere, or take exponential time.
 */
import { lowerText, upperText } from './characters.js';
import { ELEMENTS_MASK, type WorkPort } from '../types/index.js';
import type { Assertion, CharacterSet, ParsedRegex, RegexNode } from './regex-parse.js';
import { hasNode, RegexTranslator, setSource } from './regex-translate.js';

const OP = { char: 0, any: 1, notNewline: 2, set: 3, split: 4, jump: 5, assert: 6, look: 7, match: 8 } as const;
type Op = (typeof OP)[keyof typeof OP];

interface Instruction {
  op: Op;
  /** Target, character code, or index of a set, assertion or lookaround. */
  x: number;
  /** Second target of a split; other case of a character. */
  y: number;
}

/** Beyond this many instructions ({m,n} unfolds its body) there is no automaton. */
const INSTRUCTIONS_MAX = 20000;

/** Membership of code points: a table for ASCII, the translated set for others. */
class SetMatcher {
  private readonly ascii = new Uint8Array(128);
  private readonly regex: RegExp;

  constructor(set: CharacterSet, ignoreCase: boolean, newlineStops: boolean) {
    this.regex = new RegExp(`^${setSource(set, newlineStops)}$`, ignoreCase ? 'iu' : 'u');
    for (let code = 0; code < 128; code++) this.ascii[code] = this.regex.test(String.fromCharCode(code)) ? 1 : 0;
  }

  has(code: number): boolean {
    return code < 128 ? this.ascii[code] === 1 : this.regex.test(String.fromCodePoint(code));
  }
}

const WORD = new SetMatcher({ isNegated: false, ranges: [], classes: [{ name: 'word', isNegated: false }] }, false, false);
const ASSERTIONS: readonly Assertion[] = ['textStart', 'textEnd', 'lineStart', 'lineEnd', 'wordStart', 'wordEnd', 'wordEdge', 'notWordEdge'];

function holds(what: Assertion, text: string, at: number): boolean {
  switch (what) {
    case 'textStart':
      return at === 0;
    case 'textEnd':
      return at === text.length;
    case 'lineStart':
      return at === 0 || text.charCodeAt(at - 1) === 10;
    case 'lineEnd':
      return at === text.length || text.charCodeAt(at) === 10;
    default: {
      const before = at > 0 && WORD.has(codeBefore(text, at));
      const after = at < text.length && WORD.has(text.codePointAt(at) as number);
      if (what === 'wordStart') return !before && after;
      if (what === 'wordEnd') return before && !after;
      return (what === 'wordEdge') === (before !== after);
    }
  }
}

function codeBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 1 ? (text.codePointAt(at - 2) as number) : unit;
}

export class RegexAutomaton {
  private readonly program: Instruction[] = [];
  private readonly sets: SetMatcher[] = [];
  private readonly looks: RegExp[] = [];
  private readonly ignoreCase: boolean;
  private readonly newlineStops: boolean;
  private readonly translator: RegexTranslator;
  /** Step in which an instruction was last put on a list. */
  private readonly seen: Int32Array;
  private step = 0;

  private constructor(regex: ParsedRegex) {
    this.ignoreCase = regex.options.ignoreCase;
    this.newlineStops = regex.options.newlineStops;
    this.translator = new RegexTranslator(regex);
    this.emit(regex.root);
    this.add(OP.match, 0, 0);
    this.seen = new Int32Array(this.program.length);
  }

  /** Undefined for patterns with back references, and for immense ones. */
  static of(regex: ParsedRegex): RegexAutomaton | undefined {
    if (hasNode(regex.root, node => node.kind === 'backref')) return undefined;
    try {
      return new RegexAutomaton(regex);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  private add(op: Op, x: number, y: number): Instruction {
    if (this.program.length >= INSTRUCTIONS_MAX) throw new RangeError('automaton too large');
    const instruction = { op, x, y };
    this.program.push(instruction);
    return instruction;
  }

  private emit(node: RegexNode): void {
    switch (node.kind) {
      case 'char':
        this.emitCharacter(node.code);
        return;
      case 'any':
        this.add(this.newlineStops ? OP.notNewline : OP.any, 0, 0);
        return;
      case 'set':
        this.sets.push(new SetMatcher(node.set, this.ignoreCase, this.newlineStops));
        this.add(OP.set, this.sets.length - 1, 0);
        return;
      case 'sequence':
        for (const item of node.items) this.emit(item);
        return;
      case 'branches': {
        const jumps: Instruction[] = [];
        node.items.forEach((item, i) => {
          if (i === node.items.length - 1) return this.emit(item);
          const split = this.add(OP.split, this.program.length + 1, 0);
          this.emit(item);
          jumps.push(this.add(OP.jump, 0, 0));
          split.y = this.program.length;
        });
        for (const jump of jumps) jump.x = this.program.length;
        return;
      }
      case 'group':
        return this.emit(node.body);
      case 'repeat':
        return this.emitRepeat(node.body, node.min, node.max);
      case 'assert':
        this.add(OP.assert, ASSERTIONS.indexOf(node.what), 0);
        return;
      case 'look':
        this.looks.push(new RegExp(this.translator.source(node), `${this.translator.flags()}y`));
        this.add(OP.look, this.looks.length - 1, 0);
        return;
      case 'backref':
        throw new RangeError('back reference');
    }
  }

  private emitCharacter(code: number): void {
    if (!this.ignoreCase) {
      this.add(OP.char, code, code);
      return;
    }
    const c = String.fromCodePoint(code);
    this.add(OP.char, lowerText(c).codePointAt(0) as number, upperText(c).codePointAt(0) as number);
  }

  private emitRepeat(body: RegexNode, min: number, max: number): void {
    for (let i = 0; i < min; i++) this.emit(body);
    if (max === Infinity) {
      const split = this.add(OP.split, this.program.length + 1, 0);
      const start = this.program.indexOf(split, this.program.length - 1);
      this.emit(body);
      this.add(OP.jump, start, 0);
      split.y = this.program.length;
      return;
    }
    const splits: Instruction[] = [];
    for (let i = min; i < max; i++) {
      splits.push(this.add(OP.split, this.program.length + 1, 0));
      this.emit(body);
    }
    for (const split of splits) split.y = this.program.length;
  }

  /** Puts an instruction and all it leads to without a character on the list; true when the match state is among them. */
  private follow(from: number, text: string, at: number, list: number[]): boolean {
    const stack = [from];
    let isMatch = false;
    while (stack.length > 0) {
      const pc = stack.pop() as number;
      if (this.seen[pc] === this.step) continue;
      this.seen[pc] = this.step;
      const { op, x, y } = this.program[pc] as Instruction;
      if (op === OP.split) stack.push(y, x);
      else if (op === OP.jump) stack.push(x);
      else if (op === OP.assert) {
        if (holds(ASSERTIONS[x] as Assertion, text, at)) stack.push(pc + 1);
      } else if (op === OP.look) {
        const look = this.looks[x] as RegExp;
        look.lastIndex = at;
        if (look.test(text)) stack.push(pc + 1);
      } else if (op === OP.match) isMatch = true;
      else list.push(pc);
    }
    return isMatch;
  }

  private accepts(pc: number, code: number): boolean {
    const { op, x, y } = this.program[pc] as Instruction;
    if (op === OP.char) return code === x || code === y;
    if (op === OP.any) return true;
    if (op === OP.notNewline) return code !== 10;
    return (this.sets[x] as SetMatcher).has(code);
  }

  /** End of the longest (or shortest) match that starts exactly at `start`; -1 for none. */
  matchEnd(text: string, start: number, isLongest: boolean): number {
    let current: number[] = [];
    let next: number[] = [];
    let end = -1;
    let at = start;
    this.nextStep();
    if (this.follow(0, text, at, current)) {
      if (!isLongest) return at;
      end = at;
    }
    while (current.length > 0 && at < text.length) {
      const code = text.codePointAt(at) as number;
      at += code > 0xffff ? 2 : 1;
      this.nextStep();
      next.length = 0;
      let isMatch = false;
      for (const pc of current) if (this.accepts(pc, code) && this.follow(pc + 1, text, at, next)) isMatch = true;
      if (isMatch) {
        if (!isLongest) return at;
        end = at;
      }
      [current, next] = [next, current];
    }
    return end;
  }

  /** Whether there is a match anywhere. */
  test(text: string, work?: WorkPort): boolean {
    let current: number[] = [];
    let next: number[] = [];
    let at = 0;
    for (;;) {
      // A new attempt starts at every place, beside those under way.
      if (at === 0) this.nextStep();
      if (this.follow(0, text, at, current)) return true;
      if (at >= text.length) return false;
      if ((at & ELEMENTS_MASK) === ELEMENTS_MASK) work?.check();
      const code = text.codePointAt(at) as number;
      at += code > 0xffff ? 2 : 1;
      this.nextStep();
      next.length = 0;
      for (const pc of current) if (this.accepts(pc, code) && this.follow(pc + 1, text, at, next)) return true;
      [current, next] = [next, current];
    }
  }

  /** Start of the leftmost match that begins at `from` or later; -1 for none. The lists are in the order of their attempts' starts. */
  startOf(text: string, from: number): number {
    let current: number[] = [];
    let starts: number[] = [];
    let next: number[] = [];
    let nextStarts: number[] = [];
    let at = from;
    let best = -1;
    this.nextStep();
    for (;;) {
      // A new attempt starts at every place, behind those under way, until one has matched.
      if (best < 0) {
        if (this.follow(0, text, at, current)) best = at;
        while (starts.length < current.length) starts.push(at);
      }
      if (at >= text.length || current.length === 0) {
        if (best >= 0 || at >= text.length) return best;
      }
      const code = text.codePointAt(at) as number;
      at += code > 0xffff ? 2 : 1;
      this.nextStep();
      next.length = 0;
      nextStarts.length = 0;
      for (let i = 0; i < current.length; i++) {
        const start = starts[i] as number;
        // Only an earlier start is still of interest.
        if (best >= 0 && start >= best) break;
        if (!this.accepts(current[i] as number, code)) continue;
        if (this.follow((current[i] as number) + 1, text, at, next)) best = start;
        while (nextStarts.length < next.length) nextStarts.push(start);
      }
      [current, next] = [next, current];
      [starts, nextStarts] = [nextStarts, starts];
    }
  }

  private nextStep(): void {
    if (++this.step === 0x7fffffff) {
      this.seen.fill(0);
      this.step = 1;
    }
  }
}
