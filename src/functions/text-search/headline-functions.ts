/** ts_headline of texts and of the strings within JSON documents (PostgreSQL chapter 9.13). */
import { Jsonb, JsonArray, JsonLexer, JsonObject, quoteJson, walkJson, type JsonNode, type TsQuery } from '../../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl } from '../function-impl.js';
import { currentConfiguration } from './dictionaries.js';
import { headlineText } from './headline.js';
import { headlineOptions } from './headline-options.js';
import { headlineWords } from './headline-words.js';

type Transform = (text: string) => string;

function transformNode(node: JsonNode, transform: Transform): JsonNode {
  if (typeof node === 'string') return transform(node);
  if (node instanceof JsonArray) return JsonArray.of(node.items.map(item => transformNode(item, transform)));
  if (node instanceof JsonObject) {
    return JsonObject.of(
      node.keys,
      node.values.map(value => transformNode(value, transform)),
    );
  }
  return node;
}

/** json comes back without the white space between its tokens. */
function transformJson(json: string, transform: Transform): string {
  let out = '';
  /** A value or name follows another one in the same container. */
  const isLater: boolean[] = [];
  const separate = (): void => {
    if (isLater.at(-1) === true) out += ',';
    if (isLater.length > 0) isLater[isLater.length - 1] = true;
  };
  let isMember = false;
  const begin = (bracket: string): void => {
    if (!isMember) separate();
    isMember = false;
    out += bracket;
    isLater.push(false);
  };
  const end = (bracket: string): void => {
    isLater.pop();
    out += bracket;
  };
  walkJson(new JsonLexer(json, true), {
    scalar(lexer) {
      if (!isMember) separate();
      isMember = false;
      out += lexer.token === 'string' ? quoteJson(transform(lexer.value)) : json.slice(lexer.start, lexer.end);
    },
    beginArray: () => begin('['),
    endArray: () => end(']'),
    beginObject: () => begin('{'),
    key(lexer) {
      separate();
      isMember = true;
      out += quoteJson(lexer.value) + ':';
    },
    endObject: () => end('}'),
  });
  return out;
}

type Document = string | Jsonb;

const KINDS: Readonly<Record<string, (document: Document, transform: Transform) => Document>> = {
  text: (text, transform) => transform(text as string),
  json: (text, transform) => transformJson(text as string, transform),
  jsonb: (document, transform) => Jsonb.of(transformNode((document as Jsonb).root, transform)),
};

export function headlineFunctions(): ScalarFamily {
  const family: Record<string, ScalarImpl> = {};
  for (const [type, apply] of Object.entries(KINDS)) {
    const make = (configuration: number, document: Document, query: TsQuery, options: string | null, context: CallContext): Document => {
      const read = headlineOptions(options);
      return apply(document, text => headlineText(headlineWords(configuration, text, query, context), query, read));
    };
    family[`ts_headline(regconfig,${type},tsquery,text)`] = make;
    family[`ts_headline(regconfig,${type},tsquery)`] = (configuration: number, document: Document, query: TsQuery, context: CallContext) =>
      make(configuration, document, query, null, context);
    family[`ts_headline(${type},tsquery,text)`] = (document: Document, query: TsQuery, options: string, context: CallContext) =>
      make(currentConfiguration(context), document, query, options, context);
    family[`ts_headline(${type},tsquery)`] = (document: Document, query: TsQuery, context: CallContext) =>
      make(currentConfiguration(context), document, query, null, context);
  }
  return family;
}
