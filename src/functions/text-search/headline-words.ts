/** A document's tokens as headlines see them: with the operands of the query that their lexemes are. */
import { LAST_POSITION, LEXEME_BYTES, utf8Bytes, type TsNode, type TsOperand, type TsQuery } from '../../types/index.js';
import { PgError } from '../../errors/index.js';
import type { CallContext } from '../function-impl.js';
import { dictionaryOf, lexize } from './dictionaries.js';
import { tokens } from './parser.js';

export interface HeadlineWord {
  readonly text: string;
  readonly type: number;
  /** Place among the document's words. */
  place: number;
  operand: TsOperand | null;
  /** The same token again, for another operand that it matches. */
  readonly isRepeated: boolean;
  isIn: boolean;
  isSelected: boolean;
  /** A space stands for it. */
  isBlanked: boolean;
  isSkipped: boolean;
}

/** In PostgreSQL's order: the right operand of an operator first. */
function operandsOf(node: TsNode | null, into: TsOperand[]): TsOperand[] {
  if (node === null) return into;
  if (node.kind === 'operand') into.push(node);
  else if (node.kind === 'not') operandsOf(node.arg, into);
  else operandsOf(node.left, operandsOf(node.right, into));
  return into;
}

export function headlineWords(configuration: number, text: string, query: TsQuery, context: CallContext): HeadlineWord[] {
  const operands = operandsOf(query.root, []);
  const words: HeadlineWord[] = [];
  let place = 0;
  for (const token of tokens(text)) {
    if (token.text.length >= LEXEME_BYTES / 3 && utf8Bytes(token.text) >= LEXEME_BYTES) {
      context.notice?.(
        new PgError('program_limit_exceeded', 'word is too long to be indexed', { detail: `Words longer than ${LEXEME_BYTES} characters are ignored.` }),
      );
      continue;
    }
    const word = (operand: TsOperand | null, isRepeated: boolean): HeadlineWord => ({
      text: token.text,
      type: token.type,
      place: Math.min(place, LAST_POSITION),
      operand,
      isRepeated,
      isIn: false,
      isSelected: false,
      isBlanked: false,
      isSkipped: false,
    });
    const dictionary = dictionaryOf(configuration, token.type);
    const lexemes = dictionary === 0 ? null : lexize(dictionary, token.text, context);
    if (lexemes !== null) place++;
    const first = word(null, false);
    words.push(first);
    for (const lexeme of lexemes ?? []) {
      for (const operand of operands) {
        if (operand.isPrefix ? !lexeme.startsWith(operand.lexeme) : lexeme !== operand.lexeme) continue;
        if (first.operand === null) first.operand = operand;
        else words.push(word(operand, true));
      }
    }
  }
  return words;
}
