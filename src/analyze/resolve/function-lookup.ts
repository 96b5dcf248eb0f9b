/**
 * Function resolution (PostgreSQL chapter 10.3): gathering the functions of a name that could take a call's arguments (variadic
 * expansion, defaults, named arguments) and choosing one.
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { CatalogReader, FunctionDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { EXPLICIT, findPathway } from '../coerce/pathway.js';
import { fail } from '../fail.js';
import { category, isComposite } from '../types/type-facts.js';
import { matchingCandidates, selectCandidate, type Candidate } from './candidates.js';
import { splitName } from './operators.js';

export interface FunctionCandidate extends Candidate {
  readonly function: FunctionDescriptor;
  /** Arguments collected into the VARIADIC array; 0 when the call is not expanded. */
  readonly variadicCount: number;
  /** Parameters filled from defaults. */
  readonly defaultCount: number;
  /** Named notation: for each entry of `types` the parameter's number; null when positional. */
  readonly parameterNumbers: readonly number[] | null;
  /** Another candidate is just as good: choosing this one is an ambiguity. */
  isAmbiguous: boolean;
}

export type FunctionChoice =
  | { readonly outcome: 'function'; readonly candidate: FunctionCandidate }
  | { readonly outcome: 'cast'; readonly type: Oid }
  | { readonly outcome: 'ambiguous' }
  | { readonly outcome: 'none' };

/** Names of input parameters, aligned with argumentTypes; '' for unnamed ones. */
function inputNames(candidate: FunctionDescriptor): readonly string[] {
  const names = candidate.argumentNames ?? [];
  const modes = candidate.argumentModes;
  if (modes === undefined) return names;
  return names.filter((_, i) => modes[i] === 'i' || modes[i] === 'b' || modes[i] === 'v');
}

/** Effective parameters of a call with names; undefined when the function cannot take it. */
function matchNamed(fn: FunctionDescriptor, argumentCount: number, argumentNames: readonly string[]): number[] | undefined {
  const parameterCount = fn.argumentTypes.length;
  const positionalCount = argumentCount - argumentNames.length;
  if (parameterCount < argumentCount || fn.argumentNames === undefined) return undefined;
  const names = inputNames(fn);
  const numbers: number[] = [];
  const isGiven = new Array<boolean>(parameterCount).fill(false);
  for (let i = 0; i < positionalCount; i++) {
    numbers.push(i);
    isGiven[i] = true;
  }
  for (const name of argumentNames) {
    const at = names.indexOf(name);
    if (at < 0 || isGiven[at]) return undefined;
    numbers.push(at);
    isGiven[at] = true;
  }
  const firstDefault = parameterCount - fn.defaultCount;
  for (let i = 0; i < parameterCount; i++) {
    if (isGiven[i]) continue;
    if (i < firstDefault) return undefined;
    numbers.push(i);
  }
  return numbers;
}

function makeCandidate(
  fn: FunctionDescriptor,
  argumentCount: number,
  argumentNames: readonly string[],
  expandVariadic: boolean,
  expandDefaults: boolean,
): FunctionCandidate | undefined {
  const parameterCount = fn.argumentTypes.length;
  if (argumentNames.length > 0) {
    if (fn.variadicType !== INVALID_OID && expandVariadic) return undefined;
    const numbers = matchNamed(fn, argumentCount, argumentNames);
    if (numbers === undefined) return undefined;
    return {
      function: fn,
      types: numbers.map(n => fn.argumentTypes[n]!),
      variadicCount: 0,
      defaultCount: parameterCount - argumentCount,
      parameterNumbers: numbers,
      isAmbiguous: false,
    };
  }
  if (parameterCount === argumentCount && (fn.variadicType === INVALID_OID || !expandVariadic)) {
    return { function: fn, types: fn.argumentTypes, variadicCount: 0, defaultCount: 0, parameterNumbers: null, isAmbiguous: false };
  }
  if (parameterCount <= argumentCount) {
    if (!expandVariadic || fn.variadicType === INVALID_OID) return undefined;
    const fixed = fn.argumentTypes.slice(0, parameterCount - 1);
    const variadicCount = argumentCount - parameterCount + 1;
    const types = [...fixed, ...new Array<Oid>(variadicCount).fill(fn.variadicType)];
    return { function: fn, types, variadicCount, defaultCount: 0, parameterNumbers: null, isAmbiguous: false };
  }
  if (!expandDefaults || argumentCount + fn.defaultCount < parameterCount) return undefined;
  return {
    function: fn,
    types: fn.argumentTypes,
    variadicCount: 0,
    defaultCount: parameterCount - argumentCount,
    parameterNumbers: null,
    isAmbiguous: false,
  };
}

function sameArguments(a: FunctionCandidate, b: FunctionCandidate): boolean {
  const count = a.types.length - a.defaultCount;
  if (count !== b.types.length - b.defaultCount) return false;
  for (let i = 0; i < count; i++) if (a.types[i] !== b.types[i]) return false;
  return true;
}

