/** CREATE EXTENSION vector: the rows of its type, functions, aggregates, operators, operator class and casts (builtin/vector-extension.data.ts). */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import { VECTOR, VECTOR_ARRAY, VECTOR_OIDS } from '../../types/index.js';
import { BTREE_METHOD } from '../builtin/builtin-operator-classes.js';
import { builtinTypeNamed } from '../builtin/builtin-types.js';
import { VECTOR_AGGREGATES, VECTOR_BTREE_OPERATORS, VECTOR_CASTS, VECTOR_FUNCTIONS, VECTOR_OPERATORS } from '../builtin/vector-extension.data.js';
import { pgAmop, pgAmproc, pgCast, pgOpclass, pgOperator, pgOpfamily, pgType } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { recordAnyDependency, recordDependencies, recordOwner } from './dependency.js';
import { createAggregate, createFunction } from './function.js';
import { address, CLASS, schemaAddress, typeAddress, type ObjectAddress } from './object-address.js';
import { checkTypeNameFree } from './object-names.js';
import { builtinFunctionId, insertArrayType, moveArrayType, typeRow } from './type.js';

const at = (offset: number): Oid => oid(VECTOR_OIDS + offset);
const FUNCTIONS = 100;
const AGGREGATES = 200;
const OPERATORS = 300;
const FAMILY = at(400);
const CLASS_OID = at(401);
const MEMBERS = 410;
const CASTS = 500;
const C_LANGUAGE = oid(13);
const INTERNAL_LANGUAGE = oid(12);
const PG_CATALOG = oid(11);

export interface ExtensionTarget {
  readonly extension: Oid;
  readonly schemaId: Oid;
  readonly owner: Oid;
}

function typeId(name: string): Oid {
  if (name === 'vector') return VECTOR;
  const found = builtinTypeNamed(PG_CATALOG, name);
  if (found === undefined) throw new PgError('internal_error', `no type ${name}`);
  return found.oid;
}

const rowsOf = (table: string): string[][] => table.split('\n').map(line => line.split(' '));
const functionRows = (): string[][] => rowsOf(VECTOR_FUNCTIONS);
const operatorRows = (): string[][] => rowsOf(VECTOR_OPERATORS);
const lines = (table: string): string[] => table.split('\n');

/** `name(types)` as its two parts. */
function parts(signature: string): { readonly name: string; readonly types: readonly Oid[] } {
  const open = signature.indexOf('(');
  return {
    name: signature.slice(0, open),
    types: signature
      .slice(open + 1, -1)
      .split(',')
      .map(typeId),
  };
}

function functionId(signature: string): Oid {
  if (signature === '.') return INVALID_OID;
  return at(FUNCTIONS + lines(VECTOR_FUNCTIONS).findIndex(line => line.startsWith(`${signature} `)));
}

const functionNamed = (name: string): Oid => at(FUNCTIONS + lines(VECTOR_FUNCTIONS).findIndex(line => line.startsWith(`${name}(`)));

function operatorId(name: string, type: string): Oid {
  return name === '.' ? INVALID_OID : at(OPERATORS + operatorRows().findIndex(row => row[0] === name && row[1] === type));
}

function* createType(catalog: CatalogStore, { schemaId, owner }: ExtensionTarget): Waiting<void> {
  yield* moveArrayType(catalog, 'vector', schemaId);
  checkTypeNameFree(catalog, 'vector', schemaId);
  yield* catalog.insertRow(
    pgType,
    typeRow({
      oid: VECTOR,
      typname: 'vector',
      typnamespace: schemaId,
      typowner: owner,
      typarray: VECTOR_ARRAY,
      typinput: functionNamed('vector_in'),
      typoutput: functionNamed('vector_out'),
      typreceive: functionNamed('vector_recv'),
      typsend: functionNamed('vector_send'),
      typmodin: functionNamed('vector_typmod_in'),
      typstorage: 'e',
    }),
  );
  yield* insertArrayType(catalog, { name: 'vector', schemaId, owner }, VECTOR, VECTOR_ARRAY, 'i');
}

