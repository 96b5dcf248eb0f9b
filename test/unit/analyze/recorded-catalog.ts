/** A catalog of built-in objects plus the user's objects of `schema.sql`, from the rows that PostgreSQL has for them (schema.json). */
import { oid, type Oid } from '../../../src/base/index.js';
import {
  BuiltinCatalog,
  typeOperatorsOf,
  type CastDescriptor,
  type FunctionDescriptor,
  type OperatorDescriptor,
  type RelationDescriptor,
  type TypeDescriptor,
  type TypeOperators,
} from '../../../src/catalog/index.js';
import { PgError } from '../../../src/errors/index.js';
import { arrayType, builtinType, plainContext, type RegKind, type TypeContext, type TypeOps } from '../../../src/types/index.js';

export interface RecordedSchema {
  readonly schemas: { oid: number; name: string }[];
  readonly types: TypeDescriptor[];
  readonly relations: RelationDescriptor[];
  readonly functions: FunctionDescriptor[];
  readonly operators: OperatorDescriptor[];
  readonly enums: { type: number; labels: string[] }[];
}

export class RecordedCatalog extends BuiltinCatalog {
  readonly #schema: RecordedSchema;
  readonly #types = new Map<number, TypeDescriptor>();
  readonly #relations = new Map<number, RelationDescriptor>();
  readonly #functions = new Map<number, FunctionDescriptor>();
  readonly #operators = new Map<number, OperatorDescriptor>();
  readonly #schemaIds = new Map<string, number>();

  constructor(schema: RecordedSchema, searchPath: readonly string[] = ['public']) {
    super(searchPath);
    this.#schema = schema;
    for (const { name, oid: id } of schema.schemas) this.#schemaIds.set(name, id);
    for (const type of schema.types) this.#types.set(type.oid, type);
    for (const relation of schema.relations) this.#relations.set(relation.oid, relation);
    for (const fn of schema.functions) this.#functions.set(fn.oid, fn);
    for (const operator of schema.operators) this.#operators.set(operator.oid, operator);
  }

  #find<X extends { name: string; schemaId: Oid }>(map: Map<number, X>, schema: string | null, name: string): X | undefined {
    for (const path of schema === null ? this.searchPath : [schema]) {
      for (const object of map.values()) if (object.name === name && object.schemaId === this.schemaId(path)) return object;
    }
    return undefined;
  }

  override schemaId(name: string): Oid | undefined {
    const id = this.#schemaIds.get(name);
    return id === undefined ? super.schemaId(name) : oid(id);
  }
  override schemaName(id: Oid): string | undefined {
    return this.#schema.schemas.find(schema => schema.oid === id)?.name ?? super.schemaName(id);
  }
  override relation(schema: string | null, name: string): RelationDescriptor | undefined {
    return super.relation(schema, name) ?? this.#find(this.#relations, schema, name);
  }
  override relationById(id: Oid): RelationDescriptor | undefined {
    return this.#relations.get(id) ?? super.relationById(id);
  }
  override type(schema: string | null, name: string): TypeDescriptor | undefined {
    return super.type(schema, name) ?? this.#find(this.#types, schema, name);
  }
  override typeById(id: Oid): TypeDescriptor | undefined {
    return id < 16384 ? super.typeById(id) : this.#types.get(id);
  }
  override functions(schema: string | null, name: string): readonly FunctionDescriptor[] {
    const path = schema === null ? this.searchPath : [schema];
    const own = [...this.#functions.values()].filter(fn => fn.name === name && path.some(p => this.schemaId(p) === fn.schemaId));
    const builtin = super.functions(schema, name);
    return own.length === 0 ? builtin : [...builtin, ...own];
  }
  override functionById(id: Oid): FunctionDescriptor | undefined {
    return id < 16384 ? super.functionById(id) : this.#functions.get(id);
  }
  override operators(schema: string | null, name: string): readonly OperatorDescriptor[] {
    const own = [...this.#operators.values()].filter(operator => operator.name === name);
    return own.length === 0 ? super.operators(schema, name) : [...super.operators(schema, name), ...own];
  }
  override operatorById(id: Oid): OperatorDescriptor | undefined {
    return id < 16384 ? super.operatorById(id) : this.#operators.get(id);
  }
  override cast(source: Oid, target: Oid): CastDescriptor | undefined {
    return super.cast(source, target);
  }
  override typeOperators(id: Oid): TypeOperators | undefined {
    return typeOperatorsOf(id, type => this.typeById(oid(type)));
  }
  override enumLabels(id: Oid): readonly string[] {
    return this.#schema.enums.find(entry => entry.type === id)?.labels ?? [];
  }
}

/** Settings for literals, with input of the recorded types. */
export function recordedContext(catalog: RecordedCatalog): TypeContext {
  const made = new Map<number, TypeOps | undefined>();
  const make = (id: Oid): TypeOps | undefined => {
    const type = catalog.typeById(id);
    if (type === undefined) return undefined;
    // Types without an implementation yet take any text.
    if (id < 16384) return builtinType(id) ?? { ...builtinType(oid(25))!, oid: id, name: type.name, arrayOid: type.arrayType };
    if (type.kind === 'd') return make(type.baseType);
    const text = builtinType(oid(25))!;
    if (type.category === 'A') {
      const element = make(type.elementType);
      return element === undefined ? undefined : arrayType(element);
    }
    if (type.kind === 'e') {
      const parse = (label: string): string => {
        if (catalog.enumLabels(id).includes(label)) return label;
        throw new PgError('invalid_text_representation', `invalid input value for enum ${type.name}: "${label}"`);
      };
      return { ...text, oid: id, name: type.name, arrayOid: type.arrayType, parse, format: text.format.bind(text) };
    }
    return { ...text, oid: id, name: type.name, arrayOid: type.arrayType, parse: text.parse.bind(text), format: text.format.bind(text) };
  };
  const context: TypeContext = {
    ...plainContext,
    typeById: id => {
      if (!made.has(id)) made.set(id, make(id));
      return made.get(id);
    },
    regName: (kind: RegKind, id: Oid) => (kind === 'regclass' ? catalog.relationById(id)?.name : undefined),
    regLookup: (kind: RegKind, name: string) => {
      const parts = name.split('.');
      const last = parts.pop()!;
      const path = parts[0] ?? null;
      if (kind === 'regclass' && catalog.relation(path, last) === undefined) throw new PgError('undefined_table', `relation "${name}" does not exist`);
      const found = kind === 'regclass' ? catalog.relation(path, last)?.oid : kind === 'regtype' ? catalog.type(path, last)?.oid : undefined;
      if (found === undefined) return plainContext.regLookup(kind, name);
      return found;
    },
  };
  return context;
}
