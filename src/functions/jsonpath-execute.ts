/**
 * Runs SQL/JSON paths (PostgreSQL chapter 9.16.2). An item is applied to a value and hands every result to the item after it, depth first, in order; the
 * results of the last one are collected. Lax mode unwraps arrays and forgives structural errors. Errors are thrown, or, where they are suppressed (inside
 * predicates, by silent functions), become the status ERROR; predicates are true, false or unknown (null).
 */
import { PgError, type SqlStateName } from '../errors/index.js';
import {
  isIntegral,
  JsonArray,
  JsonObject,
  LEVEL_LAST,
  Numeric,
  numericAbs,
  numericCeil,
  numericFloor,
  numericFromInt8,
  numericNegate,
  numericToInt4,
  numericTruncate,
  regexOptions,
  type JsonNode,
  type ParsedPath,
  type PathItem,
} from '../types/index.js';
import { checkTemplate, readDateTime, readStandardDateTime, type PathDateTime } from './jsonpath-datetime.js';
import { containerOffset } from './jsonpath-object-id.js';
import { comparePathValues, PATH_ARITHMETIC, pathDouble, pathTypeName, type PathComparisonOptions, type PathValue, type Truth } from './jsonpath-values.js';
import { compileRegex } from './regex.js';

export const OK = 0;
export const NOT_FOUND = 1;
export const ERROR = 2;
export type PathStatus = typeof OK | typeof NOT_FOUND | typeof ERROR;

type Found = PathValue[] | null;

export interface PathOptions extends PathComparisonOptions {
  /** Named values; null where there can be none. */
  readonly variables: JsonNode | null;
  readonly throwsErrors: boolean;
}

/** Ids of objects in other documents than the first begin here, a document each. */
const DOCUMENT_ID_STEP = 10_000_000_000;

/** Comparisons: about a millisecond. */
const STEPS_BETWEEN_CHECKS = 20_000;

class PathExecutor {
  private current: PathValue;
  private throwsErrors: boolean;
  private ignoresStructure: boolean;
  private readonly isLax: boolean;
  private arraySize = -1;
  /** The document whose objects .keyvalue() numbers, and its number. */
  private document: JsonNode;
  private documentId = 0;
  private lastDocumentId: number;

  constructor(
    path: ParsedPath,
    private readonly root: JsonNode,
    private readonly options: PathOptions,
  ) {
    this.current = root;
    this.document = root;
    this.throwsErrors = options.throwsErrors;
    this.isLax = path.isLax;
    this.ignoresStructure = path.isLax;
    this.lastDocumentId = options.variables === null ? 1 : 2;
  }

  /** `found` null: only whether there is a result is asked. */
  run(item: PathItem, found: Found): PathStatus {
    if (!this.isLax && found === null) {
      // Strict mode must see all values to know that there is no error.
      const all: PathValue[] = [];
      const status = this.item(item, this.root, all);
      return status === ERROR ? ERROR : all.length === 0 ? NOT_FOUND : OK;
    }
    return this.item(item, this.root, found);
  }

  private fail(code: SqlStateName, message: string, hint?: string): PathStatus {
    if (this.throwsErrors) throw new PgError(code, message, hint === undefined ? undefined : { hint });
    return ERROR;
  }

  private item(item: PathItem, value: PathValue, found: Found): PathStatus {
    return this.itemOn(item, value, found, this.isLax);
  }

  /** Goes on with what follows `item`, or collects the value. */
  private next(item: PathItem | null, value: PathValue, found: Found): PathStatus {
    const next = item === null ? null : item.next;
    if (next !== null) return this.item(next, value, found);
    found?.push(value);
    return OK;
  }

