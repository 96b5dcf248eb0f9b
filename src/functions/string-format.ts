/** format(), quoting, and identifiers out of text (PostgreSQL 9.4 and 9.4.1). */
import { PgError } from '../errors/index.js';
import { quoteIdentifier, quoteLiteral } from '../sql/index.js';
import { characterCount, inPortions, typeOids, type ArrayValue, type Datum } from '../types/index.js';
import { lowerAscii } from './characters.js';
import type { CallContext, ScalarFamily } from './function-impl.js';
import { castToText, outputText, variadicArguments } from './string.js';

const PERCENT_HINT = { hint: 'For a single "%" use "%%".' };

function formatError(message: string, hint = false): PgError {
  return new PgError('invalid_parameter_value', message, hint ? PERCENT_HINT : undefined);
}

const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;

/** Number at `at`, or -1 for none. */
function readNumber(text: string, at: number): { value: number; next: number } {
  let next = at;
  let value = 0;
  while (next < text.length && isDigit(text, next)) {
    value = value * 10 + (text.charCodeAt(next) - 48);
    if (value > 2147483647) throw new PgError('numeric_value_out_of_range', 'number is out of range');
    next++;
  }
  return { value: next === at ? -1 : value, next };
}

function formatText(...all: unknown[]): string | null {
  const template = all[0] as string | null;
  if (template === null) return null;
  const list = variadicArguments(all, 1) ?? { values: [], types: [], context: all[all.length - 1] as CallContext };
  const { values, types, context } = list;
  let out = '';
  let nextArgument = 0;
  const argument = (index: number): { value: Datum; type: number } => {
    if (index >= values.length) throw formatError('too few arguments for format()');
    return { value: values[index] as Datum, type: types[index] as number };
  };
  let i = 0;
  while (i < template.length) {
    const percent = template.indexOf('%', i);
    if (percent < 0) return out + template.slice(i);
    out += template.slice(i, percent);
    i = percent + 1;
    if (i >= template.length) throw formatError('unterminated format() type specifier', true);
    if (template[i] === '%') {
      out += '%';
      i++;
      continue;
    }
    // %[position$][flags][width]type
    let position = -1;
    let width = 0;
    let isLeft = false;
    const first = readNumber(template, i);
    if (first.value >= 0 && template[first.next] === '$') {
      position = first.value;
      i = first.next + 1;
      if (position === 0) throw formatError('format specifies argument 0, but arguments are numbered from 1');
    } else if (first.value >= 0) {
      width = first.value;
      i = first.next;
    }
    if (first.value < 0 || position > 0) {
      while (template[i] === '-') {
        isLeft = true;
        i++;
      }
      if (template[i] === '*') {
        i++;
        let widthPosition = -1;
        const star = readNumber(template, i);
        if (star.value >= 0) {
          if (template[star.next] !== '$') throw formatError('width argument position must be ended by "$"');
          widthPosition = star.value;
          if (widthPosition === 0) throw formatError('format specifies argument 0, but arguments are numbered from 1');
          i = star.next + 1;
        }
        const index = widthPosition > 0 ? widthPosition - 1 : nextArgument;
        const given = argument(index);
        nextArgument = index + 1;
        width = widthArgument(given.value, given.type, context);
        if (width < 0) {
          isLeft = true;
          width = -width;
        }
      } else {
        const number = readNumber(template, i);
        if (number.value >= 0) {
          width = number.value;
          i = number.next;
        }
      }
    }
    if (i >= template.length) throw formatError('unterminated format() type specifier', true);
    const kind = String.fromCodePoint(template.codePointAt(i) as number);
    if (kind !== 's' && kind !== 'I' && kind !== 'L') throw formatError(`unrecognized format() type specifier "${kind}"`, true);
    i++;
    const index = position > 0 ? position - 1 : nextArgument;
    const { value, type } = argument(index);
    nextArgument = index + 1;
    out += padTo(converted(kind, value, type, context), width, isLeft);
  }
  return out;
}

function widthArgument(value: Datum, type: number, context: CallContext): number {
  if (value === null) return 0;
  const width = type === typeOids.INT4 || type === typeOids.INT2 ? (value as number) : Number(outputText(value, type, context));
  if (!Number.isInteger(width))
    throw new PgError('invalid_text_representation', `invalid input syntax for type integer: "${outputText(value, type, context)}"`);
  if (width <= -2147483648) throw new PgError('numeric_value_out_of_range', 'number is out of range');
  return width;
}

