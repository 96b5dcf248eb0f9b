import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packImage } from '../../../tools/catalog/pack-image.js';
import { btreeMethod } from '../../../src/access/index.js';
import { builtinRelation, indexKeyEncoder, pgClass, pgProc, SharedCatalog, type CatalogTable } from '../../../src/catalog/index.js';
import { bootstrapContents } from '../../../src/catalog/image/bootstrap-rows.js';
import { baseWord, isAllVisible } from '../../../src/storage/index.js';
import { Database } from './fixture.js';

describe('initial catalogs', () => {
  it('are those of the shipped image', () => {
    const shipped = readFileSync(new URL('../../../src/catalog/image/catalog-image.data.ts', import.meta.url), 'utf8');
    // If this fails: npx tsx tools/catalog/build-image.ts
    expect(packImage().text === shipped).toBe(true);
  });

  it('read back as they were written', () => {
    const { catalog } = new Database().session();
    for (const { table, rows } of bootstrapContents()) {
      const read = catalog.rows(table as CatalogTable<object>, null, []).map(({ row }) => table.toValues(row));
      expect(read).toHaveLength(rows.length);
      const sorted = (all: readonly (readonly unknown[])[]): string[] => all.map(r => JSON.stringify(r)).sort();
      expect(sorted(read)).toEqual(sorted(rows));
    }
    expect(catalog.row(pgClass, 'pg_class_relname_nsp_index', ['pg_proc', 11])?.row.oid).toBe(1255);
    expect(catalog.rows(pgProc, 'pg_proc_proname_args_nsp_index', ['abs'])).toHaveLength(6);
  });

  it('have sound indexes', () => {
    const database = new Database();
    const shared = new SharedCatalog();
    for (const { table } of bootstrapContents()) {
      const relation = builtinRelation(table.oid)!;
      const lookup = (id: Parameters<typeof shared.storedType>[0]): ReturnType<typeof shared.storedType> => shared.storedType(id);
      const file = database.storage.openFile(relation.fileId);
      for (let page = 0; page < file.pageCount; page++) {
        const frame = database.storage.pool.pin(file, page);
        expect(isAllVisible(database.storage.pool.views(frame), baseWord(frame))).toBe(true);
        database.storage.pool.unpin(frame);
      }
      for (const index of relation.indexes) {
        const open = btreeMethod.open({
          manager: database.manager,
          file: database.storage.openFile(index.fileId),
          name: index.name,
          encoder: indexKeyEncoder(index, lookup),
          isUnique: index.isUnique,
        });
        expect(open.check()).toBe(open.statistics().entries);
      }
    }
  });
});