  private itemOn(item: PathItem, value: PathValue, found: Found, unwraps: boolean): PathStatus {
    switch (item.kind) {
      case 'and':
      case 'or':
      case 'not':
      case 'is-unknown':
      case 'exists':
      case 'compare':
      case 'starts-with':
      case 'like-regex': {
        const truth = this.predicate(item, value);
        if (item.next === null && found === null) return OK;
        return this.next(item, truth, found);
      }
      case 'key':
        return this.key(item, value, found, unwraps);
      case 'root': {
        const { document, documentId } = this;
        this.document = this.root;
        this.documentId = 0;
        const status = this.next(item, this.root, found);
        this.document = document;
        this.documentId = documentId;
        return status;
      }
      case 'current':
        return this.next(item, this.current, found);
      case 'any-array':
        if (value instanceof JsonArray) return this.each(item.next, value, found, this.isLax);
        if (this.isLax) return this.next(item, value, found);
        if (this.ignoresStructure) return NOT_FOUND;
        return this.fail('sql_json_array_not_found', 'jsonpath wildcard array accessor can only be applied to an array');
      case 'index':
        return this.index(item, value, found);
      case 'last':
        if (this.arraySize < 0) throw new PgError('internal_error', 'evaluating jsonpath LAST outside of array subscript');
        if (item.next === null && found === null) return OK;
        return this.next(item, numericFromInt8(this.arraySize - 1), found);
      case 'any-key':
        if (value instanceof JsonObject) return this.descend(item.next, value, found, 1, 1, 1, false, this.isLax);
        if (unwraps && value instanceof JsonArray) return this.each(item, value, found, false);
        if (this.ignoresStructure) return NOT_FOUND;
        return this.fail('sql_json_object_not_found', 'jsonpath wildcard member accessor can only be applied to an object');
      case 'arithmetic':
        return this.arithmetic(item, value, found);
      case 'unary':
        return this.unary(item, value, found);
      case 'filter': {
        if (unwraps && value instanceof JsonArray) return this.each(item, value, found, false);
        this.worked(1);
        const { current } = this;
        this.current = value;
        const truth = this.predicate(item.condition, value);
        this.current = current;
        return truth === true ? this.next(item, value, found) : NOT_FOUND;
      }
      case 'any':
        return this.any(item, value, found);
      case 'literal':
        if (item.next === null && found === null) return OK;
        return this.next(item, item.value, found);
      case 'variable':
        return this.variable(item, found);
      case 'method':
        return this.method(item, value, found, unwraps);
      case 'datetime':
        if (unwraps && value instanceof JsonArray) return this.each(item, value, found, false);
        return this.datetime(item, value, found);
    }
  }

  // --- members and elements ---

  private key(item: PathItem & { kind: 'key' }, value: PathValue, found: Found, unwraps: boolean): PathStatus {
    if (value instanceof JsonObject) {
      const at = value.find(item.name);
      if (at >= 0) return this.next(item, value.values[at] as JsonNode, found);
      if (this.ignoresStructure) return NOT_FOUND;
      return this.fail('sql_json_member_not_found', `JSON object does not contain key "${item.name}"`);
    }
    if (unwraps && value instanceof JsonArray) return this.each(item, value, found, false);
    if (this.ignoresStructure) return NOT_FOUND;
    return this.fail('sql_json_member_not_found', 'jsonpath member accessor can only be applied to an object');
  }

  /** Applies `item` (null: collects) to each element. */
  private each(item: PathItem | null, array: JsonArray, found: Found, unwraps: boolean): PathStatus {
    return this.descend(item, array, found, 1, 1, 1, false, unwraps);
  }

  /** Applies `item` to what lies `first` to `last` levels down, outer values before inner ones. */
  private descend(
    item: PathItem | null,
    container: JsonArray | JsonObject,
    found: Found,
    level: number,
    first: number,
    last: number,
    forgives: boolean,
    unwraps: boolean,
  ): PathStatus {
    let status: PathStatus = NOT_FOUND;
    if (level > last) return status;
    const values = container instanceof JsonArray ? container.items : container.values;
    for (const value of values) {
      const isContainer = value instanceof JsonArray || value instanceof JsonObject;
      if (level >= first || (first === LEVEL_LAST && last === LEVEL_LAST && !isContainer)) {
        if (item !== null) {
          const ignores = this.ignoresStructure;
          if (forgives) this.ignoresStructure = true;
          status = this.itemOn(item, value, found, unwraps);
          this.ignoresStructure = ignores;
          if (status === ERROR || (status === OK && found === null)) return status;
        } else if (found !== null) found.push(value);
        else return OK;
      }
      if (level < last && isContainer) {
        status = this.descend(item, value, found, level + 1, first, last, forgives, unwraps);
        if (status === ERROR || (status === OK && found === null)) return status;
      }
    }
    return status;
  }