/** Adds a candidate unless one with the same arguments is preferable: earlier in the search path, or not variadic. */
function addCandidate(list: FunctionCandidate[], next: FunctionCandidate, pathPosition: (schema: Oid) => number): void {
  for (let i = 0; i < list.length; i++) {
    const known = list[i]!;
    if (!sameArguments(known, next)) continue;
    let preference = pathPosition(next.function.schemaId) - pathPosition(known.function.schemaId);
    if (preference === 0) preference = Math.sign(next.variadicCount) - Math.sign(known.variadicCount);
    if (preference < 0) list[i] = next;
    else if (preference === 0) known.isAmbiguous = true;
    return;
  }
  list.push(next);
}

/** CALL gives an argument for each parameter of a procedure, OUT ones included. */
function callable(fn: FunctionDescriptor): FunctionDescriptor {
  if (fn.kind !== 'p' || fn.allArgumentTypes === undefined) return fn;
  return { ...fn, argumentTypes: fn.allArgumentTypes, argumentModes: fn.allArgumentTypes.map(() => 'i') };
}

export function functionCandidates(
  catalog: CatalogReader,
  name: readonly string[],
  argumentCount: number,
  argumentNames: readonly string[],
  expandVariadic: boolean,
  expandDefaults: boolean,
  isCall = false,
): readonly FunctionCandidate[] {
  const { schema, last } = splitName(name);
  if (schema !== null && catalog.schemaId(schema) === undefined) return [];
  const functions = catalog.functions(schema, last);
  const list: FunctionCandidate[] = [];
  let path: Map<Oid, number> | undefined;
  const pathPosition = (schemaId: Oid): number => {
    if (path === undefined) {
      path = new Map();
      const names = catalog.searchPath.includes('pg_catalog') ? catalog.searchPath : ['pg_catalog', ...catalog.searchPath];
      names.forEach((schemaName, i) => {
        const id = catalog.schemaId(schemaName);
        if (id !== undefined && !path!.has(id)) path!.set(id, i);
      });
    }
    return path.get(schemaId) ?? 1000;
  };
  // A list of plain functions of one schema cannot hold two with the same arguments.
  let isPlain = true;
  for (const named of functions) {
    const fn = isCall ? callable(named) : named;
    const candidate = makeCandidate(fn, argumentCount, argumentNames, expandVariadic, expandDefaults);
    if (candidate === undefined) continue;
    isPlain &&= candidate.variadicCount === 0 && candidate.defaultCount === 0 && fn.schemaId === functions[0]!.schemaId;
    if (isPlain) list.push(candidate);
    else addCandidate(list, candidate, pathPosition);
  }
  return list;
}

function exactMatch(candidates: readonly FunctionCandidate[], types: readonly Oid[]): FunctionCandidate | undefined {
  for (const candidate of candidates) {
    let i = 0;
    while (i < types.length && candidate.types[i] === types[i]) i++;
    if (i === types.length) return candidate;
  }
  return undefined;
}

/** A type that a one-word call may mean: `int4(x)`. Composite types are left to other rules. */
function typeNamedAs(catalog: CatalogReader, name: readonly string[]): Oid {
  const { schema, last } = splitName(name);
  const type = catalog.type(schema, last);
  return type === undefined || type.kind === 'p' || isComposite(catalog, type.oid) ? INVALID_OID : type.oid;
}

function isCastNotation(catalog: CatalogReader, source: Oid, target: Oid): boolean {
  if (source === T.UNKNOWN) return true;
  const pathway = findPathway(catalog, target, source, EXPLICIT);
  if (pathway === undefined) return false;
  if (pathway.method === 'relabel') return true;
  if (pathway.method !== 'io') return false;
  // `text(row)` stays a field selection.
  return !((source === T.RECORD || isComposite(catalog, source)) && category(catalog, target) === 'S');
}

export function chooseFunction(
  catalog: CatalogReader,
  name: readonly string[],
  types: readonly Oid[],
  argumentNames: readonly string[],
  expandVariadic: boolean,
  allowCast: boolean,
  isCall = false,
): FunctionChoice {
  const candidates = functionCandidates(catalog, name, types.length, argumentNames, expandVariadic, true, isCall);
  let chosen = exactMatch(candidates, types);
  if (chosen === undefined) {
    if (allowCast && types.length === 1 && argumentNames.length === 0) {
      const type = typeNamedAs(catalog, name);
      if (type !== INVALID_OID && isCastNotation(catalog, types[0]!, type)) return { outcome: 'cast', type };
    }
    const matching = matchingCandidates(catalog, types, candidates);
    if (matching.length === 0) return { outcome: 'none' };
    chosen = matching.length === 1 ? matching[0] : selectCandidate(catalog, types, matching);
    if (chosen === undefined) return { outcome: 'ambiguous' };
  }
  if (chosen.isAmbiguous) return { outcome: 'ambiguous' };
  // VARIADIC together with names must really give the variadic parameter.
  if (argumentNames.length > 0 && !expandVariadic && chosen.function.variadicType !== INVALID_OID) {
    if (chosen.parameterNumbers![types.length - 1] !== chosen.function.argumentTypes.length - 1) return { outcome: 'none' };
  }
  return { outcome: 'function', candidate: chosen };
}

/** Schema-qualified names must name a schema that exists. */
export function checkFunctionSchema(catalog: CatalogReader, name: readonly string[], location: number): void {
  const { schema } = splitName(name);
  if (schema !== null && catalog.schemaId(schema) === undefined) {
    fail('invalid_schema_name', `schema "${schema}" does not exist`, location);
  }
}
