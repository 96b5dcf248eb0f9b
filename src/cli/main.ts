/** The `henrydb` command. */
import { HenryDBServer } from '../server/index.js';
import { PgError } from '../errors/index.js';

const USAGE = `Usage: henrydb [server] [options]

Starts a PostgreSQL-compatible server.

Options:
  --data-dir DIR          keep the database in DIR (created when missing); without it the database is in memory
  --port N                TCP port (default 5432; 0 picks a free one)
  --host ADDRESS          address to listen on (default 127.0.0.1)
  --socket-dir DIR        also listen on a unix socket in DIR
  --max-connections N     default 100
  --pool-pages N          buffer pool size in 8 KB pages (default 16384)
  --version, --help
`;

interface Arguments {
  readonly options: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

const KNOWN = new Set(['data-dir', 'port', 'host', 'socket-dir', 'max-connections', 'pool-pages', 'version', 'help']);

function parseArguments(argv: readonly string[]): Arguments {
  const options = new Map<string, string>();
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals > 0 ? word.slice(2, equals) : word.slice(2);
    if (!KNOWN.has(name)) throw new Error(`unknown option --${name}`);
    if (name === 'help' || name === 'version') options.set(name, '');
    else if (equals > 0) options.set(name, word.slice(equals + 1));
    else {
      const value = argv[++i];
      if (value === undefined) throw new Error(`option --${name} needs a value`);
      options.set(name, value);
    }
  }
  return { options, words };
}

function number(options: ReadonlyMap<string, string>, name: string, minimum: number, maximum: number): number | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum || value > maximum) throw new Error(`--${name} must be a whole number from ${minimum} to ${maximum}`);
  return value;
}

/** Runs the command; resolves with the exit code once it is over. */
export async function main(argv: readonly string[], version: string): Promise<number> {
  let parsed: Arguments;
  try {
    parsed = parseArguments(argv);
    const [command = 'server', ...rest] = parsed.words;
    if (parsed.options.has('version')) {
      process.stdout.write(`henrydb ${version}\n`);
      return 0;
    }
    if (parsed.options.has('help') || command === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    if (command !== 'server' || rest.length > 0) throw new Error(`unknown command "${parsed.words.join(' ')}"`);
    return await serve(parsed.options);
  } catch (error) {
    process.stderr.write(`henrydb: ${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof PgError) {
      if (error.detail) process.stderr.write(`DETAIL: ${error.detail}\n`);
      if (error.hint) process.stderr.write(`HINT: ${error.hint}\n`);
    }
    return 1;
  }
}

async function serve(options: ReadonlyMap<string, string>): Promise<number> {
  const host = options.get('host') ?? '127.0.0.1';
  const dataDir = options.get('data-dir');
  const server = new HenryDBServer({
    host,
    port: number(options, 'port', 0, 65535) ?? 5432,
    ...(dataDir !== undefined ? { dataDir } : {}),
    ...(options.has('socket-dir') ? { socketDir: options.get('socket-dir')! } : {}),
    maxConnections: number(options, 'max-connections', 1, 262143) ?? 100,
    ...(options.has('pool-pages') ? { poolFrames: number(options, 'pool-pages', 2, 1048576)! } : {}),
  });
  await server.start();
  const { recovery } = server.database;
  const where = dataDir === undefined ? 'in memory' : `data in ${dataDir}`;
  process.stdout.write(`HenryDB is listening on ${host}:${server.port}, ${where}\n`);
  if (recovery && !recovery.isNew && !recovery.wasShutDown) {
    process.stdout.write(`recovered ${recovery.recordCount} log records in ${recovery.elapsedMs.toFixed(0)} ms\n`);
  }
  process.stdout.write(`connect with:  psql -h ${host === '0.0.0.0' ? '127.0.0.1' : host} -p ${server.port} -U postgres postgres\n`);
  return new Promise(resolve => {
    let isStopping = false;
    const stop = (): void => {
      if (isStopping) return;
      isStopping = true;
      server.stop().then(
        () => resolve(0),
        (error: unknown) => {
          process.stderr.write(`henrydb: ${error instanceof Error ? error.message : String(error)}\n`);
          resolve(1);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
