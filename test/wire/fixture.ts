/**
 * The server the wire tests talk to: one HenryDB server in memory per test file, or whatever HENRYDB_TEST_SERVER names (`host:port`), so that the same
 * tests can be run against PostgreSQL, the judge of what they expect.
 */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { HenryDBServer } from '../../src/server/index.js';
import { WireClient, type Address, type WireOptions } from '../../tools/wire/client.js';

const external = process.env['HENRYDB_TEST_SERVER'];

/** The tests run against another server: what looks inside HenryDB cannot be asked. */
export const isExternal = external !== undefined;
export const ENGINES = isExternal ? ['postgres'] : ['volcano', 'pipeline', 'interpreter'];

export interface Wire {
  readonly address: Address;
  readonly server: HenryDBServer | null;
  /** A connected client, closed after the test. */
  connect(options?: Partial<WireOptions>): Promise<WireClient>;
  /** A client on the given engine. */
  connectOn(engine: string): Promise<WireClient>;
  /** A socket on which nothing has been said yet. */
  raw(): Promise<WireClient>;
}

export function startWire(): Wire {
  let address: Address = { host: '127.0.0.1', port: 0 };
  let server: HenryDBServer | null = null;
  const clients: WireClient[] = [];

  beforeAll(async () => {
    if (external !== undefined) {
      const colon = external.lastIndexOf(':');
      address = { host: external.slice(0, colon), port: Number(external.slice(colon + 1)) };
      return;
    }
    server = new HenryDBServer({ port: 0 });
    await server.start();
    address = { host: '127.0.0.1', port: server.port };
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.destroy();
  });
  afterAll(() => server?.stop());

  const connect = async (options: Partial<WireOptions> = {}): Promise<WireClient> => {
    const client = await WireClient.connect({ ...address, ...options });
    clients.push(client);
    return client;
  };
  return {
    get address() {
      return address;
    },
    get server() {
      return server;
    },
    connect,
    connectOn: async engine => {
      const client = await connect();
      if (!isExternal) await client.rows(`SET henrydb.engine = ${engine}`);
      return client;
    },
    raw: async () => {
      const client = await WireClient.raw(address);
      clients.push(client);
      return client;
    },
  };
}

/** Runs statements that must succeed. */
export async function run(client: WireClient, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.rows(statement);
}
