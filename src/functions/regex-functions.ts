/** ~, SIMILAR TO and the regexp_ functions (PostgreSQL 9.7.2 and 9.7.3). Positions count characters. */
import { PgError } from '../errors/index.js';
import { arrayTooLarge, characterCount, characterOffset, typeOids, type ArrayValue, type Datum } from '../types/index.js';
import { LIST_MAX } from './characters.js';
import type { CallContext, ScalarFamily, SetFamily } from './function-impl.js';
import { compileRegex, splitFlags, type Regex, type RegexMatch } from './regex.js';

function textArray(values: readonly (string | null)[]): ArrayValue {
  return { kind: 'array', elementType: typeOids.TEXT, dims: values.length ? [values.length] : [], lowerBounds: values.length ? [1] : [], values };
}

function listed(pieces: Iterable<string>, context: CallContext): string[] {
  const list: string[] = [];
  for (const piece of pieces) {
    if (list.push(piece) % PIECES_BETWEEN_CHECKS !== 0) continue;
    if (list.length > LIST_MAX) throw arrayTooLarge();
    context.work?.check();
  }
  return list;
}

/** About 10 ms. */
const PIECES_BETWEEN_CHECKS = 1 << 16;
const MATCHES_BETWEEN_CHECKS = 1 << 12;

