/** json (checked text, kept as written) and xml (checked text, kept as written), neither of which has an order or equality; jsonb and jsonpath (PostgreSQL chapters 8.13, 8.14). */
import { PgError } from '../errors/index.js';
import { defineType, noEquality, notComparable } from './define-type.js';
import { validateJson } from './json-text.js';
import { jsonbType } from './jsonb-type.js';
import { jsonpathType } from './jsonpath-type.js';
import * as oids from './oids.js';
import { textLike } from './text-types.js';
import type { TypeOps } from './type-ops.js';
import { decodeUtf8, encodeUtf8, rejectNul } from './utf8.js';
import { checkXml, parseXmlDeclaration } from './xml-check.js';

export const jsonType: TypeOps = defineType({
  ...textLike(oids.JSON, 'json', oids.JSON_ARRAY),
  parse(text, _typmod, { work }) {
    rejectNul(text);
    validateJson(text, work);
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

export function xmlDeclarationText(version: string | null, standalone: number): string {
  if ((version === null || version === '1.0') && standalone < 0) return '';
  return `<?xml version="${version ?? '1.0'}"${standalone < 0 ? '' : ` standalone="${standalone === 1 ? 'yes' : 'no'}"`}?>`;
}

/** @throws 2200M, 2200N unless the text is well-formed. */
export function parseXml(text: string, option: 'document' | 'content'): string {
  rejectNul(text);
  const { fault, isDeclarationFault } = checkXml(text, option);
  if (fault === null) return text;
  throw new PgError(
    option === 'document' ? 'invalid_xml_document' : 'invalid_xml_content',
    isDeclarationFault ? 'invalid XML content: invalid XML declaration' : `invalid XML ${option}`,
    { detail: fault },
  );
}

/** Without the declaration, unless it says what is not the default. */
function formatXml(xml: string): string {
  const declaration = parseXmlDeclaration(xml);
  if (typeof declaration === 'string' || declaration.length === 0) return xml;
  const text = xmlDeclarationText(declaration.version, declaration.standalone);
  const rest = xml.slice(declaration.length);
  return text === '' && rest.startsWith('\n') ? rest.slice(1) : text + rest;
}

export const xmlType: TypeOps = defineType({
  ...textLike(oids.XML, 'xml', oids.XML_ARRAY),
  parse: (text, _typmod, context) => parseXml(text, context.xmlOption ?? 'content'),
  format: value => formatXml(value as string),
  receive: (bytes, _typmod, context) => parseXml(decodeUtf8(bytes), context.xmlOption ?? 'content'),
  send: value => encodeUtf8(formatXml(value as string)),
  comparable: false,
  compare: notComparable('xml'),
  equals: noEquality('xml'),
});

export const documentTypes: readonly TypeOps[] = [jsonType, xmlType, jsonbType, jsonpathType];
