/** Functions that read texts by a configuration, the named one or default_text_search_config (PostgreSQL chapter 9.13). */
import { arrayOf, typeOids, type QuerySyntax, type TsQuery } from '../../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl } from '../function-impl.js';
import { currentConfiguration, lexize } from './dictionaries.js';
import { toTsVector } from './document.js';
import { toTsQuery } from './make-query.js';
import { matchesQuery } from './match.js';

function queryMaker(family: Record<string, ScalarImpl>, name: string, syntax: QuerySyntax, link: 'and' | 'phrase'): void {
  family[`${name}(regconfig,text)`] = (configuration: number, text: string, context: CallContext) => toTsQuery(configuration, text, syntax, link, context);
  family[`${name}(text)`] = (text: string, context: CallContext) => toTsQuery(currentConfiguration(context), text, syntax, link, context);
}

export function configuredFunctions(): ScalarFamily {
  const family: Record<string, ScalarImpl> = {
    'get_current_ts_config()': (context: CallContext) => currentConfiguration(context),
    'to_tsvector(regconfig,text)': (configuration: number, text: string, context: CallContext) => toTsVector(configuration, text, context),
    'to_tsvector(text)': (text: string, context: CallContext) => toTsVector(currentConfiguration(context), text, context),
    'ts_match_tt(text,text)': (text: string, query: string, context: CallContext) => {
      const configuration = currentConfiguration(context);
      return matchesQuery(toTsVector(configuration, text, context), toTsQuery(configuration, query, 'plain', 'and', context));
    },
    'ts_match_tq(text,tsquery)': (text: string, query: TsQuery, context: CallContext) =>
      matchesQuery(toTsVector(currentConfiguration(context), text, context), query),
    'ts_lexize(regdictionary,text)': (dictionary: number, text: string, context: CallContext) => {
      const found = lexize(dictionary, text, context);
      return found === null ? null : arrayOf(typeOids.TEXT, found);
    },
  };
  queryMaker(family, 'to_tsquery', 'standard', 'phrase');
  queryMaker(family, 'plainto_tsquery', 'plain', 'and');
  queryMaker(family, 'phraseto_tsquery', 'plain', 'phrase');
  queryMaker(family, 'websearch_to_tsquery', 'websearch', 'phrase');
  return family;
}
