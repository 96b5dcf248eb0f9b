/** Documents to tsvectors (PostgreSQL chapter 12.3.1): tokens to lexemes with their places; texts within JSON documents. */
import { PgError } from '../../errors/index.js';
import { checkVectorBytes, compareText, LAST_POSITION, LEXEME_BYTES, toPosition, TsVector, utf8Bytes, vectorDataBytes } from '../../types/index.js';
import type { CallContext } from '../function-impl.js';
import { dictionaryOf, lexize } from './dictionaries.js';
import { TextParser } from './parser.js';

export interface PlacedLexeme {
  readonly lexeme: string;
  /** Number of the word in the document, counting from 1, stop words included. */
  readonly place: number;
}

/** Kept places of a lexeme in a document: one fewer than a tsvector may hold. */
const PLACES_PER_LEXEME = 255;

/** Collects lexemes of texts, one after the other. */
export class DocumentReader {
  readonly lexemes: PlacedLexeme[] = [];
  place = 0;

  constructor(
    private readonly configuration: number,
    private readonly context: CallContext,
  ) {}

  read(text: string): void {
    const parser = TextParser.of(text);
    for (let token = parser.next(); token !== null; token = parser.next()) {
      const word = token.text;
      if (word.length >= LEXEME_BYTES / 3 && utf8Bytes(word) >= LEXEME_BYTES) {
        this.context.notice?.(
          new PgError('program_limit_exceeded', 'word is too long to be indexed', { detail: `Words longer than ${LEXEME_BYTES} characters are ignored.` }),
        );
        continue;
      }
      const dictionary = dictionaryOf(this.configuration, token.type);
      if (dictionary === 0) continue;
      const found = lexize(dictionary, word, this.context);
      if (found === null) continue;
      this.place++;
      const place = Math.min(this.place, LAST_POSITION);
      for (const lexeme of found) this.lexemes.push({ lexeme, place });
    }
  }

  /** @throws 54000 */
  vector(): TsVector {
    const places = new Map<string, number[]>();
    for (const { lexeme, place } of this.lexemes) {
      const list = places.get(lexeme);
      if (list === undefined) places.set(lexeme, [toPosition(place, 0)]);
      else if (list.length < PLACES_PER_LEXEME && list.at(-1) !== place && list.at(-1) !== LAST_POSITION) list.push(place);
    }
    const lexemes = [...places.keys()].sort(compareText);
    const vector = new TsVector(
      lexemes,
      lexemes.map(lexeme => places.get(lexeme) as number[]),
    );
    checkVectorBytes(vectorDataBytes(vector));
    return vector;
  }
}

export function toTsVector(configuration: number, text: string, context: CallContext): TsVector {
  const reader = new DocumentReader(configuration, context);
  reader.read(text);
  return reader.vector();
}
