/**
 * npm run coverage:golden [-- --list] [file name parts …]
 *
 * Runs the golden corpus here and prints what it covers: rows of pg_proc, pg_operator and pg_cast that are implemented and were executed; productions of
 * PostgreSQL's grammar (tools/grammar/rules) that its statements are derived by; SQLSTATEs that its expected outputs contain. --list shows what is uncovered.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseStatements } from '../../src/sql/index.js';
import { parseGolden, type GoldenFile, type GoldenStatement } from '../golden/golden-file.js';
import { SessionTarget } from '../golden/session-target.js';
import { readGrammar } from '../grammar/rules.js';
import { CallRecorder, type Row } from './calls.js';
import { Derivations } from './derivation.js';
import { reportStates } from './sqlstates.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' } } });
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'golden');

interface NamedFile extends GoldenFile {
  readonly name: string;
}

const files: NamedFile[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.sql') && (positionals.length === 0 || positionals.some(part => name.includes(part))))
  .sort()
  .map(name => ({ name, ...parseGolden(readFileSync(join(folder, name), 'utf8')) }));

/** Prints a figure and, on demand, what is missing. */
function report(what: string, covered: number, all: number, missing: readonly string[]): void {
  const share = all === 0 ? 100 : (covered / all) * 100;
  console.log(`${what.padEnd(44)}${String(covered).padStart(6)} of ${String(all).padStart(5)}${share.toFixed(1).padStart(7)} %`);
  if (values.list === true) for (const line of missing) console.log(`    ${line}`);
}

function reportRows(what: string, rows: Iterable<Row>): void {
  const all = [...rows];
  report(
    what,
    all.filter(row => row.isCovered).length,
    all.length,
    all.filter(row => !row.isCovered).map(row => row.label),
  );
}

async function runFile(file: NamedFile, recorder: CallRecorder): Promise<void> {
  const target = await SessionTarget.open('interpreter');
  for (const statement of file.statements) {
    recorder.beginStatement();
    const { error } = await target.run(statement);
    recorder.endStatement(error === null && !/^\s*explain\b(?!.*\banalyze\b)/i.test(statement.sql));
  }
  await target.close();
}

/** The single statements of a golden statement's text; the text as a whole when the parser refuses it, perhaps for more than its syntax. */
function textsOf({ sql }: GoldenStatement): { readonly texts: readonly string[]; readonly isTaken: boolean } {
  try {
    return { texts: parseStatements(sql).map(raw => sql.slice(raw.location, raw.location + raw.length)), isTaken: true };
  } catch {
    return { texts: [sql.trimEnd().replace(/;$/, '')], isTaken: false };
  }
}

/** A production that only statements refused with 0A000 use is no feature of HenryDB: it is counted by itself. */
function reportGrammar(): void {
  const supported = new Derivations(readGrammar());
  const refused = new Derivations(readGrammar());
  for (const { statements } of files) {
    for (const statement of statements) {
      const isRefused = statement.isRefused || statement.expected.some(line => line.startsWith('ERROR 0A000: ') && line.endsWith(' is not supported'));
      const { texts, isTaken } = textsOf(statement);
      for (const text of texts) (isRefused ? refused : supported).add(text, isTaken);
    }
  }
  const { productions } = supported;
  const isSupported = productions.map((_, i) => supported.counts[i]! > 0);
  const isOnlyRefused = productions.map((_, i) => supported.counts[i] === 0 && refused.counts[i]! > 0);
  const refusedCount = isOnlyRefused.filter(Boolean).length;
  report(
    'productions of the grammar',
    isSupported.filter(Boolean).length + refusedCount,
    productions.length,
    productions.filter((_, i) => !isSupported[i] && !isOnlyRefused[i]),
  );
  console.log(`    ${refusedCount} of them only in statements that are refused with 0A000 (COMPAT.md)`);
  for (const stranger of new Set([...supported.strangers, ...refused.strangers])) console.log(`    not derived by the rules: ${stranger}`);
}

async function main(): Promise<void> {
  const recorder = new CallRecorder();
  for (const file of files) await runFile(file, recorder);
  console.log(`${files.length} files, ${files.reduce((sum, file) => sum + file.statements.length, 0)} statements\n`);
  reportRows('functions (pg_proc)', recorder.functions.values());
  reportRows('aggregates', recorder.aggregates.values());
  reportRows('window functions', recorder.windowFunctions.values());
  reportRows('operators (pg_operator)', recorder.operators.values());
  reportRows('casts (pg_cast)', recorder.casts.values());
  reportGrammar();
  reportStates(
    files.flatMap(file => file.statements.flatMap(statement => statement.expected)),
    report,
  );
}

await main();
