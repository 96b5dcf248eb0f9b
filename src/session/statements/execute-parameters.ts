/** Arguments of EXECUTE: constant expressions coerced to the statement's parameter types. */
import { analyzeExpression, ParameterTypes } from '../../analyze/index.js';
import { PgError } from '../../errors/index.js';
import type { ExecuteStmt } from '../../sql/index.js';
import type { Datum } from '../../types/index.js';
import type { PreparedStatement } from '../prepared-statement.js';
import type { Session } from '../session.js';

export function analyzeParameterExpressions(session: Session, target: PreparedStatement, statement: ExecuteStmt): readonly Datum[] {
  const expected = target.parameterTypes;
  if (statement.params.length !== expected.length) {
    throw new PgError('syntax_error', `wrong number of parameters for prepared statement "${statement.name}"`, {
      detail: `Expected ${expected.length} parameters but got ${statement.params.length}.`,
    });
  }
  return statement.params.map((param, i) => {
    const options = session.services.analyzeOptions(new ParameterTypes([], true));
    const expr = analyzeExpression(param, options, { clause: 'execute-parameter', target: { type: expected[i]!, typmod: -1, name: `$${i + 1}` } });
    return session.services.evaluate(expr);
  });
}
