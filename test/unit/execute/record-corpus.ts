/** Records PostgreSQL's answers to the corpus: `npx tsx test/unit/execute/record-corpus.ts 'psql -h … -U …'`. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { QUERIES, SETUP, TABLES } from './corpus.js';
import type { TableSpec } from './fixture.js';

const command = (process.argv[2] ?? 'psql').split(' ');

function psql(database: string, sql: string): string {
  return execFileSync(command[0], [...command.slice(1), '-d', database, '-X', '-q', '-v', 'VERBOSITY=verbose', '-At', '-F', '|', '-P', 'null=NULL'], {
    input: sql,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export function ddlOf(name: string, spec: TableSpec): string {
  const parts = spec.columns.map(c => (typeof c === 'string' ? c : `${c.name} ${c.type}${c.notNull === true ? ' not null' : ''}`));
  if (spec.primaryKey !== undefined) parts.push(`primary key (${spec.primaryKey.join(', ')})`);
  return [`create table ${name} (${parts.join(', ')});`, ...(spec.indexes ?? []).map(i => `create index on ${name} (${i.join(', ')});`)].join('\n');
}

const database = `corpus_${process.pid}`;
psql('postgres', `create database ${database}`);
try {
  psql(database, [...Object.entries(TABLES).map(([name, spec]) => ddlOf(name, spec)), ...SETUP.map(s => `${s};`)].join('\n'));
  const answers: Record<string, string[] | string> = {};
  for (const query of QUERIES) {
    // Errors come as `ERROR:  22012: division by zero`.
    const out = execFileSync('bash', ['-c', `${command.join(' ')} -d ${database} -X -q -v VERBOSITY=verbose -At -F '|' -P null=NULL 2>&1 || true`], {
      input: `${query};`,
      encoding: 'utf8',
    });
    const error = /^(?:psql:[^ ]* )?ERROR: {2}(.*)$/m.exec(out);
    answers[query] = error !== null ? `ERROR ${error[1]}` : out.split('\n').slice(0, -1);
  }
  writeFileSync(new URL('./corpus-answers.json', import.meta.url), `${JSON.stringify(answers, null, 1)}\n`);
} finally {
  psql('postgres', `drop database ${database}`);
}