function* createFunctions(catalog: CatalogStore, target: ExtensionTarget): Waiting<void> {
  for (const [signature, result] of functionRows()) {
    const { name, types } = parts(signature!);
    yield* createFunction(catalog, {
      oid: functionId(signature!),
      name,
      schemaId: target.schemaId,
      owner: target.owner,
      language: C_LANGUAGE,
      kind: 'f',
      argumentTypes: types,
      resultType: typeId(result!),
      isStrict: true,
      volatility: 'i',
      parallel: 's',
      cost: 1,
      source: name,
      library: '$libdir/vector',
    });
  }
}

function* createAggregates(catalog: CatalogStore, target: ExtensionTarget): Waiting<void> {
  let next = AGGREGATES;
  for (const [name, transition, state, final, combine, start] of rowsOf(VECTOR_AGGREGATES)) {
    const id = yield* createFunction(catalog, {
      oid: at(next++),
      name: name!,
      schemaId: target.schemaId,
      owner: target.owner,
      language: INTERNAL_LANGUAGE,
      kind: 'a',
      argumentTypes: [VECTOR],
      resultType: VECTOR,
      volatility: 'i',
      parallel: 's',
      source: 'aggregate_dummy',
    });
    yield* createAggregate(catalog, {
      aggfnoid: id,
      aggkind: 'n',
      aggnumdirectargs: 0,
      aggtransfn: functionId(transition!),
      aggfinalfn: functionId(final!),
      aggcombinefn: functionId(combine!),
      aggserialfn: INVALID_OID,
      aggdeserialfn: INVALID_OID,
      aggmtransfn: INVALID_OID,
      aggminvtransfn: INVALID_OID,
      aggmfinalfn: INVALID_OID,
      aggfinalextra: false,
      aggmfinalextra: false,
      aggfinalmodify: 'r',
      aggmfinalmodify: 'r',
      aggsortop: INVALID_OID,
      aggtranstype: typeId(state!),
      aggtransspace: 0,
      aggmtranstype: INVALID_OID,
      aggmtransspace: 0,
      agginitval: start === '.' ? null : start!,
      aggminitval: null,
    });
  }
}

function* createOperators(catalog: CatalogStore, target: ExtensionTarget): Waiting<void> {
  const estimator = (name: string): Oid => (name === '.' ? INVALID_OID : builtinFunctionId(name));
  for (const [name, type, source, commutator, negator, restrict, join] of operatorRows()) {
    const operand = typeId(type!);
    const signature = `${source}(${type},${type})`;
    const [, result] = functionRows().find(row => row[0] === signature)!;
    const id = operatorId(name!, type!);
    yield* catalog.insertRow(pgOperator, {
      oid: id,
      oprname: name!,
      oprnamespace: target.schemaId,
      oprowner: target.owner,
      oprkind: 'b',
      oprcanmerge: false,
      oprcanhash: false,
      oprleft: operand,
      oprright: operand,
      oprresult: typeId(result!),
      oprcom: operatorId(commutator!, type!),
      oprnegate: operatorId(negator!, type!),
      oprcode: functionId(signature),
      oprrest: estimator(restrict!),
      oprjoin: estimator(join!),
    });
    const self = address(CLASS.operator, id);
    yield* recordAnyDependency(catalog, self, schemaAddress(target.schemaId), 'n');
    yield* recordDependencies(catalog, self, [typeAddress(operand), address(CLASS.function, functionId(signature))], 'n');
  }
}

