/** `.name`, `.*`, `[i]`, `[l:u]` after a name, parameter or parenthesis. */
import { T } from '../lexer/index.js';
import type { Expression, Indirection } from '../tree/index.js';
import { parseExpr } from './expressions.js';
import type { Parser } from './parser.js';

/** Everything that follows; may be empty. A star must be last, unless the caller refuses stars anyway. */
export function parseIndirection(p: Parser, takesStar = true): Indirection[] {
  const items: Indirection[] = [];
  let starSeen = false;
  let starMisplaced = false;
  for (;;) {
    if (p.tok === T.DOT) {
      starMisplaced ||= starSeen;
      p.next();
      if (p.accept(T.STAR)) {
        items.push({ kind: 'AStar' });
        starSeen = true;
      } else {
        items.push({ kind: 'FieldName', name: p.colLabel() });
      }
    } else if (p.tok === T.LBRACKET) {
      starMisplaced ||= starSeen;
      items.push(parseSubscript(p));
    } else {
      if (starMisplaced && takesStar) throw p.errorNear('improper use of "*"');
      return items;
    }
  }
}

function parseSubscript(p: Parser): Indirection {
  p.next();
  const lower: Expression | null = p.tok === T.COLON ? null : parseExpr(p);
  if (lower !== null && p.accept(T.RBRACKET)) return { kind: 'AIndices', isSlice: false, lidx: null, uidx: lower };
  p.expect(T.COLON);
  const upper: Expression | null = p.tok === T.RBRACKET ? null : parseExpr(p);
  p.expect(T.RBRACKET);
  return { kind: 'AIndices', isSlice: true, lidx: lower, uidx: upper };
}

/** `arg` with what follows it. */
export function withIndirection(p: Parser, arg: Expression): Expression {
  if (p.tok !== T.DOT && p.tok !== T.LBRACKET) return arg;
  return { kind: 'AIndirection', arg, indirection: parseIndirection(p) };
}
