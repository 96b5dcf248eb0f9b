/** Looking into a configuration (PostgreSQL chapter 12.8): ts_parse, ts_token_type, ts_debug. */
import type { Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { splitName } from '../../sql/index.js';
import { arrayOf, typeOids, type Datum, type RecordValue } from '../../types/index.js';
import type { CallContext, SetFamily } from '../function-impl.js';
import { currentConfiguration, DEFAULT_PARSER, dictionaryOf, lexize } from './dictionaries.js';
import { tokens } from './parser.js';
import { TOKEN_TYPES } from './token-types.js';

function record(fields: readonly (readonly [string, Oid, Datum])[]): RecordValue {
  return {
    kind: 'record',
    typeId: typeOids.RECORD,
    fieldTypes: fields.map(([, type]) => type),
    fieldNames: fields.map(([name]) => name),
    values: fields.map(([, , value]) => value),
  };
}

/** @throws 42704 */
function requireNamed(name: string): void {
  const parts = splitName(name);
  if (parts === null) throw new PgError('invalid_name', 'invalid name syntax');
  const isKnown = parts.at(-1) === 'default' && (parts.length === 1 || (parts.length === 2 && parts[0] === 'pg_catalog'));
  if (!isKnown) throw new PgError('undefined_object', `text search parser "${parts.join('.')}" does not exist`);
}

function requireParser(id: number): void {
  if (id !== DEFAULT_PARSER) throw new PgError('internal_error', `cache lookup failed for text search parser ${id}`);
}

function* parse(text: string): Iterable<Datum> {
  for (const token of tokens(text)) {
    yield record([
      ['tokid', typeOids.INT4, token.type],
      ['token', typeOids.TEXT, token.text],
    ]);
  }
}

function* tokenTypes(): Iterable<Datum> {
  for (const { id, alias, description } of TOKEN_TYPES) {
    yield record([
      ['tokid', typeOids.INT4, id],
      ['alias', typeOids.TEXT, alias],
      ['description', typeOids.TEXT, description],
    ]);
  }
}

function* debug(configuration: number, text: string, context: CallContext): Iterable<Datum> {
  // Nothing is read for a configuration that is not there.
  if (context.regName('regconfig', configuration as Oid) === undefined) return;
  for (const token of tokens(text)) {
    const type = TOKEN_TYPES[token.type - 1] as (typeof TOKEN_TYPES)[number];
    const dictionary = dictionaryOf(configuration, token.type);
    const lexemes = dictionary === 0 ? null : lexize(dictionary, token.text, context);
    yield record([
      ['alias', typeOids.TEXT, type.alias],
      ['description', typeOids.TEXT, type.description],
      ['token', typeOids.TEXT, token.text],
      ['dictionaries', typeOids.REGDICTIONARY_ARRAY, arrayOf(typeOids.REGDICTIONARY, dictionary === 0 ? [] : [dictionary])],
      ['dictionary', typeOids.REGDICTIONARY, dictionary === 0 ? null : dictionary],
      ['lexemes', typeOids.TEXT_ARRAY, lexemes === null ? null : arrayOf(typeOids.TEXT, lexemes)],
    ]);
  }
}

export const debugSets: SetFamily = {
  'ts_parse(oid,text)': (parser: number, text: string) => {
    requireParser(parser);
    return parse(text);
  },
  'ts_parse(text,text)': (parser: string, text: string) => {
    requireNamed(parser);
    return parse(text);
  },
  'ts_token_type(oid)': (parser: number) => {
    requireParser(parser);
    return tokenTypes();
  },
  'ts_token_type(text)': (parser: string) => {
    requireNamed(parser);
    return tokenTypes();
  },
  'ts_debug(regconfig,text)': debug,
  'ts_debug(text)': (text: string, context: CallContext) => debug(currentConfiguration(context), text, context),
};
