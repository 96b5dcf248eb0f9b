/** The name an unaliased output column gets (PostgreSQL's FigureColname). */
import type * as S from '../../sql/index.js';
import type { Analysis } from '../state.js';

interface Guess {
  readonly name: string;
  /** 1 weak (a cast's type, CASE), 2 strong. */
  readonly strength: 0 | 1 | 2;
}

const NONE: Guess = { name: '?column?', strength: 0 };
const strong = (name: string): Guess => ({ name, strength: 2 });

function guess(analysis: Analysis, node: S.Expression): Guess {
  switch (node.kind) {
    case 'ColumnRef':
      return node.fields.length > 0 && !node.star ? strong(node.fields[node.fields.length - 1]!) : NONE;
    case 'AIndirection': {
      for (let i = node.indirection.length - 1; i >= 0; i--) {
        const step = node.indirection[i]!;
        if (step.kind === 'FieldName') return strong(step.name);
      }
      return guess(analysis, node.arg);
    }
    case 'FuncCall':
      return strong(node.funcname[node.funcname.length - 1]!);
    case 'AExpr':
      return node.exprKind === 'nullif' ? strong('nullif') : NONE;
    case 'TypeCast': {
      const inner = guess(analysis, node.arg);
      if (inner.strength > 1) return inner;
      return { name: node.typeName.names[node.typeName.names.length - 1]!, strength: 1 };
    }
    case 'CollateClause':
      return node.arg === null ? NONE : guess(analysis, node.arg);
    case 'GroupingFunc':
      return strong('grouping');
    case 'SubLink':
      if (node.subLinkType === 'exists') return strong('exists');
      if (node.subLinkType === 'array') return strong('array');
      if (node.subLinkType === 'expr') {
        const name = analysis.subLinkNames.get(node);
        if (name !== undefined) return strong(name);
      }
      return NONE;
    case 'CaseExpr': {
      const inner = node.defresult === null ? NONE : guess(analysis, node.defresult);
      return inner.strength > 1 ? inner : { name: 'case', strength: 1 };
    }
    case 'AArrayExpr':
      return strong('array');
    case 'RowExpr':
      return strong('row');
    case 'CoalesceExpr':
      return strong('coalesce');
    case 'MinMaxExpr':
      return strong(node.op);
    case 'SQLValueFunction':
      return strong(node.op);
    case 'XmlExpr':
      return strong(`xml${node.op === 'document' ? '' : node.op}`);
    case 'XmlSerialize':
      return strong('xmlserialize');
    default:
      return NONE;
  }
}

export function columnName(analysis: Analysis, node: S.Expression): string {
  return guess(analysis, node).name;
}

/** Name of a function in FROM, `null` when the expression suggests none. */
export function suggestedName(analysis: Analysis, node: S.Expression): string | null {
  const found = guess(analysis, node);
  return found.strength === 0 ? null : found.name;
}