function converted(kind: 's' | 'I' | 'L', value: Datum, type: number, context: CallContext): string {
  if (value === null) {
    if (kind === 's') return '';
    if (kind === 'L') return 'NULL';
    throw new PgError('null_value_not_allowed', 'null values cannot be formatted as an SQL identifier');
  }
  const text = outputText(value, type, context);
  return kind === 's' ? text : kind === 'I' ? quoteIdentifier(text) : quoteLiteral(text);
}

function padTo(text: string, width: number, isLeft: boolean): string {
  const missing = width - characterCount(text);
  if (missing <= 0) return text;
  return isLeft ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function invalidIdentifier(text: string, detail?: string): PgError {
  return new PgError('invalid_parameter_value', `string is not a valid identifier: "${text}"`, detail === undefined ? undefined : { detail });
}

const IDENTIFIER_START = /[A-Za-z_\u0080-\uffff]/;
const IDENTIFIER_REST = /[A-Za-z0-9_$\u0080-\uffff]/;
const SPACE = /[ \t\n\r\f\v]/;

/** A qualified name taken apart; plain parts are folded and, like quoted ones, not cut. */
function parseIdentifier(text: string, isStrict: boolean): ArrayValue {
  const parts: string[] = [];
  let i = 0;
  const skipSpace = (): void => {
    while (i < text.length && SPACE.test(text[i] as string)) i++;
  };
  skipSpace();
  let afterDot = false;
  for (;;) {
    let isMissing = true;
    if (text[i] === '"') {
      let part = '';
      i++;
      for (;;) {
        const end = text.indexOf('"', i);
        if (end < 0) throw invalidIdentifier(text, 'String has unclosed double quotes.');
        part += text.slice(i, end);
        i = end + 1;
        if (text[i] !== '"') break;
        part += '"';
        i++;
      }
      if (part === '') throw invalidIdentifier(text, 'Quoted identifier must not be empty.');
      parts.push(part);
      isMissing = false;
    } else if (i < text.length && IDENTIFIER_START.test(text[i] as string)) {
      const start = i++;
      while (i < text.length && IDENTIFIER_REST.test(text[i] as string)) i++;
      parts.push(lowerAscii(text.slice(start, i)));
      isMissing = false;
    }
    if (isMissing) {
      if (text[i] === '.') throw invalidIdentifier(text, 'No valid identifier before ".".');
      if (afterDot) throw invalidIdentifier(text, 'No valid identifier after ".".');
      throw invalidIdentifier(text);
    }
    skipSpace();
    if (text[i] === '.') {
      afterDot = true;
      i++;
      skipSpace();
    } else if (i >= text.length) break;
    else {
      if (isStrict) throw invalidIdentifier(text);
      break;
    }
  }
  return { kind: 'array', elementType: typeOids.TEXT, dims: [parts.length], lowerBounds: [1], values: parts };
}

/** A portion's quotes are doubled for themselves; whether there are backslashes is a matter of the whole. */
function quotedInPortions(text: string, { work }: CallContext): string {
  const quoted = inPortions(text, work, piece => piece.replaceAll("'", "''"));
  return text.includes('\\') ? `E'${inPortions(quoted, work, piece => piece.replaceAll('\\', '\\\\'))}'` : `'${quoted}'`;
}

export const stringFormatFunctions: ScalarFamily = {
  'format(text)': formatText,
  'format(text,any)': formatText,
  'quote_ident(text)': (text: string) => quoteIdentifier(text),
  'quote_literal(text)': quotedInPortions,
  'quote_literal(anyelement)': (value: Datum, context: CallContext) => quoteLiteral(castToText(value, context.argumentTypes[0] as number, context)),
  'quote_nullable(text)': (text: string | null, context: CallContext) => (text === null ? 'NULL' : quotedInPortions(text, context)),
  'quote_nullable(anyelement)': (value: Datum, context: CallContext) =>
    value === null ? 'NULL' : quoteLiteral(castToText(value, context.argumentTypes[0] as number, context)),
  'parse_ident(text,bool)': parseIdentifier,
};
