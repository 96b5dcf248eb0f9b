/** The SQL type jsonpath: parsed and printed in its canonical form, stored as that form's text (PostgreSQL chapter 8.14.7). */
import { PgError } from '../errors/index.js';
import { insufficientData } from './binary.js';
import { defineType, noEquality, notComparable } from './define-type.js';
import { formatJsonScalar, quoteJson } from './jsonb-text.js';
import { parseJsonPath, type ParsedPath } from './jsonpath-parser.js';
import { LEVEL_LAST, type PathItem, type PathRegexFlags } from './jsonpath.js';
import * as oids from './oids.js';
import type { TypeContext, TypeOps } from './type-ops.js';
import { decodeUtf8, encodeUtf8, rejectNul } from './utf8.js';

export class JsonPath {
  readonly kind = 'jsonpath';

  private constructor(
    private parsed: ParsedPath | null,
    private text: string | null,
  ) {}

  static of(parsed: ParsedPath): JsonPath {
    return new JsonPath(parsed, null);
  }
  /** From the canonical text. */
  static fromText(text: string): JsonPath {
    return new JsonPath(null, text);
  }

  get path(): ParsedPath {
    return (this.parsed ??= parseJsonPath(this.text as string));
  }
  toString(): string {
    return (this.text ??= formatJsonPath(this.parsed as ParsedPath));
  }
}

// --- printing ---

function priority(item: PathItem): number {
  switch (item.kind) {
    case 'or':
      return 0;
    case 'and':
      return 1;
    case 'compare':
    case 'starts-with':
      return 2;
    case 'arithmetic':
      return item.op === '+' || item.op === '-' ? 3 : 4;
    case 'unary':
      return 5;
    default:
      return 6;
  }
}

/** An operand gets parentheses unless it binds tighter. */
const operand = (item: PathItem, parent: PathItem): string => format(item, false, priority(item) <= priority(parent));

function binary(item: PathItem & { readonly left: PathItem; readonly right: PathItem }, op: string, hasBrackets: boolean): string {
  const text = `${operand(item.left, item)} ${op} ${operand(item.right, item)}`;
  return hasBrackets ? `(${text})` : text;
}

function regexFlagText(flags: PathRegexFlags): string {
  const letters =
    (flags.ignoreCase ? 'i' : '') + (flags.dotAll ? 's' : '') + (flags.multiLine ? 'm' : '') + (flags.expanded ? 'x' : '') + (flags.quote ? 'q' : '');
  return letters === '' ? '' : ` flag "${letters}"`;
}

function levels(first: number, last: number): string {
  if (first === 0 && last === LEVEL_LAST) return '**';
  const bound = (level: number): string => (level === LEVEL_LAST ? 'last' : String(level));
  return first === last ? `**{${bound(first)}}` : `**{${bound(first)} to ${bound(last)}}`;
}

function own(item: PathItem, isStep: boolean, hasBrackets: boolean): string {
  const dot = isStep ? '.' : '';
  switch (item.kind) {
    case 'literal': {
      const text = formatJsonScalar(item.value);
      return item.next !== null && typeof item.value === 'object' && item.value !== null ? `(${text})` : text;
    }
    case 'variable':
      return `$${quoteJson(item.name)}`;
    case 'root':
      return '$';
    case 'current':
      return '@';
    case 'last':
      return 'last';
    case 'any-array':
      return '[*]';
    case 'any-key':
      return `${dot}*`;
    case 'key':
      return dot + quoteJson(item.name);
    case 'index':
      return `[${item.subscripts.map(({ from, to }) => format(from, false, false) + (to === null ? '' : ` to ${format(to, false, false)}`)).join(',')}]`;
    case 'any':
      return dot + levels(item.first, item.last);
    case 'method':
      return `.${item.method}()`;
    case 'datetime':
      return `.datetime(${item.template === null ? '' : quoteJson(item.template)})`;
    case 'filter':
      return `?(${format(item.condition, false, false)})`;
    case 'and':
      return binary(item, '&&', hasBrackets);
    case 'or':
      return binary(item, '||', hasBrackets);
    case 'compare':
    case 'arithmetic':
      return binary(item, item.op, hasBrackets);
    case 'starts-with':
      return binary(item, 'starts with', hasBrackets);
    case 'not':
      return `!(${format(item.arg, false, false)})`;
    case 'is-unknown':
      return `(${format(item.arg, false, false)}) is unknown`;
    case 'exists':
      return `exists (${format(item.arg, false, false)})`;
    case 'like-regex': {
      const text = `${operand(item.arg, item)} like_regex ${quoteJson(item.pattern)}${regexFlagText(item.flags)}`;
      return hasBrackets ? `(${text})` : text;
    }
    case 'unary': {
      const text = item.op + operand(item.arg, item);
      return hasBrackets ? `(${text})` : text;
    }
  }
}

function format(item: PathItem, isStep: boolean, hasBrackets: boolean): string {
  let text = own(item, isStep, hasBrackets);
  for (let next = item.next; next !== null; next = next.next) text += own(next, true, true);
  return text;
}

export function formatJsonPath(path: ParsedPath): string {
  return (path.isLax ? '' : 'strict ') + format(path.root, false, true);
}

// --- the type ---

function parse(text: string, context: TypeContext): JsonPath {
  rejectNul(text);
  return JsonPath.of(parseJsonPath(text, (pattern, flags) => context.checkPattern?.(pattern, flags)));
}

const BINARY_VERSION = 1;

export const jsonpathType: TypeOps = defineType({
  oid: oids.JSONPATH,
  name: 'jsonpath',
  arrayOid: oids.JSONPATH_ARRAY,
  length: -1,
  parse: (text, _typmod, context) => parse(text, context),
  format: value => (value as JsonPath).toString(),
  receive(bytes, _typmod, context) {
    if (bytes.length === 0) throw insufficientData();
    if (bytes[0] !== BINARY_VERSION) throw new PgError('internal_error', `unsupported jsonpath version number: ${bytes[0]}`);
    return parse(decodeUtf8(bytes, 1), context);
  },
  send(value) {
    const text = encodeUtf8((value as JsonPath).toString());
    const bytes = new Uint8Array(text.length + 1);
    bytes[0] = BINARY_VERSION;
    bytes.set(text, 1);
    return bytes;
  },
  comparable: false,
  compare: notComparable('jsonpath'),
  equals: noEquality('jsonpath'),
  hash: noEquality('jsonpath') as never,
  storageClass: () => 'encoded',
  encode: value => encodeUtf8((value as JsonPath).toString()),
  decode: (bytes, start, length) => JsonPath.fromText(decodeUtf8(bytes, start, start + length)),
  encodeKey: () => {
    throw new PgError('undefined_function', 'could not identify a comparison function for type jsonpath');
  },
});
