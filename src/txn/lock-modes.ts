/** The eight lock modes of PostgreSQL (chapter 13.3.1) and what conflicts with what. A mode is a number 1..8; a set of modes is a bit mask with bit `mode`. */

export type LockMode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export const ACCESS_SHARE: LockMode = 1;
export const ROW_SHARE: LockMode = 2;
export const ROW_EXCLUSIVE: LockMode = 3;
export const SHARE_UPDATE_EXCLUSIVE: LockMode = 4;
export const SHARE: LockMode = 5;
export const SHARE_ROW_EXCLUSIVE: LockMode = 6;
export const EXCLUSIVE: LockMode = 7;
export const ACCESS_EXCLUSIVE: LockMode = 8;

/** As in pg_locks.mode. */
export const LOCK_MODE_NAMES: readonly string[] = [
  'INVALID',
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

const mask = (...modes: number[]): number => modes.reduce((bits, mode) => bits | (1 << mode), 0);

/** CONFLICTS[mode]: the modes that can't be held by others at the same time. */
export const CONFLICTS: readonly number[] = [
  0,
  mask(8),
  mask(7, 8),
  mask(5, 6, 7, 8),
  mask(4, 5, 6, 7, 8),
  mask(3, 4, 6, 7, 8),
  mask(3, 4, 5, 6, 7, 8),
  mask(2, 3, 4, 5, 6, 7, 8),
  mask(1, 2, 3, 4, 5, 6, 7, 8),
];

const BY_NAME = new Map<string, LockMode>();
for (let m = 1; m <= 8; m++) {
  const camel = LOCK_MODE_NAMES[m] as string;
  const mode = m as LockMode;
  BY_NAME.set(camel, mode);
  const spaced = camel.slice(0, -4).replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  BY_NAME.set(spaced.toUpperCase(), mode);
  BY_NAME.set(spaced.toLowerCase().replaceAll(' ', '-'), mode);
}

/** From `AccessShareLock`, `ACCESS SHARE` or `access-share`. */
export function lockModeByName(name: string): LockMode | undefined {
  return BY_NAME.get(name);
}
