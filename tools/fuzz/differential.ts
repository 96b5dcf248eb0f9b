/**
 * One round of the comparison with PostgreSQL: a random schema, then random statements, each on PostgreSQL and on HenryDB's engines. What differs is made
 * smaller, first the statement, then the schema, and comes back as a script.
 */
import type { Outcome } from '../golden/outcome.js';
import { shown, verdict, type Expectation, type Verdict } from './agreement.js';
import { change } from './change.js';
import { piece, render, shrunk, withOtherLiterals, type Piece } from './piece.js';
import { constantQuery, newContext, otherLiteral, topQuery } from './query.js';
import { Random } from './random.js';
import { randomSchema, type Schema } from './schema.js';
import { topScope } from './scope.js';
import type { Target } from './target.js';
import { literal, type TypeName } from './value-types.js';

export interface Failure {
  readonly seed: number;
  readonly engine: string;
  readonly what: string;
  /** Statements that show it, in an empty database. */
  readonly script: readonly string[];
  readonly theirs: string;
  readonly ours: string;
  /** The statement before it was made smaller. */
  readonly original: string;
}

export interface RoundReport {
  statements: number;
  errors: number;
  tolerated: number;
  failures: Failure[];
}

export interface RoundOptions {
  readonly seed: number;
  readonly queries: number;
  /** Part of the statements that change rows, in percent. */
  readonly changesPercent: number;
  /** Differences already reported, by kind: not made smaller again. */
  readonly known: Set<string>;
  /** Told before each statement. */
  readonly progress: (text: string) => void;
}

const SHRINK_CHECKS = 400;

async function setUp(targets: readonly Target[], statements: readonly string[]): Promise<void> {
  for (const target of targets) {
    await target.reset();
    for (const statement of statements) await target.run(statement);
  }
}

interface Case {
  readonly piece: Piece;
  readonly expectation: Expectation;
  /** Asked after the statement, in the same transaction: the contents of the tables. */
  readonly contents: readonly string[];
}

/** Runs a case on one target and leaves the database as it was. */
async function answers(target: Target, { piece: statement, contents }: Case): Promise<Outcome[]> {
  if (contents.length === 0) return [await target.run(render(statement))];
  await target.run('BEGIN');
  const found = [await target.run(render(statement))];
  if (found[0]!.error === null) for (const sql of contents) found.push(await target.run(sql));
  await target.run('ROLLBACK');
  return found;
}

function compared(theirs: readonly Outcome[], ours: readonly Outcome[], expectation: Expectation): Verdict {
  const first = verdict(theirs[0]!, ours[0]!, expectation);
  if (first.kind !== 'same') return first;
  for (let i = 1; i < Math.max(theirs.length, ours.length); i++) {
    const other = verdict(theirs[i]!, ours[i]!, { isOrdered: false, isRisky: false });
    if (other.kind === 'different') return { kind: 'different', what: `contents: ${other.what}` };
  }
  return first;
}

/** Kinds of differences that are one while a statement is made smaller. */
const kindOf = (what: string): string => what.replace(/columns .*/, 'columns');

async function minimised(
  judge: Target,
  target: Target,
  { seed, progress }: RoundOptions,
  setup: readonly string[],
  found: Case,
  what: string,
): Promise<Failure> {
  const differs = async (candidate: Case): Promise<boolean> => {
    progress(render(candidate.piece));
    const result = compared(await answers(judge, candidate), await answers(target, candidate), candidate.expectation);
    return result.kind === 'different' && kindOf(result.what) === kindOf(what);
  };
  const ordinal: Case = { ...found };
  const smaller = await shrunk(ordinal.piece, candidate => differs({ ...ordinal, piece: candidate }), what === 'timeout' ? SHRINK_CHECKS / 10 : SHRINK_CHECKS);
  const best: Case = { ...ordinal, piece: smaller };
  // Then the schema: a list of statements, each of which may go unless the difference goes with it.
  const statements = piece('script', [{ kind: 'list', parts: setup.map(sql => rowsPiece(sql)), simpler: [], list: { separator: ';\u0000', least: 0 } }]);
  const split = (script: Piece): string[] =>
    render(script)
      .split(';\u0000')
      .filter(sql => sql !== '');
  const smallest = await shrunk(
    statements,
    async candidate => {
      await setUp([judge, target], split(candidate));
      return differs(best);
    },
    what === 'timeout' ? 12 : 120,
  );
  const script = split(smallest);
  await setUp([judge, target], script);
  const theirs = await answers(judge, best);
  const ours = await answers(target, best);
  return {
    seed,
    engine: target.name,
    what,
    script: [...script, render(smaller), ...best.contents],
    theirs: theirs.map(outcome => shown(outcome)).join('\n'),
    ours: ours.map(outcome => shown(outcome)).join('\n'),
    original: render(found.piece),
  };
}

/** An INSERT with its rows as a list, so that rows may go. */
function rowsPiece(sql: string): Piece {
  const match = /^(INSERT INTO \w+ VALUES )(\(.*\))( ON CONFLICT DO NOTHING)$/s.exec(sql);
  if (match === null) return piece('statement', [sql]);
  const rows: string[] = [];
  let depth = 0;
  let start = 0;
  let isQuoted = false;
  const text = match[2]!;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text[i] === '(') {
      if (depth++ === 0) start = i;
    } else if (!isQuoted && text[i] === ')' && --depth === 0) rows.push(text.slice(start, i + 1));
  }
  return piece('statement', [match[1]!, { kind: 'list', parts: rows, simpler: [], list: { separator: ', ', least: 1 } }, match[3]!]);
}

