/** Catalogs are logged tables: what was committed is there after a crash, what was not is gone. */
import { expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import { bootstrapImage, createSequence, dropObjects, pgClass, pgDepend, relationAddress, replaceFiles } from '../../../src/catalog/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';
import { openDiskStorage } from '../../../src/txn/index.js';
import { column, Database, TEXT, type Session } from './fixture.js';

async function open(fileSystem: SimulatedFileSystem): Promise<{ database: Database; session: Session }> {
  const environment = simulatedEnvironment(new SeededRandom(1), fileSystem);
  const opened = await openDiskStorage({ environment, directory: 'db', poolFrames: 64, logSegmentBytes: 1024 * 1024, bootstrap: bootstrapImage() });
  const database = new Database(opened.storage);
  return { database, session: database.session() };
}

it('survives crashes', async () => {
  let files = new SimulatedFileSystem(new SeededRandom(7));
  let { session: s } = await open(files);
  s.createTable('kept', [column('id'), column('v', TEXT)], ['id']);
  s.createTable('dropped', [column('id')], ['id']);
  s.run(() => dropObjects(s.catalog, [relationAddress(s.table('dropped').oid)], 'restrict'));
  s.run(() =>
    createSequence(s.catalog, {
      name: 'q',
      schemaId: oid(2200),
      owner: oid(10),
      persistence: 'p',
      typeId: oid(20),
      start: 1,
      increment: 1,
      max: 100,
      min: 1,
      cache: 1,
      cycle: false,
    }),
  );
  s.begin();
  s.createTable('uncommitted', [column('id')], ['id']);
  s.run(() => dropObjects(s.catalog, [relationAddress(s.table('kept').oid)], 'restrict'));

  files = files.crash();
  ({ session: s } = await open(files));
  const user = s.catalog.rows(pgClass, null, []).filter(({ row }) => row.oid >= 16384);
  expect(user.map(({ row }) => row.relname).sort()).toEqual(['kept', 'kept_pkey', 'q']);
  const kept = s.table('kept');
  expect(kept.indexes.map(i => i.name)).toEqual(['kept_pkey']);
  expect(s.catalog.relation(null, 'uncommitted')).toBeUndefined();
  expect(s.catalog.row(pgClass, 'pg_class_relname_nsp_index', ['dropped', 2200])).toBeUndefined();
  const before = s.catalog.rows(pgDepend, null, []).length;
  const old = kept.fileId;
  s.run(() => replaceFiles(s.catalog, kept));
  expect(s.table('kept').fileId).not.toBe(old);

  files = files.crash();
  ({ session: s } = await open(files));
  expect(s.table('kept').fileId).not.toBe(old);
  expect(s.catalog.rows(pgDepend, null, [])).toHaveLength(before);
  const next = s.createTable('after', [column('id')]);
  expect(next.oid).toBeGreaterThan(kept.oid);
});
