/** COMMENT ON and SECURITY LABEL. */
import { KW, T } from '../lexer/index.js';
import type { CommentStmt, ObjectAddress, ObjectType, SecLabelStmt } from '../tree/index.js';
import { parseAnyName, parseString } from './names.js';
import { parseObjectClass, parseObjectName } from './object-names.js';
import { parseWordOrString } from './prepared.js';
import { typeName } from './types.js';
import type { Parser } from './parser.js';

export function parseComment(p: Parser): CommentStmt {
  p.next();
  p.expect(KW.ON);
  const { objtype, object } = parseCommentTarget(p);
  p.expect(KW.IS);
  return { kind: 'CommentStmt', objtype, object, comment: parseStringOrNull(p) };
}

function parseCommentTarget(p: Parser): { objtype: ObjectType; object: ObjectAddress } {
  if (p.accept(KW.CONSTRAINT)) {
    const name = p.colId();
    p.expect(KW.ON);
    // A table may be called "domain".
    if (p.tok === KW.DOMAIN && p.peek() !== KW.IS && p.peek() !== T.DOT) {
      p.next();
      const location = p.start;
      return { objtype: 'domainConstraint', object: { kind: 'TypeAndName', typeName: typeName(parseAnyName(p), [], location), name } };
    }
    return { objtype: 'tabConstraint', object: { kind: 'NameList', names: [...parseAnyName(p), name] } };
  }
  const { type, style } = parseObjectClass(p, () => true);
  return { objtype: type, object: parseObjectName(p, style) };
}

function parseStringOrNull(p: Parser): string | null {
  return p.accept(KW.NULL) ? null : parseString(p);
}

export function parseSecurityLabel(p: Parser): SecLabelStmt {
  p.next();
  p.expect(KW.LABEL);
  const provider = p.accept(KW.FOR) ? parseWordOrString(p) : null;
  p.expect(KW.ON);
  const { type, style } = parseObjectClass(p, candidate => {
    return (
      candidate.style !== 'onTable' &&
      candidate.style !== 'using' &&
      candidate.style !== 'cast' &&
      candidate.style !== 'transform' &&
      candidate.style !== 'operator'
    );
  });
  const object = parseObjectName(p, style);
  p.expect(KW.IS);
  return { kind: 'SecLabelStmt', objtype: type, object, provider, label: parseStringOrNull(p) };
}
