/**
 * Functions whose result depends on a collation: for each, how it goes under a collation of ICU, and what it says when its arguments leave no
 * collation to use. Under byte order (C, POSIX, ucs_basic, the default) the plain implementations of the other files apply.
 */
import {
  arrayType,
  collatedType,
  indeterminateCollation,
  lowerByLocale,
  titleByLocale,
  trimBlanks,
  upperByLocale,
  type ArrayValue,
  type Collator,
  type Datum,
  type TypeOps,
} from '../types/index.js';
import type { AggregateImpl, CallContext, ScalarImpl } from './function-impl.js';
import { likeMatcher } from './like.js';

interface Collated {
  /** What the message about a missing collation calls it. */
  readonly purpose: string;
  /** undefined: the same under every collation. */
  readonly under?: (collator: Collator) => ScalarImpl;
}

type Compare = (collator: Collator) => (a: string, b: string) => number;

const asText: Compare = collator => collator.compare;
const asBlankPadded: Compare = collator => (a, b) => collator.compare(trimBlanks(a), trimBlanks(b));
const COMPARISON = 'string comparison';

let table: Map<string, Collated> | undefined;

function collatedFunctions(): ReadonlyMap<string, Collated> {
  if (table !== undefined) return table;
  const made = new Map<string, Collated>();
  table = made;
  const comparisons = (names: readonly string[], args: string, compare: Compare): void => {
    const test = (holds: (order: number) => boolean): Collated => ({
      purpose: COMPARISON,
      under(collator) {
        const order = compare(collator);
        return (a: string, b: string) => holds(order(a, b));
      },
    });
    const tests = [
      test(o => o < 0),
      test(o => o <= 0),
      test(o => o > 0),
      test(o => o >= 0),
      { purpose: COMPARISON, under: (collator: Collator) => (a: string, b: string) => Math.sign(compare(collator)(a, b)) },
    ];
    names.slice(0, 5).forEach((name, i) => made.set(`${name}(${args})`, tests[i]!));
    for (const name of names.slice(5)) made.set(`${name}(${args})`, { purpose: COMPARISON });
  };
  const family = (prefix: string, args: string, cmp: string, compare: Compare, infix = ''): void =>
    comparisons([...['lt', 'le', 'gt', 'ge'].map(op => prefix + op + infix), cmp, `${prefix}eq${infix}`, `${prefix}ne${infix}`], args, compare);
  family('text_', 'text,text', 'bttextcmp', asText);
  comparisons(['', '', '', '', '', 'texteq', 'textne'], 'text,text', asText);
  family('bpchar', 'bpchar,bpchar', 'bpcharcmp', asBlankPadded);
  family('name', 'name,name', 'btnamecmp', asText);
  family('name', 'name,text', 'btnametextcmp', asText, 'text');
  family('text', 'text,name', 'bttextnamecmp', asText, 'name');

  const choice = (name: string, type: string, compare: Compare, isFirst: (order: number) => boolean): void => {
    made.set(`${name}(${type},${type})`, { purpose: COMPARISON, under: collator => (a: string, b: string) => (isFirst(compare(collator)(a, b)) ? a : b) });
  };
  choice('text_larger', 'text', asText, o => o > 0);
  choice('text_smaller', 'text', asText, o => o < 0);
  choice('bpchar_larger', 'bpchar', asBlankPadded, o => o >= 0);
  choice('bpchar_smaller', 'bpchar', asBlankPadded, o => o <= 0);

  const arrays = (name: string, result: (order: number, a: Datum, b: Datum) => Datum): void => {
    made.set(`${name}(anyarray,anyarray)`, {
      purpose: COMPARISON,
      under: collator => (a: ArrayValue, b: ArrayValue, context: CallContext) => result(compareArrays(a, b, collator, context), a, b),
    });
  };
  arrays('array_lt', o => o < 0);
  arrays('array_le', o => o <= 0);
  arrays('array_gt', o => o > 0);
  arrays('array_ge', o => o >= 0);
  arrays('btarraycmp', o => o);
  arrays('array_larger', (o, a, b) => (o > 0 ? a : b));
  arrays('array_smaller', (o, a, b) => (o < 0 ? a : b));

  made.set('upper(text)', { purpose: 'upper() function', under: collator => (text: string) => upperByLocale(text, collator) });
  made.set('lower(text)', { purpose: 'lower() function', under: collator => (text: string) => lowerByLocale(text, collator) });
  made.set('initcap(text)', { purpose: 'initcap() function', under: collator => (text: string) => titleByLocale(text, collator) });

  for (const [type, prefix] of [
    ['text', 'text'],
    ['bpchar', 'bpchar'],
    ['name', 'name'],
  ]) {
    for (const isNot of [false, true]) {
      made.set(`${prefix}ic${isNot ? 'n' : ''}like(${type},text)`, {
        purpose: 'ILIKE',
        under: collator => (text: string, pattern: string) => likeMatcher(lowerByLocale(pattern, collator))(lowerByLocale(text, collator)) !== isNot,
      });
      for (const ic of ['', 'ic']) made.set(`${prefix}${ic}regex${isNot ? 'ne' : 'eq'}(${type},text)`, { purpose: 'regular expression' });
    }
  }
  for (const signature of ['position(text,text)', 'strpos(text,text)', 'replace(text,text,text)', 'split_part(text,text,int4)', 'starts_with(text,text)']) {
    made.set(signature, { purpose: COMPARISON });
  }
  return made;
}

