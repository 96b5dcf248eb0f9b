/** json (checked text, kept as written) and xml (text, not checked), neither of which has an order or equality; jsonb and jsonpath (PostgreSQL chapters 8.13, 8.14). */
import { defineType, noEquality, notComparable } from './define-type.js';
import { validateJson } from './json-text.js';
import { jsonbType } from './jsonb-type.js';
import { jsonpathType } from './jsonpath-type.js';
import * as oids from './oids.js';
import { textLike } from './text-types.js';
import type { TypeOps } from './type-ops.js';
import { decodeUtf8, rejectNul } from './utf8.js';

export const jsonType: TypeOps = defineType({
  ...textLike(oids.JSON, 'json', oids.JSON_ARRAY),
  parse(text) {
    rejectNul(text);
    validateJson(text);
    return text;
  },
  receive(bytes) {
    const text = decodeUtf8(bytes);
    validateJson(text);
    return text;
  },
  comparable: false,
  compare: notComparable('json'),
  equals: noEquality('json'),
});

export const xmlType: TypeOps = defineType({
  ...textLike(oids.XML, 'xml', oids.XML_ARRAY),
  comparable: false,
  compare: notComparable('xml'),
  equals: noEquality('xml'),
});

export const documentTypes: readonly TypeOps[] = [jsonType, xmlType, jsonbType, jsonpathType];
