/** CREATE EXTENSION btree_gist: the rows of its operator families, classes and their operators (builtin/btree-gist-classes.ts). */
import { INVALID_OID, oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import { btreeGistClasses } from '../builtin/btree-gist-classes.js';
import { GIST_METHOD } from '../builtin/builtin-operator-classes.js';
import { pgAmop, pgOpclass, pgOpfamily } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { recordAnyDependency, recordDependencies, recordOwner } from './dependency.js';
import { address, CLASS, typeAddress } from './object-address.js';
import type { ExtensionTarget } from './vector-extension.js';

export function* createBtreeGistObjects(catalog: CatalogStore, { extension, schemaId, owner }: ExtensionTarget): Waiting<void> {
  for (const { name, family, oid: id, inputType, operandType, operators, firstMember } of btreeGistClasses()) {
    yield* catalog.insertRow(pgOpfamily, { oid: family, opfmethod: GIST_METHOD, opfname: name, opfnamespace: schemaId, opfowner: owner });
    yield* catalog.insertRow(pgOpclass, {
      oid: id,
      opcmethod: GIST_METHOD,
      opcname: name,
      opcnamespace: schemaId,
      opcowner: owner,
      opcfamily: family,
      opcintype: inputType,
      opcdefault: true,
      opckeytype: INVALID_OID,
    });
    for (const [i, operator] of operators.entries()) {
      yield* catalog.insertRow(pgAmop, {
        oid: oid(firstMember + i),
        amopfamily: family,
        amoplefttype: operandType,
        amoprighttype: operandType,
        amopstrategy: i + 1,
        amoppurpose: 's',
        amopopr: operator,
        amopmethod: GIST_METHOD,
        amopsortfamily: INVALID_OID,
      });
    }
    const self = address(CLASS.operatorClass, id);
    const ofFamily = address(CLASS.operatorFamily, family);
    yield* recordDependencies(catalog, self, [ofFamily, typeAddress(inputType)], 'a');
    for (const member of [ofFamily, self]) {
      yield* recordAnyDependency(catalog, member, address(CLASS.extension, extension), 'e');
      yield* recordOwner(catalog, member, owner);
    }
  }
}