function* createOperatorClass(catalog: CatalogStore, { schemaId, owner }: ExtensionTarget): Waiting<void> {
  yield* catalog.insertRow(pgOpfamily, { oid: FAMILY, opfmethod: BTREE_METHOD, opfname: 'vector_ops', opfnamespace: schemaId, opfowner: owner });
  yield* catalog.insertRow(pgOpclass, {
    oid: CLASS_OID,
    opcmethod: BTREE_METHOD,
    opcname: 'vector_ops',
    opcnamespace: schemaId,
    opcowner: owner,
    opcfamily: FAMILY,
    opcintype: VECTOR,
    opcdefault: true,
    opckeytype: INVALID_OID,
  });
  let next = MEMBERS;
  for (const [i, name] of VECTOR_BTREE_OPERATORS.entries()) {
    yield* catalog.insertRow(pgAmop, {
      oid: at(next++),
      amopfamily: FAMILY,
      amoplefttype: VECTOR,
      amoprighttype: VECTOR,
      amopstrategy: i + 1,
      amoppurpose: 's',
      amopopr: operatorId(name, 'vector'),
      amopmethod: BTREE_METHOD,
      amopsortfamily: INVALID_OID,
    });
  }
  yield* catalog.insertRow(pgAmproc, {
    oid: at(next),
    amprocfamily: FAMILY,
    amproclefttype: VECTOR,
    amprocrighttype: VECTOR,
    amprocnum: 1,
    amproc: functionNamed('vector_cmp'),
  });
  const used = [typeAddress(VECTOR), address(CLASS.function, functionNamed('vector_cmp'))];
  yield* recordDependencies(catalog, address(CLASS.operatorClass, CLASS_OID), [address(CLASS.operatorFamily, FAMILY), ...used], 'a');
}

function* createCasts(catalog: CatalogStore): Waiting<void> {
  let next = CASTS;
  for (const [source, target, signature, context] of rowsOf(VECTOR_CASTS)) {
    const id = at(next++);
    yield* catalog.insertRow(pgCast, {
      oid: id,
      castsource: typeId(source!),
      casttarget: typeId(target!),
      castfunc: functionId(signature!),
      castcontext: context!,
      castmethod: 'f',
    });
    const needed = [typeAddress(typeId(source!)), typeAddress(typeId(target!)), address(CLASS.function, functionId(signature!))];
    yield* recordDependencies(catalog, address(CLASS.cast, id), needed, 'n');
  }
}

/** Everything that belongs to the extension but its array type, which belongs to the type. */
function members(): ObjectAddress[] {
  const functions = functionRows().map((_, i) => address(CLASS.function, at(FUNCTIONS + i)));
  const aggregates = rowsOf(VECTOR_AGGREGATES).map((_, i) => address(CLASS.function, at(AGGREGATES + i)));
  const operators = operatorRows().map((_, i) => address(CLASS.operator, at(OPERATORS + i)));
  const casts = rowsOf(VECTOR_CASTS).map((_, i) => address(CLASS.cast, at(CASTS + i)));
  return [
    typeAddress(VECTOR),
    ...functions,
    ...aggregates,
    ...operators,
    address(CLASS.operatorFamily, FAMILY),
    address(CLASS.operatorClass, CLASS_OID),
    ...casts,
  ];
}

/** Makes the extension's objects in a schema. @throws 42710 when a name is taken */
export function* createVectorObjects(catalog: CatalogStore, target: ExtensionTarget): Waiting<void> {
  yield* createType(catalog, target);
  yield* createFunctions(catalog, target);
  yield* createAggregates(catalog, target);
  yield* createOperators(catalog, target);
  yield* createOperatorClass(catalog, target);
  yield* createCasts(catalog);
  const extension = address(CLASS.extension, target.extension);
  for (const member of members()) {
    yield* recordAnyDependency(catalog, member, extension, 'e');
    // Functions have an owner's entry already, casts have none.
    if (member.classId !== CLASS.cast && member.classId !== CLASS.function) yield* recordOwner(catalog, member, target.owner);
  }
  yield* recordAnyDependency(catalog, typeAddress(VECTOR), schemaAddress(target.schemaId), 'n');
}
