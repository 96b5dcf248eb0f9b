import { describe, expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import { BuiltinCatalog, builtinRelation, defaultOperatorClass, typeOperatorsOf, builtinType } from '../../../src/catalog/index.js';
import { relationTable } from '../../../src/catalog/builtin/builtin-relations.js';

const catalog = new BuiltinCatalog();

describe('built-in objects', () => {
  it("finds functions by name with PostgreSQL's oids", () => {
    expect(catalog.functions(null, 'abs').map(f => f.signature)).toEqual(['abs(float4)', 'abs(float8)', 'abs(int8)', 'abs(int4)', 'abs(int2)', 'abs(numeric)']);
    expect(catalog.functionById(oid(2108))).toMatchObject({ name: 'sum', kind: 'a', aggregateKind: 'n', resultType: 20 });
    expect(catalog.functions(null, 'make_interval')[0]).toMatchObject({
      defaultCount: 7,
      argumentNames: ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'],
    });
    expect(catalog.functions(null, '__proto__')).toEqual([]);
    expect(catalog.functions(null, 'constructor')).toEqual([]);
  });

  it('hides information_schema from the search path', () => {
    expect(catalog.functions(null, '_pg_truetypid')).toEqual([]);
    expect(catalog.functions('information_schema', '_pg_truetypid')).toHaveLength(1);
    expect(catalog.relation(null, 'columns')).toBeUndefined();
    expect(catalog.relation('information_schema', 'columns')?.columns[0]?.name).toBe('table_catalog');
  });

  it('finds operators and what they do in a family', () => {
    const equal = catalog.operators(null, '=').find(o => o.leftType === 23 && o.rightType === 23)!;
    expect(equal).toMatchObject({ oid: 96, restrictEstimator: 'eqsel', joinEstimator: 'eqjoinsel', canHash: true });
    expect(catalog.btreeStrategy(oid(96), oid(1978))).toBe(3);
    expect(catalog.btreeStrategy(oid(551), oid(1978))).toBeUndefined();
    expect(catalog.isHashJoinable(oid(96))).toBe(true);
    expect(catalog.isHashJoinable(oid(97))).toBe(false);
  });

  it('finds casts', () => {
    expect(catalog.cast(oid(23), oid(20))).toMatchObject({ functionId: 481, context: 'i', method: 'f' });
    expect(catalog.cast(oid(1043), oid(25))).toMatchObject({ functionId: 0, context: 'i', method: 'b' });
    expect(catalog.cast(oid(25), oid(23))).toBeUndefined();
  });

  it('finds the operators that sort and hash a type', () => {
    expect(catalog.typeOperators(oid(1043))).toEqual({ lessThan: 664, equal: 98, greaterThan: 666, isHashable: true });
    expect(catalog.typeOperators(oid(1007))).toMatchObject({ equal: 1070, isHashable: true });
    expect(catalog.typeOperators(oid(114))).toBeUndefined();
    expect(defaultOperatorClass(405, 1043)?.name).toBe('text_ops');
    expect(typeOperatorsOf(143, builtinType)).toBeUndefined();
  });

  it('describes every system relation', () => {
    for (let line = 0; line < relationTable.count; line++) {
      const id = Number(relationTable.fields(line)[1]);
      const relation = builtinRelation(id)!;
      expect(relation.oid).toBe(id);
      expect(relation.viewText !== null).toBe(relation.kind === 'v');
      expect(relation.fileId !== 0).toBe(relation.kind !== 'v' && !relation.isVirtual);
    }
    expect(catalog.relation(null, 'pg_settings')?.isVirtual).toBe(true);
    expect(catalog.relation(null, 'pg_class')?.indexes.map(i => i.name)).toEqual([
      'pg_class_oid_index',
      'pg_class_relname_nsp_index',
      'pg_class_tblspc_relfilenode_index',
    ]);
  });
});
