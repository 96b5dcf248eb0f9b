/** XML expressions as SQL. */
import { quoteIdentifier } from '../../sql/index.js';
import type { XmlNode } from '../typed/expression.js';
import { formatType } from '../types/type-display.js';
import type { DeparseContext } from './context.js';
import { putExpr, putOperand } from './expression.js';

const STANDALONE = [', STANDALONE YES', ', STANDALONE NO', ', STANDALONE NO VALUE', ''];

export function putXml(context: DeparseContext, expr: XmlNode): void {
  const { op, args, labels } = expr;
  const put = (text: string): void => context.put(text);
  const putArg = (i: number): void => putExpr(context, args[i]!, true);
  const putNamed = (): void => {
    labels.forEach((label, i) => {
      if (i > 0) put(', ');
      putArg(i);
      put(` AS ${quoteIdentifier(label.name)}`);
    });
  };
  const option = expr.option.toUpperCase();
  switch (op) {
    case 'concat':
      put('XMLCONCAT(');
      args.forEach((_, i) => {
        if (i > 0) put(', ');
        putArg(i);
      });
      break;
    case 'element':
      put(`XMLELEMENT(NAME ${quoteIdentifier(expr.name ?? '')}`);
      if (labels.length > 0) {
        put(', XMLATTRIBUTES(');
        putNamed();
        put(')');
      }
      for (let i = labels.length; i < args.length; i++) {
        put(', ');
        putArg(i);
      }
      break;
    case 'forest':
      put('XMLFOREST(');
      putNamed();
      break;
    case 'parse': {
      put(`XMLPARSE(${option} `);
      putArg(0);
      const preserve = args[1];
      put(preserve?.kind === 'const' && preserve.value === true ? ' PRESERVE WHITESPACE' : ' STRIP WHITESPACE');
      break;
    }
    case 'pi':
      put(`XMLPI(NAME ${quoteIdentifier(expr.name ?? '')}`);
      if (args.length > 0) {
        put(', ');
        putArg(0);
      }
      break;
    case 'root': {
      put('XMLROOT(');
      putArg(0);
      put(', VERSION ');
      const version = args[1]!;
      if (version.kind === 'const' && version.value === null) put('NO VALUE');
      else putArg(1);
      const standalone = args[2]!;
      put(standalone.kind === 'const' ? (STANDALONE[standalone.value as number] ?? '') : '');
      break;
    }
    case 'serialize':
      put(`XMLSERIALIZE(${option} `);
      putArg(0);
      put(` AS ${formatType(context.catalog, expr.target!.type, expr.target!.typmod)}`);
      break;
    case 'document':
      if (context.isPretty) put('(');
      putOperand(context, args[0]!, true, expr);
      put(context.isPretty ? ') IS DOCUMENT' : ' IS DOCUMENT');
      return;
  }
  put(')');
}
