/** Texts within JSON documents (PostgreSQL chapter 9.13): to_tsvector of json and jsonb, json_to_tsvector and jsonb_to_tsvector with a choice of what counts. */
import { PgError } from '../../errors/index.js';
import type { Jsonb } from '../../types/index.js';
import { formatNumeric, JsonArray, JsonLexer, JsonObject, Numeric, walkJson, type JsonNode, type TsVector } from '../../types/index.js';
import type { CallContext, ScalarFamily } from '../function-impl.js';
import { currentConfiguration } from './dictionaries.js';
import { DocumentReader } from './document.js';

const STRINGS = 1;
const NUMBERS = 2;
const BOOLEANS = 4;
const KEYS = 8;
const CHOICES: Readonly<Record<string, number>> = { all: 15, key: KEYS, string: STRINGS, numeric: NUMBERS, boolean: BOOLEANS };
const HINT = 'Possible values are: "string", "numeric", "boolean", "key", and "all".';

/** What the second argument of json_to_tsvector asks for. @throws 22023 */
function choiceOf({ root }: Jsonb): number {
  if (root instanceof JsonObject) throw new PgError('invalid_parameter_value', 'wrong flag type, only arrays and scalars are allowed');
  let choice = 0;
  for (const item of root instanceof JsonArray ? root.items : [root]) {
    if (typeof item !== 'string') throw new PgError('invalid_parameter_value', 'flag array element is not a string', { hint: HINT });
    const name = item.toLowerCase();
    if (!Object.hasOwn(CHOICES, name)) throw new PgError('invalid_parameter_value', `wrong flag in flag array: "${item}"`, { hint: HINT });
    choice |= CHOICES[name] as number;
  }
  return choice;
}

/** Calls `take` with the chosen texts of a document in order. */
function visitNode(node: JsonNode, choice: number, take: (text: string) => void): void {
  if (typeof node === 'string') {
    if ((choice & STRINGS) !== 0) take(node);
  } else if (typeof node === 'boolean') {
    if ((choice & BOOLEANS) !== 0) take(String(node));
  } else if (node instanceof Numeric) {
    if ((choice & NUMBERS) !== 0) take(formatNumeric(node));
  } else if (node instanceof JsonArray) {
    for (const item of node.items) visitNode(item, choice, take);
  } else if (node instanceof JsonObject) {
    const { keys, values } = node;
    keys.forEach((key, i) => {
      if ((choice & KEYS) !== 0) take(key);
      visitNode(values[i] as JsonNode, choice, take);
    });
  }
}

function visitText(json: string, choice: number, take: (text: string) => void): void {
  const nothing = (): void => undefined;
  walkJson(new JsonLexer(json, true), {
    scalar(lexer) {
      const { token } = lexer;
      if (token === 'string') {
        if ((choice & STRINGS) !== 0) take(lexer.value);
      } else if (token === 'number') {
        if ((choice & NUMBERS) !== 0) take(json.slice(lexer.start, lexer.end));
      } else if (token !== 'null' && (choice & BOOLEANS) !== 0) {
        take(token);
      }
    },
    key(lexer) {
      if ((choice & KEYS) !== 0) take(lexer.value);
    },
    beginArray: nothing,
    endArray: nothing,
    beginObject: nothing,
    endObject: nothing,
  });
}

function documentVector(configuration: number, document: string | Jsonb, choice: number, context: CallContext): TsVector {
  const reader = new DocumentReader(configuration, context);
  const take = (text: string): void => {
    const before = reader.lexemes.length;
    reader.read(text);
    // A gap, so that no phrase reaches from one text into the next.
    if (reader.lexemes.length > before) reader.place++;
  };
  if (typeof document === 'string') visitText(document, choice, take);
  else visitNode(document.root, choice, take);
  return reader.vector();
}

function family(type: 'json' | 'jsonb'): ScalarFamily {
  return {
    [`to_tsvector(regconfig,${type})`]: (configuration: number, document: string | Jsonb, context: CallContext) =>
      documentVector(configuration, document, STRINGS, context),
    [`to_tsvector(${type})`]: (document: string | Jsonb, context: CallContext) => documentVector(currentConfiguration(context), document, STRINGS, context),
    [`${type}_to_tsvector(regconfig,${type},jsonb)`]: (configuration: number, document: string | Jsonb, choice: Jsonb, context: CallContext) =>
      documentVector(configuration, document, choiceOf(choice), context),
    [`${type}_to_tsvector(${type},jsonb)`]: (document: string | Jsonb, choice: Jsonb, context: CallContext) =>
      documentVector(currentConfiguration(context), document, choiceOf(choice), context),
  };
}

export const jsonDocumentFunctions: ScalarFamily = { ...family('json'), ...family('jsonb') };
