/**
 * npm run grammar [-- options]: compares HenryDB's parser with PostgreSQL 15's own, libpg-query, over a corpus made from the rules.
 *   --count n         statements from the rules (40000); damaged ones and key words in all places are added
 *   --seed n          another corpus
 *   --postgres h:p    a running PostgreSQL 15 that is asked, too, and decides: libpg-query departs from PostgreSQL in a few places (README.md)
 *   --list n          how many disagreements to print (40)
 *   --speed           nothing but the time that parsing everyday statements takes, and its ratio
 *   --deparse         also: every accepted statement is written as text again, which must have the same tree
 *   --record          writes the sample that `npm test` checks (needs --postgres)
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { makeCorpus, type CorpusStatement, type Source } from './corpus.js';
import { printSpeed } from './speed.js';
import { roundTripProblem } from './round-trip.js';
import { libpgQueryVerdict, openLibpgQuery, ourVerdict, PostgresJudge, type Verdict } from './judges.js';

const SAMPLE = new URL('../../test/grammar/corpus.jsonl.gz', import.meta.url);
/** Of the statements that both accept or refuse alike one in this many is in the sample; the rest of the file is as it comes. */
const SAMPLE_STEP = 10;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '40000' },
    seed: { type: 'string', default: '15' },
    list: { type: 'string', default: '40' },
    postgres: { type: 'string' },
    record: { type: 'boolean', default: false },
    deparse: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
  },
});

interface Row extends CorpusStatement {
  readonly oracle: Verdict;
  readonly ours: Verdict;
  /** PostgreSQL's own verdict, where it was asked. */
  server?: Verdict;
}

class Score {
  total = 0;
  accepted = 0;
  /** Accept/reject, position and message that agree. */
  verdict = 0;
  position = 0;
  message = 0;

  add(theirs: Verdict, ours: Verdict): void {
    this.total++;
    if (theirs === null) this.accepted++;
    if ((theirs === null) !== (ours === null)) return;
    this.verdict++;
    if (theirs === null || ours === null) return;
    if (samePosition(theirs, ours)) this.position++;
    if (theirs.message === ours.message) this.message++;
  }

  line(name: string): string {
    const refused = this.total - this.accepted;
    const both = this.verdict - this.accepted;
    const share = (part: number, whole: number): string => `${whole === 0 ? '-' : ((100 * part) / whole).toFixed(3)} %`.padStart(11);
    return `${name.padEnd(22)} ${String(this.total).padStart(8)} ${String(refused).padStart(8)} ${share(this.verdict, this.total)} ${share(this.position, both)} ${share(this.message, both)}`;
  }
}

/** libpg-query has 1 where PostgreSQL gives no position. */
function samePosition(theirs: NonNullable<Verdict>, ours: NonNullable<Verdict>): boolean {
  return theirs.position === ours.position || (theirs.position <= 1 && ours.position <= 1);
}

function same(theirs: Verdict, ours: Verdict): boolean {
  if (theirs === null || ours === null) return theirs === ours;
  return samePosition(theirs, ours) && theirs.message === ours.message;
}

function shown(verdict: Verdict): string {
  return verdict === null ? 'accepted' : `${verdict.position}: ${verdict.message}`;
}

function printScores(rows: readonly Row[], title: string, theirs: (row: Row) => Verdict): void {
  console.log(
    `\n${title}\n${''.padEnd(22)} ${'all'.padStart(8)} ${'refused'.padStart(8)} ${'verdict'.padStart(11)} ${'position'.padStart(11)} ${'message'.padStart(11)}`,
  );
  const total = new Score();
  const bySource = new Map<Source, Score>();
  for (const row of rows) {
    const score = bySource.get(row.source) ?? new Score();
    bySource.set(row.source, score);
    score.add(theirs(row), row.ours);
    total.add(theirs(row), row.ours);
  }
  for (const [source, score] of bySource) console.log(score.line(source));
  console.log(total.line('all'));
}

function record(rows: readonly Row[]): void {
  const lines = rows.flatMap((row, i) => {
    if (i % SAMPLE_STEP !== 0) return [];
    const verdict = row.server === undefined ? row.oracle : row.server;
    return [JSON.stringify(verdict === null ? [row.sql] : [row.sql, verdict.position, verdict.message])];
  });
  writeFileSync(SAMPLE, gzipSync(lines.join('\n'), { level: 9 }));
  console.log(`\n${lines.length} statements written to ${SAMPLE.pathname}`);
}

/** Statements whose text, written from the tree, has another tree. */
function checkDeparser(rows: readonly Row[]): void {
  const accepted = rows.filter(row => row.ours === null);
  const wrong = accepted.flatMap(row => {
    const problem = roundTripProblem(row.sql);
    return problem === null ? [] : [{ sql: row.sql, problem }];
  });
  console.log(`\ndeparse: ${accepted.length} statements, ${wrong.length} with another tree`);
  for (const { sql, problem } of wrong.slice(0, Number(values.list))) console.log(`\n${JSON.stringify(sql)}\n   ${problem}`);
}

async function main(): Promise<void> {
  if (values.speed) {
    printSpeed(await openLibpgQuery());
    return;
  }
  const corpus = makeCorpus(Number(values.seed), Number(values.count));
  const unused = corpus.unused.length;
  console.log(`${corpus.statements.length} statements; ${corpus.alternativeCount - unused} of ${corpus.alternativeCount} alternatives of the rules used`);
  if (unused > 0) console.log(corpus.unused.slice(0, 20).join('\n'));
  const parse = await openLibpgQuery();
  const rows: Row[] = corpus.statements.map(item => ({ ...item, oracle: libpgQueryVerdict(parse, item.sql), ours: ourVerdict(item.sql) }));
  let disagreements = rows.filter(row => !same(row.oracle, row.ours));
  printScores(rows, 'HenryDB and libpg-query', row => row.oracle);
  if (values.postgres !== undefined) {
    const judge = await PostgresJudge.connect(values.postgres);
    for (const row of rows) row.server = await judge.verdict(row.sql);
    await judge.end();
    printScores(rows, 'HenryDB and PostgreSQL 15', row => row.server ?? null);
    const overruled = disagreements.filter(row => same(row.server ?? null, row.ours)).length;
    console.log(`\n${overruled} of ${disagreements.length} differences from libpg-query are its own from PostgreSQL 15`);
    disagreements = rows.filter(row => !same(row.server ?? null, row.ours));
  }
  console.log(`\n${disagreements.length} disagreements${disagreements.length === 0 ? '' : ':'}`);
  for (const row of disagreements.slice(0, Number(values.list))) {
    console.log(`\n${JSON.stringify(row.sql)}\n   libpg-query  ${shown(row.oracle)}`);
    if (row.server !== undefined) console.log(`   PostgreSQL   ${shown(row.server)}`);
    console.log(`   HenryDB      ${shown(row.ours)}`);
  }
  if (values.deparse) checkDeparser(rows);
  if (values.record) record(rows);
}

await main();
