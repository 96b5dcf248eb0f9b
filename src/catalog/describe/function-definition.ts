/** pg_get_functiondef and its parts: arguments, result. */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { FIRST_NORMAL_OID } from '../builtin/builtin-relations.js';
import { quoteIdentifier, quoteLiteral } from '../../sql/index.js';
import type { FunctionDescriptor } from '../descriptors.js';
import { stringsOf } from '../store/arrays.js';
import { pgLanguage, pgProc } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { AS_STORED, type ExpressionDisplay } from './definitions.js';
import { formatType } from './format-type.js';

interface Argument {
  readonly mode: string;
  readonly name: string;
  readonly type: Oid;
  /** Position among the input arguments, -1 for pure outputs. */
  readonly input: number;
}

function argumentsOf(f: FunctionDescriptor): Argument[] {
  const types = f.allArgumentTypes ?? f.argumentTypes;
  let inputs = 0;
  return types.map((type, i) => {
    const mode = f.argumentModes?.[i] ?? 'i';
    const isInput = mode === 'i' || mode === 'b' || mode === 'v';
    return { mode, name: f.argumentNames?.[i] ?? '', type, input: isInput ? inputs++ : -1 };
  });
}

function argumentText(catalog: CatalogStore, f: FunctionDescriptor, a: Argument, withDefaults: boolean, display: ExpressionDisplay): string {
  const mode = a.mode === 'o' ? 'OUT ' : a.mode === 'b' ? 'INOUT ' : a.mode === 'v' ? 'VARIADIC ' : f.kind === 'p' && a.mode === 'i' ? 'IN ' : '';
  let text = `${mode}${a.name === '' ? '' : `${quoteIdentifier(a.name)} `}${formatType(catalog, a.type)}`;
  const firstDefault = f.argumentTypes.length - f.defaultCount;
  if (withDefaults && a.input >= firstDefault && a.input >= 0) {
    const byDefault = f.defaultTexts[a.input - firstDefault];
    if (byDefault !== undefined) text += ` DEFAULT ${f.oid < FIRST_NORMAL_OID ? byDefault : display.show(byDefault, INVALID_OID)}`;
  }
  return text;
}

export function functionArguments(catalog: CatalogStore, id: Oid, withDefaults: boolean, display: ExpressionDisplay = AS_STORED): string | null {
  const f = catalog.functionById(id);
  if (f === undefined) return null;
  const all = argumentsOf(f).filter(a => a.mode !== 't');
  const shown = all.map(a => argumentText(catalog, f, a, withDefaults, display));
  if (f.kind === 'a' && f.aggregateKind !== undefined && f.aggregateKind !== 'n') {
    // Ordered-set aggregates show their direct arguments, then those of WITHIN GROUP; a trailing VARIADIC "any" stands for both.
    const direct = f.directArguments ?? 0;
    const last = f.variadicType !== 0 && direct === all.length ? shown.slice(direct - 1) : shown.slice(direct);
    return `${shown.slice(0, direct).join(', ')} ORDER BY ${last.join(', ')}`.trimStart();
  }
  return shown.join(', ');
}

/** The default of one input argument, counted from 1. */
export function functionArgumentDefault(catalog: CatalogStore, id: Oid, argument: number): string | null {
  const f = catalog.functionById(id);
  if (f === undefined) return null;
  return f.defaultTexts[argument - 1 - (f.argumentTypes.length - f.defaultCount)] ?? null;
}

export function functionResult(catalog: CatalogStore, id: Oid): string | null {
  const f = catalog.functionById(id);
  if (f === undefined || f.kind === 'p') return null;
  const table = argumentsOf(f).filter(a => a.mode === 't');
  if (table.length > 0) return `TABLE(${table.map(a => argumentText(catalog, f, a, false, AS_STORED)).join(', ')})`;
  return `${f.returnsSet ? 'SETOF ' : ''}${formatType(catalog, f.resultType)}`;
}

const VOLATILITY: Readonly<Record<string, string>> = { i: ' IMMUTABLE', s: ' STABLE', v: '' };
const PARALLEL: Readonly<Record<string, string>> = { s: ' PARALLEL SAFE', r: ' PARALLEL RESTRICTED', u: '' };
/** Settings whose values are lists of names. */
const LIST_SETTINGS = new Set([
  'search_path',
  'temp_tablespaces',
  'session_preload_libraries',
  'shared_preload_libraries',
  'local_preload_libraries',
  'unix_socket_directories',
]);

/** A dollar quote that does not occur in the text. */
function dollarQuoted(text: string, tag: string): string {
  let delimiter = `$${tag}`;
  while (text.includes(delimiter)) delimiter += 'x';
  return `${delimiter}$${text}${delimiter}$`;
}

export function functionDefinition(catalog: CatalogStore, id: Oid, display: ExpressionDisplay = AS_STORED): string | null {
  const f = catalog.functionById(id);
  const row = catalog.rowOf(pgProc, id)?.row;
  if (f === undefined || row === undefined) return null;
  if (f.kind === 'a') throw new PgError('wrong_object_type', `"${f.name}" is an aggregate function`);
  const isProcedure = f.kind === 'p';
  const name = `${quoteIdentifier(catalog.schemaName(f.schemaId) ?? '')}.${quoteIdentifier(f.name)}`;
  let text = `CREATE OR REPLACE ${isProcedure ? 'PROCEDURE' : 'FUNCTION'} ${name}(${functionArguments(catalog, id, true, display)!})\n`;
  if (!isProcedure) text += ` RETURNS ${functionResult(catalog, id)!}\n`;
  text += ` LANGUAGE ${quoteIdentifier(catalog.rowOf(pgLanguage, row.prolang)?.row.lanname ?? '')}\n`;
  let line = f.kind === 'w' ? ' WINDOW' : '';
  line += VOLATILITY[row.provolatile]! + PARALLEL[row.proparallel]!;
  if (row.proisstrict) line += ' STRICT';
  if (row.prosecdef) line += ' SECURITY DEFINER';
  if (row.proleakproof) line += ' LEAKPROOF';
  const usualCost = row.prolang === 12 || row.prolang === 13 ? 1 : 100;
  if (row.procost !== usualCost) line += ` COST ${row.procost}`;
  if (row.prorows > 0 && row.prorows !== 1000) line += ` ROWS ${row.prorows}`;
  if (row.prosupport !== 0) line += ` SUPPORT ${catalog.functionById(oid(row.prosupport))?.name ?? ''}`;
  if (line !== '') text += `${line}\n`;
  for (const setting of stringsOf(row.proconfig)) {
    const at = setting.indexOf('=');
    const key = setting.slice(0, at);
    const value = setting.slice(at + 1);
    const shown = LIST_SETTINGS.has(key)
      ? value
          .split(',')
          .map(v => quoteLiteral(v.trim().replace(/^"(.*)"$/, '$1')))
          .join(', ')
      : quoteLiteral(value);
    text += ` SET ${quoteIdentifier(key)} TO ${shown}\n`;
  }
  if (row.prosqlbody !== null) return `${text}${row.prosqlbody}\n`;
  return `${text}AS ${dollarQuoted(row.prosrc, isProcedure ? 'procedure' : 'function')}\n`;
}
