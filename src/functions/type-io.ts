/**
 * The input, output, send and typmod functions of types as SQL-callable functions (`int4in`, `numeric_out`, `textsend` …),
 * all through TypeOps. Also simple transition functions that user-defined aggregates like to name.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  anonymousRecordType,
  arrayType,
  builtinTypeByName,
  encodeUtf8,
  int8Add,
  numericAdd,
  numericFromInt8,
  parseInt4,
  toName,
  type ArrayValue,
  type Datum,
  type Int8,
  type Numeric,
  type RecordValue,
  type TypeOps,
} from '../types/index.js';
import { typeOps } from './array.js';
import type { CallContext, ScalarFamily, ScalarImpl } from './function-impl.js';

/** Types whose functions are called like the type: `int4in`; a star marks input functions that take (cstring, oid, typmod). */
const PLAIN =
  'bool int2 int4 int8 oid xid cid tid float4 float8 text bpchar* varchar* name char bytea unknown int2vector oidvector xid8 tsvector tsquery ' +
  'regclass regtype regproc regprocedure regoper regoperator regnamespace regrole regcollation regconfig regdictionary';
/** The same with an underscore: `numeric_in`; a name after the colon is the functions' prefix. */
const UNDERSCORED =
  'point line lseg box path polygon:poly circle xml pg_snapshot txid_snapshot inet cidr macaddr macaddr8 numeric* uuid json jsonb jsonpath money:cash bit* varbit* cstring void date time* timetz* timestamp* timestamptz* interval* pg_lsn';
const MODIFIED: readonly string[] = ['numeric', 'bpchar', 'varchar', 'bit', 'varbit'];

function named(name: string): TypeOps {
  const type = builtinTypeByName(name);
  if (type === undefined) throw new PgError('undefined_object', `type "${name}" does not exist`);
  return type;
}

function addType(family: Record<string, ScalarImpl>, entry: string, separator: string): void {
  const hasTypmod = entry.endsWith('*');
  const [type, alias] = entry.replace('*', '').split(':') as [string, string | undefined];
  const prefix = (alias ?? type) + separator;
  if (hasTypmod) {
    family[`${prefix}in(cstring,oid,int4)`] = (text: string, _element: number, typmod: number, context: CallContext) =>
      named(type).parse(text, typmod, context);
  } else {
    family[`${prefix}in(cstring)`] = (text: string, context: CallContext) => named(type).parse(text, -1, context);
  }
  family[`${prefix}out(${type})`] = (value: Datum, context: CallContext) => named(type).format(value, context);
  family[`${prefix}send(${type})`] = (value: Datum, context: CallContext) => named(type).send(value, context);
}

function inputAndOutput(): ScalarFamily {
  const family: Record<string, ScalarImpl> = {};
  for (const entry of PLAIN.split(' ')) addType(family, entry, '');
  for (const entry of UNDERSCORED.split(' ')) addType(family, entry, '_');
  for (const type of MODIFIED) {
    family[`${type}typmodin(_cstring)`] = (modifiers: ArrayValue) => {
      const numbers = modifiers.values.map(m => parseInt4(m as string));
      return (named(type).parseTypmod as NonNullable<TypeOps['parseTypmod']>)(numbers);
    };
    family[`${type}typmodout(int4)`] = (typmod: number) => (named(type).formatTypmod as NonNullable<TypeOps['formatTypmod']>)(typmod);
  }
  return family;
}

const arrayOps = (array: ArrayValue, context: CallContext): TypeOps => arrayType(typeOps(array.elementType, context));
const recordOps = (context: CallContext): TypeOps => anonymousRecordType(id => context.typeById(id));

export const typeIoFunctions: ScalarFamily = {
  ...inputAndOutput(),
  'array_in(cstring,oid,int4)': (text: string, element: number, typmod: number, context: CallContext) =>
    arrayType(typeOps(element as Oid, context)).parse(text, typmod, context),
  'array_out(anyarray)': (array: ArrayValue, context: CallContext) => arrayOps(array, context).format(array, context),
  'array_send(anyarray)': (array: ArrayValue, context: CallContext) => arrayOps(array, context).send(array, context),
  'record_in(cstring,oid,int4)': (text: string, type: number, typmod: number, context: CallContext) =>
    typeOps(type as Oid, context).parse(text, typmod, context),
  'record_out(record)': (record: RecordValue, context: CallContext) => recordOps(context).format(record, context),
  'record_send(record)': (record: RecordValue, context: CallContext) => recordOps(context).send(record, context),
  'enum_in(cstring,oid)': (text: string, type: number, context: CallContext) => typeOps(type as Oid, context).parse(text, -1, context),
  'enum_out(anyenum)': (label: string) => label,
  'enum_send(anyenum)': (label: string) => encodeUtf8(label),

  'booland_statefunc(bool,bool)': (a: boolean, b: boolean) => a && b,
  'boolor_statefunc(bool,bool)': (a: boolean, b: boolean) => a || b,
  'int2_sum(int8,int2)': (sum: Int8 | null, value: number | null) => (sum === null ? value : value === null ? sum : int8Add(sum, value)),
  'int4_sum(int8,int4)': (sum: Int8 | null, value: number | null) => (sum === null ? value : value === null ? sum : int8Add(sum, value)),
  'int8_sum(numeric,int8)': (sum: Numeric | null, value: Int8 | null) =>
    sum === null ? (value === null ? null : numericFromInt8(value)) : value === null ? sum : numericAdd(sum, numericFromInt8(value)),
  'int8inc_any(int8,any)': (count: Int8) => int8Add(count, 1),
  'int8dec_any(int8,any)': (count: Int8) => int8Add(count, -1),
  'nameconcatoid(name,oid)': (name: string, id: number) => toName(name.slice(0, 63 - String(id).length - 1) + '_' + String(id)),
  'btequalimage(oid)': () => true,
  'btvarstrequalimage(oid)': () => true,
};
