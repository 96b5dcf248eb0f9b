/**
 * Cases run in child processes, so that neither memory nor compiled code of one touches another. A child is `child.ts` with a case as JSON; it answers
 * with one line of JSON.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { EngineCase } from './engine-cases.js';
import type { LimitCase } from './limits.js';
import { medianTiming, type Sample, type Timing } from './measure.js';
import { root } from './options.js';
import type { PointCase } from './point-cases.js';
import { note } from './table.js';

export type ChildCase = PointCase | EngineCase | LimitCase;

export function runChild<T = Sample>(spec: ChildCase): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'bench', 'child.ts'), JSON.stringify(spec)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('error', reject);
    child.once('close', code => {
      const last = output.trimEnd().split('\n').at(-1) ?? '';
      if (code === 0 && last !== '') resolve(JSON.parse(last) as T);
      else reject(new Error(`${JSON.stringify(spec)} failed:\n${errors.trim()}`));
    });
  });
}

export interface Contender {
  readonly name: string;
  readonly spec: ChildCase;
}

export interface Contest {
  readonly timings: ReadonlyMap<string, Timing>;
  readonly checksums: ReadonlyMap<string, string>;
}

/** Runs all contenders `rounds` times, taking turns; a contender that fails is noted and left out. */
export async function contest(what: string, contenders: readonly Contender[], rounds: number): Promise<Contest> {
  const samples = new Map<string, Sample[]>();
  const failed = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, spec } of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      if (failed.has(name)) continue;
      try {
        const sample = await runChild(spec);
        samples.set(name, [...(samples.get(name) ?? []), sample]);
      } catch (error) {
        failed.add(name);
        note(`${what}: ${name} left out: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  const timings = new Map<string, Timing>();
  const checksums = new Map<string, string>();
  for (const [name, taken] of samples) {
    if (failed.has(name)) continue;
    timings.set(name, medianTiming(taken));
    checksums.set(name, taken[0]!.checksum);
  }
  return { timings, checksums };
}
