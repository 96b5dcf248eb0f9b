import { beforeAll, describe, expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import {
  chooseConstraintName,
  chooseIndexColumnNames,
  chooseIndexName,
  chooseRelationName,
  chooseSequenceName,
  makeObjectName,
  type CatalogStore,
} from '../../../src/catalog/index.js';
import { column, Database } from './fixture.js';

const PUBLIC = oid(2200);

describe('names the system chooses', () => {
  let catalog: CatalogStore;
  beforeAll(() => {
    const s = new Database().session();
    s.begin();
    s.createTable('t', [column('a'), column('b')], ['a']);
    s.index('t', ['a', 'b']);
    s.index('t', ['b'], 'u');
    catalog = s.catalog;
  });

  it('are numbered when taken', () => {
    expect(chooseIndexName(catalog, 't', PUBLIC, ['a'], 'primary')).toBe('t_pkey1');
    expect(chooseIndexName(catalog, 't', PUBLIC, ['a', 'b'], 'plain')).toBe('t_a_b_idx1');
    expect(chooseIndexName(catalog, 't', PUBLIC, ['b'], 'unique')).toBe('t_b_key1');
    expect(chooseIndexName(catalog, 't', PUBLIC, ['a'], 'unique')).toBe('t_a_key');
    expect(chooseConstraintName(catalog, 't', 'a', 'check', PUBLIC, ['t_a_check'])).toBe('t_a_check1');
    expect(chooseConstraintName(catalog, 't', 'a', 'fkey', PUBLIC)).toBe('t_a_fkey');
    expect(chooseSequenceName(catalog, 't', 'a', PUBLIC)).toBe('t_a_seq');
    expect(chooseRelationName(catalog, 't', null, 'pkey', PUBLIC, true)).toBe('t_pkey1');
  });

  it('fit 63 bytes, the longer part giving way', () => {
    const long = 'x'.repeat(60);
    expect(makeObjectName(long, 'col', 'idx')).toBe(`${'x'.repeat(55)}_col_idx`);
    expect(makeObjectName(long, 'y'.repeat(60), 'seq')).toBe(`${'x'.repeat(29)}_${'y'.repeat(29)}_seq`);
    expect(makeObjectName('é'.repeat(31), null, 'pkey')).toBe(`${'é'.repeat(29)}_pkey`);
  });

  it('of index columns do not repeat', () => {
    expect(chooseIndexColumnNames(['a', null, 'lower', null, 'a', 'lower'])).toEqual(['a', 'expr', 'lower', 'expr1', 'a1', 'lower1']);
  });
});