  private any(item: PathItem & { kind: 'any' }, value: PathValue, found: Found): PathStatus {
    let status: PathStatus = NOT_FOUND;
    if (item.first === 0) {
      const ignores = this.ignoresStructure;
      this.ignoresStructure = true;
      status = this.next(item, value, found);
      this.ignoresStructure = ignores;
      if (status === OK && found === null) return OK;
    }
    if (value instanceof JsonArray || value instanceof JsonObject) {
      status = this.descend(item.next, value, found, 1, item.first, item.last, true, this.isLax);
    }
    return status;
  }

  private index(item: PathItem & { kind: 'index' }, value: PathValue, found: Found): PathStatus {
    if (!(value instanceof JsonArray) && !this.isLax) {
      if (this.ignoresStructure) return NOT_FOUND;
      return this.fail('sql_json_array_not_found', 'jsonpath array accessor can only be applied to an array');
    }
    const { arraySize } = this;
    const size = value instanceof JsonArray ? value.length : 1;
    this.arraySize = size;
    const status = this.subscripts(item, value, size, found);
    this.arraySize = arraySize;
    return status;
  }

  private subscripts(item: PathItem & { kind: 'index' }, value: PathValue, size: number, found: Found): PathStatus {
    let status: PathStatus = NOT_FOUND;
    for (const subscript of item.subscripts) {
      const from = this.subscript(subscript.from, value);
      if (from === null) return ERROR;
      const to = subscript.to === null ? from : this.subscript(subscript.to, value);
      if (to === null) return ERROR;
      if (!this.ignoresStructure && (from < 0 || from > to || to >= size)) {
        return this.fail('invalid_sql_json_subscript', 'jsonpath array subscript is out of bounds');
      }
      status = NOT_FOUND;
      for (let i = Math.max(from, 0); i <= Math.min(to, size - 1); i++) {
        if (item.next === null && found === null) return OK;
        status = this.next(item, value instanceof JsonArray ? (value.items[i] as JsonNode) : value, found);
        if (status === ERROR || (status === OK && found === null)) return status;
      }
    }
    return status;
  }

  /** Null: an error. */
  private subscript(item: PathItem, value: PathValue): number | null {
    const values: PathValue[] = [];
    if (this.item(item, value, values) === ERROR) return null;
    const only = values.length === 1 ? values[0] : undefined;
    if (!(only instanceof Numeric)) {
      this.fail('invalid_sql_json_subscript', 'jsonpath array subscript is not a single numeric value');
      return null;
    }
    const whole = isIntegral(only) ? only : numericTruncate(only, 0);
    try {
      return numericToInt4(whole);
    } catch (error) {
      if (!(error instanceof PgError)) throw error;
      this.fail('invalid_sql_json_subscript', 'jsonpath array subscript is out of integer range');
      return null;
    }
  }

  private variable(item: PathItem & { kind: 'variable' }, found: Found): PathStatus {
    const { variables } = this.options;
    if (variables === null) return this.next(item, null, found);
    const at = variables instanceof JsonObject ? variables.find(item.name) : -1;
    if (at < 0) throw new PgError('undefined_object', `could not find jsonpath variable "${item.name}"`);
    const { document, documentId } = this;
    this.document = variables;
    this.documentId = 1;
    const status = this.next(item, (variables as JsonObject).values[at] as JsonNode, found);
    this.document = document;
    this.documentId = documentId;
    return status;
  }

  // --- methods ---

  private method(item: PathItem & { kind: 'method' }, value: PathValue, found: Found, unwraps: boolean): PathStatus {
    const { method } = item;
    switch (method) {
      case 'type':
        return this.next(item, pathTypeName(value), found);
      case 'size': {
        let size = 1;
        if (value instanceof JsonArray) size = value.length;
        else if (!this.isLax) {
          if (this.ignoresStructure) return NOT_FOUND;
          return this.fail('sql_json_array_not_found', 'jsonpath item method .size() can only be applied to an array');
        }
        return this.next(item, numericFromInt8(size), found);
      }
    }
    if (unwraps && value instanceof JsonArray) return this.each(item, value, found, false);
    if (method === 'keyvalue') return this.keyValue(item, value, found);
    if (method === 'double') return this.double(item, value, found);
    if (!(value instanceof Numeric)) {
      return this.fail('non_numeric_sql_json_item', `jsonpath item method .${method}() can only be applied to a numeric value`);
    }
    const result = method === 'abs' ? numericAbs(value) : method === 'floor' ? numericFloor(value) : numericCeil(value);
    if (item.next === null && found === null) return OK;
    return this.next(item, result, found);
  }

