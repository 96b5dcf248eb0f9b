/** CREATE TYPE … AS RANGE (PostgreSQL chapter 8.17.8). */
import { INVALID_OID, oid, type Oid } from '../base/index.js';
import { BTREE_METHOD, builtinCollation, builtinOperatorClassNamed, createRangeType, defaultOperatorClass } from '../catalog/index.js';
import { baseType, isBinaryCoercible } from '../analyze/index.js';
import { notSupported, PgError } from '../errors/index.js';
import type { CreateRangeStmt, DefElem } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { FLOAT8 } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { nameAsRange } from './type-lookup.js';

const ATTRIBUTES = ['subtype', 'subtype_opclass', 'collation', 'canonical', 'subtype_diff', 'multirange_type_name'];

function attributes(params: readonly DefElem[]): ReadonlyMap<string, DefElem> {
  const found = new Map<string, DefElem>();
  for (const element of params) {
    const { defname, location } = element;
    if (!ATTRIBUTES.includes(defname)) throw new PgError('syntax_error', `type attribute "${defname}" not recognized`);
    if (found.has(defname)) throw new PgError('syntax_error', 'conflicting or redundant options').at(location + 1);
    found.set(defname, element);
  }
  return found;
}

/** The qualified name that an attribute gives. */
function namesOf(element: DefElem): readonly string[] {
  const { arg } = element;
  if (arg?.kind === 'TypeName' || arg?.kind === 'NameList') return arg.names;
  if (arg?.kind === 'AConst' && arg.valueKind === 'string') return [arg.value];
  throw new PgError('syntax_error', `argument of ${element.defname} must be a name`);
}

function subtypeOf(context: CommandContext, element: DefElem | undefined): Oid {
  if (element === undefined) throw new PgError('syntax_error', 'type attribute "subtype" is required');
  const { arg } = element;
  if (arg?.kind !== 'TypeName') throw new PgError('syntax_error', `argument of ${element.defname} must be a type name`);
  const { type } = context.resolveType({ ...arg, location: -1 });
  if (context.catalog.typeById(type)?.kind === 'p') {
    throw new PgError('datatype_mismatch', `range subtype cannot be ${context.typeName(type, -1)}`);
  }
  return type;
}

function operatorClassOf(context: CommandContext, element: DefElem | undefined, subtype: Oid): Oid {
  const base = baseType(context.catalog, subtype);
  const typeName = context.typeName(subtype, -1);
  if (element === undefined) {
    const found = defaultOperatorClass(BTREE_METHOD, base, context.catalog);
    if (found !== undefined) return found.oid;
    throw new PgError('undefined_object', `data type ${typeName} has no default operator class for access method "btree"`, {
      hint: 'You must specify an operator class for the range type or define a default operator class for the subtype.',
    });
  }
  const names = namesOf(element);
  const name = names[names.length - 1]!;
  const found = builtinOperatorClassNamed(BTREE_METHOD, name);
  if (!found) throw new PgError('undefined_object', `operator class "${names.join('.')}" does not exist for access method "btree"`);
  if (found.inputType !== base && !isBinaryCoercible(context.catalog, base, found.inputType)) {
    throw new PgError('datatype_mismatch', `operator class "${name}" does not accept data type ${typeName}`);
  }
  return found.oid;
}

function collationOf(context: CommandContext, element: DefElem | undefined, subtype: Oid): Oid {
  const { catalog } = context;
  const natural = catalog.typeById(subtype)?.collation ?? INVALID_OID;
  if (element === undefined) return natural;
  const names = namesOf(element);
  const found = catalog.collation(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
  if (found === undefined) throw new PgError('undefined_object', `collation "${names.join('.')}" for encoding "UTF8" does not exist`);
  if (builtinCollation(found.oid)?.provider === 'i') throw notSupported('collations of ICU');
  if (natural === INVALID_OID) throw new PgError('wrong_object_type', 'range collation specified but subtype does not support collation');
  return found.oid;
}

function subtypeDiffOf(context: CommandContext, element: DefElem | undefined, subtype: Oid): Oid {
  if (element === undefined) return INVALID_OID;
  const names = namesOf(element);
  const typeName = context.typeName(subtype, -1);
  const display = `${names.join('.')}(${typeName}, ${typeName})`;
  const found = context.catalog
    .functions(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!)
    .find(f => f.argumentTypes.length === 2 && f.argumentTypes.every(t => t === subtype));
  if (found === undefined) throw new PgError('undefined_function', `function ${display} does not exist`);
  if (found.resultType !== FLOAT8) {
    throw new PgError('invalid_object_definition', `range subtype diff function ${display} must return type double precision`);
  }
  if (found.volatility !== 'i') throw new PgError('invalid_object_definition', `range subtype diff function ${display} must be immutable`);
  return found.oid;
}

export function* runCreateRange(context: CommandContext, statement: CreateRangeStmt): Waiting<string> {
  const { catalog } = context;
  const range = nameAsRange(statement.typeName);
  const { schemaId } = yield* context.creationTarget(range);
  const name = range.relname;
  // An array type of that name makes way.
  const taken = catalog.typeIdNamed(schemaId, name);
  if (taken !== undefined && catalog.typeById(taken)?.category !== 'A') throw new PgError('duplicate_object', `type "${name}" already exists`);
  const given = attributes(statement.params);
  const subtype = subtypeOf(context, given.get('subtype'));
  if (given.has('canonical')) {
    throw new PgError('invalid_object_definition', 'cannot specify a canonical function without a pre-created shell type', {
      hint: 'Create the type as a shell type, then create its canonicalization function, then do a full CREATE TYPE.',
    });
  }
  const operatorClass = operatorClassOf(context, given.get('subtype_opclass'), subtype);
  const collation = collationOf(context, given.get('collation'), subtype);
  const subtypeDiff = subtypeDiffOf(context, given.get('subtype_diff'), subtype);
  const multirangeElement = given.get('multirange_type_name');
  let multirange: { name: string; schemaId: Oid } | null = null;
  if (multirangeElement !== undefined) {
    const target = nameAsRange(namesOf(multirangeElement));
    const place = yield* context.creationTarget(target);
    multirange = { name: target.relname, schemaId: oid(place.schemaId) };
  }
  yield* createRangeType(catalog, { name, schemaId, owner: context.currentUserId, subtype, operatorClass, collation, subtypeDiff, multirange });
  return 'CREATE TYPE';
}
