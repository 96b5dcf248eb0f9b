/**
 * A small data set of our own over the TPC-H tables, for tests that may not need anything from outside: about 8,000 line items made by a fixed
 * generator. It has the tables' shapes and every value the queries ask for, not dbgen's distributions.
 */
const REGIONS = ['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'];
const SEGMENTS = ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'];
const PRIORITIES = ['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'];
const MODES = ['AIR', 'FOB', 'MAIL', 'RAIL', 'REG AIR', 'SHIP', 'TRUCK'];
const TYPES = ['PROMO BURNISHED TIN', 'STANDARD PLATED STEEL', 'ECONOMY ANODIZED BRASS', 'PROMO BRUSHED NICKEL', 'SMALL POLISHED COPPER'];
const WORDS = ['quick', 'lazy', 'green', 'silent', 'heavy', 'early', 'final', 'ruby'];

const NATION_COUNT = 25;
const PART_COUNT = 200;
const SUPPLIER_COUNT = 40;
const CUSTOMER_COUNT = 300;
const ORDER_COUNT = 2000;
const DAY_MS = 86_400_000;
const FIRST_ORDER_MS = Date.UTC(1992, 0, 1);
const ORDER_DAYS = 2400;

/** Rows of a table as lines of fields separated by `|`. */
export type OwnTables = ReadonlyMap<string, string>;

export function ownData(): OwnTables {
  let state = 20_240_229;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
  const pick = (words: readonly string[]): string => words[below(words.length)]!;
  const money = (cents: number): string => `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  const day = (offset: number): string => new Date(FIRST_ORDER_MS + offset * DAY_MS).toISOString().slice(0, 10);
  const phone = (nation: number): string => `${10 + nation}-${100 + below(900)}-${100 + below(900)}-${1000 + below(9000)}`;
  const comment = (): string => `${pick(WORDS)} ${pick(WORDS)}, ${pick(WORDS)}`;
  const number = (prefix: string, n: number): string => `${prefix}#${String(n).padStart(9, '0')}`;

  const tables = new Map<string, string[][]>();
  const rowsOf = (table: string): string[][] => {
    const rows: string[][] = [];
    tables.set(table, rows);
    return rows;
  };

  const region = rowsOf('region');
  REGIONS.forEach((name, key) => region.push([String(key), name, comment()]));
  const nation = rowsOf('nation');
  for (let key = 0; key < NATION_COUNT; key++) nation.push([String(key), `NATION ${key}`, String(key % REGIONS.length), comment()]);
  const part = rowsOf('part');
  for (let key = 1; key <= PART_COUNT; key++) {
    const maker = 1 + below(5);
    part.push([
      String(key),
      `${pick(WORDS)} ${pick(WORDS)}`,
      `Manufacturer#${maker}`,
      `Brand#${maker}${1 + below(5)}`,
      pick(TYPES),
      String(1 + below(50)),
      'SM BOX',
      money(90_000 + key * 10),
      pick(WORDS),
    ]);
  }
  const supplier = rowsOf('supplier');
  for (let key = 1; key <= SUPPLIER_COUNT; key++) {
    const home = below(NATION_COUNT);
    supplier.push([
      String(key),
      number('Supplier', key),
      `${pick(WORDS)} street ${key}`,
      String(home),
      phone(home),
      money(below(1_100_000) - 100_000),
      comment(),
    ]);
  }
  const partsupp = rowsOf('partsupp');
  const supplierOf = (partKey: number, i: number): number => 1 + ((partKey + i * 13) % SUPPLIER_COUNT);
  for (let key = 1; key <= PART_COUNT; key++) {
    for (let i = 0; i < 3; i++) partsupp.push([String(key), String(supplierOf(key, i)), String(1 + below(9999)), money(100 + below(99_900)), comment()]);
  }
  const customer = rowsOf('customer');
  for (let key = 1; key <= CUSTOMER_COUNT; key++) {
    const home = below(NATION_COUNT);
    customer.push([
      String(key),
      number('Customer', key),
      `${pick(WORDS)} lane, ${key}`,
      String(home),
      phone(home),
      money(below(1_100_000) - 100_000),
      pick(SEGMENTS),
      comment(),
    ]);
  }
  const orders = rowsOf('orders');
  const lineitem = rowsOf('lineitem');
  for (let i = 1; i <= ORDER_COUNT; i++) {
    // Order numbers have gaps, as dbgen's have.
    const key = Math.floor(i / 8) * 32 + (i % 8) + 1;
    const ordered = below(ORDER_DAYS);
    let total = 0;
    const lineCount = 1 + below(7);
    for (let line = 1; line <= lineCount; line++) {
      const partKey = 1 + below(PART_COUNT);
      const quantity = 1 + below(50);
      const price = quantity * (90_000 + partKey * 10);
      total += price;
      const shipped = ordered + 1 + below(121);
      const received = shipped + 1 + below(30);
      const isOpen = day(shipped) > '1995-06-17';
      lineitem.push([
        String(key),
        String(partKey),
        String(supplierOf(partKey, below(3))),
        String(line),
        money(quantity * 100),
        money(price),
        money(below(11)),
        money(below(9)),
        day(received) <= '1995-06-17' ? pick(['A', 'R']) : 'N',
        isOpen ? 'O' : 'F',
        day(shipped),
        day(ordered + 30 + below(61)),
        day(received),
        'DELIVER IN PERSON',
        pick(MODES),
        comment().slice(0, 44),
      ]);
    }
    orders.push([
      String(key),
      String(1 + below(CUSTOMER_COUNT)),
      pick(['F', 'O', 'P']),
      money(total),
      day(ordered),
      pick(PRIORITIES),
      number('Clerk', 1 + below(100)).slice(0, 15),
      '0',
      comment(),
    ]);
  }
  return new Map([...tables].map(([name, rows]) => [name, rows.map(row => row.join('|') + '\n').join('')]));
}