/** The place after an empty match, so that the next search does not find it again. */
function afterEmpty(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** Matches one after another. */
function* matches(regex: Regex, text: string, from = 0): Generator<RegexMatch> {
  let at = from;
  while (at <= text.length) {
    const found = regex.exec(text, at);
    if (!found) return;
    yield found;
    at = found.end === found.start ? afterEmpty(text, found.end) : found.end;
  }
}

/** The groups of a match, or all of it when the pattern has none. */
function captures(text: string, regex: Regex, found: RegexMatch): (string | null)[] {
  if (regex.groups === 0) return [text.slice(found.start, found.end)];
  const values: (string | null)[] = [];
  for (let i = 0; i < regex.groups; i++) {
    const start = found.groups[i * 2] as number;
    values.push(start < 0 ? null : text.slice(start, found.groups[i * 2 + 1]));
  }
  return values;
}

function noGlobal(name: string, hint?: string): PgError {
  return new PgError('invalid_parameter_value', `${name} does not support the "global" option`, hint === undefined ? undefined : { hint });
}

function withoutGlobal(flags: string, name: string, hint?: string): string {
  const { options, isGlobal } = splitFlags(flags);
  if (isGlobal) throw noGlobal(name, hint);
  return options;
}

function invalidParameter(name: string, value: number): PgError {
  return new PgError('invalid_parameter_value', `invalid value for parameter "${name}": ${value}`);
}

function regexpMatch(text: string, pattern: string, flags = ''): ArrayValue | null {
  const options = withoutGlobal(flags, 'regexp_match()', 'Use the regexp_matches function instead.');
  const regex = compileRegex(pattern, options);
  const found = regex.exec(text, 0);
  return found ? textArray(captures(text, regex, found)) : null;
}

function* regexpMatches(text: string, pattern: string, flags = ''): Iterable<Datum> {
  const { options, isGlobal } = splitFlags(flags);
  const regex = compileRegex(pattern, options);
  for (const found of matches(regex, text)) {
    yield textArray(captures(text, regex, found));
    if (!isGlobal) return;
  }
}

/** Pieces between matches; empty matches at the ends or behind another match separate nothing. */
function* split(text: string, pattern: string, flags: string, name: string): Iterable<string> {
  const regex = compileRegex(pattern, withoutGlobal(flags, name));
  let start = 0;
  let previousEnd = 0;
  for (const found of matches(regex, text)) {
    if (found.start < text.length && found.end > previousEnd) {
      yield text.slice(start, found.start);
      start = found.end;
    }
    previousEnd = found.end;
  }
  yield text.slice(start);
}

/** The replacement text with \1 to \9 and \& filled in. */
function expand(replacement: string, text: string, found: RegexMatch): string {
  let out = '';
  let i = 0;
  while (i < replacement.length) {
    const backslash = replacement.indexOf('\\', i);
    if (backslash < 0) return out + replacement.slice(i);
    out += replacement.slice(i, backslash);
    const c = replacement[backslash + 1];
    if (c === '&') out += text.slice(found.start, found.end);
    else if (c !== undefined && c >= '1' && c <= '9') {
      const start = found.groups[(Number(c) - 1) * 2] ?? -1;
      if (start >= 0) out += text.slice(start, found.groups[(Number(c) - 1) * 2 + 1]);
    } else if (c === '\\') out += '\\';
    else {
      // No such escape: the backslash stands for itself.
      out += '\\';
      i = backslash + 1;
      continue;
    }
    i = backslash + 2;
  }
  return out;
}

/** Replaces the nth match, or all for 0, searching from a character position. */
function replaceMatches(text: string, regex: Regex, replacement: string, from: number, nth: number, context?: CallContext): string {
  const hasEscapes = replacement.includes('\\');
  let out = '';
  let copied = 0;
  let count = 0;
  for (const found of matches(regex, text, from)) {
    if (++count % MATCHES_BETWEEN_CHECKS === 0) context?.work?.check();
    if (nth > 0 && count !== nth) continue;
    out += text.slice(copied, found.start) + (hasEscapes ? expand(replacement, text, found) : replacement);
    copied = found.end;
    if (nth > 0) break;
  }
  return copied === 0 && out === '' ? text : out + text.slice(copied);
}

function regexpReplace(text: string, pattern: string, replacement: string, flags = '', context?: CallContext): string {
  const first = flags[0];
  if (first !== undefined && first >= '0' && first <= '9') {
    throw new PgError('invalid_parameter_value', `invalid regular expression option: "${first}"`, {
      hint: 'If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.',
    });
  }
  const { options, isGlobal } = splitFlags(flags);
  return replaceMatches(text, compileRegex(pattern, options), replacement, 0, isGlobal ? 0 : 1, context);
}

function regexpReplaceFrom(text: string, pattern: string, replacement: string, start: number, nth?: number, flags = ''): string {
  if (start <= 0) throw invalidParameter('start', start);
  if (nth !== undefined && nth < 0) throw invalidParameter('n', nth);
  const { options, isGlobal } = splitFlags(flags);
  const count = nth ?? (isGlobal ? 0 : 1);
  const regex = compileRegex(pattern, options);
  const from = startOffset(text, start);
  return from < 0 ? text : replaceMatches(text, regex, replacement, from, count);
}

/** UTF-16 offset of a character position from 1; -1 past the end (one past is still there). */
function startOffset(text: string, start: number): number {
  return start - 1 > characterCount(text) ? -1 : characterOffset(text, start - 1);
}

function regexpCount(text: string, pattern: string, start: number, flags: string, context?: CallContext): number {
  if (start <= 0) throw invalidParameter('start', start);
  const regex = compileRegex(pattern, withoutGlobal(flags, 'regexp_count()'));
  const from = startOffset(text, start);
  if (from < 0) return 0;
  let count = 0;
  for (const found of matches(regex, text, from)) if (found && ++count % MATCHES_BETWEEN_CHECKS === 0) context?.work?.check();
  return count;
}

/** The nth match from a position, or null. */
function nthMatch(regex: Regex, text: string, start: number, nth: number): RegexMatch | null {
  const from = startOffset(text, start);
  if (from < 0) return null;
  let count = 0;
  for (const found of matches(regex, text, from)) if (++count === nth) return found;
  return null;
}

/** Offsets of a match or one of its groups; null if the group took no part or is none. */
function spanOf(regex: Regex, found: RegexMatch, group: number): readonly [number, number] | null {
  // Of a pattern without groups the whole match is group 1.
  if (group === 0 || (group === 1 && regex.groups === 0)) return [found.start, found.end];
  if (group > regex.groups) return null;
  const start = found.groups[group * 2 - 2] as number;
  return start < 0 ? null : [start, found.groups[group * 2 - 1] as number];
}

function regexpInstr(text: string, pattern: string, start: number, nth: number, endOption: number, flags: string, group: number): number {
  if (start <= 0) throw invalidParameter('start', start);
  if (nth <= 0) throw invalidParameter('n', nth);
  if (endOption !== 0 && endOption !== 1) throw invalidParameter('endoption', endOption);
  if (group < 0) throw invalidParameter('subexpr', group);
  const regex = compileRegex(pattern, withoutGlobal(flags, 'regexp_instr()'));
  const found = nthMatch(regex, text, start, nth);
  const span = found && spanOf(regex, found, group);
  return span ? characterCount(text.slice(0, span[endOption])) + 1 : 0;
}

function regexpSubstr(text: string, pattern: string, start: number, nth: number, flags: string, group: number): string | null {
  if (start <= 0) throw invalidParameter('start', start);
  if (nth <= 0) throw invalidParameter('n', nth);
  if (group < 0) throw invalidParameter('subexpr', group);
  const regex = compileRegex(pattern, withoutGlobal(flags, 'regexp_substr()'));
  const found = nthMatch(regex, text, start, nth);
  const span = found && spanOf(regex, found, group);
  return span ? text.slice(span[0], span[1]) : null;
}

/** substring(text from pattern): the first group if there is one, else the match. */
function substringRegex(text: string, pattern: string): string | null {
  const regex = compileRegex(pattern);
  const found = regex.exec(text, 0);
  if (!found) return null;
  const span = spanOf(regex, found, regex.groups > 0 ? 1 : 0);
  return span ? text.slice(span[0], span[1]) : null;
}

/** A SIMILAR TO pattern as a regular expression. `escape` '' means none. */
export function similarToRegex(pattern: string, escape: string): string {
  if ([...escape].length > 1) {
    throw new PgError('invalid_escape_sequence', 'invalid escape string', { hint: 'Escape string must be empty or one character.' });
  }
  let out = '^(?:';
  let isEscaped = false;
  let isInBracket = false;
  let quotes = 0;
  for (const c of pattern) {
    if (isEscaped) {
      if (c === '"' && !isInBracket) {
        // escape-double-quote sets apart the part that substring() returns.
        if (quotes === 0) out += '){1,1}?(';
        else if (quotes === 1) out += '){1,1}(?:';
        else {
          throw new PgError('invalid_use_of_escape_character', 'SQL regular expression may not contain more than two escape-double-quote separators');
        }
        quotes++;
      } else out += `\\${c}`;
      isEscaped = false;
    } else if (c === escape) isEscaped = true;
    else if (isInBracket) {
      out += c === '\\' ? '\\\\' : c;
      if (c === ']') isInBracket = false;
    } else if (c === '[') {
      out += c;
      isInBracket = true;
    } else if (c === '%') out += '.*';
    else if (c === '_') out += '.';
    else if (c === '(') out += '(?:';
    else if (c === '\\' || c === '.' || c === '^' || c === '$') out += `\\${c}`;
    else out += c;
  }
  return `${out})$`;
}

const matchText = (text: string, pattern: string, context?: CallContext): boolean => compileRegex(pattern).test(text, context?.work);
const notMatchText = (text: string, pattern: string, context?: CallContext): boolean => !compileRegex(pattern).test(text, context?.work);
const matchIgnoringCase = (text: string, pattern: string, context?: CallContext): boolean => compileRegex(pattern, 'i').test(text, context?.work);
const notMatchIgnoringCase = (text: string, pattern: string, context?: CallContext): boolean => !compileRegex(pattern, 'i').test(text, context?.work);

export const regexFunctions: ScalarFamily = {
  'textregexeq(text,text)': matchText,
  'textregexne(text,text)': notMatchText,
  'bpcharregexeq(bpchar,text)': matchText,
  'bpcharregexne(bpchar,text)': notMatchText,
  'nameregexeq(name,text)': matchText,
  'nameregexne(name,text)': notMatchText,
  'texticregexeq(text,text)': matchIgnoringCase,
  'texticregexne(text,text)': notMatchIgnoringCase,
  'bpcharicregexeq(bpchar,text)': matchIgnoringCase,
  'bpcharicregexne(bpchar,text)': notMatchIgnoringCase,
  'nameicregexeq(name,text)': matchIgnoringCase,
  'nameicregexne(name,text)': notMatchIgnoringCase,

  'regexp_match(text,text)': (text: string, pattern: string) => regexpMatch(text, pattern),
  'regexp_match(text,text,text)': (text: string, pattern: string, flags: string) => regexpMatch(text, pattern, flags),
  'regexp_replace(text,text,text)': (text: string, pattern: string, by: string) => regexpReplace(text, pattern, by),
  'regexp_replace(text,text,text,text)': (text: string, pattern: string, by: string, flags: string, context: CallContext) =>
    regexpReplace(text, pattern, by, flags, context),
  'regexp_replace(text,text,text,int4)': (text: string, pattern: string, by: string, start: number) => regexpReplaceFrom(text, pattern, by, start),
  'regexp_replace(text,text,text,int4,int4)': (text: string, pattern: string, by: string, start: number, nth: number) =>
    regexpReplaceFrom(text, pattern, by, start, nth),
  'regexp_replace(text,text,text,int4,int4,text)': (text: string, pattern: string, by: string, start: number, nth: number, flags: string) =>
    regexpReplaceFrom(text, pattern, by, start, nth, flags),
  'regexp_split_to_array(text,text)': (text: string, pattern: string, context: CallContext) =>
    textArray(listed(split(text, pattern, '', 'regexp_split_to_array()'), context)),
  'regexp_split_to_array(text,text,text)': (text: string, pattern: string, flags: string, context: CallContext) =>
    textArray(listed(split(text, pattern, flags, 'regexp_split_to_array()'), context)),
  'regexp_like(text,text)': matchText,
  'regexp_like(text,text,text)': (text: string, pattern: string, flags: string) => compileRegex(pattern, withoutGlobal(flags, 'regexp_like()')).test(text),
  'regexp_count(text,text)': (text: string, pattern: string, context: CallContext) => regexpCount(text, pattern, 1, '', context),
  'regexp_count(text,text,int4)': (text: string, pattern: string, start: number, context: CallContext) => regexpCount(text, pattern, start, '', context),
  'regexp_count(text,text,int4,text)': regexpCount,
  'regexp_instr(text,text)': (text: string, pattern: string) => regexpInstr(text, pattern, 1, 1, 0, '', 0),
  'regexp_instr(text,text,int4)': (text: string, pattern: string, start: number) => regexpInstr(text, pattern, start, 1, 0, '', 0),
  'regexp_instr(text,text,int4,int4)': (text: string, pattern: string, start: number, nth: number) => regexpInstr(text, pattern, start, nth, 0, '', 0),
  'regexp_instr(text,text,int4,int4,int4)': (text: string, pattern: string, start: number, nth: number, end: number) =>
    regexpInstr(text, pattern, start, nth, end, '', 0),
  'regexp_instr(text,text,int4,int4,int4,text)': (text: string, pattern: string, start: number, nth: number, end: number, flags: string) =>
    regexpInstr(text, pattern, start, nth, end, flags, 0),
  'regexp_instr(text,text,int4,int4,int4,text,int4)': regexpInstr,
  'regexp_substr(text,text)': (text: string, pattern: string) => regexpSubstr(text, pattern, 1, 1, '', 0),
  'regexp_substr(text,text,int4)': (text: string, pattern: string, start: number) => regexpSubstr(text, pattern, start, 1, '', 0),
  'regexp_substr(text,text,int4,int4)': (text: string, pattern: string, start: number, nth: number) => regexpSubstr(text, pattern, start, nth, '', 0),
  'regexp_substr(text,text,int4,int4,text)': (text: string, pattern: string, start: number, nth: number, flags: string) =>
    regexpSubstr(text, pattern, start, nth, flags, 0),
  'regexp_substr(text,text,int4,int4,text,int4)': regexpSubstr,
  'substring(text,text)': substringRegex,
  'substring(text,text,text)': (text: string, pattern: string, escape: string) => substringRegex(text, similarToRegex(pattern, escape)),
  'similar_to_escape(text)': (pattern: string) => similarToRegex(pattern, '\\'),
  'similar_to_escape(text,text)': similarToRegex,
  'similar_escape(text,text)': (pattern: string | null, escape: string | null) => (pattern === null ? null : similarToRegex(pattern, escape ?? '\\')),
};

export const regexSets: SetFamily = {
  'regexp_matches(text,text)': (text: string, pattern: string) => regexpMatches(text, pattern),
  'regexp_matches(text,text,text)': (text: string, pattern: string, flags: string) => regexpMatches(text, pattern, flags),
  'regexp_split_to_table(text,text)': (text: string, pattern: string) => split(text, pattern, '', 'regexp_split_to_table()'),
  'regexp_split_to_table(text,text,text)': (text: string, pattern: string, flags: string) => split(text, pattern, flags, 'regexp_split_to_table()'),
};
