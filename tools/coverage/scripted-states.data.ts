/**
 * SQLSTATEs that the SQL of one session cannot reach, so that no golden file can: the test that raises each of them, with what it takes. Those that no client can
 * ever be told stand below. The coverage tool checks that the tests name the codes, and that nothing stands here without need.
 */
export const SCRIPTED_STATES: Readonly<Record<string, readonly [test: string, takes: string]>> = {
  '08003': ['test/unit/embedded/conditions.test.ts', 'a session of the in-process API after its end'],
  '22P03': ['test/wire/binary-formats.test.ts', 'binary parameters'],
  '25000': ['test/unit/embedded/conditions.test.ts', 'a transaction of the in-process API after its end'],
  '25P03': ['test/wire/refused-and-ended.test.ts', 'a client that does nothing for a while'],
  '25P04': ['test/wire/refused-and-ended.test.ts', 'a transaction that lasts'],
  '28000': ['test/wire/start-up.test.ts', 'a start-up packet'],
  '40001': ['test/concurrency/specs/sqlstates.json', 'two sessions'],
  '40P01': ['test/concurrency/specs/sqlstates.json', 'two sessions'],
  '53000': ['test/unit/io/file-systems.test.ts', 'an operating system without descriptors'],
  '53100': ['test/unit/session/spill.test.ts', 'a full disk'],
  '53200': ['test/unit/execute/memory.test.ts', 'a full heap'],
  '53300': ['test/wire/refused-and-ended.test.ts', 'many sessions'],
  '57P01': ['test/wire/refused-and-ended.test.ts', 'a session that is ended'],
  '57P03': ['test/wire/refused-and-ended.test.ts', 'a server that stops'],
  '57P05': ['test/wire/refused-and-ended.test.ts', 'a client that does nothing for a while'],
  '58030': ['test/unit/io/file-systems.test.ts', 'a disk that fails'],
  '58P02': ['test/unit/io/file-systems.test.ts', 'a file that should not be there'],
  F0001: ['test/unit/io/file-systems.test.ts', 'a second process on the directory'],
  XX001: ['test/unit/storage/buffer-pool.test.ts', 'a damaged page'],
  XX002: ['test/unit/embedded/conditions.test.ts', 'a damaged index'],
};

/** Raised in the source, never seen. */
export const UNSEEN_STATES: Readonly<Record<string, string>> = {
  '08006': 'the client that it concerns is gone; test/wire/refused-and-ended.test.ts shows that its work ends',
  '27000': 'needs triggers or functions that modify the row which the statement is about to modify: there are none',
};
