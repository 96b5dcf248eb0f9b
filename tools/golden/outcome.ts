/** What running one statement of a golden file gave, whoever ran it. */
import type { GoldenStatement } from './golden-file.js';

export interface Report {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: number;
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly dataType?: string;
  readonly constraint?: string;
}

export interface ResultField {
  readonly name: string;
  readonly type: number;
  readonly typmod: number;
}

export interface Result {
  readonly fields: readonly ResultField[] | null;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly tag: string | null;
  readonly copyOut: string | null;
}

export interface Outcome {
  readonly results: readonly Result[];
  readonly notices: readonly Report[];
  readonly error: Report | null;
}

/** A database a golden file runs on; one for each run of a file. */
export interface GoldenTarget {
  run(statement: GoldenStatement): Promise<Outcome>;
  close(): Promise<void>;
}

/** Settings every run starts with, so that outputs do not depend on the machine. */
export const SETTINGS = { TimeZone: 'UTC', DateStyle: 'ISO, MDY', IntervalStyle: 'postgres', application_name: 'golden' } as const;
