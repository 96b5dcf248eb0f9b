/** Texts to tsqueries by a configuration (PostgreSQL chapter 12.3.2): to_tsquery, plainto_tsquery, phraseto_tsquery, websearch_to_tsquery. */
import { readTsQuery, type PushOperand, type QuerySyntax, type TsQuery } from '../../types/index.js';
import type { CallContext } from '../function-impl.js';
import { DocumentReader } from './document.js';

/**
 * An operand as the lexemes of its words.
 * @param link how words of one operand are joined; the distance of a phrase counts the stop words between
 */
function pushLexemes(configuration: number, link: 'and' | 'phrase', context: CallContext): PushOperand {
  return (builder, text, weights, isPrefix) => {
    const reader = new DocumentReader(configuration, context);
    reader.read(text);
    const { lexemes } = reader;
    if (lexemes.length === 0) {
      builder.stopWord();
      return;
    }
    let place = 0;
    let isFirst = true;
    const join = (): void => {
      if (!isFirst) builder.operator(link, 1);
      isFirst = false;
    };
    for (const { lexeme, place: next } of lexemes) {
      for (; place > 0 && place + 1 < next; place++) {
        builder.stopWord();
        join();
      }
      place = next;
      builder.operand(lexeme, weights, isPrefix);
      join();
    }
  };
}

export function toTsQuery(configuration: number, text: string, syntax: QuerySyntax, link: 'and' | 'phrase', context: CallContext): TsQuery {
  return readTsQuery(text, syntax, pushLexemes(configuration, link, context), context);
}
