/** Type names as written (`numeric(10,2)[]`, `t.c%TYPE`) to type oid and typmod. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { typeOids as T } from '../../types/index.js';
import type { TypeName } from '../../sql/index.js';
import { fail, nameText, withLocation } from '../fail.js';
import type { Analysis } from '../state.js';
import { formatType } from './type-display.js';
import { arrayTypeOf } from './type-facts.js';

export interface ResolvedType {
  readonly type: Oid;
  readonly typmod: number;
}

function missing(name: TypeName, text: string): never {
  return fail('undefined_object', `type "${text}" does not exist`, name.location);
}

/** `numeric(10,2)` as messages show the name. */
function displayed(name: TypeName): string {
  return nameText(name.names) + (name.arrayBounds.length > 0 ? '[]' : '');
}

function modifiers(name: TypeName): number[] {
  return name.typmods.map(node => {
    if (node.kind === 'AConst') {
      if (node.valueKind === 'integer') return node.value;
      if (node.valueKind === 'float' || node.valueKind === 'string') {
        const value = Number(node.value);
        if (!Number.isInteger(value)) fail('invalid_text_representation', `invalid input syntax for type integer: "${node.value}"`, name.location);
        return value;
      }
    }
    if (node.kind === 'ColumnRef' && node.fields.length === 1 && !node.star) {
      return fail('invalid_text_representation', `invalid input syntax for type integer: "${node.fields[0]}"`, name.location);
    }
    return fail('syntax_error', 'type modifiers must be simple constants or identifiers', name.location);
  });
}

function columnType(analysis: Analysis, name: TypeName): ResolvedType {
  const parts = name.names;
  if (parts.length < 2) fail('syntax_error', `improper %TYPE reference (too few dotted names): ${nameText(parts)}`, name.location);
  const relation = analysis.catalog.relation(parts.length > 2 ? parts[parts.length - 3]! : null, parts[parts.length - 2]!);
  const relationText = nameText(parts.slice(0, -1));
  if (relation === undefined) fail('undefined_table', `relation "${relationText}" does not exist`, name.location);
  const columnName = parts[parts.length - 1]!;
  const column = relation.columns.find(c => c.name === columnName && !c.isDropped);
  if (column === undefined) fail('undefined_column', `column "${columnName}" of relation "${relation.name}" does not exist`, name.location);
  return { type: column.typeId, typmod: column.typmod };
}

export function resolveTypeName(analysis: Analysis, name: TypeName): ResolvedType {
  const { catalog } = analysis;
  let type: Oid;
  if (name.pctType) {
    const found = columnType(analysis, name);
    if (name.arrayBounds.length === 0) return found;
    return { type: arrayTypeOf(catalog, found.type), typmod: found.typmod };
  }
  const { names } = name;
  const schema = names.length > 1 ? names[names.length - 2]! : null;
  if (schema !== null && schema !== 'pg_catalog' && catalog.schemaId(schema) === undefined) {
    fail('invalid_schema_name', `schema "${schema}" does not exist`, name.location);
  }
  const found = catalog.type(schema, names[names.length - 1]!);
  if (found === undefined) missing(name, displayed(name));
  type = found.oid;
  let typmod = -1;
  if (name.typmods.length > 0) {
    const given = modifiers(name);
    if (type === T.INTERVAL && given.length === 1 && given[0] === 0x7fff) typmod = -1;
    else {
      const ops = analysis.context.typeById(type);
      const parse = ops?.parseTypmod?.bind(ops);
      if (parse === undefined) fail('syntax_error', `type modifier is not allowed for type "${nameText(names)}"`, name.location);
      typmod = withLocation(name.location, () => parse(given));
      warnOfPrecision(analysis, type, type === T.INTERVAL ? given[1] : given[0], name.location);
    }
  }
  if (name.arrayBounds.length > 0) {
    const array = arrayTypeOf(catalog, type);
    if (array === INVALID_OID) fail('undefined_object', `could not find array type for data type ${formatType(catalog, type)}`, name.location);
    type = array;
  }
  return { type, typmod };
}

/** How messages write the types whose precision counts digits of the second. */
const TIME_TYPES: ReadonlyMap<number, string> = new Map([
  [T.TIME, 'TIME(%)'],
  [T.TIMETZ, 'TIME(%) WITH TIME ZONE'],
  [T.TIMESTAMP, 'TIMESTAMP(%)'],
  [T.TIMESTAMPTZ, 'TIMESTAMP(%) WITH TIME ZONE'],
  [T.INTERVAL, 'INTERVAL(%)'],
]);
const PRECISION_MAX = 6;

function warnOfPrecision(analysis: Analysis, type: number, precision: number | undefined, location: number): void {
  if (precision === undefined || precision <= PRECISION_MAX || precision === 0x7fff) return;
  const name = TIME_TYPES.get(type);
  if (name === undefined) return;
  const warning = new PgError('invalid_parameter_value', `${name.replace('%', String(precision))} precision reduced to maximum allowed, ${PRECISION_MAX}`);
  warning.severity = 'WARNING';
  analysis.context.notice?.(location < 0 ? warning : warning.at(location + 1));
}
