/** A stand-in for the value that a domain's constraints are about. */
import { fileId, type Oid } from '../base/index.js';
import type { RelationDescriptor } from '../catalog/index.js';

/** A relation of one column `value`: what a domain's CHECK calls VALUE is a column of it. */
export function valueRelation(base: { readonly type: Oid; readonly typmod: number }, collation: Oid): RelationDescriptor {
  const none = 0 as Oid;
  return {
    oid: none,
    name: 'value',
    schema: '',
    schemaId: none,
    kind: 'r',
    rowType: none,
    owner: none,
    persistence: 'p',
    fileId: fileId(0),
    overflowFileId: fileId(0),
    layoutVersion: 1,
    columns: [
      {
        number: 1,
        name: 'value',
        typeId: base.type,
        typmod: base.typmod,
        collation,
        isNotNull: false,
        isDropped: false,
        hasDefault: false,
        defaultText: null,
        identity: '',
        generated: '',
        sinceLayout: 1,
      },
    ],
    indexes: [],
    constraints: [],
    referencedBy: [],
    viewText: null,
    tupleEstimate: -1,
    pageEstimate: 0,
    isSystem: false,
    isVirtual: false,
  };
}
