/** Structural equality of typed expressions, ignoring source locations and how a call was written (PostgreSQL's equal()). */
import { compareBytes, Jsonb, JsonPath } from '../../types/index.js';
import type { Expr } from './expression.js';

const IGNORED = new Set(['location', 'form', 'via', 'isExplicit', 'rowFields', 'written']);

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b);
  }
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
    return true;
  }
  if (a instanceof Uint8Array) return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (a instanceof Jsonb) return b instanceof Jsonb && compareBytes(a.bytes, b.bytes) === 0;
  if (a instanceof JsonPath) return b instanceof JsonPath && a.toString() === b.toString();
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  if (left['kind'] !== right['kind'] || surelyDiffers(left, right)) return false;
  for (const key in left) {
    if (IGNORED.has(key)) continue;
    const value = left[key];
    const other = right[key];
    if (value === other) continue;
    // Descriptors are the same catalog object or not; comparing them field by field would be slow and say no more.
    if (key === 'relation' || key === 'function' || key === 'isView') {
      if (!sameOid(value, other)) return false;
      continue;
    }
    if (!same(value, other)) return false;
  }
  return true;
}

/** What differs most often first: lists of hundreds of expressions are compared each with each. */
function surelyDiffers(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  switch (left['kind']) {
    case 'const':
      return typeof left['value'] !== 'object' && left['value'] !== right['value'] && !Number.isNaN(left['value']);
    case 'var':
      return left['column'] !== right['column'] || left['table'] !== right['table'];
    case 'op':
    case 'func':
    case 'agg': {
      if (left['functionId'] !== right['functionId']) return true;
      const ours = left['args'] as readonly unknown[];
      const theirs = right['args'] as readonly unknown[];
      if (ours.length !== theirs.length) return true;
      for (let i = ours.length - 1; i >= 0; i--) if (!same(ours[i], theirs[i])) return true;
      return false;
    }
    case 'window':
      return left['window'] !== right['window'] || left['functionId'] !== right['functionId'];
    default:
      return false;
  }
}

function sameOid(a: unknown, b: unknown): boolean {
  return (a as { oid?: number } | null)?.oid === (b as { oid?: number } | null)?.oid;
}

export function equalExpr(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.type !== b.type) return false;
  if (a.kind === 'var' && b.kind === 'var') return a.table === b.table && a.column === b.column && a.levelsUp === b.levelsUp;
  return same(a, b);
}
