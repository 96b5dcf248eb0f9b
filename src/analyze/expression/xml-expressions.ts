/** What SQL/XML spells with key words: XMLELEMENT, XMLFOREST, XMLCONCAT, XMLPARSE, XMLPI, XMLROOT, XMLSERIALIZE, IS DOCUMENT (PostgreSQL: transformXmlExpr). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type * as S from '../../sql/index.js';
import { typeOids as T } from '../../types/index.js';
import { coerceToSpecificType, coerceToTarget } from '../coerce/coerce.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { fail } from '../fail.js';
import { columnName } from '../query/column-name.js';
import type { QueryState } from '../state.js';
import type { Expr, XmlLabel, XmlNode } from '../typed/expression.js';
import { formatType } from '../types/type-display.js';
import { resolveTypeName } from '../types/type-name.js';
import { transform } from './expression.js';

const CONSTRUCTS = {
  concat: 'XMLCONCAT',
  element: 'XMLELEMENT',
  forest: 'XMLFOREST',
  parse: 'XMLPARSE',
  pi: 'XMLPI',
  root: 'XMLROOT',
  document: 'IS DOCUMENT',
} as const;

function labelOf(state: QueryState, node: S.XmlExpr, arg: S.ResTarget): XmlLabel {
  if (arg.name !== null) return { name: arg.name, isColumn: false };
  if (arg.val?.kind === 'ColumnRef') return { name: columnName(state.analysis, arg.val), isColumn: true };
  const what = node.op === 'element' ? 'attribute' : 'element';
  return fail('syntax_error', `unnamed XML ${what} value must be a column reference`, arg.location);
}

/** Type that an argument must have, 0 for any. */
function argumentType(op: S.XmlExpr['op'], position: number): Oid {
  switch (op) {
    case 'concat':
    case 'document':
      return T.XML;
    case 'parse':
      return position === 0 ? T.TEXT : T.BOOL;
    case 'pi':
      return T.TEXT;
    case 'root':
      return position === 0 ? T.XML : position === 1 ? T.TEXT : T.INT4;
    default:
      return INVALID_OID;
  }
}

export function transformXml(state: QueryState, node: S.XmlExpr): Expr {
  const labels: XmlLabel[] = [];
  const args: Expr[] = [];
  for (const arg of node.namedArgs) {
    const value = transform(state, arg.val!);
    const label = labelOf(state, node, arg);
    if (node.op === 'element' && labels.some(l => l.name === label.name)) {
      fail('syntax_error', `XML attribute name "${label.name}" appears more than once`, arg.location);
    }
    labels.push(label);
    args.push(value);
  }
  node.args.forEach((arg, i) => {
    const value = transform(state, arg);
    const type = argumentType(node.op, i);
    args.push(type === INVALID_OID ? value : coerceToSpecificType(state, value, type, -1, CONSTRUCTS[node.op]));
  });
  const type = node.op === 'document' ? T.BOOL : T.XML;
  return { kind: 'xml', op: node.op, name: node.name, labels, option: node.xmloption, args, type, typmod: -1, collation: INVALID_OID, location: node.location };
}

export function transformXmlSerialize(state: QueryState, node: S.XmlSerialize): Expr {
  const { catalog } = state;
  const arg = coerceToSpecificType(state, transform(state, node.expr), T.XML, -1, 'XMLSERIALIZE');
  const target = resolveTypeName(state.analysis, node.typeName);
  const serialized: XmlNode = {
    kind: 'xml',
    op: 'serialize',
    name: null,
    labels: [],
    option: node.xmloption,
    args: [arg],
    target,
    type: T.TEXT,
    typmod: -1,
    collation: catalog.typeById(T.TEXT)?.collation ?? INVALID_OID,
    location: node.location,
  };
  const result = coerceToTarget(state.analysis, serialized, T.TEXT, target.type, target.typmod, IMPLICIT, 'implicit-cast', -1);
  if (result === null) fail('cannot_coerce', `cannot cast XMLSERIALIZE result to ${formatType(catalog, target.type)}`, node.location);
  return result;
}
