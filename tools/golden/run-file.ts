/** Runs the statements of a golden file on a target. */
import { outcomeLines, type GoldenFile } from './golden-file.js';
import type { GoldenTarget } from './outcome.js';

/** The output lines of each statement. */
export async function runGolden(file: GoldenFile, target: GoldenTarget, isPostgres = false): Promise<(readonly string[])[]> {
  const outputs: (readonly string[])[] = [];
  for (const statement of file.statements)
    if (isPostgres && statement.isRefused) outputs.push(statement.expected);
    else outputs.push(outcomeLines(await target.run(statement), statement.isRowsort));
  return outputs;
}
