/**
 * Types of `$n` parameters while a statement is analysed. A type given beforehand is fixed; an unknown one takes the type of the
 * first context that coerces it, and every later use must agree. (PostgreSQL: parse_param.)
 */
import { INVALID_OID, type Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { typeOids as T } from '../types/index.js';

export class ParameterTypes {
  /** By n - 1; 0 or `unknown` as long as nothing is known. */
  readonly #types: Oid[];
  readonly #isFixed: boolean;
  /** Set when a parameter was met before its type was known: then the finished query is checked for left-overs. */
  sawUnknown = false;

  /** @param given types by position, 0 for "to be inferred". `isFixed`: no parameter beyond them may be used, nor inferred. */
  constructor(given: readonly Oid[] = [], isFixed = false) {
    this.#types = [...given];
    this.#isFixed = isFixed;
  }

  get count(): number {
    return this.#types.length;
  }

  /** Type as known now; `unknown` when it is not. Throws for `$0` and for numbers that a fixed list lacks. */
  typeOf(number: number, location: number): Oid {
    if (number <= 0 || number > 65535 || (this.#isFixed && number > this.#types.length)) {
      throw new PgError('undefined_parameter', `there is no parameter $${number}`).at(location + 1);
    }
    while (this.#types.length < number) this.#types.push(INVALID_OID);
    const type = this.#types[number - 1]!;
    if (type !== INVALID_OID && type !== T.UNKNOWN) return type;
    if (this.#isFixed) {
      throw new PgError('undefined_parameter', `there is no parameter $${number}`).at(location + 1);
    }
    this.sawUnknown = true;
    return T.UNKNOWN;
  }

  /** A context wants type `type` of a parameter that was unknown where it was met. */
  infer(number: number, type: Oid, location: number, display: (type: Oid) => string): void {
    const known = this.#types[number - 1]!;
    if (known === INVALID_OID || known === T.UNKNOWN) {
      this.#types[number - 1] = type;
    } else if (known !== type) {
      throw new PgError('ambiguous_parameter', `inconsistent types deduced for parameter $${number}`, {
        detail: `${display(known)} versus ${display(type)}`,
      }).at(location + 1);
    }
  }

  /** Types by position; throws 42P18 when one could not be determined. */
  resolved(): readonly Oid[] {
    for (let i = 0; i < this.#types.length; i++) {
      const type = this.#types[i]!;
      if (type === INVALID_OID || type === T.UNKNOWN) {
        throw new PgError('indeterminate_datatype', `could not determine data type of parameter $${i + 1}`);
      }
    }
    return this.#types;
  }

  /** Type of parameter `number` as inferred so far, 0 if none. */
  inferred(number: number): Oid {
    return this.#types[number - 1] ?? INVALID_OID;
  }
}
