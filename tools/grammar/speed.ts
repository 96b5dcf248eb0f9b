/**
 * npm run grammar -- --speed: how long HenryDB's parser and libpg-query take for statements of everyday work. libpg-query's own figure includes handing
 * the text in and the tree out as JSON, since there is no way to have its tree without.
 */
import { parseStatements } from '../../src/sql/index.js';

const STATEMENTS = [
  'SELECT id, name, email FROM users WHERE id = $1',
  'SELECT o.id, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.created_at >= $1 AND o.status = $2 ORDER BY o.id DESC LIMIT 20',
  'INSERT INTO accounts (id, branch, balance, filler) VALUES ($1, $2, $3, $4) RETURNING id',
  'UPDATE accounts SET balance = balance + $1, updated_at = now() WHERE id = $2',
  'DELETE FROM sessions WHERE user_id = $1 AND expires_at < now()',
  "INSERT INTO counters (key, n) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET n = counters.n + 1 WHERE counters.key <> 'x'",
  'SELECT count(*), sum(amount) FROM payments WHERE account_id IN ($1, $2, $3) GROUP BY account_id HAVING sum(amount) > 0',
  'BEGIN',
];

/** Microseconds for each statement: the best of several rounds. */
function timed(parse: (sql: string) => unknown, repeats: number): number[] {
  return STATEMENTS.map(sql => {
    let best = Infinity;
    for (let round = 0; round < 9; round++) {
      const start = performance.now();
      for (let i = 0; i < repeats; i++) parse(sql);
      best = Math.min(best, ((performance.now() - start) * 1000) / repeats);
    }
    return best;
  });
}

export function printSpeed(oracle: (sql: string) => unknown): void {
  for (const sql of STATEMENTS) for (let i = 0; i < 5000; i++) parseStatements(sql);
  const ours = timed(sql => parseStatements(sql), 5000);
  const theirs = timed(oracle, 300);
  console.log(`\n${'HenryDB us'.padStart(11)} ${'libpg-query us'.padStart(15)} ${'ratio'.padStart(7)}`);
  STATEMENTS.forEach((sql, i) => {
    console.log(
      `${ours[i]!.toFixed(2).padStart(11)} ${theirs[i]!.toFixed(1).padStart(15)} ${(theirs[i]! / ours[i]!).toFixed(1).padStart(7)}  ${sql.slice(0, 70)}`,
    );
  });
  const sum = (times: readonly number[]): number => times.reduce((a, b) => a + b, 0);
  console.log(`${sum(ours).toFixed(2).padStart(11)} ${sum(theirs).toFixed(1).padStart(15)} ${(sum(theirs) / sum(ours)).toFixed(1).padStart(7)}  all`);
}