  private double(item: PathItem, value: PathValue, found: Found): PathStatus {
    if (!(value instanceof Numeric) && typeof value !== 'string') {
      return this.fail('non_numeric_sql_json_item', 'jsonpath item method .double() can only be applied to a string or numeric value');
    }
    const result = pathDouble(value);
    if (result !== null) return this.next(item, result, found);
    return this.fail(
      'non_numeric_sql_json_item',
      typeof value === 'string'
        ? 'string argument of jsonpath item method .double() is not a valid representation of a double precision number'
        : 'numeric argument of jsonpath item method .double() is out of range for type double precision',
    );
  }

  private datetime(item: PathItem & { kind: 'datetime' }, value: PathValue, found: Found): PathStatus {
    if (typeof value !== 'string') {
      return this.fail('invalid_argument_for_sql_json_datetime_function', 'jsonpath item method .datetime() can only be applied to a string');
    }
    let result: PathDateTime | null;
    if (item.template === null) {
      result = readStandardDateTime(value);
      if (result === null) {
        return this.fail(
          'invalid_argument_for_sql_json_datetime_function',
          `datetime format is not recognized: "${value}"`,
          'Use a datetime template argument to specify the input data format.',
        );
      }
    } else {
      checkTemplate(item.template);
      try {
        result = readDateTime(value, item.template);
      } catch (error) {
        if (this.throwsErrors || !(error instanceof PgError)) throw error;
        return ERROR;
      }
    }
    if (item.next === null && found === null) return OK;
    return this.next(item, result, found);
  }

  private keyValue(item: PathItem, value: PathValue, found: Found): PathStatus {
    if (!(value instanceof JsonObject)) {
      return this.fail('sql_json_object_not_found', 'jsonpath item method .keyvalue() can only be applied to an object');
    }
    if (value.length === 0) return NOT_FOUND;
    if (item.next === null && found === null) return OK;
    const id = numericFromInt8(this.documentId * DOCUMENT_ID_STEP + containerOffset(this.document, value));
    let status: PathStatus = NOT_FOUND;
    const { keys, values } = value;
    for (let i = 0; i < keys.length; i++) {
      const pair = JsonObject.of(['id', 'key', 'value'], [id, keys[i] as string, values[i] as JsonNode]);
      const { document, documentId } = this;
      this.document = pair;
      this.documentId = this.lastDocumentId++;
      status = this.next(item, pair, found);
      this.document = document;
      this.documentId = documentId;
      if (status === ERROR || (status === OK && found === null)) return status;
    }
    return status;
  }

  // --- arithmetic ---

  private arithmetic(item: PathItem & { kind: 'arithmetic' }, value: PathValue, found: Found): PathStatus {
    // Both sides are evaluated before either is judged.
    const values: PathValue[] = [];
    if (this.unwrapped(item.left, value, true, values) === ERROR) return ERROR;
    const others: PathValue[] = [];
    if (this.unwrapped(item.right, value, true, others) === ERROR) return ERROR;
    const left = this.single(values, 'left', item.op);
    if (left === null) return ERROR;
    const right = this.single(others, 'right', item.op);
    if (right === null) return ERROR;
    let result: Numeric;
    try {
      result = PATH_ARITHMETIC[item.op](left, right);
    } catch (error) {
      if (this.throwsErrors || !(error instanceof PgError)) throw error;
      return ERROR;
    }
    if (item.next === null && found === null) return OK;
    return this.next(item, result, found);
  }

  private single(values: readonly PathValue[], side: string, op: string): Numeric | null {
    const only = values.length === 1 ? values[0] : undefined;
    if (only instanceof Numeric) return only;
    this.fail('singleton_sql_json_item_required', `${side} operand of jsonpath operator ${op} is not a single numeric value`);
    return null;
  }

  private unary(item: PathItem & { kind: 'unary' }, value: PathValue, found: Found): PathStatus {
    const values: PathValue[] = [];
    if (this.unwrapped(item.arg, value, true, values) === ERROR) return ERROR;
    const isOnlyAsked = found === null && item.next === null;
    let status: PathStatus = NOT_FOUND;
    for (const operand of values) {
      if (!(operand instanceof Numeric)) {
        if (isOnlyAsked) continue;
        return this.fail('sql_json_number_not_found', `operand of unary jsonpath operator ${item.op} is not a numeric value`);
      }
      if (isOnlyAsked) return OK;
      const one = this.next(item, item.op === '-' ? numericNegate(operand) : operand, found);
      if (one === ERROR) return ERROR;
      if (one === OK) {
        if (found === null) return OK;
        status = OK;
      }
    }
    return status;
  }

