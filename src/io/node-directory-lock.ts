import type { DirectoryLock } from './file-system.js';
export function lockNodeDirectory(path: string): Promise<DirectoryLock> {
  return Promise.reject(new Error(`not locked: ${path}`));
}
