import { describe, expect, test } from 'vitest';
import { PackedTable } from '../../../src/catalog/builtin/packed-table.js';

const ROWS = { columns: 'name oid x', defaults: ['', '', 'd'], rows: 'a\t1\t12\na\t12\na\t123\tz\nb\t3\nbc\t4\t5\nc\t45' };

describe('packed table', () => {
  test('a line by its oid: searched for at first, from a list of all later', () => {
    const table = new PackedTable(ROWS);
    for (let round = 0; round < 6; round++) {
      expect([1, 12, 123, 3, 4, 45].map(id => table.lineOfOid(id))).toEqual([0, 1, 2, 3, 4, 5]);
      expect([0, 2, 5, 23, 1234].map(id => table.lineOfOid(id))).toEqual([-1, -1, -1, -1, -1]);
    }
  });

  test('lines by name', () => {
    const table = new PackedTable(ROWS);
    expect([table.linesNamed('a'), table.linesNamed('b'), table.linesNamed('bb'), table.linesNamed('c')]).toEqual([[0, 1, 2], [3], [], [5]]);
    expect(table.fields(1)).toEqual(['a', '12', 'd']);
  });
});
