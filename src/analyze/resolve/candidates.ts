/** Choosing among overloads by argument types (PostgreSQL chapter 10.2 and 10.3: func_match_argtypes, func_select_candidate). */
import type { Oid } from '../../base/index.js';
import type { CatalogReader } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import { canCoerce, IMPLICIT } from '../coerce/pathway.js';
import { baseType, isPreferredIn, typeInfo } from '../types/type-facts.js';

export interface Candidate {
  /** Effective parameter types, one per argument (defaults appended, variadic expanded). */
  readonly types: readonly Oid[];
}

/** Candidates whose parameters all arguments can implicitly become. */
export function matchingCandidates<C extends Candidate>(catalog: CatalogReader, inputs: readonly Oid[], candidates: readonly C[]): readonly C[] {
  return candidates.filter(candidate => canCoerce(catalog, inputs, candidate.types, IMPLICIT));
}

/** Keeps the candidates with the highest score. */
function best<C>(candidates: readonly C[], score: (candidate: C) => number): readonly C[] {
  let top = -1;
  let kept: C[] = [];
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > top) {
      top = value;
      kept = [candidate];
    } else if (value === top) kept.push(candidate);
  }
  return kept;
}

/** The one best candidate of several that match, or undefined when none stands out. */
export function selectCandidate<C extends Candidate>(catalog: CatalogReader, inputs: readonly Oid[], matching: readonly C[]): C | undefined {
  let candidates = matching;
  const bases = inputs.map(type => (type === T.UNKNOWN ? type : baseType(catalog, type)));
  const categories = bases.map(type => (type === T.UNKNOWN ? 'X' : typeInfo(catalog, type).category));
  const unknownCount = bases.filter(type => type === T.UNKNOWN).length;

  const count = (candidate: C, fits: (type: Oid, i: number) => boolean): number => {
    let matches = 0;
    for (let i = 0; i < bases.length; i++) if (bases[i] !== T.UNKNOWN && fits(candidate.types[i]!, i)) matches++;
    return matches;
  };
  candidates = best(candidates, candidate => count(candidate, (type, i) => type === bases[i]));
  if (candidates.length === 1) return candidates[0];
  candidates = best(candidates, candidate => count(candidate, (type, i) => type === bases[i] || isPreferredIn(catalog, categories[i]!, type)));
  if (candidates.length === 1) return candidates[0];
  if (unknownCount === 0) return undefined;

  candidates = byUnknownCategories(catalog, bases, candidates);
  if (candidates.length === 1) return candidates[0];

  // Last resort: suppose that the unknowns are of the one type that all known arguments share.
  let known: Oid = T.UNKNOWN;
  for (const type of bases) {
    if (type === T.UNKNOWN) continue;
    if (known === T.UNKNOWN) known = type;
    else if (known !== type) return undefined;
  }
  if (known === T.UNKNOWN) return undefined;
  const supposed = bases.map(() => known);
  const fitting = candidates.filter(candidate => canCoerce(catalog, supposed, candidate.types, IMPLICIT));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Gives each unknown argument the category the candidates agree on (string wins), and keeps those that accept it, preferred types first. */
function byUnknownCategories<C extends Candidate>(catalog: CatalogReader, bases: readonly Oid[], candidates: readonly C[]): readonly C[] {
  const wanted: { index: number; category: string; needsPreferred: boolean }[] = [];
  for (let i = 0; i < bases.length; i++) {
    if (bases[i] !== T.UNKNOWN) continue;
    let slot = '';
    let needsPreferred = false;
    let isConflict = false;
    for (const candidate of candidates) {
      const type = typeInfo(catalog, candidate.types[i]!);
      if (slot === '') {
        slot = type.category;
        needsPreferred = type.isPreferred;
      } else if (type.category === slot) {
        needsPreferred ||= type.isPreferred;
      } else if (type.category === 'S') {
        slot = 'S';
        needsPreferred = type.isPreferred;
      } else isConflict = true;
    }
    if (isConflict && slot !== 'S') return candidates;
    wanted.push({ index: i, category: slot, needsPreferred });
  }
  const kept = candidates.filter(candidate =>
    wanted.every(({ index, category, needsPreferred }) => {
      const type = typeInfo(catalog, candidate.types[index]!);
      return type.category === category && (!needsPreferred || type.isPreferred);
    }),
  );
  return kept.length > 0 ? kept : candidates;
}