  /** An operand's values, arrays among them taken apart in lax mode. */
  private unwrapped(item: PathItem, value: PathValue, unwraps: boolean, found: Found): PathStatus {
    if (!unwraps || !this.isLax) return this.item(item, value, found);
    const values: PathValue[] = [];
    const status = this.item(item, value, values);
    if (status === ERROR) return ERROR;
    for (const one of values) {
      if (one instanceof JsonArray) for (const element of one.items) found?.push(element);
      else found?.push(one);
    }
    return OK;
  }

  private unwrappedSilently(item: PathItem, value: PathValue, unwraps: boolean, found: Found): PathStatus {
    const { throwsErrors } = this;
    this.throwsErrors = false;
    const status = this.unwrapped(item, value, unwraps, found);
    this.throwsErrors = throwsErrors;
    return status;
  }

  private steps = 0;

  private worked(steps: number): void {
    this.steps += steps;
    if (this.steps < STEPS_BETWEEN_CHECKS) return;
    this.steps = 0;
    this.options.context.work?.check();
  }

  // --- predicates ---

  private predicate(item: PathItem, value: PathValue): Truth {
    switch (item.kind) {
      case 'and': {
        const left = this.predicate(item.left, value);
        if (left === false) return false;
        const right = this.predicate(item.right, value);
        return right === true ? left : right;
      }
      case 'or': {
        const left = this.predicate(item.left, value);
        if (left === true) return true;
        const right = this.predicate(item.right, value);
        return right === false ? left : right;
      }
      case 'not': {
        const truth = this.predicate(item.arg, value);
        return truth === null ? null : !truth;
      }
      case 'is-unknown':
        return this.predicate(item.arg, value) === null;
      case 'exists': {
        const all: Found = this.isLax ? null : [];
        const status = this.unwrappedSilently(item.arg, value, false, all);
        if (status === ERROR) return null;
        return all === null ? status === OK : all.length > 0;
      }
      case 'compare':
        return this.pairs(item.left, item.right, value, true, (a, b) => comparePathValues(item.op, a, b as PathValue, this.options));
      case 'starts-with':
        return this.pairs(item.left, item.right, value, false, (a, b) => (typeof a === 'string' && typeof b === 'string' ? a.startsWith(b) : null));
      case 'like-regex': {
        const regex = compileRegex(item.pattern, regexOptions(item.flags));
        return this.pairs(item.arg, null, value, false, a => (typeof a === 'string' ? regex.test(a) : null));
      }
      default:
        throw new PgError('internal_error', `invalid boolean jsonpath item: ${item.kind}`);
    }
  }

  /** Lax: true if any pair is. Strict: unknown if any pair is, else true if any is. */
  private pairs(
    left: PathItem,
    right: PathItem | null,
    value: PathValue,
    unwrapsRight: boolean,
    test: (a: PathValue, b: PathValue | undefined) => Truth,
  ): Truth {
    const lefts: PathValue[] = [];
    if (this.unwrappedSilently(left, value, true, lefts) === ERROR) return null;
    let rights: (PathValue | undefined)[] = [undefined];
    if (right !== null) {
      const values: PathValue[] = [];
      if (this.unwrappedSilently(right, value, unwrapsRight, values) === ERROR) return null;
      rights = values;
    }
    let hasError = false;
    let hasTrue = false;
    for (const a of lefts) {
      this.worked(rights.length);
      for (const b of rights) {
        const truth = test(a, b);
        if (truth === null) {
          if (!this.isLax) return null;
          hasError = true;
        } else if (truth) {
          if (this.isLax) return true;
          hasTrue = true;
        }
      }
    }
    return hasTrue ? true : hasError ? null : false;
  }
}

/** @param found takes the results; null: only the status matters */
export function executePath(path: ParsedPath, root: JsonNode, found: Found, options: PathOptions): PathStatus {
  return new PathExecutor(path, root, options).run(path.root, found);
}
