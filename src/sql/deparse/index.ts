/**
 * The deparser: tree to text. `parse(deparse(tree))` is the same tree but for locations; spelling, comments and superfluous parentheses are
 * not kept. MATCH PARTIAL, EXCLUDING and the like never reach the tree.
 */
import { stackDepthExceeded } from '../parser/parser.js';
import type { Expression, Statement } from '../tree/index.js';
import { expression } from './expressions.js';
import { statement } from './statement.js';
import { type } from './types.js';

const STATEMENT_KIND = /Stmt$/;

/** SQL text of a statement or an expression. */
export function deparse(node: Statement | Expression): string {
  try {
    return isStatement(node) ? statement(node) : expression(node);
  } catch (error) {
    if (error instanceof RangeError) throw stackDepthExceeded();
    throw error;
  }
}

function isStatement(node: Statement | Expression): node is Statement {
  return STATEMENT_KIND.test(node.kind);
}

export { type as deparseTypeName };
