/** A HenryDB server in a process of its own, from the build in dist: started, killed and stopped by tests and tools. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface ServerProcess {
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ServerProcessOptions {
  readonly dataDir?: string;
  readonly arguments?: readonly string[];
  readonly nodeArguments?: readonly string[];
}

const START_TIMEOUT_MS = 60_000;

export function startServerProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  if (!existsSync(join(root, 'dist', 'esm', 'cli.js'))) throw new Error('no build: run npm run build first');
  const args = [
    ...(options.nodeArguments ?? []),
    join(root, 'bin', 'henrydb.js'),
    'server',
    '--port',
    '0',
    ...(options.dataDir === undefined ? [] : ['--data-dir', options.dataDir]),
    ...(options.arguments ?? []),
  ];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  // A test that dies must not leave a server behind.
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  void exited.then(() => process.off('exit', killOnExit));

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start: ${text}`));
    }, START_TIMEOUT_MS);
    const heard = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      const port = /listening on \S+:(\d+)/.exec(text)?.[1];
      if (port === undefined || !/connect with/.test(text)) return;
      clearTimeout(timer);
      resolve({
        host: '127.0.0.1',
        port: Number(port),
        pid: child.pid!,
        output: () => text,
        kill: async () => {
          child.kill('SIGKILL');
          await exited;
        },
        stop: async () => {
          child.kill('SIGTERM');
          return exited;
        },
      });
    };
    child.stdout!.on('data', heard);
    child.stderr!.on('data', heard);
    void exited.then(code => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}: ${text}`));
    });
  });
}