function compareArrays(a: ArrayValue, b: ArrayValue, collator: Collator, context: CallContext): number {
  const element = context.typeById(a.elementType) as TypeOps;
  const collated = collatedType(element, collator);
  return (collated === undefined ? (context.typeById(context.argumentTypes[0] as never) as TypeOps) : arrayType(collated)).compare(a, b);
}

/** The function under a collation of ICU; undefined when it is the same under every collation. */
export function collatedScalar(signature: string, collator: Collator): ScalarImpl | undefined {
  return collatedFunctions().get(signature)?.under?.(collator);
}

/** A function whose arguments' collations conflict: it fails when it is called. undefined when it needs no collation. */
export function uncollatedScalar(signature: string): ScalarImpl | undefined {
  const found = collatedFunctions().get(signature);
  if (found === undefined) return undefined;
  return () => {
    throw indeterminateCollation(found.purpose);
  };
}

/** min and max of texts and arrays. */
function extreme(compare: (a: Datum, b: Datum, context: CallContext) => number, isMax: boolean): AggregateImpl {
  const impl: AggregateImpl<{ value: Datum }> = {
    skipNulls: true,
    init: () => ({ value: null }),
    transition(state, value: Datum, context: CallContext) {
      if (state.value !== null) {
        const order = compare(value, state.value, context);
        if (isMax ? order < 0 : order > 0) return state;
      }
      state.value = value;
      return state;
    },
    final: state => state.value,
  };
  return impl as AggregateImpl;
}

const EXTREMES = /^(min|max)\((text|bpchar|anyarray)\)$/;

/** min or max under a collator, or (null) failing at the second value; undefined for other aggregates. */
export function collatedAggregate(signature: string, collator: Collator | null): AggregateImpl | undefined {
  const m = EXTREMES.exec(signature);
  if (m === null) return undefined;
  const isMax = m[1] === 'max';
  if (collator === null) {
    return extreme(() => {
      throw indeterminateCollation(COMPARISON);
    }, isMax);
  }
  if (m[2] === 'anyarray') return extreme((a, b, context) => compareArrays(a as ArrayValue, b as ArrayValue, collator, context), isMax);
  const compare = (m[2] === 'text' ? asText : asBlankPadded)(collator);
  return extreme((a, b) => compare(a as string, b as string), isMax);
}

// --- C, POSIX and ucs_basic: letters are those of ASCII ---

const upperAscii = (text: string): string => text.replace(/[a-z]+/g, letters => letters.toUpperCase());
const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
const titleAscii = (text: string): string => lowerAscii(text).replace(/(?<![a-z\d])[a-z]/g, letter => letter.toUpperCase());

/** The function where letters are those of ASCII; undefined when it is no different there. */
export function asciiScalar(signature: string): ScalarImpl | undefined {
  switch (signature) {
    case 'upper(text)':
      return upperAscii;
    case 'lower(text)':
      return lowerAscii;
    case 'initcap(text)':
      return titleAscii;
    default: {
      const m = /^(?:text|bpchar|name)ic(n?)like\(/.exec(signature);
      if (m === null) return undefined;
      return (text: string, pattern: string) => likeMatcher(lowerAscii(pattern))(lowerAscii(text)) === (m[1] === '');
    }
  }
}