/** The statement with its constants as parameters, prepared and executed with several sets of values: as often as makes its plan generic. */
function prepared(statement: Piece, random: Random, isRisky: boolean): Piece {
  const types: TypeName[] = [];
  const first: string[] = [];
  const lift = (node: Piece): Piece => {
    if (node.literal === undefined) return { ...node, parts: node.parts.map(part => (typeof part === 'string' ? part : lift(part))) };
    types.push(node.literal);
    first.push(render(node));
    return { ...node, parts: [`$${types.length}`], simpler: [] };
  };
  const lifted = lift(statement);
  const calls = Array.from({ length: random.chance(30) ? 7 : 2 }, (_, i) => {
    const values = i === 0 ? first : types.map((type, at) => (random.chance(50) ? first[at]! : random.chance(10) ? 'NULL' : literal(random, type, isRisky)));
    return piece('execute', [`EXECUTE p${values.length > 0 ? `(${values.join(', ')})` : ''}`]);
  });
  const declared = types.length > 0 ? `(${types.join(', ')})` : '';
  return piece('statement', [
    `DEALLOCATE ALL; PREPARE p${declared} AS `,
    lifted,
    '; ',
    { kind: 'list', parts: calls, simpler: [], list: { separator: '; ', least: 1 } },
  ]);
}

function nextCase(random: Random, schema: Schema, options: RoundOptions): Case {
  if (random.chance(12))
    return { piece: constantQuery(newContext(random, true)), expectation: { isOrdered: true, isRisky: false, isExact: true }, contents: [] };
  const isRisky = schema.isExtreme || random.chance(30);
  const context = newContext(random, isRisky);
  if (random.chance(options.changesPercent)) {
    const contents = schema.tables.map(({ name }) => `SELECT * FROM ${name}`);
    return { piece: change(context, schema), expectation: { isOrdered: false, isRisky, isChange: true }, contents };
  }
  const top = topQuery(context, topScope(schema.relations));
  if (random.chance(10)) return { piece: prepared(top.piece, random, isRisky), expectation: { isOrdered: top.isOrdered, isRisky }, contents: [] };
  return { piece: top.piece, expectation: { isOrdered: top.isOrdered, isRisky }, contents: [] };
}

/** Where the time of the statements went, ms by target. */
export const spentMs = new Map<string, number>();

async function timed<T>(target: Target, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  spentMs.set(target.name, (spentMs.get(target.name) ?? 0) + performance.now() - start);
  return result;
}

/** @param judge PostgreSQL, or an engine to compare the others with */
export async function runRound(judge: Target, targets: readonly Target[], options: RoundOptions): Promise<RoundReport> {
  const random = new Random(options.seed);
  // Of its own, so that a seed gives the same statements whichever engines are asked.
  const engineChance = new Random(~options.seed);
  const schema = randomSchema(random, random.chance(40));
  const report: RoundReport = { statements: 0, errors: 0, tolerated: 0, failures: [] };
  let setup: string[] = [...schema.setup];
  await setUp([judge, ...targets], []);
  for (const sql of schema.setup) {
    options.progress(sql);
    const theirs = await judge.run(sql);
    for (const target of targets) {
      const result = verdict(theirs, await target.run(sql), { isOrdered: false, isRisky: false, isChange: true });
      if (result.kind !== 'different') continue;
      if (result.what === 'timeout') return report;
      const before = setup.slice(0, setup.indexOf(sql));
      report.failures.push({
        seed: options.seed,
        engine: target.name,
        what: `setup: ${result.what}`,
        script: [...before, sql],
        theirs: shown(theirs),
        ours: '',
        original: sql,
      });
      return report;
    }
  }
  let repeated: Case | null = null;
  for (let i = 0; i < options.queries; i++) {
    let current: Case;
    if (repeated !== null) current = repeated;
    else current = nextCase(random, schema, options);
    // The same shape with other constants: plans are shared by shape.
    const drawn = newContext(random, current.expectation.isRisky);
    repeated = repeated === null && random.chance(15) ? { ...current, piece: withOtherLiterals(current.piece, random, otherLiteral(drawn)) } : null;
    const sql = render(current.piece);
    options.progress(sql);
    report.statements++;
    const theirs = await timed(judge, () => answers(judge, current));
    if (theirs[0]!.error !== null) report.errors++;
    let allSame = true;
    let isTolerated = false;
    let shouldRestart = false;
    // Each statement on the first engine, on the others half of the time.
    for (const target of targets.filter((_, at) => at === 0 || engineChance.chance(50))) {
      const ours = await timed(target, () => answers(target, current));
      const result = compared(theirs, ours, current.expectation);
      // The interpreter joins by nested loops: too slow is no mistake of its.
      if (result.kind === 'different' && result.what === 'timeout' && target.name === 'interpreter') {
        isTolerated = true;
        continue;
      }
      if (result.kind === 'tolerated') isTolerated = true;
      if (result.kind !== 'same') allSame = false;
      if (result.kind !== 'different') continue;
      const isKnown = options.known.has(result.what) && !/^(contents: )?(rows|order of rows|timeout)$/.test(result.what);
      options.known.add(result.what);
      if (isKnown) {
        report.failures.push({ seed: options.seed, engine: target.name, what: `(again) ${result.what}`, script: [], theirs: '', ours: '', original: sql });
      } else {
        report.failures.push(await minimised(judge, target, options, setup, current, result.what));
        shouldRestart = true;
      }
      break;
    }
    if (isTolerated) report.tolerated++;
    if (shouldRestart) await setUp([judge, ...targets], setup);
    // Changes on which all agree stay, so that later statements meet a table with a past.
    else if (current.contents.length > 0 && allSame && theirs[0]!.error === null && random.chance(50)) {
      for (const target of [judge, ...targets]) await target.run(sql);
      setup = [...setup, sql];
    }
  }
  return report;
}
