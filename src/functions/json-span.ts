/** JSON text with the places of its values: what the functions on json, which keeps its text as written, work on. */
import { JsonLexer, walkJson, type JsonHandler } from '../types/index.js';

export interface JsonSpan {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';
  readonly start: number;
  end: number;
  /** A string without quotes and escapes (only when decoded). */
  readonly value: string;
  /** Names of an object's members, repeated ones included. */
  readonly keys: string[];
  /** Elements, or values of members. */
  readonly items: JsonSpan[];
}

export interface JsonDocument {
  readonly text: string;
  readonly root: JsonSpan;
}

const NO_KEYS: string[] = [];
const NO_ITEMS: JsonSpan[] = [];

class SpanBuilder implements JsonHandler {
  root: JsonSpan | null = null;
  private readonly open: JsonSpan[] = [];

  private add(span: JsonSpan): void {
    const parent = this.open[this.open.length - 1];
    if (parent === undefined) this.root = span;
    else parent.items.push(span);
  }
  private begin(span: JsonSpan): void {
    this.add(span);
    this.open.push(span);
  }

  scalar(lexer: JsonLexer): void {
    const kind = lexer.token as JsonSpan['kind'];
    this.add({ kind, start: lexer.start, end: lexer.end, value: kind === 'string' ? lexer.value : '', keys: NO_KEYS, items: NO_ITEMS });
  }
  beginArray(lexer: JsonLexer): void {
    this.begin({ kind: 'array', start: lexer.start, end: 0, value: '', keys: NO_KEYS, items: [] });
  }
  endArray(lexer: JsonLexer): void {
    (this.open.pop() as JsonSpan).end = lexer.end;
  }
  beginObject(lexer: JsonLexer): void {
    this.begin({ kind: 'object', start: lexer.start, end: 0, value: '', keys: [], items: [] });
  }
  key(lexer: JsonLexer): void {
    (this.open[this.open.length - 1] as JsonSpan).keys.push(lexer.value);
  }
  endObject(lexer: JsonLexer): void {
    (this.open.pop() as JsonSpan).end = lexer.end;
  }
}

/** @param decodes strings are needed as values; then \u0000 and lone surrogates are refused */
export function readJson(text: string, decodes: boolean): JsonDocument {
  const builder = new SpanBuilder();
  walkJson(new JsonLexer(text, decodes), builder);
  return { text, root: builder.root as JsonSpan };
}

export function spanText(text: string, span: JsonSpan): string {
  return text.slice(span.start, span.end);
}

/** As ->> gives it: strings bare, null as NULL, the rest as written. */
export function spanAsText(text: string, span: JsonSpan): string | null {
  if (span.kind === 'null') return null;
  return span.kind === 'string' ? span.value : spanText(text, span);
}
